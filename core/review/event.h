#pragma once
// A place where the tracks are probably wrong: what, where, how likely, why, and the edit that would mend it. Values.
//
// Source: the keep-versus-swap test and the queue are described in README.md.

#include "core/annotation/edits.h"
#include "core/base/box.h"
#include "core/base/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tw::review {

enum class EventKind : std::uint8_t {
    Swap,          // two identities change places
    Fragment,      // one person, two tracks: ends here, begins there
    Reentry,       // the same after a long absence
    Jump,          // the box leaps beyond what people can do
    Duplicate,     // two tracks on one person
    FalseTrack,    // no person there
    Missed,        // a stretch without boxes where the network saw a person
    Border,        // begins or ends away from the image border and from occluders
    Drift,         // the box left the person
    LowConfidence, // a long run that the network hardly believed
    Merge,         // one box on two people
    Mixed          // a track goes on with another person
};
inline constexpr int kEventKinds = 12;
std::string_view toString(EventKind kind); // "swap", ...
std::optional<EventKind> eventKind(std::string_view name);

struct Event {
    std::string key; // kind, frame and place: nearly the same for the same finding after tracking again (see verdict.h)
    EventKind kind = EventKind::Swap;
    TrackId a{};                  // the track to look at
    TrackId b{};                  // the other one, or kInvalid
    FrameIndex frame = 0;         // where to look; for cuts the first frame that changes
    FrameRange frames;            // what the fix concerns
    std::vector<double> features; // the evidence in numbers, see featureNames() in calibration.h
    double logit = 0;             // of the evidence alone, calibrated on other videos
    double probability = 0;       // share of such events that are real errors; with what verdicts on this video teach
    double errors = 0;            // wrong boxes that accepting removes, if real
    double seconds = 0;           // of a person's time for the verdict (keystroke-level model)
    std::string reason;           // "similarity 0.41 to itself, 0.88 to #12; crossed at frame 311"
    std::optional<annotation::Edit> fix;
    Box placeA; // where the tracks are at `frame`: a finding is known again by it when numbers have changed
    Box placeB;

    // Expected errors removed per second: the queue's order.
    double priority() const { return seconds > 0 ? probability * errors / seconds : 0; }
};

// Whether the fix cuts tracks at `frame`, so that a person may move the cut.
bool hasCut(const Event& event);
// The same event with the cut elsewhere; others come back as they are.
Event withCut(Event event, FrameIndex cut);

} // namespace tw::review
