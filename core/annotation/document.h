#pragma once
// The document: all tracks of one video and what a person said about its frames. A Document belongs to one thread and
// is written by Transaction and History only; a Snapshot is an immutable value for every other thread.

#include "core/annotation/track.h"
#include "core/annotation/verdict_mark.h"

#include <memory>
#include <vector>

namespace tw::annotation {

struct DocumentState {
    TrackMap tracks;
    std::vector<FrameRange> verifiedFrames; // sorted, disjoint, not adjacent: frames where everything is right
    TrackId nextId{1};                      // smallest number never used; ids are not reused
    VerdictMap verdicts;                    // on review findings
    Vocabulary vocabulary;                  // classes and attributes that the project knows
    NoteMap notes;

    friend bool operator==(const DocumentState&, const DocumentState&); // deep
};
using Snapshot = std::shared_ptr<const DocumentState>;

class Document
{
public:
    Document();
    explicit Document(Snapshot state);

    // O(1); stays as it is whatever happens to the document later.
    Snapshot snapshot() const { return m_state; }
    const DocumentState& state() const { return *m_state; }
    TrackPtr find(TrackId id) const; // null when absent

private:
    friend class Transaction;
    friend class History;
    Snapshot m_state;
};

} // namespace tw::annotation
