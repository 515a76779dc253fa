#include "core/model/networks/jde.h"

#include "core/base/contract.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/lite.h"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>

namespace tw::model {

namespace {

using torch::Tensor;

constexpr std::int64_t kJdeEmbedding = 64;
constexpr double kHeightOfWidths = 608; // the input height for which the widths are meant
constexpr double kShape = 3;            // height over width
constexpr std::int64_t kMostBoxes = 500;
constexpr double kNothing = -12; // logit where no box has its centre
constexpr int kStride = 4;       // of the maps that forward() gives
// Anchors are many and people few: sigmoid(-4.6) = 0.01 (Lin et al. 2017, Focal loss)
constexpr double kConfidenceBias = -4.6;

// The boxes of one image over all scales, best first.
struct Found {
    Tensor scores;   // N logits
    Tensor boxes;    // N x 4, input pixels
    Tensor identity; // N x D
};

Found foundIn(const std::array<AnchorNetwork::ScaleMaps, 3>& maps, std::int64_t image, std::int64_t height,
              std::int64_t width)
{
    std::vector<Tensor> scores, boxes, identities;
    for (std::size_t s = 0; s < maps.size(); ++s) {
        const auto flat = [&](const Tensor& map) { return map[image].to(torch::kCPU, torch::kFloat32); };
        const Tensor confidence = flat(maps[s].confidence).flatten();
        const Tensor which = (confidence.sigmoid() > kLowestScore).nonzero().squeeze(1);
        const Tensor anchors = anchorBoxes(s, height, width).index_select(0, which);
        const Tensor shifts = flat(maps[s].shifts).flatten(1).t().index_select(0, which);
        const std::int64_t cells = maps[s].identity.size(2) * maps[s].identity.size(3);
        scores.push_back(confidence.index_select(0, which));
        boxes.push_back(movedAnchors(anchors, shifts));
        identities.push_back(flat(maps[s].identity).flatten(1).t().index_select(0, which.remainder(cells)));
    }
    Found found{torch::cat(scores), torch::cat(boxes), torch::cat(identities)};
    const Tensor order = std::get<1>(found.scores.topk(std::min(kMostBoxes, found.scores.size(0))));
    const Tensor kept = order.index_select(
        0, torch::tensor(withoutOverlaps(found.boxes.index_select(0, order), kOverlap), torch::kInt64));
    return {found.scores.index_select(0, kept), found.boxes.index_select(0, kept),
            found.identity.index_select(0, kept)};
}

// Worst first, so that the best has the last word.
void draw(const Found& found, std::int64_t image, HeadMaps& maps)
{
    const std::int64_t height = maps.heat.size(2), width = maps.heat.size(3);
    const auto boxes = found.boxes.accessor<float, 2>();
    for (std::int64_t i = found.scores.size(0) - 1; i >= 0; --i) {
        const double left = boxes[i][0] / kStride, top = boxes[i][1] / kStride, right = boxes[i][2] / kStride,
                     bottom = boxes[i][3] / kStride;
        const double x = (left + right) / 2, y = (top + bottom) / 2;
        if (!std::isfinite(x) || !std::isfinite(y))
            continue;
        const auto inside = [](double at, std::int64_t size) {
            return static_cast<std::int64_t>(std::clamp(std::floor(at), 0.0, static_cast<double>(size - 1)));
        };
        const std::int64_t column = inside(x, width), row = inside(y, height);
        maps.heat[image][0][row][column] = found.scores[i];
        maps.offset[image].select(1, row).select(1, column).copy_(
            torch::tensor({x - static_cast<double>(column), y - static_cast<double>(row)}));
        maps.size[image].select(1, row).select(1, column).copy_(
            torch::tensor({x - left, y - top, right - x, bottom - y}));
        // the middle half of the box reads this identity
        const std::int64_t firstRow = inside(y - (bottom - top) / 4, height),
                           lastRow = inside(y + (bottom - top) / 4, height);
        const std::int64_t firstColumn = inside(x - (right - left) / 4, width),
                           lastColumn = inside(x + (right - left) / 4, width);
        maps.identity[image]
            .slice(1, firstRow, lastRow + 1)
            .slice(2, firstColumn, lastColumn + 1)
            .copy_(found.identity[i]
                       .view({-1, 1, 1})
                       .expand({found.identity.size(1), lastRow + 1 - firstRow, lastColumn + 1 - firstColumn}));
    }
}

// Keys: scale8.box.{0,2}, scale8.conf, scale8.id, ...
class ScaleHeads : public torch::nn::Module
{
public:
    ScaleHeads(std::int64_t in, std::int64_t embedding)
    {
        const auto add = [&](const char* name, std::int64_t out, double bias) {
            return register_module(name, std::make_shared<Head>(in, 64, out, Activation::Silu, bias));
        };
        m_box = add("box", 4 * kAnchorsPerScale, 0);
        m_confidence = add("conf", kAnchorsPerScale, kConfidenceBias);
        m_identity = add("id", embedding, 0);
    }
    AnchorNetwork::ScaleMaps forward(const Tensor& x)
    {
        const std::int64_t height = x.size(2), width = x.size(3);
        return {m_confidence->forward(x), m_box->forward(x).view({x.size(0), 4, kAnchorsPerScale, height, width}),
                m_identity->forward(x), x};
    }

private:
    std::shared_ptr<Head> m_box, m_confidence, m_identity;
};

class JdeLite : public AnchorNetwork
{
public:
    explicit JdeLite(const HeadOptions& heads) : m_heads(heads), m_trunk(makeLiteTrunk())
    {
        register_module("backbone", m_trunk.backbone);
        register_module("neck", m_trunk.neck);
        for (std::size_t s = 0; s < kAnchorStrides.size(); ++s)
            m_scales.push_back(register_module("scale" + std::to_string(kAnchorStrides[s]),
                                               std::make_shared<ScaleHeads>(m_trunk.channels[s], heads.embedding)));
    }

