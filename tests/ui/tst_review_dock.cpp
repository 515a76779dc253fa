// The verdict loop by keys alone, on a drawn clip with known mistakes: two exchanged pairs and one track in two pieces.
// The project holds what a network would have seen, so no network is needed.
#include "drawn_project.h"
#include "window_driver.h"

#include "tests/support/review_scene.h"
#include "ui/board/board_dialog.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/review/event_overlay.h"
#include "ui/review/review_panel.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace tw;
using annotation::ciede2000, annotation::Lab, annotation::labFromRgb;
using namespace tw::test;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr int kWidth = 640, kHeight = 720; // three lanes, one above the other: no one stands behind another for long
constexpr FrameIndex kFrames = 100;
constexpr int kPeople = 6;
constexpr int kEmbedding = 32;
constexpr std::uint64_t kSeed = 5;
constexpr int kScanMs = 30000;

struct Scene {
    KnownTracks truth;
    KnownTracks labelled;
    FrameIndex meet12 = 0, meet34 = 0;
};

FrameIndex meetingOf(const KnownTracks& tracks, std::size_t x, std::size_t y)
{
    FrameIndex best = 0;
    double nearest = 1e9;
    for (std::size_t frame = 0; frame < tracks.size(); ++frame) {
        const double distance = std::abs(tracks[frame][x].box.centerX() - tracks[frame][y].box.centerX());
        if (distance < nearest) {
            nearest = distance;
            best = static_cast<FrameIndex>(frame);
        }
    }
    return best;
}

Scene makeScene()
{
    Scene scene;
    scene.truth = crossingPeople(kPeople, kFrames, kWidth, kHeight);
    scene.meet12 = meetingOf(scene.truth, 0, 1);
    scene.meet34 = meetingOf(scene.truth, 2, 3);
    scene.labelled = withSwap(scene.truth, TrackId{1}, TrackId{2}, scene.meet12);
    scene.labelled = withSwap(scene.labelled, TrackId{3}, TrackId{4}, scene.meet34);
    scene.labelled = withFragment(withGap(scene.labelled, TrackId{5}, 20, 25), TrackId{5}, 26, TrackId{9});
    return scene;
}

std::vector<FramePeaks> seen(const KnownTracks& truth)
{
    DetectorFaults faults;
    faults.missRate = faults.falseAlarms = faults.hiddenBelow = faults.positionNoise = faults.sizeNoise = 0;
    faults.embeddingLength = kEmbedding;
    return detectedPeaks(truth, faults, kSeed, 0.8F);
}

QString makeProject(const QString& folder, const Scene& scene)
{
    const auto clip = pathFromQt(folder) / "clip.mp4";
    drawClip(clip, scene.truth, kWidth, kHeight);
    return test::makeProject(folder, clip, kWidth, kHeight, documentOf(scene.labelled), seen(scene.truth));
}

// Share of the truth's boxes that carry their person's number.
double rightShare(const a::DocumentState& state, const KnownTracks& truth)
{
    int right = 0, all = 0;
    for (std::size_t frame = 0; frame < truth.size(); ++frame)
        for (const KnownBox& known : truth[frame]) {
            const auto it = state.tracks.find(known.id);
            const a::TrackBox* box =
                it == state.tracks.end() ? nullptr : it->second->at(static_cast<FrameIndex>(frame));
            right += box && std::abs(box->box.left - known.box.left) < 3 ? 1 : 0;
            ++all;
        }
    return double(right) / all;
}

// Whether every person has one number of their own all the time, whichever it is.
bool oneNumberEach(const a::DocumentState& state, const KnownTracks& truth)
{
    std::map<TrackId, std::set<TrackId>> numbers;
    for (std::size_t frame = 0; frame < truth.size(); ++frame)
        for (const KnownBox& known : truth[frame])
            for (const auto& [id, track] : state.tracks) {
                const a::TrackBox* box = track->at(static_cast<FrameIndex>(frame));
                if (box && std::abs(box->box.left - known.box.left) < 0.01 &&
                    std::abs(box->box.top - known.box.top) < 0.01)
                    numbers[known.id].insert(id);
            }
    std::set<TrackId> used;
    return std::all_of(numbers.begin(), numbers.end(), [&](const auto& person) {
        return person.second.size() == 1 && used.insert(*person.second.begin()).second;
    });
}

} // namespace

