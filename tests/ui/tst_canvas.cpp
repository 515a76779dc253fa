// The hand on the canvas: what is hit, moved, resized and drawn, and what the overlay shows.
#include "ui/canvas/label_pictures.h"
#include "ui/canvas/overlay_painter.h"
#include "ui/canvas/video_canvas.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace tw;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr FrameIndex kFrames = 60;

a::TrackPtr walker(int id, double left, double width, double height, FrameRange frames = {0, kFrames - 1})
{
    a::Track track;
    track.id = TrackId{id};
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        a::TrackBox box;
        box.frame = frame;
        box.box = {left + frame, 100, width, height};
        box.origin = a::BoxOrigin::Tracker;
        track.boxes.push_back(box);
    }
    return std::make_shared<const a::Track>(std::move(track));
}

// 1 and 2 apart; 3 small in front of 2
a::Snapshot someTracks()
{
    auto state = std::make_shared<a::DocumentState>();
    state->tracks[TrackId{1}] = walker(1, 50, 60, 150);
    state->tracks[TrackId{2}] = walker(2, 300, 80, 200);
    state->tracks[TrackId{3}] = walker(3, 320, 30, 80);
    state->tracks[TrackId{4}] = walker(4, 450, 40, 90, {40, 59});
    return state;
}

FramePeaks somePeaks(FrameIndex frame)
{
    FramePeaks peaks;
    peaks.frame = frame;
    peaks.peaks.push_back({50.0F + static_cast<float>(frame), 100, 60, 150, 0.9F, ClassId::kPedestrian}); // person 1
    peaks.peaks.push_back({500, 200, 40, 100, 0.3F, ClassId::kPedestrian});
    peaks.peaks.push_back({560, 200, 40, 100, 0.1F, ClassId::kPedestrian});
    return peaks;
}

} // namespace

class TestCanvas : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void smallestBoxIsHitFirst();
    void clickTellsWhoWasHit();
    void draggingASelectedBoxIsOneEdit();
    void draggingAnotherBoxOnlyPans();
    void handleResizes();
    void lockedBoxStays();
    void escapeTakesADragBack();
    void drawsANewBox();
    void aLensShowsThePixelsWhileDrawing();
    void aLatePictureSaysItsNumber();
    void wheelZoomsAtThePointer();
    void hiddenTracksAreNotThere();
    void ghostsFollowTheThreshold();
    void swapPreviewExchangesTheTrails();
    void badgesNumberTheCandidates();
    void paintsFrameAndBoxes();
    void paintsPreviewsInFullSize();
    void labelsAreKept();
    void framesAreFilledToTheirWidth();
    void trailsKeepTheirCorners();
    void whatLiesOutsideIsNotPainted();

private:
    QPoint widget(QPointF source) const { return m_canvas->viewport().widgetFromSource(source).toPoint(); }
    void drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {});

    std::unique_ptr<DocumentView> m_document;
    std::unique_ptr<ViewState> m_view;
    std::unique_ptr<VideoCanvas> m_canvas;
};

void TestCanvas::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
}

void TestCanvas::init()
{
    m_document = std::make_unique<DocumentView>();
    m_view = std::make_unique<ViewState>();
    m_canvas = std::make_unique<VideoCanvas>(*m_document, *m_view);
    m_canvas->resize(656, 496);
    m_canvas->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    m_view->reset(kFrames);
    m_document->reset(someTracks(), kFrames);
    m_canvas->setSource({640, 480}); // fitted: one pixel is one pixel
    m_canvas->setPeakSource(somePeaks);
}

void TestCanvas::cleanup()
{
    m_canvas.reset();
}

void TestCanvas::drag(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, modifiers, widget(from));
    QTest::mouseMove(m_canvas.get(), widget((from + to) / 2));
    QTest::mouseMove(m_canvas.get(), widget(to));
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, modifiers, widget(to));
}

void TestCanvas::smallestBoxIsHitFirst()
{
    QCOMPARE(boxesUnder(m_canvas->overlay(), {330, 120}), (std::vector<TrackId>{TrackId{3}, TrackId{2}}));
    QCOMPARE(boxesUnder(m_canvas->overlay(), {370, 250}), (std::vector<TrackId>{TrackId{2}}));
    QVERIFY(boxesUnder(m_canvas->overlay(), {10, 10}).empty());
}

