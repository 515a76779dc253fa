// Boxes, overlaps, affine maps and suppression.

#include "core/math/affine.h"
#include "core/math/box_ops.h"
#include "core/math/iou.h"
#include "core/math/nms.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::math;

class TestGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxesIntersectAndClip()
    {
        const Box a{0, 0, 10, 10};
        QCOMPARE(intersectionArea(a, Box{5, 5, 10, 10}), 25.0);
        QCOMPARE(intersectionArea(a, Box{10, 0, 5, 5}), 0.0);
        QCOMPARE(hull(a, Box{-5, 5, 2, 20}), (Box{-5, 0, 15, 25}));
        QCOMPARE(clippedTo(Box{-5, -5, 20, 8}, 10, 10), (Box{0, 0, 10, 3}));
        QCOMPARE(clippedTo(Box{20, 0, 5, 5}, 10, 10).width, 0.0);
        QVERIFY(containsPoint(a, 0, 0) && !containsPoint(a, 10, 0));
    }

    void interpolationIsExactAtItsEnds()
    {
        const Box a{0.1, 0.2, 0.3, 0.7};
        const Box b{1e9, -3.3, 7.1, 0.1};
        QCOMPARE(interpolated(a, b, 0), a);
        QCOMPARE(interpolated(a, b, 1), b);
        QCOMPARE(interpolated(Box{0, 0, 2, 2}, Box{4, 8, 4, 6}, 0.5), (Box{2, 4, 3, 4}));
    }

    void iouConventionsDiffer()
    {
        const Box a{0, 0, 10, 10};
        const Box b{5, 0, 10, 10};
        QCOMPARE(iou(a, b), 50.0 / 150);
        QCOMPARE(iouOfPixels(cornersOf(a), cornersOf(b)), 66.0 / (121 + 121 - 66)); // 6 x 11 of 11 x 11
        QCOMPARE(iou(a, Box{10, 0, 5, 5}), 0.0);
        QVERIFY(iouOfPixels(cornersOf(a), cornersOf(Box{10, 0, 5, 5})) > 0); // touching boxes share a pixel column
        QCOMPARE(iou(Box{0, 0, 0, 0}, Box{0, 0, 0, 0}), 0.0);
        const std::vector<Box> rows{a, b};
        const std::vector<Box> columns{b, a, Box{100, 100, 1, 1}};
        const RowMatrix matrix = iouMatrix(rows, columns);
        QCOMPARE(matrix.rows(), Eigen::Index{2});
        QCOMPARE(matrix.cols(), Eigen::Index{3});
        QCOMPARE(matrix(1, 0), 1.0);
        QCOMPARE(matrix(1, 1), 50.0 / 150);
        QCOMPARE(matrix(0, 2), 0.0);
    }

    void affineMapsComposeAndInvert()
    {
        const Affine2 turn{0.6, -0.8, 3, 0.8, 0.6, -2};
        const Affine2 scale = Affine2::scaleThenShift(2, 4, 1, -1);
        const Point p{7, -5};
        const Point there = turn.after(scale)(p);
        QVERIFY(std::hypot(there.x - turn(scale(p)).x, there.y - turn(scale(p)).y) < 1e-12);
        const Point back = turn.after(scale).inverse()(there);
        QVERIFY(std::hypot(back.x - p.x, back.y - p.y) < 1e-12);
        QCOMPARE(scale(Box{0, 0, 2, 3}), (Box{1, -1, 4, 12}));
    }

    void roundingIsHalfToEven()
    {
        QCOMPARE(roundHalfToEven(0.5), 0.0);
        QCOMPARE(roundHalfToEven(1.5), 2.0);
        QCOMPARE(roundHalfToEven(2.5), 2.0);
        QCOMPARE(roundHalfToEven(-0.5), 0.0);
        QCOMPARE(roundHalfToEven(-1.5), -2.0);
        QCOMPARE(roundHalfToEven(2.4999), 2.0);
        QCOMPARE(roundHalfToEven(137.6), 138.0);
    }

    // height x width -> scaled size and borders, as the published program computes them
    void letterboxMatchesTheReference_data()
    {
        QTest::addColumn<QList<int>>("source");   // width, height
        QTest::addColumn<QList<int>>("network");  // width, height
        QTest::addColumn<QList<int>>("expected"); // scaled width, height, left, right, top, bottom
        const QList<int> full{1088, 608};
        QTest::newRow("1080p") << QList<int>{1920, 1080} << full << QList<int>{1081, 608, 3, 4, 0, 0};
        QTest::newRow("vga") << QList<int>{640, 480} << full << QList<int>{811, 608, 138, 139, 0, 0};
        QTest::newRow("kitti") << QList<int>{1242, 375} << full << QList<int>{1088, 329, 0, 0, 139, 140};
        QTest::newRow("734") << QList<int>{1173, 734} << full << QList<int>{972, 608, 58, 58, 0, 0};
        QTest::newRow("1654") << QList<int>{1654, 1080} << full << QList<int>{931, 608, 78, 79, 0, 0};
        QTest::newRow("864") << QList<int>{1920, 1080} << QList<int>{864, 480} << QList<int>{853, 480, 5, 6, 0, 0};
        QTest::newRow("576") << QList<int>{1920, 1080} << QList<int>{576, 320} << QList<int>{569, 320, 3, 4, 0, 0};
    }
    void letterboxMatchesTheReference()
    {
        QFETCH(QList<int>, source);
        QFETCH(QList<int>, network);
        QFETCH(QList<int>, expected);
        const Letterbox fit = letterbox(source[0], source[1], network[0], network[1]);
        QCOMPARE((QList<int>{fit.scaledWidth, fit.scaledHeight, fit.left, fit.right, fit.top, fit.bottom}), expected);
    }

    void outputMapMatchesTheReference()
    {
        const Affine2 hd = sourceFromOutputMap(1920, 1080, 1088, 608, 4);
        QVERIFY(std::abs(hd.xx - 7.105263) < 1e-6 && std::abs(hd.tx + 6.315796) < 1e-4 && std::abs(hd.ty) < 1e-4);
        const Affine2 vga = sourceFromOutputMap(640, 480, 1088, 608, 4);
        QVERIFY(std::abs(vga.xx - 3.157895) < 1e-6 && std::abs(vga.tx + 109.473694) < 1e-4);
    }

    void suppressionKeepsTheBest()
    {
        const std::vector<Box> boxes{{0, 0, 10, 10}, {1, 0, 10, 10}, {50, 0, 10, 10}, {0, 0, 10, 10}};
        const std::vector<float> scores{0.5F, 0.9F, 0.1F, 0.5F};
        QCOMPARE(nonMaximumSuppression(boxes, scores, 0.5), (std::vector<int>{1, 2}));
        QCOMPARE(nonMaximumSuppression(boxes, scores, 0.9), (std::vector<int>{1, 0, 2}));
        QVERIFY(nonMaximumSuppression({}, {}, 0.5).empty());
    }
};

QTEST_GUILESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
