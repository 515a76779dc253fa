#pragma once
// Constant-velocity Kalman filter of one box: centre x, centre y, aspect (width / height), height, and their changes
// per frame. Source pixels and frames.
//
// All matrices of this filter are made of four 2 x 2 blocks, one for each (position, velocity) pair: it starts so, and
// prediction, projection and update keep it so. So it is kept as four independent filters with three numbers of
// covariance each, instead of 8 x 8 algebra; a test compares it with that.
// Source: DeepSORT (Wojke 2017) as in FairMOT, including the noise proportional to the height.

#include "core/base/box.h"

#include <array>

namespace tw::tracker {

// centre x, centre y, width / height, height
using Measurement = std::array<double, 4>;

Measurement measurementOf(const Box& box);

struct KalmanNoise {
    double position = 1.0 / 20;  // standard deviation as a share of the height
    double velocity = 1.0 / 160; // the same, per frame
};

class KalmanBox
{
public:
    // Covariance of one (position, velocity) pair.
    struct Covariance {
        double position = 0;
        double cross = 0;
        double velocity = 0;
    };

    KalmanBox() = default;
    KalmanBox(const Measurement& measurement, const KalmanNoise& noise);

    void predict(const KalmanNoise& noise);
    void update(const Measurement& measurement, const KalmanNoise& noise);
    // A lost track keeps its size.
    void stopGrowing() { m_velocity[3] = 0; }

    // Standard deviation of the four measurements to be expected; what gating divides by.
    std::array<double, 4> innovationDeviation(const KalmanNoise& noise) const;

    const std::array<double, 4>& position() const { return m_position; }
    const std::array<double, 4>& velocity() const { return m_velocity; }
    const std::array<Covariance, 4>& covariance() const { return m_covariance; }
    Box box() const;

private:
    std::array<double, 4> m_position{};
    std::array<double, 4> m_velocity{};
    std::array<Covariance, 4> m_covariance{};
};

} // namespace tw::tracker
