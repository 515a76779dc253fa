// The deformable convolution against a literal double-precision one, and its gradients against central differences.

#include "core/model/networks/deform_conv.h"
#include "core/model/networks/deform_cuda.h"

#include "tests/core/model/hashed_weights.h"

#include <torch/utils.h>

#include <QTest>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <string_view>

using namespace tw::model;
using tw::test::hashedTensor;

namespace {

struct Case {
    torch::Tensor input;
    torch::Tensor offset;
    torch::Tensor mask;
    torch::Tensor weight;
    torch::Tensor bias;
    DeformGeometry geometry;
};

// Offsets of up to +-`reach` pixels: with a reach above 1, many samples fall beyond the border.
Case makeCase(std::int64_t batch, std::int64_t channels, std::int64_t height, std::int64_t width, std::int64_t out,
              double reach, const DeformGeometry& geometry = {})
{
    const std::int64_t outHeight = (height + 2 * geometry.padding - 2 * geometry.dilation - 1) / geometry.stride + 1;
    const std::int64_t outWidth = (width + 2 * geometry.padding - 2 * geometry.dilation - 1) / geometry.stride + 1;
    return {hashedTensor(1, {batch, channels, height, width}, 2, 0.5).to(torch::kDouble),
            hashedTensor(2, {batch, 18, outHeight, outWidth}, 2 * reach, 0.5).to(torch::kDouble),
            hashedTensor(3, {batch, 9, outHeight, outWidth}).to(torch::kDouble),
            hashedTensor(4, {out, channels, 3, 3}, 1, 0.5).to(torch::kDouble),
            hashedTensor(5, {out}, 1, 0.5).to(torch::kDouble),
            geometry};
}

// One value of one channel at a real-valued position, straight from the definition.
double bilinear(const torch::TensorAccessor<double, 2>& map, double y, double x)
{
    const auto height = map.size(0);
    const auto width = map.size(1);
    if (y <= -1 || x <= -1 || y >= static_cast<double>(height) || x >= static_cast<double>(width))
        return 0;
    double sum = 0;
    for (std::int64_t row = 0; row < height; ++row) {
        for (std::int64_t column = 0; column < width; ++column) {
            const double wy = std::max(0.0, 1 - std::abs(y - static_cast<double>(row)));
            const double wx = std::max(0.0, 1 - std::abs(x - static_cast<double>(column)));
            sum += wy * wx * map[row][column];
        }
    }
    return sum;
}

torch::Tensor literal(const Case& c)
{
    const std::int64_t height = c.offset.size(2);
    const std::int64_t width = c.offset.size(3);
    torch::Tensor out = torch::empty({c.input.size(0), c.weight.size(0), height, width}, torch::kDouble);
    const auto input = c.input.accessor<double, 4>();
    const auto offset = c.offset.accessor<double, 4>();
    const auto mask = c.mask.accessor<double, 4>();
    const auto weight = c.weight.accessor<double, 4>();
    const auto bias = c.bias.accessor<double, 1>();
    auto result = out.accessor<double, 4>();
    for (std::int64_t b = 0; b < out.size(0); ++b)
        for (std::int64_t o = 0; o < out.size(1); ++o)
            for (std::int64_t y = 0; y < height; ++y)
                for (std::int64_t x = 0; x < width; ++x) {
                    double sum = bias[o];
                    for (std::int64_t i = 0; i < 3; ++i)
                        for (std::int64_t j = 0; j < 3; ++j) {
                            const std::int64_t tap = 3 * i + j;
                            const double sy = static_cast<double>(y * c.geometry.stride - c.geometry.padding +
                                                                  i * c.geometry.dilation) +
                                              offset[b][2 * tap][y][x];
                            const double sx = static_cast<double>(x * c.geometry.stride - c.geometry.padding +
                                                                  j * c.geometry.dilation) +
                                              offset[b][2 * tap + 1][y][x];
                            for (std::int64_t k = 0; k < c.input.size(1); ++k)
                                sum += weight[o][k][i][j] * mask[b][tap][y][x] * bilinear(input[b][k], sy, sx);
                        }
                    result[b][o][y][x] = sum;
                }
    return out;
}

double maxDifference(const torch::Tensor& a, const torch::Tensor& b)
{
    return (a.to(torch::kDouble) - b.to(torch::kDouble)).abs().max().item<double>();
}

torch::Tensor run(const Case& c)
{
    return deformConv(c.input, c.offset, c.mask, c.weight, c.bias, c.geometry);
}

torch::Tensor composed(const Case& c)
{
    return deformConvComposed(c.input, c.offset, c.mask, c.weight, c.bias, c.geometry);
}

std::array<torch::Tensor*, 5> tensorsOf(Case& c)
{
    return {&c.input, &c.offset, &c.mask, &c.weight, &c.bias};
}

constexpr std::array kNames{"input", "offset", "mask", "weight", "bias"};

} // namespace

