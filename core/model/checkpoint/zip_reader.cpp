#include "core/model/checkpoint/zip_reader.h"

#include "core/model/checkpoint/crc32.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tw::model {
namespace {

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint32_t kEnd64 = 0x06064b50;
constexpr std::uint32_t kEnd64Locator = 0x07064b50;
constexpr std::size_t kLocalHeaderSize = 30;
constexpr std::size_t kDirectoryEntrySize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEnd64Size = 56;
constexpr std::size_t kEnd64LocatorSize = 20;
constexpr std::uint64_t kMaxDirectoryBytes = 64U << 20; // some 700,000 records; the largest networks have thousands
constexpr std::uint16_t kEncryptedFlag = 1;
constexpr std::uint16_t kZip64Field = 1;

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t count = 0;
};

Error unreadable(std::string detail)
{
    return Error{ErrorCode::Unreadable, std::move(detail), {}};
}

// The end record lies in the last 65,557 bytes: it may be followed by a comment of at most 65,535.
Result<std::uint64_t> findEnd(const FileBytes& file)
{
    const std::uint64_t window = std::min<std::uint64_t>(file.size(), kEndSize + 0xFFFF);
    std::vector<std::byte> tail(window);
    const std::uint64_t base = file.size() - window;
    TW_TRY(file.readAt(base, tail));
    for (std::size_t back = kEndSize; back <= tail.size(); ++back) {
        const std::size_t at = tail.size() - back;
        if (littleEndian(tail, at, 4) == kEnd && littleEndian(tail, at + 20, 2) == back - kEndSize) {
            return base + at;
        }
    }
    return unreadable("no end record of a zip file: the file is cut off or damaged");
}

Result<Directory> readEnd64(const FileBytes& file, std::uint64_t end)
{
    std::array<std::byte, kEnd64LocatorSize> locator{};
    if (end < kEnd64LocatorSize) {
        return unreadable("zip64 locator missing");
    }
    TW_TRY(file.readAt(end - kEnd64LocatorSize, locator));
    if (littleEndian(locator, 0, 4) != kEnd64Locator) {
        return unreadable("zip64 locator missing");
    }
    std::array<std::byte, kEnd64Size> record{};
    TW_TRY(file.readAt(littleEndian(locator, 8, 8), record));
    if (littleEndian(record, 0, 4) != kEnd64) {
        return unreadable("zip64 end record missing");
    }
    if (littleEndian(record, 16, 4) != 0 || littleEndian(record, 20, 4) != 0) {
        return Error{ErrorCode::Unsupported, "zip file split over several parts", {}};
    }
    return Directory{littleEndian(record, 48, 8), littleEndian(record, 40, 8), littleEndian(record, 32, 8)};
}

Result<Directory> locateDirectory(const FileBytes& file)
{
    TW_TRY_ASSIGN(const std::uint64_t end, findEnd(file));
    std::array<std::byte, kEndSize> record{};
    TW_TRY(file.readAt(end, record));
    if (littleEndian(record, 4, 2) != 0 || littleEndian(record, 6, 2) != 0) {
        return Error{ErrorCode::Unsupported, "zip file split over several parts", {}};
    }
    Directory directory{littleEndian(record, 16, 4), littleEndian(record, 12, 4), littleEndian(record, 10, 2)};
    if (directory.offset == 0xFFFFFFFFU || directory.size == 0xFFFFFFFFU || directory.count == 0xFFFFU) {
        TW_TRY_ASSIGN(directory, readEnd64(file, end));
    }
    if (directory.offset > end || directory.size > end - directory.offset) {
        return unreadable("zip directory of " + std::to_string(directory.size) + " bytes at " +
                          std::to_string(directory.offset) + " does not lie inside the file");
    }
    if (directory.size > kMaxDirectoryBytes) {
        return Error{ErrorCode::Refused, "zip directory of " + std::to_string(directory.size) + " bytes", {}};
    }
    if (directory.count > directory.size / kDirectoryEntrySize) {
        return unreadable("zip directory too small for " + std::to_string(directory.count) + " entries");
    }
    return directory;
}

// The 64-bit values that replace fields saying 0xFFFFFFFF, in the order of the fields.
Result<void> applyZip64(std::span<const std::byte> extra, std::uint64_t& size, std::uint64_t& stored,
                        std::uint64_t& offset, const std::string& name)
{
    std::size_t at = 0;
    while (at + 4 <= extra.size()) {
        const auto id = littleEndian(extra, at, 2);
        const std::size_t length = littleEndian(extra, at + 2, 2);
        at += 4;
        if (length > extra.size() - at) {
            break;
        }
        if (id == kZip64Field) {
            std::size_t field = at;
            for (std::uint64_t* value : {&size, &stored, &offset}) {
                if (*value != 0xFFFFFFFFU) {
                    continue;
                }
                if (field + 8 > at + length) {
                    return unreadable("entry '" + name + "': zip64 field too short");
                }
                *value = littleEndian(extra, field, 8);
                field += 8;
            }
            return {};
        }
        at += length;
    }
    return {};
}