class TestReviewDock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theBestPlaceComesFirst();
    void enterMendsAndUndoBringsItBack();
    void theWholeQueueByKeysAlone();
    void dismissalsAreRemembered();
    void laterGoesToTheEnd();
    void arrowsMoveTheCut();
    void anotherFixSettlesThePlace();
    void escTakesBackOneThingAtATime();
    void theSecondAroundItLoops();
    void keysDoNothingWhileTheQueueIsOutOfSight();
    void theExportSaysWhatIsLeft();
    void theDifferenceIsShownBeforeItIsMade();
    void shiftEnterTakesWhatFollows();
    void whatAFixSettlesIsOffered();
    void verifiedFramesAreNotTouched();
    void undoTakesVerdictsBackInTheirOrder();
    void aMarkOnTheTimelineOpensItsPlace();
    void thePeopleInQuestionAreMarkedOnTheVideo();
    void lanesTakeTheLooksOfPeople();
    void theBoardJoinsPiecesByKeysAlone();

private:
    // A window on a fresh project, scored, with the loop off: the playhead stands still.
    std::unique_ptr<WindowDriver> started(bool loop = false);
    static void settle(WindowDriver& driver);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_project;
    Scene m_scene = makeScene();
};

void TestReviewDock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_project = makeProject(m_folder->path(), m_scene);
}

void TestReviewDock::settle(WindowDriver& driver)
{
    QVERIFY(QTest::qWaitFor([&] { return !driver.window().review().isLooking(); }, kScanMs));
}

std::unique_ptr<WindowDriver> TestReviewDock::started(bool loop)
{
    auto driver = std::make_unique<WindowDriver>(m_folder->path());
    if (!driver->open(m_project))
        qFatal("the project did not open");
    settle(*driver);
    if (!loop)
        driver->key(Qt::Key_L, Qt::ShiftModifier);
    return driver;
}

void TestReviewDock::theBestPlaceComesFirst()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    QVERIFY(review.queue().open().size() >= 3);
    QVERIFY(!review.current());
    driver->key(Qt::Key_PageDown);
    QVERIFY(review.current());
    QVERIFY(review.current()->kind == review::EventKind::Swap);
    QVERIFY(review.current()->probability > 0.5);
    QCOMPARE(driver->view().frame(), review.current()->frame);
    QVERIFY(driver->view().isSelected(review.current()->a));
    QVERIFY(driver->view().isSelected(review.current()->b));
    for (std::size_t i = 1; i < review.queue().open().size(); ++i)
        QVERIFY(review.queue().open()[i - 1].priority() >= review.queue().open()[i].priority());
    // crops of both people arrive, with likenesses that speak for the fix
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto& rows = review.strip().rows;
            return rows.size() == 2 && !review.crop(rows[0].cells[0]).isNull() &&
                   !review.crop(rows[1].cells[7]).isNull();
        },
        kScanMs));
    for (const review::StripRow& row : review.strip().rows)
        QVERIFY(row.cells.back().likeness > row.cells.back().otherwise);
    auto* question = driver->window().findChild<QLabel*>(QStringLiteral("reviewQuestion"));
    QVERIFY(question->text().contains(QLatin1String("exchanged")));
    driver->screenshot(QStringLiteral("review"));
}

void TestReviewDock::enterMendsAndUndoBringsItBack()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    const double before = rightShare(driver->state(), m_scene.truth);
    driver->key(Qt::Key_PageDown);
    const std::string first = review.current()->key;
    driver->key(Qt::Key_Return);
    settle(*driver);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(1));
    QVERIFY(rightShare(driver->state(), m_scene.truth) > before + 0.1);
    QVERIFY(review.current());
    QVERIFY(review.current()->key != first); // went on by itself
    settle(*driver);
    QVERIFY(!review.queue().find(first));
    QCOMPARE(review.verdicts(), 1);
    driver->key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rightShare(driver->state(), m_scene.truth), before);
    settle(*driver);
    QVERIFY(review.queue().find(first)); // open again
    QCOMPARE(review.verdicts(), 0);
}

