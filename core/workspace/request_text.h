#pragma once
// (private to workspace) A tracking request as JSON, stored with its run so that a later session can go on with it.

#include "core/pipeline/track_video.h"
#include "core/workspace/existing_tracks.h"

#include <string>

namespace tw::workspace {

// Everything but the video, the frames and the replay.
std::string toJson(const pipeline::TrackRequest& request, Existing existing);
// Errors: Unreadable. Keys that are absent keep their defaults.
Result<pipeline::TrackRequest> requestFromJson(const std::string& text);
// KeepEdited when nothing is said of it.
Existing existingFromJson(const std::string& text);

} // namespace tw::workspace
