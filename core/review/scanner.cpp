#include "core/review/scanner.h"

#include "core/review/detectors.h"
#include "core/review/kinds.h"
#include "core/review/queue.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace tw::review {
namespace {

// Findings less likely than this are not kept: no verdicts can lift them into the queue.
constexpr double kHopeless = 0.002;

// Where a track is in a frame, or was or will be nearest to it in time.
Box placeOf(const TrackEvidence* track, FrameIndex frame)
{
    if (track == nullptr || track->track->empty())
        return {};
    const auto& boxes = track->track->boxes;
    const std::size_t i = track->lowerBound(frame);
    if (i == boxes.size())
        return boxes.back().box;
    if (i > 0 && frame - boxes[i - 1].frame < boxes[i].frame - frame)
        return boxes[i - 1].box;
    return boxes[i].box;
}

// A person said that the track is absent before this cut and comes back under the same number.
bool isStatedOtherwise(const annotation::Track& track, const Event& event)
{
    if (infoOf(event.kind).remedy != Remedy::Cut)
        return false;
    return std::any_of(track.absences.begin(), track.absences.end(), [&](const FrameRange& range) {
        return event.frame >= range.first && event.frame - 1 <= range.last;
    });
}

// Whether the first, more probable one leaves nothing to say for the other.
bool sameMistake(const Event& kept, const Event& event)
{
    const bool samePair = (kept.a == event.a && kept.b == event.b) || (kept.a == event.b && kept.b == event.a);
    if (kept.kind == event.kind) {
        if (!samePair)
            return false;
        if (kept.kind == EventKind::Swap) // for good and for a while are two readings of one contact
            return std::abs(kept.frame - event.frame) <= 15 ||
                   (event.frame >= kept.frame && event.frames.last <= kept.frames.last &&
                    kept.frames.last != annotation::kLastFrame);
        return std::abs(kept.frame - event.frame) <= 2;
    }
    // A false track explains every other finding about it; a fragment explains the birth and death it joins.
    const auto concerns = [](const Event& which, TrackId id) { return which.a == id || which.b == id; };
    if (kept.kind == EventKind::FalseTrack)
        return event.a == kept.a && event.kind != EventKind::Swap;
    if (event.kind == EventKind::Border && (kept.kind == EventKind::Fragment || kept.kind == EventKind::Reentry))
        return concerns(kept, event.a) && (event.frame == kept.frames.first || event.frame == kept.frames.last);
    const auto isCut = [](EventKind kind) { return infoOf(kind).remedy == Remedy::Cut; };
    if (isCut(kept.kind) && isCut(event.kind))
        return kept.a == event.a && std::abs(kept.frame - event.frame) < 15;
    if (kept.kind == EventKind::Swap && isCut(event.kind))
        return concerns(kept, event.a) && std::abs(kept.frame - event.frame) < 15;
    return false;
}

} // namespace

void nameEvent(const Evidence& evidence, Event& event)
{
    event.seconds = infoOf(event.kind).seconds;
    event.placeA = placeOf(evidence.find(event.a), event.frame);
    event.placeB = placeOf(evidence.find(event.b), event.frame);
    event.key = keyOf(verdictOn(event, VerdictState::Open));
}

struct Scanner::Body {
    struct OfTrack {
        std::uint64_t revision = 0;
        TrackEnds ends;
        Events events;
    };
    using Pair = std::pair<TrackId, TrackId>;

    ReviewOptions options;
    std::map<TrackId, OfTrack> tracks;
    std::map<Pair, Events> pairs;                // a < b
    std::map<Pair, FragmentCandidate> fragments; // from, to
    int looked = 0;

    // Tracks whose evidence is not the one that was looked at, in order; what was known of them goes.
    std::vector<TrackId> forget(const Evidence& evidence)
    {
        std::set<TrackId> changed;
        for (auto it = tracks.begin(); it != tracks.end();) {
            const TrackEvidence* now = evidence.find(it->first);
            if (now != nullptr && now->revision == it->second.revision) {
                ++it;
                continue;
            }
            changed.insert(it->first);
            it = tracks.erase(it);
        }
        for (const auto& [id, track] : evidence.tracks())
            if (!tracks.contains(id))
                changed.insert(id);
        const auto concerned = [&](const auto& entry) {
            return changed.contains(entry.first.first) || changed.contains(entry.first.second);
        };
        std::erase_if(pairs, concerned);
        std::erase_if(fragments, concerned);
        std::vector<TrackId> out;
        for (const TrackId id : changed)
            if (evidence.find(id) != nullptr)
                out.push_back(id);
        return out;
    }

    void name(const Evidence& evidence, Events& events) const
    {
        std::erase_if(events, [](const Event& event) { return event.probability < kHopeless; });
        for (Event& event : events)
            nameEvent(evidence, event);
    }

    void lookAt(const Evidence& evidence, TrackId id)
    {
        const TrackEvidence& track = *evidence.find(id);
        OfTrack found;
        found.ends = endsOf(evidence, track, options);
        if (!track.track->empty()) {
            for (const KindInfo& kind : allKinds())
                if (kind.ofTrack != nullptr)
                    kind.ofTrack(evidence, track, options, found.events);
        }
        std::erase_if(found.events, [&](const Event& event) { return isStatedOtherwise(*track.track, event); });
        name(evidence, found.events);
        found.revision = track.revision;
        tracks[id] = std::move(found);
    }

