// Mistakes between tracks and people: two tracks on one person, one box on two people, people without a box.

#include "core/review/calibration.h"
#include "core/review/detectors.h"

#include "core/math/iou.h"

#include <algorithm>
#include <map>

namespace tw::review {

using annotation::BoxOrigin;
using annotation::TrackBox;

namespace {

constexpr double kSameBoxIou = 0.6;

void finish(Event event, const ReviewOptions& options, Events& out)
{
    if (event.probability >= options.minProbability)
        out.push_back(std::move(event));
}

bool fixedByPerson(const annotation::Track& track)
{
    return std::any_of(track.boxes.begin(), track.boxes.end(), [](const TrackBox& box) {
        return box.verified || box.keyframe || box.origin == BoxOrigin::Manual;
    });
}

} // namespace

void findDuplicates(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    const FrameIndex shortest = options.frames(0.2);
    for (const Contact& contact : contacts(evidence, options)) {
        const TrackEvidence& a = *evidence.find(contact.a);
        const TrackEvidence& b = *evidence.find(contact.b);
        FrameIndex first = kNoFrame;
        FrameIndex last = kNoFrame;
        int same = 0;
        double overlapSum = 0;
        for (std::size_t i = a.lowerBound(contact.frames.first);
             i < a.track->boxes.size() && a.track->boxes[i].frame <= contact.frames.last; ++i) {
            const TrackBox* other = b.track->at(a.track->boxes[i].frame);
            const double overlap = other != nullptr ? math::iou(a.track->boxes[i].box, other->box) : 0;
            if (overlap < kSameBoxIou)
                continue;
            first = first == kNoFrame ? a.track->boxes[i].frame : first;
            last = a.track->boxes[i].frame;
            ++same;
            overlapSum += overlap;
        }
        if (same < shortest || same * 2 < last - first + 1)
            continue;
        // The weaker one goes: the shorter, unless a person worked on it.
        const bool aGoes = fixedByPerson(*b.track) != fixedByPerson(*a.track)
                               ? fixedByPerson(*b.track)
                               : a.track->boxes.size() < b.track->boxes.size();
        const TrackEvidence& goes = aGoes ? a : b;
        const TrackEvidence& stays = aGoes ? b : a;
        if (fixedByPerson(*goes.track))
            continue;
        const double share = same / static_cast<double>(goes.track->boxes.size());
        Event event;
        event.kind = EventKind::Duplicate;
        event.a = goes.track->id;
        event.b = stays.track->id;
        event.frame = first;
        event.frames = {first, last};
        judge(event, {overlapSum / same - kSameBoxIou, double(std::min(same, 40)), share});
        event.errors = same;
        event.reason = "#" + std::to_string(number(event.a)) + " and #" + std::to_string(number(event.b)) +
                       " cover each other by " + twoDigits(overlapSum / same) + " in " + std::to_string(same) +
                       " frames";
        if (share > 0.7)
            event.fix = annotation::DeleteTracks{{event.a}};
        else
            event.fix = annotation::DeleteBoxes{event.a, event.frames};
        finish(std::move(event), options, out);
    }
}

namespace {

// A peak that no track stands on and that looks and lies as the track would.
struct Support {
    FrameIndex frame;
    Box box;
    float score;
};

const Peak* supportAt(const Evidence& evidence, FrameIndex frame, const Box& expected, const Appearance& look)
{
    const auto peaks = evidence.peaks() ? evidence.peaks()(frame) : nullptr;
    if (!peaks)
        return nullptr;
    const Peak* best = nullptr;
    double bestWorth = 0.5;
    std::vector<float> feature(static_cast<std::size_t>(peaks->embeddingSize));
    for (std::size_t p = 0; p < peaks->peaks.size(); ++p) {
        const Peak& peak = peaks->peaks[p];
        const double overlap = math::iou(peak.box(), expected);
        if (overlap < 0.4 || peak.score < 0.1F)
            continue;
        double like = 0.6;
        if (look.known() && peaks->embeddingSize > 0) {
            const auto halves = peaks->embedding(p);
            std::transform(halves.begin(), halves.end(), feature.begin(), floatFromHalf);
            like = cosine(feature, look.mean);
        }
        const double worth = 0.5 * overlap + 0.5 * like + 0.2 * peak.score;
        if (worth > bestWorth) {
            bestWorth = worth;
            best = &peak;
        }
    }
    return best;
}

void findMissedGap(const Evidence& evidence, const TrackEvidence& track, FrameRange gap, const ReviewOptions& options,
                   Events& out)
{
    const auto& boxes = track.track->boxes;
    const std::size_t after = track.lowerBound(gap.last + 1);
    const TrackBox& from = boxes[after - 1];
    const TrackBox& to = boxes[after];
    const Appearance look = evidence.before(track, from.frame, options.frames(options.evidenceSeconds));
    std::vector<TrackBox> found;
    double scores = 0;
    for (FrameIndex frame = gap.first; frame <= gap.last; ++frame) {
        const double share = double(frame - from.frame) / (to.frame - from.frame);
        const auto mix = [share](double x, double y) { return x + (y - x) * share; };
        const Box expected{mix(from.box.left, to.box.left), mix(from.box.top, to.box.top),
                           mix(from.box.width, to.box.width), mix(from.box.height, to.box.height)};
        if (const Peak* peak = supportAt(evidence, frame, expected, look)) {
            TrackBox box;
            box.frame = frame;
            box.box = peak->box();
            box.score = peak->score;
            box.origin = BoxOrigin::Tracker;
            found.push_back(box);
            scores += peak->score;
        }
    }
    if (found.empty())
        return;
    const double support = static_cast<double>(found.size()) / gap.length();
    Event event;
    event.kind = EventKind::Missed;
    event.a = track.track->id;
    event.frame = gap.first;
    event.frames = gap;
    judge(event, {support, scores / static_cast<double>(found.size())});
    event.errors = gap.length();
    event.reason = "#" + std::to_string(number(event.a)) + " has no box for " + std::to_string(gap.length()) +
                   " frames; the network saw somebody on the way in " + std::to_string(found.size());
    annotation::Track add;
    add.id = event.a;
    add.boxes = std::move(found);
    annotation::ImportRun peaks;
    peaks.frames = gap;
    peaks.tracks.push_back(std::make_shared<const annotation::Track>(std::move(add)));
    event.fix = annotation::Compound{"Fill " + std::to_string(number(event.a)) + " along the network's peaks",
                                     {std::move(peaks), annotation::FillGaps{event.a, gap}}};
    finish(std::move(event), options, out);
}

} // namespace

void findMissed(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    const FrameIndex longest = options.frames(options.gapSeconds);
    for (const auto& [id, track] : evidence.tracks()) {
        const auto& boxes = track.track->boxes;
        for (std::size_t i = 1; i < boxes.size(); ++i) {
            const FrameRange gap{boxes[i - 1].frame + 1, boxes[i].frame - 1};
            if (!gap.empty() && gap.length() <= longest)
                findMissedGap(evidence, track, gap, options, out);
        }
    }
}

void findMerges(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    // A strong peak that no track stands on, again and again inside or beside one track's box: a second person.
    const FrameIndex shortest = options.frames(0.3);
    for (const auto& [id, track] : evidence.tracks()) {
        std::map<FrameIndex, Peak> second;
        for (const TrackBox& box : track.track->boxes) {
            const auto peaks = evidence.peaks() ? evidence.peaks()(box.frame) : nullptr;
            if (!peaks)
                continue;
            for (const Peak& peak : peaks->peaks) {
                const double overlap = math::iou(peak.box(), box.box);
                if (peak.score < 0.35F || overlap < 0.2 || overlap > 0.7)
                    continue;
                bool taken = false;
                for (const auto& [otherId, other] : evidence.tracks()) {
                    const TrackBox* there = other.track->at(box.frame);
                    taken = taken || (there != nullptr && math::iou(there->box, peak.box()) > 0.45);
                }
                if (!taken)
                    second.insert_or_assign(box.frame, peak);
            }
        }
        if (static_cast<FrameIndex>(second.size()) < shortest)
            continue;
        const FrameIndex first = second.begin()->first;
        const FrameIndex last = second.rbegin()->first;
        const double density = static_cast<double>(second.size()) / (last - first + 1);
        if (density < 0.5)
            continue;
        annotation::Track person;
        for (const auto& [frame, peak] : second) {
            TrackBox box;
            box.frame = frame;
            box.box = peak.box();
            box.score = peak.score;
            box.origin = BoxOrigin::Tracker;
            person.boxes.push_back(box);
        }
        Event event;
        event.kind = EventKind::Merge;
        event.a = id;
        event.frame = first;
        event.frames = {first, last};
        judge(event, {density, std::min<double>(static_cast<double>(second.size()), 40)});
        event.errors = static_cast<double>(second.size());
        event.reason = "beside #" + std::to_string(number(id)) + " the network sees a second person in " +
                       std::to_string(second.size()) + " frames that has no track";
        event.fix = annotation::CreateTrack{std::move(person)};
        finish(std::move(event), options, out);
    }
}

} // namespace tw::review
