#pragma once
// Amber marks on the video around the people of the finding that is looked at: corners about their boxes, and where one
// of them is missing the place where the finding saw them. Values and painting; no widget. GUI thread.

#include "core/review/event.h"
#include "ui/canvas/viewport.h"
#include "ui/models/document_view.h"

#include <QFont>
#include <QString>

#include <vector>

class QPainter;

namespace tw::ui {

struct EventOverlay {
    std::vector<Box> people;
    std::vector<Box> missing; // no track has a box there in this frame
    QString caption;          // empty beside the finding's time
};

// `reach`: frames about the finding in which it is named.
EventOverlay eventOverlayAt(const DocumentView& document, const review::Event& event, FrameIndex frame,
                            FrameIndex reach);
void paintEventOverlay(QPainter& painter, const EventOverlay& overlay, const Viewport& viewport, const QFont& font);

} // namespace tw::ui
