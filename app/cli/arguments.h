#pragma once
// Texts of arguments to values. Errors: InvalidArgument, with what was expected.

#include "app/cli/command.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/formats/format.h"
#include "core/model/detector.h"
#include "core/tracker/registry.h"

#include <string>
#include <vector>

namespace tw::cli {

// "864x480"; both sides multiples of 32.
Result<model::NetworkSize> networkSizeOf(const std::string& text);
// "1920x1080"
Result<std::pair<int, int>> imageSizeOf(const std::string& text);
// The size of a drawn clip, which has limits of its own.
Result<std::pair<int, int>> drawnSizeOf(const std::string& text);
// "A:B": frame numbers from 1 on, both included; "A:" to the end, ":B" from the first. The end is kLastFrame then.
Result<FrameRange> frameRangeOf(const std::string& text);
// "auto": the model that is taken where none is named; others stay as they are.
std::string modelOf(const std::string& text);
// What the option says of itself.
extern const char* const kModelHelp;
// "auto", "fast", "careful", "thorough": DetectorOptions::levels and mirror
Result<void> takeDetail(const std::string& detail, model::DetectorOptions& options);
// What the option says of itself.
extern const char* const kDetailHelp;
// "auto", "fp32", "bf16", "half"
Result<model::Precision> precisionOf(const std::string& text);
std::string nameOf(model::Precision precision);
// A tracker and "NAME=VALUE" options of it. Errors list the known ones.
Result<tracker::TrackerChoice> trackerOf(const std::string& name, const std::vector<std::string>& options);
std::string trackerNames();
// Names a format that can be read or written. Errors list the known ones.
Result<const formats::Format*> readableFormat(const std::string& id);
Result<const formats::Format*> writableFormat(const std::string& id);
std::string formatNames(bool writable);
// CLI::Range lets "nan" through: it is not below the least and not above the largest.
CLI::Validator numberBetween(double least, double largest);

} // namespace tw::cli
