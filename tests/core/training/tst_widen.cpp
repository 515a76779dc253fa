// "standard" with the weights of "lite": the same numbers at first, and channels that part while it learns.

#include "core/model/networks/weights.h"
#include "core/training/widen.h"
#include "tests/core/model/hashed_weights.h"

#include <torch/optim/sgd.h>
#include <torch/utils.h>

#include <QTest>

using namespace tw;
using namespace tw::training;
using torch::Tensor;

namespace {

std::shared_ptr<model::Network> wideOf(const model::Network& narrow, std::uint64_t seed)
{
    torch::manual_seed(seed);
    std::shared_ptr<model::Network> wide = *model::createNetwork("standard", narrow.heads());
    const model::LoadReport report = model::loadWeights(*wide, widened(model::saveWeights(narrow), *wide));
    return report.complete() && report.unknown.empty() ? wide : nullptr;
}

double greatest(const Tensor& tensor)
{
    return tensor.abs().max().item<double>();
}

} // namespace

class TestWiden : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void computesTheSame_data();
    void computesTheSame();
    void copiesPart();
    void sameSeedSameWeights();
    void onlyWhatFits();
    void foreignShapesArePassedOn();
};

void TestWiden::computesTheSame_data()
{
    QTest::addColumn<int>("embedding");
    QTest::newRow("as shipped") << 64;
    QTest::newRow("embedding of 32") << 32;
}

void TestWiden::computesTheSame()
{
    QFETCH(const int, embedding);
    const torch::NoGradGuard noGrad;
    const auto lite = test::hashedNetwork("lite", {.embedding = embedding});
    lite->eval();
    const auto wide = wideOf(*lite, 3);
    QVERIFY(wide);
    wide->eval();
    const Tensor images = test::hashedImages();
    const model::HeadMaps a = lite->forward(images), b = wide->forward(images);
    for (const auto& [narrow, broad] : {std::pair{&a.heat, &b.heat}, std::pair{&a.size, &b.size},
                                        std::pair{&a.offset, &b.offset}, std::pair{&a.identity, &b.identity}}) {
        QCOMPARE(broad->sizes().vec(), narrow->sizes().vec());
        QVERIFY(greatest(*narrow) > 1e-3);
        QVERIFY(greatest(*narrow - *broad) < 1e-4 * std::max(1.0, greatest(*narrow)));
    }
}

// With equal shares both copies of a channel would get one gradient and stay copies.
void TestWiden::copiesPart()
{
    const auto lite = test::hashedNetwork("lite");
    const auto wide = wideOf(*lite, 3);
    QVERIFY(wide);
    const auto copyDifference = [&] {
        const Tensor bias = wide->named_parameters()["backbone.stage4.down.pointwise.bn.bias"].detach();
        return greatest(bias.slice(0, 0, bias.size(0), 2) - bias.slice(0, 1, bias.size(0), 2));
    };
    QCOMPARE(copyDifference(), 0.0);
    wide->train();
    torch::optim::SGD optimiser(wide->parameters(), 1e-3);
    wide->forward(test::hashedImages()).size.square().mean().backward();
    optimiser.step();
    QVERIFY(copyDifference() > 0);
}

void TestWiden::sameSeedSameWeights()
{
    const auto lite = test::hashedNetwork("lite");
    const auto first = wideOf(*lite, 3), again = wideOf(*lite, 3), other = wideOf(*lite, 4);
    QVERIFY(first && again && other);
    const auto weight = [](const model::Network& network) {
        return network.named_parameters()["backbone.stage4.csp.conv3.conv.weight"].detach();
    };
    QVERIFY(torch::equal(weight(*first), weight(*again)));
    QVERIFY(!torch::equal(weight(*first), weight(*other)));
}

void TestWiden::onlyWhatFits()
{
    QVERIFY(canWiden("lite", "standard"));
    for (const auto& [narrow, wide] : {std::pair{"standard", "lite"}, std::pair{"lite", "dla_34"},
                                       std::pair{"lite", "lite"}, std::pair{"", "standard"}})
        QVERIFY2(!canWiden(narrow, wide), narrow);
    // tensors that the wide network does not have stay as they are
    const auto lite = test::hashedNetwork("lite");
    model::Checkpoint more = model::saveWeights(*lite);
    more.tensors.push_back({"loss.weight", model::fromTorch(torch::ones({3, 2}))});
    const model::Checkpoint result = widened(more, **model::createNetwork("standard"));
    QCOMPARE(result.tensors.size(), more.tensors.size());
    QVERIFY(result.find("loss.weight") != nullptr);
    QCOMPARE(result.find("loss.weight")->value.shape, (std::vector<std::int64_t>{3, 2}));
}

// A file of foreign shapes is not this function's to refuse: the trainer lists what does not fit.
void TestWiden::foreignShapesArePassedOn()
{
    const std::string name = "backbone.stage4.csp.conv3.conv.weight"; // 128 x 128 x 1 x 1, wide 256 x 256 x 1 x 1
    for (const std::vector<std::int64_t>& shape : std::vector<std::vector<std::int64_t>>{
             {0, 128, 1, 1}, {128, 0, 1, 1}, {100, 128, 1, 1}, {128, 300, 1, 1}, {512, 128, 1, 1}, {128, 128}, {}}) {
        model::Checkpoint foreign;
        foreign.tensors.push_back({name, model::fromTorch(torch::ones(shape))});
        const auto wide = *model::createNetwork("standard");
        const model::Checkpoint result = widened(foreign, *wide);
        QCOMPARE(result.find(name)->value.shape, shape);
        QCOMPARE(model::loadWeights(*wide, result).misshaped.size(), std::size_t{1});
    }
}

QTEST_GUILESS_MAIN(TestWiden)
#include "tst_widen.moc"