void TestCanvas::clickTellsWhoWasHit()
{
    QSignalSpy clicked(m_canvas.get(), &VideoCanvas::trackClicked);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, Qt::ControlModifier, widget({330, 120}));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.at(0).at(0).value<TrackId>(), TrackId{3});
    QCOMPARE(clicked.at(0).at(1).value<Qt::KeyboardModifiers>(), Qt::KeyboardModifiers(Qt::ControlModifier));
    // with Alt the one beneath
    m_view->select(TrackId{3});
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, Qt::AltModifier, widget({330, 120}));
    QCOMPARE(clicked.at(1).at(0).value<TrackId>(), TrackId{2});
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, widget({600, 20}));
    QCOMPARE(clicked.at(2).at(0).value<TrackId>(), TrackId::kInvalid);
}

void TestCanvas::draggingASelectedBoxIsOneEdit()
{
    QSignalSpy edited(m_canvas.get(), &VideoCanvas::boxEdited);
    m_view->select(TrackId{1});
    drag({80, 180}, {110, 171});
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.at(0).at(0).value<TrackId>(), TrackId{1});
    QCOMPARE(edited.at(0).at(1).value<FrameIndex>(), 0);
    QCOMPARE(edited.at(0).at(2).value<Box>(), (Box{80, 91, 60, 150}));
}

void TestCanvas::draggingAnotherBoxOnlyPans()
{
    QSignalSpy edited(m_canvas.get(), &VideoCanvas::boxEdited);
    m_view->select(TrackId{2});
    m_canvas->setZoom(2);
    const QPointF middle = m_canvas->viewport().visibleSource().center();
    drag({80, 180}, {110, 171});
    QVERIFY(edited.isEmpty());
    QVERIFY(m_canvas->viewport().visibleSource().center() != middle);
}

void TestCanvas::handleResizes()
{
    QSignalSpy edited(m_canvas.get(), &VideoCanvas::boxEdited);
    m_view->select(TrackId{1});
    drag({110, 250}, {120, 260}); // the lower right corner
    QCOMPARE(edited.size(), 1);
    QCOMPARE(edited.at(0).at(2).value<Box>(), (Box{50, 100, 70, 160}));
    drag({50, 175}, {40, 190}); // the left edge: sideways only
    QCOMPARE(edited.at(1).at(2).value<Box>(), (Box{40, 100, 70, 150}));
}

void TestCanvas::lockedBoxStays()
{
    auto state = std::make_shared<a::DocumentState>(*someTracks());
    auto locked = std::make_shared<a::Track>(*state->tracks[TrackId{1}]);
    locked->locked = true;
    state->tracks[TrackId{1}] = locked;
    m_document->reset(state, kFrames);
    QSignalSpy edited(m_canvas.get(), &VideoCanvas::boxEdited);
    m_view->select(TrackId{1});
    drag({80, 180}, {110, 171});
    drag({110, 250}, {120, 260});
    QVERIFY(edited.isEmpty());
}

void TestCanvas::escapeTakesADragBack()
{
    QSignalSpy edited(m_canvas.get(), &VideoCanvas::boxEdited);
    m_view->select(TrackId{1});
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, widget({80, 180}));
    QTest::mouseMove(m_canvas.get(), widget({120, 190}));
    QVERIFY(m_canvas->isDragging());
    m_canvas->cancelDrag();
    QVERIFY(!m_canvas->isDragging());
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, widget({120, 190}));
    QVERIFY(edited.isEmpty());
}

void TestCanvas::drawsANewBox()
{
    QSignalSpy drawn(m_canvas.get(), &VideoCanvas::boxDrawn);
    PendingCommand pending;
    pending.kind = PendingCommand::Kind::Draw;
    m_canvas->setPending(pending);
    QCOMPARE(m_canvas->cursor().shape(), Qt::CrossCursor);
    drag({400, 300}, {360, 380}); // in any direction, also over other boxes
    QCOMPARE(drawn.size(), 1);
    QCOMPARE(drawn.at(0).at(1).value<Box>(), (Box{360, 300, 40, 80}));
    drag({400, 300}, {401, 301}); // a click is no box
    QCOMPARE(drawn.size(), 1);
}

