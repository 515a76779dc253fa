#pragma once
// What the trainer and the validator learn from and measure on: pictures with boxes and identities, from any source.
// Boxes are picture pixels (core/base/box.h), amodal. Torch-free.
//
// Thread: sources are read from several loader threads at once, so everything const must be thread-safe.
// Source of the layouts: MOTChallenge (img1/, gt/gt.txt, seqinfo.ini), JDE / FairMOT's labels_with_ids lists.

#include "core/base/box.h"
#include "core/base/result.h"
#include "core/training/picture.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace tw::training {

// Where the identities of a source come from; decides what they can teach.
//   Real    track numbers given by people: two different numbers are two different people
//   Linked  boxes of neighbouring pictures joined by a program: the same number is the same person, but one person may
//           have several numbers, so numbers of different pictures are never taken as different people
//   PerBox  every box has its own number (the paper's single-image training): as Linked
//   None    no identities: boxes train detection only
enum class IdentityKind { None, PerBox, Linked, Real };
std::string_view toString(IdentityKind kind);

struct Label {
    Box box;
    std::int64_t identity = -1; // within the source; -1: no identity, trains detection only
    bool ignore = false;        // neither person nor background (MOT flag 0, distractor classes)
    double visibility = 1;      // share of the person that is seen, where the source says so
    double score = 1;           // of the network that made the box, 0..1; 1 for boxes made by people
    bool added = false;         // the box completes the labels of another origin: its identity is its own (PerBox)
    std::int32_t vector = -1;   // DatasetSource::identityVector(); -1: none
};

// Of one re-identification vector.
constexpr std::size_t kIdentityVectorSize = 256;

struct SourceInfo {
    std::string name; // of the sequence, for logs
    std::string set;  // several sequences of one kind; sampling shares are given per set
    IdentityKind identities = IdentityKind::Real;
    bool exhaustive = true; // false: some people carry no box; detections outside boxes are not punished
    bool automatic = false; // boxes were made by a program, not by people
    bool video = true;      // pictures follow each other in time: a tracker can run over them
    double frameRate = 30;  // for the tracker's memory
};

class DatasetSource
{
public:
    virtual ~DatasetSource() = default;
    virtual const SourceInfo& info() const = 0;
    virtual std::size_t size() const = 0;
    // For messages: a path or "project frame 12".
    virtual std::string pictureName(std::size_t index) const = 0;
    virtual const std::vector<Label>& labels(std::size_t index) const = 0;
    // Time of a picture, seconds from the first; of sources that are videos.
    virtual double seconds(std::size_t index) const { return static_cast<double>(index) / info().frameRate; }
    // What a re-identification network says of the person with Label::vector `row`: kIdentityVectorSize numbers that
    // are compared by cosine. Empty where there is none.
    virtual std::span<const std::int8_t> identityVector(std::int32_t /*row*/) const { return {}; }
    // Errors: NotFound, Unreadable, Cancelled.
    virtual Result<PicturePtr> picture(std::size_t index) const = 0;
};
using SourcePtr = std::shared_ptr<const DatasetSource>;

// Frames handed over by the caller, for instance the verified ranges of a project: pictures come from a function, so
// that nothing has to be decoded before it is needed.
struct MemoryFrame {
    std::string name;
    std::vector<Label> labels = {};
    std::optional<double> seconds = {}; // absent: by number and frame rate
};
// `vectors`: rows of kIdentityVectorSize numbers, or nothing.
SourcePtr makeMemorySource(SourceInfo info, std::vector<MemoryFrame> frames,
                           std::function<Result<PicturePtr>(std::size_t)> picture,
                           std::vector<std::int8_t> vectors = {});

// Pictures first .. first+count-1 of another source.
SourcePtr makePartSource(SourcePtr source, std::size_t first, std::size_t count);
// Another source with other labels, one list for each picture.
SourcePtr makeRelabelledSource(SourcePtr source, std::vector<std::vector<Label>> labels);

enum class Split { Train, Validation, All };

// Which of several label files of a sequence.
struct DatasetOptions {
    Split split = Split::All;
    bool completedLabels = true; // gt/gt_completed.txt where there is one; false: the labels of the source alone
    std::stop_token stop = {};   // pictures of videos are Cancelled from then on
};

struct OpenedDataset {
    std::vector<SourcePtr> sources;
    std::vector<std::string> issues; // lines that could not be taken, by file and line; reading went on
};

// A folder that is a MOTChallenge sequence (has gt/gt.txt and img1/, or a video named in seqinfo.ini), or holds such
// folders at most three levels down. Files beside gt.txt that are read where they exist:
//   labelled_frames.txt       frames of the video with labels, one number a line; the others are unknown
//   gt/scores.txt             frame,id,score of boxes that a network made
//   gt/reid.txt, gt/reid.i8   frame,id,row and the rows: kIdentityVectorSize signed bytes each
//   gt/gt_completed.txt       (with scores_completed.txt) the labels and the people they leave out
// manifest.json in `folder` or up to two levels above says for each sequence: set, identities, exhaustive, labels,
// split. Without it every sequence is Real and exhaustive; names that end in "-val" are validation.
// A file is taken as a labels_with_ids list: a picture path a line, relative to `folder` of the file's parent (or
// absolute); labels beside it with "images" replaced by "labels_with_ids" and the suffix by .txt.
// Errors: NotFound (nothing of the kind there), Unreadable (manifest, a gt.txt without a single usable line is an issue
// only when the file is not empty).
Result<OpenedDataset> openDataset(const std::filesystem::path& path, const DatasetOptions& options);
inline Result<OpenedDataset> openDataset(const std::filesystem::path& path, Split split)
{
    return openDataset(path, DatasetOptions{split});
}

struct DatasetCounts {
    std::size_t pictures = 0;
    std::size_t boxes = 0;
    std::size_t ignored = 0;
    std::size_t identities = 0; // different numbers, summed over sources
};
DatasetCounts count(const std::vector<SourcePtr>& sources);

} // namespace tw::training
