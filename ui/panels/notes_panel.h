#pragma once
// Notes and bookmarks of the video in the order of its frames: a line to write one, a click goes there, F2 changes a
// text, Del removes one. GUI thread.

#include "ui/actions/edit_controller.h"

#include <QWidget>

#include <optional>

class QDockWidget;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace tw::ui {

class ActionRegistry;
class ElidedLabel;

class NotesPanel final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the panel.
    NotesPanel(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent = nullptr);

    // The line to write in gets the keys. A note belongs to the frame and person of this moment, else to those of its
    // first letter, wherever the video goes meanwhile.
    void write();
    // Goes to the nearest note after (or before) this frame.
    void step(bool forward);

Q_SIGNALS:
    void written(); // a note; the keys are free for the video

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Subject {
        TrackId track = TrackId::kInvalid;
        FrameIndex frame = kNoFrame;
    };
    Subject subject() const;                    // of the note that is being written, else of the next one
    void begin(std::optional<Subject> subject); // nothing: none is being written
    void rebuild();
    void refreshSubject();
    void goTo(const QTreeWidgetItem& item);
    static annotation::NoteId idOf(const QTreeWidgetItem& item);

    DocumentView& m_document;
    ViewState& m_view;
    EditController& m_edits;
    std::optional<Subject> m_begun; // a note that is being written
    QLineEdit* m_line = nullptr;
    ElidedLabel* m_subject = nullptr;
    QTreeWidget* m_list = nullptr;
    QLabel* m_hint = nullptr;
    bool m_rebuilding = false;
};

// Keys and menu entries; `dock` holds the panel, `home` has the keys after a note.
void bindNotes(ActionRegistry& actions, EditController& edits, NotesPanel& panel, QDockWidget& dock, QWidget& home);

} // namespace tw::ui
