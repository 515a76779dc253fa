#include "core/model/executors/plan.h"

#include "core/base/contract.h"

#include <algorithm>
#include <chrono>

namespace tw::model {

namespace {

// A last vector may be read beyond a buffer's end (never used, never written).
constexpr std::size_t kSlackBytes = 128;

} // namespace

template <class T>
void Binding<T>::clearBorder(const Map& map, int yBegin, int yEnd) const
{
    const Buffer& b = buffer(map);
    if (b.pad == 0)
        return;
    const auto inside = pixels(map);
    const auto clearPixels = [&](int y, int xBegin, int xEnd) {
        for (int x = xBegin; x < xEnd; ++x)
            std::fill_n(inside.at(y, x), map.channels, T{0});
    };
    const int first = yBegin == 0 ? -b.pad : yBegin;
    const int last = yEnd == b.height ? b.height + b.pad : yEnd;
    for (int y = first; y < last; ++y) {
        if (y < 0 || y >= b.height) {
            clearPixels(y, -b.pad, b.width + b.pad);
        } else {
            clearPixels(y, -b.pad, 0);
            clearPixels(y, b.width, b.width + b.pad);
        }
    }
}

template <class T>
void Plan<T>::runStep(const Step<T>& step, const PlanInput& input)
{
    m_team->run(step.units(), [&](int unit, int worker) {
        step.run(unit, m_scratch.data() + static_cast<std::size_t>(worker) * m_scratchEach, input);
    });
}

template <class T>
void Plan<T>::run(const PlanInput& input)
{
    for (const auto& step : m_steps)
        runStep(*step, input);
}

template <class T>
void Plan<T>::runTimed(const PlanInput& input, std::vector<StepTime>& times)
{
    times.clear();
    for (const auto& step : m_steps) {
        const auto begin = std::chrono::steady_clock::now();
        runStep(*step, input);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        times.push_back({step->name(), step->flop(), taken.count()});
    }
}

template <class T>
double Plan<T>::flop() const
{
    double total = 0;
    for (const auto& step : m_steps)
        total += step->flop();
    return total;
}

template <class T>
Map PlanBuilder<T>::map(int height, int width, int channels, int pad)
{
    m_buffers.push_back({height, width, channels, pad, nullptr});
    m_lives.push_back({m_buffers.back().count() * sizeof(T) + kSlackBytes, -1, -1});
    return {static_cast<int>(m_buffers.size()) - 1, 0, channels, height, width};
}

template <class T>
Map PlanBuilder<T>::slice(const Map& map, int first, int count)
{
    TW_EXPECTS(first >= 0 && first + count <= map.channels);
    Map part = map;
    part.channel += first;
    part.channels = count;
    return part;
}

template <class T>
void PlanBuilder<T>::keep(const Map& map)
{
    m_kept.push_back(map.buffer);
}

template <class T>
void PlanBuilder<T>::touch(const Map& map)
{
    ArenaItem& life = m_lives[static_cast<std::size_t>(map.buffer)];
    const int now = static_cast<int>(m_steps.size());
    life.firstStep = life.firstStep < 0 ? now : life.firstStep;
    life.lastStep = now;
}

template <class T>
void PlanBuilder<T>::add(std::unique_ptr<Step<T>> step, const std::vector<Map>& reads, const std::vector<Map>& writes)
{
    for (const Map& map : reads) {
        if (map.valid()) {
            TW_EXPECTS(m_lives[static_cast<std::size_t>(map.buffer)].firstStep >= 0); // written by an earlier step
            touch(map);
        }
    }
    for (const Map& map : writes)
        touch(map);
    m_steps.push_back(std::move(step));
}

template <class T>
std::unique_ptr<Plan<T>> PlanBuilder<T>::build(const kernels::Table<T>& table, ThreadTeam& team) &&
{
    for (const int buffer : m_kept)
        m_lives[static_cast<std::size_t>(buffer)].lastStep = static_cast<int>(m_steps.size());
    const ArenaLayout layout = layOut(m_lives);
    auto plan = std::make_unique<Plan<T>>();
    plan->m_team = &team;
    plan->m_arena = AlignedBytes(layout.bytes);
    for (std::size_t i = 0; i < m_buffers.size(); ++i)
        m_buffers[i].origin = reinterpret_cast<T*>(plan->m_arena.data() + layout.offsets[i]);
    plan->m_binding.table = &table;
    plan->m_binding.buffers = std::move(m_buffers);
    plan->m_binding.threads = team.size();
    for (const auto& step : m_steps) {
        step->bind(plan->m_binding);
        plan->m_scratchEach = std::max(plan->m_scratchEach, step->scratchBytes());
    }
    // workers must not write to one cache line
    plan->m_scratchEach = (plan->m_scratchEach + 2 * kCacheLine - 1) / kCacheLine * kCacheLine;
    plan->m_scratch = AlignedBytes(plan->m_scratchEach * static_cast<std::size_t>(team.size()));
    plan->m_steps = std::move(m_steps);
    return plan;
}

template class Binding<float>;
template class Binding<kernels::Bf16>;
template class Plan<float>;
template class Plan<kernels::Bf16>;
template class PlanBuilder<float>;
template class PlanBuilder<kernels::Bf16>;

} // namespace tw::model
