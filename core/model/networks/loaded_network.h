#pragma once
// (private to model and training) A weights file as a network, with what else the file says.

#include "core/model/network_size.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/network.h"

#include <filesystem>
#include <memory>
#include <string>

namespace tw::model {

struct LoadedNetwork {
    std::shared_ptr<Network> network; // on the CPU
    IdentityAt identityAt = IdentityAt::Center;
    NetworkSize trainedSize; // what the file notes, otherwise usualInput()
    std::string report;      // what of the file the network does not have; empty: nothing
};

// Errors: NotFound, Unreadable, Refused, Unsupported; ShapeMismatch (any weight is missing that an output depends on;
// lists them).
Result<LoadedNetwork> readNetwork(const std::filesystem::path& file);

// Networks that are meant for processors: small inputs, and people who are tall in them are looked for at half the
// size.
bool isForProcessors(const std::string& architecture);
// 576 x 320 for them, FairMOT's 1088 x 608 for all others.
NetworkSize usualInput(const std::string& architecture);

} // namespace tw::model
