#pragma once
// What a new tracker run does with tracks that are in the document, and what there is to decide about. Values; the
// function may be called on any thread.

#include "core/annotation/edited_places.h"
#include "core/annotation/history.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace tw::workspace {

enum class Existing {
    KeepEdited,      // tracks that were edited stay as they are, what was removed stays away, the rest is replaced
    UntrackedFrames, // boxes enter only in frames that have none and that no run has finished
    SecondSet        // nothing is touched; the run's tracks enter beside the others with new numbers
};

// "keep-edited", "untracked", "second-set": as stored and as given on the command line.
const char* existingName(Existing existing);
std::optional<Existing> existingOf(std::string_view name);

// Of the frames asked for.
struct ExistingTracks {
    std::size_t tracks = 0;
    std::size_t boxes = 0;
    std::size_t editedTracks = 0;
    std::size_t deletedTracks = 0; // by edits; they do not come back
    std::vector<FrameRange> untracked;

    std::size_t replaceable() const { return tracks - editedTracks; }
    FrameIndex untrackedFrames() const;
};

// A person made, moved or confirmed it.
bool isTouched(const annotation::TrackBox& box);
// Not of a tracker run and its association with the whole video.
bool isOfAPerson(const annotation::ChangeSet& step);

// Tracks that `run` leaves as they are: edited ones, locked ones, and those with boxes of a file or of a person.
annotation::EditedPlaces protectedPlaces(const annotation::History& history, const annotation::DocumentState& state,
                                         RunId run = RunId::kInvalid);

// `finished`: frames that runs in the document have been through.
ExistingTracks existingTracks(const annotation::DocumentState& state, const annotation::EditedPlaces& edited,
                              FrameRange frames, const std::vector<FrameRange>& finished);

} // namespace tw::workspace