// One directory record at `at`; moves `at` behind it.
Result<ZipEntry> parseEntry(std::span<const std::byte> bytes, std::size_t& at, std::uint64_t fileSize)
{
    if (bytes.size() - at < kDirectoryEntrySize || littleEndian(bytes, at, 4) != kDirectoryEntry) {
        return unreadable("damaged zip directory at its byte " + std::to_string(at));
    }
    const std::size_t nameLength = littleEndian(bytes, at + 28, 2);
    const std::size_t extraLength = littleEndian(bytes, at + 30, 2);
    const std::size_t commentLength = littleEndian(bytes, at + 32, 2);
    const std::size_t nameAt = at + kDirectoryEntrySize;
    if (nameLength + extraLength + commentLength > bytes.size() - nameAt) {
        return unreadable("damaged zip directory at its byte " + std::to_string(at));
    }
    ZipEntry entry;
    entry.name.assign(reinterpret_cast<const char*>(bytes.data() + nameAt), nameLength);
    entry.method = static_cast<std::uint16_t>(littleEndian(bytes, at + 10, 2));
    entry.crc = static_cast<std::uint32_t>(littleEndian(bytes, at + 16, 4));
    std::uint64_t stored = littleEndian(bytes, at + 20, 4);
    entry.size = littleEndian(bytes, at + 24, 4);
    entry.headerOffset = littleEndian(bytes, at + 42, 4);
    const auto flags = littleEndian(bytes, at + 8, 2);
    TW_TRY(applyZip64(bytes.subspan(nameAt + nameLength, extraLength), entry.size, stored, entry.headerOffset,
                      entry.name));
    at = nameAt + nameLength + extraLength + commentLength;
    if ((flags & kEncryptedFlag) != 0) {
        return Error{ErrorCode::Unsupported, "entry '" + entry.name + "' is encrypted", {}};
    }
    if (entry.method == 0 && stored != entry.size) {
        return unreadable("entry '" + entry.name + "' is stored but has two sizes");
    }
    if (entry.headerOffset > fileSize || stored > fileSize - entry.headerOffset) {
        return unreadable("entry '" + entry.name + "' of " + std::to_string(stored) + " bytes at " +
                          std::to_string(entry.headerOffset) + " does not lie inside the file");
    }
    return entry;
}

} // namespace

Result<ZipReader> ZipReader::open(const FileBytes& file)
{
    ZipReader reader(file);
    TW_TRY(reader.readDirectory());
    return reader;
}

Result<void> ZipReader::readDirectory()
{
    TW_TRY_ASSIGN(const Directory directory, locateDirectory(*m_file));
    std::vector<std::byte> bytes(directory.size);
    TW_TRY(m_file->readAt(directory.offset, bytes));
    std::size_t at = 0;
    for (std::uint64_t i = 0; i < directory.count; ++i) {
        TW_TRY_ASSIGN(ZipEntry entry, parseEntry(bytes, at, m_file->size()));
        std::string name = entry.name;
        if (!m_entries.emplace(name, std::move(entry)).second) {
            return unreadable("zip entry '" + name + "' appears twice");
        }
    }
    return {};
}

const ZipEntry* ZipReader::find(const std::string& name) const
{
    const auto found = m_entries.find(name);
    return found == m_entries.end() ? nullptr : &found->second;
}

Result<std::uint64_t> ZipReader::dataOffset(const ZipEntry& entry) const
{
    if (entry.method != 0) {
        return Error{ErrorCode::Unsupported,
                     "zip entry '" + entry.name + "' is compressed (method " + std::to_string(entry.method) +
                         "); torch.save stores its records",
                     {}};
    }
    std::array<std::byte, kLocalHeaderSize> header{};
    TW_TRY(m_file->readAt(entry.headerOffset, header));
    if (littleEndian(header, 0, 4) != kLocalHeader || littleEndian(header, 26, 2) != entry.name.size()) {
        return unreadable("zip entry '" + entry.name + "': no record at byte " + std::to_string(entry.headerOffset));
    }
    // The sizes of this header may be zero (written before the data were known); only the directory's are used.
    const std::uint64_t data = entry.headerOffset + kLocalHeaderSize + entry.name.size() + littleEndian(header, 28, 2);
    if (data > m_file->size() || entry.size > m_file->size() - data) {
        return unreadable("zip entry '" + entry.name + "' is cut off");
    }
    return data;
}

Result<void> ZipReader::read(const ZipEntry& entry, std::span<std::byte> out) const
{
    TW_EXPECTS(out.size() == entry.size);
    TW_TRY_ASSIGN(const std::uint64_t offset, dataOffset(entry));
    TW_TRY(m_file->readAt(offset, out));
    // PyTorch can be told not to compute checksums and leaves 0 then
    if (entry.crc != 0 && crc32(out) != entry.crc) {
        return unreadable("zip entry '" + entry.name + "': checksum is wrong, the data are damaged");
    }
    return {};
}

} // namespace tw::model
