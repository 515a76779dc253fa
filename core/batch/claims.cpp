#include "core/batch/claims.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <random>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUnfinished = ".new-"; // prefix of a folder that is not a claim yet

std::string randomDigits(int count)
{
    std::random_device source;
    std::string text;
    while (static_cast<int>(text.size()) < count)
        text += "0123456789abcdef"[source() % 16];
    return text;
}

Error ioError(const std::string& what, const fs::path& where)
{
    return {ErrorCode::Io, what + ": " + std::strerror(errno), where.string()};
}

std::int64_t modifiedNs(const struct stat& status)
{
    return std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
}

// The file in a claim's folder; empty when it has just gone.
fs::path fileIn(const fs::path& claim)
{
    std::error_code error;
    for (fs::directory_iterator it(claim, error), end; !error && it != end; it.increment(error))
        return it->path();
    return {};
}

ClaimNote noteOf(const std::string& bytes)
{
    const auto end = bytes.find('\n');
    if (end == std::string::npos)
        return {}; // caught while it was written
    return {bytes.substr(0, end), bytes.substr(end + 1, bytes.find('\n', end + 1) - end - 1)};
}

void removeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::remove_all(folder, error);
}

} // namespace

std::string workerName()
{
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) != 0)
        std::strcpy(host, "unknown");
    return std::string(host) + ":" + std::to_string(::getpid()) + "-" + randomDigits(4);
}

// --- one claim ---------------------------------------------------------------------------------------------------

struct Claim::Body {
    fs::path folder;
    fs::path file;
    std::string worker;
    int descriptor = -1; // stays with the file wherever it goes, so that nothing is written into another one's claim
    mutable std::mutex mutex;
};

Claim::Claim(std::unique_ptr<Body> body) : m_body(std::move(body)) {}
Claim::Claim(Claim&&) noexcept = default;

Claim& Claim::operator=(Claim&& other) noexcept
{
    if (this != &other) {
        release();
        m_body = std::move(other.m_body);
    }
    return *this;
}

Claim::~Claim()
{
    release();
}

bool Claim::renew(const std::string& text)
{
    if (!m_body || !held())
        return false;
    const std::lock_guard lock(m_body->mutex);
    std::string bytes = m_body->worker + "\n" + text;
    std::replace(bytes.begin() + static_cast<std::ptrdiff_t>(m_body->worker.size()) + 1, bytes.end(), '\n', ' ');
    bytes += '\n';
    const auto size = static_cast<ssize_t>(bytes.size());
    return ::pwrite(m_body->descriptor, bytes.data(), bytes.size(), 0) == size &&
           ::ftruncate(m_body->descriptor, size) == 0;
}

bool Claim::held() const
{
    if (!m_body)
        return false;
    const std::lock_guard lock(m_body->mutex);
    struct stat mine {};
    struct stat there {};
    return m_body->descriptor >= 0 && ::fstat(m_body->descriptor, &mine) == 0 && mine.st_nlink > 0 &&
           ::stat(m_body->file.c_str(), &there) == 0 && there.st_ino == mine.st_ino;
}

void Claim::release()
{
    if (!m_body)
        return;
    {
        const std::lock_guard lock(m_body->mutex);
        ::close(std::exchange(m_body->descriptor, -1));
        ::unlink(m_body->file.c_str());
        ::rmdir(m_body->folder.c_str()); // fails when another worker has claimed it already
    }
    m_body.reset();
}

// --- the folder --------------------------------------------------------------------------------------------------

ClaimFolder::ClaimFolder(fs::path folder, std::string worker, std::chrono::milliseconds expiry)
    : m_folder(std::move(folder)), m_worker(std::move(worker)), m_expiry(expiry)
{}

Result<std::optional<Claim>> ClaimFolder::acquire(const std::string& name) const
{
    std::error_code failed;
    fs::create_directories(m_folder, failed); // making the claim says what is wrong
    const std::string token = randomDigits(24);
    const fs::path unfinished = m_folder / (kUnfinished + token);
    if (::mkdir(unfinished.c_str(), 0777) != 0)
        return ioError("no claim can be made", unfinished);
    auto body = std::make_unique<Claim::Body>();
    body->folder = m_folder / name;
    body->file = body->folder / token;
    body->worker = m_worker;
    body->descriptor = ::open((unfinished / token).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    const std::string bytes = m_worker + "\n\n";
    struct stat mine {};
    if (body->descriptor < 0 ||
        ::pwrite(body->descriptor, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()) ||
        ::fstat(body->descriptor, &mine) != 0) {
        const Error error = ioError("no claim can be made", unfinished);
        if (body->descriptor >= 0)
            ::close(body->descriptor);
        removeFolder(unfinished);
        return error;
    }
    const auto renamed = [&] { return ::rename(unfinished.c_str(), body->folder.c_str()) == 0; };
    bool done = renamed();
    if (!done && (errno == ENOTEMPTY || errno == EEXIST)) {
        const fs::path other = fileIn(body->folder);
        struct stat theirs {};
        const bool gone = other.empty() || ::stat(other.c_str(), &theirs) != 0;
        const auto expiryNs = std::chrono::nanoseconds(m_expiry).count();
        if (!gone && modifiedNs(mine) - modifiedNs(theirs) > expiryNs)
            ::unlink(other.c_str()); // of this token alone: a claim made meanwhile is not touched
        done = renamed();
    }
    if (done)
        return std::optional<Claim>(Claim(std::move(body)));
    const int why = errno;
    ::close(body->descriptor);
    removeFolder(unfinished);
    if (why == ENOTEMPTY || why == EEXIST)
        return std::optional<Claim>();
    errno = why;
    return ioError("no claim can be made", m_folder / name);
}

Result<std::vector<ClaimFolder::Seen>> ClaimFolder::list() const
{
    std::vector<Seen> out;
    std::error_code error;
    fs::directory_iterator it(m_folder, error);
    if (error == std::errc::no_such_file_or_directory)
        return out;
    for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with('.'))
            continue;
        const fs::path file = fileIn(it->path());
        struct stat status {};
        if (file.empty() || ::stat(file.c_str(), &status) != 0)
            continue;
        Seen seen;
        seen.name = name;
        if (const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC); descriptor >= 0) {
            char bytes[4096];
            const ssize_t got = ::read(descriptor, bytes, sizeof bytes);
            ::close(descriptor);
            if (got > 0)
                seen.note = noteOf({bytes, static_cast<std::size_t>(got)});
        }
        timespec now{};
        ::clock_gettime(CLOCK_REALTIME, &now);
        const std::int64_t nowNs = std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
        seen.ageSeconds = static_cast<double>(nowNs - modifiedNs(status)) / 1e9;
        seen.expired = seen.ageSeconds > std::chrono::duration<double>(m_expiry).count();
        out.push_back(std::move(seen));
    }
    if (error)
        return Error{ErrorCode::Io, "the claims cannot be read: " + error.message(), m_folder.string()};
    return out;
}

void ClaimFolder::clean() const
{
    std::error_code error;
    for (fs::directory_iterator it(m_folder, error), end; !error && it != end; it.increment(error)) {
        if (!it->path().filename().string().starts_with(kUnfinished))
            continue;
        std::error_code unread;
        const auto age = fs::file_time_type::clock::now() - fs::last_write_time(it->path(), unread);
        if (!unread && age > m_expiry)
            removeFolder(it->path());
    }
}

} // namespace tw::batch
