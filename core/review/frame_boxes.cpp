#include "core/review/frame_boxes.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tw::review {
namespace {

constexpr std::size_t kFewBoxes = 24;     // no grid is worth its making
constexpr double kCellsPerBox = 2;        // side of a cell in mean sides of a box
constexpr std::int64_t kManyCells = 16;   // of one box, which is then compared with everything
constexpr double kFarthestCell = 1 << 30; // cells beyond are one

auto placeOf(std::vector<SeenBox>& boxes, TrackId id)
{
    return std::lower_bound(boxes.begin(), boxes.end(), id,
                            [](const SeenBox& seen, TrackId wanted) { return seen.id < wanted; });
}

bool touch(const Box& a, const Box& b)
{
    return a.left < b.right() && b.left < a.right() && a.top < b.bottom() && b.top < a.bottom();
}

std::int32_t cellAt(double position, double side)
{
    return static_cast<std::int32_t>(std::clamp(std::floor(position / side), -kFarthestCell, kFarthestCell));
}

} // namespace

void FrameBoxes::insert(const SeenBox& seen)
{
    m_boxes.insert(placeOf(m_boxes, seen.id), seen);
}

void FrameBoxes::erase(TrackId id)
{
    const auto at = placeOf(m_boxes, id);
    if (at != m_boxes.end() && at->id == id)
        m_boxes.erase(at);
}

FrameBoxes::Cells FrameBoxes::cellsOf(const Box& box) const
{
    return {cellAt(box.left, m_cellWidth), cellAt(box.top, m_cellHeight), cellAt(box.right(), m_cellWidth),
            cellAt(box.bottom(), m_cellHeight)};
}

std::size_t FrameBoxes::bucketOf(std::int32_t column, std::int32_t row) const
{
    const std::uint64_t mixed = (std::uint64_t(std::uint32_t(column)) << 32 | std::uint32_t(row)) * 0x9E3779B97F4A7C15;
    return static_cast<std::size_t>(mixed >> 32) & (m_starts.size() - 2); // the size is a power of two, and one
}

std::span<const FrameBoxes::Entry> FrameBoxes::bucket(std::int32_t column, std::int32_t row) const
{
    const std::size_t at = bucketOf(column, row);
    return std::span(m_entries).subspan(m_starts[at], m_starts[at + 1] - m_starts[at]);
}

void FrameBoxes::arrange()
{
    m_starts.clear();
    m_entries.clear();
    m_large.clear();
    if (m_boxes.size() <= kFewBoxes)
        return;
    double width = 0;
    double height = 0;
    for (const SeenBox& seen : m_boxes) {
        width += seen.box.width / static_cast<double>(m_boxes.size());
        height += seen.box.height / static_cast<double>(m_boxes.size());
    }
    m_cellWidth = std::max(1e-6, kCellsPerBox * width);
    m_cellHeight = std::max(1e-6, kCellsPerBox * height);
    m_starts.assign(std::bit_ceil(m_boxes.size()) + 1, 0);
    const auto eachCell = [this](const Cells& cells, const auto& visit) {
        for (std::int32_t row = cells.top; row <= cells.bottom; ++row)
            for (std::int32_t column = cells.left; column <= cells.right; ++column)
                visit(column, row);
    };
    std::vector<Entry> entries;
    for (std::uint32_t i = 0; i < m_boxes.size(); ++i) {
        const Cells cells = cellsOf(m_boxes[i].box);
        if (cells.count() > kManyCells)
            m_large.push_back(i);
        else
            eachCell(cells, [&](std::int32_t column, std::int32_t row) {
                entries.push_back({column, row, i});
                ++m_starts[bucketOf(column, row) + 1];
            });
    }
    for (std::size_t i = 1; i < m_starts.size(); ++i)
        m_starts[i] += m_starts[i - 1];
    m_entries.resize(entries.size());
    std::vector<std::uint32_t> next(m_starts.begin(), m_starts.end() - 1);
    for (const Entry& entry : entries)
        m_entries[next[bucketOf(entry.column, entry.row)]++] = entry;
}

void FrameBoxes::touching(const Box& box, const std::function<bool(const SeenBox&)>& visit) const
{
    const Cells cells = m_starts.empty() ? Cells{} : cellsOf(box);
    if (m_starts.empty() || cells.count() > static_cast<std::int64_t>(m_boxes.size())) {
        for (const SeenBox& seen : m_boxes)
            if (touch(seen.box, box) && !visit(seen))
                return;
        return;
    }
    for (const std::uint32_t i : m_large)
        if (touch(m_boxes[i].box, box) && !visit(m_boxes[i]))
            return;
    for (std::int32_t row = cells.top; row <= cells.bottom; ++row)
        for (std::int32_t column = cells.left; column <= cells.right; ++column)
            for (const Entry& entry : bucket(column, row)) {
                if (entry.column != column || entry.row != row)
                    continue;
                const SeenBox& seen = m_boxes[entry.box];
                // A box of several cells counts in the first one that both have.
                if (!touch(seen.box, box) || column != std::max(cells.left, cellAt(seen.box.left, m_cellWidth)) ||
                    row != std::max(cells.top, cellAt(seen.box.top, m_cellHeight)))
                    continue;
                if (!visit(seen))
                    return;
            }
}

} // namespace tw::review
