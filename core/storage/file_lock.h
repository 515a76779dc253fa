#pragma once
// (private) Keeps a second program away from a project: a locked file "<project>.lock" beside it while it is open. The
// lock ends with the process, however it ends; what is left of the file then means nothing.

#include "core/base/result.h"

#include <filesystem>

namespace tw::storage {

class FileLock
{
public:
    FileLock() = default; // holds nothing
    // Errors: Conflict (somebody has it). In a folder that cannot be written nothing is locked: there is nothing to
    // guard.
    static Result<FileLock> take(const std::filesystem::path& project);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

private:
    void release();
    std::filesystem::path m_path;
    int m_descriptor = -1;
};

} // namespace tw::storage
