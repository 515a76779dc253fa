// Who is this, similarity map, ghosts and gaps filled along peaks, by keys and mouse in the real window. The project
// holds what a network would have seen; a made-up dense map stands for the network itself, so that none is needed.
#include "drawn_project.h"
#include "window_driver.h"

#include "tests/support/dense_scene.h"
#include "tests/support/review_scene.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/reid/reid_panel.h"
#include "ui/reid/reid_tools.h"
#include "ui/widgets/track_colors.h"

#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>

using namespace tw;
using namespace tw::test;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr int kWidth = 640, kHeight = 352;
constexpr FrameIndex kFrames = 100;
constexpr int kPeople = 6;
constexpr int kLength = 32;
constexpr std::uint64_t kSeed = 5;
constexpr int kAnswerMs = 30000;
constexpr FrameIndex kCut = 30;  // person 5 is #9 from here on ...
constexpr FrameIndex kLost = 24; // ... and no one from here to the cut
constexpr FrameIndex kGone = 50; // person 6 has no track from here on, person 4 not even a peak
constexpr DenseScene kDense{kWidth, kHeight, 8, kLength, kSeed};

KnownTracks labelledTracks(const KnownTracks& truth)
{
    KnownTracks out = withGap(truth, TrackId{5}, kLost, kCut - 1);
    out = withFragment(out, TrackId{5}, kCut, TrackId{9});
    out = withGap(out, TrackId{6}, kGone, kFrames - 1);
    return withGap(out, TrackId{4}, kGone, kFrames - 1);
}

std::vector<FramePeaks> storedPeaks(const KnownTracks& truth)
{
    KnownTracks seen = truth;
    for (FrameIndex frame = kGone; frame < kFrames; ++frame)
        std::erase_if(seen[static_cast<std::size_t>(frame)], [](const KnownBox& box) { return box.id == TrackId{4}; });
    const review::PeakSource source = peaksOf(seen, kSeed, 0.3, kLength);
    std::vector<FramePeaks> out;
    for (FrameIndex frame = 0; frame < kFrames; ++frame) {
        FramePeaks peaks = *source(frame);
        for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
            const TrackId who = seen[static_cast<std::size_t>(frame)][i].id;
            // weak where no track follows them
            if ((who == TrackId{6} && frame >= kGone) || (who == TrackId{5} && frame >= kLost && frame < kCut))
                peaks.peaks[i].score = who == TrackId{6} ? 0.3F : 0.12F;
        }
        out.push_back(std::move(peaks));
    }
    return out;
}

} // namespace

class TestReid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theSelectedPersonIsAskedByKeys();
    void theScopeIsShownAndCanBeChanged();
    void aClickAsksAboutAnybody();
    void enterTakesTheMostAlike();
    void aTrackThatChangedIsAskedFromHereOn();
    void likenessToItselfIsShown();
    void peopleElsewhereAreGrey();
    void aGhostGetsAnIdentity();
    void whereNoPeakIsTheNetworkIsAsked();
    void aNewPersonIsAdopted();
    void escAndStepsCloseIt();
    void draggingStillMovesTheView();
    void withoutARunItSaysWhatToDo();
    void theMapFollowsFrameAndSelection();
    void steppingNeverWaitsForTheMap();
    void heatGrowsInBrightness();
    void ghostsByKeys();
    void joinsAreFilledAlongPeaks();
    void straightLinesAreAnOption();
    void gapsOfTheSelectedTrackAreFilled();
    void looksRightInBothThemes();

private:
    ReidController& ask() { return m_driver->window().reid().ask(); }
    VideoCanvas& canvas() { return *m_driver->window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas")); }
    ReidPanel& panel() { return *m_driver->window().findChild<ReidPanel*>(QStringLiteral("reidPanel")); }
    std::size_t edits() { return m_driver->session().workspace()->history().position(); }
    const KnownBox& truthOf(int person, FrameIndex frame)
    {
        return m_truth[static_cast<std::size_t>(frame)][static_cast<std::size_t>(person - 1)];
    }
    void goTo(FrameIndex frame);
    void answered();
    void useDrawnNetwork();

    QTemporaryDir m_shared;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
    KnownTracks m_truth = crossingPeople(kPeople, kFrames, kWidth, kHeight);
    QString m_project;
    std::shared_ptr<std::atomic<int>> m_networkCalls = std::make_shared<std::atomic<int>>(0);
};

