#include "core/model/networks/identity_sampling.h"

#include "core/base/contract.h"
#include "core/model/networks/heads.h"
#include "core/model/networks/layers.h"

#include <torch/utils.h>

#include <array>
#include <utility>

namespace tw::model {

namespace {

using torch::Tensor;

constexpr int kBins = 3;
constexpr int kSamples = 2;              // along each side of a bin
constexpr int kReach = 2;                // cells of pos-anchor on either side
constexpr double kAnchorShare = 2.0 / 3; // common part of two equal boxes whose IoU is one half
constexpr double kLeastSide = 1e-3;      // cells

constexpr const char* kEntry = "identity_at"; // of a weights file's top dictionary

constexpr std::array<std::pair<const char*, IdentityAt>, 5> kNames{{{"center", IdentityAt::Center},
                                                                    {"center-bi", IdentityAt::CenterBilinear},
                                                                    {"roi-align", IdentityAt::RoiAlign},
                                                                    {"pos-anchor", IdentityAt::PosAnchor},
                                                                    {"two-stage", IdentityAt::TwoStage}}};

} // namespace

std::optional<IdentityAt> identityAtOf(const std::string& name)
{
    for (const auto& [known, where] : kNames)
        if (name == known)
            return where;
    return std::nullopt;
}

const char* nameOf(IdentityAt where)
{
    for (const auto& [name, known] : kNames)
        if (where == known)
            return name;
    TW_UNREACHABLE();
}

Result<IdentityAt> identityAtOf(const Checkpoint& checkpoint)
{
    const auto entry = checkpoint.metadata.find(kEntry);
    if (entry == checkpoint.metadata.end())
        return IdentityAt::Center;
    if (const auto where = identityAtOf(entry->second))
        return *where;
    return Error{ErrorCode::Unsupported,
                 "the file says that identities are read at '" + entry->second +
                     "', which this version does not know; use a newer version of the program",
                 {}};
}

void noteIdentityAt(Checkpoint& checkpoint, const std::string& name)
{
    const auto where = identityAtOf(name);
    TW_EXPECTS(where);
    checkpoint.metadata.erase(kEntry);
    if (!readAtCells(*where)) // older versions read at cells, too, whatever the entry
        checkpoint.metadata[kEntry] = name;
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
                    const Tensor& boxes, Head* head)
{
    switch (where) {
    case IdentityAt::CenterBilinear:
        return bilinearAt(map, images, centres.slice(1, 0, 1), centres.slice(1, 1, 2)).squeeze(1);
    case IdentityAt::RoiAlign: return roiAlign(map, images, boxes, kBins, kSamples).mean({2, 3});
    case IdentityAt::TwoStage:
        TW_EXPECTS(head != nullptr);
        return head->atMiddles(
            roiAlign(map, images, boxes, kBins, kSamples).to(head->parameters().front().scalar_type()));
    case IdentityAt::Center:
    case IdentityAt::PosAnchor: break;
    }
    TW_UNREACHABLE();
}

HeadMaps forwardFor(IdentityAt where, Network& network, const Tensor& images, Tensor& identitySource)
{
    if (where != IdentityAt::TwoStage) {
        HeadMaps maps = network.forward(images);
        identitySource = maps.identity;
        return maps;
    }
    identitySource = network.features(images);
    const auto through = [&](const char* name) {
        const std::shared_ptr<Head> head = headOf(network, name);
        TW_EXPECTS(head != nullptr);
        return head->forward(identitySource.to(head->parameters().front().scalar_type()));
    };
    return {.heat = through("hm"), .size = through("wh"), .offset = through("reg"), .identity = {}};
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

} // namespace tw::model
