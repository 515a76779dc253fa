#include "core/review/guard.h"

#include "core/review/detectors.h"
#include "core/review/queue.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace tw::review {
namespace {

using annotation::DocumentState;
using annotation::TrackBox;

// In units of likenessFeature().
constexpr double kContradicts = 0.5; // by so much an exchange must explain the looks better
constexpr double kUnlike = 0;        // below it, looks speak against one person

struct Sides {
    Appearance before, after;
};

std::optional<Sides> sidesOf(const Evidence& evidence, TrackId id, FrameIndex frame, const ReviewOptions& options)
{
    const TrackEvidence* track = evidence.find(id);
    if (track == nullptr)
        return std::nullopt;
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    return Sides{evidence.before(*track, frame - 1, reach, options.evidenceSamples),
                 evidence.after(*track, frame, reach, options.evidenceSamples)};
}

std::optional<Event> exchangeAgainst(const Evidence& evidence, const Seam& seam, const ReviewOptions& options)
{
    const auto a = sidesOf(evidence, seam.track, seam.frame, options);
    const auto b = sidesOf(evidence, seam.other, seam.frame, options);
    if (!a || !b || !a->before.known() || !a->after.known() || !b->before.known() || !b->after.known())
        return std::nullopt;
    const double own = evidence.similarity(a->before, a->after);
    const double cross = evidence.similarity(a->before, b->after);
    const double keep =
        likenessFeature(evidence.likeness(a->before, a->after) + evidence.likeness(b->before, b->after));
    const double exchange =
        likenessFeature(evidence.likeness(a->before, b->after) + evidence.likeness(b->before, a->after));
    const double gain = (exchange - keep) / 2;
    if (gain < kContradicts)
        return std::nullopt;
    Event event;
    event.kind = EventKind::Swap;
    event.a = seam.track;
    event.b = seam.other;
    event.frame = seam.frame;
    event.frames = annotation::fromHere(seam.frame);
    judge(event, {gain, 0, 0, 0, 0, 0, 0, 0});
    event.errors = static_cast<double>(evidence.find(seam.track)->track->boxes.size() +
                                       evidence.find(seam.other)->track->boxes.size()) /
                   2;
    event.reason = "the exchange made at frame " + std::to_string(seam.frame + 1) +
                   " contradicts the looks: " + hash(event.a) + " has similarity " + twoDigits(own) + " to itself, " +
                   twoDigits(cross) + " to " + hash(event.b);
    event.fix = annotation::SwapTracks{event.a, event.b, event.frames};
    return event;
}

std::optional<Event> cutAgainst(const Evidence& evidence, const Seam& seam, const ReviewOptions& options)
{
    const auto sides = sidesOf(evidence, seam.track, seam.frame, options);
    if (!sides || !sides->before.known() || !sides->after.known())
        return std::nullopt;
    const double similarity = evidence.similarity(sides->before, sides->after);
    const double likeness = likenessFeature(evidence.likeness(sides->before, sides->after));
    if (likeness > kUnlike)
        return std::nullopt;
    const TrackEvidence& track = *evidence.find(seam.track);
    const std::size_t cut = track.lowerBound(seam.frame);
    Event event;
    event.kind = EventKind::Jump;
    event.a = seam.track;
    event.frame = seam.frame;
    event.frames = annotation::fromHere(seam.frame);
    judge(event, {0, -likeness});
    event.errors = static_cast<double>(std::min(cut, track.track->boxes.size() - cut));
    event.reason = "what was joined to " + hash(event.a) + " at frame " + std::to_string(seam.frame + 1) +
                   " contradicts its looks: similarity " + twoDigits(similarity);
    event.fix = annotation::SplitTrack{event.a, event.frame, {}};
    return event;
}

} // namespace

std::vector<Seam> seamsBetween(const DocumentState& before, const DocumentState& after)
{
    std::map<FrameIndex, std::vector<std::pair<TrackId, const TrackBox*>>> gone;
    for (const auto& [id, track] : before.tracks) {
        const auto now = after.tracks.find(id);
        if (now != after.tracks.end() && now->second == track)
            continue;
        for (const TrackBox& box : track->boxes)
            gone[box.frame].emplace_back(id, &box);
    }
    std::vector<Seam> out;
    std::map<FrameIndex, std::vector<std::tuple<TrackId, TrackId, TrackId>>> changes; // track, from, to: old numbers
    for (const auto& [id, track] : after.tracks) {
        const auto then = before.tracks.find(id);
        if (then != before.tracks.end() && then->second == track)
            continue;
        TrackId last = TrackId::kInvalid;
        for (const TrackBox& box : track->boxes) {
            const auto there = gone.find(box.frame);
            if (there == gone.end())
                continue;
            const auto owner = std::find_if(there->second.begin(), there->second.end(),
                                            [&box](const auto& old) { return old.second->box == box.box; });
            if (owner == there->second.end())
                continue; // new or moved
            if (last != TrackId::kInvalid && owner->first != last)
                changes[box.frame].emplace_back(id, last, owner->first);
            last = owner->first;
        }
    }
    for (const auto& [frame, list] : changes)
        for (const auto& [id, from, to] : list) {
            const auto partner = std::find_if(list.begin(), list.end(), [&, f = from, t = to](const auto& other) {
                return std::get<1>(other) == t && std::get<2>(other) == f;
            });
            if (partner == list.end())
                out.push_back({id, TrackId::kInvalid, frame});
            else if (id < std::get<0>(*partner))
                out.push_back({id, std::get<0>(*partner), frame});
        }
    return out;
}

std::vector<Seam> seamsOf(std::span<const annotation::ChangeSet> edits, const DocumentState& now)
{
    std::vector<Seam> out;
    annotation::TrackMap present = now.tracks;
    for (auto step = edits.rbegin(); step != edits.rend(); ++step) { // backwards through the documents
        DocumentState before, after;
        for (const annotation::TrackDelta& delta : step->tracks) {
            annotation::TrackPtr& track = present[delta.id];
            if (track)
                after.tracks.emplace(delta.id, track);
            track = patched(track, {delta.id, delta.after, delta.before});
            if (track)
                before.tracks.emplace(delta.id, track);
        }
        const auto seams = seamsBetween(before, after);
        out.insert(out.end(), seams.begin(), seams.end());
    }
    return out;
}

std::vector<Event> guardSeams(const Evidence& evidence, std::span<const Seam> seams, const ReviewOptions& options)
{
    std::vector<Event> out;
    std::set<Seam> seen;
    for (const Seam& seam : seams) {
        if (!seen.insert(seam).second)
            continue;
        auto event = seam.other == TrackId::kInvalid ? cutAgainst(evidence, seam, options)
                                                     : exchangeAgainst(evidence, seam, options);
        if (!event || event->probability < options.minProbability)
            continue;
        nameEvent(evidence, *event);
        out.push_back(*std::move(event));
    }
    return out;
}

} // namespace tw::review
