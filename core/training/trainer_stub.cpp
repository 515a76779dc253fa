// Builds without LibTorch: datasets can be looked at, but nothing can be trained or measured.

#include "core/training/pseudo_label.h"
#include "core/training/reid_trainer.h"
#include "core/training/trainer.h"

namespace tw::training {

namespace {

Error unavailable()
{
    return {ErrorCode::Unavailable, "this build has no LibTorch", {}};
}

} // namespace

Result<TrainReport> train(const TrainRequest&, const JobContext&)
{
    return unavailable();
}

Result<ReidTrainReport> trainReid(const ReidTrainRequest&, const JobContext&)
{
    return unavailable();
}

Result<PseudoLabelled> pseudoLabel(const SourcePtr&, const std::filesystem::path&, const PseudoLabelOptions&,
                                   const JobContext&)
{
    return unavailable();
}

Result<ValidationScores> validate(const ValidateRequest&, const JobContext&)
{
    return unavailable();
}

} // namespace tw::training
