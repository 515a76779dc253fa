// The streamed executor on the CPU, where all of it runs but CUDA's own calls: against the eager one and its parts.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/decode.h"
#include "core/model/detector.h"
#include "core/model/executors/device_letterbox.h"
#include "core/model/executors/eager.h"
#include "core/model/executors/peak_reader.h"
#include "core/model/executors/streamed.h"
#include "core/model/networks/heads.h"
#include "core/model/networks/weights.h"
#include "core/model/torch_guard.h"

#include "tests/core/model/hashed_picture.h"
#include "tests/core/model/hashed_weights.h"

#include <ATen/Functions.h>
#include <torch/utils.h>
#include <torch/version.h>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace tw;
using namespace tw::model;

namespace {

constexpr NetworkSize kSize{96, 64};

// A plane of 4:2:0 behind the other.
struct Planar {
    int width = 150;
    int height = 90;
    std::vector<std::uint8_t> bytes;

    PreparedImage prepared() const
    {
        PreparedImage image;
        image.planes.data = {bytes.data(), bytes.data() + width * height, bytes.data() + width * height / 4 * 5};
        image.planes.stride = {width, width / 2, width / 2};
        image.planes.width = width;
        image.planes.height = height;
        image.sourceWidth = width;
        image.sourceHeight = height;
        return image;
    }
};

Planar planar(std::uint32_t seed)
{
    Planar p;
    p.bytes.resize(static_cast<std::size_t>(p.width) * p.height * 3 / 2);
    for (std::size_t i = 0; i < p.bytes.size(); ++i)
        p.bytes[i] = static_cast<std::uint8_t>(16 + 220 * test::hashed(seed, static_cast<std::uint32_t>(i / 40)));
    return p;
}

std::shared_ptr<Network> randomNetwork(const std::string& architecture, const HeadOptions& heads, unsigned seed)
{
    torch::manual_seed(seed);
    const std::shared_ptr<Network> network = *createNetwork(architecture, heads);
    const torch::NoGradGuard guard;
    for (const auto& parameter : network->named_parameters()) {
        torch::Tensor value = parameter.value();
        if (value.dim() == 4 && value.size(1) > 1)
            value.normal_(0, std::sqrt(2.0 / static_cast<double>(value.numel() / value.size(0))));
    }
    network->eval();
    return network;
}

torch::Tensor randomImages(const NetworkSize& size, unsigned seed)
{
    torch::manual_seed(seed);
    return torch::rand({1, 3, size.height, size.width});
}

std::span<const float> numbers(const torch::Tensor& rows)
{
    return {rows.data_ptr<float>(), static_cast<std::size_t>(rows.numel())};
}

double cosine(const std::vector<float>& a, const std::vector<float>& b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += static_cast<double>(a[i]) * b[i];
    return sum;
}

// Empty when they agree.
QString difference(const FrameDetections& ours, const FrameDetections& theirs)
{
    if (ours.peaks.size() != theirs.peaks.size() || ours.detections.size() != theirs.detections.size())
        return QStringLiteral("other numbers");
    for (std::size_t i = 0; i < ours.peaks.size(); ++i) {
        const Detection& a = ours.peaks[i];
        const Detection& b = theirs.peaks[i];
        if (std::abs(a.score - b.score) > 1e-5F || a.classId != b.classId)
            return QStringLiteral("score of peak %1").arg(i);
        if (std::abs(a.box.left - b.box.left) > 1e-2 || std::abs(a.box.top - b.box.top) > 1e-2 ||
            std::abs(a.box.width - b.box.width) > 1e-2 || std::abs(a.box.height - b.box.height) > 1e-2)
            return QStringLiteral("box of peak %1").arg(i);
        if (a.embedding.size() != b.embedding.size() || cosine(a.embedding, b.embedding) < 0.99999)
            return QStringLiteral("embedding of peak %1").arg(i);
    }
    return {};
}

class HeadlessNetwork : public Network
{
public:
    HeadMaps forward(const torch::Tensor&) override { return {}; }
    torch::Tensor features(const torch::Tensor& images) override { return images; }
    std::string architecture() const override { return "headless"; }
    HeadOptions heads() const override { return {}; }
};

} // namespace

class TestStreamed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowsEqualDenseMaps_data();
    void rowsEqualDenseMaps();
    void moreAskedForThanCells();
    void equalsEager();
    void imagesUnderWay();
    void planes();
    void refusals();
    void notFinite();
    void coarserTrunk_data();
    void coarserTrunk();
    void lostDeviceIsOneSentence();

private:
    DetectorOptions options(Executor executor) const
    {
        DetectorOptions o;
        o.size = kSize;
        o.executor = executor;
        o.threshold = 0.5F;
        o.keepThreshold = 0.1F;
        return o;
    }
    std::string path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir m_folder;
    std::shared_ptr<Network> m_network;
};

