// The inner loops of the fused executor, for every instruction set that this processor has, against plain loops in
// double. And the two things they stand on: the layout of the arena and the team of threads.

#include "core/model/executors/arena.h"
#include "core/model/executors/folded_conv.h"
#include "core/model/executors/kernels/kernels.h"
#include "core/model/executors/plan.h"
#include "core/model/executors/steps.h"
#include "core/model/executors/thread_team.h"
#include "core/model/executors/winograd_step.h"
#include "core/model/executors/work_split.h"

#include <QtTest/QtTest>

#include <bit>
#include <cmath>
#include <functional>
#include <random>

namespace tw::model {

using kernels::Activation;
using kernels::Bf16;

namespace {

std::mt19937 g_random(1);

double uniform(double low, double high)
{
    return std::uniform_real_distribution<double>(low, high)(g_random);
}

template <class T>
float widened(T value)
{
    if constexpr (sizeof(T) == 2)
        return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16);
    else
        return value;
}

// Height x width x channels in double, zero outside.
struct Image {
    int height = 0;
    int width = 0;
    int channels = 0;
    std::vector<double> values;

    Image(int h, int w, int c) : height(h), width(w), channels(c), values(static_cast<std::size_t>(h * w * c)) {}
    double& at(int y, int x, int c) { return values[static_cast<std::size_t>((y * width + x) * channels + c)]; }
    double get(int y, int x, int c) const
    {
        if (y < 0 || x < 0 || y >= height || x >= width)
            return 0;
        return values[static_cast<std::size_t>((y * width + x) * channels + c)];
    }
};

double activated(double x, Activation activation)
{
    switch (activation) {
    case Activation::None: return x;
    case Activation::Relu: return std::max(x, 0.0);
    case Activation::Silu: return x / (1 + std::exp(-x));
    }
    return 0;
}

// What the first step of a test plan writes.
template <class T>
class FillStep : public Step<T>
{
public:
    FillStep(const Map& map, const Image& image) : Step<T>("fill"), m_map(map), m_image(image) {}
    int units() const override { return 1; }
    void bind(const Binding<T>& binding) override { m_binding = &binding; }
    void run(int, std::byte*, const PlanInput&) const override
    {
        m_binding->clearBorder(m_map, 0, m_map.height);
        const auto pixels = m_binding->pixels(m_map);
        for (int y = 0; y < m_map.height; ++y) {
            for (int x = 0; x < m_map.width; ++x) {
                for (int c = 0; c < m_map.channels; ++c) {
                    const auto value = static_cast<float>(m_image.get(y, x, c));
                    m_binding->table->fromFloat(&value, pixels.at(y, x) + c, 1);
                }
            }
        }
    }

private:
    Map m_map;
    Image m_image;
    const Binding<T>* m_binding = nullptr;
};

// A plan of one step under test, its inputs made of random images.
template <class T>
class Bench
{
public:
    explicit Bench(const char* kernelName, int threads = 2) : m_table(kernels::byName<T>(kernelName)), m_team(threads)
    {}

    bool canRun() const { return m_table != nullptr; }
    PlanBuilder<T>& builder() { return m_builder; }

    // Values as T holds them.
    Image image(int height, int width, int channels, double reach = 1)
    {
        Image image(height, width, channels);
        for (double& value : image.values) {
            const auto exact = static_cast<float>(uniform(-reach, reach));
            T stored{};
            m_table->fromFloat(&exact, &stored, 1);
            value = widened(stored);
        }
        return image;
    }

    Map input(const Image& image, int pad = 0)
    {
        const Map map = m_builder.map(image.height, image.width, image.channels, pad);
        m_builder.add(std::make_unique<FillStep<T>>(map, image), {}, {map});
        return map;
    }

    // Weights as T holds them, biases as they are.
    FoldedConv conv(int out, int in, int kernel)
    {
        FoldedConv conv{out, in, kernel, {}, {}};
        const double reach = 1.5 / std::sqrt(in * kernel * kernel);
        for (int i = 0; i < out * in * kernel * kernel; ++i) {
            const auto exact = static_cast<float>(uniform(-reach, reach));
            T stored{};
            m_table->fromFloat(&exact, &stored, 1);
            conv.weights.push_back(widened(stored));
        }
        for (int i = 0; i < out; ++i)
            conv.bias.push_back(static_cast<float>(uniform(-0.5, 0.5)));
        return conv;
    }

