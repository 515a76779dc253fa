// Variants of the paper's study: networks and places where identities are read are trained for a step or two, saved,
// loaded by the detector, and give tracks.

#include "core/math/iou.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/model/detector.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/training/trainer.h"
#include "tests/core/training/training_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>

using namespace tw;
using namespace tw::training;
using namespace tw::training::test;

namespace {

TrainRequest requestOf(const std::filesystem::path& out, const std::string& architecture, const std::string& identityAt)
{
    TrainRequest r;
    r.train = {madeSource({.pictures = 6})};
    r.out = out;
    r.options = liteOptions();
    r.options.architecture = architecture;
    r.options.identityAt = identityAt;
    r.options.sizes = {{96, 64}};
    r.options.batch = 2;
    r.options.steps = 1;
    r.options.replicas = 1;
    r.options.shares.clear();
    r.options.precision = "fp32";
    r.options.reportSeconds = 0;
    r.options.checkpointMinutes = 1e9;
    r.options.validateMinutes = 0;
    r.options.optimiser.warmUpSteps = 0;
    return r;
}

model::DetectorOptions detectorOptions()
{
    model::DetectorOptions options;
    options.size = {96, 64};
    options.levels = 1;
    options.threshold = 0.01F; // after one step nothing is sure
    options.keepThreshold = 0.005F;
    options.topK = 20;
    return options;
}

} // namespace

class TestTrainVariants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trainsSavesAndTracks_data();
    void trainsSavesAndTracks();
    void resumedRunsKeepTheirWay();
    void partsThatDoNotComeFromTheFile();
    void anchorsTakeTheTrunk();
    void anchorsLearnToFindAndTrack();
};

void TestTrainVariants::trainsSavesAndTracks_data()
{
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<QString>("identityAt");
    for (const char* name : {"regnetydcn_40", "regnetyfpndcn_40", "hardnet_85", "dlaconv_34", "resfpndcn_18"})
        QTest::newRow(name) << name << "center";
    for (const char* name : {"center-bi", "roi-align", "pos-anchor", "two-stage"})
        QTest::newRow(name) << "lite" << name;
    QTest::newRow("hardnet_85, two-stage") << "hardnet_85"
                                           << "two-stage";
}

void TestTrainVariants::trainsSavesAndTracks()
{
    QFETCH(QString, architecture);
    QFETCH(QString, identityAt);
    const QTemporaryDir folder;
    const auto report =
        train(requestOf(folder.path().toStdString(), architecture.toStdString(), identityAt.toStdString()), {});
    QVERIFY2(report, report ? "" : report.error().message().c_str());
    QCOMPARE(report->steps, std::int64_t{1});
    QVERIFY(std::isfinite(report->last.loss) && report->badBatches.empty());

    auto detector = model::Detector::load(report->lastModel.string(), detectorOptions());
    QVERIFY2(detector, detector ? "" : detector.error().message().c_str());
    QCOMPARE(detector->info().architecture, architecture.toStdString());
    const auto tracker = *tracker::FairmotTracker::create({});
    std::size_t seen = 0;
    for (int i = 0; i < 3; ++i) {
        const auto found = detector->detect(makePersonPicture({}, i)->view());
        QVERIFY2(found, found ? "" : found.error().message().c_str());
        for (const Detection& detection : found->detections) {
            QCOMPARE(int(detection.embedding.size()), detector->info().embeddingSize);
            double length = 0;
            for (const float value : detection.embedding)
                length += double(value) * value;
            QVERIFY(std::abs(length - 1) < 1e-4);
        }
        seen += found->detections.size();
        QVERIFY(tracker->update(i, found->detections));
    }
    QVERIFY(seen > 0);

    // the detector reads embeddings where the network learnt them, and says where it cannot
    model::DetectorOptions fused = detectorOptions();
    fused.executor = model::Executor::Fused;
    const auto asked = model::Detector::load(report->lastModel.string(), fused);
    const bool atCells = identityAt == QLatin1String("center") || identityAt == QLatin1String("pos-anchor");
    if (!atCells) {
        QVERIFY(!asked && asked.error().code == ErrorCode::Unsupported);
        QVERIFY2(asked.error().detail.find(identityAt.toStdString()) != std::string::npos ||
                     architecture != QLatin1String("lite"),
                 asked.error().detail.c_str());
        QVERIFY(detector->info().executor.find("eager") != std::string::npos);
    }
    ValidateRequest check;
    check.model = report->lastModel;
    check.sources = {madeSource({.pictures = 2}, "check")};
    check.options.size = {96, 64};
    const auto scores = validate(check, {});
    QVERIFY2(scores, scores ? "" : scores.error().message().c_str());
    QVERIFY(scores->tpr.has_value());
}

