// Whole runs on self-made pictures: learning, being killed and going on, what goes wrong, what is left on disk.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/detector.h"
#include "core/training/drawn_source.h"
#include "core/training/trainer.h"
#include "tests/core/training/training_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <fstream>
#include <thread>

using namespace tw;
using namespace tw::training;
using namespace tw::training::test;

namespace {

namespace fs = std::filesystem;

TrainOptions smallOptions(int steps)
{
    TrainOptions options = liteOptions();
    options.sizes = {{96, 64}};
    options.batch = 4;
    options.steps = steps;
    options.replicas = 2;
    options.loaderThreads = 2;
    options.shares.clear();
    options.precision = "fp32";
    options.reportSeconds = 0;
    options.validateMinutes = 0;
    options.checkpointMinutes = 1e9;
    options.cacheMegabytes = 50;
    options.optimiser.warmUpSteps = 2;
    options.optimiser.emaDecay = 0.9;
    return options;
}

bool sameWeights(const fs::path& a, const fs::path& b)
{
    const auto first = model::readCheckpoint(a), second = model::readCheckpoint(b);
    if (!first || !second || first->tensors.size() != second->tensors.size() || first->tensors.empty())
        return false;
    for (std::size_t i = 0; i < first->tensors.size(); ++i)
        if (first->tensors[i].name != second->tensors[i].name ||
            *first->tensors[i].value.bytes != *second->tensors[i].value.bytes)
            return false;
    return true;
}

std::string textOf(const fs::path& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

const char* why(const Result<TrainReport>& report)
{
    return report ? "" : report.error().detail.c_str();
}

} // namespace

class TestTrainer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void lossFalls();
    void killedRunGoesOnToTheSameWeights_data();
    void killedRunGoesOnToTheSameWeights();
    void stoppedRunGoesOnToTheSameWeights();
    void sameSeedSameWeights();
    void identityVectorsAreLearnt();
    void snapshotsAreKept();
    void resumeWithOtherData();
    void resumeWithoutState();
    void badBatchIsSkippedAndNamed();
    void threeBadBatchesStop();
    void nothingToLearnFrom();
    void wrongClasses();
    void onePicture();
    void manyIdentities();
    void noIdentities();
    void statisticsAreKept();
    void freezing();
    void fullRate();
    void accumulation();
    void pausing();
    void stoppingDoesNotWaitForABatch();
    void validationAndRunFolder();
    void folderThatCannotBeWritten();
    void startFromWeights();
    void validatingAModel();
    void validatingAsTracked();

private:
    fs::path path(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    TrainRequest request(int steps, const char* out) const
    {
        TrainRequest r;
        r.train = {madeSource({.pictures = 9})};
        r.out = path(out);
        r.options = smallOptions(steps);
        return r;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTrainer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestTrainer::lossFalls()
{
    TrainRequest r = request(60, "run");
    std::vector<double> heat;
    r.hooks.step = [&](const StepMetrics& m) { heat.push_back(m.heat + m.giou); };
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    QCOMPARE(report->steps, std::int64_t{60});
    QCOMPARE(heat.size(), std::size_t{60});
    double early = 0, late = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        early += heat[i];
        late += heat[heat.size() - 1 - i];
    }
    QVERIFY2(late < 0.8 * early, qPrintable(QString::number(late) + QLatin1String(" of ") + QString::number(early)));
}

void TestTrainer::killedRunGoesOnToTheSameWeights_data()
{
    QTest::addColumn<QByteArray>("precision");
    QTest::addColumn<int>("accumulate");
    QTest::newRow("fp32") << QByteArray("fp32") << 1;
    QTest::newRow("bf16") << QByteArray("bf16") << 1;
    QTest::newRow("two batches an update") << QByteArray("fp32") << 2;
}

// The state that was on disk after the third step is what a killed process leaves; the rest of the folder is older or
// newer, and must not matter.
void TestTrainer::killedRunGoesOnToTheSameWeights()
{
    QFETCH(QByteArray, precision);
    QFETCH(int, accumulate);
    TrainRequest whole = request(6, "whole");
    whole.options.precision = precision.toStdString();
    whole.options.optimiser.accumulate = accumulate;
    whole.options.checkpointMinutes = 0;
    fs::create_directories(path("killed"));
    whole.hooks.step = [&](const StepMetrics& m) {
        if (m.step == 4) // reported before it is saved: on disk is step 3
            fs::copy_file(path("whole") / "state.pth", path("killed") / "state.pth", fs::copy_options::skip_existing);
    };
    const auto report = train(whole, {});
    QVERIFY2(report.has_value(), why(report));
    QVERIFY(fs::exists(path("killed") / "state.pth"));
    TrainRequest rest = whole;
    rest.out = path("killed");
    rest.resume = true;
    std::int64_t first = 0;
    rest.hooks.step = [&](const StepMetrics& m) { first = first == 0 ? m.step : first; };
    const auto resumed = train(rest, {});
    QVERIFY2(resumed.has_value(), why(resumed));
    QVERIFY(first == 3 || first == 4); // 3: the first half of an accumulated step is reported with the count before
    QCOMPARE(resumed->steps, std::int64_t{6});
    QVERIFY(sameWeights(path("whole") / "model_last.pth", path("killed") / "model_last.pth"));
}

void TestTrainer::stoppedRunGoesOnToTheSameWeights()
{
    const auto whole = train(request(5, "whole"), {});
    QVERIFY2(whole.has_value(), why(whole));
    std::stop_source stop;
    TrainRequest part = request(5, "part");
    part.hooks.step = [&](const StepMetrics& m) {
        if (m.step == 2)
            stop.request_stop();
    };
    const auto stopped = train(part, JobContext{stop.get_token(), {}});
    QVERIFY2(stopped.has_value(), why(stopped));
    QVERIFY(stopped->stopped);
    QCOMPARE(stopped->steps, std::int64_t{2});
    part.hooks = {};
    part.resume = true;
    const auto resumed = train(part, {});
    QVERIFY2(resumed.has_value(), why(resumed));
    QVERIFY(!resumed->stopped);
    QVERIFY(sameWeights(path("whole") / "model_last.pth", path("part") / "model_last.pth"));
}

void TestTrainer::sameSeedSameWeights()
{
    QVERIFY(train(request(2, "a"), {}).has_value());
    TrainRequest b = request(2, "b");
    b.options.loaderThreads = 1; // who makes the batches does not matter
    QVERIFY(train(b, {}).has_value());
    TrainRequest c = request(2, "c");
    c.options.seed = 318;
    QVERIFY(train(c, {}).has_value());
    QVERIFY(sameWeights(path("a") / "model_last.pth", path("b") / "model_last.pth"));
    QVERIFY(!sameWeights(path("a") / "model_last.pth", path("c") / "model_last.pth"));
}

void TestTrainer::resumeWithOtherData()
{
    QVERIFY(train(request(1, "run"), {}).has_value());
    TrainRequest other = request(2, "run");
    other.train = {madeSource({.pictures = 4, .people = 5})}; // another classifier
    other.resume = true;
    const auto report = train(other, {});
    QVERIFY(!report);
    QVERIFY(report.error().code == ErrorCode::ShapeMismatch);
    QVERIFY2(report.error().message().find("loss.weight") != std::string::npos, report.error().message().c_str());
}

namespace {

// Every box has a number of its own, so only the vectors tell identities: that of person p is 127 at p.
SourcePtr sourceWithVectors(int pictures)
{
    const MadeData data{.pictures = pictures};
    std::vector<MemoryFrame> frames = madeFrames(data);
    std::vector<std::int8_t> vectors(static_cast<std::size_t>(data.people) * kIdentityVectorSize, 0);
    for (int p = 0; p < data.people; ++p)
        vectors[static_cast<std::size_t>(p) * kIdentityVectorSize + static_cast<std::size_t>(p)] = 127;
    std::int64_t number = 1;
    for (MemoryFrame& frame : frames)
        for (std::size_t p = 0; p < frame.labels.size(); ++p) {
            frame.labels[p].identity = number++;
            frame.labels[p].vector = static_cast<std::int32_t>(p);
        }
    SourceInfo info;
    info.name = info.set = "made";
    info.identities = IdentityKind::PerBox;
    return makeMemorySource(
        info, std::move(frames),
        [data](std::size_t index) -> Result<PicturePtr> { return makePersonPicture(data, static_cast<int>(index)); },
        std::move(vectors));
}

} // namespace

// The projection is part of the state: a run that is cut in two ends where one in a piece does.
void TestTrainer::identityVectorsAreLearnt()
{
    TrainRequest whole = request(40, "whole");
    whole.train = {sourceWithVectors(9)};
    whole.options.optimiser.learningRate = 1e-2;
    std::vector<double> distillation;
    whole.hooks.step = [&](const StepMetrics& m) { distillation.push_back(m.distillation); };
    const auto report = train(whole, {});
    QVERIFY2(report.has_value(), why(report));
    QVERIFY2(distillation.back() < 0.7 * distillation.front(), qPrintable(QString::number(distillation.back())));

    TrainRequest parts = request(40, "parts");
    parts.train = whole.train;
    parts.options = whole.options;
    std::stop_source stop;
    parts.hooks.step = [&](const StepMetrics& m) { m.step == 7 ? (void)stop.request_stop() : void(); };
    const auto first = train(parts, JobContext{stop.get_token(), {}});
    QVERIFY(first && first->stopped);
    parts.hooks = {};
    parts.resume = true;
    QVERIFY(train(parts, {}).has_value());
    QVERIFY(sameWeights(path("whole") / "model_last.pth", path("parts") / "model_last.pth"));
}

void TestTrainer::snapshotsAreKept()
{
    TrainRequest r = request(3, "run");
    r.options.keepMinutes = 1e-9;
    QVERIFY(train(r, {}).has_value());
    for (const char* name : {"step1.pth", "step2.pth", "step3.pth"})
        QVERIFY2(model::readCheckpoint(path("run") / "snapshots" / name).has_value(), name);
    QVERIFY(sameWeights(path("run") / "snapshots" / "step3.pth", path("run") / "model_last.pth"));
    QVERIFY(!sameWeights(path("run") / "snapshots" / "step1.pth", path("run") / "snapshots" / "step3.pth"));
}

void TestTrainer::resumeWithoutState()
{
    TrainRequest r = request(1, "fresh");
    r.resume = true;
    const auto report = train(r, {});
    QVERIFY(!report && report.error().code == ErrorCode::NotFound);
}

namespace {

// One picture whose box is beyond what a float holds: its losses are not finite.
SourcePtr spoiltSource(int pictures, std::size_t spoilt)
{
    const MadeData data{.pictures = pictures};
    std::vector<MemoryFrame> frames = madeFrames(data);
    frames[spoilt].labels.push_back({.box = {0, 0, 1e100, 1e100}, .identity = 9});
    frames[spoilt].name = "the spoilt one";
    SourceInfo info;
    info.name = info.set = "made";
    return madeSource(data, info, frames);
}

TrainOptions publishedFilters(TrainOptions options)
{
    options.augment.minInsideShare = 0; // or the filter would drop such a box
    options.augment.mosaic = options.augment.closeUp = options.augment.occlude = 0;
    options.augment.rotationDegrees = options.augment.shearDegrees = 0; // or so large a box may leave the picture
    return options;
}

} // namespace

void TestTrainer::badBatchIsSkippedAndNamed()
{
    TrainRequest r = request(6, "run");
    r.train = {spoiltSource(24, 5)};
    r.options = publishedFilters(r.options);
    r.options.pairs = 0;
    std::vector<std::string> messages;
    r.hooks.message = [&](const std::string& text) { messages.push_back(text); };
    const auto report = train(r, {}); // six batches of four: every picture once
    QVERIFY2(report.has_value(), why(report));
    QCOMPARE(report->steps, std::int64_t{5});
    QCOMPARE(report->badBatches.size(), std::size_t{4});
    QVERIFY(std::count(report->badBatches.begin(), report->badBatches.end(), "the spoilt one") == 1);
    QVERIFY(!messages.empty() && messages.back().find("the spoilt one") != std::string::npos);
    QVERIFY(textOf(path("run") / "log.jsonl").find("the spoilt one") != std::string::npos);
    const auto weights = model::readCheckpoint(path("run") / "model_last.pth");
    QVERIFY(weights.has_value());
    for (const model::NamedTensor& tensor : weights->tensors) {
        if (tensor.value.type != model::ElementType::Float32)
            continue;
        const auto* values = reinterpret_cast<const float*>(tensor.value.bytes->data());
        for (std::int64_t i = 0; i < tensor.value.elementCount(); ++i)
            QVERIFY2(std::isfinite(values[i]), tensor.name.c_str());
    }
}

void TestTrainer::threeBadBatchesStop()
{
    TrainRequest r = request(20, "run");
    r.train = {spoiltSource(1, 0)};
    r.options = publishedFilters(r.options);
    const auto report = train(r, {});
    QVERIFY(!report);
    QVERIFY2(report.error().detail.find("the spoilt one") != std::string::npos, report.error().detail.c_str());
    QVERIFY(model::readCheckpoint(path("run") / "state.pth").has_value()); // the last good state is kept
    QVERIFY(model::readCheckpoint(path("run") / "model_last.pth").has_value());
}

void TestTrainer::nothingToLearnFrom()
{
    TrainRequest r = request(1, "run");
    r.train.clear();
    const auto none = train(r, {});
    QVERIFY(!none && none.error().code == ErrorCode::InvalidArgument);
    r.train = {madeSource({.pictures = 0})};
    const auto empty = train(r, {});
    QVERIFY(!empty && empty.error().code == ErrorCode::InvalidArgument);
    QVERIFY(!fs::exists(path("run"))); // nothing was begun
}

// A sequence that holds cars only.
void TestTrainer::wrongClasses()
{
    QVERIFY(writePictures({.pictures = 2}, path("cars/img1")));
    writeText(path("cars/gt/gt.txt"), "1,1,11,21,10,30,1,3,1\n2,1,11,21,10,30,1,3,1\n");
    const auto opened = openDataset(path("cars"), Split::All);
    QVERIFY(opened.has_value());
    TrainRequest r = request(1, "run");
    r.train = opened->sources;
    const auto report = train(r, {});
    QVERIFY(!report && report.error().code == ErrorCode::InvalidArgument);
    QVERIFY2(report.error().detail.find("person") != std::string::npos, report.error().detail.c_str());
}

void TestTrainer::onePicture()
{
    TrainRequest r = request(2, "run");
    r.train = {madeSource({.pictures = 1})};
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    QCOMPARE(report->steps, std::int64_t{2});
    QVERIFY(std::isfinite(report->last.loss));
}

void TestTrainer::manyIdentities()
{
    const MadeData data{.pictures = 100};
    std::vector<MemoryFrame> frames = madeFrames(data);
    std::int64_t id = 0;
    for (MemoryFrame& frame : frames) {
        frame.labels.clear();
        for (int k = 0; k < 1000; ++k)
            frame.labels.push_back({.box = {2.0 + k % 140, 2.0 + k % 60, 12, 30}, .identity = id++});
    }
    SourceInfo info;
    info.name = info.set = "crowd";
    TrainRequest r = request(2, "run");
    r.train = {madeSource(data, info, frames)};
    r.options.loss.classify = "all";
    r.options.loss.minIdentityBoxes = 1;
    r.options.batch = 2;
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    QVERIFY(std::isfinite(report->last.loss));
    QVERIFY(report->last.identity > 8); // ln(100000) = 11.5 for a classifier that knows nothing
    model::ReadOptions everything;
    everything.keepExtra = true;
    const auto state = model::readCheckpoint(path("run") / "state.pth", everything);
    QVERIFY(state.has_value());
    const auto found = std::find_if(state->extra.begin(), state->extra.end(),
                                    [](const auto& t) { return t.name == "training/loss.weight"; });
    QVERIFY(found != state->extra.end());
    QCOMPARE(found->value.shape.front(), std::int64_t{100001});
}

void TestTrainer::noIdentities()
{
    const MadeData data{.pictures = 4};
    SourceInfo info;
    info.name = info.set = "boxes";
    info.identities = IdentityKind::None;
    TrainRequest r = request(2, "run");
    r.train = {madeSource(data, info, madeFrames(data))};
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    QCOMPARE(report->last.identity, 0.0);
    QCOMPARE(report->last.contrastive, 0.0);
}

// With the option running means and variances stay and the weights move; without it both move.
void TestTrainer::statisticsAreKept()
{
    const auto begin = train(request(1, "begin"), {});
    QVERIFY2(begin.has_value(), why(begin));
    for (const bool keep : {true, false}) {
        TrainRequest r = request(2, keep ? "kept" : "moved");
        r.init = path("begin") / "model_last.pth";
        r.options.keepStatistics = keep;
        const auto report = train(r, {});
        QVERIFY2(report.has_value(), why(report));
        const auto before = model::readCheckpoint(r.init), after = model::readCheckpoint(report->lastModel);
        QVERIFY(before && after);
        int statistics = 0, weights = 0;
        for (const model::NamedTensor& tensor : before->tensors) {
            const model::NamedTensor* other = after->find(tensor.name);
            QVERIFY(other != nullptr);
            const bool same = *tensor.value.bytes == *other->value.bytes;
            if (tensor.name.ends_with("running_mean") || tensor.name.ends_with("running_var")) {
                QVERIFY2(same == keep, tensor.name.c_str());
                ++statistics;
            } else {
                weights += same ? 0 : 1;
            }
        }
        QVERIFY(statistics > 20);
        QVERIFY(weights > 50);
    }
    TrainRequest random = request(2, "random");
    random.options.keepStatistics = true;
    const auto refused = train(random, {});
    QVERIFY(!refused && refused.error().code == ErrorCode::InvalidArgument);
}

void TestTrainer::freezing()
{
    const auto begin = train(request(1, "begin"), {});
    QVERIFY2(begin.has_value(), why(begin));
    TrainRequest r = request(2, "run");
    r.init = path("begin") / "model_last.pth";
    r.options.freeze = {"backbone"};
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    const auto before = model::readCheckpoint(r.init), after = model::readCheckpoint(report->lastModel);
    QVERIFY(before && after);
    int changed = 0;
    for (const model::NamedTensor& tensor : before->tensors) {
        const model::NamedTensor* other = after->find(tensor.name);
        QVERIFY(other != nullptr);
        const bool same = *tensor.value.bytes == *other->value.bytes;
        if (tensor.name.starts_with("backbone"))
            QVERIFY2(same, tensor.name.c_str());
        changed += same ? 0 : 1;
    }
    QVERIFY(changed > 50);
}

// What the file brought hardly moves, but the part that is random there does.
void TestTrainer::fullRate()
{
    const auto begin = train(request(1, "begin"), {});
    QVERIFY2(begin.has_value(), why(begin));
    TrainRequest r = request(2, "run");
    r.init = path("begin") / "model_last.pth";
    r.options.optimiser.loadedFactor = 1e-9;
    r.options.optimiser.fullRate = {"neck.fuse2"};
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    const auto before = model::readCheckpoint(r.init), after = model::readCheckpoint(report->lastModel);
    QVERIFY(before && after);
    int slow = 0, fast = 0;
    for (const model::NamedTensor& tensor : before->tensors) {
        if (!tensor.name.ends_with("conv.weight"))
            continue;
        const auto values = [](const model::NamedTensor& of) {
            std::vector<float> floats(of.value.bytes->size() / sizeof(float));
            std::memcpy(floats.data(), of.value.bytes->data(), floats.size() * sizeof(float));
            return floats;
        };
        const model::NamedTensor* other = after->find(tensor.name);
        QVERIFY(other != nullptr);
        const std::vector<float> from = values(tensor), to = values(*other);
        QCOMPARE(from.size(), to.size());
        float moved = 0;
        for (std::size_t i = 0; i < from.size(); ++i)
            moved = std::max(moved, std::abs(to[i] - from[i]));
        if (tensor.name.starts_with("neck.fuse2")) {
            QVERIFY2(moved > 1e-6F, tensor.name.c_str());
            ++fast;
        } else {
            QVERIFY2(moved < 1e-8F, tensor.name.c_str());
            ++slow;
        }
    }
    QVERIFY(fast > 3 && slow > 20);
}

void TestTrainer::accumulation()
{
    TrainRequest r = request(3, "run");
    r.options.optimiser.accumulate = 2;
    int batches = 0;
    r.hooks.step = [&](const StepMetrics&) { ++batches; };
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    QCOMPARE(report->steps, std::int64_t{3});
    QCOMPARE(batches, 6);
}

// A paused run makes no steps, and can be stopped.
void TestTrainer::pausing()
{
    TrainRequest r = request(50, "run");
    r.pause = std::make_shared<PauseSwitch>();
    std::stop_source stop;
    std::jthread helper;
    r.hooks.step = [&](const StepMetrics& m) {
        if (m.step == 1) {
            r.pause->set(true);
            helper = std::jthread([&stop] {
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
                stop.request_stop();
            });
        }
    };
    const auto report = train(r, JobContext{stop.get_token(), {}});
    QVERIFY2(report.has_value(), why(report));
    QVERIFY(report->stopped);
    QCOMPARE(report->steps, std::int64_t{1});
}

// Pictures of a video take a second each where key frames are far apart; a batch has dozens.
void TestTrainer::stoppingDoesNotWaitForABatch()
{
    TrainRequest r = request(50, "run");
    const MadeData data{.pictures = 200};
    SourceInfo info;
    info.name = info.set = "slow";
    std::stop_source stop;
    std::atomic<int> read = 0;
    r.train = {makeMemorySource(info, madeFrames(data), [&](std::size_t index) -> Result<PicturePtr> {
        if (++read == 2)
            stop.request_stop();
        return makePersonPicture(data, static_cast<int>(index));
    })};
    r.options.loaderThreads = 1;
    r.options.batch = 32;
    const auto report = train(r, JobContext{stop.get_token(), {}});
    QVERIFY2(report.has_value(), why(report));
    QVERIFY(report->stopped);
    QCOMPARE(report->steps, std::int64_t{0});
    QCOMPARE(read.load(), 2);
    QVERIFY(fs::exists(path("run") / "state.pth")); // it can go on
}

void TestTrainer::validationAndRunFolder()
{
    TrainRequest r = request(3, "run");
    r.validation = {madeSource({.pictures = 4, .seed = 2}, "check")};
    r.options.validateMinutes = 1e-9; // after every step
    std::vector<ValidationPoint> points;
    r.hooks.validation = [&](const ValidationPoint& point) { points.push_back(point); };
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), why(report));
    QVERIFY(points.size() >= 3);
    QVERIFY(points.front().best); // the first is the best so far
    QCOMPARE(report->validations.size(), points.size());
    QVERIFY(fs::exists(report->bestModel) && report->bestModel.filename() == "model_best.pth");
    const std::string log = textOf(path("run") / "log.jsonl"), curves = textOf(path("run") / "curves.csv");
    QVERIFY(log.find("\"kind\":\"step\"") != std::string::npos);
    QVERIFY(log.find("\"kind\":\"validation\"") != std::string::npos);
    QVERIFY(curves.starts_with("step,seconds,learning_rate,loss,"));
    QCOMPARE(std::count(curves.begin(), curves.end(), '\n'), static_cast<std::ptrdiff_t>(1 + 3 + points.size()));
    QVERIFY(fs::exists(path("run") / "samples" / "check.jpg"));
    const auto config = optionsFromJson(textOf(path("run") / "config.json"), paperOptions());
    QVERIFY(config.has_value());
    QCOMPARE(toJson(*config), toJson(r.options));
}

