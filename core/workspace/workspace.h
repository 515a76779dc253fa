#pragma once
// An open project without a face: document, history, project file, frames, the running tracker. The window and the CLI
// are two faces of it. Owner thread only; workers reach the owner through Options::post.

#include "core/annotation/document.h"
#include "core/annotation/history.h"
#include "core/base/job.h"
#include "core/base/subscription.h"
#include "core/formats/format.h"
#include "core/pipeline/association_counts.h"
#include "core/pipeline/track_video.h"
#include "core/storage/kept_picture.h"
#include "core/storage/project_content.h"
#include "core/video/frame_server.h"
#include "core/video/frame_source.h"
#include "core/video/preview_cache.h"
#include "core/workspace/existing_tracks.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tw::workspace {

enum class RunState { None, Running, Paused, Finished, Stopped, Failed };

// One tracker run as people see it; survives closing.
struct RunStatus {
    RunId id{};
    RunState state = RunState::None;
    FrameRange frames;        // asked for
    FrameIndex nextFrame = 0; // everything before it (from frames.first) is finished
    double framesPerSecond = 0;
    double secondsLeft = 0; // < 0: unknown
    std::string model;      // "lite 864x480, cpu"
    std::string message;    // why it stopped or failed
    // The frames are there and are being associated again with the whole video in view; the state is that of before.
    bool associating = false;
    std::optional<pipeline::AssociationCounts> association; // what came of it; none: nothing yet
};

// Of measurePeaks().
struct MeasureStatus {
    bool running = false;
    FrameIndex done = 0; // frames
    FrameIndex total = 0;
    std::string message; // what it came to: "331 frames measured; the camera stands still"
    std::string problem; // why it ended early; empty when fine
};

struct SaveStatus {
    std::filesystem::path path; // empty: only in memory so far
    bool saved = true;          // everything is on disk
    std::string problem;        // "No space left on device: /x/y.twp"; empty when fine
};

// What becomes of tracks of a file whose number another track has here.
enum class TakenIds {
    Refuse,  // nothing is imported
    Renumber // they get the next free numbers, the others keep theirs
};

class Workspace
{
public:
    struct Options {
        // Runs a function on the owner thread, later and in order. The window posts to Qt's event loop, the CLI to a
        // queue.
        std::function<void(std::function<void()>)> post;
        std::size_t frameCacheBytes = 512ULL << 20;
        bool autosave = true; // false: nothing is written until saveAs()
        // Of the tracker's network, for who wants to lower them while it runs. May be null.
        std::shared_ptr<pipeline::ThreadShare> threads;
        // Previews of the video are read from it and written into it in the background. Null: none.
        std::shared_ptr<video::PreviewCache> previews;
    };

    // A video, image folder or project (.twp). A video opens the project beside it when there is one; otherwise a new
    // project that is written beside the video with the first change (reported in saveStatus() when that fails).
    // Errors: of the video or the project file. A project whose video is gone opens without frames (videoProblem()).
    static Result<std::unique_ptr<Workspace>> open(const std::filesystem::path& path, Options options,
                                                   const JobContext& job = {});
    ~Workspace();

    // --- document -------------------------------------------------------------------------------------------------
    const annotation::Document& document() const;
    annotation::Snapshot snapshot() const;
    const annotation::History& history() const;
    // Every change goes through here, also while the tracker runs: what a person touched is never overwritten by it,
    // and an identity that was swapped, joined, split or deleted continues as what it has become.
    Result<annotation::ChangeSet> run(const annotation::Edit& edit,
                                      annotation::Origin origin = annotation::Origin::Person);
    // As part of the newest step (History::amend).
    Result<annotation::ChangeSet> amend(const annotation::Edit& edit);
    Result<annotation::ChangeSet> undo();
    Result<annotation::ChangeSet> redo();
    Result<void> goTo(std::size_t historyPosition);
    Subscription observeDocument(std::function<void(const annotation::Change&)> observer);

    // --- video ----------------------------------------------------------------------------------------------------
    const video::VideoInfo& video() const;
    std::string videoProblem() const;                            // empty when frames can be read
    Result<void> relinkVideo(const std::filesystem::path& path); // fingerprint must match, or Conflict
    // The same in two steps, for a window: opening takes long and may be done on any thread at any time; linkVideo()
    // takes what was opened. Errors of opening: those of relinkVideo().
    struct OpenedVideo;
    using VideoOpener = std::function<Result<std::shared_ptr<OpenedVideo>>(const JobContext&)>;
    VideoOpener videoOpener(const std::filesystem::path& path) const;
    void linkVideo(std::shared_ptr<OpenedVideo> opened);
    video::FrameServer* frames(); // null without video
    // Opens the frames once more, for a worker; may be called on any thread and at any time.
    using FrameOpener = std::function<Result<std::unique_ptr<video::FrameSource>>(const JobContext&)>;
    FrameOpener frameOpener() const;
    double seconds(FrameIndex frame) const; // from the first frame; by the rate without video

