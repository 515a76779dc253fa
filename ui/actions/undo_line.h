#pragma once
// One line of undo for everything a person does: edits, which the history of the core keeps, and words that change no
// track (a finding that is fine, a finding for later). A word lies between the edits it was said between, and goes and
// comes back in that order. Words are forgotten when the project is closed; what they did is in the project. GUI
// thread.

#include "ui/actions/edit_controller.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace tw::ui {

class UndoLine : public QObject
{
    Q_OBJECT
public:
    struct Word {
        QString text; // "Identity swap of #12 and #31: fine as it is"
        std::function<void()> takeBack;
        std::function<void()> sayAgain;
    };

    // Both must outlive the line.
    UndoLine(Session& session, EditController& edits, QObject* parent = nullptr);

    void said(Word word);
    bool canUndo() const;
    bool canRedo() const;
    QString undoText() const; // what undo would take back; empty: nothing
    QString redoText() const;
    void undo();
    void redo();
    // The newest word, whatever was edited since. False: there is none.
    bool takeBackWord();

Q_SIGNALS:
    void changed();

private:
    struct Said {
        Word word;
        std::size_t position = 0; // of the history when it was said
    };
    const annotation::History* history() const; // null when nothing is open
    bool wordIsNext(const std::vector<Said>& words) const;
    void historyChanged();

    Session& m_session;
    EditController& m_edits;
    std::vector<Said> m_said;
    std::vector<Said> m_takenBack;
    std::size_t m_position = 0; // of the history as last seen
    bool m_busy = false;        // undo or redo of the history is ours
};

} // namespace tw::ui
