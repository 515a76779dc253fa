#include "core/tracker/offline/chains.h"

#include "core/base/number_text.h"
#include "core/math/assignment.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace tw::tracker {
namespace {

constexpr double kForcedGain = 1e6;

using Pair = std::pair<int, int>;

// Pieces that statements make one person, each group in the order of the pieces.
std::vector<std::vector<int>> groupsOf(std::size_t count, const std::vector<Pair>& must)
{
    std::vector<int> root(count);
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&root](int i) {
        while (root[std::size_t(i)] != i)
            i = root[std::size_t(i)] = root[std::size_t(root[std::size_t(i)])];
        return i;
    };
    for (const auto& [a, b] : must)
        root[std::size_t(std::max(find(a), find(b)))] = std::min(find(a), find(b));
    std::map<int, std::vector<int>> byRoot;
    for (const auto& pair : must)
        for (const int piece : {pair.first, pair.second})
            byRoot[find(piece)].push_back(piece);
    std::vector<std::vector<int>> out;
    for (auto& [first, group] : byRoot) {
        std::sort(group.begin(), group.end());
        group.erase(std::unique(group.begin(), group.end()), group.end());
        if (group.size() > 1)
            out.push_back(std::move(group));
    }
    return out;
}

// Assignment, look for a rule that does not hold, forbid the weakest link it hangs on, again. Forbidden links only ever
// grow, so it ends.
class Solver
{
public:
    Solver(int pieces, std::span<const Link> links, double leastGain, const ChainRules& rules)
        : m_count(static_cast<std::size_t>(pieces)), m_leastGain(leastGain), m_rules(rules),
          m_groups(groupsOf(m_count, rules.must)), m_groupOf(m_count, kNoPiece)
    {
        for (const Link& link : links)
            m_gain[{link.from, link.to}] = link.gain;
        for (std::size_t g = 0; g < m_groups.size(); ++g)
            for (const int piece : m_groups[g])
                m_groupOf[std::size_t(piece)] = static_cast<int>(g);
    }

