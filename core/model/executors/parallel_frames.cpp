#include "core/model/executors/parallel_frames.h"

#include "core/base/contract.h"
#include "core/base/number_text.h"
#include "core/model/decode.h"
#include "core/model/two_levels.h"

#include <algorithm>
#include <future>
#include <new>
#include <optional>
#include <utility>

namespace tw::model {

namespace {

using Executors = std::vector<std::unique_ptr<NetworkExecutor>>;

class ParallelFrames : public FrameSteps
{
public:
    // Of one frame more than workers: the next one waits already when one is done.
    ParallelFrames(std::shared_ptr<FramePool> pool, Executors executors, const ParallelFramesOptions& options)
        : m_pool(std::move(pool)), m_executors(std::move(executors)), m_options(options),
          m_slots((m_executors.size() + 1) * static_cast<std::size_t>(options.views))
    {}

    ~ParallelFrames() override
    {
        for (Slot& slot : m_slots)
            if (slot.found.valid())
                slot.found.wait();
    }

    int slots() const override { return static_cast<int>(m_slots.size()); }
    bool takesPlanes() const override { return false; }

    Result<void> start(int number, const PreparedImage& image) override
    {
        if (!image.planes.empty())
            return Error{ErrorCode::InvalidArgument, "planes for a network whose input is made on the processor", {}};
        Slot& slot = m_slots[static_cast<std::size_t>(number)];
        TW_EXPECTS(!slot.found.valid());
        slot.image = image;
        auto promise = std::make_shared<std::promise<Result<PeakValues>>>();
        slot.found = promise->get_future();
        m_pool->add([this, &slot, promise](int worker) { promise->set_value(look(worker, slot)); });
        return {};
    }

    Result<PeakValues> finish(int number, float minScore) override
    {
        TW_EXPECTS(minScore == m_options.minScore);
        Slot& slot = m_slots[static_cast<std::size_t>(number)];
        Result<PeakValues> found = slot.found.get();
        slot.image = {};
        return found;
    }

    std::string description() const override
    {
        return m_executors.front()->description() + ", " + toText(std::int64_t{m_pool->workers()}) +
               " frames at a time";
    }

private:
    struct Slot {
        PreparedImage image;
        std::vector<std::uint8_t> halfPixels;
        std::future<Result<PeakValues>> found;
    };

    Result<PeakValues> look(int worker, Slot& slot)
    {
        try {
            NetworkExecutor& network = *m_executors[static_cast<std::size_t>(worker)];
            TW_TRY(
                network.run(m_options.half ? halved(slot.image.letterboxed, slot.halfPixels) : slot.image.letterboxed));
            PeakValues values;
            TW_TRY_ASSIGN(values.peaks, findPeaks(network.heat(), m_options.topK, m_options.minScore));
            std::vector<Cell> cells;
            cells.reserve(values.peaks.size());
            for (const Peak& peak : values.peaks)
                cells.push_back(peak.cell);
            TW_TRY(network.readHeads(cells, values.heads));
            return values;
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, "not enough memory for a frame", {}};
        }
    }

    std::shared_ptr<FramePool> m_pool;
    Executors m_executors; // of each worker
    ParallelFramesOptions m_options;
    std::vector<Slot> m_slots;
};

} // namespace

FrameShare frameShareOf(int processors, int frames, double flop)
{
    TW_EXPECTS(processors >= 1 && frames >= 0);
    const int chosen = frames > 0 ? frames : flop > kSmallFlop ? 1 : std::min(processors, kMostFrames);
    return {chosen, std::max(1, processors / chosen)};
}

Result<std::unique_ptr<FrameSteps>>
makeParallelFrames(std::shared_ptr<FramePool> pool,
                   const std::function<Result<std::unique_ptr<NetworkExecutor>>()>& make,
                   const ParallelFramesOptions& options)
{
    Executors executors;
    std::optional<Error> trouble;
    pool->onEach([&](int) {
        if (trouble)
            return;
        auto made = make();
        if (made)
            executors.push_back(*std::move(made));
        else
            trouble = made.error();
    });
    if (trouble)
        return *trouble;
    return std::unique_ptr<FrameSteps>(
        std::make_unique<ParallelFrames>(std::move(pool), std::move(executors), options));
}

} // namespace tw::model
