#pragma once
// The network as the rest of the program sees it: an image in, detections with embeddings out. Torch-free (PIMPL).
//
// Thread: belongs to one thread at a time (a job). Boxes are source pixels, amodal.
// Source: FairMOT, IJCV 2021, sec. 3; decoding of the published program.

#include "core/base/detection.h"
#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/model/dense_frame.h"
#include "core/model/device.h"
#include "core/model/embedding_map.h"
#include "core/model/network_size.h"
#include "core/model/preprocess/preprocess.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tw::model {

// Auto: bfloat16 where a network has kernels for it and this processor measurably multiplies faster in it; otherwise
// float32. What was chosen stands in Detector::options().
enum class Precision { Float32, BFloat16, Float16, Auto };
// Which implementation runs the layers. Auto takes the fastest that this network and machine support. Streamed keeps a
// few frames on the device at a time and fetches nothing but peaks; meant for GPUs, the same on the CPU.
enum class Executor { Auto, Eager, Fused, Streamed };

// Whether the network also sees the mirror image, and what it found in both is averaged: fewer false boxes, steadier
// ones, twice the time. Auto: where the number of levels is left open and becomes two.
enum class Mirror { Auto, Off, On };

struct DetectorOptions {
    NetworkSize size{}; // without a width: the model's own
    // 1: the network sees the image once, at `size`. 2: also at half of it, for people who are taller there than those
    // it was trained on; sides are multiples of 64, and the time is 1.25 times that of `size` alone. 0: 2 for "lite"
    // and "standard" at their own size, which is then 1.5 times the one they were trained at; otherwise 1.
    int levels = 0;
    Mirror mirror = Mirror::Auto;
    Device device{};
    Precision precision = Precision::Auto;
    Executor executor = Executor::Auto;
    // On a processor, with a network that has a fused form: images that submit() takes are worked on side by side, this
    // many at a time with the processor's threads divided among them. 0: by processors and network; 1: one after the
    // other. detect(), embed() and look() use all threads for one image. The numbers do not depend on it.
    int framesAtOnce = 1;
    int topK = 500;              // peaks kept, FairMOT's K
    float threshold = 0.4F;      // FairMOT's conf_thres: detections with a score above it are returned
    float keepThreshold = 0.05F; // peaks above this are returned as `peaks`, for review and re-association

    Result<void> check() const;
};

struct FrameDetections {
    std::vector<Detection> detections; // score > threshold, best first
    std::vector<Detection> peaks;      // keepThreshold < score, best first; a superset of detections
};

// Where the time of one detect() goes, for benchmarks.
struct DetectTimes {
    double preprocessMs = 0; // source image to network input; 0 for a prepared one
    double networkMs = 0;    // trunk and dense heat map
    double headsMs = 0;      // peaks, the other heads there, boxes
    double flop = 0;         // multiplications and additions of the network's part; 0: this executor does not know
    double headsFlop = 0;    // likewise, of the heads at the peaks
};

struct ModelInfo {
    std::string architecture; // "lite", "dla_34", ...
    std::string name;         // "lite", or the file's stem
    std::filesystem::path file;
    NetworkSize trainedSize;
    int embeddingSize = 0;
    std::int64_t parameters = 0;
    std::string report;   // what did not fit while loading; empty when all did
    std::string executor; // what actually runs: "eager fp32", "fused bf16 AVX-512"
};

class FrameSteps;

class Detector
{
public:
    // `model` is a registered name whose weights are installed ("lite"), or a path to a weights file.
    // Errors: NotFound, Unreadable, Refused, ShapeMismatch (too little of the network was in the file), Unavailable.
    static Result<Detector> load(const std::string& model, const DetectorOptions& options);

    // A network with random weights, to measure how long it takes: what it detects means nothing; info().report says
    // so. Errors: NotFound (no such architecture; names the known ones), Unavailable.
    static Result<Detector> untrained(const std::string& architecture, const DetectorOptions& options);

    // A detector over given steps instead of a network, for tests of what follows it. embed() is not for it.
    static Detector over(std::unique_ptr<FrameSteps> steps, const DetectorOptions& options, ModelInfo info);

    Detector(Detector&&) noexcept;
    Detector& operator=(Detector&&) noexcept;
    ~Detector();

    // Errors: InvalidArgument (empty image), Unreadable (the weights produce numbers that are not finite), OutOfMemory,
    // Internal.
    Result<FrameDetections> detect(const ImageView& image);
    // The same, with the times.
    Result<FrameDetections> detect(const ImageView& image, DetectTimes& times);
    // An image that a Preprocessor of options().size has prepared, on whatever thread. The same numbers.
    // Errors: InvalidArgument (prepared for another size, planes that this detector does not take), otherwise as above.
    Result<FrameDetections> detect(const PreparedImage& image);
    Result<FrameDetections> detect(const PreparedImage& image, DetectTimes& times);

    // Several images at a time: submit() starts one, take() waits for the oldest and returns what detect() would.
    // Between them up to framesInFlight() images are under way; 1 where nothing is gained by more. submit() needs room
    // and take() an image; detect() and embed() need that none is under way. Errors of take(): as detect(); Unavailable
    // when the device was lost, for that image and all later ones.
    int framesInFlight() const;
    int underWay() const;
    void submit(const PreparedImage& image);
    Result<FrameDetections> take();
    // Whether an image may be prepared as planes (PreparedImage::planes): then the device converts and shrinks it.
    // The numbers of a Preprocessor, within one level of 255.
    bool takesPlanes() const;

    // The embedding of every cell of the image, for "where else is this person?"; of the larger level where there are
    // two. Costs a forward pass and 4 bytes x embeddingSize x cells (21 MB for dla_34 at 1088 x 608). Errors: as
    // detect().
    Result<EmbeddingMap> embed(const ImageView& image);
    // The same with the score and the box of every cell, for "who is at this place?". Errors: as detect().
    Result<DenseFrame> look(const ImageView& image);

    // Processor threads that work from now on, at most those of the start: fewer while a person scrubs. 0: all of them.
    // The numbers that come out do not depend on it. Any thread, also while an image is under way. No effect on GPUs
    // and on networks without a fused form.
    void useThreads(int n);

    const ModelInfo& info() const;
    const DetectorOptions& options() const; // with the size in force

private:
    struct Impl;
    struct Construction;
    explicit Detector(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Where the shipped weights lie: $TRACKWRIGHT_MODELS, beside the program (installed or moved), in the build tree.
// Errors: NotFound lists the places looked at.
Result<std::filesystem::path> findInstalledModel(const std::string& name);

} // namespace tw::model
