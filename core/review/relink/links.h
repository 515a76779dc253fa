#pragma once
// (private to review) Which piece may follow which, and what that costs: minus the log odds that they show one person.

#include "core/review/relink/tracklets.h"

#include <utility>
#include <vector>

namespace tw::review::relinking {

// Who follows whom; kNone: nobody.
struct Chains {
    std::vector<int> next, previous;
    friend bool operator==(const Chains&, const Chains&) = default;
};
Chains presentChains(const Tracklets& pieces);

struct Candidate {
    int from = kNone;
    int to = kNone;
    double cost = 0; // below 0: better linked than not
};

class Links
{
public:
    Links(const Evidence& evidence, const Tracklets& pieces, const RelinkOptions& options);

    // Candidates as they look when the pieces hang together like this; unique (from, to).
    std::vector<Candidate> candidates(const Chains& chains) const;
    // Log odds that `to` goes on with the person of `from`.
    double continues(int from, int to, const Chains& chains) const;

private:
    Appearance look(int piece, const Chains& chains, bool backwards) const;
    std::pair<double, int> exchangeAppearance(const Meeting& meeting, const Chains& chains) const;
    void addMeetings(const Chains& chains, std::vector<Candidate>& out) const;
    void addContinuations(const Chains& chains, std::vector<Candidate>& out) const;
    bool inOrder(int from, int to) const;

    const Evidence& m_evidence;
    const Tracklets& m_pieces;
    const RelinkOptions& m_options;
    Chains m_present;
    double m_needed = 0;                     // log odds of options.confidence
    std::vector<std::pair<int, int>> m_ends; // pairs of an end and a later beginning that motion allows
};

} // namespace tw::review::relinking
