#include "core/workspace/run_stream.h"

#include "core/annotation/query.h"
#include "core/math/box_ops.h"
#include "core/math/iou.h"

#include <algorithm>

namespace tw::workspace {

using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

// A person's box and a tracker's box this much over each other are the same person.
constexpr double kSamePersonIou = 0.5;

TrackBox toTrackBox(FrameIndex frame, const tracker::TrackedBox& box)
{
    TrackBox out;
    out.frame = frame;
    out.box = box.box;
    out.score = box.score;
    out.origin = box.detection >= 0 ? BoxOrigin::Tracker : BoxOrigin::Interpolated;
    return out;
}

} // namespace

bool RunStream::holds(const DocumentState& state, TrackId track, const Identity& identity)
{
    const auto it = state.tracks.find(track);
    if (it == state.tracks.end())
        return false;
    const TrackBox* box = it->second->at(identity.lastFrame);
    return box != nullptr && box->box == identity.lastBox;
}

// A deleted identity: nothing it was seen with is in the document any more.
void RunStream::follow(Identity& identity, const DocumentState& state) const
{
    if (identity.lastFrame == kNoFrame || holds(state, identity.track, identity))
        return;
    for (const auto& [id, track] : state.tracks)
        if (holds(state, id, identity)) {
            identity.track = id;
            return;
        }
    // Moved or resized by hand: still the same track. Gone altogether: deleted.
    const auto it = state.tracks.find(identity.track);
    if (it == state.tracks.end() || it->second->at(identity.lastFrame) == nullptr)
        identity.track = TrackId::kInvalid;
}

// The track whose box is where the identity was seen last, for a run whose tracks were replaced after it was stopped.
void RunStream::findReplaced(Identity& identity, const DocumentState& state) const
{
    double best = kSamePersonIou;
    for (const annotation::FrameBox& there : annotation::boxesAt(state, identity.lastFrame)) {
        if (there.box->box == identity.lastBox) {
            identity.track = there.id;
            return;
        }
        if (const double overlap = math::iou(there.box->box, identity.lastBox); overlap >= best && !taken(there.id)) {
            best = overlap;
            identity.track = there.id;
        }
    }
}

void RunStream::tracksReplaced(const DocumentState& state)
{
    std::vector<Identity*> replaced;
    for (auto& [trackerId, identity] : m_identities) {
        const bool deleted = identity.track == TrackId::kInvalid || identity.lastFrame == kNoFrame;
        if (deleted || holds(state, identity.track, identity))
            continue;
        identity.track = TrackId::kInvalid;
        replaced.push_back(&identity);
    }
    for (Identity* identity : replaced) {
        findReplaced(*identity, state);
        if (identity->track == TrackId::kInvalid)
            identity->lastFrame = kNoFrame; // left out; seen again it begins anew
    }
}

bool RunStream::taken(TrackId track) const
{
    return std::any_of(m_identities.begin(), m_identities.end(),
                       [track](const auto& entry) { return entry.second.track == track; });
}

void RunStream::protect(annotation::EditedPlaces places)
{
    if (m_plan.existing != Existing::SecondSet)
        m_protected = std::move(places);
}

bool RunStream::isProtected(TrackId track, const TrackBox& box) const
{
    return m_plan.existing == Existing::UntrackedFrames || m_protected.tracks.contains(track) || isTouched(box);
}

bool RunStream::isOpen(FrameIndex frame) const
{
    if (!m_plan.open)
        return true;
    return std::any_of(m_plan.open->begin(), m_plan.open->end(),
                       [frame](const FrameRange& range) { return range.contains(frame); });
}

TrackId RunStream::protectedAt(const TrackBox& box, const DocumentState& state, Box& there) const
{
    TrackId best = TrackId::kInvalid;
    double bestIou = kSamePersonIou;
    for (const annotation::FrameBox& other : annotation::boxesAt(state, box.frame)) {
        if (!isProtected(other.id, *other.box))
            continue;
        if (const double iou = math::iou(other.box->box, box.box); iou >= bestIou) {
            best = other.id;
            bestIou = iou;
            there = other.box->box;
        }
    }
    return best;
}

TrackId RunStream::freeId(TrackId wanted, const DocumentState& state)
{
    const auto free = [&](TrackId id) { return !state.tracks.contains(id) && !taken(id); };
    if (free(wanted)) {
        m_nextFree = std::max(m_nextFree, TrackId{number(wanted) + 1});
        return wanted;
    }
    m_nextFree = std::max(m_nextFree, state.nextId);
    while (!free(m_nextFree))
        m_nextFree = TrackId{number(m_nextFree) + 1};
    return m_nextFree;
}