    std::array<ScaleMaps, 3> anchorMaps(const Tensor& images) override
    {
        const std::array<Tensor, 3> maps = m_trunk.scales(images);
        return {m_scales[0]->forward(maps[0]), m_scales[1]->forward(maps[1]), m_scales[2]->forward(maps[2])};
    }

    HeadMaps forward(const Tensor& images) override
    {
        const torch::NoGradGuard guard;
        const std::int64_t batch = images.size(0), height = images.size(2), width = images.size(3);
        const std::array<ScaleMaps, 3> scales = anchorMaps(images);
        const auto empty = [&](std::int64_t channels, double value) {
            return torch::full({batch, channels, height / kStride, width / kStride}, value, torch::kFloat32);
        };
        HeadMaps maps{empty(1, kNothing), empty(4, 0), empty(2, 0), {}};
        maps.identity = torch::upsample_nearest2d(scales[0].identity.to(torch::kCPU, torch::kFloat32),
                                                  {height / kStride, width / kStride});
        for (std::int64_t image = 0; image < batch; ++image)
            draw(foundIn(scales, image, height, width), image, maps);
        const auto back = [&](const Tensor& map) { return map.to(images.device()); };
        return {back(maps.heat), back(maps.size), back(maps.offset), back(maps.identity)};
    }

