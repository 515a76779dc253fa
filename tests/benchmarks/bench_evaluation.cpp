// The evaluation's stages, and one edit in an open project.

#include "walkers.h"

#include "core/evaluation/clear.h"
#include "core/evaluation/error_list.h"
#include "core/evaluation/hota.h"
#include "core/evaluation/identity.h"
#include "core/evaluation/incremental.h"
#include "core/evaluation/summary.h"

#include <benchmark/benchmark.h>

#include <map>

using namespace tw;
using namespace tw::evaluation;

namespace {

// About the size of MOT17-train: 5316 frames, 112 000 boxes of ground truth, in seven sequences.
const std::vector<SequenceInput>& likeMot17()
{
    static const std::vector<SequenceInput> sequences = [] {
        std::vector<SequenceInput> made;
        const int people[] = {31, 45, 8, 10, 20, 10, 16};
        const int frames[] = {600, 1050, 837, 525, 654, 900, 750};
        for (std::size_t k = 0; k < 7; ++k)
            made.push_back(benchmarks::sequenceOf(people[k], frames[k], k + 1));
        return made;
    }();
    return sequences;
}

// 1000 frames; the argument is the number of people.
const SequenceInput& project(int people)
{
    static std::map<int, SequenceInput> made;
    const auto [entry, fresh] = made.try_emplace(people);
    if (fresh)
        entry->second = benchmarks::sequenceOf(people, 1000, 7);
    return entry->second;
}

void evaluateAll(benchmark::State& state)
{
    std::int64_t boxes = 0;
    for (const SequenceInput& sequence : likeMot17())
        boxes += static_cast<std::int64_t>(sequence.truth.size());
    for (auto _ : state)
        benchmark::DoNotOptimize(evaluate(likeMot17(), {.threads = static_cast<unsigned>(state.range(0))}));
    state.counters["boxes"] = static_cast<double>(boxes);
}
BENCHMARK(evaluateAll)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

void prepareStage(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(prepare(project(static_cast<int>(state.range(0))), Benchmark::Mot17));
}
BENCHMARK(prepareStage)->Arg(20)->Arg(50)->Arg(200)->Unit(benchmark::kMillisecond);

template <auto score>
void scoreStage(benchmark::State& state)
{
    const SequenceData data = *prepare(project(static_cast<int>(state.range(0))), Benchmark::Mot17);
    for (auto _ : state)
        benchmark::DoNotOptimize(score(data));
}
constexpr auto kHota = [](const SequenceData& data) { return scoreHota(data); };
constexpr auto kClear = [](const SequenceData& data) { return scoreClear(data); };
constexpr auto kIdentity = [](const SequenceData& data) { return scoreIdentity(data); };
constexpr auto kErrors = [](const SequenceData& data) { return listErrors(data); };
BENCHMARK(scoreStage<kHota>)->Name("hota")->Arg(20)->Arg(50)->Arg(200)->Unit(benchmark::kMillisecond);
BENCHMARK(scoreStage<kClear>)->Name("clear")->Arg(20)->Arg(50)->Arg(200)->Unit(benchmark::kMillisecond);
BENCHMARK(scoreStage<kIdentity>)->Name("identity")->Arg(20)->Arg(50)->Arg(200)->Unit(benchmark::kMillisecond);
BENCHMARK(scoreStage<kErrors>)->Name("errors")->Arg(20)->Arg(50)->Arg(200)->Unit(benchmark::kMillisecond);

// Two tracks change places from the middle to the end: the edit that touches most.
void incrementalSwap(benchmark::State& state)
{
    const SequenceInput& input = project(static_cast<int>(state.range(0)));
    auto evaluator = *IncrementalEvaluator::create(input, Benchmark::None);
    evaluator.scores();
    const auto [a, b] = benchmarks::longestLives(input, 500);
    bool swapped = false;
    std::vector<ResultBox> boxes;
    for (auto _ : state) {
        swapped = !swapped;
        for (FrameIndex f = 500; f < 1000; ++f) {
            boxes.assign(input.result.frame(f).begin(), input.result.frame(f).end());
            if (swapped)
                for (ResultBox& box : boxes)
                    box.id = box.id == a ? b : box.id == b ? a : box.id;
            (void)evaluator.setResult(f, boxes).has_value();
        }
        benchmark::DoNotOptimize(evaluator.scores());
    }
}
BENCHMARK(incrementalSwap)->Arg(20)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

// One box is moved.
void incrementalMove(benchmark::State& state)
{
    const SequenceInput& input = project(static_cast<int>(state.range(0)));
    auto evaluator = *IncrementalEvaluator::create(input, Benchmark::None);
    evaluator.scores();
    std::vector<ResultBox> boxes(input.result.frame(500).begin(), input.result.frame(500).end());
    for (auto _ : state) {
        boxes.front().box.left += boxes.front().box.left > 500 ? -3 : 3;
        (void)evaluator.setResult(500, boxes).has_value();
        benchmark::DoNotOptimize(evaluator.scores());
    }
}
BENCHMARK(incrementalMove)->Arg(20)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

} // namespace
