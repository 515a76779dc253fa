// Scale, hit testing, painting and the hand on the timeline.
#include "ui/timeline/label_painter.h"
#include "ui/timeline/minimap_bar.h"
#include "ui/timeline/playback_controller.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace tw;
using annotation::ciede2000, annotation::Lab, annotation::labFromRgb;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr FrameIndex kFrames = 400;

a::TrackPtr trackOf(int id, const std::vector<FrameRange>& spans, a::BoxOrigin origin = a::BoxOrigin::Tracker)
{
    a::Track track;
    track.id = TrackId{id};
    for (const FrameRange& span : spans) {
        for (FrameIndex frame = span.first; frame <= span.last; ++frame) {
            a::TrackBox box;
            box.frame = frame;
            box.box = {10, 10, 20, 40};
            box.origin = origin;
            track.boxes.push_back(box);
        }
    }
    return std::make_shared<const a::Track>(std::move(track));
}

// 1: 0-99 | 2: 50-149 | 3: 200-249 and 280-299, drawn by a person | 4: 320-320
a::Snapshot someTracks()
{
    auto state = std::make_shared<a::DocumentState>();
    state->tracks[TrackId{1}] = trackOf(1, {{0, 99}});
    state->tracks[TrackId{2}] = trackOf(2, {{50, 149}});
    state->tracks[TrackId{3}] = trackOf(3, {{200, 249}, {280, 299}}, a::BoxOrigin::Manual);
    state->tracks[TrackId{4}] = trackOf(4, {{320, 320}});
    state->nextId = TrackId{5};
    return state;
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void scaleMapsFrames();
    void scaleZoomsAboutThePointer();
    void ticksAreRound();
    void hitsBarsEndsAndGaps();
    void shortBarsHaveNoEnds();
    void paintsStylesAndGaps();
    void paintsTheSameInPieces();
    void mergesWhatIsNarrow();
    void clickSelectsAndSeeks();
    void shiftDragMarksARange();
    void handlesMoveTheEndsOfTheRange();
    void playingInTheRangeStaysInIt();
    void lanesShowThePeople();
    void draggingAnEndTrims();
    void draggingAnEndOntoAnotherJoins();
    void wheelZoomsPansAndScrolls();
    void marksLieOnTheirLanes();
    void findingsTooCloseAreOneMark();
    void aClickOnAMarkNamesItsFinding();
    void riskIsDrawnWhereFindingsAre();
    void marksAreTheSameInPieces();
    void changesAreShownUntilTheyAreTakenAway();
    void lanesShowHowPeopleLook();
    void lookColoursAreEvenlySpaced();
    void manyMarksAreABand();
    void aMapShowsTheWholeVideoWhenZoomedIn();
    void theMapIsReadableInBothThemes_data();
    void theMapIsReadableInBothThemes();
    void whatIsSaidIsShown();

private:
    QPoint at(FrameIndex frame, TrackId track) const; // in the viewport
    QColor pixel(const QImage& image, FrameIndex frame, TrackId track, int dy = 0) const;

    static review::Event eventAt(FrameIndex frame, int a, int b, double probability, const char* key);
    QPoint markAt(FrameIndex frame, TrackId track) const;
    static bool isAmber(const QColor& color) { return color.red() > 150 && color.blue() < 0.55 * color.red(); }
    QImage painted() const;                         // without the line that shows the keyboard focus
    int differingPixels(const QImage& whole) const; // when it is painted in pieces

    std::unique_ptr<DocumentView> m_document;
    std::unique_ptr<ViewState> m_view;
    std::unique_ptr<TimelineView> m_timeline;
};

void TestTimeline::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
}

void TestTimeline::init()
{
    m_document = std::make_unique<DocumentView>();
    m_view = std::make_unique<ViewState>();
    m_timeline = std::make_unique<TimelineView>(*m_document, *m_view);
    m_timeline->resize(1200, 260);
    m_timeline->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_timeline.get()));
    m_view->reset(kFrames);
    m_document->reset(someTracks(), kFrames);
}

void TestTimeline::cleanup()
{
    m_timeline.reset();
}

QPoint TestTimeline::at(FrameIndex frame, TrackId track) const
{
    const TimelineScene scene = m_timeline->scene();
    return {static_cast<int>(scene.scale.xOf(frame + 0.5)), static_cast<int>(scene.barOf(track).center().y())};
}

QColor TestTimeline::pixel(const QImage& image, FrameIndex frame, TrackId track, int dy) const
{
    return image.pixelColor(at(frame, track) + QPoint(0, dy));
}