class TestDeformConv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesDefinition_data();
    void matchesDefinition();
    void gradientsMatchDifferences();
    void composedGradientsAgree();
    void halfTypesAreComputedInFloat();
    void memoryFormatsAgree();
    void plainConvolutionWithoutOffsets();
    void notFiniteOffsetsGiveZero();
    void layerStartsAsHalfOfAConvolution();
    void wrongShapesAreRefused();
    void inferenceMode();
    void samplesOfTheCudaKernels_data();
    void samplesOfTheCudaKernels();
};

void TestDeformConv::samplesOfTheCudaKernels_data()
{
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("dilation");
    QTest::addColumn<double>("reach");
    QTest::newRow("plain") << 1 << 1 << 0.8;
    QTest::newRow("beyond the border") << 1 << 1 << 5.0;
    QTest::newRow("strided and dilated") << 2 << 2 << 2.0;
}

// Where the CUDA kernels read, and what each neighbour counts, without a CUDA device: the functions they are made of.
void TestDeformConv::samplesOfTheCudaKernels()
{
    QFETCH(int, stride);
    QFETCH(int, dilation);
    QFETCH(double, reach);
    const Case c = makeCase(2, 3, 7, 9, 4, reach, {stride, dilation, dilation});
    const auto rowsOf = [](const torch::Tensor& t) { return t.to(torch::kFloat).permute({0, 2, 3, 1}).contiguous(); };
    const torch::Tensor input = rowsOf(c.input);
    const torch::Tensor offset = rowsOf(c.offset);
    const torch::Tensor mask = rowsOf(c.mask);
    const deform::CudaGrid grid{.batch = 2,
                                .channels = 3,
                                .height = 7,
                                .width = 9,
                                .outHeight = static_cast<int>(offset.size(1)),
                                .outWidth = static_cast<int>(offset.size(2)),
                                .outChannels = 4,
                                .stride = stride,
                                .padding = dilation,
                                .dilation = dilation};
    int beyond = 0;
    for (std::int64_t pixel = 0; pixel < grid.pixels(); ++pixel) {
        const std::int64_t image = pixel / (grid.outHeight * grid.outWidth);
        const std::int64_t y = pixel / grid.outWidth % grid.outHeight;
        const std::int64_t x = pixel % grid.outWidth;
        for (int tap = 0; tap < grid.taps(); ++tap) {
            const deform::Corners corners =
                deform::cornersOf(grid, offset.data_ptr<float>(), mask.data_ptr<float>(), pixel, tap);
            const float* shift = offset.data_ptr<float>() + (pixel * 9 + tap) * 2;
            const double atY = static_cast<double>(y * stride - dilation + tap / 3 * dilation) + shift[0];
            const double atX = static_cast<double>(x * stride - dilation + tap % 3 * dilation) + shift[1];
            float sums[3] = {};
            for (int k = 0; k < 4; ++k) {
                QVERIFY(corners.row[k] >= 0 && corners.row[k] < 2 * 7 * 9);
                for (int channel = 0; channel < 3; ++channel)
                    sums[channel] += corners.share[k] * input.data_ptr<float>()[corners.row[k] * 3 + channel];
            }
            beyond += corners.share[0] + corners.share[1] + corners.share[2] + corners.share[3] == 0 ? 1 : 0;
            for (int channel = 0; channel < 3; ++channel) {
                const torch::Tensor map = c.input[image][channel].contiguous();
                const double expected =
                    bilinear(map.accessor<double, 2>(), atY, atX) * mask.data_ptr<float>()[pixel * 9 + tap];
                QVERIFY(std::abs(sums[channel] - expected) < 1e-5);
            }
        }
    }
    QVERIFY(beyond > 0 && beyond < grid.pixels() * grid.taps()); // both kinds have been seen
    // not a number and infinite: nothing is read
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
        const deform::Corners corners = deform::cornersAt(grid, 1, bad, 2, 1);
        for (int k = 0; k < 4; ++k)
            QVERIFY(corners.share[k] == 0 && corners.row[k] == 0);
    }
}

