// The whole way from an image to detections, against its parts put together by hand.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/decode.h"
#include "core/model/detector.h"
#include "core/model/mirror.h"
#include "core/model/model_file.h"
#include "core/model/networks/heads.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/weights.h"
#include "core/model/preprocess/preprocess.h"
#include "core/model/two_levels.h"

#include "tests/core/model/hashed_picture.h"
#include "tests/core/model/hashed_weights.h"

#include <ATen/Version.h>
#include <torch/utils.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tw;
using namespace tw::model;

namespace {

constexpr NetworkSize kSize{96, 64};

torch::Tensor inputOf(const test::HashedPicture& p)
{
    torch::Tensor input = torch::empty({1, 3, kSize.height, kSize.width});
    Preprocessor preprocessor(kSize);
    const auto result =
        preprocessor.planes(p.view(), {input.data_ptr<float>(), static_cast<std::size_t>(input.numel())});
    return result ? input : torch::Tensor();
}

DetectorOptions options()
{
    DetectorOptions o;
    o.size = kSize;
    o.executor = Executor::Eager;
    o.threshold = 0.5F;
    o.keepThreshold = 0.1F;
    return o;
}

// The bytes belong to the preprocessor.
PreparedImage preparedBy(Preprocessor& preprocessor, const test::HashedPicture& picture)
{
    PreparedImage image;
    image.letterboxed = *preprocessor.letterbox(picture.view());
    image.sourceWidth = picture.width;
    image.sourceHeight = picture.height;
    return image;
}

bool same(const std::vector<Detection>& a, const std::vector<Detection>& b)
{
    return std::ranges::equal(a, b, [](const Detection& x, const Detection& y) {
        return x.box == y.box && x.score == y.score && x.embedding == y.embedding;
    });
}

} // namespace

class TestDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalsItsParts();
    void detectionsAreTheBestPeaks();
    void infoTellsWhatWasLoaded();
    void sizeFromTheFile();
    void embeddingsOfRegions();
    void twoLevels_data();
    void twoLevels();
    void inTheMirror_data() { twoLevels_data(); }
    void inTheMirror();
    void embeddingMap();
    void denseFrame();
    void incompleteFilesAreRefused();
    void brokenWeightsAreReported();
    void absentDeviceIsReported();
    void optionsAreChecked();
    void emptyImages();
    void installedModels();
    void kernelsAreThoseOfTheProcessor();
    void referenceWeights();

private:
    std::string path(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir m_folder;
    std::shared_ptr<Network> m_network; // what m_weights were taken from
    Checkpoint m_weights;
};

void TestDetector::initTestCase()
{
    QVERIFY(m_folder.isValid());
    m_network = test::hashedNetwork("lite");
    QVERIFY(m_network);
    {
        const torch::NoGradGuard noGrad;
        m_network->named_parameters()["wh.2.bias"].fill_(3); // so that boxes have an area
    }
    m_weights = saveWeights(*m_network);
    QVERIFY(writeCheckpoint(path("small.pth"), m_weights));
}

void TestDetector::equalsItsParts()
{
    const test::HashedPicture p = test::hashedPicture(77);
    auto detector = Detector::load(path("small.pth"), options());
    QVERIFY2(detector, detector ? "" : detector.error().message().c_str());
    const auto found = detector->detect(p.view());
    QVERIFY2(found, found ? "" : found.error().message().c_str());
    QVERIFY(!found->peaks.empty());

    const c10::InferenceMode guard;
    const HeadMaps maps = m_network->forward(inputOf(p));
    const HeatMap heat{maps.heat.data_ptr<float>(), 1, kSize.height / 4, kSize.width / 4};
    const auto peaks = findPeaks(heat, 500, 0.1F);
    QVERIFY(peaks);
    QCOMPARE(found->peaks.size(), peaks->size());
    const SourceFromGrid grid = SourceFromGrid::of(p.width, p.height, kSize);
    for (std::size_t i = 0; i < peaks->size(); ++i) {
        const Cell cell = (*peaks)[i].cell;
        const auto at = [&](const torch::Tensor& map, int channel) {
            return map.index({0, channel, cell.y, cell.x}).item<double>();
        };
        const Detection& d = found->peaks[i];
        QCOMPARE(d.score, (*peaks)[i].score);
        const double x = cell.x + at(maps.offset, 0);
        const double y = cell.y + at(maps.offset, 1);
        QVERIFY(std::abs(d.box.left - grid.x(x - at(maps.size, 0))) < 1e-3);
        QVERIFY(std::abs(d.box.top - grid.y(y - at(maps.size, 1))) < 1e-3);
        QVERIFY(std::abs(d.box.right() - grid.x(x + at(maps.size, 2))) < 1e-3);
        QVERIFY(std::abs(d.box.bottom() - grid.y(y + at(maps.size, 3))) < 1e-3);
        const torch::Tensor vector = maps.identity.index({0, torch::indexing::Slice(), cell.y, cell.x});
        const double length = vector.norm().item<double>();
        QCOMPARE(d.embedding.size(), std::size_t(64));
        for (int c = 0; c < 64; ++c)
            QVERIFY(std::abs(d.embedding[static_cast<std::size_t>(c)] - vector[c].item<double>() / length) < 1e-5);
    }
}

