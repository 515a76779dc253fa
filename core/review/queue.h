#pragma once
// The review queue: every open event, the one that pays best first, and what the person said of each.
//
// A value for one thread; scan() runs on a worker and is handed over. Dismissals hold while their evidence does, also
// after tracking again (verdict.h). An accepted event is gone because the tracks are mended: when that is undone, it is
// open again.

#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"
#include "core/review/verdict.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tw::review {

// Everything the detectors find, scored, without verdicts; overlapping findings of the same mistake only once.
// Errors: Cancelled.
Result<std::vector<Event>> scan(const Evidence& evidence, const ReviewOptions& options, const JobContext& job = {});

inline constexpr double kSameFindingSeconds = 0.5; // a contact may begin earlier or later after tracking again

class ReviewQueue
{
public:
    explicit ReviewQueue(FrameIndex sameFrames = 15) : m_sameFrames(sameFrames) {}

    // New findings; verdicts stay.
    void setEvents(std::vector<Event> events);
    // Best first; then those not worth a look, then those put off.
    const std::vector<Event>& open() const { return m_open; }
    // How many of them, from the first, are worth a look: the time they are expected to save exceeds that of the look.
    // A list shows the others on demand.
    std::size_t worthwhile() const { return m_worthwhile; }
    bool isWorthwhile(const std::string& key) const; // one of those
    const Event* find(const std::string& key) const; // among the open ones

    void remove(const std::string& key); // until the next findings
    void setVerdict(const Event& event, VerdictState state);
    // All of a document, the oldest first (verdictsOf()), in place of those so far.
    void setVerdicts(std::span<const Verdict> verdicts);
    const std::vector<Verdict>& verdicts() const { return m_verdicts; }
    int count(VerdictState state) const;

    // Sum of probabilities of open identity events (swaps, fragments, re-entries): switches still in the tracks, as far
    // as the detectors see them.
    double expectedErrors() const;
    // Standard deviation of that number, events taken as independent.
    double expectedErrorsDeviation() const;

private:
    const Verdict* verdictFor(const Event& event) const;
    void put(const Verdict& verdict);
    void sort();

    FrameIndex m_sameFrames; // how far the same finding may move in time
    std::vector<Event> m_all;
    std::vector<Event> m_open;
    std::unordered_map<std::string, std::size_t> m_places; // in m_open, by key
    std::size_t m_worthwhile = 0;
    std::vector<Verdict> m_verdicts;
};

bool isIdentityError(EventKind kind);
bool isWorthALook(const Event& event);

} // namespace tw::review
