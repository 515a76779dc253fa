// Heat maps, sizes, offsets and the random affine against stored numbers of the published program, and by hand.

#include "core/training/augment.h"
#include "core/training/targets.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tw;
using namespace tw::training;

namespace {

using Json = nlohmann::json;

Json golden()
{
    std::ifstream file(qEnvironmentVariable("TW_SHARED").toStdString() + "/golden/fairmot_train.json");
    return file ? Json::parse(file) : Json();
}

std::vector<TargetBox> goldenBoxes(const Json& g, std::size_t picture)
{
    const double width = 4.0 * g["out_w"].get<int>(), height = 4.0 * g["out_h"].get<int>();
    std::vector<TargetBox> boxes;
    for (const Json& row : g["labels_normalized_cls_id_cx_cy_w_h"][picture]) {
        const double w = row[4].get<double>() * width, h = row[5].get<double>() * height;
        TargetBox box;
        box.box = {row[2].get<double>() * width - w / 2, row[3].get<double>() * height - h / 2, w, h};
        const auto id = static_cast<std::int64_t>(row[1].get<double>());
        box.identity = id < 0 ? -1 : id + g["tid_start_index"][picture].get<std::int64_t>();
        boxes.push_back(box);
    }
    return boxes;
}

TargetBox boxAt(double left, double top, double width, double height)
{
    TargetBox box;
    box.box = {left, top, width, height};
    return box;
}

#define CLOSE(actual, expected, tolerance)                                                                             \
    QVERIFY2(std::abs((actual) - (expected)) <= (tolerance),                                                           \
             qPrintable(QString::number(actual) + QLatin1String(" is not ") + QString::number(expected)))

} // namespace

class TestTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void radius();
    void goldenTargets_data();
    void goldenTargets();
    void goldenAffine();
    void centreIsOne();
    void centreOutsideIsClipped();
    void emptyBoxesAreSkipped();
    void limitOfObjects();
    void regions();
    void affineWithoutDraws();
    void boxFilters();
};

// Values of the published formula as it stands.
void TestTargets::radius()
{
    CLOSE(gaussianRadius(10, 4), 1.586, 5e-4);
    CLOSE(gaussianRadius(20, 8), 3.172, 5e-4);
    CLOSE(gaussianRadius(50, 20), 7.930, 5e-4);
    CLOSE(gaussianRadius(76, 30), 11.944, 5e-4);
    CLOSE(gaussianRadius(152, 60), 23.889, 5e-4);
}

void TestTargets::goldenTargets_data()
{
    QTest::addColumn<int>("picture");
    QTest::newRow("people, one without identity, one outside, one empty") << 0;
    QTest::newRow("another source") << 1;
}

void TestTargets::goldenTargets()
{
    QFETCH(int, picture);
    const Json g = golden();
    if (g.is_null())
        QSKIP("stored numbers not found: set TW_SHARED");
    const auto p = static_cast<std::size_t>(picture);
    const int width = g["out_w"], height = g["out_h"];
    const Targets targets = makeTargets(goldenBoxes(g, p), width, height, g["max_objs"]);
    const Json& expected = g["targets"][p];
    std::size_t people = 0;
    for (const Json& mask : expected["reg_mask"])
        people += mask.get<std::size_t>();
    QCOMPARE(targets.objects.size(), people);
    for (std::size_t i = 0; i < people; ++i) {
        const TargetObject& object = targets.objects[i];
        QCOMPARE(object.cell, expected["ind"][i].get<int>());
        QCOMPARE(object.label.identity, expected["ids"][i].get<std::int64_t>());
        for (std::size_t k = 0; k < 4; ++k)
            CLOSE(object.size[k], expected["wh"][i][k].get<double>(), 1e-4);
        for (std::size_t k = 0; k < 2; ++k)
            CLOSE(object.offset[k], expected["reg"][i][k].get<double>(), 1e-4);
    }
    std::vector<float> heat(static_cast<std::size_t>(width * height), 0.0F);
    for (const Json& cell : g["hm_nonzero"][p])
        heat[static_cast<std::size_t>(cell[0].get<int>() * width + cell[1].get<int>())] = cell[2].get<float>();
    for (std::size_t i = 0; i < heat.size(); ++i)
        CLOSE(targets.heat[i], heat[i], 1e-6F);
}

