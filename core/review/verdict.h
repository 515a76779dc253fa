#pragma once
// What a person said about an event, and how the event is known again after edits elsewhere and after tracking again,
// when tracks have other numbers and contacts begin a frame later: by kind, time and place. A dismissal holds as long
// as the evidence does, that is until the same finding comes back clearly stronger than it was then.

#include "core/annotation/document.h"
#include "core/review/event.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tw::review {

enum class VerdictState : std::uint8_t {
    Open,      // taken back
    Accepted,  // the fix, or one of the person's own, was made
    Dismissed, // it is fine as it is
    Later
};
std::string_view toString(VerdictState state);
std::optional<VerdictState> verdictState(std::string_view name);

struct Verdict {
    EventKind kind = EventKind::Swap;
    FrameIndex frame = 0;
    Box placeA;
    Box placeB; // width 0: the event has one track
    VerdictState state = VerdictState::Dismissed;
    double logit = 0; // of the event then
};

Verdict verdictOn(const Event& event, VerdictState state);
// "swap:312:100,200,40,90:120,201,38,88": kind, 0-based frame, places in whole pixels.
std::string keyOf(const Verdict& verdict);
// Errors: nothing when the text is no key; state and logit keep their defaults.
std::optional<Verdict> verdictFromKey(std::string_view key);

// The edit that gives it; state Open takes back what was given under the same key.
annotation::Edit editOf(const Verdict& verdict);
// What accepting a finding says: it is real; and when its track was cut in two, that the halves are two people.
annotation::Edit acceptanceOf(const Event& event, bool split);
// All verdicts of a document, the oldest first; keys of a newer version are left out.
std::vector<Verdict> verdictsOf(const annotation::DocumentState& state);

// The same finding: kind, at most `frames` apart in time, boxes that overlap.
bool sameFinding(const Verdict& a, const Verdict& b, FrameIndex frames);
// Not clearly stronger than when the person looked.
bool holds(const Verdict& verdict, const Event& event);

// A logit as storage keeps it: thousandths, shifted to be positive.
std::uint64_t packedLogit(double logit);
double unpackedLogit(std::uint64_t packed);

} // namespace tw::review
