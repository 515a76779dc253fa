#pragma once
// How good a network is on labelled sequences. Torch-free.
//
//   AP50          COCO's average precision at IoU 0.5, all pictures of a sequence together
//   AP50 picture  the published program's figure: mean over the pictures of each one's AP
//   TPR@FAR=0.1   share of same-identity pairs whose cosine similarity is above the threshold that a tenth of the
//                 different-identity pairs pass; embeddings at labelled centres,
//                 of sequences whose identities are Real
//   TPR apart     the same share at FAR 0.01 over pairs at least 3 s apart, centred embeddings, of Linked sequences,
//   too
//                 (numbers that a picture shows together are different people); beside it the same with the colour
//                 stripes of core/appearance, which an embedding should beat
//   MOTA, IDF1, switches   of the full tracker over sequences that are videos
// Ignore regions take no part. Thread: as train().

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/model/detector.h"
#include "core/model/device.h"
#include "core/training/dataset.h"
#include "core/training/options.h"

#include <optional>

namespace tw::training {

struct TrackingScores {
    double mota = 0; // percent
    double idf1 = 0; // percent
    std::int64_t switches = 0;
    std::int64_t falsePositives = 0;
    std::int64_t misses = 0;
};

struct SequenceScores {
    std::string name;
    std::string set;
    std::size_t pictures = 0;
    std::size_t boxes = 0;
    double ap50 = 0; // percent, as all below
    double ap50Picture = 0;
    std::optional<double> tpr;      // absent without identities that occur twice
    std::optional<double> tprApart; // absent with too few pairs that are far enough apart
    std::optional<double> tprApartColours;
    std::optional<TrackingScores> tracking;
};

struct ValidationScores {
    std::vector<SequenceScores> sequences;
    double ap50 = 0; // mean over sets, so that a large set does not drown the others
    double ap50Picture = 0;
    std::optional<double> tpr; // mean over the sequences that have it, as the next two
    std::optional<double> tprApart;
    std::optional<double> tprApartColours;
    double score =
        0; // what "best" means: ap50, a third of tprApart (or tpr), and the mean of MOTA and IDF1 where tracked
};

struct ValidateOptions {
    InputSize size{576, 320};
    int maxPictures = 0;    // per run over all sequences, evenly spread; 0: all
    double threshold = 0.4; // of detections for the tracker
    bool track = true;      // needs all pictures; not done when maxPictures is set
    bool averageSets = true;
    std::string
        identityAt; // where embeddings are read, by TrainOptions::identityAt; empty: where the weights file says
};

struct ValidateRequest {
    std::filesystem::path model;
    std::vector<SourcePtr> sources;
    ValidateOptions options;
    model::Device device;
    // With a value: the pictures are looked at as `track` does, by a detector of these options (its levels, its mirror
    // image, its executor; thresholds are validation's own), instead of by the bare network at options.size. Embeddings
    // of labels are then the detector's map at the centre of the box.
    std::optional<model::DetectorOptions> asTracked;
};

// Errors: as Detector::load and detect(); InvalidArgument without pictures; Cancelled.
Result<ValidationScores> validate(const ValidateRequest& request, const JobContext& job);

// One object, numbers in percent: sequences.NAME.{AP50,AP50_picture,TPR,MOTA,IDF1,switches,...}, mean.{...}
std::string toJson(const ValidationScores& scores);
// Aligned lines for people.
std::string toTable(const ValidationScores& scores);

} // namespace tw::training
