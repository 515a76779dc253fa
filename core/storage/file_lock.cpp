#include "core/storage/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <optional>
#include <set>
#include <system_error>

namespace tw::storage {
namespace {

using Identity = std::pair<std::uint64_t, std::uint64_t>;

// Files this process has locked. A second descriptor of one of them must not be opened, not even to find that it is
// locked: closing it would drop SQLite's locks.
struct Held {
    std::mutex mutex;
    std::set<Identity> files;
};

Held& held()
{
    static Held instance;
    return instance;
}

std::optional<Identity> identityOf(const std::filesystem::path& file)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0)
        return std::nullopt;
    return Identity{status.st_dev, status.st_ino};
}

// There flock() becomes a lock of the kind that SQLite takes, and the two meet. Numbers of linux/magic.h.
bool isOnNetwork(const std::filesystem::path& file)
{
    struct statfs system {};
    if (::statfs(file.c_str(), &system) != 0)
        return false;
    const auto type = static_cast<std::uint32_t>(system.f_type);
    return type == 0x6969 /* NFS */ || type == 0xFF534D42 /* CIFS */ || type == 0xFE534D42 /* SMB2 */;
}

// What is locked: the file itself, or one beside it.
int openForLock(const std::filesystem::path& file)
{
    if (!isOnNetwork(file))
        return ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    std::error_code error;
    const auto whole = std::filesystem::canonical(file, error);
    return ::open(((error ? file : whole).string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
}

Error isOpen(const std::filesystem::path& file)
{
    return {ErrorCode::Conflict, "is open in another program", file.string()};
}

} // namespace

Result<FileLock> FileLock::take(const std::filesystem::path& file)
{
    const std::lock_guard guard(held().mutex);
    for (;;) {
        const auto before = identityOf(file);
        if (!before)
            return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, std::generic_category().message(errno),
                         file.string()};
        if (held().files.contains(*before))
            return isOpen(file);
        FileLock lock;
        lock.m_shared = ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0;
        lock.m_descriptor = openForLock(file);
        if (lock.m_descriptor < 0)
            return Error{ErrorCode::Io, "cannot be opened: " + std::generic_category().message(errno), file.string()};
        // flock() and not fcntl(): it belongs to the descriptor and does not meet SQLite's.
        if (::flock(lock.m_descriptor, (lock.m_shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 && errno == EWOULDBLOCK)
            return isOpen(file);
        // Between the two its name may have come to lead to another file.
        if (identityOf(file) != before)
            continue;
        lock.m_identity = *before;
        if (!lock.m_shared)
            held().files.insert(*before);
        return lock;
    }
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_shared(other.m_shared), m_identity(other.m_identity)
{}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    if (this != &other) {
        release();
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_shared = other.m_shared;
        m_identity = other.m_identity;
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

bool FileLock::isAt(const std::filesystem::path& file) const
{
    return m_descriptor < 0 || identityOf(file) == m_identity;
}

void FileLock::release()
{
    if (m_descriptor < 0)
        return;
    if (m_identity != Identity{} && !m_shared) {
        const std::lock_guard guard(held().mutex);
        held().files.erase(m_identity);
    }
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace tw::storage