void TestTimeline::scaleMapsFrames()
{
    TimeScale scale;
    scale.setWidth(1000);
    scale.setFrameCount(500);
    QCOMPARE(scale.pixelsPerFrame(), 2.0);
    QCOMPARE(scale.xOf(10), 20.0);
    QCOMPARE(scale.frameAt(20), 10);
    QCOMPARE(scale.frameAt(21.9), 10);
    QCOMPARE(scale.frameAt(-0.1), -1);
    QCOMPARE(scale.visible(), (FrameRange{0, 499}));
    scale.setWidth(2000);
    QCOMPARE(scale.pixelsPerFrame(), 4.0); // fitted until it is zoomed
}

void TestTimeline::scaleZoomsAboutThePointer()
{
    TimeScale scale;
    scale.setWidth(1000);
    scale.setFrameCount(500);
    const double frame = scale.firstFrame() + 700 / scale.pixelsPerFrame();
    scale.zoomAt(700, 3);
    QVERIFY(std::abs(scale.xOf(frame) - 700) < 1e-9);
    QVERIFY(!scale.isFitted());
    scale.zoomAt(700, 1e-6);
    QVERIFY(scale.isFitted());
    QCOMPARE(scale.firstFrame(), 0.0);
    scale.zoomAt(0, 1e6);
    QCOMPARE(scale.pixelsPerFrame(), TimeScale::kLargestPixelsPerFrame);
    scale.reveal(499);
    QVERIFY(scale.xOf(499) >= 0 && scale.xOf(500) <= 1000 + 1e-6);
}

void TestTimeline::ticksAreRound()
{
    TimeScale scale;
    scale.setWidth(1000);
    scale.setFrameCount(100000);
    for (int i = 0; i < 40; ++i) {
        const FrameIndex step = scale.tickStep(80);
        QVERIFY(step >= 1 && step * scale.pixelsPerFrame() >= 80 - 1e-6);
        FrameIndex rest = step;
        while (rest % 10 == 0)
            rest /= 10;
        QVERIFY(rest == 1 || rest == 2 || rest == 5);
        scale.zoomAt(500, 1.3);
    }
}

void TestTimeline::hitsBarsEndsAndGaps()
{
    const TimelineScene scene = m_timeline->scene();
    using Part = TimelineHit::Part;
    const auto hit = [&](FrameIndex frame, TrackId lane) { return scene.hit(QPointF(at(frame, lane))); };
    QVERIFY(hit(50, TrackId{1}).part == Part::Bar);
    QCOMPARE(hit(50, TrackId{1}).track, TrackId{1});
    QCOMPARE(hit(50, TrackId{1}).frame, 50);
    QVERIFY(hit(99, TrackId{1}).part == Part::BarEnd);
    QVERIFY(hit(0, TrackId{1}).part == Part::BarStart);
    QVERIFY(scene.hit(QPointF(at(100, TrackId{1}))).part == Part::BarEnd); // a little beyond it too
    QVERIFY(hit(150, TrackId{1}).part == Part::Empty);
    QCOMPARE(hit(150, TrackId{1}).track, TrackId::kInvalid);
    QCOMPARE(hit(265, TrackId{3}).track, TrackId{3}); // a gap belongs to its track
    QVERIFY(scene.hit(QPointF(300, 10)).part == Part::Ruler);
    QVERIFY(scene.hit(QPointF(300, kRulerHeight + kBandHeight + 4)).part == Part::Curve);
    QCOMPARE(scene.hit(QPointF(-50, 10)).frame, 0);
    QCOMPARE(scene.hit(QPointF(99999, 10)).frame, kFrames - 1);
    QVERIFY(scene.hit(QPointF(300, 255)).part == Part::Empty); // below the last lane
}

void TestTimeline::shortBarsHaveNoEnds()
{
    const TimelineScene scene = m_timeline->scene();
    const TimelineHit hit = scene.hit(QPointF(at(320, TrackId{4})));
    QVERIFY(hit.part == TimelineHit::Part::Bar);
    QCOMPARE(hit.track, TrackId{4});
}

void TestTimeline::paintsStylesAndGaps()
{
    m_view->setFrame(390); // the playhead out of the way
    const QImage image = painted();
    QCOMPARE(pixel(image, 75, TrackId{1}), colorOf(TrackId{1}));
    QCOMPARE(pixel(image, 120, TrackId{2}), colorOf(TrackId{2}));
    // thin for the tracker's boxes, thick for a person's
    const QColor base = m_timeline->palette().color(QPalette::Base);
    QCOMPARE(pixel(image, 75, TrackId{1}, 5), base);
    QCOMPARE(pixel(image, 235, TrackId{3}, 5), colorOf(TrackId{3}));
    QCOMPARE(pixel(image, 265, TrackId{3}), base); // the gap
    QCOMPARE(pixel(image, 290, TrackId{3}, 5), colorOf(TrackId{3}));
    // a single frame is still seen
    QCOMPARE(pixel(image, 320, TrackId{4}), colorOf(TrackId{4}));
}

