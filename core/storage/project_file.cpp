#include "core/storage/project_file.h"

#include "core/base/log.h"
#include "core/storage/checked_rows.h"
#include "core/storage/picture_store.h"
#include "core/storage/project_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>

namespace tw::storage {
namespace {

Error ioError(const std::filesystem::path& path, const char* what, int number)
{
    return {ErrorCode::Io, std::string(what) + ": " + std::generic_category().message(number), path.string()};
}

Result<void> syncPath(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return ioError(path, "cannot be opened", errno);
    const int done = ::fsync(descriptor);
    const int number = errno;
    ::close(descriptor);
    // A folder of some file systems cannot be synced; the file itself can.
    return done == 0 || number == EINVAL ? Result<void>() : ioError(path, "cannot be written to disk", number);
}

bool samePath(const std::filesystem::path& a, const std::filesystem::path& b)
{
    std::error_code error;
    return a == b || (std::filesystem::equivalent(a, b, error) && !error);
}

void copyAudit(SQLite::Database& from, SQLite::Database& to)
{
    const int format = formatOf(from);
    if (format == 1)
        return; // had none
    CheckedRows rows({from, format, nullptr}, "audit", "ORDER BY number");
    SQLite::Statement insert(to, insertSql("audit"));
    while (rows.next()) {
        if (rows.damaged())
            continue;
        insert.bind(1, rows.column(0).getInt64());
        for (int i = 1; i < 4; ++i)
            insert.bind(i + 1, rows.column(i).getString());
        insert.exec();
        insert.reset();
    }
}

// Removes the unfinished file unless told otherwise.
class Unfinished
{
public:
    explicit Unfinished(std::filesystem::path path) : m_path(std::move(path)) {}
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished()
    {
        std::error_code ignored; // nothing more can be done about it
        if (!m_path.empty())
            std::filesystem::remove(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }
    void finished() { m_path.clear(); }

private:
    std::filesystem::path m_path;
};

// True for a project and for an empty file; false when it is something else that a project must not replace.
bool mayBeReplaced(const std::filesystem::path& path)
{
    std::array<char, 100> head{}; // https://www.sqlite.org/fileformat.html, "The Database Header"
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), head.size());
    if (in.gcount() == 0)
        return true;
    constexpr std::array kId{static_cast<char>(kApplicationId >> 24), static_cast<char>(kApplicationId >> 16 & 255),
                             static_cast<char>(kApplicationId >> 8 & 255), static_cast<char>(kApplicationId & 255)};
    return std::memcmp(head.data(), "SQLite format 3", 16) == 0 && std::equal(kId.begin(), kId.end(), head.data() + 68);
}

// Errors: Conflict when there is a file already.
Result<void> renameToFreeName(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return {};
    int number = errno;
    if (number == EINVAL || number == ENOSYS) { // the file system cannot do it in one step
        const int placeholder = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        number = placeholder < 0 ? errno : 0;
        if (placeholder >= 0) {
            ::close(placeholder);
            number = ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
        }
    }
    if (number == EEXIST)
        return Error{ErrorCode::Conflict, "there is such a file already", to.string()};
    return number == 0 ? Result<void>() : ioError(to, "cannot be created", number);
}

Result<void> replaceFile(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0)
        return ioError(to, "cannot be replaced", errno);
    return {};
}

Result<void> syncFolderOf(const std::filesystem::path& path)
{
    return syncPath(path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path());
}

void writeRest(SQLite::Database& database, const Unwritten& unwritten)
{
    for (const auto& [run, frames] : unwritten.peaks)
        writePeaks(database, run, frames);
    for (const auto& pictures : unwritten.pictures)
        writePictures(database, *pictures);
}

std::filesystem::path unfinishedPath(const std::filesystem::path& path)
{
    return path.string() + ".new-" + std::to_string(::getpid());
}

} // namespace

Connection openBackup(const std::filesystem::path& project)
{
    std::error_code error;
    const std::filesystem::path path = backupPath(project);
    if (!std::filesystem::exists(path, error))
        return nullptr;
    auto backup = guarded(path, [&]() -> Result<Connection> {
        TW_TRY_ASSIGN(Connection connection, openReader(path, true));
        const int format = formatOf(*connection);
        if (format < kFirstChecked || format > kFormat)
            connection.reset(); // without checksums, or of another program
        return connection;
    });
    return backup ? *std::move(backup) : nullptr;
}

Result<void> removeProject(const std::filesystem::path& project)
{
    std::error_code error;
    if (!std::filesystem::exists(project, error))
        return {};
    TW_TRY_ASSIGN(const FileLock lock, FileLock::take(project));
    for (const auto& file : {project, backupPath(project)}) {
        removeLeftovers(file);
        std::filesystem::remove(file, error);
        if (error)
            return ioError(file, "cannot be removed", error.value());
    }
    return {};
}

