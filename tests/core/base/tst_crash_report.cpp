// Crashes of child processes: a readable file with signal, version, note and backtrace, and the program ends as it
// would have without.

#include "core/base/atomic_file.h"
#include "core/base/contract.h"
#include "core/base/crash_report.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <functional>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tw;
namespace fs = std::filesystem;

namespace {

// Ends it by the signal that it returns; what the child says is not of interest.
int crashOf(const fs::path& folder, const std::function<void()>& crash)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        ::close(STDERR_FILENO);
        // QtTest has handlers of its own
        for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL})
            ::signal(signal, SIG_DFL);
        installCrashReports(folder, "test program", "1.2.3");
        setCrashNote("track\nstreet.mp4");
        crash();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

__attribute__((noinline)) int deeper(volatile int* level)
{
    volatile char page[4096] = {};
    page[0] = static_cast<char>(*level);
    const int below = *level > -1 ? deeper(level) : 0;
    return below + page[0];
}

} // namespace

class TestCrashReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString()) / "state" / "crashes";
    }

    void everySignal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<QString>("name");
        QTest::newRow("segmentation") << SIGSEGV << QStringLiteral("SIGSEGV");
        QTest::newRow("contract") << SIGABRT << QStringLiteral("SIGABRT");
        QTest::newRow("bus") << SIGBUS << QStringLiteral("SIGBUS");
        QTest::newRow("division") << SIGFPE << QStringLiteral("SIGFPE");
        QTest::newRow("instruction") << SIGILL << QStringLiteral("SIGILL");
    }

    void everySignal()
    {
        QFETCH(const int, signal);
        QFETCH(const QString, name);
        QCOMPARE(crashOf(m_path, [signal] { ::raise(signal); }), signal);
        const auto file = takeNewCrashReport(m_path);
        QVERIFY(file);
        const QString text = QString::fromStdString(*readFile(*file));
        QVERIFY(text.startsWith(QStringLiteral("test program 1.2.3 crashed")));
        QVERIFY(text.contains(name));
        QVERIFY(text.contains(QStringLiteral("it was asked to: track street.mp4\n")));
        QVERIFY(text.count(QStringLiteral("tst_crash_report")) > 1); // frames of this program
    }

    void contractsAndExceptions()
    {
        QCOMPARE(crashOf(m_path, [] { TW_EXPECTS(m_never); }), SIGABRT);
        QVERIFY(takeNewCrashReport(m_path));
        QCOMPARE(crashOf(m_path, []() noexcept { std::vector<int>().at(3); }), SIGABRT);
        QVERIFY(takeNewCrashReport(m_path));
    }

    void stackOverflow()
    {
        volatile int level = 1;
        QCOMPARE(crashOf(m_path, [&level] { deeper(&level); }), SIGSEGV);
        QVERIFY(takeNewCrashReport(m_path));
    }

    void eachReportIsOfferedOnce()
    {
        QVERIFY(!takeNewCrashReport(m_path));
        crashOf(m_path, [] { ::raise(SIGSEGV); });
        QVERIFY(takeNewCrashReport(m_path));
        QVERIFY(!takeNewCrashReport(m_path));
        QCOMPARE(crashOf(m_path, [] {}), 0);
        QVERIFY(!takeNewCrashReport(m_path));
    }

    void folderThatCannotBeMade()
    {
        std::ofstream(fs::path(m_folder->path().toStdString()) / "file") << "x";
        const fs::path bad = fs::path(m_folder->path().toStdString()) / "file" / "crashes";
        QCOMPARE(crashOf(bad, [] { ::raise(SIGSEGV); }), SIGSEGV);
        QVERIFY(!takeNewCrashReport(bad));
    }

private:
    static inline volatile bool m_never = false;
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestCrashReport)
#include "tst_crash_report.moc"
