#include "app/cli/tracker_preset.h"

#include "core/base/atomic_file.h"
#include "core/base/json_error.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t kLargestFile = 1 << 20;

Json jsonOf(const tracker::OptionValue& value)
{
    return std::visit([](const auto& held) { return Json(held); }, value);
}

} // namespace

Result<void> writeTrackerPreset(const std::filesystem::path& path, const std::string& tracker,
                                const tracker::OptionSet& options)
{
    Json values = Json::object();
    for (const auto& [name, value] : options)
        values[name] = jsonOf(value);
    return writeFileAtomically(path, Json{{"tracker", tracker}, {"options", values}}.dump(2) + "\n");
}

Result<std::vector<std::string>> readTrackerPreset(const std::filesystem::path& path, const std::string& tracker)
{
    TW_TRY_ASSIGN(const std::string text, readFile(path, kLargestFile));
    const auto wrong = [&path](const std::string& what) {
        return Error{ErrorCode::Unreadable, "this is no tracker preset: " + what, path.string()};
    };
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::parse_error& error) {
        Error place = jsonError(text, error.byte);
        place.detail = path.string() + (place.detail.empty() ? "" : ", " + place.detail);
        return place;
    }
    if (!json.is_object() || !json.contains("options") || !json["options"].is_object())
        return wrong("it has no \"options\"");
    if (const auto own = json.find("tracker"); own == json.end() || !own->is_string())
        return wrong("it does not name its \"tracker\"");
    else if (own->get<std::string>() != tracker)
        return wrong("it is for --tracker " + own->get<std::string>() + ", not " + tracker);
    std::vector<std::string> out;
    for (const auto& [name, value] : json["options"].items()) {
        if (!value.is_boolean() && !value.is_number())
            return wrong("\"" + name + "\" is neither a number nor true or false");
        out.push_back(name + "=" + value.dump());
    }
    return out;
}

} // namespace tw::cli