void TestReviewDock::theWholeQueueByKeysAlone()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    driver->resetCount();
    int identityErrors = 0;
    while (!review.queue().open().empty()) {
        if (!review.current())
            driver->key(Qt::Key_PageDown);
        // the oracle: what is probable is accepted, the rest is fine
        const bool accept = review.current()->probability >= 0.5 && review.current()->fix.has_value();
        identityErrors += accept && review::isIdentityError(review.current()->kind) ? 1 : 0;
        driver->key(accept ? Qt::Key_Return : Qt::Key_Backspace);
        settle(*driver);
        QVERIFY2(driver->actions() < 60, "the queue does not become empty");
    }
    QCOMPARE(identityErrors, 3);
    QVERIFY2(rightShare(driver->state(), m_scene.truth) > 0.99,
             qPrintable(QString::number(rightShare(driver->state(), m_scene.truth))));
    QVERIFY(!review.current());
    QVERIFY(review.queue().expectedErrors() < 1e-9);
    qInfo("three mistakes mended with %d keys, false alarms counted", driver->actions());
}

void TestReviewDock::dismissalsAreRemembered()
{
    auto driver = started();
    driver->key(Qt::Key_PageDown);
    const review::Event event = *driver->window().review().current();
    driver->key(Qt::Key_Backspace);
    QVERIFY(!driver->window().review().queue().find(event.key));
    driver->key(Qt::Key_Backspace, Qt::ShiftModifier); // taken back
    QVERIFY(driver->window().review().current());
    QCOMPARE(driver->window().review().current()->key, event.key);
    driver->key(Qt::Key_Backspace);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(3)); // verdicts are steps
    // an edit elsewhere scores everything anew
    driver->view().select(TrackId{6});
    driver->key(Qt::Key_Delete);
    settle(*driver);
    QVERIFY(!driver->window().review().queue().find(event.key));
    driver->reopenWindow();
    QVERIFY(driver->open(m_project));
    settle(*driver);
    ReviewController& review = driver->window().review();
    QVERIFY(!review.queue().open().empty());
    QVERIFY(!review.queue().find(event.key));
    for (const review::Event& open : review.queue().open())
        QVERIFY(open.kind != event.kind || open.a != event.a || open.b != event.b ||
                std::abs(open.frame - event.frame) > 10);
}

void TestReviewDock::laterGoesToTheEnd()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    driver->key(Qt::Key_PageDown);
    const std::string first = review.current()->key;
    driver->key(Qt::Key_S);
    QVERIFY(review.current()->key != first);
    QCOMPARE(review.queue().open().back().key, first);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(1));
    driver->key(Qt::Key_PageUp); // at the head already
    QCOMPARE(review.current()->key, review.queue().open().front().key);
}

void TestReviewDock::arrowsMoveTheCut()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    driver->key(Qt::Key_PageDown);
    const review::Event event = *review.current();
    auto* strip = driver->window().findChild<FilmStrip*>(QStringLiteral("filmStrip"));
    QVERIFY(strip->hasFocus());
    driver->key(Qt::Key_Right);
    driver->key(Qt::Key_Right);
    driver->key(Qt::Key_Left);
    QCOMPARE(review.currentCut(), event.frame + 1);
    QCOMPARE(driver->view().frame(), event.frame + 1);
    QVERIFY(QTest::qWaitFor([&] { return review.strip().cut == event.frame + 1; }, kScanMs));
    a::Document expected(driver->session().workspace()->snapshot());
    a::History history(expected);
    QVERIFY(history.run(a::SwapTracks{event.a, event.b, a::fromHere(event.frame + 1)}));
    driver->key(Qt::Key_F); // stepping is still there
    QCOMPARE(driver->view().frame(), event.frame + 2);
    driver->key(Qt::Key_Return);
    settle(*driver);
    a::DocumentState tracks = driver->state();
    QCOMPARE(tracks.verdicts.size(), std::size_t(1));
    tracks.verdicts.clear();
    QVERIFY(tracks == expected.state());
}

