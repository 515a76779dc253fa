// Activations of the reference program against ours, for weights made by a hash. Three comparisons for every figure: in
// double precision our network must be as close to the reference's single-precision numbers as those are to the
// reference's own double-precision ones; in single precision within a few times that noise; and within 1e-4 in any
// case.

#include "core/model/networks/deform_conv.h"
#include "core/model/networks/dla.h"

#include "tests/core/model/hashed_weights.h"

#include <torch/utils.h>

#include <nlohmann/json.hpp>

#include <QTest>

#include <fstream>
#include <set>

using namespace tw;
using namespace tw::model;
using nlohmann::json;

namespace {

json readGolden()
{
    std::ifstream in(qgetenv("TW_SHARED").toStdString() + "/golden/fairmot_net.json");
    return in ? json::parse(in) : json();
}

// Compares one tensor with its stored shape, extremes, sums, samples and full values.
class Comparison
{
public:
    // `noise`: the largest difference that a single value may show.
    Comparison(const json& expected, const torch::Tensor& actual, double noise, std::string what)
        : m_expected(expected), m_actual(actual.detach().to(torch::kDouble).contiguous()), m_noise(noise),
          m_what(std::move(what))
    {}

    // Empty when all is well.
    QString complaint() const
    {
        if (m_expected.at("shape").get<std::vector<std::int64_t>>() != m_actual.sizes().vec())
            return QString::fromStdString(m_what + ": shape");
        const double* values = m_actual.data_ptr<double>();
        for (const auto& [index, value] : m_expected.at("samples").items())
            if (std::abs(values[std::stoll(index)] - value.get<double>()) > m_noise)
                return differs("element " + index, values[std::stoll(index)], value);
        if (m_expected.contains("full")) {
            const auto full = m_expected.at("full").get<std::vector<double>>();
            for (std::size_t i = 0; i < full.size(); ++i)
                if (std::abs(values[i] - full[i]) > m_noise)
                    return differs("element " + std::to_string(i), values[i], full[i]);
            if (static_cast<std::int64_t>(full.size()) != m_actual.numel())
                return QString::fromStdString(m_what + ": count of values");
        }
        if (std::abs(m_actual.max().item<double>() - m_expected.at("max").get<double>()) > m_noise ||
            std::abs(m_actual.min().item<double>() - m_expected.at("min").get<double>()) > m_noise)
            return QString::fromStdString(m_what + ": extremes");
        // errors of single values mostly cancel in sums
        const double sumNoise = m_noise * static_cast<double>(m_actual.numel()) / 4;
        if (std::abs(m_actual.sum().item<double>() - m_expected.at("sum").get<double>()) > sumNoise)
            return differs("sum", m_actual.sum().item<double>(), m_expected.at("sum"));
        if (std::abs(m_actual.abs().sum().item<double>() - m_expected.at("abs_sum").get<double>()) > sumNoise)
            return differs("absolute sum", m_actual.abs().sum().item<double>(), m_expected.at("abs_sum"));
        return {};
    }

private:
    QString differs(const std::string& which, double ours, double theirs) const
    {
        return QString::fromStdString(m_what + ": " + which)
            .append(QStringLiteral(" is %1 instead of %2, allowed difference %3").arg(ours).arg(theirs).arg(m_noise));
    }

    const json& m_expected;
    torch::Tensor m_actual;
    double m_noise;
    std::string m_what;
};

const torch::Tensor& headOf(const HeadMaps& maps, const std::string& key)
{
    return key == "hm" ? maps.heat : key == "wh" ? maps.size : key == "reg" ? maps.offset : maps.identity;
}

} // namespace

class TestNetworkParity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void heads_data();
    void heads();
    void stagesOfDla();
    void recipeIsTheReferences();

private:
    json m_golden;
};

void TestNetworkParity::initTestCase()
{
    m_golden = readGolden();
    if (m_golden.empty())
        QSKIP("reference data not found: set TW_SHARED");
}

