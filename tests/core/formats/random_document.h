#pragma once
// Documents for property tests: tracks with gaps, boxes outside the image, awkward numbers, every mark.

#include "core/annotation/document.h"

#include <random>
#include <vector>

namespace tw::test {

struct DocumentRecipe {
    std::vector<ClassId> classes = {ClassId{1}};
    int tracks = 12;
    FrameIndex frames = 60;
};

inline annotation::TrackBox randomBox(std::mt19937_64& random, FrameIndex frame)
{
    const auto real = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    const auto chance = [&](double p) { return real(0, 1) < p; };
    annotation::TrackBox box;
    box.frame = frame;
    box.box = {real(-200, 1900), real(-100, 1000), real(0.5, 300), real(0.5, 500)};
    if (chance(0.3))
        box.box = {std::round(box.box.left), std::round(box.box.top), std::ceil(box.box.width),
                   std::ceil(box.box.height)};
    if (chance(0.02))
        box.box.width = 1e-5; // rounds to nothing
    box.score = chance(0.1) ? 0.0F : chance(0.3) ? 1.0F : static_cast<float>(real(0.05, 1));
    box.visibility = chance(0.5) ? 1.0F : static_cast<float>(real(0, 1));
    box.origin = static_cast<annotation::BoxOrigin>(random() % 4);
    box.keyframe = chance(0.3);
    box.occluded = chance(0.3);
    box.verified = chance(0.2);
    return box;
}

// Attributes of the track and of some of its frames.
inline void sayRandomly(annotation::Track& track, std::uint64_t seed, FrameIndex frames)
{
    std::mt19937_64 random(seed);
    const auto frame = [&] { return static_cast<FrameIndex>(random() % static_cast<std::uint64_t>(frames)); };
    if (random() % 2 == 0)
        annotation::setAttribute(track.attributes, "bag", random() % 2 == 0 ? annotation::kYes : annotation::kNo,
                                 annotation::kAllFrames);
    for (int n = static_cast<int>(random() % 3); n > 0; --n) {
        const FrameIndex first = frame();
        annotation::setAttribute(track.attributes, "pose", random() % 2 == 0 ? "sitting" : "standing \"ä\"",
                                 {first, first + frame()});
    }
}

inline annotation::DocumentState randomDocument(std::uint64_t seed, const DocumentRecipe& recipe = {})
{
    std::mt19937_64 random(seed);
    annotation::DocumentState state;
    std::int32_t id = 0;
    for (int i = 0; i < recipe.tracks; ++i) {
        id += 1 + static_cast<std::int32_t>(random() % 40); // ids have gaps
        auto track = std::make_shared<annotation::Track>();
        track->id = TrackId{id};
        track->classId = recipe.classes[random() % recipe.classes.size()];
        if (random() % 3 == 0)
            track->name = "Anna, \"the tall\" <" + std::to_string(i) + "> & \xC3\xA4";
        if (random() % 3 == 0)
            track->color = static_cast<std::uint32_t>(random() & 0xFFFFFFU);
        const auto first = static_cast<FrameIndex>(random() % static_cast<std::uint64_t>(recipe.frames));
        for (FrameIndex frame = first; frame < recipe.frames; ++frame) {
            if (random() % 4 != 0)
                track->boxes.push_back(randomBox(random, frame));
        }
        sayRandomly(*track, seed * 100 + static_cast<std::uint64_t>(i), recipe.frames);
        if (!track->boxes.empty())
            state.tracks[track->id] = std::move(track);
    }
    state.nextId = TrackId{id + 1};
    state.vocabulary.attributes = {{"pose", {"sitting", "standing \"ä\""}}, {"bag", {}}};
    return state;
}

} // namespace tw::test
