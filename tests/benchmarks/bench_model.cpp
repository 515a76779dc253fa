// The fused executor: single layers and whole networks, without LibTorch. Figures are multiplications and additions a
// second; "share" is the part of what this processor's arithmetic can do, measured on the spot.
//
//   bench_model --benchmark_filter=Network     in the root of the source tree (the lists of weights are read from
//   there)
//   bench_model --layers lite 1088x608 bf16     where the time of a network goes, layer by layer, on all processors
//
// BM_Deformable/<n>/<kernels>/<shape>/<threads>: the sixteen deformable layers of dla_34 at 1088 x 608, in the order of
// the network, on one thread and on all. CPU time is that of all threads together: on a busy machine read it, not the
// wall clock.

#include "core/model/executors/fused.h"
#include "core/model/executors/steps.h"
#include "core/model/executors/thread_team.h"
#include "core/model/executors/winograd_step.h"
#include "core/model/preprocess/preprocess.h"
#include "core/model/roofline.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string_view>

namespace tw::model {
namespace {

using kernels::Activation;
using kernels::Bf16;

std::mt19937& generator()
{
    static std::mt19937 random(1);
    return random;
}

std::vector<float> randomNumbers(std::size_t count, double deviation)
{
    std::normal_distribution<float> normal(0, static_cast<float>(deviation));
    std::vector<float> out(count);
    for (float& value : out)
        value = normal(generator());
    return out;
}

FoldedConv randomConv(int out, int in, int kernel, double scale = 1)
{
    const double fan = in * kernel * kernel;
    return {out, in, kernel, randomNumbers(static_cast<std::size_t>(out * fan), scale * std::sqrt(2 / fan)),
            randomNumbers(static_cast<std::size_t>(out), 0.1)};
}

double peak(Precision precision)
{
    static const double floats = measureRoofline(Precision::Float32, 1)->flopPerSecond;
    static const auto halves = measureRoofline(Precision::BFloat16, 1);
    return precision == Precision::Float32 ? floats : halves ? halves->flopPerSecond : 1;
}

void report(benchmark::State& state, double flop, Precision precision)
{
    using benchmark::Counter;
    state.counters["flop/s"] = Counter(flop, Counter::kIsIterationInvariantRate);
    state.counters["share"] = Counter(flop / peak(precision), Counter::kIsIterationInvariantRate);
}

template <class T>
constexpr Precision kPrecisionOf = sizeof(T) == 2 ? Precision::BFloat16 : Precision::Float32;

// Any image: the values do not matter for the time.
template <class T>
class FillStep : public Step<T>
{
public:
    explicit FillStep(const Map& map) : Step<T>("fill"), m_map(map) {}
    int units() const override { return 0; } // memory is zero, the border included
    void bind(const Binding<T>&) override {}
    void run(int, std::byte*, const PlanInput&) const override {}

private:
    Map m_map;
};

// Runs a plan of one layer.
template <class T>
class Layer
{
public:
    explicit Layer(const char* name, int threads = 1) : m_table(kernels::byName<T>(name)), m_team(threads) {}

