#pragma once
// Actions to correct: an oracle with the ground truth plays the person who corrects tracks. It works through the review
// queue with the proposed edits, answers by the truth, then mends by hand what is left, and every action is counted.
//
// What is counted
//   action           a key, a click or a drag; a verdict is one, every frame that a cut is moved is one more
//   identity error   a place where a person gets another track (two who change places are one error), or where a track
//                    goes on with a person who was never tracked before
//   seconds          keystroke-level model: key 0.28, point and click 1.3, decide 1.35
//   other tools      the corrections that were really needed, at what each takes there; nothing for false alarms, since
//                    these tools have no queue, and nothing for finding the places
// Identity errors are decided beside the place in question, not by whether a score rises: of two exchanges one after
// the other the first alone lowers IDF1.
//
// Thread: runs on the calling one (tracking of a video: see track_video.h). Source: the benchmark is ours.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/laboratory/association_benchmark.h"
#include "core/model/detector.h"
#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tw::laboratory {

// Tracks with their truth.
struct CorrectionInput {
    std::string name;
    annotation::Snapshot truth;   // score 0: not to be evaluated; visibility counts
    annotation::Snapshot tracked; // what a tracker made of it
    review::PeakSource peaks;
    review::ReviewOptions review;
    // One person of the truth may carry several identities, as where labels were linked by a program: two that are
    // never seen in one frame may be one person, and nothing is decided by their difference.
    bool identitiesMayBreak = false;
};

struct CorrectionOptions {
    double minVisibility = 0.1;   // people seen less than this need no box, and a box on them is no mistake
    double stopProbability = 0.3; // the queue is left when nothing in it is this likely
    int cutTolerance = 4;         // boxes that may be wrong beside a cut before it is moved
    bool relink = false;          // after each verdict: take what it also settles, when that is right (one action)
    int maxVerdicts = 5000;
};

enum class Correction : std::uint8_t { Swap, Join, Split, Delete, Add };
inline constexpr int kCorrections = 5;

struct CorrectionStep {
    enum class By : std::uint8_t { Queue, Relink, Hand };
    By by = By::Queue;
    std::string what; // "swap", "fragment" ... of the queue; "join" ... by hand
    bool real = true; // false: a false alarm
    int actions = 0;
    double seconds = 0;
    double idf1 = 0; // after it
};

// A place where a track and a person part.
struct TrueError {
    enum class Type : std::uint8_t {
        Exchange,  // two people change tracks
        TakenOver, // the person goes on in a track that was there before
        Fragment,  // in a new track, within three seconds
        Reentry,   // in a new track, later
        Mixed      // a track goes on with a person who never had one
    };
    Type type = Type::Exchange;
    FrameIndex frame = kNoFrame;         // the first one with the other track, or the other person
    FrameIndex previousFrame = kNoFrame; // where the person was seen last; kNoFrame: never before
    TrackId person{};                    // of the truth
    TrackId track{};
    TrackId previousTrack{}; // kInvalid: the person is new, and the track had another one
    bool mended = false;     // by the queue
    // The most probable finding there before anything was corrected that the oracle would accept, or, when there is
    // none, the most probable other one; empty: none.
    std::string finding;
    bool accepted = false;  // by the oracle
    double probability = 0; // of it
};

std::string_view toString(TrueError::Type type);

struct CorrectionGoal {
    double idf1 = 0;
    std::optional<int> actions; // none: not reached
    std::optional<double> seconds;
};

struct OtherTool {
    std::string name;
    std::array<int, kCorrections> cost{}; // actions for one correction
    int actions = 0;
};

struct CorrectionReport {
    std::string name;
    FrameIndex frames = 0;
    int people = 0;
    std::int64_t truthBoxes = 0;
    std::int64_t switches = 0; // as CLEAR counts them, at the beginning
    double idf1Start = 0, idf1AfterQueue = 0, idf1End = 0;
    int shown = 0; // events the oracle answered
    int real = 0;
    int unknown = 0;                  // events that the truth does not decide: passed over, no action is counted
    int identityErrorsAfterQueue = 0; // all there are then, new ones included
    int identityActions = 0;          // for identities, false alarms counted
    int queueActions = 0, relinkActions = 0, handActions = 0;
    std::int64_t boxesTouched = 0;              // drawn or moved one by one
    std::int64_t boxesChanged = 0;              // other number, other place, new or gone
    std::optional<double> visibilityError;      // mean distance of the estimate to the truth, over matched boxes
    std::optional<double> visibilityErrorOfOne; // the same when every person is taken to be fully visible
    std::array<int, kCorrections> corrections{};
    std::vector<TrueError> errors; // at the beginning, by frame
    std::vector<CorrectionGoal> goals;
    std::vector<OtherTool> tools;
    std::vector<CorrectionStep> steps;
    double seconds = 0;

    int identityErrors() const { return static_cast<int>(errors.size()); } // at the beginning
    int identityErrorsMended() const;                                      // of these, by the queue
    int actions() const { return queueActions + relinkActions + handActions; }
    std::optional<double> actionsPerSwitch() const;
    std::optional<double> queueRecall() const;
    std::optional<double> precisionFirstHalf() const;
    double boxesTouchedShare() const;
};

// Errors: those of evaluation (damaged input), Cancelled.
Result<CorrectionReport> runCorrectionBenchmark(const CorrectionInput& input, const CorrectionOptions& options,
                                                const JobContext& job = {});

// Whether findings on the tracks as they are are real errors, as the oracle would answer; none where the truth does not
// say (identitiesMayBreak): what calibration asks.
Result<std::vector<std::optional<bool>>> judgeEvents(const CorrectionInput& input,
                                                     std::span<const review::Event> events,
                                                     const CorrectionOptions& options = {}, const JobContext& job = {});

// What made the tracks that are corrected.
enum class TrackedBy : std::uint8_t {
    WholeVideo, // association of the stored peaks with the whole video in view: the product's default
    Online      // FairMOT's, frame by frame; also stands for files of other trackers
};

struct CorrectionVideo {
    std::filesystem::path video;
    std::filesystem::path truth; // any format of people's tracks, or a sequence folder
    std::string model = "lite";
    model::DetectorOptions detector;
    FrameRange frames{0, -1}; // empty: all
    int every = 1;            // frame that the network sees
    TrackedBy tracker = TrackedBy::WholeVideo;
};
// Tracks the video. Errors: those of trackVideo and of reading the truth.
Result<CorrectionInput> correctionInputFromVideo(const CorrectionVideo& request, const JobContext& job);

// The peaks that a project keeps, associated again. Errors: of reading peaks and truth, of the tracker, Cancelled.
Result<CorrectionInput> correctionInputFromPeaks(const AssociationCase& source, TrackedBy tracker, double threshold,
                                                 const JobContext& job);

// A drawn scene and what a detector of falling quality and the tracker make of it; difficulty 1..5: more people, less
// like themselves, more often missed. Colours are measured in the drawn pictures. The same for the same numbers.
Result<CorrectionInput> correctionInputFromScene(int difficulty, std::uint64_t seed, FrameIndex frames,
                                                 const JobContext& job, TrackedBy tracker = TrackedBy::WholeVideo);

} // namespace tw::laboratory
