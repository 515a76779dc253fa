#include "core/base/number_text.h"
#include "core/laboratory/study/peak_cases.h"
#include "core/laboratory/study/studies.h"
#include "core/math/stats.h"
#include "core/pipeline/peaks.h"
#include "core/tracker/fairmot_tracker.h"

#include <algorithm>
#include <chrono>

namespace tw::laboratory {
namespace {

using Clock = std::chrono::steady_clock;

struct Times {
    std::vector<double> network, heads, association, detections, people;
};

Result<void> measureFrame(const training::DatasetSource& clip, std::size_t frame, model::Detector& detector,
                          tracker::FairmotTracker& tracker, Times& times)
{
    TW_TRY_ASSIGN(const training::PicturePtr picture, clip.picture(frame));
    model::DetectTimes parts;
    TW_TRY_ASSIGN(const model::FrameDetections seen, detector.detect(picture->view(), parts));
    const auto start = Clock::now();
    TW_TRY(tracker.update(static_cast<FrameIndex>(frame), seen.detections));
    times.association.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    times.network.push_back(parts.preprocessMs + parts.networkMs);
    times.heads.push_back(parts.headsMs);
    times.detections.push_back(double(seen.detections.size()));
    const auto& labels = clip.labels(frame);
    times.people.push_back(double(
        std::count_if(labels.begin(), labels.end(), [](const training::Label& label) { return !label.ignore; })));
    return {};
}

} // namespace

Study densityStudy(DensityInput input)
{
    using Better = StudyMeasure::Better;
    Study study;
    study.name = "density";
    study.title = "Density: time a frame by the number of people";
    study.source = "FairMOT, IJCV 2021, Fig. 4";
    study.conditions = networkText(input.model, input.detector) + ", drawn clips of " +
                       toText(std::int64_t{input.frames}) + " frames at 640x360, medians of the frames";
    study.repeated = "seed";
    study.measures = {{"people", "people", 1, Better::Neither},
                      {"detections", "detections", 1, Better::Neither},
                      {"network", "network ms", 2, Better::Lower},
                      {"heads", "heads ms", 2, Better::Lower},
                      {"association", "association ms", 3, Better::Lower},
                      {"total", "total ms", 2, Better::Lower}};
    for (const int people : input.people)
        study.variants.push_back(
            {"people-" + toText(std::int64_t{people}), toText(std::int64_t{people}) + " asked for"});
    for (int seed = 1; seed <= input.seeds; ++seed)
        study.repeats.push_back(toText(std::int64_t{seed}));
    study.charts.push_back({"runtime",
                            "Time a frame by the number of people",
                            "people",
                            "ms a frame",
                            {"network", "heads", "association", "total"},
                            {}});
    const auto detector = std::make_shared<std::optional<model::Detector>>();
    study.measure = [input = std::move(input), detector](std::size_t variant, std::size_t repeat,
                                                         const JobContext& job) -> Result<CellResult> {
        if (!*detector) {
            TW_TRY_ASSIGN(model::Detector loaded, model::Detector::load(input.model, input.detector));
            detector->emplace(std::move(loaded));
        }
        const auto clip = drawnClip(repeat + 1, input.people[variant], input.frames);
        tracker::FairmotOptions options;
        options.frameRate = clip->info().frameRate;
        TW_TRY_ASSIGN(const auto tracker, tracker::FairmotTracker::create(options));
        Times times;
        for (std::size_t frame = 0; frame < clip->size(); ++frame) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            TW_TRY(measureFrame(*clip, frame, **detector, *tracker, times));
        }
        CellResult cell;
        cell.values = {{"people", spreadOf(times.people).mean},
                       {"detections", spreadOf(times.detections).mean},
                       {"network", math::median(times.network)},
                       {"heads", math::median(times.heads)},
                       {"association", math::median(times.association)}};
        cell.values["total"] = cell.values["network"] + cell.values["heads"] + cell.values["association"];
        return cell;
    };
    return study;
}

} // namespace tw::laboratory
