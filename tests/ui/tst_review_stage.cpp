// The review as a mode of the window, on a drawn clip with known mistakes: two exchanged pairs, a track in two pieces,
// and things that are not people. By keys alone and by mouse alone; its geometry never follows its content.
#include "drawn_project.h"
#include "window_driver.h"

#include "core/math/rng.h"
#include "tests/support/review_scene.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/models/event_text.h"
#include "ui/review/stage/end_page.h"
#include "ui/review/stage/filter_menu.h"
#include "ui/review/stage/place_map.h"
#include "ui/review/stage/review_stage.h"
#include "ui/timeline/playback_controller.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"
#include "ui/work_modes.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <future>
#include <semaphore>
#include <set>

using namespace tw;
using namespace tw::test;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr int kWidth = 640, kHeight = 720;
constexpr FrameIndex kFrames = 100;
constexpr int kPeople = 6;
constexpr int kThings = 6; // short tracks on nothing
constexpr int kFirstThing = 20;
constexpr int kEmbedding = 32;
constexpr std::uint64_t kSeed = 5;
constexpr int kScanMs = 60000;

FrameIndex meetingOf(const KnownTracks& tracks, std::size_t x, std::size_t y)
{
    const auto distance = [&](const auto& frame) { return std::abs(frame[x].box.centerX() - frame[y].box.centerX()); };
    const auto best = std::min_element(tracks.begin(), tracks.end(),
                                       [&](const auto& p, const auto& q) { return distance(p) < distance(q); });
    return static_cast<FrameIndex>(best - tracks.begin());
}

struct Scene {
    KnownTracks truth = crossingPeople(kPeople, kFrames, kWidth, kHeight);
    KnownTracks labelled;

    Scene()
    {
        labelled = withSwap(truth, TrackId{1}, TrackId{2}, meetingOf(truth, 0, 1));
        labelled = withSwap(labelled, TrackId{3}, TrackId{4}, meetingOf(truth, 2, 3));
        labelled = withFragment(withGap(labelled, TrackId{5}, 20, 25), TrackId{5}, 26, TrackId{9});
    }
};

// From `unlikely` on the network believed in them: findings that are not worth a look.
a::Document withThings(const KnownTracks& labelled, int things = kThings, int unlikely = 1000)
{
    a::DocumentState state = documentOf(labelled).state();
    for (int i = 0; i < things; ++i) {
        a::Track track;
        track.id = TrackId{kFirstThing + i};
        for (FrameIndex frame = 40; frame < 44; ++frame) {
            a::TrackBox box;
            box.frame = frame;
            box.box = {20 + 100.0 * (i % kThings), 640 - 90.0 * (i / kThings), 30, 70};
            box.score = i < unlikely ? 0.2F : 0.6F;
            box.origin = a::BoxOrigin::Tracker;
            track.boxes.push_back(box);
        }
        state.tracks[track.id] = std::make_shared<const a::Track>(std::move(track));
    }
    state.nextId = TrackId{kFirstThing + things}; // a project whose numbers are beyond it counts as damaged
    return a::Document(std::make_shared<const a::DocumentState>(std::move(state)));
}

std::vector<FramePeaks> seen(const KnownTracks& truth)
{
    DetectorFaults faults;
    faults.missRate = faults.falseAlarms = faults.hiddenBelow = faults.positionNoise = faults.sizeNoise = 0;
    faults.embeddingLength = kEmbedding;
    return detectedPeaks(truth, faults, kSeed, 0.8F);
}

// Whether every person of the truth has one number of their own all the time, whichever it is, and nothing else is
// there.
bool isRight(const a::DocumentState& state, const KnownTracks& truth)
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
    return state.tracks.size() == std::size_t{kPeople} &&
           std::all_of(numbers.begin(), numbers.end(), [&](const auto& person) {
               return person.second.size() == 1 && used.insert(*person.second.begin()).second;
           });
}

review::EventFilter onlySwaps()
{
    review::EventFilter filter;
    filter.kinds = {review::EventKind::Swap};
    return filter;
}

