#pragma once
// The review queue: every open event, the one that pays best first, and what the person said of each.
//
// A value for one thread; scan() runs on a worker and is handed over. Verdicts are kept by event key and hold as long
// as the evidence they were given on is the same, also after tracking again.

#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tw::review {

// Everything the detectors find, scored, without verdicts; overlapping findings of the same mistake only once.
// Errors: Cancelled.
Result<std::vector<Event>> scan(const Evidence& evidence, const ReviewOptions& options, const JobContext& job = {});

enum class VerdictState : std::uint8_t { Accepted, Dismissed, Later };
struct Verdict {
    std::string key;
    VerdictState state = VerdictState::Dismissed;
    std::uint64_t evidence = 0;
};

class ReviewQueue
{
public:
    // New findings; verdicts stay.
    void setEvents(std::vector<Event> events);
    const std::vector<Event>& open() const { return m_open; } // best first; "later" ones at the end
    const std::map<std::string, Verdict>& verdicts() const { return m_verdicts; }

    void setVerdict(const Event& event, VerdictState state);
    void restoreVerdict(Verdict verdict);
    void clearVerdict(const std::string& key); // undo

    // Sum of probabilities of open identity events (swaps, fragments): switches still in the tracks, as far as known.
    double expectedErrors() const;
    // Standard deviation of that number, events taken as independent.
    double expectedErrorsDeviation() const;
    // When a further verdict is expected to find less than this share of an error.
    bool worthGoingOn(double minProbability = 0.1) const;

private:
    void sort();
    std::vector<Event> m_all;
    std::vector<Event> m_open;
    std::map<std::string, Verdict> m_verdicts;
};

} // namespace tw::review
