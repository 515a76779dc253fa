#pragma once
// What kinds of findings have in common for the views: the group a person goes through together, and the pictures that
// answer their question. From the table of kinds (kinds.cpp). Any thread.

#include "core/review/event.h"

#include <cstdint>
#include <vector>

namespace tw::review {

// Kinds that a person goes through together.
enum class EventGroup : std::uint8_t { ExchangedPeople, OnePersonTwoTracks, NotAPerson, MissedStretch, InaccurateBox };
inline constexpr int kEventGroups = 5;
EventGroup groupOf(EventKind kind);
std::vector<EventKind> kindsOf(EventGroup group); // in the order of EventKind

// Which pictures answer the question of a finding.
enum class PictureLayout : std::uint8_t {
    Exchange, // two people before and after the cut, as it is and after the swap
    Pieces,   // the end of one track, the beginning of the other
    Both,     // two tracks at the same time
    Cut,      // one track before and after the cut
    Gap,      // one track before and after the gap, and the place in between
    Single    // one track
};
PictureLayout pictureLayoutOf(EventKind kind);

} // namespace tw::review
