#include "core/review/relink.h"

#include "core/math/box_ops.h"
#include "core/math/iou.h"
#include "core/review/relink/plan.h"
#include "core/tracker/offline/link.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace tw::review {

using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

using namespace relinking;

// What is said about a place is said of boxes this far beside it, where identities are clear.
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
           const Tracklets& pieces, const tracker::Chains& chains)
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

    int next(int piece) const { return m_chains.next[std::size_t(piece)]; }
    int previous(int piece) const { return m_chains.previous[std::size_t(piece)]; }

    void count(Relinking& out) const
    {
        for (int i = 0; i < m_pieces.count(); ++i) {
            if (previous(i) == kNone && m_pieces[i].previous != kNone)
                ++out.splits;
            if (previous(i) == kNone || previous(i) == m_pieces[i].previous)
                continue;
            // crosswise: what went on in this piece goes on in the one that followed its new predecessor
            const int other = m_pieces[previous(i)].next;
            const bool crosswise =
                other != kNone && m_pieces[i].previous != kNone && previous(other) == m_pieces[i].previous;
            if (!crosswise)
                ++out.joins;
            else if (i < other)
                ++out.swaps;
        }
    }

    // Neighbours on a track that stay neighbours are one part.
    std::vector<Part> partsOf(std::vector<RelinkMove>& moves) const
    {
        std::vector<Part> out;
        std::vector<std::size_t> partOf;
        for (int i = 0; i < m_pieces.count(); ++i) {
            const Tracklet& piece = m_pieces[i];
            const bool joined =
                piece.previous != kNone && previous(i) == piece.previous && number(piece.previous) == number(i);
            if (joined) {
                partOf.push_back(partOf[std::size_t(piece.previous)]);
                out[partOf.back()].last = piece.last;
            } else {
                partOf.push_back(out.size());
                out.push_back({piece.track, piece.first, piece.last, piece.id(), number(i)});
            }
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
        const FrameIndex longest = m_options.review.frames(tracker::OfflineOptions{}.fillSeconds);
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
        // beside the place, because the cut that was chosen may lie a few frames from the one that was proposed
        const int a1 = m_pieces.before(event.a, event.frame - kBeside);
        const int a2 = m_pieces.from(event.a, event.frame + kBeside);
        switch (event.kind) {
        case EventKind::Swap:
            return same(a1, m_pieces.from(event.b, event.frame + kBeside)) ||
                   same(m_pieces.before(event.b, event.frame - kBeside), a2);
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
    const tracker::Chains& m_chains;
    std::vector<TrackId> m_numbers;
};

// --- the question ----------------------------------------------------------------------------------------------------

// Log odds that a track goes on with the same person where its looks are doubted. Source: measured, README.md.
constexpr double kGoesOn = 2;

double logOdds(double probability)
{
    const double p = std::clamp(probability, 1e-6, 1 - 1e-6);
    return std::log(p / (1 - p));
}

tracker::OfflineOptions offlineOptions(const RelinkOptions& options)
{
    tracker::OfflineOptions out;
    out.frameRate = options.review.frameRate;
    out.linkRatio = std::max(out.linkRatio, logOdds(options.confidence));
    return out;
}

double areaOf(const ReviewOptions& options, const tracker::Scene& scene)
{
    if (options.imageWidth > 0 && options.imageHeight > 0)
        return double(options.imageWidth) * options.imageHeight;
    Box around = scene.sightings.front().box;
    for (const tracker::Sighting& sighting : scene.sightings)
        around = math::hull(around, sighting.box);
    return std::max(around.area(), 1.0);
}

// What may follow what. A track as it is has the benefit of the doubt: it is only changed for an expected gain.
class LinkFinder
{
public:
    LinkFinder(const DocumentScene& scene, const tracker::SceneLikeness& likeness, const Tracklets& pieces,
               const RelinkOptions& options, const tracker::OfflineOptions& offline)
        : m_scene(scene.scene), m_likeness(likeness), m_pieces(pieces), m_offline(offline),
          m_area(areaOf(options.review, scene.scene)), m_benefit(kGoesOn + logOdds(options.confidence))
    {}

    std::vector<tracker::Link> run() const
    {
        std::map<std::pair<int, int>, double> gains;
        std::vector<tracker::Piece> plain;
        for (const Tracklet& piece : m_pieces.all())
            plain.push_back(piece.piece);
        for (const tracker::Link& link : tracker::possibleLinks(m_scene, m_likeness, plain, m_area, m_offline))
            if (!m_pieces[link.from].locked && !m_pieces[link.to].locked)
                gains[{link.from, link.to}] = link.gain;
        addCrosswise(gains);
        for (int i = 0; i < m_pieces.count(); ++i)
            if (const int next = m_pieces[i].next; next != kNone)
                gains[{i, next}] = std::max(motion(i, next) + looks(i, next) + m_benefit, least());
        std::vector<tracker::Link> out;
        for (const auto& [link, gain] : gains)
            out.push_back({link.first, link.second, gain});
        return out;
    }

private:
    // A track is not cut without something that goes on in its place.
    double least() const { return m_offline.linkRatio + 0.1; }

    // When one of two tracks that are cut at the same place goes on as the other, the other may go on as the first.
    void addCrosswise(std::map<std::pair<int, int>, double>& gains) const
    {
        constexpr FrameIndex kTogether = 2;
        std::vector<int> later; // pieces that go on in a track, by first frame
        for (int i = 0; i < m_pieces.count(); ++i)
            if (m_pieces[i].previous != kNone)
                later.push_back(i);
        for (std::size_t k = 0; k < later.size(); ++k)
            for (std::size_t j = k + 1; j < later.size(); ++j) {
                if (m_pieces[later[j]].frames.first - m_pieces[later[k]].frames.first > kTogether)
                    break;
                for (const auto& [from, to] : {std::pair(m_pieces[later[k]].previous, later[j]),
                                               std::pair(m_pieces[later[j]].previous, later[k])})
                    if (m_pieces[from].frames.last < m_pieces[to].frames.first &&
                        m_pieces[from].track->track->classId == m_pieces[to].track->track->classId &&
                        motion(from, to) > m_offline.linkRatio)
                        gains.emplace(std::pair(from, to), least());
            }
    }

    double motion(int from, int to) const
    {
        return tracker::motionLogRatio(tracker::endsOf(m_scene, m_pieces[from].piece, m_offline).last,
                                       tracker::endsOf(m_scene, m_pieces[to].piece, m_offline).first, m_area);
    }
    double looks(int from, int to) const
    {
        return m_likeness.logRatio(m_likeness.of(m_pieces[from].piece.sightings),
                                   m_likeness.of(m_pieces[to].piece.sightings));
    }

    const tracker::Scene& m_scene;
    const tracker::SceneLikeness& m_likeness;
    const Tracklets& m_pieces;
    const tracker::OfflineOptions& m_offline;
    double m_area;
    double m_benefit;
};

Result<tracker::ChainRules> rulesOf(const Evidence& evidence, const Tracklets& pieces, const Constraints& constraints)
{
    const auto contradiction = [](const char* what, const NamedPair& pair) {
        return Error{ErrorCode::Conflict, what,
                     "frames " + std::to_string(pair.frameA + 1) + " and " + std::to_string(pair.frameB + 1)};
    };
    tracker::ChainRules out;
    std::map<TrackId, int> lastPinned;
    for (int i = 0; i < pieces.count(); ++i) {
        out.stated.push_back(pieces[i].pinned ? pieces[i].id() : TrackId::kInvalid);
        out.frames.push_back(pieces[i].frames);
        if (!pieces[i].pinned)
            continue;
        const auto [last, first] = lastPinned.emplace(pieces[i].id(), i);
        if (!first)
            out.must.emplace_back(std::exchange(last->second, i), i);
    }
    for (const NamedPair& pair : namedPieces(evidence, pieces, constraints.must)) {
        if (pair.a == pair.b)
            continue;
        if ((pieces[pair.a].locked || pieces[pair.b].locked) && pieces[pair.a].id() != pieces[pair.b].id())
            return contradiction("a locked track would have to be changed", pair);
        out.must.emplace_back(pair.a, pair.b);
    }
    for (const NamedPair& pair : namedPieces(evidence, pieces, constraints.cannot)) {
        if (pair.a == pair.b)
            return contradiction("a track that may not be cut here would show two people", pair);
        out.cannot.emplace_back(pair.a, pair.b);
    }
    return out;
}

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
    default: break; // nothing about identities
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
    for (const auto& [id, track] : state.tracks)
        for (const FrameRange& away : track->absences)
            add(out.must, lastBefore(state, id, away.first), firstFrom(state, id, away.last));
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
    if (evidence.tracks().empty())
        return Relinking{};
    const tracker::OfflineOptions offline = offlineOptions(options);
    const auto scene = DocumentScene::of(evidence);
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped while linking", {}};
    tracker::SceneLikeness likeness(scene->scene);
    const Tracklets pieces(*scene, likeness, evidence, constraints, options, offline);
    std::vector<std::vector<int>> stretches;
    for (const Tracklet& piece : pieces.all())
        stretches.push_back(piece.piece.sightings);
    likeness.measureTrust(stretches, offline);
    TW_TRY_ASSIGN(const tracker::ChainRules rules, rulesOf(evidence, pieces, constraints));
    const auto links = LinkFinder(*scene, likeness, pieces, options, offline).run();
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped while linking", {}};
    TW_TRY_ASSIGN(const tracker::Chains chains, tracker::bestChains(pieces.count(), links, offline.linkRatio, rules));
    return Answer(evidence, constraints, options, pieces, chains).take(open);
}

} // namespace tw::review