QImage TestTimeline::painted() const
{
    m_timeline->clearFocus();
    return m_timeline->viewport()->grab().toImage();
}

int TestTimeline::differingPixels(const QImage& whole) const
{
    QImage pieces(whole.size(), whole.format());
    pieces.fill(Qt::black);
    QPainter painter(&pieces);
    const TimelineScene scene = m_timeline->scene();
    const QRect area = m_timeline->viewport()->rect();
    for (int x = 0; x < area.width(); x += 150)
        paintTimeline(painter, scene, area, QRect(x, 0, 150, area.height()));
    painter.end();
    int different = 0;
    for (int y = 0; y < whole.height(); ++y) {
        for (int x = 0; x < whole.width(); ++x)
            different += whole.pixel(x, y) != pieces.pixel(x, y) ? 1 : 0;
    }
    return different;
}

void TestTimeline::paintsTheSameInPieces()
{
    m_view->select(TrackId{2});
    m_view->setRange({180, 260});
    m_view->setFrame(210);
    const QImage whole = painted();
    const int different = differingPixels(whole);
    // antialiased ends of long bars may differ by a shade at the seams
    QVERIFY2(different < whole.width() * whole.height() / 500, qPrintable(QString::number(different)));
}

// Ten thousand runs of one frame each with a gap after each: drawn as a band, and every pixel of it is covered.
void TestTimeline::mergesWhatIsNarrow()
{
    constexpr FrameIndex kMany = 20000;
    std::vector<FrameRange> spans;
    for (FrameIndex frame = 0; frame < kMany; frame += 2)
        spans.push_back({frame, frame});
    auto state = std::make_shared<a::DocumentState>();
    state->tracks[TrackId{1}] = trackOf(1, spans);
    m_view->reset(kMany);
    m_document->reset(state, kMany);
    const QImage image = painted();
    const int y = static_cast<int>(m_timeline->scene().barOf(TrackId{1}).center().y());
    for (int x = 60; x < 1190; ++x)
        QCOMPARE(image.pixelColor(x, y), colorOf(TrackId{1}));
}

void TestTimeline::clickSelectsAndSeeks()
{
    QSignalSpy clicked(m_timeline.get(), &TimelineView::trackClicked);
    QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, at(75, TrackId{2}));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.front().at(0).value<TrackId>(), TrackId{2});
    QCOMPARE(m_view->frame(), 75);
    QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, QPoint(600, 10));
    QCOMPARE(m_view->frame(), 200);
    QCOMPARE(clicked.size(), 1);
}

void TestTimeline::shiftDragMarksARange()
{
    QWidget* viewport = m_timeline->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, {300, 50});
    QTest::mouseMove(viewport, {450, 60});
    QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, {450, 60});
    QCOMPARE(m_view->range(), (FrameRange{100, 150}));
    QCOMPARE(m_view->frame(), 0);
    QTest::mouseClick(viewport, Qt::LeftButton, Qt::ShiftModifier, {300, 50}); // a click takes it away
    QVERIFY(m_view->range().empty());
}

void TestTimeline::handlesMoveTheEndsOfTheRange()
{
    QWidget* viewport = m_timeline->viewport();
    const auto x = [this](FrameIndex frame) { return static_cast<int>(m_timeline->scale().xOf(frame)); };
    const auto drag = [&](int from, int to) {
        QTest::mousePress(viewport, Qt::LeftButton, {}, {from, 12});
        QTest::mouseMove(viewport, {to, 12});
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, {to, 12});
    };
    m_view->setRange({100, 150});
    using Part = TimelineHit::Part;
    QVERIFY(m_timeline->scene().hit(QPointF(x(151) + 3, 12)).part == Part::RangeEnd);
    QVERIFY(m_timeline->scene().hit(QPointF(x(100) - 3, 12)).part == Part::RangeStart);
    QVERIFY(m_timeline->scene().hit(QPointF(x(125), 12)).part == Part::Ruler);
    const QImage image = painted();
    for (const int handle : {x(151) + 2, x(100) - 2})
        QCOMPARE(image.pixelColor(handle, 12), m_timeline->palette().color(QPalette::Highlight));
    drag(x(151) + 3, x(200) + 1);
    QCOMPARE(m_view->range(), (FrameRange{100, 200}));
    drag(x(100) - 3, x(60) + 1);
    QCOMPARE(m_view->range(), (FrameRange{60, 200}));
    drag(x(60) - 3, x(250) + 1); // beyond the other end
    QCOMPARE(m_view->range(), (FrameRange{200, 250}));
    QCOMPARE(m_view->frame(), 0); // the position stays
    QCOMPARE(differingPixels(painted()), 0);
    m_view->setRange({});
    QVERIFY(m_timeline->scene().hit(QPointF(x(200) - 3, 12)).part == Part::Ruler);
}

