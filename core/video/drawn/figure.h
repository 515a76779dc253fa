#pragma once
// Private to the drawn scene: one person. A Look is who it is, a Pose where and how it stands; both give Parts.

#include "core/video/drawn/camera.h"
#include "core/video/drawn/shapes.h"

#include <vector>

namespace tw::video::drawn {

struct Look {
    float height = 1.72F; // metres
    float build = 1;      // width against the average
    Material skin, head, upper, lower, shoes, bag;
    enum class Lower : std::uint8_t { Trousers, Shorts, Skirt } lowerKind = Lower::Trousers;
    bool longSleeves = true;
    bool coat = false; // upper reaches the middle of the thighs
    bool longHair = false;
    enum class Bag : std::uint8_t { None, Backpack, Hand } bagKind = Bag::None;
    bool armsBent = false; // holds something before the chest

    static Look random(Rng& rng);
};

struct Pose {
    Vec3 feet;         // on the ground, y = 0
    float heading = 0; // radians; 0 walks to the right, pi/2 away from the camera
    float phase = 0;   // of the step, radians
    float stride = 1;  // 0 stands .. 1 walks .. 1.4 hurries
};

// Parts in the order of painting.
std::vector<Part> figureParts(const Look& look, const Pose& pose, const Camera& camera);

} // namespace tw::video::drawn
