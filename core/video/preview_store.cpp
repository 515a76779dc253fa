#include "core/video/preview_store.h"

#include "core/base/crc32c.h"
#include "core/video/frame_maker.h"
#include "core/video/small_jpeg.h"
#include "core/video/still_decoder.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <vector>

namespace tw::video {
namespace {

constexpr std::uint64_t kPreviewMagic = 0x0000'0032'5650'5754; // "TWPV2", little-endian
struct Header {
    std::uint64_t magic = kPreviewMagic;
    std::uint64_t videoBytes = 0;
    std::int64_t videoModifiedNs = 0;
    std::uint64_t videoFingerprint = 0;
    std::int32_t frameCount = 0;
    std::int32_t demuxerVersion = 0;
    std::uint64_t reserved = 0; // the entries behind it never lie across two pages

    friend bool operator==(const Header&, const Header&) = default;
};
struct Entry {
    std::int64_t offset = 0; // 0: there is none
    std::uint32_t bytes = 0;
    std::uint32_t checksum = 0; // CRC-32C of the number of the frame and the JPEG
};
static_assert(sizeof(Header) == 48 && sizeof(Entry) == 16);
constexpr std::uint32_t kLargestPicture = 16 << 20;

Header headerOf(const VideoIndex& video)
{
    return {kPreviewMagic,
            video.file.bytes,
            video.file.modifiedNs,
            video.file.fingerprint,
            video.frameCount(),
            video.demuxerVersion,
            0};
}

std::int64_t entryPlace(FrameIndex index)
{
    return static_cast<std::int64_t>(sizeof(Header)) + static_cast<std::int64_t>(sizeof(Entry)) * index;
}

template <class T>
std::string_view bytesOf(const T& value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

std::uint32_t checksumOf(FrameIndex index, std::string_view jpeg)
{
    return crc32c(jpeg, crc32c(bytesOf(index)));
}

Error ioError(const std::filesystem::path& path)
{
    return Error{ErrorCode::Io, std::strerror(errno), path.string()};
}

bool readAt(int file, void* to, std::size_t bytes, std::int64_t from)
{
    auto* out = static_cast<char*>(to);
    while (bytes > 0) {
        const ssize_t got = ::pread(file, out, bytes, from);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        from += got;
        bytes -= static_cast<std::size_t>(got);
    }
    return true;
}

bool writeAt(int file, std::string_view bytes, std::int64_t to)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), to);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        to += written;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

struct PreviewStore::Body {
    // Without a lock: the builder has the lowest priority and may be held up anywhere. The place is written last.
    struct Slot {
        std::atomic<std::int64_t> offset{0};
        std::atomic<std::uint32_t> bytes{0}, checksum{0};

        Entry load() const
        {
            Entry entry;
            entry.offset = offset.load(std::memory_order_acquire);
            entry.bytes = bytes;
            entry.checksum = checksum;
            return entry;
        }
        void store(const Entry& entry)
        {
            bytes = entry.bytes;
            checksum = entry.checksum;
            offset.store(entry.offset, std::memory_order_release);
        }
    };

    std::filesystem::path path;
    int file = -1;
    bool writable = false;
    Header header;
    std::vector<Slot> table; // of every frame
    std::atomic<FrameIndex> count{0};
    std::atomic<std::int64_t> end{0};
    std::mutex addMutex; // the encoder, and the end while it moves
    SmallJpeg jpeg{kLongSide};

