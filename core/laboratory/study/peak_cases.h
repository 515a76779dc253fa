#pragma once
// What the network saw in labelled clips, stored once: studies of the association measure on it without the network.
//
// Each clip's peaks are one project file, DIR/CLIP.twp, with the conditions they were made under (model, size); a clip
// whose file was made under others, or was not finished, is shown to the network again.
// Thread: one.

#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/model/detector.h"
#include "core/tracker/offline/offline.h"
#include "core/training/dataset.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tw::laboratory {

// A labelled clip and what was seen in it. Frames are the labelled pictures, numbered from 0.
struct PeakCase {
    training::SourceInfo info;
    tracker::PictureSize picture;
    std::vector<std::vector<training::Label>> labels; // one entry a frame
    std::vector<FramePeaks> peaks;                    // one entry a frame
};

class PeakCases
{
public:
    // `model`: a registered name or a weights file, loaded with the first clip that needs it.
    PeakCases(std::filesystem::path folder, std::string model, model::DetectorOptions options);
    ~PeakCases();

    // networkText(): part of a study's conditions.
    const std::string& conditions() const { return m_conditions; }
    // Errors: those of loading the model and the pictures, Io, Cancelled.
    Result<PeakCase> load(const training::SourcePtr& source, const JobContext& job);

private:
    std::string conditionsOf(const training::DatasetSource& source) const;
    Result<std::optional<std::vector<FramePeaks>>> stored(const std::filesystem::path& file,
                                                          const training::DatasetSource& source) const;
    Result<std::vector<FramePeaks>> look(const training::DatasetSource& source, const JobContext& job);
    Result<void> store(const std::filesystem::path& file, const training::DatasetSource& source,
                       const tracker::PictureSize& picture, std::vector<FramePeaks> peaks) const;

    std::filesystem::path m_folder;
    std::string m_model;
    model::DetectorOptions m_options;
    std::string m_conditions;
    std::optional<model::Detector> m_detector;
};

// Weights by content: "lite (weights 1a2b3c4d)", the checksum of the file, or the name alone where it cannot be read.
std::string weightsText(const std::string& model);
// What a network computes depends on: "lite (weights 1a2b3c4d) 576x320", or "at its own size" for none.
std::string networkText(const std::string& model, const model::DetectorOptions& options);

// A drawn clip whose truth is exact, 640 x 360 at 25 frames a second.
training::SourcePtr drawnClip(std::uint64_t seed, int people, FrameIndex frames);

} // namespace tw::laboratory
