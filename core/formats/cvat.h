#pragma once
// CVAT for video 1.1 (XML): <track id label> with <box frame xtl ytl xbr ybr outside occluded keyframe>; 0-based
// frames.
//
// Writing: a track that ends or pauses gets a box with outside="1" in the frame after, as CVAT shows the last box for
// ever otherwise. Boxes of the tracker and of people are key frames; interpolated boxes are keyframe="0" where CVAT's
// own linear interpolation gives the same box (within 0.005 px), else key frames too, so that nothing moves on the way.
//
// Reading: frames are the video's, whatever part of it the task holds (cvat_tasks.h); of a project's tasks the one that
// hint.name names is read, else the first. Boxes between key frames that the file does not list are interpolated
// linearly (at most 5 million boxes); outside="1" is a gap; a visible last box stays to the end of the task, as CVAT
// shows it, unless the track lists every frame. A track whose boxes are key frames in every frame says nothing about a
// person's key frames: they are not marked as such. Turned boxes become the upright boxes around them (listed). Ids
// from 0 become one larger (noted). <image> elements (CVAT for images) give detections, or tracks when boxes have an
// attribute track_id. The attributes name, visibility, score are read as those; others are attributes
// of the track, groups are counted in a note. Written: every attribute at every label, mutable when it is said of some
// frames only.
//
// Holds: occluded, classes (labels). CVAT's key frames are not only a person's, so those marks do not come back from
// our own files. Rounding: corners to WriteOptions::decimals (CVAT itself: 2).
//
// Source: CVAT documentation, "CVAT for video" format 1.1.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readCvat(const std::filesystem::path& path, const ReadHint& hint);
Result<Imported> parseCvat(std::string_view text, const ReadHint& hint);
Result<Written> writeCvat(const std::filesystem::path& path, const annotation::DocumentState& state,
                          const WriteOptions& options);
std::string cvatText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseCvat(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
