#pragma once
// (private to model) The network's input out of a picture that lies on the device: planes are converted, shrunk and
// framed there. On CUDA devices by our kernel where it was built, on the CPU by the same function in a loop, otherwise
// by LibTorch's operators.
//
// Thread: one at a time; work goes to the current stream.

#include "core/model/executors/letterbox_planes.h"

#include <torch/types.h>

namespace tw::model {

class DeviceLetterbox
{
public:
    DeviceLetterbox(const NetworkSize& network, const torch::Device& device);

    // `packed`: the planes of `picture` (packPlanes), 8 bits, on the device; the picture's own pointers are not used.
    // `input`: 1 x 3 x height x width, channels last, float or half (others: composed). Filled with RGB 0..1.
    void fill(const PlanarImage& picture, const torch::Tensor& packed, torch::Tensor& input);
    // The same out of LibTorch's operators.
    void fillComposed(const PlanarImage& picture, const torch::Tensor& packed, torch::Tensor& input);

private:
    void prepare(const PlanarImage& picture);
    torch::Tensor matrixOf(const AxisTaps& taps, int length) const;

    NetworkSize m_network;
    torch::Device m_device;
    LetterboxJob m_job; // of the last picture; no planes
    AxisTaps m_across, m_down;
    torch::Tensor m_first;   // what the job points to: both axes behind each other
    torch::Tensor m_weights; // likewise
};

} // namespace tw::model