review::EventFilter about(TrackId person)
{
    review::EventFilter filter;
    filter.track = person;
    return filter;
}

bool isNearly(const QColor& a, const QColor& b) // antialiased
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 60;
}

// The answers of an annotator who knows the truth.
bool isRealError(const review::Event& event)
{
    const auto about = [&event](int a, int b) {
        return (event.a == TrackId{a} && event.b == TrackId{b}) || (event.a == TrackId{b} && event.b == TrackId{a});
    };
    switch (event.kind) {
    case review::EventKind::Swap: return about(1, 2) || about(3, 4);
    case review::EventKind::Fragment:
    case review::EventKind::Reentry: return about(5, 9);
    case review::EventKind::FalseTrack: return event.a >= TrackId{kFirstThing};
    default: return false;
    }
}

} // namespace

class TestReviewStage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Dark); }
    void init();
    void cleanup() { m_driver.reset(); }
    void theWholeJobByKeysAlone();
    void theWholeJobByMouseAlone();
    void picturesAreLargeAndOfTheClearestBoxes();
    void aPictureFillsItsPlace();
    void theLoopShowsWhatIsAskedAbout();
    void nothingMovesFromOneFindingToTheNext();
    void theNextFindingIsPrepared();
    void thingsAreAnsweredAtOnceAndComeBackWithOneUndo();
    void leavingRestoresTheEditor();
    void keysWaitForThePictures();
    void verdictsWithoutALookDoNotCount();
    void aFilterNarrowsTheReview();
    void theMapShowsWhere();
    void theEndSaysWhatWasReached();
    void aFinishedQueueKeepsTheKeys();
    void aBatchEndsWithALine();
    void theStopLineIsWhereVerdictsAreGiven();
    void theGridUsesItsRoom();
    void aFixThatTakesTimeSaysSo();
    void everyStateHasAPicture();

private:
    MainWindow& window() { return m_driver->window(); }
    ReviewStage& stage() { return window().stage(); }
    ReviewController& review() { return window().review(); }
    void settle();
    void pictures();
    void enter();
    void answerAll();

    Scene m_scene;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
};

void TestReviewStage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto clip = pathFromQt(m_folder->path()) / "clip.mp4";
    drawClip(clip, m_scene.truth, kWidth, kHeight);
    const QString project =
        makeProject(m_folder->path(), clip, kWidth, kHeight, withThings(m_scene.labelled), seen(m_scene.truth));
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
    window().resize(1280, 720);
    QVERIFY(m_driver->open(project));
    settle();
    m_driver->key(Qt::Key_L, Qt::ShiftModifier); // the loop off: the playhead stands still
}

void TestReviewStage::settle()
{
    QVERIFY(QTest::qWaitFor([this] { return !review().isLooking(); }, kScanMs));
}

void TestReviewStage::pictures()
{
    QVERIFY(QTest::qWaitFor([this] { return stage().seenMs() >= ReviewController::kLookMs; }, kScanMs));
}

void TestReviewStage::enter()
{
    m_driver->key(Qt::Key_F8);
    QVERIFY(stage().isVisible());
    pictures();
}

void TestReviewStage::theWholeJobByKeysAlone()
{
    enter();
    m_driver->resetCount();
    QCOMPARE(stage().page(), ReviewStage::Page::Grid);
    m_driver->key(Qt::Key_Return);
    settle();
    while (stage().page() == ReviewStage::Page::Finding) {
        pictures();
        const review::Event event = *review().current();
        m_driver->key(isRealError(event) ? Qt::Key_Return : Qt::Key_Backspace);
        settle();
        QVERIFY2(m_driver->actions() < 40, "the queue does not end");
    }
    QVERIFY(isRight(m_driver->state(), m_scene.truth));
    QCOMPARE(stage().page(), ReviewStage::Page::End);
    QVERIFY(window().modes().bar().textOf(WorkflowBar::Step::Review) == QStringLiteral("Review"));
    qInfo("two swaps, a fragment and %d things that are not people: %d keys", kThings, m_driver->actions());
}

