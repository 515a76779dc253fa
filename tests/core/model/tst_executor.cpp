// The fused executor against the torch module it was built from: same weights, same image, same numbers.

#include "core/model/executors/executor.h"
#include "core/model/executors/fused.h"
#include "core/model/networks/network.h"
#include "core/model/networks/weights.h"
#include "tests/core/model/bf16_rounding.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest/QtTest>

#include <cmath>
#include <filesystem>
#include <random>

namespace tw::model {

namespace {

// Weights that keep the values of a deep network of order one, and batch norms that really do something.
std::shared_ptr<Network> randomNetwork(const std::string& architecture, unsigned seed, const HeadOptions& heads = {})
{
    torch::manual_seed(seed);
    const std::shared_ptr<Network> network = *createNetwork(architecture, heads);
    const torch::NoGradGuard guard;
    for (const auto& parameter : network->named_parameters()) {
        torch::Tensor value = parameter.value();
        if (parameter.key().ends_with("conv_offset_mask.weight"))
            value.normal_(0, 0.3 / std::sqrt(static_cast<double>(value.numel() / value.size(0))));
        else if (value.dim() == 4 && value.size(1) > 1) // convolutions, not the bilinear enlargements
            value.normal_(0, std::sqrt(2.0 / static_cast<double>(value.numel() / value.size(0))));
        else if (parameter.key().ends_with("conv_offset_mask.bias"))
            value.uniform_(-1.5, 1.5); // samples well off the grid
        else if (value.dim() == 1)
            value.add_(torch::randn_like(value), 0.1);
    }
    for (const auto& buffer : network->named_buffers()) {
        torch::Tensor value = buffer.value();
        if (buffer.key().ends_with("running_mean"))
            value.normal_(0, 0.1);
        else if (buffer.key().ends_with("running_var"))
            value.uniform_(0.6, 1.4);
    }
    network->eval();
    return network;
}

std::vector<float> randomImage(const NetworkSize& size, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<float> chw(static_cast<std::size_t>(3 * size.width * size.height));
    for (float& value : chw)
        value = static_cast<float>(random() % 256) / 255.0F; // what 8-bit pixels become
    return chw;
}

std::vector<Cell> cellsOf(const NetworkSize& size)
{
    const int width = size.width / 4;
    const int height = size.height / 4;
    // the corners, where the neighbourhood hangs over the edge, and a spread of others, more than one unit of work
    std::vector<Cell> cells = {{0, 0}, {width - 1, 0}, {0, height - 1}, {width - 1, height - 1}};
    for (int i = 0; i < 60; ++i)
        cells.push_back({(i * 37) % width, (i * 11) % height});
    return cells;
}

struct Outputs {
    std::vector<float> heat;
    HeadValues heads;
};

Outputs outputsOf(NetworkExecutor& executor, const std::vector<float>& chw)
{
    Outputs out;
    const auto ran = executor.run(chw);
    if (!ran) {
        qWarning("%s", ran.error().message().c_str());
        return out;
    }
    const HeatMap heat = executor.heat();
    out.heat.assign(heat.logits, heat.logits + heat.classes * heat.height * heat.width);
    const auto cells = cellsOf(executor.size());
    if (!executor.readHeads(cells, out.heads))
        qWarning("readHeads failed");
    return out;
}

// Largest difference, relative to the larger of 1 and the map's own largest value.
double worst(const std::vector<float>& ours, const std::vector<float>& reference)
{
    if (ours.size() != reference.size() || reference.empty())
        return 1e9;
    double difference = 0;
    double largest = 1;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        if (!std::isfinite(ours[i]))
            return 1e9;
        difference = std::max(difference, std::abs(static_cast<double>(ours[i]) - reference[i]));
        largest = std::max(largest, std::abs(static_cast<double>(reference[i])));
    }
    return difference / largest;
}

double meanDifference(const std::vector<float>& ours, const std::vector<float>& reference)
{
    double sum = 0;
    double size = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        sum += std::abs(static_cast<double>(ours[i]) - reference[i]);
        size += std::abs(static_cast<double>(reference[i]));
    }
    return sum / size;
}

} // namespace

class TestExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fusedEqualsEager_data();
    void fusedEqualsEager();
    void bfloat16StaysClose_data();
    void bfloat16StaysClose();
    void roundingIsLibTorchs();
    void imagesEqualPlanes();
    void framesDoNotInfluenceEachOther();
    void threadsChangeNothing();
    void automaticChoice();
    void refusals();
    void trainedWeights();
};

void TestExecutor::fusedEqualsEager_data()
{
    QTest::addColumn<QByteArray>("architecture");
    QTest::addColumn<QByteArray>("kernels");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("classes");
    const auto add = [](const char* architecture, const char* kernels, int width, int height, int classes = 1) {
        QTest::addRow("%s, %s, %d x %d, %d classes", architecture, kernels, width, height, classes)
            << QByteArray(architecture) << QByteArray(kernels) << width << height << classes;
    };
    for (const char* kernels : {"AVX-512", "AVX2", "portable"}) {
        add("lite", kernels, 576, 320);
        add("lite", kernels, 32, 32);
        add("lite", kernels, 96, 160, 3);
    }
    add("lite", "AVX-512", 1088, 608);
    for (const char* kernels : {"AVX-512", "AVX2", "portable"})
        add("standard", kernels, 96, 160);
    add("standard", "AVX-512", 864, 480);
    for (const char* architecture : {"dla_34", "dlaconv_34"}) {
        add(architecture, "AVX-512", 96, 160);
        add(architecture, "AVX2", 64, 32, 2);
    }
    add("dla_34", "AVX-512", 32, 32);
    add("dla_34", "AVX-512", 288, 160);
    add("dla_34", "portable", 32, 64);
}

void TestExecutor::fusedEqualsEager()
{
    QFETCH(const QByteArray, architecture);
    QFETCH(const QByteArray, kernels);
    QFETCH(const int, width);
    QFETCH(const int, height);
    QFETCH(const int, classes);
    const auto network = randomNetwork(architecture.toStdString(), 11, {.classes = classes});
    const ExecutorOptions options{.size = {width, height},
                                  .device = {},
                                  .precision = Precision::Float32,
                                  .executor = Executor::Eager,
                                  .threads = 2};
    auto fused = makeFusedExecutor(saveWeights(*network), architecture.toStdString(), options, kernels.toStdString());
    if (!fused && fused.error().code == ErrorCode::Unavailable)
        QSKIP("this processor lacks the instructions");
    QVERIFY2(fused.has_value(), fused ? "" : fused.error().message().c_str());
    auto eager = makeExecutor(network, options);
    QVERIFY2(eager.has_value(), eager ? "" : eager.error().message().c_str());
    QCOMPARE((*eager)->description(), std::string("eager fp32"));
    QCOMPARE((*fused)->description(), "fused fp32 " + kernels.toStdString());

    const std::vector<float> image = randomImage(options.size, 3);
    const Outputs ours = outputsOf(**fused, image);
    const Outputs reference = outputsOf(**eager, image);
    QCOMPARE(ours.heat.size(), static_cast<std::size_t>(classes * (width / 4) * (height / 4)));
    QCOMPARE(ours.heads.sizeChannels, reference.heads.sizeChannels);
    QCOMPARE(ours.heads.embeddingSize, reference.heads.embeddingSize);
    constexpr double kGate = 1e-4;
    for (const auto& [name, a, b] :
         {std::tuple{"heat", &ours.heat, &reference.heat}, std::tuple{"size", &ours.heads.size, &reference.heads.size},
          std::tuple{"offset", &ours.heads.offset, &reference.heads.offset},
          std::tuple{"identity", &ours.heads.identity, &reference.heads.identity}}) {
        const double difference = worst(*a, *b);
        QVERIFY2(difference <= kGate, (std::string(name) + " differs by " + std::to_string(difference)).c_str());
    }
}

void TestExecutor::bfloat16StaysClose_data()
{
    QTest::addColumn<QByteArray>("architecture");
    QTest::newRow("lite") << QByteArray("lite");
    QTest::newRow("standard") << QByteArray("standard");
    QTest::newRow("dla_34") << QByteArray("dla_34");
    QTest::newRow("dlaconv_34") << QByteArray("dlaconv_34");
}

// Mean differences of the heads from float32, relative to their mean size.
struct Roughness {
    double heat = 0;
    double size = 0;
    double offset = 0;
    double identity = 0;
};

