#pragma once
// What the person looks at: the current frame, the selected tracks, a marked range, and how things are drawn. Shared by
// canvas, timeline, panels and actions; the document is not here. GUI thread.

#include <QObject> // first: moc 6.4 cannot read <compare>, which ids.h begins with

#include "core/base/ids.h"

#include <optional>
#include <set>
#include <vector>

class QSettings;

namespace tw::ui {

struct DisplayOptions {
    bool ids = true;
    bool trails = true;
    bool ghosts = false;          // peaks of the network that became no box
    bool similarity = false;      // where in the frame it looks like the selected person
    bool patterns = false;        // dash patterns beside colours
    bool follow = false;          // the view keeps the selected person in sight
    bool packLanes = true;        // several tracks share a lane of the timeline
    bool appearanceLanes = false; // lanes show how their people look instead of their colours
    int trailFrames = 30;         // length of a trail
    double ghostThreshold = 0.15; // peaks below this score are not drawn; 0.05 .. 0.6

    friend bool operator==(const DisplayOptions&, const DisplayOptions&) = default;
};

class ViewState : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // Back to the first frame of a video with this many frames, nothing selected.
    void reset(FrameIndex frameCount);

    FrameIndex frameCount() const { return m_frameCount; }
    FrameIndex frame() const { return m_frame; }
    void setFrame(FrameIndex frame); // clamped to the video

    // The tracks that edits act on, the last chosen at the end.
    const std::vector<TrackId>& selection() const { return m_selection; }
    TrackId primary() const { return m_selection.empty() ? TrackId::kInvalid : m_selection.back(); }
    bool isSelected(TrackId id) const;
    void select(TrackId id); // kInvalid clears
    void toggle(TrackId id);
    void setSelection(std::vector<TrackId> ids);

    // Frames marked on the timeline; empty when none are.
    FrameRange range() const { return m_range; }
    void setRange(FrameRange range);

    // The tracks that canvas and timeline show: what the list's filter leaves, or one track alone. Nothing: all tracks.
    bool isShown(TrackId id) const { return !m_only || m_only->contains(id); }
    const std::optional<std::set<TrackId>>& shownOnly() const { return m_only; }
    void setShownOnly(std::optional<std::set<TrackId>> only);

    // The track under the pointer, in whichever view that is.
    TrackId hovered() const { return m_hovered; }
    void setHovered(TrackId id);

    const DisplayOptions& display() const { return m_display; }
    void setDisplay(const DisplayOptions& display);

Q_SIGNALS:
    void frameChanged(FrameIndex frame);
    void selectionChanged();
    void rangeChanged();
    void hoveredChanged();
    void shownChanged();
    void displayChanged();

private:
    FrameIndex m_frameCount = 0;
    FrameIndex m_frame = 0;
    std::vector<TrackId> m_selection;
    FrameRange m_range;
    std::optional<std::set<TrackId>> m_only;
    TrackId m_hovered = TrackId::kInvalid;
    DisplayOptions m_display;
};

// How things are drawn, remembered between sessions (not what follows the selection).
void restoreDisplay(ViewState& view, const QSettings& settings);
void saveDisplay(const ViewState& view, QSettings& settings);

} // namespace tw::ui
