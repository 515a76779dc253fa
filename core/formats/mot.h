#pragma once
// MOTChallenge text files.
//   gt      frame,id,left,top,width,height,flag,class,visibility     9 columns; flag 1, or 0 = not to be evaluated
//   gt15    frame,id,left,top,width,height,flag,-1,-1,-1             the first benchmark
//   result  frame,id,left,top,width,height,confidence,-1,-1,-1       what evaluators take from trackers
//   det     frame,-1,left,top,width,height,confidence,-1,-1,-1       boxes without identity
//
// Frames 1-based, ids as people see them, classes 1..13 (others are left out and listed). A box with score 0 has flag
// 0, every other box flag 1: readers take a confidence in that column for 0. Boxes are amodal, never clamped; pixels
// and visibility are rounded to WriteOptions::decimals, confidences are not rounded. Rows by id, then frame: FairMOT's
// label script begins a new identity whenever the id differs from the row before.
//
// The reader takes what the field writes: 6 to 10 and more columns, commas, semicolons, tabs, blanks, CRLF, blank
// lines, rows in any order, ids with gaps, ids and frames from 0 (noted), ids as "3.0"; it lists each row it cannot
// take. Class numbers are MOTChallenge's unless a list of names lies beside the file (class_labels.h). Flag 0 is read
// as score 0, confidence -1 as 1, visibility -1 as 1, class -1 or 0 as pedestrian.
//
// Source: MOTChallenge, MOT16 annotation protocol; the readers of TrackEval, FairMOT and datumaro.

#include "core/formats/class_labels.h"
#include "core/formats/format.h"

#include <optional>
#include <string>
#include <string_view>

namespace tw::formats {

enum class MotLayout { Gt, Gt15, Result, Det };

// A file, or a sequence folder with gt/gt.txt (det/det.txt) and seqinfo.ini. Errors: see Format::read.
Result<Imported> readMot(const std::filesystem::path& path, const ReadHint& hint);

// What lies beside a text file and tells what its class numbers mean.
struct MotBeside {
    std::optional<ClassLabels> labels; // names by number, from 1 on
    bool isMotChallenge = true;        // false: nothing says that the numbers are MOTChallenge's, which is noted
};
Imported parseMot(std::string_view text, const ReadHint& hint, const MotBeside& beside = {});

// Rows as they stand in the file, for evaluators, which must not be lenient: their order decides ties, classes are
// those of the row, ids and frames are not moved.
struct MotBox {
    std::int64_t line = 0;
    FrameIndex frame = 0;     // 0-based
    std::int32_t id = 0;      // as in the file, -1 and 0 too
    std::int32_t classId = 1; // 1 where the file has no classes
    Box box;
    double confidence = 1; // column 7
};
// Errors: Unreadable naming the first line that cannot be taken (columns, numbers, frame below 1).
Result<std::vector<MotBox>> parseMotRows(std::string_view text);

Result<Written> writeMot(const std::filesystem::path& path, const annotation::DocumentState& state,
                         const WriteOptions& options, MotLayout layout);
// The text alone; rows and issues go to `written`.
std::string motText(const annotation::DocumentState& state, const WriteOptions& options, MotLayout layout,
                    Written& written);

// The folder of one sequence: gt/gt.txt, seqinfo.ini, and trackwright.json with the exact frame rate and everything
// that gt.txt has no column for. Folders are made; other files in them are left alone.
Result<Written> writeMotSequence(const std::filesystem::path& folder, const annotation::DocumentState& state,
                                 const WriteOptions& options);

// For the registry: how much the text looks like each layout, 0..1.
double recogniseMot(const std::filesystem::path& path, std::string_view head, MotLayout layout);

} // namespace tw::formats
