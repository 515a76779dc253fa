#include "core/tracker/registry.h"

#include "core/base/number_text.h"
#include "core/tracker/fairmot_tracker.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

namespace tw::tracker {
namespace {

using Member = std::variant<bool FairmotOptions::*, int FairmotOptions::*, double FairmotOptions::*>;

struct Binding {
    OptionInfo info;
    Member member;
};

// Defaults are read from the struct, so that there is one place for each number.
constexpr FairmotOptions kDefaults{};

constexpr Binding flag(std::string_view name, bool FairmotOptions::*member, std::string_view help,
                       std::string_view source)
{
    return {{name, kDefaults.*member, 0, 1, help, source}, member};
}

constexpr Binding real(std::string_view name, double FairmotOptions::*member, double low, double high,
                       std::string_view help, std::string_view source)
{
    return {{name, kDefaults.*member, low, high, help, source}, member};
}

constexpr Binding whole(std::string_view name, int FairmotOptions::*member, double low, double high,
                        std::string_view help, std::string_view source)
{
    return {{name, std::int64_t{kDefaults.*member}, low, high, help, source}, member};
}

using F = FairmotOptions;
constexpr std::array kBindings{
    flag("useEmbedding", &F::useEmbedding, "Compare appearance", "paper"),
    flag("useIou", &F::useIou, "Compare overlap with the predicted box", "paper"),
    flag("useMotion", &F::useMotion, "Use the Kalman gate and its share of the cost", "paper"),
    real("embeddingLimit", &F::embeddingLimit, 0, 2, "Highest cost of a match by appearance", "paper, FairMOT"),
    real("iouLimit", &F::iouLimit, 0, 1, "Highest 1 - IoU of a match by overlap", "paper, FairMOT"),
    real("unconfirmedLimit", &F::unconfirmedLimit, 0, 1, "Highest 1 - IoU for a track seen only once", "FairMOT"),
    real("lambda", &F::lambda, 0, 1, "Share of appearance against motion in the cost", "paper, FairMOT"),
    real("gate", &F::gate, 1e-6, 1e6, "Highest squared Mahalanobis distance", "FairMOT: chi-square 0.95, 4 degrees"),
    real("featureMemory", &F::featureMemory, 0, 1, "Share of the past in a track's appearance", "FairMOT"),
    real("detectionThreshold", &F::detectionThreshold, 0, 1, "Ignore detections up to this score; 0 takes all",
         "FairMOT cuts in the detector"),
    real("newTrackThreshold", &F::newTrackThreshold, 0, 1, "Lowest score that starts a track; 0 takes all",
         "FairMOT: the detector's threshold"),
    real("frameRate", &F::frameRate, 1e-3, 10000, "Frames per second, for the life of lost tracks", "the video"),
    whole("trackBuffer", &F::trackBuffer, 0, 100000, "Life of a lost track in frames at 30 per second", "FairMOT"),
    real("duplicateLimit", &F::duplicateLimit, 0, 1, "1 - IoU below which a lost track is the same; 0 switches it off",
         "FairMOT"),
    flag("matchAcrossClasses", &F::matchAcrossClasses, "Let a track change its class", "ours"),
    real("positionWeight", &F::positionWeight, 1e-6, 10, "Position noise as a share of the height", "DeepSORT"),
    real("velocityWeight", &F::velocityWeight, 1e-6, 10, "Velocity noise as a share of the height", "DeepSORT"),
};

constexpr auto kOptions = [] {
    std::array<OptionInfo, kBindings.size()> options;
    for (std::size_t i = 0; i < options.size(); ++i)
        options[i] = kBindings[i].info;
    return options;
}();

// "iou" has no appearance: its switch is not offered.
constexpr auto kIouOptions = [] {
    std::array<OptionInfo, kOptions.size() - 1> options;
    std::size_t next = 0;
    for (const OptionInfo& option : kOptions)
        if (option.name != "useEmbedding")
            options[next++] = option;
    return options;
}();

constexpr std::array kTrackers{
    TrackerInfo{"fairmot", "FairMOT: appearance and motion, then overlap", kOptions},
    TrackerInfo{"iou", "Motion and overlap only, for detections without embeddings", kIouOptions},
};

Error invalid(const OptionInfo& option, std::string what)
{
    return Error{ErrorCode::InvalidArgument, std::move(what), "tracker option " + std::string(option.name)};
}

Result<void> checkRange(const OptionInfo& option, double value)
{
    if (value >= option.minimum && value <= option.maximum)
        return {};
    return invalid(option, "must lie between " + tw::toText(option.minimum) + " and " + tw::toText(option.maximum));
}

Result<void> set(FairmotOptions& options, const OptionInfo& info, const OptionValue& value)
{
    const auto binding = std::find_if(kBindings.begin(), kBindings.end(),
                                      [&](const Binding& candidate) { return candidate.info.name == info.name; });
    if (const auto* member = std::get_if<bool FairmotOptions::*>(&binding->member)) {
        if (!std::holds_alternative<bool>(value))
            return invalid(info, "must be true or false");
        options.*(*member) = std::get<bool>(value);
        return {};
    }
    if (std::holds_alternative<bool>(value))
        return invalid(info, "must be a number");
    const double number = std::holds_alternative<double>(value) ? std::get<double>(value)
                                                                : static_cast<double>(std::get<std::int64_t>(value));
    TW_TRY(checkRange(info, number));
    if (const auto* member = std::get_if<int FairmotOptions::*>(&binding->member)) {
        if (number != static_cast<double>(static_cast<int>(number)))
            return invalid(info, "must be a whole number");
        options.*(*member) = static_cast<int>(number);
    } else {
        options.*std::get<double FairmotOptions::*>(binding->member) = number;
    }
    return {};
}

} // namespace

std::span<const TrackerInfo> trackers()
{
    return kTrackers;
}

const TrackerInfo* findTracker(std::string_view name)
{
    const auto found =
        std::find_if(kTrackers.begin(), kTrackers.end(), [&](const TrackerInfo& info) { return info.name == name; });
    return found == kTrackers.end() ? nullptr : &*found;
}

const OptionInfo* findOption(const TrackerInfo& tracker, std::string_view name)
{
    const auto found = std::find_if(tracker.options.begin(), tracker.options.end(),
                                    [&](const OptionInfo& info) { return info.name == name; });
    return found == tracker.options.end() ? nullptr : &*found;
}

Result<OptionValue> parseOption(const OptionInfo& option, std::string_view text)
{
    if (std::holds_alternative<bool>(option.defaultValue)) {
        for (const std::string_view yes : {"true", "yes", "on", "1"})
            if (text == yes)
                return OptionValue(true);
        for (const std::string_view no : {"false", "no", "off", "0"})
            if (text == no)
                return OptionValue(false);
        return invalid(option, "must be true or false");
    }
    if (std::holds_alternative<std::int64_t>(option.defaultValue)) {
        const auto value = toInteger(text);
        if (!value)
            return invalid(option, "must be a whole number");
        TW_TRY(checkRange(option, static_cast<double>(*value)));
        return OptionValue(*value);
    }
    const auto value = toDouble(text);
    if (!value)
        return invalid(option, "must be a number");
    TW_TRY(checkRange(option, *value));
    return OptionValue(*value);
}

std::string toText(const OptionValue& value)
{
    return std::visit(
        [](const auto& held) -> std::string {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(held)>, bool>)
                return held ? "true" : "false";
            else
                return tw::toText(held);
        },
        value);
}

Result<FairmotOptions> fairmotOptionsFrom(std::string_view name, const OptionSet& values)
{
    const TrackerInfo* info = findTracker(name);
    if (info == nullptr)
        return Error{ErrorCode::NotFound, "there is no such tracker", std::string(name)};
    FairmotOptions options;
    if (name == "iou")
        options.useEmbedding = false;
    for (const auto& [key, value] : values) {
        const OptionInfo* option = findOption(*info, key);
        if (option == nullptr)
            return Error{ErrorCode::InvalidArgument, "tracker '" + std::string(name) + "' has no such option", key};
        TW_TRY(set(options, *option, value));
    }
    TW_TRY(options.check());
    return options;
}

Result<std::unique_ptr<Tracker>> createTracker(std::string_view name, const OptionSet& values)
{
    TW_TRY_ASSIGN(const FairmotOptions options, fairmotOptionsFrom(name, values));
    TW_TRY_ASSIGN(std::unique_ptr<Tracker> tracker, FairmotTracker::create(options));
    return tracker;
}

} // namespace tw::tracker
