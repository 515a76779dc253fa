// Half precision numbers: all 65536 of them, and the rounding between them.

#include "core/base/peaks.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace tw;

class TestPeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyHalfRoundTrips()
    {
        for (std::uint32_t bits = 0; bits < 65536; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const float value = floatFromHalf(half);
            if ((bits & 0x7C00U) == 0x7C00U && (bits & 0x3FFU) != 0) {
                QVERIFY(std::isnan(value));
                QVERIFY(std::isnan(floatFromHalf(halfFromFloat(value))));
            } else {
                QCOMPARE(halfFromFloat(value), half);
            }
        }
    }

    // Between two neighbours the nearer one is taken, in the middle the even one.
    void roundsToNearestEven()
    {
        for (std::uint32_t bits = 0; bits < 0x7BFF; ++bits) {
            const auto low = static_cast<std::uint16_t>(bits);
            const auto high = static_cast<std::uint16_t>(bits + 1);
            const float middle = 0.5F * floatFromHalf(low) + 0.5F * floatFromHalf(high); // exact in single precision
            QCOMPARE(halfFromFloat(middle), bits % 2 == 0 ? low : high);
            QCOMPARE(halfFromFloat(std::nextafter(middle, 0.0F)), low);
            QCOMPARE(halfFromFloat(std::nextafter(middle, 1e9F)), high);
            QCOMPARE(halfFromFloat(-middle), static_cast<std::uint16_t>((bits % 2 == 0 ? low : high) | 0x8000U));
        }
    }

    void extremes()
    {
        QCOMPARE(halfFromFloat(1e6F), std::uint16_t{0x7C00});
        QCOMPARE(halfFromFloat(-1e6F), std::uint16_t{0xFC00});
        QCOMPARE(halfFromFloat(65504.0F), std::uint16_t{0x7BFF});
        QCOMPARE(halfFromFloat(65520.0F), std::uint16_t{0x7C00});
        QCOMPARE(halfFromFloat(1e-30F), std::uint16_t{0});
        QCOMPARE(halfFromFloat(std::numeric_limits<float>::denorm_min()), std::uint16_t{0});
        QCOMPARE(floatFromHalf(0x3C00), 1.0F);
        QVERIFY(std::signbit(floatFromHalf(0x8000)));
    }

    void embeddingsLieOneAfterTheOther()
    {
        FramePeaks frame;
        frame.embeddingSize = 3;
        frame.peaks.resize(2);
        frame.embeddings = {1, 2, 3, 4, 5, 6};
        QCOMPARE(frame.embedding(1)[0], std::uint16_t{4});
        QCOMPARE(frame.embedding(1).size(), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(TestPeaks)
#include "tst_peaks.moc"
