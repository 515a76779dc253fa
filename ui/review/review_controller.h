#pragma once
// The verdict loop: which suspicious place is looked at, and what a key does to it. Keeps the queue in step with the
// document through a worker (core/workspace/review_worker.h), carries out proposed fixes as ordinary edits, remembers
// verdicts in the project, and goes on to the next place by itself. GUI thread.
//
// A fix is only carried out on the document that it was found in: while the queue is being scored again, Enter waits.

#include "ui/actions/notice.h"
#include "ui/session.h"

#include "core/review/queue.h"
#include "core/review/strip.h"
#include "core/workspace/certificate.h"
#include "core/workspace/crop_reader.h"
#include "core/workspace/review_worker.h"

#include <QImage>
#include <QObject>
#include <QTimer>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tw::ui {

class ActionRegistry;
class EditController;
class PlaybackController;

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
    };
    explicit ReviewController(const Links& links, QObject* parent = nullptr);
    ~ReviewController() override;

    // Before the edit actions are bound: Enter and Esc are the review's when no command waits for them, and a command
    // that acts on the current frame finds the playhead on the cut, not somewhere in the loop.
    void bind(ActionRegistry& actions);
    // Verdict keys act only while the queue is in sight.
    void setShown(bool shown);

    const review::ReviewQueue& queue() const { return m_queue; }
    const review::Event* current() const
    {
        return m_current ? &*m_current : nullptr;
    } // with the cut where it was moved
    const review::Strip& strip() const { return m_strip; }
    QImage crop(const review::StripCell& cell) const; // null: not there yet
    bool isLooking() const;                           // the queue is being scored
    bool isWaitingForTracker() const { return m_trackerRuns; }
    double lastScanMs() const { return m_scanMs; }
    int verdicts() const;                                      // given in this project
    std::optional<workspace::Certificate> certificate() const; // nothing while nothing is open or was looked at
    FrameIndex currentCut() const { return m_current ? m_current->frame : kNoFrame; }

    void next();
    void previous();
    void select(const std::string& key);
    void leave(); // no place is looked at
    void accept(bool fill);
    void dismiss();
    void later();
    void takeBack();
    void moveCut(FrameIndex by);
    void setLooping(bool looping);
    bool isLooping() const { return m_looping; }

Q_SIGNALS:
    void queueChanged();   // events, verdicts, or whether it is being scored
    void currentChanged(); // another place, or its cut
    void stripChanged();   // likenesses or crops
    void wantsToBeSeen();  // a key asked for the review while it is hidden
    void notice(const tw::ui::Notice& notice);

private:
    struct Given { // the last verdicts, to be taken back
        review::Event event;
        review::VerdictState state;
    };
    using CropKey = std::pair<FrameIndex, std::array<double, 4>>;
    static CropKey keyOf(FrameIndex frame, const Box& box);

    void opened();
    void closed();
    void startWorker();
    void look();
    void found(Result<workspace::ReviewWorker::Findings> findings);
    void stripMade(const std::string& key, const review::Strip& strip);
    void documentChanged(const DocumentDiff& diff);
    void setCurrent(std::optional<review::Event> event);
    void advance(int row);
    int rowOf(const std::string& key) const;
    void give(const review::Event& event, review::VerdictState state);
    void carryOut(bool fill);
    void holdStill();
    void showCurrent();
    void wantStrip();
    bool isFresh() const;

    Links m_links;
    review::ReviewQueue m_queue;
    std::optional<review::Event> m_current;
    review::Strip m_strip;
    std::map<CropKey, QImage> m_crops;
    std::unique_ptr<workspace::ReviewWorker> m_worker;
    std::unique_ptr<workspace::CropReader> m_cropReader;
    std::shared_ptr<bool> m_alive; // of the open project: posted functions of an earlier one go nowhere
    annotation::Snapshot m_scored; // what the queue was found in
    std::vector<Given> m_given;
    std::optional<bool> m_acceptWaits; // Enter was pressed while the queue was old; with or without filling
    std::optional<review::Verdict> m_splitMade;
    QTimer m_lookSoon;
    double m_scanMs = 0;
    bool m_accepting = false;
    bool m_trackerRuns = false;
    bool m_shown = false;
    bool m_looping = true;
};

// "Identity swap", "Fragment", ... for people.
QString kindText(review::EventKind kind);
// "#12 and #31"
QString tracksText(const review::Event& event);

} // namespace tw::ui