void TestReid::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    drawClip(pathFromQt(m_shared.path()) / "clip.mp4", m_truth, kWidth, kHeight);
}

void TestReid::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_project = makeProject(m_folder->path(), pathFromQt(m_shared.path()) / "clip.mp4", kWidth, kHeight,
                            documentOf(labelledTracks(m_truth)), storedPeaks(m_truth));
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
    QVERIFY(m_driver->open(m_project));
}

void TestReid::cleanup()
{
    m_driver.reset();
    m_folder.reset();
}

void TestReid::goTo(FrameIndex frame)
{
    m_driver->view().setFrame(frame);
    QTRY_COMPARE(canvas().shownFrame(), frame);
}

void TestReid::answered()
{
    QVERIFY(QTest::qWaitFor([this] { return ask().state() == ReidController::State::Answered; }, kAnswerMs));
}

void TestReid::useDrawnNetwork()
{
    *m_networkCalls = 0;
    m_driver->window().reid().questions().setDenseSource(
        [truth = m_truth, calls = m_networkCalls](
            FrameIndex frame, const JobContext&) -> Result<std::shared_ptr<const model::DenseFrame>> {
            ++*calls;
            return denseOf(truth[static_cast<std::size_t>(frame)], kDense);
        });
}

void TestReid::theSelectedPersonIsAskedByKeys()
{
    goTo(kCut + 5);
    m_driver->clickPerson(TrackId{9});
    m_driver->resetCount();
    m_driver->key(Qt::Key_A);
    answered();
    QVERIFY(panel().isVisible());
    QVERIFY(!ask().choices().empty());
    QCOMPARE(ask().choices().front().id, TrackId{5});
    QVERIFY(ask().choices().front().similarity > 0.7);
    QCOMPARE(ask().choices().front().seen, kLost - 1);
    QVERIFY(!ask().answer()->usedNetwork);
    QCOMPARE(panel().chips().size(), ask().choices().size() + ask().elsewhere().size());
    // crops of the person and of the candidates arrive
    const review::Candidate first = ask().choices().front();
    QVERIFY(QTest::qWaitFor([&] { return !ask().crop(first.crop, first.cropBox).isNull(); }, kAnswerMs));
    QVERIFY(panel().chips().front()->accessibleName().contains(QStringLiteral("person 5")));
    m_driver->screenshot(QStringLiteral("ask-selected"));
    m_driver->key(Qt::Key_1);
    QCOMPARE(m_driver->actions(), 2);
    QCOMPARE(edits(), std::size_t(1));
    QVERIFY(!m_driver->state().tracks.contains(TrackId{9}));
    QVERIFY(m_driver->state().tracks.at(TrackId{5})->at(kCut + 5));
    QVERIFY(m_driver->state().tracks.at(TrackId{5})->at(kLost + 1)); // the short hole is closed
    QVERIFY(m_driver->view().isSelected(TrackId{5}));
    QVERIFY(!panel().isVisible());
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_driver->state().tracks.contains(TrackId{9}));
}

