#pragma once
// What findings are called and asked, for people. Numbers by the locale.

#include "core/review/event.h"
#include "ui/models/document_view.h"

#include <QString>

namespace tw::ui {

// "Identity swap?", "Same person?", ...
QString kindText(review::EventKind kind);
// "12 and 31"
QString tracksText(const review::Event& event);
// "Are 12 and 31 exchanged from frame 312 on?"
QString questionText(const review::Event& event, const DocumentView& document);
// What speaks for it, from the tracks themselves: "12 ends at frame 310, 31 begins 1.2 s later."
QString factsText(const review::Event& event, const DocumentView& document, double frameRate);
// "Likely (86 %)"
QString likelihoodText(double probability);
// What Enter does: "Swap", "Join", "Delete"; and what Backspace says: "Different people", "A person".
QString acceptText(const review::Event& event);
QString keepText(const review::Event& event);
// What was done when it was accepted: "Swapped 12 and 31 from frame 312 on".
QString doneText(const review::Event& event);
// In place of the question while that takes longer than a moment.
QString workingOutText();

} // namespace tw::ui
