#pragma once
// A review session (core/review/session.h) on a thread of its own, so that the window never waits for it. The newest
// document wins: an edit during a scan starts the next one as soon as that is through.
//
// Owner thread for every function; callbacks come there too, through `post`, and not after destruction.

#include "core/annotation/document.h"
#include "core/review/session.h"
#include "core/workspace/worker_thread.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tw::workspace {

// What the detectors have to know about a video.
review::ReviewOptions reviewOptions(const video::VideoInfo& video);

// Stored peaks by frame, read in pieces and kept in memory up to `bytes`. One thread at a time. A piece that cannot be
// read counts as frames that the network did not look at.
review::PeakSource storedPeaks(Workspace::PeakReader reader, std::size_t bytes = std::size_t{1} << 30);

class ReviewWorker
{
public:
    struct Findings {
        annotation::Snapshot snapshot; // what was looked at
        review::ReviewQueue queue;
        double milliseconds = 0;
        int looked = 0; // tracks that had to be looked at
    };
    struct Callbacks {
        std::function<void(Result<Findings>)> found;
        std::function<void(const std::string& eventKey, review::Strip)> strip; // only of the newest request
    };
    // `reader` must be callable until the worker is gone.
    ReviewWorker(Workspace::PeakReader reader, const review::ReviewOptions& options, PostToOwner post,
                 Callbacks callbacks);
    ~ReviewWorker(); // stops and joins

    void look(review::ReviewInput input);
    // The strip of an event of the last findings, or of one with a moved cut.
    void makeStrip(review::Event event);
    // Plans the acceptance of a finding, for the newest look() and before all questions; `of`: the document the plan is
    // for. Errors: NotFound (no longer in the queue), those of ReviewSession::accept().
    using Accepted = std::function<void(const annotation::Snapshot& of, Result<review::Acceptance>)>;
    void accept(review::Event event, const review::AcceptOptions& options, Accepted accepted);
    // Any other use of the session: runs on the worker after what was asked for before it, with the session of the
    // newest look(); what it returns runs on the owner thread. Waits until there was a look. A person waits for looks,
    // strips and acceptances: they stop a question that runs, which is then asked again from its beginning.
    using Question = std::function<std::function<void()>(const review::ReviewSession&, const JobContext&)>;
    void ask(Question question);
    bool isLooking() const; // a scan is wanted or running

private:
    struct State;
    static void work(Mailbox<State>& mailbox, const std::stop_token& stop, review::ReviewSession session,
                     const Callbacks& callbacks);

    WorkerThread<State> m_thread;
};

} // namespace tw::workspace