void TestReid::theScopeIsShownAndCanBeChanged()
{
    goTo(kCut + 5);
    m_driver->clickPerson(TrackId{9});
    m_driver->key(Qt::Key_A);
    answered();
    auto* scope = panel().findChild<QLabel*>(QStringLiteral("reidScope"));
    // it looks as it did before, and 5 is never there with it: all of it
    QVERIFY2(scope->text().contains(QStringLiteral("in all frames")), qPrintable(scope->text()));
    QVERIFY(m_driver->prompt().contains(QStringLiteral("in all frames")));
    m_driver->key(Qt::Key_A);
    QVERIFY2(scope->text().contains(QStringLiteral("from frame 36 to the end")), qPrintable(scope->text()));
    m_driver->key(Qt::Key_A);
    QVERIFY2(scope->text().contains(QStringLiteral("in frame 36")), qPrintable(scope->text()));
    m_driver->key(Qt::Key_1);
    QCOMPARE(edits(), std::size_t(1));
    QVERIFY(!m_driver->state().tracks.at(TrackId{9})->at(kCut + 5));
    QVERIFY(m_driver->state().tracks.at(TrackId{9})->at(kCut + 6));
    QVERIFY(m_driver->state().tracks.at(TrackId{5})->at(kCut + 5));
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    m_driver->view().select(TrackId{9});
    m_driver->key(Qt::Key_A);
    answered();
    m_driver->key(Qt::Key_A);
    m_driver->key(Qt::Key_A);
    m_driver->key(Qt::Key_A); // and round
    QVERIFY(scope->text().contains(QStringLiteral("in all frames")));
    // a marked range is a scope too
    m_driver->view().setRange({kCut, kCut + 10});
    QVERIFY2(scope->text().contains(QStringLiteral("in frames 31 to 41")), qPrintable(scope->text()));
    m_driver->key(Qt::Key_1);
    QVERIFY(m_driver->state().tracks.at(TrackId{5})->at(kCut + 10));
    QVERIFY(m_driver->state().tracks.at(TrackId{9})->at(kCut + 11));
}

void TestReid::aClickAsksAboutAnybody()
{
    goTo(kCut + 5);
    m_driver->key(Qt::Key_A);
    QCOMPARE(ask().state(), ReidController::State::Picking);
    QVERIFY2(m_driver->prompt().contains(QStringLiteral("Who is this?")), qPrintable(m_driver->prompt()));
    const Box box = truthOf(5, kCut + 5).box;
    m_driver->clickCanvas({box.centerX(), box.centerY()});
    answered();
    QVERIFY(m_driver->view().isSelected(TrackId{9}));
    QCOMPARE(ask().choices().front().id, TrackId{5});
    // another click asks about another one
    const Box other = truthOf(2, kCut + 5).box;
    m_driver->clickCanvas({other.centerX(), other.top + 4});
    QTRY_VERIFY(ask().answer() && ask().answer()->query.track == TrackId{2});
    QCOMPARE(edits(), std::size_t(0));
    // a chip is clicked
    m_driver->clickCanvas({box.centerX(), box.centerY()});
    QTRY_VERIFY(ask().answer() && ask().answer()->query.track == TrackId{9});
    QTest::mouseClick(panel().chips().front(), Qt::LeftButton);
    QCOMPARE(edits(), std::size_t(1));
    QVERIFY(!m_driver->state().tracks.contains(TrackId{9}));
}

void TestReid::enterTakesTheMostAlike()
{
    goTo(kCut + 5);
    m_driver->key(Qt::Key_A);
    // by keys alone: a number chooses whom, from left to right
    std::vector<std::pair<double, TrackId>> order;
    for (const auto& [id, track] : m_driver->state().tracks)
        if (const a::TrackBox* box = track->at(kCut + 5))
            order.emplace_back(box->box.centerX(), id);
    std::sort(order.begin(), order.end());
    const auto wanted = std::find_if(order.begin(), order.end(), [](const auto& e) { return e.second == TrackId{9}; });
    m_driver->key(static_cast<Qt::Key>(Qt::Key_1 + (wanted - order.begin())));
    answered();
    QCOMPARE(ask().answer()->query.track, TrackId{9});
    m_driver->key(Qt::Key_Return);
    QCOMPARE(edits(), std::size_t(1));
    QVERIFY(!m_driver->state().tracks.contains(TrackId{9}));
}

void TestReid::aTrackThatChangedIsAskedFromHereOn()
{
    // 1 goes on as 4 from the frame in which 4 is lost
    QVERIFY(m_driver->session().run(a::DeleteBoxes{TrackId{1}, a::fromHere(kGone - 10)}));
    QVERIFY(m_driver->session().run(a::ChangeId{TrackId{9}, TrackId{1}, a::fromHere(kGone)}));
    goTo(kGone);
    m_driver->clickPerson(TrackId{1}); // shows person 5 now
    m_driver->key(Qt::Key_A);
    answered();
    QVERIFY(ask().itself() && ask().itself()->similarity < 0.5);
    QVERIFY(ask().scope() == ReidController::Scope::FromHere);
    QVERIFY(ask().choices().front().similarity > 0.8);
    const TrackId best = ask().choices().front().id;
    QVERIFY(best == TrackId{5} || best == TrackId{9}); // both are pieces of that person
    m_driver->key(Qt::Key_1);
    QCOMPARE(m_driver->state().tracks.at(TrackId{1})->lastFrame(), kGone - 11);
    QCOMPARE(m_driver->state().tracks.at(best)->lastFrame(), kFrames - 1);
}

