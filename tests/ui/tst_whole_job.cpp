// From a video to checked ground truth as a new user does it: track, review, export, open again. Once with keys alone,
// once with the mouse alone, on the drawn demo clip with the network that ships.
#include "window_driver.h"

#include "core/formats/read_tracks.h"
#include "core/pipeline/demo_clip.h"
#include "ui/bridge/qt_convert.h"
#include "ui/models/event_text.h"
#include "ui/review/stage/review_stage.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"
#include "ui/work_modes.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace tw;
using namespace tw::test;
using namespace tw::ui;

namespace {

constexpr int kTrackMs = 300000, kScanMs = 120000;
constexpr int kMostVerdicts = 200;

bool isClear(const review::Event& event)
{
    return event.fix && event.probability > 0.6;
}

} // namespace

class TestWholeJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_driver.reset(); }
    void byKeysAlone();
    void byMouseAlone();

private:
    MainWindow& window() { return m_driver->window(); }
    ReviewStage& stage() { return window().stage(); }
    ReviewController& review() { return window().review(); }
    QWidget* shown(const char* name);
    void click(const char* name);
    void waitForTracks();
    void waitForPictures();
    void answerByMouse();
    void checkExport();

    QTemporaryDir m_shared;
    QString m_clip;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
};

void TestWholeJob::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    m_clip = m_shared.filePath(QStringLiteral("demo.mp4"));
    QVERIFY(pipeline::writeDemoClip(pathFromQt(m_clip)));
}

void TestWholeJob::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString clip = m_folder->filePath(QStringLiteral("demo.mp4"));
    QVERIFY(QFile::copy(m_clip, clip));
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
    window().resize(1280, 720);
    QVERIFY(m_driver->open(clip));
}

// Only what a person could click.
QWidget* TestWholeJob::shown(const char* name)
{
    for (QWidget* top : QApplication::topLevelWidgets())
        for (QWidget* widget : top->findChildren<QWidget*>(QString::fromLatin1(name)))
            if (widget->isVisible() && widget->isEnabled())
                return widget;
    return nullptr;
}

void TestWholeJob::click(const char* name)
{
    QTRY_VERIFY2(shown(name), name);
    QTest::mouseClick(shown(name), Qt::LeftButton);
}

void TestWholeJob::waitForTracks()
{
    const auto state = [this] { return m_driver->session().workspace()->runStatus().state; };
    if (state() == workspace::RunState::None)
        QSKIP("a build without networks");
    QVERIFY(QTest::qWaitFor([&] { return state() == workspace::RunState::Finished; }, kTrackMs));
    QVERIFY(QTest::qWaitFor([this] { return !review().isLooking(); }, kScanMs));
    QVERIFY(m_driver->state().tracks.size() >= 4);
    // what was found stays until it is answered
    QVERIFY(shown("runCard"));
    m_driver->screenshot(QStringLiteral("job-tracked"));
}

void TestWholeJob::waitForPictures()
{
    QVERIFY(QTest::qWaitFor([this] { return stage().seenMs() >= ReviewController::kLookMs; }, kScanMs));
}

// The exported file says what the project says, and the step is done.
void TestWholeJob::checkExport()
{
    QTRY_VERIFY_WITH_TIMEOUT(shown("exportOpenFolder"), 60000);
    const auto read = formats::readTracks(pathFromQt(m_folder->filePath(QStringLiteral("demo/gt/gt.txt"))), {});
    QVERIFY(read);
    QCOMPARE(read->imported.tracks.size(), m_driver->state().tracks.size());
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("demo/gt/certificate.json"))));
    m_driver->screenshot(QStringLiteral("job-exported"));
}

void TestWholeJob::byKeysAlone()
{
    m_driver->key(Qt::Key_T);
    waitForTracks();
    m_driver->resetCount();
    m_driver->key(Qt::Key_F8);
    QVERIFY(stage().isVisible());
    while (stage().page() != ReviewStage::Page::End) {
        waitForPictures();
        const bool accept = stage().page() == ReviewStage::Page::Grid || isClear(*review().current());
        m_driver->key(accept ? Qt::Key_Return : Qt::Key_Backspace);
        QVERIFY(QTest::qWaitFor([this] { return !review().isLooking(); }, kScanMs));
        QVERIFY2(m_driver->actions() < kMostVerdicts, "the queue does not end");
    }
    m_driver->screenshot(QStringLiteral("job-reviewed"));
    m_driver->key(Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(shown("exportNow"));
    QTest::keyClick(shown("exportDialog"), Qt::Key_Return);
    checkExport();
    QTest::keyClick(shown("exportDialog"), Qt::Key_Escape);
    QTRY_VERIFY(!shown("exportDialog"));
    QVERIFY(window().modes().bar().findChild<QToolButton*>(QStringLiteral("workflow2"))->icon().isNull() == false);
    qInfo("tracked, reviewed and exported with %d keys", m_driver->actions());
    // and it is all there the next time
    m_driver->key(Qt::Key_Escape);
    const annotation::DocumentState before = m_driver->state();
    m_driver->reopenWindow();
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("demo.mp4"))));
    QVERIFY(m_driver->state() == before);
}

void TestWholeJob::answerByMouse()
{
    const review::Event event = *review().current();
    const bool fix = isClear(event);
    PictureBoard& board = stage().board();
    if (board.plan().rows.size() == 2) {
        QTest::mouseClick(&board, Qt::LeftButton, {}, board.cellRect(fix ? 1 : 0, 0, 0).center().toPoint());
        return;
    }
    for (KeyButton* button : stage().findChildren<KeyButton*>())
        if (button->isVisible() && button->label() == (fix ? acceptText(event) : keepText(event))) {
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    QFAIL("no button for the answer");
}

void TestWholeJob::byMouseAlone()
{
    click("trackButton");
    waitForTracks();
    click("runCardReview");
    QVERIFY(stage().isVisible());
    for (int clicks = 0; stage().page() != ReviewStage::Page::End; ++clicks) {
        waitForPictures();
        if (stage().page() == ReviewStage::Page::Grid)
            click("stage.gridAnswer");
        else
            answerByMouse();
        QVERIFY(QTest::qWaitFor([this] { return !review().isLooking(); }, kScanMs));
        QVERIFY2(clicks < kMostVerdicts, "the queue does not end");
    }
    click("stageExport");
    click("exportNow");
    checkExport();
}

QTEST_MAIN(TestWholeJob)
#include "tst_whole_job.moc"
