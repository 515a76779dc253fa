// People without a box: gaps of a track. Short ones, in which a person hardly moves, are one finding together, since
// one look at the track settles them all; a longer one, or one with a step in it, is a finding of its own.

#include "core/review/detectors.h"

#include "core/annotation/interpolation.h"
#include "core/math/iou.h"

#include <algorithm>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::TrackBox;

namespace {

constexpr double kShortGapSeconds = 0.4;

// A peak that no track stands on and that looks and lies as the track would.
const Peak* supportAt(const Evidence& evidence, TrackId id, FrameIndex frame, const Box& expected,
                      const Appearance& look)
{
    const auto peaks = evidence.peaks() ? evidence.peaks()(frame) : nullptr;
    if (!peaks)
        return nullptr;
    const Peak* best = nullptr;
    double bestWorth = 0.5;
    for (std::size_t p = 0; p < peaks->peaks.size(); ++p) {
        const Peak& peak = peaks->peaks[p];
        if (peak.score < 0.1F)
            break; // the best come first
        if (peak.left >= expected.right() || peak.left + peak.width <= expected.left)
            continue;
        const double overlap = math::iou(peak.box(), expected);
        if (overlap < 0.4 || evidence.taken(frame, peak.box(), 0.6, id))
            continue;
        double like = 0.6;
        if (const auto feature = appearance::identityVector(*peaks, p);
            !feature.empty() && feature.size() == look.mean.size())
            like = cosine(feature, look.mean);
        const double worth = 0.5 * overlap + 0.5 * like + 0.2 * double(peak.score);
        if (worth > bestWorth) {
            bestWorth = worth;
            best = &peak;
        }
    }
    return best;
}

struct Filling {
    std::vector<FrameRange> gaps;
    std::vector<TrackBox> found; // peaks on the way
    int frames = 0;
    double step = 0; // body heights from one side of a gap to the other, the longest
};

void look(const Evidence& evidence, const TrackEvidence& track, FrameRange gap, const ReviewOptions& options,
          Filling& out)
{
    const auto& boxes = track.track->boxes;
    const std::size_t after = track.lowerBound(gap.last + 1);
    const TrackBox& from = boxes[after - 1];
    const TrackBox& to = boxes[after];
    const Appearance looks = evidence.before(track, from.frame, options.frames(options.evidenceSeconds));
    for (FrameIndex frame = gap.first; frame <= gap.last; ++frame) {
        const Box expected = annotation::boxBetween(from, to, frame);
        if (const Peak* peak = supportAt(evidence, track.track->id, frame, expected, looks)) {
            TrackBox box;
            box.frame = frame;
            box.box = peak->box();
            box.score = peak->score;
            box.origin = BoxOrigin::Tracker;
            out.found.push_back(box);
        }
    }
    out.gaps.push_back(gap);
    out.frames += gap.length();
    out.step = std::max(out.step, boxDistance(from.box, to.box));
}

void report(const TrackEvidence& track, Filling filling, const ReviewOptions& options, Events& out)
{
    const double seconds =
        filling.frames / (static_cast<double>(filling.gaps.size()) * std::max(1.0, options.frameRate));
    const double support = static_cast<double>(filling.found.size()) / filling.frames;
    double scores = 0;
    for (const TrackBox& box : filling.found)
        scores += double(box.score);
    Event event;
    event.kind = EventKind::Missed;
    event.a = track.track->id;
    event.frame = filling.gaps.front().first;
    event.frames = {event.frame, filling.gaps.back().last};
    judge(event, {support, filling.found.empty() ? 0.0 : scores / static_cast<double>(filling.found.size()),
                  std::min(seconds, 3.0), std::min(filling.step, 2.0)});
    event.errors = filling.frames;
    event.reason =
        hash(event.a) + " has no box for " + std::to_string(filling.frames) + " frames" +
        (filling.gaps.size() > 1 ? " in " + std::to_string(filling.gaps.size()) + " short gaps" : std::string()) +
        "; the network saw a person on the way in " + std::to_string(filling.found.size());
    annotation::Compound fix{"Fill " + std::to_string(number(event.a)) + " along the network's peaks", {}};
    if (!filling.found.empty()) {
        annotation::Track add;
        add.id = event.a;
        add.boxes = std::move(filling.found);
        annotation::ImportRun peaks;
        peaks.frames = event.frames;
        peaks.tracks.push_back(std::make_shared<const annotation::Track>(std::move(add)));
        fix.edits.emplace_back(std::move(peaks));
    }
    for (const FrameRange& gap : filling.gaps)
        fix.edits.emplace_back(annotation::FillGaps{event.a, gap});
    event.fix = std::move(fix);
    out.push_back(std::move(event));
}

bool isAbsentIn(const annotation::Track& track, FrameRange gap)
{
    return std::any_of(track.absences.begin(), track.absences.end(),
                       [&](const FrameRange& range) { return range.first <= gap.last && gap.first <= range.last; });
}

} // namespace

void findMissed(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    const FrameIndex longest = options.frames(options.gapSeconds);
    const FrameIndex shortest = options.frames(kShortGapSeconds);
    const auto& boxes = track.track->boxes;
    Filling together;
    for (std::size_t i = 1; i < boxes.size(); ++i) {
        const FrameRange gap{boxes[i - 1].frame + 1, boxes[i].frame - 1};
        if (gap.empty() || gap.length() > longest || isAbsentIn(*track.track, gap))
            continue;
        const bool calm = boxDistance(boxes[i - 1].box, boxes[i].box) < 0.3 + 0.04 * gap.length();
        if (gap.length() <= shortest && calm) {
            look(evidence, track, gap, options, together);
            continue;
        }
        Filling alone;
        look(evidence, track, gap, options, alone);
        if (!alone.found.empty())
            report(track, std::move(alone), options, out);
    }
    if (!together.gaps.empty())
        report(track, std::move(together), options, out);
}

} // namespace tw::review