// The pixel under the pointer lies in the middle of a lens, in the corner where the pointer is not.
void TestCanvas::aLensShowsThePixelsWhileDrawing()
{
    constexpr int kWidth = 640, kHeight = 480, kX = 400, kY = 300;
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(4U * kWidth * kHeight, std::uint8_t{40});
    const auto at = [](int x, int y) { return 4U * static_cast<std::size_t>(y * kWidth + x); };
    for (int y = kY; y < kY + 10; ++y) // a green square, its corner under the pointer
        for (int x = kX; x < kX + 10; ++x)
            (*pixels)[at(x, y) + 1] = 250;
    auto frame = std::make_shared<video::Frame>();
    frame->index = 0;
    frame->image = {pixels->data(), kWidth, kHeight, kWidth * 4, PixelFormat::Bgra8};
    frame->owner = pixels;
    m_document->reset(std::make_shared<a::DocumentState>(), kFrames);
    m_canvas->setFrame(frame);
    PendingCommand pending;
    pending.kind = PendingCommand::Kind::Draw;
    m_canvas->setPending(pending);
    QTest::mousePress(m_canvas.get(), Qt::LeftButton, {}, widget({300, 200}));
    QTest::mouseMove(m_canvas.get(), widget({350, 250}));
    QTest::mouseMove(m_canvas.get(), widget({kX, kY}));
    const QImage drawing = m_canvas->grab().toImage();
    const QPoint middle(86, 86); // of the lens at the upper left
    QVERIFY(drawing.pixelColor(middle + QPoint(20, 20)).green() > 200);
    QVERIFY(drawing.pixelColor(middle + QPoint(50, 50)).green() > 200); // enlarged: ten pixels are sixty
    QVERIFY(drawing.pixelColor(middle - QPoint(20, 20)).green() < 100);
    QTest::mouseRelease(m_canvas.get(), Qt::LeftButton, {}, widget({kX, kY}));
    m_canvas->setPending({});
    QVERIFY(m_canvas->grab().toImage().pixelColor(middle + QPoint(20, 20)).green() < 100);
}

void TestCanvas::aLatePictureSaysItsNumber()
{
    const auto picture = [](FrameIndex index) {
        auto frame = std::make_shared<video::Frame>();
        auto pixels = std::make_shared<std::vector<std::uint8_t>>(640U * 480U * 4U, std::uint8_t{90});
        frame->index = index;
        frame->image = {pixels->data(), 640, 480, 640 * 4, PixelFormat::Bgra8};
        frame->owner = pixels;
        return frame;
    };
    m_canvas->setFrame(picture(0));
    const QImage own = m_canvas->grab().toImage();
    m_view->setFrame(40); // far away: it takes its time
    QVERIFY(!m_canvas->saysItsNumber());
    QTRY_VERIFY(m_canvas->saysItsNumber());
    QVERIFY(m_canvas->grab().toImage() != own);
    m_canvas->setFrame(picture(20)); // a preview from elsewhere
    QVERIFY(m_canvas->saysItsNumber());
    m_canvas->setFrame(picture(40));
    QVERIFY(!m_canvas->saysItsNumber());
    QTest::qWait(150);
    QVERIFY(!m_canvas->saysItsNumber());
}

void TestCanvas::wheelZoomsAtThePointer()
{
    const QPointF pointer(200, 150);
    const QPointF before = m_canvas->viewport().sourceFromWidget(pointer);
    QWheelEvent event(pointer, m_canvas->mapToGlobal(pointer), {}, {0, 240}, Qt::NoButton, {}, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(m_canvas.get(), &event);
    QVERIFY(m_canvas->viewport().zoom() > 1.4);
    QVERIFY(QLineF(before, m_canvas->viewport().sourceFromWidget(pointer)).length() < 1e-6);
}

void TestCanvas::hiddenTracksAreNotThere()
{
    auto state = std::make_shared<a::DocumentState>(*someTracks());
    auto hidden = std::make_shared<a::Track>(*state->tracks[TrackId{1}]);
    hidden->hidden = true;
    state->tracks[TrackId{1}] = hidden;
    m_document->reset(state, kFrames);
    QVERIFY(m_canvas->overlay().find(TrackId{1}) == nullptr);
    QVERIFY(m_canvas->overlay().find(TrackId{2}) != nullptr);
    m_view->select(TrackId{1}); // from the list: shown while it is selected
    QVERIFY(m_canvas->overlay().find(TrackId{1}) != nullptr);
}

void TestCanvas::ghostsFollowTheThreshold()
{
    QVERIFY(m_canvas->overlay().ghosts.empty());
    DisplayOptions display = m_view->display();
    display.ghosts = true;
    display.ghostThreshold = 0.05;
    m_view->setDisplay(display);
    QCOMPARE(m_canvas->overlay().ghosts.size(), std::size_t{2}); // the one over person 1 is person 1
    display.ghostThreshold = 0.2;
    m_view->setDisplay(display);
    QCOMPARE(m_canvas->overlay().ghosts.size(), std::size_t{1});
    QSignalSpy clicked(m_canvas.get(), &VideoCanvas::ghostClicked);
    QTest::mouseClick(m_canvas.get(), Qt::LeftButton, {}, widget({520, 250}));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.at(0).at(0).value<Box>(), (Box{500, 200, 40, 100}));
}

