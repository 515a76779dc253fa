// Every figure against TrackEval's on the same files, to 1e-9 and equal in every count; and against what other programs
// published.

#include "evaluation_input.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <fstream>

using namespace tw;
using namespace tw::testing;
using nlohmann::json;

namespace {

std::filesystem::path goldenFolder()
{
    return std::filesystem::path(qgetenv("TW_SHARED").toStdString()) / "golden" / "evaluation";
}

bool isCount(const std::string& name)
{
    static const std::vector<std::string> counts{
        "HOTA_TP", "HOTA_FN", "HOTA_FP", "CLR_TP", "CLR_FN", "CLR_FP",  "IDSW", "MT",     "PT",     "ML",
        "Frag",    "IDTP",    "IDFN",    "IDFP",   "Dets",   "GT_Dets", "IDs",  "GT_IDs", "Frames", "CLR_Frames"};
    return std::find(counts.begin(), counts.end(), name) != counts.end();
}

std::string difference(const Scores& scores, const json& expected, int& compared)
{
    const auto ours = named(scores);
    for (const auto& [name, values] : expected.items()) {
        const auto found = ours.find(name);
        if (found == ours.end())
            return name + " is missing";
        const std::vector<double> wanted =
            values.is_array() ? values.get<std::vector<double>>() : std::vector<double>{values.get<double>()};
        if (wanted.size() != found->second.size())
            return name + " has another size";
        for (std::size_t k = 0; k < wanted.size(); ++k) {
            const double off = std::abs(wanted[k] - found->second[k]);
            // sums over thousands of boxes are compared relative to their size
            if (!(off <= (isCount(name) ? 0.0 : 1e-9 * std::max(1.0, std::abs(wanted[k])))))
                return name + "[" + std::to_string(k) + "] is " + toText(found->second[k]) + " instead of " +
                       toText(wanted[k]);
            ++compared;
        }
    }
    return {};
}

} // namespace

class TestEvaluationGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTrackEval_data()
    {
        QTest::addColumn<QString>("benchmark");
        QTest::addColumn<QString>("tracker");
        QTest::newRow("MOT15 CEM") << QStringLiteral("MOT15") << QStringLiteral("devkit_CEM");
        QTest::newRow("MOT17 Lif_T") << QStringLiteral("MOT17") << QStringLiteral("Lif_T");
        QTest::newRow("MOT17 MPNTrack") << QStringLiteral("MOT17") << QStringLiteral("MPNTrack");
    }
    void equalsTrackEval()
    {
        QFETCH(QString, benchmark);
        QFETCH(QString, tracker);
        std::ifstream file(goldenFolder() / "trackeval.json");
        if (!file)
            QSKIP("reference data not present; tst_evaluation tests the same rules on its own input");
        const json golden = json::parse(file).at(benchmark.toStdString()).at(tracker.toStdString());
        const auto rules = *benchmarkFrom(benchmark.toStdString());
        std::vector<SequenceInput> inputs;
        for (const auto& [name, figures] : golden.items()) {
            auto input = readSequence(goldenFolder() / "gt" / benchmark.toStdString() / name,
                                      goldenFolder() / "results" / benchmark.toStdString() / tracker.toStdString() /
                                          (name + ".txt"),
                                      rules != Benchmark::Mot15);
            QVERIFY2(input, input ? "" : input.error().message().c_str());
            QVERIFY(input->truth.size() > 300);
            inputs.push_back(*std::move(input));
        }
        for (const unsigned threads : {1U, 2U}) {
            const auto report = evaluate(inputs, {.benchmark = rules, .threads = threads});
            QVERIFY2(report, report ? "" : report.error().message().c_str());
            int compared = 0;
            for (const SequenceScores& sequence : report->classes.front().sequences) {
                const std::string off = difference(sequence.scores, golden.at(sequence.name), compared);
                QVERIFY2(off.empty(), (sequence.name + ": " + off).c_str());
            }
            QVERIFY(compared > 400);
        }
    }

    // Printed digits of the MATLAB kit and of py-motmetrics.
    void equalsPublishedFigures()
    {
        const auto folder = goldenFolder();
        std::vector<SequenceInput> inputs;
        for (const char* name : {"TUD-Campus", "TUD-Stadtmitte"}) {
            auto input = readSequence(folder / "gt/MOT15" / name,
                                      folder / "results/MOT15/devkit_CEM" / (std::string(name) + ".txt"), false);
            if (!input || input->truth.size() == 0)
                QSKIP("reference data not present");
            inputs.push_back(*std::move(input));
        }
        const auto report = evaluate(inputs, {.benchmark = Benchmark::Mot15});
        QVERIFY(report);
        const Scores& all = report->classes.front().combined;
        const auto rounds = [](double value, double expected, double unit) {
            return std::abs(value - expected) <= unit / 2 * 1.0000001;
        };
        QVERIFY(rounds(all.identity.idf1, 0.624296, 1e-6));
        QVERIFY(rounds(all.identity.idp, 0.799176, 1e-6));
        QVERIFY(rounds(all.identity.idr, 0.512211, 1e-6));
        QVERIFY(rounds(all.clear.recall, 0.60264, 1e-5));
        QVERIFY(rounds(all.clear.precision, 0.940268, 1e-6));
        QVERIFY(rounds(all.clear.mota, 0.555116, 1e-6));
        QVERIFY(rounds(1 - all.clear.motp, 0.330177, 1e-6));
        QCOMPARE(all.clear.fp, std::int64_t{58});
        QCOMPARE(all.clear.fn, std::int64_t{602});
        QCOMPARE(all.clear.switches, std::int64_t{14});
        QCOMPARE(all.clear.fragments, std::int64_t{13});
        QCOMPARE(all.clear.mostlyTracked, std::int64_t{6});
        QCOMPARE(all.clear.partlyTracked, std::int64_t{10});
        QCOMPARE(all.clear.mostlyLost, std::int64_t{2});
        QVERIFY(rounds(evaluation::mean(all.hota.hota), 0.4, 0.1));
    }
};

QTEST_GUILESS_MAIN(TestEvaluationGolden)
#include "tst_evaluation_golden.moc"