void TestReviewDock::anotherFixSettlesThePlace()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    const auto& open = review.queue().open();
    const auto fragment = std::find_if(open.begin(), open.end(), [](const review::Event& event) {
        return event.kind == review::EventKind::Fragment && event.a == TrackId{5};
    });
    QVERIFY(fragment != open.end());
    const std::string key = fragment->key;
    driver->key(Qt::Key_PageDown);
    for (int i = 0; i < 20 && review.current()->key != key; ++i)
        driver->key(Qt::Key_PageDown);
    QCOMPARE(review.current()->key, key);
    driver->view().select(TrackId{5}); // two selected tracks would be joined at once
    driver->key(Qt::Key_J);
    QVERIFY(driver->window().edits().pending().active());
    driver->key(Qt::Key_Backspace); // not a verdict while a command waits
    QVERIFY(review.queue().find(key));
    driver->key(Qt::Key_Escape);
    QVERIFY(review.current()); // only the command was taken back
    driver->view().select(TrackId{5});
    driver->key(Qt::Key_J);
    driver->key(Qt::Key_Return); // the proposal of J
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(1));
    QVERIFY(!driver->state().tracks.contains(TrackId{9}));
    settle(*driver);
    QVERIFY(!review.queue().find(key));
    QCOMPARE(review.verdicts(), 1);
    QVERIFY(!review.current() || review.current()->key != key);
}

// Every state of the dock: who has Enter, and what one Esc takes back.
void TestReviewDock::escTakesBackOneThingAtATime()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    RelinkController& relink = driver->window().relink();
    const PromptKeys& prompts = driver->window().prompts();
    QVERIFY(!prompts.accepting());
    driver->key(Qt::Key_Return); // nothing asks
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0));

    driver->key(Qt::Key_PageDown);
    const std::string key = review.current()->key;
    QVERIFY(prompts.accepting() == PromptLevel::Finding);
    driver->view().select(review.current()->a);
    driver->key(Qt::Key_J); // a command over the finding
    QVERIFY(driver->window().edits().pending().active());
    QVERIFY(prompts.accepting() == PromptLevel::Command);
    driver->key(Qt::Key_Escape);
    QVERIFY(!driver->window().edits().pending().active());
    QVERIFY(prompts.accepting() == PromptLevel::Finding);
    QVERIFY(driver->view().primary() != TrackId::kInvalid);

    driver->key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier); // a relink over the finding
    QVERIFY(relink.isWorking());
    QVERIFY(prompts.accepting() == PromptLevel::Finding); // only Esc is the search's
    driver->key(Qt::Key_Escape);
    QVERIFY(!relink.isWorking());
    QVERIFY(review.current() && review.current()->key == key);
    driver->key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return relink.preview() != nullptr; }, kScanMs));
    QVERIFY(prompts.accepting() == PromptLevel::Preview);
    driver->key(Qt::Key_Backspace); // no verdict while the difference is shown
    QCOMPARE(review.verdicts(), 0);
    driver->key(Qt::Key_Escape);
    QVERIFY(!relink.preview());
    QVERIFY(review.current() && review.current()->key == key);

    driver->key(Qt::Key_Escape);
    QVERIFY(!review.current());
    QVERIFY(driver->view().selection().empty()); // the finding had selected them
    QVERIFY(!prompts.accepting());
    driver->view().select(TrackId{1});
    driver->view().setRange({10, 20});
    driver->key(Qt::Key_Escape);
    QVERIFY(driver->view().range().empty());
    QCOMPARE(driver->view().primary(), TrackId{1});
    driver->key(Qt::Key_Escape);
    QVERIFY(driver->view().selection().empty());
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0));
}

void TestReviewDock::theSecondAroundItLoops()
{
    const auto driver = started(true);
    ReviewController& review = driver->window().review();
    driver->key(Qt::Key_PageDown);
    const FrameIndex cut = review.currentCut();
    const FrameRange around{std::max(0, cut - 25), std::min(cut + 25, kFrames - 1)};
    QVERIFY(QTest::qWaitFor([&] { return driver->view().frame() > cut + 2; }, kScanMs));
    QVERIFY(QTest::qWaitFor([&] { return driver->view().frame() < cut; }, kScanMs)); // began again
    QVERIFY(around.contains(driver->view().frame()));
    // a command of the person acts on the cut, wherever the loop is
    driver->key(Qt::Key_J);
    QCOMPARE(driver->view().frame(), cut);
    QCOMPARE(driver->window().edits().pending().frame, cut);
    driver->key(Qt::Key_Escape);
    driver->key(Qt::Key_Escape); // and leave
    QVERIFY(!review.current());
}

