#pragma once
// (private) A connection to a project file, and SQLite's exceptions as Errors. One thread at a time.

#include "core/base/result.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <memory>
#include <utility>

namespace tw::storage {

Error toError(const SQLite::Exception& exception, const std::filesystem::path& file);

// Calls `body`, which returns a Result; what SQLite throws meanwhile is returned as an Error about `file`.
template <class Body>
auto guarded(const std::filesystem::path& file, Body&& body) -> decltype(body())
{
    try {
        return std::forward<Body>(body)();
    } catch (const SQLite::Exception& exception) {
        return toError(exception, file);
    }
}

using Connection = std::unique_ptr<SQLite::Database>;

// An existing project file for writing, or, where the system does not allow that, for reading. Nothing is written by
// opening it: prepareForWriting() does that. Errors: NotFound; Unreadable (no project, damaged); Unsupported (newer);
// Io.
struct OpenedFile {
    Connection connection;
    bool readOnly = false;
    int format = 0;
};
Result<OpenedFile> openFile(const std::filesystem::path& file);
// Brings an older format to the present one and begins to keep a log. Throws SQLite::Exception.
void prepareForWriting(SQLite::Database& database, int format);
// A second connection that only reads.
Result<Connection> openReader(const std::filesystem::path& file, bool immutable);
// A new file with empty tables for one big write: no journal, not synced. Whatever is there must not exist. Call
// addTotals() (checked_rows.h) when all is in it.
Result<Connection> createFile(const std::filesystem::path& file);
// A file that is not to be changed stays as it is, its log included, also when the connection is closed.
void keepUntouched(SQLite::Database& database);
// Everything into the one file, no -wal beside it.
Result<void> closeFile(Connection connection, const std::filesystem::path& file);
// Removes what a crashed program may have left beside a file that is no longer there.
void removeLeftovers(const std::filesystem::path& file);

} // namespace tw::storage