    Result<Chains> run()
    {
        TW_TRY(checkGroups());
        for (;;) {
            forceGroups();
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
    TrackId stated(int piece) const
    {
        return m_rules.stated.empty() ? TrackId::kInvalid : m_rules.stated[std::size_t(piece)];
    }

    Error contradiction(int a, int b) const
    {
        const bool known = !m_rules.frames.empty();
        const std::int64_t first = known ? m_rules.frames[std::size_t(a)].last + 1 : a;
        const std::int64_t second = known ? m_rules.frames[std::size_t(b)].first + 1 : b;
        return Error{ErrorCode::Conflict, "the statement about these two places contradicts another one",
                     (known ? "frames " : "pieces ") + toText(first) + " and " + toText(second)};
    }

    // One person in two places at once or under two numbers, two people who are one.
    Result<void> checkGroups() const
    {
        for (const std::vector<int>& group : m_groups) {
            int named = kNoPiece;
            for (std::size_t k = 0; k < group.size(); ++k) {
                const int piece = group[k];
                if (k > 0 && !m_rules.frames.empty() &&
                    m_rules.frames[std::size_t(group[k - 1])].last >= m_rules.frames[std::size_t(piece)].first)
                    return contradiction(group[k - 1], piece);
                if (stated(piece) == TrackId::kInvalid)
                    continue;
                if (named != kNoPiece && stated(named) != stated(piece))
                    return contradiction(named, piece);
                named = piece;
            }
        }
        for (const auto& [a, b] : m_rules.cannot)
            if (m_groupOf[std::size_t(a)] != kNoPiece && m_groupOf[std::size_t(a)] == m_groupOf[std::size_t(b)])
                return contradiction(std::min(a, b), std::max(a, b));
        return {};
    }

    void forceGroups()
    {
        m_forced.clear();
        m_onWay.assign(m_count, 0);
        for (const std::vector<int>& group : m_groups) {
            TrackId id = TrackId::kInvalid;
            for (const int piece : group)
                id = stated(piece) != TrackId::kInvalid ? stated(piece) : id;
            for (std::size_t k = 1; k < group.size(); ++k)
                forceWay(group[k - 1], group[k], id);
        }
    }

    // The way of largest gain from one piece of a group to the next, over pieces about which nothing else was said.
    void forceWay(int from, int to, TrackId id)
    {
        struct Best {
            double gain = 0;
            int previous = kNoPiece;
        };
        std::map<int, Best> best{{from, {}}};
        const auto direct = m_gain.find({from, to});
        best[to] = {direct == m_gain.end() ? 0 : direct->second - m_leastGain, from};
        for (auto it = best.begin(); it != best.end() && it->first < to; ++it) {
            const auto [piece, reached] = *it;
            for (auto link = m_gain.lower_bound({piece, piece}); link != m_gain.end() && link->first.first == piece;
                 ++link) {
                const int next = link->first.second;
                const double gain = reached.gain + link->second - m_leastGain;
                if (next > to || (piece == from && next == to) || m_forbidden.contains(link->first) ||
                    (next != to && !mayLieBetween(next, from, to, id)))
                    continue;
                const auto known = best.find(next);
                if (known == best.end() || gain > known->second.gain)
                    best[next] = {gain, piece};
            }
        }
        for (int piece = to; piece != from;) {
            const int previous = best.at(piece).previous;
            m_forced.insert({previous, piece});
            m_onWay[std::size_t(piece)] = 1;
            piece = previous;
        }
    }

    bool mayLieBetween(int piece, int from, int to, TrackId id) const
    {
        if (m_onWay[std::size_t(piece)] || m_groupOf[std::size_t(piece)] != kNoPiece ||
            (stated(piece) != TrackId::kInvalid && stated(piece) != id))
            return false;
        return m_rules.frames.empty() ||
               (m_rules.frames[std::size_t(piece)].first > m_rules.frames[std::size_t(from)].last &&
                m_rules.frames[std::size_t(piece)].last < m_rules.frames[std::size_t(to)].first);
    }

    void assign()
    {
        std::vector<math::PairCost> pairs;
        for (const auto& [link, gain] : m_gain)
            if (gain > m_leastGain && !m_forbidden.contains(link) && !m_forced.contains(link))
                pairs.push_back({link.first, link.second, -gain});
        for (const Pair& link : m_forced)
            pairs.push_back({link.first, link.second, -kForcedGain});
        std::sort(pairs.begin(), pairs.end(), [](const math::PairCost& a, const math::PairCost& b) {
            return std::pair(a.row, a.column) < std::pair(b.row, b.column);
        });
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
            if (stated(i) == TrackId::kInvalid)
                continue;
            if (named != kNoPiece && stated(named) != stated(i)) {
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

    // The link from one piece of a group to the next one can always be forced; any other may go.
    bool mayBeForbidden(const Pair& link) const
    {
        const int group = m_groupOf[std::size_t(link.first)];
        return !m_forced.contains(link) || group == kNoPiece || group != m_groupOf[std::size_t(link.second)];
    }

    Result<void> forbidBetween(int from, int to)
    {
        std::pair<bool, double> weakest{true, kForcedGain}; // links on a forced way last
        Pair link{kNoPiece, kNoPiece};
        for (int i = from; i != to;) {
            const int next = m_chains.next[static_cast<std::size_t>(i)];
            const auto gain = m_gain.find({i, next});
            const std::pair strength{m_forced.contains({i, next}), gain == m_gain.end() ? 0 : gain->second};
            if (mayBeForbidden({i, next}) && strength < weakest) {
                weakest = strength;
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
    std::vector<std::vector<int>> m_groups;
    std::vector<int> m_groupOf; // kNoPiece: nothing was said
    std::map<Pair, double> m_gain;
    std::set<Pair> m_forbidden, m_forced;
    std::vector<char> m_onWay; // pieces that a forced way reaches
    math::LimitedAssignment m_assignment;
    Chains m_chains;
};

} // namespace

Result<Chains> bestChains(int pieces, std::span<const Link> links, double leastGain, const ChainRules& rules)
{
    return Solver(pieces, links, leastGain, rules).run();
}

} // namespace tw::tracker
