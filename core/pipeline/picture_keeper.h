#pragma once
// Cuts small pictures of tracked people while their frames are decoded anyway (core/storage/kept_picture.h): of each
// person one when they appear and then about twice a second, as far as the bytes that a run may spend allow. People who
// stand in front of each other wait until they are seen better, for a second at most.
//
// One thread at a time; frames in rising order.

#include "core/pipeline/frame_pixels.h"
#include "core/pipeline/person_picture.h"
#include "core/storage/kept_picture.h"
#include "core/tracker/tracker.h"
#include "core/video/image_writer.h"

#include <cstddef>
#include <map>
#include <vector>

namespace tw::pipeline {

class PictureKeeper
{
public:
    struct Options {
        std::size_t bytes = 0; // of the pictures of all frames
        FrameIndex frames = 1; // that will come
        double frameRate = 25; // of them
        PictureFrame video;    // source pixels
        double seconds = 0.5;  // between two pictures of a person
        int height = 256;      // px, at most
        int jpegQuality = 80;
    };
    explicit PictureKeeper(const Options& options);

    // Of one frame; empty pixels: none.
    std::vector<storage::KeptPicture> take(const FramePixels& pixels, const tracker::FrameTracks& tracks);
    std::size_t bytesSpent() const { return m_spent; }

private:
    struct Wish {
        const tracker::TrackedBox* box = nullptr;
        FrameIndex waited = 0; // frames since the last picture
    };
    std::vector<Wish> wishes(const tracker::FrameTracks& tracks) const;

    Options m_options;
    double m_saved = 0; // bytes that may be spent now
    double m_perFrame = 0;
    double m_expected = 0; // bytes of a picture
    std::size_t m_spent = 0;
    std::map<TrackId, FrameIndex> m_last;
    video::ImageEncoder m_encoder;
};

// The pixels of an area (inside the frame, source pixels) at most `height` pixels high, means over what falls into a
// pixel; Bgr8. Empty when the area is.
struct SmallPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bgr;

    ImageView view() const { return {bgr.data(), width, height, std::ptrdiff_t{3} * width, PixelFormat::Bgr8}; }
};
SmallPicture cutPicture(const appearance::Picture& picture, const Box& area, int height);

} // namespace tw::pipeline
