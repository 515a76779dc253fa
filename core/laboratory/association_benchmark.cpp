#include "core/laboratory/association_benchmark.h"

#include "core/laboratory/labelled_frames.h"
#include "core/pipeline/peaks.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/track_filter.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>

namespace tw::laboratory {
namespace {

using evaluation::ResultBox;
using evaluation::TruthBox;
using Boxes = std::vector<std::pair<FrameIndex, ResultBox>>;
using Clock = std::chrono::steady_clock;

constexpr ClassId kDistractor{8}; // of MOT17

struct Loaded {
    const AssociationCase* source = nullptr;
    evaluation::FrameTable<TruthBox> truth;
    std::set<FrameIndex> labelled; // empty: all
};

Result<Loaded> load(const AssociationCase& source)
{
    Loaded out;
    out.source = &source;
    std::vector<std::string> issues;
    TW_TRY_ASSIGN(const pipeline::EvaluationSide truth, pipeline::EvaluationSide::read(source.truth, issues));
    const auto nothing =
        pipeline::EvaluationSide::of(std::make_shared<const annotation::DocumentState>(), source.frames.last + 1);
    TW_TRY_ASSIGN(auto input, pipeline::sequenceInput(source.name, truth, nothing, source.frames.last + 1));
    out.truth = std::move(input.truth);
    std::filesystem::path file = source.truth;
    if (std::error_code error; std::filesystem::is_directory(file, error))
        file = file / "gt" / "gt.txt";
    TW_TRY_ASSIGN(out.labelled, labelledFrames(file));
    return out;
}

Result<Boxes> online(const AssociationCase& source, const AssociationBenchmarkOptions& options, double& seconds)
{
    tracker::FairmotOptions wanted = options.online;
    wanted.frameRate = source.frameRate;
    TW_TRY_ASSIGN(auto tracker, tracker::FairmotTracker::create(wanted));
    TW_TRY_ASSIGN(const std::vector<FramePeaks> frames, source.read(source.frames));
    Boxes out;
    for (const FramePeaks& peaks : frames) {
        const auto detections = pipeline::detectionsFromPeaks(peaks, float(options.offline.detectionThreshold));
        const auto start = Clock::now();
        TW_TRY_ASSIGN(const tracker::FrameTracks tracks, tracker->update(peaks.frame, detections));
        seconds += std::chrono::duration<double>(Clock::now() - start).count();
        for (const auto& box : tracker::filtered(tracks, options.filter).boxes)
            out.push_back({peaks.frame, {box.id, box.box, box.classId, box.score}});
    }
    return out;
}

Result<Boxes> offline(const AssociationCase& source, tracker::OfflineOptions options,
                      const tracker::FilterOptions& filter, double& seconds, const JobContext& job)
{
    options.frameRate = source.frameRate;
    double reading = 0;
    const auto read = [&](FrameRange range) {
        const auto start = Clock::now();
        auto peaks = source.read(range);
        reading += std::chrono::duration<double>(Clock::now() - start).count();
        return peaks;
    };
    const auto start = Clock::now();
    TW_TRY_ASSIGN(const tracker::OfflineResult result,
                  tracker::trackOffline(read, source.frames, source.picture, {}, options, job));
    seconds += std::chrono::duration<double>(Clock::now() - start).count() - reading;
    Boxes out;
    std::int32_t id = 0;
    for (const tracker::OfflineTrack& track : result.tracks) {
        ++id;
        for (const tracker::OfflineBox& box : track.boxes)
            if (tracker::isKept({TrackId{id}, box.box, box.score, track.classId, box.peak}, filter))
                out.push_back({box.frame, {TrackId{id}, box.box, track.classId, box.score}});
    }
    return out;
}

Result<evaluation::Scores> score(const Loaded& loaded, Boxes boxes)
{
    const FrameIndex frames = loaded.truth.frameCount();
    std::vector<std::pair<FrameIndex, TruthBox>> truth;
    for (FrameIndex frame = 0; frame < frames; ++frame)
        if (loaded.labelled.empty() || loaded.labelled.contains(frame))
            for (TruthBox box : loaded.truth.frame(frame)) {
                if (!loaded.labelled.empty() && !box.counted && box.classId == ClassId::kPedestrian)
                    box.classId = kDistractor;
                truth.emplace_back(frame, box);
            }
    std::erase_if(boxes, [&](const auto& box) {
        return box.first >= frames || (!loaded.labelled.empty() && !loaded.labelled.contains(box.first));
    });
    evaluation::SequenceInput input;
    input.name = loaded.source->name;
    TW_TRY_ASSIGN(input.truth, evaluation::FrameTable<TruthBox>::build(frames, truth));
    TW_TRY_ASSIGN(input.result, evaluation::FrameTable<ResultBox>::build(frames, boxes));
    evaluation::EvaluationOptions options;
    options.benchmark = evaluation::Benchmark::Mot17;
    options.threads = 1;
    TW_TRY_ASSIGN(const evaluation::EvaluationReport report, evaluation::evaluate(std::span(&input, 1), options));
    return report.classes.front().combined;
}

struct Step {
    std::string name;
    std::optional<tracker::OfflineOptions> options; // none: the online tracker
};

// The stages switched on one after the other.
std::vector<Step> stepsOf(const AssociationBenchmarkOptions& options)
{
    std::vector<Step> out{{"fairmot", std::nullopt}};
    tracker::OfflineOptions now = options.offline;
    if (options.everyStep) {
        now.removeClutter = now.adaptAppearance = now.split = now.link = now.filter = now.dropDoubles = false;
        now.fillSeconds = now.smoothSeconds = now.sharedSeconds = 0;
        out.push_back({"pieces", now});
        const auto add = [&](const char* name, bool wanted, auto&& change) {
            if (!wanted)
                return;
            change();
            out.push_back({name, now});
        };
        const tracker::OfflineOptions& all = options.offline;
        add("+ clutter removed", all.removeClutter, [&] { now.removeClutter = true; });
        add("+ linked", all.link, [&] { now.link = true; });
        add("+ split", all.split, [&] { now.split = true; });
        add("+ adapted", all.adaptAppearance, [&] { now.adaptAppearance = true; });
        add("+ overlaps joined", all.link && all.sharedSeconds > 0, [&] { now.sharedSeconds = all.sharedSeconds; });
        add("+ filtered", all.filter, [&] { now.filter = true; });
        add("+ filled", all.fillSeconds > 0, [&] { now.fillSeconds = all.fillSeconds; });
        add("+ doubles dropped", all.dropDoubles, [&] { now.dropDoubles = true; });
        add("+ smoothed", all.smoothSeconds > 0, [&] { now.smoothSeconds = all.smoothSeconds; });
    }
    out.back().name = options.everyStep ? out.back().name + " = offline" : out.back().name;
    if (!options.everyStep)
        out.push_back({"offline", options.offline});
    return out;
}

} // namespace

StepMeans meansOf(const AssociationStep& step)
{
    StepMeans out;
    const double share = 100 / static_cast<double>(step.scores.size());
    for (const evaluation::Scores& scores : step.scores) {
        out.hota += share * evaluation::mean(scores.hota.hota);
        out.mota += share * scores.clear.mota;
        out.idf1 += share * scores.identity.idf1;
        out.switches += scores.clear.switches;
        out.falsePositives += scores.clear.fp;
        out.misses += scores.clear.fn;
    }
    return out;
}

Result<AssociationBenchmark> benchmarkAssociation(const std::vector<AssociationCase>& cases,
                                                  const AssociationBenchmarkOptions& options, const JobContext& job)
{
    std::vector<Loaded> loaded;
    AssociationBenchmark out;
    for (const AssociationCase& source : cases) {
        TW_TRY_ASSIGN(Loaded next, load(source));
        loaded.push_back(std::move(next));
        out.cases.push_back(source.name);
        out.frames.push_back(source.frames.length());
    }
    for (const Step& step : stepsOf(options)) {
        AssociationStep row{step.name, {}, 0};
        for (const Loaded& one : loaded) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            TW_TRY_ASSIGN(Boxes boxes, step.options
                                           ? offline(*one.source, *step.options, options.filter, row.seconds, job)
                                           : online(*one.source, options, row.seconds));
            TW_TRY_ASSIGN(evaluation::Scores scores, score(one, std::move(boxes)));
            row.scores.push_back(scores);
        }
        out.steps.push_back(std::move(row));
    }
    return out;
}

} // namespace tw::laboratory
