#include "tests/support/synthetic_video.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::test {
namespace {

constexpr int kColumns = 6;
constexpr int kRows = 4; // rows 0 and 1: the number, rows 2 and 3: the same inverted
constexpr int kBits = kColumns * kRows / 2;

struct Field {
    int left, top, right, bottom;
};

Field fieldOf(int index, int width, int height)
{
    const int column = index % kColumns, row = index / kColumns;
    return {width * column / kColumns, height * row / kRows, width * (column + 1) / kColumns,
            height * (row + 1) / kRows};
}

bool bitOf(int number, int index)
{
    const bool bit = (number >> (index % kBits) & 1) != 0;
    return index < kBits ? bit : !bit;
}

// Mean brightness of the inner part of a field; the rim is where codecs smear and things move.
double brightness(const ImageView& image, const Field& field)
{
    const int marginX = (field.right - field.left) / 4, marginY = (field.bottom - field.top) / 4;
    const int step = bytesPerPixel(image.format);
    double sum = 0;
    int count = 0;
    for (int y = field.top + marginY; y < field.bottom - marginY; ++y) {
        for (int x = field.left + marginX; x < field.right - marginX; ++x) {
            sum += image.row(y)[x * step + 1]; // green is in the middle in every format
            ++count;
        }
    }
    return count == 0 ? 127.5 : sum / count;
}

} // namespace

Picture numberPicture(int number, int width, int height)
{
    Picture picture{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3)};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double wave = std::sin(0.11 * (x + 3 * number)) * std::cos(0.07 * (y - 2 * number));
            std::uint8_t* pixel = &picture.bgr[(static_cast<std::size_t>(y) * width + x) * 3];
            pixel[0] = pixel[1] = pixel[2] = static_cast<std::uint8_t>(128 + 60 * wave);
        }
    }
    for (int i = 0; i < kColumns * kRows; ++i) {
        const Field field = fieldOf(i, width, height);
        const int marginX = (field.right - field.left) / 8, marginY = (field.bottom - field.top) / 8;
        const std::uint8_t value = bitOf(number, i) ? 235 : 20;
        for (int y = field.top + marginY; y < field.bottom - marginY; ++y) {
            const std::size_t row = static_cast<std::size_t>(y) * width;
            std::fill(&picture.bgr[(row + field.left + marginX) * 3], &picture.bgr[(row + field.right - marginX) * 3],
                      value);
        }
    }
    return picture;
}

int readNumber(const ImageView& image)
{
    int number = 0;
    for (int i = 0; i < kBits; ++i) {
        const double plain = brightness(image, fieldOf(i, image.width, image.height));
        const double inverted = brightness(image, fieldOf(i + kBits, image.width, image.height));
        if ((plain > 127.5) == (inverted > 127.5))
            return kUnreadableNumber;
        number |= (plain > 127.5 ? 1 : 0) << i;
    }
    return number;
}

int numberContrast(const ImageView& image)
{
    double least = 127;
    for (int i = 0; i < 2 * kBits; ++i)
        least = std::min(least, std::abs(brightness(image, fieldOf(i, image.width, image.height)) - 127.5));
    return static_cast<int>(least);
}

Result<void> writeNumberedVideo(const std::filesystem::path& path, const video::VideoWriterOptions& options, int frames,
                                const std::function<std::int64_t(int)>& timeOf)
{
    TW_TRY_ASSIGN(video::VideoWriter writer, video::VideoWriter::create(path, options));
    for (int i = 0; i < frames; ++i) {
        const Picture picture = numberPicture(i, options.width, options.height);
        TW_TRY(writer.write(picture.view(), timeOf ? timeOf(i) : i));
    }
    return writer.finish();
}

} // namespace tw::test
