#include "core/review/detectors.h"

#include "core/base/number_text.h"
#include "core/math/iou.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tw::review {

using annotation::Track;
using annotation::TrackBox;

namespace {

// A track that ends or begins is looked for beside others for this long.
constexpr double kEndSeconds = 0.5;

using PairKey = std::pair<TrackId, TrackId>;

PairKey pairOf(TrackId a, TrackId b)
{
    return a < b ? PairKey{a, b} : PairKey{b, a};
}

// Overlapping boxes, frame by frame; sorted by their left side so that only neighbours are compared.
void collectOverlaps(const Evidence& evidence, const ReviewOptions& options,
                     std::map<PairKey, std::vector<FrameIndex>>& frames)
{
    struct Entry {
        Box box;
        TrackId id;
    };
    std::map<FrameIndex, std::vector<Entry>> byFrame;
    for (const auto& [id, track] : evidence.tracks())
        for (const TrackBox& box : track.track->boxes)
            byFrame[box.frame].push_back({box.box, id});
    for (auto& [frame, entries] : byFrame) {
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.box.left < b.box.left; });
        for (std::size_t i = 0; i < entries.size(); ++i)
            for (std::size_t j = i + 1; j < entries.size() && entries[j].box.left < entries[i].box.right(); ++j)
                if (math::iou(entries[i].box, entries[j].box) > options.contactIou)
                    frames[pairOf(entries[i].id, entries[j].id)].push_back(frame);
    }
}

// An identity that vanishes beside another may have been handed over: its last (first) box against the other's box
// then.
void collectEnds(const Evidence& evidence, const ReviewOptions& options,
                 std::map<PairKey, std::vector<FrameIndex>>& frames)
{
    const FrameIndex reach = options.frames(kEndSeconds);
    for (const auto& [id, track] : evidence.tracks()) {
        if (track.track->empty())
            continue;
        for (const bool atEnd : {false, true}) {
            const TrackBox& end = atEnd ? track.track->boxes.back() : track.track->boxes.front();
            for (const auto& [otherId, other] : evidence.tracks()) {
                if (otherId == id)
                    continue;
                for (std::size_t i = other.lowerBound(end.frame - (atEnd ? 0 : reach));
                     i < other.track->boxes.size() && other.track->boxes[i].frame <= end.frame + (atEnd ? reach : 0);
                     ++i)
                    if (math::iou(end.box, other.track->boxes[i].box) > options.contactIou) {
                        frames[pairOf(id, otherId)].push_back(end.frame);
                        break;
                    }
            }
        }
    }
}

} // namespace

std::vector<Contact> contacts(const Evidence& evidence, const ReviewOptions& options)
{
    std::map<PairKey, std::vector<FrameIndex>> frames;
    collectOverlaps(evidence, options, frames);
    collectEnds(evidence, options, frames);
    const FrameIndex pause = options.frames(options.contactPauseSeconds);
    std::vector<Contact> out;
    for (auto& [pair, list] : frames) {
        std::sort(list.begin(), list.end());
        Contact current{pair.first, pair.second, {list.front(), list.front()}};
        for (const FrameIndex frame : list) {
            if (frame - current.frames.last > pause) {
                out.push_back(current);
                current.frames.first = frame;
            }
            current.frames.last = frame;
        }
        out.push_back(current);
    }
    return out;
}

Box extrapolated(const Track& track, FrameIndex frame, bool forwards, FrameIndex anchor, int boxes)
{
    // The `boxes` boxes up to (or from) the anchor; a straight line through their centres, the mean of their sizes.
    std::vector<const TrackBox*> used;
    if (forwards) {
        for (auto it = track.boxes.rbegin(); it != track.boxes.rend() && static_cast<int>(used.size()) < boxes; ++it)
            if (it->frame <= anchor)
                used.push_back(&*it);
    } else {
        for (auto it = track.boxes.begin(); it != track.boxes.end() && static_cast<int>(used.size()) < boxes; ++it)
            if (it->frame >= anchor)
                used.push_back(&*it);
    }
    if (used.empty())
        return {};
    double t = 0, x = 0, y = 0, w = 0, h = 0;
    for (const TrackBox* box : used) {
        t += box->frame;
        x += box->box.centerX();
        y += box->box.centerY();
        w += box->box.width;
        h += box->box.height;
    }
    const double n = static_cast<double>(used.size());
    t /= n, x /= n, y /= n, w /= n, h /= n;
    double tt = 0, tx = 0, ty = 0;
    for (const TrackBox* box : used) {
        tt += (box->frame - t) * (box->frame - t);
        tx += (box->frame - t) * (box->box.centerX() - x);
        ty += (box->frame - t) * (box->box.centerY() - y);
    }
    const double ahead = frame - t;
    const double cx = x + (tt > 0 ? tx / tt : 0) * ahead;
    const double cy = y + (tt > 0 ? ty / tt : 0) * ahead;
    return {cx - w / 2, cy - h / 2, w, h};
}

double boxDistance(const Box& a, const Box& b)
{
    const double height = std::max(1.0, (a.height + b.height) / 2);
    const double dx = (a.centerX() - b.centerX()) / height;
    const double dy = (a.centerY() - b.centerY()) / height;
    const double dh = std::log(std::max(1.0, a.height) / std::max(1.0, b.height));
    return std::sqrt(dx * dx + dy * dy + dh * dh);
}

std::string twoDigits(double value)
{
    std::string text = toText(value, 2);
    if (text.find('.') == std::string::npos)
        text += ".00";
    while (text.size() - text.find('.') < 3)
        text += '0';
    return text;
}

} // namespace tw::review
