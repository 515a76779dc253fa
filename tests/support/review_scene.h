#pragma once
// Documents and stored peaks of known people, for tests and benchmarks of the review: who walks where is drawn at
// random, every person has an embedding of its own, and identities are mixed up on purpose.

#include "core/annotation/document.h"
#include "core/base/peaks.h"
#include "core/math/iou.h"
#include "core/math/rng.h"
#include "core/review/evidence.h"
#include "tests/support/synthetic_scene.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <map>
#include <memory>
#include <vector>

namespace tw::test {

// People walk straight through the picture and turn at its borders; boxes 40 x 100 pixels. All are always there.
inline KnownTracks randomWalkers(int people, FrameIndex frames, std::uint64_t seed, int width = 1280, int height = 720)
{
    math::Rng rng(seed);
    struct Walker {
        double x, y, vx, vy;
    };
    std::vector<Walker> walkers;
    for (int i = 0; i < people; ++i)
        walkers.push_back(
            {rng.uniform(20, width - 20), rng.uniform(50, height - 50), rng.uniform(-4, 4), rng.uniform(-1.5, 1.5)});
    KnownTracks out(static_cast<std::size_t>(frames));
    for (auto& frame : out)
        for (int i = 0; i < people; ++i) {
            Walker& walker = walkers[std::size_t(i)];
            frame.push_back({TrackId{i + 1}, {walker.x - 20, walker.y - 50, 40, 100}, 1});
            walker.x += walker.vx;
            walker.y += walker.vy;
            if (walker.x < 20 || walker.x > width - 20)
                walker.vx = -walker.vx;
            if (walker.y < 50 || walker.y > height - 50)
                walker.vy = -walker.vy;
        }
    return out;
}

// Where two people are nearest to each other, if their boxes touch at all.
struct Encounter {
    TrackId a{}, b{};
    FrameIndex frame = kNoFrame;
};
inline std::vector<Encounter> encountersOf(const KnownTracks& tracks)
{
    std::map<std::pair<TrackId, TrackId>, std::pair<double, Encounter>> running;
    std::vector<Encounter> out;
    for (std::size_t frame = 0; frame < tracks.size(); ++frame) {
        const auto& boxes = tracks[frame];
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                const double overlap = math::iou(boxes[i].box, boxes[j].box);
                const auto key = std::pair(boxes[i].id, boxes[j].id);
                const auto it = running.find(key);
                if (overlap <= 0.05) {
                    if (it != running.end()) {
                        out.push_back(it->second.second);
                        running.erase(it);
                    }
                } else if (it == running.end() || overlap > it->second.first) {
                    running[key] = {overlap, {key.first, key.second, static_cast<FrameIndex>(frame)}};
                }
            }
    }
    return out;
}

inline annotation::Document documentOf(const KnownTracks& tracks)
{
    std::map<TrackId, annotation::Track> out;
    for (std::size_t frame = 0; frame < tracks.size(); ++frame)
        for (const KnownBox& known : tracks[frame]) {
            annotation::Track& track = out[known.id];
            track.id = known.id;
            annotation::TrackBox box;
            box.frame = static_cast<FrameIndex>(frame);
            box.box = known.box;
            box.score = 0.8F;
            box.origin = annotation::BoxOrigin::Tracker;
            track.boxes.push_back(box);
        }
    annotation::DocumentState state;
    for (auto& [id, track] : out) {
        state.nextId = TrackId{number(id) + 1};
        state.tracks.emplace(id, std::make_shared<const annotation::Track>(std::move(track)));
    }
    return annotation::Document(std::make_shared<const annotation::DocumentState>(std::move(state)));
}

// One peak a person at the true box; its embedding is the person's own plus noise of this length.
inline review::PeakSource peaksOf(const KnownTracks& truth, std::uint64_t seed, double noise = 0.5, int length = 32)
{
    math::Rng rng(seed);
    std::map<TrackId, std::vector<float>> own;
    auto stored = std::make_shared<std::vector<std::shared_ptr<const FramePeaks>>>();
    for (std::size_t frame = 0; frame < truth.size(); ++frame) {
        auto peaks = std::make_shared<FramePeaks>();
        peaks->frame = static_cast<FrameIndex>(frame);
        peaks->embeddingSize = length;
        for (const KnownBox& known : truth[frame]) {
            auto& person = own[known.id];
            if (person.empty())
                person = embeddingOf(known.id, length, seed);
            std::vector<double> value;
            double norm = 0;
            for (const float each : person) {
                value.push_back(each + rng.normal(0, noise / std::sqrt(double(length))));
                norm += value.back() * value.back();
            }
            peaks->peaks.push_back({float(known.box.left), float(known.box.top), float(known.box.width),
                                    float(known.box.height), 0.8F, ClassId::kPedestrian});
            for (const double each : value)
                peaks->embeddings.push_back(halfFromFloat(float(each / std::sqrt(norm))));
        }
        stored->push_back(std::move(peaks));
    }
    return [stored](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
        return frame >= 0 && std::size_t(frame) < stored->size() ? (*stored)[std::size_t(frame)] : nullptr;
    };
}

// Ends the test where there is no evidence.
inline review::Evidence evidenceOf(const annotation::Document& document, const review::PeakSource& peaks = {})
{
    auto evidence = review::Evidence::build(document.snapshot(), peaks);
    if (!evidence) {
        std::fprintf(stderr, "%s\n", evidence.error().message().c_str());
        std::abort();
    }
    return *std::move(evidence);
}

// What a detector with these faults would have left: peaks of one score, with embeddings as it makes them.
inline std::vector<FramePeaks> detectedPeaks(const KnownTracks& truth, const DetectorFaults& faults, std::uint64_t seed,
                                             float score)
{
    std::vector<FramePeaks> out;
    for (const SimulatedFrame& frame : simulateDetections(truth, faults, seed)) {
        FramePeaks peaks;
        peaks.frame = static_cast<FrameIndex>(out.size());
        peaks.embeddingSize = faults.embeddingLength;
        for (const Detection& detection : frame.detections) {
            peaks.peaks.push_back({float(detection.box.left), float(detection.box.top), float(detection.box.width),
                                   float(detection.box.height), score, ClassId::kPedestrian});
            std::transform(detection.embedding.begin(), detection.embedding.end(), std::back_inserter(peaks.embeddings),
                           halfFromFloat);
        }
        out.push_back(std::move(peaks));
    }
    return out;
}

} // namespace tw::test
