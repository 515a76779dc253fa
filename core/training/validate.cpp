#include "core/training/validate.h"

#include "core/training/network_file.h"
#include "core/training/scoring.h"

namespace tw::training {

Result<ValidationScores> validate(const ValidateRequest& request, const JobContext& job)
{
    const torch::Device device = torchDevice(request.device);
    TW_TRY_ASSIGN(const model::LoadedNetwork file, loadNetwork(request.model, device));
    ValidateOptions options = request.options;
    if (options.identityAt.empty())
        options.identityAt = model::nameOf(file.identityAt);
    return scoreNetwork(*file.network, device, request.sources, options, job);
}

} // namespace tw::training
