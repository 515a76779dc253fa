#pragma once
// The boxes of one frame, found by place: a hash grid with cells of about twice the mean box, so that asking for the
// neighbours of every box of a frame costs as much as there are boxes and neighbours, however large the frame.
//
// A value; concurrent reads are allowed. Source pixels.

#include "core/base/box.h"
#include "core/base/ids.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace tw::review {

struct SeenBox {
    TrackId id{};
    Box box;
};

class FrameBoxes
{
public:
    // One box a track.
    void insert(const SeenBox& seen);
    void erase(TrackId id);
    // To be called after the last insert() or erase(), before touching().
    void arrange();

    bool empty() const { return m_boxes.empty(); }
    std::span<const SeenBox> all() const { return m_boxes; } // by track
    // Every box that shares an area with `box`, each once, in no particular order, until `visit` returns false.
    void touching(const Box& box, const std::function<bool(const SeenBox&)>& visit) const;

private:
    struct Cells { // inclusive
        std::int32_t left, top, right, bottom;
        std::int64_t count() const { return (std::int64_t(right) - left + 1) * (std::int64_t(bottom) - top + 1); }
    };
    struct Entry {
        std::int32_t column, row;
        std::uint32_t box;
    };
    Cells cellsOf(const Box& box) const;
    std::size_t bucketOf(std::int32_t column, std::int32_t row) const;
    std::span<const Entry> bucket(std::int32_t column, std::int32_t row) const;

    std::vector<SeenBox> m_boxes;
    // The grid; empty for few boxes, which are compared one by one.
    double m_cellWidth = 1;
    double m_cellHeight = 1;
    std::vector<std::uint32_t> m_starts; // of each bucket in m_entries, and the end
    std::vector<Entry> m_entries;
    std::vector<std::uint32_t> m_large; // boxes over many cells: compared one by one
};

} // namespace tw::review
