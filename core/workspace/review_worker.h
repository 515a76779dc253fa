#pragma once
// Looks for suspicious events on a thread of its own, so that the window never waits for it. The newest snapshot wins:
// an edit during a scan starts the next one as soon as that is through. Keeps the evidence between scans
// and looks again only at what an edit changed.
//
// Owner thread for every function; callbacks come there too, through `post`, and not after destruction.

#include "core/annotation/document.h"
#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"
#include "core/review/strip.h"
#include "core/review/verdict.h"
#include "core/workspace/workspace.h"

#include <functional>
#include <memory>
#include <optional>
#include <thread>
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
        std::vector<review::Event> events;
        double milliseconds = 0;
        int looked = 0; // tracks that had to be looked at
    };
    struct Callbacks {
        std::function<void(Result<Findings>)> found;
        std::function<void(const std::string& eventKey, review::Strip)> strip; // only of the newest request
    };
    using Post = std::function<void(std::function<void()>)>;

    // `reader` must be callable until the worker is gone.
    ReviewWorker(Workspace::PeakReader reader, const review::ReviewOptions& options, Post post, Callbacks callbacks);
    ~ReviewWorker(); // stops and joins

    void look(annotation::Snapshot snapshot);
    // What a person said so far: the next looks are scored with what it teaches about this video (review/adaptation.h).
    // Also to be called when a project is opened, with the verdicts it remembers. Starts no look of its own.
    void learnFrom(std::vector<review::Verdict> verdicts);
    // The strip of an event of the last findings, or of one with a moved cut.
    void makeStrip(review::Event event);
    // Something else to be told by the evidence: runs on the worker after what was asked for before it, with the
    // evidence of the newest look(); what it returns runs on the owner thread. Waits while there is no evidence yet.
    using Question = std::function<std::function<void()>(const review::Evidence&, const JobContext&)>;
    void ask(Question question);
    bool isLooking() const; // a scan is wanted or running

private:
    struct Shared;
    static void work(Shared& shared, const std::stop_token& stop);

    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<ReviewWorker*> m_self; // posted functions hold it weakly: gone means call gone
    Callbacks m_callbacks;
    std::jthread m_thread;
};

} // namespace tw::workspace
