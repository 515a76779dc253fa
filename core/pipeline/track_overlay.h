#pragma once
// Tracks drawn into an image as the window's canvas draws them: boxes whose line says how sure they are, identities,
// trails, a folded corner where a person is hidden. Pure functions of their arguments, any thread.

#include "core/annotation/document.h"
#include "core/annotation/track_colors.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

namespace tw::pipeline {

struct OverlayOptions {
    bool ids = true;
    bool trails = true;
    bool patterns = false;       // dash patterns beside colours
    FrameIndex trailFrames = 30; // length of a trail
    double lineScale = 0;        // widths and letters, 1: as on screen at zoom 1; 0: by the image, shorter side / 720
    std::set<TrackId> leftOut;   // not drawn; hidden tracks are not drawn either
    std::map<TrackId, annotation::Rgb> colors; // of tracks (annotation::neighbourColors); others: of their number
};

// Pixels to draw into: Bgra8, rows `stride` bytes apart.
struct Drawing {
    std::uint8_t* data = nullptr;
    int width = 0; // pixels
    int height = 0;
    std::ptrdiff_t stride = 0;
};

// Every track that has a box in `frame`, by number, trails below boxes. Boxes are in the pixels of the image and may
// lie partly or wholly outside. A name is drawn where all of it is printable ASCII (isDrawable); the number always is.
void drawTracks(const Drawing& image, const annotation::DocumentState& state, FrameIndex frame,
                const OverlayOptions& options);

// Whether the letters at hand (OpenCV's Hershey fonts) hold the name.
bool isDrawable(const std::string& name);

} // namespace tw::pipeline
