#pragma once
// (private) A weights file as a network in eval mode.

#include "core/model/device.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/network.h"

#include <filesystem>

namespace tw::training {

torch::Device torchDevice(const model::Device& device);

// Errors: NotFound, Unreadable, Refused, Unsupported; ShapeMismatch when a part is missing; Internal.
struct NetworkFile {
    std::shared_ptr<model::Network> network;
    model::IdentityAt identityAt = model::IdentityAt::Center;
};
Result<NetworkFile> loadNetwork(const std::filesystem::path& file, const torch::Device& device);

} // namespace tw::training
