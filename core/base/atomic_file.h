#pragma once
// Files that are either the old one or the whole new one, never half of it.

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace tw {

// Writes to a temporary file beside `path`, syncs it to disk and renames it over `path`.
// Errors: Io with the system's words (disk full, no permission, no such folder); the old file is untouched then.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes);

// Writer for files too large to hold in memory: append, then commit. Destroyed without commit: no trace is left.
class AtomicFile
{
public:
    static Result<AtomicFile> create(const std::filesystem::path& path);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    Result<void> append(std::string_view bytes);
    Result<void> commit();
    // Where the bytes go until commit; for libraries that want to open a path themselves.
    const std::filesystem::path& temporaryPath() const { return m_temporary; }

private:
    AtomicFile() = default;
    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    int m_descriptor = -1;
};

// Whole file. Errors: NotFound, Io; Refused when it is larger than `maxBytes`.
Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t maxBytes = 1ULL << 32);

} // namespace tw
