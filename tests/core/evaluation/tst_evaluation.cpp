// Metrics on made-up sequences: against the dense oracle, and by hand where the right answer is plain.

#include "dense_reference.h"
#include "evaluation_input.h"

#include "core/evaluation/clear.h"
#include "core/evaluation/hota.h"
#include "core/evaluation/identity.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::testing;

namespace {

using TruthItem = std::pair<FrameIndex, TruthBox>;
using ResultItem = std::pair<FrameIndex, ResultBox>;

TruthItem truth(FrameIndex frame, int id, double x, int classId = 1, bool counted = true)
{
    return {frame, {TrackId{id}, {x, 0, 10, 10}, ClassId{classId}, counted}};
}
ResultItem result(FrameIndex frame, int id, double x, int classId = 1)
{
    return {frame, {TrackId{id}, {x, 0, 10, 10}, ClassId{classId}, 1}};
}
SequenceInput sequence(FrameIndex frames, const std::vector<TruthItem>& t, const std::vector<ResultItem>& r)
{
    return {"hand", *FrameTable<TruthBox>::build(frames, t), *FrameTable<ResultBox>::build(frames, r)};
}
Scores score(const SequenceInput& input, Benchmark benchmark = Benchmark::None)
{
    const auto data = prepare(input, benchmark);
    return data ? scoreAll(*data) : Scores{};
}

bool close(const PerAlpha& a, const PerAlpha& b)
{
    for (std::size_t k = 0; k < a.size(); ++k)
        if (!(std::abs(a[k] - b[k]) < 1e-9))
            return false;
    return true;
}

} // namespace

