#include "core/review/queue.h"

#include "core/review/detectors.h"

#include <algorithm>
#include <cmath>
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
    for (Event& event : found)
        event.seconds = secondsFor(event.kind);
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
    sort();
}

void ReviewQueue::sort()
{
    m_open.clear();
    std::set<std::string> later;
    for (const Event& event : m_all) {
        const auto it = m_verdicts.find(event.key);
        if (it != m_verdicts.end() && it->second.state == VerdictState::Later)
            later.insert(event.key);
        else if (it != m_verdicts.end() && it->second.evidence == event.evidence)
            continue;
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

void ReviewQueue::setVerdict(const Event& event, VerdictState state)
{
    m_verdicts[event.key] = {event.key, state, event.evidence};
    sort();
}

void ReviewQueue::restoreVerdict(Verdict verdict)
{
    const std::string key = verdict.key;
    m_verdicts[key] = std::move(verdict);
    sort();
}

void ReviewQueue::clearVerdict(const std::string& key)
{
    m_verdicts.erase(key);
    sort();
}

double ReviewQueue::expectedErrors() const
{
    double sum = 0;
    for (const Event& event : m_open)
        if (event.kind == EventKind::Swap || event.kind == EventKind::Fragment || event.kind == EventKind::Reentry)
            sum += event.probability;
    return sum;
}

double ReviewQueue::expectedErrorsDeviation() const
{
    double variance = 0;
    for (const Event& event : m_open)
        if (event.kind == EventKind::Swap || event.kind == EventKind::Fragment || event.kind == EventKind::Reentry)
            variance += event.probability * (1 - event.probability);
    return std::sqrt(variance);
}

bool ReviewQueue::worthGoingOn(double minProbability) const
{
    return std::any_of(m_open.begin(), m_open.end(),
                       [&](const Event& event) { return event.probability >= minProbability; });
}

} // namespace tw::review
