#pragma once
// Private to core/video: the bytes of one picture file to an AVFrame. Shared by image_reader and image_sequence.

#include "core/base/result.h"
#include "core/video/ffmpeg_ptr.h"
#include "core/video/frame.h"

#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace tw::video {

struct StillPicture {
    AvFramePtr frame;
    Orientation orientation; // of EXIF
    std::string codec;       // "mjpeg", "png"
};

// The codec that the first bytes name; AV_CODEC_ID_NONE for anything that is not a picture.
AVCodecID pictureCodec(std::string_view bytes);

// Damage is an error, never a picture with a grey rest. reduceLog2: 0..3, JPEG only.
Result<StillPicture> decodeStill(std::string_view bytes, int reduceLog2 = 0);

// Width and height from the header of a JPEG or PNG file, before EXIF's rotation; nothing for other files.
std::optional<std::pair<int, int>> stillSize(const std::filesystem::path& path);

} // namespace tw::video
