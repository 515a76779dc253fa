#include "core/model/networks/deconv_decoder.h"

#include <torch/nn/init.h>

namespace tw::model {

Deconv::Deconv(Group& group, std::int64_t firstNumber, std::int64_t in, std::int64_t out)
    : m_conv(group.add(std::to_string(firstNumber), std::make_shared<DeformConv>(in, out))),
      m_norm(group.add(std::to_string(firstNumber + 1), makeNorm(out))),
      m_up(group.add(
          std::to_string(firstNumber + 3),
          torch::nn::ConvTranspose2d(torch::nn::ConvTranspose2dOptions(out, out, 4).stride(2).padding(1).bias(false)))),
      m_upNorm(group.add(std::to_string(firstNumber + 4), makeNorm(out)))
{}

torch::Tensor Deconv::forward(const torch::Tensor& x)
{
    return m_upNorm(m_up(m_norm(m_conv->forward(x)).relu_())).relu_();
}

void shrinkHeads(torch::nn::Module& network)
{
    auto children = network.named_children();
    for (const char* name : {"wh", "id", "reg"}) {
        for (auto& parameter : children[name]->named_parameters()) {
            if (parameter.value().dim() == 4)
                torch::nn::init::normal_(parameter.value(), 0, 0.001);
        }
    }
}

} // namespace tw::model
