#pragma once
// The document as the widgets see it: summaries of all tracks, the people count and a frame index, kept up to date from
// the change sets of the core. The single observer of the document in the UI; everything else listens to it. GUI
// thread.

#include "core/annotation/document.h"
#include "core/annotation/history.h"
#include "core/annotation/neighbour_colors.h"
#include "core/annotation/query.h"
#include "ui/models/track_summary.h"

#include <QColor>
#include <QObject>

#include <map>
#include <vector>

namespace tw::ui {

struct DocumentDiff {
    std::vector<TrackId> added;
    std::vector<TrackId> changed;
    std::vector<TrackId> removed;
    bool verifiedChanged = false;
    bool vocabularyChanged = false; // classes or attributes of the project
    bool notesChanged = false;
};

class DocumentView : public QObject
{
    Q_OBJECT
public:
    using Tracks = std::map<TrackId, TrackSummaryPtr>;

    explicit DocumentView(QObject* parent = nullptr);

    // Starts over with another document.
    void reset(annotation::Snapshot snapshot, FrameIndex frameCount);
    // Takes over what a change set changed; `snapshot` is the state after it.
    void apply(const annotation::ChangeSet& set, annotation::Snapshot snapshot);

    const annotation::DocumentState& state() const { return *m_snapshot; }
    const annotation::Snapshot& snapshot() const { return m_snapshot; }
    const Tracks& tracks() const { return m_tracks; }
    TrackSummaryPtr find(TrackId id) const; // null when absent
    // Of a track: its own, or one that none of its neighbours has.
    QColor colorOf(TrackId id) const;
    const annotation::TrackBox* boxAt(TrackId id, FrameIndex frame) const;

    // Every box of a frame, by id. Cost follows the people near that frame, not the length of the document.
    std::vector<annotation::FrameBox> boxesAt(FrameIndex frame) const;
    // People in each frame of the video; at least frameCount entries.
    const std::vector<int>& peopleCount() const { return m_people; }
    int maximumPeople() const;

Q_SIGNALS:
    void wasReset();
    void changed(const tw::ui::DocumentDiff& diff);

private:
    void enter(const TrackSummary& summary);
    void leave(const TrackSummary& summary);

    annotation::Snapshot m_snapshot;
    Tracks m_tracks;
    annotation::NeighbourColors m_colors;
    std::vector<int> m_people;
    std::vector<std::vector<TrackId>> m_buckets; // ids with a box somewhere in each kBucketFrames frames, sorted
};

} // namespace tw::ui