    void run()
    {
        m_plan = std::move(m_builder).build(*m_table, m_team);
        // twice: what one frame leaves behind must not show in the next
        m_plan->run({});
        m_plan->run({});
    }

    Image output(const Map& map) const
    {
        Image image(map.height, map.width, map.channels);
        const auto pixels = m_plan->binding().constPixels(map);
        for (int y = 0; y < map.height; ++y) {
            for (int x = 0; x < map.width; ++x) {
                for (int c = 0; c < map.channels; ++c)
                    image.at(y, x, c) = widened(pixels.at(y, x)[c]);
            }
        }
        return image;
    }

    // The largest value in the border of zeros.
    double borderError(const Map& map) const
    {
        const int pad = m_plan->binding().buffer(map).pad;
        const auto pixels = m_plan->binding().constPixels(map);
        double worst = 0;
        for (int y = -pad; y < map.height + pad; ++y) {
            for (int x = -pad; x < map.width + pad; ++x) {
                const bool inside = y >= 0 && x >= 0 && y < map.height && x < map.width;
                for (int c = 0; c < map.channels && !inside; ++c)
                    worst = std::max(worst, std::abs(static_cast<double>(widened(pixels.at(y, x)[c]))));
            }
        }
        return worst;
    }

    // Rounding of one stored result, and of the sums in float32.
    static double tolerance(double value)
    {
        return sizeof(T) == 2 ? 0.006 * std::abs(value) + 0.002 : 2e-6 * std::abs(value) + 4e-6;
    }

private:
    const kernels::Table<T>* m_table;
    ThreadTeam m_team;
    PlanBuilder<T> m_builder;
    std::unique_ptr<Plan<T>> m_plan;
};

double convSum(const Image& in, const FoldedConv& conv, int stride, int y, int x, int o)
{
    const int reach = conv.kernel / 2;
    double sum = conv.bias[static_cast<std::size_t>(o)];
    for (int v = 0; v < conv.kernel; ++v) {
        for (int u = 0; u < conv.kernel; ++u) {
            for (int c = 0; c < conv.in; ++c)
                sum +=
                    in.get(y * stride + v - reach, x * stride + u - reach, c) *
                    static_cast<double>(
                        conv.weights[static_cast<std::size_t>((o * conv.taps() + v * conv.kernel + u) * conv.in + c)]);
        }
    }
    return sum;
}

struct Difference {
    double excess = 0; // over the tolerance, as a factor
    std::string where;
};

using Expected = std::function<double(int y, int x, int c)>;

template <class T>
Difference compare(const Image& ours, const Expected& expected, double slack = 1)
{
    Difference worst;
    for (int y = 0; y < ours.height; ++y) {
        for (int x = 0; x < ours.width; ++x) {
            for (int c = 0; c < ours.channels; ++c) {
                const double reference = expected(y, x, c);
                const double value = ours.get(y, x, c);
                const double factor = std::abs(value - reference) / (slack * Bench<T>::tolerance(reference));
                if (!(factor <= worst.excess)) {
                    worst.excess = std::isfinite(value) ? factor : 1e9;
                    worst.where = "(" + std::to_string(y) + ", " + std::to_string(x) + ", " + std::to_string(c) +
                                  "): " + std::to_string(value) + " instead of " + std::to_string(reference);
                }
            }
        }
    }
    return worst;
}

#define TW_VERIFY_CLOSE(difference)                                                                                    \
    do {                                                                                                               \
        const Difference twDifference = (difference);                                                                  \
        QVERIFY2(twDifference.excess <= 1, twDifference.where.c_str());                                                \
    } while (false)

constexpr const char* kFloatKernels[] = {"AVX-512", "AVX2", "portable"};
constexpr const char* kBf16Kernels[] = {"AMX BF16", "AVX-512 BF16", "portable tiles"};

} // namespace

