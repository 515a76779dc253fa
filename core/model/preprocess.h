#pragma once
// From an image to the network's input: scaled to fit, centred, the rest grey. No mean, no standard deviation: the
// published networks were trained without, whatever their option files say.
//
// Reference path: pixels are those of OpenCV's resize with INTER_AREA, bit by bit. Torch-free.
// Thread: one at a time (owns a buffer). Units: pixels.
// Source: the published FairMOT program.

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/model/network_size.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::model {

// Where the image lies inside the network's input.
struct Letterbox {
    double scale = 1; // network pixels a source pixel
    int width = 0;    // of the scaled image
    int height = 0;
    int left = 0; // grey borders; the odd pixel goes right and down
    int top = 0;
    int right = 0;
    int bottom = 0;
    double padX = 0; // (input - scaled) / 2, not rounded: what labels are shifted by in training
    double padY = 0;

    friend bool operator==(const Letterbox&, const Letterbox&) = default;
};

// Image and network sides >= 1.
Letterbox letterboxOf(int imageWidth, int imageHeight, const NetworkSize& network);

class Preprocessor
{
public:
    explicit Preprocessor(const NetworkSize& network);

    // The letterboxed image in the pixel format of `image`; valid until the next call. Borders are 128 in every
    // channel. Errors: InvalidArgument (empty, rows that overlap, longer than 32767 pixels), OutOfMemory, Internal.
    Result<ImageView> letterbox(const ImageView& image);

    // The same as 3 x height x width floats: RGB, value / 255. `out` has exactly that size. Errors: as letterbox().
    Result<void> planes(const ImageView& image, std::span<float> out);

private:
    NetworkSize m_network;
    std::vector<std::uint8_t> m_canvas;
    Letterbox m_current; // what the borders of the canvas were painted for
    PixelFormat m_format = PixelFormat::Bgra8;
};

} // namespace tw::model
