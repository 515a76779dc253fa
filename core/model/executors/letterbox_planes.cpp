#include "core/model/executors/letterbox_planes.h"

#include "core/base/contract.h"
#include "core/model/preprocess/area_rows.h"
#include "core/model/preprocess/preprocess.h"

#include <algorithm>
#include <cstring>

namespace tw::model {

namespace {

AxisTaps linearTaps(int length, int toLength)
{
    AxisTaps taps;
    taps.count = std::min(2, length);
    const double enlarged = static_cast<double>(toLength) / length;
    for (int target = 0; target < toLength; ++target) {
        const int source = static_cast<int>(std::floor(target * (1 / enlarged))); // as OpenCV rounds it
        double share = (target + 1) - (source + 1) * enlarged;
        share = share <= 0 ? 0 : share - std::floor(share);
        const int first = std::min(source, length - taps.count);
        if (source > first) // the last pixel has no neighbour
            share = 1;
        taps.first.push_back(first);
        if (taps.count == 1) {
            taps.weights.push_back(1);
        } else {
            taps.weights.push_back(static_cast<float>(1 - share));
            taps.weights.push_back(static_cast<float>(share));
        }
    }
    return taps;
}

// The zeros behind the last weights must not make anybody read behind the last pixel.
void keepInside(AxisTaps& taps, int length)
{
    TW_ENSURES(taps.count <= length);
    for (std::size_t target = 0; target < taps.first.size(); ++target) {
        const int beyond = taps.first[target] + taps.count - length;
        if (beyond <= 0)
            continue;
        taps.first[target] -= beyond;
        const auto begin = taps.weights.begin() + static_cast<std::ptrdiff_t>(target) * taps.count;
        std::rotate(begin, begin + (taps.count - beyond), begin + taps.count);
    }
}

// From 16 bits behind the point to 13, to the nearest.
int thirteenBits(std::int64_t weight)
{
    return static_cast<int>((weight * 8192 + 32768) >> 16);
}

void copyPlane(const std::uint8_t* from, std::ptrdiff_t stride, int rowBytes, int rows, std::uint8_t*& to)
{
    if (stride == rowBytes) {
        std::memcpy(to, from, static_cast<std::size_t>(rowBytes) * static_cast<std::size_t>(rows));
        to += static_cast<std::ptrdiff_t>(rowBytes) * rows;
        return;
    }
    for (int y = 0; y < rows; ++y, from += stride, to += rowBytes)
        std::memcpy(to, from, static_cast<std::size_t>(rowBytes));
}

} // namespace

AxisTaps axisTaps(int length, int toLength)
{
    TW_EXPECTS(length > 0 && toLength > 0);
    AxisTaps taps;
    if (toLength > length) {
        taps = linearTaps(length, toLength);
    } else {
        AreaRows::Taps area = AreaRows::tapsOf(length, toLength);
        taps.count = area.count;
        taps.first.assign(area.first.begin(), area.first.end());
        taps.weights = std::move(area.weights);
    }
    keepInside(taps, length);
    return taps;
}

ColourWeights colourWeights(PlanarImage::Matrix matrix, bool fullRange)
{
    // shares of red and blue in luma
    double red = 0.299;
    double blue = 0.114;
    if (matrix == PlanarImage::Matrix::Bt709) {
        red = 0.2126;
        blue = 0.0722;
    } else if (matrix == PlanarImage::Matrix::Bt2020) {
        red = 0.2627;
        blue = 0.0593;
    }
    const double green = 1 - red - blue;
    // 16 bits behind the point, for limited range; full range is derived from that, as swscale does it
    const auto chroma = [fullRange](double weight) {
        const auto limited = static_cast<std::int64_t>(std::nearbyint(weight * 65536 * 255 / 224));
        return thirteenBits(fullRange ? limited * 224 / 255 : limited);
    };
    ColourWeights weights;
    weights.lumaOffset = fullRange ? 0 : 8 * 16;
    weights.luma = thirteenBits(fullRange ? 65536 : 65536 * 255 / 219);
    weights.redV = chroma(2 * (1 - red));
    weights.blueU = chroma(2 * (1 - blue));
    weights.greenU = chroma(-2 * blue * (1 - blue) / green);
    weights.greenV = chroma(-2 * red * (1 - red) / green);
    return weights;
}

LetterboxJob letterboxJob(const PlanarImage& image, const NetworkSize& network)
{
    const Letterbox box = letterboxOf(image.width, image.height, network);
    LetterboxJob job;
    job.sourceWidth = image.width;
    job.sourceHeight = image.height;
    job.chromaInTurn = image.layout == PlanarImage::Layout::Nv12;
    job.colours = colourWeights(image.matrix, image.fullRange);
    job.networkWidth = network.width;
    job.networkHeight = network.height;
    job.left = box.left;
    job.top = box.top;
    job.width = box.width;
    job.height = box.height;
    return job;
}

std::int64_t packedBytes(const PlanarImage& image)
{
    return static_cast<std::int64_t>(image.width) * image.height / 2 * 3;
}

void packPlanes(const PlanarImage& image, std::uint8_t* to)
{
    TW_EXPECTS(!image.empty() && image.width % 2 == 0 && image.height % 2 == 0);
    copyPlane(image.data[0], image.stride[0], image.width, image.height, to);
    if (image.layout == PlanarImage::Layout::Nv12) {
        copyPlane(image.data[1], image.stride[1], image.width, image.height / 2, to);
    } else {
        copyPlane(image.data[1], image.stride[1], image.width / 2, image.height / 2, to);
        copyPlane(image.data[2], image.stride[2], image.width / 2, image.height / 2, to);
    }
}

} // namespace tw::model