void TestReid::likenessToItselfIsShown()
{
    goTo(kCut);
    m_driver->clickPerson(TrackId{9});
    m_driver->key(Qt::Key_A);
    answered();
    QVERIFY(!ask().itself()); // it begins here
    m_driver->key(Qt::Key_Escape);
    goTo(kCut + 30);
    m_driver->key(Qt::Key_A);
    answered();
    QVERIFY(ask().itself());
    QCOMPARE(ask().itself()->id, TrackId{9});
    QVERIFY(ask().itself()->similarity > 0.7);
    for (const review::Candidate& candidate : ask().choices())
        QVERIFY(candidate.id != TrackId{9}); // Esc keeps it as it is
}

void TestReid::peopleElsewhereAreGrey()
{
    goTo(kCut + 5);
    m_driver->clickPerson(TrackId{9});
    m_driver->key(Qt::Key_A);
    answered();
    QVERIFY(!ask().elsewhere().empty());
    ReidChip* grey = panel().chips().back();
    QVERIFY(!grey->isEnabled());
    QTest::mouseClick(grey, Qt::LeftButton);
    QCOMPARE(edits(), std::size_t(0));
    QCOMPARE(ask().state(), ReidController::State::Answered);
    for (const review::Candidate& candidate : ask().choices())
        QVERIFY(!m_driver->state().tracks.at(candidate.id)->at(kCut + 5));
}

void TestReid::aGhostGetsAnIdentity()
{
    constexpr FrameIndex kHere = 70;
    goTo(kHere);
    const Box ghost = truthOf(6, kHere).box;
    m_driver->key(Qt::Key_A);
    m_driver->clickCanvas({ghost.centerX(), ghost.centerY()});
    answered();
    QVERIFY(!ask().answer()->usedNetwork); // a stored peak
    QVERIFY(ask().answer()->onPeak);
    QCOMPARE(ask().choices().front().id, TrackId{6});
    m_driver->screenshot(QStringLiteral("ask-ghost"));
    m_driver->key(Qt::Key_1);
    QCOMPARE(edits(), std::size_t(1));
    const a::TrackBox* box = m_driver->state().tracks.at(TrackId{6})->at(kHere);
    QVERIFY(box && box->keyframe);
    QVERIFY(math::iou(box->box, ghost) > 0.9);
}

void TestReid::whereNoPeakIsTheNetworkIsAsked()
{
    useDrawnNetwork();
    constexpr FrameIndex kHere = 70;
    goTo(kHere);
    const Box unseen = truthOf(4, kHere).box;
    m_driver->key(Qt::Key_A);
    m_driver->clickCanvas({unseen.centerX(), unseen.centerY()});
    answered();
    QVERIFY(ask().answer()->usedNetwork && ask().answer()->onPeak);
    QCOMPARE(m_networkCalls->load(), 1);
    QCOMPARE(ask().choices().front().id, TrackId{4});
    QVERIFY(ask().choices().front().similarity > 0.8);
    m_driver->key(Qt::Key_Return);
    const a::TrackBox* box = m_driver->state().tracks.at(TrackId{4})->at(kHere);
    QVERIFY(box && math::iou(box->box, unseen) > 0.99);
    QCOMPARE(edits(), std::size_t(1));
}

void TestReid::aNewPersonIsAdopted()
{
    useDrawnNetwork();
    goTo(70);
    const Box unseen = truthOf(4, 70).box;
    const std::size_t before = m_driver->state().tracks.size();
    m_driver->key(Qt::Key_A);
    m_driver->clickCanvas({unseen.centerX(), unseen.centerY()});
    answered();
    m_driver->key(Qt::Key_N);
    QVERIFY(m_driver->window().edits().pending().kind == PendingCommand::Kind::Adopt);
    QVERIFY(!panel().isVisible());
    m_driver->key(Qt::Key_Return);
    QTRY_COMPARE(m_driver->state().tracks.size(), before + 1);
    QCOMPARE(edits(), std::size_t(1));
}