void TestTimeline::playingInTheRangeStaysInIt()
{
    PlaybackController playback(*m_view);
    connect(m_view.get(), &ViewState::frameChanged, &playback, &PlaybackController::frameShown);
    playback.setFrameRate(200);
    m_view->setRange({20, 30});
    m_view->setFrame(25);
    std::vector<FrameIndex> seen;
    connect(m_view.get(), &ViewState::frameChanged, &playback, [&seen](FrameIndex frame) { seen.push_back(frame); });
    playback.play();
    QVERIFY(QTest::qWaitFor([&] { return std::count(seen.begin(), seen.end(), 20) >= 2; }, 5000));
    QVERIFY(*std::max_element(seen.begin(), seen.end()) == 30 && *std::min_element(seen.begin(), seen.end()) == 20);
    playback.setLoopsRange(false);
    QVERIFY(QTest::qWaitFor([&] { return m_view->frame() > 40; }, 5000)); // on to the end
    playback.setLoopsRange(true);
    QVERIFY(QTest::qWaitFor([&] { return m_view->frame() > 60; }, 5000)); // outside of the range
    playback.pause();
}

void TestTimeline::lanesShowThePeople()
{
    m_view->setFrame(390);
    TimelineScene scene = m_timeline->scene();
    QImage person(48, 64, QImage::Format_RGB32);
    person.fill(QColor(200, 10, 250));
    std::vector<TrackId> asked;
    const auto paint = [&] {
        QImage image(m_timeline->viewport()->size(), QImage::Format_RGB32);
        QPainter painter(&image);
        paintTimeline(painter, scene, image.rect(), image.rect());
        return image;
    };
    const auto purple = [&](const QImage& image, TrackId id) {
        const QRect bar = scene.barOf(id).toRect();
        int pixels = 0;
        for (int y = bar.top(); y < bar.bottom(); ++y)
            for (int x = bar.left(); x < bar.right(); ++x)
                pixels += image.pixelColor(x, y) == person.pixelColor(0, 0) ? 1 : 0;
        return pixels;
    };
    const int without = purple(paint(), TrackId{1});
    QCOMPARE(without, 0);
    scene.picture = [&](TrackId id) {
        asked.push_back(id);
        return id == TrackId{1} ? person : QImage();
    };
    const QImage with = paint();
    QVERIFY2(purple(with, TrackId{1}) > 150, qPrintable(QString::number(purple(with, TrackId{1}))));
    QCOMPARE(purple(with, TrackId{2}), 0); // not there yet
    // a bar without room asks for nothing
    QVERIFY(std::find(asked.begin(), asked.end(), TrackId{4}) == asked.end());
    QVERIFY(std::find(asked.begin(), asked.end(), TrackId{2}) != asked.end());
}

void TestTimeline::draggingAnEndTrims()
{
    QSignalSpy trimmed(m_timeline.get(), &TimelineView::trimWanted);
    QWidget* viewport = m_timeline->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, at(99, TrackId{1}));
    QTest::mouseMove(viewport, at(80, TrackId{1}));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, at(80, TrackId{1}));
    QCOMPARE(trimmed.size(), 1);
    QCOMPARE(trimmed.front().at(0).value<TrackId>(), TrackId{1});
    QCOMPARE(trimmed.front().at(1).toBool(), true);
    QCOMPARE(trimmed.front().at(2).value<FrameIndex>(), 80);
}

void TestTimeline::draggingAnEndOntoAnotherJoins()
{
    QSignalSpy joined(m_timeline.get(), &TimelineView::joinWanted);
    QWidget* viewport = m_timeline->viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, at(149, TrackId{2}));
    QTest::mouseMove(viewport, at(170, TrackId{2}));
    QTest::mouseMove(viewport, at(220, TrackId{3}));
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, at(220, TrackId{3}));
    QCOMPARE(joined.size(), 1);
    QCOMPARE(joined.front().at(0).value<TrackId>(), TrackId{2});
    QCOMPARE(joined.front().at(1).value<TrackId>(), TrackId{3});
    QCOMPARE(joined.front().at(2).toBool(), true);
}

