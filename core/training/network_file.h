#pragma once
// (private) A weights file as a network in eval mode.

#include "core/model/device.h"
#include "core/model/networks/network.h"

#include <filesystem>

namespace tw::training {

torch::Device torchDevice(const model::Device& device);

// Errors: NotFound, Unreadable, Refused, Unsupported; ShapeMismatch when a part is missing; Internal.
Result<std::shared_ptr<model::Network>> loadNetwork(const std::filesystem::path& file, const torch::Device& device);

} // namespace tw::training
