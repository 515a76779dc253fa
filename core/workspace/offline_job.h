#pragma once
// (private to workspace) The worker that associates a run again with the whole video in view, and its way back to the
// owner thread.
//
// Owner thread for every function; `done` is called there too, through `post`, once and not after destruction.

#include "core/pipeline/track_offline.h"

#include <functional>
#include <memory>
#include <thread>

namespace tw::workspace {

class OfflineJob
{
public:
    using Post = std::function<void(std::function<void()>)>;
    using Done = std::function<void(Result<pipeline::OfflineOutcome>)>;

    OfflineJob(pipeline::OfflineRequest request, const Post& post, Done done);
    ~OfflineJob() { m_self.reset(); } // stops and joins

    void requestStop() { m_worker.request_stop(); }
    // What the work is about: the document as it was when it began.
    const annotation::Snapshot& document() const { return m_document; }

private:
    annotation::Snapshot m_document;
    std::shared_ptr<Done> m_self; // posted functions hold it weakly: gone means call gone
    std::jthread m_worker;
};

} // namespace tw::workspace
