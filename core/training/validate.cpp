#include "core/training/validate.h"

#include "core/model/networks/weights.h"
#include "core/training/scoring.h"

namespace tw::training {

Result<ValidationScores> validate(const ValidateRequest& request, const JobContext& job)
{
    TW_TRY_ASSIGN(const model::Checkpoint checkpoint, model::readCheckpoint(request.model));
    TW_TRY_ASSIGN(const model::Recognised known, model::recogniseArchitecture(checkpoint));
    TW_TRY_ASSIGN(const std::shared_ptr<model::Network> network, model::createNetwork(known.architecture, known.heads));
    const torch::Device device =
        request.device.kind == model::Device::Kind::Cuda
            ? torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(request.device.index))
            : torch::Device(torch::kCPU);
    try {
        const model::LoadReport report = model::loadWeights(*network, checkpoint);
        if (!report.complete())
            return Error{ErrorCode::ShapeMismatch, report.text(), request.model.string()};
        network->to(device);
        network->eval();
    } catch (const std::exception& e) {
        return Error{ErrorCode::Internal, e.what(), request.model.string()};
    }
    return scoreNetwork(*network, device, request.sources, request.options, job);
}

} // namespace tw::training
