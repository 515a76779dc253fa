#pragma once
// (private to model) A network as a list of steps over channels-last maps in one arena. Built once; running it
// allocates nothing. T is how maps and weights are stored: float or kernels::Bf16.
//
// Thread: a plan belongs to one thread at a time; its steps run on a ThreadTeam.

#include "core/base/image_view.h"
#include "core/model/executors/arena.h"
#include "core/model/executors/executor.h"
#include "core/model/executors/kernels/kernels.h"
#include "core/model/executors/thread_team.h"

#include <memory>
#include <string>
#include <vector>

namespace tw::model {

// Some channels of a buffer of the plan.
struct Map {
    int buffer = -1;
    int channel = 0; // first
    int channels = 0;
    int height = 0;
    int width = 0;

    bool valid() const { return buffer >= 0; }
};

// What the first step reads: one of the two.
struct PlanInput {
    const ImageView* image = nullptr; // of the network's size
    const float* chw = nullptr;       // 3 x height x width, 0..1
};

// Where the buffers of a plan lie.
template <class T>
class Binding
{
public:
    struct Buffer {
        int height = 0;
        int width = 0;
        int channels = 0; // stored for each pixel
        int pad = 0;      // pixels of zeros around
        T* origin = nullptr;

        int paddedWidth() const { return width + 2 * pad; }
        std::size_t count() const
        {
            return static_cast<std::size_t>(height + 2 * pad) * static_cast<std::size_t>(paddedWidth()) *
                   static_cast<std::size_t>(channels);
        }
    };

    const kernels::Table<T>* table = nullptr;
    std::vector<Buffer> buffers;
    int threads = 1;

    const Buffer& buffer(const Map& map) const { return buffers[static_cast<std::size_t>(map.buffer)]; }
    kernels::Pixels<T> pixels(const Map& map) const
    {
        const Buffer& b = buffer(map);
        const std::ptrdiff_t row = static_cast<std::ptrdiff_t>(b.paddedWidth()) * b.channels;
        return {b.origin + b.pad * row + static_cast<std::ptrdiff_t>(b.pad) * b.channels + map.channel, b.channels,
                row};
    }
    kernels::Pixels<const T> constPixels(const Map& map) const
    {
        const auto p = pixels(map);
        return {p.data, p.pixel, p.row};
    }
    // True when all pixels of the map follow each other at one distance.
    bool isFlat(const Map& map) const { return buffer(map).pad == 0; }
    // Zeros around rows [yBegin, yEnd) of the map's channels, above and below included at the first and last row.
    // Buffers share memory, so borders are written anew in every frame, by the step that writes the rows.
    void clearBorder(const Map& map, int yBegin, int yEnd) const;
};

template <class T>
class Step
{
public:
    explicit Step(std::string name) : m_name(std::move(name)) {}
    virtual ~Step() = default;

    const std::string& name() const { return m_name; }
    // Multiplications and additions of a frame; 0 where they do not matter.
    virtual double flop() const { return 0; }
    virtual void bind(const Binding<T>& binding) = 0;
    // After bind(): independent parts of the step, and the bytes that one of them needs beside the maps.
    virtual int units() const = 0;
    virtual std::size_t scratchBytes() const { return 0; }
    virtual void run(int unit, std::byte* scratch, const PlanInput& input) const = 0;

private:
    std::string m_name;
};

template <class T>
class Plan
{
public:
    Plan() = default;
    Plan(const Plan&) = delete; // steps point into it
    Plan& operator=(const Plan&) = delete;

    void run(const PlanInput& input);
    // The same, measuring each step.
    void runTimed(const PlanInput& input, std::vector<StepTime>& times);

    const Binding<T>& binding() const { return m_binding; }
    double flop() const;
    std::size_t arenaBytes() const { return m_arena.size(); }

private:
    template <class>
    friend class PlanBuilder;

    void runStep(const Step<T>& step, const PlanInput& input);

    ThreadTeam* m_team = nullptr;
    AlignedBytes m_arena;
    Binding<T> m_binding;
    std::vector<std::unique_ptr<Step<T>>> m_steps;
    AlignedBytes m_scratch; // one part for each worker
    std::size_t m_scratchEach = 0;
};

template <class T>
class PlanBuilder
{
public:
    // A new buffer, all of it one map.
    Map map(int height, int width, int channels, int pad = 0);
    // Some channels of a map, in the same memory.
    static Map slice(const Map& map, int first, int count);
    // The map keeps its memory to itself until after the last step.
    void keep(const Map& map);

    void add(std::unique_ptr<Step<T>> step, const std::vector<Map>& reads, const std::vector<Map>& writes);

    // Places the buffers, binds the steps. The team must outlive the plan.
    std::unique_ptr<Plan<T>> build(const kernels::Table<T>& table, ThreadTeam& team) &&;

private:
    void touch(const Map& map);

    std::vector<typename Binding<T>::Buffer> m_buffers;
    std::vector<ArenaItem> m_lives;
    std::vector<int> m_kept;
    std::vector<std::unique_ptr<Step<T>>> m_steps;
};

extern template class Binding<float>;
extern template class Binding<kernels::Bf16>;
extern template class Plan<float>;
extern template class Plan<kernels::Bf16>;
extern template class PlanBuilder<float>;
extern template class PlanBuilder<kernels::Bf16>;

} // namespace tw::model
