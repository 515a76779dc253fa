// The dialog of the tracking options, and the rates of the network beside its choices.

#include "ui/dialogs/track_options_dialog.h"

#include "core/pipeline/network_rate.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <atomic>
#include <memory>
#include <mutex>
#include <semaphore>

namespace tw::ui {

namespace {

// Ten times the width for a size of the user's, 7.2, 20 and 40 for the three details; remembers what it was asked.
struct MadeUpRates {
    std::mutex mutex;
    std::vector<pipeline::TrackRequest> asked;
    std::string broken; // a model that cannot be loaded

    NetworkRates::Measure measure()
    {
        return [this](const pipeline::TrackRequest& request, const JobContext&) -> Result<double> {
            const std::lock_guard lock(mutex);
            asked.push_back(request);
            if (request.model == broken)
                return Error{ErrorCode::NotFound, "no such file", request.model};
            if (request.detector.size.width > 0)
                return 10.0 * request.detector.size.width;
            if (request.detector.levels == 1)
                return 40.0;
            return request.detector.mirror == model::Mirror::Off ? 20.0 : 7.2;
        };
    }
    std::size_t count()
    {
        const std::lock_guard lock(mutex);
        return asked.size();
    }
};

QString textOf(const QDialog& dialog, const char* box, int row)
{
    return dialog.findChild<QComboBox*>(QLatin1String(box))->itemText(row);
}

} // namespace

class TestTrackOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void optionsComeBack_data();
    void optionsComeBack();
    void ratesStandBesideTheChoices();
    void whatIsKnownIsNotMeasuredAgain();
    void aModelThatCannotBeLoadedHasNoRate();
    void heldWhileTracking();
    void trackingPutsTheMeasuringOff();
    void closingStopsTheMeasuring();
    void theRateOfARealNetwork();

private:
    QWidget m_window;
    DialogPrompter m_prompter{m_window};
};

void TestTrackOptions::optionsComeBack_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("detail");
    QTest::newRow("thorough") << 0 << 0 << 0;
    QTest::newRow("careful") << 0 << 0 << 1;
    QTest::newRow("fast") << 0 << 0 << 2;
    QTest::newRow("a size of the list") << 864 << 480 << 0;
    QTest::newRow("custom") << 320 << 192 << 0;
}

void TestTrackOptions::optionsComeBack()
{
    QFETCH(const int, width);
    QFETCH(const int, height);
    QFETCH(const int, detail);
    MadeUpRates made;
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, made.measure());
    TrackOptions options;
    options.width = width;
    options.height = height;
    options.detail = static_cast<TrackDetail>(detail);
    options.model = QStringLiteral("/somewhere/run 1/model_best.pth");
    options.threshold = 0.55;
    options.every = 3;
    options.wholeVideo = false;
    const TrackOptionsDialog dialog(options, {}, m_prompter, rates);
    QCOMPARE(dialog.options(), options);
    QTRY_VERIFY(made.count() > 0);
    QTRY_VERIFY(rates.rate(options).has_value());
    QCOMPARE(dialog.options(), options); // with the rates in the texts
}

void TestTrackOptions::ratesStandBesideTheChoices()
{
    MadeUpRates made;
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, made.measure());
    TrackOptions options;
    options.model = QStringLiteral("/somewhere/other.pth");
    const TrackOptionsDialog dialog(options, {}, m_prompter, rates);
    QCOMPARE(textOf(dialog, "networkSize", 0), QStringLiteral("Thorough"));
    const QStringList expected{QStringLiteral("Thorough · 7.2 frames/s"),
                               QStringLiteral("Careful · 20 frames/s"),
                               QStringLiteral("Fast · 40 frames/s"),
                               QStringLiteral("1088 × 608 · 10880 frames/s"),
                               QStringLiteral("864 × 480 · 8640 frames/s"),
                               QStringLiteral("576 × 320 · 5760 frames/s"),
                               QStringLiteral("Custom")};
    const auto* sizes = dialog.findChild<QComboBox*>(QStringLiteral("networkSize"));
    QTRY_COMPARE(sizes->itemText(5).count(QStringLiteral("frames/s")), 1);
    for (int row = 0; row < sizes->count(); ++row)
        QCOMPARE(sizes->itemText(row).remove(QLatin1Char(',')), expected[row]);
    auto* models = dialog.findChild<QComboBox*>(QStringLiteral("model"));
    const int chosen = models->findData(options.model);
    QCOMPARE(models->itemText(chosen), QStringLiteral("other · 7.2 frames/s"));
    for (int row = 0; row < models->count() - 2; ++row) // before the line and "Weights file..."
        QTRY_VERIFY2(models->itemText(row).endsWith(QStringLiteral("7.2 frames/s")), qPrintable(models->itemText(row)));
    QCOMPARE(models->itemText(models->count() - 1), QStringLiteral("Weights file…"));
    // another size: the models' rates are those of that size
    dialog.findChild<QComboBox*>(QStringLiteral("networkSize"))->setCurrentIndex(2);
    QTRY_COMPARE(models->itemText(chosen), QStringLiteral("other · 40 frames/s"));
}

