#pragma once
// What writers share: the boxes they go through, what a format cannot hold as notes, and rounding.

#include "core/formats/format.h"

#include <functional>

namespace tw::formats {

// Adds one note for each kind of content that `holds` lacks and the document has, with how much there is of it.
void noteLosses(const annotation::DocumentState& state, const Holds& holds, const WriteOptions& options,
                std::vector<Issue>& issues);

// The tracks a writer writes, by id: hidden ones only when asked for; boxes after the last frame of the video are left
// out and listed as problems.
class WrittenTracks
{
public:
    WrittenTracks(const annotation::DocumentState& state, const WriteOptions& options, std::vector<Issue>& issues);
    struct Item {
        const annotation::Track* track = nullptr;
        const annotation::TrackBox* box = nullptr;
    };
    // Track-major or frame-major, ids ascending in both.
    std::vector<Item> boxes(bool frameMajor) const;
    const std::vector<const annotation::Track*>& tracks() const { return m_tracks; }
    bool inside(const annotation::TrackBox& box) const { return m_length <= 0 || box.frame < m_length; }
    // Frames of the video, or up to the last box when the video's length is unknown.
    FrameIndex length() const;

private:
    std::vector<const annotation::Track*> m_tracks;
    FrameIndex m_length = 0;
};

// Frames for writers that write something for every frame. Errors: InvalidArgument when there are absurdly many.
Result<FrameIndex> framesToWrite(const WrittenTracks& tracks);

// Pixels rounded to `decimals`; a side of a box that would become 0 is written exactly.
void appendPixel(std::string& out, double value, int decimals);
void appendSide(std::string& out, double value, int decimals);

// True when two corners would be the same number after rounding.
bool vanishes(double from, double to, int decimals);

} // namespace tw::formats
