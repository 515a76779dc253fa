#include "core/tracker/offline/scene.h"

#include "core/appearance/coverage.h"
#include "core/math/box_ops.h"
#include "core/math/iou.h"
#include "core/math/nms.h"
#include "core/math/stats.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tw::tracker {
namespace {

constexpr double kRemovedBox = 0.7; // IoU of a peak and a box that a person deleted
constexpr double kSameBox = 0.5;    // IoU of a person's box and the peak it belongs to

math::Affine2 affineOf(const std::array<float, 6>& values)
{
    return {values[0], values[1], values[2], values[3], values[4], values[5]};
}

bool isIdentity(const math::Affine2& map)
{
    return map.xx == 1 && map.xy == 0 && map.tx == 0 && map.yx == 0 && map.yy == 1 && map.ty == 0;
}

int usualStep(std::span<const FramePeaks> frames)
{
    std::vector<double> steps;
    for (std::size_t t = 1; t < frames.size(); ++t)
        steps.push_back(frames[t].frame - frames[t - 1].frame);
    return steps.empty() ? 1 : static_cast<int>(math::median(std::move(steps)));
}

void measureCovered(std::span<Sighting> sightings)
{
    std::vector<Box> boxes;
    for (const Sighting& sighting : sightings)
        boxes.push_back(sighting.box);
    const std::vector<float> shares = appearance::coveredShares(boxes);
    for (std::size_t i = 0; i < sightings.size(); ++i)
        sightings[i].covered = shares[i];
}

// The boxes of one frame: stated ones, then peaks that are no duplicates of these or of a better peak.
class FrameReader
{
public:
    FrameReader(const Statements& statements, const OfflineOptions& options) : m_options(options)
    {
        for (const StatedBox& box : statements.boxes)
            m_stated[box.frame].push_back(&box);
        for (const StatedPlace& place : statements.removed)
            m_removed[place.frame].push_back(place.box);
    }

    std::vector<Sighting> read(int time, const FramePeaks& frame, const std::vector<char>* dropped,
                               const math::Affine2& stable) const
    {
        std::vector<char> used(frame.peaks.size(), 0);
        std::vector<Sighting> out = stated(time, frame, used);
        const std::size_t fixed = out.size();
        m_boxes.clear();
        m_scores.clear();
        m_peaks.clear();
        for (std::size_t i = 0; i < frame.peaks.size(); ++i) {
            const Peak& peak = frame.peaks[i];
            const Box box = peak.box();
            const bool usable = peak.score > m_options.lowestScore() && box.valid() && !used[i] &&
                                !(dropped != nullptr && (*dropped)[i]);
            const auto isStated = [&](const Sighting& own) { return math::iou(own.box, box) > kSameBox; };
            if (!usable || isRemoved(frame.frame, box) ||
                std::any_of(out.begin(), out.begin() + std::ptrdiff_t(fixed), isStated))
                continue;
            m_boxes.push_back(box);
            m_scores.push_back(peak.score);
            m_peaks.push_back(static_cast<int>(i));
        }
        for (const int kept : math::nonMaximumSuppression(m_boxes, m_scores, m_options.duplicateIou)) {
            const auto k = static_cast<std::size_t>(kept);
            Sighting sighting;
            sighting.time = time;
            sighting.peak = m_peaks[k];
            sighting.box = m_boxes[k];
            sighting.score = m_scores[k];
            sighting.classId = frame.peaks[std::size_t(m_peaks[k])].classId;
            out.push_back(sighting);
        }
        measureCovered(out);
        for (Sighting& sighting : out)
            sighting.box = carried(sighting.box, stable);
        return out;
    }

private:
    bool isRemoved(FrameIndex frame, const Box& box) const
    {
        const auto here = m_removed.find(frame);
        return here != m_removed.end() &&
               std::any_of(here->second.begin(), here->second.end(),
                           [&](const Box& removed) { return math::iou(removed, box) > kRemovedBox; });
    }

    std::vector<Sighting> stated(int time, const FramePeaks& frame, std::vector<char>& used) const
    {
        std::vector<Sighting> out;
        const auto here = m_stated.find(frame.frame);
        if (here == m_stated.end())
            return out;
        for (const StatedBox* own : here->second) {
            Sighting sighting;
            sighting.time = time;
            sighting.box = own->box;
            sighting.score = 1;
            sighting.stated = own->id;
            double best = kSameBox;
            for (std::size_t i = 0; i < frame.peaks.size(); ++i)
                if (const double overlap = math::iou(frame.peaks[i].box(), own->box); !used[i] && overlap > best) {
                    best = overlap;
                    sighting.peak = static_cast<int>(i);
                    sighting.classId = frame.peaks[i].classId;
                }
            if (sighting.peak >= 0)
                used[static_cast<std::size_t>(sighting.peak)] = 1;
            out.push_back(sighting);
        }
        return out;
    }

    const OfflineOptions& m_options;
    std::map<FrameIndex, std::vector<const StatedBox*>> m_stated;
    std::map<FrameIndex, std::vector<Box>> m_removed;
    mutable std::vector<Box> m_boxes;
    mutable std::vector<float> m_scores;
    mutable std::vector<int> m_peaks;
};

} // namespace

Box carried(const Box& box, const math::Affine2& map)
{
    if (isIdentity(map))
        return box;
    const math::Point center = map(math::Point{box.centerX(), box.centerY()});
    const double scale = std::sqrt(std::abs(map.determinant()));
    return math::boxFromCenter(center.x, center.y, box.width * scale, box.height * scale);
}

std::vector<math::Affine2> stableFromSource(std::span<const FramePeaks> frames)
{
    std::vector<math::Affine2> out(frames.size());
    for (std::size_t t = 1; t < frames.size(); ++t) {
        out[t] = out[t - 1];
        if (!frames[t].motionKnown)
            continue;
        const math::Affine2 motion = affineOf(frames[t].sourceFromPrevious);
        if (!isIdentity(motion) && std::abs(motion.determinant()) > 1e-6)
            out[t] = out[t - 1].after(motion.inverse());
    }
    return out;
}

Scene prepareScene(std::span<const FramePeaks> frames, const std::vector<std::vector<char>>& dropped,
                   const Statements& statements, const OfflineOptions& options)
{
    Scene scene;
    scene.frames = frames;
    scene.stableFromSource = stableFromSource(frames);
    scene.moving = std::any_of(scene.stableFromSource.begin(), scene.stableFromSource.end(),
                               [](const math::Affine2& map) { return !isIdentity(map); });
    scene.step = usualStep(frames);
    scene.first.push_back(0);
    const FrameReader reader(statements, options);
    for (std::size_t t = 0; t < frames.size(); ++t) {
        const auto found = reader.read(static_cast<int>(t), frames[t], dropped.empty() ? nullptr : &dropped[t],
                                       scene.stableFromSource[t]);
        scene.sightings.insert(scene.sightings.end(), found.begin(), found.end());
        scene.first.push_back(scene.sightings.size());
    }
    return scene;
}

} // namespace tw::tracker
