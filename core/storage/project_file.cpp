#include "core/storage/project_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
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
    SQLite::Statement query(from, "SELECT time_ms, kind, label, edit FROM audit ORDER BY number");
    SQLite::Statement insert(to, "INSERT INTO audit (time_ms, kind, label, edit) VALUES (?, ?, ?, ?)");
    while (query.executeStep()) {
        insert.bind(1, query.getColumn(0).getInt64());
        for (int i = 1; i < 4; ++i)
            insert.bind(i + 1, query.getColumn(i).getString());
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

} // namespace

Result<void> ProjectFile::writeNew(const std::filesystem::path& path, ProjectFile* old, const ProjectImage& image,
                                   const PeaksByRun& peaks, const std::function<void(const Error&)>& lost)
{
    Unfinished file(path.string() + ".new-" + std::to_string(::getpid()));
    std::error_code ignored;
    std::filesystem::remove(file.path(), ignored);
    TW_TRY_ASSIGN(Connection connection, createFile(file.path()));
    TW_TRY(guarded(path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*connection);
        if (old != nullptr) {
            // Old peaks and the audit are worth keeping, and not worth refusing to save the tracks.
            const auto kept = guarded(old->path(), [&]() -> Result<void> {
                copyAudit(*old->m_connection, *connection);
                return copyPeaks(*old->m_connection, old->path(), *connection, path);
            });
            if (!kept && kept.error().where == path.string())
                return kept.error();
            if (!kept)
                lost(kept.error());
        }
        image.writeAll(*connection);
        for (const auto& [run, frames] : peaks)
            writePeaks(*connection, run, frames);
        transaction.commit();
        return {};
    }));
    connection.reset();
    TW_TRY(syncPath(file.path()));
    removeLeftovers(path); // a foreign -wal beside the new file would be taken for its own
    if (::rename(file.path().c_str(), path.c_str()) != 0)
        return ioError(path, "cannot be replaced", errno);
    file.finished();
    return syncPath(path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path());
}

Result<ProjectFile> ProjectFile::create(const std::filesystem::path& path, const ProjectImage& image)
{
    TW_TRY_ASSIGN(FileLock lock, FileLock::take(path));
    std::error_code error;
    if (std::filesystem::exists(path, error))
        return Error{ErrorCode::Conflict, "there is such a file already", path.string()};
    TW_TRY(writeNew(path, nullptr, image, {}, {}));
    TW_TRY_ASSIGN(OpenedFile opened, openFile(path));
    ProjectFile out;
    out.m_path = path;
    out.m_lock = std::move(lock);
    out.m_connection = std::move(opened.connection);
    out.m_readOnly = opened.readOnly;
    out.m_formatBefore = opened.formatBefore;
    return out;
}

Result<ProjectFile> ProjectFile::open(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error)) // before a lock is left beside nothing
        return Error{ErrorCode::NotFound, "there is no such file", path.string()};
    ProjectFile out;
    out.m_path = path;
    TW_TRY_ASSIGN(out.m_lock, FileLock::take(path));
    TW_TRY_ASSIGN(OpenedFile opened, openFile(path));
    out.m_connection = std::move(opened.connection);
    out.m_readOnly = opened.readOnly;
    out.m_formatBefore = opened.formatBefore;
    return out;
}

Result<void> ProjectFile::write(const ProjectImage& image, const PeaksByRun& peaks)
{
    return guarded(m_path, [&]() -> Result<void> {
        SQLite::Transaction transaction(*m_connection, SQLite::TransactionBehavior::IMMEDIATE);
        image.writeChanges(*m_connection);
        for (const auto& [run, frames] : peaks)
            writePeaks(*m_connection, run, frames);
        transaction.commit();
        return {};
    });
}

Result<void> ProjectFile::sync()
{
    return guarded(m_path, [&]() -> Result<void> {
        m_connection->exec("PRAGMA wal_checkpoint(PASSIVE)");
        return {};
    });
}

Result<ProjectFile> ProjectFile::writeElsewhere(const std::filesystem::path& path, const ProjectImage& image,
                                                const PeaksByRun& peaks, const std::function<void(const Error&)>& lost)
{
    ProjectFile out;
    out.m_path = path;
    const bool here = samePath(path, m_path);
    if (!here) {
        TW_TRY_ASSIGN(out.m_lock, FileLock::take(path));
    }
    // The log of this file bears the name that the new one is going to have.
    if (here && !m_readOnly)
        TW_TRY(setJournal("DELETE"));
    if (auto written = writeNew(path, this, image, peaks, lost); !written) {
        if (here && !m_readOnly)
            (void)setJournal("WAL"); // it works without, only slower
        return std::move(written).error();
    }
    TW_TRY_ASSIGN(OpenedFile opened, openFile(path));
    out.m_connection = std::move(opened.connection);
    out.m_readOnly = opened.readOnly;
    out.m_formatBefore = opened.formatBefore;
    if (here)
        out.m_lock = std::move(m_lock);
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
    if (m_readOnly)
        return {};
    return closeFile(std::move(connection), m_path);
}

} // namespace tw::storage