// Looks through the whole batch: the tracker may see a person a few frames before the protected track begins.
void RunStream::begin(Identity& identity, TrackId trackerId, const std::vector<TrackBox>& boxes,
                      const DocumentState& state)
{
    Box there;
    if (m_plan.existing != Existing::SecondSet)
        for (const TrackBox& box : boxes)
            if (const TrackId id = protectedAt(box, state, there);
                id != TrackId::kInvalid && (id == identity.track || !taken(id))) {
                identity.track = id;
                return;
            }
    if (identity.track == TrackId::kInvalid || state.tracks.contains(identity.track))
        identity.track = freeId(trackerId, state);
}

annotation::ImportRun RunStream::edit(BoxesByTrack boxes, bool replace) const
{
    annotation::ImportRun out;
    out.run = m_run;
    out.replace = replace;
    if (replace)
        out.untouched.assign(m_protected.tracks.begin(), m_protected.tracks.end());
    out.keepIds = true;
    out.frames = {annotation::kLastFrame, 0};
    for (auto& [id, list] : boxes) {
        // Two identities that were joined by hand may both have a box in a frame: the first one stands.
        std::stable_sort(list.begin(), list.end(),
                         [](const TrackBox& a, const TrackBox& b) { return a.frame < b.frame; });
        const auto sameFrame = [](const TrackBox& a, const TrackBox& b) { return a.frame == b.frame; };
        list.erase(std::unique(list.begin(), list.end(), sameFrame), list.end());
        Track track;
        track.id = id;
        track.run = m_run;
        if (const auto known = m_classes.find(id); known != m_classes.end())
            track.classId = known->second;
        track.boxes = std::move(list);
        out.frames.first = std::min(out.frames.first, track.firstFrame());
        out.frames.last = std::max(out.frames.last, track.lastFrame());
        out.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    return out;
}

void RunStream::enter(Identity& identity, TrackId trackerId, const TrackBox& box, const DocumentState& state,
                      BoxesByTrack& now)
{
    Box there;
    const TrackId same = m_plan.existing == Existing::SecondSet ? TrackId::kInvalid : protectedAt(box, state, there);
    if (same != TrackId::kInvalid) {
        if (identity.track != same)
            identity.waiting.clear(); // they belong to a track that was deleted
        identity.track = same;
        identity.lastFrame = box.frame;
        identity.lastBox = there;
        return;
    }
    if (!isOpen(box.frame))
        return;
    if (identity.track == TrackId::kInvalid) {
        identity.waiting.push_back(box);
        return;
    }
    if (m_protected.isRemoved(box.frame, box.box))
        return;
    const auto found = state.tracks.find(identity.track);
    if (found != state.tracks.end() && m_protected.tracks.contains(identity.track)) {
        if (found->second->locked)
            identity.track = freeId(trackerId, state);
        else if (found->second->at(box.frame) != nullptr)
            return; // its person is elsewhere in this frame
    }
    identity.lastFrame = box.frame;
    identity.lastBox = box.box;
    m_classes[identity.track] = identity.classId;
    now[identity.track].push_back(box);
}

std::vector<annotation::ImportRun> RunStream::imports(const pipeline::TrackBatch& batch, const DocumentState& state)
{
    for (const auto& [frame, box] : batch.lastSeen) {
        Identity& identity = m_identities[box.id];
        identity.lastFrame = frame;
        identity.lastBox = box.box;
        findReplaced(identity, state);
    }
    std::map<TrackId, std::vector<TrackBox>> incoming; // by the tracker's id
    for (const tracker::FrameTracks& frame : batch.tracks)
        for (const tracker::TrackedBox& box : frame.boxes) {
            incoming[box.id].push_back(toTrackBox(frame.frame, box));
            m_identities[box.id].classId = box.classId;
        }

    BoxesByTrack now;
    BoxesByTrack late;
    for (auto& [trackerId, boxes] : incoming) {
        Identity& identity = m_identities[trackerId];
        if (identity.lastFrame == kNoFrame)
            begin(identity, trackerId, boxes, state);
        else
            follow(identity, state);
        for (const TrackBox& box : boxes)
            enter(identity, trackerId, box, state, now);
        if (identity.track == TrackId::kInvalid)
            continue; // the place it was seen last in the document stays the one to look for
        m_classes[identity.track] = identity.classId;
        auto& missed = late[identity.track];
        missed.insert(missed.end(), identity.waiting.begin(), identity.waiting.end());
        identity.waiting.clear();
    }
    std::erase_if(late, [](const auto& entry) { return entry.second.empty(); });
    std::vector<annotation::ImportRun> out;
    if (!late.empty())
        out.push_back(edit(std::move(late), false));
    if (!batch.frames.empty()) {
        out.push_back(edit(std::move(now), m_plan.replace));
        out.back().frames = batch.frames; // also the empty ones: with `replace` they are cleared
    }
    return out;
}

} // namespace tw::workspace
