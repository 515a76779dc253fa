#include "core/model/executors/eager.h"

#include "core/model/executors/input.h"
#include "core/model/executors/torch_types.h"
#include "core/model/networks/heads.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/network.h"
#include "core/model/torch_guard.h"

#include <ATen/Functions.h>
#include <torch/utils.h>

namespace tw::model {

namespace {

class EagerExecutor : public NetworkExecutor
{
public:
    EagerExecutor(std::shared_ptr<Network> network, const ExecutorOptions& options)
        : m_network(std::move(network)), m_options(options), m_device(torchDevice(options.device)),
          m_type(torchType(options.precision)), m_identityAt(*identityAtOf(options.identityAt))
    {
        m_network->to(m_device, m_type);
        keepPeakHeadsInFloat32(*m_network);
        m_network->eval();
        if (!m_device.is_cpu())
            layOutForTensorCores();
        m_input = torch::empty({1, 3, options.size.height, options.size.width});
    }

    Result<void> run(const ImageView& letterboxed) override
    {
        TW_TRY(checkInput(letterboxed, m_options.size));
        fillPlanes(letterboxed, m_input.data_ptr<float>());
        return forward();
    }

    Result<void> run(std::span<const float> chw) override
    {
        TW_TRY(checkInput(chw, m_options.size));
        std::copy(chw.begin(), chw.end(), m_input.data_ptr<float>());
        return forward();
    }

    HeatMap heat() const override
    {
        TW_EXPECTS(m_maps.heat.defined());
        return {m_maps.heat.data_ptr<float>(), static_cast<int>(m_maps.heat.size(1)),
                static_cast<int>(m_maps.heat.size(2)), static_cast<int>(m_maps.heat.size(3))};
    }

    Result<void> readHeads(std::span<const Cell> cells, HeadValues& out) override
    {
        TW_EXPECTS(m_maps.heat.defined());
        TW_TRY(checkCells(cells, m_options.size));
        const HeadOptions heads = m_network->heads();
        out.sizeChannels = static_cast<int>(heads.sizeChannels);
        out.embeddingSize = static_cast<int>(heads.embedding);
        return guardTorch("reading the heads", [&] {
            const torch::InferenceMode guard;
            gather(m_maps.size, cells, out.size);
            gather(m_maps.offset, cells, out.offset);
            if (readAtCells(m_identityAt))
                gather(m_maps.identity, cells, out.identity);
            else
                readRegions(cells, out);
        });
    }

    NetworkSize size() const override { return m_options.size; }

    std::string description() const override { return std::string("eager ") + precisionName(m_options.precision); }

private:
    // Channels last: cuDNN's fastest kernels and ours read maps that way.
    void layOutForTensorCores()
    {
        const torch::NoGradGuard guard;
        for (torch::Tensor parameter : m_network->parameters()) {
            if (parameter.dim() == 4)
                parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
        }
    }

    Result<void> forward()
    {
        return guardTorch("running the network", [&] {
            const torch::InferenceMode guard;
            torch::Tensor input = m_input.to(m_device, m_type);
            if (!m_device.is_cpu())
                input = input.contiguous(torch::MemoryFormat::ChannelsLast);
            m_maps = forwardFor(m_identityAt, *m_network, input, m_identitySource);
            m_maps.heat = m_maps.heat.to(torch::kCPU, torch::kFloat32).contiguous();
        });
    }

    // Only the cells' columns leave the device.
    void gather(const torch::Tensor& map, std::span<const Cell> cells, std::vector<float>& out) const
    {
        const std::int64_t channels = map.size(1);
        out.resize(cells.size() * static_cast<std::size_t>(channels));
        if (cells.empty())
            return;
        torch::Tensor index = torch::empty({static_cast<std::int64_t>(cells.size())}, torch::kInt64);
        auto* positions = index.data_ptr<std::int64_t>();
        for (const Cell& cell : cells)
            *positions++ = cell.y * map.size(3) + cell.x;
        const torch::Tensor columns = map.flatten(2).squeeze(0).index_select(1, index.to(m_device));
        const torch::Tensor rows = columns.t().to(torch::kCPU, torch::kFloat32).contiguous();
        std::copy_n(rows.data_ptr<float>(), out.size(), out.begin());
    }

    // Identities of the boxes at `cells`, whose sizes and offsets are in `out`.
    void readRegions(std::span<const Cell> cells, HeadValues& out) const
    {
        constexpr std::size_t kAtOnce = 512; // bounds the samples of ROI-Align in memory
        const std::shared_ptr<Head> head = headOf(*m_network, "id");
        const torch::Tensor map = m_identitySource.to(torch::kFloat32);
        const auto columns = static_cast<std::size_t>(out.embeddingSize);
        out.identity.resize(cells.size() * columns);
        for (std::size_t first = 0; first < cells.size(); first += kAtOnce) {
            const std::size_t count = std::min(kAtOnce, cells.size() - first);
            const auto people = static_cast<std::int64_t>(count);
            torch::Tensor centres = torch::empty({people, 2}), boxes = torch::empty({people, 4});
            for (std::size_t i = 0; i < count; ++i)
                placeOf(cells[first + i], out, first + i, centres.data_ptr<float>() + 2 * i,
                        boxes.data_ptr<float>() + 4 * i);
            const torch::Tensor rows =
                identitiesAt(m_identityAt, map, torch::zeros({people}, torch::kInt64).to(m_device),
                             centres.to(m_device), boxes.to(m_device), head.get())
                    .to(torch::kCPU, torch::kFloat32)
                    .contiguous();
            std::copy_n(rows.data_ptr<float>(), count * columns,
                        out.identity.begin() + static_cast<std::ptrdiff_t>(first * columns));
        }
    }

    // Centre (x, y) and box (left, top, right, bottom) in cells of row `i`.
    static void placeOf(const Cell& cell, const HeadValues& heads, std::size_t i, float* centre, float* box)
    {
        const auto sides = static_cast<std::size_t>(heads.sizeChannels);
        const float* size = heads.size.data() + i * sides;
        const bool four = sides == 4; // otherwise width and height
        for (std::size_t axis = 0; axis < 2; ++axis) {
            centre[axis] = static_cast<float>(axis == 0 ? cell.x : cell.y) + heads.offset[2 * i + axis];
            box[axis] = centre[axis] - (four ? size[axis] : size[axis] / 2);
            box[axis + 2] = centre[axis] + (four ? size[axis + 2] : size[axis] / 2);
        }
    }

    std::shared_ptr<Network> m_network;
    ExecutorOptions m_options;
    torch::Device m_device;
    torch::ScalarType m_type;
    torch::Tensor m_input;
    IdentityAt m_identityAt;
    HeadMaps m_maps;
    torch::Tensor m_identitySource;
};

} // namespace

Result<std::unique_ptr<NetworkExecutor>> makeEagerExecutor(std::shared_ptr<Network> network,
                                                           const ExecutorOptions& options)
{
    return guardTorch("preparing the network", [&]() -> Result<std::unique_ptr<NetworkExecutor>> {
        return std::unique_ptr<NetworkExecutor>(std::make_unique<EagerExecutor>(std::move(network), options));
    });
}

} // namespace tw::model
