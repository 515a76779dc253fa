// Every architecture: its keys, its shapes, that it learns, and that its numbers stay what they are.

#include "core/model/network_cost.h"
#include "core/model/networks/hardnet.h"
#include "core/model/networks/jde.h"
#include "core/model/networks/network.h"
#include "core/model/networks/weights.h"

#include "tests/core/model/hashed_weights.h"

#include <torch/utils.h>

#include <QTest>

#include <cmath>
#include <fstream>
#include <sstream>

using namespace tw;
using namespace tw::model;

namespace {

struct Key {
    std::string name;
    std::vector<std::int64_t> shape;
    friend bool operator==(const Key&, const Key&) = default;
};

std::string text(const Key& key)
{
    std::string out = key.name;
    for (const std::int64_t n : key.shape)
        out += " " + std::to_string(n);
    return out;
}

std::vector<std::int64_t> parseShape(const std::string& word)
{
    std::vector<std::int64_t> shape;
    std::istringstream in(word);
    for (std::string part; word != "scalar" && std::getline(in, part, 'x');)
        shape.push_back(std::stoll(part));
    return shape;
}

std::vector<Key> readKeys(const std::string& architecture)
{
    std::vector<Key> keys;
    std::ifstream in(qgetenv("TW_SOURCE_DIR").toStdString() + "/tests/core/model/data/keys_" + architecture + ".txt");
    for (std::string name, shape; in >> name >> shape;) {
        if (!shape.starts_with("BN")) {
            keys.push_back({name, parseShape(shape)});
            continue;
        }
        for (const char* part : {".weight", ".bias", ".running_mean", ".running_var"})
            keys.push_back({name + part, parseShape(shape.substr(2))});
        keys.push_back({name + ".num_batches_tracked", {}});
    }
    return keys;
}

// Sums over hashed weights and the hashed image, measured with this code after it had met the reference program's
// activations (tests/parity).
struct Sums {
    const char* architecture;
    double heat;
    double size;
    double offset;
    double identity;
};

constexpr Sums kAbsoluteSums[] = {
    {"lite", 15.336681, 81.8676576, 57.9126453, 1556.14365},
    {"dla_34", 1116.48794, 2983.52213, 2767.36286, 162178.37},
    {"dlaconv_34", 21.9556449, 323.475984, 107.702334, 8050.71788},
    {"resdcn_18", 58.6860689, 284.865101, 120.506292, 11494.3616},
    {"resdcn_34", 15.1623955, 200.433534, 29.2860694, 5068.50023},
    {"resdcn_50", 33.9028397, 183.767604, 77.4704781, 5422.75605},
    {"resfpndcn_18", 391.057466, 1630.89324, 872.959813, 40718.1893},
    {"resfpndcn_34", 920.346042, 3503.68776, 3284.00874, 161664.327},
    {"hrnet_18", 115.706417, 601.773441, 122.740012, 17568.8287},
    {"yolo", 134.431607, 233.557636, 138.359128, 3787.1348},
};

} // namespace

class TestNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data() { architectures(); }
    void keys();
    void shapes_data() { architectures(); }
    void shapes();
    void unusedKeysAreUnused_data() { architectures(); }
    void unusedKeysAreUnused();
    void keepsItsNumbers();
    void gradientsReachEveryUsedWeight_data() { architectures(); }
    void gradientsReachEveryUsedWeight();
    void memoryFormatsAgree();
    void headOptions();
    void parameterCounts();
    void anchors();
    void anchorsAsMaps();
    void harmonicLinks();
    void cost();
    void unknownArchitecture();

private:
    void architectures();
};

void TestNetworks::architectures()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : architectureNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    QVERIFY(architectureNames().size() >= 3);
}

void TestNetworks::keys()
{
    QFETCH(QString, name);
    const std::vector<Key> expected = readKeys(name.toStdString());
    QVERIFY(!expected.empty());
    const Checkpoint weights = saveWeights(**createNetwork(name.toStdString()));
    for (std::size_t i = 0; i < std::min(expected.size(), weights.tensors.size()); ++i) {
        const Key key{weights.tensors[i].name, weights.tensors[i].value.shape};
        QVERIFY2(key == expected[i], (text(key) + " instead of " + text(expected[i])).c_str());
    }
    QCOMPARE(weights.tensors.size(), expected.size());
    const auto recognised = recogniseArchitecture(weights);
    QVERIFY2(recognised, recognised ? "" : recognised.error().message().c_str());
    QCOMPARE(recognised->architecture, name.toStdString());
}