class TestKernels : public QObject
{
    Q_OBJECT

    template <class T>
    void denseConvolutions(const char* name);
    template <class T>
    void sumsAndPlaces(const char* name);
    template <class T>
    void heat(const char* name);
    template <class T>
    void separable(const char* name);
    template <class T>
    void pools(const char* name);
    template <class T>
    void deformable(const char* name);
    template <class T>
    void enlargement(const char* name);

    void forAll(const std::function<void(const char*)>& floats, const std::function<void(const char*)>& halves)
    {
        int ran = 0;
        for (const char* name : kFloatKernels) {
            if (kernels::byName<float>(name) != nullptr && ++ran > 0)
                floats(name);
        }
        for (const char* name : kBf16Kernels) {
            if (kernels::byName<Bf16>(name) != nullptr && ++ran > 0)
                halves(name);
        }
        QVERIFY(ran >= 2); // "portable" and "portable tiles" run anywhere
    }

private Q_SLOTS:
    void dense()
    {
        forAll([this](const char* n) { denseConvolutions<float>(n); },
               [this](const char* n) { denseConvolutions<Bf16>(n); });
    }
    void places()
    {
        forAll([this](const char* n) { sumsAndPlaces<float>(n); }, [this](const char* n) { sumsAndPlaces<Bf16>(n); });
    }
    void heads()
    {
        forAll([this](const char* n) { heat<float>(n); }, [this](const char* n) { heat<Bf16>(n); });
    }
    void depthwise()
    {
        forAll([this](const char* n) { separable<float>(n); }, [this](const char* n) { separable<Bf16>(n); });
    }
    void pooling()
    {
        forAll([this](const char* n) { pools<float>(n); }, [this](const char* n) { pools<Bf16>(n); });
    }
    void deformed()
    {
        forAll([this](const char* n) { deformable<float>(n); }, [this](const char* n) { deformable<Bf16>(n); });
    }
    void enlarged()
    {
        forAll([this](const char* n) { enlargement<float>(n); }, [this](const char* n) { enlargement<Bf16>(n); });
    }
    void winograd();
    void extremeActivations();
    void roughSilu();
    void arenaLayout();
    void threadTeam();
    void workSplits();
};

template <class T>
void TestKernels::denseConvolutions(const char* name)
{
    struct Case {
        int height, width, in, out, kernel, stride;
        Activation activation;
    };
    for (const Case& c : {Case{5, 7, 16, 16, 3, 1, Activation::Relu}, Case{9, 13, 32, 48, 3, 1, Activation::Silu},
                          Case{8, 10, 12, 16, 3, 1, Activation::None}, Case{6, 29, 16, 96, 3, 2, Activation::Relu},
                          Case{3, 25, 48, 64, 1, 1, Activation::Silu}, Case{1, 1, 16, 112, 1, 1, Activation::None},
                          Case{16, 17, 3, 16, 7, 1, Activation::Relu}, Case{4, 6, 80, 208, 1, 1, Activation::Relu}}) {
        Bench<T> bench(name);
        const Image image = bench.image(c.height, c.width, c.in);
        const FoldedConv conv = bench.conv(c.out, c.in, c.kernel);
        const Map in = bench.input(image, c.kernel / 2);
        const Map out =
            bench.builder().map((c.height + c.stride - 1) / c.stride, (c.width + c.stride - 1) / c.stride, c.out, 1);
        bench.builder().add(
            makeConvStep<T>(
                {.name = "c", .conv = conv, .stride = c.stride, .activation = c.activation, .in = in, .out = {out}}),
            {in}, {out});
        bench.run();
        TW_VERIFY_CLOSE(compare<T>(bench.output(out), [&](int y, int x, int o) {
            return activated(convSum(image, conv, c.stride, y, x, o), c.activation);
        }));
        QCOMPARE(bench.borderError(out), 0.0);
    }
}

