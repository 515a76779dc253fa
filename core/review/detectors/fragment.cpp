// One person in two tracks: one ends, another begins later, near the place the first was heading to and looking alike;
// or the two take turns. Short gaps are fragments (motion and appearance), long ones re-entries (appearance, and no
// rival). An end has one continuation at most and a beginning one origin, so the pairs are chosen together.

#include "core/review/detectors.h"

#include "core/math/assignment.h"
#include "core/review/ensemble.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tw::review {
namespace {

constexpr double kWorthPairing = 3; // logits against: worse pairs are not proposed
constexpr double kHopeless = 0.002; // not worth an event, whatever verdicts say
constexpr double kTurnSeconds = 1;  // tracks that take turns follow each other within this

// How much more alike a pair is than the best other one of either end, and how many others there are.
void rivalMargins(std::vector<FragmentCandidate>& candidates)
{
    using End = std::pair<TrackId, bool>;
    std::map<End, std::vector<double>> byEnd;
    std::map<End, int> pairs;
    for (const FragmentCandidate& candidate : candidates) {
        if (!candidate.woven) {
            ++pairs[{candidate.from, true}];
            ++pairs[{candidate.to, false}];
        }
        if (!candidate.features.embedded)
            continue;
        byEnd[{candidate.from, true}].push_back(candidate.features.likeness);
        byEnd[{candidate.to, false}].push_back(candidate.features.likeness);
    }
    for (auto& [end, likenesses] : byEnd)
        std::sort(likenesses.rbegin(), likenesses.rend());
    const auto margin = [](const std::vector<double>& sorted, double own) {
        const double rival = own < sorted[0] ? sorted[0] : sorted.size() > 1 ? sorted[1] : own - kMostMargin;
        return own - rival;
    };
    for (FragmentCandidate& candidate : candidates) {
        if (!candidate.woven)
            candidate.features.rivals = std::max(pairs[{candidate.from, true}], pairs[{candidate.to, false}]);
        if (candidate.features.embedded)
            candidate.features.margin = std::min(margin(byEnd[{candidate.from, true}], candidate.features.likeness),
                                                 margin(byEnd[{candidate.to, false}], candidate.features.likeness));
    }
}

double logitFor(const FragmentCandidate& candidate)
{
    return logitOf(fittedWeights(candidate.longGap ? EventKind::Reentry : EventKind::Fragment),
                   featuresOf(candidate.features));
}

// The pairs that go together best, every end and every beginning taken once.
void choosePairs(std::vector<FragmentCandidate>& candidates)
{
    std::map<TrackId, int> rows, columns;
    std::vector<math::PairCost> pairs;
    for (FragmentCandidate& candidate : candidates) {
        const double logit = logitFor(candidate);
        candidate.features.chosen = candidate.woven;
        if (candidate.woven || logit < -kWorthPairing)
            continue;
        const int row = rows.emplace(candidate.from, static_cast<int>(rows.size())).first->second;
        const int column = columns.emplace(candidate.to, static_cast<int>(columns.size())).first->second;
        pairs.push_back({row, column, -logit});
    }
    math::LimitedAssignment assignment;
    const auto columnOf =
        assignment.solve(static_cast<int>(rows.size()), static_cast<int>(columns.size()), pairs, kWorthPairing + 1);
    for (FragmentCandidate& candidate : candidates) {
        const auto row = rows.find(candidate.from);
        const auto column = columns.find(candidate.to);
        if (!candidate.woven && row != rows.end() && column != columns.end() &&
            columnOf[static_cast<std::size_t>(row->second)] == column->second)
            candidate.features.chosen = true;
    }
}

Event eventOf(const FragmentCandidate& candidate, const ReviewOptions& options)
{
    const FragmentFeatures& features = candidate.features;
    Event event;
    event.kind = candidate.longGap ? EventKind::Reentry : EventKind::Fragment;
    event.a = candidate.from;
    event.b = candidate.to;
    event.frame = candidate.gap.last;
    event.frames = candidate.gap;
    judge(event, featuresOf(features));
    event.errors = candidate.errors;
    if (candidate.woven)
        event.reason = hash(event.a) + " and " + hash(event.b) + " take turns, never seen together";
    else
        event.reason = hash(event.a) + " ends at frame " + std::to_string(candidate.gap.first + 1) + ", " +
                       hash(event.b) + " begins " + twoDigits(features.gapSeconds) + " s later";
    event.reason += (features.embedded ? ", looks " + oddsText(features.likeness) : std::string()) + ", " +
                    twoDigits(features.distance) + " body heights from where it was heading";
    // A straight line over a long absence would be an invention: the gap stays open there.
    const bool fill = !candidate.woven && event.frames.length() - 2 <= options.frames(options.gapSeconds);
    event.fix = annotation::JoinTracks{event.a, event.b, fill ? annotation::Fill::Linear : annotation::Fill::None};
    return event;
}

// Two tracks of which one is there where the other is not; nothing when they are ever seen together.
std::optional<FragmentCandidate> wovenCandidate(const Evidence& evidence, const TrackEvidence& a,
                                                const TrackEvidence& b, const ReviewOptions& options)
{
    const auto& boxesA = a.track->boxes;
    const auto& boxesB = b.track->boxes;
    const FrameIndex pause = options.frames(kTurnSeconds);
    std::size_t i = a.lowerBound(boxesB.front().frame);
    std::size_t j = 0;
    const annotation::TrackBox* last = i > 0 ? &boxesA[i - 1] : nullptr;
    bool lastIsA = true;
    int turns = 0;
    double distance = 0;
    double gaps = 0;
    while (j < boxesB.size() || (i < boxesA.size() && boxesA[i].frame <= boxesB.back().frame + pause)) {
        if (i < boxesA.size() && j < boxesB.size() && boxesA[i].frame == boxesB[j].frame)
            return std::nullopt;
        const bool takeA = j == boxesB.size() || (i < boxesA.size() && boxesA[i].frame < boxesB[j].frame);
        const annotation::TrackBox& now = takeA ? boxesA[i++] : boxesB[j++];
        if (last != nullptr && takeA != lastIsA) {
            if (now.frame - last->frame > pause)
                return std::nullopt;
            ++turns;
            distance += boxDistance(last->box, now.box);
            gaps += now.frame - last->frame;
        }
        last = &now;
        lastIsA = takeA;
    }
    if (turns < 2)
        return std::nullopt;
    FragmentCandidate out;
    out.from = a.track->id;
    out.to = b.track->id;
    out.woven = true;
    FragmentFeatures& features = out.features;
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    const Appearance looksA = evidence.anyBefore(a, boxesB.back().frame, reach, options.evidenceSamples);
    const Appearance looksB = evidence.anyAfter(b, boxesB.front().frame, reach, options.evidenceSamples);
    features.embedded = looksA.known() && looksB.known();
    features.covered = features.embedded && !(looksA.clean && looksB.clean);
    features.likeness = features.embedded ? evidence.likeness(looksA, looksB) : 0;
    features.gapSeconds = gaps / turns / std::max(1.0, options.frameRate);
    features.distance = distance / turns / (0.25 + features.gapSeconds) * 0.5;
    features.woven = true;
    if (distance / turns > 1)
        return std::nullopt;
    out.gap = {boxesB.front().frame - 1, boxesB.front().frame};
    out.errors = static_cast<double>(boxesB.size());
    return out;
}

} // namespace

