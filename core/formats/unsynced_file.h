#pragma once
// Replaces one of thousands of small files without syncing it to disk: the file is written beside its target and
// renamed, so a crash of the program leaves the old file or the new one, but a power cut may lose it. A file that
// already holds these bytes keeps its modification time.

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace tw::formats {

// Errors: Io.
Result<void> replaceFileUnsynced(const std::filesystem::path& path, std::string_view bytes);
// With its parents. Errors: Io.
Result<void> makeFolder(const std::filesystem::path& folder);

} // namespace tw::formats
