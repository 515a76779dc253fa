#pragma once
// Colours of the tracks of a document: the fixed colour of the number (track_colors.h), except where a neighbour in
// time and place would have the same; then the track gets another of the table. A track keeps what it has until it
// meets a neighbour of the same colour; of two the one with the larger number changes. Colours that a person chose
// stay.
//
// Neighbours: at some moment, or within two seconds of each other, not farther apart than three heights of a person.
//
// Cost of put(): tracks of one colour, and the length of those that are there at the same time. One thread at a time.

#include "core/annotation/track.h"
#include "core/annotation/track_colors.h"

#include <cstddef>
#include <map>
#include <vector>

namespace tw::annotation {

bool areNeighbours(const Track& a, const Track& b);

class NeighbourColors
{
public:
    NeighbourColors();

    // Added or changed. Returns the tracks that change their colour for it, perhaps itself.
    std::vector<TrackId> put(const TrackPtr& track);
    void remove(TrackId id);
    void clear();

    // The person's own colour where there is one; of an unknown track the fixed one of the number.
    Rgb rgbOf(TrackId id) const;

private:
    struct Entry {
        TrackPtr track;
        std::size_t color = 0; // of the table
    };
    std::vector<TrackId> sameColored(const Entry& entry) const;
    bool move(TrackId id);

    std::map<TrackId, Entry> m_entries;
    std::vector<std::vector<TrackId>> m_byColor; // sorted by number
};

// Of all tracks of a document at once.
std::map<TrackId, Rgb> neighbourColors(const TrackMap& tracks);

} // namespace tw::annotation