void TestReviewDock::keysDoNothingWhileTheQueueIsOutOfSight()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    driver->key(Qt::Key_Return);
    settle(*driver);
    driver->key(Qt::Key_Backspace);
    driver->key(Qt::Key_S);
    QCOMPARE(review.verdicts(), 0);
    driver->key(Qt::Key_PageDown);
    const std::string key = review.current()->key;
    driver->key(Qt::Key_6, Qt::ControlModifier | Qt::AltModifier); // hides the dock
    driver->key(Qt::Key_Return);
    settle(*driver);
    driver->key(Qt::Key_Backspace);
    QCOMPARE(review.verdicts(), 0);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0));
    driver->key(Qt::Key_PageDown); // and brings it back
    QCOMPARE(review.current()->key, key);
}

void TestReviewDock::theExportSaysWhatIsLeft()
{
    const auto driver = started();
    driver->key(Qt::Key_PageDown);
    driver->key(Qt::Key_Return);
    settle(*driver);
    driver->key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = driver->window().findChild<QDialog*>(QStringLiteral("exportDialog"));
    QVERIFY(dialog);
    const QString text = dialog->findChild<QLabel*>(QStringLiteral("exportCertificateText"))->text();
    QVERIFY2(text.contains(QStringLiteral("Verdicts: 1 accepted, 0 fine")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Edits: 1.")), qPrintable(text));
    driver->screenshot(QStringLiteral("export-certificate"), dialog);
    const QString folder = m_folder->filePath(QStringLiteral("out"));
    dialog->findChild<QLineEdit*>(QStringLiteral("exportPath"))->setText(folder);
    dialog->findChild<QPushButton*>(QStringLiteral("exportNow"))->click();
    const QString path = folder + QStringLiteral("/gt/certificate.json");
    auto* verdict = dialog->findChild<QLabel*>(QStringLiteral("exportVerdict"));
    QVERIFY(QTest::qWaitFor([&] { return !verdict->text().isEmpty(); }, kScanMs));
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(verdict->text()));
    const QByteArray json = file.readAll();
    QVERIFY(json.contains("\"accepted\": 1"));
    QVERIFY(json.contains("\"model\": \"drawn\""));
    dialog->close();
}

void TestReviewDock::theDifferenceIsShownBeforeItIsMade()
{
    const auto driver = started();
    RelinkController& relink = driver->window().relink();
    const double before = rightShare(driver->state(), m_scene.truth);
    const auto open = driver->window().review().queue().open().size();
    driver->resetCount();
    driver->key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return relink.preview() != nullptr; }, kScanMs));
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0));
    QCOMPARE(rightShare(driver->state(), m_scene.truth), before);
    QVERIFY(!oneNumberEach(driver->state(), m_scene.truth));
    const review::Relinking& difference = relink.preview()->followUps.plan.difference;
    QCOMPARE(difference.swaps, 2);
    QCOMPARE(difference.joins, 1);
    QVERIFY(difference.resolved.size() >= 3);
    auto* moves = driver->window().findChild<QListWidget*>(QStringLiteral("relinkMoves"));
    QVERIFY(moves->isVisible());
    QCOMPARE(moves->count(), static_cast<int>(difference.moves.size()));
    auto* timeline = driver->window().findChild<TimelineView*>(QStringLiteral("timeline"));
    QCOMPARE(timeline->scene().changes->size(), difference.moves.size());
    driver->screenshot(QStringLiteral("relink"));
    driver->key(Qt::Key_Escape);
    QVERIFY(!relink.preview());
    QVERIFY(timeline->scene().changes->empty());
    QVERIFY(!moves->isVisible());
    QCOMPARE(rightShare(driver->state(), m_scene.truth), before);
    driver->key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return relink.preview() != nullptr; }, kScanMs));
    driver->key(Qt::Key_Return);
    settle(*driver);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(1));
    QVERIFY(oneNumberEach(driver->state(), m_scene.truth));
    settle(*driver);
    QVERIFY(driver->window().review().queue().open().size() + 3 <= open);
    QVERIFY(driver->window().review().verdicts() >= 3);
    qInfo("three mistakes mended with %d keys, one look at the difference dropped", driver->actions());
    driver->key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rightShare(driver->state(), m_scene.truth), before);
    settle(*driver);
    QCOMPARE(driver->window().review().queue().open().size(), open);
    QCOMPARE(driver->window().review().verdicts(), 0);
}

