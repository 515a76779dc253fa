#include <QtTest/QTest> // first: moc 6.4 cannot read <compare>, which ids.h begins with

#include "core/formats/labelled_frames.h"
#include "format_test.h"

#include <array>
#include <random>
#include <set>

using namespace tw;
using namespace tw::formats;

class TestLabelledFrames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenIsRead();
    void aBadLineIsNamed_data();
    void aBadLineIsNamed();
    void aMissingFileIsNotAnEmptyOne();

private:
    QTemporaryDir m_folder;
    std::filesystem::path file() const { return test::pathOf(m_folder) / kLabelledFramesFile; }
};

// In any order, with repetitions, blank lines and any line ends.
void TestLabelledFrames::whatWasWrittenIsRead()
{
    std::mt19937 random(5);
    for (int round = 0; round < 100; ++round) {
        std::set<FrameIndex> expected;
        std::string text = round % 3 == 0 ? "\xEF\xBB\xBF" : "";
        const std::array<std::string, 4> ends{"\n", "\r\n", " \n", "\n\n"};
        for (int i = 0; i < round; ++i) {
            const auto frame = static_cast<FrameIndex>(random() % 200);
            expected.insert(frame);
            text += std::to_string(frame + 1) + (i + 1 == round && round % 2 == 0 ? "" : ends[random() % ends.size()]);
        }
        QVERIFY(test::put(file(), text));
        const auto frames = readLabelledFrames(file());
        QVERIFY2(frames, frames ? "" : frames.error().message().c_str());
        QCOMPARE(*frames, expected);
    }
}

void TestLabelledFrames::aBadLineIsNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"0", "-3", "1.5", "twelve", "3 4", "5,", "2147483648", "99999999999999999999"})
        QTest::newRow(line) << QByteArray(line);
}

void TestLabelledFrames::aBadLineIsNamed()
{
    QFETCH(QByteArray, line);
    QVERIFY(test::put(file(), "1\n\n7\n" + line.toStdString() + "\n9\n"));
    const auto frames = readLabelledFrames(file());
    QVERIFY(!frames);
    QVERIFY(frames.error().code == ErrorCode::Unreadable);
    QCOMPARE(frames.error().where, file().string() + ":4");
    QVERIFY(frames.error().detail.find("\"" + line.toStdString() + "\"") != std::string::npos);
}

void TestLabelledFrames::aMissingFileIsNotAnEmptyOne()
{
    QVERIFY(test::put(file(), ""));
    QVERIFY(readLabelledFrames(file())->empty());
    std::filesystem::remove(file());
    QVERIFY(!readLabelledFrames(file()));
}

QTEST_GUILESS_MAIN(TestLabelledFrames)
#include "tst_labelled_frames.moc"
