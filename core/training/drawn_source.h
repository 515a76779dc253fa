#pragma once
// Drawn scenes (core/video/drawn_scene.h) as training pictures: exact boxes, people who meet and hide each other, and
// clips like the program's own demo. Any thread.

#include "core/training/dataset.h"

namespace tw::training {

struct DrawnOptions {
    int scenes = 60;
    int framesPerScene = 6; // taken `frameStep` apart
    int frameStep = 8;
    int width = 640;
    int height = 360;
    std::uint64_t seed = 7;     // scenes of other seeds are other scenes
    double minVisibility = 0.2; // people seen less than this are ignore regions
};

// One source of set "drawn". Identities are Linked: a person is followed within a scene, and numbers of different
// scenes are never compared, since two scenes may dress two people alike.
SourcePtr makeDrawnSource(const DrawnOptions& options);

} // namespace tw::training