void TestTimeline::wheelZoomsPansAndScrolls()
{
    const auto wheel = [this](QPoint position, QPoint delta, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(position, m_timeline->viewport()->mapToGlobal(position), {}, delta, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_timeline->viewport(), &event);
    };
    const FrameIndex under = m_timeline->scale().frameAt(500);
    wheel({500, 100}, {0, 480}, Qt::NoModifier);
    QVERIFY(m_timeline->scale().pixelsPerFrame() > 5);
    QCOMPARE(m_timeline->scale().frameAt(500), under);
    const double first = m_timeline->scale().firstFrame();
    wheel({500, 100}, {0, -120}, Qt::ShiftModifier);
    QVERIFY(m_timeline->scale().firstFrame() > first);
    m_timeline->fit();
    QCOMPARE(m_timeline->scale().pixelsPerFrame(), 3.0);
}

review::Event TestTimeline::eventAt(FrameIndex frame, int a, int b, double probability, const char* key)
{
    review::Event event;
    event.key = key;
    event.frame = frame;
    event.frames = {frame, frame};
    event.a = TrackId{a};
    event.b = TrackId{b};
    event.probability = probability;
    return event;
}

QPoint TestTimeline::markAt(FrameIndex frame, TrackId track) const
{
    const TimelineScene scene = m_timeline->scene();
    return {static_cast<int>(scene.scale.xOf(frame + 0.5)), static_cast<int>(scene.barOf(track).top()) + 3};
}

void TestTimeline::marksLieOnTheirLanes()
{
    const QImage before = painted();
    QVERIFY(!isAmber(before.pixelColor(markAt(80, TrackId{1}))));
    m_timeline->setEvents({eventAt(80, 1, 2, 0.9, "one")}, 10);
    QImage image = painted();
    QVERIFY(isAmber(image.pixelColor(markAt(80, TrackId{1}))));
    QVERIFY(isAmber(image.pixelColor(markAt(80, TrackId{2}))));
    QVERIFY(!isAmber(image.pixelColor(markAt(60, TrackId{1}))));
    // two pieces of one person: where the first ends and where the second begins
    review::Event pieces = eventAt(200, 2, 3, 0.9, "two");
    pieces.kind = review::EventKind::Fragment;
    pieces.frames = {149, 200};
    m_timeline->setEvents({pieces}, 10);
    image = painted();
    QVERIFY(isAmber(image.pixelColor(markAt(149, TrackId{2}))));
    QVERIFY(isAmber(image.pixelColor(markAt(200, TrackId{3}))));
    QVERIFY(!isAmber(image.pixelColor(markAt(80, TrackId{1}))));
    // what is looked at has a line through the lane
    QVERIFY(!isAmber(image.pixelColor(markAt(149, TrackId{2}) + QPoint(0, 14))));
    m_timeline->setCurrentEvent(pieces);
    image = painted();
    QVERIFY(isAmber(image.pixelColor(markAt(149, TrackId{2}) + QPoint(0, 14))));
    m_timeline->setCurrentEvent(std::nullopt);
    m_timeline->setEvents({}, 10);
    QCOMPARE(painted(), before);
}

void TestTimeline::findingsTooCloseAreOneMark()
{
    std::vector<review::Event> events;
    for (int i = 0; i < 3; ++i)
        events.push_back(eventAt(60 + i, 1, 0, i == 1 ? 0.95 : 0.2, i == 1 ? "likely" : i == 0 ? "first" : "last"));
    m_timeline->setEvents(events, 5); // 3 px a frame, one mark for 10 px
    const TimelineHit hit = m_timeline->scene().hit(markAt(61, TrackId{1}));
    QVERIFY(hit.event);
    QCOMPARE(hit.event->key, std::string("likely"));
    QCOMPARE(hit.track, TrackId{1}); // the bar below is still known
    QVERIFY(!m_timeline->scene().hit(markAt(61, TrackId{1}) + QPoint(0, 8)).event);
    QVERIFY(!m_timeline->scene().hit(markAt(70, TrackId{1})).event);
}

void TestTimeline::aClickOnAMarkNamesItsFinding()
{
    m_timeline->setEvents({eventAt(80, 1, 2, 0.9, "one")}, 10);
    QSignalSpy opened(m_timeline.get(), &TimelineView::eventClicked);
    QSignalSpy clicked(m_timeline.get(), &TimelineView::trackClicked);
    QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, markAt(80, TrackId{2}));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().at(0).value<std::string>(), std::string("one"));
    QCOMPARE(clicked.size(), 0);
    QCOMPARE(m_view->frame(), 0); // where it leads is not the timeline's business
    m_timeline->setPicking(true); // a partner is asked for: the bar counts
    QTest::mouseClick(m_timeline->viewport(), Qt::LeftButton, {}, markAt(80, TrackId{2}));
    QCOMPARE(opened.size(), 1);
    QCOMPARE(clicked.size(), 1);
}

