#pragma once
// What is kept of a decoded frame until its peaks are known, for the measurements that need both (frame_measurer.h).
// The decoder's planes or image by reference where they are plain; otherwise a copy at a fraction of the size.

#include "core/appearance/colour_stripes.h"
#include "core/base/image_view.h"
#include "core/video/frame.h"
#include "core/video/frame_rows.h"
#include "core/video/frame_source.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tw::pipeline {

struct FramePixels {
    appearance::Picture picture;
    std::shared_ptr<const void> owner; // keeps the pixels alive

    bool empty() const { return picture.empty(); }
    // Brightness, or a packed image to take it from.
    ImageView luma() const;
};

// Of a frame whose pixels can stay where they are: upright, 8 bits, of the video's size. None: RowReducer makes a copy.
std::optional<FramePixels> pixelsInPlace(const video::FramePtr& frame, const video::VideoInfo& info);

// Copies the rows of a picture at a fraction of its size: means over runs of pixels of every n-th row. One thread.
class RowReducer
{
public:
    void begin(int width, int height);
    void addRows(const ImageView& rows); // Bgra8, from top to bottom
    FramePixels finish();

private:
    int m_step = 1;
    int m_width = 0; // of the copy
    int m_height = 0;
    int m_row = 0; // of the source, next
    int m_sourceWidth = 0, m_sourceHeight = 0;
    std::shared_ptr<std::vector<std::uint8_t>> m_pixels;
};

// Frames of a source that the network does not see. One thread.
class PixelReader
{
public:
    explicit PixelReader(video::FrameSource& source) : m_source(source) {} // opened with FrameContent::Planes

    // Errors: those of the source and of FrameRows.
    Result<FramePixels> read(FrameIndex frame, std::stop_token stop);

private:
    video::FrameSource& m_source;
    video::FrameRows m_rows;
    RowReducer m_reducer;
};

} // namespace tw::pipeline
