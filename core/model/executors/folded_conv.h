#pragma once
// (private to model) Weights of one convolution as the fused executor wants them: batch norm folded in, taps before
// channels, float32. Torch-free.

#include "core/base/result.h"
#include "core/model/checkpoint/checkpoint.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tw::model {

struct FoldedConv {
    int out = 0;
    int in = 0;
    int kernel = 1;             // side of the square window
    std::vector<float> weights; // out x (kernel * kernel) x in
    std::vector<float> bias;    // out

    int taps() const { return kernel * kernel; }
};

// The same input through both: outputs of `a`, then of `b`.
FoldedConv stacked(const FoldedConv& a, const FoldedConv& b);
// Only input channels [first, first + count); without bias when `keepBias` is false.
FoldedConv inputSlice(const FoldedConv& conv, int first, int count, bool keepBias);
// Output channels filled up with zeros to a multiple of `multiple`.
FoldedConv paddedOutputs(const FoldedConv& conv, int multiple);

// Looks weights up by their state_dict key. The first key that is missing or has another shape than asked for is kept
// as the error; what is returned after that is empty.
class WeightSource
{
public:
    explicit WeightSource(const Checkpoint& checkpoint);

    // Plain convolution with optional bias: `name`.weight, `name`.bias.
    FoldedConv conv(const std::string& name);
    // Convolution (with or without bias) followed by batch norm with its running statistics.
    FoldedConv convNorm(const std::string& convName, const std::string& normName, double eps);
    // Numbers of one tensor as float32; `shape` must match, -1 matches any size.
    std::vector<float> tensor(const std::string& name, const std::vector<std::int64_t>& shape);
    bool has(const std::string& name) const;

    Result<void> check() const;

private:
    const TensorValue* find(const std::string& name);
    void fail(const std::string& name, std::string detail);

    std::map<std::string, const TensorValue*, std::less<>> m_tensors;
    Error m_error;
    bool m_failed = false;
};

} // namespace tw::model
