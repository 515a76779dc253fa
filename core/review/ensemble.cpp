#include "core/review/ensemble.h"

#include "core/math/affine.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace tw::review {
namespace {

constexpr std::size_t kCutting = 2; // runs that make a disagreement about one track
constexpr int kVotingBoxes = 5;     // that say whom a run sees in a stretch

struct Variant {
    bool backward = false;
    double threshold = 0; // added to the detection threshold
    double ratio = 0;     // added to what splits and links need
};
// Source: both directions, and each threshold moved by what changes a few boxes in a hundred (measured on drawn clips).
constexpr Variant kVariants[] = {{}, {true, 0, 0}, {false, 0.1, 0}, {true, -0.1, 0}, {false, 0, 1}};

tracker::OfflineOptions optionsOf(const Variant& variant, const EnsembleOptions& ensemble)
{
    tracker::OfflineOptions out;
    out.frameRate = ensemble.frameRate;
    out.detectionThreshold = std::clamp(ensemble.threshold + variant.threshold, 0.0, 1.0);
    out.weakThreshold = std::clamp(out.weakThreshold + std::min(variant.threshold, 0.0), 0.0, 1.0);
    out.splitRatio += variant.ratio;
    out.linkRatio += variant.ratio;
    // every peak counts, also of people who are seen for a moment; boxes without a peak do not
    out.filter = false;
    out.fillSeconds = out.smoothSeconds = 0;
    return out;
}

// Person by frame and peak.
std::vector<std::vector<std::int32_t>> byPeak(const tracker::OfflineResult& result, FrameRange frames, bool backward)
{
    std::vector<std::vector<std::int32_t>> out(static_cast<std::size_t>(frames.length()));
    std::int32_t id = 0;
    for (const tracker::OfflineTrack& track : result.tracks) {
        ++id;
        for (const tracker::OfflineBox& box : track.boxes) {
            if (box.peak < 0)
                continue;
            const FrameIndex frame = backward ? frames.first + frames.last - box.frame : box.frame;
            auto& peaks = out[static_cast<std::size_t>(frame - frames.first)];
            const auto peak = static_cast<std::size_t>(box.peak);
            if (peaks.size() <= peak)
                peaks.resize(peak + 1, 0);
            peaks[peak] = id;
        }
    }
    return out;
}

// Peaks where the network looked.
tracker::PeakReader readerOf(const PeakSource& peaks)
{
    return [&peaks](FrameRange range) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> out;
        for (FrameIndex frame = range.first; frame <= range.last; ++frame)
            if (const auto seen = peaks(frame))
                out.push_back(*seen);
        return out;
    };
}

// The identity that most of the nearest boxes with one have; 0: none.
std::int32_t idNear(const TrackEvidence& track, std::size_t run, FrameIndex frame, bool before, FrameIndex reach)
{
    const auto& boxes = track.track->boxes;
    std::array<std::int32_t, kVotingBoxes> ids{};
    std::size_t n = 0;
    std::size_t i = track.lowerBound(frame);
    while (n < ids.size()) {
        if (before ? i == 0 : i == boxes.size())
            break;
        const std::size_t at = before ? --i : i++;
        if (std::abs(boxes[at].frame - frame) > reach)
            break;
        if (const std::int32_t id = track.identity(at, run); id != 0)
            ids[n++] = id;
    }
    std::int32_t best = 0;
    std::ptrdiff_t most = 0;
    for (std::size_t k = 0; k < n; ++k)
        if (const auto count = std::count(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(n), ids[k]);
            count > most) {
            most = count;
            best = ids[k];
        }
    return best;
}

