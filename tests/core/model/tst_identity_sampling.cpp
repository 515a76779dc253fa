// Where identities are read: cases made by hand, maps that are linear (whose samples are known exactly), and gradients
// against central differences.

#include "core/model/networks/heads.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/layers.h"

#include <torch/utils.h>

#include <QTest>

#include <cmath>
#include <set>

using namespace tw::model;
using torch::Tensor;

namespace {

constexpr double kA = 0.7, kB = -1.3, kC = 2;

// kA x + kB y + kC at cell (x, y), and its double, in two images of which the second is 10 more.
Tensor linearMap(std::int64_t height, std::int64_t width)
{
    const Tensor x = torch::arange(width, torch::kFloat64).unsqueeze(0),
                 y = torch::arange(height, torch::kFloat64).unsqueeze(1);
    const Tensor plane = kA * x + kB * y + kC;
    const Tensor image = torch::stack({plane, plane * 2});
    return torch::stack({image, image + 10});
}

double planeAt(double x, double y)
{
    return kA * x + kB * y + kC;
}

Tensor rowOf(std::vector<double> values)
{
    return torch::tensor(values, torch::kFloat64).unsqueeze(0);
}

Tensor whole(std::vector<std::int64_t> values)
{
    return torch::tensor(values, torch::kInt64);
}

} // namespace

