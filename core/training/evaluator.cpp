#include "core/training/evaluator.h"

#include "core/math/affine.h"
#include "core/model/networks/heads.h"
#include "core/model/networks/layers.h"

#include <torch/nn/functional.h>
#include <torch/utils.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace tw::training {

namespace {

using torch::Tensor;

constexpr std::int64_t kTopK = 500;
constexpr int kStride = 4;

Tensor letterboxed(const Picture& picture, const InputSize& size)
{
    const math::Letterbox fit = math::letterbox(picture.width, picture.height, size.width, size.height);
    const cv::Mat source(picture.height, picture.width, CV_8UC3, const_cast<std::uint8_t*>(picture.bgr.data()));
    cv::Mat scaled, canvas;
    cv::resize(source, scaled, cv::Size(fit.scaledWidth, fit.scaledHeight), 0, 0, cv::INTER_AREA);
    cv::copyMakeBorder(scaled, canvas, fit.top, fit.bottom, fit.left, fit.right, cv::BORDER_CONSTANT,
                       cv::Scalar(128, 128, 128));
    cv::cvtColor(canvas, canvas, cv::COLOR_BGR2RGB);
    return torch::from_blob(canvas.data, {1, size.height, size.width, 3}, torch::kUInt8)
        .permute({0, 3, 1, 2})
        .to(torch::kFloat32)
        .div(255)
        .contiguous();
}

// Embeddings at places of a picture, read one way.
class IdentityReader
{
public:
    // The network is needed for as long as the reader is.
    IdentityReader(const Tensor& map, model::IdentityAt where, const model::Network& network)
        : m_map(where == model::IdentityAt::TwoStage ? map.to(torch::kFloat32) : map.to(torch::kCPU, torch::kFloat32)),
          m_where(where), m_head(model::headOf(network, "id"))
    {
        if (!model::readAtCells(m_where)) // as bilinearAt() reads it, without a copy for each place
            m_map = m_map.contiguous(torch::MemoryFormat::ChannelsLast);
    }

    // `centre` and `box` in cells; `cell`: of the heat map.
    std::vector<float> at(math::Point centre, const Box& box, std::int64_t cell) const
    {
        Tensor column;
        if (model::readAtCells(m_where)) {
            column = m_map[0].reshape({m_map.size(1), -1}).select(1, cell);
        } else {
            const torch::Device device = m_map.device();
            const auto row = [&](std::vector<float> values) { return torch::tensor(values).unsqueeze(0).to(device); };
            column =
                model::identitiesAt(m_where, m_map, torch::zeros({1}, torch::kInt64).to(device),
                                    row({float(centre.x), float(centre.y)}),
                                    row({float(box.left), float(box.top), float(box.right()), float(box.bottom())}),
                                    m_head.get())[0]
                    .to(torch::kCPU, torch::kFloat32);
        }
        column =
            torch::nn::functional::normalize(column, torch::nn::functional::NormalizeFuncOptions().dim(0)).contiguous();
        const float* data = column.data_ptr<float>();
        return {data, data + column.numel()};
    }

private:
    Tensor m_map;
    model::IdentityAt m_where;
    std::shared_ptr<model::Head> m_head;
};

} // namespace

HeadOutput headOutputOf(model::Network& network, const torch::Device& device, const Picture& picture,
                        const InputSize& size, float threshold, const std::vector<Box>& people, model::IdentityAt where)
{
    const torch::InferenceMode guard;
    Tensor identitySource;
    const model::HeadMaps maps =
        model::forwardFor(where, network, letterboxed(picture, size).to(device), identitySource);
    const std::int64_t height = maps.heat.size(2), width = maps.heat.size(3);
    const auto flat = [&](const Tensor& map) {
        return map.to(torch::kCPU, torch::kFloat32)[0].reshape({map.size(1), -1});
    };
    Tensor heat = torch::sigmoid(maps.heat.to(torch::kFloat32).select(1, 0)).unsqueeze(1);
    heat = heat * torch::max_pool2d(heat, 3, 1, 1).eq(heat);
    const auto [scores, cells] = heat.to(torch::kCPU).reshape({-1}).topk(std::min(kTopK, height * width));
    const Tensor sizes = flat(maps.size), offsets = flat(maps.offset);
    const IdentityReader identity(identitySource, where, network);
    const math::Affine2 source =
        math::sourceFromOutputMap(picture.width, picture.height, size.width, size.height, kStride);
    const auto s = sizes.accessor<float, 2>();
    const auto o = offsets.accessor<float, 2>();
    HeadOutput heads;
    for (std::int64_t k = 0; k < scores.size(0); ++k) {
        Detection detection;
        detection.score = scores[k].item<float>();
        if (!(detection.score > threshold))
            break;
        const std::int64_t cell = cells[k].item<std::int64_t>();
        const double x = static_cast<double>(cell % width) + o[0][cell],
                     y = static_cast<double>(cell / width) + o[1][cell];
        const bool four = sizes.size(0) == 4;
        const double left = four ? s[0][cell] : s[0][cell] / 2, top = four ? s[1][cell] : s[1][cell] / 2;
        const double right = four ? s[2][cell] : s[0][cell] / 2, bottom = four ? s[3][cell] : s[1][cell] / 2;
        const Box box{x - left, y - top, left + right, top + bottom};
        detection.box = source(box);
        detection.embedding = identity.at({x, y}, box, cell);
        if (detection.box.valid())
            heads.peaks.push_back(std::move(detection));
    }
    const math::Affine2 output = source.inverse();
    for (const Box& box : people) {
        const math::Point point = output(math::Point{box.centerX(), box.centerY()});
        const auto column = static_cast<std::int64_t>(std::clamp(point.x, 0.0, static_cast<double>(width - 1)));
        const auto row = static_cast<std::int64_t>(std::clamp(point.y, 0.0, static_cast<double>(height - 1)));
        heads.embedding.push_back(identity.at(point, output(box), row * width + column));
    }
    return heads;
}

} // namespace tw::training
