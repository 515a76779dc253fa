#pragma once
// (private) Pictures of a run as PNG files, not compressed: a handful of small ones a run.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>

namespace tw::training {

// `bgr`: width * height * 3 bytes. Errors: Io.
Result<void> writePng(const std::filesystem::path& path, const std::uint8_t* bgr, int width, int height);

} // namespace tw::training
