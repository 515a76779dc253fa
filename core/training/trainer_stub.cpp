// Builds without LibTorch: datasets can be looked at, but nothing can be trained or measured.

#include "core/training/relabel.h"
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

Result<Relabelled> relabel(const SourcePtr&, const std::filesystem::path&, const RelabelOptions&, const JobContext&)
{
    return unavailable();
}

Result<ValidationScores> validate(const ValidateRequest&, const JobContext&)
{
    return unavailable();
}

} // namespace tw::training
