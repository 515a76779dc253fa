#include "core/model/preprocess/scale_image.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::model {

namespace {

// What one target pixel sees of a row or column.
struct Taps {
    int first = 0;
    std::vector<float> weights; // add up to 1
};

// The mean over the part of the source that the target pixel covers.
std::vector<Taps> shrinkingTaps(int length, int toLength)
{
    std::vector<Taps> taps(static_cast<std::size_t>(toLength));
    const double step = static_cast<double>(length) / toLength;
    for (int i = 0; i < toLength; ++i) {
        const double begin = i * step;
        const double end = std::min<double>(begin + step, length);
        Taps& tap = taps[static_cast<std::size_t>(i)];
        tap.first = static_cast<int>(begin);
        double sum = 0;
        for (int at = tap.first; at < end; ++at) {
            const double share = std::min<double>(end, at + 1) - std::max<double>(begin, at);
            tap.weights.push_back(static_cast<float>(share));
            sum += share;
        }
        for (float& weight : tap.weights)
            weight = static_cast<float>(weight / sum);
    }
    return taps;
}

// INTER_AREA enlarges linearly, but pixels that lie wholly in one source pixel keep its value.
std::vector<Taps> enlargingTaps(int length, int toLength)
{
    std::vector<Taps> taps(static_cast<std::size_t>(toLength));
    const double step = static_cast<double>(length) / toLength;
    for (int i = 0; i < toLength; ++i) {
        Taps& tap = taps[static_cast<std::size_t>(i)];
        tap.first = std::min(static_cast<int>(std::floor(i * step)), length - 1);
        double part = (i + 1) - (tap.first + 1) / step;
        part = part <= 0 ? 0 : part - std::floor(part);
        if (tap.first == length - 1 || part == 0)
            tap.weights = {1};
        else
            tap.weights = {static_cast<float>(1 - part), static_cast<float>(part)};
    }
    return taps;
}

} // namespace

void scaleByAreaPlain(const ImageView& from, std::uint8_t* to, int width, int height, std::ptrdiff_t stride)
{
    TW_EXPECTS(!from.empty() && width > 0 && height > 0);
    const int channels = bytesPerPixel(from.format);
    // one side shrunk and the other not is enlarging for OpenCV
    const bool shrinks = width <= from.width && height <= from.height;
    const auto tapsOf = [shrinks](int length, int toLength) {
        return shrinks ? shrinkingTaps(length, toLength) : enlargingTaps(length, toLength);
    };
    const std::vector<Taps> columns = tapsOf(from.width, width);
    const std::vector<Taps> rows = tapsOf(from.height, height);

    const auto rowLength = static_cast<std::size_t>(from.width) * static_cast<std::size_t>(channels);
    std::vector<float> mixed(rowLength); // the source rows of one target row, weighted
    for (int y = 0; y < height; ++y) {
        std::fill(mixed.begin(), mixed.end(), 0.0F);
        const Taps& row = rows[static_cast<std::size_t>(y)];
        for (std::size_t k = 0; k < row.weights.size(); ++k) {
            const std::uint8_t* source = from.row(row.first + static_cast<int>(k));
            for (std::size_t i = 0; i < rowLength; ++i)
                mixed[i] += row.weights[k] * static_cast<float>(source[i]);
        }
        std::uint8_t* out = to + y * stride;
        for (const Taps& column : columns) {
            for (int c = 0; c < channels; ++c) {
                float sum = 0;
                for (std::size_t k = 0; k < column.weights.size(); ++k)
                    sum += column.weights[k] *
                           mixed[(static_cast<std::size_t>(column.first) + k) * static_cast<std::size_t>(channels) +
                                 static_cast<std::size_t>(c)];
                *out++ = static_cast<std::uint8_t>(std::clamp(std::lround(sum), 0L, 255L));
            }
        }
    }
}

#if TW_BARE
void scaleByArea(const ImageView& from, std::uint8_t* to, int width, int height, std::ptrdiff_t stride)
{
    scaleByAreaPlain(from, to, width, height, stride);
}
#endif

} // namespace tw::model
