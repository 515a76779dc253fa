#include "core/tracker/offline/finish.h"

#include "core/math/box_ops.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace tw::tracker {
namespace {

constexpr double kSmoothReach = 3;  // standard deviations
constexpr double kEndSeconds = 0.4; // of a track beside a gap that tell its motion
constexpr int kCoordinates = 4;
// Below the detection threshold: a long track may have this mean score. Source: measured at threshold 0.4.
constexpr double kWeakMargin = 0.1;

// While a track is made: a box in stable pixels and the frame it belongs to.
struct Draft {
    FrameIndex frame = kNoFrame;
    int time = 0; // of the frame, or the last one before it that the network saw
    Box box;
    float score = 0;
    int peak = -1;
    bool stated = false;
};

std::array<double, kCoordinates> coordinates(const Box& box)
{
    return {box.centerX(), box.centerY(), std::log(box.width), std::log(box.height)};
}

Box boxOf(const std::array<double, kCoordinates>& values)
{
    return math::boxFromCenter(values[0], values[1], std::exp(values[2]), std::exp(values[3]));
}

class Finisher
{
public:
    Finisher(const Scene& scene, const std::vector<FrameRange>& verified, const OfflineOptions& options)
        : m_scene(scene), m_verified(verified), m_options(options)
    {
        for (const math::Affine2& map : scene.stableFromSource)
            m_sourceFromStable.push_back(map.inverse());
    }

    bool isKept(const std::vector<Draft>& boxes) const
    {
        const bool stated = std::any_of(boxes.begin(), boxes.end(), [](const Draft& box) { return box.stated; });
        if (stated || !m_options.filter)
            return true;
        double sum = 0;
        for (const Draft& box : boxes)
            sum += box.score;
        // no more is asked for than the video can show
        const double video = m_scene.count() * m_scene.step / m_options.frameRate;
        // a track of the first or the last frame may be the part of a longer one
        const bool cutOff = boxes.front().time == 0 || boxes.back().time == m_scene.count() - 1;
        const int shortest = m_options.frames(std::min(m_options.shortestSeconds, video / 2) / (cutOff ? 2 : 1));
        const int seen = static_cast<int>(boxes.size()) * m_scene.step;
        // the longer it was seen, the less the score says
        const double sure = std::min(m_options.sureSeconds, video) * m_options.frameRate;
        const double doubt = std::clamp(1 - seen / sure, 0.0, 1.0);
        return seen >= shortest && sum >= (m_options.detectionThreshold - kWeakMargin + doubt * m_options.scoreAbove) *
                                              static_cast<double>(boxes.size());
    }

    std::vector<Draft> filled(const std::vector<Draft>& boxes) const
    {
        if (!(m_options.fillSeconds > 0))
            return boxes;
        const int longest = m_options.frames(m_options.fillSeconds);
        std::vector<Draft> out;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (i > 0 && isFilled(boxes, i, longest))
                fillBetween(boxes[i - 1], boxes[i], out);
            out.push_back(boxes[i]);
        }
        return out;
    }

    // Every box becomes the value of a straight line fitted around it, weights falling with the distance in time.
    std::vector<Draft> smoothed(const std::vector<Draft>& boxes) const
    {
        const double deviation = m_options.smoothSeconds * m_options.frameRate;
        if (!(deviation > 0))
            return boxes;
        std::vector<std::array<double, kCoordinates>> values;
        for (const Draft& box : boxes)
            values.push_back(coordinates(box.box));
        std::vector<Draft> out = boxes;
        std::size_t first = 0, end = 0;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            while (boxes[i].frame - boxes[first].frame > kSmoothReach * deviation)
                ++first;
            while (end < boxes.size() && boxes[end].frame - boxes[i].frame <= kSmoothReach * deviation)
                ++end;
            if (!boxes[i].stated)
                out[i].box = boxOf(localLine(boxes, values, first, end, i, deviation));
        }
        return out;
    }

    OfflineBox put(const Draft& draft) const
    {
        return {draft.frame, carried(draft.box, m_sourceFromStable[static_cast<std::size_t>(draft.time)]), draft.score,
                draft.peak, draft.stated};
    }

    Draft draftOf(int sighting) const
    {
        const Sighting& own = m_scene[sighting];
        return {m_scene.frameOf(sighting), own.time, own.box, own.score, own.peak, own.stated != TrackId::kInvalid};
    }

