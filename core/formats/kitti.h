#pragma once
// KITTI tracking labels: one line a box, blanks between
//   frame id type truncated occluded alpha left top right bottom height width length x y z rotation [score]
// Frames 0-based. Id -1 (DontCare regions) gives detections; ids from 0 become one larger (noted).
//
// Holds score (18th column, written when some box has one), occluded (1, or 2 below visibility 0.5), classes by KITTI's
// type names; other classes are written as Misc and listed. The 3D columns are written as unknown and not read.
// Rounding: corners to WriteOptions::decimals.
// Source: KITTI tracking benchmark, development kit readme.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readKitti(const std::filesystem::path& path, const ReadHint& hint);
Imported parseKitti(std::string_view text, const ReadHint& hint);
Result<Written> writeKitti(const std::filesystem::path& path, const annotation::DocumentState& state,
                           const WriteOptions& options);
std::string kittiText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseKitti(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
