#pragma once
// (private to model) What runs the layers of one network at one input size: the eager torch module (reference, any
// device) or the fused CPU engine. Torch-free interface: the detector decodes without knowing which one works.
//
// Use, per frame: run(), read heat(), choose peaks, readHeads() at those peaks only. The size, offset and identity
// heads are never needed elsewhere, and computing them only there gives the same numbers for a fraction of the work.
// Thread: one at a time; an executor owns its buffers. Units: cells of 4 x 4 network pixels.

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/model/detector.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tw::model {

class Network;

// The dense map of logits. Valid until the next run().
struct HeatMap {
    const float* logits = nullptr; // classes x height x width
    int classes = 1;
    int height = 0; // network height / 4
    int width = 0;

    const float* row(int classIndex, int y) const
    {
        return logits + (static_cast<std::ptrdiff_t>(classIndex) * height + y) * width;
    }
};

struct Cell {
    int x = 0;
    int y = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
};

// The other heads at some cells, raw network outputs, one row a cell in the order asked for.
struct HeadValues {
    int sizeChannels = 4;
    int embeddingSize = 0;
    std::vector<float> size;     // cells x sizeChannels: left, top, right, bottom (or width, height) in cells
    std::vector<float> offset;   // cells x 2
    std::vector<float> identity; // cells x embeddingSize, not normalised
};

// Of a frame, for benchmarks.
struct StepTime {
    std::string name;
    double flop = 0; // multiplications and additions; 0 where they do not matter
    double seconds = 0;
};

class NetworkExecutor
{
public:
    virtual ~NetworkExecutor() = default;

    // A letterboxed image of exactly the network's size, 8 bit, any pixel format; value / 255 goes into the network.
    // Errors: InvalidArgument (another size), Internal, OutOfMemory.
    virtual Result<void> run(const ImageView& letterboxed) = 0;
    // 3 x height x width, RGB, 0..1.
    virtual Result<void> run(std::span<const float> chw) = 0;

    virtual HeatMap heat() const = 0;
    // Of the image last run. Errors: InvalidArgument (a cell outside), Internal.
    virtual Result<void> readHeads(std::span<const Cell> cells, HeadValues& out) = 0;

    virtual NetworkSize size() const = 0;
    // "eager fp32", "fused bf16 AVX-512": for people and reports.
    virtual std::string description() const = 0;

    // Threads that work from the next run on, at most those it was made with; for lowering the load while a person
    // scrubs. Any thread. The eager executor follows LibTorch's setting instead.
    virtual void useThreads(int) {}
    // Multiplications and additions of one run(), without what readHeads() does; 0: not known.
    virtual double flop() const { return 0; }
    // Of readHeads() for so many cells; 0: not known.
    virtual double headsFlop(std::size_t) const { return 0; }
    // run() with the time of each step. Errors: Unsupported (eager), those of run().
    virtual Result<void> runTimed(const ImageView&, std::vector<StepTime>&)
    {
        return Error{ErrorCode::Unsupported, "this executor does not know the times of its steps", description()};
    }
};

struct ExecutorOptions {
    NetworkSize size{}; // multiples of 32
    Device device{};
    Precision precision = Precision::Float32;
    Executor executor = Executor::Auto;
    int threads = 0;                   // of the fused engine; 0: as many as the affinity mask of the process allows
    std::string identityAt = "center"; // where the model's embeddings are read (networks/identity_sampling.h)
};

// `asked`, or what Auto means for this network here. Measured once in a process, some milliseconds.
Precision chosenPrecision(Precision asked, const std::string& architecture, const Device& device, Executor executor);

// `precision` is not Auto. Errors: InvalidArgument (size); Unavailable (this precision needs another processor or
// device); Unsupported (Fused was asked for, and this architecture has no fused form or its embeddings are not read
// at cells). Auto falls back to eager and description() says so. Streamed is an eager one with FrameSteps (streamed.h)
// beside it.
Result<std::unique_ptr<NetworkExecutor>> makeExecutor(std::shared_ptr<Network> network, const ExecutorOptions& options);

} // namespace tw::model