// Input from some channels of a wider map, output to several places, a map of half the size before the activation,
// another one after it.
template <class T>
void TestKernels::sumsAndPlaces(const char* name)
{
    for (const int kernel : {1, 3}) {
        Bench<T> bench(name);
        const Image wide = bench.image(6, 14, 64);
        const Image half = bench.image(3, 7, 48);
        const Image after = bench.image(6, 14, 48);
        const FoldedConv conv = stacked(bench.conv(16, 32, kernel), bench.conv(32, 32, kernel));
        const Map in = bench.builder().slice(bench.input(wide, 1), 16, 32);
        const Map before = bench.input(half);
        const Map added = bench.input(after, 1);
        const Map first = bench.builder().map(6, 14, 16);
        const Map joined = bench.builder().map(6, 14, 80, 1);
        const Map second = bench.builder().slice(joined, 32, 32);
        bench.builder().add(makeConvStep<T>({.name = "c",
                                             .conv = conv,
                                             .activation = Activation::Silu,
                                             .in = in,
                                             .out = {first, second},
                                             .before = before,
                                             .beforeHalf = true,
                                             .after = added}),
                            {in, before, added}, {first, joined});
        bench.run();
        Image part(6, 14, 32);
        for (int y = 0; y < 6; ++y) {
            for (int x = 0; x < 14; ++x) {
                for (int c = 0; c < 32; ++c)
                    part.at(y, x, c) = wide.get(y, x, c + 16);
            }
        }
        const auto expected = [&](int y, int x, int o) {
            return after.get(y, x, o) +
                   activated(convSum(part, conv, 1, y, x, o) + half.get(y / 2, x / 2, o), Activation::Silu);
        };
        TW_VERIFY_CLOSE(compare<T>(bench.output(first), expected));
        TW_VERIFY_CLOSE(compare<T>(bench.output(second), [&](int y, int x, int o) { return expected(y, x, o + 16); }));
        QCOMPARE(bench.borderError(second), 0.0);
    }
}

template <class T>
void TestKernels::heat(const char* name)
{
    for (const int classes : {1, 3}) {
        for (const int hidden : {16, 64, 160}) {
            Bench<T> bench(name);
            const Image image = bench.image(7, 10, 32);
            const FoldedConv conv = bench.conv(hidden, 32, 3);
            const FoldedConv last = bench.conv(classes, hidden, 1);
            const Map in = bench.input(image, 1);
            std::vector<float> planes(static_cast<std::size_t>(classes * 70), 1e6F);
            const ConvSpec<T> spec{.name = "h", .conv = conv, .activation = Activation::Relu, .in = in};
            addHeat<T>(bench.builder(), spec, {last, planes.data()});
            bench.run();
            for (int i = 0; i < classes; ++i) {
                for (int p = 0; p < 70; ++p) {
                    double sum = last.bias[static_cast<std::size_t>(i)];
                    for (int o = 0; o < hidden; ++o)
                        sum += activated(convSum(image, conv, 1, p / 10, p % 10, o), Activation::Relu) *
                               static_cast<double>(last.weights[static_cast<std::size_t>(i * hidden + o)]);
                    const double value = planes[static_cast<std::size_t>(i * 70 + p)];
                    QVERIFY2(std::abs(value - sum) < 2e-5 * (1 + std::abs(sum)),
                             (std::to_string(value) + " instead of " + std::to_string(sum)).c_str());
                }
            }
        }
    }
}