void TestNetworkParity::heads_data()
{
    QTest::addColumn<QString>("name");
    for (const auto& [name, values] : m_golden.items())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestNetworkParity::heads()
{
    QFETCH(QString, name);
    const json& expected = m_golden.at(name.toStdString());
    QCOMPARE(test::hashedGain(name.toStdString()), expected.at("gain").get<double>());
    const torch::NoGradGuard noGrad;
    const std::shared_ptr<Network> network = test::hashedNetwork(name.toStdString());
    QVERIFY2(network, "the registry knows every architecture that has reference numbers");
    const torch::Tensor images = test::hashedImages();
    QCOMPARE(Comparison(expected.at("input"), images, 0.0, "input").complaint(), QString());
    const HeadMaps single = network->forward(images);
    network->to(torch::kDouble);
    const HeadMaps twofold = network->forward(images.to(torch::kDouble));
    for (const char* key : {"hm", "wh", "id", "reg"}) {
        const json& head = expected.at(std::string("head.") + key);
        const double noise = head.at("max_abs_diff_f32_vs_f64").get<double>();
        QCOMPARE(Comparison(head, headOf(twofold, key), 1.001 * noise, std::string(key) + " (double)").complaint(),
                 QString());
        QCOMPARE(Comparison(head, headOf(single, key), std::min(4 * noise, 1e-4), std::string(key) + " (single)")
                     .complaint(),
                 QString());
    }
}

void TestNetworkParity::stagesOfDla()
{
    const json& expected = m_golden.at("dla_34");
    const torch::NoGradGuard noGrad;
    const auto network = std::dynamic_pointer_cast<Dla34>(test::hashedNetwork("dla_34"));
    QVERIFY(network);
    const Dla34::Stages stages = network->stages(test::hashedImages());
    // single precision, relative to the largest activation of the stage
    const auto noise = [](const json& stage) { return 2e-6 * stage.at("max").get<double>(); };
    for (std::size_t i = 0; i < stages.base.size(); ++i) {
        const std::string key = "base.level" + std::to_string(i);
        QCOMPARE(Comparison(expected.at(key), stages.base[i], noise(expected.at(key)), key).complaint(), QString());
    }
    for (std::size_t i = 0; i < stages.neck.size(); ++i) {
        const std::string key = "dla_up.out" + std::to_string(i);
        QCOMPARE(Comparison(expected.at(key), stages.neck[i], noise(expected.at(key)), key).complaint(), QString());
    }
    QCOMPARE(
        Comparison(expected.at("ida_up.final"), stages.features, noise(expected.at("ida_up.final")), "ida_up.final")
            .complaint(),
        QString());

    const auto layer = std::dynamic_pointer_cast<DeformConv>(network->named_modules()["dla_up.ida_2.proj_1.conv"]);
    QVERIFY(layer);
    const json& raw = expected.at("dcn.offset_mask_raw");
    QCOMPARE(Comparison(raw, layer->offsetsAndMask(stages.base[3]), 4e-6, "raw offsets and mask").complaint(),
             QString());
    const json& out = expected.at("dcn.dla_up.ida_2.proj_1.conv(level3)");
    QCOMPARE(Comparison(out, layer->forward(stages.base[3]), noise(out), "deformable convolution").complaint(),
             QString());
}

// The key lists that number the hashed tensors are the reference's own.
void TestNetworkParity::recipeIsTheReferences()
{
    // ours; their lists lie in tests/core/model/data
    const std::set<std::string> own{"lite", "standard", "jde_lite", "hardnet_85", "regnetydcn_40", "regnetyfpndcn_40"};
    for (const std::string& name : architectureNames()) {
        if (own.contains(name))
            continue;
        std::ifstream in(qgetenv("TW_SHARED").toStdString() + "/spec/keys/" + name + ".txt");
        QVERIFY2(in, name.c_str());
        const Checkpoint weights = saveWeights(**createNetwork(name));
        std::size_t i = 0;
        for (std::string line; std::getline(in, line); ++i) {
            QVERIFY2(i < weights.tensors.size(), name.c_str());
            QVERIFY2(line.starts_with(weights.tensors[i].name + "\t"), line.c_str());
        }
        QCOMPARE(i, weights.tensors.size());
    }
}

QTEST_GUILESS_MAIN(TestNetworkParity)
#include "tst_network_parity.moc"
