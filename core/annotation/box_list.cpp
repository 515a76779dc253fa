#include "core/annotation/box_list.h"

#include "core/annotation/edits.h"
#include "core/annotation/limits.h"

#include <cmath>
#include <cstring>
#include <type_traits>

namespace tw::annotation {
namespace {

// Compared as bytes. Boxes are copied with the bytes between their members, so that a copy is the same; where only
// those bytes differ (or 0 has another sign), comparing the boxes decides.
constexpr std::ptrdiff_t kBlock = 64;
static_assert(std::is_trivially_copyable_v<TrackBox>);

bool sameBytes(const TrackBox* a, const TrackBox* b, std::ptrdiff_t count)
{
    return std::memcmp(a, b, static_cast<std::size_t>(count) * sizeof(TrackBox)) == 0;
}

std::ptrdiff_t commonFront(const TrackBox* a, const TrackBox* b, std::ptrdiff_t count)
{
    std::ptrdiff_t i = 0;
    while (i < count) {
        const std::ptrdiff_t block = std::min(kBlock, count - i);
        if (!sameBytes(a + i, b + i, block)) {
            const auto differs = std::mismatch(a + i, a + i + block, b + i).first;
            if (differs != a + i + block)
                return differs - a;
        }
        i += block;
    }
    return count;
}

// Of the last `count` boxes before two ends.
std::ptrdiff_t commonBack(const TrackBox* aEnd, const TrackBox* bEnd, std::ptrdiff_t count)
{
    std::ptrdiff_t i = 0;
    while (i < count) {
        const std::ptrdiff_t block = std::min(kBlock, count - i);
        if (!sameBytes(aEnd - i - block, bEnd - i - block, block)) {
            for (std::ptrdiff_t k = i + 1; k <= i + block; ++k)
                if (!(aEnd[-k] == bEnd[-k]))
                    return k - 1;
        }
        i += block;
    }
    return count;
}

} // namespace

BoxList cutOut(BoxList& boxes, FrameRange frames)
{
    const auto first = lowerBound(boxes, frames.first);
    const auto last = std::max(first, upperBound(boxes, frames.last));
    BoxList out(first, last);
    boxes.erase(first, last);
    return out;
}

BoxList merged(const BoxList& weaker, const BoxList& stronger)
{
    BoxList out;
    out.reserve(weaker.size() + stronger.size());
    auto w = weaker.begin();
    for (const TrackBox& box : stronger) {
        const auto end = std::lower_bound(w, weaker.end(), box.frame, [](const TrackBox& candidate, FrameIndex frame) {
            return candidate.frame < frame;
        });
        out.insert(out.end(), w, end);
        out.push_back(box);
        w = end != weaker.end() && end->frame == box.frame ? end + 1 : end;
    }
    out.insert(out.end(), w, weaker.end());
    return out;
}

FrameIndex firstCommonFrame(const BoxList& a, const BoxList& b)
{
    if (a.empty() || b.empty())
        return kNoFrame;
    auto left = lowerBound(a, b.front().frame);
    auto right = lowerBound(b, a.front().frame);
    while (left != a.end() && right != b.end()) {
        if (left->frame == right->frame)
            return left->frame;
        if (left->frame < right->frame)
            ++left;
        else
            ++right;
    }
    return kNoFrame;
}

Difference difference(std::span<const TrackBox> first, std::span<const TrackBox> second)
{
    const std::ptrdiff_t shorter = std::min(std::ssize(first), std::ssize(second));
    const std::ptrdiff_t front = commonFront(first.data(), second.data(), shorter);
    const std::ptrdiff_t back = commonBack(first.data() + first.size(), second.data() + second.size(), shorter - front);
    return {front, std::ssize(first) - back, std::ssize(second) - back};
}

bool wellFormed(const BoxList& boxes)
{
    return wellFormedIn(boxes, 0, std::ssize(boxes));
}

bool wellFormedIn(const BoxList& boxes, std::ptrdiff_t begin, std::ptrdiff_t end)
{
    const auto share = [](float value) { return value >= 0.0F && value <= 1.0F; }; // false for NaN
    FrameIndex previous = begin > 0 ? boxes[static_cast<std::size_t>(begin - 1)].frame : -1;
    for (auto box = boxes.begin() + begin; box != boxes.begin() + end; ++box) {
        if (box->frame <= previous || box->frame == kLastFrame || !box->box.valid() || !withinLimits(box->box) ||
            !share(box->score) || !share(box->visibility))
            return false;
        previous = box->frame;
    }
    return end == std::ssize(boxes) || boxes[static_cast<std::size_t>(end)].frame > previous;
}

} // namespace tw::annotation