    Tensor features(const Tensor& images) override
    {
        return torch::upsample_nearest2d(m_trunk.scales(images)[0],
                                         {images.size(2) / kStride, images.size(3) / kStride});
    }
    std::string architecture() const override { return "jde_lite"; }
    HeadOptions heads() const override { return m_heads; }

private:
    HeadOptions m_heads;
    LiteTrunk m_trunk;
    std::vector<std::shared_ptr<ScaleHeads>> m_scales;
};

} // namespace

Tensor anchorSides(std::size_t scale, std::int64_t inputHeight)
{
    TW_EXPECTS(scale < kAnchorStrides.size());
    Tensor sides = torch::empty({kAnchorsPerScale, 2});
    for (std::int64_t a = 0; a < kAnchorsPerScale; ++a) {
        const double k = static_cast<double>(static_cast<std::int64_t>(scale) * kAnchorsPerScale + a + 1);
        const double width = 8 * std::pow(2.0, k / 2) * static_cast<double>(inputHeight) / kHeightOfWidths;
        sides[a][0] = width;
        sides[a][1] = kShape * width;
    }
    return sides;
}

Tensor anchorBoxes(std::size_t scale, std::int64_t inputHeight, std::int64_t inputWidth)
{
    const Tensor sides = anchorSides(scale, inputHeight);
    const int stride = kAnchorStrides[scale];
    const std::int64_t height = inputHeight / stride, width = inputWidth / stride;
    const auto spread = [&](const Tensor& values) {
        return values.expand({kAnchorsPerScale, height, width}).flatten();
    };
    const Tensor x = spread(((torch::arange(width, torch::kFloat32) + 0.5) * stride).view({1, 1, -1}));
    const Tensor y = spread(((torch::arange(height, torch::kFloat32) + 0.5) * stride).view({1, -1, 1}));
    const Tensor w = spread(sides.select(1, 0).view({-1, 1, 1}) / 2),
                 h = spread(sides.select(1, 1).view({-1, 1, 1}) / 2);
    return torch::stack({x - w, y - h, x + w, y + h}, 1);
}

Tensor movedAnchors(const Tensor& anchors, const Tensor& shifts)
{
    constexpr double kMostGrowth = 4; // e^4: beyond any person, and finite
    const Tensor from = anchors.slice(1, 0, 2), sides = anchors.slice(1, 2, 4) - from;
    const Tensor centre = from + sides / 2 + shifts.slice(1, 0, 2) * sides;
    const Tensor half = sides * shifts.slice(1, 2, 4).clamp(-kMostGrowth, kMostGrowth).exp() / 2;
    return torch::cat({centre - half, centre + half}, 1);
}

Tensor shiftsTo(const Tensor& anchors, const Tensor& boxes)
{
    constexpr double kLeastSide = 1e-3; // pixels
    const Tensor from = anchors.slice(1, 0, 2), sides = anchors.slice(1, 2, 4) - from;
    const Tensor wanted = (boxes.slice(1, 2, 4) - boxes.slice(1, 0, 2)).clamp_min(kLeastSide);
    const Tensor centre = boxes.slice(1, 0, 2) + wanted / 2;
    return torch::cat({(centre - from - sides / 2) / sides, (wanted / sides).log()}, 1);
}

std::vector<std::int64_t> withoutOverlaps(const Tensor& boxes, double overlap)
{
    const Tensor plain = boxes.to(torch::kCPU, torch::kFloat32).contiguous();
    const float* data = plain.data_ptr<float>();
    const auto area = [](const float* b) { return double(b[2] - b[0]) * double(b[3] - b[1]); };
    std::vector<std::int64_t> kept;
    for (std::int64_t i = 0; i < plain.size(0); ++i) {
        const float* box = data + 4 * i;
        const bool covered = std::any_of(kept.begin(), kept.end(), [&](std::int64_t k) {
            const float* better = data + 4 * k;
            const double w = std::min(box[2], better[2]) - std::max(box[0], better[0]);
            const double h = std::min(box[3], better[3]) - std::max(box[1], better[1]);
            const double common = w > 0 && h > 0 ? w * h : 0;
            return common > overlap * (area(box) + area(better) - common);
        });
        if (!covered)
            kept.push_back(i);
    }
    return kept;
}

std::shared_ptr<Network> makeJdeLite(const HeadOptions& heads)
{
    HeadOptions filled = heads;
    if (filled.embedding == 0)
        filled.embedding = kJdeEmbedding;
    filled.classes = 1;
    filled.sizeChannels = 4;
    return std::make_shared<JdeLite>(filled);
}

} // namespace tw::model
