#pragma once
// (private to laboratory) What the truth says of a finding: whether it is real, and how its fix would be carried out.

#include "core/laboratory/correction_benchmark.h"
#include "core/laboratory/truth_matches.h"

#include "core/annotation/document.h"
#include "core/review/event.h"

#include <optional>

namespace tw::laboratory {

struct Judgement {
    bool real = false;
    bool known = true;                   // false: the truth does not say
    int moved = 0;                       // frames that the cut is moved
    std::optional<annotation::Edit> fix; // what is carried out
};

class FindingJudge
{
public:
    FindingJudge(const CorrectionTruth& truth, const TruthMatches& matches, const annotation::Document& document,
                 const review::ReviewOptions& review, const CorrectionOptions& options)
        : m_truth(truth), m_matches(matches), m_document(document), m_review(review), m_options(options)
    {}

    Judgement of(const review::Event& event) const;

private:
    void ofSwap(const review::Event& event, Judgement& out) const;
    bool mendsPlaces(const annotation::Edit& fix) const;
    bool isRubbish(const review::Event& event) const;
    bool addsPerson(const review::Event& event) const;
    bool isCutShort(const review::Event& event) const;
    TrackId untracked(FrameIndex frame, const Box& box) const;

    const CorrectionTruth& m_truth;
    const TruthMatches& m_matches;
    const annotation::Document& m_document;
    const review::ReviewOptions& m_review;
    const CorrectionOptions& m_options;
};

} // namespace tw::laboratory
