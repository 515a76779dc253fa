#pragma once
// (private) Values to bytes and back for the blobs of a project file. Little-endian as in memory; numbers that are
// mostly small take few bytes. A reader of damaged bytes fails once and then gives zeros: ask failed() at the end.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace tw::storage {

static_assert(std::endian::native == std::endian::little, "blobs are written as they lie in memory");

class ByteWriter
{
public:
    explicit ByteWriter(std::string& out) : m_out(out) {}

    template <class T>
    requires std::is_trivially_copyable_v<T>
    void raw(const T& value) { m_out.append(reinterpret_cast<const char*>(&value), sizeof value); }
    template <class T>
    requires std::is_trivially_copyable_v<T>
    void rawAll(std::span<const T> values)
    {
        m_out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    // Seven bits a byte, lowest first.
    void count(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7)
            m_out.push_back(static_cast<char>(value | 0x80));
        m_out.push_back(static_cast<char>(value));
    }
    void text(std::string_view value)
    {
        count(value.size());
        m_out.append(value);
    }

private:
    std::string& m_out;
};

class ByteReader
{
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}

    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }
    std::size_t left() const { return m_rest.size(); }
    void fail()
    {
        m_failed = true;
        m_rest = {};
    }

    template <class T>
    requires std::is_trivially_copyable_v<T> T raw()
    {
        T value{};
        const std::string_view bytes = take(sizeof value);
        if (!m_failed)
            std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::uint64_t count()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto byte = raw<std::uint8_t>();
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80)
                return value;
        }
        fail();
        return 0;
    }
    // A number of things that take at least `bytesEach`: never more than the rest can hold.
    std::size_t countOf(std::size_t bytesEach)
    {
        const std::uint64_t n = count();
        if (n > m_rest.size() / std::max<std::size_t>(bytesEach, 1)) {
            fail();
            return 0;
        }
        return static_cast<std::size_t>(n);
    }
    std::string_view take(std::size_t size)
    {
        if (size > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view out = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return out;
    }
    std::string_view text() { return take(countOf(1)); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace tw::storage
