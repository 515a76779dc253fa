#pragma once
// The verdict loop: which suspicious place is looked at, and what a key does to it. Keeps the queue in step with the
// document through a worker (core/workspace/review_worker.h), carries out proposed fixes as ordinary edits, remembers
// verdicts in the project, and goes on to the next place by itself. GUI thread.
//
// A fix is only carried out on the document that it was found in: while the queue is being scored again, Enter waits.

#include "ui/actions/notice.h"
#include "ui/bridge/crop_images.h"
#include "ui/models/event_text.h"
#include "ui/session.h"

#include "core/review/batch.h"
#include "core/review/filter.h"
#include "core/workspace/certificate.h"
#include "core/workspace/review_worker.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tw::ui {

class ActionRegistry;
class EditController;
class PlaybackController;
class PromptKeys;

class ReviewController : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive the controller
        Session& session;
        DocumentView& document;
        ViewState& view;
        PlaybackController& playback;
        EditController& edits;
        PromptKeys& prompts;
    };
    explicit ReviewController(const Links& links, QObject* parent = nullptr);
    ~ReviewController() override;

    // Before the edit actions are bound: a command that acts on the current frame finds the playhead on the cut, not
    // somewhere in the loop.
    void bind(ActionRegistry& actions);
    // Verdict keys act only while the queue is in sight.
    void setShown(bool shown);
    bool isShown() const { return m_shown; }
    void bringUp() { Q_EMIT wantsToBeSeen(); }
    // For how many ms the person has seen what the verdict is about; < 0: not yet. Verdict keys act only after kLookMs.
    static constexpr qint64 kLookMs = 300;
    void setSeen(std::function<qint64()> seenMs) { m_seenMs = std::move(seenMs); }
    // Puts a question to the evidence, on the worker; answers come while the project is open. False: there is no
    // worker.
    bool ask(workspace::ReviewWorker::Question question);

    const DocumentView& document() const { return m_links.document; }
    const review::ReviewQueue& queue() const { return m_queue; }
    const review::Event* current() const
    {
        return m_current ? &*m_current : nullptr;
    } // with the cut where it was moved
    const review::Strip& strip() const { return m_strip; }
    QImage crop(const review::StripCell& cell) const
    {
        return m_crops.image(cell.frame, cell.box);
    }                       // null: not there yet
    bool isLooking() const; // the queue is being scored
    bool isWaitingForTracker() const { return m_trackerRuns; }
    // The fix that was accepted takes longer than a moment; the next finding comes when it is made.
    bool isWorkingOut() const { return m_workingOut; }
    double frameRate() const;
    int verdicts() const;                                      // given in this project
    std::optional<workspace::Certificate> certificate() const; // nothing while nothing is open or was looked at
    FrameIndex currentCut() const { return m_current ? m_current->frame : kNoFrame; }

    // --- the order of findings: fixed for a batch, ranked again between batches ------------------------------------
    const review::ReviewBatch& batch() const { return m_batch; }
    // The next findings after the current one, at most `count`; valid until the queue changes.
    std::vector<const review::Event*> upcoming(std::size_t count) const;
    bool isWorthChecking(const review::Event& event) const; // pays the look, and is not put off
    int worthChecking() const;
    int countOf(review::EventKind kind) const; // open ones that are worth checking
    QString progressText() const;              // "3 of 20, 12 worth checking"
    int unlikely() const;                      // open ones whose look is expected not to pay
    int looksPerError() const;                 // among them, as expected; 0: there are none
    QString stopText() const;                  // the same as a line of text; empty: there are none
    // Only what is worth checking is gone through; off: everything that is open.
    void setOnlyWorth(bool only);
    bool onlyWorth() const { return m_onlyWorth; }
    // Others are passed by and not counted; the batch begins anew.
    void setFilter(const review::EventFilter& filter);
    const review::EventFilter& filter() const { return m_filter; }
    void secondLook(); // what was put off, and the unlikely ones

    void next();
    void previous();
    void select(const std::string& key);
    void leave(); // no place is looked at
    // `unseen`: without waiting for the pictures. A finding that is kept unseen is put off: it was not checked.
    void accept(bool fill, bool unseen = false);
    void dismiss(bool unseen = false);
    void later();
    // The track that is looked at is not a person: it goes, with what else lies on its spot. One step.
    void notAPerson();
    // Of findings of things that may not be people: these are none, those are. One step.
    void answerAll(const std::vector<std::string>& notPeople, const std::vector<std::string>& people);
    void takeBack();
    // What verdicts imply elsewhere, as one step; `accepted`: its fix is part of it.
    Result<annotation::ChangeSet> carryOut(const review::FollowUps& followUps,
                                           const std::optional<review::Event>& accepted);
    void moveCut(FrameIndex by);
    void setLooping(bool looping);

