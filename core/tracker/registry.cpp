#include "core/tracker/registry.h"

#include "core/base/number_text.h"
#include "core/tracker/fairmot_tracker.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

namespace tw::tracker {
namespace {

// An option of a struct of options: what the table says about it and the member it stands for. Defaults are read from
// the struct, so that there is one place for each number.
template <class Options>
struct Binding {
    OptionInfo info;
    std::variant<bool Options::*, int Options::*, double Options::*> member;
};

template <class Options>
constexpr Binding<Options> flag(std::string_view name, bool Options::*member, std::string_view help,
                                std::string_view source)
{
    return {{name, Options{}.*member, 0, 1, help, source}, member};
}

template <class Options>
constexpr Binding<Options> real(std::string_view name, double Options::*member, double low, double high,
                                std::string_view help, std::string_view source)
{
    return {{name, Options{}.*member, low, high, help, source}, member};
}

template <class Options>
constexpr Binding<Options> whole(std::string_view name, int Options::*member, double low, double high,
                                 std::string_view help, std::string_view source)
{
    return {{name, std::int64_t{Options{}.*member}, low, high, help, source}, member};
}

using F = FairmotOptions;
constexpr std::array kOnlineBindings{
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

using O = OfflineOptions;
constexpr std::array kOfflineBindings{
    flag("removeClutter", &O::removeClutter, "Leave out things that look like people and never move", "measured"),
    flag("adaptAppearance", &O::adaptAppearance, "Learn what tells the people of this video apart", "measured"),
    flag("split", &O::split, "Cut tracks where the person may have changed behind another", "measured"),
    flag("link", &O::link, "Join the pieces of a person over gaps", "measured"),
    flag("filter", &O::filter, "Leave out tracks that are very short or weak", "measured"),
    flag("dropDoubles", &O::dropDoubles, "Leave out tracks that lie on another track", "measured"),
    real("weakThreshold", &O::weakThreshold, 0, 1, "Weaker boxes down to this score continue a person", "measured"),
    real("duplicateIou", &O::duplicateIou, 0, 1, "IoU above which the weaker of two boxes goes", "measured"),
    real("overlapShare", &O::overlapShare, 0, 1, "Share of overlap against appearance from frame to frame", "measured"),
    real("nearIou", &O::nearIou, 0, 1, "Least IoU of a match by overlap and appearance", "measured"),
    real("nearAppearance", &O::nearAppearance, 0, 2, "Largest cosine distance of such a match", "FairMOT, measured"),
    real("overlapIou", &O::overlapIou, 0, 1, "Least IoU of a match by overlap alone", "FairMOT"),
    real("weakIou", &O::weakIou, 0, 1, "Least IoU of a match with a weak box", "measured"),
    real("unseenSeconds", &O::unseenSeconds, 0, 10, "A piece of a track ends when unseen for longer", "measured"),
    real("featureMemory", &O::featureMemory, 0, 1, "Share of the past in a piece's appearance", "FairMOT"),
    real("splitCovered", &O::splitCovered, 0, 1, "Covered share from which on a track may be cut", "measured"),
    real("splitRatio", &O::splitRatio, -10, 10, "Cut below this log likelihood ratio of one person", "measured"),
    real("linkSeconds", &O::linkSeconds, 0, 60, "Longest gap over which pieces are joined", "measured"),
    real("linkRatio", &O::linkRatio, -20, 20, "Least log likelihood ratio of a join", "measured"),
    real("sharedSeconds", &O::sharedSeconds, 0, 60, "Longest overlap in time of two pieces that are joined; 0: none",
         "measured"),
    real("shortestSeconds", &O::shortestSeconds, 0, 60, "Shorter tracks are left out", "measured"),
    real("scoreAbove", &O::scoreAbove, 0, 1, "Mean score that a track just seen must have above the weakest boxes",
         "measured"),
    real("sureSeconds", &O::sureSeconds, 0.01, 600, "A track seen for so long needs no score", "measured"),
    real("doubleIou", &O::doubleIou, 0, 1, "Overlap with another track above which a box is a double", "measured"),
    real("doubleShare", &O::doubleShare, 0, 1, "Share of such boxes from which on the track goes", "measured"),
    real("fillSeconds", &O::fillSeconds, 0, 60, "Longest gap that is filled; 0 fills none", "measured"),
    real("fillAgreement", &O::fillAgreement, 0, 1000,
         "A gap is not filled whose ends lead farther than this from its middle, in box heights", "measured"),
    real("smoothSeconds", &O::smoothSeconds, 0, 5, "Smoothing over time, standard deviation; 0: none", "measured"),
    real("clutterSeconds", &O::clutterSeconds, 0, 600, "A thing must stand still for so long to be left out",
         "measured"),
    real("windowSeconds", &O::windowSeconds, 1, 1e6, "Long videos are solved in windows of this length", "ours"),
    real("overlapSeconds", &O::overlapSeconds, 0, 1e5, "Overlap of two windows", "ours"),
};

template <class Options, std::size_t Count>
constexpr auto tableOf(const std::array<Binding<Options>, Count>& bindings)
{
    std::array<OptionInfo, Count> options;
    for (std::size_t i = 0; i < Count; ++i)
        options[i] = bindings[i].info;
    return options;
}

constexpr auto kOptions = tableOf(kOnlineBindings);
constexpr auto kOfflineOptions = tableOf(kOfflineBindings);

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
    TrackerInfo{"offline", "The whole video in view: pieces joined to people, things and gaps taken care of",
                kOfflineOptions, true},
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

template <class Options, std::size_t Count>
Result<void> set(Options& options, const std::array<Binding<Options>, Count>& bindings, const OptionInfo& info,
                 const OptionValue& value)
{
    const auto binding = std::find_if(bindings.begin(), bindings.end(),
                                      [&](const auto& candidate) { return candidate.info.name == info.name; });
    if (const auto* member = std::get_if<bool Options::*>(&binding->member)) {
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
    if (const auto* member = std::get_if<int Options::*>(&binding->member)) {
        if (number != static_cast<double>(static_cast<int>(number)))
            return invalid(info, "must be a whole number");
        options.*(*member) = static_cast<int>(number);
    } else {
        options.*std::get<double Options::*>(binding->member) = number;
    }
    return {};
}

template <class Options, std::size_t Count>
Result<void> setAll(Options& options, const std::array<Binding<Options>, Count>& bindings, const TrackerInfo& tracker,
                    const OptionSet& values)
{
    for (const auto& [key, value] : values) {
        const OptionInfo* option = findOption(tracker, key);
        if (option == nullptr)
            return Error{ErrorCode::InvalidArgument, "tracker '" + std::string(tracker.name) + "' has no such option",
                         key};
        TW_TRY(set(options, bindings, *option, value));
    }
    return options.check();
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
    if (info->wholeVideo)
        return Error{ErrorCode::InvalidArgument, "this tracker needs the whole video", std::string(name)};
    FairmotOptions options;
    if (name == "iou")
        options.useEmbedding = false;
    TW_TRY(setAll(options, kOnlineBindings, *info, values));
    return options;
}

Result<OfflineOptions> offlineOptionsFrom(const OptionSet& values)
{
    OfflineOptions options;
    TW_TRY(setAll(options, kOfflineBindings, kTrackers.front(), values));
    return options;
}

Result<TrackerChoice> chooseTracker(std::string_view name, const OptionSet& values)
{
    TrackerChoice choice;
    const TrackerInfo* info = findTracker(name);
    choice.wholeVideo = info != nullptr && info->wholeVideo;
    if (choice.wholeVideo) {
        TW_TRY_ASSIGN(choice.offline, offlineOptionsFrom(values));
    } else {
        TW_TRY_ASSIGN(choice.online, fairmotOptionsFrom(name, values));
    }
    return choice;
}

Result<std::unique_ptr<Tracker>> createTracker(std::string_view name, const OptionSet& values)
{
    TW_TRY_ASSIGN(const FairmotOptions options, fairmotOptionsFrom(name, values));
    TW_TRY_ASSIGN(std::unique_ptr<Tracker> tracker, FairmotTracker::create(options));
    return tracker;
}

} // namespace tw::tracker