void TestDeformConv::matchesDefinition_data()
{
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::addColumn<double>("reach");
    QTest::addColumn<int>("stride");
    QTest::addColumn<int>("dilation");
    QTest::newRow("small offsets") << 1 << 3 << 5 << 7 << 0.4 << 1 << 1;
    QTest::newRow("beyond the border") << 2 << 5 << 6 << 4 << 6.0 << 1 << 1;
    QTest::newRow("one pixel") << 1 << 2 << 1 << 1 << 1.5 << 1 << 1;
    QTest::newRow("one row") << 1 << 17 << 1 << 9 << 2.0 << 1 << 1;
    QTest::newRow("stride 2") << 1 << 4 << 7 << 9 << 1.0 << 2 << 1;
    QTest::newRow("dilation 2") << 1 << 4 << 8 << 9 << 1.0 << 1 << 2;
    QTest::newRow("several chunks") << 1 << 96 << 25 << 40 << 3.0 << 1 << 1;
}

void TestDeformConv::matchesDefinition()
{
    QFETCH(int, batch);
    QFETCH(int, channels);
    QFETCH(int, height);
    QFETCH(int, width);
    QFETCH(double, reach);
    QFETCH(int, stride);
    QFETCH(int, dilation);
    const torch::NoGradGuard noGrad;
    Case c = makeCase(batch, channels, height, width, 3, reach, {stride, dilation, dilation});
    const torch::Tensor expected = literal(c);
    QVERIFY2(expected.abs().max().item<double>() > 0.1, "the case is not trivial");
    QVERIFY(maxDifference(run(c), expected) < 1e-12);
    QVERIFY(maxDifference(composed(c), expected) < 1e-12);
    for (torch::Tensor* t : tensorsOf(c))
        *t = t->to(torch::kFloat);
    QVERIFY(maxDifference(run(c), expected) < 2e-5);
    QVERIFY(maxDifference(composed(c), expected) < 2e-5);
}

// Every element of every gradient. Offsets are kept away from whole numbers, where bilinear sampling has a kink.
void TestDeformConv::gradientsMatchDifferences()
{
    constexpr double kStep = 1e-6;
    Case c = makeCase(2, 3, 4, 5, 2, 2.0);
    const torch::Tensor fraction = c.offset - c.offset.floor();
    c.offset = c.offset.floor() + fraction * 0.98 + 0.01;
    const torch::Tensor direction = hashedTensor(6, run(c).sizes().vec(), 2, 0.5).to(torch::kDouble);
    for (torch::Tensor* t : tensorsOf(c))
        t->requires_grad_(true);
    run(c).backward(direction);
    for (std::size_t k = 0; k < kNames.size(); ++k) {
        torch::Tensor& tensor = *tensorsOf(c)[k];
        const torch::Tensor gradient = tensor.grad().contiguous();
        QCOMPARE(gradient.sizes(), tensor.sizes());
        const torch::NoGradGuard noGrad;
        double* const values = tensor.data_ptr<double>();
        double worst = 0;
        for (std::int64_t i = 0; i < tensor.numel(); ++i) {
            const double value = values[i];
            values[i] = value + kStep;
            const double above = (run(c) * direction).sum().item<double>();
            values[i] = value - kStep;
            const double below = (run(c) * direction).sum().item<double>();
            values[i] = value;
            const double numeric = (above - below) / (2 * kStep);
            worst = std::max(worst, std::abs(numeric - gradient.data_ptr<double>()[i]));
        }
        QVERIFY2(gradient.abs().max().item<double>() > 1e-3, kNames[k]);
        QVERIFY2(worst < 1e-8, kNames[k]);
    }
}

void TestDeformConv::composedGradientsAgree()
{
    Case ours = makeCase(2, 20, 9, 7, 6, 3.0);
    Case theirs = makeCase(2, 20, 9, 7, 6, 3.0);
    for (torch::Tensor* t : tensorsOf(ours))
        t->requires_grad_(true);
    for (torch::Tensor* t : tensorsOf(theirs))
        t->requires_grad_(true);
    run(ours).square().sum().backward();
    composed(theirs).square().sum().backward();
    for (std::size_t k = 0; k < kNames.size(); ++k)
        QVERIFY2(maxDifference(tensorsOf(ours)[k]->grad(), tensorsOf(theirs)[k]->grad()) < 1e-9, kNames[k]);
}

