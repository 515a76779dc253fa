// Mistakes that show in one track alone: leaps, false tracks, weak stretches, boxes that left their person, births and
// deaths in the middle of the picture.

#include "core/review/calibration.h"
#include "core/review/detectors.h"

#include "core/math/iou.h"

#include <algorithm>
#include <cmath>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

namespace {

// A person's own boxes are not doubted.
bool settled(const TrackBox& box)
{
    return box.verified || box.keyframe || box.origin == BoxOrigin::Manual;
}

bool anySettled(const Track& track)
{
    return std::any_of(track.boxes.begin(), track.boxes.end(), settled);
}

void finish(Event event, const ReviewOptions& options, Events& out)
{
    if (event.probability >= options.minProbability)
        out.push_back(std::move(event));
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::string hash(TrackId id)
{
    return "#" + std::to_string(number(id));
}

// Frames in which a condition on a box holds, as runs with short pauses inside.
template <class Condition>
std::vector<FrameRange> runsWhere(const Track& track, FrameIndex pause, Condition&& condition)
{
    std::vector<FrameRange> out;
    for (std::size_t i = 0; i < track.boxes.size(); ++i) {
        if (!condition(i))
            continue;
        const FrameIndex frame = track.boxes[i].frame;
        if (!out.empty() && frame - out.back().last <= pause)
            out.back().last = frame;
        else
            out.push_back({frame, frame});
    }
    return out;
}

double meanScore(const Track& track)
{
    double sum = 0;
    for (const TrackBox& box : track.boxes)
        sum += box.score;
    return sum / static_cast<double>(track.boxes.size());
}

} // namespace

void findJumps(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    for (const auto& [id, track] : evidence.tracks()) {
        const auto& boxes = track.track->boxes;
        std::vector<double> steps;
        for (std::size_t i = 1; i < boxes.size(); ++i)
            steps.push_back(boxDistance(boxes[i - 1].box, boxes[i].box) / (boxes[i].frame - boxes[i - 1].frame));
        const double usual = median(steps);
        for (std::size_t i = 3; i + 1 < boxes.size(); ++i) {
            if (boxes[i].frame - boxes[i - 1].frame > 3 || settled(boxes[i]))
                continue;
            const Box expected = extrapolated(*track.track, boxes[i].frame, true, boxes[i - 1].frame, 5);
            const double leap = boxDistance(expected, boxes[i].box);
            if (leap < 0.3 || leap < 8 * usual)
                continue;
            const Appearance before = evidence.before(track, boxes[i].frame - 1, reach, options.evidenceSamples);
            const Appearance after = evidence.after(track, boxes[i].frame, reach, options.evidenceSamples);
            const bool known = before.known() && after.known();
            const double similarity = known ? evidence.similarity(before, after) : 0.6;
            Event event;
            event.kind = EventKind::Jump;
            event.a = id;
            event.frame = boxes[i].frame;
            event.frames = annotation::fromHere(event.frame);
            judge(event, {std::min(leap, 2.0), 0.6 - similarity});
            event.errors = static_cast<double>(std::min(i, boxes.size() - i));
            event.reason = hash(id) + " leaps " + twoDigits(leap) + " body heights at frame " +
                           std::to_string(event.frame + 1) +
                           (known ? ", similarity to itself " + twoDigits(similarity) : std::string());
            event.fix = annotation::SplitTrack{id, event.frame, {}};
            finish(std::move(event), options, out);
        }
    }
}

void findFalseTracks(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    for (const auto& [id, track] : evidence.tracks()) {
        const auto& boxes = track.track->boxes;
        if (boxes.empty() || anySettled(*track.track))
            continue;
        const double seconds = boxes.size() / std::max(1.0, options.frameRate);
        const double score = meanScore(*track.track);
        const double height = std::max(1.0, boxes.front().box.height);
        double travelled = 0;
        double heights = 0;
        for (const TrackBox& box : boxes) {
            travelled = std::max(travelled, std::hypot(box.box.centerX() - boxes.front().box.centerX(),
                                                       box.box.centerY() - boxes.front().box.centerY()) /
                                                height);
            heights = std::max(heights, std::abs(std::log(std::max(1.0, box.box.height) / height)));
        }
        const Appearance whole =
            evidence.after(track, boxes.front().frame, boxes.back().frame - boxes.front().frame + 1, 64);
        const double unlike = whole.known() ? whole.spread : 0.15;
        Event event;
        event.kind = EventKind::FalseTrack;
        event.a = id;
        event.frame = boxes.front().frame;
        event.frames = {boxes.front().frame, boxes.back().frame};
        judge(event,
              {score - 0.4, std::min(seconds / options.falseTrackSeconds, 4.0), std::min(travelled, 1.5), unlike});
        event.errors = static_cast<double>(boxes.size());
        event.reason = hash(id) + " lives " + std::to_string(boxes.size()) + " frames, mean score " + twoDigits(score) +
                       ", moves " + twoDigits(travelled) + " body heights";
        event.fix = annotation::DeleteTracks{{id}};
        finish(std::move(event), options, out);
    }
}

void findLowConfidence(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    const FrameIndex pause = options.frames(0.2);
    const auto shortest = static_cast<std::size_t>(options.frames(0.5));
    for (const auto& [id, track] : evidence.tracks()) {
        std::vector<double> scores;
        for (const TrackBox& box : track.track->boxes)
            scores.push_back(box.score);
        const double usual = median(scores);
        const double weak = 0.75 * usual;
        const auto runs = runsWhere(*track.track, pause, [&](std::size_t i) {
            const TrackBox& box = track.track->boxes[i];
            return box.score < weak && !settled(box) && track.peak[i] < 0;
        });
        for (const FrameRange& run : runs) {
            if (static_cast<std::size_t>(run.length()) < shortest)
                continue;
            Event event;
            event.kind = EventKind::LowConfidence;
            event.a = id;
            event.frame = run.first;
            event.frames = run;
            judge(event, {std::min(run.length() / std::max(1.0, options.frameRate), 3.0)});
            event.errors = run.length() * 0.5;
            event.reason = hash(id) + " stands on no peak of the network for " + std::to_string(run.length()) +
                           " frames and scores below " + twoDigits(weak);
            event.fix = annotation::DeleteBoxes{id, run};
            finish(std::move(event), options, out);
        }
    }
}

namespace {

// The peak that continues a box that stands on none: near it, and like the track.
const Peak* betterPeak(const Evidence& evidence, const TrackBox& box, const Appearance& look, double& similarity)
{
    const auto frame = evidence.peaks() ? evidence.peaks()(box.frame) : nullptr;
    const Peak* best = nullptr;
    similarity = 0.6; // at least this like the track
    if (!frame)
        return nullptr;
    std::vector<float> feature(static_cast<std::size_t>(frame->embeddingSize));
    for (std::size_t p = 0; p < frame->peaks.size(); ++p) {
        const Peak& peak = frame->peaks[p];
        if (boxDistance(peak.box(), box.box) > 0.7 || math::iou(peak.box(), box.box) >= 0.5 ||
            frame->embeddingSize == 0)
            continue;
        const auto halves = frame->embedding(p);
        std::transform(halves.begin(), halves.end(), feature.begin(), floatFromHalf);
        const double like = cosine(feature, look.mean);
        if (peak.score > 0.3F && like > similarity) {
            similarity = like;
            best = &peak;
        }
    }
    return best;
}

} // namespace

void findDrift(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    for (const auto& [id, track] : evidence.tracks()) {
        const auto runs = runsWhere(*track.track, options.frames(0.15), [&](std::size_t i) {
            return track.peak[i] < 0 && !settled(track.track->boxes[i]);
        });
        for (const FrameRange& run : runs) {
            if (run.length() < 3)
                continue;
            const Appearance look = evidence.before(track, run.first - 1, options.frames(options.evidenceSeconds));
            if (!look.known())
                continue;
            annotation::Compound fix{"Put boxes of " + std::to_string(number(id)) + " back on the person", {}};
            double total = 0;
            for (std::size_t i = track.lowerBound(run.first);
                 i < track.track->boxes.size() && track.track->boxes[i].frame <= run.last; ++i) {
                double similarity = 0;
                if (const Peak* peak = betterPeak(evidence, track.track->boxes[i], look, similarity)) {
                    fix.edits.emplace_back(annotation::SetBox{id, track.track->boxes[i].frame, peak->box()});
                    total += similarity;
                }
            }
            if (fix.edits.size() < 3 || fix.edits.size() * 2 < static_cast<std::size_t>(run.length()))
                continue;
            const auto n = static_cast<double>(fix.edits.size());
            Event event;
            event.kind = EventKind::Drift;
            event.a = id;
            event.frame = run.first;
            event.frames = run;
            judge(event, {total / n - 0.6, std::min(n, 20.0)});
            event.errors = n;
            event.reason = hash(id) + " stands beside a person who looks like it (similarity " + twoDigits(total / n) +
                           ") for " + std::to_string(fix.edits.size()) + " frames";
            event.fix = std::move(fix);
            finish(std::move(event), options, out);
        }
    }
}

void findBorder(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    if (options.imageWidth <= 0 || options.imageHeight <= 0)
        return;
    const auto nearBorder = [&](const Box& box) {
        const double slack = 0.25 * box.width + 4;
        return box.left < slack || box.right() > options.imageWidth - slack || box.top < slack ||
               box.bottom() > options.imageHeight - slack;
    };
    const FrameIndex edge = options.frames(0.3);
    for (const auto& [id, track] : evidence.tracks()) {
        const auto& boxes = track.track->boxes;
        if (boxes.size() < static_cast<std::size_t>(options.frames(1)))
            continue;
        for (const bool birth : {true, false}) {
            const std::size_t i = birth ? 0 : boxes.size() - 1;
            const TrackBox& box = boxes[i];
            const bool atEnd = birth ? box.frame <= edge : box.frame >= options.frameCount - 1 - edge;
            if (atEnd || settled(box) || nearBorder(box.box) || track.overlap[i] > 0.1F)
                continue;
            Event event;
            event.kind = EventKind::Border;
            event.a = id;
            event.frame = box.frame;
            event.frames = {box.frame, box.frame};
            judge(event, {box.score - 0.5});
            event.errors = options.frames(0.5);
            event.reason =
                hash(id) + (birth ? " begins" : " ends") + " in the open, away from borders and other people";
            finish(std::move(event), options, out);
        }
    }
}

} // namespace tw::review
