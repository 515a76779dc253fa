#include "core/review/evidence.h"

#include "core/review/ensemble.h"

#include "core/annotation/interpolation.h"
#include "core/math/iou.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::TrackBox;

namespace {

constexpr double kOnPeakIou = 0.5;                        // a box stands on a peak from here on
constexpr float kCleanCovered = 0.3F;                     // more and the embedding may show the other person
constexpr double kMiddleWidth = 0.5, kMiddleHeight = 0.7; // of a box: what its embedding is sampled from
constexpr double kSureDepth = 0.02; // of the height: feet lower by more stand in front, by less perhaps

// Share of the middle of a box that another one hides; the one whose feet are lower in the picture is nearer.
double coveredBy(const Box& box, const Box& other)
{
    const double nearer = (other.bottom() - box.bottom()) / std::max(1.0, std::min(box.height, other.height));
    if (nearer < -kSureDepth)
        return 0;
    const double width = kMiddleWidth * box.width;
    const double height = kMiddleHeight * box.height;
    const double x =
        std::min(other.right(), box.centerX() + width / 2) - std::max(other.left, box.centerX() - width / 2);
    const double y =
        std::min(other.bottom(), box.centerY() + height / 2) - std::max(other.top, box.centerY() - height / 2);
    if (x <= 0 || y <= 0 || !(width > 0 && height > 0))
        return 0;
    return (nearer > kSureDepth ? 1.0 : 0.5) * x * y / (width * height);
}

// Evidence of two videos may be looked at by one scanner, so the number is unique in the program.
std::uint64_t nextRevision()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

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
    return sample[box] >= 0 && covered[box] < kCleanCovered && track->boxes[box].origin != BoxOrigin::Interpolated &&
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

Result<Evidence> Evidence::build(annotation::Snapshot snapshot, PeakSource peaks, const JobContext& job,
                                 std::shared_ptr<const Ensemble> ensemble, std::shared_ptr<const VideoLikeness> video)
{
    Evidence out;
    out.m_snapshot = std::move(snapshot);
    out.m_peaks = std::move(peaks);
    out.m_ensemble = std::move(ensemble);
    if (video)
        out.m_video = std::move(video);
    std::int64_t done = 0;
    const auto total = static_cast<std::int64_t>(out.m_snapshot->tracks.size());
    for (const auto& [id, track] : out.m_snapshot->tracks) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while looking at the tracks", {}};
        TrackEvidence& evidence = out.m_tracks[id];
        evidence.track = track;
        evidence.revision = nextRevision();
        out.sample(evidence, {});
        out.index(evidence, true);
        job.report("evidence", ++done, total);
    }
    out.arrange();
    for (auto& [id, evidence] : out.m_tracks) {
        for (std::size_t i = 0; i < evidence.track->boxes.size(); ++i)
            out.measure(evidence, i);
    }
    return out;
}

void Evidence::update(annotation::Snapshot snapshot)
{
    Old old; // tracks as they were
    for (auto it = m_tracks.begin(); it != m_tracks.end();) {
        const auto now = snapshot->tracks.find(it->first);
        if (now != snapshot->tracks.end() && now->second == it->second.track) {
            ++it;
            continue;
        }
        index(it->second, false);
        old.emplace(it->first, std::move(it->second));
        it = m_tracks.erase(it);
    }
    std::vector<TrackId> changed;
    for (const auto& [id, track] : snapshot->tracks) {
        if (m_tracks.contains(id))
            continue;
        TrackEvidence& evidence = m_tracks[id];
        evidence.track = track;
        evidence.revision = nextRevision();
        sample(evidence, old);
        index(evidence, true);
        changed.push_back(id);
    }
    arrange();
    m_snapshot = std::move(snapshot);
    for (const TrackId id : changed) {
        TrackEvidence& evidence = m_tracks.at(id);
        for (std::size_t i = 0; i < evidence.track->boxes.size(); ++i)
            measure(evidence, i);
    }
    // Boxes that only changed their number disturb no other track.
    std::map<FrameIndex, std::vector<Box>> gone, come;
    for (const auto& [id, evidence] : old)
        for (const TrackBox& box : evidence.track->boxes)
            gone[box.frame].push_back(box.box);
    for (const TrackId id : changed)
        for (const TrackBox& box : m_tracks.at(id).track->boxes) {
            const auto before = gone.find(box.frame);
            const auto same = before == gone.end() ? std::vector<Box>::iterator{}
                                                   : std::find(before->second.begin(), before->second.end(), box.box);
            if (before != gone.end() && same != before->second.end())
                before->second.erase(same);
            else
                come[box.frame].push_back(box.box);
        }
    for (const auto* boxes : {&gone, &come})
        for (const auto& [frame, list] : *boxes)
            for (const Box& box : list)
                disturb(frame, box);
}

