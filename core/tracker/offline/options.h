#pragma once
// Every constant of offline tracking with where it comes from. "measured" means: chosen on drawn clips and on real
// clips with linked identities, see core/tracker/README.md. Times are in seconds of the video, so that the frame rate
// does not change what they mean.

#include "core/base/result.h"

namespace tw::tracker {

struct OfflineOptions {
    // Detections
    double detectionThreshold = 0.4; // a box must score above it to start a person; FairMOT conf_thres
    double weakThreshold = 0.3;      // weaker boxes continue a person only; measured
    double duplicateIou = 0.65;      // of two boxes above it the weaker one goes; measured
    double frameRate = 30;           // of the frames given, per second; the video's

    // Static clutter: things that look like people but never move
    bool removeClutter = true;
    double clutterScore = 0.1;          // peaks above it show where a thing stands; measured
    double clutterShift = 0.10;         // of the centre from the mean, in box heights; measured
    double clutterScale = 0.12;         // of the logarithm of the height from its mean; measured
    double clutterSeconds = 5;          // shortest life; measured
    double clutterPresence = 0.2;       // share of its life that it is seen; measured
    double clutterMedianMoving = 0.004; // share of moving pixels, median over its life; measured
    double clutterMostMoving = 0.03;    // the same, 90th percentile; measured
    // A thing whose median is as low as this for so long may be passed by in front: then the 75th percentile counts
    double clutterMotionless = 0.0005; // least median of a sure person in 11 clips: 0.0035
    double clutterMotionlessSeconds = 10;

    // Pieces: short tracks that hold one person
    double overlapShare = 0.5;         // of 1 - IoU against appearance in the first stage; measured
    double nearIou = 0.2;              // least overlap in the first stage; measured
    double nearAppearance = 0.5;       // largest cosine distance in the first stage; FairMOT 0.4, measured
    double overlapIou = 0.5;           // least overlap in the second stage; FairMOT
    double weakIou = 0.4;              // least overlap with a weak box; measured
    double unseenSeconds = 0.3;        // a piece ends after it; measured
    double featureMemory = 0.9;        // share of the past in a piece's embedding; FairMOT
    double positionWeight = 1.0 / 20;  // Kalman noise, share of the height; DeepSORT
    double velocityWeight = 1.0 / 160; // the same, per frame; DeepSORT

    // Appearance
    bool adaptAppearance = true; // learn from the pieces what tells the people of this video apart; measured

    // Splitting pieces where they may have changed the person
    bool split = true;
    double splitCovered = 0.35; // covered by nearer people; measured
    double splitGapSeconds = 0.25;
    double splitWindowSeconds = 1.5; // looked at on either side
    int splitSamples = 4;            // boxes with an embedding on either side, at least
    double splitRatio = 0.5;         // log likelihood ratio below which a piece is cut

    // Linking pieces to people
    bool link = true;
    double linkSeconds = 2;   // longest gap; links beyond it are suggestions; measured
    double linkRatio = 2.5;   // least log likelihood ratio; measured
    double endSeconds = 0.6;  // part of a piece that tells its velocity; measured
    double sharedSeconds = 1; // longest overlap in time of two pieces of one person; measured
    double sharedIou = 0.4;   // mean overlap of their boxes there, at least; measured

    // Finish
    bool filter = true;
    double shortestSeconds = 0.5; // shorter people go; half of the video at most; measured
    double scoreAbove = 0.2;      // a track just seen needs the mean score detectionThreshold - 0.1 + this; measured
    double sureSeconds = 4; // the last part falls to 0 until a track was seen for so long, or throughout; measured
    bool dropDoubles = true;
    double doubleIou = 0.5;   // a track that overlaps another one by more; measured
    double doubleShare = 0.6; // in this share of its boxes is its double and goes; measured
    double fillSeconds = 1;   // longest gap that is filled; 0: none; measured
    // In the middle of a gap: how far from the line between its ends each of them may lead; box heights; measured
    double fillAgreement = 0.25;
    double smoothSeconds = 0.2; // standard deviation of the smoothing in time; 0: none; measured

    // Windows of a long video
    double windowSeconds = 90;
    double overlapSeconds = 12;

    // Boxes above it are looked at.
    double lowestScore() const { return weakThreshold < detectionThreshold ? weakThreshold : detectionThreshold; }
    // Frames for a time, at least one.
    int frames(double seconds) const
    {
        const double exact = seconds * frameRate;
        return exact < 1 ? 1 : static_cast<int>(exact + 0.5);
    }
    // Errors: InvalidArgument naming the option.
    Result<void> check() const;
};

} // namespace tw::tracker
