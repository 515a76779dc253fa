// The list of errors agrees with the counts, and tells two runs apart.

#include "evaluation_input.h"

#include "core/evaluation/error_list.h"

#include <QTest>

using namespace tw;
using namespace tw::testing;

namespace {

SequenceInput sequence(FrameIndex frames, const std::vector<std::array<double, 3>>& truth,
                       const std::vector<std::array<double, 3>>& result)
{
    std::vector<std::pair<FrameIndex, TruthBox>> t;
    std::vector<std::pair<FrameIndex, ResultBox>> r;
    for (const auto& [frame, id, x] : truth)
        t.push_back({static_cast<FrameIndex>(frame), {TrackId{static_cast<std::int32_t>(id)}, {x, 0, 10, 10}}});
    for (const auto& [frame, id, x] : result)
        r.push_back({static_cast<FrameIndex>(frame), {TrackId{static_cast<std::int32_t>(id)}, {x, 0, 10, 10}}});
    return {"hand", *FrameTable<TruthBox>::build(frames, t), *FrameTable<ResultBox>::build(frames, r)};
}

TrackingError error(FrameIndex frame, ErrorKind kind, int truth, int result, int previous = 0,
                    FrameIndex when = kNoFrame)
{
    return {frame, kind, TrackId{truth}, TrackId{result}, TrackId{previous}, when};
}

} // namespace

class TestErrorList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorIsNamed()
    {
        const auto input = sequence(5, {{0, 5, 0}, {1, 5, 0}, {2, 5, 0}, {3, 5, 0}, {4, 6, 50}},
                                    {{0, 1, 0}, {1, 9, 80}, {2, 1, 0}, {3, 2, 0}});
        const ErrorList list = listErrors(*prepare(input, Benchmark::None));
        const std::vector<TrackingError> expected{
            error(1, ErrorKind::FalsePositive, 0, 9),  error(1, ErrorKind::Miss, 5, 0),
            error(2, ErrorKind::Fragment, 5, 1, 1, 0), error(3, ErrorKind::Switch, 5, 2, 1, 2),
            error(4, ErrorKind::Miss, 6, 0),
        };
        QVERIFY(list.errors == expected);
        QCOMPARE(list.frames.size(), std::size_t{5});
        QVERIFY((list.frames[1] == FrameErrors{0, 1, 1, 0, 0}));
        QVERIFY((list.frames[2] == FrameErrors{1, 0, 0, 0, 1}));
        QVERIFY((list.frames[3] == FrameErrors{1, 0, 0, 1, 0}));
        QCOMPARE(evaluation::toString(ErrorKind::Switch), std::string_view("switch"));
    }

    void listAgreesWithTheCounts()
    {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            SceneOptions options;
            options.people = 15;
            options.swap = 0.3;
            const auto data = *prepare(makeScene(seed, options), Benchmark::None);
            const ErrorList list = listErrors(data);
            const ClearScores clear = scoreClear(data);
            const auto countOf = [&](ErrorKind kind) {
                return std::count_if(list.errors.begin(), list.errors.end(),
                                     [&](const TrackingError& e) { return e.kind == kind; });
            };
            QCOMPARE(std::int64_t{countOf(ErrorKind::FalsePositive)}, clear.fp);
            QCOMPARE(std::int64_t{countOf(ErrorKind::Miss)}, clear.fn);
            QCOMPARE(std::int64_t{countOf(ErrorKind::Switch)}, clear.switches);
            QCOMPARE(std::int64_t{countOf(ErrorKind::Fragment)}, clear.fragments);
            FrameErrors sum;
            for (const FrameErrors& frame : list.frames) {
                sum.matches += frame.matches;
                sum.switches += frame.switches;
            }
            QCOMPARE(std::int64_t{sum.matches}, clear.tp);
            QCOMPARE(std::int64_t{sum.switches}, clear.switches);
            QVERIFY(clear.switches > 0);
        }
    }

    void runsDiffer()
    {
        const std::vector<std::array<double, 3>> truth{{0, 5, 0}, {1, 5, 0}, {2, 5, 0}};
        const auto first = sequence(3, truth, {{0, 1, 0}, {1, 2, 0}, {2, 2, 0}, {2, 8, 80}, {1, 9, 200}});
        const auto second = sequence(3, truth, {{0, 7, 0}, {1, 7, 0}, {2, 70, 81}});
        const auto difference = compareRuns(first, second, Benchmark::None);
        QVERIFY(difference);
        // the first one switches and has a ghost of its own; the second one misses; both have the ghost at 80
        QVERIFY((difference->onlyFirst ==
                 std::vector{error(1, ErrorKind::FalsePositive, 0, 9), error(1, ErrorKind::Switch, 5, 2, 1, 0)}));
        QVERIFY((difference->onlySecond == std::vector{error(2, ErrorKind::Miss, 5, 0)}));
        QCOMPARE(difference->common, std::int64_t{1});
        const auto same = compareRuns(first, first, Benchmark::None);
        QVERIFY(same->onlyFirst.empty() && same->onlySecond.empty());
        QCOMPARE(same->common, std::int64_t{3});
        QVERIFY(!compareRuns(first, sequence(4, {}, {}), Benchmark::None));
    }
};

QTEST_GUILESS_MAIN(TestErrorList)
#include "tst_error_list.moc"
