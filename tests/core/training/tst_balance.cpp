// Ways to balance two tasks on problems whose answer is known.

#include "core/math/rng.h"
#include "core/training/balance.h"

#include <torch/autograd.h>
#include <torch/utils.h>

#include <QTest>

#include <cmath>
#include <limits>

using namespace tw::training;
using torch::Tensor;

namespace {

Tensor vectorOf(std::vector<float> values)
{
    return torch::tensor(values, torch::kFloat32);
}

std::vector<double> gramOf(const std::vector<std::vector<double>>& vectors)
{
    std::vector<double> gram;
    for (const auto& a : vectors)
        for (const auto& b : vectors) {
            double sum = 0;
            for (std::size_t k = 0; k < a.size(); ++k)
                sum += a[k] * b[k];
            gram.push_back(sum);
        }
    return gram;
}

double normOf(const std::vector<double>& gram, const std::vector<double>& weights)
{
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        for (std::size_t j = 0; j < weights.size(); ++j)
            sum += gram[i * weights.size() + j] * weights[i] * weights[j];
    return std::sqrt(std::max(sum, 0.0));
}

// Two tasks on a shared z of two numbers: L_i = scale_i z_i^2, one step of gradient descent on z and on what is learnt.
struct Toy {
    Tensor z = torch::ones({2}, torch::requires_grad());
    std::vector<double> scales;
    double rate, weightRate;

    std::vector<Tensor> losses() const { return {scales[0] * z[0].square(), scales[1] * z[1].square()}; }
    void step(LossBalance& balance)
    {
        const auto now = losses();
        const std::vector<double> values{now[0].item<double>(), now[1].item<double>()};
        balance.total(now, z).backward();
        const torch::NoGradGuard guard;
        z.data().sub_(z.grad() * rate);
        z.mutable_grad() = Tensor();
        for (auto& [name, tensor] : balance.tensors())
            if (tensor.grad().defined()) {
                tensor.data().sub_(tensor.grad() * weightRate);
                tensor.mutable_grad() = Tensor();
            }
        balance.afterStep(values);
    }
};

} // namespace

