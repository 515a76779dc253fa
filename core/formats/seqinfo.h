#pragma once
// seqinfo.ini of MOTChallenge: [Sequence], then name, imDir, frameRate, seqLength, imWidth, imHeight, imExt in this
// order, no blanks, LF, an integer frame rate and no other key: FairMOT cuts the values out between the keys.
// Rounding: frameRate to the nearest integer; the exact rate stands in the sidecar. An unknown rate is written as 30,
// as MOTChallenge's trackers assume, and noted; an unknown image size is a problem. The reader takes any order, case,
// blanks, comments and CRLF.

#include "core/formats/format.h"

namespace tw::formats {

std::string seqinfoText(const SequenceInfo& info, std::vector<Issue>& issues);
// Errors: NotFound, Io, Unreadable (no seqLength, or not a number, with the line).
Result<SequenceInfo> readSeqinfo(const std::filesystem::path& path);
Result<SequenceInfo> parseSeqinfo(std::string_view text);

// "30", "29.97", "30000/1001" as a rational; 23.976, 29.97, 59.94 and 119.88 are the NTSC rates. {0,1}: not a rate.
FrameRate frameRateOf(std::string_view text);
// Nearest integer, at least 1.
std::int64_t integerRate(FrameRate rate);

} // namespace tw::formats
