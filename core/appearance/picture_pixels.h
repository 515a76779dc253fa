#pragma once
// The pixels of a Picture (colour_stripes.h) as R'G'B', one at a time, planar or packed. Borrows the picture.

#include "core/appearance/colour_stripes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tw::appearance {

struct Rgb {
    int r = 0, g = 0, b = 0; // 0..255
};

// Y'CbCr to R'G'B' in steps of 1/65536.
struct YuvToRgb {
    int luma = 0, offset = 0, redV = 0, greenU = 0, greenV = 0, blueU = 0;

    explicit YuvToRgb(const Picture& picture)
    {
        const auto [kr, kb] = picture.matrix == Picture::Matrix::Bt709    ? std::pair(.2126, .0722)
                              : picture.matrix == Picture::Matrix::Bt2020 ? std::pair(.2627, .0593)
                                                                          : std::pair(.299, .114);
        const double kg = 1 - kr - kb;
        const double lumaGain = picture.fullRange ? 1 : 255.0 / 219;
        const double chromaGain = picture.fullRange ? 1 : 255.0 / 224;
        const auto fixed = [](double v) { return static_cast<int>(std::lround(v * 65536)); };
        luma = fixed(lumaGain);
        offset = picture.fullRange ? 0 : 16;
        redV = fixed(2 * (1 - kr) * chromaGain);
        blueU = fixed(2 * (1 - kb) * chromaGain);
        greenU = fixed(-2 * (1 - kb) * kb / kg * chromaGain);
        greenV = fixed(-2 * (1 - kr) * kr / kg * chromaGain);
    }
    Rgb operator()(int y, int u, int v) const
    {
        const auto byte = [](int value) { return std::clamp((value + 32768) >> 16, 0, 255); };
        const int base = (y - offset) * luma;
        u -= 128;
        v -= 128;
        return {byte(base + redV * v), byte(base + greenU * u + greenV * v), byte(base + blueU * u)};
    }
};

class PlanarPixels
{
public:
    explicit PlanarPixels(const Picture& picture) : m_picture(picture), m_convert(picture) {}
    Rgb at(int x, int y) const
    {
        const int luma = m_picture.planes[0][y * m_picture.stride[0] + x];
        if (m_picture.planes[1] == nullptr)
            return m_convert(luma, 128, 128);
        const int cx = x >> m_picture.chromaShiftX;
        const int cy = y >> m_picture.chromaShiftY;
        return m_convert(luma, m_picture.planes[1][cy * m_picture.stride[1] + cx],
                         m_picture.planes[2][cy * m_picture.stride[2] + cx]);
    }

private:
    const Picture& m_picture;
    YuvToRgb m_convert;
};

class PackedPixels
{
public:
    explicit PackedPixels(const ImageView& image) : m_image(image), m_step(bytesPerPixel(image.format)) {}
    Rgb at(int x, int y) const
    {
        const std::uint8_t* pixel = m_image.row(y) + x * m_step;
        if (m_image.format == PixelFormat::Gray8)
            return {pixel[0], pixel[0], pixel[0]};
        return m_image.format == PixelFormat::Rgb8 ? Rgb{pixel[0], pixel[1], pixel[2]}
                                                   : Rgb{pixel[2], pixel[1], pixel[0]};
    }

private:
    const ImageView& m_image;
    int m_step;
};

// Width and height in pixels of the picture.
inline std::pair<int, int> sizeOf(const Picture& picture)
{
    return picture.planar() ? std::pair(picture.width, picture.height)
                            : std::pair(picture.image.width, picture.image.height);
}

// Calls `body` with a reader of either kind: at(x, y) in pixels of the picture.
template <class Body>
void withPixels(const Picture& picture, const Body& body)
{
    if (picture.planar())
        body(PlanarPixels(picture));
    else
        body(PackedPixels(picture.image));
}

} // namespace tw::appearance
