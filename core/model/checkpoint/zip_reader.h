#pragma once
// (private) The part of the zip format that torch.save writes: stored records, found through the central directory.
// Zip64 fields are understood. Compression, encryption and split archives are not: nothing here needs them.
//
// Thread: any; immutable after open(). The FileBytes must outlive it.
// Source: PKWARE APPNOTE 6.3, sections 4.3 to 4.5.

#include "core/base/result.h"
#include "core/model/checkpoint/file_bytes.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace tw::model {

struct ZipEntry {
    std::string name;
    std::uint64_t headerOffset = 0; // of the local header
    std::uint64_t size = 0;         // bytes of data; checked to lie inside the file
    std::uint32_t crc = 0;          // 0: not recorded
    std::uint16_t method = 0;       // 0: stored
};

class ZipReader
{
public:
    // Errors: Unreadable (no or damaged directory), Unsupported (split, encrypted), Refused (too many entries), Io.
    static Result<ZipReader> open(const FileBytes& file);

    const std::map<std::string, ZipEntry>& entries() const { return m_entries; }
    const ZipEntry* find(const std::string& name) const;

    // Where the data of a stored entry begin. Errors: Unsupported (compressed), Unreadable.
    Result<std::uint64_t> dataOffset(const ZipEntry& entry) const;
    // Reads the whole entry; `out` has entry.size bytes. Errors: those of dataOffset; Unreadable when the checksum is
    // wrong.
    Result<void> read(const ZipEntry& entry, std::span<std::byte> out) const;

private:
    explicit ZipReader(const FileBytes& file) : m_file(&file) {}
    Result<void> readDirectory();

    const FileBytes* m_file;
    std::map<std::string, ZipEntry> m_entries;
};

} // namespace tw::model
