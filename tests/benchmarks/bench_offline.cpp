// Offline tracking of 10,000 frames in windows, by number of people: time a frame, growth of the resident set.

#include "walkers.h"

#include "core/tracker/offline/offline.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace tw;

namespace {

constexpr int kFrames = 10'000;
constexpr int kEmbedding = 64;

// Megabytes of /proc/self/status: "VmHWM" (highest since it was reset), "VmRSS" (now); 0 where there is no such file.
double statusMegabytes(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind(name + ":", 0) == 0)
            return std::strtod(line.c_str() + name.size() + 1, nullptr) / 1024;
    return 0;
}

void resetHighest()
{
    std::ofstream("/proc/self/clear_refs") << "5";
}

struct Seen {
    std::int32_t person = 0;
    Peak peak;
};

// Peaks of a walk; embeddings and colours are made when a frame is read, as a project reads them from its file.
class Walk
{
public:
    explicit Walk(int people) : m_frames(kFrames)
    {
        math::Rng rng(42);
        auto walkers = benchmarks::makeWalkers(rng, people, kEmbedding);
        for (auto& frame : m_frames) {
            benchmarks::step(rng, walkers);
            for (std::size_t k = 0; k < walkers.size(); ++k) {
                if (rng.chance(0.08))
                    continue;
                const Box box = walkers[k].box();
                frame.push_back({static_cast<std::int32_t>(k),
                                 {static_cast<float>(box.left + rng.normal(0, 2)),
                                  static_cast<float>(box.top + rng.normal(0, 2)), static_cast<float>(box.width),
                                  static_cast<float>(box.height), static_cast<float>(rng.uniform(0.4, 1))}});
            }
        }
        for (const benchmarks::Walker& walker : walkers)
            m_looks.push_back(walker.look);
    }

    FramePeaks read(FrameIndex index) const
    {
        math::Rng rng(static_cast<std::uint64_t>(index) + 1);
        FramePeaks frame;
        frame.frame = index;
        frame.embeddingSize = kEmbedding;
        frame.colourVersion = 1;
        std::vector<float> values(kEmbedding);
        for (const Seen& seen : m_frames[static_cast<std::size_t>(index)]) {
            frame.peaks.push_back(seen.peak);
            double length = 0;
            for (std::size_t k = 0; k < values.size(); ++k) {
                values[k] = m_looks[static_cast<std::size_t>(seen.person)][k] + static_cast<float>(rng.normal(0, 0.35));
                length += static_cast<double>(values[k]) * values[k];
            }
            for (const float value : values)
                frame.embeddings.push_back(halfFromFloat(value / static_cast<float>(std::sqrt(length))));
            for (std::size_t k = 0; k < FramePeaks::kColourBytes; ++k)
                frame.colours.push_back(
                    static_cast<std::uint8_t>((static_cast<std::size_t>(seen.person) * 31 + k * 7) % 32));
            frame.moving.push_back(20'000);
        }
        return frame;
    }

private:
    std::vector<std::vector<Seen>> m_frames;
    std::vector<std::vector<float>> m_looks;
};

void offline(benchmark::State& state)
{
    const Walk walk(static_cast<int>(state.range(0)));
    double before = 0;
    double highest = 0;
    std::size_t tracks = 0;
    for (auto _ : state) {
        resetHighest();
        before = statusMegabytes("VmRSS");
        const auto result = tracker::trackOffline(
            [&](FrameRange range) -> Result<std::vector<FramePeaks>> {
                std::vector<FramePeaks> frames;
                for (FrameIndex f = range.first; f <= range.last; ++f)
                    frames.push_back(walk.read(f));
                return frames;
            },
            {0, kFrames - 1}, {1920, 1080}, {}, {});
        if (!result) {
            state.SkipWithError(result.error().detail.c_str());
            break;
        }
        highest = std::max(highest, statusMegabytes("VmHWM"));
        tracks = result->tracks.size();
    }
    state.counters["frames/s"] = benchmark::Counter(kFrames, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["grown_MiB"] = highest - before;
    state.counters["tracks"] = static_cast<double>(tracks);
}
BENCHMARK(offline)->Arg(20)->Arg(60)->Arg(200)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