void TestReviewDock::shiftEnterTakesWhatFollows()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    RelinkController& relink = driver->window().relink();
    const auto& open = review.queue().open();
    const auto first = std::min_element(open.begin(), open.end(), [](const auto& a, const auto& b) {
        const auto rank = [](const review::Event& e) { return e.kind == review::EventKind::Swap ? e.frame : 10000; };
        return rank(a) < rank(b);
    });
    const review::Event event = *first;
    driver->key(Qt::Key_PageDown);
    review.select(event.key);
    driver->key(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return relink.preview() != nullptr; }, kScanMs));
    QVERIFY(relink.preview()->accepted);
    QCOMPARE(relink.preview()->accepted->key, event.key);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0));
    driver->key(Qt::Key_Return);
    settle(*driver);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(1)); // fix and what follows: one step
    settle(*driver);
    QVERIFY(!review.queue().find(event.key));
    int swaps = 0;
    for (const review::Event& left : review.queue().open())
        swaps += left.kind == review::EventKind::Swap && left.probability > 0.5 ? 1 : 0;
    QCOMPARE(swaps, 0);
    driver->key(Qt::Key_Z, Qt::ControlModifier);
    settle(*driver);
    QVERIFY(review.queue().find(event.key));
}

void TestReviewDock::whatAFixSettlesIsOffered()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    RelinkController& relink = driver->window().relink();
    const auto& open = review.queue().open();
    const auto fragment = std::find_if(open.begin(), open.end(), [](const review::Event& event) {
        return event.kind == review::EventKind::Fragment && event.a == TrackId{5};
    });
    QVERIFY(fragment != open.end());
    QVERIFY(fragment->frame < m_scene.meet12 && fragment->frame < m_scene.meet34);
    driver->key(Qt::Key_PageDown);
    review.select(std::string(fragment->key));
    driver->key(Qt::Key_Return);
    settle(*driver);
    QVERIFY(QTest::qWaitFor([&] { return relink.offered() >= 2; }, kScanMs));
    auto* offer = driver->window().findChild<QLabel*>(QStringLiteral("relinkOffer"));
    QVERIFY(offer->isVisible());
    QVERIFY(offer->text().contains(QString::number(relink.offered())));
    driver->screenshot(QStringLiteral("relink-offer"));
    driver->key(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(relink.preview());
    QVERIFY(!relink.preview()->accepted);
    driver->key(Qt::Key_Return);
    settle(*driver);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(2));
    QVERIFY(oneNumberEach(driver->state(), m_scene.truth));
    QCOMPARE(relink.offered(), 0);
}

void TestReviewDock::verifiedFramesAreNotTouched()
{
    const auto driver = started();
    QVERIFY(driver->session().run(a::SetVerified{TrackId::kInvalid, {0, kFrames - 1}, true}));
    settle(*driver);
    const a::DocumentState before = driver->state();
    driver->key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return !driver->window().relink().isWorking(); }, kScanMs));
    QVERIFY(!driver->window().relink().preview());
    QVERIFY(!driver->toast().isEmpty());
    driver->key(Qt::Key_Return);
    settle(*driver);
    QVERIFY(driver->state() == before);
}

