#include "core/evaluation/summary.h"

#include "core/evaluation/clear.h"
#include "core/evaluation/hota.h"
#include "core/evaluation/identity.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

namespace tw::evaluation {
namespace {

struct Task {
    std::size_t sequence = 0;
    std::size_t classIndex = 0;
};

std::vector<ClassId> classesToScore(std::span<const SequenceInput> sequences, const EvaluationOptions& options)
{
    if (options.benchmark != Benchmark::None)
        return {ClassId::kPedestrian};
    std::set<ClassId> found;
    for (const SequenceInput& sequence : sequences) {
        for (const TruthBox& box : sequence.truth.all())
            found.insert(box.classId);
        for (const ResultBox& box : sequence.result.all())
            found.insert(box.classId);
    }
    if (!options.perClass)
        return {ClassId::kInvalid}; // all together
    if (found.empty())
        return {ClassId::kPedestrian};
    return {found.begin(), found.end()};
}

// Runs `work(k)` for k = 0 .. count-1 on some threads, until one fails or the job is stopped.
template <class Work>
Result<void> spread(std::size_t count, unsigned threads, const JobContext& job, const Work& work)
{
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::optional<Error> failure;
    std::size_t done = 0;
    const auto run = [&] {
        for (std::size_t k = next++; k < count && !stop; k = next++) {
            Result<void> result = job.stopped() ? Error{ErrorCode::Cancelled, "cancelled", {}} : work(k);
            const std::lock_guard lock(mutex);
            if (!result) {
                stop = true;
                if (!failure)
                    failure = std::move(result).error();
            } else {
                job.report("evaluate", static_cast<std::int64_t>(++done), static_cast<std::int64_t>(count));
            }
        }
    };
    {
        std::vector<std::jthread> workers;
        for (unsigned k = 1; k < std::min<std::size_t>(threads, count); ++k)
            workers.emplace_back(run);
        run();
    }
    if (failure)
        return *std::move(failure);
    return {};
}

template <class T, class Get>
std::vector<T> collect(std::span<const SequenceScores> sequences, const Get& get)
{
    std::vector<T> parts;
    for (const SequenceScores& sequence : sequences)
        parts.push_back(get(sequence.scores));
    return parts;
}

Scores combine(std::span<const SequenceScores> sequences)
{
    Scores sum;
    sum.hota = combineHota(collect<HotaScores>(sequences, [](const Scores& s) { return s.hota; }));
    sum.clear = combineClear(collect<ClearScores>(sequences, [](const Scores& s) { return s.clear; }));
    sum.identity = combineIdentity(collect<IdentityScores>(sequences, [](const Scores& s) { return s.identity; }));
    for (const SequenceScores& sequence : sequences) {
        const CountScores& count = sequence.scores.count;
        sum.count.resultBoxes += count.resultBoxes;
        sum.count.truthBoxes += count.truthBoxes;
        sum.count.resultIds += count.resultIds;
        sum.count.truthIds += count.truthIds;
        sum.count.frames += count.frames;
    }
    return sum;
}

} // namespace

Scores scoreAll(const SequenceData& data, double threshold)
{
    Scores scores;
    scores.hota = scoreHota(data);
    scores.clear = scoreClear(data, threshold);
    scores.identity = scoreIdentity(data, threshold);
    scores.count = {data.resultBoxes(), data.truthBoxes(), data.resultCount(), data.truthCount(), data.frameCount()};
    return scores;
}

Scores combineSequences(std::span<const SequenceScores> sequences)
{
    return combine(sequences);
}

Scores averageClasses(std::span<const Scores> classes)
{
    // Counts as of all together; every ratio is replaced by its mean.
    std::vector<SequenceScores> all;
    for (const Scores& scores : classes)
        all.push_back({{}, scores});
    Scores average = combine(all);
    std::vector<const Scores*> present;
    for (const Scores& scores : classes)
        if (scores.clear.tp + scores.clear.fn + scores.clear.fp > 0)
            present.push_back(&scores);
    if (present.empty())
        return average;
    const auto n = static_cast<double>(present.size());
    const auto meanOf = [&](const auto& get) {
        double sum = 0;
        for (const Scores* scores : present)
            sum += get(*scores);
        return sum / n;
    };
    for (auto field : {&HotaScores::hota, &HotaScores::detA, &HotaScores::assA, &HotaScores::detRe, &HotaScores::detPr,
                       &HotaScores::assRe, &HotaScores::assPr, &HotaScores::locA, &HotaScores::owta})
        for (std::size_t a = 0; a < kAlphaCount; ++a)
            (average.hota.*field)[a] = meanOf([&](const Scores& s) { return (s.hota.*field)[a]; });
    for (auto field : {&HotaScores::hota0, &HotaScores::locA0, &HotaScores::hotaLocA0})
        average.hota.*field = meanOf([&](const Scores& s) { return s.hota.*field; });
    for (auto field : {&ClearScores::mota, &ClearScores::motp, &ClearScores::moda, &ClearScores::motal,
                       &ClearScores::smota, &ClearScores::recall, &ClearScores::precision, &ClearScores::f1,
                       &ClearScores::fpPerFrame, &ClearScores::mostlyTrackedShare, &ClearScores::partlyTrackedShare,
                       &ClearScores::mostlyLostShare, &ClearScores::similaritySum})
        average.clear.*field = meanOf([&](const Scores& s) { return s.clear.*field; });
    for (auto field : {&IdentityScores::idf1, &IdentityScores::idr, &IdentityScores::idp})
        average.identity.*field = meanOf([&](const Scores& s) { return s.identity.*field; });
    return average;
}

Result<EvaluationReport> evaluate(std::span<const SequenceInput> sequences, const EvaluationOptions& options,
                                  const JobContext& job)
{
    const std::vector<ClassId> classes = classesToScore(sequences, options);
    const bool apart = options.benchmark == Benchmark::None && options.perClass;
    EvaluationReport report;
    report.benchmark = options.benchmark;
    std::vector<Task> tasks;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        report.classes.push_back({classes[c], std::vector<SequenceScores>(sequences.size()), {}});
        for (std::size_t s = 0; s < sequences.size(); ++s)
            tasks.push_back({s, c});
    }
    // The longest first, so that no thread is left alone with it at the end.
    const auto weight = [&](const Task& task) {
        return sequences[task.sequence].truth.size() + sequences[task.sequence].result.size();
    };
    std::stable_sort(tasks.begin(), tasks.end(), [&](const Task& a, const Task& b) { return weight(a) > weight(b); });

    const unsigned threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    TW_TRY(spread(tasks.size(), threads, job, [&](std::size_t k) -> Result<void> {
        const Task& task = tasks[k];
        const SequenceInput& input = sequences[task.sequence];
        TW_TRY_ASSIGN(const SequenceData data, prepare(input, options.benchmark,
                                                       apart ? std::optional(classes[task.classIndex]) : std::nullopt));
        report.classes[task.classIndex].sequences[task.sequence] = {input.name, scoreAll(data, options.threshold)};
        return {};
    }));

    std::vector<SequenceScores> combined;
    std::vector<Scores> plain;
    for (ClassReport& one : report.classes) {
        one.combined = combine(one.sequences);
        combined.push_back({{}, one.combined});
        plain.push_back(one.combined);
    }
    if (classes.size() > 1) {
        report.detectionAveraged = combine(combined);
        report.classAveraged = averageClasses(plain);
    }
    return report;
}

} // namespace tw::evaluation
