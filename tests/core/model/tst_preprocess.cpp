// The letterbox: its geometry, its pixels and every pixel format.

#include "core/model/preprocess/preprocess.h"
#include "core/model/preprocess/scale_image.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include <random>

using namespace tw;
using namespace tw::model;

namespace {

struct Image {
    int width = 0;
    int height = 0;
    PixelFormat format = PixelFormat::Bgr8;
    int padding = 0; // bytes behind every row
    std::vector<std::uint8_t> bytes;

    int stride() const { return width * bytesPerPixel(format) + padding; }
    ImageView view() const { return {bytes.data(), width, height, stride(), format}; }
    std::uint8_t* pixel(int x, int y) { return bytes.data() + y * stride() + x * bytesPerPixel(format); }
};

Image randomImage(int width, int height, PixelFormat format = PixelFormat::Bgr8, int padding = 0)
{
    Image image{width, height, format, padding, {}};
    image.bytes.resize(static_cast<std::size_t>(image.stride()) * height);
    std::mt19937 random(static_cast<unsigned>(width * 10007 + height));
    for (std::uint8_t& byte : image.bytes)
        byte = static_cast<std::uint8_t>(random());
    return image;
}

// The same picture in another format.
Image converted(Image& image, PixelFormat format)
{
    Image out{image.width, image.height, format, 5, {}};
    out.bytes.resize(static_cast<std::size_t>(out.stride()) * out.height, 77);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const std::uint8_t* from = image.pixel(x, y);
            std::uint8_t* to = out.pixel(x, y);
            const bool swap = format == PixelFormat::Rgb8;
            to[0] = from[swap ? 2 : 0];
            to[1] = from[1];
            to[2] = from[swap ? 0 : 2];
        }
    return out;
}

// What the reference program does, with OpenCV's own functions.
std::vector<float> reference(Image& image, const NetworkSize& size)
{
    const Letterbox box = letterboxOf(image.width, image.height, size);
    const cv::Mat source(image.height, image.width, CV_8UC3, image.bytes.data(),
                         static_cast<std::size_t>(image.stride()));
    cv::Mat scaled;
    cv::resize(source, scaled, cv::Size(box.width, box.height), 0, 0, cv::INTER_AREA);
    cv::Mat framed;
    cv::copyMakeBorder(scaled, framed, box.top, box.bottom, box.left, box.right, cv::BORDER_CONSTANT,
                       cv::Scalar(127.5, 127.5, 127.5));
    std::vector<float> planes;
    for (const int channel : {2, 1, 0})
        for (int y = 0; y < size.height; ++y)
            for (int x = 0; x < size.width; ++x)
                planes.push_back(static_cast<float>(framed.at<cv::Vec3b>(y, x)[channel]) / 255.0F);
    return planes;
}

std::vector<float> planesOf(Preprocessor& preprocessor, const ImageView& image, const NetworkSize& size)
{
    std::vector<float> out(std::size_t{3} * size.width * size.height, -1.0F);
    const auto result = preprocessor.planes(image, out);
    return result ? out : std::vector<float>();
}

} // namespace

class TestPreprocess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void geometry_data();
    void geometry();
    void geometryFills();
    void pixels_data();
    void pixels();
    void formatsAgree();
    void grey();
    void bordersAre128();
    void imagesOfOtherSizesInBetween();
    void halvingAverages();
    void piecesEqualTheWhole_data();
    void piecesEqualTheWhole();
    void inputsInFlight();
    void withoutOpenCv_data();
    void withoutOpenCv();
    void wrongPieces();
    void refusals();
};

void TestPreprocess::geometry_data()
{
    QTest::addColumn<QSize>("image");
    QTest::addColumn<QSize>("network");
    QTest::addColumn<QSize>("scaled");
    QTest::addColumn<QRect>("borders"); // left, top, right, bottom
    // figures of the reference program
    const auto row = [](const char* name, QSize image, QSize network, QSize scaled, int l, int r, int t, int b) {
        QTest::newRow(name) << image << network << scaled << QRect(QPoint(l, t), QPoint(r, b));
    };
    const QSize large(1088, 608);
    row("1080p", {1920, 1080}, large, {1081, 608}, 3, 4, 0, 0);
    row("VGA", {640, 480}, large, {811, 608}, 138, 139, 0, 0);
    row("wide", {1242, 375}, large, {1088, 329}, 0, 0, 139, 140);
    row("odd", {1173, 734}, large, {972, 608}, 58, 58, 0, 0);
    row("odd border", {1654, 1080}, large, {931, 608}, 78, 79, 0, 0);
    row("1080p at 864", {1920, 1080}, {864, 480}, {853, 480}, 5, 6, 0, 0);
    row("1080p at 576", {1920, 1080}, {576, 320}, {569, 320}, 3, 4, 0, 0);
    row("line", {30000, 1}, {64, 32}, {64, 1}, 0, 0, 15, 16);
}

