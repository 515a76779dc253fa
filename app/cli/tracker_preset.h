#pragma once
// Tracker options in a file: {"tracker": "offline", "options": {"linkRatio": 4}}. `tune` writes it, --tracker-preset
// reads it.

#include "core/base/result.h"
#include "core/tracker/registry.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tw::cli {

// Errors: of writing.
Result<void> writeTrackerPreset(const std::filesystem::path& path, const std::string& tracker,
                                const tracker::OptionSet& options);
// As arguments of --tracker-option. Errors: NotFound, Unreadable (not such a file, or of another tracker).
Result<std::vector<std::string>> readTrackerPreset(const std::filesystem::path& path, const std::string& tracker);

} // namespace tw::cli
