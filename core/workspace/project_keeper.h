#pragma once
// (private to workspace) Keeps the project on disk: creates the file with the first change, hands every change set, run
// and peak to the store, and goes on in memory when the disk refuses, so that all of it can be saved elsewhere.
//
// Owner thread; the store has its own.

#include "core/annotation/document.h"
#include "core/annotation/history.h"
#include "core/base/peaks.h"
#include "core/storage/project_store.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tw::workspace {

class ProjectKeeper
{
public:
    struct Source {
        const annotation::Document* document = nullptr;
        const annotation::History* history = nullptr;
    };

    ProjectKeeper(Source source, std::function<void(std::function<void()>)> post,
                  std::function<void(const SaveStatus&)> changed);
    ~ProjectKeeper(); // writes what is left

    // A new project, written to `path` with the first change; empty: only in memory until saveAs().
    void begin(storage::ProjectMeta meta, std::filesystem::path path);
    // Errors: of the store (not a project, newer version, damaged).
    Result<storage::LoadedProject> open(const std::filesystem::path& path);

    void record(const annotation::Change& change);
    void recordRun(const storage::RunRecord& run);
    void recordPeaks(RunId run, std::vector<FramePeaks> peaks);
    void recordMeta(const storage::ProjectMeta& meta);
    void recordEvents(const std::vector<storage::EventState>& states);

    // Peaks of one frame; null where the run has none.
    std::shared_ptr<const FramePeaks> peaksAt(RunId run, FrameIndex frame) const;
    std::vector<FramePeaks> peaks(RunId run, FrameRange frames) const;

    const storage::ProjectMeta& meta() const { return m_meta; }
    const std::map<RunId, storage::RunRecord>& runs() const { return m_runs; }
    RunId nextRun() const;
    const SaveStatus& status() const { return m_status; }
    Result<void> saveAs(const std::filesystem::path& path);
    void flush();

private:
    bool ready(); // the store, created now if it is time
    void fail(const Error& error);
    void setStatus(SaveStatus status);
    void listen();

    Source m_source;
    std::function<void(std::function<void()>)> m_post;
    std::function<void(const SaveStatus&)> m_changed;
    storage::ProjectMeta m_meta;
    std::filesystem::path m_target;
    std::map<RunId, storage::RunRecord> m_runs;
    // Recently used, and everything while there is no file.
    mutable std::map<std::pair<RunId, FrameIndex>, std::shared_ptr<const FramePeaks>> m_peaks;
    std::vector<storage::EventState> m_events;
    std::unique_ptr<storage::ProjectStore> m_store;
    SaveStatus m_status;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

} // namespace tw::workspace
