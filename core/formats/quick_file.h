#pragma once
// One of thousands of small files: replaced as a whole, but not synced to disk one by one. A power cut may lose it, a
// crash of the program cannot halve it. A file that holds these bytes already is left alone, with its time.

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace tw::formats {

// Errors: Io.
Result<void> replaceFileQuickly(const std::filesystem::path& path, std::string_view bytes);
// Errors: Io.
Result<void> makeFolder(const std::filesystem::path& folder);

} // namespace tw::formats
