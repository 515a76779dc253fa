#include "core/formats/video_fit.h"

#include "core/base/number_text.h"
#include "core/formats/expansion.h"

#include <algorithm>
#include <cmath>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

// Containers round their rates: 25 and 24.998 are the same.
bool sameRate(FrameRate a, FrameRate b)
{
    return std::abs(a.value() - b.value()) <= 0.005 * std::max(a.value(), b.value());
}

std::string sizeText(const SequenceInfo& info)
{
    return toText(std::int64_t{info.width}) + "x" + toText(std::int64_t{info.height});
}

// The boxes of one stretch without gaps at new frame numbers.
void appendStretch(const std::vector<TrackBox>& boxes, std::size_t begin, std::size_t end, double ratio,
                   std::vector<TrackBox>& out)
{
    const double firstFrame = boxes[begin].frame, lastFrame = boxes[end - 1].frame;
    const auto first = static_cast<FrameIndex>(std::llround(firstFrame * ratio));
    const auto last = static_cast<FrameIndex>(std::llround(lastFrame * ratio));
    for (FrameIndex frame = first; frame <= last; ++frame) {
        if (!out.empty() && out.back().frame >= frame)
            continue;
        const double at = std::clamp(frame / ratio, firstFrame, lastFrame) - firstFrame;
        const auto before = static_cast<std::size_t>(at);
        const TrackBox& a = boxes[begin + before];
        const TrackBox& b = boxes[std::min(begin + before + 1, end - 1)];
        const double t = at - static_cast<double>(before);
        constexpr double kOnABox = 1e-9;
        TrackBox box = t < 0.5 ? a : b;
        box.frame = frame;
        if (t > kOnABox && t < 1 - kOnABox) {
            const auto mix = [t](double from, double to) { return from + t * (to - from); };
            box.box = {mix(a.box.left, b.box.left), mix(a.box.top, b.box.top), mix(a.box.width, b.box.width),
                       mix(a.box.height, b.box.height)};
            box.origin = BoxOrigin::Interpolated;
            box.keyframe = box.verified = false;
        }
        out.push_back(box);
    }
}

} // namespace

VideoDifference differenceOf(const SequenceInfo& file, const SequenceInfo& video)
{
    VideoDifference out;
    out.file = file;
    out.video = video;
    const bool sizes = file.width > 0 && file.height > 0 && video.width > 0 && video.height > 0;
    out.size = sizes && (file.width != video.width || file.height != video.height);
    out.rate = file.frameRate.positive() && video.frameRate.positive() && !sameRate(file.frameRate, video.frameRate);
    out.length = file.length > 0 && video.length > 0 && file.length > video.length;
    return out;
}

std::vector<std::string> describe(const VideoDifference& difference)
{
    std::vector<std::string> out;
    if (difference.size)
        out.push_back("the boxes are made for pictures of " + sizeText(difference.file) + ", the video has " +
                      sizeText(difference.video));
    if (difference.rate)
        out.push_back("the frames are counted at " + toText(difference.file.frameRate.value(), 3) +
                      " a second, the video has " + toText(difference.video.frameRate.value(), 3));
    if (difference.length)
        out.push_back("the file is made for " + toText(std::int64_t{difference.file.length}) +
                      " frames, the video has " + toText(std::int64_t{difference.video.length}));
    return out;
}

void scaleBoxes(Imported& imported, double x, double y)
{
    const auto scale = [&](Box& box) { box = {box.left * x, box.top * y, box.width * x, box.height * y}; };
    for (auto& track : imported.tracks) {
        auto copy = std::make_shared<Track>(*track);
        for (TrackBox& box : copy->boxes)
            scale(box.box);
        track = std::move(copy);
    }
    for (auto& [frame, box] : imported.detections)
        scale(box.box);
}

void convertTimes(Imported& imported, FrameRate from, FrameRate to)
{
    const double ratio = to.value() / from.value();
    imported.rows = imported.detections.size();
    for (auto& track : imported.tracks) {
        auto copy = std::make_shared<Track>(*track);
        copy->boxes.clear();
        const auto& boxes = track->boxes;
        for (std::size_t begin = 0; begin < boxes.size();) {
            std::size_t end = begin + 1;
            while (end < boxes.size() && boxes[end].frame == boxes[end - 1].frame + 1)
                ++end;
            appendStretch(boxes, begin, end, ratio, copy->boxes);
            begin = end;
        }
        imported.rows += copy->boxes.size();
        track = std::move(copy);
    }
    for (auto& [frame, box] : imported.detections)
        frame = box.frame = static_cast<FrameIndex>(std::llround(frame * ratio));
    for (FrameRange& range : imported.verifiedFrames)
        range = {static_cast<FrameIndex>(std::llround(range.first * ratio)),
                 static_cast<FrameIndex>(std::llround(range.last * ratio))};
}

} // namespace tw::formats