void TestReid::escAndStepsCloseIt()
{
    goTo(kCut + 5);
    m_driver->clickPerson(TrackId{9});
    m_driver->key(Qt::Key_A);
    answered();
    m_driver->key(Qt::Key_Escape);
    QCOMPARE(ask().state(), ReidController::State::Off);
    QVERIFY(!panel().isVisible());
    QVERIFY(m_driver->view().isSelected(TrackId{9})); // only the question went
    m_driver->key(Qt::Key_A);
    answered();
    m_driver->key(Qt::Key_F);
    QCOMPARE(ask().state(), ReidController::State::Off);
    QCOMPARE(m_driver->view().frame(), kCut + 6);
    // none selected: the key begins and ends the picking
    m_driver->key(Qt::Key_Escape);
    m_driver->key(Qt::Key_A);
    QCOMPARE(ask().state(), ReidController::State::Picking);
    m_driver->key(Qt::Key_F); // one may look around for the place
    QCOMPARE(ask().state(), ReidController::State::Picking);
    m_driver->key(Qt::Key_A);
    QCOMPARE(ask().state(), ReidController::State::Off);
    // another selection ends it as well
    m_driver->view().select(TrackId{9});
    m_driver->key(Qt::Key_A);
    answered();
    m_driver->view().select(TrackId{1});
    QCOMPARE(ask().state(), ReidController::State::Off);
    m_driver->key(Qt::Key_2); // numbers choose people again
    QCOMPARE(edits(), std::size_t(0));
}

void TestReid::draggingStillMovesTheView()
{
    goTo(10);
    canvas().setZoom(2);
    const QPointF before = canvas().viewport().sourceFromWidget(QPointF(100, 100));
    m_driver->key(Qt::Key_A);
    m_driver->dragCanvas({300, 150}, {340, 170});
    QCOMPARE(ask().state(), ReidController::State::Picking);
    QVERIFY(canvas().viewport().sourceFromWidget(QPointF(100, 100)) != before);
}

void TestReid::withoutARunItSaysWhatToDo()
{
    m_driver.reset();
    QTemporaryDir folder;
    QVERIFY(QFile::copy(m_shared.filePath(QStringLiteral("clip.mp4")), folder.filePath(QStringLiteral("plain.mp4"))));
    m_driver = std::make_unique<WindowDriver>(folder.path());
    QVERIFY(m_driver->open(folder.filePath(QStringLiteral("plain.mp4"))));
    m_driver->key(Qt::Key_A);
    m_driver->clickCanvas({300, 200});
    QTRY_VERIFY(m_driver->toast().contains(QStringLiteral("track the video, then ask again")));
    QCOMPARE(ask().state(), ReidController::State::Off);
    m_driver.reset();
}

void TestReid::theMapFollowsFrameAndSelection()
{
    useDrawnNetwork();
    goTo(10);
    m_driver->key(Qt::Key_W);
    QTest::qWait(200);
    QCOMPARE(m_networkCalls->load(), 0); // of no frame
    m_driver->clickPerson(TrackId{2});
    QTRY_COMPARE(canvas().heat().frame(), 10);
    const auto hottest = [&] {
        const HeatMapOverlay& map = canvas().heat().map();
        const auto best = static_cast<int>(std::max_element(map.values.begin(), map.values.end()) - map.values.begin());
        return QPointF((best % map.width + 0.5) * kDense.cell, (best / map.width + 0.5) * kDense.cell);
    };
    QVERIFY(toQt(truthOf(2, 10).box).contains(hottest()));
    QVERIFY(canvas().heat().map().title.contains(QLatin1Char('2')));
    m_driver->screenshot(QStringLiteral("similarity"));
    // over the person the picture is tinted, in the empty corner it is not
    const QImage with = canvas().grab().toImage();
    m_driver->key(Qt::Key_W);
    QCOMPARE(canvas().heat().frame(), kNoFrame);
    const QImage without = canvas().grab().toImage();
    const auto at = [&](const QImage& image, QPointF source) {
        return image.pixelColor((canvas().viewport().widgetFromSource(source) * image.devicePixelRatio()).toPoint());
    };
    const Box box = truthOf(2, 10).box;
    QVERIFY(at(with, {box.centerX(), box.centerY() + 8}) != at(without, {box.centerX(), box.centerY() + 8}));
    QCOMPARE(at(with, {kWidth - 6.0, kHeight - 6.0}), at(without, {kWidth - 6.0, kHeight - 6.0}));
    // frame and person
    m_driver->key(Qt::Key_W);
    QTRY_COMPARE(canvas().heat().frame(), 10);
    m_driver->key(Qt::Key_F);
    QTRY_COMPARE(canvas().heat().frame(), 11);
    m_driver->view().select(TrackId{3});
    QTRY_VERIFY(canvas().heat().frame() == 11 && toQt(truthOf(3, 11).box).contains(hottest()));
    m_driver->view().select(TrackId::kInvalid);
    QCOMPARE(canvas().heat().frame(), kNoFrame);
}

