#pragma once
// (private to workspace) The state behind Workspace, and the tracker run inside it.

#include "core/video/preview_builder.h"
#include "core/workspace/autosave.h"
#include "core/workspace/measure_job.h"
#include "core/workspace/offline_job.h"
#include "core/workspace/run_stream.h"
#include "core/workspace/tracking_job.h"
#include "core/workspace/workspace.h"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tw::workspace {

struct Workspace::OpenedVideo {
    std::unique_ptr<video::FrameSource> source;
    storage::ProjectMeta meta;
    bool known = false; // the project says the same about it
};

struct Workspace::Impl {
    explicit Impl(Options given);
    ~Impl();

    Result<void> openVideo(const std::filesystem::path& path, const JobContext& job);
    Result<void> openProject(const std::filesystem::path& path, const JobContext& job);
    // Opens a video and takes it; `expected` is what a project says about it.
    Result<void> attachVideo(const std::filesystem::path& path, const storage::ProjectMeta* expected,
                             const JobContext& job);
    void take(OpenedVideo opened);
    void startPreviews(const video::FrameSource& source, video::FrameServer::Options& server);
    // While the tracker decodes: its frames are written, none are decoded for previews.
    void pausePreviews(bool paused);

    // Tracking
    Result<RunId> start(pipeline::TrackRequest request, Existing wanted);
    // What becomes of tracks that are there.
    Result<RunStream::Plan> planFor(FrameRange frames, Existing mode) const;
    Result<void> enter(std::span<const annotation::TrackPtr> tracks, FrameRange frames, Existing mode);
    Result<void> checkFrames(pipeline::TrackRequest& request) const;
    ExistingTracks existing(FrameRange frames) const;
    Result<void> resume();
    Result<void> resumeAssociation();
    void pause();
    void stop();
    void launch(pipeline::TrackRequest request, RunStream::Plan plan);
    void take(pipeline::TrackBatch batch);
    void ended(const Result<pipeline::TrackReport>& report);
    void setRun(RunState state, std::string message = {});
    // The whole-video association of what the run has finished; then the run is `state`.
    void associate(RunState state, std::string message);
    void associated(Result<pipeline::OfflineOutcome> outcome, RunState state, std::string message);
    void cancelAssociation();
    bool mayAssociate() const;
    std::vector<tracker::StatedPlace> deletedBoxes() const;
    void measureRate(FrameIndex finished);
    storage::RunRecord record() const;
    // A run is in effect while its step is done; of one that was undone nothing is shown.
    bool inEffect(const storage::RunRecord& record) const;
    std::vector<RunId> runsInEffect() const; // newest first
    void showNewestRun();
    void settleRun(); // after undo and redo

    Options options;
    annotation::Document document;
    annotation::History history{document};
    std::unique_ptr<Autosave> autosave;
    Subscription keeping;    // history -> autosave
    bool editedSince = true; // the run's stream does not know the newest edits
    Signal<const SaveStatus&> savingChanged;

    video::VideoInfo info;
    std::string videoProblem;
    std::vector<double> seconds; // of every frame
    std::unique_ptr<video::FrameServer> server;
    std::unique_ptr<video::PreviewBuilder> previews; // while they are written here

    RunStatus run;
    std::string runOptions; // of the newest run, as stored
    pipeline::TrackRequest request;
    std::unique_ptr<RunStream> stream;
    std::optional<annotation::StepId> step;
    std::unique_ptr<TrackingJob> job;
    RunId jobRun{};                          // the run it is about; not `run` any more when that was undone
    std::unique_ptr<OfflineJob> association; // while it is under way; needs `autosave`, which stands above
    Signal<const RunStatus&> runChanged;
    std::chrono::steady_clock::time_point rateSince{};
    FrameIndex rateFrom = 0;

    MeasureStatus measureStatus;
    Signal<const MeasureStatus&> measureChanged;
    std::unique_ptr<MeasureJob> measuring; // while it is under way; needs `autosave`, which stands above
};

} // namespace tw::workspace
