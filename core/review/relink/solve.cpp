#include "core/review/relink/solve.h"

#include "core/math/assignment.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace tw::review::relinking {
namespace {

using Link = std::pair<int, int>;

constexpr double kForced = -1e6;

Error contradiction(const Tracklets& pieces, int a, int b)
{
    return Error{ErrorCode::Conflict, "what was said about these two frames contradicts something else that was said",
                 "frames " + std::to_string(pieces[a].frames.last + 1) + " and " +
                     std::to_string(pieces[b].frames.first + 1)};
}

// Assignment, look for a statement that does not hold, forbid or force the link it hangs on, again. Forced and
// forbidden links only ever grow, so it ends.
class Solver
{
public:
    Solver(const Tracklets& pieces, const Links& links, const Chains& present, std::vector<Candidate> candidates)
        : m_pieces(pieces), m_links(links), m_present(present), m_candidates(std::move(candidates)),
          m_forcedNext(static_cast<std::size_t>(pieces.count()), kNone),
          m_forcedPrevious(static_cast<std::size_t>(pieces.count()), kNone)
    {
        for (const Candidate& candidate : m_candidates)
            m_cost[{candidate.from, candidate.to}] = candidate.cost;
        collectStatements();
    }

    Result<Chains> run()
    {
        for (;;) {
            assign();
            bool allHold = true;
            for (const Statement& pair : m_must)
                if (m_chainOf[std::size_t(pair.a)] != m_chainOf[std::size_t(pair.b)]) {
                    TW_TRY(force(pair));
                    allHold = false;
                }
            if (allHold) {
                for (const Statement& pair : m_cannot)
                    if (m_chainOf[std::size_t(pair.a)] == m_chainOf[std::size_t(pair.b)]) {
                        TW_TRY(forbid(pair));
                        allHold = false;
                        break; // others may hang on the same link
                    }
            }
            if (allHold)
                return m_chains;
        }
    }

private:
    void collectStatements()
    {
        m_must = m_pieces.must();
        m_cannot = m_pieces.cannot();
        // Pinned pieces of one number are one person, those of two numbers are two. It is enough to say so of
        // neighbours in a chain, which are not known yet: each is compared with its chain when it is assigned.
        std::map<TrackId, int> last;
        for (int i = 0; i < m_pieces.count(); ++i)
            if (m_pieces[i].pinned) {
                if (const auto it = last.find(m_pieces[i].id()); it != last.end())
                    m_must.push_back({it->second, i});
                last[m_pieces[i].id()] = i;
            }
    }

    void assign()
    {
        std::vector<math::PairCost> pairs;
        for (const Candidate& candidate : m_candidates) {
            const int next = m_forcedNext[std::size_t(candidate.from)];
            const int previous = m_forcedPrevious[std::size_t(candidate.to)];
            const bool forced = next == candidate.to;
            if ((next != kNone && !forced) || (previous != kNone && !forced) ||
                m_forbidden.contains({candidate.from, candidate.to}))
                continue;
            pairs.push_back({candidate.from, candidate.to, forced ? kForced : candidate.cost});
        }
        const auto columns = m_assignment.solve(m_pieces.count(), m_pieces.count(), pairs, 0.0);
        m_chains.next.assign(columns.begin(), columns.end());
        m_chains.previous.assign(columns.size(), kNone);
        for (int i = 0; i < m_pieces.count(); ++i)
            if (const int next = m_chains.next[std::size_t(i)]; next != kNone)
                m_chains.previous[std::size_t(next)] = i;
        m_chainOf.assign(columns.size(), kNone);
        m_cannot.resize(m_pieces.cannot().size());
        for (int head = 0; head < m_pieces.count(); ++head) {
            if (m_chains.previous[std::size_t(head)] != kNone)
                continue;
            int pinned = kNone;
            for (int i = head; i != kNone; i = m_chains.next[std::size_t(i)]) {
                m_chainOf[std::size_t(i)] = head;
                if (!m_pieces[i].pinned)
                    continue;
                if (pinned != kNone && m_pieces[pinned].id() != m_pieces[i].id())
                    m_cannot.push_back({pinned, i});
                pinned = i;
            }
        }
    }

    // The dearest link between the two that may still be cut.
    Result<void> forbid(const Statement& pair)
    {
        const bool inOrder = m_pieces[pair.a].frames.first < m_pieces[pair.b].frames.first;
        const int from = inOrder ? pair.a : pair.b;
        const int to = inOrder ? pair.b : pair.a;
        std::optional<Link> weakest;
        double worst = -std::numeric_limits<double>::infinity();
        for (int i = from; i != to; i = m_chains.next[std::size_t(i)]) {
            const Link link{i, m_chains.next[std::size_t(i)]};
            if (m_forcedNext[std::size_t(i)] == kNone && m_cost.at(link) > worst) {
                worst = m_cost.at(link);
                weakest = link;
            }
        }
        if (!weakest)
            return contradiction(m_pieces, from, to);
        m_forbidden.insert(*weakest);
        return {};
    }

