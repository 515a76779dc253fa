#pragma once
// One project file (.twp, SQLite) on disk. Every change is handed over as a value, returns at once and is written by a
// thread of the store's own, which also keeps a copy of everything: when the disk refuses, nothing is lost, writing is
// tried again, and saveAs() puts all of it elsewhere.
//
// A change is in the file (and survives a crash of the program) as soon as onSaved tells its number, and synced to the
// disk (survives a power cut) within a second of that. While open the file is in WAL mode; closing leaves one plain
// file.
//
// Threads: create, open, append and put* from one owner thread; peaks() and pictures() from any thread; callbacks come
// from the storage thread (and must not call the store).

#include "core/annotation/history.h"
#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/base/result.h"
#include "core/storage/kept_picture.h"
#include "core/storage/project_content.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tw::storage {

class ProjectStore
{
public:
    struct Callbacks {
        // Everything handed over up to and including number `sequence` is in the file.
        std::function<void(std::uint64_t sequence)> saved;
        // Writing failed (once for each new reason). It is tried again with the next change and every few seconds.
        std::function<void(const Error&)> failed;
    };
    struct Opened;

    // A new file with this content. Errors: Io; Conflict (there is a file, or another program has it open), Refused,
    // see Present.
    static Result<std::unique_ptr<ProjectStore>> create(const std::filesystem::path& path,
                                                        const ProjectContent& content, Callbacks callbacks = {},
                                                        Present present = Present::Refuse);
    // Errors: NotFound; Unreadable (not a project, nothing can be read); Unsupported (written by a newer version);
    // Conflict (open in another program); Io. A file that cannot be written opens all the same, and so does one of
    // which parts are damaged (content.damage names them): changes then fail, and saveAs() writes what there is,
    // elsewhere or over it. A file of an older format is converted by the first change.
    static Result<Opened> open(const std::filesystem::path& path, Callbacks callbacks = {}, const JobContext& job = {});
    // Writes what is left, as long as the disk takes it, and closes: one file, no -wal beside it.
    ~ProjectStore();
    ProjectStore(const ProjectStore&) = delete;
    ProjectStore& operator=(const ProjectStore&) = delete;

    std::filesystem::path path() const;

    // --- changes: O(changed tracks) on the caller's thread ----------------------------------------------------------
    // Each returns its number, counted from 1.
    std::uint64_t append(const annotation::Change& change);
    std::uint64_t putMeta(ProjectMeta meta);
    std::uint64_t putRun(RunRecord run);
    // Frames of a run that are there already are replaced.
    std::uint64_t putPeaks(RunId run, std::vector<FramePeaks> peaks);
    std::uint64_t putPictures(KeptPictures pictures);
    std::uint64_t putSetting(std::string key, std::string value);
    std::uint64_t lastSequence() const; // handed over
    std::uint64_t savedSequence() const;

    // Waits until everything handed over so far is in the file. Errors: why it is not; Conflict when the file was
    // removed or replaced by another program.
    Result<void> flush();
    // Writes all of it to another file, in one piece (a project there is replaced), and goes on with that one; the
    // file so far stays as it was last saved. Works also when that one could not be written any more.
    // Errors: Io; Conflict (open in another program); Refused (what is there is no project, or read-only). Both files
    // stay as they are then, and the store goes on with the old one.
    Result<void> saveAs(const std::filesystem::path& path);

    // --- peaks
    // -------------------------------------------------------------------------------------------------------- Frames
    // of the range that the run has peaks of, in order; also those not written yet. Any thread. Errors: Unreadable, Io.
    Result<std::vector<FramePeaks>> peaks(RunId run, FrameRange frames) const;

    // --- pictures; also those not written yet. Any thread. Errors: Unreadable, Io ------------------------------------
    Result<std::vector<KeptPicture>> pictures(FrameIndex frame) const;
    Result<std::vector<PicturePlace>> picturePlaces() const; // by frame

private:
    struct Impl;
    explicit ProjectStore(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Removes a project that no program has open, with its backup and what a crash left beside it. None there: fine.
// Errors: Conflict (open), Io.
Result<void> removeProject(const std::filesystem::path& project);

struct ProjectStore::Opened {
    std::unique_ptr<ProjectStore> store;
    ProjectContent content;
};

} // namespace tw::storage
