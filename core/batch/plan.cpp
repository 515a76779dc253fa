#include "core/batch/plan.h"

#include "core/base/atomic_file.h"
#include "core/batch/hash.h"
#include "core/model/model_file.h"
#include "core/video/video_index.h"
#include "core/workspace/request_text.h"

#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <string_view>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;

Json optionsJson(const BatchOptions& options)
{
    return {{"track", Json::parse(workspace::toJson(options.request, workspace::Existing::KeepEdited))},
            {"device", options.device},
            {"part_frames", options.partFrames},
            {"decimals", options.decimals}};
}

Result<BatchOptions> optionsFrom(const Json& json)
{
    BatchOptions options;
    TW_TRY_ASSIGN(options.request, workspace::requestFromJson(json.at("track").dump()));
    options.device = json.at("device").get<std::string>();
    options.partFrames = json.at("part_frames").get<FrameIndex>();
    options.decimals = json.at("decimals").get<int>();
    TW_TRY(options.check());
    return options;
}

Result<std::string> entryLine(const Entry& entry)
{
    Json json = {{"name", entry.name}, {"video", entry.video.string()}};
    if (!entry.truth.empty())
        json["truth"] = entry.truth.string();
    try {
        return json.dump() + "\n";
    } catch (const Json::exception&) {
        return Error{ErrorCode::InvalidArgument, "the name of this video is not UTF-8; rename it",
                     entry.video.string()};
    }
}

Result<std::vector<Entry>> readEntries(const fs::path& file)
{
    TW_TRY_ASSIGN(const std::string bytes, readFile(file));
    std::vector<Entry> entries;
    std::string_view rest = bytes;
    std::int64_t line = 0;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++line;
        const Json json = Json::parse(text, nullptr, false);
        if (!json.is_object() || !json.contains("name") || !json.contains("video"))
            return Error{ErrorCode::Unreadable, "line " + std::to_string(line) + " is not a video of a batch",
                         file.string()};
        entries.push_back(
            {json["name"].get<std::string>(), json["video"].get<std::string>(), json.value("truth", std::string())});
    }
    return entries;
}

fs::path below(const Plan& plan, const char* kind, const Entry& entry)
{
    fs::path folder = plan.folder / kind;
    if (plan.fanOut)
        folder /= hexOf(hashOf(entry.name)).substr(0, 2);
    return folder / entry.name;
}

} // namespace

Result<void> BatchOptions::check() const
{
    if (partFrames < 0 || (partFrames > 0 && partFrames < 10 * request.every))
        return Error{ErrorCode::InvalidArgument, "parts need at least ten frames that the network sees, or 0", {}};
    return request.check();
}

fs::path Plan::results(const Entry& entry) const
{
    return below(*this, "sequences", entry);
}

fs::path Plan::working(const Entry& entry) const
{
    return below(*this, "working", entry);
}

Result<std::string> optionsKeyOf(const BatchOptions& options)
{
    TW_TRY_ASSIGN(const fs::path weights, model::modelFile(options.request.model));
    TW_TRY_ASSIGN(const std::string content, fingerprintOf(weights));
    Json json = optionsJson(options);
    json["track"].erase("model"); // the content counts, not where it lies
    json.erase("part_frames");    // joined parts are the uncut run
    return hexOf(hashOf(json.dump() + content));
}

Result<Plan> readPlan(const fs::path& folder)
{
    Plan plan;
    std::error_code failed;
    plan.folder = fs::absolute(folder, failed);
    const fs::path file = plan.folder / "batch.json";
    auto bytes = readFile(file);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, "there is no batch in this folder (no batch.json)", folder.string()};
    if (!bytes)
        return std::move(bytes).error();
    try {
        const Json json = Json::parse(*bytes);
        if (json.at("version").get<int>() > kVersion)
            return Error{ErrorCode::Unsupported, "was written by a newer version", file.string()};
        TW_TRY_ASSIGN(plan.options, optionsFrom(json.at("options")));
        plan.optionsKey = json.at("options_key").get<std::string>();
        plan.fanOut = json.at("fan_out").get<bool>();
    } catch (const Json::exception& error) {
        return Error{ErrorCode::Unreadable, std::string("is not the file of a batch: ") + error.what(), file.string()};
    }
    TW_TRY_ASSIGN(plan.entries, readEntries(plan.folder / "videos.jsonl"));
    return plan;
}

Result<void> writePlan(const Plan& plan)
{
    std::error_code failed;
    fs::create_directories(plan.folder, failed);
    if (failed)
        return Error{ErrorCode::Io, "the folder cannot be made: " + failed.message(), plan.folder.string()};
    std::string lines;
    for (const Entry& entry : plan.entries) {
        TW_TRY_ASSIGN(const std::string line, entryLine(entry));
        lines += line;
    }
    const Json json = {{"version", kVersion},
                       {"options", optionsJson(plan.options)},
                       {"options_key", plan.optionsKey},
                       {"fan_out", plan.fanOut}};
    TW_TRY(writeFileAtomically(plan.folder / "videos.jsonl", lines));
    return writeFileAtomically(plan.folder / "batch.json", json.dump(2) + "\n");
}

std::pair<std::uint64_t, std::int64_t> sizeAndTime(const fs::path& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return {0, 0};
    return {static_cast<std::uint64_t>(status.st_size),
            std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

Result<std::string> fingerprintOf(const fs::path& video)
{
    std::error_code error;
    if (!fs::is_directory(video, error)) {
        TW_TRY_ASSIGN(const video::FileStamp stamp, video::stampOf(video));
        return hexOf(stamp.fingerprint) + "-" + std::to_string(stamp.bytes);
    }
    std::uint64_t sum = 0; // of all files in any order
    for (fs::recursive_directory_iterator it(video, error), end; !error && it != end; it.increment(error)) {
        std::error_code unread;
        if (it->is_regular_file(unread))
            sum += hashOf(it->path().lexically_relative(video).string() + "/" + std::to_string(it->file_size(unread)));
    }
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be read: " + error.message(), video.string()};
    return hexOf(sum);
}

} // namespace tw::batch
