#pragma once
// The main job: frames -> network -> tracker -> batches of tracks and peaks. Used by window, CLI, validation and
// benchmarks alike. Decode, network and association overlap (two queues); memory is bounded by their lengths.
//
// Threads: decode and network on two of its own, association on the calling one, where the sink is called. A sink that
// blocks pauses the whole line within a few frames. While a picture is decoded the network does with one thread less
// (thread_share.h).
// Embeddings are rounded to half precision before the tracker sees them, so that a run resumed from its stored peaks
// gives the same peaks, measurements and identities as one that was never stopped.

#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/base/result.h"
#include "core/model/detector.h"
#include "core/pipeline/frame_measurer.h"
#include "core/pipeline/thread_share.h"
#include "core/storage/kept_picture.h"
#include "core/tracker/offline/options.h"
#include "core/tracker/options.h"
#include "core/tracker/tracker.h"
#include "core/video/frame_source.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tw::pipeline {

struct TrackRequest {
    std::filesystem::path video;
    FrameRange frames{0, -1};  // empty: all
    int every = 1;             // network on every n-th frame, boxes between are interpolated
    bool measure = true;       // colours and moving share of the peaks, motion of the camera (frame_measurer.h)
    std::string reid = "reid"; // re-identification network (core/model/reid_encoder.h): name or file; empty: none
    std::string model = "lite";
    model::DetectorOptions detector{.framesAtOnce = 0};
    tracker::FairmotOptions tracker; // its frameRate is replaced by the video's, divided by `every`
    // Once the frames are there, their stored peaks are associated again with the whole video in view; the tracks of
    // this run are those of the online tracker. For the receiver (track_offline.h); nothing here looks at it.
    bool wholeVideo = true;
    tracker::OfflineOptions offline; // detectionThreshold and frameRate are replaced by the detector's and the video's
    tracker::FilterOptions filter;   // which tracked boxes are shown and written
    // Peaks that were measured before, of any frames: these are neither decoded nor shown to the network. Null, or null
    // for a frame: measure it. Called on the decoding thread, in the order of the frames.
    std::function<std::shared_ptr<const FramePeaks>(FrameIndex)> known;
    // Small pictures of the tracked people are kept, of so many bytes in the whole video (picture_keeper.h). 0: none.
    std::size_t pictureBytes = 0;
    // Of frames before frames.first: rebuilds the state of the tracker, and of the measurements, on resume.
    std::vector<FramePeaks> replay;
    // Of the network, to be lowered while the run is under way; null: never lowered. Processors only.
    std::shared_ptr<ThreadShare> threads;

    Result<void> check() const;
};

// Finished frames, in order, at most 20 batches a second.
struct TrackBatch {
    FrameRange frames;
    // Only in the first batch of a resumed run (its `frames` are empty): where each identity of the replayed part was
    // seen last, so that the receiver finds out which of its tracks that identity has become.
    std::vector<std::pair<FrameIndex, tracker::TrackedBox>> lastSeen;
    std::vector<tracker::FrameTracks> tracks; // one entry a frame; shown boxes only (filters applied)
    std::vector<FramePeaks> peaks;            // one entry a frame the network saw
    std::vector<storage::KeptPicture> pictures;
};
using BatchSink = std::function<void(TrackBatch)>;

struct TrackReport {
    FrameRange frames; // finished; shorter than asked when stopped or when the video broke off
    bool stopped = false;
    double seconds = 0;
    double framesPerSecond = 0;
    double decodeSeconds = 0;      // busy, on the decode thread, including preprocessing
    double networkSeconds = 0;     // including decoding of peaks
    double networkWaitSeconds = 0; // for pictures, after the first one
    double measureSeconds = 0;     // of what frame_measurer.h measures, on the calling thread
    double pictureSeconds = 0;     // of kept pictures, on the calling thread
    double associationSeconds = 0;
    CameraSummary camera;
    model::ModelInfo model;
    std::vector<std::string> issues; // unreadable frames, early end
};

// Errors: those of opening the video and of loading the model; Unavailable when the network's device was lost on the
// way (the sink has got all frames before). Other trouble ends the job early and stands in issues.
Result<TrackReport> trackVideo(const TrackRequest& request, const BatchSink& sink, const JobContext& job);
// The same with a network that is loaded already; its options are in force, not those of the request.
Result<TrackReport> trackVideo(const TrackRequest& request, model::Detector& detector, const BatchSink& sink,
                               const JobContext& job);

} // namespace tw::pipeline