void TestReid::steppingNeverWaitsForTheMap()
{
    goTo(10);
    // a network that takes its time
    std::atomic<bool> release{false};
    std::atomic<int> calls{0};
    m_driver->window().reid().questions().setDenseSource(
        [&, truth = m_truth](FrameIndex frame,
                             const JobContext& job) -> Result<std::shared_ptr<const model::DenseFrame>> {
            ++calls;
            while (!release && !job.stopped())
                std::this_thread::yield();
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            return denseOf(truth[static_cast<std::size_t>(frame)], kDense);
        });
    m_driver->clickPerson(TrackId{2});
    m_driver->key(Qt::Key_W);
    QTRY_COMPARE(calls.load(), 1);
    for (int i = 0; i < 15; ++i)
        m_driver->key(Qt::Key_F); // each waits until its picture is shown
    QCOMPARE(canvas().shownFrame(), 25);
    QVERIFY(canvas().heat().frame() != 25); // and nothing old lies over it
    release = true;
    QTRY_COMPARE(canvas().heat().frame(), 25);
    // frames that were passed were hardly asked for: a step key held down asks for nothing
    QVERIFY2(calls <= 16, qPrintable(QString::number(calls)));
    m_driver->window().reid().questions().setDenseSource({});
}

void TestReid::heatGrowsInBrightness()
{
    double before = -1;
    for (int i = 0; i <= 20; ++i) {
        const QRgb color = heatColor(i / 20.0);
        const double light = 0.2126 * qRed(color) + 0.7152 * qGreen(color) + 0.0722 * qBlue(color);
        QVERIFY(light >= before);
        before = light;
    }
    QCOMPARE(qAlpha(heatColor(0)), 0);
    QCOMPARE(heatColor(-3), heatColor(0));
    QCOMPARE(heatColor(7), heatColor(1));
    QCOMPARE(heatColor(std::nan("")), heatColor(0));
}

void TestReid::ghostsByKeys()
{
    goTo(kLost + 2); // person 5 is a weak peak here, at 0.12
    m_driver->key(Qt::Key_G);
    QVERIFY(canvas().overlay().ghosts.empty()); // the threshold is 0.15
    m_driver->key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_driver->view().display().ghostThreshold, 0.10);
    QCOMPARE(canvas().overlay().ghosts.size(), std::size_t(1));
    auto* slider = m_driver->window().findChild<QSlider*>(QStringLiteral("ghostThreshold"));
    QCOMPARE(slider->value(), 10);
    m_driver->screenshot(QStringLiteral("ghosts"));
    m_driver->key(Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(canvas().overlay().ghosts.empty());
    // with the focus, the arrows are the slider's and do not step
    slider->setFocus(Qt::TabFocusReason);
    const FrameIndex frame = m_driver->view().frame();
    for (int i = 0; i < 4; ++i)
        m_driver->key(Qt::Key_Left);
    QCOMPARE(m_driver->view().frame(), frame);
    QCOMPARE(slider->value(), 11);
    QCOMPARE(canvas().overlay().ghosts.size(), std::size_t(1));
    canvas().setFocus();
    // chosen and adopted without the mouse
    m_driver->key(Qt::Key_G, Qt::ShiftModifier);
    QVERIFY(m_driver->window().edits().pending().kind == PendingCommand::Kind::Adopt);
    QVERIFY(math::iou(*m_driver->window().edits().pending().box, truthOf(5, kLost + 2).box) > 0.9);
    const std::size_t before = m_driver->state().tracks.size();
    m_driver->key(Qt::Key_Return);
    QTRY_COMPARE(m_driver->state().tracks.size(), before + 1);
    // remembered
    m_driver->reopenWindow();
    QVERIFY(m_driver->open(m_project));
    QVERIFY(m_driver->view().display().ghosts);
    QCOMPARE(m_driver->view().display().ghostThreshold, 0.11);
}

