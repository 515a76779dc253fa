#pragma once
// Peaks of people with known identities, for tests of offline tracking, and how well tracks follow the truth.

#include "core/base/peaks.h"
#include "core/math/iou.h"
#include "core/math/rng.h"
#include "core/tracker/offline/offline.h"
#include "tests/support/synthetic_scene.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace tw::test {

// Peaks as a detector with these faults would leave them; scores .8, still boxes move.
inline std::vector<FramePeaks> peaksFrom(const KnownTracks& truth, const DetectorFaults& faults, std::uint64_t seed)
{
    std::vector<FramePeaks> out;
    for (const SimulatedFrame& frame : simulateDetections(truth, faults, seed)) {
        FramePeaks peaks;
        peaks.frame = static_cast<FrameIndex>(out.size());
        peaks.embeddingSize = faults.embeddingLength;
        for (const Detection& detection : frame.detections) {
            peaks.peaks.push_back({float(detection.box.left), float(detection.box.top), float(detection.box.width),
                                   float(detection.box.height), 0.8F, ClassId::kPedestrian});
            peaks.moving.push_back(6553);
            for (const float value : detection.embedding)
                peaks.embeddings.push_back(halfFromFloat(value));
        }
        out.push_back(std::move(peaks));
    }
    return out;
}

struct Followed {
    double covered = 0;                      // share of the people's boxes that a track has
    double pure = 0;                         // share of the tracks' boxes that show the person they show most
    int falseBoxes = 0;                      // on no person
    std::set<std::pair<int, TrackId>> pairs; // track and person it shows most
};

inline Followed follow(const KnownTracks& truth, const std::vector<tracker::OfflineTrack>& tracks)
{
    Followed out;
    double people = 0, found = 0, boxes = 0, right = 0;
    for (const auto& frame : truth)
        people += static_cast<double>(frame.size());
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        std::map<TrackId, int> shown;
        for (const tracker::OfflineBox& box : tracks[i].boxes) {
            const KnownBox* best = nullptr;
            double overlap = 0.5;
            for (const KnownBox& known : truth[std::size_t(box.frame)])
                if (const double here = math::iou(known.box, box.box); here > overlap) {
                    overlap = here;
                    best = &known;
                }
            ++boxes;
            if (best == nullptr)
                ++out.falseBoxes;
            else
                ++shown[best->id];
        }
        int most = 0;
        TrackId person{};
        for (const auto& [id, count] : shown) {
            found += count;
            if (count > most) {
                most = count;
                person = id;
            }
        }
        right += most;
        out.pairs.emplace(static_cast<int>(i), person);
    }
    out.covered = people > 0 ? found / people : 1;
    out.pure = boxes > 0 ? right / boxes : 1;
    return out;
}

} // namespace tw::test
