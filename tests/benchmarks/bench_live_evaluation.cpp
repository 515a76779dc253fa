// One edit in an open project with its ground truth: what the window does to refresh its scores.

#include "mot_text.h"
#include "walkers.h"

#include "core/pipeline/live_evaluation.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <map>
#include <unistd.h>

using namespace tw;
using annotation::DocumentState;
using annotation::Snapshot;
using annotation::Track;
using annotation::TrackBox;

namespace {

constexpr FrameIndex kFrames = 1000;

struct Project {
    std::filesystem::path truth;
    Snapshot tracks, swapped, moved;

    ~Project()
    {
        std::error_code ignored;
        std::filesystem::remove(truth, ignored);
    }
};

Snapshot with(const DocumentState& state, std::vector<Track> changed)
{
    auto out = std::make_shared<DocumentState>(state);
    for (Track& track : changed) {
        const TrackId id = track.id;
        out->tracks[id] = std::make_shared<const Track>(std::move(track));
    }
    return out;
}

// 1000 frames of people as a tracker left them, and the truth in a file.
const Project& project(int people)
{
    static std::map<int, Project> made;
    const auto [entry, fresh] = made.try_emplace(people);
    Project& out = entry->second;
    if (!fresh)
        return out;
    const evaluation::SequenceInput input = benchmarks::sequenceOf(people, kFrames, 7);
    out.truth = std::filesystem::temp_directory_path() /
                ("bench_live_evaluation_" + std::to_string(getpid()) + "_" + std::to_string(people) + ".txt");
    std::ofstream file(out.truth);
    std::map<TrackId, Track> tracks;
    for (FrameIndex f = 0; f < kFrames; ++f) {
        for (const evaluation::TruthBox& box : input.truth.frame(f))
            file << f + 1 << ',' << number(box.id) << ',' << toText(box.box.left) << ',' << toText(box.box.top) << ','
                 << toText(box.box.width) << ',' << toText(box.box.height) << ",1,1,1\n";
        for (const evaluation::ResultBox& box : input.result.frame(f)) {
            TrackBox entered;
            entered.frame = f;
            entered.box = box.box;
            entered.score = box.score;
            Track& track = tracks[box.id];
            track.id = box.id;
            track.boxes.push_back(entered);
        }
    }
    DocumentState state;
    for (const auto& [id, track] : tracks)
        state.tracks[id] = std::make_shared<const Track>(track);
    out.tracks = std::make_shared<const DocumentState>(state);

    // two tracks change places from the middle to the end: the edit that touches most
    const auto [first, second] = benchmarks::longestLives(input, kFrames / 2);
    Track a = tracks.at(first), b = tracks.at(second);
    const auto middle = [](const Track& track) {
        return std::partition_point(track.boxes.begin(), track.boxes.end(),
                                    [](const TrackBox& box) { return box.frame < kFrames / 2; }) -
               track.boxes.begin();
    };
    const std::vector<TrackBox> restOfA(a.boxes.begin() + middle(a), a.boxes.end());
    const std::vector<TrackBox> restOfB(b.boxes.begin() + middle(b), b.boxes.end());
    a.boxes.resize(static_cast<std::size_t>(middle(a)));
    b.boxes.resize(static_cast<std::size_t>(middle(b)));
    a.boxes.insert(a.boxes.end(), restOfB.begin(), restOfB.end());
    b.boxes.insert(b.boxes.end(), restOfA.begin(), restOfA.end());
    out.swapped = with(state, {a, b});

    Track nudged = tracks.at(first);
    nudged.boxes[nudged.boxes.size() / 2].box.left += 3;
    out.moved = with(state, {nudged});
    return out;
}

template <Snapshot Project::*edited, bool withErrors>
void refresh(benchmark::State& state)
{
    const Project& open = project(static_cast<int>(state.range(0)));
    pipeline::LiveEvaluationRequest request;
    request.name = "project";
    request.truth = open.truth;
    request.frames = kFrames;
    auto live = pipeline::LiveEvaluation::create(request, open.tracks);
    if (!live) {
        state.SkipWithError(live.error().message().c_str());
        return;
    }
    live->scores();
    bool other = false;
    for (auto _ : state) {
        other = !other;
        if (!live->update(other ? open.*edited : open.tracks))
            state.SkipWithError("update failed");
        if constexpr (withErrors)
            benchmark::DoNotOptimize(live->report());
        else
            benchmark::DoNotOptimize(live->scores());
    }
    state.counters["frames"] = static_cast<double>(live->framesUpdated());
}

void swapScores(benchmark::State& state)
{
    refresh<&Project::swapped, false>(state);
}
void swapEverything(benchmark::State& state)
{
    refresh<&Project::swapped, true>(state);
}
void moveScores(benchmark::State& state)
{
    refresh<&Project::moved, false>(state);
}
void moveEverything(benchmark::State& state)
{
    refresh<&Project::moved, true>(state);
}
// "Everything": with the list of errors and the counts per frame, as the window shows them.
BENCHMARK(moveScores)->Arg(20)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(moveEverything)->Arg(20)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(swapScores)->Arg(20)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(swapEverything)->Arg(20)->Arg(50)->Arg(100)->Unit(benchmark::kMillisecond);

} // namespace