Roughness roughness(const Outputs& rough, const Outputs& exact)
{
    return {meanDifference(rough.heat, exact.heat), meanDifference(rough.heads.size, exact.heads.size),
            meanDifference(rough.heads.offset, exact.heads.offset),
            meanDifference(rough.heads.identity, exact.heads.identity)};
}

// How far eight bits of mantissa lead astray depends on the weights: random ones, and random offsets of the deformable
// layers above all, amplify every rounding (up to 5 %, where trained ones stay below 1 %). What can be asked of any
// weights is that ours is no rougher than LibTorch's bfloat16, which rounds after every operator; ours rounds once a
// step, behind batch norm, sum and activation, and keeps offsets, masks and the heads in float32.
void TestExecutor::bfloat16StaysClose()
{
    QFETCH(const QByteArray, architecture);
    const auto network = randomNetwork(architecture.toStdString(), 12);
    const ExecutorOptions options{
        .size = {288, 160}, .device = {}, .precision = Precision::Float32, .executor = Executor::Eager, .threads = 2};
    const Checkpoint weights = saveWeights(*network);
    ExecutorOptions half = options;
    half.precision = Precision::BFloat16;
    auto bf16 = makeFusedExecutor(weights, architecture.toStdString(), half);
    if (!bf16 && bf16.error().code == ErrorCode::Unavailable)
        QSKIP("this processor has no bfloat16 instructions");
    QVERIFY2(bf16.has_value(), bf16 ? "" : bf16.error().message().c_str());
    auto eager = makeExecutor(network, options);
    QVERIFY(eager.has_value());
    const std::vector<float> image = randomImage(options.size, 4);
    const Outputs exact = outputsOf(**eager, image);
    const Roughness ours = roughness(outputsOf(**bf16, image), exact);
    {
        const torch::NoGradGuard guard;
        for (const torch::Tensor& parameter : network->parameters())
            roundToBf16(parameter);
        for (const torch::Tensor& buffer : network->buffers())
            roundToBf16(buffer);
    }
    Roughness torchs;
    {
        const Bf16Rounding rounding;
        torchs = roughness(outputsOf(**eager, image), exact);
    }
    qInfo("mean difference, ours / LibTorch's: heat %.4f / %.4f, size %.4f / %.4f, offset %.4f / %.4f, identity %.4f / "
          "%.4f",
          ours.heat, torchs.heat, ours.size, torchs.size, ours.offset, torchs.offset, ours.identity, torchs.identity);
    QVERIFY2(torchs.heat > 1e-3 && torchs.heat < 0.2, "the yardstick itself rounds");
    QVERIFY(ours.heat <= torchs.heat);
    QVERIFY(ours.size <= torchs.size);
    QVERIFY(ours.offset <= torchs.offset);
    QVERIFY(ours.identity <= torchs.identity);
    // and it is not simply the other one
    QVERIFY(ours.heat > 1e-5);
}

// The yardstick of the test above, where LibTorch's own operators can be had: "lite" has neither a transposed nor a
// deformable convolution.
void TestExecutor::roundingIsLibTorchs()
{
    const torch::InferenceMode guard;
    const auto network = randomNetwork("lite", 12);
    const torch::Tensor image = torch::rand({1, 3, 96, 160});
    const auto difference = [](const torch::Tensor& rough, const torch::Tensor& exact) {
        return ((rough.to(torch::kFloat) - exact).abs().sum() / exact.abs().sum()).item<double>();
    };
    const HeadMaps exact = network->forward(image);
    network->to(torch::kBFloat16);
    const HeadMaps real = network->forward(image.to(torch::kBFloat16));
    network->to(torch::kFloat); // its weights stay rounded
    HeadMaps emulated;
    {
        const Bf16Rounding rounding;
        emulated = network->forward(image.to(torch::kBFloat16).to(torch::kFloat));
    }
    // not bit by bit: a multiplication of the rounded map may be fused differently
    for (const auto& [name, a, b, reference] :
         {std::tuple{"heat", emulated.heat, real.heat, exact.heat},
          std::tuple{"size", emulated.size, real.size, exact.size},
          std::tuple{"offset", emulated.offset, real.offset, exact.offset},
          std::tuple{"identity", emulated.identity, real.identity, exact.identity}}) {
        const double ours = difference(a, reference);
        const double torchs = difference(b, reference);
        QVERIFY2(torchs > 1e-3, name);
        QVERIFY2(std::abs(ours / torchs - 1) < 0.25,
                 (std::string(name) + ": " + std::to_string(ours) + " and " + std::to_string(torchs)).c_str());
    }
}