void TestReviewDock::undoTakesVerdictsBackInTheirOrder()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    const auto undo = [&] { driver->key(Qt::Key_Z, Qt::ControlModifier); };
    const auto redo = [&] { driver->key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); };
    const auto position = [&] { return driver->session().workspace()->history().position(); };
    driver->key(Qt::Key_PageDown);
    const std::string first = review.current()->key;
    driver->key(Qt::Key_Backspace);
    driver->view().select(TrackId{6});
    driver->key(Qt::Key_L); // an edit: the track is locked
    settle(*driver);
    if (!review.current())
        driver->key(Qt::Key_PageDown);
    const std::string second = review.current()->key;
    driver->key(Qt::Key_S);
    QCOMPARE(review.verdicts(), 1);
    QCOMPARE(review.queue().count(review::VerdictState::Later), 1);
    undo();
    QCOMPARE(review.queue().count(review::VerdictState::Later), 0);
    QCOMPARE(review.current()->key, second);
    QCOMPARE(position(), std::size_t(2));
    undo();
    QCOMPARE(position(), std::size_t(1));
    QCOMPARE(review.verdicts(), 1);
    settle(*driver);
    undo();
    QCOMPARE(review.verdicts(), 0);
    QVERIFY(review.queue().find(first));
    QCOMPARE(review.current()->key, first);
    QVERIFY(!driver->window().actionRegistry().action("edit.undo")->isEnabled());
    redo();
    QVERIFY(!review.queue().find(first));
    QCOMPARE(position(), std::size_t(1));
    redo();
    QCOMPARE(position(), std::size_t(2));
    settle(*driver);
    redo();
    QCOMPARE(review.queue().count(review::VerdictState::Later), 1);
    QVERIFY(!driver->window().actionRegistry().action("edit.redo")->isEnabled());
    // a new edit in the middle: what was undone is gone
    undo();
    driver->view().select(TrackId{5});
    driver->key(Qt::Key_L);
    QVERIFY(!driver->window().actionRegistry().action("edit.redo")->isEnabled());
    // and the project remembers what was said last
    driver->reopenWindow();
    QVERIFY(driver->open(m_project));
    settle(*driver);
    QVERIFY(!driver->window().review().queue().find(first));
    QCOMPARE(driver->window().review().queue().count(review::VerdictState::Later), 0);
}

void TestReviewDock::aMarkOnTheTimelineOpensItsPlace()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    auto* timeline = driver->window().findChild<TimelineView*>(QStringLiteral("timeline"));
    const TimelineScene scene = timeline->scene();
    QCOMPARE(scene.events->all().size(), review.queue().open().size());
    const auto& marks = scene.events->onLanes();
    const auto mark = std::find_if(marks.begin(), marks.end(), [&](const LaneMark& each) {
        return scene.events->all()[each.mark].kind == review::EventKind::Swap;
    });
    QVERIFY(mark != marks.end());
    const QPoint at(static_cast<int>(scene.scale.xOf(mark->frame + 0.5)),
                    static_cast<int>(scene.barOf(mark->track).top()) + 3);
    const std::string key = scene.hit(QPointF(at)).event->key;
    QVERIFY(!review.current());
    QTest::mouseClick(timeline->viewport(), Qt::LeftButton, {}, at);
    QVERIFY(review.current());
    QCOMPARE(review.current()->key, key);
    QCOMPARE(driver->view().frame(), review.current()->frame);
    QVERIFY(review.isShown());
    QCOMPARE(timeline->scene().events->current()->key, key);
}

void TestReviewDock::thePeopleInQuestionAreMarkedOnTheVideo()
{
    const auto driver = started();
    ReviewController& review = driver->window().review();
    auto* canvas = driver->window().findChild<VideoCanvas*>();
    const auto amber = [&] {
        const QImage image = canvas->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += image.pixel(x, y) == kSuspicionColor ? 1 : 0;
        return count;
    };
    QCOMPARE(amber(), 0);
    driver->key(Qt::Key_PageDown);
    QVERIFY(QTest::qWaitFor([&] { return canvas->shownFrame() == review.current()->frame; }, kScanMs));
    QVERIFY(amber() > 100);
    const EventOverlay overlay =
        eventOverlayAt(driver->window().document(), *review.current(), review.current()->frame, 25);
    QCOMPARE(overlay.people.size(), std::size_t(2));
    QVERIFY(overlay.missing.empty());
    QVERIFY(!overlay.caption.isEmpty());
    QVERIFY(eventOverlayAt(driver->window().document(), *review.current(), kFrames - 1, 5).caption.isEmpty());
    driver->key(Qt::Key_Escape);
    QCOMPARE(amber(), 0);
}

