#pragma once
// Everything that is drawn over a frame, as values: built from the document and the view, painted by OverlayPainter,
// hit-tested by the tools. Source pixels.

#include "core/base/box.h"
#include "core/base/peaks.h"
#include "ui/models/document_view.h"
#include "ui/models/pending_command.h"
#include "ui/models/view_state.h"

#include <QColor>
#include <QPointF>
#include <QString>

#include <vector>

namespace tw::ui {

struct OverlayBox {
    TrackId id = TrackId::kInvalid;
    Box box;
    QColor color;
    QString label; // number, and name when there is one
    RunStyle style = RunStyle::Predicted;
    bool selected = false;
    bool hovered = false;
    bool locked = false;
    bool occluded = false;
    int badge = 0;       // 1-9: the key that chooses this track now
    QList<qreal> dashes; // empty: solid
};

// Feet of a person over time. `future` lies after the shown frame.
struct OverlayTrail {
    QColor color;
    std::vector<QPointF> points;
    bool future = false;
    bool emphasized = false; // part of a preview
    bool bridge = false;     // joins two stretches: dashed
};

// A peak of the network that became no box.
struct OverlayGhost {
    std::size_t peak = 0; // index into the frame's peaks
    Box box;
    float score = 0;
    bool chosen = false;
};

// A box of the ground truth that was pointed at.
struct OverlayMark {
    FrameIndex frame = kNoFrame;
    Box box;
    QString label;
};

// A box as it would be after the pending command.
struct OverlayPreview {
    Box box;
    QColor color;
    QString label;
};

struct OverlayModel {
    FrameIndex frame = kNoFrame;
    std::vector<OverlayTrail> trails;
    std::vector<OverlayGhost> ghosts;
    std::vector<OverlayBox> boxes; // selected ones last: on top
    std::vector<OverlayPreview> previews;
    bool labels = true;

    const OverlayBox* find(TrackId id) const;
};

struct OverlayInput {
    const DocumentView& document;
    const ViewState& view;
    const PendingCommand& pending;
    const FramePeaks& peaks; // of the frame; may be empty
    FrameIndex frame = 0;
};
OverlayModel buildOverlay(const OverlayInput& input);

// Boxes under a point, the smallest first: the one a person means comes before the crowd around it.
std::vector<TrackId> boxesUnder(const OverlayModel& model, QPointF source);
// The ghost under a point, or nothing.
const OverlayGhost* ghostUnder(const OverlayModel& model, QPointF source);

} // namespace tw::ui