Q_SIGNALS:
    void queueChanged();   // events, verdicts, or whether it is being scored
    void currentChanged(); // another place, or its cut
    void stripChanged();   // likenesses or crops
    void shownChanged();
    void workingOutChanged();
    // A verdict was given or, with Open, taken back.
    void answered(const tw::review::Event& event, tw::review::VerdictState state);
    void workerGone();                // what was known by its evidence is not known any more
    void scored();                    // the queue is that of the document as it is
    void fixed(tw::FrameIndex frame); // a proposed fix was carried out
    void wantsToBeSeen();             // a key asked for the review while it is hidden
    void notice(const tw::ui::Notice& notice);

private:
    void opened();
    void closed();
    void startWorker();
    void look();
    void found(Result<workspace::ReviewWorker::Findings> findings);
    void stripMade(const std::string& key, const review::Strip& strip);
    void documentChanged(const DocumentDiff& diff);
    void setCurrent(std::optional<review::Event> event);
    void goOn(); // to what comes after the current finding
    void fillBatch();
    void rankAgain();                  // the next batch; what was settled in this one goes into the next notice
    QString withSettled(QString text); // and what the last batch settled
    void give(const review::Event& event, review::VerdictState state, const QString& text);
    void verdictsChanged();
    void amendOwnFix();
    void planned(const review::Event& event, const annotation::Snapshot& of, Result<review::Acceptance> acceptance);
    void setAccept(std::optional<review::AcceptOptions> options);
    void setWorkingOut(bool working);
    std::vector<const review::Event*> unlikelyOnes() const;
    void holdStill();
    void showCurrent();
    FrameRange loopOf(const review::Event& event) const;
    void wantStrip();
    bool isFresh() const;
    bool isIdle() const;  // verdict keys are meant for the place that is looked at
    bool wasSeen() const; // long enough
    bool takesVerdict();  // idle, and it was seen; says so when it was not
    void applyFilter();

    Links m_links;
    review::ReviewQueue m_queue;
    review::ReviewBatch m_batch;
    std::optional<review::Event> m_current;
    review::Strip m_strip;
    CropImages m_crops;
    GuiPoster m_line{this}; // of the worker
    std::unique_ptr<workspace::ReviewWorker> m_worker;
    annotation::Snapshot m_scored; // what the queue was found in
    std::function<qint64()> m_seenMs;
    review::EventFilter m_filter;
    std::optional<review::AcceptOptions> m_accept; // being planned for the finding that is looked at
    annotation::VerdictMap m_given;                // as the queue knows them
    struct OwnFix {                                // an edit by hand at the finding that was looked at
        review::Event event;
        bool split = false;
        annotation::StepId step = annotation::StepId::kInvalid;
    };
    std::optional<OwnFix> m_ownFix;
    QTimer m_lookSoon;
    QTimer m_workingSoon; // nothing is said of what takes a moment only
    std::map<review::VerdictState, int> m_batchVerdicts;
    QString m_settled; // of a batch that is through, until it was said
    bool m_workingOut = false;
    bool m_accepting = false;
    bool m_onlyWorth = false;
    bool m_trackerRuns = false;
    bool m_shown = false;
    bool m_looping = true;
};

} // namespace tw::ui
