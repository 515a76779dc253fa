// trackwright-cli benchmark corrections --video V --gt GT [--relink] [--png FILE]: how many actions until the tracks
// are right. With --project P instead of --video, the peaks that a project keeps are associated again, which takes
// seconds. Several pairs are reported together; without them, simulated scenes of rising difficulty.

#include "app/cli/commands/benchmark_corrections.h"
#include "app/cli/arguments.h"
#include "app/cli/commands/peak_case.h"
#include "app/cli/console.h"
#include "app/cli/correction_text.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

constexpr double kThreshold = 0.4; // of detections, where none is given: that of tracking

struct Arguments {
    std::vector<std::string> videos;
    std::vector<std::string> projects;
    std::vector<std::string> truths;
    std::string model = "auto";
    std::string size;
    std::string device = "auto";
    std::string png;
    double threshold = -1; // not given
    laboratory::CorrectionOptions act;
    bool explain = false;
    int scenes = 5;
    int frames = 500;
    std::uint64_t seed = 1;
    int every = 1;
    bool online = false;

    laboratory::TrackedBy tracker() const
    {
        return online ? laboratory::TrackedBy::Online : laboratory::TrackedBy::WholeVideo;
    }
};

Result<laboratory::CorrectionVideo> requestOf(const Arguments& arguments, std::size_t index)
{
    laboratory::CorrectionVideo request;
    request.video = arguments.videos[index];
    request.truth = arguments.truths[index];
    request.model = modelOf(arguments.model);
    request.every = arguments.every;
    request.tracker = arguments.tracker();
    if (!arguments.size.empty()) {
        TW_TRY_ASSIGN(request.detector.size, networkSizeOf(arguments.size));
    }
    TW_TRY_ASSIGN(request.detector.device, model::parseDevice(arguments.device));
    if (arguments.threshold >= 0)
        request.detector.threshold = static_cast<float>(arguments.threshold);
    return request;
}

Result<laboratory::CorrectionInput> inputOf(const Arguments& arguments, std::size_t index, const JobContext& job)
{
    if (!arguments.projects.empty()) {
        TW_TRY_ASSIGN(const auto open, openPeakCase(arguments.projects[index], arguments.truths[index], job));
        return laboratory::correctionInputFromPeaks(open->content, arguments.tracker(),
                                                    arguments.threshold >= 0 ? arguments.threshold : kThreshold, job);
    }
    if (arguments.videos.empty())
        return laboratory::correctionInputFromScene(static_cast<int>(index) + 1, arguments.seed, arguments.frames, job,
                                                    arguments.tracker());
    TW_TRY_ASSIGN(const auto request, requestOf(arguments, index));
    return laboratory::correctionInputFromVideo(request, job);
}

ExitCode runBenchmarkAct(const Arguments& arguments, Console& console)
{
    const std::size_t files = arguments.videos.size() + arguments.projects.size();
    if (files != arguments.truths.size() || (!arguments.videos.empty() && !arguments.projects.empty()))
        return console.usage("each --video, or each --project, needs its --gt");
    const std::size_t count = files == 0 ? static_cast<std::size_t>(arguments.scenes) : files;
    std::vector<laboratory::CorrectionReport> reports;
    for (std::size_t i = 0; i < count; ++i) {
        const auto input = inputOf(arguments, i, console.job());
        if (!input)
            return console.fail(input.error());
        auto report = laboratory::runCorrectionBenchmark(*input, arguments.act, console.job());
        if (!report)
            return console.fail(report.error());
        reports.push_back(*std::move(report));
    }
    if (!arguments.png.empty())
        if (const auto written = writeCorrectionCurves(arguments.png, reports); !written)
            return console.fail(written.error());
    if (console.json())
        console.printJson(correctionJson(reports));
    else
        console.print(correctionTable(reports) +
                      (arguments.explain ? "\n" + correctionExplanation(reports) : std::string()));
    return console.done();
}

} // namespace

Run declareBenchmarkCorrections(CLI::App& act)
{
    auto arguments = std::make_shared<Arguments>();
    act.add_option("--video", arguments->videos, "Video or image folder; may be given several times")->take_all();
    act.add_option("--project", arguments->projects,
                   "Instead of a video: project with the peaks of a run, associated again; may be given several times")
        ->take_all();
    act.add_option("--gt", arguments->truths, "Its ground truth: file or sequence folder; one for each of these")
        ->take_all();
    act.add_option("--model", arguments->model, kModelHelp);
    act.add_option("--size", arguments->size, "Size of the network's input, WIDTHxHEIGHT, multiples of 32");
    act.add_option("--device", arguments->device, "cpu, cuda:N, or auto");
    act.add_option("--threshold", arguments->threshold, "Detections must score above it")->check(numberBetween(0, 1));
    act.add_option("--every", arguments->every, "Network on every N-th frame of a video only")
        ->check(CLI::Range(1, 1000));
    act.add_flag("--online", arguments->online, "Tracks of the online tracker (FairMOT) instead of the whole video");
    act.add_option("--png", arguments->png, "Draw the curves, IDF1 over actions, into this file");
    act.add_flag("--explain", arguments->explain,
                 "For each kind of error: which finding was there, and what was missed");
    act.add_flag("--relink", arguments->act.relink, "After a verdict also take what relinking settles with it");
    act.add_option("--stop", arguments->act.stopProbability, "Leave the queue when nothing in it is this likely")
        ->check(numberBetween(0, 1));
    act.add_option("--scenes", arguments->scenes, "Without --video: difficulties 1 to N")->check(CLI::Range(1, 5));
    act.add_option("--frames", arguments->frames, "Frames of each simulated scene")->check(CLI::Range(2, 100'000));
    act.add_option("--seed", arguments->seed, "Other simulated scenes");
    return [arguments](Console& console) { return runBenchmarkAct(*arguments, console); };
}

} // namespace tw::cli
