// From planes to the network's input: taps against OpenCV's resize, colours against their definition, the whole against
// a straightforward one of its parts, and LibTorch's operators against the kernel's function.

#include "core/model/executors/device_letterbox.h"
#include "core/model/executors/letterbox_planes.h"
#include "core/model/preprocess/preprocess.h"

#include <ATen/Functions.h>
#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace tw;
using namespace tw::model;

namespace {

// Planes with padding behind their rows, and the picture that they are.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> luma, u, v, both;
    int lumaStride = 0;
    int chromaStride = 0;

    PlanarImage i420() const
    {
        PlanarImage image;
        image.data = {luma.data(), u.data(), v.data()};
        image.stride = {lumaStride, chromaStride, chromaStride};
        image.width = width;
        image.height = height;
        image.matrix = PlanarImage::Matrix::Bt709;
        return image;
    }
    PlanarImage nv12() const
    {
        PlanarImage image = i420();
        image.layout = PlanarImage::Layout::Nv12;
        image.data = {luma.data(), both.data(), nullptr};
        image.stride = {lumaStride, 2 * chromaStride, 0};
        return image;
    }
};

Picture picture(int width, int height, unsigned seed)
{
    std::mt19937 random(seed);
    Picture p;
    p.width = width;
    p.height = height;
    p.lumaStride = width + 10;
    p.chromaStride = width / 2 + 7;
    const auto fill = [&random](std::vector<std::uint8_t>& plane, int stride, int rows) {
        plane.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(rows));
        for (auto& sample : plane)
            sample = static_cast<std::uint8_t>(random());
    };
    fill(p.luma, p.lumaStride, height);
    fill(p.u, p.chromaStride, height / 2);
    fill(p.v, p.chromaStride, height / 2);
    p.both.resize(2 * p.u.size());
    for (std::size_t i = 0; i < p.u.size(); ++i) {
        p.both[2 * i] = p.u[i];
        p.both[2 * i + 1] = p.v[i];
    }
    return p;
}

// The picture as it is converted, not shrunk yet.
cv::Mat rgbOf(const Picture& p)
{
    std::vector<std::uint8_t> packed(static_cast<std::size_t>(packedBytes(p.i420())));
    packPlanes(p.i420(), packed.data());
    LetterboxJob job = letterboxJob(p.i420(), {96, 64});
    job.planes = packed.data();
    cv::Mat rgb(p.height, p.width, CV_8UC3);
    for (int y = 0; y < p.height; ++y) {
        for (int x = 0; x < p.width; ++x) {
            const Levels level = sourcePixel(job, x, y);
            for (int c = 0; c < 3; ++c)
                rgb.at<cv::Vec3b>(y, x)[c] = static_cast<std::uint8_t>(level.rgb[c]);
        }
    }
    return rgb;
}

// Levels as the kernel gives them, height x width x 3.
std::vector<float> lettered(const PlanarImage& image, const NetworkSize& network)
{
    std::vector<std::uint8_t> packed(static_cast<std::size_t>(packedBytes(image)));
    packPlanes(image, packed.data());
    LetterboxJob job = letterboxJob(image, network);
    const AxisTaps across = axisTaps(image.width, job.width);
    const AxisTaps down = axisTaps(image.height, job.height);
    job.planes = packed.data();
    job.firstX = across.first.data();
    job.weightX = across.weights.data();
    job.tapsX = across.count;
    job.firstY = down.first.data();
    job.weightY = down.weights.data();
    job.tapsY = down.count;
    std::vector<float> levels;
    for (int y = 0; y < network.height; ++y)
        for (int x = 0; x < network.width; ++x)
            for (const float level : letterboxPixel(job, x, y).rgb)
                levels.push_back(level);
    return levels;
}

} // namespace

class TestLetterboxPlanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tapsAreOpenCvs_data();
    void tapsAreOpenCvs();
    void tapsStayInside_data();
    void tapsStayInside();
    void coloursAreTheStandards();
    void pictureEqualsItsParts_data();
    void pictureEqualsItsParts();
    void layoutsAgree();
    void operatorsAgree_data();
    void operatorsAgree();
};

