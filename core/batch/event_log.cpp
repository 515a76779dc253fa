#include "core/batch/event_log.h"

#include "core/base/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::array<std::string_view, 5> kKinds = {"started", "part", "stopped", "done", "failed"};

Json jsonOf(const VideoResult& result)
{
    Json json = {{"options_key", result.optionsKey},
                 {"fingerprint", result.fingerprint},
                 {"bytes", result.videoBytes},
                 {"modified_ns", result.videoModifiedNs},
                 {"frames", result.frames},
                 {"video_seconds", result.videoSeconds},
                 {"seconds", result.seconds},
                 {"tracks", result.tracks},
                 {"boxes", result.boxes},
                 {"suspicious", result.suspicious},
                 {"expected_switches", result.expectedSwitches},
                 {"expected_deviation", result.expectedDeviation},
                 {"steps", result.steps}};
    if (result.scores)
        json["scores"] = {{"HOTA", result.scores->hota},
                          {"MOTA", result.scores->mota},
                          {"IDF1", result.scores->idf1},
                          {"IDSW", result.scores->switches}};
    if (!result.issues.empty())
        json["issues"] = result.issues;
    return json;
}

VideoResult resultFrom(const Json& json)
{
    VideoResult result;
    const auto get = [&json](const char* name, auto& value) { json.at(name).get_to(value); };
    get("options_key", result.optionsKey);
    get("fingerprint", result.fingerprint);
    get("bytes", result.videoBytes);
    get("modified_ns", result.videoModifiedNs);
    get("frames", result.frames);
    get("video_seconds", result.videoSeconds);
    get("seconds", result.seconds);
    get("tracks", result.tracks);
    get("boxes", result.boxes);
    get("suspicious", result.suspicious);
    get("expected_switches", result.expectedSwitches);
    get("expected_deviation", result.expectedDeviation);
    get("steps", result.steps);
    if (const auto it = json.find("scores"); it != json.end())
        result.scores = VideoResult::Scores{it->at("HOTA").get<double>(), it->at("MOTA").get<double>(),
                                            it->at("IDF1").get<double>(), it->at("IDSW").get<std::int64_t>()};
    if (const auto it = json.find("issues"); it != json.end())
        it->get_to(result.issues);
    return result;
}

struct Line {
    std::string video;
    Event event;
};

std::optional<Line> lineFrom(std::string_view text)
{
    try {
        const Json json = Json::parse(text);
        Line line;
        json.at("video").get_to(line.video);
        const auto kind = std::find(kKinds.begin(), kKinds.end(), json.at("event").get_ref<const std::string&>());
        if (kind == kKinds.end())
            return {};
        line.event.kind = static_cast<Event::Kind>(kind - kKinds.begin());
        json.at("t").get_to(line.event.whenUs);
        line.event.text = json.value("text", std::string());
        if (line.event.kind == Event::Kind::Done)
            line.event.result = std::make_shared<const VideoResult>(resultFrom(json.at("result")));
        return line;
    } catch (const Json::exception&) {
        return {};
    }
}

// Lines of several files come out of order: times decide.
void apply(Record& record, std::vector<Event>& events)
{
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.whenUs < b.whenUs; });
    for (Event& event : events) {
        switch (event.kind) {
        case Event::Kind::Started: record.unfinished += event.text.empty() ? 1 : 0; break;
        case Event::Kind::PartDone:
            ++record.partsDone;
            record.unfinished = 0;
            break;
        case Event::Kind::Done: record.result = event.result; [[fallthrough]];
        default: record.unfinished = 0; record.partsDone = event.kind == Event::Kind::Stopped ? record.partsDone : 0;
        }
        record.last = std::move(event);
    }
}

} // namespace

std::int64_t nowUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string VideoResult::toJson() const
{
    return jsonOf(*this).dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<VideoResult> VideoResult::fromJson(std::string_view text)
{
    try {
        return resultFrom(Json::parse(text));
    } catch (const Json::exception& error) {
        return Error{ErrorCode::Unreadable, std::string("is not a result of a batch: ") + error.what(), {}};
    }
}

EventLog::EventLog(const fs::path& folder, const std::string& worker) : m_file(folder / (worker + ".jsonl")) {}

EventLog::~EventLog()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> EventLog::append(const std::string& video, const Event& event)
{
    const auto failed = [this] {
        return Error{ErrorCode::Io, std::string("cannot be written: ") + std::strerror(errno), m_file.string()};
    };
    if (m_descriptor < 0) {
        std::error_code error;
        fs::create_directories(m_file.parent_path(), error); // opening says what is wrong
        m_descriptor = ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (m_descriptor < 0)
            return failed();
    }
    Json json = {{"video", video},
                 {"event", std::string(kKinds[static_cast<std::size_t>(event.kind)])},
                 {"t", event.whenUs > 0 ? event.whenUs : nowUs()}};
    if (!event.text.empty())
        json["text"] = event.text;
    if (event.result)
        json["result"] = jsonOf(*event.result);
    const std::string line = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (::write(m_descriptor, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        return failed();
    return {};
}

Result<Records> readLogs(const fs::path& folder, std::size_t* unreadableLines)
{
    Records records;
    std::unordered_map<std::string, std::vector<Event>> events;
    std::error_code error;
    fs::directory_iterator it(folder, error);
    if (error == std::errc::no_such_file_or_directory)
        return records;
    std::size_t unreadable = 0;
    for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
        if (it->path().extension() != ".jsonl")
            continue;
        TW_TRY_ASSIGN(const std::string bytes, readFile(it->path()));
        for (std::size_t at = 0; at < bytes.size();) {
            const auto stop = bytes.find('\n', at);
            if (stop == std::string::npos)
                break; // its worker was ended while it wrote
            if (auto line = lineFrom(std::string_view(bytes).substr(at, stop - at)))
                events[line->video].push_back(std::move(line->event));
            else
                ++unreadable;
            at = stop + 1;
        }
    }
    if (error)
        return Error{ErrorCode::Io, "the logs cannot be read: " + error.message(), folder.string()};
    for (auto& [video, list] : events)
        apply(records[video], list);
    if (unreadableLines != nullptr)
        *unreadableLines = unreadable;
    return records;
}

} // namespace tw::batch
