// Still pictures: read, write, reduce, turn, and refuse.

#include "core/video/image_reader.h"
#include "core/video/image_writer.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <random>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace tw;
using namespace tw::video;

namespace fs = std::filesystem;

namespace {

// A minimal EXIF block with one entry, the orientation, put behind the JPEG's first marker.
std::string withOrientation(const std::string& jpeg, char pose)
{
    const std::string tiff =
        std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18) + pose + std::string(7, '\0');
    const std::string body = std::string("Exif\0\0", 6) + tiff;
    const auto length = static_cast<char>(body.size() + 2);
    return jpeg.substr(0, 2) + std::string("\xFF\xE1\0", 3) + length + body + jpeg.substr(2);
}

int brightCorner(const ImageView& image)
{
    for (int corner = 0; corner < 4; ++corner) {
        const bool right = corner == 1 || corner == 2, low = corner >= 2;
        if (image.row(low ? image.height - 8 : 8)[bytesPerPixel(image.format) * (right ? image.width - 8 : 8) + 1] >
            128)
            return corner;
    }
    return -1;
}

} // namespace

class TestImageIo : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void pngIsExact()
    {
        const test::Picture picture = test::numberPicture(1234, 203, 91);
        QVERIFY(writeImage(file("exact.png"), picture.view()).has_value());
        const auto back = readImage(file("exact.png"));
        QVERIFY(back.has_value());
        QCOMPARE(back->view.width, 203);
        QCOMPARE(back->view.height, 91);
        QVERIFY(back->view.format == PixelFormat::Bgr8);
        for (int y = 0; y < 91; ++y)
            QCOMPARE(std::memcmp(back->view.row(y), picture.view().row(y), 203 * 3), 0);
    }

    void everyPixelFormat()
    {
        // a colour that shows every mix-up of channels
        std::vector<std::uint8_t> bgra;
        for (int i = 0; i < 64 * 48; ++i)
            bgra.insert(bgra.end(), {30, 90, 200, 255});
        QVERIFY(writeImage(file("colour.png"), {bgra.data(), 64, 48, 256, PixelFormat::Bgra8}).has_value());
        const struct {
            PixelFormat format;
            std::vector<std::uint8_t> pixel;
        } cases[] = {{PixelFormat::Bgr8, {30, 90, 200}},
                     {PixelFormat::Rgb8, {200, 90, 30}},
                     {PixelFormat::Bgra8, {30, 90, 200, 255}}};
        for (const auto& [format, pixel] : cases) {
            ImageReadOptions options;
            options.format = format;
            const auto image = readImage(file("colour.png"), options);
            QVERIFY(image.has_value());
            for (std::size_t c = 0; c < pixel.size(); ++c)
                QCOMPARE(image->view.row(20)[pixel.size() * 30 + c], pixel[c]);
        }
    }

    void jpegIsClose_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("even") << 208 << 128;
        QTest::newRow("odd") << 207 << 127;
        QTest::newRow("not a multiple of 8") << 202 << 122;
    }
    void jpegIsClose()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        const test::Picture picture = test::numberPicture(77, width, height);
        for (const int quality : {60, 92, 100}) {
            QVERIFY(writeImage(file("close.jpg"), picture.view(), quality).has_value());
            const auto back = readImage(file("close.jpg"));
            QVERIFY(back.has_value());
            QCOMPARE(back->view.width, width);
            QCOMPARE(back->view.height, height);
            double sum = 0;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < 3 * width; ++x)
                    sum += std::abs(int(back->view.row(y)[x]) - int(picture.view().row(y)[x]));
            }
            QVERIFY2(sum / (3.0 * width * height) < (quality == 60 ? 4 : 2),
                     qPrintable(QString::number(sum / (3.0 * width * height))));
        }
    }

    void reduced()
    {
        const test::Picture picture = test::numberPicture(2748, 803, 602);
        QVERIFY(writeImage(file("large.jpg"), picture.view(), 92).has_value());
        for (const int reduce : {1, 2, 4, 8}) {
            ImageReadOptions options;
            options.reduce = reduce;
            const auto image = readImage(file("large.jpg"), options);
            QVERIFY(image.has_value());
            QCOMPARE(image->view.width, (803 + reduce - 1) / reduce);
            QCOMPARE(image->view.height, (602 + reduce - 1) / reduce);
            QCOMPARE(test::readNumber(image->view), 2748);
        }
        ImageReadOptions wrong;
        wrong.reduce = 3;
        const auto refused = readImage(file("large.jpg"), wrong);
        QVERIFY(!refused && refused.error().code == ErrorCode::InvalidArgument);
    }

    void orientationOfCameras()
    {
        test::Picture picture{128, 80, std::vector<std::uint8_t>(128 * 80 * 3, 20)};
        for (int y = 0; y < 24; ++y)
            std::fill_n(&picture.bgr[static_cast<std::size_t>(y) * 128 * 3], 3 * 40, std::uint8_t{230});
        const auto jpeg = encodeImage(picture.view());
        QVERIFY(jpeg.has_value());
        // where the upper left corner of the stored picture has to show, by the table of the EXIF standard
        constexpr int kCorner[] = {0, 0, 1, 2, 3, 0, 1, 2, 3};
        for (char pose = 1; pose <= 8; ++pose) {
            const auto image = decodeImage(withOrientation(*jpeg, pose));
            QVERIFY(image.has_value());
            QCOMPARE(image->view.width, pose >= 5 ? 80 : 128);
            QCOMPARE(brightCorner(image->view), kCorner[int(pose)]);
        }
    }

    void encoderIsReused()
    {
        ImageEncoder encoder;
        for (const int number : {1, 2, 3}) {
            const auto bytes = encoder.encode(test::numberPicture(number, 96, 96).view());
            QVERIFY(bytes.has_value());
            QCOMPARE(test::readNumber(decodeImage(*bytes)->view), number);
        }
        const auto other = encoder.encode(test::numberPicture(9, 160, 64).view());
        QVERIFY(other.has_value());
        QCOMPARE(test::readNumber(decodeImage(*other)->view), 9);
    }

    // The page behind the last pixel must not be touched.
    void nothingBehindThePictureIsRead()
    {
        const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
        for (const PixelFormat format : {PixelFormat::Bgra8, PixelFormat::Bgr8, PixelFormat::Rgb8, PixelFormat::Gray8})
            for (const auto& [width, height] : {std::pair(160, 120), std::pair(96, 64), std::pair(37, 23)}) {
                const std::size_t row =
                    static_cast<std::size_t>(bytesPerPixel(format)) * static_cast<std::size_t>(width);
                const std::size_t bytes = row * static_cast<std::size_t>(height);
                const std::size_t mapped = (bytes + page - 1) / page * page;
                void* const memory =
                    mmap(nullptr, mapped + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                QVERIFY(memory != MAP_FAILED);
                auto* const begin = static_cast<std::uint8_t*>(memory);
                QVERIFY(mprotect(begin + mapped, page, PROT_NONE) == 0);
                std::uint8_t* const pixels = begin + mapped - bytes;
                std::mt19937 random(5);
                for (std::size_t i = 0; i < bytes; ++i)
                    pixels[i] = static_cast<std::uint8_t>(random());
                const ImageView view{pixels, width, height, static_cast<std::ptrdiff_t>(row), format};
                for (const ImageFileFormat file : {ImageFileFormat::Jpeg, ImageFileFormat::Png}) {
                    const auto encoded = encodeImage(view, {file});
                    QVERIFY(encoded.has_value());
                    const auto elsewhere = std::vector<std::uint8_t>(pixels, pixels + bytes);
                    QVERIFY(*encoded == *encodeImage({elsewhere.data(), width, height, view.stride, format}, {file}));
                }
                munmap(memory, mapped + page);
            }
    }

    void notPictures()
    {
        const auto missing = readImage(file("missing.jpg"));
        QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
        QVERIFY(!decodeImage("").has_value());
        QVERIFY(!decodeImage("hello, I am a picture").has_value());
        std::ofstream(file("text.jpg")) << "not a JPEG";
        const auto text = readImage(file("text.jpg"));
        QVERIFY(!text && text.error().code == ErrorCode::Unreadable);
        QVERIFY(text.error().message().find("text.jpg") != std::string::npos);
        QVERIFY(!writeImage(file("a.xyz"), test::numberPicture(1, 64, 64).view()).has_value());
        QVERIFY(!writeImage(file("a.jpg"), ImageView{}).has_value());
        const auto nowhere = writeImage(file("no/such/folder/a.jpg"), test::numberPicture(1, 64, 64).view());
        QVERIFY(!nowhere);
    }

    // Damaged files give an error or a picture, never a crash; a header that claims a huge picture allocates nothing.
    void hostileBytes()
    {
        const auto jpeg = encodeImage(test::numberPicture(5, 120, 80).view());
        ImageWriteOptions options;
        options.format = ImageFileFormat::Png;
        const auto png = encodeImage(test::numberPicture(5, 120, 80).view(), options);
        QVERIFY(jpeg.has_value() && png.has_value());
        std::mt19937 random(5);
        int readable = 0;
        for (const std::string& good : {*jpeg, *png}) {
            for (int i = 0; i < 300; ++i) {
                std::string bad = good;
                if (i % 3 == 0)
                    bad.resize(random() % bad.size());
                for (int k = 0; k < 5 && !bad.empty(); ++k)
                    bad[random() % bad.size()] = static_cast<char>(random());
                const auto image = decodeImage(bad);
                readable += image.has_value() ? 1 : 0;
                QVERIFY(image.has_value() || !image.error().detail.empty());
            }
        }
        QVERIFY(readable < 600);
        std::string huge = *png;
        huge.replace(16, 8, "\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF");
        QVERIFY(!decodeImage(huge).has_value());
    }
};

QTEST_GUILESS_MAIN(TestImageIo)
#include "tst_image_io.moc"