void TestNetworks::shapes()
{
    QFETCH(QString, name);
    const torch::NoGradGuard noGrad;
    const std::shared_ptr<Network> network = *createNetwork(name.toStdString());
    network->eval();
    QCOMPARE(network->architecture(), name.toStdString());
    const HeadMaps maps = network->forward(torch::zeros({2, 3, 64, 32}));
    const auto shape = [](std::int64_t channels) { return std::vector<std::int64_t>{2, channels, 16, 8}; };
    QCOMPARE(maps.heat.sizes().vec(), shape(1));
    QCOMPARE(maps.size.sizes().vec(), shape(4));
    QCOMPARE(maps.offset.sizes().vec(), shape(2));
    QCOMPARE(maps.identity.sizes().vec(), shape(network->heads().embedding));
    const bool small = QList<QString>{QStringLiteral("lite"), QStringLiteral("standard"), QStringLiteral("yolo"),
                                      QStringLiteral("jde_lite")}
                           .contains(name);
    QCOMPARE(network->heads().embedding, small ? 64 : 128);
    // fresh heat maps say "a person is rare here"
    QVERIFY(maps.heat.mean().item<double>() < -1);
}

// Wild values in the weights that are called unused change nothing; elsewhere they would.
void TestNetworks::unusedKeysAreUnused()
{
    QFETCH(QString, name);
    const torch::NoGradGuard noGrad;
    const std::shared_ptr<Network> network = test::hashedNetwork(name.toStdString());
    QVERIFY(network);
    const torch::Tensor before = network->forward(test::hashedImages()).identity;
    std::size_t touched = 0;
    for (auto& parameter : network->named_parameters()) {
        for (const std::string& prefix : network->unusedKeys()) {
            if (parameter.key().starts_with(prefix)) {
                parameter.value().fill_(1e30);
                ++touched;
            }
        }
    }
    QVERIFY(touched >= network->unusedKeys().size());
    QVERIFY(torch::equal(network->forward(test::hashedImages()).identity, before));
    QVERIFY(torch::isfinite(before).all().item<bool>());
}

void TestNetworks::keepsItsNumbers()
{
    const torch::NoGradGuard noGrad;
    for (const Sums& sums : kAbsoluteSums) {
        const std::shared_ptr<Network> network = test::hashedNetwork(sums.architecture);
        QVERIFY2(network, sums.architecture);
        const HeadMaps maps = network->forward(test::hashedImages());
        const auto close = [&](const torch::Tensor& map, double expected) {
            const double sum = map.to(torch::kDouble).abs().sum().item<double>();
            if (std::abs(sum - expected) <= 1e-5 * expected)
                return true;
            qWarning("%s: %.9g", sums.architecture, sum);
            return false;
        };
        QVERIFY(close(maps.heat, sums.heat));
        QVERIFY(close(maps.size, sums.size));
        QVERIFY(close(maps.offset, sums.offset));
        QVERIFY(close(maps.identity, sums.identity));
    }
}

void TestNetworks::gradientsReachEveryUsedWeight()
{
    QFETCH(QString, name);
    torch::manual_seed(1);
    const std::shared_ptr<Network> network = *createNetwork(name.toStdString());
    const torch::Tensor images = torch::rand({2, 3, 64, 64});
    if (auto* anchors = dynamic_cast<AnchorNetwork*>(network.get())) {
        torch::Tensor sum = torch::zeros({});
        for (const AnchorNetwork::ScaleMaps& maps : anchors->anchorMaps(images))
            sum = sum + maps.confidence.square().mean() + maps.shifts.square().mean() + maps.identity.square().mean();
        sum.backward();
    } else {
        const HeadMaps maps = network->forward(images);
        (maps.heat.square().mean() + maps.size.square().mean() + maps.offset.square().mean() +
         maps.identity.square().mean())
            .backward();
    }
    for (const auto& parameter : network->named_parameters()) {
        bool unused = false;
        for (const std::string& prefix : network->unusedKeys())
            unused = unused || parameter.key().starts_with(prefix);
        const torch::Tensor& gradient = parameter.value().grad();
        QVERIFY2(gradient.defined() != unused, parameter.key().c_str());
        QVERIFY2(unused || torch::isfinite(gradient).all().item<bool>(), parameter.key().c_str());
    }
}

void TestNetworks::memoryFormatsAgree()
{
    const torch::NoGradGuard noGrad;
    for (const char* name : {"lite", "dla_34"}) {
        const std::shared_ptr<Network> network = test::hashedNetwork(name);
        QVERIFY2(network, name);
        const torch::Tensor images = test::hashedImages();
        const HeadMaps planar = network->forward(images);
        const HeadMaps last = network->forward(images.contiguous(torch::MemoryFormat::ChannelsLast));
        QVERIFY2(torch::allclose(planar.heat, last.heat, 1e-4, 1e-4), name);
        QVERIFY2(torch::allclose(planar.identity, last.identity, 1e-4, 1e-4), name);
    }
}

