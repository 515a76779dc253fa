#pragma once
// (private) Precision over recall of detections, and how well embeddings tell people apart. Pure, torch-free.
//
// Source: FairMOT's published test_det and test_emb; the all-point area as in VOC 2010.

#include "core/base/detection.h"
#include "core/training/dataset.h"

#include <optional>
#include <span>
#include <vector>

namespace tw::training {

// Collects pictures of one sequence.
class DetectionScores
{
public:
    // Detections in any order. One that hits no free person but lies in an ignore region does not count.
    void add(std::span<const Detection> detections, std::span<const Label> labels);
    double ap50() const;        // all pictures together, 0..1
    double ap50Picture() const; // mean over pictures that have people
    std::size_t people() const { return m_people; }

private:
    struct Hit {
        float score = 0;
        bool correct = false;
    };
    static double area(std::vector<Hit> hits, std::size_t people);

    std::vector<Hit> m_hits;
    std::size_t m_people = 0;
    double m_pictureSum = 0;
    std::size_t m_pictures = 0;
};

struct LabelledEmbedding {
    std::int64_t identity = -1;
    std::int64_t picture = 0;
    std::vector<float> unit; // length 1
};

// Share of same-identity pairs accepted at the threshold that `far` of the different pairs pass. Pairs of which it is
// not known whether they are one person (different numbers of different pictures of a source that is not Real) are left
// out. nullopt without pairs of both kinds.
std::optional<double> acceptRate(std::span<const LabelledEmbedding> embeddings, bool real, double far);

} // namespace tw::training