void TestPreprocess::geometry()
{
    QFETCH(QSize, image);
    QFETCH(QSize, network);
    QFETCH(QSize, scaled);
    QFETCH(QRect, borders);
    const Letterbox box = letterboxOf(image.width(), image.height(), {network.width(), network.height()});
    QCOMPARE(QSize(box.width, box.height), scaled);
    QCOMPARE(QRect(QPoint(box.left, box.top), QPoint(box.right, box.bottom)), borders);
    QCOMPARE(box.padX, (network.width() - scaled.width()) / 2.0);
    QCOMPARE(box.padY, (network.height() - scaled.height()) / 2.0);
}

void TestPreprocess::geometryFills()
{
    std::mt19937 random(5);
    for (int round = 0; round < 5000; ++round) {
        const NetworkSize size{32 * (1 + static_cast<int>(random() % 40)), 32 * (1 + static_cast<int>(random() % 40))};
        const Letterbox box =
            letterboxOf(1 + static_cast<int>(random() % 5000), 1 + static_cast<int>(random() % 5000), size);
        QCOMPARE(box.left + box.width + box.right, size.width);
        QCOMPARE(box.top + box.height + box.bottom, size.height);
        QVERIFY(box.left >= 0 && box.top >= 0 && box.width >= 1 && box.height >= 1);
        QVERIFY(box.right - box.left == 0 || box.right - box.left == 1);
        QVERIFY(box.bottom - box.top == 0 || box.bottom - box.top == 1);
        QVERIFY(box.width == size.width || box.height == size.height);
    }
}

void TestPreprocess::pixels_data()
{
    QTest::addColumn<QSize>("image");
    QTest::newRow("shrink by a fraction") << QSize(300, 170);
    QTest::newRow("shrink by two") << QSize(256, 128);
    QTest::newRow("shrink by three") << QSize(384, 192);
    QTest::newRow("same size") << QSize(128, 64);
    QTest::newRow("enlarge") << QSize(50, 31);
    QTest::newRow("enlarge a pixel") << QSize(1, 1);
    QTest::newRow("upright") << QSize(90, 400);
}

void TestPreprocess::pixels()
{
    QFETCH(QSize, image);
    const NetworkSize size{128, 64};
    Preprocessor preprocessor(size);
    Image picture = randomImage(image.width(), image.height());
    const std::vector<float> expected = reference(picture, size);
    QCOMPARE(planesOf(preprocessor, picture.view(), size), expected);
    // scaling four channels and dropping one gives the same bits as scaling three
    Image four = converted(picture, PixelFormat::Bgra8);
    QCOMPARE(planesOf(preprocessor, four.view(), size), expected);
}

void TestPreprocess::formatsAgree()
{
    const NetworkSize size{96, 64};
    Preprocessor preprocessor(size);
    Image bgr = randomImage(123, 77, PixelFormat::Bgr8, 3);
    const std::vector<float> expected = planesOf(preprocessor, bgr.view(), size);
    QVERIFY(!expected.empty());
    Image bgra = converted(bgr, PixelFormat::Bgra8);
    QCOMPARE(planesOf(preprocessor, bgra.view(), size), expected);
    Image rgb = converted(bgr, PixelFormat::Rgb8);
    QCOMPARE(planesOf(preprocessor, rgb.view(), size), expected);
}

void TestPreprocess::grey()
{
    const NetworkSize size{64, 64};
    Preprocessor preprocessor(size);
    Image image = randomImage(70, 50, PixelFormat::Gray8);
    const std::vector<float> planes = planesOf(preprocessor, image.view(), size);
    const std::size_t plane = 64 * 64;
    QCOMPARE(planes.size(), 3 * plane);
    QVERIFY(std::equal(planes.begin(), planes.begin() + plane, planes.begin() + plane));
    QVERIFY(std::equal(planes.begin(), planes.begin() + plane, planes.begin() + 2 * plane));
}

void TestPreprocess::bordersAre128()
{
    const NetworkSize size{64, 64};
    Preprocessor preprocessor(size);
    Image image = randomImage(64, 32);
    const std::vector<float> planes = planesOf(preprocessor, image.view(), size);
    for (int channel = 0; channel < 3; ++channel)
        for (int y = 0; y < 64; ++y)
            for (int x = 0; x < 64; ++x) {
                const float value = planes[(static_cast<std::size_t>(channel) * 64 + y) * 64 + x];
                if (y < 16 || y >= 48)
                    QCOMPARE(value, 128 / 255.0F);
                else
                    QCOMPARE(value, image.pixel(x, y - 16)[2 - channel] / 255.0F);
            }
}

