#pragma once
// Dense maps of known people: what a network that makes no mistake would see of a frame.

#include "core/model/dense_frame.h"
#include "tests/support/synthetic_scene.h"

#include <cmath>
#include <memory>
#include <vector>

namespace tw::test {

struct DenseScene {
    int width = 640, height = 352; // of the picture
    int cell = 8;                  // source pixels
    int channels = 32;
    std::uint64_t seed = 5; // of the looks
};

// Cells inside a person's box have that person's appearance (the last one wins) and score the more the nearer to its
// centre; all other cells look like no person.
inline std::shared_ptr<const model::DenseFrame> denseOf(const std::vector<KnownBox>& truth, const DenseScene& scene)
{
    auto out = std::make_shared<model::DenseFrame>();
    model::EmbeddingMap& map = out->embeddings;
    map.width = scene.width / scene.cell;
    map.height = scene.height / scene.cell;
    map.channels = scene.channels;
    map.sourceFromGrid.scaleX = map.sourceFromGrid.scaleY = scene.cell;
    for (int y = 0; y < map.height; ++y)
        for (int x = 0; x < map.width; ++x) {
            const double px = (x + 0.5) * scene.cell;
            const double py = (y + 0.5) * scene.cell;
            TrackId who{99}; // the background
            Box box{px - 10, py - 20, 20, 40};
            float score = 0.001F;
            for (const KnownBox& known : truth)
                if (px >= known.box.left && px <= known.box.right() && py >= known.box.top &&
                    py <= known.box.bottom()) {
                    who = known.id;
                    box = known.box;
                    const double away = std::hypot(px - box.centerX(), py - box.centerY());
                    score = static_cast<float>(0.9 / (1 + away * away / 50));
                }
            const std::vector<float> look = embeddingOf(who, scene.channels, scene.seed);
            map.values.insert(map.values.end(), look.begin(), look.end());
            out->scores.push_back(score);
            out->boxes.push_back(box);
        }
    return out;
}

} // namespace tw::test