void TestTimeline::riskIsDrawnWhereFindingsAre()
{
    EventMarks marks;
    QVERIFY(marks.set({eventAt(80, 1, 2, 0.5, "a"), eventAt(82, 1, 2, 0.75, "b")}, kFrames, 10));
    QVERIFY(!marks.set({eventAt(82, 1, 2, 0.75, "b"), eventAt(80, 1, 2, 0.5, "a")}, kFrames, 10)); // the same
    QCOMPARE(marks.risk().size(), std::size_t(kFrames));
    QVERIFY(std::abs(double(marks.risk()[82]) - (0.75 + 0.5 * 0.8)) < 1e-6);
    QCOMPARE(marks.risk()[70], 0.0F);
    QCOMPARE(marks.risk()[92], 0.0F);
    QCOMPARE(marks.highestRisk(), marks.risk()[82]);
    m_timeline->setEvents({eventAt(80, 1, 2, 1, "a")}, 10);
    const QImage image = painted();
    const auto amberIn = [&](FrameIndex frame) {
        int count = 0;
        const int x = static_cast<int>(m_timeline->scene().scale.xOf(frame + 0.5));
        for (int y = kRulerHeight + kBandHeight; y < kRulerHeight + kBandHeight + kCurveHeight; ++y)
            count += isAmber(image.pixelColor(x, y)) ? 1 : 0;
        return count;
    };
    QVERIFY(amberIn(80) > 0);
    QCOMPARE(amberIn(240), 1); // the line lies at the bottom
    QVERIFY(marks.set({}, kFrames, 10));
    QVERIFY(marks.risk().empty());
}

void TestTimeline::marksAreTheSameInPieces()
{
    std::vector<review::Event> events;
    for (int i = 0; i < 40; ++i)
        events.push_back(eventAt(3 + 5 * i, 1 + i % 3, 0, 0.1 + 0.02 * i, qPrintable(QString::number(i))));
    m_timeline->setEvents(events, 10);
    m_timeline->setCurrentEvent(events[7]);
    m_timeline->setChanges({{TrackId{2}, TrackId{3}, {60, 120}}});
    const QImage whole = painted();
    const int different = differingPixels(whole);
    QVERIFY2(different < whole.width() * whole.height() / 400, qPrintable(QString::number(different)));
}

void TestTimeline::changesAreShownUntilTheyAreTakenAway()
{
    const QImage before = painted();
    m_timeline->setChanges({{TrackId{2}, TrackId{3}, {60, 120}}, {TrackId{77}, TrackId{1}, {0, 10}}});
    const QImage image = painted();
    const auto differs = [&](FrameIndex frame, TrackId track) {
        return image.pixel(at(frame, track) + QPoint(0, 7)) != before.pixel(at(frame, track) + QPoint(0, 7));
    };
    QVERIFY(differs(62, TrackId{2}));
    QVERIFY(differs(118, TrackId{2}));
    QVERIFY(!differs(56, TrackId{2}));
    QVERIFY(!differs(124, TrackId{2}));
    m_timeline->setChanges({});
    QCOMPARE(painted(), before);
}

void TestTimeline::lanesShowHowPeopleLook()
{
    const auto look = [](FrameIndex first, FrameIndex last, float u, float v) {
        return review::ColourChunk{{first, last}, {u, v, 0.0F}};
    };
    review::TrackColours colours;
    // the person of track 1 is another one from frame 48 on
    colours[TrackId{1}] = {look(0, 23, 0.8F, 0.1F), look(24, 47, 0.8F, 0.1F), look(48, 99, -0.7F, -0.4F)};
    m_timeline->setAppearanceColours(colours);
    QImage image = painted();
    QCOMPARE(pixel(image, 80, TrackId{1}), colorOf(TrackId{1})); // not asked for yet
    DisplayOptions display = m_view->display();
    display.appearanceLanes = true;
    m_view->setDisplay(display);
    for (const bool dark : {true, false}) {
        applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        image = painted();
        QCOMPARE(pixel(image, 40, TrackId{1}).rgb(), appearanceColor({0.8F, 0.1F, 0}, dark));
        QCOMPARE(pixel(image, 47, TrackId{1}).rgb(), appearanceColor({0.8F, 0.1F, 0}, dark));
        QCOMPARE(pixel(image, 49, TrackId{1}).rgb(), appearanceColor({-0.7F, -0.4F, 0}, dark));
        QCOMPARE(pixel(image, 95, TrackId{1}).rgb(), appearanceColor({-0.7F, -0.4F, 0}, dark));
        QCOMPARE(pixel(image, 120, TrackId{2}), colorOf(TrackId{2})); // nothing is known of it
        const int different = differingPixels(image);
        QVERIFY2(different < image.width() * image.height() / 400, qPrintable(QString::number(different)));
    }
    applyTheme(*qApp, ThemeChoice::Dark);
    m_timeline->setAppearanceColours({});
    image = painted();
    QCOMPARE(pixel(image, 80, TrackId{1}), colorOf(TrackId{1}));
}

