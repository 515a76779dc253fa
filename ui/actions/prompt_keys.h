#pragma once
// The one owner of Enter, Shift+Enter and Esc in the main window. Whatever waits for one of these keys registers a
// prompt with its level; a press goes to the open prompt of the highest level that answers that key, and to no other.
// Dialogs, menus and the command palette are windows of their own and keep their keys. GUI thread.

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace tw::ui {

class ActionRegistry;

// Highest first.
enum class PromptLevel {
    Drag,    // a drag on the canvas
    Command, // a command that waits for its second half
    Preview, // a relink that is shown before it is applied
    Search,  // a relink that is being computed
    Grid,    // the page of tracks that may not be people
    Stage,   // the review stage
    Finding, // a finding that is looked at, in the dock or on the stage
    Follow,  // what a finding or the last fix implies elsewhere
    Marks    // a marked range, then the selection
};

struct Prompt {
    std::function<bool()> isOpen;
    std::function<void()> accept;          // Enter; empty: left to lower levels, like the two below
    std::function<void()> acceptOtherwise; // Shift+Enter
    std::function<void()> cancel;          // Esc
};

class PromptKeys final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // What `prompt` captures must live as long as keys arrive. One prompt a level.
    void add(PromptLevel level, Prompt prompt);
    void bind(ActionRegistry& actions);

    void accept() const { press(&Prompt::accept); }
    void acceptOtherwise() const { press(&Prompt::acceptOtherwise); }
    void cancel();
    // Who Enter would go to now.
    std::optional<PromptLevel> accepting() const;

Q_SIGNALS:
    void cancelPressed(); // Esc was pressed and has been answered, if any prompt was open

private:
    using Answer = std::function<void()> Prompt::*;
    struct Entry {
        PromptLevel level;
        Prompt prompt;
    };
    const Entry* taker(Answer answer) const;
    void press(Answer answer) const;

    std::vector<Entry> m_entries; // by level
};

} // namespace tw::ui