void TestTrackOptions::whatIsKnownIsNotMeasuredAgain()
{
    MadeUpRates made;
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, made.measure());
    std::size_t once = 0;
    for (int i = 0; i < 3; ++i) {
        const TrackOptionsDialog dialog({}, {}, m_prompter, rates);
        const auto* models = dialog.findChild<QComboBox*>(QStringLiteral("model"));
        const auto* sizes = dialog.findChild<QComboBox*>(QStringLiteral("networkSize"));
        QTRY_VERIFY(sizes->itemText(5).contains(QStringLiteral("frames/s")));
        for (int row = 0; row < models->count() - 2; ++row)
            QTRY_VERIFY(models->itemText(row).contains(QStringLiteral("frames/s")));
        if (i == 0)
            once = made.count();
        QCOMPARE(made.count(), once);
    }
}

void TestTrackOptions::aModelThatCannotBeLoadedHasNoRate()
{
    MadeUpRates made;
    made.broken = "/gone/model.pth";
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, made.measure());
    TrackOptions gone;
    gone.model = QString::fromStdString(made.broken);
    const TrackOptions good;
    rates.want({gone, good});
    QTRY_VERIFY(rates.rate(good).has_value());
    QVERIFY(!rates.rate(gone));
    QCOMPARE(made.count(), std::size_t{2});
    rates.want({gone, good}); // nor is it tried for ever
    QCOMPARE(made.count(), std::size_t{2});
}

void TestTrackOptions::heldWhileTracking()
{
    MadeUpRates made;
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, made.measure());
    rates.setHeld(true);
    rates.want({TrackOptions()});
    QTest::qWait(50);
    QCOMPARE(made.count(), std::size_t{0});
    rates.setHeld(false);
    QTRY_VERIFY(rates.rate({}).has_value());
}

void TestTrackOptions::trackingPutsTheMeasuringOff()
{
    std::atomic<int> measured = 0;
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, [&](const pipeline::TrackRequest&, const JobContext& job) -> Result<double> {
        if (++measured > 1)
            return 8.0;
        while (!job.stopped())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return Error{ErrorCode::Cancelled, "stopped", {}};
    });
    QSignalSpy changed(&rates, &NetworkRates::changed);
    rates.want({TrackOptions()});
    QTRY_COMPARE(measured.load(), 1);
    rates.setHeld(true);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(measured.load(), 1);
    QVERIFY(!rates.rate({}));
    rates.setHeld(false);
    QTRY_VERIFY(rates.rate({}).has_value());
    QCOMPARE(measured.load(), 2);
}

void TestTrackOptions::closingStopsTheMeasuring()
{
    std::binary_semaphore begun{0};
    std::atomic<bool> stopped = false;
    std::atomic<int> measured = 0;
    JobRunner jobs; // joins its threads before what they use goes
    NetworkRates rates(jobs, nullptr, [&](const pipeline::TrackRequest&, const JobContext& job) -> Result<double> {
        if (++measured == 1)
            begun.release();
        while (!job.stopped() && measured < 2)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        stopped = job.stopped();
        return Error{ErrorCode::Cancelled, "stopped", {}};
    });
    auto dialog = std::make_unique<TrackOptionsDialog>(TrackOptions(), FrameRange(), m_prompter, rates);
    begun.acquire();
    dialog.reset();
    QTRY_VERIFY(stopped);
    QCOMPARE(measured.load(), 1);
    QVERIFY(!rates.rate({})); // to be measured another time
    rates.want({TrackOptions()});
    QTRY_COMPARE(measured.load(), 2);
}

void TestTrackOptions::theRateOfARealNetwork()
{
    if (!model::findInstalledModel("lite"))
        QSKIP("this build has no LibTorch, or no weights");
    pipeline::TrackRequest fast;
    fast.detector.size = {64, 64};
    pipeline::TrackRequest slow;
    slow.detector.size = {1088, 608};
    const auto small = pipeline::networkRate(fast, 0.1, {}), large = pipeline::networkRate(slow, 0.1, {});
    if (!small && small.error().code == ErrorCode::Unavailable)
        QSKIP("this build has no LibTorch");
    QVERIFY2(small && large, small ? "" : small.error().message().c_str());
    QVERIFY(*large > 0 && *small > *large); // 160 times the pixels
    fast.model = "no such model";
    QVERIFY(pipeline::networkRate(fast, 0.1, {}).error().code == ErrorCode::NotFound);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(pipeline::networkRate(slow, 100, {stop.get_token(), {}}).error().code == ErrorCode::Cancelled);
}

} // namespace tw::ui

QTEST_MAIN(tw::ui::TestTrackOptions)
#include "tst_track_options.moc"
