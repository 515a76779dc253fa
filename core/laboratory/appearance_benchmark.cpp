#include "core/laboratory/appearance_benchmark.h"

#include "core/appearance/coverage.h"
#include "core/evaluation/sequence_data.h"
#include "core/math/iou.h"
#include "core/math/rng.h"
#include "core/pipeline/evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace tw::laboratory {

using appearance::Appearance;
using appearance::AppearanceSum;
using appearance::Likeness;
using appearance::LikenessWeights;
using appearance::VideoMeans;

namespace {

constexpr std::size_t kFewestPairs = 50;
constexpr double kFreeRidge = 1e-3;
constexpr double kSightingSeconds = .4; // of a piece that teaches the adaptation
constexpr double kPieceShare = .8;      // of the gap

struct Sighting {
    FrameIndex frame = kNoFrame;
    TrackId id{};
    std::size_t peaks = 0; // index of its frame
    std::size_t peak = 0;
    float covered = 0;
};

struct Sightings {
    std::vector<FramePeaks> frames;
    std::vector<Sighting> all;                          // by frame
    std::map<TrackId, std::vector<std::size_t>> byId;   // indices into `all`
    std::set<std::pair<TrackId, TrackId>> seenTogether; // both orders
};

// The best peak of each box, boxes in the order of their overlap.
void takeBestPeaks(std::span<const evaluation::TruthBox> truth, std::size_t frame, double overlap, Sightings& out)
{
    const FramePeaks& peaks = out.frames[frame];
    struct Pair {
        double iou;
        std::size_t box, peak;
    };
    std::vector<Pair> pairs;
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        boxes.push_back(truth[i].box);
        for (std::size_t j = 0; j < peaks.peaks.size(); ++j)
            if (const double iou = math::iou(truth[i].box, peaks.peaks[j].box()); iou >= overlap)
                pairs.push_back({iou, i, j});
    }
    std::ranges::sort(pairs, [](const Pair& a, const Pair& b) {
        return a.iou != b.iou ? a.iou > b.iou : std::pair(a.box, a.peak) < std::pair(b.box, b.peak);
    });
    const std::vector<float> covered = appearance::coveredShares(boxes);
    std::set<std::size_t> usedBoxes, usedPeaks;
    for (const Pair& pair : pairs)
        if (!usedBoxes.contains(pair.box) && !usedPeaks.contains(pair.peak)) {
            usedBoxes.insert(pair.box);
            usedPeaks.insert(pair.peak);
            out.all.push_back({peaks.frame, truth[pair.box].id, frame, pair.peak, covered[pair.box]});
        }
    for (const auto& a : truth)
        for (const auto& b : truth)
            if (a.id != b.id)
                out.seenTogether.emplace(a.id, b.id);
}

std::vector<evaluation::TruthBox> counted(std::span<const evaluation::TruthBox> truth)
{
    std::vector<evaluation::TruthBox> out(truth.begin(), truth.end());
    std::erase_if(out, [](const evaluation::TruthBox& box) { return !box.counted; });
    return out;
}

Result<Sightings> sightingsOf(const AppearanceCase& source, const AppearanceBenchmarkOptions& options)
{
    std::vector<std::string> issues;
    TW_TRY_ASSIGN(const pipeline::EvaluationSide truth, pipeline::EvaluationSide::read(source.truth, issues));
    const auto nothing =
        pipeline::EvaluationSide::of(std::make_shared<const annotation::DocumentState>(), source.frames.last + 1);
    TW_TRY_ASSIGN(const auto input, pipeline::sequenceInput(source.name, truth, nothing, source.frames.last + 1));
    Sightings out;
    TW_TRY_ASSIGN(out.frames, source.read(source.frames));
    for (std::size_t i = 0; i < out.frames.size(); ++i)
        if (out.frames[i].frame < input.truth.frameCount())
            takeBestPeaks(counted(input.truth.frame(out.frames[i].frame)), i, options.overlap, out);
    for (std::size_t i = 0; i < out.all.size(); ++i)
        out.byId[out.all[i].id].push_back(i);
    return out;
}