void TestReviewStage::theWholeJobByMouseAlone()
{
    const auto click = [this](QWidget* widget) {
        QVERIFY(widget && widget->isVisible() && widget->isEnabled());
        QTest::mouseClick(widget, Qt::LeftButton);
    };
    click(window().findChild<QToolButton*>(QStringLiteral("workflow1")));
    QVERIFY(stage().isVisible());
    pictures();
    click(stage().findChild<QWidget*>(QStringLiteral("stage.gridAnswer")));
    settle();
    int clicks = 0;
    while (stage().page() == ReviewStage::Page::Finding) {
        pictures();
        const review::Event event = *review().current();
        const bool fix = isRealError(event);
        PictureBoard& board = stage().board();
        if (board.plan().rows.size() == 2) // the strip that is right
            QTest::mouseClick(&board, Qt::LeftButton, {}, board.cellRect(fix ? 1 : 0, 0, 0).center().toPoint());
        else
            for (KeyButton* button : stage().findChildren<KeyButton*>())
                if (button->isVisible() && button->label() == (fix ? acceptText(event) : keepText(event))) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    break;
                }
        settle();
        QVERIFY2(++clicks < 40, "the queue does not end");
    }
    QVERIFY(isRight(m_driver->state(), m_scene.truth));
    click(stage().findChild<QPushButton*>(QStringLiteral("stageEditor")));
    QVERIFY(!stage().isVisible());
}

void TestReviewStage::picturesAreLargeAndOfTheClearestBoxes()
{
    enter();
    m_driver->key(Qt::Key_Return); // the grid
    settle();
    bool pair = false, swap = false;
    for (int i = 0; i < 12 && stage().page() == ReviewStage::Page::Finding && !(pair && swap); ++i) {
        pictures();
        const PicturePlan& plan = stage().board().plan();
        const review::EventKind kind = review().current()->kind;
        QVERIFY(!plan.empty());
        for (const PictureRow& row : plan.rows)
            for (const PictureGroup& group : row.groups)
                QVERIFY2(!group.before.empty() || !group.after.empty(), "an empty group");
        if (kind == review::EventKind::Fragment || kind == review::EventKind::Reentry) {
            pair = true;
            QCOMPARE(plan.columns, 4);
            const QRectF cell = stage().board().cellRect(0, 1, 1);
            QVERIFY2(cell.width() >= 150 && cell.height() >= 300,
                     qPrintable(QStringLiteral("%1 x %2").arg(cell.width()).arg(cell.height())));
        }
        if (kind == review::EventKind::Swap) {
            swap = true;
            QCOMPARE(plan.rows.size(), std::size_t(2));
            // the second strip exchanges what lies after the cut
            QCOMPARE(plan.rows[0].groups[0].after.front().track, review().current()->a);
            QCOMPARE(plan.rows[1].groups[0].after.front().track, review().current()->b);
        }
        m_driver->screenshot(QStringLiteral("stage-kind-%1").arg(static_cast<int>(kind)));
        m_driver->key(Qt::Key_PageDown);
    }
    QVERIFY(pair && swap);
}

// Boxes of any shape, also at the edges of the video, in places of any shape that the window has.
void TestReviewStage::aPictureFillsItsPlace()
{
    math::Rng rng(3);
    const QSizeF video(1920, 1080);
    for (int i = 0; i < 2000; ++i) {
        const double width = rng.uniform(8, 250), height = rng.uniform(20, 400);
        const Box box{rng.uniform(-width / 2, video.width() - width / 2),
                      rng.uniform(-height / 2, video.height() - height / 2), width, height};
        const PictureCell cell{0, TrackId{1}, box, video};
        const double placeHeight = rng.uniform(60, 600);
        const QRectF place(rng.uniform(0, 500), rng.uniform(0, 500),
                           placeHeight * rng.uniform(kNarrowestPlace, kWidestPlace), placeHeight);
        const PicturePlacement placement(cell, place, i % 2 == 0 ? 1 : 2);
        const QRectF read = toQt(CropImages::coverage(surroundings(cell))).intersected(QRectF({}, video));
        const QRectF painted = placement.of(fromQt(read));
        QVERIFY2(painted.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(place),
                 qPrintable(QStringLiteral("%1 x %2 at %3, %4").arg(width).arg(height).arg(box.left).arg(box.top)));
        // the person is in sight: all of the box that lies in the video, without zoom
        if (i % 2 == 0)
            QVERIFY(place.adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
                        .contains(placement.of(fromQt(toQt(box).intersected(QRectF({}, video))))));
    }
}