// Every pixel format gives the numbers that the planes of floats give.
void TestExecutor::imagesEqualPlanes()
{
    const auto network = randomNetwork("lite", 13);
    const ExecutorOptions options{
        .size = {64, 96}, .device = {}, .precision = Precision::Float32, .executor = Executor::Auto, .threads = 2};
    const Checkpoint weights = saveWeights(*network);
    const std::size_t pixels = std::size_t{64} * 96;
    std::mt19937 random(5);
    std::vector<std::uint8_t> rgb(3 * pixels);
    for (std::uint8_t& value : rgb)
        value = static_cast<std::uint8_t>(random());
    std::vector<float> planes(3 * pixels);
    for (std::size_t i = 0; i < pixels; ++i) {
        for (std::size_t c = 0; c < 3; ++c)
            planes[c * pixels + i] = static_cast<float>(rgb[3 * i + c]) / 255.0F;
    }
    auto fused = makeFusedExecutor(weights, "lite", options);
    auto eager = makeExecutor(network, {.size = options.size, .executor = Executor::Eager});
    QVERIFY(fused.has_value() && eager.has_value());
    for (NetworkExecutor* executor : {fused->get(), eager->get()}) {
        const Outputs reference = outputsOf(*executor, planes);
        for (const PixelFormat format : {PixelFormat::Rgb8, PixelFormat::Bgr8, PixelFormat::Bgra8}) {
            const auto bytes = static_cast<std::size_t>(bytesPerPixel(format));
            const std::size_t stride = 64 * bytes + 5; // rows need not touch
            std::vector<std::uint8_t> image(stride * 96, 77);
            for (std::size_t i = 0; i < pixels; ++i) {
                for (std::size_t c = 0; c < 3; ++c)
                    image[i / 64 * stride + i % 64 * bytes + (format == PixelFormat::Rgb8 ? c : 2 - c)] =
                        rgb[3 * i + c];
            }
            const ImageView view{image.data(), 64, 96, static_cast<std::ptrdiff_t>(stride), format};
            QVERIFY(executor->run(view).has_value());
            const HeatMap heat = executor->heat();
            const std::vector<float> logits(heat.logits, heat.logits + heat.height * heat.width);
            QVERIFY(logits == reference.heat);
        }
    }
}

// Buffers share memory and keep their borders: a frame must not see anything of the one before.
void TestExecutor::framesDoNotInfluenceEachOther()
{
    for (const char* architecture : {"lite", "dla_34"}) {
        const auto network = randomNetwork(architecture, 14);
        const ExecutorOptions options{
            .size = {96, 64}, .device = {}, .precision = Precision::Float32, .executor = Executor::Auto, .threads = 2};
        auto executor = makeFusedExecutor(saveWeights(*network), architecture, options);
        QVERIFY(executor.has_value());
        const std::vector<float> a = randomImage(options.size, 6);
        const std::vector<float> b(a.size(), 1.0F);
        const Outputs first = outputsOf(**executor, a);
        const Outputs second = outputsOf(**executor, b);
        QVERIFY(first.heat != second.heat);
        const Outputs again = outputsOf(**executor, a);
        QVERIFY(again.heat == first.heat);
        QVERIFY(again.heads.identity == first.heads.identity);
    }
}

void TestExecutor::threadsChangeNothing()
{
    const auto network = randomNetwork("lite", 15);
    const Checkpoint weights = saveWeights(*network);
    const NetworkSize size{160, 96};
    const std::vector<float> image = randomImage(size, 7);
    std::vector<float> reference;
    for (const int threads : {1, 2, 5}) {
        auto executor = makeFusedExecutor(weights, "lite", {.size = size, .threads = threads});
        QVERIFY(executor.has_value());
        const Outputs out = outputsOf(**executor, image);
        if (reference.empty())
            reference = out.heat;
        QVERIFY(out.heat == reference);
        (*executor)->useThreads(1);
        QVERIFY(outputsOf(**executor, image).heat == reference);
        (*executor)->useThreads(100);
        QVERIFY(outputsOf(**executor, image).heat == reference);
    }
}

