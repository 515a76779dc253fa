#pragma once
// The recorded steps of a history and where in them we are; knows no document. History drives one beside the document,
// storage replays the same calls on one of its own and so knows what to write.
//
// Invariant: the steps are an exact chain. Undoing step i restores precisely the document before it, also when an
// earlier step has grown since (a tracker run that is still streaming): growing rewrites the later steps so that they
// start from the grown document (grow()).
//
// A plain value; one thread at a time.

#include "core/annotation/change_set.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace tw::annotation {

class StepStack
{
public:
    StepStack() = default;
    // Steps as another StepStack held them.
    StepStack(std::vector<ChangeSet> steps, std::size_t position);

    const std::vector<ChangeSet>& steps() const { return m_steps; }
    std::size_t position() const { return m_position; } // steps before it are done, the others can be redone
    std::optional<std::size_t> find(StepId step) const;

    // A new step; those that could be redone are dropped.
    void push(const ChangeSet& set);
    // Joins a change into the newest step; position must be at the end. False: they cancelled out and the step is gone.
    bool merge(const ChangeSet& set);
    void back();
    void forward();
    // Adds a change that was made on the present document to step `index` < position. Where a later step touched the
    // same box, the change wins: that step loses the box; a step that can be redone starts from the new box instead.
    // Attributes of a track that was there before the change must be the same after it.
    // Returns the other steps whose record changed.
    std::vector<std::size_t> grow(std::size_t index, const ChangeSet& set);

private:
    using Touching = std::vector<std::size_t>; // steps with a delta of one track, ascending

    void dropRedo();
    void enter(std::size_t index);
    void leave(std::size_t index);
    TrackDelta* delta(std::size_t index, TrackId id);
    void setDelta(std::size_t index, TrackDelta delta);
    void growTrack(std::size_t index, const TrackDelta& change, std::vector<std::size_t>& rewritten);
    void raiseNextId(std::size_t index, TrackId nextId);

    std::vector<ChangeSet> m_steps;
    std::size_t m_position = 0;
    std::map<TrackId, Touching> m_touching;
};

} // namespace tw::annotation
