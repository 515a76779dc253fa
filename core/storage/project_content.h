#pragma once
// What a project file holds, as values: everything but the peaks, which stay on disk (project_store.h).

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/base/frame_rate.h"
#include "core/base/ids.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tw::storage {

// The video a project is about, and enough to know it again after it was moved.
struct ProjectMeta {
    std::filesystem::path videoPath;         // absolute
    std::filesystem::path relativeVideoPath; // from the folder of the project file; the store sets it when it writes
    std::uint64_t videoBytes = 0;            // size of the file, 0: unknown or a folder
    std::int64_t videoModifiedNs = 0;        // as the file system tells it
    std::string fingerprint;                 // of the content, any text; empty: unknown
    std::string videoIndex;                  // bytes of video::VideoIndex; empty: none
    int width = 0;                           // pixels: the coordinate system of all boxes
    int height = 0;
    FrameIndex frameCount = 0;
    FrameRate frameRate;

    friend bool operator==(const ProjectMeta&, const ProjectMeta&) = default;
};

// One tracker run.
struct RunRecord {
    enum class State { Unfinished, Finished, Failed };

    RunId id{};
    std::string model;   // as shown to people
    std::string options; // JSON, enough to go on with it
    FrameRange frames;   // asked for
    FrameIndex nextFrame = 0;
    State state = State::Unfinished;

    friend bool operator==(const RunRecord&, const RunRecord&) = default;
};

// What happens to a file that is where a project shall be written.
enum class Present {
    Refuse, // it stays, Conflict
    Replace // a project makes room; anything else stays, Refused
};

struct ProjectContent {
    ProjectMeta meta;
    annotation::Snapshot document = std::make_shared<const annotation::DocumentState>();
    std::vector<annotation::ChangeSet> steps; // for History::restore
    std::size_t position = 0;
    std::vector<RunRecord> runs; // by id
    std::map<std::string, std::string> settings;
    std::vector<std::string> notes;  // when opened: for people
    std::vector<std::string> damage; // when opened: what could not be read and was left out, for people
};
using LoadedProject = ProjectContent;

} // namespace tw::storage
