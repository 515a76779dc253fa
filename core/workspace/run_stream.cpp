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

bool touched(const TrackBox& box)
{
    return box.keyframe || box.verified || box.origin == BoxOrigin::Manual;
}

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

TrackId RunStream::begin(TrackId trackerId, const std::vector<TrackBox>& boxes, const DocumentState& state)
{
    for (const TrackBox& box : boxes)
        for (const annotation::FrameBox& there : annotation::boxesAt(state, box.frame))
            if (touched(*there.box) && math::iou(there.box->box, box.box) >= kSamePersonIou && !taken(there.id))
                return there.id;
    if (state.tracks.find(trackerId) == state.tracks.end() && !taken(trackerId)) {
        m_nextFree = std::max(m_nextFree, TrackId{number(trackerId) + 1});
        return trackerId;
    }
    m_nextFree = std::max(m_nextFree, state.nextId);
    while (taken(m_nextFree) || state.tracks.find(m_nextFree) != state.tracks.end())
        m_nextFree = TrackId{number(m_nextFree) + 1};
    return m_nextFree;
}

annotation::ImportRun RunStream::edit(std::map<TrackId, std::vector<TrackBox>> boxes, bool replace) const
{
    annotation::ImportRun out;
    out.run = m_run;
    out.replace = replace;
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
        track.boxes = std::move(list);
        out.frames.first = std::min(out.frames.first, track.firstFrame());
        out.frames.last = std::max(out.frames.last, track.lastFrame());
        out.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    return out;
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
        for (const tracker::TrackedBox& box : frame.boxes)
            incoming[box.id].push_back(toTrackBox(frame.frame, box));

    std::map<TrackId, std::vector<TrackBox>> now;
    std::map<TrackId, std::vector<TrackBox>> late;
    for (auto& [trackerId, boxes] : incoming) {
        Identity& identity = m_identities[trackerId];
        if (identity.lastFrame == kNoFrame)
            identity.track = begin(trackerId, boxes, state);
        else
            follow(identity, state);
        if (identity.track == TrackId::kInvalid) {
            identity.waiting.insert(identity.waiting.end(), boxes.begin(), boxes.end());
            continue; // the place it was seen last in the document stays the one to look for
        }
        identity.lastFrame = boxes.back().frame;
        identity.lastBox = boxes.back().box;
        auto& into = now[identity.track];
        into.insert(into.end(), boxes.begin(), boxes.end());
        auto& missed = late[identity.track];
        missed.insert(missed.end(), identity.waiting.begin(), identity.waiting.end());
        identity.waiting.clear();
    }
    std::erase_if(late, [](const auto& entry) { return entry.second.empty(); });
    std::vector<annotation::ImportRun> out;
    if (!late.empty())
        out.push_back(edit(std::move(late), false));
    if (!batch.frames.empty()) {
        out.push_back(edit(std::move(now), m_replace));
        out.back().frames = batch.frames; // also the empty ones: with `replace` they are cleared
    }
    return out;
}

} // namespace tw::workspace