template <class T>
void TestKernels::separable(const char* name)
{
    for (const int stride : {1, 2}) {
        for (const auto& [height, width] : {std::pair{6, 10}, std::pair{2, 2}, std::pair{8, 34}}) {
            Bench<T> bench(name);
            const Image image = bench.image(height, width, 48);
            const Image after = bench.image(height / stride, width / stride, 32);
            FoldedConv depthwise = bench.conv(48, 1, 3);
            const FoldedConv pointwise = bench.conv(32, 48, 1);
            const Map in = bench.input(image);
            const Map added = bench.input(after);
            const Map out = bench.builder().map(height / stride, width / stride, 32, 1);
            bench.builder().add(makeSeparableStep<T>({.name = "s",
                                                      .depthwise = depthwise,
                                                      .pointwise = pointwise,
                                                      .stride = stride,
                                                      .activation = Activation::Silu,
                                                      .in = in,
                                                      .out = out,
                                                      .after = added}),
                                {in, added}, {out});
            bench.run();
            Image middle(height / stride, width / stride, 48);
            for (int y = 0; y < middle.height; ++y) {
                for (int x = 0; x < middle.width; ++x) {
                    for (int c = 0; c < 48; ++c) {
                        double sum = depthwise.bias[static_cast<std::size_t>(c)];
                        for (int t = 0; t < 9; ++t)
                            sum += image.get(y * stride + t / 3 - 1, x * stride + t % 3 - 1, c) *
                                   static_cast<double>(depthwise.weights[static_cast<std::size_t>(c * 9 + t)]);
                        middle.at(y, x, c) = activated(sum, Activation::Silu);
                    }
                }
            }
            TW_VERIFY_CLOSE(compare<T>(bench.output(out), [&](int y, int x, int o) {
                return after.get(y, x, o) + activated(convSum(middle, pointwise, 1, y, x, o), Activation::Silu);
            }));
            QCOMPARE(bench.borderError(out), 0.0);
        }
    }
}

template <class T>
void TestKernels::pools(const char* name)
{
    struct Case {
        int size, stride;
    };
    for (const Case& c : {Case{2, 2}, Case{5, 1}, Case{3, 1}}) {
        Bench<T> bench(name);
        Image image = bench.image(6, 10, 32);
        for (double& value : image.values)
            value -= 4; // zeros from outside would win
        for (double& value : image.values) {
            const auto exact = static_cast<float>(value);
            T stored{};
            kernels::byName<T>(name)->fromFloat(&exact, &stored, 1);
            value = widened(stored);
        }
        const Map in = bench.input(image, 1);
        const Map out = bench.builder().map(6 / c.stride, 10 / c.stride, 32, 1);
        bench.builder().add(makeMaxPoolStep<T>("p", in, out, c.size, c.stride), {in}, {out});
        bench.run();
        const int padding = c.stride == 1 ? c.size / 2 : 0;
        TW_VERIFY_CLOSE(compare<T>(bench.output(out), [&](int y, int x, int o) {
            double best = -1e9;
            for (int v = 0; v < c.size; ++v) {
                for (int u = 0; u < c.size; ++u) {
                    const int yy = y * c.stride - padding + v;
                    const int xx = x * c.stride - padding + u;
                    if (yy >= 0 && xx >= 0 && yy < 6 && xx < 10)
                        best = std::max(best, image.get(yy, xx, o));
                }
            }
            return best;
        }));
    }
}

double bilinear(const Image& image, double y, double x, int c)
{
    const double top = std::floor(y);
    const double left = std::floor(x);
    const double down = y - top;
    const double right = x - left;
    const int v = static_cast<int>(top);
    const int u = static_cast<int>(left);
    return (1 - down) * ((1 - right) * image.get(v, u, c) + right * image.get(v, u + 1, c)) +
           down * ((1 - right) * image.get(v + 1, u, c) + right * image.get(v + 1, u + 1, c));
}