void TestDetector::detectionsAreTheBestPeaks()
{
    const test::HashedPicture p = test::hashedPicture(77);
    DetectorOptions o = options();
    const auto scores = Detector::load(path("small.pth"), o)->detect(p.view())->peaks;
    QVERIFY(scores.size() > 3);
    o.threshold = scores[2].score; // strict: two are above
    auto all = *Detector::load(path("small.pth"), o);
    const FrameDetections found = *all.detect(p.view());
    QCOMPARE(found.detections.size(), std::size_t(2));
    QCOMPARE(found.peaks.size(), scores.size());
    for (std::size_t i = 0; i < found.peaks.size(); ++i) {
        QCOMPARE(found.peaks[i].score > o.threshold, i < found.detections.size());
        if (i > 0)
            QVERIFY(found.peaks[i].score <= found.peaks[i - 1].score);
        if (i < found.detections.size())
            QVERIFY(found.detections[i].box == found.peaks[i].box);
    }
    o.topK = 2;
    auto two = *Detector::load(path("small.pth"), o);
    QCOMPARE(two.detect(p.view())->peaks.size(), std::size_t(2));
    // a second frame through the same buffers
    QCOMPARE(two.detect(p.view())->peaks.front().score, found.peaks.front().score);
}

void TestDetector::infoTellsWhatWasLoaded()
{
    auto detector = *Detector::load(path("small.pth"), options());
    QCOMPARE(detector.info().architecture, std::string("lite"));
    QCOMPARE(detector.info().name, std::string("small"));
    QCOMPARE(detector.info().embeddingSize, 64);
    QCOMPARE(detector.info().parameters, std::int64_t(744'775));
    QVERIFY(detector.info().report.empty());
    QVERIFY(!detector.info().executor.empty());
    QVERIFY(detector.options().size == kSize);
    // whatever a file holds beyond the network is told, not hidden
    Checkpoint more = m_weights;
    more.tensors.push_back({"some.thing", more.tensors.front().value});
    QVERIFY(writeCheckpoint(path("more.pth"), more));
    QVERIFY(Detector::load(path("more.pth"), options())->info().report.find("some.thing") != std::string::npos);
}

void TestDetector::sizeFromTheFile()
{
    DetectorOptions o = options();
    o.size = {};
    o.levels = 1;
    QVERIFY((Detector::load(path("small.pth"), o)->options().size == NetworkSize{576, 320}));
    Checkpoint sized = m_weights;
    sized.metadata["input_width"] = "160";
    sized.metadata["input_height"] = "96";
    QVERIFY(writeCheckpoint(path("sized.pth"), sized));
    auto detector = *Detector::load(path("sized.pth"), o);
    QVERIFY((detector.options().size == NetworkSize{160, 96}));
    QVERIFY((detector.info().trainedSize == NetworkSize{160, 96}));
    QVERIFY(detector.detect(test::hashedPicture(77).view()));
    QVERIFY(detector.options().mirror == Mirror::Off);
    // without a word about levels: two of them, so that the trained size lies between both, also in the mirror
    o.levels = 0;
    auto thorough = *Detector::load(path("sized.pth"), o);
    QCOMPARE(thorough.options().levels, 2);
    QVERIFY(thorough.options().mirror == Mirror::On);
    QVERIFY((thorough.options().size == NetworkSize{256, 192}));
    o.mirror = Mirror::Off;
    QVERIFY(Detector::load(path("sized.pth"), o)->options().mirror == Mirror::Off);
    o.mirror = Mirror::Auto;
    o.levels = 2;
    QVERIFY(Detector::load(path("sized.pth"), o)->options().mirror == Mirror::Off);
    o.levels = 0;
    o.size = {96, 64};
    auto sizeGiven = *Detector::load(path("sized.pth"), o);
    QCOMPARE(sizeGiven.options().levels, 1);
    QVERIFY(sizeGiven.options().mirror == Mirror::Off);
}

// Of a two-stage model: ROI-Align of the found box on the features, then the identity head's layers.
void TestDetector::embeddingsOfRegions()
{
    Checkpoint staged = m_weights;
    staged.metadata["identity_at"] = "two-stage";
    QVERIFY(writeCheckpoint(path("staged.pth"), staged));
    DetectorOptions o = options();
    o.executor = Executor::Auto;
    const test::HashedPicture p = test::hashedPicture(77);
    auto detector = *Detector::load(path("staged.pth"), o);
    QVERIFY2(detector.info().executor.find("eager") != std::string::npos, detector.info().executor.c_str());
    const auto found = detector.detect(p.view());
    QVERIFY2(found, found ? "" : found.error().message().c_str());
    const auto atCells = Detector::load(path("small.pth"), options())->detect(p.view());
    QVERIFY(atCells && !found->peaks.empty());
    QCOMPARE(found->peaks.size(), atCells->peaks.size());

    const c10::InferenceMode guard;
    const HeadMaps maps = m_network->forward(inputOf(p));
    const torch::Tensor features = m_network->features(inputOf(p));
    const HeatMap heat{maps.heat.data_ptr<float>(), 1, kSize.height / 4, kSize.width / 4};
    const auto peaks = findPeaks(heat, 500, 0.1F);
    double apart = 0;
    for (std::size_t i = 0; i < peaks->size(); ++i) {
        const Cell cell = (*peaks)[i].cell;
        const auto at = [&](const torch::Tensor& map, int channel) {
            return map.index({0, channel, cell.y, cell.x}).item<float>();
        };
        const float x = float(cell.x) + at(maps.offset, 0), y = float(cell.y) + at(maps.offset, 1);
        const torch::Tensor box =
            torch::tensor({{x - at(maps.size, 0), y - at(maps.size, 1), x + at(maps.size, 2), y + at(maps.size, 3)}});
        const torch::Tensor bins = roiAlign(features, torch::zeros({1}, torch::kInt64), box, 3, 2);
        const torch::Tensor vector = headOf(*m_network, "id")->atMiddles(bins)[0];
        const double length = vector.norm().item<double>();
        for (int c = 0; c < 64; ++c) {
            const float value = found->peaks[i].embedding[static_cast<std::size_t>(c)];
            QVERIFY(std::abs(value - vector[c].item<double>() / length) < 1e-4);
            apart += std::abs(value - atCells->peaks[i].embedding[static_cast<std::size_t>(c)]);
        }
        QCOMPARE(found->peaks[i].box, atCells->peaks[i].box);
    }
    QVERIFY(apart > 0.01); // another reading than at the cells
    QCOMPARE(detector.embed(p.view())->values.size(), std::size_t(64 * 24 * 16));

    for (const Executor executor : {Executor::Fused, Executor::Streamed}) {
        o.executor = executor;
        const auto refused = Detector::load(path("staged.pth"), o);
        QVERIFY(!refused && refused.error().code == ErrorCode::Unsupported);
    }
    staged.metadata["identity_at"] = "nose";
    QVERIFY(writeCheckpoint(path("staged.pth"), staged));
    QVERIFY(Detector::load(path("staged.pth"), options()).error().code == ErrorCode::Unsupported);
}

void TestDetector::twoLevels_data()
{
    QTest::addColumn<int>("executor");
    QTest::newRow("eager") << int(Executor::Eager);
    QTest::newRow("fused") << int(Executor::Fused);
    QTest::newRow("streamed") << int(Executor::Streamed);
}

// Both sizes on their own, merged, are what two levels give.
void TestDetector::twoLevels()
{
    QFETCH(const int, executor);
    const test::HashedPicture p = test::hashedPicture(77);
    DetectorOptions o = options();
    o.executor = static_cast<Executor>(executor);
    o.size = {192, 128};
    o.levels = 2;
    auto both = *Detector::load(path("small.pth"), o);
    o.levels = 1;
    auto fine = *Detector::load(path("small.pth"), o);
    o.size = {96, 64};
    auto coarse = *Detector::load(path("small.pth"), o);
    Preprocessor large(both.options().size);
    const PreparedImage image = preparedBy(large, p);
    PreparedImage half = image;
    std::vector<std::uint8_t> pixels;
    half.letterboxed = halved(image.letterboxed, pixels);
    const double scale = letterboxOf(p.width, p.height, both.options().size).scale;
    const auto expected = mergeLevels(fine.detect(image)->peaks, coarse.detect(half)->peaks, scale);
    for (int again = 0; again < 2; ++again) {
        const auto found = both.detect(image);
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        QVERIFY(!expected.empty() && same(found->peaks, expected));
        QCOMPARE(found->detections.size(), static_cast<std::size_t>(std::ranges::count_if(
                                               expected, [&o](const Detection& d) { return d.score > o.threshold; })));
    }
    QVERIFY(both.look(p.view()));
    o.size = {96, 96}; // half of it is no size of a network
    o.levels = 2;
    QVERIFY(!Detector::load(path("small.pth"), o));
}

// An image and its mirror image on their own, merged, are what is found in both.
void TestDetector::inTheMirror()
{
    QFETCH(const int, executor);
    const test::HashedPicture p = test::hashedPicture(77);
    for (const int levels : {1, 2}) {
        DetectorOptions o = options();
        o.executor = static_cast<Executor>(executor);
        o.size = {192, 128};
        o.levels = levels;
        o.mirror = Mirror::On;
        auto both = *Detector::load(path("small.pth"), o);
        o.mirror = Mirror::Off;
        auto straight = *Detector::load(path("small.pth"), o);
        Preprocessor large(o.size);
        const PreparedImage image = preparedBy(large, p);
        const auto expected = mergeMirrored(straight.detect(image)->peaks, straight.detect(mirrored(image))->peaks,
                                            p.width, o.keepThreshold);
        QVERIFY(both.framesInFlight() >= 1);
        for (int again = 0; again < 2; ++again) {
            const auto found = both.detect(image);
            QVERIFY2(found, found ? "" : found.error().message().c_str());
            QVERIFY(!expected.empty() && same(found->peaks, expected));
        }
        // all that may be under way, in their order
        for (int i = both.framesInFlight(); i > 0; --i)
            both.submit(image);
        while (both.underWay() > 0) {
            const auto found = both.take();
            QVERIFY(found && same(found->peaks, expected));
        }
    }
}

void TestDetector::embeddingMap()
{
    const test::HashedPicture p = test::hashedPicture(77);
    auto detector = *Detector::load(path("small.pth"), options());
    const auto map = detector.embed(p.view());
    QVERIFY(map);
    QCOMPARE(map->width, 24);
    QCOMPARE(map->height, 16);
    QCOMPARE(map->channels, 64);
    QCOMPARE(map->values.size(), std::size_t(24 * 16 * 64));
    // a detection's own embedding is found again where it came from
    const FrameDetections found = *detector.detect(p.view());
    for (const Detection& d : found.peaks) {
        const std::vector<float> similarity = map->similarityTo(d.embedding);
        const float best = *std::max_element(similarity.begin(), similarity.end());
        QVERIFY(std::abs(best - 1) < 1e-5);
    }
    const auto cell = map->cellAt(p.width / 2.0, p.height / 2.0);
    QVERIFY(cell && *cell == (EmbeddingMap::Cell{12, 8}));
    QVERIFY(!map->cellAt(-1000, 10));
    QVERIFY(!map->cellAt(10, 1e9));
    QVERIFY(!map->cellAt(std::numeric_limits<double>::quiet_NaN(), 10));
    double squares = 0;
    for (const float v : map->at(*cell))
        squares += static_cast<double>(v) * v;
    QVERIFY(std::abs(squares - 1) < 1e-5);
}

void TestDetector::denseFrame()
{
    const test::HashedPicture p = test::hashedPicture(77);
    auto detector = *Detector::load(path("small.pth"), options());
    const auto dense = detector.look(p.view());
    QVERIFY(dense);
    QCOMPARE(dense->scores.size(), std::size_t(24 * 16));
    QCOMPARE(dense->boxes.size(), std::size_t(24 * 16));
    QVERIFY(dense->embeddings.values == detector.embed(p.view())->values);
    // every detection is found again: same score, same box, same embedding, and its cell is a peak
    const FrameDetections found = *detector.detect(p.view());
    QVERIFY(!found.peaks.empty());
    for (const Detection& d : found.peaks) {
        const auto box = std::find_if(dense->boxes.begin(), dense->boxes.end(), [&](const Box& b) {
            return std::abs(b.left - d.box.left) + std::abs(b.top - d.box.top) + std::abs(b.width - d.box.width) +
                       std::abs(b.height - d.box.height) <
                   1e-2;
        });
        QVERIFY(box != dense->boxes.end());
        const auto index = static_cast<int>(box - dense->boxes.begin());
        const EmbeddingMap::Cell cell{index % 24, index / 24};
        QVERIFY(dense->isPeak(cell));
        QVERIFY(std::abs(dense->score(cell) - d.score) < 1e-5F);
        const auto values = dense->embeddings.at(cell);
        for (std::size_t i = 0; i < values.size(); ++i)
            QVERIFY(std::abs(values[i] - d.embedding[i]) < 1e-5F);
        const auto at = dense->peakAt(d.box.centerX(), d.box.centerY(), d.score);
        QVERIFY(at);
        QVERIFY(dense->box(*at).area() <= d.box.area() + 1e-2); // it, or a smaller one in it
    }
    QVERIFY(!dense->peakAt(p.width / 2.0, p.height / 2.0, 1.1F));
    QVERIFY(!dense->cellOf({-5000, 0, 10, 10}));
    const auto cell = dense->cellOf({p.width / 2.0 - 5, p.height / 2.0 - 5, 10, 10});
    QVERIFY(cell && std::abs(cell->x - 12) <= 2 && std::abs(cell->y - 8) <= 2);
}

void TestDetector::incompleteFilesAreRefused()
{
    Checkpoint trunk = m_weights;
    std::erase_if(trunk.tensors, [](const NamedTensor& t) { return t.name.starts_with("hm."); });
    QVERIFY(writeCheckpoint(path("trunk.pth"), trunk));
    const auto noHead = Detector::load(path("trunk.pth"), options());
    QVERIFY(!noHead);
    QVERIFY2(noHead.error().message().find("hm.2.weight") != std::string::npos, noHead.error().message().c_str());

    const auto absent = Detector::load(path("absent.pth"), options());
    QVERIFY(!absent && absent.error().code == ErrorCode::NotFound);

    Checkpoint foreign;
    foreign.tensors.push_back({"fc.weight", m_weights.tensors.front().value});
    QVERIFY(writeCheckpoint(path("foreign.pth"), foreign));
    const auto unknown = Detector::load(path("foreign.pth"), options());
    QVERIFY(!unknown && unknown.error().code == ErrorCode::Unsupported);
}

void TestDetector::brokenWeightsAreReported()
{
    Checkpoint broken = m_weights;
    for (NamedTensor& tensor : broken.tensors) {
        if (tensor.name == "backbone.stem.conv.weight")
            tensor.value = fromTorch(toTorch(tensor.value).fill_(std::numeric_limits<float>::quiet_NaN()));
    }
    QVERIFY(writeCheckpoint(path("broken.pth"), broken));
    auto detector = *Detector::load(path("broken.pth"), options());
    const auto found = detector.detect(test::hashedPicture(77).view());
    QVERIFY(!found);
    QVERIFY(found.error().code == ErrorCode::Unreadable);
    QVERIFY(!detector.embed(test::hashedPicture(77).view()));
}

void TestDetector::absentDeviceIsReported()
{
    DetectorOptions o = options();
    o.device = {Device::Kind::Cuda, 63};
    const auto detector = Detector::load(path("small.pth"), o);
    QVERIFY(!detector);
    QVERIFY(detector.error().code == ErrorCode::Unavailable);
    QVERIFY(detector.error().message().find("cuda:63") != std::string::npos);
}

void TestDetector::optionsAreChecked()
{
    const auto refused = [&](auto change) {
        DetectorOptions o = options();
        change(o);
        const auto result = Detector::load(path("small.pth"), o);
        return !result && result.error().code == ErrorCode::InvalidArgument;
    };
    QVERIFY(refused([](DetectorOptions& o) { o.size.width = 100; }));
    QVERIFY(refused([](DetectorOptions& o) { o.size.width = 0; }));
    QVERIFY(refused([](DetectorOptions& o) { o.size = {-32, -32}; }));
    QVERIFY(refused([](DetectorOptions& o) { o.topK = 0; }));
    QVERIFY(refused([](DetectorOptions& o) { o.threshold = 1.5F; }));
    QVERIFY(refused([](DetectorOptions& o) { o.keepThreshold = std::numeric_limits<float>::quiet_NaN(); }));
    QVERIFY(!refused([](DetectorOptions&) {}));
}

void TestDetector::emptyImages()
{
    auto detector = *Detector::load(path("small.pth"), options());
    QVERIFY(detector.detect(ImageView{}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(detector.embed({}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(detector.detect(test::hashedPicture(77).view()));
}

void TestDetector::installedModels()
{
    qputenv("TRACKWRIGHT_MODELS", m_folder.path().toUtf8());
    const auto found = findInstalledModel("small");
    QVERIFY(found);
    QCOMPARE(found->string(), path("small.pth"));
    QVERIFY(Detector::load("small", options()));
    // neither a folder of that name nor anything else but a file hides it
    const QString before = QDir::currentPath();
    QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("here/small")));
    QVERIFY(QDir::setCurrent(QString::fromStdString(path("here"))));
    const auto named = modelFile("small");
    QVERIFY(QDir().rmdir(QStringLiteral("small")) && QFile(QStringLiteral("small")).open(QIODevice::WriteOnly));
    const auto file = modelFile("small");
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(named->string(), path("small.pth"));
    QCOMPARE(file->string(), std::string("small"));
    QCOMPARE(modelFile("absent.pth")->string(), std::string("absent.pth"));
    QVERIFY(modelFile("no such model").error().code == ErrorCode::NotFound);
    const auto absent = findInstalledModel("no such model");
    QVERIFY(!absent && absent.error().code == ErrorCode::NotFound);
    QVERIFY(absent.error().detail.find(m_folder.path().toStdString()) != std::string::npos);
    QVERIFY(absent.error().detail.find("share/trackwright/models") != std::string::npos);
    for (const char* name : {"", ".", "..", "../small", "/etc/passwd"})
        QVERIFY(findInstalledModel(name).error().code == ErrorCode::InvalidArgument);
    qunsetenv("TRACKWRIGHT_MODELS");
    // a program in a build tree finds the models of its source tree
    const auto inTree = findInstalledModel("no such model");
    QVERIFY(!inTree);
    QVERIFY2(inTree.error().detail.find("resources/models") != std::string::npos, inTree.error().detail.c_str());
}

// LibTorch reads the choice once, before its first operation.
void TestDetector::kernelsAreThoseOfTheProcessor()
{
    const QByteArray chosen = qgetenv("ATEN_CPU_CAPABILITY");
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    QVERIFY(!avx512 || !chosen.isEmpty());
    if (chosen == "avx512")
        QVERIFY2(at::show_config().find("CPU capability usage: AVX512") != std::string::npos,
                 at::show_config().c_str());
}

void TestDetector::referenceWeights()
{
    const QString file = qEnvironmentVariable("TW_SHARED") + QLatin1String("/data/init/lite_reference.pth");
    if (!QFile::exists(file))
        QSKIP("reference weights not found: set TW_SHARED");
    auto detector = Detector::load(file.toStdString(), options());
    QVERIFY2(detector, detector ? "" : detector.error().message().c_str());
    QCOMPARE(detector->info().architecture, std::string("lite"));
    QVERIFY(detector->detect(test::hashedPicture(77).view()));
    // the trunk alone is an initialisation, not a detector
    const QString trunk = qEnvironmentVariable("TW_SHARED") + QLatin1String("/data/init/lite_init.pth");
    QVERIFY(Detector::load(trunk.toStdString(), options()).error().code == ErrorCode::ShapeMismatch);
}

QTEST_GUILESS_MAIN(TestDetector)
#include "tst_detector.moc"
