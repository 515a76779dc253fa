#include "core/training/sequence_scorer.h"

#include "core/appearance/colour_stripes.h"
#include "core/evaluation/embedding_roc.h"
#include "core/evaluation/summary.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/track_filter.h"

#include <array>

namespace tw::training {

namespace {

constexpr double kFar = 0.1; // false accept rate of the published figure
constexpr double kPercent = 100;
// An ignore region excuses results on it, like MOTChallenge's distractors.
constexpr ClassId kDistractor{8};

} // namespace

Result<SequenceScorer> SequenceScorer::create(const SourceInfo& info, const ValidateOptions& options)
{
    SequenceScorer scorer(info, options);
    if (options.track && info.video) {
        tracker::FairmotOptions trackerOptions;
        trackerOptions.frameRate = info.frameRate;
        TW_TRY_ASSIGN(scorer.m_tracker, tracker::FairmotTracker::create(trackerOptions));
    }
    return scorer;
}

Result<void> SequenceScorer::add(std::span<const Detection> peaks, const std::vector<Label>& labels,
                                 const std::vector<std::vector<float>>& embeddings, double seconds,
                                 const ImageView& image)
{
    evaluation::ImageBoxes boxes;
    for (const Detection& detection : peaks)
        boxes.detections.push_back({detection.box, detection.score});
    std::size_t person = 0;
    for (const Label& label : labels) {
        (label.ignore ? boxes.ignored : boxes.truth).push_back(label.box);
        if (label.ignore)
            continue;
        addPerson(label, embeddings[person++], seconds, image);
    }
    m_people += boxes.truth.size();
    m_images.push_back(std::move(boxes));
    if (m_tracker)
        TW_TRY(track(peaks, labels));
    ++m_frames;
    return {};
}

void SequenceScorer::addPerson(const Label& label, const std::vector<float>& embedding, double seconds,
                               const ImageView& image)
{
    const bool numbered =
        m_info.identities == IdentityKind::Real ? !label.added : m_info.identities == IdentityKind::Linked;
    if (label.identity < 0 || !numbered)
        return;
    m_samples.push_back({label.identity, m_frames, seconds});
    m_embeddings.insert(m_embeddings.end(), embedding.begin(), embedding.end());
    m_embeddingSize = embedding.size();
    appearance::Picture picture;
    picture.image = image;
    std::array<std::uint8_t, FramePeaks::kColourBytes> colours{};
    appearance::measureColours(picture, label.box, colours);
    m_colours.insert(m_colours.end(), colours.begin(), colours.end());
}

Result<void> SequenceScorer::track(std::span<const Detection> peaks, const std::vector<Label>& labels)
{
    std::vector<Detection> detections;
    for (const Detection& detection : peaks)
        if (detection.score > m_options.threshold)
            detections.push_back(detection);
    TW_TRY_ASSIGN(tracker::FrameTracks tracks, m_tracker->update(m_frames, detections));
    for (const tracker::TrackedBox& box : tracker::filtered(std::move(tracks), {}).boxes)
        m_result.push_back({m_frames, {box.id, box.box, ClassId::kPedestrian, box.score}});
    std::int32_t nameless = -1; // boxes without identity must not share one
    for (const Label& label : labels) {
        const auto id =
            static_cast<TrackId>(label.identity < 0 ? nameless-- : static_cast<std::int32_t>(label.identity));
        // Added people have no track to be compared with
        const bool excused = label.ignore || (label.added && m_info.identities == IdentityKind::Real);
        m_truth.push_back({m_frames, {id, label.box, excused ? kDistractor : ClassId::kPedestrian, !excused}});
    }
    return {};
}

Result<TrackingScores> SequenceScorer::scoreTracks() const
{
    evaluation::SequenceInput input;
    input.name = m_info.name;
    TW_TRY_ASSIGN(input.truth, evaluation::FrameTable<evaluation::TruthBox>::build(m_frames, m_truth));
    TW_TRY_ASSIGN(input.result, evaluation::FrameTable<evaluation::ResultBox>::build(m_frames, m_result));
    evaluation::EvaluationOptions options;
    options.benchmark = evaluation::Benchmark::Mot17;
    options.threads = 1;
    TW_TRY_ASSIGN(const evaluation::EvaluationReport report, evaluation::evaluate(std::span(&input, 1), options));
    const evaluation::Scores& scores = report.classes.front().combined;
    TrackingScores tracking;
    tracking.mota = kPercent * scores.clear.mota;
    tracking.idf1 = kPercent * scores.identity.idf1;
    tracking.switches = scores.clear.switches;
    tracking.falsePositives = scores.clear.fp;
    tracking.misses = scores.clear.fn;
    return tracking;
}

void SequenceScorer::scorePairs(SequenceScores& scores) const
{
    const bool real = m_info.identities == IdentityKind::Real;
    if (real) {
        std::vector<std::int64_t> identities;
        for (const PairSample& sample : m_samples)
            identities.push_back(sample.identity);
        // Refused when no identity occurs twice: then there is nothing to measure.
        constexpr std::array kLevels{kFar};
        if (const auto roc = evaluation::tprAtFar(m_embeddings, m_embeddingSize, identities, kLevels))
            scores.tpr = kPercent * roc->tpr.front();
    }
    const PairOptions options{.realNumbers = real};
    if (const auto apart = tprOfDistantPairs(m_samples, m_embeddings, m_embeddingSize, options))
        scores.tprApart = kPercent * *apart;
    if (const auto apart = tprOfDistantPairs(m_samples, m_colours, FramePeaks::kColourBytes, options))
        scores.tprApartColours = kPercent * *apart;
}

Result<SequenceScores> SequenceScorer::finish() const
{
    SequenceScores scores;
    scores.name = m_info.name;
    scores.set = m_info.set;
    scores.pictures = m_images.size();
    scores.boxes = m_people;
    if (m_people > 0) {
        scores.ap50 = kPercent * evaluation::cocoAp(m_images).ap50;
        scores.ap50Picture = kPercent * evaluation::fairmotAp(m_images).ap;
    }
    scorePairs(scores);
    if (m_tracker && m_people > 0) {
        TW_TRY_ASSIGN(scores.tracking, scoreTracks());
    }
    return scores;
}

} // namespace tw::training