class TestIdentitySampling : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bilinear()
    {
        const Tensor map = linearMap(6, 8);
        const Tensor got =
            bilinearAt(map, whole({1}), rowOf({3, 2.25, 0, 7, -0.5, -1.5}), rowOf({2, 4.75, 0, 5, 1, 1}));
        const double expected[] = {planeAt(3, 2), planeAt(2.25, 4.75), planeAt(0, 0), planeAt(7, 5), planeAt(0, 1)};
        for (int i = 0; i < 5; ++i) {
            QVERIFY(std::abs(got[0][i][0].item<double>() - expected[i] - 10) < 1e-12);
            QVERIFY(std::abs(got[0][i][1].item<double>() - 2 * expected[i] - 10) < 1e-12);
        }
        QCOMPARE(got[0][5].abs().sum().item<double>(), 0.0); // more than a cell outside
    }

    void roiAlignOfALinearMap()
    {
        // 4 x 2 bins' middles, half a cell back: bin (i, j) of a box 1..7 x 1..5 in 2 x 2 bins
        const Tensor got = roiAlign(linearMap(8, 10), whole({0}), rowOf({1, 1, 7, 5}), 2, 3);
        QCOMPARE(got.sizes().vec(), (std::vector<std::int64_t>{1, 2, 2, 2}));
        for (int i = 0; i < 2; ++i)
            for (int j = 0; j < 2; ++j)
                QVERIFY(std::abs(got[0][0][i][j].item<double>() - planeAt(1 + 3 * j + 1.5 - 0.5, 1 + 2 * i + 1 - 0.5)) <
                        1e-12);
    }

    void roiAlignByHand()
    {
        // One cell of 1 in a map of 0: a box of exactly that cell, one point, sees it whole; half a cell aside, half
        Tensor map = torch::zeros({1, 1, 4, 4}, torch::kFloat64);
        map[0][0][1][2] = 1;
        const auto value = [&](double left, double top) {
            return roiAlign(map, whole({0}), rowOf({left, top, left + 1, top + 1}), 1, 1).item<double>();
        };
        QVERIFY(std::abs(value(2, 1) - 1) < 1e-12);
        QVERIFY(std::abs(value(2.5, 1) - 0.5) < 1e-12);
        QVERIFY(std::abs(value(2.5, 1.5) - 0.25) < 1e-12);
        QVERIFY(std::abs(value(0, 0)) < 1e-12);
        QVERIFY(std::isfinite(roiAlign(map, whole({0}), rowOf({2, 2, 1, 1}), 2, 2).sum().item<double>())); // inside out
    }

    void gradientsAreCentralDifferences()
    {
        torch::manual_seed(3);
        const Tensor map = torch::rand({2, 2, 5, 6}, torch::kFloat64);
        const Tensor boxes = torch::tensor({{0.3, 0.4, 3.9, 4.2}, {2.1, -1.2, 7.5, 2.6}}, torch::kFloat64);
        const Tensor weights = torch::rand({2, 2, 3, 3}, torch::kFloat64);
        const auto value = [&](const Tensor& at) { return (roiAlign(at, whole({0, 1}), boxes, 3, 2) * weights).sum(); };
        const Tensor learnt = map.clone().requires_grad_();
        value(learnt).backward();
        constexpr double kStep = 1e-5;
        for (std::int64_t i = 0; i < map.numel(); ++i) {
            Tensor up = map.clone(), down = map.clone();
            up.view(-1)[i] += kStep;
            down.view(-1)[i] -= kStep;
            const double difference = (value(up) - value(down)).item<double>() / (2 * kStep);
            QVERIFY(std::abs(difference - learnt.grad().view(-1)[i].item<double>()) < 1e-8);
        }
    }

    void identities()
    {
        const Tensor map = linearMap(9, 9);
        const Tensor centres = rowOf({4.25, 3.5}), boxes = rowOf({2, 1, 6, 7});
        const Tensor bilinear = identitiesAt(IdentityAt::CenterBilinear, map, whole({0}), centres, boxes);
        QVERIFY(std::abs(bilinear[0][0].item<double>() - planeAt(4.25, 3.5)) < 1e-12);
        const Tensor mean = identitiesAt(IdentityAt::RoiAlign, map, whole({0}), centres, boxes);
        QVERIFY(std::abs(mean[0][1].item<double>() - 2 * planeAt(3.5, 3.5)) < 1e-12);
    }

    // On a linear map ROI-Align of the 3 x 3 cells around a cell is that neighbourhood itself, so the fully connected
    // layers give what the head's convolutions give there.
    void twoStageIsTheHeadOnBins()
    {
        torch::manual_seed(5);
        const auto network = *createNetwork("lite");
        const auto head = headOf(*network, "id");
        const Tensor x = torch::arange(9, torch::kFloat32).unsqueeze(0),
                     y = torch::arange(8, torch::kFloat32).unsqueeze(1);
        const Tensor slopes = torch::rand({64, 3, 1, 1}) - 0.5;
        const Tensor map = (slopes.select(1, 0) * x + slopes.select(1, 1) * y + slopes.select(1, 2)).unsqueeze(0);
        const Tensor box = torch::tensor({{3.0F, 2.0F, 6.0F, 5.0F}}); // cells 3..5 x 2..4
        const Tensor got = identitiesAt(IdentityAt::TwoStage, map, whole({0}), torch::zeros({1, 2}), box, head.get());
        const Tensor expected = head->atMiddles(gatherPatches(map, whole({3 * 9 + 4})));
        QVERIFY(torch::allclose(got, expected, 1e-5, 1e-5));
        QVERIFY(!torch::allclose(got, head->atMiddles(gatherPatches(map, whole({3 * 9 + 5}))), 1e-3, 1e-3));
    }

    void twoStageLearns()
    {
        torch::manual_seed(6);
        const auto network = *createNetwork("lite");
        const auto head = headOf(*network, "id");
        head->to(torch::kFloat64);
        const Tensor map = torch::rand({1, 64, 6, 5}, torch::kFloat64);
        const Tensor box = rowOf({0.6, 1.1, 3.7, 5.2}), centre = torch::zeros({1, 2}, torch::kFloat64);
        const auto value = [&](const Tensor& at) {
            return identitiesAt(IdentityAt::TwoStage, at, whole({0}), centre, box, head.get()).square().sum();
        };
        const Tensor learnt = map.clone().requires_grad_();
        value(learnt).backward();
        constexpr double kStep = 1e-5;
        for (const std::int64_t i : {31, 407, 930, 1501}) {
            Tensor up = map.clone(), down = map.clone();
            up.view(-1)[i] += kStep;
            down.view(-1)[i] -= kStep;
            const double difference = (value(up) - value(down)).item<double>() / (2 * kStep);
            QVERIFY(std::abs(difference - learnt.grad().view(-1)[i].item<double>()) <
                    1e-6 + 1e-5 * std::abs(difference));
        }
        for (const auto& parameter : head->parameters())
            QVERIFY(parameter.grad().defined() && parameter.grad().abs().sum().item<double>() > 0);
    }

    void filesSayWhere()
    {
        tw::model::Checkpoint file;
        QVERIFY(*identityAtOf(file) == IdentityAt::Center);
        for (const char* name : {"center", "center-bi", "roi-align", "pos-anchor", "two-stage"}) {
            QCOMPARE(nameOf(*identityAtOf(std::string(name))), name);
            noteIdentityAt(file, name);
            const IdentityAt where = *identityAtOf(file);
            QVERIFY(where == *identityAtOf(std::string(name)) || (readAtCells(where) && where == IdentityAt::Center));
        }
        file.metadata["identity_at"] = "nose";
        QVERIFY(identityAtOf(file).error().code == tw::ErrorCode::Unsupported);
        QVERIFY(!identityAtOf(std::string("nose")));
    }

    void anchors()
    {
        constexpr std::int64_t kHeight = 10, kWidth = 12;
        // a large person in the middle of image 1, a tiny one in a corner of image 0
        const Tensor cells = whole({(kHeight + 5) * kWidth + 6, 0});
        const Tensor offsets = torch::tensor({{0.0F, 0.0F}, {0.5F, 0.5F}});
        const Tensor sizes = torch::tensor({{3.1F, 6.0F, 3.1F, 6.0F}, {0.4F, 0.4F, 0.4F, 0.4F}});
        const Anchors found = anchorsOf(cells, offsets, sizes, kHeight, kWidth);
        std::set<std::pair<int, int>> wanted, got;
        for (int dx = -2; dx <= 2; ++dx)
            for (int dy = -2; dy <= 2; ++dy)
                if ((1 - std::abs(dx) / 6.2) * (1 - std::abs(dy) / 12.0) > 2.0 / 3)
                    wanted.insert({6 + dx, 5 + dy});
        QVERIFY(wanted.size() > 5 && wanted.size() < 25);
        int small = 0;
        for (std::int64_t i = 0; i < found.cells.size(0); ++i) {
            const auto cell = found.cells[i].item<std::int64_t>();
            if (found.people[i].item<std::int64_t>() == 1) {
                QCOMPARE(cell, std::int64_t{0});
                ++small;
            } else {
                QCOMPARE(cell / (kHeight * kWidth), std::int64_t{1});
                got.insert({int(cell % kWidth), int(cell / kWidth % kHeight)});
            }
        }
        QCOMPARE(small, 1);
        QVERIFY(got == wanted);
        const Anchors none = anchorsOf(whole({}), torch::zeros({0, 2}), torch::zeros({0, 4}), kHeight, kWidth);
        QCOMPARE(none.cells.size(0), std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestIdentitySampling)
#include "tst_identity_sampling.moc"