void TestNetworks::headOptions()
{
    const torch::NoGradGuard noGrad;
    const std::shared_ptr<Network> network = *createNetwork("lite", {.classes = 3, .sizeChannels = 2, .embedding = 32});
    network->eval();
    const HeadMaps maps = network->forward(torch::zeros({1, 3, 32, 32}));
    QCOMPARE(maps.heat.size(1), 3);
    QCOMPARE(maps.size.size(1), 2);
    QCOMPARE(maps.identity.size(1), 32);
    QVERIFY(createNetwork("lite", {.classes = 0}).error().code == tw::ErrorCode::InvalidArgument);
    QVERIFY(createNetwork("lite", {.sizeChannels = 3}).error().code == tw::ErrorCode::InvalidArgument);
    QVERIFY(createNetwork("lite", {.embedding = -1}).error().code == tw::ErrorCode::InvalidArgument);
}

void TestNetworks::parameterCounts()
{
    const auto count = [](const char* name) {
        std::int64_t n = 0;
        const std::shared_ptr<Network> network = *createNetwork(name);
        for (const torch::Tensor& parameter : network->parameters())
            n += parameter.numel();
        return n;
    };
    QCOMPARE(count("lite"), 744'775);
    QCOMPARE(count("standard"), 2'424'199);
    QCOMPARE(count("dla_34"), 20'349'711);
    QCOMPARE(count("dlaconv_34"), 19'709'983);
    // without decoder and heads: what the ImageNet networks have (RegNetY-4.0GF 20'646'656 with a classifier of
    // 1'089'000; HarDNet-85 36'670'212, of which the last block, its transition and the classifier are 18'786'664)
    const auto trunk = [](const char* name, const std::vector<std::string>& prefixes) {
        std::int64_t n = 0;
        const std::shared_ptr<Network> network = *createNetwork(name);
        for (const auto& parameter : network->named_parameters())
            for (const std::string& prefix : prefixes)
                if (parameter.key().starts_with(prefix))
                    n += parameter.value().numel();
        return n;
    };
    QCOMPARE(trunk("regnetydcn_40", {"stem.", "s1.", "s2.", "s3.", "s4."}), 19'557'656);
    QCOMPARE(trunk("regnetyfpndcn_40", {"stem.", "s1.", "s2.", "s3.", "s4."}), 19'557'656);
    QCOMPARE(trunk("hardnet_85", {"stem1.", "stem2.", "stages."}), 17'883'548);
}

void TestNetworks::anchors()
{
    // widths 8 * 2^(k / 2) for a height of 608, three times as high
    const torch::Tensor sides = anchorSides(1, 304); // k = 5 ... 8, half of it
    for (int a = 0; a < 4; ++a) {
        QVERIFY(std::abs(sides[a][0].item<double>() - 4 * std::pow(2.0, (5 + a) / 2.0)) < 1e-4);
        QVERIFY(std::abs(sides[a][1].item<double>() - 3 * sides[a][0].item<double>()) < 1e-4);
    }
    // anchor 1 of the cell in row 2, column 3 of a map of 4 x 5 cells of 16 pixels
    const torch::Tensor boxes = anchorBoxes(1, 64, 80);
    QCOMPARE(boxes.size(0), std::int64_t{4 * 4 * 5});
    const torch::Tensor box = boxes[(1 * 4 + 2) * 5 + 3];
    QVERIFY(std::abs((box[0] + box[2]).item<double>() / 2 - 3.5 * 16) < 1e-4);
    QVERIFY(std::abs((box[1] + box[3]).item<double>() / 2 - 2.5 * 16) < 1e-4);
    QVERIFY(std::abs((box[2] - box[0]).item<double>() - anchorSides(1, 64)[1][0].item<double>()) < 1e-4);
    // there and back
    const torch::Tensor people = torch::tensor({{10.0F, 12.0F, 22.0F, 50.0F}, {30.0F, 5.0F, 61.0F, 63.0F}});
    const torch::Tensor own = boxes.slice(0, 7, 9);
    QVERIFY(torch::allclose(movedAnchors(own, shiftsTo(own, people)), people, 1e-4, 1e-3));
    QVERIFY(torch::allclose(shiftsTo(own, own), torch::zeros({2, 4}), 1e-5, 1e-5));
    // the second covers more than half of the first's union, the third does not
    const torch::Tensor row =
        torch::tensor({{0.0F, 0.0F, 10.0F, 10.0F}, {0.0F, 2.0F, 10.0F, 10.0F}, {6.0F, 0.0F, 16.0F, 10.0F}});
    QVERIFY((withoutOverlaps(row, 0.5) == std::vector<std::int64_t>{0, 2}));
    QVERIFY((withoutOverlaps(row, 0.9) == std::vector<std::int64_t>{0, 1, 2}));
    QVERIFY(withoutOverlaps(torch::zeros({0, 4}), 0.5).empty());
}

// One anchor is made to fire: the maps of stride 4 hold its box and its identity, and nothing else.
void TestNetworks::anchorsAsMaps()
{
    const torch::NoGradGuard noGrad;
    const std::shared_ptr<Network> network = *createNetwork("jde_lite");
    network->eval();
    auto parameters = network->named_parameters();
    for (const char* scale : {"scale8", "scale16", "scale32"})
        for (const char* part : {".conf.2.weight", ".box.2.weight", ".box.2.bias", ".conf.2.bias"})
            parameters[std::string(scale) + part].fill_(std::string(part) == ".conf.2.bias" ? -9 : 0);
    parameters["scale32.conf.2.bias"][1] = 2; // fires in each of the 2 x 1 cells, so their boxes must not overlap
    parameters["scale32.box.2.bias"][2 * 4 + 1] = -1; // width times e^-1
    parameters["scale32.box.2.bias"][3 * 4 + 1] = -2.5;
    const torch::Tensor images = torch::rand({1, 3, 64, 32});
    const HeadMaps maps = network->forward(images);
    const auto raw = std::dynamic_pointer_cast<AnchorNetwork>(network)->anchorMaps(images);
    const torch::Tensor sides = anchorSides(2, 64)[1];
    QCOMPARE(maps.heat.gt(0).sum().item<int>(), 2);
    for (int row = 0; row < 2; ++row) {
        const int y = 4 + 8 * row, x = 4; // the middle of the cell, 16 + 32 row pixels, in cells of 4
        QCOMPARE(maps.heat[0][0][y][x].item<float>(), 2.0F);
        QVERIFY(maps.offset[0].select(1, y).select(1, x).abs().max().item<double>() < 1e-4);
        const double halfWidth = sides[0].item<double>() * std::exp(-1.0) / 8,
                     halfHeight = sides[1].item<double>() * std::exp(-2.5) / 8;
        const torch::Tensor size = maps.size[0].select(1, y).select(1, x);
        QVERIFY(torch::allclose(size, torch::tensor({halfWidth, halfHeight, halfWidth, halfHeight}).to(torch::kFloat32),
                                1e-4, 1e-4));
        QVERIFY(torch::allclose(maps.identity[0].select(1, y).select(1, x),
                                raw[2].identity[0].select(1, row).select(1, 0)));
    }
    // away from people the finest scale's
    QVERIFY(torch::equal(maps.identity[0].select(1, 15).select(1, 7), raw[0].identity[0].select(1, 7).select(1, 3)));
}

void TestNetworks::harmonicLinks()
{
    const std::vector<HarmonicLayer> layers = harmonicLayers(20, 10, 1.7, 8);
    const std::vector<std::vector<std::int64_t>> reads{{0}, {1, 0}, {2}, {3, 2, 0}, {4}, {5, 4}, {6}, {7, 6, 4, 0}};
    const std::vector<std::int64_t> widths{10, 18, 10, 28, 10, 18, 10, 50}; // 10, 17, 28.9 and 49.13, made even
    for (std::size_t i = 0; i < layers.size(); ++i) {
        QVERIFY(layers[i].reads == reads[i]);
        QCOMPARE(layers[i].out, widths[i]);
        std::int64_t in = 0;
        for (const std::int64_t layer : reads[i])
            in += layer == 0 ? 20 : widths[static_cast<std::size_t>(layer - 1)];
        QCOMPARE(layers[i].in, in);
    }
}

// The published figure of dla_34 with all heads dense at 1088 x 608 is 90.2 billion; every term grows with the area.
void TestNetworks::cost()
{
    const auto dla = networkCost("dla_34", {128, 96});
    QVERIFY(dla);
    QCOMPARE(dla->parameters, 20'349'711);
    QCOMPARE(dla->embedding, 128);
    const double scaled = dla->multiplyAdds * (1088.0 * 608) / (128 * 96);
    QVERIFY2(std::abs(scaled / 90.2e9 - 1) < 0.005, std::to_string(scaled).c_str());
    QVERIFY(networkCost("dla_35", {128, 96}).error().code == ErrorCode::NotFound);
    QVERIFY(networkCost("lite", {100, 96}).error().code == ErrorCode::InvalidArgument);
}

void TestNetworks::unknownArchitecture()
{
    const auto result = createNetwork("dla_35");
    QVERIFY(!result);
    QVERIFY(result.error().code == tw::ErrorCode::NotFound);
    QVERIFY(result.error().detail.find("dla_34") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestNetworks)
#include "tst_networks.moc"
