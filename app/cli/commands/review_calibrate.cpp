#include "app/cli/commands/review_calibrate.h"

#include "app/cli/arguments.h"
#include "app/cli/commands/peak_case.h"
#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/laboratory/calibration_fit.h"
#include "core/laboratory/correction_benchmark.h"
#include "core/review/session.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using laboratory::Judged;
using laboratory::Outcome;

// Also findings that would not be shown: they say where the curve begins.
constexpr double kShown = 0.01;

constexpr double kThreshold = 0.4; // of detections, that of tracking
constexpr int kDifficulties = 5;
constexpr int kFirstSeed = 1001; // far from those that the benchmark plays
// People also bring files of other trackers, which make other mistakes.
constexpr laboratory::TrackedBy kTrackers[] = {laboratory::TrackedBy::WholeVideo, laboratory::TrackedBy::Online};

struct Sequence {
    std::string name;
    FrameIndex frames = 0;
    std::vector<Judged> findings;
};

// One sequence does not outvote the others, and simulated people do not outvote real networks.
constexpr double kMostOfSequence = 150; // findings of a kind
constexpr double kSceneWeight = 0.3;

void weigh(Sequence& sequence, double weight)
{
    std::array<double, review::kEventKinds> counts{};
    for (const Judged& finding : sequence.findings)
        ++counts[static_cast<std::size_t>(finding.kind)];
    for (Judged& finding : sequence.findings)
        finding.weight = weight * std::min(1.0, kMostOfSequence / counts[static_cast<std::size_t>(finding.kind)]);
}

Result<void> addFindings(const laboratory::CorrectionInput& input, Sequence& out, const JobContext& job)
{
    out.frames = input.review.frameCount;
    review::ReviewOptions options = input.review;
    options.minProbability = kShown;
    review::ReviewSession session(input.peaks, options);
    TW_TRY(session.look({input.tracked, {}}, job));
    const std::vector<review::Event>& events = session.queue().open();
    TW_TRY_ASSIGN(const auto real, laboratory::judgeEvents(input, events, {}, job));
    for (std::size_t i = 0; i < events.size(); ++i)
        if (real[i])
            out.findings.push_back({events[i].kind, events[i].features, *real[i]});
    return {};
}

Result<Sequence> sequenceOf(const CalibrateArguments& arguments, std::size_t index, Console& console)
{
    const std::string& video = arguments.videos[index];
    Sequence out;
    const std::filesystem::path path(video); // many are called img1 or demo.mp4
    out.name = (path.parent_path().filename() / path.filename()).generic_string();
    const std::vector<int> every = arguments.every.empty() ? std::vector<int>{1} : arguments.every;
    for (const int step : every) {
        laboratory::CorrectionVideo request;
        request.video = video;
        request.truth = arguments.truths[index];
        request.every = step;
        if (!arguments.model.empty())
            request.model = arguments.model;
        if (!arguments.size.empty()) {
            TW_TRY_ASSIGN(request.detector.size, networkSizeOf(arguments.size));
        }
        for (const laboratory::TrackedBy tracker : kTrackers) {
            request.tracker = tracker;
            TW_TRY_ASSIGN(const laboratory::CorrectionInput input,
                          laboratory::correctionInputFromVideo(request, console.job()));
            TW_TRY(addFindings(input, out, console.job()));
        }
    }
    return out;
}

Result<Sequence> sequenceOfProject(const std::string& project, const std::string& truth, const JobContext& job)
{
    Sequence out;
    TW_TRY_ASSIGN(const auto open, openPeakCase(project, truth, job));
    out.name = open->content.name;
    for (const laboratory::TrackedBy tracker : kTrackers) {
        TW_TRY_ASSIGN(const laboratory::CorrectionInput input,
                      laboratory::correctionInputFromPeaks(open->content, tracker, kThreshold, job));
        TW_TRY(addFindings(input, out, job));
        if (tracker == laboratory::TrackedBy::Online) { // files of other trackers come without peaks
            laboratory::CorrectionInput file = input;
            file.peaks = {};
            TW_TRY(addFindings(file, out, job));
        }
    }
    return out;
}

