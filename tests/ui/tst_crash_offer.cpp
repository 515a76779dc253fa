// The report of a program that crashed is offered at the next start, once, and opened when the person says so.

#include "core/base/atomic_file.h"
#include "core/base/crash_report.h"
#include "ui/bridge/crash_offer.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tw;
using namespace tw::ui;
namespace fs = std::filesystem;

class TestCrashOffer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Dark); }

    void nothingCrashed()
    {
        const QTemporaryDir folder;
        QWidget window;
        DialogPrompter prompter(window);
        QVERIFY(!offerCrashReport(pathFromQt(folder.path()), prompter, [](const QString&) { QFAIL("opened"); }));
        QVERIFY(window.findChild<QMessageBox*>() == nullptr);
    }

    void offeredOnceAndOpened()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer catches the signals itself");
#endif
        const QTemporaryDir folder;
        const fs::path path = pathFromQt(folder.path()) / "crashes";
        crash(path);
        QWidget window;
        window.resize(900, 500);
        window.show();
        DialogPrompter prompter(window);
        QString opened;
        QVERIFY(offerCrashReport(path, prompter, [&opened](const QString& file) { opened = file; }));
        auto* box = window.findChild<QMessageBox*>();
        QVERIFY(box != nullptr && box->isVisible());
        picture(*box);
        QPushButton* open = nullptr;
        for (auto* button : box->findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Open Report"))
                open = button;
        QVERIFY(open != nullptr);
        QVERIFY(opened.isEmpty()); // not before it is wanted
        QTest::mouseClick(open, Qt::LeftButton);
        QVERIFY(box->text().contains(opened));
        const auto text = readFile(pathFromQt(opened));
        QVERIFY(text);
        QVERIFY(QString::fromStdString(*text).contains(QStringLiteral("SIGSEGV")));
        QVERIFY(QString::fromStdString(*text).contains(QStringLiteral("9.8.7")));
        QVERIFY(!offerCrashReport(path, prompter, [](const QString&) {})); // once
    }

    void declined()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer catches the signals itself");
#endif
        const QTemporaryDir folder;
        crash(pathFromQt(folder.path()));
        QWidget window;
        window.show();
        DialogPrompter prompter(window);
        bool opened = false;
        QVERIFY(offerCrashReport(pathFromQt(folder.path()), prompter, [&opened](const QString&) { opened = true; }));
        auto* box = window.findChild<QMessageBox*>();
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_VERIFY(window.findChild<QMessageBox*>() == nullptr);
        QVERIFY(!opened);
    }

private:
    static void crash(const fs::path& folder)
    {
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit none{0, 0};
            ::setrlimit(RLIMIT_CORE, &none);
            ::close(STDERR_FILENO);
            ::signal(SIGSEGV, SIG_DFL); // QtTest has handlers of its own
            installCrashReports(folder, "trackwright", "9.8.7");
            ::raise(SIGSEGV);
            ::_exit(0);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
    }
    static void picture(QWidget& widget)
    {
        const QString folder = qEnvironmentVariable("TW_TEST_OUT");
        if (!folder.isEmpty() && QDir().mkpath(folder))
            QVERIFY(widget.grab().save(folder + QStringLiteral("/crash_offer.png")));
    }
};

QTEST_MAIN(TestCrashOffer)
#include "tst_crash_offer.moc"