private:
    // Whether boxes are put between the ones before and at `after`. Frames that the network did not see always get
    // them.
    bool isFilled(const std::vector<Draft>& boxes, std::size_t after, int longest) const
    {
        const Draft& first = boxes[after - 1];
        const Draft& last = boxes[after];
        if (last.time == first.time + 1)
            return true;
        return last.frame - first.frame - 1 <= longest && (first.stated || last.stated || endsAgree(boxes, after));
    }

    // Whether the motion before the gap and that after it lead to about where a straight line passes its middle. They
    // do not where the person turned or the camera jerked: then the boxes between would be on no person.
    bool endsAgree(const std::vector<Draft>& boxes, std::size_t after) const
    {
        const int reach = m_options.frames(kEndSeconds);
        std::size_t begin = after - 1, end = after;
        while (begin > 0 && boxes[after - 1].frame - boxes[begin - 1].frame <= reach)
            --begin;
        while (end + 1 < boxes.size() && boxes[end + 1].frame - boxes[after].frame <= reach)
            ++end;
        const Box& first = boxes[after - 1].box;
        const Box& last = boxes[after].box;
        const double half = (boxes[after].frame - boxes[after - 1].frame) / 2.0;
        const auto before = motion(boxes[begin], boxes[after - 1]), behind = motion(boxes[after], boxes[end]);
        const double x = (first.centerX() + last.centerX()) / 2, y = (first.centerY() + last.centerY()) / 2;
        const double away =
            std::max(std::hypot(first.centerX() + half * before.x - x, first.centerY() + half * before.y - y),
                     std::hypot(last.centerX() - half * behind.x - x, last.centerY() - half * behind.y - y));
        return away <= m_options.fillAgreement * (first.height + last.height) / 2;
    }

    // Pixels a frame; none when both are the same box.
    static math::Point motion(const Draft& from, const Draft& to)
    {
        const double frames = std::max(1, to.frame - from.frame);
        return {(to.box.centerX() - from.box.centerX()) / frames, (to.box.centerY() - from.box.centerY()) / frames};
    }

    bool isVerified(FrameIndex frame) const
    {
        return std::any_of(m_verified.begin(), m_verified.end(),
                           [frame](const FrameRange& range) { return range.contains(frame); });
    }

    void fillBetween(const Draft& before, const Draft& after, std::vector<Draft>& out) const
    {
        int time = before.time;
        for (FrameIndex frame = before.frame + 1; frame < after.frame; ++frame) {
            while (m_scene.frames[static_cast<std::size_t>(time) + 1].frame <= frame)
                ++time;
            if (isVerified(frame))
                continue;
            const double share = double(frame - before.frame) / double(after.frame - before.frame);
            out.push_back({frame, time, math::interpolated(before.box, after.box, share),
                           (before.score + after.score) / 2, -1, false});
        }
    }

    std::array<double, kCoordinates> localLine(const std::vector<Draft>& boxes,
                                               const std::vector<std::array<double, kCoordinates>>& values,
                                               std::size_t first, std::size_t end, std::size_t at,
                                               double deviation) const
    {
        double weightSum = 0, timeSum = 0, squareSum = 0;
        std::array<double, kCoordinates> valueSum{}, productSum{};
        for (std::size_t k = first; k < end; ++k) {
            const double time = boxes[k].frame - boxes[at].frame;
            const double weight = std::exp(-0.5 * time * time / (deviation * deviation));
            weightSum += weight;
            timeSum += weight * time;
            squareSum += weight * time * time;
            for (std::size_t c = 0; c < kCoordinates; ++c) {
                valueSum[c] += weight * values[k][c];
                productSum[c] += weight * time * values[k][c];
            }
        }
        const double determinant = weightSum * squareSum - timeSum * timeSum;
        if (determinant <= 1e-9 * weightSum * weightSum)
            return values[at];
        std::array<double, kCoordinates> out{};
        for (std::size_t c = 0; c < kCoordinates; ++c)
            out[c] = (squareSum * valueSum[c] - timeSum * productSum[c]) / determinant;
        return out;
    }

    const Scene& m_scene;
    const std::vector<FrameRange>& m_verified;
    const OfflineOptions& m_options;
    std::vector<math::Affine2> m_sourceFromStable;
};

} // namespace

Finished finishTracks(const Scene& scene, const std::vector<Piece>& pieces, const Chains& chains,
                      const std::vector<FrameRange>& verified, const OfflineOptions& options)
{
    const Finisher finisher(scene, verified, options);
    Finished out;
    // pieces that a person gave one number are one person, however far apart
    std::map<TrackId, std::size_t> ofStated;
    std::vector<std::pair<OfflineTrack, std::vector<Draft>>> drafts;
    for (std::size_t head = 0; head < pieces.size(); ++head) {
        if (chains.previous[head] != kNoPiece)
            continue;
        OfflineTrack track;
        std::vector<Draft> boxes;
        for (int i = static_cast<int>(head); i != kNoPiece; i = chains.next[static_cast<std::size_t>(i)]) {
            const Piece& piece = pieces[static_cast<std::size_t>(i)];
            ++track.pieces;
            if (piece.stated != TrackId::kInvalid)
                track.stated = piece.stated;
            for (const int index : piece.sightings)
                boxes.push_back(finisher.draftOf(index));
        }
        track.classId = scene[pieces[head].sightings.front()].classId;
        if (!finisher.isKept(boxes)) {
            ++out.dropped;
            continue;
        }
        const auto known = track.stated == TrackId::kInvalid ? ofStated.end() : ofStated.find(track.stated);
        if (known != ofStated.end()) {
            auto& [own, ownBoxes] = drafts[known->second];
            own.pieces += track.pieces;
            ownBoxes.insert(ownBoxes.end(), boxes.begin(), boxes.end());
            continue;
        }
        if (track.stated != TrackId::kInvalid)
            ofStated.emplace(track.stated, drafts.size());
        drafts.emplace_back(std::move(track), std::move(boxes));
    }
    for (auto& [track, boxes] : drafts) {
        std::stable_sort(boxes.begin(), boxes.end(), [](const Draft& a, const Draft& b) {
            return a.frame != b.frame ? a.frame < b.frame : a.stated > b.stated;
        });
        boxes.erase(
            std::unique(boxes.begin(), boxes.end(), [](const Draft& a, const Draft& b) { return a.frame == b.frame; }),
            boxes.end());
        for (const Draft& draft : finisher.smoothed(finisher.filled(boxes)))
            track.boxes.push_back(finisher.put(draft));
        out.tracks.push_back(std::move(track));
    }
    return out;
}

} // namespace tw::tracker
