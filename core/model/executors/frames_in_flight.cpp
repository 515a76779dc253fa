#include "core/model/executors/frames_in_flight.h"

#include "core/base/contract.h"

#include <utility>

namespace tw::model {

FramesInFlight::FramesInFlight(std::unique_ptr<FrameSteps> steps) : m_steps(std::move(steps))
{
    TW_EXPECTS(m_steps != nullptr && m_steps->slots() > 0);
}

void FramesInFlight::remember(const Error& error)
{
    if (error.code == ErrorCode::Unavailable && !m_lost)
        m_lost = error;
}

void FramesInFlight::submit(const PreparedImage& image)
{
    TW_EXPECTS(count() < capacity());
    // Frames are fetched in order, so the slots come free in order.
    const int slot = std::exchange(m_next, (m_next + 1) % capacity());
    Flight flight{slot, m_lost};
    if (!flight.trouble) {
        if (const Result<void> started = m_steps->start(slot, image); !started) {
            flight.trouble = started.error();
            remember(started.error());
        }
    }
    m_flying.push_back(std::move(flight));
}

Result<PeakValues> FramesInFlight::take(float minScore)
{
    TW_EXPECTS(count() > 0);
    const Flight flight = std::move(m_flying.front());
    m_flying.pop_front();
    if (flight.trouble)
        return *flight.trouble;
    if (m_lost)
        return *m_lost;
    Result<PeakValues> found = m_steps->finish(flight.slot, minScore);
    if (!found)
        remember(found.error());
    return found;
}

} // namespace tw::model
