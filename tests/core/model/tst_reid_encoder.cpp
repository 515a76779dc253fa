// The re-identification network without LibTorch against the same network as a torch module.

#include "core/model/networks/reid_network.h"
#include "core/model/networks/weights.h"
#include "core/model/reid_encoder.h"
#include "tests/core/model/hashed_weights.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace tw;
using namespace tw::model;

namespace {

constexpr std::size_t kBytes = std::size_t{3} * kReidWidth * kReidHeight;

std::shared_ptr<ReidNetwork> hashedNetwork()
{
    auto network = std::make_shared<ReidNetwork>();
    const torch::NoGradGuard guard;
    Checkpoint weights = saveWeights(*network);
    std::uint32_t k = 0;
    for (NamedTensor& tensor : weights.tensors)
        tensor.value = fromTorch(tensor.name == "embedding.bias"
                                     ? torch::zeros(tensor.value.shape) // else the same in every vector
                                     : test::hashedWeight(k++, tensor.name, tensor.value.shape, 1.6));
    loadWeights(*network, weights, {});
    network->eval();
    return network;
}

std::vector<std::uint8_t> hashedCrop(std::uint32_t number)
{
    std::vector<std::uint8_t> out(kBytes);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] =
            static_cast<std::uint8_t>((40 * number + 155 * test::hashed(number, static_cast<std::uint32_t>(i / 50))));
    return out;
}

std::vector<float> byTorch(ReidNetwork& network, const std::vector<std::uint8_t>& crop)
{
    const torch::NoGradGuard guard;
    const torch::Tensor image =
        torch::from_blob(const_cast<std::uint8_t*>(crop.data()), {1, kReidHeight, kReidWidth, 3}, torch::kUInt8)
            .permute({0, 3, 1, 2})
            .to(torch::kFloat32)
            .div(255);
    const torch::Tensor out = network.forward(image).contiguous();
    const float* values = out.data_ptr<float>();
    return {values, values + kReidNumbers};
}

double cosineOf(std::span<const float> a, std::span<const float> b)
{
    const auto dot = [](std::span<const float> x, std::span<const float> y) {
        return std::inner_product(x.begin(), x.end(), y.begin(), 0.0);
    };
    return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b));
}

// Largest difference of two vectors scaled to unit length.
double distance(std::span<const float> a, std::span<const float> b)
{
    const auto length = [](std::span<const float> x) {
        return std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0));
    };
    double out = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        out = std::max(out, std::abs(a[i] / length(a) - b[i] / length(b)));
    return out;
}

} // namespace

class TestReidEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheTorchModuleSays()
    {
        const auto network = hashedNetwork();
        const Checkpoint weights = saveWeights(*network);
        auto full = ReidEncoder::make(weights, Precision::Float32);
        QVERIFY2(full, full ? "" : full.error().message().c_str());
        const auto half = ReidEncoder::make(weights, Precision::BFloat16);
        QVERIFY(half || half.error().code == ErrorCode::Unavailable);
        auto chosen = ReidEncoder::make(weights);
        QVERIFY(chosen);
        for (std::uint32_t i = 0; i < 5; ++i) {
            const auto crop = hashedCrop(i);
            const std::vector<float> expected = byTorch(*network, crop);
            std::array<float, kReidNumbers> out{};
            full->encode(crop, out);
            QVERIFY(std::abs(cosineOf(out, out) - 1) < 1e-6);
            QVERIFY2(distance(out, expected) < 1e-4, qPrintable(QString::number(distance(out, expected), 'g', 9)));
            if (i > 0) // other crops give other vectors, farther apart than that
                QVERIFY2(distance(byTorch(*network, hashedCrop(0)), expected) > 1e-3,
                         qPrintable(QString::number(distance(byTorch(*network, hashedCrop(0)), expected))));
            chosen->encode(crop, out);
            QVERIFY2(cosineOf(out, expected) > .995, qPrintable(QString::number(cosineOf(out, expected), 'g', 9)));
            std::array<std::int8_t, kReidNumbers> bytes{};
            chosen->encode(crop, bytes);
            const std::vector<float> back(bytes.begin(), bytes.end());
            QVERIFY(cosineOf(out, back) > .999);
        }
    }

    void weightsHaveAChecksum()
    {
        Checkpoint weights = saveWeights(*hashedNetwork());
        const auto first = ReidEncoder::make(weights, Precision::Float32);
        const auto again = ReidEncoder::make(weights, Precision::Float32);
        QVERIFY(first && again && first->weights() != 0 && first->weights() == again->weights());
        weights.tensors.back().value = fromTorch(torch::ones({kReidNumbers}));
        const auto other = ReidEncoder::make(weights, Precision::Float32);
        QVERIFY(other && other->weights() != first->weights());
    }

    void otherFilesAreRefused()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("lite.pth")).toStdString();
        auto network = createNetwork("lite", {});
        QVERIFY(network && writeCheckpoint(file, saveWeights(**network)));
        const auto refused = ReidEncoder::load(file);
        QVERIFY(!refused && refused.error().code == ErrorCode::ShapeMismatch);
        QVERIFY2(refused.error().message().find("re-identification network") != std::string::npos,
                 refused.error().message().c_str());
        const auto missing = ReidEncoder::load("no-such-model");
        QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
        const auto half = ReidEncoder::make(saveWeights(*hashedNetwork()), Precision::Float16);
        QVERIFY(!half && half.error().code == ErrorCode::Unavailable);
    }
};

QTEST_APPLESS_MAIN(TestReidEncoder)
#include "tst_reid_encoder.moc"
