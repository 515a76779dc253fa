#include "core/review/peak_follower.h"

#include "core/annotation/query.h"
#include "core/math/iou.h"

#include <algorithm>
#include <cmath>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::TrackBox;

namespace {

constexpr double kVelocityMemory = 0.7; // detections jitter: a velocity is an average

Box blended(const Box& a, const Box& b, double t)
{
    return {a.left + (b.left - a.left) * t, a.top + (b.top - a.top) * t, a.width + (b.width - a.width) * t,
            a.height + (b.height - a.height) * t};
}

} // namespace

PeakFollower::PeakFollower(const FramePeaks& start, const Box& box, int step, FollowOptions options)
    : m_options(options), m_step(step), m_next(start.frame + step), m_lastFrame(start.frame), m_last(box)
{
    std::optional<std::size_t> nearest;
    double best = 0.4; // a drawn box need not lie exactly on its peak
    for (std::size_t i = 0; i < start.peaks.size(); ++i) {
        const double overlap = math::iou(start.peaks[i].box(), box);
        if (overlap > best) {
            best = overlap;
            nearest = i;
        }
    }
    if (nearest && start.embeddingSize > 0)
        remember(start, *nearest, 0);
}

Box PeakFollower::predicted() const
{
    const double frames = std::abs(m_next - m_lastFrame);
    Box box = m_last;
    box.left += m_velocityX * frames;
    box.top += m_velocityY * frames;
    return box;
}

double PeakFollower::similarity(const FramePeaks& peaks, std::size_t peak) const
{
    const auto halves = peaks.embedding(peak);
    double product = 0, norm = 0;
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const double value = static_cast<double>(floatFromHalf(halves[i]));
        product += value * m_embedding[i];
        norm += value * value;
    }
    return norm > 0 ? product / std::sqrt(norm) : 0;
}

void PeakFollower::remember(const FramePeaks& peaks, std::size_t peak, double memory)
{
    const auto halves = peaks.embedding(peak);
    m_embedding.resize(halves.size(), 0);
    double norm = 0;
    for (std::size_t i = 0; i < halves.size(); ++i) {
        m_embedding[i] = memory * m_embedding[i] + (1 - memory) * static_cast<double>(floatFromHalf(halves[i]));
        norm += m_embedding[i] * m_embedding[i];
    }
    if (norm <= 0) {
        m_embedding.clear();
        return;
    }
    for (double& value : m_embedding)
        value /= std::sqrt(norm);
}

std::optional<std::size_t> PeakFollower::bestPeak(const FramePeaks& peaks, const std::vector<Box>& taken) const
{
    const Box expected = predicted();
    const bool embedded = !m_embedding.empty() && peaks.embeddingSize == static_cast<int>(m_embedding.size());
    std::optional<std::size_t> best;
    double bestValue = 0;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
        const Box box = peaks.peaks[i].box();
        const double overlap = math::iou(expected, box);
        if (static_cast<double>(peaks.peaks[i].score) < m_options.minimumScore || overlap < m_options.minimumOverlap)
            continue;
        const double alike = embedded ? similarity(peaks, i) : 1;
        const bool isTaken = std::any_of(taken.begin(), taken.end(), [&](const Box& other) {
            return math::iou(other, box) > m_options.takenOverlap;
        });
        if (alike < m_options.minimumSimilarity || isTaken)
            continue;
        const double value = overlap + alike;
        if (value > bestValue) {
            bestValue = value;
            best = i;
        }
    }
    return best;
}

bool PeakFollower::advance(const FramePeaks& peaks, const annotation::DocumentState& state, TrackId self)
{
    if (m_next < 0 || std::abs(m_next - m_lastFrame) > m_options.patience)
        return false;
    std::vector<Box> taken;
    for (const annotation::FrameBox& entry : annotation::boxesAt(state, m_next)) {
        if (entry.id == self)
            return false;
        taken.push_back(entry.box->box);
    }
    if (peaks.frame == m_next) {
        if (const auto peak = bestPeak(peaks, taken))
            accept(peaks, *peak);
    }
    m_next += m_step;
    return true;
}

void PeakFollower::accept(const FramePeaks& peaks, std::size_t peak)
{
    const Box box = peaks.peaks[peak].box();
    const int frames = std::abs(m_next - m_lastFrame);
    const double vx = (box.centerX() - m_last.centerX()) / frames, vy = (box.centerY() - m_last.centerY()) / frames;
    const double memory = m_boxes.empty() ? 0 : kVelocityMemory;
    m_velocityX = memory * m_velocityX + (1 - memory) * vx;
    m_velocityY = memory * m_velocityY + (1 - memory) * vy;
    for (int i = 1; i < frames; ++i) {
        TrackBox between;
        between.frame = m_lastFrame + i * m_step;
        between.box = blended(m_last, box, static_cast<double>(i) / frames);
        between.score = peaks.peaks[peak].score;
        between.origin = BoxOrigin::Interpolated;
        m_boxes.push_back(between);
    }
    TrackBox found;
    found.frame = m_next;
    found.box = box;
    found.score = peaks.peaks[peak].score;
    found.origin = BoxOrigin::Tracker;
    m_boxes.push_back(found);
    if (!m_embedding.empty() && peaks.embeddingSize == static_cast<int>(m_embedding.size()))
        remember(peaks, peak, m_options.memory);
    m_last = box;
    m_lastFrame = m_next;
}

std::vector<TrackBox> PeakFollower::boxes() const
{
    std::vector<TrackBox> result = m_boxes;
    if (m_step < 0)
        std::reverse(result.begin(), result.end());
    return result;
}

std::vector<TrackBox> followedBothWays(const PeakSource& peaks, const annotation::DocumentState& state,
                                       const TrackBox& first, TrackId self, FrameIndex frameCount)
{
    const auto at = [&peaks](FrameIndex frame) {
        const auto seen = peaks ? peaks(frame) : nullptr;
        FramePeaks out = seen ? *seen : FramePeaks{};
        out.frame = frame;
        return out;
    };
    const auto follow = [&](int step) {
        PeakFollower follower(at(first.frame), first.box, step);
        while (follower.nextFrame() >= 0 && follower.nextFrame() < frameCount &&
               follower.advance(at(follower.nextFrame()), state, self)) {
        }
        return follower.boxes();
    };
    std::vector<TrackBox> out = follow(-1);
    out.push_back(first);
    const std::vector<TrackBox> after = follow(1);
    out.insert(out.end(), after.begin(), after.end());
    return out;
}

} // namespace tw::review
