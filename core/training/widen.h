#pragma once
// (private) The weights of a trained network in a wider one of the same layout, which computes the same and goes on
// training from there.
//
// Source: Net2WiderNet (Chen, Goodfellow and Shlens, Net2Net, ICLR 2016).

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/networks/network.h"

#include <string>

namespace tw::training {

// Whether weights of the architecture `narrow` can be widened to `wide`.
bool canWiden(const std::string& narrow, const std::string& wide);

// Every tensor of `narrow` in the shape it has in `wide`, whose sides are whole multiples. Channel c becomes the
// channels k c ... k c + k - 1, so that joined maps stay in order. A weight that reads repeated channels is divided
// among them in random shares (LibTorch's generator): with equal ones the repetitions would stay equal however long
// they learn. Tensors that `wide` does not have, and those that do not fit, are passed on as they are.
model::Checkpoint widened(const model::Checkpoint& narrow, const model::Network& wide);

} // namespace tw::training
