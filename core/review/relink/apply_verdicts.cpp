#include "core/review/apply_verdicts.h"

#include "core/annotation/history.h"
#include "core/math/iou.h"

#include <algorithm>
#include <utility>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr double kSamePlace = 0.3; // IoU: a moved cut shifts the place by a few frames

// The box nearest to a frame, as places of findings are chosen.
const TrackBox* nearest(const Track& track, FrameIndex frame)
{
    if (track.empty())
        return nullptr;
    const auto next = std::lower_bound(track.boxes.begin(), track.boxes.end(), frame,
                                       [](const TrackBox& box, FrameIndex wanted) { return box.frame < wanted; });
    if (next == track.boxes.end())
        return &track.boxes.back();
    if (next != track.boxes.begin() && frame - std::prev(next)->frame < next->frame - frame)
        return &*std::prev(next);
    return &*next;
}

TrackId whoIsAt(const DocumentState& state, FrameIndex frame, const Box& place, TrackId butNot)
{
    TrackId best = TrackId::kInvalid;
    double overlap = kSamePlace;
    for (const auto& [id, track] : state.tracks) {
        const TrackBox* box = id == butNot ? nullptr : nearest(*track, frame);
        const double here = box ? math::iou(box->box, place) : 0;
        if (here > overlap) {
            overlap = here;
            best = id;
        }
    }
    return best;
}

// Last box before a frame that is not a guess between two others; the frame itself when there is none.
FrameIndex seenBefore(const DocumentState& state, TrackId id, FrameIndex frame)
{
    const auto it = state.tracks.find(id);
    FrameIndex out = frame;
    if (it != state.tracks.end())
        for (const TrackBox& box : it->second->boxes) {
            if (box.frame >= frame)
                break;
            if (box.origin != BoxOrigin::Interpolated)
                out = box.frame;
        }
    return out;
}

} // namespace

void learn(Constraints& constraints, const Verdict& verdict, const DocumentState& state)
{
    Event event;
    event.kind = verdict.kind;
    event.frame = verdict.frame;
    const bool accepted = verdict.state == VerdictState::Accepted;
    switch (verdict.kind) {
    case EventKind::Swap:
        event.a = whoIsAt(state, verdict.frame, verdict.placeA, TrackId::kInvalid);
        event.b = whoIsAt(state, verdict.frame, verdict.placeB, event.a);
        break;
    case EventKind::Fragment:
    case EventKind::Reentry:
        // once joined, both places are of one track, and the later one is where it is at the frame
        event.b = whoIsAt(state, verdict.frame, verdict.placeB, TrackId::kInvalid);
        event.a = accepted ? event.b : whoIsAt(state, verdict.frame, verdict.placeA, event.b);
        event.frames = {seenBefore(state, event.a, verdict.frame), verdict.frame};
        break;
    case EventKind::Jump:
        if (accepted)
            return;
        event.a = whoIsAt(state, verdict.frame, verdict.placeA, TrackId::kInvalid);
        break;
    default: return;
    }
    learn(constraints, event, verdict.state, state);
}

std::vector<std::pair<TrackId, TrackId>> knownApart(std::span<const Verdict> verdicts, const DocumentState& state)
{
    Constraints constraints;
    for (const Verdict& verdict : verdicts)
        learn(constraints, verdict, state);
    const auto trackOf = [&](const Sighting& sighting) {
        for (const auto& [id, track] : state.tracks) {
            const TrackBox* box = track->at(sighting.frame);
            if (box != nullptr && box->box == sighting.box)
                return id;
        }
        return TrackId::kInvalid;
    };
    std::vector<std::pair<TrackId, TrackId>> out;
    for (const SightingPair& pair : constraints.cannot) {
        const TrackId a = trackOf(pair.a);
        const TrackId b = trackOf(pair.b);
        if (a != b && a != TrackId::kInvalid && b != TrackId::kInvalid)
            out.emplace_back(a, b);
    }
    return out;
}

Result<VerdictPlan> applyVerdicts(const Evidence& evidence, std::span<const Verdict> verdicts, const Event* accepted,
                                  const RelinkOptions& options, std::span<const Event> open, const JobContext& job)
{
    const Evidence* current = &evidence;
    Evidence mended;
    VerdictPlan out;
    if (accepted != nullptr && accepted->fix) {
        annotation::Document draft(evidence.snapshot());
        TW_TRY(annotation::History(draft).run(*accepted->fix));
        mended = evidence;
        mended.update(draft.snapshot());
        current = &mended;
        out.edit = accepted->fix;
    }
    Constraints constraints;
    for (const Verdict& verdict : verdicts)
        learn(constraints, verdict, current->state());
    if (accepted != nullptr)
        learn(constraints, *accepted, VerdictState::Accepted, current->state());
    TW_TRY_ASSIGN(out.difference, relink(*current, constraints, options, open, job));
    if (accepted != nullptr)
        std::erase(out.difference.resolved, accepted->key);
    if (!out.difference.edit)
        return out;
    if (out.edit)
        out.edit =
            annotation::Compound{annotation::describe(*out.edit) + "; " + annotation::describe(*out.difference.edit),
                                 {*out.edit, *out.difference.edit}};
    else
        out.edit = out.difference.edit;
    return out;
}

} // namespace tw::review
