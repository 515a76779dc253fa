#pragma once
// VIAME CSV, the text format of VIAME and DIVE. Columns: track id, image or time, frame (0-based), left, top, right,
// bottom, confidence, target length, then pairs of class and confidence, then (atr) name value, (trk-atr) name value.
// Lines that begin with # are comments; "# metadata, fps: 30" carries the rate.
//
// The class is the one with the highest confidence of its pair. Other attributes are those of the track.
// Holds everything of boxes as (atr), names and colours as (trk-atr). Ids from 0 become one larger (noted); other
// annotations than boxes ((poly), (kp), (mask)) are listed. Rounding: corners to WriteOptions::decimals.
// Source: VIAME manual, "Detection file formats"; DIVE documentation.

#include "core/formats/format.h"

namespace tw::formats {

Result<Imported> readViameCsv(const std::filesystem::path& path, const ReadHint& hint);
Imported parseViameCsv(std::string_view text, const ReadHint& hint);
Result<Written> writeViameCsv(const std::filesystem::path& path, const annotation::DocumentState& state,
                              const WriteOptions& options);
std::string viameCsvText(const annotation::DocumentState& state, const WriteOptions& options, Written& written);
double recogniseViameCsv(const std::filesystem::path& path, std::string_view head);

} // namespace tw::formats
