#pragma once
// (private to workspace) The worker of one tracker run and the way back to the owner thread. Batches wait in a short
// queue: an owner that is busy slows the tracker down, nothing piles up.
//
// Owner thread for every function; the callbacks are called there too, through `post`.

#include "core/base/queue.h"
#include "core/pipeline/track_video.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace tw::workspace {

class TrackingJob
{
public:
    using Post = std::function<void(std::function<void()>)>;
    struct Callbacks {
        std::function<void(pipeline::TrackBatch)> batch;
        std::function<void(const Result<pipeline::TrackReport>&)> end; // after the last batch; not after destruction
    };

    TrackingJob(pipeline::TrackRequest request, const Post& post, Callbacks callbacks);
    // Stops and joins; no callback comes any more. Batches already computed but not delivered are lost here: stop() and
    // drain() keep them.
    ~TrackingJob();

    void pause();
    void resume();
    bool paused() const;
    void requestStop();
    // Requests the stop, waits for the worker (one network pass at most) and delivers what it had finished.
    void stopAndDrain();

private:
    struct Channel {
        BoundedQueue<pipeline::TrackBatch> batches{8};
        mutable std::mutex mutex;
        std::condition_variable_any changed;
        bool paused = false;
        std::shared_ptr<Result<pipeline::TrackReport>> report;
    };

    static void work(const pipeline::TrackRequest& request, Channel& channel, const std::function<void()>& wake,
                     std::stop_token stop);
    void deliver();

    std::shared_ptr<Channel> m_channel;
    Callbacks m_callbacks;
    std::shared_ptr<TrackingJob*> m_self; // posted functions hold it weakly: gone means call gone
    std::jthread m_worker;
};

} // namespace tw::workspace
