#pragma once
// (private) The file of a store: its connection, its lock, and how all of a project gets into a new file in one piece.
// Belongs to the storage thread.

#include "core/storage/database.h"
#include "core/storage/file_lock.h"
#include "core/storage/peaks_store.h"
#include "core/storage/project_image.h"
#include "core/storage/schema.h"

#include <functional>

namespace tw::storage {

using PeaksByRun = std::map<RunId, PeaksByFrame>;

class ProjectFile
{
public:
    // A new file with what the image holds. Errors: Conflict (there is one, or somebody has it open), Io.
    static Result<ProjectFile> create(const std::filesystem::path& path, const ProjectImage& image);
    // Errors: those of openFile(), Conflict.
    static Result<ProjectFile> open(const std::filesystem::path& path);
    ProjectFile(ProjectFile&&) noexcept = default;
    ProjectFile& operator=(ProjectFile&&) noexcept = default;

    const std::filesystem::path& path() const { return m_path; }
    bool readOnly() const { return m_readOnly; }
    bool converted() const { return m_formatBefore != kFormat; }
    SQLite::Database& database() { return *m_connection; }

    // What is marked in the image, and peaks, in one transaction. Errors: Io, ...; nothing is written then.
    Result<void> write(const ProjectImage& image, const PeaksByRun& peaks);
    // From the log into the file, and both to the disk.
    Result<void> sync();
    // All of it in another file that takes the place of whatever is at `path`; what this file holds of peaks and audit
    // goes along. `lost` hears when that cannot be read any more. Returns the file to go on with.
    Result<ProjectFile> writeElsewhere(const std::filesystem::path& path, const ProjectImage& image,
                                       const PeaksByRun& peaks, const std::function<void(const Error&)>& lost);
    // Leaves one plain file.
    Result<void> close();

private:
    ProjectFile() = default;
    static Result<void> writeNew(const std::filesystem::path& path, ProjectFile* old, const ProjectImage& image,
                                 const PeaksByRun& peaks, const std::function<void(const Error&)>& lost);

    Result<void> setJournal(const char* mode);

    std::filesystem::path m_path;
    FileLock m_lock; // before the connection: released after it is closed
    Connection m_connection;
    bool m_readOnly = false;
    int m_formatBefore = 0;
};

} // namespace tw::storage
