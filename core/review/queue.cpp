#include "core/review/queue.h"

#include "core/review/detectors.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <set>

namespace tw::review {
namespace {

// Keystroke-level model: one key after a look (0.28 + 1.35), longer where the strip must be compared.
double secondsFor(EventKind kind)
{
    switch (kind) {
    case EventKind::Swap:
    case EventKind::Fragment:
    case EventKind::Reentry: return 2.2;
    case EventKind::Missed:
    case EventKind::Drift:
    case EventKind::Merge: return 2.6;
    case EventKind::Border: return 4.0;
    default: return 1.7;
    }
}

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

bool sameMistake(const Event& kept, const Event& event)
{
    const bool samePair = (kept.a == event.a && kept.b == event.b) || (kept.a == event.b && kept.b == event.a);
    if (kept.kind == event.kind)
        return samePair && std::abs(kept.frame - event.frame) <= 2;
    // A false track explains every other finding about it; a fragment explains the birth and death it joins.
    const auto concerns = [](const Event& which, TrackId id) { return which.a == id || which.b == id; };
    if (kept.kind == EventKind::FalseTrack)
        return event.a == kept.a && event.kind != EventKind::Swap;
    if (event.kind == EventKind::Border && (kept.kind == EventKind::Fragment || kept.kind == EventKind::Reentry))
        return concerns(kept, event.a) && (event.frame == kept.frames.first || event.frame == kept.frames.last);
    if (kept.kind == EventKind::Swap && event.kind == EventKind::Jump)
        return concerns(kept, event.a) && std::abs(kept.frame - event.frame) < 15;
    return false;
}

} // namespace

Result<std::vector<Event>> scan(const Evidence& evidence, const ReviewOptions& options, const JobContext& job)
{
    using Find = void (*)(const Evidence&, const ReviewOptions&, Events&);
    constexpr Find kDetectors[] = {findSwaps,  findFragments, findJumps, findDuplicates,    findFalseTracks,
                                   findMissed, findBorder,    findDrift, findLowConfidence, findMerges};
    Events found;
    std::int64_t done = 0;
    for (const Find find : kDetectors) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while looking for mistakes", {}};
        find(evidence, options, found);
        job.report("review", ++done, std::size(kDetectors));
    }
    for (Event& event : found) {
        event.seconds = secondsFor(event.kind);
        event.placeA = placeOf(evidence.find(event.a), event.frame);
        event.placeB = placeOf(evidence.find(event.b), event.frame);
        event.key = keyOf(verdictOn(event, VerdictState::Open));
    }
    std::sort(found.begin(), found.end(), [](const Event& a, const Event& b) {
        return a.probability != b.probability ? a.probability > b.probability : a.key < b.key;
    });
    Events out;
    for (Event& event : found)
        if (std::none_of(out.begin(), out.end(), [&](const Event& kept) { return sameMistake(kept, event); }))
            out.push_back(std::move(event));
    return out;
}

void ReviewQueue::setEvents(std::vector<Event> events)
{
    m_all = std::move(events);
    // What was accepted and is found again was undone: the verdict is void.
    std::erase_if(m_verdicts, [this](const Verdict& verdict) {
        return verdict.state == VerdictState::Accepted &&
               std::any_of(m_all.begin(), m_all.end(), [&](const Event& event) {
                   return sameFinding(verdict, verdictOn(event, VerdictState::Open), m_sameFrames);
               });
    });
    sort();
}

const Verdict* ReviewQueue::verdictFor(const Event& event) const
{
    // the nearest in time: the same pair may meet twice within a second
    const Verdict* best = nullptr;
    const Verdict wanted = verdictOn(event, VerdictState::Open);
    for (const Verdict& verdict : m_verdicts)
        if (sameFinding(verdict, wanted, m_sameFrames) &&
            (best == nullptr || std::abs(verdict.frame - event.frame) < std::abs(best->frame - event.frame)))
            best = &verdict;
    return best;
}

void ReviewQueue::sort()
{
    m_open.clear();
    std::set<std::string> later;
    for (const Event& event : m_all) {
        const Verdict* verdict = verdictFor(event);
        if (verdict != nullptr && verdict->state == VerdictState::Dismissed && holds(*verdict, event))
            continue;
        if (verdict != nullptr && verdict->state == VerdictState::Later)
            later.insert(event.key);
        m_open.push_back(event);
    }
    std::stable_sort(m_open.begin(), m_open.end(), [&](const Event& a, const Event& b) {
        const bool aLater = later.contains(a.key);
        const bool bLater = later.contains(b.key);
        if (aLater != bLater)
            return bLater;
        return a.priority() != b.priority() ? a.priority() > b.priority() : a.key < b.key;
    });
}

const Event* ReviewQueue::find(const std::string& key) const
{
    const auto it = std::find_if(m_open.begin(), m_open.end(), [&key](const Event& event) { return event.key == key; });
    return it == m_open.end() ? nullptr : &*it;
}

void ReviewQueue::put(const Verdict& verdict)
{
    std::erase_if(m_verdicts, [&](const Verdict& earlier) { return sameFinding(earlier, verdict, m_sameFrames); });
    if (verdict.state != VerdictState::Open)
        m_verdicts.push_back(verdict);
}

void ReviewQueue::setVerdict(const Event& event, VerdictState state)
{
    put(verdictOn(event, state));
    sort();
}

void ReviewQueue::restore(const Verdict& verdict)
{
    put(verdict);
    sort();
}

void ReviewQueue::remove(const std::string& key)
{
    std::erase_if(m_all, [&key](const Event& event) { return event.key == key; });
    sort();
}

int ReviewQueue::count(VerdictState state) const
{
    return static_cast<int>(std::count_if(m_verdicts.begin(), m_verdicts.end(),
                                          [state](const Verdict& verdict) { return verdict.state == state; }));
}

bool isIdentityError(EventKind kind)
{
    return kind == EventKind::Swap || kind == EventKind::Fragment || kind == EventKind::Reentry;
}

double ReviewQueue::expectedErrors() const
{
    double sum = 0;
    for (const Event& event : m_open)
        if (isIdentityError(event.kind))
            sum += event.probability;
    return sum;
}

double ReviewQueue::expectedErrorsDeviation() const
{
    double variance = 0;
    for (const Event& event : m_open)
        if (isIdentityError(event.kind))
            variance += event.probability * (1 - event.probability);
    return std::sqrt(variance);
}

bool ReviewQueue::worthGoingOn(double minProbability) const
{
    return std::any_of(m_open.begin(), m_open.end(),
                       [&](const Event& event) { return event.probability >= minProbability; });
}

} // namespace tw::review
