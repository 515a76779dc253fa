#include "core/model/executors/arena.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tw::model {

namespace {

constexpr std::size_t kHugePage = 2U << 20;

std::size_t roundUp(std::size_t value, std::size_t multiple)
{
    return (value + multiple - 1) / multiple * multiple;
}

} // namespace

AlignedBytes::AlignedBytes(std::size_t bytes) : m_size(bytes)
{
    if (bytes == 0)
        return;
    const bool large = bytes >= kHugePage;
    const std::size_t alignment = large ? kHugePage : kCacheLine;
    const std::size_t rounded = roundUp(bytes, alignment);
    void* memory = std::aligned_alloc(alignment, rounded);
    if (memory == nullptr)
        throw std::bad_alloc();
#if defined(__linux__)
    if (large)
        ::madvise(memory, rounded, MADV_HUGEPAGE); // a wish; nothing depends on it
#endif
    std::memset(memory, 0, rounded);
    m_memory.reset(static_cast<std::byte*>(memory));
}

ArenaLayout layOut(std::span<const ArenaItem> items)
{
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return items[a].bytes > items[b].bytes; });
    ArenaLayout layout;
    layout.offsets.resize(items.size());
    std::vector<std::size_t> placed; // sorted by offset
    for (const std::size_t item : order) {
        const std::size_t bytes = roundUp(items[item].bytes, kCacheLine);
        std::size_t offset = 0;
        for (const std::size_t other : placed) {
            const bool together =
                items[other].firstStep <= items[item].lastStep && items[item].firstStep <= items[other].lastStep;
            if (!together)
                continue;
            if (layout.offsets[other] >= offset + bytes)
                break; // the gap before it is wide enough
            offset = std::max(offset, layout.offsets[other] + roundUp(items[other].bytes, kCacheLine));
        }
        layout.offsets[item] = offset;
        layout.bytes = std::max(layout.bytes, offset + bytes);
        placed.insert(
            std::upper_bound(placed.begin(), placed.end(), item,
                             [&](std::size_t a, std::size_t b) { return layout.offsets[a] < layout.offsets[b]; }),
            item);
    }
    return layout;
}

} // namespace tw::model
