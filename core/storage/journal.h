#pragma once
// (private) The history as rows. A step that is done is an undo record: the boxes that were there before it, and only
// the frames of those that came, because what came is found in the document or in the undo records of later steps. A
// step that can be redone is the other way round. So a tracker run of a million boxes costs its history next to
// nothing, and every box of a project lies in the file once.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tw::storage {

// The record of a step; `done`: it lies before the history's position.
std::string toRecord(const annotation::ChangeSet& step, bool done);

// A record as it was read: what is not in it is still to be found.
struct StoredDelta {
    enum class Other : std::uint8_t { Absent, Whole, Frames };

    TrackId id{};
    annotation::TrackPtr known; // before of a done step, after of another one; null: no track
    Other other = Other::Absent;
    annotation::Track otherAttributes;
    std::vector<FrameRange> otherFrames; // of the boxes on the other side
};
struct StoredStep {
    annotation::ChangeSet step; // without tracks
    std::vector<StoredDelta> tracks;
};
// Errors: Unreadable.
Result<StoredStep> fromRecord(annotation::ChangeSet withoutTracks, std::string_view record);

// The steps around a document. Errors: Unreadable (records and document do not fit).
Result<std::vector<annotation::ChangeSet>> toSteps(std::vector<StoredStep> stored, std::size_t position,
                                                   const annotation::DocumentState& document);

} // namespace tw::storage