    // --- project file ---------------------------------------------------------------------------------------------
    SaveStatus saveStatus() const;
    // Errors: of the store; a file that is there stays as it is then.
    Result<void> saveAs(const std::filesystem::path& path, storage::Present present = storage::Present::Replace);
    // Parts of the project file that could not be read when it was opened and were left out, one sentence part each.
    // While there are any, the file is not written: saveAs() with another path keeps it, with its own path writes over
    // it. Empty: nothing is missing.
    const std::vector<std::string>& damage() const;
    void flush(); // waits until everything is on disk or failed
    Subscription observeSaving(std::function<void(const SaveStatus&)> observer);

    // --- tracking -------------------------------------------------------------------------------------------------
    // What a run of these frames (empty: all) would meet.
    ExistingTracks existingTracks(FrameRange frames) const;
    // Starts in the background; one step of the history, and while that is undone the run is not shown anywhere. When
    // the last frame is there, or the run is paused or stopped, what is there is associated again with the whole video
    // in view, unless request.wholeVideo is off or a correction of identities would be lost: untouched boxes are
    // replaced within the run's step, or in a step of its own where edits came between. Errors: Conflict (one runs
    // already), InvalidArgument (also: nothing is untracked).
    Result<RunId> startTracking(pipeline::TrackRequest request, Existing existing = Existing::KeepEdited);
    // Tracks of these frames that the tracker made elsewhere (of foreign detections), as one step under the same
    // choice. Boxes of origin Tracker or Interpolated. Errors: as startTracking().
    Result<void> enterTracks(std::span<const annotation::TrackPtr> tracks, FrameRange frames, Existing existing);
    void pauseTracking();
    Result<void> resumeTracking(); // also a run that an earlier session left unfinished
    void stopTracking();           // what is finished stays
    RunStatus runStatus() const;   // of the newest run that is not undone
    // What the newest run was asked with: its network, size and thresholds, to ask the same network again. None: no
    // run.
    std::optional<pipeline::TrackRequest> newestRequest() const;
    Subscription observeRun(std::function<void(const RunStatus&)> observer);
    // Peaks of a frame from the newest run that has them; empty when none. From memory or the project file.
    FramePeaks peaksAt(FrameIndex frame) const;
    // The same for many frames and for workers: may be called on any thread while the workspace is there. Knows the
    // runs there are now; frames without peaks are left out. Errors: of the store.
    using PeakReader = std::function<Result<std::vector<FramePeaks>>(FrameRange)>;
    PeakReader peakReader() const;

    // Small pictures of people that were kept while the video was tracked (core/storage/kept_picture.h). Any thread
    // while the workspace is there. Errors: of the store.
    using PictureReader = std::function<Result<std::vector<storage::KeptPicture>>(FrameIndex)>;
    PictureReader pictureReader() const;
    // Whether one of them can be shown for this part of a frame (pipeline::showsArea).
    bool hasPicture(FrameIndex frame, const Box& area) const;

    // A text that the project keeps under a name; empty: none. Not part of the history.
    std::string setting(const std::string& name) const;
    void setSetting(const std::string& name, const std::string& value);

    // Fills in what stored peaks lack of their frames' pixels (colours, moving shares, camera motion), in the
    // background and without the network: for projects of older versions. Errors: Conflict (under way, or the tracker
    // runs), NotFound (no run), Unavailable (no video).
    Result<void> measurePeaks();
    void stopMeasuring(); // what is measured stays
    const MeasureStatus& measureStatus() const;
    Subscription observeMeasuring(std::function<void(const MeasureStatus&)> observer);

    // --- files ----------------------------------------------------------------------------------------------------
    // What was read from a file enters the document: one undoable edit, with the frames it calls verified. Identities
    // keep their numbers. Errors: Conflict when some are taken here and shall not be renumbered (names them), those of
    // run(); nothing is changed then. No tracks: no edit.
    Result<annotation::ChangeSet> enter(const formats::Imported& imported, TakenIds taken);
    // Numbers of the file that tracks of the document have.
    std::vector<TrackId> takenIds(const formats::Imported& imported) const;
    // Reads a file and enters it. Returns what was in it and what could not be taken. Errors: those of the format and
    // of enter().
    Result<formats::Imported> importTracks(const std::filesystem::path& path, const std::string& formatId = {},
                                           TakenIds taken = TakenIds::Refuse);
    formats::SequenceInfo sequenceInfo() const;

private:
    struct Impl;
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tw::workspace
