#pragma once
// (private) A file read by position. Sizes are known before anything is read, so a lying header cannot make a reader
// allocate more than the file holds.
//
// Thread: any one at a time; the file position is not used (pread), so copies of a reference may read in turn.

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace tw::model {

class FileBytes
{
public:
    // Errors: NotFound, Io (with the system's words).
    static Result<FileBytes> open(const std::filesystem::path& path);
    FileBytes(FileBytes&& other) noexcept;
    FileBytes& operator=(FileBytes&&) = delete;
    ~FileBytes();

    std::uint64_t size() const { return m_size; }
    // Fills `out` from `offset`. Errors: Unreadable when the file ends before, Io.
    Result<void> readAt(std::uint64_t offset, std::span<std::byte> out) const;

private:
    FileBytes(int descriptor, std::uint64_t size) : m_descriptor(descriptor), m_size(size) {}
    int m_descriptor = -1;
    std::uint64_t m_size = 0;
};

// Little-endian numbers at a position of a buffer; the caller has checked the length.
inline std::uint64_t littleEndian(std::span<const std::byte> bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        value |= std::to_integer<std::uint64_t>(bytes[at + i]) << (8 * i);
    }
    return value;
}

} // namespace tw::model
