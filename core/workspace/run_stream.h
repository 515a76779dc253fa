#pragma once
// A tracker run on its way into the document while a person edits it: which track each of the tracker's identities has
// become. After a swap, join, split or deletion the identity goes on as whatever track now holds the box it was seen
// with last; one that was deleted waits, and comes back whole when the deletion is undone.
//
// Where a protected track has a box of the same person, the tracker's box is left out and the identity goes on as that
// track; where an edit removed a box, it is left out as well.
//
// Owner thread. One object a run.

#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/pipeline/track_video.h"
#include "core/workspace/existing_tracks.h"

#include <map>
#include <optional>
#include <vector>

namespace tw::workspace {

class RunStream
{
public:
    struct Plan {
        Existing existing = Existing::KeepEdited;
        bool replace = false;                        // boxes of earlier runs that are not protected make room
        std::optional<std::vector<FrameRange>> open; // boxes enter only here; none: everywhere
    };
    RunStream(RunId run, Plan plan) : m_run(run), m_plan(std::move(plan)) {}

    // From the next batch on. Not for a second set: nothing is protected against it because nothing is replaced.
    void protect(annotation::EditedPlaces places);

    // The edits that bring one batch into the document as it is now: the batch itself, and before it what waited.
    std::vector<annotation::ImportRun> imports(const pipeline::TrackBatch& batch,
                                               const annotation::DocumentState& state);

    // The run's tracks were replaced by others: each identity goes on as the track that is where it was seen last.
    void tracksReplaced(const annotation::DocumentState& state);

private:
    struct Identity {
        TrackId track = TrackId::kInvalid; // what it has become; kInvalid: nothing yet, or deleted
        FrameIndex lastFrame = kNoFrame;
        Box lastBox;
        ClassId classId = ClassId::kPedestrian;
        std::vector<annotation::TrackBox> waiting; // seen while its track was deleted
    };
    using BoxesByTrack = std::map<TrackId, std::vector<annotation::TrackBox>>;

    static bool holds(const annotation::DocumentState& state, TrackId track, const Identity& identity);
    void follow(Identity& identity, const annotation::DocumentState& state) const;
    void findReplaced(Identity& identity, const annotation::DocumentState& state) const;
    void begin(Identity& identity, TrackId trackerId, const std::vector<annotation::TrackBox>& boxes,
               const annotation::DocumentState& state);
    TrackId freeId(TrackId wanted, const annotation::DocumentState& state);
    bool taken(TrackId track) const;
    bool isProtected(TrackId track, const annotation::TrackBox& box) const;
    bool isOpen(FrameIndex frame) const;
    // The protected track that has this person in this frame, or kInvalid.
    TrackId protectedAt(const annotation::TrackBox& box, const annotation::DocumentState& state, Box& there) const;
    void enter(Identity& identity, TrackId trackerId, const annotation::TrackBox& box,
               const annotation::DocumentState& state, BoxesByTrack& now);
    annotation::ImportRun edit(BoxesByTrack boxes, bool replace) const;

    RunId m_run;
    Plan m_plan;
    annotation::EditedPlaces m_protected;
    std::map<TrackId, Identity> m_identities; // by the tracker's id
    std::map<TrackId, ClassId> m_classes;     // of the tracks they became
    TrackId m_nextFree{1};
};

} // namespace tw::workspace