// Borders of one image must not survive into the next.
void TestPreprocess::imagesOfOtherSizesInBetween()
{
    const NetworkSize size{64, 64};
    Preprocessor used(size);
    for (const QSize s : {QSize(64, 20), QSize(20, 64), QSize(64, 64), QSize(100, 30), QSize(64, 20)}) {
        Image image = randomImage(s.width(), s.height());
        Preprocessor fresh(size);
        QCOMPARE(planesOf(used, image.view(), size), planesOf(fresh, image.view(), size));
    }
}

void TestPreprocess::halvingAverages()
{
    const NetworkSize size{32, 32};
    Preprocessor preprocessor(size);
    Image image = randomImage(64, 64);
    const auto boxed = preprocessor.letterbox(image.view());
    QVERIFY(boxed);
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 32; ++x)
            for (int c = 0; c < 3; ++c) {
                const int sum = image.pixel(2 * x, 2 * y)[c] + image.pixel(2 * x + 1, 2 * y)[c] +
                                image.pixel(2 * x, 2 * y + 1)[c] + image.pixel(2 * x + 1, 2 * y + 1)[c];
                QCOMPARE(static_cast<int>(boxed->row(y)[3 * x + c]), (sum + 2) / 4);
            }
}

void TestPreprocess::piecesEqualTheWhole_data()
{
    QTest::addColumn<QSize>("image");
    QTest::addColumn<QSize>("network");
    const auto row = [](QSize image, QSize network) {
        QTest::addRow("%d x %d to %d x %d", image.width(), image.height(), network.width(), network.height())
            << image << network;
    };
    row({1920, 1080}, {1088, 608});
    row({1280, 720}, {576, 320});
    row({1920, 1080}, {576, 320});
    row({3840, 2160}, {576, 320});
    row({1173, 734}, {864, 480});
    row({640, 480}, {576, 320});
    row({300, 170}, {128, 64});
    row({129, 64}, {128, 64}); // hardly smaller
    row({90, 1400}, {128, 64});
    row({1500, 40}, {128, 64});
    row({384, 192}, {128, 64}); // whole numbers: OpenCV sums integers
    row({100, 50}, {128, 64});  // larger
}

// The one-pass way against OpenCV's resize of the whole image, bit by bit, however the rows come.
void TestPreprocess::piecesEqualTheWhole()
{
    QFETCH(QSize, image);
    QFETCH(QSize, network);
    const NetworkSize size{network.width(), network.height()};
    Image bgr = randomImage(image.width(), image.height());
    const std::vector<float> expected = reference(bgr, size);
    Image picture = converted(bgr, PixelFormat::Bgra8);
    Preprocessor preprocessor(size);
    for (const int rowsEach : {16, 1, 7, image.height()}) {
        QVERIFY(preprocessor.begin(image.width(), image.height(), PixelFormat::Bgra8));
        for (int y = 0; y < image.height(); y += rowsEach) {
            ImageView rows = picture.view();
            rows.data = picture.pixel(0, y);
            rows.height = std::min(rowsEach, image.height() - y);
            QVERIFY(preprocessor.addRows(rows));
        }
        const auto prepared = preprocessor.finish();
        QVERIFY(prepared);
        QCOMPARE(QSize(prepared->sourceWidth, prepared->sourceHeight), image);
        const ImageView& view = prepared->letterboxed;
        QCOMPARE(QSize(view.width, view.height), network);
        int different = 0;
        for (int y = 0; y < view.height; ++y)
            for (int x = 0; x < view.width; ++x)
                for (int c = 0; c < 3; ++c) {
                    const std::size_t at = (static_cast<std::size_t>(2 - c) * size.height + y) * size.width + x;
                    different += static_cast<float>(view.row(y)[4 * x + c]) / 255.0F == expected[at] ? 0 : 1;
                }
        QCOMPARE(different, 0);
    }
}

// Inputs wait in a queue while the next ones are made, and may outlive who made them.
void TestPreprocess::inputsInFlight()
{
    const NetworkSize size{96, 64};
    std::vector<PreparedImage> waiting;
    std::vector<std::vector<std::uint8_t>> expected;
    {
        Preprocessor preprocessor(size);
        for (int i = 0; i < 12; ++i) {
            Image bgr = randomImage(200 + i % 2, 111);
            Image image = converted(bgr, PixelFormat::Bgra8);
            Preprocessor fresh(size);
            const auto view = fresh.letterbox(image.view());
            QVERIFY(view);
            expected.emplace_back(view->data, view->data + view->stride * view->height);
            QVERIFY(preprocessor.begin(image.width, image.height, image.format));
            QVERIFY(preprocessor.addRows(image.view()));
            auto prepared = preprocessor.finish();
            QVERIFY(prepared);
            waiting.push_back(*std::move(prepared));
            if (i % 3 == 2) { // some go back while others wait
                waiting.erase(waiting.begin());
                expected.erase(expected.begin());
            }
        }
    }
    QCOMPARE(waiting.size(), expected.size());
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const ImageView& view = waiting[i].letterboxed;
        QVERIFY(std::equal(expected[i].begin(), expected[i].end(), view.data));
    }
}