void TestLetterboxPlanes::tapsAreOpenCvs_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("toLength");
    for (const auto& [length, toLength] : {std::pair{1920, 1081},
                                           {1080, 608},
                                           {640, 320},
                                           {640, 213},
                                           {96, 96},
                                           {100, 150},
                                           {97, 311},
                                           {2, 9},
                                           {1, 5},
                                           {31, 32}})
        QTest::addRow("%d to %d", length, toLength) << length << toLength;
}

void TestLetterboxPlanes::tapsAreOpenCvs()
{
    QFETCH(int, length);
    QFETCH(int, toLength);
    std::mt19937 random(7);
    cv::Mat row(1, length, CV_32F);
    for (int i = 0; i < length; ++i)
        row.at<float>(0, i) = static_cast<float>(random() % 256);
    // with the same height twice OpenCV keeps that axis as it is
    cv::Mat wanted;
    cv::resize(row, wanted, cv::Size(toLength, 1), 0, 0, cv::INTER_AREA);
    const AxisTaps taps = axisTaps(length, toLength);
    for (int i = 0; i < toLength; ++i) {
        double sum = 0;
        for (int k = 0; k < taps.count; ++k)
            sum += static_cast<double>(taps.weights[static_cast<std::size_t>(i * taps.count + k)]) *
                   row.at<float>(0, taps.first[static_cast<std::size_t>(i)] + k);
        QVERIFY2(std::abs(sum - wanted.at<float>(0, i)) < 0.01, qPrintable(QString::number(i)));
    }
}

void TestLetterboxPlanes::tapsStayInside_data()
{
    tapsAreOpenCvs_data();
}

void TestLetterboxPlanes::tapsStayInside()
{
    QFETCH(int, length);
    QFETCH(int, toLength);
    const AxisTaps taps = axisTaps(length, toLength);
    QCOMPARE(taps.first.size(), static_cast<std::size_t>(toLength));
    QCOMPARE(taps.weights.size(), taps.first.size() * static_cast<std::size_t>(taps.count));
    for (const int first : taps.first)
        QVERIFY(first >= 0 && first + taps.count <= length);
}

void TestLetterboxPlanes::coloursAreTheStandards()
{
    const auto near = [](int weight, double wanted) { return std::abs(weight / 8192.0 - wanted) < 1e-3; };
    // the well-known numbers of Rec. 601, limited range
    const ColourWeights w = colourWeights(PlanarImage::Matrix::Bt601, false);
    QCOMPARE(w.lumaOffset, 128);
    QVERIFY(near(w.luma, 1.164) && near(w.redV, 1.596) && near(w.greenU, -0.392) && near(w.greenV, -0.813) &&
            near(w.blueU, 2.017));
    // and of JPEG's full range
    const ColourWeights full = colourWeights(PlanarImage::Matrix::Bt601, true);
    QCOMPARE(full.lumaOffset, 0);
    QVERIFY(near(full.luma, 1) && near(full.redV, 1.402) && near(full.greenU, -0.344) && near(full.greenV, -0.714) &&
            near(full.blueU, 1.772));

    // Rec. 709, limited range, as the standard writes it: E'y = (y - 16) / 219, E'pb = (u - 128) / 224, ...
    const Picture p = picture(64, 48, 5);
    const cv::Mat rgb = rgbOf(p);
    const auto level = [](double value) { return std::clamp(255 * value, 0.0, 255.0); };
    for (int y = 0; y < p.height; ++y) {
        for (int x = 0; x < p.width; ++x) {
            const double luma = (p.luma[static_cast<std::size_t>(y * p.lumaStride + x)] - 16) / 219.0;
            const auto cell = static_cast<std::size_t>(y / 2 * p.chromaStride + x / 2);
            const double pb = (p.u[cell] - 128) / 224.0;
            const double pr = (p.v[cell] - 128) / 224.0;
            const double red = luma + 2 * (1 - 0.2126) * pr;
            const double blue = luma + 2 * (1 - 0.0722) * pb;
            const double green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152;
            const cv::Vec3b ours = rgb.at<cv::Vec3b>(y, x);
            // two or three quotients are rounded down
            QVERIFY(std::abs(ours[0] + 1 - level(red)) < 1.6);
            QVERIFY(std::abs(ours[1] + 1.5 - level(green)) < 2.1);
            QVERIFY(std::abs(ours[2] + 1 - level(blue)) < 1.6);
        }
    }
}