template <class T>
void TestKernels::deformable(const char* name)
{
    for (const auto& [height, width, in, out] :
         {std::tuple{5, 9, 16, 32}, std::tuple{4, 40, 32, 16}, std::tuple{3, 34, 160, 64}}) {
        Bench<T> bench(name);
        const Image image = bench.image(height, width, in);
        const FoldedConv conv = bench.conv(out, in, 3);
        FoldedConv offsets = bench.conv(27, in, 3);
        for (float& bias : offsets.bias)
            bias *= 6; // far off the grid, some outside the map
        const Map from = bench.input(image, 1);
        const Map to = bench.builder().map(height, width, out, 1);
        bench.builder().add(
            makeDeformStep<T>(
                {.name = "d", .conv = conv, .offsets = offsets, .activation = Activation::Relu, .in = from, .out = to}),
            {from}, {to});
        bench.run();
        const Image shifts = [&] {
            Image s(height, width, 27);
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    for (int c = 0; c < 27; ++c)
                        s.at(y, x, c) = convSum(image, offsets, 1, y, x, c);
                }
            }
            return s;
        }();
        TW_VERIFY_CLOSE(compare<T>(
            bench.output(to),
            [&](int y, int x, int o) {
                double sum = conv.bias[static_cast<std::size_t>(o)];
                for (int t = 0; t < 9; ++t) {
                    const double mask = 1 / (1 + std::exp(-shifts.get(y, x, 18 + t)));
                    const double py = y + t / 3 - 1 + shifts.get(y, x, 2 * t);
                    const double px = x + t % 3 - 1 + shifts.get(y, x, 2 * t + 1);
                    if (py <= -1 || px <= -1 || py >= height || px >= width)
                        continue;
                    for (int c = 0; c < in; ++c)
                        sum += mask * bilinear(image, py, px, c) *
                               static_cast<double>(conv.weights[static_cast<std::size_t>((o * 9 + t) * in + c)]);
                }
                return std::max(sum, 0.0);
            },
            3)); // offsets are rounded too, and positions amplify that
        QCOMPARE(bench.borderError(to), 0.0);
    }
}

template <class T>
void TestKernels::enlargement(const char* name)
{
    for (const int factor : {2, 4}) {
        for (const bool adds : {false, true}) {
            Bench<T> bench(name);
            const Image image = bench.image(3, 5, 32);
            const Image after = bench.image(3 * factor, 5 * factor, 32);
            const int side = 2 * factor;
            std::vector<float> weights(static_cast<std::size_t>(32 * side * side));
            for (float& weight : weights)
                weight = static_cast<float>(uniform(-1, 1));
            const Map in = bench.input(image, 1);
            const Map added = bench.input(after);
            const Map out = bench.builder().map(3 * factor, 5 * factor, 32, 1);
            bench.builder().add(makeEnlargeStep<T>({.name = "e",
                                                    .weights = weights,
                                                    .factor = factor,
                                                    .in = in,
                                                    .out = out,
                                                    .after = adds ? added : Map{}}),
                                {in, added}, {out});
            bench.run();
            Image expected(3 * factor, 5 * factor, 32);
            for (int c = 0; c < 32; ++c) {
                for (int y = 0; y < 3; ++y) {
                    for (int x = 0; x < 5; ++x) {
                        for (int t = 0; t < side * side; ++t) { // each input pixel spreads its window
                            const int v = y * factor - factor / 2 + t / side;
                            const int u = x * factor - factor / 2 + t % side;
                            if (v >= 0 && u >= 0 && v < expected.height && u < expected.width)
                                expected.at(v, u, c) +=
                                    image.get(y, x, c) *
                                    static_cast<double>(weights[static_cast<std::size_t>(c * side * side + t)]);
                        }
                    }
                }
            }
            TW_VERIFY_CLOSE(compare<T>(bench.output(out), [&](int y, int x, int c) {
                return expected.get(y, x, c) + (adds ? after.get(y, x, c) : 0);
            }));
            QCOMPARE(bench.borderError(out), 0.0);
        }
    }
}

void TestKernels::winograd()
{
    for (const char* name : kFloatKernels) {
        if (kernels::byName<float>(name) == nullptr)
            continue;
        struct Case {
            int height, width, in, out;
            bool residual;
        };
        // whole tiles, cut tiles, smaller than a tile, and so many channels that it runs in three steps
        for (const Case& c : {Case{8, 12, 32, 64, false}, Case{7, 9, 48, 32, true}, Case{2, 3, 32, 32, false},
                              Case{5, 6, 176, 192, true}}) {
            Bench<float> bench(name, 3);
            const Image image = bench.image(c.height, c.width, c.in);
            const Image before = bench.image(c.height, c.width, c.out);
            const FoldedConv conv = bench.conv(c.out, c.in, 3);
            const Map in = bench.input(image, 1);
            const Map added = bench.input(before, 1);
            const Map out = bench.builder().map(c.height, c.width, c.out, 1);
            const ConvSpec<float> spec{.name = "w",
                                       .conv = conv,
                                       .activation = Activation::Relu,
                                       .in = in,
                                       .out = {out},
                                       .before = c.residual ? added : Map{}};
            QVERIFY(suitsWinograd(spec));
            addWinograd(bench.builder(), spec);
            bench.run();
            TW_VERIFY_CLOSE(compare<float>(
                bench.output(out),
                [&](int y, int x, int o) {
                    return activated(convSum(image, conv, 1, y, x, o) + (c.residual ? before.get(y, x, o) : 0),
                                     Activation::Relu);
                },
                5)); // the transforms round more than a plain sum
            QCOMPARE(bench.borderError(out), 0.0);
        }
    }
}

