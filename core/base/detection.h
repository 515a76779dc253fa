#pragma once
// What a detector gives and a tracker takes.

#include "core/base/box.h"
#include "core/base/ids.h"

#include <vector>

namespace tw {

struct Detection {
    Box box;         // source pixels, amodal
    float score = 0; // probability 0..1
    ClassId classId = ClassId::kPedestrian;
    std::vector<float> embedding; // unit length; empty when the source has none
};

} // namespace tw
