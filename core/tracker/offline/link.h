#pragma once
// How likely one piece goes on in another: where it would have gone, its size, what it looks like, and how many people
// there could have been instead (the area of the picture in box heights).
//
// Source: log likelihood ratio of one person against two; the motion model is a straight line whose velocity decays
// over the gap; constants measured. Pure functions, any thread.

#include "core/tracker/offline/chains.h"
#include "core/tracker/offline/likeness.h"
#include "core/tracker/offline/pieces.h"

#include <vector>

namespace tw::tracker {

// One end of a piece: a straight line through its boxes near that end.
struct PieceEnd {
    double seconds = 0;                  // of the first or last box
    double x = 0, y = 0;                 // centre there, stable pixels
    double velocityX = 0, velocityY = 0; // stable pixels a second
    double height = 0;                   // stable pixels
};
struct PieceEnds {
    PieceEnd first, last;
};
PieceEnds endsOf(const Scene& scene, const Piece& piece, const OfflineOptions& options);

// Log likelihood ratio without appearance. `area`: of the picture in stable pixels.
double motionLogRatio(const PieceEnd& end, const PieceEnd& beginning, double area);

// What a link must exceed: OfflineOptions::linkRatio, less where hardly anyone is there to be confused with (1 for a
// person alone, by the logarithm of the people in a frame).
double leastLinkRatio(const Scene& scene, const OfflineOptions& options);

// Every pair whose gap is at most linkSeconds and whose gain could be accepted.
std::vector<Link> possibleLinks(const Scene& scene, const SceneLikeness& likeness, const std::vector<Piece>& pieces,
                                double area, const OfflineOptions& options);

} // namespace tw::tracker
