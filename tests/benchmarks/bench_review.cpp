// How long the review takes: evidence from scratch, a scan, and what an edit costs (update and scan), for 50 people
// over 1 000 frames with 64-dimensional embeddings.

#include "core/annotation/history.h"
#include "core/review/queue.h"
#include "core/review/scanner.h"
#include "tests/support/synthetic_scene.h"

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
    auto stored = std::make_shared<std::vector<std::shared_ptr<const FramePeaks>>>();
    for (const test::SimulatedFrame& frame : test::simulateDetections(truth, faults, 1)) {
        auto peaks = std::make_shared<FramePeaks>();
        peaks->frame = static_cast<FrameIndex>(stored->size());
        peaks->embeddingSize = kEmbedding;
        for (const Detection& detection : frame.detections) {
            Peak peak;
            peak.left = static_cast<float>(detection.box.left);
            peak.top = static_cast<float>(detection.box.top);
            peak.width = static_cast<float>(detection.box.width);
            peak.height = static_cast<float>(detection.box.height);
            peak.score = 0.7F;
            peaks->peaks.push_back(peak);
            std::transform(detection.embedding.begin(), detection.embedding.end(),
                           std::back_inserter(peaks->embeddings), halfFromFloat);
        }
        stored->push_back(std::move(peaks));
    }
    std::map<TrackId, annotation::Track> drafts;
    for (std::size_t frame = 0; frame < truth.size(); ++frame)
        for (const test::KnownBox& known : truth[frame]) {
            annotation::TrackBox box;
            box.frame = static_cast<FrameIndex>(frame);
            box.box = known.box;
            box.score = 0.7F;
            box.origin = annotation::BoxOrigin::Tracker;
            drafts[known.id].id = known.id;
            drafts[known.id].boxes.push_back(box);
        }
    annotation::DocumentState state;
    for (auto& [id, draft] : drafts)
        state.tracks.emplace(id, std::make_shared<const annotation::Track>(std::move(draft)));
    state.nextId = TrackId{kPeople + 1};
    Scene scene;
    scene.document = annotation::Document(std::make_shared<const annotation::DocumentState>(std::move(state)));
    scene.peaks = [stored](FrameIndex frame) { return (*stored)[static_cast<std::size_t>(frame)]; };
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
