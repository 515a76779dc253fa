#pragma once
// Clips whose frames show their own number, so that "read(i) gives frame i" is proved by looking at the pixels.
// The number stands in large black and white fields, twice, once inverted: it survives any codec, and a mixture of two
// frames is noticed.

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/video/video_writer.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tw::test {

inline constexpr int kUnreadableNumber = -1;

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bgr;
    ImageView view() const { return {bgr.data(), width, height, std::ptrdiff_t{3} * width, PixelFormat::Bgr8}; }
};

// number: 0..4095; width and height: 48 or more. Between the fields something moves, so that prediction has work.
Picture numberPicture(int number, int width, int height);
// kUnreadableNumber when the fields contradict each other. Bgra8, Bgr8 and Rgb8.
int readNumber(const ImageView& image);
// How sure the reading is: the smallest distance of a field from middle grey, 0..127.
int numberContrast(const ImageView& image);

// frames pictures numbered from 0; timeOf(number) gives the time in the writer's ticks, one tick a frame when empty.
Result<void> writeNumberedVideo(const std::filesystem::path& path, const video::VideoWriterOptions& options, int frames,
                                const std::function<std::int64_t(int)>& timeOf = {});

// Copies the video stream of a file behind an audio stream (silence) that comes first. Errors: Unreadable, Io.
Result<void> copyBehindAudio(const std::filesystem::path& from, const std::filesystem::path& to);

// The numbers that FFmpeg alone shows when it decodes the file from start to end, without our index: the oracle.
// kUnreadableNumber for pictures whose number cannot be read. Also tells the codec found.
struct PlainDecode {
    std::vector<int> numbers;
    std::string codec;
};
Result<PlainDecode> decodePlainly(const std::filesystem::path& path);

// FFmpeg's video encoders that need no special hardware.
std::vector<std::string> softwareVideoEncoders();

} // namespace tw::test