class TestEvaluation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheDenseOracle_data()
    {
        QTest::addColumn<bool>("grid");
        QTest::addColumn<int>("people");
        QTest::addColumn<int>("benchmark");
        QTest::newRow("walkers") << false << 8 << static_cast<int>(Benchmark::None);
        QTest::newRow("crowd") << false << 25 << static_cast<int>(Benchmark::None);
        QTest::newRow("distractors") << false << 20 << static_cast<int>(Benchmark::Mot17);
        QTest::newRow("equal similarities") << true << 12 << static_cast<int>(Benchmark::None);
        QTest::newRow("equal similarities and distractors") << true << 12 << static_cast<int>(Benchmark::Mot20);
    }
    void equalsTheDenseOracle()
    {
        QFETCH(bool, grid);
        QFETCH(int, people);
        QFETCH(int, benchmark);
        const auto rules = static_cast<Benchmark>(benchmark);
        std::int64_t switches = 0;
        std::int64_t fragments = 0;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            SceneOptions options;
            options.people = people;
            options.grid = grid;
            options.swap = 0.2;
            options.distractors = rules == Benchmark::None ? 0 : 0.3;
            const auto data = prepare(makeScene(seed, options), rules);
            QVERIFY2(data, data ? "" : data.error().message().c_str());
            const ClearScores clear = scoreClear(*data);
            const ClearScores clearExpected = denseClear(*data);
            QCOMPARE(clear.tp, clearExpected.tp);
            QCOMPARE(clear.fn, clearExpected.fn);
            QCOMPARE(clear.fp, clearExpected.fp);
            QCOMPARE(clear.switches, clearExpected.switches);
            QCOMPARE(clear.fragments, clearExpected.fragments);
            QCOMPARE(clear.mostlyTracked, clearExpected.mostlyTracked);
            QCOMPARE(clear.partlyTracked, clearExpected.partlyTracked);
            QCOMPARE(clear.mostlyLost, clearExpected.mostlyLost);
            QVERIFY(std::abs(clear.similaritySum - clearExpected.similaritySum) < 1e-9);
            const IdentityScores identity = scoreIdentity(*data);
            QCOMPARE(identity.tp, denseIdentity(*data).tp);
            QCOMPARE(identity.fn, denseIdentity(*data).fn);
            QCOMPARE(identity.fp, denseIdentity(*data).fp);
            const HotaScores hota = scoreHota(*data);
            const HotaScores expected = denseHota(*data);
            QVERIFY(hota.tp == expected.tp && hota.fn == expected.fn && hota.fp == expected.fp);
            QVERIFY(close(hota.hota, expected.hota) && close(hota.detA, expected.detA) &&
                    close(hota.assA, expected.assA) && close(hota.assRe, expected.assRe) &&
                    close(hota.assPr, expected.assPr) && close(hota.locA, expected.locA));
            switches += clear.switches;
            fragments += clear.fragments;
        }
        QVERIFY(switches > 20 && fragments > 20);
    }

    void perfectResultScoresOne()
    {
        const auto input = sequence(3, {truth(0, 1, 0), truth(1, 1, 5), truth(1, 2, 50), truth(2, 2, 50)},
                                    {result(0, 9, 0), result(1, 9, 5), result(1, 8, 50), result(2, 8, 50)});
        const Scores s = score(input);
        for (std::size_t a = 0; a < kAlphaCount; ++a)
            QCOMPARE(s.hota.hota[a], 1.0);
        QCOMPARE(s.clear.mota, 1.0);
        QCOMPARE(s.identity.idf1, 1.0);
        QCOMPARE(s.clear.motp, 1.0);
        QCOMPARE(s.count.frames, std::int64_t{3});
        QCOMPARE(s.clear.mostlyTracked, std::int64_t{2});
    }

    void switchesAndFragments()
    {
        // matched by 1, none, 1 (fragment), 2 (switch), 2, none, 1 (both)
        const std::vector<TruthItem> t{truth(0, 5, 0), truth(1, 5, 0), truth(2, 5, 0), truth(3, 5, 0),
                                       truth(4, 5, 0), truth(5, 5, 0), truth(6, 5, 0)};
        const std::vector<ResultItem> r{result(0, 1, 0), result(1, 9, 80), result(2, 1, 0), result(3, 2, 0),
                                        result(4, 2, 0), result(5, 9, 80), result(6, 1, 0)};
        const Scores s = score(sequence(7, t, r));
        QCOMPARE(s.clear.switches, std::int64_t{2});
        QCOMPARE(s.clear.fragments, std::int64_t{2});
        QCOMPARE(s.clear.tp, std::int64_t{5});
        QCOMPARE(s.clear.fn, std::int64_t{2});
        QCOMPARE(s.clear.fp, std::int64_t{2});
        QCOMPARE(s.clear.partlyTracked, std::int64_t{1});
        QCOMPARE(s.identity.tp, std::int64_t{3});
        // a frame without any result does not end a match: no fragment
        const Scores open =
            score(sequence(3, {truth(0, 5, 0), truth(1, 5, 0), truth(2, 5, 0)}, {result(0, 1, 0), result(2, 1, 0)}));
        QCOMPARE(open.clear.fragments, std::int64_t{0});
    }

    void continuationBeatsSimilarity()
    {
        // in frame 1 the new result 2 fits better, yet 1 goes on as long as it reaches the threshold
        const Scores s =
            score(sequence(2, {truth(0, 5, 0), truth(1, 5, 0)}, {result(0, 1, 0), result(1, 1, 3), result(1, 2, 0)}));
        QCOMPARE(s.clear.switches, std::int64_t{0});
        const Scores lost =
            score(sequence(2, {truth(0, 5, 0), truth(1, 5, 0)}, {result(0, 1, 0), result(1, 1, 4), result(1, 2, 0)}));
        QCOMPARE(lost.clear.switches, std::int64_t{1}); // IoU 6/14 is below 0.5
    }

    void emptySides()
    {
        const Scores noneFound = score(sequence(4, {truth(0, 1, 0), truth(1, 1, 0), truth(3, 2, 0)}, {}));
        QCOMPARE(noneFound.clear.fn, std::int64_t{3});
        QCOMPARE(noneFound.clear.mostlyLost, std::int64_t{2});
        QCOMPARE(noneFound.clear.mostlyLostShare, 1.0);
        QCOMPARE(noneFound.identity.fn, std::int64_t{3});
        QCOMPARE(noneFound.hota.fn[7], std::int64_t{3});
        QCOMPARE(noneFound.hota.locA[7], 1.0);
        QCOMPARE(noneFound.hota.hota[7], 0.0);
        const Scores noneThere = score(sequence(4, {}, {result(2, 1, 0)}));
        QCOMPARE(noneThere.clear.fp, std::int64_t{1});
        QCOMPARE(noneThere.identity.fp, std::int64_t{1});
        QCOMPARE(noneThere.hota.fp[0], std::int64_t{1});
        const Scores nothing = score(sequence(0, {}, {}));
        QCOMPARE(nothing.clear.tp + nothing.clear.fn + nothing.clear.fp, std::int64_t{0});
        QCOMPARE(nothing.hota.locA0, 1.0);
    }

    void distractorsExcuseResults()
    {
        // a static person (7), an uncounted pedestrian, a car (3): results on them
        const std::vector<TruthItem> t{truth(0, 1, 0), truth(0, 2, 100, 7), truth(0, 3, 200, 1, false),
                                       truth(0, 4, 300, 3), truth(0, 5, 400, 6)};
        const std::vector<ResultItem> r{result(0, 1, 0), result(0, 2, 100), result(0, 3, 200), result(0, 4, 300),
                                        result(0, 5, 400)};
        const auto falseBoxes = [&](Benchmark benchmark) { return score(sequence(1, t, r), benchmark).clear.fp; };
        QCOMPARE(falseBoxes(Benchmark::Mot17), std::int64_t{3}); // not counted, car, vehicle
        QCOMPARE(falseBoxes(Benchmark::Mot16), std::int64_t{3});
        QCOMPARE(falseBoxes(Benchmark::Mot20), std::int64_t{2}); // vehicles excuse too
        QCOMPARE(falseBoxes(Benchmark::Mot15), std::int64_t{1}); // classes do not exist, the flag does
        QCOMPARE(falseBoxes(Benchmark::None), std::int64_t{1});
        const Scores s = score(sequence(1, t, r), Benchmark::Mot17);
        QCOMPARE(s.count.truthBoxes, std::int64_t{1});
        QCOMPARE(s.count.resultBoxes, std::int64_t{4});
    }

    void oneResultIsExcusedByOneDistractorOnly()
    {
        // the pedestrian is nearer; the distractor gets nothing and excuses nothing
        const auto input = sequence(1, {truth(0, 1, 1), truth(0, 2, 3, 8)}, {result(0, 1, 0)});
        const Scores s = score(input, Benchmark::Mot17);
        QCOMPARE(s.clear.tp, std::int64_t{1});
        QCOMPARE(s.count.resultBoxes, std::int64_t{1});
    }

    void errorsNameThePlace()
    {
        const auto message = [](const SequenceInput& input, Benchmark benchmark = Benchmark::None) {
            const auto data = prepare(input, benchmark);
            return data ? QString() : QString::fromStdString(data.error().message());
        };
        const QString twice = message(sequence(3, {truth(2, 4, 0), truth(2, 4, 50)}, {}));
        QVERIFY2(twice.contains(QLatin1String("hand")) && twice.contains(QLatin1String("frame number 3")) &&
                     twice.contains(QLatin1String("id 4")) && twice.contains(QLatin1String("ground truth")),
                 qPrintable(twice));
        const QString double2 = message(sequence(3, {}, {result(0, 7, 0), result(0, 7, 50)}));
        QVERIFY(double2.contains(QLatin1String("frame number 1")) && double2.contains(QLatin1String("id 7")) &&
                double2.contains(QLatin1String("result")));
        // the same identity twice among boxes that would be dropped is an error too
        QVERIFY(!message(sequence(1, {truth(0, 4, 0, 8), truth(0, 4, 50, 8)}, {}), Benchmark::Mot17).isEmpty());
        for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()})
            QVERIFY(message(sequence(2, {truth(1, 3, bad)}, {})).contains(QLatin1String("frame number 2")));
        QVERIFY(message(sequence(1, {}, {result(0, 3, std::nan(""))})).contains(QLatin1String("not finite")));
        QVERIFY(!message(sequence(1, {truth(0, 1, 0, 14)}, {}), Benchmark::Mot17).isEmpty());
        QVERIFY(message(sequence(1, {truth(0, 1, 0, 14)}, {}), Benchmark::Mot15).isEmpty());
        QVERIFY(!message(sequence(1, {}, {result(0, 1, 0, 3)}), Benchmark::Mot17).isEmpty());
        const auto extra = FrameTable<ResultBox>::build(3, std::vector{result(3, 6, 0)});
        QVERIFY(!extra && extra.error().message().find("frame number 4, id 6") != std::string::npos);
        SequenceInput uneven = sequence(2, {}, {});
        uneven.result = FrameTable<ResultBox>(3);
        QVERIFY(!message(uneven).isEmpty());
    }

    void boxesWithoutAreaMatchNothing()
    {
        auto flat = truth(0, 1, 0);
        flat.second.box.width = 0;
        auto flatResult = result(0, 1, 0);
        flatResult.second.box.width = 0;
        const Scores s = score(sequence(1, {flat}, {flatResult}));
        QCOMPARE(s.clear.tp, std::int64_t{0});
        QCOMPARE(s.clear.fn, std::int64_t{1});
    }

    void combiningSumsCountsNotRatios()
    {
        const auto a = sequence(1, {truth(0, 1, 0)}, {result(0, 1, 0)});
        const auto b = sequence(3, {truth(0, 1, 0), truth(1, 1, 0), truth(2, 1, 0)}, {});
        const auto report = evaluate(std::vector{a, b}, {});
        QVERIFY(report);
        const Scores& all = report->classes.front().combined;
        QCOMPARE(all.clear.mota, 0.25);
        QCOMPARE(all.identity.idf1, 2.0 / 5);
        QCOMPARE(all.hota.detA[3], 0.25);
        QCOMPARE(all.hota.assA[3], 1.0);
        QCOMPARE(all.count.frames, std::int64_t{4});
        QVERIFY(!report->classAveraged && !report->detectionAveraged);
    }

    void classesAreScoredApart()
    {
        // class 1 perfect, class 3 missed; the same identity number in both is fine
        const auto input = sequence(2, {truth(0, 1, 0), truth(1, 1, 0), truth(0, 1, 50, 3)},
                                    {result(0, 1, 0), result(1, 1, 0), result(0, 2, 50, 1)});
        const auto report = evaluate(std::vector{input}, {});
        QVERIFY2(report, report ? "" : report.error().message().c_str());
        QCOMPARE(report->classes.size(), std::size_t{2});
        QCOMPARE(number(report->classes[1].classId), 3);
        QCOMPARE(report->classes[0].combined.clear.fp, std::int64_t{1}); // a person where a car is
        QCOMPARE(report->classes[1].combined.clear.fn, std::int64_t{1});
        QCOMPARE(report->detectionAveraged->clear.tp, std::int64_t{2});
        QCOMPARE(report->detectionAveraged->clear.mota, 1.0 / 3);
        QCOMPARE(report->classAveraged->clear.mota, (0.5 + 0.0) / 2);
        const auto together =
            evaluate(std::vector{sequence(1, {truth(0, 1, 0, 3)}, {result(0, 1, 0, 1)})}, {.perClass = false});
        QCOMPARE(together->classes.size(), std::size_t{1});
        QCOMPARE(together->classes[0].combined.clear.tp, std::int64_t{1});
    }

    void threadsAndStopping()
    {
        std::vector<SequenceInput> inputs;
        for (std::uint64_t seed = 0; seed < 6; ++seed)
            inputs.push_back(makeScene(seed, {}));
        const auto one = evaluate(inputs, {.threads = 1});
        std::int64_t reported = 0;
        JobContext job;
        job.progress = [&](const Progress& progress) { reported = std::max(reported, progress.done); };
        const auto four = evaluate(inputs, {.threads = 4}, job);
        QVERIFY(one && four);
        QCOMPARE(reported, std::int64_t{6});
        for (std::size_t k = 0; k < inputs.size(); ++k) {
            QCOMPARE(four->classes[0].sequences[k].name, inputs[k].name);
            QVERIFY(named(four->classes[0].sequences[k].scores) == named(one->classes[0].sequences[k].scores));
        }
        std::stop_source source;
        source.request_stop();
        const auto stopped = evaluate(inputs, {.threads = 2}, {source.get_token(), {}});
        QVERIFY(!stopped && stopped.error().code == ErrorCode::Cancelled);
    }

    void benchmarkNames()
    {
        for (const Benchmark benchmark :
             {Benchmark::None, Benchmark::Mot15, Benchmark::Mot16, Benchmark::Mot17, Benchmark::Mot20})
            QVERIFY(benchmarkFrom(evaluation::toString(benchmark)) == benchmark);
        QVERIFY(benchmarkFrom("mot17") == Benchmark::Mot17);
        QVERIFY(!benchmarkFrom("MOT18") && !benchmarkFrom(""));
    }

    void thresholdsAreNumPys()
    {
        // numpy.arange(0.05, 0.99, 0.05), entries whose last bit a careless sum gets wrong
        QCOMPARE(alphaAt(2), 0.15000000000000002);
        QCOMPARE(alphaAt(6), 0.35000000000000003);
        QCOMPARE(alphaAt(18), 0.9500000000000001);
        QCOMPARE(alphasReached(0.5), 10);
        QCOMPARE(alphasReached(0.05), 1);
        QCOMPARE(alphasReached(0.0499), 0);
        QCOMPARE(alphasReached(1.0), 19);
    }
};

QTEST_GUILESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
