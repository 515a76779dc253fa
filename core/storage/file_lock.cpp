#include "core/storage/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace tw::storage {

Result<FileLock> FileLock::take(const std::filesystem::path& project)
{
    FileLock lock;
    lock.m_path = project.string() + ".lock";
    for (;;) {
        // flock() and not fcntl(): closing any descriptor of a file drops all fcntl locks a process has on it, SQLite's
        // too.
        const int descriptor = ::open(lock.m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor < 0)
            return FileLock();
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            const bool held = errno == EWOULDBLOCK;
            ::close(descriptor);
            if (held)
                return Error{ErrorCode::Conflict, "is open in another program", project.string()};
            return FileLock(); // a file system without locks
        }
        // Between open and flock its owner may have removed it: then the name belongs to another file by now.
        struct stat mine {};
        struct stat there {};
        if (::fstat(descriptor, &mine) == 0 && ::stat(lock.m_path.c_str(), &there) == 0 &&
            mine.st_ino == there.st_ino && mine.st_dev == there.st_dev) {
            lock.m_descriptor = descriptor;
            return lock;
        }
        ::close(descriptor);
    }
}

FileLock::FileLock(FileLock&& other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1))
{}

FileLock& FileLock::operator=(FileLock&& other) noexcept
{
    if (this != &other) {
        release();
        m_path = std::move(other.m_path);
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

void FileLock::release()
{
    if (m_descriptor < 0)
        return;
    ::unlink(m_path.c_str()); // while it is still ours
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace tw::storage
