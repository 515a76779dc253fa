#pragma once
// (private) `review --calibrate`: tracks videos with truth (and simulated scenes) with the whole video in
// view and online, asks the truth which findings are
// real errors, fits the probabilities of each kind and measures them on videos that were left out.

#include "app/cli/console.h"

#include <string>
#include <vector>

namespace tw::cli {

struct CalibrateArguments {
    std::vector<std::string> videos;
    std::vector<std::string> projects; // with stored peaks
    std::vector<std::string> truths;   // one a video, then one a project
    std::vector<double> weights;       // of the findings of each project in the fit; missing: 1
    std::string model;                 // empty: the default one
    std::string size;                  // empty: the model's own
    std::vector<int> every;            // empty: 1
    int scenes = 0;                    // simulated ones beside the videos
    int sceneFrames = 200;
    std::string out;
};

ExitCode calibrateReview(const CalibrateArguments& arguments, Console& console);

} // namespace tw::cli
