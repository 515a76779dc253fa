#pragma once
// The only writer of a document: drafts of the touched tracks, all or nothing. Not committed: nothing happened.
// Owner thread of the document; the document must not change otherwise while a transaction is open.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/base/result.h"

#include <map>

namespace tw::annotation {

class Transaction
{
public:
    explicit Transaction(Document& document);

    // The draft of a track, copied from the document at first touch; null when there is none.
    Track* draft(TrackId id);
    // The track as it is now, drafts included; does not copy.
    const Track* peek(TrackId id) const;
    std::vector<TrackId> ids() const; // drafts included, ascending
    Track& create(TrackId id);        // id must be free
    // A whole track as it is, new or in the place of what was there; shared, not copied.
    void adopt(TrackPtr track);
    void remove(TrackId id);
    TrackId nextId() const { return m_nextId; }
    TrackId takeNextId();
    void reserveId(TrackId id); // nextId becomes larger than id
    const std::vector<FrameRange>& verifiedFrames() const { return m_verified; }
    void setVerifiedFrames(std::vector<FrameRange> ranges);
    const VerdictMap& verdicts() const { return m_verdicts; }
    // None: the finding has no verdict any more.
    void setVerdict(const std::string& key, std::optional<VerdictMark> mark);

    const Vocabulary& vocabulary() const { return m_vocabulary; }
    void setVocabulary(Vocabulary vocabulary) { m_vocabulary = std::move(vocabulary); }
    const NoteMap& notes() const { return m_notes; }
    void setNotes(NoteMap notes) { m_notes = std::move(notes); }

    // Writes to the document. Drafts equal to what was there do not count; empty tracks are removed. When nothing is
    // left that counts, the document stays as it is, its next id included.
    ChangeSet commit(std::string label, std::string edit);

private:
    struct Draft {
        std::shared_ptr<Track> own; // written to
        TrackPtr adopted;           // or taken as it is; both null: removed
        const Track* get() const { return own ? own.get() : adopted.get(); }
    };

    Document& m_document;
    Snapshot m_base;
    std::map<TrackId, Draft> m_drafts;
    std::vector<FrameRange> m_verified;
    VerdictMap m_verdicts;
    Vocabulary m_vocabulary;
    NoteMap m_notes;
    TrackId m_nextId;
};

} // namespace tw::annotation
