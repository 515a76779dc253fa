#pragma once
// (private) Peaks of tracker runs as rows: chunks of 64 frames, in parts as they come from the tracker. Reading a frame
// back gives what was put in, bit for bit. Rows of older programs have no colours, moving shares or camera motion.

#include "core/base/peaks.h"
#include "core/base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <map>
#include <memory>

namespace tw::storage {

using PeaksByFrame = std::map<FrameIndex, std::shared_ptr<const FramePeaks>>;

// Throws SQLite::Exception; call inside guarded() and inside a transaction.
void writePeaks(SQLite::Database& database, RunId run, const PeaksByFrame& peaks);
// Adds the frames of `range` to `out` unless they are there. Errors: Unreadable, and what SQLite throws.
Result<void> readPeaks(SQLite::Database& database, const std::filesystem::path& file, RunId run, FrameRange range,
                       PeaksByFrame& out);
// Every row of one file into another.
Result<void> copyPeaks(SQLite::Database& from, const std::filesystem::path& fromFile, SQLite::Database& to,
                       const std::filesystem::path& toFile);

} // namespace tw::storage
