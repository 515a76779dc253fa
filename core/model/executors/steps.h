#pragma once
// (private to model) The kinds of steps that networks consist of. Each splits its work by rows (and panels of output
// channels where a map has few rows), so that every output is written by exactly one unit.

#include "core/model/executors/folded_conv.h"
#include "core/model/executors/plan.h"

#include <string>
#include <vector>

namespace tw::model {

// Where the product of a heat head goes: `last` is the 1 x 1 convolution behind the step's own.
template <class T>
struct DotSpec {
    FoldedConv last;
    float* planes = nullptr; // last.out x height x width
};

template <class T>
struct ConvSpec {
    std::string name{};
    FoldedConv conv{}; // several convolutions of one input are stacked
    int stride = 1;
    kernels::Activation activation = kernels::Activation::None;
    Map in{};                // padded by kernel / 2
    std::vector<Map> out{};  // one after the other, together conv.out channels (filled up to a multiple of 16)
    Map before{};            // optional, added before the activation
    bool beforeHalf = false; // it has half the size
    Map after{};             // optional, added after the activation
};

// Dense convolution of any odd window, stride 1 or 2.
template <class T>
std::unique_ptr<Step<T>> makeConvStep(const ConvSpec<T>& spec);
// The same with its outputs reduced to few planes of floats right away; spec.out is empty.
template <class T>
std::unique_ptr<Step<T>> makeHeatStep(const ConvSpec<T>& spec, const DotSpec<T>& dot);

template <class T>
struct SeparableSpec {
    std::string name;
    FoldedConv depthwise; // out channels x 9 x 1
    FoldedConv pointwise;
    int stride = 1;
    kernels::Activation activation = kernels::Activation::None; // of both
    Map in;
    Map out;
    Map after; // optional
};

// Depthwise 3 x 3 and the 1 x 1 behind it, row by row: the map between them never leaves the first-level caches.
template <class T>
std::unique_ptr<Step<T>> makeSeparableStep(const SeparableSpec<T>& spec);

template <class T>
std::unique_ptr<Step<T>> makeMaxPoolStep(const std::string& name, const Map& in, const Map& out, int size, int stride);

template <class T>
struct DeformSpec {
    std::string name;
    FoldedConv conv;    // 3 x 3, deformed
    FoldedConv offsets; // 3 x 3 to 27: (y, x) of each tap, then the logits of the masks
    kernels::Activation activation = kernels::Activation::None;
    Map in; // padded by 1
    Map out;
};

// Modulated deformable convolution. Source: Zhu et al. 2019, Deformable ConvNets v2.
template <class T>
std::unique_ptr<Step<T>> makeDeformStep(const DeformSpec<T>& spec);

template <class T>
struct EnlargeSpec {
    std::string name;
    std::vector<float> weights; // channels x (2 factor)^2
    int factor = 2;
    Map in; // padded by 1
    Map out;
    Map after; // optional, added
};

// Depthwise transposed convolution with a window of twice its stride.
template <class T>
std::unique_ptr<Step<T>> makeEnlargeStep(const EnlargeSpec<T>& spec);

// A dense convolution by whatever is fastest for it.
template <class T>
void addConv(PlanBuilder<T>& builder, const ConvSpec<T>& spec);
template <class T>
void addHeat(PlanBuilder<T>& builder, const ConvSpec<T>& spec, const DotSpec<T>& dot);

enum class InputLayout {
    Planes,       // 3 channels, full size
    SpaceToDepth, // 12 channels, half size: 3 * (2 * (column is odd) + (row is odd)) + colour
};
// From the image to the first map.
template <class T>
std::unique_ptr<Step<T>> makeInputStep(const Map& out, InputLayout layout);
// What a value of 1.0 becomes in the first map. bfloat16 holds whole numbers up to 256 exactly, but not 1/255 of them:
// it gets 0 ... 255, and the first convolution's weights are divided instead.
template <class T>
float inputScale();
template <class T>
FoldedConv scaledForInput(FoldedConv conv);

} // namespace tw::model
