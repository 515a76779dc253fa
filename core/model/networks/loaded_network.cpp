#include "core/model/networks/loaded_network.h"

#include "core/base/number_text.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/networks/lite_widths.h"
#include "core/model/networks/weights.h"

#include <optional>

namespace tw::model {

namespace {

constexpr NetworkSize kLargeInput{1088, 608};
constexpr NetworkSize kSmallInput{576, 320};

// Entries of a weights file's top dictionary in which our own trainer notes the size it trained for.
constexpr const char* kWidthEntry = "input_width";
constexpr const char* kHeightEntry = "input_height";

std::optional<int> sideFrom(const Checkpoint& checkpoint, const char* entry)
{
    const auto found = checkpoint.metadata.find(entry);
    if (found == checkpoint.metadata.end())
        return std::nullopt;
    const auto side = toInteger(found->second);
    if (!side || *side < 32 || *side > 8192 || *side % 32 != 0)
        return std::nullopt;
    return static_cast<int>(*side);
}

NetworkSize trainedSize(const Checkpoint& checkpoint, const std::string& architecture)
{
    const auto width = sideFrom(checkpoint, kWidthEntry);
    const auto height = sideFrom(checkpoint, kHeightEntry);
    return width && height ? NetworkSize{*width, *height} : usualInput(architecture);
}

} // namespace

// Random values in any weight that the output depends on would give boxes of chance: such a file is refused, with the
// list of what is missing.
Result<LoadedNetwork> readNetwork(const std::filesystem::path& file)
{
    TW_TRY_ASSIGN(const Checkpoint checkpoint, readCheckpoint(file));
    TW_TRY_ASSIGN(const Recognised recognised, recogniseArchitecture(checkpoint));
    LoadedNetwork loaded;
    TW_TRY_ASSIGN(loaded.identityAt, identityAtOf(checkpoint));
    TW_TRY_ASSIGN(loaded.network, createNetwork(recognised.architecture, recognised.heads));
    const LoadReport report = loadWeights(*loaded.network, checkpoint);
    if (!report.complete())
        return Error{ErrorCode::ShapeMismatch,
                     "the file does not hold the whole network " + recognised.architecture + "\n" + report.text(),
                     file.string()};
    loaded.trainedSize = trainedSize(checkpoint, recognised.architecture);
    if (!report.unknown.empty())
        loaded.report = report.text();
    return loaded;
}

bool isForProcessors(const std::string& architecture)
{
    return architecture == kLiteWidths.architecture || architecture == kStandardWidths.architecture;
}

NetworkSize usualInput(const std::string& architecture)
{
    return isForProcessors(architecture) ? kSmallInput : kLargeInput;
}

} // namespace tw::model
