#pragma once
// Private to the drawn scene: who walks where. Routes are planned once; poses follow for every frame.

#include "core/base/ids.h"
#include "core/video/drawn/figure.h"

#include <optional>
#include <vector>

namespace tw::video::drawn {

struct WalkerPlan {
    int frameCount = 0;
    float framesPerSecond = 25;
    int people = 8;
    float speedScale = 1;
    bool comeAndGo = true;
    float nearZ = 3, farZ = 20; // metres, the stretch of ground people use
};

struct Walker {
    Look look;
    FrameIndex first = 0;
    std::vector<Pose> poses; // of frames first, first + 1, ...

    std::optional<Pose> at(FrameIndex frame) const
    {
        const auto i = static_cast<std::ptrdiff_t>(frame) - first;
        if (i < 0 || i >= static_cast<std::ptrdiff_t>(poses.size()))
            return std::nullopt;
        return poses[static_cast<std::size_t>(i)];
    }
};

std::vector<Walker> planWalkers(const WalkerPlan& plan, const Camera& camera, std::uint64_t seed);

} // namespace tw::video::drawn
