// Growth over four sizes: the fit on values whose exponent is known, a run at small size, and what is refused.

#include "core/laboratory/scale_benchmark.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tw;
using namespace tw::laboratory;

class TestScaleBenchmark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theExponentIsTheSlope()
    {
        const std::vector<std::int64_t> sizes{1000, 2000, 4000, 8000};
        const auto values = [&](double exponent) {
            std::vector<double> out;
            for (const std::int64_t size : sizes)
                out.push_back(3 * std::pow(double(size), exponent));
            return out;
        };
        QVERIFY(std::abs(growthExponent(sizes, values(1)) - 1) < 1e-9);
        QVERIFY(std::abs(growthExponent(sizes, values(2)) - 2) < 1e-9);
        QVERIFY(std::abs(growthExponent(sizes, values(0))) < 1e-9);
    }

    void fourSizesAreMeasured()
    {
        const QTemporaryDir folder;
        ScaleRequest request;
        request.boxes = 16'000;
        request.perTrack = 100;
        request.folder = folder.path().toStdString();
        const auto report = benchmarkScale(request);
        QVERIFY2(report, report ? "" : report.error().message().c_str());
        QCOMPARE(report->boxes.size(), std::size_t(4));
        QVERIFY(std::abs(double(report->boxes[3]) - 16'000) < 200);
        QCOMPARE(report->tracks[3], std::int64_t(145)); // 144 and the long one
        for (const char* name :
             {"edit, p99", "edit of the long track, p99", "save the project", "open the project", "write gt.txt",
              "read gt.txt", "evaluate", "review: first look", "review: after an edit"}) {
            const auto step = std::ranges::find(report->steps, name, &ScaleStep::name);
            QVERIFY2(step != report->steps.end(), name);
            QCOMPARE(step->values.size(), std::size_t(4));
            QVERIFY(std::ranges::all_of(step->values, [](double value) { return value > 0; }));
        }
        QVERIFY(QDir(folder.path()).isEmpty()); // nothing is left
    }

    void refusals()
    {
        ScaleRequest request;
        request.boxes = 10;
        QVERIFY(!benchmarkScale(request));
        request.boxes = 100'000;
        request.perTrack = 5000;
        QVERIFY(!benchmarkScale(request));
        request.perTrack = 100;
        request.folder = "/proc/none";
        const auto report = benchmarkScale(request);
        QVERIFY(!report);
        QVERIFY(report.error().code == ErrorCode::Io);
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        request.folder.clear();
        const auto stopped = benchmarkScale(request, job);
        QVERIFY(!stopped);
        QVERIFY(stopped.error().code == ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestScaleBenchmark)
#include "tst_scale_benchmark.moc"
