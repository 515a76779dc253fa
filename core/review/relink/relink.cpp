#include "core/review/relink.h"

#include "core/math/iou.h"
#include "core/review/relink/plan.h"
#include "core/review/relink/solve.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace tw::review {

using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

using namespace relinking;

// What is said about a place is said of boxes this far beside it, where it is clear who is who.
constexpr FrameIndex kBeside = 5;
constexpr double kSamePlace = 0.4; // a stored verdict is about the track that covers its place this much

std::optional<Sighting> lastBefore(const DocumentState& state, TrackId id, FrameIndex frame)
{
    const auto it = state.tracks.find(id);
    if (it == state.tracks.end())
        return std::nullopt;
    std::optional<Sighting> out;
    for (const TrackBox& box : it->second->boxes) {
        if (box.frame >= frame || (out && box.frame >= frame - kBeside))
            break;
        out = Sighting{box.frame, box.box};
    }
    return out;
}

std::optional<Sighting> firstFrom(const DocumentState& state, TrackId id, FrameIndex frame)
{
    const auto it = state.tracks.find(id);
    if (it == state.tracks.end())
        return std::nullopt;
    std::optional<Sighting> out;
    for (const TrackBox& box : it->second->boxes) {
        if (box.frame < frame)
            continue;
        if (out && box.frame > frame + kBeside)
            break;
        out = Sighting{box.frame, box.box};
    }
    return out;
}

void add(std::vector<SightingPair>& pairs, const std::optional<Sighting>& a, const std::optional<Sighting>& b)
{
    if (a && b)
        pairs.push_back({*a, *b});
}

// A track that begins in this frame, the youngest of them: what a split made.
TrackId newestFrom(const DocumentState& state, FrameIndex frame)
{
    for (auto it = state.tracks.rbegin(); it != state.tracks.rend(); ++it)
        if (it->second->firstFrame() == frame)
            return it->first;
    return TrackId::kInvalid;
}

std::string plural(int count, const char* one, const char* many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string labelOf(const Relinking& result)
{
    std::string out;
    const auto append = [&](int count, const char* one, const char* many) {
        if (count > 0)
            out += (out.empty() ? "" : ", ") + plural(count, one, many);
    };
    append(result.swaps, "swap", "swaps");
    append(result.joins, "join", "joins");
    append(result.splits, "split", "splits");
    return "Relink: " + (out.empty() ? plural(static_cast<int>(result.moves.size()), "move", "moves") : out);
}

// --- the answer ------------------------------------------------------------------------------------------------------

class Answer
{
public:
    Answer(const Evidence& evidence, const Constraints& constraints, const RelinkOptions& options,
           const Tracklets& pieces, const Chains& chains)
        : m_evidence(evidence), m_constraints(constraints), m_options(options), m_pieces(pieces), m_chains(chains),
          m_numbers(numbersOf(pieces, chains, evidence.state().nextId))
    {}

    Relinking take(std::span<const Event> open)
    {
        Relinking out;
        count(out);
        std::vector<Part> parts = partsOf(out.moves);
        for (const Event& event : open)
            if (isResolved(event))
                out.resolved.push_back(event.key);
        annotation::Compound compound{{}, planMoves(std::move(parts))};
        if (m_options.fill)
            fillGaps(compound.edits);
        compound.label = labelOf(out);
        if (!compound.edits.empty())
            out.edit = std::move(compound);
        return out;
    }

private:
    TrackId number(int piece) const { return m_numbers[std::size_t(piece)]; }

    void count(Relinking& out) const
    {
        std::set<std::pair<int, int>> exchanged;
        std::set<std::pair<int, int>> places;
        for (const Meeting& meeting : m_pieces.meetings())
            for (const auto& [from, to] : {std::pair(meeting.a1, meeting.b2), std::pair(meeting.b1, meeting.a2)})
                if (from != kNone && to != kNone && m_chains.next[std::size_t(from)] == to &&
                    (meeting.a2 != kNone || meeting.b1 != kNone)) {
                    exchanged.emplace(from, to);
                    places.emplace(std::min(meeting.a1, meeting.b1), std::max(meeting.a1, meeting.b1));
                }
        out.swaps = static_cast<int>(places.size());
        for (int i = 0; i < m_pieces.count(); ++i) {
            const int previous = m_chains.previous[std::size_t(i)];
            if (previous != kNone && previous != m_pieces[i].previous && !exchanged.contains({previous, i}))
                ++out.joins;
            if (previous == kNone && m_pieces[i].previous != kNone)
                ++out.splits;
        }
    }

    // Neighbours on a track that stay neighbours are one part.
    std::vector<Part> partsOf(std::vector<RelinkMove>& moves) const
    {
        std::vector<Part> out;
        for (int i = 0; i < m_pieces.count(); ++i) {
            const Tracklet& piece = m_pieces[i];
            const bool joined = piece.previous != kNone && m_chains.previous[std::size_t(i)] == piece.previous &&
                                number(piece.previous) == number(i);
            if (joined)
                out.back().last = piece.last;
            else
                out.push_back({piece.track, piece.first, piece.last, piece.id(), number(i)});
        }
        for (const Part& part : out)
            if (part.now != part.to)
                moves.push_back({part.now, part.to, part.frames(), static_cast<int>(part.last - part.first) + 1});
        std::sort(moves.begin(), moves.end(), [](const RelinkMove& a, const RelinkMove& b) {
            return std::tuple(a.frames.first, a.from) < std::tuple(b.frames.first, b.from);
        });
        return out;
    }

    void fillGaps(std::vector<annotation::Edit>& edits) const
    {
        const FrameIndex longest = m_options.review.frames(m_options.review.gapSeconds);
        for (int i = 0; i < m_pieces.count(); ++i) {
            const int next = m_chains.next[std::size_t(i)];
            if (next == kNone || next == m_pieces[i].next || m_pieces[i].locked)
                continue;
            const FrameRange gap{m_pieces[i].frames.last + 1, m_pieces[next].frames.first - 1};
            if (!gap.empty() && gap.length() <= longest && !isSaidOf(gap))
                edits.emplace_back(annotation::FillGaps{number(i), gap});
        }
    }

    // PersonQuery looked at these frames and said that all is right: no box may appear in them.
    bool isSaidOf(FrameRange frames) const
    {
        const auto touches = [&](FrameRange range) { return range.first <= frames.last && frames.first <= range.last; };
        const auto& verified = m_evidence.state().verifiedFrames;
        return std::any_of(verified.begin(), verified.end(), touches) ||
               std::any_of(m_constraints.fixed.begin(), m_constraints.fixed.end(),
                           [&](const FixedRange& range) { return touches(range.frames); });
    }

    bool isResolved(const Event& event) const
    {
        const auto same = [&](int a, int b) { return a != kNone && b != kNone && a != b && number(a) == number(b); };
        const int a1 = m_pieces.before(event.a, event.frame);
        const int a2 = m_pieces.from(event.a, event.frame);
        switch (event.kind) {
        case EventKind::Swap:
            return same(a1, m_pieces.from(event.b, event.frame)) || same(m_pieces.before(event.b, event.frame), a2);
        case EventKind::Fragment:
        case EventKind::Reentry:
            return same(m_pieces.before(event.a, event.frames.first + 1), m_pieces.from(event.b, event.frames.last));
        case EventKind::Jump: return a1 != kNone && a2 != kNone && number(a1) != number(a2);
        case EventKind::Border: {
            const int piece = m_pieces.from(event.a, event.frame);
            if (piece == kNone)
                return false;
            const bool birth = m_pieces[piece].frames.first == event.frame;
            return (birth ? m_chains.previous : m_chains.next)[std::size_t(piece)] != kNone;
        }
        default: return false;
        }
    }

    const Evidence& m_evidence;
    const Constraints& m_constraints;
    const RelinkOptions& m_options;
    const Tracklets& m_pieces;
    const Chains& m_chains;
    std::vector<TrackId> m_numbers;
};

} // namespace

