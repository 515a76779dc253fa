#pragma once
// How long each stage of the main job takes on this machine: decode, preprocess, network, heads, association, and all
// of it together. On a drawn clip (the same for everybody) or on a given video.
//
// Each stage is measured alone, one frame at a time, after a warm-up; medians. end_to_end is trackVideo() itself.
// Thread: runs on the calling one.

#include "core/base/job.h"
#include "core/model/detector.h"
#include "core/model/roofline.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tw::pipeline {

struct BenchmarkRequest {
    std::string model = "lite";
    model::DetectorOptions detector;
    std::filesystem::path video; // empty: a drawn clip in a temporary folder
    FrameIndex frames = 120;     // at most
    int imageWidth = 1280;       // of the drawn clip
    int imageHeight = 720;
    int people = 12;

    Result<void> check() const;
};

struct StageTime {
    double medianMs = 0;
    double worstTenthMs = 0; // the 90th of 100
    std::size_t samples = 0;
};
StageTime stageTime(std::vector<double> milliseconds);

struct BenchmarkReport {
    model::ModelInfo model;
    model::DetectorOptions detector; // as in force
    int imageWidth = 0;
    int imageHeight = 0;
    FrameIndex frames = 0;
    std::optional<model::Roofline> machine; // measured on the spot; none for GPUs
    StageTime decode, preprocess, network, heads, association;
    double networkFlop = 0; // of one frame; 0: not known
    double endToEndSeconds = 0;
    double endToEndFramesPerSecond = 0;
    double residentMegabytes = 0; // the most the program held
    double meanPeople = 0;        // detections a frame

    double networkGflops() const { return network.medianMs > 0 ? networkFlop * 1e-6 / network.medianMs : 0; }
    // Of what the arithmetic units can do in this precision; nothing when the executor does not know its work.
    std::optional<double> rooflineShare() const;
    // Of the rate that the network alone (with preprocessing and heads) would allow.
    double endToEndShare() const;
};

// Errors: InvalidArgument, those of Detector::load and of opening the video, Cancelled.
Result<BenchmarkReport> runBenchmark(const BenchmarkRequest& request, const JobContext& job);

} // namespace tw::pipeline
