#pragma once
// (private to pipeline) The oracle at work: the tracks being corrected, how they stand against the truth, and the count
// of what was done. act_queue.cpp answers the review queue, act_hand.cpp mends the rest, act_judge.cpp says what is
// right.

#include "core/pipeline/act.h"
#include "core/pipeline/act_judge.h"
#include "core/pipeline/act_truth.h"

#include "core/annotation/history.h"
#include "core/review/evidence.h"

#include <string>

namespace tw::pipeline {

// Keystroke-level model, seconds.
inline constexpr double kActKey = 0.28;
inline constexpr double kActPoint = 1.3;
inline constexpr double kActDecide = 1.35;

struct ActSession {
    const ActInput& input;
    const ActOptions& options;
    const JobContext& job;
    annotation::Document document;
    annotation::History history;
    ActTruth truth;
    ActMatches matches;
    ActReport report;

    ActSession(const ActInput& given, const ActOptions& how, const JobContext& context)
        : input(given), options(how), job(context), document(given.tracked), history(document)
    {}
    ActSession(const ActSession&) = delete;
    ActSession& operator=(const ActSession&) = delete;

    const annotation::DocumentState& state() const { return document.state(); }
    ActJudge judge() const { return {truth, matches, document, input.review, options}; }
    Result<void> match();
    void count(ActStep::By by, std::string what, bool real, int actions, double seconds, bool identity);
    void corrected(Correction correction, int times = 1);
};

Result<void> workThroughQueue(ActSession& session);
Result<void> mendByHand(ActSession& session);

} // namespace tw::pipeline
