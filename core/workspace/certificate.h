#pragma once
// What is known about the quality of a corrected project, to lie beside its gt.txt: identity errors that are still
// expected, with an interval; what a person verified; which network found the people; what was edited. Values; made on
// the owner thread, written on any.
//
// The expectation covers what the detectors suspect. Errors that no detector sees are not in it; the calibration
// (core/review/README.md) says how many these were on sequences with truth.

#include "core/review/queue.h"
#include "core/workspace/workspace.h"

#include <map>
#include <string>
#include <vector>

namespace tw::workspace {

// Errors in the units of the evaluation: corrected in the review, and still expected among the open findings.
struct ErrorCount {
    int corrected = 0;
    double expected = 0;
    int low = 0; // 95 % interval of the number that is left
    int high = 0;
};

struct Certificate {
    std::string sequence;
    FrameIndex frames = 0;
    std::size_t tracks = 0;
    std::size_t boxes = 0;

    double expectedErrors = 0; // identity errors among the open findings
    int errorsLow = 0;         // 95 % interval of their number
    int errorsHigh = 0;
    ErrorCount switches;  // IDSW: a person goes on under another number; two for an exchanged pair
    ErrorCount fragments; // Frag: a person is not followed for a while
    int open = 0;         // findings without a verdict
    int accepted = 0;
    int dismissed = 0;
    bool upToDate = true; // false: the tracks were changed after the findings were made

    std::vector<FrameRange> verifiedFrames; // every box in them is right
    std::size_t verifiedBoxes = 0;          // by frame or one by one
    std::string model;                      // of the newest run; empty: none
    std::map<std::string, int> edits;       // done, by kind: "swap" -> 3
};

Certificate certificateOf(const Workspace& workspace, const review::ReviewQueue& queue, bool upToDate);
std::string toJson(const Certificate& certificate);
// Writes certificate.json into the folder of gt.txt for a MOTChallenge folder, else FILE.certificate.json beside a
// file. Returns the path. Errors: Io.
Result<std::filesystem::path> writeCertificate(const Certificate& certificate, const std::filesystem::path& exported);

// The same errors counted in findings and verdicts.
ErrorCount switchesOf(const review::ReviewQueue& queue);
ErrorCount fragmentsOf(const review::ReviewQueue& queue);

// Smallest [low, high] that holds the number of events that come true with at least this probability, cut equally on
// both sides; events independent (Poisson binomial, exact).
struct CountInterval {
    int low = 0;
    int high = 0;
};
CountInterval countInterval(const std::vector<double>& probabilities, double coverage = 0.95);

} // namespace tw::workspace
