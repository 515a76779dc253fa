#include "core/model/checkpoint/file_bytes.h"

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tw::model {
namespace {

std::string systemText(int code)
{
    return std::generic_category().message(code);
}

} // namespace

Result<FileBytes> FileBytes::open(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        const int code = errno;
        return Error{code == ENOENT || code == ENOTDIR ? ErrorCode::NotFound : ErrorCode::Io, systemText(code),
                     path.string()};
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::Io, "not a regular file", path.string()};
    }
    return FileBytes(descriptor, static_cast<std::uint64_t>(status.st_size));
}

FileBytes::FileBytes(FileBytes&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(std::exchange(other.m_size, 0))
{}

FileBytes::~FileBytes()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<void> FileBytes::readAt(std::uint64_t offset, std::span<std::byte> out) const
{
    if (offset > m_size || out.size() > m_size - offset) {
        return Error{ErrorCode::Unreadable,
                     "the file ends at byte " + std::to_string(m_size) + ", " + std::to_string(out.size()) +
                         " bytes from " + std::to_string(offset) + " were expected",
                     {}};
    }
    std::size_t done = 0;
    while (done < out.size()) {
        // Linux reads at most 0x7ffff000 bytes a call
        const std::size_t part = std::min<std::size_t>(out.size() - done, 1U << 30);
        const ssize_t got = ::pread(m_descriptor, out.data() + done, part, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return Error{ErrorCode::Io, systemText(errno), {}};
        }
        if (got == 0) {
            return Error{ErrorCode::Unreadable, "the file became shorter while it was read", {}};
        }
        done += static_cast<std::size_t>(got);
    }
    return {};
}

} // namespace tw::model
