#pragma once
// The costs between tracks and detections, as lists of the pairs that are cheap enough to be made. Pairs beyond a limit
// are never computed when a cheaper test already excludes them; the lists are the same as those of full matrices.

#include "core/math/assignment.h"
#include "core/math/iou.h"
#include "core/tracker/track_state.h"

#include <span>
#include <vector>

namespace tw::tracker {

// Pairs of boxes with 1 - IoU <= limit (IoU of whole pixels, as FairMOT). Sorting by the left edge bounds the search:
// boxes that far apart cannot overlap enough.
class IouPairs
{
public:
    // Valid until the next call.
    std::span<const math::PairCost> find(std::span<const Box> rows, std::span<const Box> columns, double limit);

private:
    std::vector<math::Corners> m_columns;
    std::vector<int> m_order;
    std::vector<double> m_lefts;
    std::vector<math::PairCost> m_pairs;
};

// Cosine distance max(0, 1 - a.b / (|a| |b|)) in double precision.
double cosineDistance(const Feature& a, const Feature& b);

// What the first stage compares, chosen once per frame.
struct AppearanceCost {
    bool useEmbedding = true; // cosine distance; otherwise 1 - IoU
    bool useMotion = true;    // pairs beyond the gate are out
    double lambda = 0.98;     // only with both
    double gate = 9.4877;
    double limit = 0.4;
    KalmanNoise noise;
};

class AppearancePairs
{
public:
    // Pairs with cost <= limit, where cost = lambda * appearance + (1 - lambda) * squared Mahalanobis distance. Valid
    // until the next call. With the gate, candidates are sorted by centre, and only those inside a track's window meet
    // the rest of the test; without it all cosines are one matrix product.
    std::span<const math::PairCost> find(std::span<Track* const> tracks, std::span<const Candidate* const> candidates,
                                         const AppearanceCost& cost);

private:
    void findGated(std::span<Track* const> tracks, std::span<const Candidate* const> candidates,
                   const AppearanceCost& cost);
    void findAll(std::span<Track* const> tracks, std::span<const Candidate* const> candidates,
                 const AppearanceCost& cost);

    std::vector<int> m_order;
    std::vector<double> m_centers;
    std::vector<math::PairCost> m_pairs;
};

} // namespace tw::tracker
