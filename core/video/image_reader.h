#pragma once
// One still picture from a file or from memory: JPEG, PNG, TIFF, BMP, WebP.
// EXIF orientation is applied, as OpenCV's imread does; transparency is ignored.

#include "core/base/image_view.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string_view>

namespace tw::video {

// Pixels with their owner; copies share them.
struct OwnedImage {
    ImageView view;
    std::shared_ptr<const void> owner;
};

struct ImageReadOptions {
    PixelFormat format = PixelFormat::Bgr8;
    // 1, 2, 4 or 8: JPEG is decoded at a fraction of its size (and cost), for loaders that shrink anyway. Sides are
    // rounded up. Other formats ignore it.
    int reduce = 1;
};

// Errors: NotFound, Io, Unreadable (not a picture, damaged), Unsupported, Refused (over 512 million pixels),
// OutOfMemory. Any thread.
Result<OwnedImage> readImage(const std::filesystem::path& path, const ImageReadOptions& options = {});
Result<OwnedImage> decodeImage(std::string_view bytes, const ImageReadOptions& options = {});

} // namespace tw::video
