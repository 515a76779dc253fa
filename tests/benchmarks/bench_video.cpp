// Where the time of looking at a video goes. 1080p30 H.264, groups of 250 frames, three B-frames, drawn by the program.
//   random      exact frames at random places
//   step back   one frame back, and back again, through two groups
//   preview     a small stand-in of a random frame
//   sequential  one frame after the other, with BGRA or with planes only

#include "core/video/frame_server.h"
#include "core/video/image_reader.h"
#include "core/video/image_writer.h"
#include "core/video/preview_store.h"
#include "core/video/scene_clip.h"
#include "core/video/video_writer.h"

#include <benchmark/benchmark.h> // with its main

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <random>
#include <thread>

using namespace tw;
using namespace tw::video;

namespace {

constexpr FrameIndex kFrames = 750;

const std::filesystem::path& clip()
{
    static const std::filesystem::path path = [] {
        const auto file = std::filesystem::temp_directory_path() / "trackwright_bench_1080p.mp4";
        if (std::filesystem::exists(file))
            return file;
        SceneOptions scene;
        scene.width = 1920;
        scene.height = 1080;
        scene.frameCount = kFrames;
        scene.framesPerSecond = 30;
        scene.people = 12;
        VideoWriterOptions options;
        options.keyFrameDistance = 250;
        options.bFrames = 3;
        options.encoder = hasEncoder("libx264") ? "libx264" : "";
        if (!options.encoder.empty())
            options.codecOptions = {{"preset", "medium"}, {"x264-params", "scenecut=0"}};
        if (!writeScene(DrawnScene(scene), file, options))
            std::abort();
        return file;
    }();
    return path;
}

std::unique_ptr<FrameSource> opened(FrameContent content)
{
    OpenOptions options;
    options.content = content;
    auto source = openSource(clip(), options);
    if (!source)
        std::abort();
    return std::move(*source);
}

void percentile(benchmark::State& state, std::vector<double> milliseconds)
{
    std::sort(milliseconds.begin(), milliseconds.end());
    if (!milliseconds.empty())
        state.counters["p95_ms"] = milliseconds[milliseconds.size() * 95 / 100];
}

template <class Work>
double millisecondsOf(Work work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
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

// Asks a server and waits for the exact frame.
class Asker
{
public:
    Asker(FrameServer::Options options)
    {
        FrameServer::Callbacks callbacks;
        callbacks.onFrame = [this](FrameServer::Answer answer) {
            const std::lock_guard lock(m_mutex);
            m_serial = answer.frame && !(*answer.frame)->preview ? answer.serial : m_serial;
            m_changed.notify_all();
        };
        m_server = std::make_unique<FrameServer>(clip(), std::move(options), callbacks);
    }
    void ask(FrameIndex index)
    {
        const std::uint64_t serial = ++m_asked;
        m_server->request(index, serial);
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_serial == serial; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint64_t m_serial = 0, m_asked = 0;
    std::unique_ptr<FrameServer> m_server; // last: its callbacks use the rest
};

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
    auto store = PreviewStore::open(file, source->index()->file);
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
