#include "core/tracker/offline/voters.h"

#include "core/math/affine.h"

#include <algorithm>
#include <cmath>

namespace tw::tracker {
namespace {

// How a run differs from the association as it is.
struct Variant {
    bool backward = false;
    double threshold = 0; // added to the detection threshold
    double ratio = 0;     // added to what splits and links need
};
// Source: both directions, and each threshold moved by what changes a few boxes in a hundred (measured on drawn clips).
constexpr Variant kVariants[] = {{}, {true, 0, 0}, {false, 0.1, 0}, {true, -0.1, 0}, {false, 0, 1}};

OfflineOptions optionsOf(const Variant& variant, OfflineOptions options)
{
    options.detectionThreshold = std::clamp(options.detectionThreshold + variant.threshold, 0.0, 1.0);
    options.weakThreshold = std::clamp(options.weakThreshold + std::min(variant.threshold, 0.0), 0.0, 1.0);
    options.splitRatio += variant.ratio;
    options.linkRatio += variant.ratio;
    // every box counts, also of people who are seen for a moment; boxes without a peak do not
    options.filter = false;
    options.fillSeconds = options.smoothSeconds = 0;
    return options;
}

Statements backwards(Statements statements, FrameIndex last)
{
    const auto turn = [last](StatedPlace& place) { place.frame = last - place.frame; };
    for (StatedBox& box : statements.boxes)
        box.frame = last - box.frame;
    for (auto* pairs : {&statements.must, &statements.cannot})
        for (auto& [a, b] : *pairs) {
            turn(a);
            turn(b);
        }
    std::for_each(statements.removed.begin(), statements.removed.end(), turn);
    for (FrameRange& range : statements.verified)
        range = {last - range.last, last - range.first};
    return statements;
}

} // namespace

std::vector<FramePeaks> backwards(std::vector<FramePeaks> frames, FrameIndex last)
{
    std::reverse(frames.begin(), frames.end());
    for (std::size_t i = frames.size(); i-- > 0;) {
        FramePeaks& frame = frames[i];
        frame.frame = last - frame.frame;
        // the motion to this frame leads to the one that was before it, from now on the one after
        const bool known = i > 0 && frames[i - 1].motionKnown;
        const auto m = i > 0 ? frames[i - 1].sourceFromPrevious : FramePeaks{}.sourceFromPrevious;
        const math::Affine2 motion{m[0], m[1], m[2], m[3], m[4], m[5]};
        frame.motionKnown = known && std::abs(motion.determinant()) > 1e-6;
        frame.sourceFromPrevious = FramePeaks{}.sourceFromPrevious;
        if (!frame.motionKnown)
            continue;
        const math::Affine2 back = motion.inverse();
        frame.sourceFromPrevious = {float(back.xx), float(back.xy), float(back.tx),
                                    float(back.yx), float(back.yy), float(back.ty)};
    }
    return frames;
}

Result<Voters> Voters::run(const PeakReader& read, FrameRange frames, PictureSize picture, const Statements& statements,
                           const OfflineOptions& options, const JobContext& job)
{
    Voters out;
    out.m_first = frames.first;
    const FrameIndex turned = frames.first + frames.last; // frame f is turned - f backwards
    const PeakReader readBackwards = [&](FrameRange range) -> Result<std::vector<FramePeaks>> {
        TW_TRY_ASSIGN(std::vector<FramePeaks> found, read({turned - range.last, turned - range.first}));
        return backwards(std::move(found), turned);
    };
    for (const Variant& variant : kVariants) {
        TW_TRY_ASSIGN(const OfflineResult result,
                      variant.backward
                          ? trackOffline(readBackwards, frames, picture, backwards(statements, turned),
                                         optionsOf(variant, options), job)
                          : trackOffline(read, frames, picture, statements, optionsOf(variant, options), job));
        ByPeak& run = out.m_runs.emplace_back(std::size_t(std::max<FrameIndex>(frames.length(), 0)));
        std::int32_t id = 0;
        for (const OfflineTrack& track : result.tracks) {
            ++id;
            for (const OfflineBox& box : track.boxes) {
                if (box.peak < 0)
                    continue;
                const FrameIndex frame = variant.backward ? turned - box.frame : box.frame;
                auto& peaks = run[std::size_t(frame - frames.first)];
                if (peaks.size() <= std::size_t(box.peak))
                    peaks.resize(std::size_t(box.peak) + 1, 0);
                peaks[std::size_t(box.peak)] = id;
            }
        }
    }
    return out;
}

std::int32_t Voters::identity(int run, PeakPlace place) const
{
    const ByPeak& frames = m_runs[std::size_t(run)];
    const FrameIndex at = place.frame - m_first;
    if (at < 0 || std::size_t(at) >= frames.size() || place.peak < 0)
        return 0;
    const auto& peaks = frames[std::size_t(at)];
    return std::size_t(place.peak) < peaks.size() ? peaks[std::size_t(place.peak)] : 0;
}

Vote Voters::vote(PeakPlace a, PeakPlace b) const
{
    Vote out;
    for (int run = 0; run < runs(); ++run) {
        const std::int32_t first = identity(run, a);
        const std::int32_t second = identity(run, b);
        if (first != 0 && second != 0)
            ++(first == second ? out.same : out.different);
    }
    return out;
}

std::vector<Vote> Voters::disagreements(std::span<const PeakPlace> track) const
{
    std::vector<Vote> out;
    for (std::size_t i = 1; i < track.size(); ++i)
        out.push_back(vote(track[i - 1], track[i]));
    return out;
}

} // namespace tw::tracker