    ~Body()
    {
        if (file >= 0)
            ::close(file); // and unlocks
    }
    Result<void> start();
    Result<bool> openFile();
    Result<void> beginFile();
    void readTable();
    bool plausible(const Entry& entry, std::int64_t size) const
    {
        return entry.offset >= entryPlace(header.frameCount) && entry.bytes > 0 && entry.bytes <= kLargestPicture &&
               entry.offset <= size - static_cast<std::int64_t>(entry.bytes);
    }
    std::int64_t size() const
    {
        struct stat status {};
        return ::fstat(file, &status) == 0 ? status.st_size : 0;
    }
    Entry find(FrameIndex index);
    void enter(FrameIndex index, const Entry& entry)
    {
        table[static_cast<std::size_t>(index)].store(entry);
        ++count;
    }
    void forget(FrameIndex index, const Entry& damaged);
};

// False: the file was deleted between opening and locking it.
Result<bool> PreviewStore::Body::openFile()
{
    writable = true;
    file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0 && (errno == EACCES || errno == EROFS)) {
        writable = false;
        file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    }
    if (file < 0)
        return ioError(path);
    if (writable && ::flock(file, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return ioError(path);
        writable = false;
    }
    struct stat status {};
    if (::fstat(file, &status) == 0 && status.st_nlink > 0)
        return true;
    ::close(file);
    file = -1;
    return false;
}

Result<void> PreviewStore::Body::start()
{
    constexpr int kAttempts = 3;
    bool there = false;
    for (int attempt = 0; attempt < kAttempts && !there; ++attempt) {
        TW_TRY_ASSIGN(there, openFile());
    }
    if (!there)
        return Error{ErrorCode::Conflict, "the file was deleted again and again", path.string()};
    table = std::vector<Slot>(static_cast<std::size_t>(header.frameCount));
    Header found;
    if (readAt(file, &found, sizeof found, 0) && found == header) {
        ::futimens(file, nullptr); // used now
        readTable();
        return {};
    }
    if (!writable)
        return Error{ErrorCode::Conflict, "the previews of this video are being started elsewhere", path.string()};
    return beginFile();
}

Result<void> PreviewStore::Body::beginFile()
{
    end = entryPlace(header.frameCount);
    // the table is a hole in the file until it is filled
    if (::ftruncate(file, 0) != 0 || ::ftruncate(file, end) != 0 || !writeAt(file, bytesOf(header), 0))
        return ioError(path);
    return {};
}

void PreviewStore::Body::readTable()
{
    end = entryPlace(header.frameCount);
    const std::int64_t fileSize = size();
    std::vector<Entry> stored(table.size());
    if (!readAt(file, stored.data(), stored.size() * sizeof(Entry), entryPlace(0)))
        stored.clear(); // cut off inside the table
    for (std::size_t i = 0; i < stored.size(); ++i) {
        if (!plausible(stored[i], fileSize))
            continue;
        enter(static_cast<FrameIndex>(i), stored[i]);
        end = std::max<std::int64_t>(end, stored[i].offset + static_cast<std::int64_t>(stored[i].bytes));
    }
    if (writable && fileSize != end)
        std::ignore = ::ftruncate(file, end); // a picture whose entry was not written any more
}

Entry PreviewStore::Body::find(FrameIndex index)
{
    if (index < 0 || index >= header.frameCount)
        return {};
    Entry entry = table[static_cast<std::size_t>(index)].load();
    if (entry.offset != 0 || writable)
        return entry;
    // written by another process meanwhile?
    if (!readAt(file, &entry, sizeof entry, entryPlace(index)) || !plausible(entry, size()))
        return {};
    enter(index, entry);
    return entry;
}

void PreviewStore::Body::forget(FrameIndex index, const Entry& damaged)
{
    std::int64_t place = damaged.offset;
    if (!table[static_cast<std::size_t>(index)].offset.compare_exchange_strong(place, 0))
        return; // written anew meanwhile
    --count;
    if (writable)
        std::ignore = writeAt(file, bytesOf(Entry()), entryPlace(index));
}

PreviewStore::PreviewStore(std::unique_ptr<Body> body) : m_body(std::move(body)) {}
PreviewStore::~PreviewStore() = default;

Result<std::shared_ptr<PreviewStore>> PreviewStore::open(const std::filesystem::path& path, const VideoIndex& video)
{
    auto body = std::make_unique<Body>();
    body->path = path;
    body->header = headerOf(video);
    TW_TRY(body->start());
    return std::shared_ptr<PreviewStore>(new PreviewStore(std::move(body)));
}

bool PreviewStore::writable() const
{
    return m_body->writable;
}

bool PreviewStore::isOf(const VideoIndex& video) const
{
    return m_body->header == headerOf(video);
}

FrameIndex PreviewStore::frameCount() const
{
    return m_body->header.frameCount;
}

bool PreviewStore::has(FrameIndex index) const
{
    return m_body->find(index).offset != 0;
}

FrameIndex PreviewStore::count() const
{
    return m_body->count;
}

std::uint64_t PreviewStore::bytes() const
{
    return static_cast<std::uint64_t>(m_body->end);
}

Result<void> PreviewStore::add(const FramePtr& frame)
{
    TW_EXPECTS(frame != nullptr && frame->index >= 0 && frame->index < frameCount() && writable());
    const std::lock_guard addLock(m_body->addMutex);
    if (has(frame->index))
        return {};
    TW_TRY_ASSIGN(const std::string jpeg, m_body->jpeg.encode(frame));
    const Entry entry{m_body->end, static_cast<std::uint32_t>(jpeg.size()), checksumOf(frame->index, jpeg)};
    if (!writeAt(m_body->file, jpeg, entry.offset) || !writeAt(m_body->file, bytesOf(entry), entryPlace(frame->index)))
        return ioError(m_body->path);
    m_body->end += static_cast<std::int64_t>(jpeg.size());
    m_body->enter(frame->index, entry);
    return {};
}

void PreviewStore::asked(FrameIndex index)
{
    m_asked = index;
    m_lastAsked = std::chrono::steady_clock::now();
}

FrameIndex PreviewStore::takeAsked()
{
    return m_asked.exchange(kNoFrame);
}

std::chrono::steady_clock::time_point PreviewStore::lastAsked() const
{
    return m_lastAsked;
}

Result<FramePtr> PreviewStore::read(FrameIndex index) const
{
    const Entry entry = m_body->find(index);
    if (entry.offset == 0)
        return Error{ErrorCode::NotFound, "there is no preview of this frame", m_body->path.string()};
    std::string bytes(entry.bytes, '\0');
    if (!readAt(m_body->file, bytes.data(), bytes.size(), entry.offset))
        return ioError(m_body->path);
    if (checksumOf(index, bytes) != entry.checksum) {
        m_body->forget(index, entry);
        return Error{ErrorCode::Unreadable, "a preview is damaged", m_body->path.string()};
    }
    TW_TRY_ASSIGN(const StillPicture picture, decodeStill(bytes));
    FrameMaker maker;
    TW_TRY_ASSIGN(const FramePtr made, maker.make(*picture.frame, index, 0, {}, picture.frame->width,
                                                  picture.frame->height, FrameContent::Image));
    auto frame = std::make_shared<Frame>(*made);
    frame->preview = true;
    return FramePtr(std::move(frame));
}

} // namespace tw::video