void TestTrainer::folderThatCannotBeWritten()
{
    writeText(path("file"), "not a folder");
    const auto report = train(request(1, "file"), {});
    QVERIFY(!report && report.error().code == ErrorCode::Io);
}

void TestTrainer::startFromWeights()
{
    QVERIFY(train(request(1, "begin"), {}).has_value());
    TrainRequest r = request(1, "run");
    r.init = path("begin") / "model_last.pth";
    std::vector<std::string> said;
    r.hooks.message = [&](const std::string& text) { said.push_back(text); };
    QVERIFY(train(r, {}).has_value());
    QVERIFY(said.size() == 1 && said.front().ends_with(" tensors loaded")); // one line, once
    r.init = path("missing.pth");
    const auto missing = train(r, {});
    QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
}

void TestTrainer::validatingAModel()
{
    QVERIFY(train(request(1, "run"), {}).has_value());
    ValidateRequest v;
    v.model = path("run") / "model_last.pth";
    v.options.size = {96, 64};
    const auto nothing = validate(v, {});
    QVERIFY(!nothing && nothing.error().code == ErrorCode::InvalidArgument);
    v.sources = {madeSource({.pictures = 3}, "check")};
    const auto scores = validate(v, {});
    QVERIFY2(scores.has_value(), scores ? "" : scores.error().message().c_str());
    QCOMPARE(scores->sequences.size(), std::size_t{1});
    QCOMPARE(scores->sequences.front().boxes, std::size_t{9});
    QVERIFY(scores->sequences.front().tracking.has_value());
    std::stop_source stop;
    stop.request_stop();
    const auto cancelled = validate(v, JobContext{stop.get_token(), {}});
    QVERIFY(!cancelled && cancelled.error().code == ErrorCode::Cancelled);
}

