#include "core/review/ensemble.h"

#include "core/math/iou.h"
#include "core/math/rng.h"
#include "core/tracker/fairmot_tracker.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tw::review {
namespace {

constexpr double kSameBox = 0.5; // IoU of a box of a run with one of the document
constexpr int kVotingBoxes = 5;  // that say who a run sees in a stretch
constexpr int kAgreeing = 2;     // runs that make a disagreement
constexpr std::uint64_t kSeed = 17;

struct Run {
    bool backward = false;
    bool weak = false; // weak detections continue tracks
    bool perturbed = false;
    tracker::FairmotOptions options;
};

std::vector<Run> runsOf(const EnsembleOptions& options)
{
    tracker::FairmotOptions usual;
    usual.frameRate = options.frameRate;
    usual.newTrackThreshold = options.threshold;
    tracker::FairmotOptions motionOnly = usual;
    motionOnly.useEmbedding = false;
    tracker::FairmotOptions tolerant = usual;
    tolerant.embeddingLimit = 0.6;
    tolerant.featureMemory = 0.97;
    tolerant.trackBuffer = 60;
    return {{true, false, false, usual},       {false, true, false, usual},     {true, true, false, usual},
            {false, false, false, motionOnly}, {false, false, false, tolerant}, {true, false, false, tolerant},
            {false, false, true, usual}};
}

std::vector<Detection> detectionsOf(const FramePeaks& peaks, double threshold, double dropped, math::Rng& rng)
{
    std::vector<Detection> out;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
        const Peak& peak = peaks.peaks[i];
        const bool leftOut = dropped > 0 && rng.chance(dropped);
        if (static_cast<double>(peak.score) <= threshold || leftOut)
            continue;
        Detection detection;
        detection.box = peak.box();
        detection.score = peak.score;
        detection.classId = peak.classId;
        const auto halves = peaks.embedding(i);
        detection.embedding.resize(halves.size());
        std::transform(halves.begin(), halves.end(), detection.embedding.begin(), floatFromHalf);
        out.push_back(std::move(detection));
    }
    return out;
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

Result<std::shared_ptr<const Ensemble>> Ensemble::build(const PeakSource& peaks, FrameRange frames,
                                                        const EnsembleOptions& options, const JobContext& job)
{
    auto out = std::make_shared<Ensemble>();
    if (!peaks || frames.empty())
        return std::shared_ptr<const Ensemble>(std::move(out));
    const std::vector<Run> runs = runsOf(options);
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const Run& run = runs[r];
        TW_TRY_ASSIGN(auto tracker, tracker::FairmotTracker::create(run.options));
        math::Rng rng(kSeed + r);
        auto& placed = out->m_runs.emplace_back();
        for (FrameIndex i = 0; i < frames.length(); ++i) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped while tracking again", {}};
            const FrameIndex frame = run.backward ? frames.last - i : frames.first + i;
            const auto seen = peaks(frame);
            if (!seen)
                continue;
            const auto detections = detectionsOf(*seen, run.weak ? options.weakThreshold : options.threshold,
                                                 run.perturbed ? options.dropped : 0, rng);
            TW_TRY_ASSIGN(const auto tracks, tracker->update(i, detections));
            for (const tracker::TrackedBox& box : tracks.boxes)
                placed[frame].push_back({box.box, number(box.id)});
        }
        job.report("ensemble", static_cast<std::int64_t>(r) + 1, static_cast<std::int64_t>(runs.size()));
    }
    return std::shared_ptr<const Ensemble>(std::move(out));
}

void Ensemble::identities(FrameIndex frame, const Box& box, std::span<std::int32_t> out) const
{
    for (std::size_t r = 0; r < m_runs.size(); ++r) {
        out[r] = 0;
        const auto placed = m_runs[r].find(frame);
        if (placed == m_runs[r].end())
            continue;
        double best = kSameBox;
        for (const Placed& each : placed->second)
            if (each.box.left < box.right() && box.left < each.box.right())
                if (const double overlap = math::iou(each.box, box); overlap >= best) {
                    best = overlap;
                    out[r] = each.id;
                }
    }
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
        if (end - i >= kAgreeing)
            out.push_back({frames[i + (end - i) / 2], static_cast<int>(end - i)});
        i = end;
    }
    return out;
}

std::vector<FrameRange> exchangesSeen(const ChangingTrack& a, const ChangingTrack& b, FrameIndex together)
{
    std::vector<FrameIndex> frames;
    const auto collect = [&](const ChangingTrack& one, const TrackEvidence& other) {
        for (const IdentityChange& change : one.changes) {
            // the person it had goes on in the other, or the person it has now came from there
            const bool goesOn = idNear(other, change.run, change.frame, false, together) == change.from;
            const bool came = idNear(other, change.run, change.frame, true, together) == change.to;
            if (goesOn || came)
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
        if (end - i >= kAgreeing)
            out.push_back({frames[i], frames[end - 1]});
        i = end;
    }
    return out;
}

} // namespace tw::review
