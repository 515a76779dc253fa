#include "core/tracker/offline/options.h"

#include "core/base/number_text.h"

#include <cmath>

namespace tw::tracker {
namespace {

Result<void> between(const char* name, double value, double low, double high)
{
    if (std::isfinite(value) && value >= low && value <= high)
        return {};
    return Error{ErrorCode::InvalidArgument, "must lie between " + toText(low) + " and " + toText(high),
                 std::string("tracker option ") + name};
}

} // namespace

Result<void> OfflineOptions::check() const
{
    const OfflineOptions& o = *this;
    TW_TRY(between("detectionThreshold", o.detectionThreshold, 0, 1));
    TW_TRY(between("weakThreshold", o.weakThreshold, 0, 1));
    TW_TRY(between("duplicateIou", o.duplicateIou, 0, 1));
    TW_TRY(between("frameRate", o.frameRate, 1e-3, 10000));
    TW_TRY(between("clutterScore", o.clutterScore, 0, 1));
    TW_TRY(between("clutterShift", o.clutterShift, 0, 1));
    TW_TRY(between("clutterScale", o.clutterScale, 0, 10));
    TW_TRY(between("clutterSeconds", o.clutterSeconds, 0, 600));
    TW_TRY(between("clutterPresence", o.clutterPresence, 0.01, 1));
    TW_TRY(between("clutterMedianMoving", o.clutterMedianMoving, 0, 1));
    TW_TRY(between("clutterMostMoving", o.clutterMostMoving, 0, 1));
    TW_TRY(between("clutterMotionless", o.clutterMotionless, 0, 1));
    TW_TRY(between("clutterMotionlessSeconds", o.clutterMotionlessSeconds, 0, 600));
    TW_TRY(between("overlapShare", o.overlapShare, 0, 1));
    TW_TRY(between("nearIou", o.nearIou, 0, 1));
    TW_TRY(between("nearAppearance", o.nearAppearance, 0, 2));
    TW_TRY(between("overlapIou", o.overlapIou, 0, 1));
    TW_TRY(between("weakIou", o.weakIou, 0, 1));
    TW_TRY(between("unseenSeconds", o.unseenSeconds, 0, 10));
    TW_TRY(between("featureMemory", o.featureMemory, 0, 1));
    TW_TRY(between("positionWeight", o.positionWeight, 1e-6, 10));
    TW_TRY(between("velocityWeight", o.velocityWeight, 1e-6, 10));
    TW_TRY(between("splitCovered", o.splitCovered, 0, 1));
    TW_TRY(between("splitGapSeconds", o.splitGapSeconds, 0, 60));
    TW_TRY(between("splitWindowSeconds", o.splitWindowSeconds, 0, 60));
    TW_TRY(between("splitSamples", o.splitSamples, 1, 1e6));
    TW_TRY(between("splitRatio", o.splitRatio, -10, 10));
    TW_TRY(between("linkSeconds", o.linkSeconds, 0, 60));
    TW_TRY(between("linkRatio", o.linkRatio, -20, 20));
    TW_TRY(between("endSeconds", o.endSeconds, 0, 60));
    TW_TRY(between("sharedSeconds", o.sharedSeconds, 0, 60));
    TW_TRY(between("sharedIou", o.sharedIou, 0, 1));
    TW_TRY(between("shortestSeconds", o.shortestSeconds, 0, 60));
    TW_TRY(between("scoreAbove", o.scoreAbove, 0, 1));
    TW_TRY(between("sureSeconds", o.sureSeconds, 0.01, 600));
    TW_TRY(between("doubleIou", o.doubleIou, 0, 1));
    TW_TRY(between("doubleShare", o.doubleShare, 0, 1));
    TW_TRY(between("fillSeconds", o.fillSeconds, 0, 60));
    TW_TRY(between("fillAgreement", o.fillAgreement, 0, 1000));
    TW_TRY(between("smoothSeconds", o.smoothSeconds, 0, 5));
    TW_TRY(between("windowSeconds", o.windowSeconds, 1, 1e6));
    TW_TRY(between("overlapSeconds", o.overlapSeconds, 0, o.windowSeconds / 2));
    return {};
}

} // namespace tw::tracker
