#include "app/cli/arguments.h"

#include "core/annotation/edits.h"
#include "core/base/number_text.h"
#include "core/pipeline/usual_model.h"

#include <tuple>
#include <utility>

namespace tw::cli {
namespace {

Error invalid(std::string text)
{
    return Error{ErrorCode::InvalidArgument, std::move(text), {}};
}

} // namespace

Result<std::pair<int, int>> imageSizeOf(const std::string& text)
{
    const auto cross = text.find('x');
    if (cross == std::string::npos)
        return invalid("a size is WIDTHxHEIGHT, not '" + text + "'");
    const auto width = toInteger(std::string_view(text).substr(0, cross));
    const auto height = toInteger(std::string_view(text).substr(cross + 1));
    constexpr std::int64_t kLargest = 32768;
    if (!width || !height || *width < 1 || *height < 1 || *width > kLargest || *height > kLargest)
        return invalid("a size is WIDTHxHEIGHT, not '" + text + "'");
    return std::pair(static_cast<int>(*width), static_cast<int>(*height));
}

Result<std::pair<int, int>> drawnSizeOf(const std::string& text)
{
    TW_TRY_ASSIGN(const auto size, imageSizeOf(text));
    const auto canBeDrawn = [](int side) { return side >= 16 && side <= 16384; };
    if (!canBeDrawn(size.first) || !canBeDrawn(size.second))
        return invalid("a drawn clip has 16x16 to 16384x16384 pixels, not " + text);
    return size;
}

Result<model::NetworkSize> networkSizeOf(const std::string& text)
{
    TW_TRY_ASSIGN(const auto size, imageSizeOf(text));
    constexpr int kLargestSide = 8192;
    if (size.first > kLargestSide || size.second > kLargestSide)
        return invalid("a side of the network's size is at most 8192, not " + text);
    if (size.first % 32 != 0 || size.second % 32 != 0)
        return invalid("both sides of the network's size must be multiples of 32, not " + text);
    return model::NetworkSize{size.first, size.second};
}

Result<FrameRange> frameRangeOf(const std::string& text)
{
    const auto colon = text.find(':');
    const auto wrong = [&text] { return invalid("frames are FIRST:LAST with numbers from 1 on, not '" + text + "'"); };
    if (colon == std::string::npos)
        return wrong();
    const std::string_view first = std::string_view(text).substr(0, colon);
    const std::string_view last = std::string_view(text).substr(colon + 1);
    const auto a = first.empty() ? std::int64_t{1} : toInteger(first);
    const auto b = last.empty() ? std::int64_t{annotation::kLastFrame} : toInteger(last);
    if (!a || !b || *a < 1 || *b < *a || *b > annotation::kLastFrame)
        return wrong();
    const auto end = last.empty() ? annotation::kLastFrame : static_cast<FrameIndex>(*b - 1);
    return FrameRange{static_cast<FrameIndex>(*a - 1), end};
}

std::string modelOf(const std::string& text)
{
    return text == "auto" ? pipeline::usualModel() : text;
}

const char* const kModelHelp =
    "lite, standard, another installed model, or a weights file; auto: standard, or lite where "
    "that is not installed";

Result<void> takeDetail(const std::string& detail, model::DetectorOptions& options)
{
    using model::Mirror;
    if (detail == "auto")
        std::tie(options.levels, options.mirror) = std::pair(0, Mirror::Auto);
    else if (detail == "fast")
        std::tie(options.levels, options.mirror) = std::pair(1, Mirror::Off);
    else if (detail == "careful")
        std::tie(options.levels, options.mirror) = std::pair(2, Mirror::Off);
    else if (detail == "thorough")
        std::tie(options.levels, options.mirror) = std::pair(2, Mirror::On);
    else
        return invalid("the detail is auto, fast, careful or thorough, not '" + detail + "'");
    return {};
}

const char* const kDetailHelp = "fast: the image once, at the size that the model was trained at; careful: larger, and "
                                "at half of that for people near the camera; thorough: careful, and again in the "
                                "mirror, which takes twice as long and finds fewer false people; auto: thorough for "
                                "lite and standard unless --size is given";

Result<model::Precision> precisionOf(const std::string& text)
{
    if (text == "auto")
        return model::Precision::Auto;
    if (text == "fp32")
        return model::Precision::Float32;
    if (text == "bf16")
        return model::Precision::BFloat16;
    if (text == "half" || text == "fp16")
        return model::Precision::Float16;
    return invalid("a precision is auto, fp32, bf16 or half, not '" + text + "'");
}

std::string nameOf(model::Precision precision)
{
    switch (precision) {
    case model::Precision::Float32: return "fp32";
    case model::Precision::BFloat16: return "bf16";
    case model::Precision::Float16: return "half";
    case model::Precision::Auto: break;
    }
    return "auto";
}

CLI::Validator numberBetween(double least, double largest)
{
    const std::string range = toText(least, 2) + " to " + toText(largest, 2);
    return CLI::Validator(
        [least, largest, range](std::string& text) {
            const auto value = toDouble(text);
            return value && *value >= least && *value <= largest
                       ? std::string()
                       : "must be a number from " + range + ", not '" + text + "'";
        },
        range);
}

std::string formatNames(bool writable)
{
    std::string out;
    for (const formats::Format& format : formats::formats()) {
        if (writable ? format.canWrite : format.canRead)
            out += (out.empty() ? "" : ", ") + format.id;
    }
    return out;
}

Result<const formats::Format*> readableFormat(const std::string& id)
{
    const formats::Format* format = formats::findFormat(id);
    if (format == nullptr || !format->canRead)
        return invalid("no format '" + id + "'; there are " + formatNames(false));
    return format;
}

Result<const formats::Format*> writableFormat(const std::string& id)
{
    const formats::Format* format = formats::findFormat(id);
    if (format == nullptr || !format->canWrite)
        return invalid("no format '" + id + "'; there are " + formatNames(true));
    return format;
}

std::string trackerNames()
{
    std::string names;
    for (const tracker::TrackerInfo& info : tracker::trackers())
        names += (names.empty() ? "" : ", ") + std::string(info.name);
    return names;
}

Result<tracker::TrackerChoice> trackerOf(const std::string& name, const std::vector<std::string>& options)
{
    const tracker::TrackerInfo* info = tracker::findTracker(name);
    if (info == nullptr)
        return invalid("--tracker is one of " + trackerNames() + ", not '" + name + "'");
    tracker::OptionSet set;
    for (const std::string& text : options) {
        const auto equals = text.find('=');
        const std::string key = text.substr(0, equals);
        const tracker::OptionInfo* option = tracker::findOption(*info, key);
        if (equals == std::string::npos || option == nullptr) {
            std::string known;
            for (const auto& each : info->options)
                known += (known.empty() ? "" : ", ") + std::string(each.name);
            return invalid("--tracker-option NAME=VALUE with one of " + known + ", not '" + text + "'");
        }
        TW_TRY_ASSIGN(set[key], tracker::parseOption(*option, std::string_view(text).substr(equals + 1)));
    }
    return tracker::chooseTracker(name, set);
}

} // namespace tw::cli
