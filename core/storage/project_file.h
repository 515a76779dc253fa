#pragma once
// (private) The file of a store: its connection, its lock, and how all of a project gets into a new file in one piece.
// Belongs to the storage thread.

#include "core/storage/database.h"
#include "core/storage/file_lock.h"
#include "core/storage/kept_picture.h"
#include "core/storage/peaks_store.h"
#include "core/storage/project_image.h"
#include "core/storage/schema.h"

#include <functional>

namespace tw::storage {

using PeaksByRun = std::map<RunId, PeaksByFrame>;

// Beside the image: what is only handed through to the file.
struct Unwritten {
    PeaksByRun peaks;
    std::vector<std::shared_ptr<const KeptPictures>> pictures; // oldest first

    bool empty() const { return peaks.empty() && pictures.empty(); }
};

class ProjectFile
{
public:
    // A new file with what the image holds. Errors: Io; Conflict (there is one, also when it came this moment; or it is
    // open in another program), Refused, see Present.
    static Result<ProjectFile> create(const std::filesystem::path& path, const ProjectImage& image, Present present);
    // Errors: those of openFile(), Conflict. Nothing is written until write().
    static Result<ProjectFile> open(const std::filesystem::path& path);
    ProjectFile(ProjectFile&&) noexcept = default;
    ProjectFile& operator=(ProjectFile&&) noexcept = default;

    const std::filesystem::path& path() const { return m_path; }
    bool readOnly() const { return m_readOnly; }
    bool isOlder() const { return m_format != kFormat; }
    SQLite::Database& database() { return *m_connection; }
    // Damaged: from now on write() refuses.
    void hold();

    // What is marked in the image, peaks and pictures, in one transaction. Before the first one the state so far is
    // kept as backupPath(). Errors: Io; Conflict (the name leads to another file, or to none); Refused (held). Nothing
    // is written then, or into a file that has lost its name.
    Result<void> write(const ProjectImage& image, const Unwritten& unwritten);
    // Errors: Conflict, see write().
    Result<void> checkPlace() const;
    // From the log into the file, and both to the disk.
    Result<void> sync();
    // All of it in another file that takes the place of a project at `path`; what this file holds of peaks, pictures
    // and audit goes along. `lost` hears when that cannot be read any more. Returns the file to go on with. Errors: Io;
    // Conflict (open in another program); Refused (what is there is no project, or read-only). What is there stays
    // then.
    Result<ProjectFile> writeElsewhere(const std::filesystem::path& path, const ProjectImage& image,
                                       const Unwritten& unwritten, const std::function<void(const Error&)>& lost);
    // Leaves one plain file.
    Result<void> close();

private:
    ProjectFile() = default;
    static Result<FileLock> writeNew(const std::filesystem::path& path, Present present, ProjectFile* old,
                                     const ProjectImage& image, const Unwritten& unwritten,
                                     const std::function<void(const Error&)>& lost);
    // The lock of a project that is there and may be replaced.
    static Result<FileLock> lockReplaced(const std::filesystem::path& path);
    static Result<ProjectFile> adopt(const std::filesystem::path& path, FileLock lock);

    Result<void> prepare();
    Result<void> backUp();
    Result<void> copyTables(const std::filesystem::path& file, const std::filesystem::path& target);
    Result<void> setJournal(const char* mode);

    std::filesystem::path m_path;
    FileLock m_lock; // before the connection: released after it is closed
    Connection m_connection;
    bool m_readOnly = false;
    bool m_held = false;
    bool m_prepared = false;
    bool m_isNew = false; // made by this session: there is no earlier state
    int m_format = 0;
};

// "clip.twp" -> "clip.backup.twp": the state before the last session that changed something, without peaks and
// pictures.
std::filesystem::path backupPath(const std::filesystem::path& project);
// For reading; null when there is none with checksums.
Connection openBackup(const std::filesystem::path& project);

} // namespace tw::storage
