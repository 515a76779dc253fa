#pragma once
// COCO JSON with identities, as trackers and annotation tools write it: `track_id` (CVAT, X-AnyLabeling) or
// `instance_id` (CocoVID) of an annotation, also inside `attributes`; boxes as left, top, width, height in pixels from
// the image corner.
//
// Frames: `frame_id` or `frame_index` of an image (0-based), else the number that ends its file name (noted: from 0
// when a 0 occurs and for CVAT's "frame_000005", else from 1), else the order of image ids (noted). A file with several
// videos
// (`videos`, or images in several folders) gives the one that hint.name names, else its first; the others are listed.
// A list of results ([{"image_id", "bbox", "score"}, ...]) has image ids for frames, from 1 unless a 0 occurs.
//
// Annotations without an identity are detections. Identities that are texts get numbers and keep the text as name.
// `iscrowd` is read as score 0, not to be evaluated; `rotation` as the upright box around the turned one (listed).
//
// Holds: score, visibility, occluded, keyframe and attributes of the track (in `attributes`), classes. Rounding: pixels
// and visibility to WriteOptions::decimals. Every frame of the video becomes an image entry, so that the length
// survives. Read as a stream: a million boxes need no tree in memory.
//
// Source: the COCO object detection format; CocoVID of mmtracking; CVAT's COCO export.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readCoco(const std::filesystem::path& path, const ReadHint& hint);
Result<Imported> parseCoco(std::string_view text, const ReadHint& hint);
Result<Written> writeCoco(const std::filesystem::path& path, const annotation::DocumentState& state,
                          const WriteOptions& options);
Result<std::string> cocoText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseCoco(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
