#include "core/annotation/step_stack.h"

#include "core/annotation/box_list.h"
#include "core/base/contract.h"

#include <algorithm>

namespace tw::annotation {
namespace {

auto deltaPlace(std::vector<TrackDelta>& deltas, TrackId id)
{
    return std::lower_bound(deltas.begin(), deltas.end(), id,
                            [](const TrackDelta& delta, TrackId wanted) { return delta.id < wanted; });
}

TrackPtr shell(const TrackPtr& track)
{
    return track ? std::make_shared<const Track>(withoutBoxes(*track)) : nullptr;
}

TrackPtr withBoxes(const TrackPtr& attributes, BoxList boxes)
{
    auto track = std::make_shared<Track>(withoutBoxes(*attributes));
    track->boxes = std::move(boxes);
    return track;
}

const BoxList& boxesOf(const TrackPtr& track)
{
    static const BoxList kNone;
    return track ? track->boxes : kNone;
}

// Frames in which a difference has a box on either side.
std::vector<FrameIndex> framesOf(const TrackDelta& delta)
{
    std::vector<FrameIndex> frames;
    for (const BoxList* boxes : {&boxesOf(delta.before), &boxesOf(delta.after)})
        for (const TrackBox& box : *boxes)
            frames.push_back(box.frame);
    std::sort(frames.begin(), frames.end());
    frames.erase(std::unique(frames.begin(), frames.end()), frames.end());
    return frames;
}

bool hasAnyFrame(const TrackPtr& track, const std::vector<FrameIndex>& frames)
{
    if (!track || track->empty() || frames.empty() || track->firstFrame() > frames.back() ||
        track->lastFrame() < frames.front())
        return false;
    return std::any_of(frames.begin(), frames.end(), [&](FrameIndex frame) { return track->at(frame) != nullptr; });
}

TrackPtr withoutFrames(const TrackPtr& track, const std::vector<FrameIndex>& frames)
{
    if (!hasAnyFrame(track, frames))
        return track;
    BoxList boxes = track->boxes;
    std::erase_if(boxes,
                  [&](const TrackBox& box) { return std::binary_search(frames.begin(), frames.end(), box.frame); });
    return withBoxes(track, std::move(boxes));
}

// A step on top of the growing one that has a delta of the same track.
struct Later {
    std::size_t index = 0;
    bool done = true; // false: it can be redone
    TrackDelta old;
    TrackDelta now;
    // The track is there before and after the step: as recorded, and with what grew.
    bool wasBefore = true;
    bool wasAfter = true;
    bool isBefore = true;
    bool isAfter = true;
};

bool hasAnyFrame(const TrackDelta& delta, const std::vector<FrameIndex>& frames)
{
    return hasAnyFrame(delta.before, frames) || hasAnyFrame(delta.after, frames);
}

BoxList onlyFrames(const BoxList& boxes, const std::vector<FrameIndex>& frames)
{
    BoxList out;
    std::copy_if(boxes.begin(), boxes.end(), std::back_inserter(out),
                 [&](const TrackBox& box) { return std::binary_search(frames.begin(), frames.end(), box.frame); });
    return out;
}

// Steps that are done lose their say in the frames of the change; those that can be redone start from its boxes.
// Returns the boxes that were in these frames right after the growing step (as a track; attributes follow later).
TrackPtr rebaseBoxes(const TrackDelta& change, std::vector<Later>& later)
{
    std::vector<FrameIndex> frames = framesOf(change);
    BoxList before = boxesOf(change.before);
    for (auto step = later.rbegin(); step != later.rend(); ++step) {
        step->now = step->old;
        if (!step->done || !hasAnyFrame(step->old, frames))
            continue;
        step->now.before = withoutFrames(step->old.before, frames);
        step->now.after = withoutFrames(step->old.after, frames);
        const std::vector<FrameIndex> touched = framesOf(step->old);
        std::erase_if(
            before, [&](const TrackBox& box) { return std::binary_search(touched.begin(), touched.end(), box.frame); });
        before = merged(before, onlyFrames(boxesOf(step->old.before), frames));
    }
    for (Later& step : later) {
        if (step.done || !hasAnyFrame(step.old, frames))
            continue;
        const std::vector<FrameIndex> touched = framesOf(step.old);
        std::vector<FrameIndex> common;
        std::set_intersection(frames.begin(), frames.end(), touched.begin(), touched.end(), std::back_inserter(common));
        const TrackPtr kept = withoutFrames(step.old.before, common);
        const BoxList boxes = merged(boxesOf(kept), onlyFrames(boxesOf(change.after), common));
        if (kept || !boxes.empty())
            step.now.before = withBoxes(kept ? kept : change.after, boxes);
        std::erase_if(frames,
                      [&](FrameIndex frame) { return std::binary_search(common.begin(), common.end(), frame); });
    }
    const TrackPtr& any = change.before ? change.before : change.after;
    return withBoxes(any, std::move(before));
}

std::ptrdiff_t boxCount(const TrackPtr& track)
{
    return std::ssize(boxesOf(track));
}

// Fills in whether the track has boxes around every later step, from how many the document has. `change` is whole.
void countBoxes(const TrackDelta& change, std::vector<Later>& later)
{
    std::ptrdiff_t was = boxCount(change.before);
    std::ptrdiff_t is = boxCount(change.after);
    for (auto step = later.rbegin(); step != later.rend(); ++step) {
        if (!step->done)
            continue;
        step->wasAfter = was > 0;
        step->isAfter = is > 0;
        was += boxCount(step->old.before) - boxCount(step->old.after);
        is += boxCount(step->now.before) - boxCount(step->now.after);
        step->wasBefore = was > 0;
        step->isBefore = is > 0;
    }
    was = boxCount(change.before);
    is = boxCount(change.after);
    for (Later& step : later) {
        if (step.done)
            continue;
        step.wasBefore = was > 0;
        step.isBefore = is > 0;
        was += boxCount(step.old.after) - boxCount(step.old.before);
        is += boxCount(step.now.after) - boxCount(step.now.before);
        step.wasAfter = was > 0;
        step.isAfter = is > 0;
    }
}

// The boxes of one track with the attributes of another; null attributes: the track is not there.
TrackPtr retitled(const TrackPtr& boxes, const TrackPtr& attributes)
{
    if (!attributes || (boxes && sameAttributes(*boxes, *attributes)))
        return attributes ? boxes : nullptr;
    return withBoxes(attributes, boxesOf(boxes));
}

// Attributes of `present` after what the step did to them.
TrackPtr attributesAfter(const TrackPtr& present, const Later& step)
{
    if (!step.isAfter)
        return nullptr;
    if (!present || !step.wasBefore)
        return shell(step.old.after); // it made the track
    if (!step.wasAfter)
        return present; // it would have removed the track, but some of it grew since
    // One box, so that there is something to hold the attributes.
    Track holder = withoutBoxes(*present);
    holder.boxes.emplace_back();
    return shell(patched(std::make_shared<const Track>(std::move(holder)),
                         {present->id, shell(step.old.before), shell(step.old.after)}));
}

// Where the track was there all along, its attributes stay what they were at that step; where only what grew brings it
// into being, it has those of the change. Returns `based` with its attributes.
TrackDelta rebaseAttributes(TrackDelta based, const TrackDelta& change, std::vector<Later>& later)
{
    const TrackPtr grown = shell(change.after);
    const auto level = [&](bool is, bool was, const TrackPtr& attributes) -> TrackPtr {
        return !is ? nullptr : was ? shell(attributes) : grown;
    };
    TrackPtr present = grown; // ahead of the steps that can be redone
    for (Later& step : later) {
        TrackPtr before = level(step.isBefore, step.wasBefore, step.old.before);
        TrackPtr after = level(step.isAfter, step.wasAfter, step.old.after);
        if (!step.done) {
            before = present;
            after = present = attributesAfter(present, step);
        }
        step.now.before = retitled(step.now.before, before);
        step.now.after = retitled(step.now.after, after);
    }
    const Later& first = later.front();
    const bool was = first.done ? first.wasBefore : change.before != nullptr;
    const bool is = first.done ? first.isBefore : change.after != nullptr;
    const TrackPtr attributes = first.done ? first.old.before : change.before;
    const TrackPtr after = level(is, was, attributes);
    based.before = was ? retitled(based.before, attributes) : nullptr;
    based.after = after ? withBoxes(after, boxesOf(change.after)) : nullptr;
    return based;
}

} // namespace

StepStack::StepStack(std::vector<ChangeSet> steps, std::size_t position)
    : m_steps(std::move(steps)), m_position(position)
{
    TW_EXPECTS(m_position <= m_steps.size());
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        enter(i);
}

std::optional<std::size_t> StepStack::find(StepId step) const
{
    // The wanted one is nearly always near the end.
    for (std::size_t i = m_steps.size(); i-- > 0;)
        if (m_steps[i].step == step)
            return i;
    return std::nullopt;
}

void StepStack::enter(std::size_t index)
{
    for (const TrackDelta& one : m_steps[index].tracks)
        m_touching[one.id].push_back(index);
}

void StepStack::leave(std::size_t index)
{
    for (const TrackDelta& one : m_steps[index].tracks) {
        const auto found = m_touching.find(one.id);
        std::erase(found->second, index);
        if (found->second.empty())
            m_touching.erase(found);
    }
}

void StepStack::dropRedo()
{
    while (m_steps.size() > m_position) {
        leave(m_steps.size() - 1);
        m_steps.pop_back();
    }
}

void StepStack::push(const ChangeSet& set)
{
    dropRedo();
    m_steps.push_back(set);
    for (TrackDelta& one : m_steps.back().tracks)
        one = trimmed(one);
    enter(m_steps.size() - 1);
    m_position = m_steps.size();
}

bool StepStack::merge(const ChangeSet& set)
{
    TW_EXPECTS(m_position > 0 && m_position == m_steps.size());
    leave(m_position - 1);
    m_steps.back() = composed(m_steps.back(), set);
    if (m_steps.back().empty()) {
        m_steps.pop_back();
        --m_position;
        return false;
    }
    enter(m_position - 1);
    return true;
}

void StepStack::back()
{
    TW_EXPECTS(m_position > 0);
    --m_position;
}

void StepStack::forward()
{
    TW_EXPECTS(m_position < m_steps.size());
    ++m_position;
}

TrackDelta* StepStack::delta(std::size_t index, TrackId id)
{
    auto& deltas = m_steps[index].tracks;
    const auto place = deltaPlace(deltas, id);
    return place != deltas.end() && place->id == id ? &*place : nullptr;
}

void StepStack::setDelta(std::size_t index, TrackDelta value)
{
    auto& deltas = m_steps[index].tracks;
    const auto place = deltaPlace(deltas, value.id);
    const bool there = place != deltas.end() && place->id == value.id;
    Touching& touching = m_touching[value.id];
    if (isNothing(value)) {
        if (there) {
            std::erase(touching, index);
            deltas.erase(place);
        }
        if (touching.empty())
            m_touching.erase(value.id);
    } else if (there) {
        *place = std::move(value);
    } else {
        touching.insert(std::lower_bound(touching.begin(), touching.end(), index), index);
        deltas.insert(place, std::move(value));
    }
}

std::vector<std::size_t> StepStack::grow(std::size_t index, const ChangeSet& set)
{
    TW_EXPECTS(index < m_position && !set.verified);
    std::vector<std::size_t> rewritten;
    for (const TrackDelta& change : set.tracks)
        growTrack(index, change, rewritten);
    raiseNextId(index, set.nextIdAfter);
    std::sort(rewritten.begin(), rewritten.end());
    rewritten.erase(std::unique(rewritten.begin(), rewritten.end()), rewritten.end());
    return rewritten;
}

void StepStack::raiseNextId(std::size_t index, TrackId nextId)
{
    for (std::size_t i = index; i < m_steps.size(); ++i) {
        if (i > index)
            m_steps[i].nextIdBefore = std::max(m_steps[i].nextIdBefore, nextId);
        m_steps[i].nextIdAfter = std::max(m_steps[i].nextIdAfter, nextId);
    }
}

void StepStack::growTrack(std::size_t index, const TrackDelta& change, std::vector<std::size_t>& rewritten)
{
    std::vector<Later> later;
    if (const auto found = m_touching.find(change.id); found != m_touching.end())
        for (const std::size_t step : found->second)
            if (step > index)
                later.push_back({step, step < m_position, *delta(step, change.id), {}, true, true, true, true});
    const TrackDelta* recorded = delta(index, change.id);
    if (later.empty() && recorded != nullptr && !recorded->before) {
        // The step made this track and no edit touched it since: what it made is the whole track of the document.
        setDelta(index, {change.id, nullptr, change.after});
        return;
    }
    const TrackDelta small = trimmed(change);
    TrackDelta based = small;
    if (!later.empty()) {
        based.before = rebaseBoxes(small, later);
        countBoxes(change, later);
        based = rebaseAttributes(std::move(based), small, later);
        for (const Later& step : later) {
            if (step.now.before == step.old.before && step.now.after == step.old.after)
                continue;
            setDelta(step.index,
                     trimmed(step.now)); // a box that came just as the step would have it is no change of it
            rewritten.push_back(step.index);
        }
    }
    recorded = delta(index, change.id);
    setDelta(index, recorded != nullptr ? composed(*recorded, based) : based);
}

} // namespace tw::annotation
