#include "core/annotation/trail.h"

#include <algorithm>
#include <utility>

namespace tw::annotation {

Feet feetOf(const Box& box)
{
    return {box.centerX(), box.bottom()};
}

std::vector<std::vector<Feet>> trailOf(const Track& track, FrameRange frames)
{
    constexpr FrameIndex kBlink = 5;
    std::vector<std::vector<Feet>> pieces;
    std::vector<Feet> piece;
    const auto end = [&] {
        if (piece.size() > 1)
            pieces.push_back(std::move(piece));
        piece.clear();
    };
    const auto begin = std::lower_bound(track.boxes.begin(), track.boxes.end(), frames.first,
                                        [](const TrackBox& box, FrameIndex frame) { return box.frame < frame; });
    FrameIndex previous = kNoFrame;
    for (auto it = begin; it != track.boxes.end() && it->frame <= frames.last; ++it) {
        if (previous != kNoFrame && it->frame - previous > kBlink)
            end();
        piece.push_back(feetOf(it->box));
        previous = it->frame;
    }
    end();
    return pieces;
}

} // namespace tw::annotation
