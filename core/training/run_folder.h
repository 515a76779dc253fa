#pragma once
// (private) What a run leaves on disk besides weights: its options, its log, its curves, pictures. Torch-free.
// Log lines are appended and flushed one by one, so a killed run loses none.

#include "core/base/detection.h"
#include "core/training/trainer.h"

#include <fstream>

namespace tw::training {

class RunFolder
{
public:
    // Creates the folder; `keep`: an existing log goes on (resume), else it begins anew. Errors: Io.
    static Result<RunFolder> open(const std::filesystem::path& folder, bool keep);

    Result<void> writeOptions(const std::string& json) const;
    void logStep(const StepMetrics& metrics);
    void logValidation(const ValidationPoint& point);
    // Any other happening: kind "bad batch", "unreadable", "note".
    void logText(const std::string& kind, std::int64_t step, const std::vector<std::string>& lines);
    // `labels` green, `detections` orange with their score.
    Result<void> writeSample(const std::string& name, const Picture& picture, const std::vector<Label>& labels,
                             const std::vector<Detection>& detections) const;

    std::filesystem::path file(const std::string& name) const { return m_folder / name; }

private:
    std::filesystem::path m_folder;
    std::ofstream m_log;
    std::ofstream m_curves;
};

} // namespace tw::training