// What `track` sees of a picture is what the bare network sees, as long as it looks once and in float32.
void TestTrainer::validatingAsTracked()
{
    const auto shipped = model::findInstalledModel("lite");
    QVERIFY2(shipped.has_value(), shipped ? "" : shipped.error().message().c_str());
    ValidateRequest v;
    v.model = *shipped;
    v.options.size = {320, 192};
    v.options.track = false;
    v.sources = {makeDrawnSource({.scenes = 4, .framesPerScene = 2}), madeSource({.pictures = 3}, "check")};
    const auto bare = validate(v, {});
    QVERIFY2(bare.has_value(), bare ? "" : bare.error().message().c_str());
    v.asTracked = model::DetectorOptions{
        .size = {320, 192}, .levels = 1, .mirror = model::Mirror::Off, .precision = model::Precision::Float32};
    const auto once = validate(v, {});
    QVERIFY2(once.has_value(), once ? "" : once.error().message().c_str());
    QVERIFY2(bare->ap50 > 20, qPrintable(QString::number(bare->ap50)));
    QVERIFY2(std::abs(once->ap50 - bare->ap50) < 0.5,
             qPrintable(QStringLiteral("%1 and %2").arg(once->ap50).arg(bare->ap50)));
    QVERIFY(bare->tpr && once->tpr && std::abs(*once->tpr - *bare->tpr) < 2);
    v.asTracked->mirror = model::Mirror::On;
    const auto twice = validate(v, {});
    QVERIFY2(twice.has_value(), twice ? "" : twice.error().message().c_str());
    QVERIFY(twice->ap50 != once->ap50); // it did look twice
    v.asTracked->size = {100, 100};
    const auto refused = validate(v, {});
    QVERIFY(!refused && refused.error().code == ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestTrainer)
#include "tst_trainer.moc"
