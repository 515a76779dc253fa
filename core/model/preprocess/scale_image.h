#pragma once
// (private to model) A whole image at another size, by area: OpenCV's resize with INTER_AREA, which enlarges linearly.
// scale_image_opencv.cpp is it; scale_image_plain.cpp, for builds without OpenCV, differs by at most one grey level.
//
// Thread: any. `to` has room for height rows of `stride` bytes and the pixel format of `from`.
// Throws what OpenCV throws and std::bad_alloc; the caller turns it into an Error.

#include "core/base/image_view.h"

#include <cstddef>
#include <cstdint>

namespace tw::model {

void scaleByArea(const ImageView& from, std::uint8_t* to, int width, int height, std::ptrdiff_t stride);

// What takes OpenCV's place; there in every build, so that the two can be compared.
void scaleByAreaPlain(const ImageView& from, std::uint8_t* to, int width, int height, std::ptrdiff_t stride);

} // namespace tw::model
