// Mistakes that show in one track alone: leaps, false tracks, weak stretches, boxes that left their person, births and
// deaths in the middle of the picture.

#include "core/review/calibration.h"
#include "core/review/detectors.h"

#include "core/math/iou.h"
#include "core/math/stats.h"

#include <algorithm>
#include <cmath>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

namespace {

// Boxes of a filled gap stand on no peak by design.
bool doubted(const TrackBox& box)
{
    return !isUserEdited(box) && box.origin != BoxOrigin::Interpolated;
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

// Where the looks of a track change most: clean boxes before against clean boxes after, local best places only.
std::vector<std::size_t> changesOfLook(const TrackEvidence& track, FrameIndex apart)
{
    constexpr std::size_t kSide = 12; // samples on each side
    constexpr std::size_t kLeast = 3; // and at least
    constexpr double kUnlike = 0.3;   // 1 - cosine of the two means
    std::vector<std::size_t> clean;
    for (std::size_t i = 0; i < track.track->boxes.size(); ++i)
        if (track.clean(i))
            clean.push_back(i);
    if (clean.size() < 2 * kLeast)
        return {};
    const auto dim = static_cast<std::size_t>(track.dim);
    std::vector<double> before(dim, 0.0), after(dim, 0.0);
    const auto add = [&](std::vector<double>& sum, std::size_t sample, double sign) {
        const auto feature = track.feature(clean[sample]);
        for (std::size_t d = 0; d < dim; ++d)
            sum[d] += sign * double(feature[d]);
    };
    for (std::size_t k = 0; k < kLeast; ++k)
        add(before, k, 1);
    for (std::size_t k = kLeast; k < std::min(kLeast + kSide, clean.size()); ++k)
        add(after, k, 1);
    std::vector<std::pair<double, std::size_t>> found; // how unlike, first box after
    for (std::size_t cut = kLeast; cut + kLeast <= clean.size(); ++cut) {
        double dot = 0, nb = 0, na = 0;
        for (std::size_t d = 0; d < dim; ++d) {
            dot += before[d] * after[d];
            nb += before[d] * before[d];
            na += after[d] * after[d];
        }
        const double unlike = nb > 0 && na > 0 ? 1 - dot / std::sqrt(nb * na) : 0;
        if (unlike > kUnlike)
            found.emplace_back(unlike, clean[cut]);
        add(before, cut, 1);
        add(after, cut, -1);
        if (cut >= kSide)
            add(before, cut - kSide, -1);
        if (cut + kSide < clean.size())
            add(after, cut + kSide, 1);
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::size_t> out;
    for (const auto& [unlike, box] : found)
        if (std::none_of(out.begin(), out.end(), [&, b = box](std::size_t kept) {
                return std::abs(track.track->boxes[kept].frame - track.track->boxes[b].frame) < apart;
            }))
            out.push_back(box);
    return out;
}

} // namespace

void findJumps(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    const TrackId id = track.track->id;
    const auto& boxes = track.track->boxes;
    std::vector<double> steps;
    for (std::size_t i = 1; i < boxes.size(); ++i)
        steps.push_back(boxDistance(boxes[i - 1].box, boxes[i].box) / (boxes[i].frame - boxes[i - 1].frame));
    const double usual = math::median(steps);
    const auto leapTo = [&](std::size_t i) {
        return boxDistance(extrapolated(*track.track, boxes[i].frame, true, boxes[i - 1].frame, 5), boxes[i].box);
    };
    std::vector<std::size_t> places;
    for (std::size_t i = 3; i + 1 < boxes.size(); ++i) {
        // a short step leads nowhere; the prediction is only asked where the step itself is long
        if (boxes[i].frame - boxes[i - 1].frame > 3 || isUserEdited(boxes[i]) || steps[i - 1] < 0.05)
            continue;
        if (const double leap = leapTo(i); leap >= 0.3 && leap >= 8 * usual)
            places.push_back(i);
    }
    const std::size_t leaps = places.size();
    const FrameIndex apart = options.frames(0.4);
    for (const std::size_t i : changesOfLook(track, options.frames(1)))
        if (!isUserEdited(boxes[i]) &&
            std::none_of(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(leaps),
                         [&](std::size_t kept) { return std::abs(boxes[kept].frame - boxes[i].frame) < apart; }))
            places.push_back(i);
    for (const std::size_t i : places) {
        const Appearance before = evidence.before(track, boxes[i].frame - 1, reach, options.evidenceSamples);
        const Appearance after = evidence.after(track, boxes[i].frame, reach, options.evidenceSamples);
        const bool known = before.known() && after.known();
        const double similarity = known ? evidence.similarity(before, after) : 0;
        const double leap = leapTo(i);
        Event event;
        event.kind = EventKind::Jump;
        event.a = id;
        event.frame = boxes[i].frame;
        event.frames = annotation::fromHere(event.frame);
        judge(event, {std::min(leap, 2.0), known ? -likenessFeature(evidence.likeness(before, after)) : 0.0});
        event.errors = static_cast<double>(std::min(i, boxes.size() - i));
        event.reason = hash(id) +
                       (leap >= 0.3 ? " leaps " + twoDigits(leap) + " body heights at frame "
                                    : " looks like another person from frame ") +
                       std::to_string(event.frame + 1) +
                       (known ? ", similarity to itself " + twoDigits(similarity) : std::string());
        event.fix = annotation::SplitTrack{id, event.frame, {}};
        out.push_back(std::move(event));
    }
}

void findFalseTracks(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    const TrackId id = track.track->id;
    const auto& boxes = track.track->boxes;
    if (boxes.empty() || anyUserEdited(*track.track))
        return;
    // In a short clip no track is long: a life is measured against what there is of the video.
    const double whole = std::max(2.0, std::min<double>(options.frames(options.falseTrackSeconds),
                                                        options.frameCount > 0 ? options.frameCount / 2.0 : 1e9));
    const double life = std::min(static_cast<double>(boxes.size()) / whole, 4.0);
    const double score = meanScore(*track.track);
    const double height = std::max(1.0, boxes.front().box.height);
    double travelled = 0;
    double covered = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        travelled = std::max(travelled, std::hypot(boxes[i].box.centerX() - boxes.front().box.centerX(),
                                                   boxes[i].box.centerY() - boxes.front().box.centerY()) /
                                            height);
        covered += double(track.overlap[i]);
    }
    covered /= static_cast<double>(boxes.size());
    const Appearance looks =
        evidence.after(track, boxes.front().frame, boxes.back().frame - boxes.front().frame + 1, 64);
    const double unlike = looks.known() ? looks.spread : 0.15;
    // Who is there in the first or the last frame was perhaps there longer.
    const bool cutOff = boxes.front().frame == 0 || boxes.back().frame + 1 >= options.frameCount;
    const double density = static_cast<double>(boxes.size()) / (boxes.back().frame - boxes.front().frame + 1);
    Event event;
    event.kind = EventKind::FalseTrack;
    event.a = id;
    event.frame = boxes.front().frame;
    event.frames = {boxes.front().frame, boxes.back().frame};
    judge(event, {score - 0.4, life, std::min(travelled, 1.5), unlike, cutOff ? 1.0 : 0.0, covered, 1 - density});
    event.errors = static_cast<double>(boxes.size());
    event.reason = hash(id) + " lives " + std::to_string(boxes.size()) + " frames, mean score " + twoDigits(score) +
                   ", moves " + twoDigits(travelled) + " body heights";
    event.fix = annotation::DeleteTracks{{id}};
    out.push_back(std::move(event));
}

void findLowConfidence(const Evidence& /*evidence*/, const TrackEvidence& track, const ReviewOptions& options,
                       Events& out)
{
    const FrameIndex pause = options.frames(0.2);
    const auto shortest = static_cast<std::size_t>(options.frames(0.5));
    const TrackId id = track.track->id;
    std::vector<double> scores;
    for (const TrackBox& box : track.track->boxes)
        scores.push_back(box.score);
    const double usual = math::median(std::move(scores));
    const double weak = 0.75 * usual;
    const auto runs = runsWhere(*track.track, pause, [&](std::size_t i) {
        const TrackBox& box = track.track->boxes[i];
        return box.score < weak && doubted(box) && track.peak[i] < 0;
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
        out.push_back(std::move(event));
    }
}

namespace {

// The peak that continues a box that stands on none: near it, like the track, and no other track's.
const Peak* betterPeak(const Evidence& evidence, TrackId id, const TrackBox& box, const Appearance& look,
                       double& similarity)
{
    const auto frame = evidence.peaks() ? evidence.peaks()(box.frame) : nullptr;
    const Peak* best = nullptr;
    similarity = 0.6; // at least this like the track
    if (!frame)
        return nullptr;
    for (std::size_t p = 0; p < frame->peaks.size(); ++p) {
        const Peak& peak = frame->peaks[p];
        if (boxDistance(peak.box(), box.box) > 0.7 || math::iou(peak.box(), box.box) >= 0.5)
            continue;
        const std::vector<float> feature = appearance::identityVector(*frame, p);
        if (feature.empty() || feature.size() != look.mean.size())
            continue;
        const double like = cosine(feature, look.mean);
        if (peak.score > 0.3F && like > similarity && !evidence.taken(box.frame, peak.box(), 0.6, id)) {
            similarity = like;
            best = &peak;
        }
    }
    return best;
}

} // namespace

void findDrift(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    const TrackId id = track.track->id;
    const auto runs = runsWhere(*track.track, options.frames(0.15),
                                [&](std::size_t i) { return track.peak[i] < 0 && doubted(track.track->boxes[i]); });
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
            if (const Peak* peak = betterPeak(evidence, id, track.track->boxes[i], look, similarity)) {
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
        out.push_back(std::move(event));
    }
}

void findBorder(const Evidence& /*evidence*/, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    if (options.imageWidth <= 0 || options.imageHeight <= 0)
        return;
    const auto nearBorder = [&](const Box& box) {
        const double slack = 0.25 * box.width + 4;
        return box.left < slack || box.right() > options.imageWidth - slack || box.top < slack ||
               box.bottom() > options.imageHeight - slack;
    };
    const FrameIndex edge = options.frames(0.3);
    const TrackId id = track.track->id;
    const auto& boxes = track.track->boxes;
    if (boxes.size() < static_cast<std::size_t>(options.frames(1)))
        return;
    for (const bool birth : {true, false}) {
        const std::size_t i = birth ? 0 : boxes.size() - 1;
        const TrackBox& box = boxes[i];
        const bool atEnd = birth ? box.frame <= edge : box.frame >= options.frameCount - 1 - edge;
        if (atEnd || isUserEdited(box) || nearBorder(box.box) || track.overlap[i] > 0.1F)
            continue;
        Event event;
        event.kind = EventKind::Border;
        event.a = id;
        event.frame = box.frame;
        event.frames = {box.frame, box.frame};
        judge(event, {box.score - 0.5});
        event.errors = options.frames(0.5);
        event.reason = hash(id) + (birth ? " begins" : " ends") + " in the open, away from borders and other people";
        out.push_back(std::move(event));
    }
}

} // namespace tw::review
