#include "core/video/moving_pixels.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace tw::video {
namespace {

// Pixels whose centres lie in [from, to), within the picture.
std::pair<int, int> pixelsWithin(double from, double to, int size)
{
    const auto first = [size](double at) {
        return static_cast<int>(std::clamp(std::ceil(at - .5), 0.0, double(size)));
    };
    return {first(from), first(to)};
}

int changedInRow(const std::uint8_t* a, const std::uint8_t* b, int count)
{
    int changed = 0;
    for (int i = 0; i < count; ++i)
        changed += std::abs(a[i] - b[i]) > MovingPixels::kThreshold ? 1 : 0;
    return changed;
}

} // namespace

void MovingPixels::add(FrameIndex frame, SmallGrey& picture)
{
    blur(picture);
    m_newest = (m_newest + 1) % m_ring.size();
    m_ring[m_newest].frame = frame;
    std::swap(m_ring[m_newest].picture, picture);
}

const MovingPixels::Entry* MovingPixels::reference() const
{
    const Entry& now = m_ring[m_newest];
    const Entry* best = nullptr;
    for (const Entry& entry : m_ring)
        if (entry.frame != kNoFrame && entry.frame <= now.frame - kFramesBack &&
            entry.picture.width == now.picture.width && entry.picture.height == now.picture.height &&
            (best == nullptr || entry.frame > best->frame))
            best = &entry;
    return best;
}

std::optional<double> MovingPixels::share(const Box& box) const
{
    const Entry* before = reference();
    if (before == nullptr || !box.valid())
        return std::nullopt;
    const SmallGrey& now = m_ring[m_newest].picture;
    const auto [left, right] = pixelsWithin(box.left * now.scaleX, box.right() * now.scaleX, now.width);
    const auto [top, bottom] = pixelsWithin(box.top * now.scaleY, box.bottom() * now.scaleY, now.height);
    if (left >= right || top >= bottom)
        return std::nullopt;
    int changed = 0;
    for (int y = top; y < bottom; ++y)
        changed += changedInRow(now.row(y) + left, before->picture.row(y) + left, right - left);
    return double(changed) / (double(right - left) * double(bottom - top));
}

} // namespace tw::video