std::vector<review::KindWeights> fitAll(const std::vector<Judged>& findings)
{
    std::vector<review::KindWeights> out;
    for (int kind = 0; kind < review::kEventKinds; ++kind)
        out.push_back(laboratory::fitKind(static_cast<review::EventKind>(kind), findings).model);
    return out;
}

void addOutcomes(const std::vector<review::KindWeights>& models, const std::vector<Judged>& findings,
                 std::vector<Outcome>& out)
{
    for (const Judged& finding : findings)
        out.emplace_back(
            review::probabilityOf(review::logitOf(models[static_cast<std::size_t>(finding.kind)], finding.features)),
            finding.real);
}

constexpr double kQueue = 0.3; // the queue is worth answering from this probability on

// Each sequence judged by what was fitted on the others, kind by kind.
std::vector<std::vector<laboratory::LeftOut>> leftOut(const std::vector<Sequence>& sequences)
{
    std::vector<std::vector<laboratory::LeftOut>> out(review::kEventKinds);
    for (const Sequence& left : sequences) {
        std::vector<Judged> others;
        for (const Sequence& sequence : sequences)
            if (&sequence != &left)
                others.insert(others.end(), sequence.findings.begin(), sequence.findings.end());
        const auto models = fitAll(others);
        for (const Judged& finding : left.findings) {
            const auto kind = static_cast<std::size_t>(finding.kind);
            out[kind].push_back({review::logitOf(models[kind], finding.features), finding.real, finding.weight});
        }
    }
    return out;
}

// The same after rescaled(), of all kinds.
std::vector<Outcome> outcomesOf(const std::vector<std::vector<laboratory::LeftOut>>& findings)
{
    std::vector<Outcome> out;
    for (const auto& ofKind : findings) {
        const review::KindWeights scale = laboratory::rescaled({{1}, 0}, ofKind);
        for (const laboratory::LeftOut& finding : ofKind)
            out.emplace_back(review::probabilityOf(scale.weights[0] * finding.logit + scale.bias), finding.real);
    }
    return out;
}

// How many would be in the queue, how many of them are real, and how many real ones there are.
Json queueJson(const std::vector<std::vector<laboratory::LeftOut>>& findings)
{
    Json out = Json::object();
    for (int kind = 0; kind < review::kEventKinds; ++kind) {
        const auto& ofKind = findings[static_cast<std::size_t>(kind)];
        if (ofKind.empty())
            continue;
        int shown = 0, realShown = 0, real = 0;
        for (const auto& [probability, isReal] : outcomesOf({ofKind})) {
            shown += probability >= kQueue ? 1 : 0;
            realShown += probability >= kQueue && isReal ? 1 : 0;
            real += isReal ? 1 : 0;
        }
        out[std::string(review::toString(static_cast<review::EventKind>(kind)))] = {
            {"shown", shown}, {"shown_real", realShown}, {"real", real}};
    }
    return out;
}

Json curveJson(const std::vector<laboratory::ReliabilityBin>& curve)
{
    Json out = Json::array();
    for (const laboratory::ReliabilityBin& bin : curve)
        if (bin.events > 0)
            out.push_back({{"from", bin.from},
                           {"to", bin.to},
                           {"events", bin.events},
                           {"mean_probability", bin.meanProbability},
                           {"real_share", double(bin.real) / bin.events}});
    return out;
}