void TestCanvas::swapPreviewExchangesTheTrails()
{
    m_view->setFrame(30);
    m_view->select(TrackId{1});
    PendingCommand pending;
    pending.kind = PendingCommand::Kind::Swap;
    pending.track = TrackId{1};
    pending.frame = 30;
    pending.scope = a::fromHere(30);
    pending.candidates = {TrackId{2}, TrackId{3}};
    m_canvas->setPending(pending);
    const OverlayModel& overlay = m_canvas->overlay();
    QCOMPARE(overlay.previews.size(), std::size_t{2});
    // 1 is where 2 was
    QCOMPARE(overlay.previews[0].label, QStringLiteral("→ 1"));
    QCOMPARE(overlay.previews[0].box, m_document->boxAt(TrackId{2}, 30)->box);
    const auto future = std::find_if(overlay.trails.begin(), overlay.trails.end(), [&](const OverlayTrail& trail) {
        return trail.future && trail.emphasized && trail.color == m_canvas->overlay().find(TrackId{1})->color;
    });
    QVERIFY(future != overlay.trails.end());
    QCOMPARE(future->points.front().x(), m_document->boxAt(TrackId{2}, 30)->box.centerX());
    // the partner under the pointer is shown instead of the proposed one
    m_view->setHovered(TrackId{3});
    QCOMPARE(m_canvas->overlay().previews[0].box, m_document->boxAt(TrackId{3}, 30)->box);
}

void TestCanvas::badgesNumberTheCandidates()
{
    PendingCommand pending;
    pending.kind = PendingCommand::Kind::Swap;
    pending.track = TrackId{1};
    pending.candidates = {TrackId{3}, TrackId{2}};
    m_canvas->setPending(pending);
    QCOMPARE(m_canvas->overlay().find(TrackId{3})->badge, 1);
    QCOMPARE(m_canvas->overlay().find(TrackId{2})->badge, 2);
    QCOMPARE(m_canvas->overlay().find(TrackId{1})->badge, 0);
}

void TestCanvas::paintsFrameAndBoxes()
{
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(640U * 480U * 4U, std::uint8_t{200});
    auto frame = std::make_shared<video::Frame>();
    frame->index = 0;
    frame->image = {pixels->data(), 640, 480, 640 * 4, PixelFormat::Bgra8};
    frame->owner = pixels;
    m_canvas->setFrame(frame);
    QCOMPARE(m_canvas->shownFrame(), 0);
    m_view->select(TrackId{1});
    const QImage image = m_canvas->grab().toImage();
    QCOMPARE(image.pixelColor(widget({600, 400})), QColor(200, 200, 200));
    QCOMPARE(image.pixelColor(1, 1), m_canvas->palette().color(QPalette::Dark));
    QCOMPARE(image.pixelColor(widget({50, 140})), QColor(kSelectionColor)); // between two handles
    QCOMPARE(image.pixelColor(widget({110, 250})), QColor(Qt::white));      // a handle
    const QColor edge = image.pixelColor(widget({300, 200}));
    const OverlayBox* other = m_canvas->overlay().find(TrackId{2});
    QVERIFY(std::abs(edge.red() - other->color.red()) < 60 && std::abs(edge.green() - other->color.green()) < 60);
}

// A smaller stand-in lies where the frame would.
void TestCanvas::paintsPreviewsInFullSize()
{
    auto pixels = std::make_shared<std::vector<std::uint8_t>>(320U * 240U * 4U);
    for (std::size_t i = 0; i < pixels->size(); ++i)
        (*pixels)[i] = i / 4 % 320 < 160 ? 40 : 220; // dark left half
    auto frame = std::make_shared<video::Frame>();
    frame->index = 7;
    frame->preview = true;
    frame->image = {pixels->data(), 320, 240, 320 * 4, PixelFormat::Bgra8};
    frame->owner = pixels;
    m_canvas->setFrame(frame);
    QCOMPARE(m_canvas->shownFrame(), 7);
    const QImage image = m_canvas->grab().toImage();
    QCOMPARE(image.pixelColor(widget({5, 5})), QColor(40, 40, 40));
    QCOMPARE(image.pixelColor(widget({310, 470})), QColor(40, 40, 40));
    QCOMPARE(image.pixelColor(widget({330, 470})), QColor(220, 220, 220));
    QCOMPARE(image.pixelColor(widget({630, 470})), QColor(220, 220, 220));
}

