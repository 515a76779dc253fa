#include "core/video/image_reader.h"

#include "core/base/atomic_file.h"
#include "core/video/pixel_converter.h"
#include "core/video/still_decoder.h"

namespace tw::video {

Result<OwnedImage> decodeImage(std::string_view bytes, const ImageReadOptions& options)
{
    int reduceLog2 = 0;
    while (reduceLog2 < 3 && (1 << reduceLog2) < options.reduce)
        ++reduceLog2;
    if ((1 << reduceLog2) != options.reduce)
        return Error{ErrorCode::InvalidArgument, "a picture can be reduced by 1, 2, 4 or 8", {}};
    TW_TRY_ASSIGN(const StillPicture picture, decodeStill(bytes, reduceLog2));
    const bool swap = picture.orientation.swapsSides();
    const int width = swap ? picture.frame->height : picture.frame->width;
    const int height = swap ? picture.frame->width : picture.frame->height;
    PixelConverter converter;
    TW_TRY_ASSIGN(PixelBuffer pixels,
                  converter.convert(*picture.frame, options.format, picture.orientation, width, height));
    return OwnedImage{pixels.view, std::move(pixels.owner)};
}

Result<OwnedImage> readImage(const std::filesystem::path& path, const ImageReadOptions& options)
{
    constexpr std::uintmax_t kMaxFileBytes = 1ULL << 30;
    TW_TRY_ASSIGN(const std::string bytes, readFile(path, kMaxFileBytes));
    auto image = decodeImage(bytes, options);
    if (!image)
        return Error{image.error().code, image.error().detail, path.string()};
    return image;
}

} // namespace tw::video
