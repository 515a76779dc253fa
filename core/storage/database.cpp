#include "core/storage/database.h"

#include "core/storage/checked_rows.h"
#include "core/storage/migrations.h"
#include "core/storage/schema.h"

#include <sqlite3.h>

#include <system_error>

namespace tw::storage {
namespace {

// One page for a chunk of boxes in most cases, little to write for a small edit.
constexpr int kPageBytes = 16384;
// Another program that reads the file (a backup, a viewer) may hold it for a moment.
constexpr int kBusyMs = 3000;

int pragma(SQLite::Database& database, const char* name)
{
    return database.execAndGet("PRAGMA " + std::string(name)).getInt();
}

Error notAProject(const std::filesystem::path& file)
{
    return {ErrorCode::Unreadable, "is not a Trackwright project", file.string()};
}

// Settings of a connection, not of the file.
void tune(SQLite::Database& database)
{
    database.exec("PRAGMA mmap_size=1073741824");  // reading goes past the page cache
    database.exec("PRAGMA cache_size=-16384");     // 16 MiB
    database.exec("PRAGMA recursive_triggers=ON"); // a row that is replaced leaves its total, too
    addRowCrc(database);
}

// Also a full disk, where a log that is left cannot get its index.
bool refusesWriting(const SQLite::Exception& exception)
{
    const int code = exception.getErrorCode();
    return code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM || code == SQLITE_FULL ||
           code == SQLITE_IOERR;
}

bool hasLog(const std::filesystem::path& file)
{
    std::error_code error;
    return std::filesystem::file_size(file.string() + "-wal", error) > 0 && !error;
}

std::string immutableUri(const std::filesystem::path& file)
{
    std::string uri = "file:";
    for (const char c : file.string()) {
        // What would end or change a URI; the rest SQLite takes as it is.
        constexpr std::string_view kHex = "0123456789ABCDEF";
        if (c == '%' || c == '?' || c == '#') {
            const auto byte = static_cast<unsigned char>(c);
            uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

Connection connectReadOnly(const std::filesystem::path& file, bool immutable)
{
    auto out = immutable ? std::make_unique<SQLite::Database>(immutableUri(file),
                                                              SQLite::OPEN_READONLY | SQLite::OPEN_URI, kBusyMs)
                         : std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READONLY, kBusyMs);
    tune(*out);
    return out;
}

// Reading anything may already fail in a folder where SQLite cannot put its -shm file. Without its log a file would
// look sound and lack the last changes.
Connection connect(const std::filesystem::path& file, bool& readOnly)
{
    try {
        auto out = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, kBusyMs);
        (void)pragma(*out, "user_version");
        readOnly = sqlite3_db_readonly(out->getHandle(), "main") == 1;
        if (!readOnly) {
            tune(*out);
            return out;
        }
    } catch (const SQLite::Exception& exception) {
        if (!refusesWriting(exception) || hasLog(file))
            throw;
    }
    readOnly = true;
    return connectReadOnly(file, true);
}

Result<void> checkIdentity(SQLite::Database& database, const std::filesystem::path& file, int& format)
{
    format = pragma(database, "user_version");
    if (pragma(database, "application_id") != kApplicationId || format < 1)
        return notAProject(file);
    if (format > kFormat)
        return Error{ErrorCode::Unsupported,
                     "was written by a newer Trackwright (format " + std::to_string(format) +
                         ", this one knows formats up to " + std::to_string(kFormat) + ")",
                     file.string()};
    return {};
}

} // namespace

Error toError(const SQLite::Exception& exception, const std::filesystem::path& file)
{
    const std::string what = exception.what();
    switch (exception.getErrorCode()) {
    case SQLITE_FULL: return {ErrorCode::Io, "no space is left on the disk", file.string()};
    case SQLITE_IOERR: return {ErrorCode::Io, "cannot be read or written (" + what + ")", file.string()};
    case SQLITE_READONLY: return {ErrorCode::Io, "cannot be written: it is read-only", file.string()};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return {ErrorCode::Io, "cannot be opened (" + what + ")", file.string()};
    case SQLITE_NOTADB: return notAProject(file);
    case SQLITE_CORRUPT: return {ErrorCode::Unreadable, "is damaged (" + what + ")", file.string()};
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {ErrorCode::Conflict, "is in use by another program", file.string()};
    case SQLITE_NOMEM: return {ErrorCode::OutOfMemory, "no memory for the project", file.string()};
    // A table or column that should be there is not, or holds something else.
    case SQLITE_ERROR:
    case SQLITE_MISMATCH: return {ErrorCode::Unreadable, "is damaged (" + what + ")", file.string()};
    default: return {ErrorCode::Internal, what, file.string()};
    }
}

Result<OpenedFile> openFile(const std::filesystem::path& file)
{
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return Error{ErrorCode::NotFound, "there is no such file", file.string()};
    if (error)
        return Error{ErrorCode::Io, "cannot be opened: " + error.message(), file.string()};
    if (!std::filesystem::is_regular_file(status))
        return notAProject(file);
    if (std::filesystem::file_size(file, error) == 0 && !error)
        return notAProject(file); // SQLite would take it for a new database
    return guarded(file, [&]() -> Result<OpenedFile> {
        OpenedFile out;
        out.connection = connect(file, out.readOnly);
        TW_TRY(checkIdentity(*out.connection, file, out.format));
        return out;
    });
}

void prepareForWriting(SQLite::Database& database, int format)
{
    database.exec("PRAGMA journal_mode=WAL");
    database.exec("PRAGMA synchronous=NORMAL"); // synced by the checkpoints of the storage thread
    if (format < kFormat)
        migrate(database, format);
}

void keepUntouched(SQLite::Database& database)
{
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

Result<Connection> openReader(const std::filesystem::path& file, bool immutable)
{
    return guarded(file, [&]() -> Result<Connection> { return connectReadOnly(file, immutable); });
}

Result<Connection> createFile(const std::filesystem::path& file)
{
    return guarded(file, [&]() -> Result<Connection> {
        auto out =
            std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kBusyMs);
        addRowCrc(*out);
        out->exec("PRAGMA page_size=" + std::to_string(kPageBytes));
        out->exec("PRAGMA journal_mode=OFF");
        out->exec("PRAGMA synchronous=OFF");
        out->exec("PRAGMA locking_mode=EXCLUSIVE");
        out->exec("PRAGMA application_id=" + std::to_string(kApplicationId));
        out->exec("PRAGMA user_version=" + std::to_string(kFormat));
        out->exec(kSchema);
        out->exec(kPictureSchema);
        out->exec(kLabelSchema);
        out->exec(kTotalSchema);
        return out;
    });
}

Result<void> closeFile(Connection connection, const std::filesystem::path& file)
{
    return guarded(file, [&]() -> Result<void> {
        connection->exec("PRAGMA wal_checkpoint(TRUNCATE)");
        connection->exec("PRAGMA journal_mode=DELETE");
        return {};
    });
}

void removeLeftovers(const std::filesystem::path& file)
{
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        std::error_code ignored; // usually there is none
        std::filesystem::remove(file.string() + suffix, ignored);
    }
}

} // namespace tw::storage
