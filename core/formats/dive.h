#pragma once
// DIVE JSON version 2 (Kitware): {"version":2,"tracks":{"ID":{id,begin,end,confidencePairs,attributes,features}}},
// features {frame, bounds [x1,y1,x2,y2], keyframe, interpolate, attributes}, frames 0-based.
//
// Reading: between a feature with "interpolate" and the next one, boxes are filled in linearly (at most 5 million).
// Version 1 (a bare object of tracks) is read too. Ids from 0 become one larger (noted).
// The class is the one with the highest confidence; "fps" is read from the file or from meta.json beside it. Attributes
// that a document has no place for, and groups, are counted in a note.
// Holds everything of boxes (in `attributes` of features), names and colours (in `attributes` of tracks). The
// confidence of DIVE is of the whole track: written is the mean of the boxes, read is that of the box when it has its
// own. Rounding: corners and visibility to WriteOptions::decimals.
//
// Source: DIVE documentation, "Annotation JSON" data format.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readDive(const std::filesystem::path& path, const ReadHint& hint);
Result<Imported> parseDive(std::string_view text, const ReadHint& hint);
Result<Written> writeDive(const std::filesystem::path& path, const annotation::DocumentState& state,
                          const WriteOptions& options);
std::string diveText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseDive(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
