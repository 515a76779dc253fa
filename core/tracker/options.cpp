#include "core/tracker/options.h"

#include <string>

namespace tw::tracker {
namespace {

Error invalid(const char* name, const char* what)
{
    return Error{ErrorCode::InvalidArgument, what, std::string("tracker option ") + name};
}

bool within(double value, double low, double high)
{
    return value >= low && value <= high; // false for NaN
}

} // namespace

Result<void> FairmotOptions::check() const
{
    if (!useEmbedding && !useIou)
        return invalid("useIou", "embedding and IoU cannot both be off");
    if (!within(embeddingLimit, 0, 2))
        return invalid("embeddingLimit", "must lie between 0 and 2");
    if (!within(iouLimit, 0, 1))
        return invalid("iouLimit", "must lie between 0 and 1");
    if (!within(unconfirmedLimit, 0, 1))
        return invalid("unconfirmedLimit", "must lie between 0 and 1");
    if (!within(duplicateLimit, 0, 1))
        return invalid("duplicateLimit", "must lie between 0 and 1");
    if (!within(lambda, 0, 1))
        return invalid("lambda", "must lie between 0 and 1");
    if (!within(gate, 0, 1e6) || gate == 0)
        return invalid("gate", "must be positive");
    if (!within(featureMemory, 0, 1))
        return invalid("featureMemory", "must lie between 0 and 1");
    if (!within(detectionThreshold, 0, 1))
        return invalid("detectionThreshold", "must lie between 0 and 1");
    if (!within(newTrackThreshold, 0, 1))
        return invalid("newTrackThreshold", "must lie between 0 and 1");
    if (!within(frameRate, 0, 10000) || frameRate == 0)
        return invalid("frameRate", "must be positive and at most 10000");
    if (trackBuffer < 0 || trackBuffer > 100000)
        return invalid("trackBuffer", "must lie between 0 and 100000");
    if (!within(positionWeight, 1e-6, 10))
        return invalid("positionWeight", "must lie between 0.000001 and 10");
    if (!within(velocityWeight, 1e-6, 10))
        return invalid("velocityWeight", "must lie between 0.000001 and 10");
    return {};
}

Result<void> FilterOptions::check() const
{
    if (!within(maxAspect, 0, 1e6))
        return invalid("maxAspect", "must not be negative");
    if (!within(minArea, 0, 1e12))
        return invalid("minArea", "must not be negative");
    return {};
}

} // namespace tw::tracker
