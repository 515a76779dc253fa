#pragma once
// Identities and time as types. One invalid value each; the numbers inside TrackId are the ones people see.

#include <compare>
#include <cstdint>
#include <functional>

namespace tw {

// Identity of a person (or object) in one video; >= 1, written to files as it is, never renumbered.
enum class TrackId : std::int32_t { kInvalid = 0 };
// MOTChallenge class number: 1 = pedestrian ... 13.
enum class ClassId : std::int32_t { kInvalid = 0, kPedestrian = 1 };
// One run of a tracker over a video, as stored in the project.
enum class RunId : std::int64_t { kInvalid = 0 };
// A review event, as stored in the project.
enum class EventId : std::int64_t { kInvalid = 0 };

// Position of a frame in display order, 0-based. A plain number because frames are counted with all over the code;
// files are 1-based and convert in core/formats only.
using FrameIndex = std::int32_t;
inline constexpr FrameIndex kNoFrame = -1;

constexpr std::int32_t number(TrackId id)
{
    return static_cast<std::int32_t>(id);
}
constexpr std::int32_t number(ClassId id)
{
    return static_cast<std::int32_t>(id);
}
constexpr std::int64_t number(RunId id)
{
    return static_cast<std::int64_t>(id);
}
constexpr std::int64_t number(EventId id)
{
    return static_cast<std::int64_t>(id);
}

// Frames first..last, both included; empty when last < first.
struct FrameRange {
    FrameIndex first = 0;
    FrameIndex last = -1;

    constexpr bool empty() const { return last < first; }
    constexpr FrameIndex length() const { return empty() ? 0 : last - first + 1; }
    constexpr bool contains(FrameIndex frame) const { return frame >= first && frame <= last; }
    friend constexpr bool operator==(const FrameRange&, const FrameRange&) = default;
};

} // namespace tw
