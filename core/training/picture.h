#pragma once
// A still picture in memory and the few files it comes from. Any thread; immutable once shared.
// Pixels: 8 bit, B G R, rows without padding; (0,0) is the upper-left corner, as everywhere in the program.

#include "core/base/image_view.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

namespace tw::training {

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bgr; // width * height * 3

    std::size_t bytes() const { return bgr.size(); }
    ImageView view() const { return {bgr.data(), width, height, std::ptrdiff_t{3} * width, PixelFormat::Bgr8}; }
};
using PicturePtr = std::shared_ptr<const Picture>;

// A copy in our layout of pixels of any format.
PicturePtr makePicture(const ImageView& view);

// JPEG, PNG, BMP... Errors: NotFound, Unreadable (names the file).
Result<PicturePtr> readPicture(const std::filesystem::path& path);

} // namespace tw::training