void TestStreamed::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_network = test::hashedNetwork("lite");
    QVERIFY(m_network);
    const torch::NoGradGuard noGrad;
    m_network->named_parameters()["wh.2.bias"].fill_(3); // so that boxes have an area
    QVERIFY(writeCheckpoint(path("small.pth"), saveWeights(*m_network)));
    m_network->named_parameters()["hm.2.bias"].fill_(std::numeric_limits<float>::quiet_NaN());
    QVERIFY(writeCheckpoint(path("broken.pth"), saveWeights(*m_network)));
}

void TestStreamed::rowsEqualDenseMaps_data()
{
    QTest::addColumn<QByteArray>("architecture");
    QTest::addColumn<int>("classes");
    QTest::addColumn<int>("sizeChannels");
    for (const char* name : {"lite", "dla_34", "yolo"})
        QTest::addRow("%s", name) << QByteArray(name) << 1 << 4;
    QTest::addRow("three classes") << QByteArray("lite") << 3 << 4;
    QTest::addRow("width and height") << QByteArray("lite") << 1 << 2;
}

void TestStreamed::rowsEqualDenseMaps()
{
    QFETCH(QByteArray, architecture);
    QFETCH(int, classes);
    QFETCH(int, sizeChannels);
    constexpr int kTopK = 40;
    constexpr float kMinScore = 0.01F;
    const torch::InferenceMode guard;
    const auto network =
        randomNetwork(architecture.toStdString(), {.classes = classes, .sizeChannels = sizeChannels}, 3);
    const torch::Tensor images = randomImages(kSize, 4);
    const HeadMaps maps = network->forward(images);
    const torch::Tensor heat = maps.heat.contiguous();
    const auto peaks =
        findPeaks({heat.data_ptr<float>(), classes, static_cast<int>(heat.size(2)), static_cast<int>(heat.size(3))},
                  kTopK, kMinScore);
    QVERIFY(peaks && peaks->size() > 5);

    const auto reader = PeakReader::create(*network, kSize, kTopK);
    QVERIFY(reader);
    const torch::Tensor rows = reader->rows(network->features(images)).contiguous();
    QCOMPARE(rows.numel(), reader->layout().floats());
    const auto found = readPeakRows(numbers(rows), reader->layout(), kMinScore);
    QVERIFY(found);
    QCOMPARE(found->peaks.size(), peaks->size());
    int compared = 0;
    for (const Peak& peak : *peaks) {
        // sigmoids may differ in the last bit and change the order, also of who comes last
        const auto it = std::find_if(found->peaks.begin(), found->peaks.end(), [&peak](const Peak& ours) {
            return ours.cell == peak.cell && ours.classIndex == peak.classIndex;
        });
        if (it == found->peaks.end()) {
            QVERIFY(peak.score - peaks->back().score < 1e-6F);
            continue;
        }
        const auto i = it - found->peaks.begin();
        ++compared;
        QVERIFY(std::abs(it->score - peak.score) < 1e-6F);
        const auto same = [&](const torch::Tensor& map, const std::vector<float>& values, double scale) {
            const torch::Tensor wanted = map.select(3, peak.cell.x).select(2, peak.cell.y).flatten() * scale;
            const torch::Tensor ours = torch::from_blob(const_cast<float*>(values.data()) + i * wanted.numel(),
                                                        {wanted.numel()}, torch::kFloat32);
            return torch::allclose(ours, wanted, 1e-4, 1e-4);
        };
        QVERIFY(same(maps.size, found->heads.size, 1));
        QVERIFY(same(maps.offset, found->heads.offset, 1));
        const double length = maps.identity.select(3, peak.cell.x).select(2, peak.cell.y).norm().item<double>();
        QVERIFY(same(maps.identity, found->heads.identity, 1 / length));
    }
    QVERIFY(compared > 5);
}

void TestStreamed::moreAskedForThanCells()
{
    const torch::InferenceMode guard;
    const NetworkSize small{32, 32};
    const auto network = randomNetwork("lite", {}, 5);
    const auto reader = PeakReader::create(*network, small, 500);
    QVERIFY(reader);
    QCOMPARE(reader->layout().topK, 64);
    const torch::Tensor rows = reader->rows(network->features(randomImages(small, 6))).contiguous();
    const auto found = readPeakRows(numbers(rows), reader->layout(), 0);
    QVERIFY(found);
    QVERIFY(!found->peaks.empty() && found->peaks.size() < 64); // not every cell is a peak
}

