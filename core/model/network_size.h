#pragma once
// The size of the image that goes into the network.

namespace tw::model {

struct NetworkSize {
    int width = 0; // multiples of 32; 0: the model's own default
    int height = 0;
    friend bool operator==(const NetworkSize&, const NetworkSize&) = default;
};

} // namespace tw::model
