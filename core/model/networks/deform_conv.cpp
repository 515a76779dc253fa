#include "core/model/networks/deform_conv.h"

#include "core/model/networks/deform_cuda.h"
#include "core/model/networks/deform_kernels.h"

#ifdef TW_CUDA_KERNELS
#include <ATen/cuda/CUDAContext.h>
#endif
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/nn/init.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::model {

namespace {

using deform::Grid;
using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// Sampled columns of this many bytes are made at a time, then multiplied while they are still in the cache.
constexpr std::int64_t kColumnBytes = 4 << 20;
// Fewer pixels or channels than these are not worth another thread.
constexpr std::int64_t kPixelGrain = 16;
constexpr std::int64_t kChannelGrain = 16;

Grid gridOf(const Tensor& input, const Tensor& weight, const DeformGeometry& geometry)
{
    Grid grid;
    grid.channels = input.size(1);
    grid.height = input.size(2);
    grid.width = input.size(3);
    grid.kernelHeight = weight.size(2);
    grid.kernelWidth = weight.size(3);
    grid.stride = geometry.stride;
    grid.padding = geometry.padding;
    grid.dilation = geometry.dilation;
    const auto outSize = [&](std::int64_t size, std::int64_t kernel) {
        return (size + 2 * geometry.padding - geometry.dilation * (kernel - 1) - 1) / geometry.stride + 1;
    };
    grid.outHeight = outSize(grid.height, grid.kernelHeight);
    grid.outWidth = outSize(grid.width, grid.kernelWidth);
    return grid;
}

void checkShapes(const Tensor& input, const Tensor& offset, const Tensor& mask, const Tensor& weight,
                 const Tensor& bias, const Grid& grid)
{
    TORCH_CHECK(input.dim() == 4 && weight.dim() == 4 && weight.size(1) == grid.channels,
                "deformable convolution: input ", input.sizes(), " does not fit weight ", weight.sizes());
    const auto fits = [&](const Tensor& map, std::int64_t channels) {
        return map.dim() == 4 && map.size(0) == input.size(0) && map.size(1) == channels &&
               map.size(2) == grid.outHeight && map.size(3) == grid.outWidth;
    };
    TORCH_CHECK(fits(offset, 2 * grid.taps()) && fits(mask, grid.taps()), "deformable convolution: offset ",
                offset.sizes(), " and mask ", mask.sizes(), " do not fit input ", input.sizes());
    TORCH_CHECK(bias.dim() == 1 && bias.size(0) == weight.size(0), "deformable convolution: bias ", bias.sizes(),
                " does not fit weight ", weight.sizes());
}

// B x C x H x W as dense rows of C; free for channels-last tensors.
Tensor rowsOf(const Tensor& map)
{
    return map.permute({0, 2, 3, 1}).contiguous();
}

// O x (taps * C), the order in which columns are sampled; free for a channels-last weight.
Tensor weightRowsOf(const Tensor& weight)
{
    return weight.permute({0, 2, 3, 1}).reshape({weight.size(0), -1});
}

// The inputs as the kernels read them.
struct Operands {
    Grid grid;
    Tensor input;
    Tensor offset;
    Tensor mask;
    Tensor weight; // O x (taps * C)
    std::int64_t pixels = 0;
    std::int64_t chunk = 0; // pixels whose columns are made at a time

    Operands(const Tensor& in, const Tensor& off, const Tensor& msk, const Tensor& wgt, const DeformGeometry& geometry)
        : grid(gridOf(in, wgt, geometry)), input(rowsOf(in)), offset(rowsOf(off)), mask(rowsOf(msk)),
          weight(weightRowsOf(wgt)), pixels(in.size(0) * grid.outHeight * grid.outWidth)
    {
        const std::int64_t columnBytes = weight.size(1) * static_cast<std::int64_t>(in.element_size());
        chunk = std::clamp<std::int64_t>(kColumnBytes / columnBytes, 64, std::max<std::int64_t>(pixels, 64));
    }

    Tensor makeColumns() const { return torch::empty({std::min(chunk, pixels), weight.size(1)}, input.options()); }

    template <class T>
    void sample(deform::Range range, const Tensor& columns) const
    {
        T* const out = columns.data_ptr<T>();
        at::parallel_for(range.begin, range.end, kPixelGrain, [&](std::int64_t begin, std::int64_t end) {
            deform::sampleColumns<T>(grid, input.data_ptr<T>(), offset.data_ptr<T>(), mask.data_ptr<T>(), {begin, end},
                                     out + (begin - range.begin) * columns.size(1));
        });
    }

    template <class F>
    void forEachChunk(F&& f) const
    {
        for (std::int64_t begin = 0; begin < pixels; begin += chunk)
            f(deform::Range{begin, std::min(begin + chunk, pixels)});
    }
};

template <class T>
Tensor forwardCpu(const Operands& o, const Tensor& bias, std::int64_t batch)
{
    const std::int64_t outChannels = o.weight.size(0);
    Tensor out = torch::empty({o.pixels, outChannels}, o.input.options());
    const Tensor columns = o.makeColumns();
    const Tensor weight = o.weight.t();
    o.forEachChunk([&](deform::Range range) {
        const std::int64_t count = range.end - range.begin;
        const Tensor chunkColumns = columns.narrow(0, 0, count);
        o.sample<T>(range, chunkColumns);
        Tensor rows = out.narrow(0, range.begin, count);
        torch::addmm_out(rows, bias, chunkColumns, weight);
    });
    return out.view({batch, o.grid.outHeight, o.grid.outWidth, outChannels}).permute({0, 3, 1, 2});
}

struct Gradients {
    Tensor input;
    Tensor offset;
    Tensor mask;
    Tensor weight;
    Tensor bias;
};

template <class T>
Gradients backwardCpu(const Operands& o, const Tensor& gradOut)
{
    const Tensor grad = rowsOf(gradOut).view({o.pixels, -1});
    Tensor toInput = torch::zeros_like(o.input);
    Tensor toOffset = torch::empty_like(o.offset);
    Tensor toMask = torch::empty_like(o.mask);
    Tensor toWeight = torch::zeros_like(o.weight);
    const Tensor columns = o.makeColumns();
    const Tensor gradColumns = o.makeColumns();
    o.forEachChunk([&](deform::Range range) {
        const std::int64_t count = range.end - range.begin;
        const Tensor gradRows = grad.narrow(0, range.begin, count);
        const Tensor chunkColumns = columns.narrow(0, 0, count);
        o.sample<T>(range, chunkColumns);
        toWeight.addmm_(gradRows.t(), chunkColumns);
        Tensor chunkGrad = gradColumns.narrow(0, 0, count);
        torch::mm_out(chunkGrad, gradRows, o.weight);
        const T* const gradData = chunkGrad.data_ptr<T>();
        at::parallel_for(range.begin, range.end, kPixelGrain, [&](std::int64_t begin, std::int64_t end) {
            deform::differentiateSampling<T>(o.grid, o.input.data_ptr<T>(), o.offset.data_ptr<T>(),
                                             o.mask.data_ptr<T>(), gradData + (begin - range.begin) * chunkGrad.size(1),
                                             {begin, end}, toOffset.data_ptr<T>(), toMask.data_ptr<T>());
        });
        at::parallel_for(0, o.grid.channels, kChannelGrain, [&](std::int64_t begin, std::int64_t end) {
            deform::scatterInput<T>(o.grid, o.offset.data_ptr<T>(), o.mask.data_ptr<T>(), gradData, range, {begin, end},
                                    toInput.data_ptr<T>());
        });
    });
    return {toInput.permute({0, 3, 1, 2}), toOffset.permute({0, 3, 1, 2}), toMask.permute({0, 3, 1, 2}), toWeight,
            grad.sum(0)};
}

#ifdef TW_CUDA_KERNELS

void checkLaunch(int error)
{
    // worded as LibTorch's own, so that torch_guard.h knows a lost device
    TORCH_CHECK(error == cudaSuccess, "CUDA error: ", cudaGetErrorString(static_cast<cudaError_t>(error)),
                " (deformable convolution)");
}

deform::CudaGrid cudaGridOf(const Tensor& input, const Tensor& weight, const Grid& grid)
{
    const auto number = [](std::int64_t value) { return static_cast<int>(value); };
    return {.batch = number(input.size(0)),
            .channels = number(grid.channels),
            .height = number(grid.height),
            .width = number(grid.width),
            .outHeight = number(grid.outHeight),
            .outWidth = number(grid.outWidth),
            .outChannels = number(weight.size(0)),
            .kernelHeight = number(grid.kernelHeight),
            .kernelWidth = number(grid.kernelWidth),
            .stride = number(grid.stride),
            .padding = number(grid.padding),
            .dilation = number(grid.dilation)};
}

// Whether our kernels take this layer; what they do not take, LibTorch's operators do.
bool cudaKernelsTake(const Tensor& input)
{
    if (input.scalar_type() == torch::kFloat)
        return true;
    return input.scalar_type() == torch::kHalf && input.size(1) % deform::kHalfChannels == 0 &&
           at::cuda::getCurrentDeviceProperties()->major >= 7;
}

Tensor forwardCuda(const Operands& o, const Tensor& source, const Tensor& weight, const Tensor& bias)
{
    const deform::CudaGrid grid = cudaGridOf(source, weight, o.grid);
    void* const stream = at::cuda::getCurrentCUDAStream().stream();
    Tensor out = torch::empty({o.pixels, weight.size(0)}, o.input.options());
    if (source.scalar_type() == torch::kHalf) {
        const Tensor rows = o.weight.contiguous();
        const Tensor biases = bias.contiguous();
        checkLaunch(deform::deformConvHalfCuda(grid, o.input.data_ptr(), o.offset.data_ptr(), o.mask.data_ptr(),
                                               rows.data_ptr(), biases.data_ptr(), out.data_ptr(), stream));
    } else {
        const Tensor columns = o.makeColumns();
        const Tensor transposed = o.weight.t();
        o.forEachChunk([&](deform::Range range) {
            const std::int64_t count = range.end - range.begin;
            const Tensor chunkColumns = columns.narrow(0, 0, count);
            checkLaunch(deform::sampleColumnsCuda(grid, o.input.data_ptr<float>(), o.offset.data_ptr<float>(),
                                                  o.mask.data_ptr<float>(), range.begin, count,
                                                  chunkColumns.data_ptr<float>(), stream));
            Tensor rows = out.narrow(0, range.begin, count);
            torch::addmm_out(rows, bias, chunkColumns, transposed);
        });
    }
    return out.view({source.size(0), o.grid.outHeight, o.grid.outWidth, weight.size(0)}).permute({0, 3, 1, 2});
}

#endif

Tensor forwardOn(const Tensor& input, const Tensor& offset, const Tensor& mask, const Tensor& weight,
                 const Tensor& bias, const DeformGeometry& geometry)
{
#ifdef TW_CUDA_KERNELS
    if (input.is_cuda() && cudaKernelsTake(input))
        return forwardCuda(Operands(input, offset, mask, weight, geometry), input, weight, bias);
#endif
    if (!input.device().is_cpu())
        return deformConvComposed(input, offset, mask, weight, bias, geometry);
    const Operands operands(input, offset, mask, weight, geometry);
    switch (input.scalar_type()) {
    case torch::kFloat: return forwardCpu<float>(operands, bias, input.size(0));
    case torch::kDouble: return forwardCpu<double>(operands, bias, input.size(0));
    default: TORCH_CHECK(false, "deformable convolution on the CPU takes float or double, not ", input.scalar_type());
    }
}

// One image after the other, so that the samples of one image only are alive.
Gradients backwardComposed(const Tensor& input, const Tensor& offset, const Tensor& mask, const Tensor& weight,
                           const Tensor& bias, const DeformGeometry& geometry, const Tensor& gradOut)
{
    Gradients sums{torch::zeros_like(input), torch::zeros_like(offset), torch::zeros_like(mask),
                   torch::zeros_like(weight), torch::zeros_like(bias)};
    const torch::AutoGradMode record(true);
    const auto leaf = [](const Tensor& t) { return t.detach().requires_grad_(true); };
    const Tensor w = leaf(weight);
    const Tensor b = leaf(bias);
    for (std::int64_t i = 0; i < input.size(0); ++i) {
        const variable_list leaves{leaf(input.narrow(0, i, 1)), leaf(offset.narrow(0, i, 1)),
                                   leaf(mask.narrow(0, i, 1)), w, b};
        const Tensor out = deformConvComposed(leaves[0], leaves[1], leaves[2], w, b, geometry);
        const variable_list grads = torch::autograd::grad({out}, leaves, {gradOut.narrow(0, i, 1)});
        sums.input.narrow(0, i, 1).copy_(grads[0]);
        sums.offset.narrow(0, i, 1).copy_(grads[1]);
        sums.mask.narrow(0, i, 1).copy_(grads[2]);
        sums.weight.add_(grads[3]);
        sums.bias.add_(grads[4]);
    }
    return sums;
}

Gradients backwardOn(const Tensor& input, const Tensor& offset, const Tensor& mask, const Tensor& weight,
                     const Tensor& bias, const DeformGeometry& geometry, const Tensor& gradOut)
{
    if (!input.device().is_cpu())
        return backwardComposed(input, offset, mask, weight, bias, geometry, gradOut);
    const Operands operands(input, offset, mask, weight, geometry);
    Gradients g = input.scalar_type() == torch::kDouble ? backwardCpu<double>(operands, gradOut)
                                                        : backwardCpu<float>(operands, gradOut);
    // rows of taps x channels back to O x C x kh x kw, laid out as the parameter is
    g.weight = g.weight.view({weight.size(0), weight.size(2), weight.size(3), weight.size(1)})
                   .permute({0, 3, 1, 2})
                   .contiguous(weight.suggest_memory_format());
    return g;
}

class DeformConvFunction : public torch::autograd::Function<DeformConvFunction>
{
public:
    static Tensor forward(AutogradContext* context, const Tensor& input, const Tensor& offset, const Tensor& mask,
                          const Tensor& weight, const Tensor& bias, std::int64_t stride, std::int64_t padding,
                          std::int64_t dilation)
    {
        context->save_for_backward({input, offset, mask, weight, bias});
        context->saved_data["stride"] = stride;
        context->saved_data["padding"] = padding;
        context->saved_data["dilation"] = dilation;
        return forwardOn(input, offset, mask, weight, bias, {stride, padding, dilation});
    }

    static variable_list backward(AutogradContext* context, const variable_list& grads)
    {
        const torch::AutoGradMode noSecondOrder(false);
        const variable_list saved = context->get_saved_variables();
        const DeformGeometry geometry{context->saved_data["stride"].toInt(), context->saved_data["padding"].toInt(),
                                      context->saved_data["dilation"].toInt()};
        Gradients g = backwardOn(saved[0], saved[1], saved[2], saved[3], saved[4], geometry, grads[0]);
        return {g.input, g.offset, g.mask, g.weight, g.bias, Tensor(), Tensor(), Tensor()};
    }
};

// All float or all double: what the kernels of the CPU take.
bool haveOneKernelType(std::initializer_list<Tensor> tensors)
{
    const torch::ScalarType type = tensors.begin()->scalar_type();
    return (type == torch::kFloat || type == torch::kDouble) &&
           std::all_of(tensors.begin(), tensors.end(), [type](const Tensor& t) { return t.scalar_type() == type; });
}

// One neighbour of every sample: its row number in the flattened input (0 where beyond the border) and 1 or 0.
struct Neighbour {
    Tensor row;
    Tensor valid;
};

Neighbour neighbourOf(const Tensor& y, const Tensor& x, const Tensor& firstRow, const Grid& grid)
{
    const Tensor inside = (y >= 0) & (y < grid.height) & (x >= 0) & (x < grid.width);
    const Tensor row = firstRow + y.clamp(0, static_cast<double>(grid.height - 1)).to(torch::kLong) * grid.width +
                       x.clamp(0, static_cast<double>(grid.width - 1)).to(torch::kLong);
    return {torch::where(inside, row, torch::zeros_like(row)).flatten(), inside};
}

// Positions without offsets, 1 x taps x H' x W'.
Tensor tapPositions(std::int64_t out, std::int64_t kernel, bool vertical, const Grid& grid,
                    const torch::TensorOptions& options)
{
    const Tensor base = torch::arange(out, options) * grid.stride - grid.padding;
    const Tensor tap = torch::arange(kernel, options) * grid.dilation;
    const Tensor perTap = vertical ? tap.repeat_interleave(grid.kernelWidth) : tap.repeat({grid.kernelHeight});
    const Tensor shaped = vertical ? base.view({1, 1, out, 1}) : base.view({1, 1, 1, out});
    return perTap.view({1, -1, 1, 1}) + shaped;
}

} // namespace

torch::Tensor deformConvComposed(const torch::Tensor& input, const torch::Tensor& offset, const torch::Tensor& mask,
                                 const torch::Tensor& weight, const torch::Tensor& bias, const DeformGeometry& geometry)
{
    const Grid grid = gridOf(input, weight, geometry);
    checkShapes(input, offset, mask, weight, bias, grid);
    const std::int64_t batch = input.size(0);
    const torch::ScalarType type = input.scalar_type() == torch::kDouble ? torch::kDouble : torch::kFloat;
    const auto options = input.options().dtype(type);
    // batch x taps x H' x W'
    const Tensor shifts = offset.to(type).view({batch, grid.taps(), 2, grid.outHeight, grid.outWidth});
    const Tensor y = shifts.select(2, 0) + tapPositions(grid.outHeight, grid.kernelHeight, true, grid, options);
    const Tensor x = shifts.select(2, 1) + tapPositions(grid.outWidth, grid.kernelWidth, false, grid, options);
    const Tensor top = y.detach().floor();
    const Tensor left = x.detach().floor();
    const Tensor down = y - top;
    const Tensor right = x - left;
    const Tensor firstRow =
        torch::arange(batch, input.options().dtype(torch::kLong)).view({batch, 1, 1, 1}) * (grid.height * grid.width);
    const Tensor rows = input.permute({0, 2, 3, 1}).reshape({-1, grid.channels});
    const auto corner = [&](const Tensor& cy, const Tensor& cx, const Tensor& share) {
        const Neighbour n = neighbourOf(cy, cx, firstRow, grid);
        // where(), not a product: a shift that is not finite must give 0, as in the kernels
        const Tensor factor = torch::where(n.valid, share * mask.to(type), torch::zeros_like(share));
        return rows.index_select(0, n.row) * factor.flatten().unsqueeze(1).to(input.scalar_type());
    };
    const Tensor sampled = corner(top, left, (1 - down) * (1 - right)) + corner(top, left + 1, (1 - down) * right) +
                           corner(top + 1, left, down * (1 - right)) + corner(top + 1, left + 1, down * right);
    // batch, taps, pixels, channels -> one row of taps x channels a pixel
    const Tensor columns = sampled.view({batch, grid.taps(), grid.outHeight * grid.outWidth, grid.channels})
                               .transpose(1, 2)
                               .reshape({-1, grid.taps() * grid.channels});
    return torch::addmm(bias, columns, weightRowsOf(weight).t())
        .view({batch, grid.outHeight, grid.outWidth, weight.size(0)})
        .permute({0, 3, 1, 2});
}

torch::Tensor deformConv(const torch::Tensor& input, const torch::Tensor& offset, const torch::Tensor& mask,
                         const torch::Tensor& weight, const torch::Tensor& bias, const DeformGeometry& geometry)
{
    checkShapes(input, offset, mask, weight, bias, gridOf(input, weight, geometry));
    if (input.device().is_cpu() && input.is_floating_point() &&
        !haveOneKernelType({input, offset, mask, weight, bias})) {
        const auto single = [](const torch::Tensor& t) { return t.to(torch::kFloat); };
        return deformConv(single(input), single(offset), single(mask), single(weight), single(bias), geometry)
            .to(input.scalar_type());
    }
    // Without gradients not even an autograd node is made: inference tensors may not be saved in one.
    if (!torch::GradMode::is_enabled())
        return forwardOn(input, offset, mask, weight, bias, geometry);
    return DeformConvFunction::apply(input, offset, mask, weight, bias, geometry.stride, geometry.padding,
                                     geometry.dilation);
}

DeformConv::DeformConv(std::int64_t in, std::int64_t out)
    : m_weight(register_parameter("weight", torch::empty({out, in, 3, 3}))),
      m_bias(register_parameter("bias", torch::zeros({out}))),
      m_offsetMask(
          register_module("conv_offset_mask", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, 3 * 9, 3).padding(1))))
{
    // Uniform weights; zero offsets and half open masks, so that training starts from a plain convolution.
    const double bound = 1 / std::sqrt(static_cast<double>(in * 9));
    torch::nn::init::uniform_(m_weight, -bound, bound);
    torch::nn::init::zeros_(m_offsetMask->weight);
    torch::nn::init::zeros_(m_offsetMask->bias);
}

torch::Tensor DeformConv::offsetsAndMask(const torch::Tensor& x)
{
    return m_offsetMask(x);
}

torch::Tensor DeformConv::forward(const torch::Tensor& x)
{
    const torch::Tensor raw = offsetsAndMask(x);
    return deformConv(x, raw.narrow(1, 0, 18), raw.narrow(1, 18, 9).sigmoid(), m_weight, m_bias);
}

} // namespace tw::model
