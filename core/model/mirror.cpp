#include "core/model/mirror.h"

#include "core/base/contract.h"
#include "core/math/iou.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>

namespace tw::model {
namespace {

constexpr double kSameInMirror = 0.55; // IoU

template <std::size_t step>
std::uint8_t* reverseGroups(const std::uint8_t* from, std::ptrdiff_t stride, int count, int rows, std::uint8_t* out)
{
    for (int y = 0; y < rows; ++y, from += stride) {
        const std::uint8_t* group = from + std::ptrdiff_t{count} * step;
        for (int x = 0; x < count; ++x, out += step)
            std::memcpy(out, group -= step, step);
    }
    return out;
}

// Rows of `count` groups of `step` bytes, in reverse order; `out` has no gaps between rows. Gives the end.
std::uint8_t* reverseRows(const std::uint8_t* from, std::ptrdiff_t stride, int count, int rows, int step,
                          std::uint8_t* out)
{
    switch (step) {
    case 1: return reverseGroups<1>(from, stride, count, rows, out);
    case 2: return reverseGroups<2>(from, stride, count, rows, out);
    case 3: return reverseGroups<3>(from, stride, count, rows, out);
    default: break;
    }
    TW_EXPECTS(step == 4);
    return reverseGroups<4>(from, stride, count, rows, out);
}

std::size_t area(int width, int height, int step)
{
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * static_cast<std::size_t>(step);
}

void mirrorLetterboxed(PreparedImage& image)
{
    const ImageView view = image.letterboxed;
    const int step = bytesPerPixel(view.format);
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(area(view.width, view.height, step));
    reverseRows(view.data, view.stride, view.width, view.height, step, pixels->data());
    image.letterboxed = {pixels->data(), view.width, view.height, std::ptrdiff_t{view.width} * step, view.format};
    image.owner = std::move(pixels);
}

void mirrorPlanes(PreparedImage& image)
{
    PlanarImage& planes = image.planes;
    const int width = planes.width, halfWidth = width / 2, halfHeight = planes.height / 2;
    auto pixels =
        std::make_shared<std::vector<std::uint8_t>>(area(width, planes.height, 1) + 2 * area(halfWidth, halfHeight, 1));
    std::uint8_t* to = pixels->data();
    const auto take = [&](std::size_t plane, int count, int rows, int step) {
        std::uint8_t* begin = to;
        to = reverseRows(planes.data[plane], planes.stride[plane], count, rows, step, to);
        planes.data[plane] = begin;
        planes.stride[plane] = std::ptrdiff_t{count} * step;
    };
    take(0, width, planes.height, 1);
    if (planes.layout == PlanarImage::Layout::Nv12) {
        take(1, halfWidth, halfHeight, 2);
    } else {
        take(1, halfWidth, halfHeight, 1);
        take(2, halfWidth, halfHeight, 1);
    }
    image.owner = std::move(pixels);
}

// Weighted by score.
Box meanBox(const Detection& a, const Detection& b)
{
    const double sum = double(a.score) + double(b.score);
    const double share = sum > 0 ? double(b.score) / sum : .5;
    const auto mean = [share](double x, double y) { return x + (y - x) * share; };
    return {mean(a.box.left, b.box.left), mean(a.box.top, b.box.top), mean(a.box.width, b.box.width),
            mean(a.box.height, b.box.height)};
}

} // namespace

PreparedImage mirrored(const PreparedImage& image)
{
    PreparedImage out = image;
    if (!image.planes.empty())
        mirrorPlanes(out);
    else if (!image.letterboxed.empty())
        mirrorLetterboxed(out);
    return out;
}

std::vector<Detection> mergeMirrored(std::vector<Detection> straight, std::vector<Detection> mirrored,
                                     double imageWidth, float minScore)
{
    for (Detection& found : mirrored)
        found.box.left = imageWidth - found.box.right();
    std::vector<bool> used(mirrored.size(), false);
    for (Detection& found : straight) {
        double best = kSameInMirror;
        std::size_t partner = mirrored.size();
        for (std::size_t i = 0; i < mirrored.size(); ++i) {
            if (used[i] || mirrored[i].classId != found.classId)
                continue;
            if (const double overlap = math::iou(found.box, mirrored[i].box); overlap > best) {
                best = overlap;
                partner = i;
            }
        }
        if (partner == mirrored.size()) {
            found.score /= 2;
            continue;
        }
        used[partner] = true;
        found.box = meanBox(found, mirrored[partner]);
        found.score = (found.score + mirrored[partner].score) / 2;
    }
    for (std::size_t i = 0; i < mirrored.size(); ++i) {
        if (used[i])
            continue;
        mirrored[i].score /= 2;
        straight.push_back(std::move(mirrored[i]));
    }
    std::erase_if(straight, [minScore](const Detection& found) { return !(found.score > minScore); });
    std::ranges::stable_sort(straight, std::ranges::greater(), &Detection::score);
    return straight;
}

} // namespace tw::model
