// One person in two tracks: one ends, another begins later, near the place the first was heading to and looking alike.
// Short gaps are fragments (motion and appearance), long ones re-entries (appearance, and no rival).

#include "core/review/calibration.h"
#include "core/review/detectors.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tw::review {
namespace {

struct Candidate {
    const TrackEvidence* from = nullptr;
    const TrackEvidence* to = nullptr;
    FragmentFeatures features;
    bool longGap = false;
};

// Both appearances of a track's ends, computed once.
struct Ends {
    Appearance head;
    Appearance tail;
};

void rivalMargins(std::vector<Candidate>& candidates)
{
    std::map<std::pair<const TrackEvidence*, bool>, std::vector<double>> byEnd;
    for (const Candidate& candidate : candidates) {
        byEnd[{candidate.from, true}].push_back(candidate.features.similarity);
        byEnd[{candidate.to, false}].push_back(candidate.features.similarity);
    }
    for (auto& [end, similarities] : byEnd)
        std::sort(similarities.rbegin(), similarities.rend());
    const auto margin = [](const std::vector<double>& sorted, double own) {
        const double rival = own < sorted[0] ? sorted[0] : sorted.size() > 1 ? sorted[1] : own - 0.4;
        return own - rival;
    };
    for (Candidate& candidate : candidates)
        candidate.features.margin = std::min(margin(byEnd[{candidate.from, true}], candidate.features.similarity),
                                             margin(byEnd[{candidate.to, false}], candidate.features.similarity));
}

Event eventOf(const Candidate& candidate, const ReviewOptions& options)
{
    const annotation::Track& from = *candidate.from->track;
    const annotation::Track& to = *candidate.to->track;
    const FragmentFeatures& features = candidate.features;
    Event event;
    event.kind = candidate.longGap ? EventKind::Reentry : EventKind::Fragment;
    event.a = from.id;
    event.b = to.id;
    event.frame = to.firstFrame();
    event.frames = {from.lastFrame(), to.firstFrame()};
    judge(event, featuresOf(features));
    event.errors = static_cast<double>(std::min(from.boxes.size(), to.boxes.size()) + event.frames.length() - 2);
    event.reason = "#" + std::to_string(number(from.id)) + " ends at frame " + std::to_string(from.lastFrame() + 1) +
                   ", #" + std::to_string(number(to.id)) + " begins " + twoDigits(features.gapSeconds) + " s later" +
                   (features.embedded ? ", similarity " + twoDigits(features.similarity) : std::string()) + ", " +
                   twoDigits(features.distance) + " body heights from where it was heading";
    // A straight line over a long absence would be an invention: the gap stays open there.
    const bool fill = event.frames.length() - 2 <= options.frames(options.gapSeconds);
    event.fix = annotation::JoinTracks{event.a, event.b, fill ? annotation::Fill::Linear : annotation::Fill::None};
    return event;
}

} // namespace

void findFragments(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    const FrameIndex shortGap = options.frames(options.gapSeconds);
    const FrameIndex longGap = options.frames(options.reentrySeconds);
    std::map<TrackId, Ends> ends;
    std::vector<const TrackEvidence*> byStart;
    for (const auto& [id, track] : evidence.tracks()) {
        if (track.track->empty())
            continue;
        ends[id] = {evidence.after(track, track.track->firstFrame(), reach, options.evidenceSamples),
                    evidence.before(track, track.track->lastFrame(), reach, options.evidenceSamples)};
        byStart.push_back(&track);
    }
    std::sort(byStart.begin(), byStart.end(), [](const TrackEvidence* a, const TrackEvidence* b) {
        return a->track->firstFrame() < b->track->firstFrame();
    });
    std::vector<Candidate> candidates;
    for (const TrackEvidence* from : byStart) {
        const FrameIndex last = from->track->lastFrame();
        auto it =
            std::upper_bound(byStart.begin(), byStart.end(), last, [](FrameIndex frame, const TrackEvidence* track) {
                return frame < track->track->firstFrame();
            });
        for (; it != byStart.end() && (*it)->track->firstFrame() - last <= longGap; ++it) {
            const FrameIndex gap = (*it)->track->firstFrame() - last;
            Candidate candidate{from, *it, {}, gap > shortGap};
            FragmentFeatures& features = candidate.features;
            const Appearance& tail = ends[from->track->id].tail;
            const Appearance& head = ends[(*it)->track->id].head;
            features.embedded = tail.known() && head.known();
            if (candidate.longGap && !features.embedded)
                continue;
            features.similarity = features.embedded ? evidence.similarity(tail, head) : 0;
            features.gapSeconds = gap / std::max(1.0, options.frameRate);
            const Box expected = extrapolated(*from->track, (*it)->track->firstFrame(), true, last);
            const double distance =
                std::min(boxDistance(expected, (*it)->track->boxes.front().box),
                         boxDistance(from->track->boxes.back().box, (*it)->track->boxes.front().box));
            features.distance = candidate.longGap ? 1.0 : distance / (0.25 + features.gapSeconds) * 0.5;
            if (!candidate.longGap && distance > 1.5 + 2.5 * features.gapSeconds)
                continue;
            candidates.push_back(candidate);
        }
    }
    rivalMargins(candidates);
    for (const Candidate& candidate : candidates) {
        Event event = eventOf(candidate, options);
        if (event.probability >= options.minProbability)
            out.push_back(std::move(event));
    }
}

} // namespace tw::review
