#pragma once
// (private) The map that most point pairs agree on: samples of two pairs give similarities, the best one is refined by
// least squares on the pairs it explains, as an affine map where they are many and spread out. Deterministic.
// Source: M. Fischler, R. Bolles, Random sample consensus, CACM 24(6), 1981; scored as in MSAC (P. Torr, A. Zisserman,
// MLESAC, CVIU 78, 2000).

#include "core/math/affine.h"

#include <optional>
#include <span>

namespace tw::video {

struct PointPair {
    math::Point from, to;
};

struct MotionFit {
    math::Affine2 map; // toFromFrom
    int inliers = 0;
};

// `guesses`: maps that are tried first. `tolerance`: distance in pixels up to which a pair agrees. None: fewer than
// three pairs.
std::optional<MotionFit> fitMotion(std::span<const PointPair> pairs, std::span<const math::Affine2> guesses,
                                   double tolerance);

} // namespace tw::video
