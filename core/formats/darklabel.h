#pragma once
// DarkLabel's own text format: one line a frame, "frame, n, [id, x1, y1, x2, y2, label] x n", frames 0-based. Its
// variants are read too: without ids (detections), without labels, with width and height instead of the second corner.
//
// Whether the last two numbers are a corner or a size is decided for the whole file: a corner, unless some box would be
// empty then; which one was taken is noted. DarkLabel's MOT files are read by the "mot" format.
// Holds classes (labels). Rounding: corners to WriteOptions::decimals.
// Source: DarkLabel's readme and its darklabel.yml, format 0.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readDarkLabel(const std::filesystem::path& path, const ReadHint& hint);
Imported parseDarkLabel(std::string_view text, const ReadHint& hint);
Result<Written> writeDarkLabel(const std::filesystem::path& path, const annotation::DocumentState& state,
                               const WriteOptions& options);
std::string darkLabelText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseDarkLabel(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