// A box came or went: what it covers is measured anew, and every track near it is looked at again.
void Evidence::disturb(FrameIndex frame, const Box& box)
{
    const auto isNear = [&box](const Box& other) {
        return other.left - other.width < box.right() && box.left < other.right() + other.width &&
               other.top - other.height < box.bottom() && box.top < other.bottom() + other.height;
    };
    for (auto& [id, evidence] : m_tracks) {
        const auto& boxes = evidence.track->boxes;
        if (boxes.empty() || frame < boxes.front().frame || frame > boxes.back().frame)
            continue;
        const std::size_t i = evidence.lowerBound(frame);
        if (boxes[i].frame == frame) {
            if (!isNear(boxes[i].box))
                continue;
            measure(evidence, i);
            evidence.revision = nextRevision();
        } else if (isNear(boxes[i].box) || isNear(boxes[i - 1].box) ||
                   isNear(annotation::boxBetween(boxes[i - 1], boxes[i], frame))) {
            evidence.revision = nextRevision();
        }
    }
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

std::span<const SeenBox> Evidence::at(FrameIndex frame) const
{
    const auto it = m_byFrame.find(frame);
    return it == m_byFrame.end() ? std::span<const SeenBox>{} : it->second.all();
}

void Evidence::touching(FrameIndex frame, const Box& box, const std::function<bool(const SeenBox&)>& visit) const
{
    if (const auto it = m_byFrame.find(frame); it != m_byFrame.end())
        it->second.touching(box, visit);
}

bool Evidence::taken(FrameIndex frame, const Box& box, double iou, TrackId except) const
{
    bool found = false;
    touching(frame, box, [&](const SeenBox& seen) {
        found = seen.id != except && math::iou(seen.box, box) > iou;
        return !found;
    });
    return found;
}

// What was known of the same box before, whatever its number was, need not be searched again.
void Evidence::sample(TrackEvidence& evidence, const Old& old) const
{
    const auto& boxes = evidence.track->boxes;
    evidence.overlap.assign(boxes.size(), 0.0F);
    evidence.covered.assign(boxes.size(), 0.0F);
    evidence.peak.assign(boxes.size(), -1);
    evidence.sample.assign(boxes.size(), -1);
    const auto take = [&](std::size_t i, std::span<const float> feature, std::span<const std::uint8_t> colour) {
        evidence.dim = static_cast<int>(feature.size());
        evidence.sample[i] = static_cast<int>(evidence.features.size()) / evidence.dim;
        evidence.features.insert(evidence.features.end(), feature.begin(), feature.end());
        // Rows stay aligned: a box without colours among others with colours has none (zeros).
        if (!colour.empty() || !evidence.colours.empty()) {
            evidence.colours.resize(static_cast<std::size_t>(evidence.sample[i] + 1) * FramePeaks::kColourBytes);
            std::ranges::copy(colour, evidence.colours.end() - std::ptrdiff_t(FramePeaks::kColourBytes));
        }
    };
    const auto known = [&](std::size_t i) {
        for (const auto& [id, before] : old) {
            const std::size_t at = before.lowerBound(boxes[i].frame);
            if (at >= before.track->boxes.size() || before.track->boxes[at].frame != boxes[i].frame ||
                !(before.track->boxes[at].box == boxes[i].box))
                continue;
            evidence.peak[i] = before.peak[at];
            if (const auto feature = before.feature(at); !feature.empty())
                take(i, feature, before.colour(at));
            return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (known(i))
            continue;
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
        if (evidence.peak[i] < 0)
            continue;
        const std::vector<float> feature =
            appearance::identityVector(*frame, static_cast<std::size_t>(evidence.peak[i]));
        if (feature.empty() || (evidence.dim != 0 && evidence.dim != static_cast<int>(feature.size())))
            continue;
        const bool coloured = frame->colourVersion == appearance::kColourVersion && !frame->colours.empty();
        take(i, feature,
             coloured ? frame->colour(static_cast<std::size_t>(evidence.peak[i])) : std::span<const std::uint8_t>{});
    }
    const int runs = m_ensemble ? m_ensemble->runs() : 0;
    evidence.identities.clear();
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        // the peak under an interpolated box is often that of whoever hides the person
        const int peak = boxes[i].origin == BoxOrigin::Interpolated ? -1 : evidence.peak[i];
        for (int run = 0; run < runs; ++run)
            evidence.identities.push_back(m_ensemble->identity(run, boxes[i].frame, peak));
    }
}

void Evidence::index(const TrackEvidence& evidence, bool there)
{
    const TrackId id = evidence.track->id;
    for (const TrackBox& box : evidence.track->boxes) {
        if (there)
            m_byFrame[box.frame].insert({id, box.box});
        else
            m_byFrame.at(box.frame).erase(id);
        m_unarranged.insert(box.frame);
    }
}

void Evidence::arrange()
{
    for (const FrameIndex frame : m_unarranged) {
        const auto at = m_byFrame.find(frame);
        at->second.arrange();
        if (at->second.empty())
            m_byFrame.erase(at);
    }
    m_unarranged.clear();
}

void Evidence::measure(TrackEvidence& track, std::size_t index) const
{
    const TrackBox& box = track.track->boxes[index];
    double overlap = 0;
    double covered = 0;
    touching(box.frame, box.box, [&](const SeenBox& seen) {
        if (seen.id != track.track->id) {
            overlap = std::max(overlap, math::iou(box.box, seen.box));
            covered = std::max(covered, coveredBy(box.box, seen.box));
        }
        return true;
    });
    track.overlap[index] = static_cast<float>(overlap);
    track.covered[index] = static_cast<float>(covered);
}

Appearance meanOf(const TrackEvidence& track, const std::vector<std::size_t>& boxes)
{
    Appearance out;
    if (boxes.empty())
        return out;
    out.mean.assign(static_cast<std::size_t>(track.dim), 0.0F);
    for (const std::size_t box : boxes) {
        const auto feature = track.feature(box);
        std::transform(feature.begin(), feature.end(), out.mean.begin(), out.mean.begin(), std::plus<>());
        out.sum.add(feature, track.colour(box), 1, double(track.covered[box]));
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

namespace {

constexpr std::size_t kCoveredSamples = 3;

// The least covered of the boxes, best first.
Appearance leastCovered(const TrackEvidence& track, std::vector<std::size_t> boxes)
{
    std::stable_sort(boxes.begin(), boxes.end(),
                     [&](std::size_t x, std::size_t y) { return track.covered[x] < track.covered[y]; });
    boxes.resize(std::min(boxes.size(), kCoveredSamples));
    Appearance out = meanOf(track, boxes);
    out.clean = false;
    return out;
}

} // namespace

Appearance Evidence::anyBefore(const TrackEvidence& track, FrameIndex frame, FrameIndex reach, int maxSamples) const
{
    Appearance out = before(track, frame, reach, maxSamples);
    if (out.known())
        return out;
    std::vector<std::size_t> boxes;
    for (std::size_t i = track.lowerBound(frame + 1); i-- > 0 && frame - track.track->boxes[i].frame <= reach;)
        if (!track.feature(i).empty())
            boxes.push_back(i);
    return leastCovered(track, std::move(boxes));
}

Appearance Evidence::anyAfter(const TrackEvidence& track, FrameIndex frame, FrameIndex reach, int maxSamples) const
{
    Appearance out = after(track, frame, reach, maxSamples);
    if (out.known())
        return out;
    std::vector<std::size_t> boxes;
    for (std::size_t i = track.lowerBound(frame);
         i < track.track->boxes.size() && track.track->boxes[i].frame - frame <= reach; ++i)
        if (!track.feature(i).empty())
            boxes.push_back(i);
    return leastCovered(track, std::move(boxes));
}

void Evidence::setMetric(std::vector<float> weights)
{
    if (weights == m_metric)
        return;
    m_metric = std::move(weights);
    for (auto& [id, evidence] : m_tracks)
        evidence.revision = nextRevision();
}

double Evidence::likeness(const Appearance& a, const Appearance& b) const
{
    return a.known() && b.known() ? likeness(relative(a.sum), relative(b.sum)) : 0;
}

double Evidence::likeness(const appearance::Appearance& a, const appearance::Appearance& b) const
{
    appearance::Likeness out = appearance::likenessOf(a, b);
    if (out.hasEmbedding && m_metric.size() == a.embedding.size())
        out.embedding = similarity(a.embedding, b.embedding);
    return m_video->logRatio(out);
}

double Evidence::similarity(const Appearance& a, const Appearance& b) const
{
    return similarity(a.mean, b.mean);
}

double Evidence::similarity(std::span<const float> a, std::span<const float> b) const
{
    const bool weighted = m_metric.size() == a.size();
    double dot = 0;
    double na = 0;
    double nb = 0;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        const double w = weighted ? double(m_metric[i]) : 1.0;
        dot += w * double(a[i]) * double(b[i]);
        na += w * double(a[i]) * double(a[i]);
        nb += w * double(b[i]) * double(b[i]);
    }
    return na > 0 && nb > 0 ? dot / std::sqrt(na * nb) : 0;
}

} // namespace tw::review