void TestReviewStage::theLoopShowsWhatIsAskedAbout()
{
    auto* playback = window().findChild<PlaybackController*>();
    QVERIFY(playback);
    m_driver->key(Qt::Key_L, Qt::ShiftModifier); // on
    enter();
    review::EventFilter things;
    things.kinds = {review::EventKind::FalseTrack};
    things.track = TrackId{kFirstThing};
    Q_EMIT stage().filterMenu().filterWanted(things);
    QVERIFY(review().current());
    QCOMPARE(review().current()->a, TrackId{kFirstThing});
    QCOMPARE(playback->loop().first, 40);     // its first frame
    QVERIFY(playback->loop().length() >= 12); // not a flicker of its four frames
    QVERIFY(playback->loop().length() <= 51);
}

void TestReviewStage::nothingMovesFromOneFindingToTheNext()
{
    enter();
    m_driver->key(Qt::Key_Return);
    settle();
    const QSize size = window().size();
    std::map<QWidget*, QRect> places;
    for (QWidget* widget : stage().findChildren<QWidget*>())
        if (widget->isVisible() && !widget->objectName().isEmpty() && widget->objectName() != QLatin1String("toast"))
            places[widget] = QRect(widget->mapTo(&stage(), QPoint()), widget->size());
    QVERIFY(places.size() > 8);
    for (int i = 0; i < 6 && stage().page() == ReviewStage::Page::Finding; ++i) {
        m_driver->key(Qt::Key_PageDown);
        QTest::qWait(20);
        QCOMPARE(window().size(), size);
        for (const auto& [widget, place] : places)
            if (widget->isVisible() && !qobject_cast<ElidedLabel*>(widget) &&
                widget->objectName() != QLatin1String("stageProgress"))
                QVERIFY2(QRect(widget->mapTo(&stage(), QPoint()), widget->size()) == place,
                         qPrintable(widget->objectName()));
    }
}

void TestReviewStage::theNextFindingIsPrepared()
{
    enter();
    m_driver->key(Qt::Key_Return);
    settle();
    pictures();
    QTest::qWait(1500); // a person looks
    int prepared = 0;
    while (stage().page() == ReviewStage::Page::Finding && prepared < 4) {
        const std::string key = review().current()->key;
        m_driver->key(Qt::Key_PageDown);
        if (!review().current() || review().current()->key == key)
            break;
        QVERIFY2(stage().board().waitedMs() >= 0 && stage().board().waitedMs() <= 50,
                 qPrintable(QString::number(stage().board().waitedMs())));
        ++prepared;
    }
    QVERIFY(prepared > 0);
}

void TestReviewStage::thingsAreAnsweredAtOnceAndComeBackWithOneUndo()
{
    enter();
    const std::size_t position = m_driver->session().workspace()->history().position();
    const auto& items = stage().grid().items();
    QVERIFY(items.size() >= kThings);
    // one of them is a person after all
    const auto one = std::find_if(items.begin(), items.end(), [](const auto& item) { return item.crossed; });
    QVERIFY(one != items.end());
    const TrackId kept = one->track;
    stage().grid().toggle(static_cast<int>(one - items.begin()));
    m_driver->key(Qt::Key_Return);
    settle();
    QVERIFY(m_driver->state().tracks.contains(kept));
    int things = 0;
    for (int i = 0; i < kThings; ++i)
        things += m_driver->state().tracks.contains(TrackId{kFirstThing + i}) ? 1 : 0;
    QCOMPARE(things, 1);
    QVERIFY(m_driver->session().workspace()->history().position() > position);
    while (m_driver->session().workspace()->history().position() > position)
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    for (int i = 0; i < kThings; ++i)
        QVERIFY(m_driver->state().tracks.contains(TrackId{kFirstThing + i}));
}

