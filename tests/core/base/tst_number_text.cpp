// Numbers survive text, whatever the locale says about commas.

#include "core/base/number_text.h"

#include <QTest>

#include <bit>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <limits>

using namespace tw;

namespace {

std::uint64_t nextRandom(std::uint64_t& state)
{
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

} // namespace

class TestNumberText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { std::setlocale(LC_ALL, "C"); }

    void doublesRoundTrip()
    {
        std::uint64_t state = 88172645463325252ULL;
        int finite = 0;
        for (int k = 0; k < 20000; ++k) {
            const double value = std::bit_cast<double>(nextRandom(state));
            if (!std::isfinite(value))
                continue;
            ++finite;
            const auto back = toDouble(toText(value));
            QVERIFY(back && std::bit_cast<std::uint64_t>(*back) == std::bit_cast<std::uint64_t>(value));
        }
        QVERIFY(finite > 19000);
        for (const double value : {0.0, -0.0, 1e-320, std::numeric_limits<double>::max(), 0.1, 1.0 / 3})
            QCOMPARE(toDouble(toText(value)).value(), value);
        QCOMPARE(toText(0.1), std::string("0.1"));
        QVERIFY(std::isnan(toDouble(toText(std::nan(""))).value()));
        QCOMPARE(toText(-std::numeric_limits<double>::infinity()), std::string("-inf"));
    }

    void integersRoundTrip()
    {
        for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::min(),
                                         std::numeric_limits<std::int64_t>::max()})
            QCOMPARE(toInteger(toText(value)).value(), value);
    }

    void decimalsAreRoundedAndTrimmed_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("trimmed") << 1.5 << 3 << QByteArray("1.5");
        QTest::newRow("whole") << 2.0 << 2 << QByteArray("2");
        QTest::newRow("rounded") << 2.0 / 3 << 3 << QByteArray("0.667");
        QTest::newRow("minus nothing") << -0.0004 << 3 << QByteArray("0");
        QTest::newRow("kept zero") << 100.0 << 0 << QByteArray("100");
        QTest::newRow("large") << 1e21 << 2 << QByteArray("1000000000000000000000");
        QTest::newRow("nan") << std::nan("") << 2 << QByteArray("nan");
    }
    void decimalsAreRoundedAndTrimmed()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QByteArray, text);
        QCOMPARE(toText(value, decimals), text.toStdString());
    }

    void longestNumberFits()
    {
        const std::string text = toText(std::numeric_limits<double>::lowest(), 20);
        QCOMPARE(text.size(), std::size_t{310});
    }

    void onlyWholeNumbersAreRead()
    {
        QCOMPARE(toDouble(" 1.5\r\n").value(), 1.5);
        QCOMPARE(toDouble("+2").value(), 2.0);
        QCOMPARE(toDouble("1e3").value(), 1000.0);
        QCOMPARE(toInteger("\t-7 ").value(), std::int64_t{-7});
        for (const char* bad : {"", " ", "1,5", "1.5x", "x", "+-1", "++1", "0x10", "1 2", "1e999"})
            QVERIFY2(!toDouble(bad), bad);
        for (const char* bad : {"", "1.0", "9223372036854775808", "1e3", "--1"})
            QVERIFY2(!toInteger(bad), bad);
    }

    void commaLocaleChangesNothing()
    {
        const char* set = nullptr;
        for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE"})
            if ((set = std::setlocale(LC_ALL, name)))
                break;
        if (set != nullptr) { // proof that the locale is in force
            char buffer[16];
            std::snprintf(buffer, sizeof buffer, "%.1f", 1.5);
            QCOMPARE(buffer, "1,5");
        }
        QCOMPARE(toText(1234.5), std::string("1234.5"));
        QCOMPARE(toText(1234.5, 2), std::string("1234.5"));
        QCOMPARE(toDouble("1234.5").value(), 1234.5);
        QVERIFY(!toDouble("1234,5"));
        if (set == nullptr)
            QSKIP("no locale with a decimal comma installed; only the C locale was tried");
    }

    void appendingKeepsWhatIsThere()
    {
        std::string line = "a,";
        appendText(line, std::int64_t{3});
        line += ',';
        appendText(line, 0.25);
        line += ',';
        appendText(line, 0.333, 1);
        QCOMPARE(line, std::string("a,3,0.25,0.3"));
    }
};

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
