#include "core/pipeline/tune_association.h"

#include "core/base/number_text.h"
#include "core/evaluation/summary.h"
#include "core/pipeline/evaluate.h"
#include "core/tracker/track_filter.h"

#include <algorithm>
#include <memory>

namespace tw::pipeline {
namespace {

using evaluation::FrameTable;
using evaluation::ResultBox;
using evaluation::TruthBox;
using tracker::OptionValue;

constexpr double kBlockSeconds = 2;
constexpr int kFewestBlocks = 4;
constexpr double kLeastGain = 0.2; // points of the mean that a change must bring
constexpr double kWorstLoss = 1;   // points that either measure may lose on held-back frames
constexpr int kPasses = 2;
constexpr double kPercent = 100;

struct Candidate {
    const char* name;
    std::vector<OptionValue> values;
};

const std::vector<Candidate>& candidates()
{
    static const std::vector<Candidate> kAll{
        {"fillSeconds", {0.0, 0.5, 1.0, 1.5, 2.0}},
        {"linkRatio", {1.0, 2.5, 4.0}},
        {"scoreAbove", {0.1, 0.2, 0.3}},
        {"sureSeconds", {2.0, 4.0, 8.0}},
        {"weakThreshold", {0.25, 0.3, 0.35}},
        {"splitRatio", {-0.5, 0.5, 1.0}},
        {"nearAppearance", {0.35, 0.5}},
        {"shortestSeconds", {0.25, 0.5, 1.0}},
        {"smoothSeconds", {0.0, 0.1, 0.2, 0.3}},
        {"dropDoubles", {true, false}},
    };
    return kAll;
}

FrameIndex blockFrames(double frameRate)
{
    return static_cast<FrameIndex>(std::max(1.0, kBlockSeconds * frameRate));
}

// Frames that choose and frames that decide, increasing.
struct Parts {
    std::vector<FrameIndex> taught, held;
};

Result<Parts> partsOf(const TuneRequest& request)
{
    std::vector<FrameIndex> verified;
    for (const FrameRange& range : request.document->verifiedFrames)
        for (FrameIndex frame = std::max(range.first, request.frames.first);
             frame <= std::min(range.last, request.frames.last); ++frame)
            verified.push_back(frame);
    const auto block = static_cast<std::size_t>(blockFrames(request.frameRate));
    Parts out;
    for (std::size_t i = 0; i < verified.size(); ++i)
        (i / block % 2 == 0 ? out.taught : out.held).push_back(verified[i]);
    if (verified.size() < kFewestBlocks * block)
        return Error{ErrorCode::InvalidArgument,
                     "too few verified frames to tune on: " + toText(static_cast<std::int64_t>(verified.size())) +
                         ", at least " + toText(static_cast<std::int64_t>(kFewestBlocks * block)) +
                         " are needed; mark frames as verified where every box is right",
                     {}};
    return out;
}

class Tuner
{
public:
    explicit Tuner(const TuneRequest& request) : m_request(request) {}

    Result<TuneOutcome> run(const JobContext& job)
    {
        TW_TRY_ASSIGN(m_parts, partsOf(m_request));
        TW_TRY(checkPeaks());
        TW_TRY(readTruth());
        m_out.taughtFrames = static_cast<int>(m_parts.taught.size());
        m_out.heldFrames = static_cast<int>(m_parts.held.size());
        m_out.options = m_request.start;
        TW_TRY(scoreBoth(m_out.options, m_out.taughtBefore, m_out.heldBefore, job));
        m_out.taughtAfter = m_out.taughtBefore;
        m_out.heldAfter = m_out.heldBefore;
        for (int pass = 0; pass < kPasses; ++pass) {
            TW_TRY_ASSIGN(const bool changed, searchOnce(pass, job));
            if (!changed)
                break;
        }
        listChanges();
        m_out.kept = !m_out.changes.empty() && m_out.heldAfter.mean() >= m_out.heldBefore.mean() + kLeastGain &&
                     m_out.heldAfter.mota >= m_out.heldBefore.mota - kWorstLoss &&
                     m_out.heldAfter.idf1 >= m_out.heldBefore.idf1 - kWorstLoss;
        return std::move(m_out);
    }

private:
    // One option after the other; a value that is better on the taught frames stays.
    Result<bool> searchOnce(int pass, const JobContext& job)
    {
        bool changed = false;
        std::int64_t done = 0;
        const auto all = static_cast<std::int64_t>(candidates().size());
        for (const Candidate& candidate : candidates()) {
            job.report("tune", done++ + pass * all, kPasses * all);
            for (const OptionValue& value : candidate.values) {
                if (value == valueOf(m_out.options, candidate.name))
                    continue;
                tracker::OptionSet options = m_out.options;
                options[candidate.name] = value;
                TuneScore taught, held;
                TW_TRY(scoreBoth(options, taught, held, job));
                if (taught.mean() < m_out.taughtAfter.mean() + kLeastGain)
                    continue;
                m_out.options = std::move(options);
                m_out.taughtAfter = taught;
                m_out.heldAfter = held;
                changed = true;
            }
        }
        return changed;
    }