class TestBalance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fixedAndUncertain()
    {
        const std::vector<Tensor> losses{torch::full({1}, 2.0), torch::full({1}, 3.0)};
        QVERIFY(std::abs(makeFixedBalance(0.1)->total(losses, {}).item<double>() - 2.3) < 1e-6);
        const auto uncertain = makeUncertaintyBalance({{"s_det", -1.85}, {"s_id", -1.05}});
        const double expected = 0.5 * (std::exp(1.85) * 2 + std::exp(1.05) * 3 - 1.85 - 1.05);
        QVERIFY(std::abs(uncertain->total(losses, {}).item<double>() - expected) < 1e-5);
        // the best s of a constant loss is its logarithm
        for (int i = 0; i < 4000; ++i) {
            uncertain->total(losses, {}).backward();
            const torch::NoGradGuard guard;
            for (auto& [name, s] : uncertain->tensors()) {
                s.data().sub_(s.grad() * 0.01);
                s.mutable_grad() = Tensor();
            }
        }
        QVERIFY(std::abs(uncertain->tensors()[0].second.item<double>() - std::log(2.0)) < 1e-3);
        QVERIFY(std::abs(uncertain->tensors()[1].second.item<double>() - std::log(3.0)) < 1e-3);
    }

    void branchesAreFour()
    {
        LossOptions options;
        options.balance = "uncertainty-branch";
        QVERIFY(balancesBranches(options));
        QCOMPARE(makeBalance(options)->tensors().size(), std::size_t{4});
        options.balance = "uncertainty-task";
        QVERIFY(!balancesBranches(options));
        QCOMPARE(makeBalance(options)->tensors().size(), std::size_t{2});
    }

    void leastNormOfTwo_data()
    {
        QTest::addColumn<QList<double>>("a");
        QTest::addColumn<QList<double>>("b");
        QTest::addColumn<double>("share");
        QTest::newRow("right angle") << QList<double>{1, 0} << QList<double>{0, 1} << 0.5;
        QTest::newRow("longer") << QList<double>{2, 0} << QList<double>{0, 1} << 0.2;
        QTest::newRow("same direction") << QList<double>{1, 0} << QList<double>{3, 0} << 1.0;
        QTest::newRow("opposite") << QList<double>{1, 0} << QList<double>{-3, 0} << 0.75;
        QTest::newRow("one is best") << QList<double>{4, 1} << QList<double>{1, 0} << 0.0;
        QTest::newRow("equal") << QList<double>{1, 1} << QList<double>{1, 1} << 0.5;
    }
    void leastNormOfTwo()
    {
        QFETCH(QList<double>, a);
        QFETCH(QList<double>, b);
        QFETCH(double, share);
        const auto weights = leastNormWeights(gramOf({{a[0], a[1]}, {b[0], b[1]}}), 2);
        QVERIFY(std::abs(weights[0] - share) < 1e-12);
        QVERIFY(std::abs(weights[0] + weights[1] - 1) < 1e-12);
    }

    // Against every point of a fine grid over the simplex.
    void leastNormOfThree()
    {
        tw::math::Rng random(5);
        for (int repeat = 0; repeat < 40; ++repeat) {
            std::vector<std::vector<double>> vectors(3, std::vector<double>(4));
            for (auto& vector : vectors)
                for (double& value : vector)
                    value = random.uniform() * 2 - 0.7;
            const auto gram = gramOf(vectors);
            const auto weights = leastNormWeights(gram, 3);
            double sum = 0;
            for (const double weight : weights) {
                QVERIFY(weight >= -1e-12);
                sum += weight;
            }
            QVERIFY(std::abs(sum - 1) < 1e-9);
            constexpr int kGrid = 60;
            double best = std::numeric_limits<double>::infinity();
            for (int i = 0; i <= kGrid; ++i)
                for (int j = 0; i + j <= kGrid; ++j)
                    best = std::min(
                        best, normOf(gram, {double(i) / kGrid, double(j) / kGrid, double(kGrid - i - j) / kGrid}));
            QVERIFY2(normOf(gram, weights) <= best + 0.02, qPrintable(QString::number(normOf(gram, weights) - best)));
        }
    }

    // L1 = |z - a|^2, L2 = |z - b|^2: no step makes either larger, and z comes to rest between a and b.
    void mgdaDescendsForBoth()
    {
        const Tensor a = vectorOf({0, 0}), b = vectorOf({1, 0});
        Tensor z = vectorOf({3, 2}).requires_grad_();
        const auto balance = makeMgdaBalance();
        double before1 = 1e9, before2 = 1e9;
        for (int i = 0; i < 600; ++i) {
            const Tensor first = (z - a).square().sum(), second = (z - b).square().sum();
            QVERIFY(first.item<double>() <= before1 + 1e-6 && second.item<double>() <= before2 + 1e-6);
            before1 = first.item<double>();
            before2 = second.item<double>();
            balance->total({first, second}, z).backward();
            const torch::NoGradGuard guard;
            z.data().sub_(z.grad() * 0.02);
            z.mutable_grad() = Tensor();
        }
        const double x = z[0].item<double>(), y = z[1].item<double>();
        QVERIFY(x > -0.01 && x < 1.01);
        QVERIFY(std::abs(y) < 0.02);
    }

    // L_i = scale_i z_i^2 shrink at rates w_i scale_i, which are equal where w_1 / w_2 = scale_2 / scale_1.
    void gradNormEqualisesRates()
    {
        Toy toy{.scales = {1, 5}, .rate = 1e-3, .weightRate = 1e-3};
        const auto balance = makeGradNormBalance(2, 1.5);
        Toy plain{.scales = {1, 5}, .rate = 1e-3, .weightRate = 0};
        const auto equal = makeFixedBalance(1);
        for (int i = 0; i < 1200; ++i) {
            toy.step(*balance);
            plain.step(*equal);
        }
        const Tensor weights = balance->tensors()[0].second;
        const double w1 = weights[0].item<double>(), w2 = weights[1].item<double>();
        QVERIFY(std::abs(w1 + w2 - 2) < 1e-5);
        QVERIFY2(std::abs(w1 / w2 - 5) < 1, qPrintable(QString::number(w1 / w2)));
        const auto left = [](const Toy& t) {
            const auto now = t.losses();
            return now[1].item<double>() / t.scales[1] / (now[0].item<double>() / t.scales[0]);
        };
        QVERIFY2(left(toy) > 0.7 && left(toy) < 1.4, qPrintable(QString::number(left(toy))));
        QVERIFY(left(plain) < 1e-2); // without it the second task is done long before the first
    }

    void aFrozenTrunkIsNoProblem()
    {
        const Tensor head = torch::ones({1}, torch::requires_grad());
        const std::vector<Tensor> losses{head * 2, head * 3};
        QVERIFY(std::abs(makeMgdaBalance()->total(losses, torch::ones({3})).item<double>() - 2.5) < 1e-6);
        QVERIFY(std::abs(makeGradNormBalance(2, 1.5)->total(losses, torch::ones({3})).item<double>() - 5) < 1e-6);
        // a loss that does not depend on what is shared pulls at nothing
        const Tensor shared = torch::ones({3}, torch::requires_grad());
        const auto gradients = gradientsAt(shared, {shared.sum() * 2, head * 3});
        QCOMPARE(gradients[0].sum().item<double>(), 6.0);
        QCOMPARE(gradients[1].abs().sum().item<double>(), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestBalance)
#include "tst_balance.moc"