void TestTrainVariants::resumedRunsKeepTheirWay()
{
    const QTemporaryDir folder;
    const std::filesystem::path out = folder.path().toStdString();
    TrainRequest r = requestOf(out, "lite", "two-stage");
    QVERIFY(train(r, {}));
    r.options.steps = 2;
    r.resume = true;
    const auto report = train(r, {});
    QVERIFY2(report, report ? "" : report.error().message().c_str());
    QCOMPARE(report->steps, std::int64_t{2});
    for (const char* file : {"model_last.pth", "state.pth"}) {
        const auto checkpoint = model::readCheckpoint(out / file);
        QVERIFY(checkpoint);
        QCOMPARE(checkpoint->metadata.at("identity_at"), std::string("two-stage"));
    }
    // a run that starts from it and reads at cells does not inherit the note
    TrainRequest other = requestOf(out / "other", "lite", "center");
    other.init = out / "model_last.pth";
    QVERIFY(train(other, {}));
    QVERIFY(!model::readCheckpoint(out / "other" / "model_last.pth")->metadata.contains("identity_at"));
}

// The network with anchors starts from the weights of "lite", and has no other place to read identities at.
void TestTrainVariants::anchorsTakeTheTrunk()
{
    const QTemporaryDir folder;
    const std::filesystem::path out = folder.path().toStdString();
    QVERIFY(train(requestOf(out / "lite", "lite", "center"), {}));
    TrainRequest r = requestOf(out / "jde", "jde_lite", "center");
    r.init = out / "lite" / "model_last.pth";
    r.options.steps = 3;
    std::string said;
    r.hooks.message = [&](const std::string& text) { said += text; };
    const auto report = train(r, {});
    QVERIFY2(report, report ? "" : report.error().message().c_str());
    QVERIFY(std::isfinite(report->last.loss) && report->last.heat > 0 && report->last.size > 0);
    QVERIFY2(!said.starts_with("0 tensors") && said.find("scale8.conf") != std::string::npos, said.c_str());
    QVERIFY2(said.find("backbone") == std::string::npos || said.find("backbone") > said.find("unknown"), said.c_str());
    const auto refused = train(requestOf(out / "other", "jde_lite", "two-stage"), {});
    QVERIFY(!refused && refused.error().code == ErrorCode::Unsupported);
}

// Six pictures by heart: what the anchors learn arrives in the maps, the detector and the tracker.
void TestTrainVariants::anchorsLearnToFindAndTrack()
{
    const QTemporaryDir folder;
    TrainRequest r = requestOf(folder.path().toStdString(), "jde_lite", "center");
    r.options.steps = 150;
    r.options.batch = 4;
    r.options.augment = {};
    r.options.augment.scaleLow = r.options.augment.scaleHigh = 1;
    r.options.augment.rotationDegrees = r.options.augment.shearDegrees = 0;
    r.options.optimiser.learningRate = 3e-3;
    r.options.optimiser.emaDecay = 0.9;
    const auto report = train(r, {});
    QVERIFY2(report, report ? "" : report.error().message().c_str());
    ValidateRequest check;
    check.model = report->lastModel;
    check.sources = r.train;
    check.options.size = {96, 64};
    check.options.threshold = 0.3;
    const auto scores = validate(check, {});
    QVERIFY2(scores, scores ? "" : scores.error().message().c_str());
    const SequenceScores& found = scores->sequences.front();
    QVERIFY2(found.ap50 > 60, qPrintable(QString::number(found.ap50)));
    QVERIFY(found.tracking && found.tracking->mota > 20);

    auto detector = model::Detector::load(report->lastModel.string(), detectorOptions());
    QVERIFY2(detector, detector ? "" : detector.error().message().c_str());
    QCOMPARE(detector->info().architecture, std::string("jde_lite"));
    const auto peaks = detector->detect(makePersonPicture({}, 0)->view());
    QVERIFY(peaks && !peaks->detections.empty());
    double best = 0;
    for (int person = 0; person < 3; ++person)
        best = std::max(best, math::iou(peaks->detections.front().box, personBox({}, 0, person)));
    QVERIFY2(best > 0.5, qPrintable(QString::number(best)));
}

void TestTrainVariants::partsThatDoNotComeFromTheFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path out = folder.path().toStdString();
    QVERIFY(train(requestOf(out / "first", "lite", "center"), {}));
    TrainRequest r = requestOf(out / "second", "lite", "center");
    r.init = out / "first" / "model_last.pth";
    r.options.seed = 5; // other random numbers
    r.options.optimiser.learningRate = 1e-12;
    r.options.optimiser.weightDecay = 0;
    r.options.notFromInit = {"id."};
    QVERIFY(train(r, {}));
    const auto before = model::readCheckpoint(out / "first" / "model_last.pth"),
               after = model::readCheckpoint(out / "second" / "model_last.pth");
    QVERIFY(before && after);
    const auto first = [](const model::Checkpoint& checkpoint, const char* name) {
        float value = 0;
        std::memcpy(&value, checkpoint.find(name)->value.bytes->data(), sizeof value);
        return value;
    };
    QVERIFY(std::abs(first(*before, "hm.0.weight") - first(*after, "hm.0.weight")) < 1e-9F);
    QVERIFY(std::abs(first(*before, "id.0.weight") - first(*after, "id.0.weight")) > 1e-6F);
}

QTEST_GUILESS_MAIN(TestTrainVariants)
#include "tst_train_variants.moc"
