#pragma once
// (private to model) A few frames on a device at a time: the next one starts before the last one's results are fetched.
// Results come in the order of the frames, and trouble of a frame comes in its place.
//
// When the device is lost nothing more is asked of it: every frame that was not fetched before gives the same error.
// Torch-free. Thread: one at a time.

#include "core/base/result.h"
#include "core/model/executors/peak_rows.h"
#include "core/model/preprocess/preprocess.h"

#include <deque>
#include <memory>
#include <optional>

namespace tw::model {

// What a device does with a frame. Slots are buffers of one frame each; start() and finish() of a slot take turns.
class FrameSteps
{
public:
    virtual ~FrameSteps() = default;

    virtual int slots() const = 0;
    // Whether start() makes the network's input of planes (PreparedImage::planes).
    virtual bool takesPlanes() const { return true; }
    // Copies what it needs of `image` and does not wait for the device. Errors: InvalidArgument; Unavailable (the
    // device is lost), OutOfMemory, Internal.
    virtual Result<void> start(int slot, const PreparedImage& image) = 0;
    // Waits for the slot's frame. Errors: Unreadable (numbers that are not finite); Unavailable, OutOfMemory, Internal.
    virtual Result<PeakValues> finish(int slot, float minScore) = 0;
    virtual std::string description() const = 0;
};

class FramesInFlight
{
public:
    explicit FramesInFlight(std::unique_ptr<FrameSteps> steps);

    int capacity() const { return m_steps->slots(); }
    int count() const { return static_cast<int>(m_flying.size()); }
    bool takesPlanes() const { return m_steps->takesPlanes(); }
    std::string description() const { return m_steps->description(); }

    // count() < capacity() before. What goes wrong is what take() will return for this frame.
    void submit(const PreparedImage& image);
    // Of the oldest frame; count() > 0 before.
    Result<PeakValues> take(float minScore);

private:
    struct Flight {
        int slot = 0;
        std::optional<Error> trouble;
    };
    void remember(const Error& error);

    std::unique_ptr<FrameSteps> m_steps;
    std::deque<Flight> m_flying;
    int m_next = 0; // slot
    std::optional<Error> m_lost;
};

} // namespace tw::model
