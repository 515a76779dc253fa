#pragma once
// Every number of the training, each with its source. Plain values, torch-free.
//   [code]   the published FairMOT program (spec of its training: pipeline, targets, losses, optimiser)
//   [ours]   Trackwright's recipe for the small CPU network; reasons in core/training/README.md
//   [standard] the second run of the larger network only
//
// paperOptions() is the published program for dla_34; liteOptions() is where recipes of the small network begin;
// fineTuneOptions() continues a finished model on a few hundred corrected frames.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tw::training {

struct InputSize {
    int width = 0; // multiples of 32
    int height = 0;
    friend bool operator==(const InputSize&, const InputSize&) = default;
};

struct AugmentOptions {
    double saturation = 0.5;    // S *= 1 +- this                                   [code]
    double value = 0.5;         // V *= 1 +- this                                   [code]
    double hueDegrees = 0;      // hue turned by +- this                            [ours: 8]
    double rotationDegrees = 5; //                                                  [code; ours: 4]
    double scaleLow = 0.5;      //                                                  [code; ours: 0.42]
    double scaleHigh = 1.2;     //                                                  [code; ours: 1.65]
    double translate = 0.10;    // of the other side (sic)                          [code]
    double shearDegrees = 2;    //                                                  [code; ours: 1]
    double flip = 0.5;          //                                                  [code]
    double grey = 0;            // probability of a grey picture                    [ours: 0.08]
    double blur = 0;            // probability of a small Gaussian blur             [ours: 0.1]
    double noise = 0;           // probability of sensor noise                      [ours: 0.06]
    double mosaic = 0;          // probability that a sample is made of 4 pictures  [ours: 0.2]
    double minSide = 4;         // boxes below this after the warp are dropped, px  [code; ours: 3]
    double minAreaShare = 0.1;  // of the box's area before the warp                [code]
    double minInsideShare = 0;  // of a box's area inside the input, else it is an ignore region [code: 0; ours: 0.25]
    bool roam = false;          // enlarged pictures are cut anywhere, not only near the middle [ours]
    double closeUp = 0;         // probability that one person is enlarged to 0.5 to 1.5 of the input's height
                                //                                                  [ours: 0.12]
    double occlude = 0;         // probability that a side of a person is covered by a patch of background [ours: 0.12]
    double replaceBackground = 0; // probability that what surrounds a person is replaced by another part of the picture
                                  //                                                  [standard: 0.12]
    double maxAspect = 10;        //                                                  [code]
    double minVisibility = 0;     // people less visible than this neither count nor punish [code: 0; ours: 0.08]
    bool clip = false;            // clip boxes to the input before the filters (MOT20) [code: option]
};

struct LossOptions {
    double heatWeight = 1;               //                                           [code]
    double clutterWeight = 0;            // of the background peaks the network is most sure of
                                         //                         [standard: 1.5; Shrivastava et al. 2016]
    int clutterPeaks = 8;                // so many a picture                         [standard]
    double sizeWeight = 0.1;             // L1 of the four distances, in cells        [code; yolo and ours: 0.5]
    double offsetWeight = 1;             //                                           [code]
    double giouWeight = 0;               // 1 - generalised IoU of the boxes          [ours: 1; Rezatofighi et al. 2019]
    double detectionUncertainty = -1.85; // s_det at the start                       [code]
    double identityUncertainty = -1.05;  // s_id at the start                         [code]
    std::string balance = "uncertainty-task"; // "fixed", "uncertainty-task", "uncertainty-branch", "gradnorm", "mgda"
                                              // (balance.h)                    [code: uncertainty-task, "fix"]
    double fixedIdentityWeight = 0.1;         // of L_id with "fixed"                   [code]
    double gradNormAlpha = 1.5;               // strength of "gradnorm"                 [Chen et al. 2018]
    double gradNormRate = 25;                 // its weights learn so many times faster [Chen et al.: 0.025 beside 1e-3]
    double contrastiveWeight = 0;             // supervised contrastive term               [ours: 1; Khosla et al. 2020]
    double sameSizeWeight = 1;                // of other people who look as tall, in that term
                                              //                    [standard: 2; Robinson et al. 2021]
    double distillWeight = 0;                 // 1 - cosine between a projection of the embedding and the vector of a
                                              // re-identification network            [ours: 2; Hinton et al. 2015]
    double relationWeight = 0;                // squared difference of the two networks' pairwise cosines
                               //                     [ours: 10; relational distillation, Park et al. 2019]
    double decorrelationWeight = 0; // spread of, and covariances between, the numbers of an embedding
                                    //                                         [ours: 0.05; Bardes et al. 2022]
    double softScores = 0;          // target of a box's centre: 1 - this * (1 - Label::score) [ours: 0.5]
    double temperature = 0.1;       // of the contrastive term                   [Khosla et al. 2020; ours: 0.1]
    std::string classify = "all";   // whose identities the classifier learns: "all", "linked" (Real and Linked),
                                    // "real", "none"                            [code: all; ours: real]
    int minIdentityBoxes = 1;       // identities with fewer boxes are not classified [code: 1; ours: 2]
    double trustNegativesBelow = 0; // sources that are not exhaustive: outside boxes, cells where the network itself
                                    // says less than this count as background; 0: none does [ours: 0.3]
};

