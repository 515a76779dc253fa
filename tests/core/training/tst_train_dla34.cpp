// The network of the paper learns with the same trainer: fifty steps at a small size.

#include "core/training/trainer.h"
#include "tests/core/training/training_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tw::training;
using namespace tw::training::test;

class TestTrainDla34 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiftySteps();
    void stepsInBfloat16();
};

void TestTrainDla34::fiftySteps()
{
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    TrainRequest r;
    r.train = {madeSource({.pictures = 6})};
    r.out = folder.path().toStdString();
    r.options = paperOptions();
    r.options.sizes = {{96, 64}};
    r.options.batch = 2;
    r.options.steps = 50;
    r.options.replicas = 1;
    r.options.reportSeconds = 0;
    r.options.checkpointMinutes = 1e9;
    r.options.validateMinutes = 0;
    std::vector<double> losses;
    r.hooks.step = [&](const StepMetrics& m) { losses.push_back(m.heat + 0.1 * m.size + m.offset); };
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), report ? "" : report.error().message().c_str());
    QCOMPARE(losses.size(), std::size_t{50});
    double early = 0, late = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        early += losses[i];
        late += losses[losses.size() - 1 - i];
    }
    QVERIFY2(late < 0.75 * early, qPrintable(QString::number(late) + QLatin1String(" of ") + QString::number(early)));
}

// At this size a gradient of the first layers was not finite on a processor with AMX.
void TestTrainDla34::stepsInBfloat16()
{
    QTemporaryDir folder;
    QVERIFY(folder.isValid());
    TrainRequest r;
    r.train = {madeSource({.pictures = 4})};
    r.out = folder.path().toStdString();
    r.options = paperOptions();
    r.options.precision = "bf16";
    r.options.sizes = {{320, 192}};
    r.options.batch = 2;
    r.options.steps = 2;
    r.options.replicas = 1;
    r.options.checkpointMinutes = 1e9;
    r.options.validateMinutes = 0;
    const auto report = train(r, {});
    QVERIFY2(report.has_value(), report ? "" : report.error().message().c_str());
    QCOMPARE(report->steps, 2);
    QVERIFY2(report->badBatches.empty(), report->badBatches.empty() ? "" : report->badBatches.front().c_str());
}

QTEST_GUILESS_MAIN(TestTrainDla34)
#include "tst_train_dla34.moc"