void TestTimeline::lookColoursAreEvenlySpaced()
{
    for (const bool dark : {true, false}) {
        const QColor surface = dark ? darkPalette().color(QPalette::Base) : lightPalette().color(QPalette::Base);
        for (int step = 0; step < 24; ++step) {
            const double angle = 2 * M_PI * step / 24;
            const double next = 2 * M_PI * (step + 1) / 24;
            const auto at = [](double t) {
                return std::array{static_cast<float>(std::cos(t)), static_cast<float>(std::sin(t)), 0.0F};
            };
            const Lab lab = labFromRgb(appearanceColor(at(angle), dark));
            // readable on its surface, and a step of hue is a step that is seen
            QVERIFY(ciede2000(lab, labFromRgb(surface.rgb())) > 25);
            const double step1 = ciede2000(lab, labFromRgb(appearanceColor(at(next), dark)));
            QVERIFY2(step1 > 2 && step1 < 14, qPrintable(QString::number(step1)));
        }
        const Lab low = labFromRgb(appearanceColor({0, 0, -1}, dark)),
                  high = labFromRgb(appearanceColor({0, 0, 1}, dark));
        QVERIFY(high.l > low.l + 15);
        QVERIFY(std::hypot(low.a, low.b) < 2); // grey in the middle
    }
}

// What is drawn follows the pixels, not the number of findings.
void TestTimeline::manyMarksAreABand()
{
    constexpr FrameIndex kMany = 100000;
    auto state = std::make_shared<a::DocumentState>();
    state->tracks[TrackId{1}] = trackOf(1, {{0, kMany - 1}});
    m_view->reset(kMany);
    m_document->reset(state, kMany);
    std::vector<review::Event> events;
    for (int i = 0; i < 5000; ++i)
        events.push_back(eventAt(i * 20, 1, 0, 0.5, qPrintable(QString::number(i))));
    m_timeline->setEvents(events, 10);
    const QImage image = painted();
    int amber = 0;
    const int y = markAt(0, TrackId{1}).y();
    for (int x = 0; x < image.width(); ++x)
        amber += isAmber(image.pixelColor(x, y)) ? 1 : 0;
    QVERIFY(amber > image.width() / 3); // marks side by side
    const auto& lanes = m_timeline->scene().events->onLanes();
    QCOMPARE(lanes.size(), std::size_t(5000));
    const auto first = m_timeline->scene().events->firstOnLanes(50001);
    QCOMPARE(first->frame, 50020);
}

// Zoomed in, the scroll bar is a map: findings, the selected track and the playhead where they are in the whole video,
// the seen part as a frame.
void TestTimeline::aMapShowsTheWholeVideoWhenZoomedIn()
{
    auto* map = m_timeline->findChild<MinimapBar*>();
    QVERIFY(map && !map->isVisible()); // everything is seen
    m_timeline->setEvents({eventAt(300, 1, 2, 0.9, "one")}, 5);
    m_view->select(TrackId{2}); // frames 50 to 149
    m_view->setFrame(380);
    m_timeline->showFrames({100, 199});
    QTRY_VERIFY(map->isVisible());
    const QImage image = map->grab().toImage();
    const double ratio = image.devicePixelRatio();
    const auto columnHas = [&](double frame, const auto& wanted) {
        const int x = static_cast<int>(frame / kFrames * map->width() * ratio);
        for (int y = 2; y < image.height() - 2; ++y)
            if (wanted(image.pixelColor(x, y)))
                return true;
        return false;
    };
    const auto amber = [](const QColor& color) { return color.red() > color.blue() + 40; };
    QVERIFY(columnHas(300, amber));
    QVERIFY(!columnHas(250, amber));
    const QColor own = colorOf(TrackId{2});
    const auto isOwn = [&](const QColor& color) {
        return std::abs(color.hslHue() - own.hslHue()) < 12 && color.hslSaturation() > 40;
    };
    QVERIFY(columnHas(120, isOwn));
    QVERIFY(!columnHas(180, isOwn));
    // the frame covers what is seen, about a quarter of the video
    const QRect seen = map->seenRect();
    QVERIFY(std::abs(seen.left() / double(map->width()) - 0.25) < 0.05);
    QVERIFY(std::abs(seen.width() / double(map->width()) - 0.25) < 0.06);
}