    void lookAtPairs(const Evidence& evidence, const std::vector<TrackId>& changed)
    {
        for (const Contact& contact : contactsOf(evidence, changed, options)) {
            Events& events = pairs[{contact.a, contact.b}];
            Events found;
            for (const KindInfo& kind : allKinds())
                if (kind.ofContact != nullptr)
                    kind.ofContact(evidence, contact, options, found);
            name(evidence, found);
            std::move(found.begin(), found.end(), std::back_inserter(events));
        }
        pairUpAll(evidence, changed);
    }

    void pairUp(const Evidence& evidence, const TrackEvidence& from, const TrackEvidence& to)
    {
        if (from.track == to.track)
            return;
        if (auto candidate = fragmentCandidate(evidence, from, tracks.at(from.track->id).ends, to,
                                               tracks.at(to.track->id).ends, options))
            fragments.emplace(Pair{from.track->id, to.track->id}, *std::move(candidate));
    }

    // Every changed track as the one that ends, and as the one that goes on with an unchanged one.
    void pairUpAll(const Evidence& evidence, const std::vector<TrackId>& changed)
    {
        using Beginning = std::pair<FrameIndex, const TrackEvidence*>;
        std::vector<Beginning> beginnings;
        std::vector<const TrackEvidence*> unchanged;
        for (const auto& [id, track] : evidence.tracks()) {
            if (track.track->empty())
                continue;
            beginnings.emplace_back(track.track->firstFrame(), &track);
            if (!std::binary_search(changed.begin(), changed.end(), id))
                unchanged.push_back(&track);
        }
        std::sort(beginnings.begin(), beginnings.end());
        for (const TrackId id : changed) {
            const TrackEvidence& from = *evidence.find(id);
            if (from.track->empty())
                continue;
            const FrameIndex last = from.track->lastFrame();
            const bool hasGaps = static_cast<FrameIndex>(from.track->boxes.size()) <= last - from.track->firstFrame();
            // Another can only begin within this track where it has a gap.
            auto it = std::partition_point(beginnings.begin(), beginnings.end(), [&](const Beginning& beginning) {
                return beginning.first <= (hasGaps ? from.track->firstFrame() : last);
            });
            for (; it != beginnings.end() && it->first - last <= options.frames(options.reentrySeconds); ++it)
                pairUp(evidence, from, *it->second);
            for (const TrackEvidence* other : unchanged)
                pairUp(evidence, *other, from);
        }
    }
};

Scanner::Scanner(const ReviewOptions& options) : m_body(std::make_unique<Body>())
{
    m_body->options = options;
}

Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

int Scanner::looked() const
{
    return m_body->looked;
}

Result<std::vector<Event>> Scanner::scan(const Evidence& evidence, const Adaptation& calibration, const JobContext& job)
{
    Body& body = *m_body;
    const std::vector<TrackId> changed = body.forget(evidence);
    body.looked = static_cast<int>(changed.size());
    std::int64_t done = 0;
    for (const TrackId id : changed) {
        if (job.stopped()) {
            body.tracks.clear();
            return Error{ErrorCode::Cancelled, "stopped while looking for mistakes", {}};
        }
        body.lookAt(evidence, id);
        job.report("review", ++done, static_cast<std::int64_t>(changed.size()) + 1);
    }
    body.lookAtPairs(evidence, changed);

    Events found;
    const auto take = [&](const Event& event) {
        const double probability = probabilityOf(event.logit + calibration.of(event.kind));
        if (probability < body.options.minProbability)
            return;
        found.push_back(event);
        found.back().probability = probability;
    };
    for (const auto& [id, track] : body.tracks)
        std::for_each(track.events.begin(), track.events.end(), take);
    for (const auto& [pair, events] : body.pairs)
        std::for_each(events.begin(), events.end(), take);
    std::vector<FragmentCandidate> candidates;
    for (const auto& [pair, candidate] : body.fragments)
        candidates.push_back(candidate);
    Events fragments;
    judgeFragments(std::move(candidates), body.options, fragments);
    body.name(evidence, fragments);
    std::for_each(fragments.begin(), fragments.end(), take);

    // An exchange mends two tracks, a cut one: where both are about as likely, the exchange stays.
    const auto claim = [](const Event& event) {
        return event.probability * (event.kind == EventKind::Mixed ? 0.4 : 1.0);
    };
    std::sort(found.begin(), found.end(), [&claim](const Event& a, const Event& b) {
        return claim(a) != claim(b) ? claim(a) > claim(b) : a.key < b.key;
    });
    Events out;
    std::map<TrackId, std::vector<std::size_t>> concerning; // what was kept; sameMistake() asks for the track `a`
    for (Event& event : found) {
        const auto& rivals = concerning[event.a];
        if (std::any_of(rivals.begin(), rivals.end(), [&](std::size_t i) { return sameMistake(out[i], event); }))
            continue;
        for (const TrackId id : {event.a, event.b})
            concerning[id].push_back(out.size());
        out.push_back(std::move(event));
    }
    return out;
}

Result<std::vector<Event>> scan(const Evidence& evidence, const ReviewOptions& options, const JobContext& job)
{
    return Scanner(options).scan(evidence, {}, job);
}

} // namespace tw::review
