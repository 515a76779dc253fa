#pragma once
// (private to model and training) Between checkpoints and torch modules.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/networks/network.h"

#include <string>
#include <vector>

namespace tw::model {

// What did not fit, key by key. Never silent: the CLI prints it, load() fails on missing trunk weights.
struct LoadReport {
    struct Shape {
        std::string name;
        std::vector<std::int64_t> inFile;
        std::vector<std::int64_t> inNetwork;
    };
    std::vector<std::string> missing; // in the network, not in the file (num_batches_tracked is not counted)
    std::vector<std::string> unknown; // in the file, not in the network
    std::vector<Shape> misshaped;
    std::size_t loaded = 0;

    bool complete() const { return missing.empty() && misshaped.empty(); }
    std::string text() const; // some lines of English
};

torch::Tensor toTorch(const TensorValue& value);    // a copy, float16/bfloat16 kept
TensorValue fromTorch(const torch::Tensor& tensor); // a copy on the CPU

// Loads what fits, keeps the network's own value for the rest.
LoadReport loadWeights(Network& network, const Checkpoint& checkpoint);
// The same for any module. `unused`: prefixes of keys that may be absent.
LoadReport loadWeights(torch::nn::Module& module, const Checkpoint& checkpoint, const std::vector<std::string>& unused);
// All parameters and buffers, in registration order.
Checkpoint saveWeights(const torch::nn::Module& module);

// Which architecture and heads a file was made for, by its keys and shapes. Errors: Unsupported (says what the keys
// look like and which architectures are known).
struct Recognised {
    std::string architecture;
    HeadOptions heads;
};
Result<Recognised> recogniseArchitecture(const Checkpoint& checkpoint);

} // namespace tw::model
