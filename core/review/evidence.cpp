#include "core/review/evidence.h"

#include "core/math/iou.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::TrackBox;

namespace {

constexpr double kOnPeakIou = 0.5;    // a box stands on a peak from here on
constexpr float kCleanOverlap = 0.3F; // more and the embedding may show the other person

} // namespace

double cosine(std::span<const float> a, std::span<const float> b)
{
    double dot = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        dot += double(a[i]) * double(b[i]);
    return dot;
}

bool TrackEvidence::clean(std::size_t box) const
{
    return sample[box] >= 0 && overlap[box] < kCleanOverlap && track->boxes[box].origin != BoxOrigin::Interpolated &&
           !track->boxes[box].occluded;
}

std::size_t TrackEvidence::lowerBound(FrameIndex frame) const
{
    const auto& boxes = track->boxes;
    return static_cast<std::size_t>(
        std::lower_bound(boxes.begin(), boxes.end(), frame,
                         [](const TrackBox& box, FrameIndex wanted) { return box.frame < wanted; }) -
        boxes.begin());
}

Result<Evidence> Evidence::build(annotation::Snapshot snapshot, PeakSource peaks, const JobContext& job)
{
    Evidence out;
    out.m_snapshot = std::move(snapshot);
    out.m_peaks = std::move(peaks);
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(out.m_snapshot->tracks.size());
    for (const auto& [id, track] : out.m_snapshot->tracks) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while looking at the tracks", {}};
        TrackEvidence& evidence = out.m_tracks[id];
        evidence.track = track;
        out.sample(evidence);
        job.report("evidence", ++done, total);
    }
    out.indexFrames();
    for (auto& [id, evidence] : out.m_tracks)
        out.measureOverlap(evidence);
    return out;
}

void Evidence::update(annotation::Snapshot snapshot)
{
    std::set<TrackId> changed;
    std::set<FrameIndex> touchedFrames;
    const auto touch = [&](const annotation::Track& track) {
        for (const TrackBox& box : track.boxes)
            touchedFrames.insert(box.frame);
    };
    for (auto it = m_tracks.begin(); it != m_tracks.end();) {
        if (snapshot->tracks.contains(it->first)) {
            ++it;
            continue;
        }
        touch(*it->second.track);
        it = m_tracks.erase(it);
    }
    for (const auto& [id, track] : snapshot->tracks) {
        TrackEvidence& evidence = m_tracks[id];
        if (evidence.track == track)
            continue;
        if (evidence.track)
            touch(*evidence.track);
        touch(*track);
        evidence = {};
        evidence.track = track;
        sample(evidence);
        changed.insert(id);
    }
    m_snapshot = std::move(snapshot);
    if (touchedFrames.empty())
        return;
    indexFrames();
    const FrameRange touched{*touchedFrames.begin(), *touchedFrames.rbegin()};
    for (auto& [id, evidence] : m_tracks)
        if (changed.contains(id) ||
            (evidence.track->firstFrame() <= touched.last && evidence.track->lastFrame() >= touched.first))
            measureOverlap(evidence);
}

const TrackEvidence* Evidence::find(TrackId id) const
{
    const auto it = m_tracks.find(id);
    return it == m_tracks.end() ? nullptr : &it->second;
}

FrameRange Evidence::frames() const
{
    return m_byFrame.empty() ? FrameRange{} : FrameRange{m_byFrame.begin()->first, m_byFrame.rbegin()->first};
}

