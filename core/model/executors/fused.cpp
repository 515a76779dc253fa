#include "core/model/executors/fused.h"

#include "core/model/executors/input.h"
#include "core/model/executors/network_plan.h"
#include "core/model/executors/peak_heads.h"
#include "core/model/executors/steps.h"

#include <cstring>
#include <new>

namespace tw::model {

namespace {

using kernels::Bf16;

template <class T>
struct Architecture {
    const char* name;
    TrunkPlan (*plan)(PlanBuilder<T>&, WeightSource&, const NetworkSize&);
};

template <class T>
constexpr Architecture<T> kArchitectures[] = {
    {"lite", planLite<T>},
    {"standard", planStandard<T>},
    {"dla_34", planDla34<T>},
    {"dlaconv_34", planDlaConv34<T>},
};

template <class T>
const Architecture<T>* architectureNamed(const std::string& name)
{
    for (const Architecture<T>& architecture : kArchitectures<T>) {
        if (name == architecture.name)
            return &architecture;
    }
    return nullptr;
}

template <class T>
class FusedExecutor : public NetworkExecutor
{
public:
    FusedExecutor(const ExecutorOptions& options, const kernels::Table<T>& table, WeightSource& source,
                  const Architecture<T>& architecture)
        : m_options(options), m_table(table), m_team(options.threads > 0 ? options.threads : availableProcessors())
    {
        PlanBuilder<T> builder;
        const TrunkPlan trunk = architecture.plan(builder, source, options.size);
        const FoldedConv hidden = source.conv("hm.0");
        const FoldedConv last = source.conv("hm.2");
        if (!source.check())
            return;
        m_features = trunk.features;
        m_classes = last.out;
        m_heat = AlignedArray<float>(static_cast<std::size_t>(m_classes * m_features.height * m_features.width));
        addHeat<T>(builder, {.name = "hm", .conv = hidden, .activation = trunk.headActivation, .in = m_features},
                   {last, m_heat.data()});
        builder.keep(m_features);
        m_heads = std::make_unique<PeakHeads>(source, trunk.headActivation, m_team.size());
        if (source.check())
            m_plan = std::move(builder).build(table, m_team);
    }

    // False when weights were missing; the source says which.
    bool isComplete() const { return m_plan != nullptr; }

    Result<void> run(const ImageView& letterboxed) override
    {
        TW_TRY(checkInput(letterboxed, m_options.size));
        m_plan->run({.image = &letterboxed});
        return {};
    }

    Result<void> run(std::span<const float> chw) override
    {
        TW_TRY(checkInput(chw, m_options.size));
        m_plan->run({.chw = chw.data()});
        return {};
    }

    Result<void> runTimed(const ImageView& letterboxed, std::vector<StepTime>& times) override
    {
        TW_TRY(checkInput(letterboxed, m_options.size));
        m_plan->runTimed({.image = &letterboxed}, times);
        return {};
    }

    HeatMap heat() const override { return {m_heat.data(), m_classes, m_features.height, m_features.width}; }

    Result<void> readHeads(std::span<const Cell> cells, HeadValues& out) override
    {
        TW_TRY(checkCells(cells, m_options.size));
        const auto features = m_plan->binding().constPixels(m_features);
        const auto rowCount = static_cast<std::size_t>(3 * features.pixel);
        m_heads->read(
            cells,
            [&](const Cell& cell, float* row) {
                for (int dy = -1; dy <= 1; ++dy, row += rowCount)
                    m_table.toFloat(features.at(cell.y + dy, cell.x - 1), row, rowCount);
            },
            m_team, out);
        return {};
    }

    NetworkSize size() const override { return m_options.size; }
    std::string description() const override
    {
        return std::string("fused ") + (sizeof(T) == 2 ? "bf16 " : "fp32 ") + m_table.name;
    }
    void useThreads(int n) override { m_team.use(n); }
    double flop() const override { return m_plan->flop(); }
    double headsFlop(std::size_t cells) const override { return m_heads->flop() * static_cast<double>(cells); }

private:
    ExecutorOptions m_options;
    const kernels::Table<T>& m_table;
    ThreadTeam m_team;
    Map m_features;
    int m_classes = 1;
    AlignedArray<float> m_heat;
    std::unique_ptr<PeakHeads> m_heads;
    std::unique_ptr<Plan<T>> m_plan;
};

template <class T>
Result<std::unique_ptr<NetworkExecutor>> make(const Checkpoint& weights, const std::string& name,
                                              const ExecutorOptions& options, const std::string& kernelName)
{
    const kernels::Table<T>* table =
        kernelName.empty() ? kernels::fastest<T>() : kernels::byName<T>(kernelName.c_str());
    if (table == nullptr)
        return Error{ErrorCode::Unavailable,
                     sizeof(T) == 2 ? "this processor has no AVX-512 BF16 instructions"
                                    : "this processor cannot run the kernels " + kernelName,
                     {}};
    WeightSource source(weights);
    try {
        auto executor = std::make_unique<FusedExecutor<T>>(options, *table, source, *architectureNamed<T>(name));
        TW_TRY(source.check());
        TW_ENSURES(executor->isComplete());
        return std::unique_ptr<NetworkExecutor>(std::move(executor));
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "not enough memory for the network", name};
    }
}

} // namespace

bool hasFusedForm(const std::string& architecture)
{
    return architectureNamed<float>(architecture) != nullptr;
}

Result<std::unique_ptr<NetworkExecutor>> makeFusedExecutor(const Checkpoint& weights, const std::string& architecture,
                                                           const ExecutorOptions& options, const std::string& kernels)
{
    if (!hasFusedForm(architecture))
        return Error{ErrorCode::Unsupported, "this network has no fused form", architecture};
    if (options.device.kind != Device::Kind::Cpu)
        return Error{ErrorCode::Unsupported, "the fused form runs on the CPU only", options.device.name()};
    switch (options.precision) {
    case Precision::Float32: return make<float>(weights, architecture, options, kernels);
    case Precision::BFloat16: return make<Bf16>(weights, architecture, options, kernels);
    case Precision::Float16:
    case Precision::Auto: break;
    }
    return Error{ErrorCode::Unavailable, "processors have no arithmetic of half precision; take bf16", {}};
}

} // namespace tw::model
