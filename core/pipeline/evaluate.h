#pragma once
// Ground truth and results, wherever they lie, to scores: files of any format, sequence folders, folders of sequences
// in TrackEval's layout, and projects.
//
//   a file                 one sequence, named after its folder (SEQ/gt/gt.txt) or after itself
//   SEQ/                   with gt/gt.txt and seqinfo.ini
//   a folder               of SEQ/gt/gt.txt, of SEQ.txt or data/SEQ.txt; also one level deeper (MOT17-train/SEQ/...)
//   PROJECT.twp            the document
//
// MOTChallenge text is read strictly, row by row, as the official evaluation does: a damaged line, an identity twice in
// a frame or a frame after the last one is an error that names the line, not a guess. Sequences of the ground truth
// without a result are an error too.
//
// Thread: any; scoring spreads over threads of its own.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/evaluation/summary.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tw::pipeline {

struct EvaluateRequest {
    std::filesystem::path truth;
    std::filesystem::path result;
    evaluation::EvaluationOptions options;
};

struct EvaluateOutcome {
    evaluation::EvaluationReport report;
    std::vector<std::string> issues; // results that no ground truth belongs to, rows other formats could not hold
    double readSeconds = 0;
    double scoreSeconds = 0;
};

// Errors: NotFound, Unreadable (file and line), InvalidArgument (nothing to compare; says what is missing), Cancelled.
Result<EvaluateOutcome> evaluateFiles(const EvaluateRequest& request, const JobContext& job);

// Two documents of one video. `length` 0: up to the last box. Boxes with score 0 in the truth are not counted.
// Errors: InvalidArgument (a box after the last frame).
Result<evaluation::SequenceInput> sequenceInput(const std::string& name, const annotation::DocumentState& truth,
                                                const annotation::DocumentState& result, FrameIndex length);

} // namespace tw::pipeline
