#pragma once
// (private to laboratory) The oracle at work: the tracks being corrected, how they stand against the truth, and the
// count of what was done. correction_by_queue.cpp answers the review queue, correction_by_hand.cpp mends the rest,
// finding_judge.cpp says what is right.

#include "core/laboratory/correction_benchmark.h"
#include "core/laboratory/finding_judge.h"
#include "core/laboratory/truth_matches.h"

#include "core/annotation/history.h"
#include "core/review/evidence.h"

#include <string>

namespace tw::laboratory {

// Keystroke-level model, seconds.
inline constexpr double kKeySeconds = 0.28;
inline constexpr double kPointSeconds = 1.3;
inline constexpr double kDecideSeconds = 1.35;

struct CorrectionRun {
    const CorrectionInput& input;
    const CorrectionOptions& options;
    const JobContext& job;
    annotation::Document document;
    annotation::History history;
    CorrectionTruth truth;
    TruthMatches matches;
    CorrectionReport report;

    CorrectionRun(const CorrectionInput& given, const CorrectionOptions& how, const JobContext& context)
        : input(given), options(how), job(context), document(given.tracked), history(document)
    {}
    CorrectionRun(const CorrectionRun&) = delete;
    CorrectionRun& operator=(const CorrectionRun&) = delete;

    const annotation::DocumentState& state() const { return document.state(); }
    FindingJudge judge() const { return {truth, matches, document, input.review, options}; }
    Result<void> match();
    void count(CorrectionStep::By by, std::string what, bool real, int actions, double seconds, bool identity);
    void corrected(Correction correction, int times = 1);
};

Result<void> workThroughQueue(CorrectionRun& session);
Result<void> mendByHand(CorrectionRun& session);

} // namespace tw::laboratory
