#pragma once
// Copies the box of the selected person in the current frame onward: to the next frame, which is then shown, or to
// those of the marked range that have none. One step. GUI thread.

namespace tw::ui {

class DocumentView;
class EditController;
class ViewState;

void copyBox(EditController& edits, const DocumentView& document, ViewState& view);

} // namespace tw::ui