std::filesystem::path backupPath(const std::filesystem::path& project)
{
    std::filesystem::path out = project;
    out.replace_extension(".backup" + project.extension().string());
    return out;
}

Result<FileLock> ProjectFile::writeNew(const std::filesystem::path& path, Present present, ProjectFile* old,
                                       const ProjectImage& image, const Unwritten& unwritten,
                                       const std::function<void(const Error&)>& lost)
{
    Unfinished file(unfinishedPath(path));
    std::error_code ignored;
    std::filesystem::remove(file.path(), ignored);
    TW_TRY_ASSIGN(Connection connection, createFile(file.path()));
    TW_TRY(guarded(path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*connection);
        if (old != nullptr) {
            // Old peaks and the audit are worth keeping, and not worth refusing to save the tracks.
            const auto kept = guarded(old->path(), [&]() -> Result<void> {
                copyAudit(*old->m_connection, *connection);
                copyPictures(*old->m_connection, *connection);
                return copyPeaks(*old->m_connection, old->path(), *connection, path);
            });
            if (!kept && kept.error().where == path.string())
                return kept.error();
            if (!kept)
                lost(kept.error());
        }
        image.writeAll(*connection);
        writeRest(*connection, unwritten);
        addTotals(*connection);
        transaction.commit();
        return {};
    }));
    connection.reset();
    TW_TRY(syncPath(file.path()));
    TW_TRY_ASSIGN(FileLock lock, FileLock::take(file.path())); // under either name
    if (present == Present::Replace)
        removeLeftovers(path); // a foreign -wal beside the new file would be taken for its own
    TW_TRY(present == Present::Replace ? replaceFile(file.path(), path) : renameToFreeName(file.path(), path));
    file.finished();
    TW_TRY(syncFolderOf(path));
    return lock;
}

Result<ProjectFile> ProjectFile::adopt(const std::filesystem::path& path, FileLock lock)
{
    ProjectFile out;
    out.m_path = path;
    out.m_lock = std::move(lock);
    TW_TRY_ASSIGN(OpenedFile opened, openFile(path));
    out.m_connection = std::move(opened.connection);
    out.m_readOnly = opened.readOnly;
    out.m_format = opened.format;
    return out;
}

Result<FileLock> ProjectFile::lockReplaced(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return FileLock();
    if (!std::filesystem::is_regular_file(path, error) || !mayBeReplaced(path))
        return Error{ErrorCode::Refused, "is no project and is not replaced by one", path.string()};
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
        return Error{ErrorCode::Refused, "is read-only and is not replaced", path.string()};
    return FileLock::take(path);
}

Result<ProjectFile> ProjectFile::create(const std::filesystem::path& path, const ProjectImage& image, Present present)
{
    std::error_code error;
    FileLock replaced; // until the new file has its name
    if (present == Present::Replace) {
        TW_TRY_ASSIGN(replaced, lockReplaced(path));
    } else if (std::filesystem::exists(path, error)) {
        return Error{ErrorCode::Conflict, "there is such a file already", path.string()};
    } else {
        removeLeftovers(path);
    }
    TW_TRY_ASSIGN(FileLock lock, writeNew(path, present, nullptr, image, {}, {}));
    TW_TRY_ASSIGN(ProjectFile out, adopt(path, std::move(lock)));
    out.m_isNew = true;
    return out;
}

Result<ProjectFile> ProjectFile::open(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return Error{ErrorCode::NotFound, "there is no such file", path.string()};
    if (!std::filesystem::is_regular_file(path, error))
        return openFile(path).error();
    TW_TRY_ASSIGN(FileLock lock, FileLock::take(path));
    return adopt(path, std::move(lock));
}

void ProjectFile::hold()
{
    m_held = true;
    keepUntouched(*m_connection);
}

Result<void> ProjectFile::checkPlace() const
{
    if (m_lock.isAt(m_path))
        return {};
    std::error_code error;
    const bool there = std::filesystem::exists(m_path, error);
    return Error{ErrorCode::Conflict,
                 std::string("was ") + (there ? "replaced" : "removed") +
                     " by another program while it was open; the work is kept in memory, save it under another name",
                 m_path.string()};
}

