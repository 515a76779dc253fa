#include "core/training/evaluator.h"

#include "core/math/affine.h"

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

std::vector<float> unitAt(const Tensor& map, std::int64_t cell)
{
    const Tensor column = map.select(1, cell).contiguous();
    const float* data = column.data_ptr<float>();
    return {data, data + column.numel()};
}

} // namespace

HeadOutput headOutputOf(model::Network& network, const torch::Device& device, const Picture& picture,
                        const InputSize& size, float threshold, const std::vector<Box>& centres)
{
    const torch::InferenceMode guard;
    const model::HeadMaps maps = network.forward(letterboxed(picture, size).to(device));
    const std::int64_t height = maps.heat.size(2), width = maps.heat.size(3);
    const auto flat = [&](const Tensor& map) {
        return map.to(torch::kCPU, torch::kFloat32)[0].reshape({map.size(1), -1});
    };
    Tensor heat = torch::sigmoid(maps.heat.to(torch::kFloat32).select(1, 0)).unsqueeze(1);
    heat = heat * torch::max_pool2d(heat, 3, 1, 1).eq(heat);
    const auto [scores, cells] = heat.to(torch::kCPU).reshape({-1}).topk(std::min(kTopK, height * width));
    const Tensor sizes = flat(maps.size), offsets = flat(maps.offset);
    const Tensor identity =
        torch::nn::functional::normalize(flat(maps.identity), torch::nn::functional::NormalizeFuncOptions().dim(0));
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
        detection.box = source(Box{x - left, y - top, left + right, top + bottom});
        detection.embedding = unitAt(identity, cell);
        if (detection.box.valid())
            heads.peaks.push_back(std::move(detection));
    }
    const math::Affine2 output = source.inverse();
    for (const Box& box : centres) {
        const math::Point point = output(math::Point{box.centerX(), box.centerY()});
        const auto column = static_cast<std::int64_t>(std::clamp(point.x, 0.0, static_cast<double>(width - 1)));
        const auto row = static_cast<std::int64_t>(std::clamp(point.y, 0.0, static_cast<double>(height - 1)));
        heads.embedding.push_back(unitAt(identity, row * width + column));
    }
    return heads;
}

} // namespace tw::training
