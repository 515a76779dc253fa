#pragma once
// (private) Collects what a network says about the pictures of one sequence and scores it: average precision, telling
// people apart, and the full tracker. Torch-free. The measures are core/evaluation's.

#include "core/base/detection.h"
#include "core/evaluation/detection_ap.h"
#include "core/evaluation/sequence_data.h"
#include "core/tracker/tracker.h"
#include "core/training/dataset.h"
#include "core/training/pair_separation.h"
#include "core/training/validate.h"

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace tw::training {

class SequenceScorer
{
public:
    // Tracks when options.track is set and the source is a video.
    // Errors: those of the tracker's options.
    static Result<SequenceScorer> create(const SourceInfo& info, const ValidateOptions& options);

    // Pictures in order. `embeddings`: one for every label that is not ignored, unit length. `seconds` of the video.
    // Errors: those of the tracker.
    Result<void> add(std::span<const Detection> peaks, const std::vector<Label>& labels,
                     const std::vector<std::vector<float>>& embeddings, double seconds, const ImageView& image);
    // Errors: those of the evaluation (an identity twice in a picture).
    Result<SequenceScores> finish() const;

private:
    SequenceScorer(SourceInfo info, const ValidateOptions& options) : m_info(std::move(info)), m_options(options) {}
    void addPerson(const Label& label, const std::vector<float>& embedding, double seconds, const ImageView& image);
    Result<void> track(std::span<const Detection> peaks, const std::vector<Label>& labels);
    Result<TrackingScores> scoreTracks() const;
    void scorePairs(SequenceScores& scores) const;

    SourceInfo m_info;
    ValidateOptions m_options;
    std::unique_ptr<tracker::Tracker> m_tracker; // null: no tracking
    FrameIndex m_frames = 0;
    std::vector<evaluation::ImageBoxes> m_images;
    // People with a number, row by row
    std::vector<PairSample> m_samples;
    std::vector<float> m_embeddings;
    std::vector<float> m_colours;
    std::size_t m_embeddingSize = 0;
    std::vector<std::pair<FrameIndex, evaluation::TruthBox>> m_truth;
    std::vector<std::pair<FrameIndex, evaluation::ResultBox>> m_result;
    std::size_t m_people = 0;
};

} // namespace tw::training
