// Opening and closing on the GUI thread, which waits for neither the network nor the disk.
#include "window_driver.h"

#include "ui/bridge/job_runner.h"
#include "ui/bridge/qt_convert.h"
#include "ui/models/document_view.h"
#include "ui/models/view_state.h"
#include "ui/session.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace tw;
using namespace tw::ui;

namespace {

constexpr FrameIndex kFrames = 400;
constexpr int kOpenMs = 30'000;
constexpr int kTrackMs = 120'000;

struct OpenSession {
    JobRunner jobs;
    DocumentView document;
    ViewState view;
    Session session{jobs, document, view};

    bool open(const std::filesystem::path& path)
    {
        QSignalSpy opened(&session, &Session::opened);
        session.open(path);
        return opened.wait(kOpenMs);
    }
    workspace::RunStatus run() { return session.workspace()->runStatus(); }
};

} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closingDoesNotWaitForTheTracker();
    void closingTwiceIsClosingOnce();

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSession::closingDoesNotWaitForTheTracker()
{
    const test::Clip clip = test::makeClip(pathFromQt(m_folder->path()), 4, kFrames, 320, 192);
    OpenSession shown;
    QVERIFY(shown.open(clip.video));
    pipeline::TrackRequest request;
    request.model = "lite";
    request.detector.size = {320, 192};
    if (const auto started = shown.session.workspace()->startTracking(request); !started)
        QSKIP(qPrintable(toQt(started.error().message())));
    QTRY_VERIFY_WITH_TIMEOUT(shown.run().nextFrame > 0, kTrackMs);

    shown.session.close();
    QVERIFY(!shown.session.isOpen());
    // What is left to do is shown while it is done.
    const auto& left = shown.jobs.jobs();
    QVERIFY(std::any_of(left.begin(), left.end(), [](const JobInfo& job) {
        return job.state == JobInfo::State::Running && job.title.startsWith(QLatin1String("Finish"));
    }));
    // Bounded by the frame in hand: the rest of the video is not tracked.
    QTRY_VERIFY_WITH_TIMEOUT(shown.jobs.jobs().empty(), kTrackMs);

    QVERIFY(shown.open(clip.video));
    QVERIFY(shown.run().state == workspace::RunState::Stopped);
    QVERIFY(shown.run().nextFrame > 0);
    QVERIFY2(shown.run().nextFrame < kFrames, "the run went on to its end although the video was closed");
}

void TestSession::closingTwiceIsClosingOnce()
{
    const test::Clip clip = test::makeClip(pathFromQt(m_folder->path()), 2, 20, 320, 192);
    OpenSession shown;
    QVERIFY(shown.open(clip.video));
    QSignalSpy closed(&shown.session, &Session::closed);
    shown.session.close();
    shown.session.close();
    QCOMPARE(closed.count(), 1);
    QTRY_VERIFY(shown.jobs.jobs().empty());
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
