#pragma once
// (private) One function for each kind of edit and the checks they share. perform() in edits.cpp calls them.

#include "core/annotation/edits.h"
#include "core/annotation/transaction.h"

#include <span>

namespace tw::annotation::detail {

Result<void> carryOut(Transaction& transaction, const SetBox& edit);
Result<void> carryOut(Transaction& transaction, const DeleteBoxes& edit);
Result<void> carryOut(Transaction& transaction, const FillGaps& edit);
Result<void> carryOut(Transaction& transaction, const ClearInterpolated& edit);
Result<void> carryOut(Transaction& transaction, const SetVisibility& edit);
Result<void> carryOut(Transaction& transaction, const SetOccluded& edit);
Result<void> carryOut(Transaction& transaction, const SetKeyframe& edit);
Result<void> carryOut(Transaction& transaction, const EndTrack& edit);
Result<void> carryOut(Transaction& transaction, const SetVerified& edit);

Result<void> carryOut(Transaction& transaction, const DeleteTracks& edit);
Result<void> carryOut(Transaction& transaction, const CreateTrack& edit);
Result<void> carryOut(Transaction& transaction, const SplitTrack& edit);
Result<void> carryOut(Transaction& transaction, const JoinTracks& edit);
Result<void> carryOut(Transaction& transaction, const SwapTracks& edit);
Result<void> carryOut(Transaction& transaction, const ChangeId& edit);
Result<void> carryOut(Transaction& transaction, const SetClass& edit);
Result<void> carryOut(Transaction& transaction, const Rename& edit);
Result<void> carryOut(Transaction& transaction, const SetColor& edit);
Result<void> carryOut(Transaction& transaction, const SetLocked& edit);
Result<void> carryOut(Transaction& transaction, const SetHidden& edit);

Result<void> carryOut(Transaction& transaction, const ImportRun& edit);
Result<void> carryOut(Transaction& transaction, const SetVerdict& edit);
Result<void> carryOut(Transaction& transaction, const DefineClass& edit);
Result<void> carryOut(Transaction& transaction, const DefineAttribute& edit);
Result<void> carryOut(Transaction& transaction, const RemoveAttribute& edit);
Result<void> carryOut(Transaction& transaction, const SetAttribute& edit);
Result<void> carryOut(Transaction& transaction, const SetAbsent& edit);
Result<void> carryOut(Transaction& transaction, const SetNote& edit);
Result<void> carryOut(Transaction& transaction, const RemoveNote& edit);

// "track 12", for Error::where.
std::string trackName(TrackId id);
// "frame 313": 1-based, as people see it.
std::string frameName(FrameIndex frame);

// The track as it is, no draft. Errors: NotFound.
Result<const Track*> existing(const Transaction& transaction, TrackId id);
// The draft of a track that may be changed. Errors: NotFound, Conflict (locked).
Result<Track*> unlocked(Transaction& transaction, TrackId id);
// The same test for all of them, without drafts. Errors: also InvalidArgument (no track named).
Result<void> checkUnlocked(const Transaction& transaction, std::span<const TrackId> ids);
// Errors: InvalidArgument (empty, or begins before the first frame).
Result<void> checkRange(FrameRange frames);
// A track number given by a person or a file. Errors: InvalidArgument (outside 1 to kLargestTrackId).
Result<void> checkNewId(TrackId id);
// Errors: InvalidArgument (`next` is the largest track number).
Result<void> checkIdsAreLeft(TrackId next);
// Attributes and absences of a track to be added are well formed. Errors: InvalidArgument.
Result<void> checkStatements(const Track& track);
// The track has a box in the range. Errors: NotFound.
Result<void> checkHasBoxes(const Track& track, FrameRange frames);

// Filling between a and b inside `frames`, with `already` boxes filled, stays within bounds: a box at a frame beyond
// any video must not cost gigabytes. Errors: InvalidArgument.
Result<void> checkFill(std::size_t already, const TrackBox& a, const TrackBox& b, FrameRange frames, TrackId id);
// Moves attributes, absences and notes of these frames from `from` to `to`; both are drafts. Attributes of the whole
// track stay.
void moveStatements(Transaction& transaction, Track& from, Track& to, FrameRange frames);
// The same in both directions.
void swapStatements(Transaction& transaction, Track& a, Track& b, FrameRange frames);
// Removes a track that lost its last box, so that the next part of a compound sees the document as it will be.
void removeIfEmpty(Transaction& transaction, TrackId id);

} // namespace tw::annotation::detail
