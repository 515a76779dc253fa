#include "core/base/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tw {
namespace {

Error ioError(const std::filesystem::path& path, const char* what)
{
    const int code = errno;
    switch (code) {
    case ENOENT: return Error{ErrorCode::NotFound, "there is no such file or folder", path.string()};
    case ENOSPC:
    case EDQUOT: return Error{ErrorCode::Io, std::string(what) + ": the disk is full", path.string()};
    case EACCES:
    case EPERM: return Error{ErrorCode::Io, std::string(what) + ": you have no permission", path.string()};
    case EROFS: return Error{ErrorCode::Io, std::string(what) + ": the disk is read-only", path.string()};
    case EISDIR: return Error{ErrorCode::Io, std::string(what) + ": it is a folder", path.string()};
    default: return Error{ErrorCode::Io, std::string(what) + ": " + std::strerror(code), path.string()};
    }
}

std::filesystem::path temporaryBeside(const std::filesystem::path& path)
{
    static std::atomic<unsigned> counter{0}; // only makes names differ inside this process
    auto temporary = path;
    temporary += "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".part";
    return temporary;
}

void syncFolder(const std::filesystem::path& path)
{
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor); // best effort: some file systems refuse it, the rename stays valid
        ::close(descriptor);
    }
}

} // namespace

Result<AtomicFile> AtomicFile::create(const std::filesystem::path& path)
{
    AtomicFile file;
    file.m_path = path;
    file.m_temporary = temporaryBeside(path);
    file.m_descriptor = ::open(file.m_temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file.m_descriptor < 0)
        return ioError(path, "cannot be written");
    return file;
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_temporary(std::move(other.m_temporary)),
      m_descriptor(std::exchange(other.m_descriptor, -1))
{
    other.m_temporary.clear();
}

AtomicFile::~AtomicFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<void> AtomicFile::append(std::string_view bytes)
{
    TW_EXPECTS(m_descriptor >= 0);
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return ioError(m_path, "cannot be written");
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> AtomicFile::commit()
{
    TW_EXPECTS(m_descriptor >= 0);
    if (::fsync(m_descriptor) != 0)
        return ioError(m_path, "cannot be written to disk");
    const int closed = ::close(std::exchange(m_descriptor, -1));
    if (closed != 0)
        return ioError(m_path, "cannot be closed");
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return ioError(m_path, "cannot be replaced");
    m_temporary.clear();
    syncFolder(m_path);
    return {};
}

Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view bytes)
{
    TW_TRY_ASSIGN(AtomicFile file, AtomicFile::create(path));
    TW_TRY(file.append(bytes));
    return file.commit();
}

Result<std::string> readFile(const std::filesystem::path& path, std::uintmax_t maxBytes)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return ioError(path, "cannot be opened");
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || S_ISDIR(status.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::Io, "is not a file", path.string()};
    }
    if (static_cast<std::uintmax_t>(status.st_size) > maxBytes) {
        ::close(descriptor);
        return Error{ErrorCode::Refused, "is larger than " + std::to_string(maxBytes) + " bytes", path.string()};
    }
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
    char buffer[1 << 16];
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            const Error error = ioError(path, "cannot be read");
            ::close(descriptor);
            return error;
        }
        if (got == 0)
            break;
        bytes.append(buffer, static_cast<std::size_t>(got));
        if (bytes.size() > maxBytes) {
            ::close(descriptor);
            return Error{ErrorCode::Refused, "is larger than " + std::to_string(maxBytes) + " bytes", path.string()};
        }
    }
    ::close(descriptor);
    return bytes;
}

} // namespace tw
