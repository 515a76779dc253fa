#pragma once
// Corrections as constraints: every verdict says who is or is not the same person, and the identities of the whole
// video (or of everything after the edited frame) are solved again under these statements. The answer is a difference
// to look at and one edit that carries it out; boxes do not move, only their numbers change.
//
// The stages of offline tracking (core/tracker/offline) work on the boxes of the document: tracks are cut where they
// may have changed the person and where something was said, and one assignment decides what goes on in what, by motion
// and appearance. The tracks as they are have the benefit of the doubt, so that nothing changes without an expected
// gain. Statements are hard: all hold, or the contradiction is named.
//
// Pure function of its arguments, any thread. Source pixels, 0-based frames.

#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"
#include "core/review/queue.h"

#include <span>
#include <string>
#include <vector>

namespace tw::review {

// PersonQuery in a frame, named by the box, so that it means the same person whatever the number is by then.
struct Sighting {
    FrameIndex frame = kNoFrame;
    Box box;
};
struct SightingPair {
    Sighting a, b;
};
// What a track shows in these frames keeps its number; track kInvalid: everything in these frames.
struct FixedRange {
    TrackId track{};
    FrameRange frames;
};
struct Constraints {
    std::vector<SightingPair> must;   // the same person
    std::vector<SightingPair> cannot; // two people
    std::vector<FixedRange> fixed;
};

// What a verdict says about identities. `state`: the document after the verdict, with the fix carried out when it was
// accepted.
void learn(Constraints& constraints, const Event& event, VerdictState verdict, const annotation::DocumentState& state);

// The same from verdicts as they are stored, for a project that is opened again: `state` is the document now, in which
// the tracks stand where the person saw them, whatever they are called. Verdicts whose tracks are gone say nothing.
// Absences of the document count, too: the same person before and after.
Constraints constraintsFrom(std::span<const Verdict> verdicts, const annotation::DocumentState& state);

struct RelinkOptions {
    ReviewOptions review;
    FrameIndex from = 0;      // nothing that begins before it changes its number
    double confidence = 0.85; // an exchange or a join must be at least this likely
    bool fill = true;         // straight lines in the short gaps of new joins
};

// Boxes of one track that get another number.
struct RelinkMove {
    TrackId from{};
    TrackId to{};
    FrameRange frames;
    int boxes = 0;
};
struct Relinking {
    std::vector<RelinkMove> moves;        // by first frame, then `from`
    int swaps = 0;                        // places where two tracks exchange what follows
    int joins = 0;                        // ends that continue in another track
    int splits = 0;                       // tracks that are cut and not continued there
    std::vector<std::string> resolved;    // keys of the given events that are dealt with by it
    std::optional<annotation::Edit> edit; // one compound of ordinary edits; none: nothing changes
};

// Never changes the number of a box that a person verified, drew or made a keyframe, of anything in verified frames,
// in fixed ranges or in locked tracks. `open`: events to look for among the resolved ones.
// Errors: Conflict (statements contradict each other; says which frames), Cancelled.
Result<Relinking> relink(const Evidence& evidence, const Constraints& constraints, const RelinkOptions& options,
                         std::span<const Event> open = {}, const JobContext& job = {});

} // namespace tw::review
