#pragma once
// The choices of class and attributes as menus under the pointer: numbered, so that a key opens one and a number
// chooses; also the questions for new classes and attributes. Acts on all selected tracks as one step. GUI thread.

#include "ui/actions/edit_controller.h"
#include "ui/bridge/prompter.h"

class QMenu;

namespace tw::ui {

class ActionRegistry;

class LabelMenu final : public QObject
{
    Q_OBJECT
public:
    struct Links {
        ActionRegistry& actions;
        EditController& edits;
        DocumentView& document;
        ViewState& view;
        Prompter& prompter;
        QWidget& place; // menus open in its middle when the pointer is elsewhere
    };
    LabelMenu(const Links& links, QObject* parent);

    // Asks for its name; tracks that are selected get it.
    void askForClass();
    // Asks for its name and values.
    void askForAttribute();

private:
    QMenu* makeMenu(const QString& title);
    void popUp(QMenu* menu);
    void openClasses();
    void openAttributes();
    void addValues(QMenu& menu, const annotation::AttributeKind& kind, int& numbered);
    void addRemovals(QMenu& menu);

    Links m_links;
};

} // namespace tw::ui
