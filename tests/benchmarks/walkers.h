#pragma once
// People walking through a picture of 1920 x 1080, with known identities: input of the benchmarks, the same every time.

#include "core/base/detection.h"
#include "core/evaluation/sequence_data.h"
#include "core/math/rng.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace tw::benchmarks {

struct Walker {
    double x = 0, y = 0, speedX = 0, speedY = 0;
    std::vector<float> look;

    // Nearer people are larger.
    Box box() const
    {
        const double height = 60 + 0.25 * y;
        return {x, y, 0.41 * height, height};
    }
};

inline std::vector<Walker> makeWalkers(math::Rng& rng, int count, int embeddingSize)
{
    std::vector<Walker> walkers(static_cast<std::size_t>(count));
    for (Walker& w : walkers) {
        w = {rng.uniform(0, 1900), rng.uniform(0, 900), rng.normal(0, 3), rng.normal(0, 1), {}};
        for (int k = 0; k < embeddingSize; ++k)
            w.look.push_back(static_cast<float>(rng.normal()));
    }
    return walkers;
}

inline void step(math::Rng& rng, std::vector<Walker>& walkers)
{
    for (Walker& w : walkers) {
        w.x += w.speedX;
        w.y += w.speedY;
        if (w.x < -50 || w.x > 1950)
            w.speedX = -w.speedX;
        if (w.y < -20 || w.y > 950)
            w.speedY = -w.speedY;
        w.speedX += rng.normal(0, 0.1);
    }
}

// What a detector of 92 % recall sees of them, frame by frame.
inline std::vector<std::vector<Detection>> detectionsOf(int people, int frames, int embeddingSize)
{
    math::Rng rng(42);
    auto walkers = makeWalkers(rng, people, embeddingSize);
    std::vector<std::vector<Detection>> result(static_cast<std::size_t>(frames));
    for (auto& detections : result) {
        step(rng, walkers);
        for (const Walker& w : walkers) {
            if (rng.chance(0.08))
                continue;
            Box box = w.box();
            box.left += rng.normal(0, 2);
            box.top += rng.normal(0, 2);
            Detection detection{box, static_cast<float>(rng.uniform(0.4, 1)), ClassId::kPedestrian, w.look};
            double length = 0;
            for (float& value : detection.embedding) {
                value += static_cast<float>(rng.normal(0, 0.35));
                length += static_cast<double>(value) * value;
            }
            for (float& value : detection.embedding)
                value /= static_cast<float>(std::sqrt(length));
            detections.push_back(std::move(detection));
        }
    }
    return result;
}

// Ground truth and a result with misses, noise, switches and ghosts.
inline evaluation::SequenceInput sequenceOf(int people, int frames, std::uint64_t seed)
{
    using namespace evaluation;
    math::Rng rng(seed);
    auto walkers = makeWalkers(rng, people, 0);
    std::vector<std::int32_t> resultId;
    for (int k = 0; k < people; ++k)
        resultId.push_back(k + 1);
    std::vector<std::pair<FrameIndex, TruthBox>> truth;
    std::vector<std::pair<FrameIndex, ResultBox>> result;
    std::int32_t nextId = people + 1;
    for (FrameIndex f = 0; f < frames; ++f) {
        step(rng, walkers);
        for (std::size_t k = 0; k < walkers.size(); ++k) {
            Box box = walkers[k].box();
            truth.push_back({f, {TrackId{static_cast<std::int32_t>(k) + 1}, box}});
            if (rng.chance(0.002))
                resultId[k] = nextId++;
            if (rng.chance(0.15))
                continue;
            box.left += rng.normal(0, 3);
            box.top += rng.normal(0, 3);
            box.width *= rng.uniform(0.9, 1.1);
            result.push_back({f, {TrackId{resultId[k]}, box}});
        }
        if (rng.chance(0.5))
            result.push_back({f, {TrackId{nextId++}, {rng.uniform(0, 1900), rng.uniform(0, 900), 40, 100}}});
    }
    SequenceInput input;
    input.name = "walkers";
    input.truth = *FrameTable<TruthBox>::build(frames, truth);
    input.result = *FrameTable<ResultBox>::build(frames, result);
    return input;
}

// The two result identities with most boxes that live on both sides of a frame: swapping them there touches the most.
inline std::pair<TrackId, TrackId> longestLives(const evaluation::SequenceInput& input, FrameIndex middle)
{
    struct Life {
        int before = 0, after = 0;
    };
    std::map<TrackId, Life> lives;
    for (FrameIndex f = 0; f < input.result.frameCount(); ++f)
        for (const evaluation::ResultBox& box : input.result.frame(f))
            ++(f < middle ? lives[box.id].before : lives[box.id].after);
    std::vector<std::pair<int, TrackId>> order;
    for (const auto& [id, life] : lives)
        order.emplace_back(std::min(life.before, life.after) > 0 ? life.after : 0, id);
    std::sort(order.rbegin(), order.rend());
    return {order[0].second, order[1].second};
}

} // namespace tw::benchmarks
