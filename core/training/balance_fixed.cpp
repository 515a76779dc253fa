// L = L_det + w L_id. Source: FairMOT's published program, option "fix": w = 0.1.

#include "core/training/balance.h"

#include "core/base/contract.h"

namespace tw::training {
namespace {

class FixedBalance final : public LossBalance
{
public:
    explicit FixedBalance(double identityWeight) : m_identityWeight(identityWeight) {}

    torch::Tensor total(const std::vector<torch::Tensor>& losses, const torch::Tensor&) override
    {
        TW_EXPECTS(losses.size() == 2);
        return losses[0] + m_identityWeight * losses[1];
    }

private:
    double m_identityWeight;
};

} // namespace

std::unique_ptr<LossBalance> makeFixedBalance(double identityWeight)
{
    return std::make_unique<FixedBalance>(identityWeight);
}

} // namespace tw::training
