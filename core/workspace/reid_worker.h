#pragma once
// Answers questions about one frame on a thread of its own, with a decoder and a network of its own, so that neither
// stepping nor the window waits: who is at this place, and what in the picture looks like this person?
// Stored peaks answer without the network; the dense map of a frame is computed when a question needs it and kept until
// another frame is asked about. The newest question of each kind wins; one about a person goes before a map.
//
// Owner thread for every function; callbacks come there too, through `post`, and not after destruction.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/model/dense_frame.h"
#include "core/review/reidentify.h"
#include "core/workspace/worker_thread.h"
#include "core/workspace/workspace.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tw::workspace {

// The dense map of a frame; called on the worker only, one frame at a time. Errors: of the video and of the network.
using DenseSource = std::function<Result<std::shared_ptr<const model::DenseFrame>>(FrameIndex, const JobContext&)>;
// By decoding the frame and running the network of a request on it, on half of the processors; both are opened with the
// first question. May outlive the workspace.
DenseSource denseFrames(Workspace::FrameOpener opener, const pipeline::TrackRequest& request);

struct WhoQuestion {
    annotation::Snapshot snapshot;
    FrameIndex frame = kNoFrame;
    TrackId track = TrackId::kInvalid; // about its box in the frame; kInvalid: about the place
    double x = 0, y = 0;               // source pixels
};
struct WhoAnswer {
    WhoQuestion question;
    review::PersonQuery query; // the box asked about; without a track a peak under the place, else the cell there
    std::vector<review::Candidate> candidates;
    bool usedNetwork = false; // no stored peak was there
    bool onPeak = false;      // a person stands there, as far as the network sees
    double milliseconds = 0;
};

struct MapQuestion {
    annotation::Snapshot snapshot;
    FrameIndex frame = kNoFrame;
    TrackId track = TrackId::kInvalid; // whose look: its clean mean, or the box in the frame
};
// How much every place of a frame looks like a person. Cosines, row by row from above.
struct SimilarityMap {
    FrameIndex frame = kNoFrame;
    TrackId track = TrackId::kInvalid;
    int width = 0; // cells
    int height = 0;
    Box area; // that all cells cover together, source pixels; may reach beyond the picture
    std::vector<float> values;
    bool ofTrack = true; // false: of the box in the frame, the track has no clean mean
};

class ReidWorker
{
public:
    struct Callbacks {
        std::function<void(Result<WhoAnswer>)> answered;
        std::function<void(Result<SimilarityMap>)> mapped;
    };
    // `reader` must be callable until the worker is gone. `dense` may be empty: questions that need it fail with
    // Unavailable.
    ReidWorker(Workspace::PeakReader reader, DenseSource dense, PostToOwner post, Callbacks callbacks);
    ~ReidWorker(); // stops and joins

    void ask(WhoQuestion question);
    void map(MapQuestion question);
    // Takes back what has not been answered; answers on their way still come.
    void cancelAsk();
    void cancelMap();

private:
    struct State;
    class Work;
    static void work(Mailbox<State>& mailbox, const std::stop_token& stop, Work desk, const Callbacks& callbacks);

    WorkerThread<State> m_thread;
};

} // namespace tw::workspace
