#pragma once
// (private to review) The detectors: each looks for one kind of mistake and appends what it finds. Pure functions of
// the evidence; no order among them.

#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <vector>

namespace tw::review {

using Events = std::vector<Event>;

void findSwaps(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findFragments(const Evidence& evidence, const ReviewOptions& options, Events& out); // and re-entries
void findJumps(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findDuplicates(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findFalseTracks(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findMissed(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findBorder(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findDrift(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findLowConfidence(const Evidence& evidence, const ReviewOptions& options, Events& out);
void findMerges(const Evidence& evidence, const ReviewOptions& options, Events& out);

// Where two people come close: runs of frames in which their boxes touch, with pauses of up to `pause` frames inside.
// Also a track that ends or begins beside another one counts as a contact.
struct Contact {
    TrackId a{};
    TrackId b{}; // a < b
    FrameRange frames;
};
std::vector<Contact> contacts(const Evidence& evidence, const ReviewOptions& options);

// Position and size a track is heading to, from a straight line through its last (or first) boxes.
Box extrapolated(const annotation::Track& track, FrameIndex frame, bool forwards, FrameIndex anchor, int boxes = 8);
// Distance of centres and difference of heights, in box heights.
double boxDistance(const Box& a, const Box& b);

// Helpers for reasons: "0.41".
std::string twoDigits(double value);

} // namespace tw::review