// SiLU far out: no overflow, no nonsense, the limits of the function.
void TestKernels::extremeActivations()
{
    for (const char* name : kFloatKernels) {
        if (kernels::byName<float>(name) == nullptr)
            continue;
        Bench<float> bench(name);
        Image image(1, 64, 16);
        for (int x = 0; x < 64; ++x) {
            for (int c = 0; c < 16; ++c) {
                const double magnitude = std::pow(10.0, (x - 20) / 6.0);
                image.at(0, x, c) = static_cast<float>(c % 2 == 0 ? magnitude : -magnitude);
            }
        }
        FoldedConv identity{16, 16, 1, std::vector<float>(256, 0.0F), std::vector<float>(16, 0.0F)};
        for (std::size_t i = 0; i < 16; ++i)
            identity.weights[i * 17] = 1;
        const Map in = bench.input(image);
        const Map out = bench.builder().map(1, 64, 16);
        bench.builder().add(
            makeConvStep<float>(
                {.name = "a", .conv = identity, .activation = Activation::Silu, .in = in, .out = {out}}),
            {in}, {out});
        bench.run();
        TW_VERIFY_CLOSE(compare<float>(
            bench.output(out), [&](int y, int x, int c) { return activated(image.get(y, x, c), Activation::Silu); }));
    }
}

// The kernels for bfloat16 look SiLU up: every value of theirs from 2^-20 to 64, before it is rounded.
void TestKernels::roughSilu()
{
    using kernels::Bf16;
    for (const char* name : kBf16Kernels) {
        const kernels::Table<Bf16>* table = kernels::byName<Bf16>(name);
        if (table == nullptr)
            continue;
        constexpr int kChannels = kernels::kChannelGroup;
        std::vector<float> identity(kChannels * kChannels, 0.0F);
        for (std::size_t i = 0; i < kChannels; ++i)
            identity[i * (kChannels + 1)] = 1;
        AlignedArray<Bf16> weights(table->packedSize(kChannels, 1, kChannels));
        table->packWeights(identity.data(), kChannels, 1, kChannels, weights.data());
        std::vector<Bf16> values;
        for (int bits = 0x3580; bits <= 0x4280; ++bits)
            for (const int sign : {0, 0x8000})
                values.push_back(static_cast<Bf16>(bits | sign));
        while (values.size() % kChannels != 0)
            values.push_back(0);
        const int pixels = static_cast<int>(values.size()) / kChannels;
        std::vector<float> results(values.size());
        const AlignedArray<float> bias(kChannels);
        const std::ptrdiff_t noOffset = 0;
        kernels::ConvArgs<Bf16> args;
        args.in = {values.data(), kChannels, 0};
        args.taps = &noOffset;
        args.depth = kChannels;
        args.weights = weights.data();
        args.bias = bias.data();
        args.channels = kChannels;
        args.floats = {results.data(), kChannels, 0};
        args.activation = Activation::Silu;
        table->conv(args, {0, 1, 0, pixels, 0, kChannels});
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double x = widened(values[i]);
            const double expected = activated(x, Activation::Silu);
            const double error = std::abs(results[i] - expected);
            QVERIFY2(error <= (std::abs(x) < 9.8 ? 6e-5 : 5.3e-4), qPrintable(QString::number(x)));
            QVERIFY2(std::abs(x) > 0.15 || error <= 3e-4 * std::abs(expected), qPrintable(QString::number(x)));
        }
        values.assign(values.size(), 0x7FC0); // not a number
        table->conv(args, {0, 1, 0, pixels, 0, kChannels});
        QVERIFY(std::all_of(results.begin(), results.end(), [](float y) { return std::isnan(y); }));
    }
}

