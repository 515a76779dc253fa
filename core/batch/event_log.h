#pragma once
// What happened to the videos of a batch. Each worker appends lines to a file of its own (DIR/log/WORKER.jsonl), so no
// two programs write one file; whoever wants the state reads all of them. Few files, read from their beginning to
// their end: cheap on file systems where opening a file is what costs.
//
// A line that its worker did not finish (no newline) is left out.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tw::batch {

// What one video gave; the row of reports and the content of result.json.
struct VideoResult {
    std::string optionsKey;       // Plan::optionsKey it was made with
    std::string fingerprint;      // of the video
    std::uint64_t videoBytes = 0; // 0: a folder
    std::int64_t videoModifiedNs = 0;
    std::int64_t frames = 0;
    double videoSeconds = 0;
    double seconds = 0; // of work, all parts together
    std::int64_t tracks = 0;
    std::int64_t boxes = 0;
    std::int64_t suspicious = 0; // open review events
    double expectedSwitches = 0; // identity errors expected in them
    double expectedDeviation = 0;
    struct Scores {
        double hota = 0, mota = 0, idf1 = 0; // fractions
        std::int64_t switches = 0;
    };
    std::optional<Scores> scores; // where a ground truth lies beside the video
    std::vector<std::string> issues;
    std::size_t steps = 0; // of the project's history; more of them: a person corrected it

    std::string toJson() const; // one line
    // Errors: Unreadable.
    static Result<VideoResult> fromJson(std::string_view text);
};

struct Event {
    enum class Kind { Started, PartDone, Stopped, Done, Failed };
    Kind kind = Kind::Started;
    std::int64_t whenUs = 0;                   // microseconds since 1970, UTC; 0: now
    std::string text;                          // Failed: why; Started and PartDone of a part: which
    std::shared_ptr<const VideoResult> result; // Done
};

class EventLog
{
public:
    // The file is made with the first event.
    EventLog(const std::filesystem::path& folder, const std::string& worker);
    ~EventLog();
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    // One write. Errors: Io.
    Result<void> append(const std::string& video, const Event& event);

private:
    std::filesystem::path m_file;
    int m_descriptor = -1;
};

// The newest word on one video.
struct Record {
    Event last;
    std::shared_ptr<const VideoResult> result; // of the newest Done, also when a later run failed
    int unfinished = 0;                        // starts of the whole since then that nothing followed
    int partsDone = 0;                         // since the last start of the whole
};
using Records = std::unordered_map<std::string, Record>;

// An absent folder: nothing happened yet. Errors: Io. Lines that are no events are left out and counted.
Result<Records> readLogs(const std::filesystem::path& folder, std::size_t* unreadableLines = nullptr);

std::int64_t nowUs();

} // namespace tw::batch
