#pragma once
// Whether a file may be written where it shall go: not over an input, and not over a file of another kind. Files are
// the same when device and inode are, whatever their names. Reads the file system; any thread.

#include "core/base/result.h"

#include <filesystem>
#include <span>

namespace tw {

enum class OutputKind { Text, Weights, Video };

// `inputs`: files that are read or open meanwhile; of a project also what SQLite and the program keep beside it.
// Errors: Refused, with what is there.
Result<void> checkOutput(const std::filesystem::path& out, OutputKind kind,
                         std::span<const std::filesystem::path> inputs);

} // namespace tw