void TestKernels::arenaLayout()
{
    for (int round = 0; round < 50; ++round) {
        std::vector<ArenaItem> items(20);
        std::size_t sum = 0;
        for (ArenaItem& item : items) {
            item.bytes = 1 + g_random() % 5000;
            item.firstStep = static_cast<int>(g_random() % 30);
            item.lastStep = item.firstStep + static_cast<int>(g_random() % 6);
            sum += (item.bytes + kCacheLine - 1) / kCacheLine * kCacheLine;
        }
        const ArenaLayout layout = layOut(items);
        QVERIFY(layout.bytes <= sum);
        for (std::size_t i = 0; i < items.size(); ++i) {
            QCOMPARE(layout.offsets[i] % kCacheLine, std::size_t{0});
            QVERIFY(layout.offsets[i] + items[i].bytes <= layout.bytes);
            for (std::size_t j = 0; j < i; ++j) {
                const bool together =
                    items[i].firstStep <= items[j].lastStep && items[j].firstStep <= items[i].lastStep;
                const bool apart = layout.offsets[i] + items[i].bytes <= layout.offsets[j] ||
                                   layout.offsets[j] + items[j].bytes <= layout.offsets[i];
                QVERIFY(!together || apart);
            }
        }
    }
    // a chain of equal maps needs two places
    std::vector<ArenaItem> chain;
    for (int i = 0; i < 10; ++i)
        chain.push_back({640, i, i + 1});
    QCOMPARE(layOut(chain).bytes, std::size_t{1280});
}

void TestKernels::threadTeam()
{
    ThreadTeam team(4);
    for (int round = 0; round < 2000; ++round) {
        const int units = round % 37;
        std::vector<std::atomic<int>> hits(static_cast<std::size_t>(units));
        std::atomic<bool> strange{false};
        team.run(units, [&](int unit, int worker) {
            ++hits[static_cast<std::size_t>(unit)];
            if (worker < 0 || worker >= team.size())
                strange = true;
        });
        for (const auto& hit : hits)
            QCOMPARE(hit.load(), 1);
        QVERIFY(!strange);
        team.use(round % 6); // also out of range
    }
    // plain memory written by one run is seen by the next
    std::vector<int> values(1000, 1);
    team.use(4);
    for (int round = 0; round < 200; ++round) {
        team.run(10, [&](int unit, int) {
            for (int i = 0; i < 100; ++i)
                values[static_cast<std::size_t>((unit * 7 + round) % 10 * 100 + i)] += 1;
        });
    }
    QVERIFY(std::all_of(values.begin(), values.end(), [](int v) { return v == 201; }));
    QVERIFY(availableProcessors() >= 1);
}

void TestKernels::workSplits()
{
    for (const int rows : {1, 5, 19, 152, 608}) {
        for (const int channels : {16, 64, 208, 512}) {
            for (const int threads : {1, 2, 16}) {
                for (const WorkSplit& split :
                     {splitRows(rows, channels, 64, threads), splitPixels(rows * 7, channels, 12, threads),
                      splitPixels(rows * 7, channels, 32, threads)}) {
                    std::vector<int> seen(static_cast<std::size_t>(split.rows * channels), 0);
                    for (int unit = 0; unit < split.units(); ++unit) {
                        const UnitRange range = unitRange(split, unit);
                        QVERIFY(range.rowBegin < range.rowEnd && range.channelBegin < range.channelEnd);
                        for (int row = range.rowBegin; row < range.rowEnd; ++row) {
                            for (int c = range.channelBegin; c < range.channelEnd; ++c)
                                ++seen[static_cast<std::size_t>(row * channels + c)];
                        }
                    }
                    QVERIFY(std::all_of(seen.begin(), seen.end(), [](int n) { return n == 1; }));
                }
            }
        }
    }
}

} // namespace tw::model

QTEST_GUILESS_MAIN(tw::model::TestKernels)
#include "tst_kernels.moc"
