// Zoom and pan arithmetic, and what handles do to a box.
#include "ui/canvas/tools/select_tool.h"
#include "ui/canvas/viewport.h"

#include <QTest>

using namespace tw;
using namespace tw::ui;

class TestViewport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fitsTheWholePicture();
    void staysFittedOnResize();
    void zoomKeepsThePointUnderThePointer();
    void zoomIsBounded();
    void panNeverLosesThePicture();
    void resizeKeepsTheMiddle();
    void revealMovesOnlyAsFarAsNeeded();
    void mapsBackAndForth();
    void handlesResize();
    void handlesStopBeforeTurningInsideOut();
    void shiftKeepsTheShape();
};

void TestViewport::fitsTheWholePicture()
{
    Viewport viewport;
    viewport.setWidgetSize({816, 616});
    viewport.setSourceSize({1600, 600});
    QCOMPARE(viewport.zoom(), 0.5);
    QCOMPARE(viewport.widgetFromSource(QRectF(0, 0, 1600, 600)), QRectF(8, 158, 800, 300));
    QVERIFY(viewport.isFitted());
}

void TestViewport::staysFittedOnResize()
{
    Viewport viewport;
    viewport.setWidgetSize({816, 616});
    viewport.setSourceSize({800, 600});
    viewport.setWidgetSize({416, 316});
    QCOMPARE(viewport.zoom(), 0.5);
    viewport.zoomAt({100, 100}, 2);
    viewport.setWidgetSize({816, 616});
    QCOMPARE(viewport.zoom(), 1.0); // a zoom of the person is kept
    viewport.fit();
    QCOMPARE(viewport.zoom(), 1.0);
    QVERIFY(viewport.isFitted());
}

void TestViewport::zoomKeepsThePointUnderThePointer()
{
    Viewport viewport;
    viewport.setWidgetSize({1000, 700});
    viewport.setSourceSize({1280, 720});
    for (const QPointF pointer : {QPointF(500, 350), QPointF(420, 300), QPointF(600, 420)}) {
        const QPointF before = viewport.sourceFromWidget(pointer);
        viewport.zoomAt(pointer, 1.7);
        const QPointF after = viewport.sourceFromWidget(pointer);
        QVERIFY(QLineF(before, after).length() < 1e-9);
    }
}

void TestViewport::zoomIsBounded()
{
    Viewport viewport;
    viewport.setWidgetSize({1000, 700});
    viewport.setSourceSize({1280, 720});
    viewport.zoomAt({500, 350}, 1e9);
    QCOMPARE(viewport.zoom(), Viewport::kMaximumZoom);
    viewport.zoomAt({500, 350}, 1e-9);
    QCOMPARE(viewport.zoom(), viewport.fittedZoom() / 2);
}

void TestViewport::panNeverLosesThePicture()
{
    Viewport viewport;
    viewport.setWidgetSize({1000, 700});
    viewport.setSourceSize({1280, 720});
    viewport.zoomAt({500, 350}, 3);
    for (const QPointF delta : {QPointF(1e6, 0), QPointF(0, -1e6), QPointF(-1e6, 1e6), QPointF(1e6, 1e6)}) {
        viewport.panBy(delta);
        QVERIFY(QRectF(0, 0, 1280, 720)
                    .adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
                    .contains(viewport.sourceFromWidget(QPointF(500, 350))));
    }
}

void TestViewport::resizeKeepsTheMiddle()
{
    Viewport viewport;
    viewport.setWidgetSize({1000, 700});
    viewport.setSourceSize({1280, 720});
    viewport.zoomAt({480, 360}, 4);
    const QPointF middle = viewport.sourceFromWidget(QPointF(500, 350));
    viewport.setWidgetSize({640, 480});
    QVERIFY(QLineF(middle, viewport.sourceFromWidget(QPointF(320, 240))).length() < 1e-9);
}

void TestViewport::revealMovesOnlyAsFarAsNeeded()
{
    Viewport viewport;
    viewport.setWidgetSize({1000, 700});
    viewport.setSourceSize({1280, 720});
    viewport.zoomAt({500, 350}, 4);
    const QRectF seen = viewport.visibleSource();
    const QTransform before = viewport.transform();
    viewport.reveal(QRectF(seen.center() - QPointF(5, 5), QSizeF(10, 10)));
    QCOMPARE(viewport.transform(), before); // in sight already
    const QRectF beside(seen.right() + 20, seen.center().y(), 20, 40);
    viewport.reveal(beside);
    QVERIFY(viewport.visibleSource().contains(beside));
    QVERIFY(std::abs(viewport.transform().dy() - before.dy()) < 1e-9); // only sideways
}

void TestViewport::mapsBackAndForth()
{
    Viewport viewport;
    viewport.setWidgetSize({733, 411});
    viewport.setSourceSize({321, 181});
    viewport.zoomAt({100, 40}, 2.3);
    viewport.panBy({-31.25, 8.5});
    const QRectF box(12.25, 30.5, 40.125, 99);
    const QRectF back = viewport.sourceFromWidget(viewport.widgetFromSource(box));
    QVERIFY(std::abs(back.left() - box.left()) < 1e-9 && std::abs(back.width() - box.width()) < 1e-9);
    QCOMPARE(viewport.transform().map(QPointF(7, 9)), viewport.widgetFromSource(QPointF(7, 9)));
}

void TestViewport::handlesResize()
{
    const Box box{100, 50, 40, 80};
    QCOMPARE(resized(box, 0, {-10, 5}, false), (Box{90, 55, 50, 75}));
    QCOMPARE(resized(box, 1, {-10, 5}, false), (Box{100, 55, 40, 75}));
    QCOMPARE(resized(box, 2, {-10, 5}, false), (Box{100, 55, 30, 75}));
    QCOMPARE(resized(box, 3, {-10, 5}, false), (Box{100, 50, 30, 80}));
    QCOMPARE(resized(box, 4, {-10, 5}, false), (Box{100, 50, 30, 85}));
    QCOMPARE(resized(box, 5, {-10, 5}, false), (Box{100, 50, 40, 85}));
    QCOMPARE(resized(box, 6, {-10, 5}, false), (Box{90, 50, 50, 85}));
    QCOMPARE(resized(box, 7, {-10, 5}, false), (Box{90, 50, 50, 80}));
    QCOMPARE(resized(box, -1, {-10, 5}, false), (Box{90, 55, 40, 80}));
}

void TestViewport::handlesStopBeforeTurningInsideOut()
{
    const Box box{100, 50, 40, 80};
    for (int handle = 0; handle < 8; ++handle) {
        for (const QPointF delta : {QPointF(500, 500), QPointF(-500, -500), QPointF(500, -500)}) {
            const Box result = resized(box, handle, delta, false);
            QVERIFY(result.width >= kSmallestBox - 1e-9 && result.height >= kSmallestBox - 1e-9);
        }
    }
    // the edge that is not held stays
    QCOMPARE(resized(box, 0, {500, 0}, false).right(), 140.0);
    QCOMPARE(resized(box, 4, {-500, 0}, false).left, 100.0);
}

void TestViewport::shiftKeepsTheShape()
{
    const Box box{100, 50, 40, 80};
    const Box larger = resized(box, 4, {3, 20}, true);
    QCOMPARE(larger.width / larger.height, 0.5);
    QCOMPARE(larger.height, 100.0);
    const Box moved = resized(box, -1, {30, 4}, true);
    QCOMPARE(moved.top, 50.0);
    QCOMPARE(moved.left, 130.0);
}

QTEST_GUILESS_MAIN(TestViewport)
#include "tst_viewport.moc"
