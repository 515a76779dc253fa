#include "core/training/record_store.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tw::training {

RecordStore::RecordStore(std::size_t recordBytes, std::size_t memoryBytes, std::filesystem::path folder)
    : m_recordBytes(recordBytes), m_memoryBytes(memoryBytes), m_folder(std::move(folder))
{}

RecordStore::RecordStore(RecordStore&& other) noexcept
    : m_recordBytes(other.m_recordBytes), m_memoryBytes(other.m_memoryBytes), m_folder(std::move(other.m_folder)),
      m_memory(std::move(other.m_memory)), m_size(std::exchange(other.m_size, 0)),
      m_file(std::exchange(other.m_file, -1))
{}

RecordStore::~RecordStore()
{
    if (m_file >= 0)
        ::close(m_file);
}

Error RecordStore::failed(const char* what) const
{
    return {ErrorCode::Io, std::string(what) + ": " + std::generic_category().message(errno), m_folder.string()};
}

Result<void> RecordStore::append(std::span<const std::uint8_t> record)
{
    TW_EXPECTS(record.size() == m_recordBytes);
    if (m_memory.size() + m_recordBytes <= m_memoryBytes) {
        m_memory.insert(m_memory.end(), record.begin(), record.end());
        ++m_size;
        return {};
    }
    if (m_file < 0) {
        std::string name = (m_folder / "records.XXXXXX").string();
        m_file = ::mkstemp(name.data());
        if (m_file < 0)
            return failed("a file for what does not fit into memory cannot be made");
        ::unlink(name.c_str());
        m_memoryBytes = m_memory.size(); // the file holds all that follow
    }
    auto at = static_cast<off_t>((m_size - inMemory()) * m_recordBytes);
    while (!record.empty()) {
        const ssize_t written = ::pwrite(m_file, record.data(), record.size(), at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failed("writing what does not fit into memory");
        record = record.subspan(static_cast<std::size_t>(written));
        at += written;
    }
    ++m_size;
    return {};
}

Result<void> RecordStore::read(std::size_t index, std::span<std::uint8_t> record) const
{
    TW_EXPECTS(index < m_size && record.size() == m_recordBytes);
    if (index < inMemory()) {
        std::copy_n(m_memory.begin() + static_cast<std::ptrdiff_t>(index * m_recordBytes), m_recordBytes,
                    record.begin());
        return {};
    }
    auto at = static_cast<off_t>((index - inMemory()) * m_recordBytes);
    while (!record.empty()) {
        const ssize_t got = ::pread(m_file, record.data(), record.size(), at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return failed("reading what does not fit into memory");
        record = record.subspan(static_cast<std::size_t>(got));
        at += got;
    }
    return {};
}

} // namespace tw::training