void TestStreamed::equalsEager()
{
    auto eager = Detector::load(path("small.pth"), options(Executor::Eager));
    auto streamed = Detector::load(path("small.pth"), options(Executor::Streamed));
    QVERIFY2(streamed, streamed ? "" : streamed.error().message().c_str());
    QCOMPARE(streamed->info().executor, std::string("streamed fp32"));
    QCOMPARE(eager->framesInFlight(), 1);
    QVERIFY(streamed->framesInFlight() > 1);
    for (const std::uint32_t seed : {77U, 78U}) {
        const test::HashedPicture p = test::hashedPicture(seed);
        const auto a = streamed->detect(p.view());
        const auto b = eager->detect(p.view());
        QVERIFY(a && b);
        QVERIFY(a->peaks.size() > 3);
        QCOMPARE(difference(*a, *b), QString());
    }
    // what needs dense maps works beside it
    const test::HashedPicture p = test::hashedPicture(77);
    const auto a = streamed->embed(p.view());
    const auto b = eager->embed(p.view());
    QVERIFY(a && b);
    QVERIFY(cosine(a->values, b->values) > 0.99999 * a->width * a->height);
}

void TestStreamed::imagesUnderWay()
{
    for (const Executor executor : {Executor::Streamed, Executor::Eager, Executor::Fused}) {
        auto detector = *Detector::load(path("small.pth"), options(executor));
        auto alone = *Detector::load(path("small.pth"), options(executor));
        std::vector<test::HashedPicture> pictures;
        std::vector<FrameDetections> found;
        Preprocessor preprocessor(kSize);
        for (std::uint32_t i = 0; i < 8; ++i) {
            pictures.push_back(test::hashedPicture(100 + i));
            QVERIFY(preprocessor.begin(pictures.back().width, pictures.back().height, PixelFormat::Bgra8));
            QVERIFY(preprocessor.addRows(pictures.back().view()));
            detector.submit(*preprocessor.finish()); // its pixels may go back to the pool
            while (detector.underWay() == detector.framesInFlight())
                found.push_back(*detector.take());
        }
        while (detector.underWay() > 0)
            found.push_back(*detector.take());
        QCOMPARE(found.size(), pictures.size());
        for (std::size_t i = 0; i < pictures.size(); ++i)
            QCOMPARE(difference(found[i], *alone.detect(pictures[i].view())), QString());
    }
}

void TestStreamed::planes()
{
    auto detector = *Detector::load(path("small.pth"), options(Executor::Streamed));
    QVERIFY(detector.takesPlanes());
    const Planar p = planar(9);
    const PreparedImage image = p.prepared();
    const auto found = detector.detect(image);
    QVERIFY2(found, found ? "" : found.error().message().c_str());
    QVERIFY(found->peaks.size() > 3);
    // the same input, made apart
    DeviceLetterbox letterbox(kSize, torch::Device(torch::kCPU));
    torch::Tensor packed = torch::empty({packedBytes(image.planes)}, torch::kUInt8);
    packPlanes(image.planes, packed.data_ptr<std::uint8_t>());
    torch::Tensor input = torch::zeros({1, 3, kSize.height, kSize.width}).contiguous(torch::MemoryFormat::ChannelsLast);
    letterbox.fill(image.planes, packed, input);
    const torch::Tensor levels = (input * 255).round().to(torch::kUInt8).permute({0, 2, 3, 1}).contiguous();
    PreparedImage made;
    made.letterboxed = {levels.data_ptr<std::uint8_t>(), kSize.width, kSize.height, 3 * kSize.width, PixelFormat::Rgb8};
    made.sourceWidth = p.width;
    made.sourceHeight = p.height;
    const auto wanted = detector.detect(made);
    QVERIFY(wanted);
    QCOMPARE(difference(*found, *wanted), QString());
}

