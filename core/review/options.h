#pragma once
// Every number of the review, with its meaning. Frames are counted in seconds where time is meant, so that 10 and 60
// frames per second behave alike.

#include "core/base/ids.h"

namespace tw::review {

struct ReviewOptions {
    double frameRate = 30; // of the video
    int imageWidth = 0;    // pixels; 0: unknown, borders are not looked at
    int imageHeight = 0;
    FrameIndex frameCount = 0; // of the video

    double contactIou = 0.05; // boxes that overlap more have met
    double contactPauseSeconds = 0.4;
    double evidenceSeconds = 3; // how far before and after a contact appearance is looked at
    int evidenceSamples = 24;
    double gapSeconds = 3;        // fragments: the longest pause that motion can bridge
    double reentrySeconds = 60;   // and that appearance alone may bridge
    double falseTrackSeconds = 1; // shorter tracks are suspected
    double minProbability = 0.05; // less likely events are not shown

    FrameIndex frames(double seconds) const
    {
        const double count = seconds * (frameRate > 0 ? frameRate : 30);
        return count < 1 ? 1 : static_cast<FrameIndex>(count);
    }
};

} // namespace tw::review
