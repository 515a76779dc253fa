#include "core/review/relink/plan.h"

#include "core/math/assignment.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace tw::review::relinking {
namespace {

bool overlap(FrameRange a, FrameRange b)
{
    return a.first <= b.last && b.first <= a.last;
}

// Parts never overlap with others of the same number, at no time: every step keeps it so.
class Planner
{
public:
    explicit Planner(std::vector<Part> parts) : m_parts(std::move(parts)) {}

    std::vector<annotation::Edit> run()
    {
        for (;;) {
            const auto next = std::min_element(m_parts.begin(), m_parts.end(), [](const Part& a, const Part& b) {
                const bool doneA = a.now == a.to;
                const bool doneB = b.now == b.to;
                return std::tuple(doneA, a.firstFrame(), a.now) < std::tuple(doneB, b.firstFrame(), b.now);
            });
            if (next == m_parts.end() || next->now == next->to)
                return std::move(m_edits);
            settle(static_cast<std::size_t>(next - m_parts.begin()));
        }
    }

private:
    void settle(std::size_t index)
    {
        const TrackId from = m_parts[index].now;
        const TrackId to = m_parts[index].to;
        FrameRange range = m_parts[index].frames();
        if (!any(to, range)) {
            move(index, from, to, range);
            return;
        }
        range = widened(from, to, range);
        divide(from, range);
        divide(to, range);
        for (Part& part : m_parts) {
            if ((part.now != from && part.now != to) || !overlap(part.frames(), range))
                continue;
            part.now = part.now == from ? to : from;
        }
        const bool toTheEnd =
            !any(from, annotation::fromHere(range.last + 1)) && !any(to, annotation::fromHere(range.last + 1));
        m_edits.emplace_back(annotation::SwapTracks{from, to, toTheEnd ? annotation::fromHere(range.first) : range});
    }

    void move(std::size_t index, TrackId from, TrackId to, FrameRange range)
    {
        m_parts[index].now = to;
        const bool fromGoes = !any(from, annotation::kAllFrames);
        const bool toIsNew = std::none_of(m_parts.begin(), m_parts.end(),
                                          [&](const Part& part) { return part.now == to && &part != &m_parts[index]; });
        if (fromGoes && !toIsNew)
            m_edits.emplace_back(annotation::JoinTracks{to, from, annotation::Fill::None});
        else if (toIsNew && !fromGoes && !any(from, annotation::fromHere(range.first)))
            m_edits.emplace_back(annotation::SplitTrack{from, range.first, to});
        else
            m_edits.emplace_back(annotation::ChangeId{from, to, range});
    }

    bool any(TrackId id, FrameRange frames) const
    {
        return std::any_of(m_parts.begin(), m_parts.end(),
                           [&](const Part& part) { return part.now == id && overlap(part.frames(), frames); });
    }

    // An exchange that reaches over everything of the two that changes sides here and nothing else.
    FrameRange widened(TrackId from, TrackId to, FrameRange range) const
    {
        for (bool grown = true; grown;) {
            grown = false;
            for (const Part& part : m_parts) {
                const bool crosses = (part.now == from && part.to == to) || (part.now == to && part.to == from);
                if (!crosses || (part.firstFrame() >= range.first && part.lastFrame() <= range.last))
                    continue;
                const FrameRange hull{std::min(range.first, part.firstFrame()), std::max(range.last, part.lastFrame())};
                const bool clean = std::all_of(m_parts.begin(), m_parts.end(), [&](const Part& other) {
                    if ((other.now != from && other.now != to) || !overlap(other.frames(), hull) ||
                        overlap(other.frames(), range))
                        return true;
                    return other.to == (other.now == from ? to : from);
                });
                if (clean) {
                    range = hull;
                    grown = true;
                }
            }
        }
        return range;
    }

    // No part of this number reaches over an end of the range.
    void divide(TrackId id, FrameRange range)
    {
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            for (const FrameIndex frame : {range.first, range.last + 1}) {
                Part& part = m_parts[i];
                if (part.now != id || part.firstFrame() >= frame || part.lastFrame() < frame)
                    continue;
                Part later = part;
                later.first = part.track->lowerBound(frame);
                part.last = later.first - 1;
                m_parts.push_back(later);
            }
        }
    }

    std::vector<Part> m_parts;
    std::vector<annotation::Edit> m_edits;
};

} // namespace

std::vector<TrackId> numbersOf(const Tracklets& pieces, const tracker::Chains& chains, TrackId nextId)
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

std::vector<annotation::Edit> planMoves(std::vector<Part> parts)
{
    return Planner(std::move(parts)).run();
}

} // namespace tw::review::relinking
