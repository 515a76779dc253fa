// Preloaded into a program: from the write number TW_FAIL_AT on (counted over files that are opened for writing) the
// disk is full. With TW_FAIL_ONCE only that one fails. Writes to terminals, pipes and standard output do not count.

#include <dlfcn.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>

namespace {

std::atomic<long> written{0};

bool fails(int file)
{
    static const char* const at = std::getenv("TW_FAIL_AT");
    static const bool once = std::getenv("TW_FAIL_ONCE") != nullptr;
    struct stat status {};
    if (at == nullptr || file < 3 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    const long number = ++written;
    const long limit = std::atol(at);
    return once ? number == limit : number >= limit;
}

template <class Function>
Function next(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

ssize_t full()
{
    errno = ENOSPC;
    return -1;
}

} // namespace

extern "C" {

ssize_t write(int file, const void* data, size_t size)
{
    static const auto real = next<ssize_t (*)(int, const void*, size_t)>("write");
    return fails(file) ? full() : real(file, data, size);
}

ssize_t pwrite(int file, const void* data, size_t size, off_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
    return fails(file) ? full() : real(file, data, size, offset);
}

ssize_t pwrite64(int file, const void* data, size_t size, off_t offset)
{
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite64");
    return fails(file) ? full() : real(file, data, size, offset);
}

ssize_t writev(int file, const struct iovec* parts, int count)
{
    static const auto real = next<ssize_t (*)(int, const struct iovec*, int)>("writev");
    return fails(file) ? full() : real(file, parts, count);
}

int posix_fallocate(int file, off_t offset, off_t size)
{
    static const auto real = next<int (*)(int, off_t, off_t)>("posix_fallocate");
    return fails(file) ? ENOSPC : real(file, offset, size);
}

} // extern "C"
