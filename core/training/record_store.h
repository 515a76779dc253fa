#pragma once
// (private) Records of one size, in memory up to a limit and then in a file that has no name, so that nothing is left
// of it when the program ends or is killed.
//
// Thread: append() on one, read() on any afterwards.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace tw::training {

class RecordStore
{
public:
    // The file is made in `folder`, which must exist then, when the first record does not fit into memory.
    RecordStore(std::size_t recordBytes, std::size_t memoryBytes, std::filesystem::path folder);
    ~RecordStore();
    RecordStore(RecordStore&& other) noexcept;
    RecordStore& operator=(RecordStore&&) = delete;

    std::size_t size() const { return m_size; }
    std::size_t inMemory() const { return m_memory.size() / m_recordBytes; } // records
    // `record` has recordBytes bytes. Errors: Io (disk full, folder not writable).
    Result<void> append(std::span<const std::uint8_t> record);
    // Record `index` < size(). Errors: Io.
    Result<void> read(std::size_t index, std::span<std::uint8_t> record) const;

private:
    Error failed(const char* what) const; // with errno

    std::size_t m_recordBytes;
    std::size_t m_memoryBytes;
    std::filesystem::path m_folder;
    std::vector<std::uint8_t> m_memory;
    std::size_t m_size = 0;
    int m_file = -1;
};

} // namespace tw::training
