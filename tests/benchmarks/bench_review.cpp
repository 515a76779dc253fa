// How long the review takes: evidence from scratch, a scan, and what an edit costs (update and scan), for 50 people
// over 1 000 frames with 64-dimensional embeddings.

#include "core/annotation/history.h"
#include "core/review/queue.h"
#include "core/review/scanner.h"
#include "tests/support/review_scene.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <vector>

using namespace tw;

namespace {

constexpr int kPeople = 50;
constexpr FrameIndex kFrames = 1000;
constexpr int kEmbedding = 64;

struct Scene {
    annotation::Document document;
    review::PeakSource peaks;
    review::ReviewOptions options;
};

Scene makeScene()
{
    test::DetectorFaults faults;
    faults.embeddingLength = kEmbedding;
    faults.width = 1920;
    faults.height = 1080;
    const test::KnownTracks truth = test::crossingPeople(kPeople, kFrames, 1920, 1080);
    const auto stored = std::make_shared<const std::vector<FramePeaks>>(test::detectedPeaks(truth, faults, 1, 0.7F));
    Scene scene;
    scene.document = test::documentOf(truth);
    scene.peaks = [stored](FrameIndex frame) {
        return std::shared_ptr<const FramePeaks>(stored, &(*stored)[static_cast<std::size_t>(frame)]);
    };
    scene.options.frameRate = 25;
    scene.options.imageWidth = 1920;
    scene.options.imageHeight = 1080;
    scene.options.frameCount = kFrames;
    return scene;
}

Scene& scene()
{
    static Scene made = makeScene();
    return made;
}

void buildEvidence(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(review::Evidence::build(scene().document.snapshot(), scene().peaks));
}
BENCHMARK(buildEvidence)->Unit(benchmark::kMillisecond);

void scanAll(benchmark::State& state)
{
    const auto evidence = review::Evidence::build(scene().document.snapshot(), scene().peaks);
    if (!evidence)
        std::abort();
    std::size_t events = 0;
    for (auto _ : state) {
        const auto found = review::scan(*evidence, scene().options);
        events = found ? found->size() : 0;
    }
    state.counters["events"] = static_cast<double>(events);
}
BENCHMARK(scanAll)->Unit(benchmark::kMillisecond);

void afterAnEdit(benchmark::State& state)
{
    auto evidence = review::Evidence::build(scene().document.snapshot(), scene().peaks);
    if (!evidence)
        std::abort();
    annotation::Document document(scene().document.snapshot());
    annotation::History history(document);
    review::Scanner scanner(scene().options);
    if (!scanner.scan(*evidence))
        std::abort();
    for (auto _ : state) {
        if (!history.run(annotation::SwapTracks{TrackId{1}, TrackId{2}, annotation::fromHere(500)}))
            std::abort();
        evidence->update(document.snapshot());
        benchmark::DoNotOptimize(scanner.scan(*evidence));
    }
    state.counters["looked"] = scanner.looked();
}
BENCHMARK(afterAnEdit)->Unit(benchmark::kMillisecond);

} // namespace