namespace {

OverlayBox overlayBox(int id, const Box& box, QColor color)
{
    OverlayBox out;
    out.id = TrackId{id};
    out.box = box;
    out.color = color;
    out.label = QString::number(id);
    return out;
}

// On white, one source pixel is one pixel.
QImage painted(const OverlayModel& model, LabelPictures& labels)
{
    Viewport viewport;
    viewport.setWidgetSize({300, 200});
    viewport.setSourceSize({300, 200});
    viewport.setZoom(1);
    viewport.centerOn({150, 100});
    QImage image(300, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintOverlay(painter, model, viewport, {smallFont(QFont()), labels, true});
    return image;
}

} // namespace

void TestCanvas::labelsAreKept()
{
    OverlayModel model;
    model.boxes = {overlayBox(1, {40, 60, 30, 60}, Qt::darkGreen), overlayBox(2, {120, 60, 30, 60}, Qt::darkGreen)};
    LabelPictures labels;
    const QImage first = painted(model, labels);
    QCOMPARE(labels.count(), 2);
    QCOMPARE(painted(model, labels), first);
    model.boxes[0].box.left += 7; // another place, the same label
    const QImage moved = painted(model, labels);
    QCOMPARE(labels.count(), 2);
    QCOMPARE(moved.copy(46, 30, 12, 29), first.copy(39, 30, 12, 29));
    model.boxes[0].color = Qt::blue;
    const QImage blue = painted(model, labels);
    QCOMPARE(labels.count(), 3);
    QVERIFY(blue.copy(46, 30, 12, 29) != moved.copy(46, 30, 12, 29));
}

// The line of a box covers two whole pixels, with a dark edge on each side.
void TestCanvas::framesAreFilledToTheirWidth()
{
    OverlayModel model;
    model.boxes = {overlayBox(1, {60, 60, 80, 90}, Qt::red)};
    model.boxes[0].selected = true; // two pixels wide
    model.boxes[0].locked = true;   // without handles
    LabelPictures labels;
    const QImage image = painted(model, labels);
    const QColor edge = QColor::fromRgb(159, 159, 159); // 7/8 of a pixel, black at 110 of 255 over white
    const auto across = [&](int x, int y, int dx, int dy) {
        for (int i = -1; i <= 0; ++i)
            QCOMPARE(image.pixelColor(x + i * dx, y + i * dy), QColor(kSelectionColor));
        for (const int i : {-2, 1})
            QVERIFY(std::abs(image.pixelColor(x + i * dx, y + i * dy).red() - edge.red()) <= 2);
        for (const int i : {-3, 2})
            QCOMPARE(image.pixelColor(x + i * dx, y + i * dy), QColor(Qt::white));
    };
    across(60, 100, 1, 0);
    across(140, 100, 1, 0);
    across(100, 150, 0, 1);
    QCOMPARE(image.pixelColor(139, 149), QColor(kSelectionColor)); // the corner, both pixels
    QCOMPARE(image.pixelColor(140, 150), QColor(kSelectionColor));
}

void TestCanvas::trailsKeepTheirCorners()
{
    LabelPictures labels;
    const auto trail = [&labels](std::vector<QPointF> points) {
        OverlayModel model;
        model.trails.push_back({Qt::blue, std::move(points), false, false, false});
        return painted(model, labels);
    };
    std::vector<QPointF> many;
    for (int i = 0; i <= 100; ++i)
        many.emplace_back(50 + i, 50 + i / 2.0);
    const QImage straight = trail({many.front(), many.back()});
    QCOMPARE(trail(many), straight); // points on the line are not seen
    many[50].ry() += 0.1;
    QCOMPARE(trail(many), straight);
    many[50].ry() += 20;
    const QImage peak = trail(many);
    QVERIFY(peak != straight);
    QCOMPARE(peak, trail({many[0], many[49], many[50], many[51], many[100]}));
}

void TestCanvas::whatLiesOutsideIsNotPainted()
{
    LabelPictures labels;
    OverlayModel model;
    model.boxes = {overlayBox(1, {-500, 60, 30, 60}, Qt::red), overlayBox(2, {60, 900, 30, 60}, Qt::red)};
    const QImage empty = painted({}, labels);
    QCOMPARE(painted(model, labels), empty);
    QCOMPARE(labels.count(), 0);
    // a name reaches into the view from a box that does not
    model.boxes = {overlayBox(1, {-40, 60, 30, 60}, Qt::red)};
    model.boxes[0].label = QStringLiteral("1  a long name of a person");
    QVERIFY(painted(model, labels) != empty);
}

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