void learn(Constraints& constraints, const Event& event, VerdictState verdict, const DocumentState& state)
{
    if (verdict != VerdictState::Accepted && verdict != VerdictState::Dismissed)
        return;
    const bool accepted = verdict == VerdictState::Accepted;
    switch (event.kind) {
    case EventKind::Swap:
        // With the exchange carried out, or refused, both numbers go on with the same person.
        for (const TrackId id : {event.a, event.b})
            add(constraints.must, lastBefore(state, id, event.frame), firstFrom(state, id, event.frame));
        break;
    case EventKind::Fragment:
    case EventKind::Reentry:
        if (accepted)
            add(constraints.must, lastBefore(state, event.a, event.frames.first + 1),
                firstFrom(state, event.a, event.frames.last));
        else
            add(constraints.cannot, lastBefore(state, event.a, event.frames.first + 1),
                firstFrom(state, event.b, event.frames.last));
        break;
    case EventKind::Jump:
        if (accepted)
            add(constraints.cannot, lastBefore(state, event.a, event.frame),
                firstFrom(state, newestFrom(state, event.frame), event.frame));
        else
            add(constraints.must, lastBefore(state, event.a, event.frame), firstFrom(state, event.a, event.frame));
        break;
    default: break; // nothing about who is who
    }
}

Constraints constraintsFrom(std::span<const Verdict> verdicts, const DocumentState& state)
{
    Constraints out;
    const auto trackNear = [&state](const Box& place, FrameIndex frame) {
        TrackId best = TrackId::kInvalid;
        double nearest = kSamePlace;
        for (const auto& [id, track] : state.tracks)
            for (const TrackBox& box : track->boxes)
                if (std::abs(box.frame - frame) <= kBeside)
                    if (const double overlap = math::iou(box.box, place); overlap > nearest) {
                        nearest = overlap;
                        best = id;
                    }
        return best;
    };
    for (const Verdict& verdict : verdicts) {
        Event event;
        event.kind = verdict.kind;
        event.frame = verdict.frame;
        event.frames = {verdict.frame - 1, verdict.frame}; // of a fragment: what is before and what is from here on
        event.a = trackNear(verdict.placeA, verdict.frame);
        event.b = verdict.placeB.width > 0 ? trackNear(verdict.placeB, verdict.frame) : TrackId::kInvalid;
        if (event.a != TrackId::kInvalid)
            learn(out, event, verdict.state, state);
    }
    return out;
}

Result<Relinking> relink(const Evidence& evidence, const Constraints& constraints, const RelinkOptions& options,
                         std::span<const Event> open, const JobContext& job)
{
    TW_TRY_ASSIGN(const Tracklets pieces, Tracklets::cut(evidence, constraints, options));
    const Links links(evidence, pieces, options);
    const Chains present = presentChains(pieces);
    Chains chains = present;
    for (int round = 0; round < std::max(1, options.rounds); ++round) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while linking", {}};
        TW_TRY_ASSIGN(Chains solved, solve(pieces, links, present, links.candidates(chains)));
        const bool settled = solved == chains;
        chains = std::move(solved);
        if (settled)
            break;
    }
    return Answer(evidence, constraints, options, pieces, chains).take(open);
}

} // namespace tw::review
