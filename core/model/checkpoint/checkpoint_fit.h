#pragma once
// Which of our networks a weights file is for, and how well it fits. Torch-free.
// Thread: any. Without LibTorch in the build both functions answer Unavailable.

#include "core/model/checkpoint/checkpoint.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tw::model {

struct CheckpointFit {
    std::string architecture; // "lite", "dla_34", ..., "reid": the re-identification network, which has no classes
    std::int64_t classes = 0;
    std::int64_t sizeChannels = 0;      // 4: left, top, right, bottom; 2: width, height
    std::int64_t embedding = 0;         // numbers
    std::int64_t parameters = 0;        // of the network
    std::size_t loaded = 0;             // tensors that fit
    std::vector<std::string> missing;   // in the network, not in the file
    std::vector<std::string> unknown;   // in the file, not in the network
    std::vector<std::string> misshaped; // "conv1.weight: 3x4 in the file, 3x5 in the network"

    bool complete() const { return missing.empty() && misshaped.empty(); }
};

// By keys and shapes. Errors: Unsupported (says what the keys look like), Unavailable, Internal, OutOfMemory.
Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint);
// Against one network, whatever the file looks like. Errors: NotFound (names the known ones), else as above.
Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint, const std::string& architecture);

} // namespace tw::model
