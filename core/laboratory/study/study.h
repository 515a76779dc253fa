#pragma once
// A study: a table whose rows are variants and whose cells are measurements of one variant in one repeat (a seed, a
// clip). Each finished cell is a file of its own, so a study that was interrupted goes on where it stopped, and a
// second call measures nothing again unless the conditions changed.
//
// The folder:
//   cells/STUDY.VARIANT.REPEAT.json   values, curves, duration and the conditions they were measured under
//   STUDY.txt STUDY.csv               mean and spread over the repeats; every cell
//   STUDY.html, *.svg, *.png          a page for people with the same, charts drawn by the program
// Several studies may share a folder and what they store beside these.
//
// Thread: runs on the calling one.

#include "core/base/job.h"
#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tw::laboratory {

using Curve = std::vector<std::pair<double, double>>;

struct StudyMeasure {
    std::string id;    // in files: "idf1"
    std::string title; // "IDF1 %"
    int decimals = 1;
    enum class Better { Higher, Lower, Neither } better = Better::Higher; // marks the best row
};

struct StudyVariant {
    std::string id;    // in file names: letters, digits, - and _
    std::string title; // as the table shows it
};

struct StudyChart {
    std::string file; // "runtime": runtime.svg
    std::string title;
    std::string x;                     // a measure, over the rows; or, with `curve`, what its x axis is
    std::string y;                     // title of the axis
    std::vector<std::string> measures; // one line each; empty: `curve` of every variant's cells, their mean
    std::string curve;
};

struct CellResult {
    std::map<std::string, double> values; // by measure; absent where it cannot be measured
    std::map<std::string, Curve> curves;
    double seconds = 0;
};

struct Study {
    std::string name;       // "association"
    std::string title;      // "Association: which cues are used"
    std::string source;     // "FairMOT, IJCV 2021, Table 7"
    std::string conditions; // model, sizes, data, budget: cells of other conditions are measured again
    std::string repeated;   // what a repeat is: "clip", "seed"
    std::vector<StudyMeasure> measures;
    std::vector<StudyVariant> variants;
    std::vector<std::string> repeats; // names, as in file names
    std::vector<StudyChart> charts;
    std::function<Result<CellResult>(std::size_t variant, std::size_t repeat, const JobContext& job)> measure;
};

struct Spread {
    double mean = 0;
    double deviation = 0; // of a sample, n - 1; 0 for fewer than two
    int count = 0;        // 0: nothing was measured
};
Spread spreadOf(const std::vector<double>& values);

struct StudyReport {
    std::vector<std::vector<CellResult>> cells; // [variant][repeat]
    int measured = 0;                           // now
    int kept = 0;                               // from before
    int left = 0; // to other jobs, not measured yet: their results are empty, and no page was written
};

// One of several jobs that share a study's folder: cells whose number modulo `jobs` is `job` (repeat by repeat, so that
// neighbours are different rows).
struct StudyShard {
    int job = 0;
    int jobs = 1;
};

// Progress step "study", in cells. The job that finds every cell measured writes the page. Errors: InvalidArgument (no
// rows, no repeats, no such shard), Io (folder), those of the cells (the finished ones stay), Cancelled.
Result<StudyReport> runStudy(const Study& study, const std::filesystem::path& out, const JobContext& job = {},
                             const StudyShard& shard = {});

// Mean and spread of one measure over a variant's cells.
Spread spreadOf(const StudyReport& report, std::size_t variant, const std::string& measure);

} // namespace tw::laboratory
