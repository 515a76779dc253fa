// One frame of the tracker, by number of people, embeddings of 128 values.

#include "walkers.h"

#include "core/tracker/fairmot_tracker.h"

#include <benchmark/benchmark.h>

using namespace tw;

namespace {

constexpr int kFrames = 120;

void associate(benchmark::State& state, tracker::FairmotOptions options, int embeddingSize)
{
    const auto frames = benchmarks::detectionsOf(static_cast<int>(state.range(0)), kFrames, embeddingSize);
    auto tracker = *tracker::FairmotTracker::create(options);
    std::size_t f = frames.size();
    for (auto _ : state) {
        if (f == frames.size()) {
            state.PauseTiming();
            tracker->reset();
            f = 0;
            (void)tracker->update(0, frames[0]).has_value();
            (void)tracker->update(1, frames[1]).has_value();
            f = 2;
            state.ResumeTiming();
        }
        benchmark::DoNotOptimize(tracker->update(static_cast<FrameIndex>(f), frames[f]));
        ++f;
    }
}

void allCues(benchmark::State& state)
{
    associate(state, {}, 128);
}
BENCHMARK(allCues)->Arg(20)->Arg(60)->Arg(100)->Arg(226)->Arg(500)->Unit(benchmark::kMicrosecond);

void withoutEmbedding(benchmark::State& state)
{
    associate(state, {}, 0);
}
BENCHMARK(withoutEmbedding)->Arg(20)->Arg(60)->Arg(226)->Arg(500)->Unit(benchmark::kMicrosecond);

void withoutGate(benchmark::State& state)
{
    associate(state, {.useMotion = false}, 128);
}
BENCHMARK(withoutGate)->Arg(60)->Arg(226)->Unit(benchmark::kMicrosecond);

} // namespace