Result<void> ProjectFile::prepare()
{
    if (m_held)
        return Error{ErrorCode::Refused,
                     "is damaged and is not written over before you say so (`trackwright-cli repair`, or save it under "
                     "another name)",
                     m_path.string()};
    if (m_readOnly) { // perhaps it was only for a full disk
        TW_TRY_ASSIGN(OpenedFile again, openFile(m_path));
        if (again.readOnly)
            return Error{ErrorCode::Io, "cannot be written: it is read-only", m_path.string()};
        m_connection = std::move(again.connection);
        m_readOnly = false;
    }
    if (m_prepared)
        return {};
    if (!m_isNew)
        if (const auto kept = backUp(); !kept)
            log::warn("storage", "no backup: " + kept.error().message());
    TW_TRY(guarded(m_path, [&]() -> Result<void> {
        prepareForWriting(*m_connection, m_format);
        return {};
    }));
    m_format = kFormat;
    m_prepared = true;
    return {};
}

// Everything but peaks and pictures into a new file; `target`: as errors name it.
Result<void> ProjectFile::copyTables(const std::filesystem::path& file, const std::filesystem::path& target)
{
    TW_TRY_ASSIGN(Connection created, createFile(file));
    created.reset();
    const auto copied = guarded(target, [&]() -> Result<void> {
        SQLite::Statement attach(*m_connection, "ATTACH ? AS backup");
        attach.bind(1, file.string());
        attach.exec();
        m_connection->exec("PRAGMA backup.journal_mode=OFF");
        m_connection->exec("PRAGMA backup.synchronous=OFF");
        SQLite::Transaction transaction(*m_connection);
        for (const Table& table : kTables)
            if (table.since <= m_format && table.name != "peaks" && table.name != "picture")
                m_connection->exec("INSERT INTO backup." + std::string(table.name) + " SELECT * FROM main." +
                                   std::string(table.name));
        transaction.commit();
        return {};
    });
    const auto detached = guarded(target, [&]() -> Result<void> {
        m_connection->exec("DETACH backup");
        return {};
    });
    TW_TRY(copied);
    TW_TRY(detached);
    return guarded(target, [&]() -> Result<void> {
        SQLite::Database own(file.string(), SQLite::OPEN_READWRITE);
        own.exec("PRAGMA journal_mode=OFF");
        addTotals(own);
        return {};
    });
}

// Beside it, then renamed: the backup before it stays until this one is whole.
Result<void> ProjectFile::backUp()
{
    const std::filesystem::path target = backupPath(m_path);
    Unfinished file(unfinishedPath(target));
    std::error_code error;
    std::filesystem::remove(file.path(), error);
    if (m_format < kFirstChecked) { // the file as the older program wrote it
        std::filesystem::copy_file(m_path, file.path(), error);
        if (error)
            return ioError(target, "cannot be written", error.value());
    } else {
        TW_TRY(copyTables(file.path(), target));
    }
    TW_TRY(syncPath(file.path()));
    removeLeftovers(target);
    TW_TRY(replaceFile(file.path(), target));
    file.finished();
    return {};
}

Result<void> ProjectFile::write(const ProjectImage& image, const Unwritten& unwritten)
{
    TW_TRY(checkPlace());
    TW_TRY(prepare());
    TW_TRY(guarded(m_path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*m_connection, SQLite::TransactionBehavior::IMMEDIATE);
        image.writeChanges(*m_connection);
        writeRest(*m_connection, unwritten);
        transaction.commit();
        return {};
    }));
    return checkPlace();
}

Result<void> ProjectFile::sync()
{
    return guarded(m_path, [&]() -> Result<void> {
        m_connection->exec("PRAGMA wal_checkpoint(PASSIVE)");
        return {};
    });
}

Result<ProjectFile> ProjectFile::writeElsewhere(const std::filesystem::path& path, const ProjectImage& image,
                                                const Unwritten& unwritten,
                                                const std::function<void(const Error&)>& lost)
{
    const bool here = samePath(path, m_path) && checkPlace();
    FileLock replaced; // until the new file has its name
    if (!here) {
        TW_TRY_ASSIGN(replaced, lockReplaced(path));
    }
    // The log of this file bears the name that the new one is going to have.
    const bool logged = here && m_prepared;
    if (logged)
        TW_TRY(setJournal("DELETE"));
    auto written = writeNew(path, Present::Replace, this, image, unwritten, lost);
    if (!written) {
        if (logged)
            (void)setJournal("WAL"); // it works without, only slower
        return std::move(written).error();
    }
    TW_TRY_ASSIGN(ProjectFile out, adopt(path, *std::move(written)));
    out.m_isNew = true;
    return out;
}

Result<void> ProjectFile::setJournal(const char* mode)
{
    return guarded(m_path, [&]() -> Result<void> {
        m_connection->exec("PRAGMA journal_mode=" + std::string(mode));
        return {};
    });
}

Result<void> ProjectFile::close()
{
    if (!m_connection)
        return {};
    Connection connection = std::move(m_connection);
    if (m_readOnly || m_held)
        return {};
    return closeFile(std::move(connection), m_path);
}

} // namespace tw::storage
