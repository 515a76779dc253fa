#pragma once
// (private to review, laboratory and their tests) Everything that is fixed about a kind of finding, one row a kind.
// README.md lists what a new detector adds.

#include "core/review/calibration.h"
#include "core/review/detectors.h"
#include "core/review/event.h"
#include "core/review/event_group.h"

#include <span>
#include <string_view>

namespace tw::review {

// What accepting a finding of this kind does.
enum class Remedy {
    Exchange, // two tracks exchange people
    Join,     // two tracks become one
    Cut,      // a track becomes two
    Remove,   // boxes go
    Add,      // boxes come
    Extend    // a track is followed along the peaks beyond its end; there is no fix beforehand
};

enum class StripLayout {
    Crossing, // two rows that cross at the cut
    Ends,     // one row: the end of one track, the beginning of the other
    Around,   // a row for each track, around the cut
    Stretch   // the same, spread over all frames of the finding
};

struct KindInfo {
    EventKind kind = EventKind::Swap;
    std::string_view name;
    Remedy remedy = Remedy::Exchange;
    bool identity = false; // counts as an expected identity error
    double seconds = 0;    // of a person's time for the verdict (keystroke-level model)
    double byHand = 0;     // seconds to find and correct such an error without the finding
    StripLayout strip = StripLayout::Around;
    EventGroup group = EventGroup::ExchangedPeople;
    PictureLayout pictures = PictureLayout::Single;
    std::span<const std::string_view> features; // in the order in which the detector gives them
    KindWeights prior;                          // set by hand; the fit is drawn towards it
    // The detector: of one track or of a contact; fragments are found among all tracks at once (scanner.cpp).
    TrackDetector* ofTrack = nullptr;
    ContactDetector* ofContact = nullptr;
};

const KindInfo& infoOf(EventKind kind);
std::span<const KindInfo> allKinds(); // in the order of EventKind

} // namespace tw::review