    static OptionValue valueOf(const tracker::OptionSet& options, std::string_view name)
    {
        const auto own = options.find(name);
        return own != options.end() ? own->second
                                    : tracker::findOption(*tracker::findTracker("offline"), name)->defaultValue;
    }

    void listChanges()
    {
        for (const Candidate& candidate : candidates()) {
            const OptionValue before = valueOf(m_request.start, candidate.name);
            const OptionValue after = valueOf(m_out.options, candidate.name);
            if (before != after)
                m_out.changes.push_back({candidate.name, before, after});
        }
    }

    // The first block tells: a run that reached it left peaks there.
    Result<void> checkPeaks() const
    {
        const FrameIndex first = m_parts.taught.front();
        TW_TRY_ASSIGN(const auto peaks, m_request.read({first, std::min(first + blockFrames(m_request.frameRate) - 1,
                                                                        m_request.frames.last)}));
        if (!peaks.empty())
            return {};
        return Error{ErrorCode::InvalidArgument,
                     "no detections are stored for the verified frames; track the video into this project first",
                     {}};
    }

    Result<void> readTruth()
    {
        const auto truth = EvaluationSide::of(m_request.document, m_request.frames.last + 1);
        const auto nothing = EvaluationSide::of(std::make_shared<const annotation::DocumentState>(), 0);
        TW_TRY_ASSIGN(auto input, sequenceInput("verified frames", truth, nothing, m_request.frames.last + 1));
        m_truth = std::move(input.truth);
        return {};
    }

    Result<void> scoreBoth(const tracker::OptionSet& set, TuneScore& taught, TuneScore& held, const JobContext& job)
    {
        TW_TRY_ASSIGN(tracker::OfflineOptions options, tracker::offlineOptionsFrom(set));
        options.frameRate = m_request.frameRate;
        options.detectionThreshold = m_request.detectionThreshold;
        const JobContext quiet{job.stop, {}};
        TW_TRY_ASSIGN(const tracker::OfflineResult result,
                      tracker::trackOffline(m_request.read, m_request.frames, m_request.picture, {}, options, quiet));
        ++m_out.associations;
        std::vector<std::pair<FrameIndex, ResultBox>> boxes;
        std::int32_t id = 0;
        for (const tracker::OfflineTrack& track : result.tracks) {
            ++id;
            for (const tracker::OfflineBox& box : track.boxes)
                if (tracker::isKept({TrackId{id}, box.box, box.score, track.classId, box.peak}, m_request.filter))
                    boxes.push_back({box.frame, {TrackId{id}, box.box, track.classId, box.score}});
        }
        TW_TRY_ASSIGN(const auto table, FrameTable<ResultBox>::build(m_request.frames.last + 1, boxes));
        TW_TRY_ASSIGN(taught, score(m_parts.taught, table));
        TW_TRY_ASSIGN(held, score(m_parts.held, table));
        return {};
    }

    Result<TuneScore> score(const std::vector<FrameIndex>& frames, const FrameTable<ResultBox>& result) const
    {
        std::vector<std::pair<FrameIndex, TruthBox>> truthBoxes;
        std::vector<std::pair<FrameIndex, ResultBox>> resultBoxes;
        FrameIndex at = 0;
        for (const FrameIndex frame : frames) {
            for (const TruthBox& box : m_truth.frame(frame))
                truthBoxes.emplace_back(at, box);
            for (const ResultBox& box : result.frame(frame))
                resultBoxes.emplace_back(at, box);
            ++at;
        }
        evaluation::SequenceInput input;
        input.name = "verified frames";
        TW_TRY_ASSIGN(input.truth, FrameTable<TruthBox>::build(at, truthBoxes));
        TW_TRY_ASSIGN(input.result, FrameTable<ResultBox>::build(at, resultBoxes));
        evaluation::EvaluationOptions options;
        options.threads = 1;
        options.perClass = false;
        TW_TRY_ASSIGN(const evaluation::EvaluationReport report, evaluation::evaluate(std::span(&input, 1), options));
        const evaluation::Scores& scores = report.classes.front().combined;
        return TuneScore{kPercent * scores.clear.mota, kPercent * scores.identity.idf1};
    }

    const TuneRequest& m_request;
    Parts m_parts;
    FrameTable<TruthBox> m_truth;
    TuneOutcome m_out;
};

} // namespace

std::vector<std::string> tunedOptionNames()
{
    std::vector<std::string> out;
    for (const Candidate& candidate : candidates())
        out.emplace_back(candidate.name);
    return out;
}

Result<TuneOutcome> tuneAssociation(const TuneRequest& request, const JobContext& job)
{
    return Tuner(request).run(job);
}

} // namespace tw::pipeline