void TestReviewDock::lanesTakeTheLooksOfPeople()
{
    const auto driver = started();
    auto* timeline = driver->window().findChild<TimelineView*>(QStringLiteral("timeline"));
    QVERIFY(!timeline->scene().colours);
    driver->key(Qt::Key_P, Qt::ShiftModifier);
    QVERIFY(driver->view().display().appearanceLanes);
    QVERIFY(QTest::qWaitFor([&] { return timeline->scene().colours != nullptr; }, kScanMs));
    // the swap is an edge: both lanes show the other's look from the meeting on
    const auto colorAt = [&](TrackId id, FrameIndex frame) {
        const auto& stretches = *timeline->scene().colours->of(id);
        return labFromRgb(stretches[AppearanceColours::at(stretches, frame)].dark);
    };
    const auto alike = [&](TrackId a, FrameIndex i, TrackId b, FrameIndex j) {
        return ciede2000(colorAt(a, i), colorAt(b, j));
    };
    const FrameIndex early = m_scene.meet12 - 20, late = m_scene.meet12 + 20;
    QVERIFY(alike(TrackId{1}, early, TrackId{2}, late) < 6);
    QVERIFY(alike(TrackId{1}, early, TrackId{1}, late) > 3 * alike(TrackId{1}, early, TrackId{2}, late));
    driver->screenshot(QStringLiteral("colours"));
    driver->key(Qt::Key_P, Qt::ShiftModifier);
    QVERIFY(!timeline->scene().colours);
}

void TestReviewDock::theBoardJoinsPiecesByKeysAlone()
{
    const auto driver = started();
    driver->key(Qt::Key_B, Qt::ControlModifier);
    auto* dialog = driver->window().findChild<BoardDialog*>(QStringLiteral("boardDialog"));
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    IdentityBoard& board = driver->window().board();
    QVERIFY(QTest::qWaitFor([&] { return !board.rows().empty(); }, kScanMs));
    QCOMPARE(board.rows().size(), std::size_t(1));
    const review::PersonGroup group = board.rows().front();
    QCOMPARE(group.fragments.size(), std::size_t(2));
    QCOMPARE(group.fragments[0].track, TrackId{5});
    QCOMPARE(group.fragments[1].track, TrackId{9});
    QVERIFY(QTest::qWaitFor([&] { return !board.face(group.fragments[1]).isNull(); }, kScanMs));
    driver->screenshot(QStringLiteral("board"), dialog);
    BoardView& view = dialog->view();
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(&view, key, modifiers);
    };
    press(Qt::Key_Right);
    QCOMPARE(view.currentColumn(), 1);
    press(Qt::Key_V);
    QCOMPARE(driver->view().primary(), TrackId{9});
    QCOMPARE(driver->view().frame(), group.fragments[1].faceFrame);
    press(Qt::Key_Space);
    QCOMPARE(board.checkedIn(0), 1);
    press(Qt::Key_Return);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0)); // nothing to join with
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.checkRect(0, 1).center());
    QCOMPARE(board.checkedIn(0), 2);
    press(Qt::Key_Return);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(1));
    QVERIFY(!driver->state().tracks.contains(TrackId{9}));
    QCOMPARE(driver->state().tracks.at(TrackId{5})->boxes.size(), std::size_t(kFrames)); // the short gap is filled
    QVERIFY(board.rows().empty());
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(driver->session().workspace()->history().position(), std::size_t(0));
    QVERIFY(QTest::qWaitFor([&] { return board.rows().size() == 1; }, kScanMs));
    // who was stated to be another person is not offered again
    press(Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    ReviewController& review = driver->window().review();
    const auto& open = review.queue().open();
    const auto fragment = std::find_if(open.begin(), open.end(), [](const review::Event& event) {
        return event.kind == review::EventKind::Fragment && event.a == TrackId{5};
    });
    QVERIFY(fragment != open.end());
    driver->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&driver->window()));
    driver->key(Qt::Key_PageDown);
    review.select(std::string(fragment->key));
    driver->key(Qt::Key_Backspace);
    driver->key(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !board.isLooking(); }, kScanMs));
    QVERIFY(board.rows().empty());
}

QTEST_MAIN(TestReviewDock)
#include "tst_review_dock.moc"
