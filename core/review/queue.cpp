#include "core/review/queue.h"

#include "core/review/kinds.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <set>

namespace tw::review {
void ReviewQueue::setEvents(std::vector<Event> events)
{
    m_all = std::move(events);
    // What was accepted and is found again in the same place was tracked again: the verdict is void.
    std::set<std::string> found;
    for (const Event& event : m_all)
        found.insert(event.key);
    std::erase_if(m_verdicts, [&found](const Verdict& verdict) {
        return verdict.state == VerdictState::Accepted && found.contains(keyOf(verdict));
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
        if (isWorthALook(a) != isWorthALook(b))
            return isWorthALook(a);
        return a.priority() != b.priority() ? a.priority() > b.priority() : a.key < b.key;
    });
    m_worthwhile = static_cast<std::size_t>(std::count_if(m_open.begin(), m_open.end(), [&](const Event& event) {
        return isWorthALook(event) && !later.contains(event.key);
    }));
    m_places.clear();
    for (std::size_t place = 0; place < m_open.size(); ++place)
        m_places.emplace(m_open[place].key, place);
}

const Event* ReviewQueue::find(const std::string& key) const
{
    const auto place = m_places.find(key);
    return place == m_places.end() ? nullptr : &m_open[place->second];
}

bool ReviewQueue::isWorthwhile(const std::string& key) const
{
    const auto place = m_places.find(key);
    return place != m_places.end() && place->second < m_worthwhile;
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

void ReviewQueue::setVerdicts(std::span<const Verdict> verdicts)
{
    m_verdicts.clear();
    for (const Verdict& verdict : verdicts)
        put(verdict);
    setEvents(std::move(m_all));
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
    return infoOf(kind).identity;
}

bool isWorthALook(const Event& event)
{
    const KindInfo& kind = infoOf(event.kind);
    return event.probability * kind.byHand >= kind.seconds;
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

} // namespace tw::review