void Evidence::sample(TrackEvidence& evidence)
{
    const auto& boxes = evidence.track->boxes;
    evidence.overlap.assign(boxes.size(), 0.0F);
    evidence.peak.assign(boxes.size(), -1);
    evidence.sample.assign(boxes.size(), -1);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto frame = m_peaks ? m_peaks(boxes[i].frame) : nullptr;
        if (!frame)
            continue;
        const math::Corners corners = math::cornersOf(boxes[i].box);
        double best = kOnPeakIou;
        for (std::size_t p = 0; p < frame->peaks.size(); ++p) {
            const Peak& peak = frame->peaks[p];
            if (peak.left >= corners.right || peak.left + peak.width <= corners.left)
                continue;
            const double overlap = math::iou(boxes[i].box, peak.box());
            if (overlap >= best) {
                best = overlap;
                evidence.peak[i] = static_cast<int>(p);
            }
        }
        if (evidence.peak[i] < 0 || frame->embeddingSize == 0)
            continue;
        evidence.dim = frame->embeddingSize;
        evidence.sample[i] = static_cast<int>(evidence.features.size()) / evidence.dim;
        const auto halves = frame->embedding(static_cast<std::size_t>(evidence.peak[i]));
        std::transform(halves.begin(), halves.end(), std::back_inserter(evidence.features), floatFromHalf);
    }
}

void Evidence::indexFrames()
{
    m_byFrame.clear();
    for (const auto& [id, evidence] : m_tracks)
        for (std::size_t i = 0; i < evidence.track->boxes.size(); ++i)
            m_byFrame[evidence.track->boxes[i].frame].emplace_back(id, static_cast<std::uint32_t>(i));
}

void Evidence::measureOverlap(TrackEvidence& evidence)
{
    const auto& boxes = evidence.track->boxes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        double largest = 0;
        for (const auto& [id, index] : m_byFrame[boxes[i].frame])
            if (id != evidence.track->id)
                largest = std::max(largest, math::iou(boxes[i].box, m_tracks.at(id).track->boxes[index].box));
        evidence.overlap[i] = static_cast<float>(largest);
    }
}

namespace {

Appearance meanOf(const TrackEvidence& track, const std::vector<std::size_t>& boxes)
{
    Appearance out;
    if (boxes.empty())
        return out;
    out.mean.assign(static_cast<std::size_t>(track.dim), 0.0F);
    for (const std::size_t box : boxes) {
        const auto feature = track.feature(box);
        std::transform(feature.begin(), feature.end(), out.mean.begin(), out.mean.begin(), std::plus<>());
    }
    const double norm = std::sqrt(cosine(out.mean, out.mean));
    if (!(norm > 0))
        return {};
    for (float& value : out.mean)
        value = static_cast<float>(value / norm);
    double total = 0;
    for (const std::size_t box : boxes)
        total += cosine(out.mean, track.feature(box));
    out.samples = static_cast<int>(boxes.size());
    out.spread = 1.0 - total / out.samples;
    return out;
}

} // namespace

Appearance Evidence::before(const TrackEvidence& track, FrameIndex frame, FrameIndex reach, int maxSamples) const
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = track.lowerBound(frame + 1); i-- > 0;) {
        if (frame - track.track->boxes[i].frame > reach || static_cast<int>(chosen.size()) >= maxSamples)
            break;
        if (track.clean(i))
            chosen.push_back(i);
    }
    return meanOf(track, chosen);
}

Appearance Evidence::after(const TrackEvidence& track, FrameIndex frame, FrameIndex reach, int maxSamples) const
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = track.lowerBound(frame); i < track.track->boxes.size(); ++i) {
        if (track.track->boxes[i].frame - frame > reach || static_cast<int>(chosen.size()) >= maxSamples)
            break;
        if (track.clean(i))
            chosen.push_back(i);
    }
    return meanOf(track, chosen);
}

void Evidence::setMetric(std::vector<float> weights)
{
    m_metric = std::move(weights);
}

double Evidence::similarity(const Appearance& a, const Appearance& b) const
{
    if (m_metric.size() != a.mean.size())
        return cosine(a.mean, b.mean);
    double dot = 0;
    double na = 0;
    double nb = 0;
    for (std::size_t i = 0; i < a.mean.size() && i < b.mean.size(); ++i) {
        const double w = m_metric[i];
        dot += w * a.mean[i] * b.mean[i];
        na += w * a.mean[i] * a.mean[i];
        nb += w * b.mean[i] * b.mean[i];
    }
    return na > 0 && nb > 0 ? dot / std::sqrt(na * nb) : 0;
}

} // namespace tw::review
