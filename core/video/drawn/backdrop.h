#pragma once
// Private to the drawn scene: everything that does not move. Painted once per scene.

#include "core/video/drawn/camera.h"
#include "core/video/drawn/shapes.h"
#include "core/video/drawn_scene.h"

#include <vector>

namespace tw::video::drawn {

// Packed B, G, R bytes, no padding.
std::vector<std::uint8_t> paintBackdrop(const SceneOptions& options, const Camera& camera, std::uint64_t seed);

// A thing that stands on the ground and hides who walks behind it.
struct Obstacle {
    float z = 5;
    std::vector<Part> parts; // in the order of painting
};
std::vector<Obstacle> placeObstacles(const SceneOptions& options, const Camera& camera, float nearZ, float farZ,
                                     std::uint64_t seed);

} // namespace tw::video::drawn
