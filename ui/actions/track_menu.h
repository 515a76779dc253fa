#pragma once
// The menu of a person on the video, the timeline and the list; elsewhere the menu of the view. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/models/view_state.h"

class QPoint;

namespace tw::ui {

// Selects the track when it is not selected. `id` kInvalid: no track is there.
void showTrackMenu(const ActionRegistry& actions, ViewState& view, TrackId id, const QPoint& globalPosition,
                   QWidget* parent);

} // namespace tw::ui
