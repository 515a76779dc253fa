#include "core/model/roofline.h"

#include "core/model/executors/arena.h"
#include "core/model/executors/kernels/kernels.h"
#include "core/model/executors/thread_team.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <new>

namespace tw::model {

namespace {

constexpr int kRepetitions = 12;

// The shortest of some runs of work(worker) on all threads.
template <class Work>
double bestSeconds(ThreadTeam& team, const Work& work)
{
    double best = 1e9;
    for (int i = 0; i < kRepetitions; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        team.run(team.size(), [&](int unit, int) { work(unit); });
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        best = std::min(best, taken.count());
    }
    return best;
}

double measureBytes(ThreadTeam& team)
{
    constexpr std::size_t kEach = std::size_t{48} << 20; // more than a share of any last-level cache
    const AlignedBytes memory(kEach * static_cast<std::size_t>(team.size()));
    std::vector<std::uint64_t> sums(static_cast<std::size_t>(team.size()) * 8); // one cache line a thread
    const double seconds = bestSeconds(team, [&](int unit) {
        const std::byte* from = memory.data() + kEach * static_cast<std::size_t>(unit);
        std::uint64_t sum[4] = {};
        for (std::size_t i = 0; i < kEach; i += 4 * sizeof(std::uint64_t)) {
            std::uint64_t words[4];
            std::memcpy(words, from + i, sizeof words);
            for (int k = 0; k < 4; ++k)
                sum[k] += words[k];
        }
        sums[static_cast<std::size_t>(unit) * 8] += sum[0] + sum[1] + sum[2] + sum[3];
    });
    // the sums are zero like the memory; asking keeps the reads from being left out
    const bool zero = std::all_of(sums.begin(), sums.end(), [](std::uint64_t s) { return s == 0; });
    return zero ? static_cast<double>(kEach) * team.size() / seconds : 0;
}

template <class T>
Result<Roofline> measure(int threads)
{
    const kernels::Table<T>* table = kernels::fastest<T>();
    if (table == nullptr)
        return Error{ErrorCode::Unavailable, "this processor has no arithmetic of this precision", {}};
    ThreadTeam team(threads > 0 ? threads : availableProcessors());
    Roofline roof;
    roof.threads = team.size();
    roof.kernels = table->name;
    constexpr int kRounds = 200'000; // some milliseconds
    std::vector<float> sums(static_cast<std::size_t>(team.size()) * 16);
    const double seconds =
        bestSeconds(team, [&](int unit) { sums[static_cast<std::size_t>(unit) * 16] = table->arithmetic(kRounds); });
    if (std::all_of(sums.begin(), sums.end(), [](float s) { return s >= 0; }))
        roof.flopPerSecond = static_cast<double>(kRounds) * table->flopPerRound * team.size() / seconds;
    roof.bytesPerSecond = measureBytes(team);
    return roof;
}

} // namespace

Result<Roofline> measureRoofline(Precision precision, int threads)
{
    try {
        switch (precision) {
        case Precision::Float32: return measure<float>(threads);
        case Precision::BFloat16: return measure<kernels::Bf16>(threads);
        case Precision::Float16: break;
        }
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory to measure its speed", {}};
    }
    return Error{ErrorCode::Unavailable, "processors have no arithmetic of half precision", {}};
}

} // namespace tw::model
