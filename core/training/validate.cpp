#include "core/training/validate.h"

#include "core/training/network_file.h"
#include "core/training/scoring.h"

namespace tw::training {

Result<ValidationScores> validate(const ValidateRequest& request, const JobContext& job)
{
    const torch::Device device = torchDevice(request.device);
    TW_TRY_ASSIGN(const std::shared_ptr<model::Network> network, loadNetwork(request.model, device));
    return scoreNetwork(*network, device, request.sources, request.options, job);
}

} // namespace tw::training
