#pragma once
// All metrics of one sequence, of many together, and of several classes.
//
// Threads: evaluate() spreads sequences over threads and returns when all are done; everything else is a function of
// its arguments.

#include "core/base/job.h"
#include "core/evaluation/preprocessing.h"
#include "core/evaluation/scores.h"
#include "core/evaluation/sequence_data.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tw::evaluation {

struct EvaluationOptions {
    Benchmark benchmark = Benchmark::None;
    // With Benchmark::None: classes are scored apart and then put together, when there is more than one.
    bool perClass = true;
    double threshold = 0.5; // IoU of a match for CLEAR and Identity
    unsigned threads = 0;   // 0: as many as the machine has
};

struct SequenceScores {
    std::string name;
    Scores scores;
};

struct ClassReport {
    ClassId classId = ClassId::kPedestrian; // kInvalid: all classes together
    std::vector<SequenceScores> sequences;  // in the order of the input
    Scores combined;                        // of all sequences: from the summed counts
};

struct EvaluationReport {
    Benchmark benchmark = Benchmark::None;
    std::vector<ClassReport> classes; // one, or one for each class that occurs
    // With several classes: from the summed counts of all (detection averaged), and as the mean over classes that have
    // boxes at all (class averaged).
    std::optional<Scores> detectionAveraged;
    std::optional<Scores> classAveraged;
};

Scores scoreAll(const SequenceData& data, double threshold = 0.5);
Scores combineSequences(std::span<const SequenceScores> sequences);
// Counts are summed, ratios averaged over the classes with boxes. Source: TrackEval, class averaged without empty ones.
Scores averageClasses(std::span<const Scores> classes);

// Errors: InvalidArgument as prepare(); Cancelled.
Result<EvaluationReport> evaluate(std::span<const SequenceInput> sequences, const EvaluationOptions& options,
                                  const JobContext& job = {});

} // namespace tw::evaluation
