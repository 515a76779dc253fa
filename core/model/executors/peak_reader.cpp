#include "core/model/executors/peak_reader.h"

#include "core/model/networks/heads.h"
#include "core/model/networks/layers.h"

#include <ATen/Functions.h>

#include <algorithm>

namespace tw::model {

using torch::Tensor;

namespace {

constexpr double kSmallestLength = 1e-12; // as decode.cpp's

} // namespace

Result<PeakReader> PeakReader::create(const Network& network, const NetworkSize& size, int topK)
{
    PeakReader reader;
    reader.m_heat = headOf(network, "hm");
    reader.m_size = headOf(network, "wh");
    reader.m_offset = headOf(network, "reg");
    reader.m_identity = headOf(network, "id");
    if (!reader.m_heat || !reader.m_size || !reader.m_offset || !reader.m_identity)
        return Error{ErrorCode::Unsupported, "the heads of this architecture cannot be read at single cells",
                     network.architecture()};
    const HeadOptions heads = network.heads();
    const std::int64_t cells = heads.classes * (size.width / 4) * (size.height / 4);
    reader.m_layout.topK = static_cast<int>(std::min<std::int64_t>(topK, cells));
    reader.m_layout.sizeChannels = static_cast<int>(heads.sizeChannels);
    reader.m_layout.embeddingSize = static_cast<int>(heads.embedding);
    return reader;
}

Tensor PeakReader::rows(const Tensor& features) const
{
    const std::int64_t width = features.size(3);
    const std::int64_t area = features.size(2) * width;
    const Tensor logits = m_heat->forward(features).to(torch::kFloat32).contiguous();
    const Tensor finite = logits.isfinite().all().to(torch::kFloat32);
    const Tensor scores = logits.sigmoid();
    const Tensor peaks =
        torch::where(scores == torch::max_pool2d(scores, {3, 3}, {1, 1}, {1, 1}), scores, torch::zeros_like(scores));
    const auto [best, where] = peaks.flatten().topk(m_layout.topK);
    const Tensor cells = where.remainder(area);
    const Tensor patches = gatherPatches(features, cells);
    const Tensor identity = m_identity->atMiddles(patches);
    const Tensor length = identity.norm(2, {1}, true).clamp_min(kSmallestLength);
    const auto column = [](const Tensor& numbers) { return numbers.to(torch::kFloat32).unsqueeze(1); };
    const Tensor rows = torch::cat({best.unsqueeze(1), column(where.div(area, "floor")), column(cells.remainder(width)),
                                    column(cells.div(width, "floor")), m_size->atMiddles(patches),
                                    m_offset->atMiddles(patches), identity / length},
                                   1);
    return torch::cat({finite.expand({1, m_layout.columns()}), rows}, 0);
}

} // namespace tw::model