void TestReviewStage::leavingRestoresTheEditor()
{
    const QByteArray before = window().saveState();
    auto* canvas = window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    const QRect place(canvas->mapTo(&window(), QPoint()), canvas->size());
    enter();
    QVERIFY(window().prompts().accepting() == PromptLevel::Grid);
    m_driver->key(Qt::Key_Return);
    settle();
    QVERIFY(window().prompts().accepting() == PromptLevel::Finding);
    m_driver->view().select(review().current()->a); // two would be exchanged at once
    m_driver->key(Qt::Key_X);                       // a command on the stage: Esc takes it back first
    QVERIFY(window().prompts().accepting() == PromptLevel::Command);
    m_driver->key(Qt::Key_Escape);
    QVERIFY(stage().isVisible());
    QVERIFY(window().prompts().accepting() == PromptLevel::Finding);
    m_driver->key(Qt::Key_Escape);
    QVERIFY(!stage().isVisible());
    QVERIFY(!review().current());
    QVERIFY(!window().prompts().accepting());
    QVERIFY(canvas->isVisible());
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(canvas));
    QTest::qWait(50);
    QCOMPARE(QRect(canvas->mapTo(&window(), QPoint()), canvas->size()), place);
}

void TestReviewStage::keysWaitForThePictures()
{
    m_driver->key(Qt::Key_F8);
    if (stage().picturesShown())
        QSKIP("the pictures were there at once");
    const std::size_t tracks = m_driver->state().tracks.size();
    m_driver->key(Qt::Key_Return);
    QCOMPARE(m_driver->state().tracks.size(), tracks);
    pictures();
    m_driver->key(Qt::Key_Return);
    QVERIFY(m_driver->state().tracks.size() < tracks);
}

void TestReviewStage::verdictsWithoutALookDoNotCount()
{
    enter();
    m_driver->key(Qt::Key_Return);
    settle();
    QCOMPARE(stage().page(), ReviewStage::Page::Finding);
    m_driver->key(Qt::Key_PageDown);
    const std::string key = review().current()->key;
    const int before = review().verdicts();
    if (stage().seenMs() < ReviewController::kLookMs) {
        m_driver->key(Qt::Key_Backspace);
        QCOMPARE(review().current()->key, key);
        QCOMPARE(review().verdicts(), before);
    }
    // Ctrl does not wait: the finding is put off, and comes again
    if (stage().seenMs() < ReviewController::kLookMs) {
        m_driver->key(Qt::Key_Backspace, Qt::ControlModifier);
        QVERIFY(!review().current() || review().current()->key != key);
        QCOMPARE(review().verdicts(), before);
        QCOMPARE(review().queue().count(review::VerdictState::Later), 1);
        QVERIFY(review().queue().find(key));
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(review().queue().count(review::VerdictState::Later), 0);
    }
    pictures();
    m_driver->key(Qt::Key_Backspace);
    QCOMPARE(review().verdicts(), before + 1);
}

void TestReviewStage::aFilterNarrowsTheReview()
{
    enter();
    const int all = review().worthChecking();
    Q_EMIT stage().filterMenu().filterWanted(onlySwaps());
    QCOMPARE(stage().page(), ReviewStage::Page::Finding);
    const int swaps = review().worthChecking();
    QVERIFY(swaps >= 2 && swaps < all);
    for (int i = 0; i < swaps; ++i) {
        QVERIFY(review().current()->kind == review::EventKind::Swap);
        m_driver->key(Qt::Key_PageDown);
    }
    QVERIFY(stage().filterMenu().toolTip().contains(kindText(review::EventKind::Swap)));
    const TrackId person = review().current() ? review().current()->a : TrackId{1};
    Q_EMIT stage().filterMenu().filterWanted(about(person));
    if (review().current())
        QVERIFY(review().current()->a == person || review().current()->b == person);
    Q_EMIT stage().filterMenu().filterWanted({});
    QCOMPARE(review().worthChecking(), all);
    // the unlikely ones are folded until all are asked for
    QVERIFY(review().onlyWorth());
    Q_EMIT stage().filterMenu().showAllWanted(true);
    QVERIFY(!review().onlyWorth());
}

