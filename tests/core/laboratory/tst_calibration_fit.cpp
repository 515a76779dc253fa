// Probabilities mean what they say: the fit recovers a known world, few examples stay near what was set by hand,
// and the figures that are built in hold on sequences that were left out.

#include "core/laboratory/calibration_fit.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QtTest/QTest>

#include <cmath>
#include <random>

using namespace tw;
using namespace tw::review;
using namespace tw::laboratory;

namespace {

// A world in which findings of the kind are real with the probability of this model.
std::vector<Judged> worldOf(EventKind kind, const KindWeights& model, int count, unsigned seed)
{
    std::mt19937 random(seed);
    const auto uniform = [&random] { return static_cast<double>(random()) / static_cast<double>(std::mt19937::max()); };
    std::vector<Judged> out;
    for (int i = 0; i < count; ++i) {
        Judged finding;
        finding.kind = kind;
        for (std::size_t j = 0; j < model.weights.size(); ++j)
            finding.features.push_back(uniform() * 2 - 1);
        finding.real = uniform() < probabilityOf(logitOf(model, finding.features));
        out.push_back(std::move(finding));
    }
    return out;
}

std::vector<Outcome> outcomesOf(const KindWeights& model, const std::vector<Judged>& findings)
{
    std::vector<Outcome> out;
    for (const Judged& finding : findings)
        out.emplace_back(probabilityOf(logitOf(model, finding.features)), finding.real);
    return out;
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFitRecoversAWorld()
    {
        const KindWeights world{{4.0, 2.0, -1.0, 0.5, 1.0, 0.0, 1.5, -1.0}, -0.7};
        const auto seen = worldOf(EventKind::Swap, world, 6000, 1);
        const auto unseen = worldOf(EventKind::Swap, world, 6000, 2);
        const Fit fit = fitKind(EventKind::Swap, seen);
        QCOMPARE(fit.events, 6000);
        for (std::size_t i = 0; i < world.weights.size(); ++i)
            QVERIFY2(std::abs(fit.model.weights[i] - world.weights[i]) < 0.35,
                     qPrintable(QString::number(fit.model.weights[i])));
        // the reliability curve lies on the diagonal; that of the weights set by hand, for another world, does not
        const auto curve = reliability(outcomesOf(fit.model, unseen));
        QVERIFY2(calibrationError(curve) < 0.03, qPrintable(QString::number(calibrationError(curve))));
        for (const ReliabilityBin& bin : curve)
            if (bin.events >= 100)
                QVERIFY(std::abs(double(bin.real) / bin.events - bin.meanProbability) < 0.1);
        QVERIFY(calibrationError(reliability(outcomesOf(priorWeights(EventKind::Swap), unseen))) > 0.1);
    }

    // What the samples say against the meaning of a feature is not believed.
    void noWeightTurnsAgainstItsMeaning()
    {
        KindWeights world = priorWeights(EventKind::Swap);
        world.weights[0] = -3; // looks that speak for an exchange speak against it
        const Fit fit = fitKind(EventKind::Swap, worldOf(EventKind::Swap, world, 3000, 5));
        for (std::size_t i = 0; i < world.weights.size(); ++i)
            QVERIFY(fit.model.weights[i] * priorWeights(EventKind::Swap).weights[i] >= 0);
        QCOMPARE(fit.model.weights[0], 0.0);
        QVERIFY(fit.model.weights[3] > 0.5); // the others are fitted without it
    }

    void samplesCountByTheirWeight()
    {
        const KindWeights yes{{2.0, 1.0}, 1}, no{{2.0, 1.0}, -3};
        auto samples = worldOf(EventKind::Jump, yes, 2000, 6);
        auto light = worldOf(EventKind::Jump, no, 2000, 7);
        for (Judged& sample : light)
            sample.weight = 0.001;
        samples.insert(samples.end(), light.begin(), light.end());
        QVERIFY(std::abs(fitKind(EventKind::Jump, samples).model.bias - yes.bias) < 0.3);
    }

    void overconfidenceIsTakenBack()
    {
        const KindWeights world{{1.0, 0.5}, -0.2};
        const KindWeights sure{{3.0, 1.5}, 0.6}; // three times as sure as it should be
        std::vector<LeftOut> findings;
        for (const Judged& each : worldOf(EventKind::Jump, world, 4000, 8))
            findings.push_back({logitOf(sure, each.features), each.real, 1});
        const KindWeights mended = rescaled(sure, findings);
        QVERIFY2(std::abs(mended.weights[0] - 1) < 0.25, qPrintable(QString::number(mended.weights[0])));
        QVERIFY2(std::abs(mended.bias - world.bias) < 0.25, qPrintable(QString::number(mended.bias)));
        QVERIFY(rescaled(sure, {}).weights == sure.weights); // nothing known: as it is
    }

    void fewExamplesStayNearThePrior()
    {
        const KindWeights& prior = priorWeights(EventKind::Jump);
        const Fit none = fitKind(EventKind::Jump, {});
        QVERIFY(none.model.weights == prior.weights);
        QCOMPARE(none.model.bias, prior.bias);
        const std::vector<Judged> one{{EventKind::Jump, {0.1, 0.1}, true}};
        const Fit fit = fitKind(EventKind::Jump, one);
        for (std::size_t i = 0; i < prior.weights.size(); ++i)
            QVERIFY(std::abs(fit.model.weights[i] - prior.weights[i]) < std::abs(prior.weights[i]) * 0.5);
        // findings of another kind, or of another number of features, are not its own
        const std::vector<Judged> foreign{{EventKind::Swap, {1, 1, 1, 1, 1, 1}, true}, {EventKind::Jump, {1}, true}};
        QCOMPARE(fitKind(EventKind::Jump, foreign).events, 0);
    }

    void theCurveShowsOverconfidence()
    {
        std::vector<Outcome> outcomes;
        for (int i = 0; i < 100; ++i)
            outcomes.emplace_back(0.95, i < 50);
        const auto curve = reliability(outcomes);
        QCOMPARE(curve.size(), std::size_t(10));
        QCOMPARE(curve.back().events, 100);
        QCOMPARE(curve.back().real, 50);
        QVERIFY(std::abs(calibrationError(curve) - 0.45) < 1e-9);
        QCOMPARE(reliability(std::vector<Outcome>{{1.0, true}}).back().events, 1); // 1 belongs to the last bin
    }

    void everyKindHasAsManyWeightsAsFeatures()
    {
        for (int i = 0; i < kEventKinds; ++i) {
            const auto kind = static_cast<EventKind>(i);
            QCOMPARE(priorWeights(kind).weights.size(), featureNames(kind).size());
            QCOMPARE(fittedWeights(kind).weights.size(), featureNames(kind).size());
        }
    }

    void whatIsBuiltInHoldsOnSequencesLeftOut()
    {
        QFile file(qEnvironmentVariable("TW_SOURCE_DIR") + QStringLiteral("/resources/review/calibration.json"));
        QVERIFY2(file.open(QIODevice::ReadOnly), "resources/review/calibration.json is missing");
        const auto json = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
        QVERIFY(json.is_object());
        for (const auto& [name, fit] : json["kinds"].items()) {
            const auto kind = eventKind(name);
            QVERIFY2(kind.has_value(), name.c_str());
            const auto& weights = fittedWeights(*kind).weights;
            QCOMPARE(fit["weights"].size(), weights.size());
            for (std::size_t i = 0; i < weights.size(); ++i)
                QVERIFY(std::abs(fit["weights"][i].get<double>() - weights[i]) < 1e-9); // the one that was built in
        }
        QVERIFY(!json["kinds"].empty());
        const double error = json["held_out"]["calibration_error"].get<double>();
        QVERIFY2(error < 0.1, qPrintable(QString::number(error)));
        QVERIFY(error <= json["held_out"]["calibration_error_by_hand"].get<double>());
        for (const auto& bin : json["held_out"]["reliability"])
            if (bin["events"].get<int>() >= 40)
                QVERIFY(std::abs(bin["mean_probability"].get<double>() - bin["real_share"].get<double>()) < 0.2);
    }
};

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration_fit.moc"