struct OptimiserOptions {
    double learningRate = 1e-4;        //                                             [code; ours: 1e-3]
    double loadedFactor = 1;           // on parameters that came from the init file  [code: 1; ours: 0.2]
    std::vector<std::string> fullRate; // prefixes of parameters that learn at the full rate although the file has them:
                                       // there they are random                  [ours: the neck's last stage]
    double weightDecay = 0;            // decoupled (AdamW), not on biases and norms  [code: 0; ours: 0.01]
    double beta1 = 0.9;                //                                             [code]
    double beta2 = 0.999;              //                                             [code]
    double epsilon = 1e-8;             //                                             [code]
    std::string schedule = "steps";    // "steps", "cosine" or "constant"             [code; ours: cosine]
    std::vector<int> stepEpochs{20};   // times 0.1 after these epochs                [code]
    double finalFactor = 0.02;         // of the learning rate at the end of a cosine [ours]
    int warmUpSteps = 0;               // linear                                      [code: 0; ours: 100]
    double clipNorm = 0;               // of all gradients together; 0: none          [code: none; ours: 20]
    double emaDecay = 0;               // weights average; 0: none                    [code: none; ours: 0.9985]
    int accumulate = 1;                // batches per optimiser step                  [code: 1]
};

struct TrainOptions {
    std::string architecture = "dla_34";
    int embedding = 0; // 0: the architecture's own                   [code: 128; lite: 64]
    std::string identityAt =
        "center"; // or "center-bi", "roi-align", "pos-anchor", "two-stage" (identity_sampling.h) [code: center]
    std::vector<InputSize> sizes{{1088, 608}}; // one is drawn per batch             [code]
    int batch = 12;                            //                                             [code; ours: 16]
    int epochs = 30;                           // ends after this, or ...                     [code]
    double minutes = 0;     // ... when this much time is over (> 0: epochs are ignored; the cosine follows
                            // the clock, so such a run is not repeatable bit for bit)
    std::int64_t steps = 0; // ... or after so many steps (> 0: epochs are ignored)
    int epochPictures = 0;  // pictures an epoch; 0: as many as there are
    std::map<std::string, double> shares;   // of the draws, relative, by the name of a set or of one sequence (which
                                            // then takes no part in its set); what is not listed gets share 0, and
                                            // is named in a message; empty, or nothing of the data is listed:
                                            // by number of pictures
    std::vector<std::string> notExhaustive; // sets that leave people out, whatever their manifest says
    double pairs = 0;            // share of the batch that comes as two views of one person: neighbouring pictures
                                 // with a common identity, or one picture twice [ours: 0.4]
    int neighbourFrames = 8;     // how far apart the two pictures of a pair may be ...
    double apartSecondsLow = 0;  // ... and the distance in time that is preferred where a person can be followed so far
    double apartSecondsHigh = 0; // 0: none                                       [ours: 1 to 3]
    std::vector<std::string> leaveOut;     // names of sequences that take no part
    std::map<std::string, double> heldOut; // by name of a training sequence: the last share of its pictures validates
    int maxObjects = 500;                  // K                                           [code]
    std::uint64_t seed = 317;              //                                             [code]
    int replicas = 0; // copies of the network that share a batch, each on one CPU core; 0: by cores
    int loaderThreads = 1;
    int prefetchBatches = 4;
    double cacheMegabytes = 3000;         // decoded pictures kept
    std::string precision = "fp32";       // or "bf16": convolutions in bfloat16, losses and weights in fp32
    std::vector<std::string> freeze;      // parameters whose names begin with one of these stay as they are
    bool keepStatistics = false;          // batch norms normalise with the statistics of the init file, which stay
    std::vector<std::string> notFromInit; // parameters whose names begin with one of these start random although the
                                          // init file has them ("id.": the identity head, for fair comparisons)
    double reportSeconds = 1;             // between two calls of the step hook and lines of the log; 0: every step
    double checkpointMinutes = 3;         // between two states on disk; 0: after every step
    double validateMinutes = 10;          // 0: only at the end
    double keepMinutes = 0;               // between two weights files that are kept in snapshots/; 0: none
    int validationPictures = 120;         // during training, spread over the validation sequences; 0: all
    int badBatches = 3;                   // so many batches in a row with NaN stop the run
    AugmentOptions augment;
    LossOptions loss;
    OptimiserOptions optimiser;

    // Errors: InvalidArgument names the field.
    Result<void> check() const;
};

TrainOptions paperOptions();
TrainOptions liteOptions();
TrainOptions fineTuneOptions();
// The recipe with which a network is trained from its beginning: liteOptions() for "lite" and "standard", otherwise
// paperOptions(); `architecture` is filled in.
TrainOptions recipeOf(const std::string& architecture);

// JSON with one member per field; unknown members are InvalidArgument.
std::string toJson(const TrainOptions& options);
Result<TrainOptions> optionsFromJson(const std::string& text, const TrainOptions& defaults);
// The same of a file. Errors name it.
Result<TrainOptions> optionsFromFile(const std::filesystem::path& path, const TrainOptions& defaults);

} // namespace tw::training
