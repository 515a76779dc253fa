// After any edits the incremental scores are those of an evaluation from scratch.

#include "evaluation_input.h"

#include "core/evaluation/error_list.h"
#include "core/evaluation/incremental.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::testing;

namespace {

// A sequence that can be edited.
struct Edited {
    std::vector<std::vector<TruthBox>> truth;
    std::vector<std::vector<ResultBox>> result;

    explicit Edited(const SequenceInput& input)
    {
        for (FrameIndex f = 0; f < input.truth.frameCount(); ++f) {
            truth.emplace_back(input.truth.frame(f).begin(), input.truth.frame(f).end());
            result.emplace_back(input.result.frame(f).begin(), input.result.frame(f).end());
        }
    }
    SequenceInput input() const
    {
        std::vector<std::pair<FrameIndex, TruthBox>> t;
        std::vector<std::pair<FrameIndex, ResultBox>> r;
        for (std::size_t f = 0; f < truth.size(); ++f) {
            for (const TruthBox& box : truth[f])
                t.push_back({static_cast<FrameIndex>(f), box});
            for (const ResultBox& box : result[f])
                r.push_back({static_cast<FrameIndex>(f), box});
        }
        const auto frames = static_cast<FrameIndex>(truth.size());
        return {"edited", *FrameTable<TruthBox>::build(frames, t), *FrameTable<ResultBox>::build(frames, r)};
    }
};

QString difference(const Scores& ours, const Scores& expected)
{
    const auto a = named(ours);
    for (const auto& [name, values] : named(expected))
        for (std::size_t k = 0; k < values.size(); ++k)
            if (!(std::abs(a.at(name)[k] - values[k]) <= 1e-12 * std::max(1.0, std::abs(values[k]))))
                return QString::fromStdString(name + " is " + toText(a.at(name)[k]) + " instead of " +
                                              toText(values[k]));
    return {};
}

std::vector<TrackingError> listOf(IncrementalEvaluator& evaluator)
{
    return evaluator.errors().errors;
}

// One edit as people make them; returns the frames touched.
std::vector<std::size_t> edit(Edited& sequence, math::Rng& rng)
{
    const std::size_t from = rng.below(sequence.result.size());
    const std::size_t to = rng.chance(0.5) ? from + 1 : sequence.result.size();
    const TrackId a{rng.integer(1, 10)};
    const TrackId b{rng.integer(1, 10)};
    const int kind = rng.integer(0, 5);
    const TrackId fresh{rng.integer(10000, 1 << 30)};
    std::vector<std::size_t> touched;
    for (std::size_t f = from; f < to; ++f) {
        auto& boxes = sequence.result[f];
        const auto has = [&](TrackId id) {
            return std::any_of(boxes.begin(), boxes.end(), [&](const ResultBox& box) { return box.id == id; });
        };
        const auto before = boxes;
        switch (kind) {
        case 0: // swap
            for (ResultBox& box : boxes)
                box.id = box.id == a ? b : box.id == b ? a : box.id;
            break;
        case 1: // delete
            std::erase_if(boxes, [&](const ResultBox& box) { return box.id == a; });
            break;
        case 2: // move
            for (ResultBox& box : boxes)
                if (box.id == a)
                    box.box.left += rng.normal(0, 10);
            break;
        case 3: // add what is missing
            if (!has(a) && !sequence.truth[f].empty())
                boxes.push_back(
                    {a, sequence.truth[f][rng.below(sequence.truth[f].size())].box, ClassId::kPedestrian, 1});
            break;
        case 4: // a new identity
            for (ResultBox& box : boxes)
                if (box.id == a)
                    box.id = fresh;
            break;
        default: // no one left, or all gone from the truth
            if (f == from && rng.chance(0.3))
                boxes.clear();
        }
        if (boxes.size() != before.size() ||
            !std::equal(boxes.begin(), boxes.end(), before.begin(),
                        [](const ResultBox& x, const ResultBox& y) { return x.id == y.id && x.box == y.box; }))
            touched.push_back(f);
    }
    return touched;
}

} // namespace

