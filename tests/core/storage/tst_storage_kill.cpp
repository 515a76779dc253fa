// kill -9 at any moment loses at most the step in flight: a session is killed a hundred times and compared, each time,
// with the same session that ran to its end.

#include "core/base/number_text.h"
#include "core/storage/project_store.h"
#include "tests/core/storage/scripted_run.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <optional>
#include <random>
#include <thread>
#include <utility>

using namespace tw;

namespace {

// The program that is going to die, and what it says. Not QProcess: fork() in a program with threads upsets
// ThreadSanitizer.
class Victim
{
public:
    Victim(const std::filesystem::path& project, std::uint64_t seed)
    {
        int ends[2];
        if (pipe(ends) != 0)
            return;
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        posix_spawn_file_actions_addclose(&actions, ends[1]);
        std::string program = TW_STORAGE_VICTIM;
        std::string path = project.string();
        std::string number = std::to_string(seed);
        char* arguments[] = {program.data(), path.data(), number.data(), nullptr};
        if (posix_spawn(&m_process, program.c_str(), &actions, nullptr, arguments, environ) != 0)
            m_process = -1;
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        m_output = ends[0];
    }
    Victim(const Victim&) = delete;
    Victim& operator=(const Victim&) = delete;
    ~Victim() { (void)kill(); }

    bool waitForWord() const
    {
        pollfd descriptor{m_output, POLLIN, 0};
        return poll(&descriptor, 1, 30'000) == 1 && (descriptor.revents & POLLIN) != 0;
    }
    // The last number it told; nothing when it was not our signal that ended it.
    std::optional<int> kill()
    {
        if (m_process < 0)
            return std::nullopt;
        int status = 0;
        ::kill(m_process, SIGKILL);
        waitpid(std::exchange(m_process, -1), &status, 0);
        std::string text;
        char buffer[4096];
        for (ssize_t n = 0; (n = read(m_output, buffer, sizeof buffer)) > 0;)
            text.append(buffer, static_cast<std::size_t>(n));
        close(m_output);
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
            return std::nullopt;
        const QList<QByteArray> lines = QByteArray::fromStdString(text).split('\n');
        return lines.size() > 1 ? lines[lines.size() - 2].toInt() : 0; // the last line may be torn
    }

private:
    pid_t m_process = -1;
    int m_output = -1;
};

} // namespace

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
        Victim victim(path, kSeed);
        // Now and then before it has done anything: while it opens, recovers or creates the file.
        if (random() % 10 != 0 || kill == 0)
            QVERIFY(victim.waitForWord());
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
        const std::optional<int> word = victim.kill();
        QVERIFY(word);
        const int told = *word;
        if (!std::filesystem::exists(path))
            continue; // killed before it was there

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
