#pragma once
// Options of offline tracking chosen by what was corrected: the stored peaks are associated again under other options
// and scored against the verified frames of the project. Half of the verified frames choose, the other half decide
// whether the choice is better at all.
//
// Pure function of its input; any thread; cancellable.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/tracker/offline/offline.h"
#include "core/tracker/registry.h"

#include <string>
#include <vector>

namespace tw::pipeline {

struct TuneRequest {
    tracker::PeakReader read;
    FrameRange frames;     // of the video
    double frameRate = 30; // of the video
    tracker::PictureSize picture;
    double detectionThreshold = 0.4; // of the run
    tracker::OptionSet start;        // of "offline": what differs from its defaults
    tracker::FilterOptions filter;
    annotation::Snapshot document; // its verified frames are the truth
};

// Percent.
struct TuneScore {
    double mota = 0;
    double idf1 = 0;
    double mean() const { return (mota + idf1) / 2; }
};

struct TunedOption {
    std::string name;
    tracker::OptionValue before, after;
};

struct TuneOutcome {
    tracker::OptionSet options;       // those of the request, with the changes
    std::vector<TunedOption> changes; // chosen on `taught`; empty: nothing was better
    TuneScore taughtBefore, taughtAfter;
    TuneScore heldBefore, heldAfter;
    int taughtFrames = 0;
    int heldFrames = 0;
    int associations = 0; // that were tried
    bool kept = false;    // also better on the held-back frames
};

// The constants that are searched, in this order, each over a few values.
std::vector<std::string> tunedOptionNames();

// Blocks of two seconds of verified frames alternate between choosing and deciding. Errors: InvalidArgument (too few
// verified frames: says how many are needed; no stored peaks), those of the reader, Cancelled.
Result<TuneOutcome> tuneAssociation(const TuneRequest& request, const JobContext& job = {});

} // namespace tw::pipeline
