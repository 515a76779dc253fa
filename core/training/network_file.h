#pragma once
// (private) A weights file as a network in eval mode on a device.

#include "core/model/device.h"
#include "core/model/networks/loaded_network.h"

#include <filesystem>

namespace tw::training {

torch::Device torchDevice(const model::Device& device);

// Errors: those of readNetwork(); OutOfMemory, Unavailable, Internal.
Result<model::LoadedNetwork> loadNetwork(const std::filesystem::path& file, const torch::Device& device);

} // namespace tw::training