TrackEnds endsOf(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options)
{
    if (track.track->empty())
        return {};
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    return {evidence.anyAfter(track, track.track->firstFrame(), reach, options.evidenceSamples),
            evidence.anyBefore(track, track.track->lastFrame(), reach, options.evidenceSamples)};
}

std::optional<FragmentCandidate> fragmentCandidate(const Evidence& evidence, const TrackEvidence& from,
                                                   const TrackEnds& fromEnds, const TrackEvidence& to,
                                                   const TrackEnds& toEnds, const ReviewOptions& options)
{
    if (from.track->empty() || to.track->empty() || from.track->firstFrame() > to.track->firstFrame())
        return std::nullopt;
    const FrameIndex last = from.track->lastFrame();
    const FrameIndex gap = to.track->firstFrame() - last;
    if (gap > options.frames(options.reentrySeconds))
        return std::nullopt;
    if (gap <= 0)
        return from.track->firstFrame() < to.track->firstFrame() ? wovenCandidate(evidence, from, to, options)
                                                                 : std::nullopt;
    FragmentCandidate out;
    out.from = from.track->id;
    out.to = to.track->id;
    out.longGap = gap > options.frames(options.gapSeconds);
    FragmentFeatures& features = out.features;
    features.gapSeconds = gap / std::max(1.0, options.frameRate);
    const Box& begin = to.track->boxes.front().box;
    const Box expected = extrapolated(*from.track, to.track->firstFrame(), true, last);
    const double distance = std::min(boxDistance(expected, begin), boxDistance(from.track->boxes.back().box, begin));
    if (!out.longGap && distance > 1.5 + 2.5 * features.gapSeconds)
        return std::nullopt;
    features.embedded = fromEnds.tail.known() && toEnds.head.known();
    if (out.longGap && !features.embedded)
        return std::nullopt;
    features.covered = features.embedded && !(fromEnds.tail.clean && toEnds.head.clean);
    features.likeness = features.embedded ? evidence.likeness(fromEnds.tail, toEnds.head) : 0;
    features.distance = out.longGap ? 1.0 : distance / (0.25 + features.gapSeconds) * 0.5;
    features.runs = votesFor(from, last + 1, to, to.track->firstFrame(), options.frames(1)).value();
    out.gap = {last, to.track->firstFrame()};
    out.errors = static_cast<double>(std::min(from.track->boxes.size(), to.track->boxes.size()) + gap - 1);
    return out;
}

void judgeFragments(std::vector<FragmentCandidate> candidates, const ReviewOptions& options, Events& out)
{
    rivalMargins(candidates);
    choosePairs(candidates);
    for (const FragmentCandidate& candidate : candidates)
        if (probabilityOf(logitFor(candidate)) >= kHopeless)
            out.push_back(eventOf(candidate, options));
}

} // namespace tw::review
