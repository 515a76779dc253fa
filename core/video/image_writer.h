#pragma once
// One picture to a file or to bytes: JPEG and PNG, through FFmpeg's encoders. For data set export, screenshots of
// frames and previews. Any thread.

#include "core/base/image_view.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tw::video {

enum class ImageFileFormat { Jpeg, Png };

struct ImageWriteOptions {
    ImageFileFormat format = ImageFileFormat::Jpeg;
    int jpegQuality = 92; // 1..100; from 95 on without chroma subsampling
};

// Keeps an encoder as long as size and options stay the same: for many pictures in a row. Belongs to one thread.
class ImageEncoder
{
public:
    explicit ImageEncoder(const ImageWriteOptions& options = {});
    ~ImageEncoder();
    ImageEncoder(ImageEncoder&&) noexcept;
    ImageEncoder& operator=(ImageEncoder&&) noexcept;

    // Errors: InvalidArgument (empty picture, quality), Unsupported (encoder absent), OutOfMemory, Internal.
    Result<std::string> encode(const ImageView& image);

private:
    struct Body;
    std::unique_ptr<Body> m_body;
};

Result<std::string> encodeImage(const ImageView& image, const ImageWriteOptions& options = {});
// The suffix (.jpg .jpeg .png) decides the format. Written beside and renamed: never half a picture.
// Errors: as above, Unsupported (other suffix), Io.
Result<void> writeImage(const std::filesystem::path& path, const ImageView& image, int jpegQuality = 92);

} // namespace tw::video
