#include "core/formats/expansion.h"

namespace tw::formats {

using annotation::BoxOrigin;
using annotation::TrackBox;

Box between(const TrackBox& a, const TrackBox& b, FrameIndex frame)
{
    const double span = static_cast<double>(b.frame) - static_cast<double>(a.frame);
    const double t = (static_cast<double>(frame) - static_cast<double>(a.frame)) / span;
    const auto mix = [t](double from, double to) { return from + t * (to - from); };
    return {mix(a.box.left, b.box.left), mix(a.box.top, b.box.top), mix(a.box.width, b.box.width),
            mix(a.box.height, b.box.height)};
}

std::optional<std::vector<KeyBox>> expanded(const std::vector<KeyBox>& keys, std::int64_t& budget)
{
    std::vector<KeyBox> out;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const KeyBox& key = keys[i];
        if (!key.shown)
            continue;
        out.push_back(key);
        if (!key.continues || i + 1 == keys.size())
            continue;
        const KeyBox& next = keys[i + 1];
        const std::int64_t missing = std::int64_t{next.box.frame} - key.box.frame - 1;
        if (missing <= 0)
            continue;
        if (missing > budget)
            return std::nullopt;
        budget -= missing;
        for (FrameIndex frame = key.box.frame + 1; frame < next.box.frame; ++frame) {
            KeyBox filled = key;
            filled.box.frame = frame;
            filled.box.box = between(key.box, next.box, frame);
            filled.box.origin = BoxOrigin::Interpolated;
            filled.box.keyframe = false;
            out.push_back(filled);
        }
    }
    return out;
}

} // namespace tw::formats
