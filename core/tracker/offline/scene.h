#pragma once
// What the network saw in a stretch of video, prepared for association: the boxes worth looking at, in a frame of
// reference that does not move with the camera, and how far nearer people cover each of them.
//
// Coordinates: "stable" pixels are those of the first frame; a frame's affine map stableFromSource leads there. Where
// no camera motion is known, they are source pixels. Pure functions of their arguments, any thread.

#include "core/base/peaks.h"
#include "core/math/affine.h"
#include "core/tracker/offline/options.h"
#include "core/tracker/offline/statements.h"

#include <span>
#include <vector>

namespace tw::tracker {

// One box in one frame.
struct Sighting {
    int time = 0;  // position of its frame in Scene::frames
    int peak = -1; // of that frame; -1: a person's box that no peak belongs to
    Box box;       // stable pixels
    float score = 0;
    float covered = 0; // share of the box that nearer boxes cover, 0..1
    ClassId classId = ClassId::kPedestrian;
    TrackId stated = TrackId::kInvalid; // a person said that this is who it is; the box is the person's
};

struct Scene {
    std::span<const FramePeaks> frames; // increasing; not owned
    std::vector<math::Affine2> stableFromSource;
    std::vector<Sighting> sightings; // frame by frame, best score first
    std::vector<std::size_t> first;  // frames.size() + 1: where each frame's sightings begin
    bool moving = false;             // the camera moves
    int step = 1;                    // frames from one that the network saw to the next, usually

    std::span<const Sighting> at(int time) const
    {
        const auto t = static_cast<std::size_t>(time);
        return std::span(sightings).subspan(first[t], first[t + 1] - first[t]);
    }
    int count() const { return static_cast<int>(frames.size()); }
    const Sighting& operator[](int index) const { return sightings[static_cast<std::size_t>(index)]; }
    FrameIndex frameOf(int index) const { return frames[static_cast<std::size_t>((*this)[index].time)].frame; }
};

// Of every frame: the map into the coordinates of the first one. Identity as long as no motion is known.
std::vector<math::Affine2> stableFromSource(std::span<const FramePeaks> frames);
// Centre and size through a map: width and height are scaled alike, the box stays upright.
Box carried(const Box& box, const math::Affine2& map);

// Peaks above the weak threshold without duplicates and without those marked in `dropped` (by frame and peak; empty:
// none), and the boxes that a person stated, which are never duplicates.
Scene prepareScene(std::span<const FramePeaks> frames, const std::vector<std::vector<char>>& dropped,
                   const Statements& statements, const OfflineOptions& options);

} // namespace tw::tracker