class TestIncremental : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsFullEvaluationAfterAnyEdits_data()
    {
        QTest::addColumn<bool>("grid");
        QTest::addColumn<int>("benchmark");
        QTest::newRow("walkers") << false << static_cast<int>(Benchmark::None);
        QTest::newRow("distractors") << false << static_cast<int>(Benchmark::Mot17);
        QTest::newRow("equal similarities") << true << static_cast<int>(Benchmark::None);
    }
    void equalsFullEvaluationAfterAnyEdits()
    {
        QFETCH(bool, grid);
        QFETCH(int, benchmark);
        const auto rules = static_cast<Benchmark>(benchmark);
        math::Rng rng(17);
        std::size_t touchedFrames = 0;
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            SceneOptions options;
            options.people = 10;
            options.grid = grid;
            options.distractors = rules == Benchmark::None ? 0 : 0.2;
            Edited sequence(makeScene(seed, options));
            auto evaluator = IncrementalEvaluator::create(sequence.input(), rules);
            QVERIFY(evaluator);
            for (int round = 0; round < 60; ++round) {
                const SequenceData full = *prepare(sequence.input(), rules);
                const QString off = difference(evaluator->scores(), scoreAll(full));
                QVERIFY2(off.isEmpty(),
                         qPrintable(QStringLiteral("seed %1, round %2: %3").arg(seed).arg(round).arg(off)));
                const ErrorList errors = evaluator->errors();
                const ErrorList expected = listErrors(full);
                QVERIFY(errors.errors == expected.errors);
                QVERIFY(errors.frames == expected.frames);
                for (const std::size_t f : edit(sequence, rng)) {
                    QVERIFY(evaluator->setResult(static_cast<FrameIndex>(f), sequence.result[f]));
                    ++touchedFrames;
                }
                if (round % 10 == 9 && !sequence.truth[5].empty()) {
                    sequence.truth[5].pop_back();
                    QVERIFY(evaluator->setTruth(5, sequence.truth[5]));
                }
            }
        }
        QVERIFY(touchedFrames > 500);
    }

    void badFramesChangeNothing()
    {
        const SequenceInput input = makeScene(3, {});
        auto evaluator = IncrementalEvaluator::create(input, Benchmark::None);
        QVERIFY(evaluator);
        const Scores before = evaluator->scores();
        const ResultBox twice{TrackId{1}, {0, 0, 10, 10}, ClassId::kPedestrian, 1};
        const auto refused = evaluator->setResult(4, std::vector{twice, twice});
        QVERIFY(!refused && refused.error().message().find("frame number 5") != std::string::npos);
        ResultBox bad = twice;
        bad.box.top = std::nan("");
        QVERIFY(!evaluator->setResult(4, std::vector{bad}));
        QVERIFY(difference(evaluator->scores(), before).isEmpty());
        SequenceInput uneven = input;
        uneven.result = FrameTable<ResultBox>(3);
        QVERIFY(!IncrementalEvaluator::create(uneven, Benchmark::None));
    }

    void perfectAfterTheRightEdits()
    {
        const SequenceInput input = makeScene(8, {});
        auto evaluator = IncrementalEvaluator::create(input, Benchmark::None);
        QVERIFY(evaluator->scores().identity.idf1 < 1);
        for (FrameIndex f = 0; f < evaluator->frameCount(); ++f) {
            std::vector<ResultBox> boxes;
            for (const TruthBox& box : input.truth.frame(f))
                if (box.counted)
                    boxes.push_back({box.id, box.box, ClassId::kPedestrian, 1});
            QVERIFY(evaluator->setResult(f, boxes));
        }
        QCOMPARE(evaluator->scores().identity.idf1, 1.0);
        QCOMPARE(evaluator->scores().clear.mota, 1.0);
        QCOMPARE(evaluation::mean(evaluator->scores().hota.hota), 1.0);
        for (const TrackingError& error : listOf(*evaluator)) // a person not counted for a while is found again
            QVERIFY(error.kind == ErrorKind::Fragment);
    }
};

QTEST_GUILESS_MAIN(TestIncremental)
#include "tst_incremental.moc"
