#include "core/model/executors/folded_conv.h"

#include "core/base/contract.h"
#include "core/base/peaks.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace tw::model {

namespace {

std::vector<float> toFloats(const TensorValue& value)
{
    const auto count = static_cast<std::size_t>(value.elementCount());
    std::vector<float> out(count);
    const std::byte* bytes = value.bytes->data();
    for (std::size_t i = 0; i < count; ++i) {
        switch (value.type) {
        case ElementType::Float32: std::memcpy(&out[i], bytes + 4 * i, 4); break;
        case ElementType::Float64: {
            double number = 0;
            std::memcpy(&number, bytes + 8 * i, 8);
            out[i] = static_cast<float>(number);
            break;
        }
        case ElementType::Float16:
        case ElementType::BFloat16: {
            std::uint16_t bits = 0;
            std::memcpy(&bits, bytes + 2 * i, 2);
            out[i] = value.type == ElementType::Float16 ? floatFromHalf(bits)
                                                        : std::bit_cast<float>(std::uint32_t{bits} << 16);
            break;
        }
        default: break; // refused by the caller
        }
    }
    return out;
}

bool isFloating(ElementType type)
{
    return type == ElementType::Float32 || type == ElementType::Float64 || type == ElementType::Float16 ||
           type == ElementType::BFloat16;
}

} // namespace

FoldedConv stacked(const FoldedConv& a, const FoldedConv& b)
{
    TW_EXPECTS(a.in == b.in && a.kernel == b.kernel);
    FoldedConv both = a;
    both.out += b.out;
    both.weights.insert(both.weights.end(), b.weights.begin(), b.weights.end());
    both.bias.insert(both.bias.end(), b.bias.begin(), b.bias.end());
    return both;
}

FoldedConv inputSlice(const FoldedConv& conv, int first, int count, bool keepBias)
{
    TW_EXPECTS(first >= 0 && first + count <= conv.in);
    FoldedConv slice{conv.out, count, conv.kernel, {}, conv.bias};
    if (!keepBias)
        slice.bias.assign(slice.bias.size(), 0.0F);
    slice.weights.reserve(static_cast<std::size_t>(conv.out * conv.taps() * count));
    for (int row = 0; row < conv.out * conv.taps(); ++row) {
        const auto from = conv.weights.begin() + static_cast<std::ptrdiff_t>(row) * conv.in + first;
        slice.weights.insert(slice.weights.end(), from, from + count);
    }
    return slice;
}

FoldedConv paddedOutputs(const FoldedConv& conv, int multiple)
{
    FoldedConv padded = conv;
    padded.out = (conv.out + multiple - 1) / multiple * multiple;
    padded.weights.resize(static_cast<std::size_t>(padded.out * conv.taps() * conv.in), 0.0F);
    padded.bias.resize(static_cast<std::size_t>(padded.out), 0.0F);
    return padded;
}

WeightSource::WeightSource(const Checkpoint& checkpoint)
{
    for (const NamedTensor& tensor : checkpoint.tensors)
        m_tensors.emplace(tensor.name, &tensor.value);
}

bool WeightSource::has(const std::string& name) const
{
    return m_tensors.contains(name);
}

Result<void> WeightSource::check() const
{
    if (m_failed)
        return m_error;
    return {};
}

void WeightSource::fail(const std::string& name, std::string detail)
{
    if (!m_failed)
        m_error = Error{ErrorCode::ShapeMismatch, std::move(detail), name};
    m_failed = true;
}

const TensorValue* WeightSource::find(const std::string& name)
{
    const auto found = m_tensors.find(name);
    if (found == m_tensors.end()) {
        fail(name, "the network has no such weight");
        return nullptr;
    }
    if (!isFloating(found->second->type)) {
        fail(name, "the weight is not a floating point tensor");
        return nullptr;
    }
    return found->second;
}

std::vector<float> WeightSource::tensor(const std::string& name, const std::vector<std::int64_t>& shape)
{
    const TensorValue* value = find(name);
    if (value == nullptr)
        return {};
    bool fits = value->shape.size() == shape.size();
    for (std::size_t i = 0; fits && i < shape.size(); ++i)
        fits = shape[i] < 0 || shape[i] == value->shape[i];
    if (!fits) {
        fail(name, "the weight has an unexpected shape");
        return {};
    }
    return toFloats(*value);
}

FoldedConv WeightSource::conv(const std::string& name)
{
    FoldedConv conv;
    const TensorValue* value = find(name + ".weight");
    if (value == nullptr || value->shape.size() != 4 || value->shape[2] != value->shape[3]) {
        fail(name, "not a convolution with a square window");
        return conv;
    }
    conv.out = static_cast<int>(value->shape[0]);
    conv.in = static_cast<int>(value->shape[1]);
    conv.kernel = static_cast<int>(value->shape[2]);
    const std::vector<float> planes = toFloats(*value); // out x in x taps
    conv.weights.resize(planes.size());
    const int taps = conv.taps();
    for (int o = 0; o < conv.out; ++o) {
        for (int i = 0; i < conv.in; ++i) {
            for (int t = 0; t < taps; ++t)
                conv.weights[static_cast<std::size_t>((o * taps + t) * conv.in + i)] =
                    planes[static_cast<std::size_t>((o * conv.in + i) * taps + t)];
        }
    }
    conv.bias.assign(static_cast<std::size_t>(conv.out), 0.0F);
    if (has(name + ".bias"))
        conv.bias = tensor(name + ".bias", {conv.out});
    return conv;
}

FoldedConv WeightSource::convNorm(const std::string& convName, const std::string& normName, double eps)
{
    FoldedConv folded = conv(convName);
    const std::vector<float> gamma = tensor(normName + ".weight", {folded.out});
    const std::vector<float> beta = tensor(normName + ".bias", {folded.out});
    const std::vector<float> mean = tensor(normName + ".running_mean", {folded.out});
    const std::vector<float> variance = tensor(normName + ".running_var", {folded.out});
    if (m_failed)
        return folded;
    const std::size_t perOutput = static_cast<std::size_t>(folded.taps() * folded.in);
    for (std::size_t o = 0; o < gamma.size(); ++o) {
        const double scale = gamma[o] / std::sqrt(static_cast<double>(variance[o]) + eps);
        for (std::size_t k = 0; k < perOutput; ++k) {
            float& weight = folded.weights[o * perOutput + k];
            weight = static_cast<float>(weight * scale);
        }
        folded.bias[o] = static_cast<float>((static_cast<double>(folded.bias[o]) - mean[o]) * scale + beta[o]);
    }
    return folded;
}

} // namespace tw::model
