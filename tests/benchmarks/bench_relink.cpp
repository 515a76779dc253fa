// Relinking a video of 1000 frames with 50 people, from evidence that is there already (it is kept up to date while
// people work).

#include "core/review/relink.h"
#include "tests/support/review_scene.h"

#include <benchmark/benchmark.h>

namespace {

using namespace tw;

void relinkVideo(benchmark::State& state)
{
    const auto frames = static_cast<FrameIndex>(state.range(0));
    const auto people = static_cast<int>(state.range(1));
    test::KnownTracks truth = test::randomWalkers(people, frames, 7, 1920, 1080);
    test::KnownTracks labelled = truth;
    const auto encounters = test::encountersOf(truth);
    for (std::size_t i = 0; i < encounters.size(); i += 10)
        labelled = test::withSwap(std::move(labelled), encounters[i].a, encounters[i].b, encounters[i].frame);
    for (int person = 1; person <= people; person += 4)
        labelled = test::withFragment(std::move(labelled), TrackId{person}, frames / 2, TrackId{1000 + person});
    const annotation::Document document = test::documentOf(labelled);
    const auto evidence = review::Evidence::build(document.snapshot(), test::peaksOf(truth, 7, 0.5, 128));
    if (!evidence) {
        state.SkipWithError(evidence.error().message().c_str());
        return;
    }
    review::RelinkOptions options;
    options.review.frameRate = 25;
    options.review.frameCount = frames;
    std::size_t moves = 0;
    for (auto _ : state) {
        const auto result = review::relink(*evidence, {}, options);
        if (!result) {
            state.SkipWithError(result.error().message().c_str());
            return;
        }
        moves = result->moves.size();
    }
    state.counters["encounters"] = static_cast<double>(encounters.size());
    state.counters["moves"] = static_cast<double>(moves);
}
BENCHMARK(relinkVideo)->Args({1000, 10})->Args({1000, 50})->Unit(benchmark::kMillisecond);

} // namespace
