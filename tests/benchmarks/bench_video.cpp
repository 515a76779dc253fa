// Where the time of looking at a video goes. 1080p30 H.264, groups of 250 frames, three B-frames, drawn by the program.
//   random      exact frames at random places
//   step back   one frame back, and back again, through two groups
//   preview     a small stand-in of a random frame
//   sequential  one frame after the other, with BGRA or with planes only

#include "long_groups.h"

#include "core/video/image_reader.h"
#include "core/video/image_writer.h"
#include "core/video/preview_store.h"

#include <benchmark/benchmark.h> // with its main

#include <algorithm>
#include <random>
#include <thread>

using namespace tw;
using namespace tw::video;
using namespace tw::benchmarks;

namespace {

void percentile(benchmark::State& state, std::vector<double> milliseconds)
{
    std::sort(milliseconds.begin(), milliseconds.end());
    if (!milliseconds.empty())
        state.counters["p95_ms"] = milliseconds[milliseconds.size() * 95 / 100];
}

void openAndScan(benchmark::State& state)
{
    clip();
    for (auto _ : state)
        benchmark::DoNotOptimize(opened(FrameContent::Image));
}
BENCHMARK(openAndScan)->Unit(benchmark::kMillisecond);

void randomExact(benchmark::State& state)
{
    const auto source = opened(FrameContent::Image);
    std::mt19937 random(1);
    std::vector<double> times;
    for (auto _ : state) {
        const auto index = static_cast<FrameIndex>(random() % kFrames);
        times.push_back(millisecondsOf([&] { benchmark::DoNotOptimize(source->read(index)); }));
    }
    percentile(state, times);
}
BENCHMARK(randomExact)->Unit(benchmark::kMillisecond)->Iterations(60);

void sequential(benchmark::State& state)
{
    const auto source = opened(state.range(0) == 0 ? FrameContent::Image : FrameContent::Planes);
    FrameIndex index = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(source->read(index++ % kFrames));
    state.SetLabel(state.range(0) == 0 ? "BGRA" : "planes");
}
BENCHMARK(sequential)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(kFrames);

void stepBack(benchmark::State& state)
{
    FrameServer::Options options;
    options.cacheBytes = std::size_t{1200} << 20; // a whole group of planes and then some
    Asker asker(options);
    asker.ask(700);
    FrameIndex index = 700;
    std::vector<double> times;
    for (auto _ : state) {
        times.push_back(millisecondsOf([&] { asker.ask(--index); }));
        // a person needs a moment between two presses
        state.PauseTiming();
        std::this_thread::sleep_for(std::chrono::milliseconds(33));
        state.ResumeTiming();
    }
    percentile(state, times);
    state.counters["worst_ms"] = *std::max_element(times.begin(), times.end());
}
BENCHMARK(stepBack)->Unit(benchmark::kMillisecond)->Iterations(300);

void previewRead(benchmark::State& state)
{
    const auto file = std::filesystem::temp_directory_path() / "trackwright_bench.preview";
    const auto source = opened(FrameContent::Planes);
    auto store = PreviewStore::open(file, *source->index());
    if (!store)
        std::abort();
    double adding = 0;
    for (FrameIndex i = 0; i < kFrames; ++i) {
        const auto frame = source->read(i);
        adding += millisecondsOf([&] { benchmark::DoNotOptimize((*store)->add(*frame)); });
    }
    std::mt19937 random(1);
    std::vector<double> times;
    for (auto _ : state) {
        const auto index = static_cast<FrameIndex>(random() % kFrames);
        times.push_back(millisecondsOf([&] { benchmark::DoNotOptimize((*store)->read(index)); }));
    }
    percentile(state, times);
    state.counters["add_ms"] = adding / kFrames;
    state.counters["KiB_a_frame"] = static_cast<double>(std::filesystem::file_size(file)) / 1024 / kFrames;
    std::filesystem::remove(file);
}
BENCHMARK(previewRead)->Unit(benchmark::kMillisecond)->Iterations(400);

void readJpeg(benchmark::State& state)
{
    SceneOptions options;
    options.width = 1920;
    options.height = 1080;
    options.frameCount = 1;
    const auto pixels = DrawnScene(options).draw(0);
    const auto jpeg = encodeImage({pixels.data(), 1920, 1080, 5760, PixelFormat::Bgr8});
    ImageReadOptions read;
    read.reduce = static_cast<int>(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeImage(*jpeg, read));
}
BENCHMARK(readJpeg)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

void drawScene(benchmark::State& state)
{
    SceneOptions options;
    options.people = 10;
    const DrawnScene scene(options);
    FrameIndex frame = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(scene.draw(frame++ % options.frameCount));
}
BENCHMARK(drawScene)->Unit(benchmark::kMillisecond);

} // namespace
