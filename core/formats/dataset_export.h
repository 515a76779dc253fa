#pragma once
// A folder that trainers and evaluators take as it is:
//   OUT/images/NAME-train/SEQ/img1/000001.jpg   pictures of the frames, when asked for
//   OUT/images/NAME-train/SEQ/gt/gt.txt         with seqinfo.ini and trackwright.json (mot.h)
//   OUT/images/NAME-val/SEQ-val/...             the same for validation
//   OUT/images/seqmaps/NAME-train.txt           TrackEval: GT_FOLDER=OUT/images, BENCHMARK=NAME, SPLIT_TO_EVAL=train
//   OUT/labels_with_ids/NAME-train/SEQ/img1/    FairMOT and JDE: the same path with images replaced
//   OUT/NAME.train, OUT/NAME.val                picture paths relative to OUT, one a line
//   OUT/manifest.json                           what is in it, for this program's own trainer and for re-export
//
// Split in time: the last part of each sequence is validation and begins with frame 1 again (the manifest says which
// frames it was); or by whole sequences, which keep their names. Labels hold pedestrians that count (score above 0);
// their ids are numbered through all sequences from 1, as trainers need, everything else keeps its ids.
//
// A frame whose picture cannot be read is left out with its boxes and listed as a problem; the frames after it move up.
//
// Exporting again gives the same bytes; files that an earlier export made and this one does not are removed. A folder
// with other content is refused. Cancelled or broken off: the manifest says "complete": false, and exporting again
// works.
//
// Thread: runs on the calling one, as do the image callbacks.
// Source: FairMOT and JDE data layout; TrackEval MotChallenge2DBox folder layout.

#include "core/base/job.h"
#include "core/formats/format.h"

#include <functional>

namespace tw::formats {

// The bytes of a picture file of one frame, exactly that frame.
using FrameImage = std::function<Result<std::string>(FrameIndex)>;

struct DatasetSequence {
    annotation::Snapshot document;
    SequenceInfo info;      // name, length and image size must be known
    FrameImage image;       // empty: no pictures
    bool exhaustive = true; // false: some people carry no box
};

struct DatasetOptions {
    std::string name = "trackwright";
    double validationShare = 0.2;                 // of each sequence, its last part; 0: none
    std::vector<std::string> validationSequences; // not empty: these sequences as a whole instead
    std::string imageExtension = ".jpg";          // of what the callbacks give
    int decimals = 3;
};

struct DatasetReport {
    std::size_t sequences = 0;
    std::size_t images = 0;
    std::size_t boxes = 0;   // rows of gt.txt
    std::size_t labels = 0;  // rows of labels_with_ids
    std::size_t removed = 0; // files of an earlier export
    std::vector<Issue> issues;
};

// Errors: InvalidArgument (names twice or unusable, length or size unknown, share outside 0..1), Conflict (the folder
// holds other things), Unreadable (no picture of a part), Io, Cancelled, those of the callbacks but Unreadable.
Result<DatasetReport> exportDataset(const std::filesystem::path& folder, const std::vector<DatasetSequence>& sequences,
                                    const DatasetOptions& options, const JobContext& job);

} // namespace tw::formats