// What a training step in bfloat16 meets: activations in bfloat16, parameters in float.
void TestDeformConv::halfTypesAreComputedInFloat()
{
    Case single = makeCase(2, 8, 6, 7, 5, 2.0);
    for (torch::Tensor* t : tensorsOf(single))
        *t = t->to(torch::kBFloat16).to(torch::kFloat).requires_grad_(true);
    Case mixed;
    for (std::size_t k = 0; k < kNames.size(); ++k) {
        const bool activation = tensorsOf(single)[k]->dim() == 4 && std::string_view(kNames[k]) != "weight";
        *tensorsOf(mixed)[k] = tensorsOf(single)[k]
                                   ->detach()
                                   .to(activation ? torch::kBFloat16 : torch::kFloat)
                                   .clone()
                                   .requires_grad_(true);
    }
    const torch::Tensor expected = run(single), result = run(mixed);
    QCOMPARE(result.scalar_type(), torch::kBFloat16);
    QVERIFY(torch::equal(result, expected.to(torch::kBFloat16)));
    expected.sum().backward();
    result.sum().backward();
    for (std::size_t k = 0; k < kNames.size(); ++k) {
        const torch::Tensor gradient = tensorsOf(mixed)[k]->grad(), wanted = tensorsOf(single)[k]->grad();
        QCOMPARE(gradient.scalar_type(), tensorsOf(mixed)[k]->scalar_type());
        QVERIFY2(torch::equal(gradient, wanted.to(gradient.scalar_type())), kNames[k]);
    }
}

void TestDeformConv::memoryFormatsAgree()
{
    const torch::NoGradGuard noGrad;
    Case c = makeCase(2, 8, 6, 10, 5, 2.0);
    const torch::Tensor planar = run(c);
    for (torch::Tensor* t : tensorsOf(c)) {
        if (t->dim() == 4)
            *t = t->contiguous(torch::MemoryFormat::ChannelsLast);
    }
    QVERIFY(torch::equal(run(c), planar));
}

void TestDeformConv::plainConvolutionWithoutOffsets()
{
    const torch::NoGradGuard noGrad;
    Case c = makeCase(1, 6, 8, 9, 4, 1.0);
    c.offset.zero_();
    c.mask.fill_(1);
    const torch::Tensor plain = torch::conv2d(c.input, c.weight, c.bias, 1, 1);
    QVERIFY(maxDifference(run(c), plain) < 1e-12);
}

void TestDeformConv::notFiniteOffsetsGiveZero()
{
    const torch::NoGradGuard noGrad;
    Case c = makeCase(1, 2, 4, 4, 2, 1.0);
    const double kBad[] = {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e300};
    for (const double bad : kBad) {
        c.offset.fill_(bad);
        const torch::Tensor expected = c.bias.view({1, 2, 1, 1}).expand({1, 2, 4, 4});
        QVERIFY(torch::equal(run(c), expected));
        QVERIFY(torch::equal(composed(c), expected));
    }
}

// Offsets 0 and mask sigmoid(0): half of a plain convolution, plus the bias.
void TestDeformConv::layerStartsAsHalfOfAConvolution()
{
    const torch::NoGradGuard noGrad;
    DeformConv layer(4, 3);
    const auto parameters = layer.named_parameters();
    const std::vector<std::string> expected{"weight", "bias", "conv_offset_mask.weight", "conv_offset_mask.bias"};
    QCOMPARE(parameters.keys(), expected);
    const torch::Tensor x = hashedTensor(7, {1, 4, 6, 6}, 2, 0.5);
    QVERIFY(maxDifference(layer.forward(x), 0.5 * torch::conv2d(x, parameters["weight"], {}, 1, 1)) < 1e-6);
}

void TestDeformConv::wrongShapesAreRefused()
{
    const Case good = makeCase(1, 2, 4, 4, 2, 1.0);
    Case c = good;
    c.offset = good.offset.narrow(1, 0, 16);
    QVERIFY_THROWS_EXCEPTION(c10::Error, run(c));
    c = good;
    c.mask = good.mask.narrow(2, 0, 3);
    QVERIFY_THROWS_EXCEPTION(c10::Error, run(c));
    c = good;
    c.weight = good.weight.narrow(1, 0, 1);
    QVERIFY_THROWS_EXCEPTION(c10::Error, run(c));
    c = good;
    c.bias = good.bias.narrow(0, 0, 1);
    QVERIFY_THROWS_EXCEPTION(c10::Error, run(c));
    c = good;
    c.input = good.input.to(torch::kLong);
    QVERIFY_THROWS_EXCEPTION(c10::Error, run(c));
}

void TestDeformConv::inferenceMode()
{
    const Case outside = makeCase(1, 2, 4, 4, 2, 1.0);
    const torch::Tensor expected = run(outside);
    const c10::InferenceMode guard;
    QVERIFY(torch::equal(run(makeCase(1, 2, 4, 4, 2, 1.0)), expected));
    DeformConv layer(2, 2);
    QVERIFY(layer.forward(torch::rand({1, 2, 5, 5})).is_inference());
}

QTEST_GUILESS_MAIN(TestDeformConv)
#include "tst_deform_conv.moc"
