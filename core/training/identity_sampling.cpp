#include "core/training/identity_sampling.h"

#include "core/base/contract.h"

#include <torch/utils.h>

namespace tw::training {

namespace {

using torch::Tensor;

constexpr int kBins = 3;
constexpr int kSamples = 2;              // along each side of a bin
constexpr int kReach = 2;                // cells of pos-anchor on either side
constexpr double kAnchorShare = 2.0 / 3; // common part of two equal boxes whose IoU is one half
constexpr double kLeastSide = 1e-3;      // cells

} // namespace

IdentityAt identityAtOf(const std::string& name)
{
    if (name == "center-bi")
        return IdentityAt::CenterBilinear;
    if (name == "roi-align")
        return IdentityAt::RoiAlign;
    if (name == "pos-anchor")
        return IdentityAt::PosAnchor;
    TW_EXPECTS(name == "center");
    return IdentityAt::Center;
}

Tensor bilinearAt(const Tensor& map, const Tensor& images, const Tensor& x, const Tensor& y)
{
    const std::int64_t channels = map.size(1), height = map.size(2), width = map.size(3);
    const Tensor rows = map.permute({0, 2, 3, 1}).reshape({-1, channels}); // one a cell
    const Tensor inside = x.gt(-1) & x.lt(static_cast<double>(width)) & y.gt(-1) & y.lt(static_cast<double>(height));
    const Tensor cx = x.clamp(0, static_cast<double>(width - 1)), cy = y.clamp(0, static_cast<double>(height - 1));
    const Tensor left = cx.floor(), top = cy.floor();
    const Tensor shareX = cx - left, shareY = cy - top;
    Tensor sum;
    for (const int stepY : {0, 1})
        for (const int stepX : {0, 1}) {
            const Tensor column = (left + stepX).clamp_max(static_cast<double>(width - 1)).to(torch::kInt64);
            const Tensor row = (top + stepY).clamp_max(static_cast<double>(height - 1)).to(torch::kInt64);
            const Tensor cell = (images.unsqueeze(1) * height + row) * width + column;
            const Tensor weight = (stepX == 1 ? shareX : 1 - shareX) * (stepY == 1 ? shareY : 1 - shareY);
            const Tensor part = rows.index_select(0, cell.reshape({-1})).view({x.size(0), x.size(1), channels}) *
                                weight.unsqueeze(2).to(map.scalar_type());
            sum = sum.defined() ? sum + part : part;
        }
    return sum * inside.unsqueeze(2).to(map.scalar_type());
}

Tensor roiAlign(const Tensor& map, const Tensor& images, const Tensor& boxes, int bins, int samples)
{
    const std::int64_t people = boxes.size(0), points = std::int64_t{bins} * samples;
    // Places of the points along a side, as shares of it
    const Tensor shares = (torch::arange(points, boxes.options()) + 0.5) / static_cast<double>(points);
    const auto along = [&](int low, int high) {
        const Tensor from = boxes.select(1, low).unsqueeze(1);
        const Tensor side = (boxes.select(1, high).unsqueeze(1) - from).clamp_min(kLeastSide);
        return from - 0.5 + side * shares.unsqueeze(0);
    };
    const Tensor x = along(0, 2), y = along(1, 3); // N x points
    const Tensor allX = x.unsqueeze(1).expand({people, points, points}).reshape({people, -1});
    const Tensor allY = y.unsqueeze(2).expand({people, points, points}).reshape({people, -1});
    const Tensor values = bilinearAt(map, images, allX, allY);
    return values.view({people, bins, samples, bins, samples, map.size(1)}).mean({2, 4}).permute({0, 3, 1, 2});
}

Tensor identitiesAt(IdentityAt where, const Tensor& map, const Tensor& images, const Tensor& centres,
                    const Tensor& boxes)
{
    if (where == IdentityAt::RoiAlign)
        return roiAlign(map, images, boxes, kBins, kSamples).mean({2, 3});
    TW_EXPECTS(where == IdentityAt::CenterBilinear);
    return bilinearAt(map, images, centres.slice(1, 0, 1), centres.slice(1, 1, 2)).squeeze(1);
}

Anchors anchorsOf(const Tensor& cells, const Tensor& offsets, const Tensor& sizes, std::int64_t height,
                  std::int64_t width)
{
    const Tensor steps = torch::arange(-kReach, kReach + 1, cells.options());
    const std::int64_t side = steps.size(0), people = cells.size(0);
    const Tensor stepX = steps.repeat({side}).unsqueeze(0),
                 stepY = steps.repeat_interleave(side).unsqueeze(0); // 1 x 25
    const Tensor column = cells.remainder(width).unsqueeze(1) + stepX;
    const Tensor line = cells.div(width, "floor");
    const Tensor row = line.remainder(height).unsqueeze(1) + stepY;
    // Two equal boxes, shifted: the common part of each side
    const auto common = [](const Tensor& step, const Tensor& offset, const Tensor& length) {
        const Tensor distance = (step.to(torch::kFloat32) - offset.unsqueeze(1)).abs();
        return (1 - distance / length.unsqueeze(1).clamp_min(kLeastSide)).clamp_min(0);
    };
    const Tensor share = common(stepX, offsets.select(1, 0), sizes.select(1, 0) + sizes.select(1, 2)) *
                         common(stepY, offsets.select(1, 1), sizes.select(1, 1) + sizes.select(1, 3));
    const Tensor own = stepX.eq(0) & stepY.eq(0);
    const Tensor taken = (share.gt(kAnchorShare) | own) & column.ge(0) & column.lt(width) & row.ge(0) & row.lt(height);
    const Tensor cell = (line.div(height, "floor").unsqueeze(1) * height + row) * width + column;
    const Tensor person = torch::arange(people, cells.options()).unsqueeze(1).expand({people, side * side});
    return {cell.masked_select(taken), person.masked_select(taken)};
}

} // namespace tw::training
