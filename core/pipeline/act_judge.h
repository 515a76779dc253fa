#pragma once
// (private to pipeline) What the truth says of a finding: whether it is real, and how its fix would be carried out.

#include "core/pipeline/act.h"
#include "core/pipeline/act_truth.h"

#include "core/annotation/document.h"
#include "core/review/event.h"

#include <optional>

namespace tw::pipeline {

struct Judgement {
    bool real = false;
    int moved = 0;                       // frames that the cut is moved
    std::optional<annotation::Edit> fix; // what is carried out
};

class ActJudge
{
public:
    ActJudge(const ActTruth& truth, const ActMatches& matches, const annotation::Document& document,
             const review::ReviewOptions& review, const ActOptions& options)
        : m_truth(truth), m_matches(matches), m_document(document), m_review(review), m_options(options)
    {}

    Judgement of(const review::Event& event) const;

private:
    void ofSwap(const review::Event& event, Judgement& out) const;
    bool mendsPlaces(const annotation::Edit& fix) const;
    bool isRubbish(const review::Event& event) const;
    bool addsSomebody(const review::Event& event) const;
    bool isCutShort(const review::Event& event) const;
    TrackId untracked(FrameIndex frame, const Box& box) const;

    const ActTruth& m_truth;
    const ActMatches& m_matches;
    const annotation::Document& m_document;
    const review::ReviewOptions& m_review;
    const ActOptions& m_options;
};

} // namespace tw::pipeline
