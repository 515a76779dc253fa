// Colours of tracks: the published test pairs of CIEDE2000, and what the table promises.
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace tw;
using annotation::ciede2000, annotation::Lab, annotation::labFromRgb, annotation::trackColorTable;
using namespace tw::ui;

class TestTrackColors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void differenceAsPublished_data();
    void differenceAsPublished();
    void labOfKnownColors();
    void tableKeepsItsPromises();
    void colorDependsOnTheNumberAlone();
    void dashPatternsDiffer();
};

void TestTrackColors::differenceAsPublished_data()
{
    QTest::addColumn<QList<double>>("values");
    // Sharma, Wu, Dalal 2005, table 1: L a b, L a b, difference to four decimals
    QTest::newRow("1") << QList<double>{50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425};
    QTest::newRow("2") << QList<double>{50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615};
    QTest::newRow("3") << QList<double>{50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412};
    QTest::newRow("4") << QList<double>{50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000};
    QTest::newRow("7") << QList<double>{50, 0, 0, 50, -1, 2, 2.3669};
    QTest::newRow("9") << QList<double>{50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792};
    QTest::newRow("17") << QList<double>{50, 2.5, 0, 73, 25, -18, 27.1492};
    QTest::newRow("25") << QList<double>{60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644};
}

void TestTrackColors::differenceAsPublished()
{
    QFETCH(QList<double>, values);
    const Lab x{values[0], values[1], values[2]}, y{values[3], values[4], values[5]};
    QVERIFY(std::abs(ciede2000(x, y) - values[6]) < 5e-5);
    QVERIFY(std::abs(ciede2000(y, x) - values[6]) < 5e-5);
}

void TestTrackColors::labOfKnownColors()
{
    const Lab white = labFromRgb(qRgb(255, 255, 255));
    QVERIFY(std::abs(white.l - 100) < 0.01 && std::abs(white.a) < 0.02 && std::abs(white.b) < 0.02);
    const Lab red = labFromRgb(qRgb(255, 0, 0)); // 53.24, 80.09, 67.20
    QVERIFY(std::abs(red.l - 53.24) < 0.02 && std::abs(red.a - 80.09) < 0.05 && std::abs(red.b - 67.20) < 0.05);
}

void TestTrackColors::tableKeepsItsPromises()
{
    const auto& table = trackColorTable();
    QCOMPARE(std::set<QRgb>(table.begin(), table.end()).size(), table.size());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Lab lab = labFromRgb(table[i]);
        QVERIFY(lab.l > 44.5 && lab.l < 85.5);
        QVERIFY(std::hypot(lab.a, lab.b) > 37.5);
        QVERIFY(ciede2000(lab, labFromRgb(kSelectionColor)) > 16);
        QVERIFY(ciede2000(lab, labFromRgb(kSuspicionColor)) > 16);
        for (std::size_t j = i + 1; j < table.size(); ++j)
            QVERIFY(ciede2000(lab, labFromRgb(table[j])) > 7);
        // numbers that follow each other must not be taken for each other
        if (i + 1 < table.size())
            QVERIFY2(ciede2000(lab, labFromRgb(table[i + 1])) > 20, qPrintable(QString::number(i)));
    }
}

void TestTrackColors::colorDependsOnTheNumberAlone()
{
    QCOMPARE(colorOf(TrackId{7}), colorOf(TrackId{7}));
    QVERIFY(colorOf(TrackId{7}) != colorOf(TrackId{8}));
    annotation::Track track;
    track.id = TrackId{7};
    QCOMPARE(colorFrom(annotation::rgbOf(track)), colorOf(TrackId{7}));
    track.color = 0x123456;
    QCOMPARE(colorFrom(annotation::rgbOf(track)), QColor(0x12, 0x34, 0x56));
}

void TestTrackColors::dashPatternsDiffer()
{
    for (int id = 1; id < 20; ++id)
        QVERIFY(dashPatternOf(TrackId{id}) != dashPatternOf(TrackId{id + 1}));
}

QTEST_GUILESS_MAIN(TestTrackColors)
#include "tst_track_colors.moc"
