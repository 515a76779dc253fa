#include "core/tracker/kalman.h"

#include <cmath>

namespace tw::tracker {
namespace {

// The aspect's noise does not follow the height. Source: DeepSORT.
constexpr double kAspectInitial = 1e-2;
constexpr double kAspectVelocityInitial = 1e-5;
constexpr double kAspectProcess = 1e-2;
constexpr double kAspectVelocityProcess = 1e-5;
constexpr double kAspectMeasured = 1e-1;
constexpr double kInitialPosition = 2;  // times the position weight
constexpr double kInitialVelocity = 10; // times the velocity weight
constexpr int kAspect = 2;
constexpr int kHeight = 3;

constexpr double squared(double x)
{
    return x * x;
}

} // namespace

Measurement measurementOf(const Box& box)
{
    return {box.left + box.width / 2, box.top + box.height / 2, box.width / box.height, box.height};
}

KalmanBox::KalmanBox(const Measurement& measurement, const KalmanNoise& noise) : m_position(measurement)
{
    const double height = measurement[kHeight];
    for (int k = 0; k < 4; ++k) {
        const double position = k == kAspect ? kAspectInitial : kInitialPosition * noise.position * height;
        const double velocity = k == kAspect ? kAspectVelocityInitial : kInitialVelocity * noise.velocity * height;
        m_covariance[k] = {squared(position), 0, squared(velocity)};
    }
}

void KalmanBox::predict(const KalmanNoise& noise)
{
    const double height = m_position[kHeight]; // before the step
    for (int k = 0; k < 4; ++k) {
        const double position = k == kAspect ? kAspectProcess : noise.position * height;
        const double velocity = k == kAspect ? kAspectVelocityProcess : noise.velocity * height;
        Covariance& p = m_covariance[k];
        const double moved = p.cross + p.velocity;
        p.position = (p.position + p.cross) + moved + squared(position);
        p.cross = moved;
        p.velocity += squared(velocity);
        m_position[k] += m_velocity[k];
    }
}

std::array<double, 4> KalmanBox::innovationDeviation(const KalmanNoise& noise) const
{
    std::array<double, 4> deviation;
    for (int k = 0; k < 4; ++k) {
        const double measured = k == kAspect ? kAspectMeasured : noise.position * m_position[kHeight];
        deviation[k] = std::sqrt(m_covariance[k].position + squared(measured));
    }
    return deviation;
}

void KalmanBox::update(const Measurement& measurement, const KalmanNoise& noise)
{
    const std::array<double, 4> deviation = innovationDeviation(noise);
    for (int k = 0; k < 4; ++k) {
        Covariance& p = m_covariance[k];
        const double variance = squared(deviation[k]);
        const double gainPosition = p.position / variance;
        const double gainVelocity = p.cross / variance;
        const double innovation = measurement[k] - m_position[k];
        m_position[k] += gainPosition * innovation;
        m_velocity[k] += gainVelocity * innovation;
        const double cross = gainPosition * variance * gainVelocity;
        p.position -= gainPosition * variance * gainPosition;
        p.cross -= cross;
        p.velocity -= gainVelocity * variance * gainVelocity;
    }
}

Box KalmanBox::box() const
{
    const double width = m_position[kAspect] * m_position[kHeight];
    return {m_position[0] - width / 2, m_position[1] - m_position[kHeight] / 2, width, m_position[kHeight]};
}

} // namespace tw::tracker
