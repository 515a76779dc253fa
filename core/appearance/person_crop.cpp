#include "core/appearance/person_crop.h"

#include "core/appearance/picture_pixels.h"
#include "core/base/contract.h"

#include <vector>

namespace tw::appearance {
namespace {

constexpr int kMostSamples = 3; // of one pixel along an axis

// Where the samples of each output pixel lie along one axis, in pixels of the picture.
struct Axis {
    int samples = 1; // of each pixel
    std::vector<int> at;

    Axis(double first, double length, int pixels, int limit)
    {
        const double step = length / pixels;
        samples = std::clamp(static_cast<int>(std::lround(step)), 1, kMostSamples);
        at.reserve(static_cast<std::size_t>(pixels) * static_cast<std::size_t>(samples));
        for (int i = 0; i < pixels * samples; ++i) {
            const double place = first + (i + .5) * step / samples;
            at.push_back(static_cast<int>(std::clamp(std::floor(place), 0.0, double(limit - 1))));
        }
    }
};

template <class Pixels>
void cut(const Pixels& pixels, const Axis& x, const Axis& y, CropSize size, std::uint8_t* out)
{
    const int samples = x.samples * y.samples;
    for (int row = 0; row < size.height; ++row) {
        for (int column = 0; column < size.width; ++column, out += 3) {
            int r = samples / 2, g = r, b = r; // rounds
            for (int j = 0; j < y.samples; ++j)
                for (int i = 0; i < x.samples; ++i) {
                    const Rgb pixel = pixels.at(x.at[static_cast<std::size_t>(column * x.samples + i)],
                                                y.at[static_cast<std::size_t>(row * y.samples + j)]);
                    r += pixel.r;
                    g += pixel.g;
                    b += pixel.b;
                }
            out[0] = static_cast<std::uint8_t>(r / samples);
            out[1] = static_cast<std::uint8_t>(g / samples);
            out[2] = static_cast<std::uint8_t>(b / samples);
        }
    }
}

} // namespace

void cropPerson(const Picture& picture, const Box& box, CropSize size, std::span<std::uint8_t> out)
{
    TW_EXPECTS(!picture.empty() && size.width > 0 && size.height > 0 && out.size() == size.bytes());
    const auto [width, height] = sizeOf(picture);
    const Axis x(box.left * picture.scaleX, std::max(box.width * picture.scaleX, 1.0), size.width, width);
    const Axis y(box.top * picture.scaleY, std::max(box.height * picture.scaleY, 1.0), size.height, height);
    withPixels(picture, [&](const auto& pixels) { cut(pixels, x, y, size, out.data()); });
}

} // namespace tw::appearance
