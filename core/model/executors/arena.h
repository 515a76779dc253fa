#pragma once
// (private to model) Aligned memory for maps and weights, and where in one block each map may lie: maps that are never
// needed at the same time share their place.

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <vector>

namespace tw::model {

inline constexpr std::size_t kCacheLine = 64;

// Zero-filled. Large blocks ask for huge pages: a frame walks through tens of megabytes.
class AlignedBytes
{
public:
    AlignedBytes() = default;
    explicit AlignedBytes(std::size_t bytes);

    std::byte* data() const { return m_memory.get(); }
    std::size_t size() const { return m_size; }

private:
    struct Free {
        void operator()(std::byte* memory) const { std::free(memory); }
    };
    std::unique_ptr<std::byte, Free> m_memory;
    std::size_t m_size = 0;
};

template <class T>
class AlignedArray
{
public:
    AlignedArray() = default;
    explicit AlignedArray(std::size_t count) : m_bytes(count * sizeof(T)), m_count(count) {}

    T* data() const { return reinterpret_cast<T*>(m_bytes.data()); }
    std::size_t size() const { return m_count; }
    std::span<T> span() const { return {data(), m_count}; }

private:
    AlignedBytes m_bytes;
    std::size_t m_count = 0;
};

// One thing to be placed: its size and the first and last step that need it, both included.
struct ArenaItem {
    std::size_t bytes = 0;
    int firstStep = 0;
    int lastStep = 0;
};

struct ArenaLayout {
    std::vector<std::size_t> offsets; // multiples of kCacheLine, one an item
    std::size_t bytes = 0;
};

// Largest first, each at the lowest place that no item of an overlapping life holds.
ArenaLayout layOut(std::span<const ArenaItem> items);

} // namespace tw::model
