#pragma once
// The scores of the open project while it is edited: one side is the document, the other a file (or both are files).
// After an edit only the frames it touched are given to the incremental evaluator; files are read once.
//
// Thread: one at a time; the window passes it from job to job. Owner: whoever shows the scores. Frames from 0.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/evaluation/incremental.h"
#include "core/pipeline/evaluate.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tw::pipeline {

struct LiveEvaluationRequest {
    std::string name;
    // Empty: the document. One of the two at most.
    std::filesystem::path truth;
    std::filesystem::path result;
    // A second result to compare with: a file, or an earlier state of the document. Both empty: none.
    std::filesystem::path other;
    annotation::Snapshot otherDocument;
    FrameIndex frames = 0; // of the video; 0: not known
    evaluation::Benchmark benchmark = evaluation::Benchmark::None;
};

struct LiveEvaluationReport {
    evaluation::Scores scores;
    evaluation::ErrorList errors;
    std::optional<evaluation::Scores> otherScores;
    evaluation::RunDifference difference; // first is the result, second the other one; empty without another one
    // Where those are who were missed, in any of the lists above.
    std::map<std::pair<FrameIndex, TrackId>, Box> missed;
};

class LiveEvaluation
{
public:
    // Errors: those of EvaluationSide::read() and sequenceInput(), InvalidArgument (both sides are the document; the
    // benchmark does not know a class), Cancelled.
    static Result<LiveEvaluation> create(LiveEvaluationRequest request, annotation::Snapshot document,
                                         const JobContext& job = {});

    // Takes over what changed in the document since the last call. Errors: InvalidArgument (a box after the last frame,
    // a class that the benchmark does not know); the next update that can be taken brings everything up to date.
    Result<void> update(annotation::Snapshot document);

    bool isLive() const { return m_live != LiveSide::None; } // one side is the document
    FrameIndex frameCount() const { return m_evaluator->frameCount(); }
    const evaluation::Scores& scores() { return m_evaluator->scores(); }
    // Everything the window shows. Errors: as create(), of the comparison.
    Result<LiveEvaluationReport> report();
    const std::vector<std::string>& issues() const { return m_issues; } // rows that could not be taken
    std::size_t framesUpdated() const { return m_framesUpdated; }       // by the last update()

private:
    enum class LiveSide { None, Truth, Result };
    struct Change {
        FrameIndex frame = kNoFrame;
        TrackId id = TrackId::kInvalid;
        const annotation::Track* track = nullptr;
        const annotation::TrackBox* box = nullptr; // null: not there any more
    };

    LiveEvaluation() = default;
    Result<void> rebuild();
    std::vector<Change> changesSince(const annotation::DocumentState& before) const;
    Result<void> apply(FrameIndex frame, const Change* first, const Change* last);
    Result<evaluation::SequenceInput> inputNow() const;
    void addMissed(const std::vector<evaluation::TrackingError>& errors, LiveEvaluationReport& report) const;

    LiveEvaluationRequest m_request;
    LiveSide m_live = LiveSide::None;
    annotation::Snapshot m_document;
    std::optional<EvaluationSide> m_truthSide, m_resultSide, m_otherSide; // files and fixed states; none: the document
    std::optional<evaluation::IncrementalEvaluator> m_evaluator;
    // boxes of each frame, those of the document by identity
    std::vector<std::vector<evaluation::TruthBox>> m_truth;
    std::vector<std::vector<evaluation::ResultBox>> m_result;
    std::vector<std::string> m_issues;
    std::size_t m_framesUpdated = 0;
    bool m_stale = false; // an update failed half way
};

} // namespace tw::pipeline
