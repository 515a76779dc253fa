#pragma once
// (private) A network in evaluation mode looked at through its heads: detections of a picture, and embeddings at given
// places, which the Detector does not give. Float32, one picture at a time.
//
// Source: decoding of the published program.

#include "core/base/detection.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/network.h"
#include "core/training/options.h"
#include "core/training/picture.h"

namespace tw::training {

struct HeadOutput {
    std::vector<Detection> peaks;              // score above `threshold`, best first, source pixels, with embeddings
    std::vector<std::vector<float>> embedding; // of the people asked for, length 1
};

// `people`: boxes of which an embedding is wanted; `where`: where in a box it is read.
// The network must be in eval mode. Foreign exceptions pass through.
HeadOutput headOutputOf(model::Network& network, const torch::Device& device, const Picture& picture,
                        const InputSize& size, float threshold, const std::vector<Box>& people,
                        model::IdentityAt where = model::IdentityAt::Center);

} // namespace tw::training
