#pragma once
// Evaluation reports as text: aligned table, CSV, JSON, LaTeX. Percentages where a figure is a fraction; '.' whatever
// the locale. JSON and CSV carry every figure at full precision, table and LaTeX the main ones.

#include "core/evaluation/summary.h"

#include <functional>
#include <span>
#include <string>

namespace tw::evaluation {

// Text for a class; empty function: "class 3".
using ClassNames = std::function<std::string(ClassId)>;

// One line a sequence and one for all; several classes one below the other, then the averages.
std::string toTable(const EvaluationReport& report, const ClassNames& classNames = {});
// One line a sequence and class, "COMBINED" for all.
std::string toCsv(const EvaluationReport& report, const ClassNames& classNames = {});
// {"benchmark", "alphas", "sequences": {NAME: {...}}, "combined": {...}}; each entry has every figure in percent or as
// a count, and "curves" over alpha. With several classes the former are of all classes together, and "classes" holds
// the same for each, "class_averaged" the mean over classes.
std::string toJson(const EvaluationReport& report, const ClassNames& classNames = {});
// A tabular with booktabs rules; of several sequences the best of each column in bold.
std::string toLatex(const EvaluationReport& report, const ClassNames& classNames = {});

// Runs side by side, without a total: one line a run.
std::string runsToCsv(std::span<const SequenceScores> runs);
std::string runsToLatex(std::span<const SequenceScores> runs);

} // namespace tw::evaluation