void TestReviewStage::theMapShowsWhere()
{
    enter();
    Q_EMIT stage().filterMenu().filterWanted(onlySwaps());
    pictures();
    auto* canvas = window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    QVERIFY(QTest::qWaitFor([canvas] { return canvas->hasPicture(); }, kScanMs));
    const QRectF seen = canvas->viewport().visibleSource();
    for (const TrackId id : {review().current()->a, review().current()->b}) {
        const a::TrackBox* box = window().document().boxAt(id, review().current()->frame);
        QVERIFY(box && seen.contains(QPointF(box->box.centerX(), box->box.centerY())));
    }
    // what is painted on the map is the routes: a person's colour where the person walks
    const QImage map = stage().map().grab().toImage();
    const QColor color = colorOf(review().current()->a);
    int painted = 0;
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x)
            painted += isNearly(map.pixelColor(x, y), color) ? 1 : 0;
    QVERIFY2(painted > 10, qPrintable(QString::number(painted)));
}

void TestReviewStage::theEndSaysWhatWasReached()
{
    enter();
    m_driver->key(Qt::Key_Return);
    settle();
    bool putOff = false;
    for (int i = 0; i < 40 && stage().page() == ReviewStage::Page::Finding; ++i) {
        pictures();
        const bool real = isRealError(*review().current());
        m_driver->key(real ? Qt::Key_Return : putOff ? Qt::Key_Backspace : Qt::Key_S);
        putOff = putOff || !real;
        settle();
    }
    QCOMPARE(stage().page(), ReviewStage::Page::End);
    const auto certificate = review().certificate();
    QVERIFY(certificate);
    QVERIFY(certificate->switches.corrected >= 2 * 2 + 1); // two exchanged pairs, one in pieces
    const QString text = stage().endPage().text();
    QVERIFY2(text.contains(QString::number(certificate->switches.corrected)), qPrintable(text));
    const int later = review().queue().count(review::VerdictState::Later);
    auto* again = stage().findChild<QPushButton*>(QStringLiteral("stageAgain"));
    if (later > 0)
        QVERIFY2(again->text().contains(QString::number(later)), qPrintable(again->text()));
    m_driver->screenshot(QStringLiteral("stage-end"));
    if (again->isEnabled()) {
        QTest::mouseClick(again, Qt::LeftButton);
        QVERIFY(stage().page() != ReviewStage::Page::End);
    }
}

void TestReviewStage::answerAll()
{
    for (int i = 0; i < 40 && stage().page() != ReviewStage::Page::End; ++i) {
        pictures();
        const bool right = stage().page() == ReviewStage::Page::Grid || isRealError(*review().current());
        m_driver->key(right ? Qt::Key_Return : Qt::Key_Backspace);
        settle();
    }
    QCOMPARE(stage().page(), ReviewStage::Page::End);
}

