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
#include <memory>
#include <string>
#include <utility>
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

struct SideContent; // evaluate.cpp

// One side of one sequence, read once and kept. A value; copies share the content.
class EvaluationSide
{
public:
    // A file, sequence folder or project. `issues` gets rows that other formats could not hold. Errors: those of
    // reading, InvalidArgument (a folder of several sequences).
    static Result<EvaluationSide> read(const std::filesystem::path& path, std::vector<std::string>& issues);
    // `length` 0: not known.
    static EvaluationSide of(annotation::Snapshot document, FrameIndex length);

    const SideContent& content() const { return *m_content; }

private:
    explicit EvaluationSide(std::shared_ptr<const SideContent> content) : m_content(std::move(content)) {}
    std::shared_ptr<const SideContent> m_content;
};

// As many frames as the truth says, else the result, else up to the last box and at least `frames`. Boxes with score 0
// in the truth are not counted. Boxes of documents stand by identity in each frame. Errors: InvalidArgument (a box
// after the last frame, an identity twice in a frame; names the line).
Result<evaluation::SequenceInput> sequenceInput(const std::string& name, const EvaluationSide& truth,
                                                const EvaluationSide& result, FrameIndex frames = 0);

// Ground truth that lies beside a video or image folder where MOTChallenge puts it: gt/gt.txt in its folder, or in the
// one above img1. Empty when there is none.
std::filesystem::path groundTruthBeside(const std::filesystem::path& video);

} // namespace tw::pipeline