void TestExecutor::automaticChoice()
{
    const auto fused = makeExecutor(randomNetwork("lite", 1), {.size = {64, 64}});
    QVERIFY(fused.has_value());
    QVERIFY2((*fused)->description().starts_with("fused fp32"), (*fused)->description().c_str());
    QVERIFY((*fused)->flop() > 1e7);
    const auto eager = makeExecutor(randomNetwork("hrnet_18", 1), {.size = {64, 64}});
    QVERIFY(eager.has_value());
    QCOMPARE((*eager)->description(), std::string("eager fp32"));
}

void TestExecutor::refusals()
{
    const auto network = randomNetwork("lite", 1);
    for (const NetworkSize size : {NetworkSize{0, 0}, NetworkSize{100, 64}, NetworkSize{64, 16}, NetworkSize{-32, 64},
                                   NetworkSize{1 << 20, 64}}) {
        const auto executor = makeExecutor(network, {.size = size});
        QVERIFY(!executor.has_value());
        QVERIFY(executor.error().code == ErrorCode::InvalidArgument);
    }
    const auto missing = makeExecutor(randomNetwork("hrnet_18", 1), {.size = {64, 64}, .executor = Executor::Fused});
    QVERIFY(!missing.has_value());
    QVERIFY(missing.error().code == ErrorCode::Unsupported);
    const auto half = makeExecutor(network, {.size = {64, 64}, .precision = Precision::Float16});
    QVERIFY(!half.has_value());
    QVERIFY(half.error().code == ErrorCode::Unavailable);

    Checkpoint incomplete = saveWeights(*network);
    std::erase_if(incomplete.tensors, [](const NamedTensor& t) { return t.name == "neck.fuse3.conv1.bn.weight"; });
    const auto refused = makeFusedExecutor(incomplete, "lite", {.size = {64, 64}});
    QVERIFY(!refused.has_value());
    QVERIFY(refused.error().code == ErrorCode::ShapeMismatch);
    QCOMPARE(refused.error().where, std::string("neck.fuse3.conv1.bn.weight"));

    auto executor = makeExecutor(network, {.size = {64, 64}});
    QVERIFY(executor.has_value());
    std::vector<std::uint8_t> pixels(64 * 32 * 3);
    QVERIFY(!(*executor)->run(ImageView{pixels.data(), 64, 32, 64 * 3, PixelFormat::Rgb8}).has_value());
    QVERIFY(!(*executor)->run(std::span<const float>()).has_value());
    QVERIFY((*executor)->run(randomImage({64, 64}, 1)).has_value());
    HeadValues values;
    const std::vector<Cell> outside{{16, 0}};
    QVERIFY(!(*executor)->readHeads(outside, values).has_value());
    QVERIFY((*executor)->readHeads({}, values).has_value());
    QVERIFY(values.identity.empty());
}

// Weights of a real training run, where they are there.
void TestExecutor::trainedWeights()
{
    const QString shared = qEnvironmentVariable("TW_SHARED");
    const std::filesystem::path file =
        std::filesystem::path(shared.toStdString()) / "data" / "init" / "lite_reference.pth";
    if (shared.isEmpty() || !std::filesystem::exists(file))
        QSKIP("the folder of reference data is not there");
    const auto checkpoint = readCheckpoint(file);
    QVERIFY(checkpoint.has_value());
    const std::shared_ptr<Network> network = *createNetwork("lite");
    QVERIFY(loadWeights(*network, *checkpoint).complete());
    const NetworkSize size{576, 320};
    auto fused = makeExecutor(network, {.size = size, .executor = Executor::Fused});
    auto eager = makeExecutor(network, {.size = size, .executor = Executor::Eager});
    QVERIFY(fused.has_value() && eager.has_value());
    const std::vector<float> image = randomImage(size, 8);
    const Outputs ours = outputsOf(**fused, image);
    const Outputs reference = outputsOf(**eager, image);
    QVERIFY2(worst(ours.heat, reference.heat) <= 1e-4, std::to_string(worst(ours.heat, reference.heat)).c_str());
    QVERIFY(worst(ours.heads.size, reference.heads.size) <= 1e-4);
    QVERIFY(worst(ours.heads.identity, reference.heads.identity) <= 1e-4);
}

} // namespace tw::model

QTEST_GUILESS_MAIN(tw::model::TestExecutor)
#include "tst_executor.moc"