// Identities cut into pieces, a few neighbouring frames to a sighting.
std::vector<appearance::Piece> piecesOf(const Sightings& sightings, const VideoMeans& means, double frameRate,
                                        double longestSeconds)
{
    const auto longest = static_cast<FrameIndex>(longestSeconds * frameRate);
    const auto sightingFrames = static_cast<FrameIndex>(kSightingSeconds * frameRate);
    std::vector<appearance::Piece> out;
    for (const auto& [id, own] : sightings.byId) {
        AppearanceSum sum;
        FrameIndex since = kNoFrame; // of the sighting that `sum` collects
        const auto finish = [&] {
            if (sum.samples() > 0)
                out.back().sightings.push_back(std::exchange(sum, {}).appearance(means));
        };
        for (const std::size_t i : own) {
            const Sighting& s = sightings.all[i];
            const bool newPiece = since == kNoFrame || s.frame - out.back().frames.first > longest;
            if (newPiece || s.frame - since > sightingFrames) {
                finish();
                since = s.frame;
            }
            if (newPiece)
                out.push_back({{s.frame, s.frame}, {}});
            out.back().frames.last = s.frame;
            sum.add(sightings.frames[s.peaks], s.peak, double(s.covered));
        }
        finish();
    }
    return out;
}

// Each sighting alone, and with its neighbours in time.
class Looks
{
public:
    Looks(const Sightings& sightings, FrameIndex window)
    {
        AppearanceSum everything;
        for (const Sighting& s : sightings.all)
            everything.add(sightings.frames[s.peaks], s.peak, double(s.covered));
        means = everything.means();
        for (const Sighting& s : sightings.all) {
            AppearanceSum one, around;
            one.add(sightings.frames[s.peaks], s.peak, 0);
            for (const std::size_t i : sightings.byId.at(s.id)) {
                const Sighting& other = sightings.all[i];
                if (std::abs(other.frame - s.frame) <= window)
                    around.add(sightings.frames[other.peaks], other.peak, double(other.covered));
            }
            m_one.push_back(one.appearance(means));
            m_around.push_back(around.appearance(means));
        }
    }
    VideoMeans means;
    const Appearance& around(std::size_t i) const { return m_around[i]; }
    Likeness one(std::size_t a, std::size_t b) const { return likenessOf(m_one[a], m_one[b]); }
    Likeness around(std::size_t a, std::size_t b) const { return likenessOf(m_around[a], m_around[b]); }

private:
    std::vector<Appearance> m_one, m_around;
};

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

struct PairLists {
    Pairs same, different;
};

// Sightings with a vector where re-identification vectors were measured, which leave frames and weak peaks out; so that
// every cue is compared over the same pairs.
std::vector<bool> comparable(const Sightings& sightings)
{
    std::vector<bool> out;
    for (const Sighting& s : sightings.all) {
        const FramePeaks& peaks = sightings.frames[s.peaks];
        out.push_back(peaks.reidWeights == 0 || !appearance::identityVector(peaks, s.peak).empty());
    }
    return out;
}

PairLists pairsOf(const Sightings& sightings, FrameIndex gap, const AppearanceBenchmarkOptions& options)
{
    PairLists out;
    const std::vector<bool> usable = comparable(sightings);
    for (const auto& [id, own] : sightings.byId)
        for (const std::size_t a : own)
            for (const std::size_t b : own)
                if (usable[a] && usable[b] && sightings.all[b].frame - sightings.all[a].frame >= gap)
                    out.same.emplace_back(a, b);
    math::Rng rng(options.seed);
    rng.shuffle(std::span(out.same));
    out.same.resize(std::min(out.same.size(), options.pairs));
    const std::size_t count = sightings.all.size();
    for (std::size_t tries = 0; tries < 60 * options.pairs && out.different.size() < options.pairs && count > 0;
         ++tries) {
        const auto a = static_cast<std::size_t>(rng.below(count));
        const auto b = static_cast<std::size_t>(rng.below(count));
        if (usable[a] && usable[b] && sightings.all[b].frame - sightings.all[a].frame >= gap &&
            sightings.seenTogether.contains({sightings.all[a].id, sightings.all[b].id}))
            out.different.emplace_back(a, b);
    }
    return out;
}

AppearanceScore scoreOf(std::string cue, const std::vector<double>& same, std::vector<double> different)
{
    AppearanceScore out{std::move(cue)};
    std::ranges::sort(different);
    const auto total = static_cast<double>(different.size());
    const auto accepted = [&](double rate) {
        const double threshold = different[different.size() - 1 - static_cast<std::size_t>(rate * total)];
        return static_cast<double>(std::ranges::count_if(same, [&](double s) { return s > threshold; })) /
               static_cast<double>(same.size());
    };
    for (const double s : same) {
        const auto below = std::ranges::lower_bound(different, s) - different.begin();
        const auto upTo = std::ranges::upper_bound(different, s) - different.begin();
        out.auc += .5 * static_cast<double>(below + upTo) / total / static_cast<double>(same.size());
    }
    out.tprAtTenth = accepted(.1);
    out.tprAtHundredth = accepted(.01);
    return out;
}