void TestStreamed::refusals()
{
    auto eager = *Detector::load(path("small.pth"), options(Executor::Eager));
    QVERIFY(!eager.takesPlanes());
    QVERIFY(eager.detect(planar(1).prepared()).error().code == ErrorCode::InvalidArgument);

    auto streamed = *Detector::load(path("small.pth"), options(Executor::Streamed));
    PreparedImage odd = planar(1).prepared();
    odd.planes.width -= 1;
    QVERIFY(streamed.detect(odd).error().code == ErrorCode::InvalidArgument);
    PreparedImage other;
    const test::HashedPicture p = test::hashedPicture(1);
    other.letterboxed = p.view(); // not of the network's size
    other.sourceWidth = p.width;
    other.sourceHeight = p.height;
    QVERIFY(streamed.detect(other).error().code == ErrorCode::InvalidArgument);
    QVERIFY(streamed.detect(PreparedImage{}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(streamed.detect(planar(1).prepared())); // none of them did harm

    const auto headless = makeStreamedSteps(std::make_shared<HeadlessNetwork>(), {.size = kSize});
    QVERIFY(!headless);
    QVERIFY(headless.error().code == ErrorCode::Unsupported);

    DetectorOptions half = options(Executor::Streamed);
    half.precision = Precision::Float16; // the CPU's operators have none
    QVERIFY(Detector::load(path("small.pth"), half).error().code == ErrorCode::Unavailable);
}

void TestStreamed::notFinite()
{
    auto detector = *Detector::load(path("broken.pth"), options(Executor::Streamed));
    const auto found = detector.detect(test::hashedPicture(1).view());
    QVERIFY(!found);
    QVERIFY(found.error().code == ErrorCode::Unreadable);
}

void TestStreamed::coarserTrunk_data()
{
    QTest::addColumn<int>("precision");
    QTest::addRow("bfloat16") << static_cast<int>(Precision::BFloat16);
#if TORCH_VERSION_MAJOR >= 2
    QTest::addRow("half") << static_cast<int>(Precision::Float16); // 1.13 convolves in no such format on the CPU
#endif
}

// Trunk and heat map in 16 bits, the heads at the peaks in float32: what a GPU runs.
void TestStreamed::coarserTrunk()
{
    QFETCH(int, precision);
    const auto start = [&](Precision p) {
        std::shared_ptr<Network> network = test::hashedNetwork("lite");
        const auto eager = makeEagerExecutor(network, {.size = kSize, .precision = p, .executor = Executor::Eager});
        const StreamedOptions streamed{.size = kSize, .precision = p, .topK = 30, .frames = 2};
        return std::pair(network, std::move(*makeStreamedSteps(network, streamed)));
    };
    const auto [network, coarse] = start(static_cast<Precision>(precision));
    const auto [reference, fine] = start(Precision::Float32);
    const auto parameters = network->named_parameters();
    for (const char* name : {"wh.0.weight", "reg.2.bias", "id.0.weight", "id.2.weight"})
        QVERIFY(parameters[name].scalar_type() == torch::kFloat32);
    QVERIFY(parameters["hm.0.weight"].scalar_type() != torch::kFloat32);

    const Planar p = planar(21);
    const auto values = [&](FrameSteps& steps) {
        const auto started = steps.start(1, p.prepared());
        if (!started)
            qWarning("%s", started.error().message().c_str());
        return steps.finish(1, 0);
    };
    const auto a = values(*coarse);
    const auto b = values(*fine);
    QVERIFY(a && b);
    QVERIFY(a->peaks.size() > 10);
    // each peak of the fine one that the coarse one has too: a small shift, nearly the same direction
    const auto size = static_cast<std::size_t>(a->heads.embeddingSize);
    int common = 0;
    for (std::size_t i = 0; i < a->peaks.size(); ++i) {
        for (std::size_t j = 0; j < b->peaks.size(); ++j) {
            if (a->peaks[i].cell != b->peaks[j].cell)
                continue;
            ++common;
            QVERIFY(std::abs(a->peaks[i].score - b->peaks[j].score) < 0.05F);
            const auto embedding = [&](const PeakValues& v, std::size_t row) {
                const auto begin = v.heads.identity.begin() + static_cast<std::ptrdiff_t>(row * size);
                return std::vector<float>(begin, begin + static_cast<std::ptrdiff_t>(size));
            };
            const auto e = embedding(*a, i);
            QVERIFY(std::abs(cosine(e, e) - 1) < 1e-5); // of unit length in single precision
            QVERIFY(cosine(e, embedding(*b, j)) > 0.99);
        }
    }
    QVERIFY2(common > static_cast<int>(a->peaks.size()) / 2, qPrintable(QString::number(common)));
}

void TestStreamed::lostDeviceIsOneSentence()
{
    const Result<void> lost = guardTorch("running the network", [] {
        TORCH_CHECK(false, "CUDA error: an illegal memory access was encountered\nCUDA kernel errors might be "
                           "asynchronously reported at some other API call");
    });
    QVERIFY(!lost);
    QVERIFY(lost.error().code == ErrorCode::Unavailable);
    QCOMPARE(lost.error().message(),
             std::string("running the network: the GPU stopped working (CUDA error: an illegal memory access was "
                         "encountered); what was finished before is kept"));
    const Result<void> full = guardTorch("x", [] { TORCH_CHECK(false, "CUDA error: out of memory"); });
    QVERIFY(full.error().code == ErrorCode::OutOfMemory);
    const Result<void> other = guardTorch("x", [] { TORCH_CHECK(false, "sizes do not match"); });
    QVERIFY(!other);
    QCOMPARE(other.error().detail.find('\n'), std::string::npos); // no backtrace, no file of LibTorch
    QVERIFY(other.error().detail.find("the network's library failed") == 0);
    QVERIFY(other.error().detail.find("(LibTorch: sizes do not match") != std::string::npos);
    QVERIFY(other.error().code == ErrorCode::Internal);
}

QTEST_GUILESS_MAIN(TestStreamed)
#include "tst_streamed.moc"
