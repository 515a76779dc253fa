#pragma once
// The trackers by name, and their options as a table from which the CLI makes flags and the window a form.
//
// Thread: any; the tables are constant.

#include "core/tracker/offline/options.h"
#include "core/tracker/options.h"
#include "core/tracker/tracker.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace tw::tracker {

using OptionValue = std::variant<bool, std::int64_t, double>;

struct OptionInfo {
    std::string_view name; // "embeddingLimit"; a CLI writes it with dashes
    OptionValue defaultValue;
    double minimum = 0; // for numbers
    double maximum = 1;
    std::string_view help;   // one sentence
    std::string_view source; // where the default comes from
};

struct TrackerInfo {
    std::string_view name;
    std::string_view summary;
    std::span<const OptionInfo> options;
    bool wholeVideo = false; // decides when all frames are there; an online tracker shows boxes until then
};

// Values that differ from the defaults.
using OptionSet = std::map<std::string, OptionValue, std::less<>>;

std::span<const TrackerInfo> trackers();
// Nothing when there is no such tracker.
const TrackerInfo* findTracker(std::string_view name);
const OptionInfo* findOption(const TrackerInfo& tracker, std::string_view name);

// Text of a flag or a form field to a value of the option's type, in range; true/false, yes/no, on/off, 1/0 for
// switches. Errors: InvalidArgument.
Result<OptionValue> parseOption(const OptionInfo& option, std::string_view text);
std::string toText(const OptionValue& value);

// An online tracker. Errors: NotFound (tracker), InvalidArgument (unknown option, wrong type, out of range, a tracker
// that needs the whole video).
Result<std::unique_ptr<Tracker>> createTracker(std::string_view name, const OptionSet& options);
// The same options as a struct, for a caller that fixes some by itself.
Result<FairmotOptions> fairmotOptionsFrom(std::string_view name, const OptionSet& options);
// Of "offline". Errors: as createTracker.
Result<OfflineOptions> offlineOptionsFrom(const OptionSet& options);

// A tracker by name with its options. With `wholeVideo` the online tracker shows boxes until all frames are there.
struct TrackerChoice {
    bool wholeVideo = true;
    FairmotOptions online;
    OfflineOptions offline;
};
// Errors: as createTracker, but the whole video is no error.
Result<TrackerChoice> chooseTracker(std::string_view name, const OptionSet& options);

} // namespace tw::tracker
