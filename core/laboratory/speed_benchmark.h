#pragma once
// How long each stage of the main job takes on this machine: decode, preprocess, network, heads, association, and all
// of it together. On a drawn clip (the same on every machine) or on a given video.
//
// Each stage is measured alone, one frame at a time, after a warm-up; medians. What the machine can do at most is
// measured in turn with the stages, after each frame, so that shares hold on a machine that has other work too.
// End to end is trackVideo() itself, in turn with the network alone on frames that are ready: medians of the pairs.
// Thread: runs on the calling one.

#include "core/base/job.h"
#include "core/model/detector.h"
#include "core/model/roofline.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tw::laboratory {

struct BenchmarkRequest {
    std::string model = "lite";
    model::DetectorOptions detector{.framesAtOnce = 0}; // as tracking has it
    std::filesystem::path video;                        // empty: a drawn clip in a temporary folder
    FrameIndex frames = 120;                            // at most
    int imageWidth = 1280;                              // of the drawn clip
    int imageHeight = 720;
    int people = 12;

    Result<void> check() const;
};

struct StageTime {
    double medianMs = 0;
    double worstTenthMs = 0; // the 90th of 100
    std::size_t samples = 0;
    double processorMs = 0; // of all threads together, the mean of all frames; 0: not measured
    double flop = 0;        // multiplications and additions of a frame; 0: not known, or they do not matter
    double roofMs = 0;      // what the machine needs at least for them and for the memory; 0: not known

    double gflops() const { return medianMs > 0 ? flop * 1e-6 / medianMs : 0; }
    // Of the roofline; nothing where it is not known.
    std::optional<double> share() const;
};
StageTime stageTime(std::vector<double> milliseconds);

struct BenchmarkReport {
    model::ModelInfo model;
    model::DetectorOptions detector; // as in force
    int imageWidth = 0;
    int imageHeight = 0;
    FrameIndex frames = 0;
    std::optional<model::Roofline> machine; // in this precision, measured on the spot; none for GPUs
    double floatFlopPerSecond = 0;          // in float32 and in short bursts: the roof of preprocess and heads
    double detectProcessorMs = 0;    // network and heads, all threads together: what other programs do not disturb
    double detectProcessorShare = 0; // of the roofline, both sides by processor time; 0: not known
    StageTime decode, preprocess, network, heads, association;
    int pairs = 0;              // of runs end to end and of the network alone
    double endToEndSeconds = 0; // of all runs
    double endToEndFramesPerSecond = 0;
    double networkFramesPerSecond = 0; // the network with its heads alone
    double endToEndShare = 0;          // of the network's rate
    double networkWaitShare = 0;       // part of a run's time in which the network waited for a picture
    double residentMegabytes = 0;      // the most the program held
    double meanPeople = 0;             // detections a frame

    // What a line that never waits reaches where decoding, preprocessing and association need the processors that the
    // network needs too: frames a second. On a GPU they do not: the slower of both.
    double boundFramesPerSecond() const;
    double shareOfBound() const;
};

// Errors: InvalidArgument, those of Detector::load and of opening the video, Cancelled.
Result<BenchmarkReport> runBenchmark(const BenchmarkRequest& request, const JobContext& job);

} // namespace tw::laboratory