    // A way from one to the other: along the track as it is; between two tracks at the likeliest place.
    Result<void> force(const Statement& pair)
    {
        std::vector<int> heads{pair.a}, tails{pair.b};
        for (int i = m_present.next[std::size_t(pair.a)];
             i != kNone && m_pieces[i].frames.last < m_pieces[pair.b].frames.first; i = m_present.next[std::size_t(i)])
            heads.push_back(i);
        for (int i = m_present.previous[std::size_t(pair.b)];
             i != kNone && m_pieces[i].frames.first > m_pieces[pair.a].frames.last;
             i = m_present.previous[std::size_t(i)])
            tails.push_back(i);
        std::size_t head = heads.size() - 1;
        std::size_t tail = 0;
        if (m_pieces[pair.a].id() != m_pieces[pair.b].id()) {
            double best = -std::numeric_limits<double>::infinity();
            for (std::size_t h = 0; h < heads.size(); ++h)
                for (std::size_t t = 0; t < tails.size(); ++t) {
                    if (m_pieces[heads[h]].frames.last >= m_pieces[tails[t]].frames.first)
                        continue;
                    const double odds = m_links.continues(heads[h], tails[t], m_present);
                    if (odds > best) {
                        best = odds;
                        head = h;
                        tail = t;
                    }
                }
        }
        std::vector<int> way(heads.begin(), heads.begin() + std::ptrdiff_t(head) + 1);
        for (std::size_t t = tail + 1; t-- > 0;)
            way.push_back(tails[t]);
        for (std::size_t i = 1; i < way.size(); ++i)
            TW_TRY(forceLink({way[i - 1], way[i]}, pair));
        return {};
    }

    Result<void> forceLink(Link link, const Statement& pair)
    {
        int& next = m_forcedNext[std::size_t(link.first)];
        int& previous = m_forcedPrevious[std::size_t(link.second)];
        const bool taken = (next != kNone && next != link.second) || (previous != kNone && previous != link.first);
        const bool locked = (m_pieces[link.first].locked || m_pieces[link.second].locked) &&
                            m_pieces[link.first].id() != m_pieces[link.second].id();
        if (taken || locked || m_forbidden.contains(link))
            return contradiction(m_pieces, pair.a, pair.b);
        next = link.second;
        previous = link.first;
        if (m_cost.emplace(link, kForced).second)
            m_candidates.push_back({link.first, link.second, kForced});
        return {};
    }

    const Tracklets& m_pieces;
    const Links& m_links;
    const Chains& m_present;
    std::vector<Candidate> m_candidates;
    std::map<Link, double> m_cost;
    std::vector<int> m_forcedNext, m_forcedPrevious;
    std::set<Link> m_forbidden;
    std::vector<Statement> m_must, m_cannot;
    math::LimitedAssignment m_assignment;
    Chains m_chains;
    std::vector<int> m_chainOf; // first piece of the chain
};

} // namespace

Result<Chains> solve(const Tracklets& pieces, const Links& links, const Chains& present,
                     std::vector<Candidate> candidates)
{
    return Solver(pieces, links, present, std::move(candidates)).run();
}

std::vector<TrackId> numbersOf(const Tracklets& pieces, const Chains& chains, TrackId nextId)
{
    const auto count = static_cast<std::size_t>(pieces.count());
    std::vector<int> chainOf(count, kNone);
    std::vector<TrackId> ofChain;
    std::map<std::pair<int, TrackId>, int> shared; // boxes of a chain that have the number now
    std::set<TrackId> taken;
    for (int head = 0; head < pieces.count(); ++head) {
        if (chains.previous[std::size_t(head)] != kNone)
            continue;
        const int chain = static_cast<int>(ofChain.size());
        ofChain.push_back(TrackId::kInvalid);
        for (int i = head; i != kNone; i = chains.next[std::size_t(i)]) {
            chainOf[std::size_t(i)] = chain;
            shared[{chain, pieces[i].id()}] += pieces[i].boxes();
            if (pieces[i].pinned) {
                ofChain.back() = pieces[i].id();
                taken.insert(pieces[i].id());
            }
        }
    }
    std::map<TrackId, int> columnOf;
    std::vector<TrackId> ids;
    std::vector<math::PairCost> pairs;
    for (const auto& [key, boxes] : shared) {
        const auto& [chain, id] = key;
        if (taken.contains(id) || ofChain[std::size_t(chain)] != TrackId::kInvalid)
            continue;
        const auto [it, added] = columnOf.emplace(id, static_cast<int>(ids.size()));
        if (added)
            ids.push_back(id);
        pairs.push_back({chain, it->second, -static_cast<double>(boxes)});
    }
    math::LimitedAssignment assignment;
    const auto columns = assignment.solve(static_cast<int>(ofChain.size()), static_cast<int>(ids.size()), pairs, 0.0);
    for (std::size_t chain = 0; chain < ofChain.size(); ++chain) {
        if (ofChain[chain] != TrackId::kInvalid)
            continue;
        if (columns[chain] >= 0) {
            ofChain[chain] = ids[std::size_t(columns[chain])];
        } else {
            ofChain[chain] = nextId;
            nextId = TrackId{number(nextId) + 1};
        }
    }
    std::vector<TrackId> out(count);
    for (std::size_t i = 0; i < count; ++i)
        out[i] = ofChain[std::size_t(chainOf[i])];
    return out;
}

} // namespace tw::review::relinking
