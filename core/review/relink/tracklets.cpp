#include "core/review/relink/tracklets.h"

#include "core/math/iou.h"
#include "core/review/detectors.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace tw::review::relinking {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr double kSameBoxIou = 0.5;      // a sighting names the box it overlaps this much
constexpr double kCutProbability = 0.01; // exchanges less likely than this are not considered at all
constexpr double kGapSeconds = 0.5;      // the tracker may have found somebody else after it

bool touched(const TrackBox& box)
{
    return box.verified || box.keyframe || box.origin == BoxOrigin::Manual;
}

bool inAny(const std::vector<FrameRange>& ranges, FrameIndex frame)
{
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), frame,
                                        [](FrameIndex wanted, FrameRange range) { return wanted < range.first; });
    return after != ranges.begin() && std::prev(after)->contains(frame);
}

// Whose box it is; nobody's when the box is gone.
std::optional<TrackId> trackOf(const Evidence& evidence, const Sighting& sighting)
{
    std::optional<TrackId> out;
    double best = kSameBoxIou;
    for (const auto& [id, track] : evidence.tracks()) {
        const TrackBox* box = track.track->at(sighting.frame);
        const double overlap = box != nullptr ? math::iou(box->box, sighting.box) : 0;
        if (overlap >= best && (!out || overlap > best)) {
            best = overlap;
            out = id;
        }
    }
    return out;
}

struct Named {
    TrackId a{}, b{};
    FrameIndex frameA = 0, frameB = 0; // frameA <= frameB
};

std::optional<Named> named(const Evidence& evidence, const SightingPair& pair)
{
    const bool inOrder = pair.a.frame <= pair.b.frame;
    const Sighting& first = inOrder ? pair.a : pair.b;
    const Sighting& second = inOrder ? pair.b : pair.a;
    const auto a = trackOf(evidence, first);
    const auto b = trackOf(evidence, second);
    if (!a || !b)
        return std::nullopt; // one of the boxes was deleted: there is nothing left to say about it
    return Named{*a, *b, first.frame, second.frame};
}

using Cuts = std::map<TrackId, std::set<FrameIndex>>; // first frame of the later piece

void cutAtGaps(const Evidence& evidence, FrameIndex longest, Cuts& cuts)
{
    for (const auto& [id, track] : evidence.tracks())
        for (std::size_t i = 1; i < track.track->boxes.size(); ++i)
            if (track.track->boxes[i].frame - track.track->boxes[i - 1].frame > longest)
                cuts[id].insert(track.track->boxes[i].frame);
}

void cutAtStatements(const Evidence& evidence, const Constraints& constraints, Cuts& cuts)
{
    for (const SightingPair& pair : constraints.must)
        if (const auto pieces = named(evidence, pair); pieces && pieces->a != pieces->b) {
            cuts[pieces->a].insert(pieces->frameA + 1);
            cuts[pieces->b].insert(pieces->frameB);
        }
    for (const SightingPair& pair : constraints.cannot)
        if (const auto pieces = named(evidence, pair); pieces && pieces->a == pieces->b)
            cuts[pieces->b].insert(pieces->frameB);
    for (const FixedRange& range : constraints.fixed)
        for (const auto& [id, track] : evidence.tracks())
            if (range.track == TrackId::kInvalid || range.track == id) {
                cuts[id].insert(range.frames.first);
                if (range.frames.last != annotation::kLastFrame)
                    cuts[id].insert(range.frames.last + 1);
            }
}

bool isPinned(const Tracklet& piece, const Evidence& evidence, const Constraints& constraints, FrameIndex from)
{
    if (piece.frames.first < from || piece.locked)
        return true;
    const TrackId id = piece.id();
    if (std::any_of(constraints.fixed.begin(), constraints.fixed.end(), [&](const FixedRange& range) {
            return (range.track == TrackId::kInvalid || range.track == id) && range.frames.first <= piece.frames.last &&
                   range.frames.last >= piece.frames.first;
        }))
        return true;
    const auto& verified = evidence.state().verifiedFrames;
    for (std::size_t i = piece.first; i <= piece.last; ++i) {
        const TrackBox& box = piece.track->track->boxes[i];
        if (touched(box) || (!verified.empty() && inAny(verified, box.frame)))
            return true;
    }
    return false;
}

} // namespace

