// kill -9 at any moment loses at most the step in flight: a session is killed a hundred times and compared, each time,
// with the same session that nobody killed.

#include "core/base/number_text.h"
#include "core/storage/project_store.h"
#include "tests/core/storage/scripted_run.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <random>

using namespace tw;

class TestStorageKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHundredTimes();
};

void TestStorageKill::aHundredTimes()
{
    constexpr int kKills = 100;
    constexpr std::uint64_t kSeed = 4711;
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath(QStringLiteral("clip.twp")).toStdString();

    // The oracle: never killed, nothing stored.
    annotation::Document document;
    annotation::History history(document);
    test::ScriptedRun oracle(history, document, kSeed);
    int replayed = 0;
    int inFlight = 0;
    std::mt19937_64 random(99);
    for (int kill = 0; kill < kKills; ++kill) {
        QProcess victim;
        victim.setProcessChannelMode(QProcess::SeparateChannels);
        victim.start(QStringLiteral(TW_STORAGE_VICTIM),
                     {QString::fromStdString(path.string()), QString::number(kSeed)});
        // Now and then before it has done anything: while it opens, recovers or creates the file.
        if (random() % 10 != 0 || kill == 0)
            QVERIFY2(victim.waitForReadyRead(30'000), victim.readAllStandardError().constData());
        QTest::qWait(static_cast<int>(random() % 60));
        victim.kill(); // SIGKILL
        QVERIFY(victim.waitForFinished());
        QVERIFY(victim.exitStatus() == QProcess::CrashExit);
        const QList<QByteArray> lines = victim.readAllStandardOutput().split('\n');
        const int told = lines.size() > 1 ? lines[lines.size() - 2].toInt() : 0; // the last line may be torn

        const auto opened = storage::ProjectStore::open(path);
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        const storage::ProjectContent& content = opened->content;
        QVERIFY(content.notes.empty());
        const auto found = content.settings.find("steps");
        const int steps = found == content.settings.end() ? 0 : static_cast<int>(toInteger(found->second).value());
        QVERIFY2(steps >= told && steps >= replayed, qPrintable(QStringLiteral("%1 of %2").arg(steps).arg(told)));
        for (; replayed < steps; ++replayed)
            oracle.step(replayed);
        const bool exact = content.position == history.position() && *content.document == document.state();
        if (exact) {
            QVERIFY(test::sameSteps(content.steps, history.steps()));
        } else {
            // Of the step in flight a part may be there: its edits, but not yet the number that counts it; or the first
            // of its undo and redo.
            annotation::Document ahead(document.snapshot());
            annotation::History aheadHistory(ahead);
            aheadHistory.restore(history.steps(), history.position());
            bool onTheWay = false;
            const Subscription look = aheadHistory.observe([&](const annotation::Change&) {
                onTheWay =
                    onTheWay || (content.position == aheadHistory.position() && *content.document == ahead.state() &&
                                 test::sameSteps(content.steps, aheadHistory.steps()));
            });
            test::ScriptedRun next(aheadHistory, ahead, kSeed);
            next.step(replayed);
            QVERIFY2(onTheWay, qPrintable(QStringLiteral("after %1 steps").arg(steps)));
            ++inFlight;
            // The victim is going to do this step again on what it finds, and so is the oracle.
            document = annotation::Document(content.document);
            history.restore(content.steps, content.position);
        }
        // Peaks are handed over before the number of their step.
        const auto peaks = opened->store->peaks(RunId{1}, {0, 1 << 30});
        QVERIFY(peaks);
        int frames = 0;
        for (const FramePeaks& one : *peaks) {
            QVERIFY(test::samePeaks(one, test::ScriptedRun::peaksOf(one.frame).front()));
            frames += one.frame < steps ? 1 : 0;
        }
        QCOMPARE(frames, (steps + 2) / 3);
    }
    QVERIFY(replayed > kKills * 5);
    qInfo("%d steps, %d of them found half done", replayed, inFlight);
    while (history.canUndo())
        QVERIFY(history.undo());
    QVERIFY(document.state().tracks.empty());
}

QTEST_GUILESS_MAIN(TestStorageKill)
#include "tst_storage_kill.moc"