Json calibrationJson(const CalibrateArguments& arguments, const std::vector<Sequence>& sequences)
{
    std::vector<Judged> all;
    Json names = Json::array();
    for (const Sequence& sequence : sequences) {
        all.insert(all.end(), sequence.findings.begin(), sequence.findings.end());
        names.push_back({{"name", sequence.name}, {"frames", sequence.frames}, {"findings", sequence.findings.size()}});
    }
    const auto left = leftOut(sequences);
    std::vector<review::KindWeights> prior;
    Json kinds = Json::object();
    for (int i = 0; i < review::kEventKinds; ++i) {
        const auto kind = static_cast<review::EventKind>(i);
        prior.push_back(review::priorWeights(kind));
        laboratory::Fit fit = laboratory::fitKind(kind, all);
        if (fit.events == 0)
            continue;
        fit.model = laboratory::rescaled(fit.model, left[static_cast<std::size_t>(i)]);
        kinds[std::string(review::toString(kind))] = {
            {"events", fit.events}, {"real", fit.real}, {"weights", fit.model.weights}, {"bias", fit.model.bias}};
    }
    std::vector<Outcome> byHand;
    addOutcomes(prior, all, byHand);
    const auto curve = laboratory::reliability(outcomesOf(left));
    return {{"format", 1},
            {"model", arguments.model.empty() ? laboratory::CorrectionVideo{}.model : arguments.model},
            {"sequences", std::move(names)},
            {"kinds", std::move(kinds)},
            {"held_out",
             {{"calibration_error", laboratory::calibrationError(curve)},
              {"calibration_error_by_hand", laboratory::calibrationError(laboratory::reliability(byHand))},
              {"queue", queueJson(left)},
              {"reliability", curveJson(curve)}}}};
}

} // namespace

ExitCode calibrateReview(const CalibrateArguments& arguments, Console& console)
{
    if (!arguments.size.empty())
        if (const auto size = networkSizeOf(arguments.size); !size)
            return console.usage(size.error().detail);
    std::vector<Sequence> sequences;
    for (std::size_t i = 0; i < arguments.videos.size(); ++i) {
        auto sequence = sequenceOf(arguments, i, console);
        if (!sequence)
            return console.fail(sequence.error());
        weigh(*sequence, 1);
        sequences.push_back(*std::move(sequence));
    }
    for (std::size_t i = 0; i < arguments.projects.size(); ++i) {
        auto sequence =
            sequenceOfProject(arguments.projects[i], arguments.truths[arguments.videos.size() + i], console.job());
        if (!sequence)
            return console.fail(sequence.error());
        weigh(*sequence, i < arguments.weights.size() ? arguments.weights[i] : 1);
        sequences.push_back(*std::move(sequence));
    }
    for (int i = 0; i < arguments.scenes; ++i) { // beside the videos: simulated ones, difficulties 1 to 5 in turn
        Sequence sequence;
        const int difficulty = i % kDifficulties + 1;
        sequence.name = "scene " + std::to_string(difficulty) + ", seed " + std::to_string(kFirstSeed + i);
        for (const laboratory::TrackedBy tracker : kTrackers) {
            const auto input = laboratory::correctionInputFromScene(
                difficulty, static_cast<std::uint64_t>(kFirstSeed + i), arguments.sceneFrames, console.job(), tracker);
            if (!input)
                return console.fail(input.error());
            if (const auto added = addFindings(*input, sequence, console.job()); !added)
                return console.fail(added.error());
        }
        weigh(sequence, kSceneWeight);
        sequences.push_back(std::move(sequence));
    }
    const Json json = calibrationJson(arguments, sequences);
    if (const auto written = writeFileAtomically(arguments.out, json.dump(2) + "\n"); !written)
        return console.fail(written.error());
    if (console.json()) {
        console.printJson(json);
        return console.done();
    }
    std::string text;
    for (const auto& [kind, fit] : json["kinds"].items())
        text += kind + ": " + toText(fit["real"].get<std::int64_t>()) + " real of " +
                toText(fit["events"].get<std::int64_t>()) + " findings\n";
    text +=
        "calibration error on sequences left out: " + toText(json["held_out"]["calibration_error"].get<double>(), 3) +
        " (set by hand: " + toText(json["held_out"]["calibration_error_by_hand"].get<double>(), 3) + ")\nwrote " +
        arguments.out + "\n";
    console.print(text);
    return console.done();
}

} // namespace tw::cli
