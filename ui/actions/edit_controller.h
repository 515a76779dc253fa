#pragma once
// Turns commands of the window into edits: asks for what is missing (the partner of a swap, the continuation of a
// track), shows that as a PendingCommand, and hands one Edit to the session. Scope: the marked range, else from the
// current frame on. GUI thread.

#include "ui/actions/notice.h"
#include "ui/models/pending_command.h"
#include "ui/session.h"

#include <QColor>
#include <QObject>
#include <QPointF>

#include <functional>
#include <optional>

namespace tw::ui {

class TrackExtender;

class EditController : public QObject
{
    Q_OBJECT
public:
    // All must outlive the controller.
    EditController(Session& session, DocumentView& document, ViewState& view, QObject* parent = nullptr);
    ~EditController() override;

    const PendingCommand& pending() const { return m_pending; }
    // An edit of this controller is being carried out: the document changes because of it.
    bool isRunning() const { return m_running; }

    // --- commands of keys and menus, on the selection ---------------------------------------------------------------
    // In the current frame or the marked range.
    void swap(); // two selected tracks at once, else asks for the partner
    // While on, a swap of two selected tracks is previewed first.
    void setPreviewsSwaps(bool previews) { m_previewsSwaps = previews; }
    void join();  // again: the next proposal
    void merge(); // again: ends
    void split();
    void deleteTracks();
    void remove(const std::vector<TrackId>& ids, const QString& done);
    void deleteFromHere();
    void deleteBox(); // this one, or those in the marked range
    void endTrack();
    void newBox();
    void addBox();
    void toggleKeyframe();
    void toggleInterpolation();
    void fillGaps(); // all of the selected track, or those in the marked range
    void toggleOccluded();
    void toggleVerified();
    void toggleHidden();
    void showAll();
    void toggleLocked();
    void choose(int number); // 1-9: the partner, where one is asked for; else selects the n-th neighbour
    void accept(bool fill);  // Enter; with Shift: without filling
    void cancel();           // Esc: the pending command
    void clearMarks();       // the marked range, else the selection
    // Gaps are filled along the stored peaks, or always in a straight line.
    void setStraightFill(bool straight) { m_straightFill = straight; }
    bool straightFill() const { return m_straightFill; }
    void nudge(QPointF sourceDelta);
    void undo();
    void redo();
    void goTo(std::size_t historyPosition);

    // --- commands of the views --------------------------------------------------------------------------------------
    // On what was clicked, drawn or dragged.
    void trackClicked(TrackId id, Qt::KeyboardModifiers modifiers);
    void ghostClicked(const Box& box);
    void setBox(TrackId id, FrameIndex frame, const Box& box);
    void boxDrawn(FrameIndex frame, const Box& box);
    void trim(TrackId id, bool end, FrameIndex frame);
    void joinTracks(TrackId into, TrackId from, bool fill);
    void rename(TrackId id, const QString& name);
    void setColor(const std::vector<TrackId>& ids, std::optional<QColor> color);
    void setClass(const std::vector<TrackId>& ids, ClassId classId);
    void setHidden(const std::vector<TrackId>& ids, bool hidden);
    void setLocked(const std::vector<TrackId>& ids, bool locked);
    void changeId(TrackId id, TrackId newId);                 // of all its boxes, or those in the marked range
    void setVisibility(FrameRange frames, double visibility); // of the selected tracks

    // --- classes, attributes, absences, notes -----------------------------------------------------------------------
    // In edit_controller_labels.cpp.
    // Names a new class and gives it to the tracks, in one step.
    void newClass(const std::vector<TrackId>& ids, const QString& name);
    void renameClass(ClassId id, const QString& name); // an empty name removes it
    void defineAttribute(const annotation::AttributeKind& kind);
    void removeAttribute(const QString& name);
    // In the marked range, else of the whole tracks; an empty value removes it there.
    void setAttribute(const std::vector<TrackId>& ids, const QString& name, const QString& value);
    FrameRange labelScope() const { return m_view.range().empty() ? annotation::kAllFrames : m_view.range(); }
    // In the marked range, else in the gap under the playhead; again: removes the statement.
    void toggleAbsent();
    // On a track, or on the frame alone where that is gone meanwhile.
    void addNote(const QString& text, TrackId track, FrameIndex frame);
    void toggleBookmark(); // on the selected track, else on the frame
    void changeNote(annotation::NoteId id, const QString& text);
    void removeNote(annotation::NoteId id);

    // --- a question about a person; ui/reid answers it ---------------------------------------------------------------
    // Waits for a place to be clicked, or for the answer about a box of `track`.
    void beginAsk(TrackId track, FrameIndex frame);
    // The answer: the place without a track, the candidates (keys 1-9), the frames that a choice will change.
    void offerCandidates(std::optional<Box> place, std::vector<TrackId> candidates, FrameRange scope);
    // Ends the pending command and performs one edit.
    bool carryOut(const annotation::Edit& edit, const QString& done);

Q_SIGNALS:
    void pendingChanged();
    void notice(const tw::ui::Notice& notice);
    void candidateChosen(tw::TrackId id); // of a question

private:
    std::optional<TrackId> wanted(); // the primary selection, or a notice that asks for one
    std::vector<TrackId> wantedMany();
    std::vector<TrackId> wantedIn(FrameRange frames);
    bool runOnEach(const std::vector<TrackId>& tracks, const std::function<annotation::Edit(TrackId)>& edit,
                   const QString& done);
    static QString tracksText(const std::vector<TrackId>& tracks);
    const annotation::TrackBox* wantedBox(TrackId id); // in the current frame, or a notice
    FrameRange scope() const;
    bool run(const annotation::Edit& edit, const QString& done, annotation::ChangeSet* result = nullptr);
    void say(const QString& text, Notice::Kind kind = Notice::Kind::Info, bool undoable = false);
    void problem(const Error& error);
    void setPending(PendingCommand pending);
    // A question that has no place and no answer yet.
    bool asksForAPlace() const
    {
        return m_pending.kind == PendingCommand::Kind::Ask && m_pending.track == TrackId::kInvalid && !m_pending.box;
    }
    bool joinSelected();
    void pick(TrackId partner, bool fill = true);
    void swapWith(TrackId partner);
    bool swapTracks(TrackId one, TrackId other, FrameRange frames);
    bool fill(TrackId track, FrameRange frames);
    void adopt(bool follow);
    void adopted(std::vector<annotation::TrackBox> boxes);
    void tracksGone(const DocumentDiff& diff);

    Session& m_session;
    DocumentView& m_document;
    ViewState& m_view;
    PendingCommand m_pending;
    std::unique_ptr<TrackExtender> m_extender;
    bool m_straightFill = false;
    bool m_previewsSwaps = false;
    bool m_running = false; // an edit of ours is being carried out
};

// "from frame 312 to the end", "in frames 312 to 340", "in all frames".
QString scopeText(FrameRange frames);

} // namespace tw::ui
