#include "core/model/executors/device_letterbox.h"

#include "core/base/contract.h"

#ifdef TW_CUDA_KERNELS
#include <ATen/cuda/CUDAContext.h>
#endif
#include <ATen/Functions.h>
#include <ATen/Parallel.h>

#include <algorithm>

namespace tw::model {

using torch::Tensor;

namespace {

constexpr double kGrey = 128; // as letterboxPixel()'s

// Pixels as one block of memory behind the other, each red, green, blue.
bool isInterleaved(const Tensor& input)
{
    return input.permute({0, 2, 3, 1}).is_contiguous();
}

void fillOnCpu(const LetterboxJob& job, float* out)
{
    at::parallel_for(0, job.networkHeight, 16, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t y = begin; y < end; ++y) {
            float* to = out + y * job.networkWidth * 3;
            for (int x = 0; x < job.networkWidth; ++x, to += 3) {
                const Levels pixel = letterboxPixel(job, x, static_cast<int>(y));
                for (int c = 0; c < 3; ++c)
                    to[c] = pixel.rgb[c] / 255.0F;
            }
        }
    });
}

} // namespace

DeviceLetterbox::DeviceLetterbox(const NetworkSize& network, const torch::Device& device)
    : m_network(network), m_device(device)
{}

void DeviceLetterbox::prepare(const PlanarImage& picture)
{
    const LetterboxJob job = letterboxJob(picture, m_network);
    const bool sameSize = job.sourceWidth == m_job.sourceWidth && job.sourceHeight == m_job.sourceHeight;
    const LetterboxJob before = std::exchange(m_job, job);
    if (!sameSize) { // once a video
        m_across = axisTaps(job.sourceWidth, job.width);
        m_down = axisTaps(job.sourceHeight, job.height);
        const auto joined = [this](const auto& first, const auto& second, torch::ScalarType type) {
            Tensor both = torch::empty({static_cast<std::int64_t>(first.size() + second.size())}, type);
            using Number = typename std::decay_t<decltype(first)>::value_type;
            auto* to = both.data_ptr<Number>();
            std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), to));
            return both.to(m_device);
        };
        m_first = joined(m_across.first, m_down.first, torch::kInt32);
        m_weights = joined(m_across.weights, m_down.weights, torch::kFloat32);
        m_job.firstX = m_first.data_ptr<std::int32_t>();
        m_job.weightX = m_weights.data_ptr<float>();
        m_job.firstY = m_job.firstX + m_across.first.size();
        m_job.weightY = m_job.weightX + m_across.weights.size();
    } else {
        m_job.firstX = before.firstX;
        m_job.weightX = before.weightX;
        m_job.firstY = before.firstY;
        m_job.weightY = before.weightY;
    }
    m_job.tapsX = m_across.count;
    m_job.tapsY = m_down.count;
}

void DeviceLetterbox::fill(const PlanarImage& picture, const Tensor& packed, Tensor& input)
{
    TW_EXPECTS(packed.is_contiguous() && packed.numel() == packedBytes(picture));
    const bool ours = isInterleaved(input) && input.size(2) == m_network.height && input.size(3) == m_network.width;
    const auto type = input.scalar_type();
    if (ours && input.is_cpu() && type == torch::kFloat32) {
        prepare(picture);
        LetterboxJob job = m_job;
        job.planes = packed.data_ptr<std::uint8_t>();
        fillOnCpu(job, input.data_ptr<float>());
        return;
    }
#ifdef TW_CUDA_KERNELS
    if (ours && input.is_cuda() && (type == torch::kFloat32 || type == torch::kFloat16)) {
        prepare(picture);
        LetterboxJob job = m_job;
        job.planes = packed.data_ptr<std::uint8_t>();
        const int error =
            letterboxCuda(job, type == torch::kFloat16, input.data_ptr(), at::cuda::getCurrentCUDAStream().stream());
        TORCH_CHECK(error == cudaSuccess, "CUDA error: ", cudaGetErrorString(static_cast<cudaError_t>(error)),
                    " (letterbox)");
        return;
    }
#endif
    fillComposed(picture, packed, input);
}

// Shrinking is a product with a sparse matrix on either side; as a dense one it is still nothing for a GPU.
Tensor DeviceLetterbox::matrixOf(const AxisTaps& taps, int length) const
{
    const auto rows = static_cast<std::int64_t>(taps.first.size());
    Tensor matrix = torch::zeros({rows, length});
    auto values = matrix.accessor<float, 2>();
    for (std::int64_t row = 0; row < rows; ++row)
        for (int k = 0; k < taps.count; ++k)
            values[row][taps.first[static_cast<std::size_t>(row)] + k] =
                taps.weights[static_cast<std::size_t>(row * taps.count + k)];
    return matrix.to(m_device);
}

void DeviceLetterbox::fillComposed(const PlanarImage& picture, const Tensor& packed, Tensor& input)
{
    prepare(picture);
    const std::int64_t width = picture.width, height = picture.height;
    const auto whole = [](const Tensor& samples) { return samples.to(torch::kInt32).mul(8); };
    const Tensor y8 = whole(packed.narrow(0, 0, width * height).view({height, width}));
    const Tensor both = packed.narrow(0, width * height, width * height / 2);
    const Tensor chroma = whole(m_job.chromaInTurn ? both.view({height / 2, width / 2, 2}).permute({2, 0, 1})
                                                   : both.view({2, height / 2, width / 2}))
                              .sub(1024)
                              .repeat_interleave(2, 1)
                              .repeat_interleave(2, 2);
    const ColourWeights& c = m_job.colours;
    const auto highHalf = [](const Tensor& value, int weight) { return value.mul(weight).div(65536, "floor"); };
    const Tensor luma = highHalf(y8 - c.lumaOffset, c.luma);
    const Tensor u = chroma.select(0, 0);
    const Tensor v = chroma.select(0, 1);
    const Tensor levels =
        torch::stack({luma + highHalf(v, c.redV), luma + highHalf(u, c.greenU) + highHalf(v, c.greenV),
                      luma + highHalf(u, c.blueU)})
            .clamp(0, 255)
            .to(torch::kFloat32);
    const Tensor across = levels.matmul(matrixOf(m_across, picture.width).t());
    const Tensor shrunk = matrixOf(m_down, picture.height).matmul(across).clamp(0, 255).round();
    Tensor target = input.squeeze(0);
    target.fill_(kGrey / 255);
    target.narrow(1, m_job.top, m_job.height).narrow(2, m_job.left, m_job.width).copy_(shrunk / 255);
}

} // namespace tw::model
