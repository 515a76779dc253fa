#pragma once
// (private to workspace) Fills in what the peaks of runs lack of their frames' pixels, on a thread of its own
// (pipeline/measure_video.h), and hands them to the owner thread in a short queue.
//
// Owner thread for every function; the callbacks are called there too, through `post`.

#include "core/base/queue.h"
#include "core/pipeline/measure_video.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace tw::workspace {

class MeasureJob
{
public:
    using Post = std::function<void(std::function<void()>)>;
    struct RunPeaks {
        RunId run{};
        FrameRange frames;
        pipeline::StoredPeaks stored; // any thread
    };
    struct Callbacks {
        std::function<void(RunId, std::vector<FramePeaks>)> peaks;
        std::function<void(FrameIndex done, FrameIndex total)> progress; // of all runs
        std::function<void(const Result<pipeline::MeasureReport>&)> end; // after the last peaks; of all runs together
    };

    MeasureJob(std::filesystem::path video, std::vector<RunPeaks> runs, const Post& post, Callbacks callbacks);
    // Stops and joins; no callback comes any more.
    ~MeasureJob();
    void requestStop();

private:
    struct Block {
        RunId run{};
        std::vector<FramePeaks> peaks;
    };
    struct Channel {
        BoundedQueue<Block> blocks{2};
        std::mutex mutex;
        FrameIndex done = 0, total = 0;
        std::unique_ptr<Result<pipeline::MeasureReport>> report;
    };
    static Result<pipeline::MeasureReport> measure(const std::filesystem::path& video,
                                                   const std::vector<RunPeaks>& runs, Channel& channel,
                                                   const std::function<void()>& wake, std::stop_token stop);
    void deliver();

    std::shared_ptr<Channel> m_channel;
    Callbacks m_callbacks;
    bool m_ended = false;                // the last callback came
    std::shared_ptr<MeasureJob*> m_self; // posted functions hold it weakly: gone means call gone
    std::jthread m_worker;
};

} // namespace tw::workspace
