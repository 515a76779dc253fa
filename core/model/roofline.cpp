#include "core/model/roofline.h"

#include "core/base/contract.h"
#include "core/math/stats.h"
#include "core/model/executors/arena.h"
#include "core/model/executors/kernels/kernels.h"
#include "core/model/executors/thread_team.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>
#include <utility>
#include <vector>

#include <time.h>

namespace tw::model {

namespace {

constexpr int kPieceRounds = 2000; // tens of microseconds: threads that got less of the processor take fewer pieces
constexpr std::size_t kBytesEach = std::size_t{48} << 20; // more than a share of any last-level cache
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

// Sums of a piece of memory, so that it has to be read.
std::uint64_t sumOf(const std::byte* from)
{
    std::uint64_t sum[4] = {};
    for (std::size_t i = 0; i < kPieceBytes; i += sizeof sum) {
        std::uint64_t words[4];
        std::memcpy(words, from + i, sizeof words);
        for (int k = 0; k < 4; ++k)
            sum[k] += words[k];
    }
    return sum[0] + sum[1] + sum[2] + sum[3];
}

} // namespace

struct RooflineMeter::Impl {
    struct alignas(64) Cell { // one a worker
        float sum = 0;
        std::uint64_t words = 0;
    };

    ThreadTeam team;
    float (*arithmetic)(int rounds);
    double flopPerPiece;
    std::string kernels;
    std::vector<Cell> cells;
    AlignedBytes memory; // made when it is first read
    double guess = 1e10; // FLOP/s, to choose how many pieces a burst has

    template <class T>
    Impl(const kernels::Table<T>& table, int threads)
        : team(threads), arithmetic(table.arithmetic),
          flopPerPiece(static_cast<double>(kPieceRounds) * table.flopPerRound), kernels(table.name),
          cells(static_cast<std::size_t>(threads))
    {}

    template <class Work>
    double secondsOf(int pieces, const Work& work)
    {
        const auto begin = std::chrono::steady_clock::now();
        team.run(pieces, work);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        return std::max(taken.count(), 1e-9);
    }
};

RooflineMeter::RooflineMeter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
RooflineMeter::RooflineMeter(RooflineMeter&&) noexcept = default;
RooflineMeter& RooflineMeter::operator=(RooflineMeter&&) noexcept = default;
RooflineMeter::~RooflineMeter() = default;

Result<RooflineMeter> RooflineMeter::make(Precision precision, int threads)
{
    if (threads <= 0)
        threads = availableProcessors();
    try {
        if (const auto* table = kernels::fastest<float>(); precision == Precision::Float32 && table != nullptr)
            return RooflineMeter(std::make_unique<Impl>(*table, threads));
        if (const auto* table = kernels::fastest<kernels::Bf16>(); precision == Precision::BFloat16 && table != nullptr)
            return RooflineMeter(std::make_unique<Impl>(*table, threads));
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory to measure its speed", {}};
    }
    return Error{ErrorCode::Unavailable, "this processor has no arithmetic of this precision", {}};
}

RooflineMeter::Rate RooflineMeter::measureArithmetic(double seconds)
{
    Impl& impl = *m_impl;
    const double before = processorSeconds();
    const double wanted = std::clamp(seconds, 1e-4, 1.0) * impl.guess / impl.flopPerPiece;
    const int pieces = std::max(4 * impl.team.size(), static_cast<int>(wanted));
    const double taken = impl.secondsOf(pieces, [&impl](int, int worker) {
        impl.cells[static_cast<std::size_t>(worker)].sum += impl.arithmetic(kPieceRounds);
    });
    // the sums are positive; asking keeps the work from being left out
    const bool positive = std::none_of(impl.cells.begin(), impl.cells.end(), [](const auto& c) { return c.sum < 0; });
    TW_ENSURES(positive);
    impl.guess = pieces * impl.flopPerPiece / taken;
    return {impl.guess, pieces * impl.flopPerPiece / std::max(processorSeconds() - before, 1e-9)};
}

Result<double> RooflineMeter::measureMemory()
{
    Impl& impl = *m_impl;
    if (impl.memory.size() == 0) {
        try {
            impl.memory = AlignedBytes(kBytesEach * static_cast<std::size_t>(impl.team.size()));
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, "not enough memory to measure its speed", {}};
        }
    }
    const auto pieces = static_cast<int>(impl.memory.size() / kPieceBytes);
    const double taken = impl.secondsOf(pieces, [&impl](int piece, int worker) {
        impl.cells[static_cast<std::size_t>(worker)].words +=
            sumOf(impl.memory.data() + kPieceBytes * static_cast<std::size_t>(piece));
    });
    const bool zero = std::all_of(impl.cells.begin(), impl.cells.end(), [](const auto& c) { return c.words == 0; });
    TW_ENSURES(zero); // like the memory
    return static_cast<double>(impl.memory.size()) / taken;
}

int RooflineMeter::threads() const
{
    return m_impl->team.size();
}

std::string RooflineMeter::kernels() const
{
    return m_impl->kernels;
}

bool bfloat16IsFaster()
{
    static const bool faster = [] {
        constexpr int kBursts = 7;
        constexpr double kBurstSeconds = 4e-4;
        constexpr double kWorthwhile = 1.25; // conversions and memory take their part
        auto halves = RooflineMeter::make(Precision::BFloat16, 1);
        auto floats = RooflineMeter::make(Precision::Float32, 1);
        if (!halves || !floats)
            return false;
        std::vector<double> ratios;
        for (int i = 0; i < kBursts; ++i) {
            const double half = halves->measureArithmetic(kBurstSeconds).byProcessor;
            ratios.push_back(half / floats->measureArithmetic(kBurstSeconds).byProcessor);
        }
        std::nth_element(ratios.begin(), ratios.begin() + kBursts / 2, ratios.end());
        return ratios[kBursts / 2] >= kWorthwhile;
    }();
    return faster;
}

double processorSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

Result<Roofline> measureRoofline(Precision precision, int threads)
{
    constexpr int kBursts = 12;
    constexpr double kBurstSeconds = 0.005;
    TW_TRY_ASSIGN(RooflineMeter meter, RooflineMeter::make(precision, threads));
    meter.measureArithmetic(kBurstSeconds); // wakes the threads, finds the length of a burst
    std::vector<double> flops;
    std::vector<double> bytes;
    for (int i = 0; i < kBursts; ++i) {
        flops.push_back(meter.measureArithmetic(kBurstSeconds).byClock);
        TW_TRY_ASSIGN(const double rate, meter.measureMemory());
        bytes.push_back(rate);
    }
    return Roofline{math::median(std::move(flops)), math::median(std::move(bytes)), meter.threads(), meter.kernels()};
}

} // namespace tw::model
