#pragma once
// Which part of a frame a picture of a person shows. Pure functions; source pixels. One place, so that what is kept
// while a video is tracked fits what is shown later.

#include "core/base/box.h"

namespace tw::pipeline {

struct PictureFrame {
    double width = 0; // of the video; 0: unknown, nothing is moved or cut
    double height = 0;
};

// Room around a person, of the box, on every side.
inline constexpr double kPictureMargin = 0.1;
// Shapes of the places that pictures are shown in, width by height.
inline constexpr double kNarrowestPlace = 0.4;
inline constexpr double kWidestPlace = 1;

// The middle of a stretch of `length` about `middle`, moved so that the stretch lies in 0..`whole` where it fits.
double movedInside(double middle, double length, double whole);

// What fills any such place with the person as large as fits. At an edge of the video it is moved inwards.
Box pictureArea(const Box& person, const PictureFrame& frame);
// What is kept for it: a margin more, since the box may still change a little; whole pixels inside the frame.
Box keptArea(const Box& person, const PictureFrame& frame);
// Whether a kept picture of `kept` can be shown for `wanted`: it has nearly all of it, and not at a fraction of its
// size.
bool showsArea(const Box& kept, const Box& wanted, const PictureFrame& frame);

} // namespace tw::pipeline