void TestReid::joinsAreFilledAlongPeaks()
{
    goTo(kLost - 1);
    m_driver->clickPerson(TrackId{5});
    m_driver->key(Qt::Key_J);
    m_driver->key(Qt::Key_Return);
    QCOMPARE(edits(), std::size_t(1));
    const a::Track& track = *m_driver->state().tracks.at(TrackId{5});
    for (FrameIndex frame = kLost; frame < kCut; ++frame) {
        QVERIFY(track.at(frame) && track.at(frame)->origin == a::BoxOrigin::Tracker);
        QVERIFY(math::iou(track.at(frame)->box, truthOf(5, frame).box) > 0.95);
    }
    QVERIFY2(m_driver->toast().contains(QStringLiteral("along detections")), qPrintable(m_driver->toast()));
}

void TestReid::straightLinesAreAnOption()
{
    goTo(kLost - 1);
    m_driver->window().actionRegistry().action("edit.straightFill")->trigger();
    m_driver->clickPerson(TrackId{5});
    m_driver->key(Qt::Key_J);
    m_driver->key(Qt::Key_Return);
    const a::Track& track = *m_driver->state().tracks.at(TrackId{5});
    QVERIFY(track.at(kLost) && track.at(kLost)->origin == a::BoxOrigin::Interpolated);
    QVERIFY2(m_driver->toast().contains(QStringLiteral("straight line")), qPrintable(m_driver->toast()));
    m_driver->reopenWindow();
    QVERIFY(m_driver->window().edits().straightFill());
}

void TestReid::gapsOfTheSelectedTrackAreFilled()
{
    QVERIFY(m_driver->session().run(a::DeleteBoxes{TrackId{1}, {40, 44}}));
    QVERIFY(m_driver->session().run(a::DeleteBoxes{TrackId{1}, {60, 63}}));
    goTo(10);
    m_driver->clickPerson(TrackId{1});
    m_driver->key(Qt::Key_I, Qt::ShiftModifier);
    QCOMPARE(edits(), std::size_t(3));
    const a::Track& track = *m_driver->state().tracks.at(TrackId{1});
    for (const FrameIndex frame : {40, 44, 60, 63})
        QVERIFY(track.at(frame) && math::iou(track.at(frame)->box, truthOf(1, frame).box) > 0.95);
    QVERIFY2(m_driver->toast().contains(QStringLiteral("9 frames filled along detections")),
             qPrintable(m_driver->toast()));
    m_driver->key(Qt::Key_I, Qt::ShiftModifier);
    QVERIFY2(m_driver->toast().contains(QStringLiteral("no gap")), qPrintable(m_driver->toast()));
}

void TestReid::looksRightInBothThemes()
{
    useDrawnNetwork();
    goTo(kCut + 5);
    m_driver->clickPerson(TrackId{9});
    m_driver->key(Qt::Key_W);
    m_driver->key(Qt::Key_A);
    answered();
    const review::Candidate last = ask().elsewhere().back();
    QVERIFY(QTest::qWaitFor([&] { return !ask().crop(last.crop, last.cropBox).isNull(); }, kAnswerMs));
    QTRY_COMPARE(canvas().heat().frame(), kCut + 5);
    m_driver->screenshot(QStringLiteral("ask-dark"));
    applyTheme(*qApp, ThemeChoice::Light);
    m_driver->screenshot(QStringLiteral("ask-light"));
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY(panel().geometry().left() >= 0 && panel().geometry().right() < canvas().width());
    QVERIFY(panel().geometry().top() >= 0 && panel().geometry().bottom() < canvas().height());
}

QTEST_MAIN(TestReid)
#include "tst_reid.moc"
