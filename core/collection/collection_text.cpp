// Collections as JSON text.

#include "core/base/json_error.h"
#include "core/collection/collection_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace tw::collection {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

// Relative where both lie on one tree below the root, so that a folder can be moved as a whole.
std::string storedPath(const fs::path& path, const fs::path& folder)
{
    const fs::path relative = path.lexically_relative(folder);
    return (relative.empty() ? path : relative).string();
}

fs::path pathFrom(const std::string& text, const fs::path& folder)
{
    return text.empty() ? fs::path() : (folder / text).lexically_normal();
}

Json figuresJson(const Figures& figures)
{
    return {{"frames", figures.frames},
            {"tracks", figures.tracks},
            {"boxes", figures.boxes},
            {"open", figures.open},
            {"decided", figures.decided},
            {"expected_switches", figures.expectedSwitches},
            {"expected_deviation", figures.expectedDeviation},
            {"project_bytes", figures.projectBytes},
            {"project_modified_ns", figures.projectModifiedNs}};
}

Json entryJson(const Entry& entry, const fs::path& folder)
{
    Json json = {{"name", entry.name},
                 {"fingerprint", entry.fingerprint},
                 {"video", storedPath(entry.video, folder)},
                 {"project", storedPath(entry.project, folder)},
                 {"state", toString(entry.state)}};
    if (!entry.annotator.empty())
        json["annotator"] = entry.annotator;
    if (!entry.second.empty())
        json["second"] = {{"file", storedPath(entry.second, folder)}, {"annotator", entry.secondAnnotator}};
    if (entry.figures)
        json["figures"] = figuresJson(*entry.figures);
    for (const Comment& comment : entry.comments) {
        Json out = {{"id", comment.id}, {"author", comment.author}, {"text", comment.text}, {"when", comment.when}};
        if (comment.frame != kNoFrame)
            out["frame"] = comment.frame + 1;
        if (comment.track != TrackId::kInvalid)
            out["track"] = number(comment.track);
        if (comment.resolved)
            out["resolved_by"] = comment.resolvedBy;
        json["comments"].push_back(std::move(out));
    }
    for (const Verdict& verdict : entry.verdicts)
        json["verdicts"].push_back({{"reviewer", verdict.reviewer},
                                    {"accepted", verdict.accepted},
                                    {"reason", verdict.reason},
                                    {"when", verdict.when}});
    return json;
}

// Values from outside: what is absent keeps its default, what has another type or is out of range is refused.
class Reader
{
public:
    explicit Reader(fs::path folder) : m_folder(std::move(folder)) {}