void TestTimeline::theMapIsReadableInBothThemes_data()
{
    QTest::addColumn<int>("theme");
    QTest::newRow("dark") << int(ThemeChoice::Dark);
    QTest::newRow("light") << int(ThemeChoice::Light);
}

// What is outside of the view is veiled in the colour of the surface, not in black.
void TestTimeline::theMapIsReadableInBothThemes()
{
    QFETCH(int, theme);
    applyTheme(*qApp, static_cast<ThemeChoice>(theme));
    auto* map = m_timeline->findChild<MinimapBar*>();
    m_timeline->showFrames({100, 199});
    QTRY_VERIFY(map->isVisible());
    const QImage image = map->grab().toImage();
    const QColor veiled = image.pixelColor(image.width() * 3 / 4, image.height() / 4);
    const QColor surface = qApp->palette().color(QPalette::Window);
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY2(std::abs(veiled.lightness() - surface.lightness()) < 25,
             qPrintable(QStringLiteral("%1 on %2").arg(veiled.name(), surface.name())));
}

// Attributes of the selected track as rows, absences on the lane, notes as flags; each with its text.
void TestTimeline::whatIsSaidIsShown()
{
    auto state = std::make_shared<a::DocumentState>(*someTracks());
    auto three = std::make_shared<a::Track>(*state->tracks.at(TrackId{3}));
    three->attributes = {{"carrying", "bag", {210, 240}}, {"sitting", a::kYes, a::kAllFrames}};
    three->absences = {{255, 275}};
    m_view->select(TrackId{3});
    const QImage before = painted();
    const QPoint inGap = at(265, TrackId{3});
    state->tracks[TrackId{3}] = three;
    state->notes = {{1, {TrackId::kInvalid, 350, "look"}}, {2, {TrackId{1}, 20, ""}}};
    m_document->reset(state, kFrames);
    m_view->select(TrackId{3});
    const QImage image = painted();
    const TimelineScene scene = m_timeline->scene();
    const QRect area(QPoint(0, 0), m_timeline->viewport()->size());

    QCOMPARE(attributeRows(scene), (std::vector<QString>{QStringLiteral("carrying"), QStringLiteral("sitting")}));
    const auto row = [&](int number) {
        return area.height() - attributeRowsHeight(scene) + 3 + number * kAttributeRowHeight + kAttributeRowHeight / 2;
    };
    const int inside = static_cast<int>(scene.scale.xOf(230));
    QVERIFY(image.pixelColor(inside, row(0) + 5) !=
            image.pixelColor(static_cast<int>(scene.scale.xOf(260)), row(0) + 5));
    QCOMPARE(labelTipAt(scene, area, QPointF(inside, row(0))), std::optional(QStringLiteral("carrying: bag")));
    QCOMPARE(labelTipAt(scene, area, QPointF(inside, row(1))), std::optional(QStringLiteral("sitting")));
    QVERIFY(!labelTipAt(scene, area, QPointF(scene.scale.xOf(260), row(0))));

    int hatched = 0;
    for (int dx = -6; dx <= 6; ++dx)
        hatched += image.pixelColor(inGap + QPoint(dx, 0)) != before.pixelColor(inGap + QPoint(dx, 0));
    QVERIFY(hatched >= 2);
    QVERIFY(labelTipAt(scene, area, QPointF(inGap)).value_or(QString()).startsWith(QStringLiteral("3 ")));
    const QPointF flag(scene.scale.xOf(350.5) + 2, kRulerHeight - 5);
    QCOMPARE(labelTipAt(scene, area, flag), std::optional(QStringLiteral("look")));
    QVERIFY(image.pixelColor(flag.toPoint()) != before.pixelColor(flag.toPoint()));
    QCOMPARE(labelTipAt(scene, area, QPointF(scene.scale.xOf(20.5) + 2, scene.barOf(TrackId{1}).top() + 4)),
             std::optional(QStringLiteral("Bookmark")));
    QCOMPARE(differingPixels(image), 0);
    m_view->select(TrackId{1});
    QCOMPARE(attributeRowsHeight(m_timeline->scene()), 0);
}

QTEST_MAIN(TestTimeline)
#include "tst_timeline.moc"
