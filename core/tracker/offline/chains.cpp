#include "core/tracker/offline/chains.h"

#include "core/base/number_text.h"
#include "core/math/assignment.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace tw::tracker {
namespace {

constexpr double kForcedGain = 1e6;

Error contradiction(int a, int b)
{
    return Error{ErrorCode::Conflict, "what was said about two places contradicts something else that was said",
                 "pieces " + toText(std::int64_t{a}) + " and " + toText(std::int64_t{b})};
}

// Assignment, look for a rule that does not hold, forbid the weakest link it hangs on, again. Forbidden links only ever
// grow, so it ends.
class Solver
{
public:
    Solver(int pieces, std::span<const Link> links, double leastGain, const ChainRules& rules)
        : m_count(static_cast<std::size_t>(pieces)), m_leastGain(leastGain), m_rules(rules)
    {
        for (const Link& link : links)
            m_gain[{link.from, link.to}] = link.gain;
    }

    Result<Chains> run()
    {
        std::map<int, int> next, previous;
        for (const auto& [from, to] : m_rules.must) {
            if (!next.emplace(from, to).second || !previous.emplace(to, from).second)
                return contradiction(from, to);
            m_gain[{from, to}] = kForcedGain;
        }
        for (;;) {
            assign();
            bool holds = true;
            for (std::size_t head = 0; head < m_count && holds; ++head)
                if (m_chains.previous[head] == kNoPiece) {
                    TW_TRY_ASSIGN(holds, checkChain(static_cast<int>(head)));
                }
            if (holds)
                return std::move(m_chains);
        }
    }

private:
    void assign()
    {
        std::vector<math::PairCost> pairs;
        for (const auto& [link, gain] : m_gain)
            if (gain > m_leastGain && !m_forbidden.contains(link))
                pairs.push_back({link.first, link.second, -gain});
        const auto columns =
            m_assignment.solve(static_cast<int>(m_count), static_cast<int>(m_count), pairs, -m_leastGain);
        m_chains.next.assign(columns.begin(), columns.end());
        m_chains.previous.assign(m_count, kNoPiece);
        for (std::size_t i = 0; i < m_count; ++i)
            if (const int to = m_chains.next[i]; to != kNoPiece)
                m_chains.previous[static_cast<std::size_t>(to)] = static_cast<int>(i);
    }

    // False: a rule does not hold, and one link less is allowed now.
    Result<bool> checkChain(int head)
    {
        int named = kNoPiece;
        std::vector<int> chain;
        for (int i = head; i != kNoPiece; i = m_chains.next[static_cast<std::size_t>(i)]) {
            chain.push_back(i);
            if (m_rules.stated.empty() || m_rules.stated[static_cast<std::size_t>(i)] == TrackId::kInvalid)
                continue;
            if (named != kNoPiece &&
                m_rules.stated[static_cast<std::size_t>(named)] != m_rules.stated[static_cast<std::size_t>(i)]) {
                TW_TRY(forbidBetween(named, i));
                return false;
            }
            named = i;
        }
        for (const auto& [a, b] : m_rules.cannot) {
            const auto first = std::find(chain.begin(), chain.end(), a);
            const auto second = std::find(chain.begin(), chain.end(), b);
            if (first == chain.end() || second == chain.end())
                continue;
            TW_TRY(first < second ? forbidBetween(a, b) : forbidBetween(b, a));
            return false;
        }
        return true;
    }

    Result<void> forbidBetween(int from, int to)
    {
        double weakest = kForcedGain;
        std::pair<int, int> link{kNoPiece, kNoPiece};
        for (int i = from; i != to;) {
            const int next = m_chains.next[static_cast<std::size_t>(i)];
            if (const double gain = m_gain.at({i, next}); gain < weakest) {
                weakest = gain;
                link = {i, next};
            }
            i = next;
        }
        if (link.first == kNoPiece)
            return contradiction(from, to);
        m_forbidden.insert(link);
        return {};
    }

    std::size_t m_count;
    double m_leastGain;
    const ChainRules& m_rules;
    std::map<std::pair<int, int>, double> m_gain;
    std::set<std::pair<int, int>> m_forbidden;
    math::LimitedAssignment m_assignment;
    Chains m_chains;
};

} // namespace

Result<Chains> bestChains(int pieces, std::span<const Link> links, double leastGain, const ChainRules& rules)
{
    return Solver(pieces, links, leastGain, rules).run();
}

} // namespace tw::tracker