    PlanBuilder<T>& builder() { return m_builder; }
    Map input(int height, int width, int channels, int pad)
    {
        const Map map = m_builder.map(height, width, channels, pad);
        m_builder.add(std::make_unique<FillStep<T>>(map), {}, {map});
        return map;
    }
    void measure(benchmark::State& state)
    {
        if (m_table == nullptr) {
            state.SkipWithError("this processor lacks the instructions");
            return;
        }
        const auto plan = std::move(m_builder).build(*m_table, m_team);
        for (auto _ : state)
            plan->run({});
        report(state, plan->flop(), kPrecisionOf<T>);
    }

private:
    const kernels::Table<T>* m_table;
    ThreadTeam m_team;
    PlanBuilder<T> m_builder;
};

struct ConvShape {
    int height, width, in, out, kernel, stride;
};

template <class T>
void denseConv(benchmark::State& state, const char* name, const ConvShape& shape, bool winograd)
{
    Layer<T> layer(name);
    const Map in = layer.input(shape.height, shape.width, shape.in, shape.kernel / 2);
    const Map out = layer.builder().map(shape.height / shape.stride, shape.width / shape.stride, shape.out, 1);
    const ConvSpec<T> spec{.name = "conv",
                           .conv = randomConv(shape.out, shape.in, shape.kernel),
                           .stride = shape.stride,
                           .activation = Activation::Silu,
                           .in = in,
                           .out = {out}};
    if constexpr (sizeof(T) == sizeof(float)) {
        if (winograd) {
            addWinograd(layer.builder(), spec);
            layer.measure(state);
            return;
        }
    }
    layer.builder().add(makeConvStep<T>(spec), {in}, {out});
    layer.measure(state);
}

template <class T>
void separable(benchmark::State& state, const char* name, const ConvShape& shape)
{
    Layer<T> layer(name);
    const Map in = layer.input(shape.height, shape.width, shape.in, 0);
    const Map out = layer.builder().map(shape.height / shape.stride, shape.width / shape.stride, shape.out);
    layer.builder().add(makeSeparableStep<T>({.name = "separable",
                                              .depthwise = randomConv(shape.in, 1, 3),
                                              .pointwise = randomConv(shape.out, shape.in, 1),
                                              .stride = shape.stride,
                                              .activation = Activation::Silu,
                                              .in = in,
                                              .out = out,
                                              .after = {}}),
                        {in}, {out});
    layer.measure(state);
}

// The order of dla_up.ida_0 (proj, node), ida_1, ida_2, ida_up.
constexpr ConvShape kDeformable[] = {
    {19, 34, 512, 256, 3, 1}, {38, 68, 256, 256, 3, 1},  {38, 68, 256, 128, 3, 1}, {76, 136, 128, 128, 3, 1},
    {38, 68, 256, 128, 3, 1}, {76, 136, 128, 128, 3, 1}, {76, 136, 128, 64, 3, 1}, {152, 272, 64, 64, 3, 1},
    {76, 136, 128, 64, 3, 1}, {152, 272, 64, 64, 3, 1},  {76, 136, 128, 64, 3, 1}, {152, 272, 64, 64, 3, 1},
    {76, 136, 128, 64, 3, 1}, {152, 272, 64, 64, 3, 1},  {38, 68, 256, 64, 3, 1},  {152, 272, 64, 64, 3, 1},
};

template <class T>
void deformable(benchmark::State& state, const char* name, const ConvShape& shape, int threads)
{
    Layer<T> layer(name, threads);
    const Map in = layer.input(shape.height, shape.width, shape.in, 1);
    const Map out = layer.builder().map(shape.height, shape.width, shape.out, 1);
    FoldedConv offsets = randomConv(27, shape.in, 3, 0.3);
    offsets.bias = randomNumbers(27, 1); // samples off the grid, like trained ones
    layer.builder().add(makeDeformStep<T>({.name = "deformable",
                                           .conv = randomConv(shape.out, shape.in, 3),
                                           .offsets = offsets,
                                           .activation = Activation::Relu,
                                           .in = in,
                                           .out = out}),
                        {in}, {out});
    layer.measure(state);
}

// ---- networks
// ---------------------------------------------------------------------------------------------------------

NamedTensor randomTensor(const std::string& name, const std::vector<std::int64_t>& shape, double mean, double deviation)
{
    TensorValue value{ElementType::Float32, shape, nullptr};
    std::vector<float> numbers = randomNumbers(static_cast<std::size_t>(value.elementCount()), deviation);
    for (float& number : numbers)
        number += static_cast<float>(mean);
    const auto bytes = std::as_bytes(std::span(numbers));
    value.bytes = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
    return {name, std::move(value)};
}

// Weights of an architecture from the list of its keys ("name 64x32x3x3", "name BN64"), values at random.
Checkpoint randomWeights(const std::string& architecture)
{
    const char* root = std::getenv("TW_SOURCE_DIR");
    std::ifstream list(std::string(root != nullptr ? root : ".") + "/tests/core/model/data/keys_" + architecture +
                       ".txt");
    Checkpoint weights;
    std::string name;
    std::string shapeText;
    while (list >> name >> shapeText) {
        if (shapeText.starts_with("BN")) {
            const std::int64_t channels = std::stoll(shapeText.substr(2));
            for (const auto& [part, mean] : {std::pair{".weight", 1.0}, std::pair{".bias", 0.0},
                                             std::pair{".running_mean", 0.0}, std::pair{".running_var", 1.0}})
                weights.tensors.push_back(randomTensor(name + part, {channels}, mean, 0));
            continue;
        }
        std::vector<std::int64_t> shape;
        double fan = 1;
        std::stringstream sizes(shapeText);
        for (std::string size; std::getline(sizes, size, 'x');) {
            shape.push_back(std::stoll(size));
            fan *= shape.size() > 1 ? static_cast<double>(shape.back()) : 1;
        }
        const bool offsets = name.find("conv_offset_mask") != std::string::npos;
        weights.tensors.push_back(
            randomTensor(name, shape, 0, shape.size() == 1 ? 0.1 : (offsets ? 0.3 : 1) * std::sqrt(2 / fan)));
    }
    return weights;
}

void network(benchmark::State& state, const char* architecture, NetworkSize size, Precision precision, int threads)
{
    const auto executor = makeFusedExecutor(randomWeights(architecture), architecture,
                                            {.size = size, .precision = precision, .threads = threads});
    if (!executor) {
        state.SkipWithError(executor.error().message().c_str());
        return;
    }
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(3 * size.width * size.height));
    for (std::uint8_t& pixel : pixels)
        pixel = static_cast<std::uint8_t>(generator()());
    const ImageView image{pixels.data(), size.width, size.height, 3 * size.width, PixelFormat::Bgr8};
    for (auto _ : state)
        benchmark::DoNotOptimize((*executor)->run(image).has_value());
    report(state, (*executor)->flop(), precision);
    state.SetLabel((*executor)->description());
}

void peaks(benchmark::State& state, int count)
{
    const auto executor = makeFusedExecutor(randomWeights("lite"), "lite", {.size = {576, 320}, .threads = 1});
    if (!executor || !(*executor)->run(std::vector<float>(std::size_t{3} * 576 * 320))) {
        state.SkipWithError("no network");
        return;
    }
    std::vector<Cell> cells;
    for (int i = 0; i < count; ++i)
        cells.push_back({i % 144, i * 7 % 80});
    HeadValues values;
    for (auto _ : state)
        benchmark::DoNotOptimize((*executor)->readHeads(cells, values).has_value());
}

// Rows: what tracking does on the decoder's thread, 8 bits to 8 bits; the network's first step makes numbers of them.
// Planes: all the way to three planes of floats, as compare_preprocess.py's other side does.
void preprocess(benchmark::State& state, int width, int height, NetworkSize size, bool toPlanes)
{
    constexpr int kBand = 16;
    std::vector<std::uint8_t> pixels(std::size_t{4} * width * height);
    for (std::uint8_t& pixel : pixels)
        pixel = static_cast<std::uint8_t>(generator()());
    const ImageView image{pixels.data(), width, height, std::ptrdiff_t{4} * width, PixelFormat::Bgra8};
    std::vector<float> planes(std::size_t{3} * size.width * size.height);
    Preprocessor preprocessor(size);
    for (auto _ : state) {
        if (toPlanes) {
            benchmark::DoNotOptimize(preprocessor.planes(image, planes).has_value());
            continue;
        }
        bool fine = preprocessor.begin(width, height, image.format).has_value();
        for (int y = 0; y < height; y += kBand) {
            ImageView rows = image;
            rows.data = image.row(y);
            rows.height = std::min(kBand, height - y);
            fine = preprocessor.addRows(rows).has_value() && fine;
        }
        benchmark::DoNotOptimize(fine && preprocessor.finish().has_value());
    }
}

void arithmetic(benchmark::State& state, Precision precision)
{
    for (auto _ : state) {
        const auto roof = measureRoofline(precision);
        if (!roof) {
            state.SkipWithError(roof.error().message().c_str());
            return;
        }
        state.counters["Gflop/s"] = roof->flopPerSecond / 1e9;
        state.counters["GB/s"] = roof->bytesPerSecond / 1e9;
        state.SetLabel(roof->kernels + ", " + std::to_string(roof->threads) + " threads");
    }
}

std::string shapeName(const ConvShape& s)
{
    return std::to_string(s.in) + "-" + std::to_string(s.out) + "x" + std::to_string(s.kernel) + "s" +
           std::to_string(s.stride) + "@" + std::to_string(s.width) + "x" + std::to_string(s.height);
}

template <class T>
void registerLayers(const char* name)
{
    if (kernels::byName<T>(name) == nullptr)
        return;
    const auto add = [name](const std::string& kind, const ConvShape& shape, auto function) {
        benchmark::RegisterBenchmark(("BM_" + kind + "/" + name + "/" + shapeName(shape)).c_str(), function)
            ->MeasureProcessCPUTime()
            ->Unit(benchmark::kMillisecond);
    };
    for (const ConvShape& shape :
         {ConvShape{152, 272, 64, 64, 3, 1}, ConvShape{76, 136, 128, 128, 3, 1}, ConvShape{38, 68, 256, 256, 3, 1},
          ConvShape{19, 34, 512, 512, 3, 1}, ConvShape{304, 544, 12, 16, 3, 1}, ConvShape{608, 1088, 3, 16, 7, 1},
          ConvShape{152, 272, 64, 64, 1, 1}, ConvShape{152, 272, 32, 32, 1, 1}}) {
        add("Dense", shape, [=](benchmark::State& s) { denseConv<T>(s, name, shape, false); });
        if (sizeof(T) == sizeof(float) && shape.kernel == 3 && shape.in >= 32)
            add("Winograd", shape, [=](benchmark::State& s) { denseConv<T>(s, name, shape, true); });
    }
    for (const ConvShape& shape : {ConvShape{152, 272, 32, 32, 3, 1}, ConvShape{304, 544, 16, 32, 3, 2}})
        add("Separable", shape, [=](benchmark::State& s) { separable<T>(s, name, shape); });
    for (std::size_t i = 0; i < std::size(kDeformable); ++i) {
        const ConvShape shape = kDeformable[i];
        for (const int threads : {1, availableProcessors()}) {
            benchmark::RegisterBenchmark(("BM_Deformable/" + std::to_string(i) + "/" + name + "/" + shapeName(shape) +
                                          (threads == 1 ? "/1thread" : "/all"))
                                             .c_str(),
                                         [=](benchmark::State& s) { deformable<T>(s, name, shape, threads); })
                ->MeasureProcessCPUTime()
                ->UseRealTime()
                ->Unit(benchmark::kMillisecond);
            if (threads == 1 && availableProcessors() == 1)
                break;
        }
    }
}

void registerAll()
{
    for (const Precision precision : {Precision::Float32, Precision::BFloat16})
        benchmark::RegisterBenchmark(precision == Precision::Float32 ? "BM_Roofline/fp32" : "BM_Roofline/bf16",
                                     [=](benchmark::State& s) { arithmetic(s, precision); })
            ->Iterations(1);
    for (const char* name : {"AVX-512", "AVX2", "portable"})
        registerLayers<float>(name);
    registerLayers<Bf16>("AVX-512 BF16");
    for (const char* architecture : {"lite", "dla_34", "dlaconv_34"}) {
        for (const NetworkSize size : {NetworkSize{576, 320}, NetworkSize{864, 480}, NetworkSize{1088, 608}}) {
            for (const Precision precision : {Precision::Float32, Precision::BFloat16}) {
                for (const int threads : {1, 0}) {
                    const std::string name = std::string("BM_Network/") + architecture + "/" +
                                             std::to_string(size.width) + "x" + std::to_string(size.height) + "/" +
                                             (precision == Precision::Float32 ? "fp32" : "bf16") +
                                             (threads == 1 ? "/1thread" : "/all");
                    benchmark::RegisterBenchmark(
                        name.c_str(), [=](benchmark::State& s) { network(s, architecture, size, precision, threads); })
                        ->MeasureProcessCPUTime()
                        ->UseRealTime()
                        ->Unit(benchmark::kMillisecond);
                }
            }
        }
    }
    for (const auto& [width, height] : {std::pair{1920, 1080}, std::pair{1280, 720}}) {
        for (const NetworkSize size : {NetworkSize{1088, 608}, NetworkSize{576, 320}}) {
            for (const bool toPlanes : {false, true}) {
                const std::string name = std::string("BM_Preprocess/") + (toPlanes ? "planes/" : "rows/") +
                                         std::to_string(width) + "x" + std::to_string(height) + "/" +
                                         std::to_string(size.width) + "x" + std::to_string(size.height);
                benchmark::RegisterBenchmark(name.c_str(), [=, w = width, h = height](benchmark::State& s) {
                    preprocess(s, w, h, size, toPlanes);
                })->Unit(benchmark::kMillisecond);
            }
        }
    }
    for (const int count : {20, 100, 500})
        benchmark::RegisterBenchmark(("BM_PeakHeads/" + std::to_string(count)).c_str(), [=](benchmark::State& s) {
            peaks(s, count);
        })->Unit(benchmark::kMicrosecond);
}

// ---- layer by layer

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

// Medians of the layers' times, each in turn with a burst of the processor's arithmetic.
int printLayers(const std::string& architecture, const std::string& sizeText, const std::string& precisionText)
{
    const auto x = sizeText.find('x');
    const NetworkSize size{std::atoi(sizeText.c_str()),
                           x == std::string::npos ? 0 : std::atoi(sizeText.c_str() + x + 1)};
    const Precision precision = precisionText == "bf16" ? Precision::BFloat16 : Precision::Float32;
    if (size.width <= 0 || size.height <= 0 || size.width % 32 != 0 || size.height % 32 != 0) {
        std::fprintf(stderr, "the size is WIDTHxHEIGHT, multiples of 32\n");
        return 2;
    }
    const auto executor =
        makeFusedExecutor(randomWeights(architecture), architecture, {.size = size, .precision = precision});
    auto meter = RooflineMeter::make(precision);
    if (!executor || !meter) {
        std::fprintf(stderr, "%s\n", (executor ? meter.error() : executor.error()).message().c_str());
        return 1;
    }
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(3 * size.width * size.height));
    for (std::uint8_t& pixel : pixels)
        pixel = static_cast<std::uint8_t>(generator()());
    const ImageView image{pixels.data(), size.width, size.height, 3 * size.width, PixelFormat::Bgr8};
    constexpr int kRuns = 25;
    std::vector<StepTime> times;
    std::vector<std::vector<double>> seconds;
    std::vector<double> totals, rates;
    for (int run = 0; run < kRuns + 3; ++run) {
        if (!(*executor)->runTimed(image, times))
            return 1;
        const double rate = meter->measureArithmetic(0.02).byClock;
        if (run < 3)
            continue;
        rates.push_back(rate);
        seconds.resize(times.size());
        double total = 0;
        for (std::size_t i = 0; i < times.size(); ++i) {
            seconds[i].push_back(times[i].seconds);
            total += times[i].seconds;
        }
        totals.push_back(total);
    }
    const double roof = medianOf(rates);
    const double total = medianOf(totals);
    std::printf("%s, %s: %.2f ms, %.1f GFLOP, %.0f %% of %.0f GFLOP/s\n", architecture.c_str(),
                (*executor)->description().c_str(), 1e3 * total, 1e-9 * (*executor)->flop(),
                100 * (*executor)->flop() / total / roof, 1e-9 * roof);
    std::printf("%-28s %9s %7s %9s %7s\n", "layer", "ms", "time %", "GFLOP/s", "roof %");
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double median = medianOf(seconds[i]);
        const double rate = times[i].flop / median;
        std::printf("%-28s %9.3f %7.1f %9.1f %7.1f\n", times[i].name.c_str(), 1e3 * median, 100 * median / total,
                    1e-9 * rate, 100 * rate / roof);
    }
    return 0;
}

} // namespace
} // namespace tw::model

int main(int argc, char** argv)
{
    if (argc == 5 && std::string_view(argv[1]) == "--layers")
        return tw::model::printLayers(argv[2], argv[3], argv[4]);
    tw::model::registerAll();
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
