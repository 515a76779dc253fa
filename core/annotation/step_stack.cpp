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
    Touching touching;
    if (const auto found = m_touching.find(change.id); found != m_touching.end())
        std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(touching),
                     [&](std::size_t step) { return step > index; });
    const TrackDelta* recorded = delta(index, change.id);
    if (touching.empty() && recorded != nullptr && !recorded->before) {
        // The step made this track and nobody touched it since: what it made is the whole track of the document.
        setDelta(index, {change.id, nullptr, change.after});
        return;
    }
    const TrackDelta small = trimmed(change);
    const TrackDelta based = touching.empty() ? small : rebase(small, touching, rewritten);
    if (!touching.empty())
        rebaseRedo(small, touching, rewritten);
    recorded = delta(index, change.id);
    setDelta(index, recorded != nullptr ? composed(*recorded, based) : based);
}

// The change as if it had been made right after the growing step; the done steps on top of it lose their say in its frames.
TrackDelta StepStack::rebase(const TrackDelta& change, const Touching& touching, std::vector<std::size_t>& rewritten)
{
    const std::vector<FrameIndex> frames = framesOf(change);
    const TrackPtr attributes = shell(change.after);
    BoxList before = boxesOf(change.before);
    TrackPtr attributesBefore = change.before;
    for (auto it = touching.rbegin(); it != touching.rend(); ++it) {
        if (*it >= m_position)
            continue;
        const TrackDelta step = *delta(*it, change.id);
        attributesBefore = step.before;
        TrackDelta rest = step;
        if (hasAnyFrame(step.before, frames) || hasAnyFrame(step.after, frames)) {
            rest.before = withoutFrames(step.before, frames);
            rest.after = withoutFrames(step.after, frames);
            const std::vector<FrameIndex> touched = framesOf(step);
            std::erase_if(before, [&](const TrackBox& box) {
                return std::binary_search(touched.begin(), touched.end(), box.frame);
            });
            BoxList earlier;
            for (const TrackBox& box : boxesOf(step.before))
                if (std::binary_search(frames.begin(), frames.end(), box.frame))
                    earlier.push_back(box);
            before = merged(before, earlier);
        }
        // With the new boxes the track is there before and after that step, even if it was not.
        if (!rest.before)
            rest.before = attributes;
        if (!rest.after)
            rest.after = attributes;
        if (rest.before != step.before || rest.after != step.after) {
            setDelta(*it, std::move(rest));
            rewritten.push_back(*it);
        }
    }
    TrackDelta based{change.id, attributesBefore ? withBoxes(attributesBefore, std::move(before)) : nullptr, nullptr};
    if (change.after)
        based.after = withBoxes(based.before ? based.before : change.after, change.after->boxes);
    return based;
}

// Steps that can be redone: the first one that has a say in a frame starts from the new box.
void StepStack::rebaseRedo(const TrackDelta& change, const Touching& touching, std::vector<std::size_t>& rewritten)
{
    std::vector<FrameIndex> frames = framesOf(change);
    TrackPtr attributes = shell(change.after);
    for (const std::size_t index : touching) {
        if (index < m_position)
            continue;
        const TrackDelta step = *delta(index, change.id);
        TrackDelta rest = step;
        if (!rest.before)
            rest.before = attributes;
        if (!rest.after)
            rest.after = shell(rest.before);
        attributes = shell(rest.after);
        if (hasAnyFrame(step.before, frames) || hasAnyFrame(step.after, frames)) {
            const std::vector<FrameIndex> touched = framesOf(step);
            std::vector<FrameIndex> common;
            std::set_intersection(frames.begin(), frames.end(), touched.begin(), touched.end(),
                                  std::back_inserter(common));
            BoxList now;
            for (const TrackBox& box : boxesOf(change.after))
                if (std::binary_search(common.begin(), common.end(), box.frame))
                    now.push_back(box);
            const TrackPtr kept = withoutFrames(step.before, common);
            if (kept || !now.empty())
                rest.before = withBoxes(rest.before, merged(boxesOf(kept), now));
            std::vector<FrameIndex> left;
            std::set_difference(frames.begin(), frames.end(), common.begin(), common.end(), std::back_inserter(left));
            frames = std::move(left);
        }
        if (rest.before != step.before || rest.after != step.after) {
            setDelta(index, trimmed(rest)); // a box that the run brought just as the step would have is no change
            rewritten.push_back(index);
        }
    }
}

} // namespace tw::annotation
