#pragma once
// What this machine can do at most: the roof under which the figures of a benchmark are read. Torch-free.
//
// Machines swing, shared ones by a factor of two within seconds. So a meter measures in short bursts, to be taken in
// turn with what they are compared with, and medians are compared.

#include "core/base/result.h"
#include "core/model/detector.h"

#include <memory>
#include <string>

namespace tw::model {

struct Roofline {
    double flopPerSecond = 0;  // multiplications and additions from registers, all threads together
    double bytesPerSecond = 0; // read from memory, all threads together
    int threads = 1;
    std::string kernels; // "AVX-512 BF16"
};

// Thread: one at a time; it works on threads of its own.
class RooflineMeter
{
public:
    // `threads` 0: the affinity mask of the process. Errors: Unavailable (no arithmetic of this precision),
    // OutOfMemory.
    static Result<RooflineMeter> make(Precision precision, int threads = 0);
    RooflineMeter(RooflineMeter&&) noexcept;
    RooflineMeter& operator=(RooflineMeter&&) noexcept;
    ~RooflineMeter();

    // FLOP a second by the clock, and for each second that a processor worked for this program: the same on a machine
    // without other work.
    struct Rate {
        double byClock = 0;
        double byProcessor = 0; // of one thread
    };
    // One burst of about that many seconds of nothing but multiplications and additions.
    Rate measureArithmetic(double seconds);
    // Reads a block larger than a cache once (some milliseconds); bytes a second. Errors: OutOfMemory.
    Result<double> measureMemory();

    int threads() const;
    std::string kernels() const;

private:
    struct Impl;
    explicit RooflineMeter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

// Processor time of this program so far, all its threads together; seconds.
double processorSeconds();

// Whether this processor multiplies at least a quarter faster in bfloat16 than in float32, by the kernels that would be
// chosen; false without such kernels. Measured at the first call, some milliseconds; the same answer ever after.
bool bfloat16IsFaster();

// Medians of a dozen short bursts. Errors: as RooflineMeter::make().
Result<Roofline> measureRoofline(Precision precision, int threads = 0);

} // namespace tw::model
