#pragma once
// Reads an exported MOTChallenge file back the way its users do, and compares it with the document. Shares no code with
// the writer and the lenient reader, so that a mistake there is seen here.
//
// Rules and who has them:
//   9 or 10 columns exactly, one separator, no blank line     FairMOT's label scripts unpack the columns
//   integers without a point for frame, id, flag, class       datumaro converts them with int()
//   frame within 1..seqLength, an id once in a frame          TrackEval refuses the file otherwise
//   flag 0 or 1, visibility 0..1                              TrackEval takes 0.87 for 0
//   class 1..13                                               TrackEval refuses other classes
//   rows of one id together, frames ascending                 FairMOT counts a new identity at every change of id
//   result rows end with -1,-1,-1                             TrackEval reads column 8 as a class
//   at most `decimals` digits, '.' and no exponent            everyone's split and float()
//
// Source: TrackEval mot_challenge_2d_box, FairMOT gen_labels_*, datumaro's MOT reader (behaviour, not code).

#include "core/formats/mot.h"

namespace tw::formats {

struct MotCheck {
    std::size_t rows = 0;
    std::size_t tracks = 0;
    double largestDeviationPx = 0; // between file and document, over all coordinates
    std::vector<Issue> problems;   // by line
    bool passed() const { return problems.empty(); }
};

struct MotRules {
    MotLayout layout = MotLayout::Gt;
    FrameIndex length = 0; // 0: unknown
    int decimals = 3;      // -1: any
    bool trackMajor = true;
};

// The text alone.
std::vector<Issue> checkMotText(std::string_view text, const MotRules& rules);
// seqinfo.ini: exactly the seven keys in order, as `info` says.
std::vector<Issue> checkSeqinfoText(std::string_view text, const SequenceInfo& info);
// File or sequence folder, against the document it was written from. Boxes that the writer itself listed as left out
// are not missed. Errors: NotFound, Io.
Result<MotCheck> checkMotExport(const std::filesystem::path& path, const annotation::DocumentState& state,
                                const WriteOptions& options, MotLayout layout);

} // namespace tw::formats
