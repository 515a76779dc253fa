#pragma once
// Binds the actions of the registry to those who carry them out. Free functions: the objects they connect must live as
// long as the registry. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/actions/edit_controller.h"
#include "ui/actions/prompt_keys.h"
#include "ui/timeline/playback_controller.h"

namespace tw::ui {

class TimelineView;
class TracksPanel;
class VideoCanvas;

void bindEditActions(ActionRegistry& actions, PromptKeys& prompts, EditController& edits, Session& session,
                     DocumentView& document, ViewState& view);
void bindNavigation(ActionRegistry& actions, Session& session, DocumentView& document, ViewState& view,
                    PlaybackController& playback, TracksPanel& tracks);
void bindViewActions(ActionRegistry& actions, ViewState& view, VideoCanvas& canvas, TimelineView& timeline);

} // namespace tw::ui