void TestPreprocess::withoutOpenCv_data()
{
    QTest::addColumn<QSize>("from");
    QTest::addColumn<QSize>("to");
    QTest::newRow("shrunk") << QSize(211, 117) << QSize(64, 35);
    QTest::newRow("halved") << QSize(200, 120) << QSize(100, 60);
    QTest::newRow("a third") << QSize(192, 120) << QSize(64, 40);
    QTest::newRow("the same") << QSize(64, 32) << QSize(64, 32);
    QTest::newRow("enlarged") << QSize(50, 31) << QSize(137, 85);
    QTest::newRow("doubled") << QSize(40, 30) << QSize(80, 60);
    QTest::newRow("a line") << QSize(300, 1) << QSize(64, 1);
}

// What builds without OpenCV scale with differs by rounding only.
void TestPreprocess::withoutOpenCv()
{
    QFETCH(QSize, from);
    QFETCH(QSize, to);
    for (const PixelFormat format : {PixelFormat::Rgb8, PixelFormat::Bgra8, PixelFormat::Gray8}) {
        const Image image = randomImage(from.width(), from.height(), format, 5);
        const std::ptrdiff_t stride = to.width() * bytesPerPixel(format) + 3;
        std::vector<std::uint8_t> usual(static_cast<std::size_t>(stride * to.height()), 77);
        std::vector<std::uint8_t> plain = usual;
        scaleByArea(image.view(), usual.data(), to.width(), to.height(), stride);
        scaleByAreaPlain(image.view(), plain.data(), to.width(), to.height(), stride);
        for (std::size_t i = 0; i < usual.size(); ++i)
            QVERIFY2(std::abs(int{usual[i]} - int{plain[i]}) <= 1,
                     qPrintable(QStringLiteral("byte %1: %2 and %3").arg(i).arg(usual[i]).arg(plain[i])));
    }
}

void TestPreprocess::wrongPieces()
{
    Preprocessor preprocessor({64, 64});
    Image image = randomImage(100, 80);
    Image picture = converted(image, PixelFormat::Bgra8);
    const auto isRefused = [](const auto& result) {
        return !result && result.error().code == ErrorCode::InvalidArgument;
    };
    QVERIFY(isRefused(preprocessor.addRows(picture.view()))); // nothing begun
    QVERIFY(isRefused(preprocessor.begin(0, 5, PixelFormat::Bgra8)));
    QVERIFY(preprocessor.begin(100, 80, PixelFormat::Bgra8));
    QVERIFY(isRefused(preprocessor.addRows(image.view()))); // another format
    ImageView rows = picture.view();
    rows.width = 99;
    QVERIFY(isRefused(preprocessor.addRows(rows)));
    rows = picture.view();
    rows.height = 50;
    QVERIFY(preprocessor.addRows(rows));
    QVERIFY(isRefused(preprocessor.addRows(rows))); // more than there are
    QVERIFY(isRefused(preprocessor.finish()));
    rows.height = 30;
    QVERIFY(preprocessor.addRows(rows));
    QVERIFY(preprocessor.finish());
    QVERIFY(isRefused(preprocessor.finish()));
}

void TestPreprocess::refusals()
{
    Preprocessor preprocessor({64, 64});
    Image image = randomImage(40, 30);
    const auto code = [&](ImageView view) { return preprocessor.letterbox(view).error().code; };
    QVERIFY(code({}) == ErrorCode::InvalidArgument);
    ImageView view = image.view();
    view.height = 0;
    QVERIFY(code(view) == ErrorCode::InvalidArgument);
    view = image.view();
    view.stride = 40;
    QVERIFY(code(view) == ErrorCode::InvalidArgument);
    view = image.view();
    view.stride = -view.stride;
    QVERIFY(code(view) == ErrorCode::InvalidArgument);
    view = image.view();
    view.width = 40000;
    view.stride = 120000;
    QVERIFY(code(view) == ErrorCode::InvalidArgument);
    QVERIFY(preprocessor.letterbox(image.view()));
}

QTEST_GUILESS_MAIN(TestPreprocess)
#include "tst_preprocess.moc"