Result<Tracklets> Tracklets::cut(const Evidence& evidence, const Constraints& constraints, const RelinkOptions& options)
{
    Events swaps; // `frame`: from when on for good
    for (const Contact& contact : contacts(evidence, options.review))
        findSwaps(evidence, contact, options.review, swaps);
    std::erase_if(swaps, [](Event& swap) {
        const auto cut = lastingExchange(swap);
        swap.frame = cut.value_or(swap.frame);
        return !cut || swap.probability < kCutProbability;
    });
    Cuts cuts;
    for (const Event& swap : swaps) {
        cuts[swap.a].insert(swap.frame);
        cuts[swap.b].insert(swap.frame);
    }
    cutAtGaps(evidence, options.review.frames(kGapSeconds), cuts);
    cutAtStatements(evidence, constraints, cuts);

    Tracklets out;
    for (const auto& [id, track] : evidence.tracks()) {
        const auto& boxes = track.track->boxes;
        if (boxes.empty())
            continue;
        std::vector<std::size_t> starts{0};
        if (!track.track->locked)
            for (const FrameIndex frame : cuts[id]) {
                const std::size_t start = track.lowerBound(frame);
                if (frame >= options.from && start > starts.back() && start < boxes.size())
                    starts.push_back(start);
            }
        const int firstPiece = out.count();
        out.m_ofTrack[id] = {firstPiece, static_cast<int>(starts.size())};
        for (std::size_t s = 0; s < starts.size(); ++s) {
            Tracklet piece;
            piece.track = &track;
            piece.first = starts[s];
            piece.last = (s + 1 < starts.size() ? starts[s + 1] : boxes.size()) - 1;
            piece.frames = {boxes[piece.first].frame, boxes[piece.last].frame};
            piece.previous = s == 0 ? kNone : out.count() - 1;
            piece.next = s + 1 < starts.size() ? out.count() + 1 : kNone;
            piece.locked = track.track->locked;
            piece.pinned = isPinned(piece, evidence, constraints, options.from);
            out.m_all.push_back(piece);
        }
    }
    for (const Event& swap : swaps) {
        if (swap.frame < options.from)
            continue;
        Meeting meeting;
        meeting.a1 = out.before(swap.a, swap.frame);
        meeting.a2 = out.from(swap.a, swap.frame);
        meeting.b1 = out.before(swap.b, swap.frame);
        meeting.b2 = out.from(swap.b, swap.frame);
        meeting.logit = swap.logit;
        meeting.frame = swap.frame;
        if ((meeting.a1 != kNone && meeting.a1 == meeting.a2) || (meeting.b1 != kNone && meeting.b1 == meeting.b2))
            continue; // one of them may not be cut here
        out.m_meetings.push_back(meeting);
    }
    TW_TRY(out.state(evidence, constraints));
    return out;
}

Result<void> Tracklets::state(const Evidence& evidence, const Constraints& constraints)
{
    const auto contradiction = [](const char* what, const Named& pieces) {
        return Error{ErrorCode::Conflict, what,
                     "frames " + std::to_string(pieces.frameA + 1) + " and " + std::to_string(pieces.frameB + 1)};
    };
    for (const SightingPair& pair : constraints.must) {
        const auto pieces = named(evidence, pair);
        if (!pieces)
            continue;
        Statement statement{before(pieces->a, pieces->frameA + 1), from(pieces->b, pieces->frameB)};
        if (statement.a == statement.b)
            continue;
        if (m_all[std::size_t(statement.a)].frames.first > m_all[std::size_t(statement.b)].frames.first)
            std::swap(statement.a, statement.b);
        if ((*this)[statement.a].frames.last >= (*this)[statement.b].frames.first)
            return contradiction("somebody would be in two places at once", *pieces);
        m_must.push_back(statement);
    }
    for (const SightingPair& pair : constraints.cannot) {
        const auto pieces = named(evidence, pair);
        if (!pieces)
            continue;
        Statement statement{before(pieces->a, pieces->frameA + 1), from(pieces->b, pieces->frameB)};
        if (statement.a == statement.b)
            return contradiction("a track that may not be cut here would show two people", *pieces);
        if (m_all[std::size_t(statement.a)].frames.first > m_all[std::size_t(statement.b)].frames.first)
            std::swap(statement.a, statement.b);
        m_cannot.push_back(statement);
    }
    return {};
}

int Tracklets::before(TrackId id, FrameIndex frame) const
{
    const auto it = m_ofTrack.find(id);
    if (it == m_ofTrack.end())
        return kNone;
    int found = kNone;
    for (int i = it->second.first; i < it->second.first + it->second.second; ++i)
        if ((*this)[i].frames.first < frame)
            found = i;
    return found;
}

int Tracklets::from(TrackId id, FrameIndex frame) const
{
    const auto it = m_ofTrack.find(id);
    if (it == m_ofTrack.end())
        return kNone;
    for (int i = it->second.first; i < it->second.first + it->second.second; ++i)
        if ((*this)[i].frames.last >= frame)
            return i;
    return kNone;
}

} // namespace tw::review::relinking
