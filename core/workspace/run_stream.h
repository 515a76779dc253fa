#pragma once
// A tracker run on its way into the document while a person edits it: which track each of the tracker's identities has
// become. After a swap, join, split or deletion the identity goes on as whatever track now holds the box it was seen
// with last; one that was deleted waits, and comes back whole when the deletion is undone.
//
// Owner thread. One object a run.

#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/pipeline/track_video.h"

#include <map>
#include <vector>

namespace tw::workspace {

class RunStream
{
public:
    // `replace`: boxes of earlier runs that nobody touched make room, frame by frame.
    RunStream(RunId run, bool replace) : m_run(run), m_replace(replace) {}

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
        std::vector<annotation::TrackBox> waiting; // seen while its track was deleted
    };

    static bool holds(const annotation::DocumentState& state, TrackId track, const Identity& identity);
    void follow(Identity& identity, const annotation::DocumentState& state) const;
    void findReplaced(Identity& identity, const annotation::DocumentState& state) const;
    TrackId begin(TrackId trackerId, const std::vector<annotation::TrackBox>& boxes,
                  const annotation::DocumentState& state);
    bool taken(TrackId track) const;
    annotation::ImportRun edit(std::map<TrackId, std::vector<annotation::TrackBox>> boxes, bool replace) const;

    RunId m_run;
    bool m_replace;
    std::map<TrackId, Identity> m_identities; // by the tracker's id
    TrackId m_nextFree{1};
};

} // namespace tw::workspace