void TestLetterboxPlanes::pictureEqualsItsParts_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<double>("mayDiffer"); // share of the values, by one level
    QTest::addRow("smaller, borders at the sides") << 190 << 130 << 0.02;
    QTest::addRow("smaller, borders above and below") << 300 << 90 << 0.02;
    QTest::addRow("half") << 192 << 128 << 0.2; // OpenCV rounds halves up there, and one in four is one
    QTest::addRow("as it is") << 96 << 64 << 0.001;
    QTest::addRow("larger") << 50 << 30 << 0.2; // OpenCV enlarges with 11 bits of share
}

void TestLetterboxPlanes::pictureEqualsItsParts()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(double, mayDiffer);
    const NetworkSize network{96, 64};
    const Picture p = picture(width, height, 11);
    const cv::Mat rgb = rgbOf(p);
    Preprocessor preprocessor(network);
    const auto wanted =
        preprocessor.letterbox({rgb.data, width, height, static_cast<std::ptrdiff_t>(rgb.step), PixelFormat::Rgb8});
    QVERIFY(wanted);
    const std::vector<float> levels = lettered(p.i420(), network);
    int different = 0;
    for (int y = 0; y < network.height; ++y) {
        for (int i = 0; i < 3 * network.width; ++i) {
            const float level = levels[static_cast<std::size_t>(3 * y * network.width + i)];
            const float difference = std::abs(level - static_cast<float>(wanted->row(y)[i]));
            QVERIFY2(difference <= 1, qPrintable(QStringLiteral("%1 %2").arg(y).arg(i)));
            different += difference > 0 ? 1 : 0;
        }
    }
    const double share = different / (3.0 * network.width * network.height);
    QVERIFY2(share <= mayDiffer, qPrintable(QString::number(share)));
}

void TestLetterboxPlanes::layoutsAgree()
{
    const Picture p = picture(190, 130, 12);
    QVERIFY(lettered(p.i420(), {96, 64}) == lettered(p.nv12(), {96, 64}));
}

void TestLetterboxPlanes::operatorsAgree_data()
{
    QTest::addColumn<bool>("inTurn");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const bool inTurn : {false, true}) {
        QTest::addRow("shrunk%s", inTurn ? ", NV12" : "") << inTurn << 190 << 130;
        QTest::addRow("enlarged%s", inTurn ? ", NV12" : "") << inTurn << 50 << 30;
    }
}

void TestLetterboxPlanes::operatorsAgree()
{
    QFETCH(bool, inTurn);
    QFETCH(int, width);
    QFETCH(int, height);
    const NetworkSize network{96, 64};
    DeviceLetterbox letterbox(network, torch::Device(torch::kCPU));
    const auto emptyInput = [&] {
        return torch::full({1, 3, network.height, network.width}, -1.0F).contiguous(torch::MemoryFormat::ChannelsLast);
    };
    for (const unsigned seed : {1U, 2U}) { // the second picture goes through what the first one left
        const Picture p = picture(width, height, seed);
        const PlanarImage image = inTurn ? p.nv12() : p.i420();
        torch::Tensor packed = torch::empty({packedBytes(image)}, torch::kUInt8);
        packPlanes(image, packed.data_ptr<std::uint8_t>());
        torch::Tensor ours = emptyInput();
        letterbox.fill(image, packed, ours);
        const std::vector<float> levels = lettered(image, network);
        const torch::Tensor rows = ours.permute({0, 2, 3, 1}).contiguous();
        for (std::size_t i = 0; i < levels.size(); ++i)
            QCOMPARE(rows.data_ptr<float>()[i], levels[i] / 255.0F);
        torch::Tensor composed = emptyInput();
        letterbox.fillComposed(image, packed, composed);
        const torch::Tensor difference = (ours - composed).abs() * 255;
        QVERIFY(difference.max().item<float>() < 1.01F);
        QVERIFY(difference.mean().item<float>() < 0.01F); // halves
        // what is not float32 or not channels last goes through the operators too
        torch::Tensor other = torch::zeros({1, 3, network.height, network.width}, torch::kBFloat16);
        letterbox.fill(image, packed, other);
        QVERIFY((other.to(torch::kFloat32) - composed).abs().max().item<float>() < 0.005F);
    }
}

QTEST_GUILESS_MAIN(TestLetterboxPlanes)
#include "tst_letterbox_planes.moc"
