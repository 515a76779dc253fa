#include "core/base/number_text.h"
#include "core/evaluation/summary.h"
#include "core/laboratory/study/studies.h"
#include "core/pipeline/peaks.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/track_filter.h"

#include <chrono>
#include <map>

namespace tw::laboratory {
namespace {

using evaluation::ResultBox;
using evaluation::TruthBox;
using Boxes = std::vector<std::pair<FrameIndex, ResultBox>>;
using Clock = std::chrono::steady_clock;

constexpr double kPercent = 100;
constexpr ClassId kDistractor{8}; // an ignore region excuses results on it, like MOTChallenge's distractors

struct Cues {
    const char* id;
    const char* title;
    bool iou, embedding, motion;
};
constexpr Cues kOnline[] = {{"iou", "box IoU", true, false, false},
                            {"embedding", "appearance", false, true, false},
                            {"iou-kalman", "box IoU, Kalman", true, false, true},
                            {"embedding-kalman", "appearance, Kalman", false, true, true},
                            {"iou-embedding", "box IoU, appearance", true, true, false},
                            {"all", "all (online)", true, true, true}};

Result<Boxes> online(const PeakCase& clip, const Cues& cues, float threshold, double& seconds)
{
    tracker::FairmotOptions options;
    options.useIou = cues.iou;
    options.useEmbedding = cues.embedding;
    options.useMotion = cues.motion;
    options.frameRate = clip.info.frameRate;
    TW_TRY_ASSIGN(const auto tracker, tracker::FairmotTracker::create(options));
    Boxes out;
    for (const FramePeaks& peaks : clip.peaks) {
        const auto detections = pipeline::detectionsFromPeaks(peaks, threshold);
        const auto start = Clock::now();
        TW_TRY_ASSIGN(tracker::FrameTracks tracks, tracker->update(peaks.frame, detections));
        seconds += std::chrono::duration<double>(Clock::now() - start).count();
        for (const tracker::TrackedBox& box : tracker::filtered(std::move(tracks), {}).boxes)
            out.push_back({peaks.frame, {box.id, box.box, ClassId::kPedestrian, box.score}});
    }
    return out;
}

Result<Boxes> offline(const PeakCase& clip, float threshold, double& seconds, const JobContext& job)
{
    tracker::OfflineOptions options;
    options.frameRate = clip.info.frameRate;
    options.detectionThreshold = static_cast<double>(threshold);
    const auto start = Clock::now();
    TW_TRY_ASSIGN(const tracker::OfflineResult result,
                  tracker::trackOffline(clip.peaks, clip.picture, {}, options, job));
    seconds += std::chrono::duration<double>(Clock::now() - start).count();
    Boxes out;
    std::int32_t id = 0;
    for (const tracker::OfflineTrack& track : result.tracks) {
        ++id;
        for (const tracker::OfflineBox& box : track.boxes)
            if (tracker::isKept({TrackId{id}, box.box, box.score, track.classId, box.peak}, {}))
                out.push_back({box.frame, {TrackId{id}, box.box, ClassId::kPedestrian, box.score}});
    }
    return out;
}

Result<evaluation::Scores> scoresOf(const PeakCase& clip, const Boxes& boxes)
{
    std::vector<std::pair<FrameIndex, TruthBox>> truth;
    for (std::size_t frame = 0; frame < clip.labels.size(); ++frame) {
        std::int32_t nameless = -1; // boxes without identity must not share one
        for (const training::Label& label : clip.labels[frame]) {
            const TrackId id{label.identity < 0 ? nameless-- : static_cast<std::int32_t>(label.identity)};
            const bool excused = label.ignore || label.identity < 0;
            truth.push_back({static_cast<FrameIndex>(frame),
                             {id, label.box, excused ? kDistractor : ClassId::kPedestrian, !excused}});
        }
    }
    evaluation::SequenceInput input;
    input.name = clip.info.name;
    const auto frames = static_cast<FrameIndex>(clip.labels.size());
    TW_TRY_ASSIGN(input.truth, evaluation::FrameTable<TruthBox>::build(frames, truth));
    TW_TRY_ASSIGN(input.result, evaluation::FrameTable<ResultBox>::build(frames, boxes));
    evaluation::EvaluationOptions options;
    options.benchmark = evaluation::Benchmark::Mot17;
    options.threads = 1;
    TW_TRY_ASSIGN(const evaluation::EvaluationReport report, evaluation::evaluate(std::span(&input, 1), options));
    return report.classes.front().combined;
}

// The clip at hand, read once for all variants.
struct Reader {
    StudyInput input;
    std::optional<std::size_t> at;
    PeakCase clip;

    Result<const PeakCase*> get(std::size_t index, const JobContext& job)
    {
        if (at != index) {
            at.reset();
            TW_TRY_ASSIGN(clip, input.peaks->load(input.clips[index], job));
            at = index;
        }
        return &clip;
    }
};

} // namespace

Study associationStudy(StudyInput input)
{
    using Better = StudyMeasure::Better;
    Study study;
    study.name = "association";
    study.title = "Association: which cues are used";
    study.source = "FairMOT, IJCV 2021, Table 7";
    study.conditions = input.peaks->conditions() + ", threshold " + toText(static_cast<double>(input.threshold), 3) +
                       ", labelled frames";
    study.repeated = "clip";
    study.measures = {{"hota", "HOTA %"},
                      {"mota", "MOTA %"},
                      {"idf1", "IDF1 %"},
                      {"switches", "switches", 0, Better::Lower},
                      {"fp", "FP", 0, Better::Lower},
                      {"fn", "FN", 0, Better::Lower},
                      {"ms", "ms a frame", 3, Better::Lower}};
    for (const Cues& cues : kOnline)
        study.variants.push_back({cues.id, cues.title});
    study.variants.push_back({"offline", "offline, whole video"});
    for (const training::SourcePtr& clip : input.clips)
        study.repeats.push_back(clip->info().name);
    const auto reader = std::make_shared<Reader>(Reader{std::move(input), std::nullopt, {}});
    study.measure = [reader](std::size_t variant, std::size_t repeat, const JobContext& job) -> Result<CellResult> {
        TW_TRY_ASSIGN(const PeakCase* clip, reader->get(repeat, job));
        double seconds = 0;
        const float threshold = reader->input.threshold;
        TW_TRY_ASSIGN(const Boxes boxes, variant < std::size(kOnline)
                                             ? online(*clip, kOnline[variant], threshold, seconds)
                                             : offline(*clip, threshold, seconds, job));
        TW_TRY_ASSIGN(const evaluation::Scores scores, scoresOf(*clip, boxes));
        CellResult cell;
        cell.values = {{"hota", kPercent * evaluation::mean(scores.hota.hota)},
                       {"mota", kPercent * scores.clear.mota},
                       {"idf1", kPercent * scores.identity.idf1},
                       {"switches", double(scores.clear.switches)},
                       {"fp", double(scores.clear.fp)},
                       {"fn", double(scores.clear.fn)},
                       {"ms", 1000 * seconds / double(clip->peaks.size())}};
        return cell;
    };
    return study;
}

} // namespace tw::laboratory
