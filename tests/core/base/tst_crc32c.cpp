// The checksum against published values.

#include "core/base/crc32c.h"

#include <QtTest/QTest>

#include <string>

using tw::crc32c;

class TestCrc32c : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRCs.
    void publishedValues()
    {
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c(std::string(32, '\xFF')), 0x62A8AB43U);
        std::string rising;
        for (char c = 0; c < 32; ++c)
            rising += c;
        QCOMPARE(crc32c(rising), 0x46DD794EU);
        QCOMPARE(crc32c({}), 0U);
    }

    void partsGiveTheWhole()
    {
        std::string text;
        for (int i = 0; i < 1000; ++i)
            text += static_cast<char>(i * 37 % 251);
        const std::uint32_t whole = crc32c(text);
        for (const std::size_t cut : {0U, 1U, 7U, 8U, 9U, 500U, 999U, 1000U})
            QCOMPARE(crc32c(std::string_view(text).substr(cut), crc32c(std::string_view(text).substr(0, cut))), whole);
    }

    // Every length, alignment and beginning: by instruction and by table.
    void instructionAndTableAgree()
    {
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += static_cast<char>(i * 101 % 253);
        for (std::size_t from = 0; from < 16; ++from)
            for (std::size_t size = 0; from + size <= text.size(); ++size) {
                const std::string_view part = std::string_view(text).substr(from, size);
                QCOMPARE(crc32c(part), tw::crc32cByTable(part));
                QCOMPARE(crc32c(part, 0xDEADBEEF), tw::crc32cByTable(part, 0xDEADBEEF));
            }
        QCOMPARE(tw::crc32cByTable("123456789"), 0xE3069283U);
    }

    void everyBitCounts()
    {
        const std::string text(41, 'x');
        for (std::size_t bit = 0; bit < 8 * text.size(); ++bit) {
            std::string changed = text;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(crc32c(changed) != crc32c(text));
        }
    }
};

QTEST_APPLESS_MAIN(TestCrc32c)
#include "tst_crc32c.moc"
