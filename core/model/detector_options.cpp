#include "core/model/detector.h"

namespace tw::model {

namespace {

Error invalid(std::string why)
{
    return Error{ErrorCode::InvalidArgument, std::move(why), {}};
}

bool isProbability(float value)
{
    return value >= 0 && value <= 1; // false for NaN
}

} // namespace

Result<void> DetectorOptions::check() const
{
    const auto fits = [](int side) { return side >= 0 && side % 32 == 0; };
    if (!fits(size.width) || !fits(size.height))
        return invalid("both sides of the network's input must be multiples of 32");
    if ((size.width == 0) != (size.height == 0))
        return invalid("the network's input needs both a width and a height");
    if (levels < 0 || levels > 2)
        return invalid("the network sees an image at 1 or 2 levels");
    if (levels == 2 && (size.width % 64 != 0 || size.height % 64 != 0))
        return invalid("for two levels, both sides of the network's input must be multiples of 64");
    if (framesAtOnce < 0 || framesAtOnce > 256)
        return invalid("between 1 and 256 images are worked on at a time, or 0");
    if (topK < 1)
        return invalid("at least one peak must be kept");
    if (!isProbability(threshold) || !isProbability(keepThreshold))
        return invalid("a threshold lies between 0 and 1");
    return {};
}

} // namespace tw::model