    Result<Entry> entry(const Json& json) const
    {
        Entry out;
        out.name = text(json.at("name"), kMaxName);
        out.fingerprint = text(json.at("fingerprint"), kMaxName);
        out.video = pathFrom(json.at("video").get<std::string>(), m_folder);
        out.project = pathFrom(json.at("project").get<std::string>(), m_folder);
        const auto state = stateFrom(json.at("state").get<std::string>());
        if (!state || out.name.empty() || out.fingerprint.empty())
            return Error{ErrorCode::Unreadable, "has no name, fingerprint or known state", out.name};
        out.state = *state;
        if (json.contains("annotator"))
            out.annotator = text(json["annotator"], kMaxName);
        if (json.contains("second")) {
            out.second = pathFrom(json["second"].at("file").get<std::string>(), m_folder);
            out.secondAnnotator = text(json["second"].at("annotator"), kMaxName);
        }
        if (json.contains("figures"))
            out.figures = figures(json["figures"]);
        for (const Json& each : list(json, "comments"))
            out.comments.push_back(comment(each));
        for (const Json& each : list(json, "verdicts"))
            out.verdicts.push_back({text(each.at("reviewer"), kMaxName), each.at("accepted").get<bool>(),
                                    text(each.at("reason"), kMaxText), count(each, "when")});
        return out;
    }

private:
    static std::string text(const Json& json, std::size_t bytes)
    {
        auto out = json.get<std::string>();
        if (out.size() > bytes)
            throw std::length_error("a text is longer than " + std::to_string(bytes) + " bytes");
        return out;
    }
    static std::int64_t count(const Json& json, const char* key)
    {
        const Json& value = json.at(key);
        if (!value.is_number_integer() || value.get<std::int64_t>() < 0)
            throw std::out_of_range(std::string(key) + " is no count");
        return value.get<std::int64_t>();
    }
    static double measure(const Json& json, const char* key)
    {
        const double value = json.at(key).get<double>();
        if (!std::isfinite(value) || value < 0)
            throw std::out_of_range(std::string(key) + " is no finite number from 0 on");
        return value;
    }
    static const Json& list(const Json& json, const char* key)
    {
        static const Json kNone = Json::array();
        if (!json.contains(key))
            return kNone;
        if (!json[key].is_array() || json[key].size() > kMaxComments)
            throw std::length_error(std::string(key) + " is no list of at most 10,000");
        return json[key];
    }
    static Figures figures(const Json& json)
    {
        Figures out;
        out.frames = count(json, "frames");
        out.tracks = count(json, "tracks");
        out.boxes = count(json, "boxes");
        out.open = count(json, "open");
        out.decided = count(json, "decided");
        out.expectedSwitches = measure(json, "expected_switches");
        out.expectedDeviation = measure(json, "expected_deviation");
        out.projectBytes = json.at("project_bytes").get<std::uint64_t>();
        out.projectModifiedNs = json.at("project_modified_ns").get<std::int64_t>();
        return out;
    }
    static Comment comment(const Json& json)
    {
        constexpr std::int64_t kMax = std::numeric_limits<std::int32_t>::max() - 1;
        Comment out;
        out.id = count(json, "id");
        out.author = text(json.at("author"), kMaxName);
        out.text = text(json.at("text"), kMaxText);
        out.when = count(json, "when");
        if (json.contains("frame"))
            out.frame = static_cast<FrameIndex>(std::clamp<std::int64_t>(count(json, "frame"), 1, kMax) - 1);
        if (json.contains("track"))
            out.track = TrackId{static_cast<std::int32_t>(std::min(count(json, "track"), kMax))};
        if (json.contains("resolved_by")) {
            out.resolved = true;
            out.resolvedBy = text(json["resolved_by"], kMaxName);
        }
        return out;
    }

    fs::path m_folder;
};

Result<Collection> read(const Json& json, const fs::path& folder)
{
    if (json.at("trackwright_collection").get<int>() > kVersion)
        return Error{ErrorCode::Unsupported, "was written by a newer version of Trackwright", {}};
    const Json& videos = json.at("videos");
    if (!videos.is_array() || videos.size() > kMaxVideos)
        return Error{ErrorCode::Unreadable, "videos is no list of at most 100,000", {}};
    const Reader reader(folder);
    Collection out;
    out.nextComment = std::max<std::int64_t>(1, json.value("next_comment", std::int64_t{1}));
    std::set<std::string> names, prints;
    for (const Json& each : videos) {
        TW_TRY_ASSIGN(Entry entry, reader.entry(each));
        if (!names.insert(entry.name).second || !prints.insert(entry.fingerprint).second)
            return Error{ErrorCode::Unreadable, "is twice in the collection", entry.name};
        for (const Comment& comment : entry.comments)
            out.nextComment = std::max(out.nextComment, comment.id + 1);
        out.entries.push_back(std::move(entry));
    }
    return out;
}

} // namespace

Result<std::string> toJson(const Collection& collection, const fs::path& folder)
{
    Json json = {
        {"trackwright_collection", kVersion}, {"next_comment", collection.nextComment}, {"videos", Json::array()}};
    for (const Entry& entry : collection.entries)
        json["videos"].push_back(entryJson(entry, folder));
    try {
        return json.dump(1) + "\n";
    } catch (const Json::exception&) {
        return Error{ErrorCode::InvalidArgument, "a name or text of the collection is not UTF-8", {}};
    }
}

Result<Collection> fromJson(std::string_view text, const fs::path& folder)
{
    try {
        return read(Json::parse(text), folder);
    } catch (const Json::parse_error& error) {
        return jsonError(text, error.byte);
    } catch (const std::exception& error) { // of the library, and of Reader
        return Error{ErrorCode::Unreadable, std::string("is not a collection: ") + error.what(), {}};
    }
}

} // namespace tw::collection
