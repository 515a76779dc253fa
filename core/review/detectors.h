#pragma once
// (private to review) The detectors: each looks for one kind of mistake and appends what it finds. Pure functions of
// the evidence of the tracks they are given and of what is near these, so that a finding stays as it is until one of
// them gets another revision (scanner.h). No order among them; nothing is left out for being unlikely.

#include "core/review/calibration.h"
#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tw::review {

using Events = std::vector<Event>;

// What a detector is; kinds.cpp names them all.
struct Contact;
using TrackDetector = void(const Evidence&, const TrackEvidence&, const ReviewOptions&, Events& out);
using ContactDetector = void(const Evidence&, const Contact&, const ReviewOptions&, Events& out); // of two that meet

// Where two people come close: runs of frames in which their boxes touch, with pauses of up to `pause` frames inside.
// Also a track that ends or begins beside another one counts as a contact.
struct Contact {
    TrackId a{};
    TrackId b{}; // a < b
    FrameRange frames;
};
// Of all tracks, by pair and time.
std::vector<Contact> contacts(const Evidence& evidence, const ReviewOptions& options);
// Of the tracks in a sorted list, with each other and with all others.
std::vector<Contact> contactsOf(const Evidence& evidence, std::span<const TrackId> tracks,
                                const ReviewOptions& options);

// Where a proposed exchange goes on to the end of the tracks; nothing for those that are taken back.
std::optional<FrameIndex> lastingExchange(const Event& event);

// One person in two tracks. Which pairs go together is decided among all of them: candidates first, then the events.
struct FragmentCandidate {
    TrackId from{};
    TrackId to{};
    FragmentFeatures features; // chosen and margin come last
    bool longGap = false;
    bool woven = false; // the tracks take turns: no frame has both, and neither ends before the other begins
    FrameRange gap;     // last frame of the one, first of the other
    double errors = 0;
};
struct TrackEnds { // how a track looks at its beginning and its end
    Appearance head;
    Appearance tail;
};
TrackEnds endsOf(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options);
// Nothing when one cannot go on with the other.
std::optional<FragmentCandidate> fragmentCandidate(const Evidence& evidence, const TrackEvidence& from,
                                                   const TrackEnds& fromEnds, const TrackEvidence& to,
                                                   const TrackEnds& toEnds, const ReviewOptions& options);
void judgeFragments(std::vector<FragmentCandidate> candidates, const ReviewOptions& options, Events& out);

// Position and size a track is heading to, from a straight line through its last (or first) boxes.
Box extrapolated(const annotation::Track& track, FrameIndex frame, bool forwards, FrameIndex anchor, int boxes = 8);
// Distance of centres and difference of heights, in box heights.
double boxDistance(const Box& a, const Box& b);

// A person's own boxes are not doubted.
bool isUserEdited(const annotation::TrackBox& box);
bool anyUserEdited(const annotation::Track& track);

// Log odds of one person against two as a feature: about -1.7 .. 1.3.
inline double likenessFeature(double logRatio)
{
    return logRatio / 3;
}

// Place, key and the seconds that its verdict takes.
void nameEvent(const Evidence& evidence, Event& event);

// Helpers for reasons: "0.41", "#12".
std::string twoDigits(double value);
std::string oddsText(double logRatio); // "20 : 1 for one person"
std::string hash(TrackId id);

} // namespace tw::review