void TestTargets::goldenAffine()
{
    const Json g = golden();
    if (g.is_null())
        QSKIP("stored numbers not found: set TW_SHARED");
    const Json& a = g["affine"];
    std::array<double, 6> draws{};
    for (std::size_t i = 0; i < draws.size(); ++i)
        draws[i] = a["uniform_draws_in_order"][i];
    const AugmentOptions options;
    const RandomAffine affine = randomAffine(1088, 608, options, draws);
    const double m[2][3] = {{affine.map.xx, affine.map.xy, affine.map.tx},
                            {affine.map.yx, affine.map.yy, affine.map.ty}};
    for (std::size_t r = 0; r < 2; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            CLOSE(m[r][c], a["M"][r][c].get<double>(), 1e-9);
    std::size_t kept = 0;
    for (const Json& row : a["boxes_in"]) {
        const double l = row[2], t = row[3], r = row[4], b = row[5];
        const Box before{l, t, r - l, b - t};
        const Box after = warpBox(before, affine);
        if (!keepBox(before, after, 1088, 608, options))
            continue;
        const Json& expected = a["boxes_out"][kept++];
        CLOSE(after.left, expected[2].get<double>(), 1e-3);
        CLOSE(after.top, expected[3].get<double>(), 1e-3);
        CLOSE(after.right(), expected[4].get<double>(), 1e-3);
        CLOSE(after.bottom(), expected[5].get<double>(), 1e-3);
    }
    QCOMPARE(kept, a["boxes_out"].size());
}

void TestTargets::centreIsOne()
{
    const Targets targets = makeTargets({boxAt(40, 20, 24, 80), boxAt(48, 24, 24, 80)}, 40, 30, 500);
    QCOMPARE(targets.objects.size(), std::size_t{2});
    for (const TargetObject& object : targets.objects)
        QCOMPARE(targets.heat[static_cast<std::size_t>(object.cell)], 1.0F);
    // centre of the first: (52, 60) px = (13, 15) cells
    QCOMPARE(targets.objects[0].cell, 15 * 40 + 13);
    QCOMPARE(targets.objects[0].size[0], 3.0F);
    QCOMPARE(targets.objects[0].size[3], 10.0F);
    for (const float value : targets.heat)
        QVERIFY(value >= 0 && value <= 1);
}

// A person cut by the left edge: the centre moves to the border, the corners stay where they are.
void TestTargets::centreOutsideIsClipped()
{
    const Targets targets = makeTargets({boxAt(-60, 40, 80, 80)}, 40, 30, 500);
    QCOMPARE(targets.objects.size(), std::size_t{1});
    QCOMPARE(targets.objects[0].cell, 20 * 40);
    QCOMPARE(targets.objects[0].size[0], 15.0F);
    QCOMPARE(targets.objects[0].size[2], 5.0F);
}

void TestTargets::emptyBoxesAreSkipped()
{
    const Targets targets = makeTargets({boxAt(10, 10, 0, 20), boxAt(10, 10, 20, -1)}, 40, 30, 500);
    QVERIFY(targets.objects.empty());
    QCOMPARE(*std::max_element(targets.heat.begin(), targets.heat.end()), 0.0F);
}

void TestTargets::limitOfObjects()
{
    const std::vector<TargetBox> boxes(7, boxAt(20, 20, 20, 40));
    QCOMPARE(makeTargets(boxes, 40, 30, 5).objects.size(), std::size_t{5});
}

void TestTargets::regions()
{
    Targets targets = makeTargets({}, 10, 10, 5);
    markRegion(targets, {0, 0, 40, 40}, CellTrust::Unsure);
    markRegion(targets, {8, 8, 8, 8}, CellTrust::Ignored);  // cells (2,2) to (3,3)
    markRegion(targets, {8, 8, 20, 20}, CellTrust::Unsure); // does not lower what is ignored
    const auto at = [&](int row, int column) { return targets.trust[static_cast<std::size_t>(row * 10 + column)]; };
    QCOMPARE(at(0, 0), static_cast<std::uint8_t>(CellTrust::Unsure));
    QCOMPARE(at(2, 2), static_cast<std::uint8_t>(CellTrust::Ignored));
    QCOMPARE(at(3, 3), static_cast<std::uint8_t>(CellTrust::Ignored));
    QCOMPARE(at(4, 4), static_cast<std::uint8_t>(CellTrust::Unsure));
    QCOMPARE(at(9, 9), static_cast<std::uint8_t>(CellTrust::Unsure));
    markRegion(targets, {-100, -100, 50, 50}, CellTrust::Ignored); // outside: nothing happens
    QCOMPARE(at(0, 0), static_cast<std::uint8_t>(CellTrust::Unsure));
}

// Draws of one half, scale range around 1: the identity.
void TestTargets::affineWithoutDraws()
{
    AugmentOptions options;
    options.scaleLow = 0.8;
    options.scaleHigh = 1.2;
    const RandomAffine affine = randomAffine(576, 320, options, {0.5, 0.5, 0.5, 0.5, 0.5, 0.5});
    const math::Point p = affine.map(math::Point{123, 45});
    CLOSE(p.x, 123.0, 1e-9);
    CLOSE(p.y, 45.0, 1e-9);
}

void TestTargets::boxFilters()
{
    const AugmentOptions options;
    const Box whole{100, 100, 40, 80};
    QVERIFY(keepBox(whole, whole, 576, 320, options));
    QVERIFY(keepBox(whole, {-30, 100, 40, 80}, 576, 320, options)); // partly outside stays
    QVERIFY(!keepBox(whole, {-41, 100, 40, 80}, 576, 320, options));
    QVERIFY(!keepBox(whole, {100, 100, 4, 80}, 576, 320, options));
    QVERIFY(!keepBox(whole, {100, 100, 10, 30}, 576, 320, options));    // a tenth of the area is left
    QVERIFY(!keepBox({0, 0, 6, 70}, {0, 0, 6, 70}, 576, 320, options)); // aspect above 10
}

QTEST_GUILESS_MAIN(TestTargets)
#include "tst_targets.moc"