// Neither the last verdict nor F8 afterwards leaves the keys with a button, or says what the page says already.
void TestReviewStage::aFinishedQueueKeepsTheKeys()
{
    const auto keysAreTheStages = [this] {
        const QWidget* focus = QApplication::focusWidget();
        return focus && (focus == &stage() || stage().isAncestorOf(focus)) && focus->isVisible() &&
               !qobject_cast<const QAbstractButton*>(focus);
    };
    enter();
    answerAll();
    QTest::qWait(50);
    QVERIFY(keysAreTheStages());
    const a::DocumentState before = m_driver->state();
    m_driver->key(Qt::Key_F8);
    QVERIFY(!stage().isVisible());
    QTRY_COMPARE(QApplication::focusWidget(), window().findChild<VideoCanvas*>());
    QTRY_VERIFY_WITH_TIMEOUT(m_driver->toast().isEmpty(), 20'000); // that of the last fix
    m_driver->key(Qt::Key_F8);
    QVERIFY(stage().isVisible());
    QCOMPARE(stage().page(), ReviewStage::Page::End);
    QTest::qWait(50);
    QVERIFY(keysAreTheStages());
    QVERIFY2(m_driver->toast().isEmpty(), qPrintable(m_driver->toast()));
    m_driver->key(Qt::Key_Space); // presses nothing
    m_driver->key(Qt::Key_Return);
    QVERIFY(stage().isVisible());
    QVERIFY(m_driver->state() == before);
    m_driver->key(Qt::Key_Escape);
    QVERIFY(!stage().isVisible());
    QTRY_COMPARE(QApplication::focusWidget(), window().findChild<VideoCanvas*>());
}

// Twenty verdicts, then one line of what they settled and another order.
void TestReviewStage::aBatchEndsWithALine()
{
    QTemporaryDir folder;
    const auto clip = pathFromQt(folder.path()) / "clip.mp4";
    drawClip(clip, m_scene.truth, kWidth, kHeight);
    constexpr int kMany = 40, kLikely = 30;
    QVERIFY(m_driver->open(makeProject(folder.path(), clip, kWidth, kHeight,
                                       withThings(m_scene.labelled, kMany, kLikely), seen(m_scene.truth))));
    settle();
    m_driver->key(Qt::Key_PageDown);
    QVERIFY(review().queue().open().size() > review::ReviewBatch::kSize);
    QCOMPARE(review().batch().number(), 1);
    std::size_t kept = 0;
    for (; review().batch().number() == 1 && kept < review::ReviewBatch::kSize; ++kept) {
        QVERIFY(review().current());
        QVERIFY(!m_driver->toast().contains(QStringLiteral("ranked again")));
        m_driver->key(Qt::Key_Backspace);
        settle();
    }
    QCOMPARE(review().batch().number(), 2);
    QVERIFY2(m_driver->toast().contains(QStringLiteral("0 corrected, %1 kept, 0 put off").arg(kept)),
             qPrintable(m_driver->toast()));
    QVERIFY(review().unlikely() > 0);
    QVERIFY2(m_driver->toast().contains(QStringLiteral("one error in")), qPrintable(m_driver->toast()));
    m_driver->key(Qt::Key_Backspace);
    QVERIFY(!m_driver->toast().contains(QStringLiteral("ranked again"))); // said once
}

// From where on looking hardly pays is said beside the buttons, without moving them, and at the end.
void TestReviewStage::theStopLineIsWhereVerdictsAreGiven()
{
    QTemporaryDir folder;
    const auto clip = pathFromQt(folder.path()) / "clip.mp4";
    drawClip(clip, m_scene.truth, kWidth, kHeight);
    QVERIFY(m_driver->open(makeProject(folder.path(), clip, kWidth, kHeight, withThings(m_scene.labelled, kThings, 0),
                                       seen(m_scene.truth))));
    settle();
    window().resize(1600, 1000);
    enter();
    QCOMPARE(stage().page(), ReviewStage::Page::Finding);
    QCOMPARE(review().unlikely(), kThings);
    const QString line = review().stopText();
    QVERIFY(!line.isEmpty());
    QVERIFY2(line.contains(QString::number(review().unlikely())), qPrintable(line));
    auto* note = stage().findChild<ElidedLabel*>(QStringLiteral("stageFootNote"));
    QTRY_COMPARE(note->text(), line); // not cut
    QCOMPARE(window().findChild<QLabel*>(QStringLiteral("reviewExpected"))->text().contains(line), true);
    // where there is no room it is a tooltip
    std::map<QWidget*, QRect> places;
    for (KeyButton* button : stage().findChildren<KeyButton*>())
        if (button->isVisible())
            places[button] = button->geometry();
    window().resize(1280, 720);
    QTest::qWait(50);
    QVERIFY(note->text().isEmpty() || note->text() == line);
    QVERIFY(stage().findChild<ElidedLabel*>(QStringLiteral("stageProgress"))->toolTip().contains(line));
    window().resize(1600, 1000);
    QTest::qWait(50);
    for (const auto& [button, place] : places)
        QCOMPARE(button->geometry(), place);
    answerAll();
    QVERIFY(review().looksPerError() > 1);
    QVERIFY2(stage().endPage().text().contains(QStringLiteral("one error in %1 looks").arg(review().looksPerError())),
             qPrintable(stage().endPage().text()));
}

// Whatever is asked, most of it is pictures, and every picture fills its place.
void TestReviewStage::theGridUsesItsRoom()
{
    CropImages crops;
    PersonGrid grid(crops);
    for (const QSize size : {QSize(1256, 520), QSize(1576, 790), QSize(976, 500)})
        for (int count = 1; count <= static_cast<int>(PersonGrid::kMost); ++count) {
            grid.resize(size);
            grid.setItems(std::vector<PersonGrid::Item>(static_cast<std::size_t>(count)));
            const QRectF first = grid.itemRect(0), last = grid.itemRect(count - 1);
            QVERIFY2(QRectF(grid.rect()).adjusted(-1, -1, 1, 1).contains(last), qPrintable(QString::number(count)));
            const double width = first.width(), height = first.height() - PersonGrid::kFoot;
            QVERIFY(width >= kNarrowestPlace * height - 1e-6 && width <= kWidestPlace * height + 1e-6);
            QVERIFY2(count < 5 || width * height * count > 0.6 * size.width() * size.height(),
                     qPrintable(QStringLiteral("%1 pictures of %2 x %3").arg(count).arg(width).arg(height)));
        }
}

// Whatever keeps the worker, Enter is seen to be taken: one line in the place of the question that comes.
void TestReviewStage::aFixThatTakesTimeSaysSo()
{
    enter();
    m_driver->key(Qt::Key_Return);
    settle();
    pictures();
    const std::string key = review().current()->key;
    auto* question = stage().findChild<ElidedLabel*>(QStringLiteral("stageQuestion"));
    auto* docked = window().findChild<QLabel*>(QStringLiteral("reviewQuestion"));
    const QString asked = question->fullText();
    std::counting_semaphore begun(0); // a question that is stopped begins again
    std::promise<void> go;
    QVERIFY(review().ask([&begun, held = go.get_future().share()](const review::ReviewSession&, const JobContext&) {
        begun.release();
        held.wait();
        return std::function<void()>();
    }));
    begun.acquire(); // a fix would go before a question that has not begun
    const std::size_t position = m_driver->session().workspace()->history().position();
    m_driver->key(Qt::Key_Return);
    QVERIFY(!review().isWorkingOut()); // not for a moment
    QTRY_COMPARE(question->fullText(), workingOutText());
    QCOMPARE(docked->text(), workingOutText());
    QCOMPARE(review().current()->key, key); // the pictures stay until then
    QCOMPARE(m_driver->session().workspace()->history().position(), position);
    m_driver->key(Qt::Key_Return); // once is enough
    go.set_value();
    QTRY_VERIFY(!review().current() || review().current()->key != key);
    QCOMPARE(m_driver->session().workspace()->history().position(), position + 1);
    QVERIFY(!review().isWorkingOut());
    QVERIFY(question->fullText() != workingOutText());
    QVERIFY(question->fullText() != asked);
}

void TestReviewStage::everyStateHasAPicture()
{
    for (const auto& [width, height] : {std::pair(1280, 720), {1600, 1000}})
        for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
            const QString name = QStringLiteral("stage-%1-%2-")
                                     .arg(width)
                                     .arg(theme == ThemeChoice::Dark ? QLatin1String("dark") : QLatin1String("light"));
            window().setTheme(theme);
            window().resize(width, height);
            QTest::qWait(30);
            m_driver->screenshot(name + QStringLiteral("editor"));
            enter();
            m_driver->screenshot(name + QStringLiteral("grid"));
            m_driver->key(Qt::Key_PageDown);
            pictures();
            m_driver->screenshot(name + QStringLiteral("finding"));
            m_driver->key(Qt::Key_Escape);
        }
    window().setTheme(ThemeChoice::Dark);
}

QTEST_MAIN(TestReviewStage)
#include "tst_review_stage.moc"
