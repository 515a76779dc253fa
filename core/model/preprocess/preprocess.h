#pragma once
// From an image to the network's input: scaled to fit, centred, the rest grey. No mean, no standard deviation: the
// published networks were trained without, whatever their option files say.
//
// Pixels are those of OpenCV's resize with INTER_AREA, bit by bit, whichever way they come: an image as a whole, or row
// by row as a decoder's planes are converted (begin, addRows, finish), which touches every pixel once, while it is in
// the cache. Torch-free.
// Thread: one at a time (owns buffers); what finish() returns may go to other threads. Units: pixels.
// Source: the published FairMOT program.

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/model/network_size.h"
#include "core/model/planar_image.h"

#include <cstdint>
#include <memory>
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

// A network's input and the size of the image that it was made of.
struct PreparedImage {
    ImageView letterboxed;
    PlanarImage planes;                // in its place, for a detector that takes them (Detector::takesPlanes)
    std::shared_ptr<const void> owner; // keeps the pixels alive
    int sourceWidth = 0;
    int sourceHeight = 0;
};

class Preprocessor
{
public:
    explicit Preprocessor(const NetworkSize& network);
    Preprocessor(Preprocessor&&) noexcept;
    Preprocessor& operator=(Preprocessor&&) noexcept;
    ~Preprocessor();

    // The letterboxed image in the pixel format of `image`; valid until the next call. Borders are 128 in every
    // channel. Errors: InvalidArgument (empty, rows that overlap, longer than 32767 pixels), OutOfMemory, Internal.
    Result<ImageView> letterbox(const ImageView& image);

    // The same as 3 x height x width floats: RGB, value / 255. `out` has exactly that size. Errors: as letterbox().
    Result<void> planes(const ImageView& image, std::span<float> out);

    // The same in pieces: rows of an image of this size and format from top to bottom, any number at a time.
    // Errors: as letterbox(); InvalidArgument also for a piece of another width or format, too many rows (addRows) or
    // too few (finish). After an error begin() starts anew.
    Result<void> begin(int width, int height, PixelFormat format);
    Result<void> addRows(const ImageView& rows);
    Result<PreparedImage> finish();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tw::model