void appendChanges(const TrackEvidence& track, std::size_t run, FrameIndex reach, std::vector<IdentityChange>& out)
{
    std::int32_t last = 0;
    for (std::size_t i = 0; i < track.track->boxes.size(); ++i) {
        const std::int32_t id = track.identity(i, run);
        if (id == 0)
            continue;
        const FrameIndex frame = track.track->boxes[i].frame;
        // for more than a box or two
        if (last != 0 && id != last && idNear(track, run, frame, false, reach) == id)
            out.push_back({run, frame, last, id});
        if (last == 0 || idNear(track, run, frame, false, reach) == id)
            last = id;
    }
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

Result<std::shared_ptr<const Ensemble>> Ensemble::build(const PeakSource& peaks, FrameRange frames,
                                                        const EnsembleOptions& options, const JobContext& job)
{
    auto out = std::make_shared<Ensemble>();
    if (!peaks || frames.empty())
        return std::shared_ptr<const Ensemble>(std::move(out));
    out->m_first = frames.first;
    const tracker::PeakReader read = readerOf(peaks);
    const FrameIndex turned = frames.first + frames.last; // frame f is turned - f backwards
    const tracker::PeakReader readBackwards = [&](FrameRange range) -> Result<std::vector<FramePeaks>> {
        TW_TRY_ASSIGN(std::vector<FramePeaks> found, read({turned - range.last, turned - range.first}));
        return backwards(std::move(found), turned);
    };
    for (std::size_t r = 0; r < std::size(kVariants); ++r) {
        const Variant& variant = kVariants[r];
        TW_TRY_ASSIGN(const tracker::OfflineResult result,
                      tracker::trackOffline(variant.backward ? readBackwards : read, frames, options.picture, {},
                                            optionsOf(variant, options), {job.stop, {}}));
        out->m_runs.push_back(byPeak(result, frames, variant.backward));
        job.report("ensemble", static_cast<std::int64_t>(r) + 1, static_cast<std::int64_t>(std::size(kVariants)));
    }
    return std::shared_ptr<const Ensemble>(std::move(out));
}

std::int32_t Ensemble::identity(int run, FrameIndex frame, int peak) const
{
    const ByPeak& frames = m_runs[static_cast<std::size_t>(run)];
    const FrameIndex at = frame - m_first;
    if (at < 0 || static_cast<std::size_t>(at) >= frames.size() || peak < 0)
        return 0;
    const auto& peaks = frames[static_cast<std::size_t>(at)];
    return static_cast<std::size_t>(peak) < peaks.size() ? peaks[static_cast<std::size_t>(peak)] : 0;
}

double Votes::value() const
{
    const int known = same + different;
    return known > 0 ? static_cast<double>(same - different) / (known + 1) : 0;
}

Votes votesFor(const TrackEvidence& a, FrameIndex before, const TrackEvidence& b, FrameIndex from, FrameIndex reach)
{
    Votes out;
    for (std::size_t run = 0; run < a.runs(); ++run) {
        const std::int32_t one = idNear(a, run, before, true, reach);
        const std::int32_t other = idNear(b, run, from, false, reach);
        if (one != 0 && other != 0)
            ++(one == other ? out.same : out.different);
    }
    return out;
}

std::vector<IdentityChange> identityChanges(const TrackEvidence& track, FrameIndex together)
{
    std::vector<IdentityChange> out;
    for (std::size_t run = 0; run < track.runs(); ++run)
        appendChanges(track, run, together, out);
    return out;
}

std::vector<Disagreement> disagreements(const TrackEvidence& track, FrameIndex together)
{
    std::vector<FrameIndex> frames;
    for (const IdentityChange& change : identityChanges(track, together))
        frames.push_back(change.frame);
    std::sort(frames.begin(), frames.end());
    std::vector<Disagreement> out;
    for (std::size_t i = 0; i < frames.size();) {
        std::size_t end = i + 1;
        while (end < frames.size() && frames[end] - frames[end - 1] <= together)
            ++end;
        if (end - i >= kCutting)
            out.push_back({frames[i + (end - i) / 2], static_cast<int>(end - i)});
        i = end;
    }
    return out;
}

std::vector<FrameRange> exchangesSeen(const ChangingTrack& a, const ChangingTrack& b, FrameIndex together,
                                      FrameIndex gap)
{
    std::vector<FrameIndex> frames;
    const auto collect = [&](const ChangingTrack& one, const TrackEvidence& other) {
        for (const IdentityChange& change : one.changes) {
            const FrameIndex ahead = other.track->firstFrame() >= change.frame ? gap : together;
            const FrameIndex back = other.track->lastFrame() < change.frame ? gap : together;
            // the person it had goes on in the other, or the person it has now came from there
            if (idNear(other, change.run, change.frame, false, ahead) == change.from ||
                idNear(other, change.run, change.frame, true, back) == change.to)
                frames.push_back(change.frame);
        }
    };
    collect(a, *b.track);
    collect(b, *a.track);
    std::sort(frames.begin(), frames.end());
    std::vector<FrameRange> out;
    for (std::size_t i = 0; i < frames.size();) {
        std::size_t end = i + 1;
        while (end < frames.size() && frames[end] - frames[end - 1] <= together)
            ++end;
        out.push_back({frames[i], frames[end - 1]});
        i = end;
    }
    return out;
}

} // namespace tw::review
