// The options as JSON, their checks, and the learning rate over a run.

#include "core/training/options.h"
#include "core/training/schedule.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::training;

class TestTrainOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void partOfTheOptions();
    void recipesOfArchitectures();
    void refused_data();
    void refused();
    void publishedNumbers();
    void olderFilesAreRead();
    void steps();
    void cosineWithWarmUp();
};

void TestTrainOptions::roundTrip()
{
    TrainOptions options = liteOptions();
    options.freeze = {"backbone.stem"};
    options.optimiser.stepEpochs = {3, 5};
    options.seed = 18446744073709551615ULL;
    const auto again = optionsFromJson(toJson(options), paperOptions());
    QVERIFY2(again.has_value(), again ? "" : again.error().message().c_str());
    QCOMPARE(toJson(*again), toJson(options));
    QVERIFY(again->sizes == options.sizes);
    QVERIFY(again->shares == options.shares);
    QCOMPARE(again->seed, options.seed);
    for (const TrainOptions& preset : {paperOptions(), liteOptions(), fineTuneOptions()})
        QVERIFY(preset.check().has_value());
}

void TestTrainOptions::partOfTheOptions()
{
    const auto options = optionsFromJson(R"({"batch": 3, "loss": {"sizeWeight": 0.25}})", liteOptions());
    QVERIFY(options.has_value());
    QCOMPARE(options->batch, 3);
    QCOMPARE(options->loss.sizeWeight, 0.25);
    QCOMPARE(options->loss.classify, liteOptions().loss.classify);
}

void TestTrainOptions::recipesOfArchitectures()
{
    for (const char* name : {"lite", "standard", "dla_34"}) {
        TrainOptions expected = std::string(name) == "dla_34" ? paperOptions() : liteOptions();
        expected.architecture = name;
        QCOMPARE(toJson(recipeOf(name)), toJson(expected));
    }
}

void TestTrainOptions::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("unknown member") << QByteArray(R"({"bacth": 3})") << QByteArray("bacth");
    QTest::newRow("unknown in a group") << QByteArray(R"({"loss": {"x": 1}})") << QByteArray("loss.x");
    QTest::newRow("wrong type") << QByteArray(R"({"batch": "many"})") << QByteArray("batch");
    QTest::newRow("size not a multiple of 32") << QByteArray(R"({"sizes": [[100, 96]]})") << QByteArray("sizes");
    QTest::newRow("no size") << QByteArray(R"({"sizes": []})") << QByteArray("sizes");
    QTest::newRow("size of one number") << QByteArray(R"({"sizes": [[96]]})") << QByteArray("sizes");
    QTest::newRow("batch") << QByteArray(R"({"batch": 0})") << QByteArray("batch");
    QTest::newRow("embedding") << QByteArray(R"({"embedding": 96})") << QByteArray("embedding");
    QTest::newRow("schedule") << QByteArray(R"({"optimiser": {"schedule": "linear"}})") << QByteArray("schedule");
    QTest::newRow("rate") << QByteArray(R"({"optimiser": {"learningRate": -1}})") << QByteArray("learningRate");
    QTest::newRow("precision") << QByteArray(R"({"precision": "fp8"})") << QByteArray("precision");
    QTest::newRow("classify") << QByteArray(R"({"loss": {"classify": "some"}})") << QByteArray("classify");
    QTest::newRow("probability") << QByteArray(R"({"augment": {"mosaic": 1.5}})") << QByteArray("mosaic");
    QTest::newRow("soft scores") << QByteArray(R"({"loss": {"softScores": 2}})") << QByteArray("softScores");
    QTest::newRow("distillation") << QByteArray(R"({"loss": {"distillWeight": -1}})") << QByteArray("distillWeight");
    QTest::newRow("seconds") << QByteArray(R"({"apartSecondsLow": 3, "apartSecondsHigh": 1})")
                             << QByteArray("apartSecondsLow");
    QTest::newRow("held out") << QByteArray(R"({"heldOut": {"walk": 1.5}})") << QByteArray("heldOut.walk");
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray("JSON");
    QTest::newRow("not an object") << QByteArray("[1]") << QByteArray("object");
}

void TestTrainOptions::refused()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, field);
    const auto options = optionsFromJson(json.toStdString(), liteOptions());
    QVERIFY(!options);
    QVERIFY2(options.error().message().find(field.toStdString()) != std::string::npos,
             options.error().message().c_str());
}

void TestTrainOptions::publishedNumbers()
{
    const TrainOptions o = paperOptions();
    QCOMPARE(o.optimiser.learningRate, 1e-4);
    QCOMPARE(o.batch, 12);
    QCOMPARE(o.epochs, 30);
    QCOMPARE(o.maxObjects, 500);
    QCOMPARE(o.loss.detectionUncertainty, -1.85);
    QCOMPARE(o.loss.identityUncertainty, -1.05);
    QCOMPARE(o.loss.balance, std::string("uncertainty-task"));
    QCOMPARE(o.identityAt, std::string("center"));
    QCOMPARE(o.optimiser.emaDecay, 0.0);
    QCOMPARE(o.seed, std::uint64_t{317});
}

// Recipes written before the ways of balancing had names.
void TestTrainOptions::olderFilesAreRead()
{
    const auto fixed = optionsFromJson(R"({"loss": {"learnUncertainty": false}})", liteOptions());
    QVERIFY(fixed);
    QCOMPARE(fixed->loss.balance, std::string("fixed"));
    const auto learnt = optionsFromJson(R"({"loss": {"learnUncertainty": true}})", liteOptions());
    QVERIFY(learnt);
    QCOMPARE(learnt->loss.balance, std::string("uncertainty-task"));
    for (const char* bad :
         {R"({"loss": {"balance": "best"}})", R"({"identityAt": "nose"})", R"({"loss": {"gradNormAlpha": -1}})"})
        QVERIFY2(!optionsFromJson(bad, liteOptions()), bad);
}

void TestTrainOptions::steps()
{
    OptimiserOptions options;
    options.stepEpochs = {20, 25};
    QCOMPARE(rateFactor(options, {0, 0, 0}), 1.0);
    QCOMPARE(rateFactor(options, {100, 19, 0.6}), 1.0);
    QCOMPARE(rateFactor(options, {100, 20, 0.7}), 0.1);
    QVERIFY(std::abs(rateFactor(options, {100, 25, 0.9}) - 0.01) < 1e-15);
}

void TestTrainOptions::cosineWithWarmUp()
{
    OptimiserOptions options;
    options.schedule = "cosine";
    options.finalFactor = 0.02;
    options.warmUpSteps = 10;
    QCOMPARE(rateFactor(options, {0, 0, 0}), 0.1);
    QCOMPARE(rateFactor(options, {10, 0, 0}), 1.0);
    QVERIFY(std::abs(rateFactor(options, {500, 3, 0.5}) - 0.51) < 1e-12);
    QVERIFY(std::abs(rateFactor(options, {500, 3, 1.0}) - 0.02) < 1e-12);
    QVERIFY(std::abs(rateFactor(options, {500, 3, 1.7}) - 0.02) < 1e-12); // a clock may run over
}

QTEST_GUILESS_MAIN(TestTrainOptions)
#include "tst_train_options.moc"