LikenessWeights unclipped()
{
    LikenessWeights weights;
    weights.lowest = -std::numeric_limits<double>::infinity();
    weights.highest = std::numeric_limits<double>::infinity();
    return weights;
}

using LikenessOf = std::function<Likeness(std::size_t, std::size_t)>;
using ValueOf = std::function<double(const Likeness&)>;

AppearanceScore scoreCue(std::string cue, const PairLists& pairs,
                         const std::function<double(std::size_t, std::size_t)>& value)
{
    std::vector<double> same, different;
    for (const auto& [a, b] : pairs.same)
        same.push_back(value(a, b));
    for (const auto& [a, b] : pairs.different)
        different.push_back(value(a, b));
    return scoreOf(std::move(cue), same, std::move(different));
}

AppearanceScore scoreCue(std::string cue, const PairLists& pairs, const LikenessOf& likeness, const ValueOf& value)
{
    return scoreCue(std::move(cue), pairs, [&](std::size_t a, std::size_t b) { return value(likeness(a, b)); });
}

LikenessWeights::Both bestWeights(const PairLists& pairs, const LikenessOf& likeness)
{
    std::vector<appearance::LikenessExample> examples;
    for (const auto& [a, b] : pairs.same)
        examples.push_back({likeness(a, b), true});
    for (const auto& [a, b] : pairs.different)
        examples.push_back({likeness(a, b), false});
    appearance::FitOptions options;
    options.ridge = kFreeRidge;
    const bool reid = std::ranges::any_of(examples, [](const auto& example) { return example.likeness.reid; });
    return fitLikeness(examples, options).bothOf(reid);
}

} // namespace

Result<AppearanceCaseReport> benchmarkAppearance(const AppearanceCase& source,
                                                 const AppearanceBenchmarkOptions& options, const JobContext& job)
{
    TW_TRY_ASSIGN(const Sightings sightings, sightingsOf(source, options));
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped before the pairs were compared", source.name};
    const Looks looks(sightings, options.window);
    const auto gap = static_cast<FrameIndex>(std::lround(options.gapSeconds * source.frameRate));
    const PairLists pairs = pairsOf(sightings, gap, options);
    AppearanceCaseReport out;
    out.name = source.name;
    out.sightings = sightings.all.size();
    out.identities = sightings.byId.size();
    out.truePairs = pairs.same.size();
    out.falsePairs = pairs.different.size();
    if (std::min(out.truePairs, out.falsePairs) < kFewestPairs)
        return Error{ErrorCode::InvalidArgument,
                     "only " + std::to_string(out.truePairs) + " pairs of one person and " +
                         std::to_string(out.falsePairs) + " of two are so far apart; a shorter gap gives more",
                     source.truth.string()};
    const LikenessOf one = [&](std::size_t a, std::size_t b) { return looks.one(a, b); };
    const LikenessOf around = [&](std::size_t a, std::size_t b) { return looks.around(a, b); };
    const ValueOf embedding = [](const Likeness& l) { return l.embedding; };
    const ValueOf colour = [](const Likeness& l) { return l.colour; };
    const ValueOf ratio = [](const Likeness& l) { return logLikelihoodRatio(l, unclipped()); };
    out.scores = {scoreCue("embedding, one frame", pairs, one, embedding),
                  scoreCue("colour, one frame", pairs, one, colour),
                  scoreCue("both, one frame", pairs, one, ratio),
                  scoreCue("embedding, window", pairs, around, embedding),
                  scoreCue("colour, window", pairs, around, colour),
                  scoreCue("both, window", pairs, around, ratio)};
    out.bestWeights = bestWeights(pairs, around);
    TW_TRY_ASSIGN(const auto adaptation,
                  appearance::Adaptation::train(
                      piecesOf(sightings, looks.means, source.frameRate, kPieceShare * options.gapSeconds), {},
                      out.adaptation, job));
    out.scores.push_back(out.scores.back());
    if (adaptation) {
        std::vector<std::vector<float>> mapped;
        for (std::size_t i = 0; i < sightings.all.size(); ++i)
            mapped.push_back(adaptation->map(looks.around(i)));
        out.scores.back() = scoreCue({}, pairs, [&](std::size_t a, std::size_t b) {
            return std::inner_product(mapped[a].begin(), mapped[a].end(), mapped[b].begin(), 0.0);
        });
    }
    out.scores.back().cue = "adapted, window";
    return out;
}

} // namespace tw::laboratory
