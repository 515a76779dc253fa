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

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tw::workspace {

class Autosave
{
public:
    using Post = std::function<void(std::function<void()>)>;

    Autosave(const annotation::Document& document, const annotation::History& history, Post post,
             std::function<void(const SaveStatus&)> changed);
    ~Autosave(); // writes what is left

    // A new project, written to `path` with the first change; empty: only in memory until saveAs().
    void begin(std::filesystem::path path) { m_target = std::move(path); }
    // Errors: of the store (not a project, newer version, damaged).
    Result<storage::LoadedProject> open(const std::filesystem::path& path, const JobContext& job);

    void record(const annotation::Change& change);
    void recordRun(const storage::RunRecord& run);
    void recordPeaks(RunId run, std::vector<FramePeaks> peaks);
    void recordPictures(storage::KeptPictures pictures);
    void recordMeta(const storage::ProjectMeta& meta);
    void recordSetting(const std::string& key, const std::string& value);
    const std::map<std::string, std::string>& settings() const { return m_settings; }

    // Peaks of one frame; null where the run has none.
    std::shared_ptr<const FramePeaks> peaksAt(RunId run, FrameIndex frame) const;
    // Any thread. Errors: of the store.
    Result<std::vector<FramePeaks>> peaks(RunId run, FrameRange frames) const;

    // Any thread. Errors: of the store.
    Result<std::vector<storage::KeptPicture>> pictures(FrameIndex frame) const;
    // Where there are some, by frame.
    const std::map<FrameIndex, std::vector<Box>>& picturePlaces() const { return m_picturePlaces; }

    const storage::ProjectMeta& meta() const { return m_meta; }
    const std::map<RunId, storage::RunRecord>& runs() const { return m_runs; }
    RunId nextRun() const;
    const SaveStatus& status() const { return m_status; }
    Result<void> saveAs(const std::filesystem::path& path, storage::Present present);
    // What was damaged when it was opened; empty once it was saved.
    const std::vector<std::string>& damage() const { return m_damage; }
    void flush();

private:
    using PeakKey = std::pair<RunId, FrameIndex>;

    bool hasStore(); // creates it when it is time
    Result<void> create(const std::filesystem::path& path, storage::Present present);
    storage::ProjectContent content() const;
    storage::ProjectStore::Callbacks callbacks();
    void handedOver();
    void setProblem(const std::string& problem);
    void tell();

    const annotation::Document& m_document;
    const annotation::History& m_history;
    Post m_post;
    std::function<void(const SaveStatus&)> m_changed;
    storage::ProjectMeta m_meta;
    std::filesystem::path m_target;
    std::chrono::steady_clock::time_point m_nextTry{}; // to create the file, after it failed
    std::map<RunId, storage::RunRecord> m_runs;
    std::map<std::string, std::string> m_settings;
    mutable std::mutex m_peaksMutex; // m_unsaved, m_unsavedPictures, and which store there is
    std::map<PeakKey, std::shared_ptr<const FramePeaks>> m_unsaved;        // while there is no file
    mutable std::map<PeakKey, std::shared_ptr<const FramePeaks>> m_recent; // read lately
    std::vector<storage::KeptPictures> m_unsavedPictures;                  // while there is no file, oldest first
    std::map<FrameIndex, std::vector<Box>> m_picturePlaces;
    SaveStatus m_status;
    std::vector<std::string> m_damage;
    std::shared_ptr<Autosave*> m_self;              // posted functions hold it weakly
    std::unique_ptr<storage::ProjectStore> m_store; // last: its thread ends before the rest goes
};

} // namespace tw::workspace
