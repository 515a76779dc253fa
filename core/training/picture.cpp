#include "core/training/picture.h"

#include "core/video/image_reader.h"

#include <cstring>

namespace tw::training {

PicturePtr makePicture(const ImageView& view)
{
    auto picture = std::make_shared<Picture>();
    picture->width = view.width;
    picture->height = view.height;
    picture->bgr.resize(static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height) * 3);
    const int step = bytesPerPixel(view.format);
    const bool swap = view.format == PixelFormat::Rgb8;
    const bool grey = view.format == PixelFormat::Gray8;
    std::uint8_t* out = picture->bgr.data();
    for (int y = 0; y < view.height; ++y) {
        const std::uint8_t* in = view.row(y);
        for (int x = 0; x < view.width; ++x, in += step, out += 3) {
            out[0] = in[swap ? 2 : 0];
            out[1] = in[grey ? 0 : 1];
            out[2] = in[grey || swap ? 0 : 2];
        }
    }
    return picture;
}

Result<PicturePtr> readPicture(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(const video::OwnedImage image, video::readImage(path));
    return makePicture(image.view);
}

} // namespace tw::training
