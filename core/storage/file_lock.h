#pragma once
// (private) Keeps a second program away from a project while it is open. The lock belongs to the file and not to its
// name: a symbolic or a hard link leads to the same one. It ends with the process, however that ends.
//
// Take it before SQLite opens the file and release it after SQLite closed it: closing any descriptor of a file drops
// the locks that SQLite holds on it.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <utility>

namespace tw::storage {

class FileLock
{
public:
    FileLock() = default; // holds nothing
    // Of a file that is there; one that cannot be written is shared with others that only read.
    // Errors: Conflict (another program or this one has it), NotFound, Io.
    static Result<FileLock> take(const std::filesystem::path& file);
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

    // True while the name still leads to the file that was locked.
    bool isAt(const std::filesystem::path& file) const;

private:
    using Identity = std::pair<std::uint64_t, std::uint64_t>; // device, inode

    void release();
    int m_descriptor = -1;
    bool m_shared = false;
    Identity m_identity{};
};

} // namespace tw::storage
