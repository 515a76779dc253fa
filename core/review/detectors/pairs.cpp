// Mistakes between tracks and people: two tracks on one person, one box on two people.

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

} // namespace

void findDuplicates(const Evidence& evidence, const Contact& contact, const ReviewOptions& options, Events& out)
{
    const FrameIndex shortest = options.frames(0.2);
    const TrackEvidence& a = *evidence.find(contact.a);
    const TrackEvidence& b = *evidence.find(contact.b);
    FrameIndex first = kNoFrame;
    FrameIndex last = kNoFrame;
    int same = 0, onePeak = 0, compared = 0;
    double overlapSum = 0, likeness = 0;
    for (std::size_t i = a.lowerBound(contact.frames.first);
         i < a.track->boxes.size() && a.track->boxes[i].frame <= contact.frames.last; ++i) {
        const FrameIndex frame = a.track->boxes[i].frame;
        const std::size_t j = b.lowerBound(frame);
        if (j >= b.track->boxes.size() || b.track->boxes[j].frame != frame)
            continue;
        const double overlap = math::iou(a.track->boxes[i].box, b.track->boxes[j].box);
        if (overlap < kSameBoxIou)
            continue;
        first = first == kNoFrame ? frame : first;
        last = frame;
        ++same;
        overlapSum += overlap;
        onePeak += a.peak[i] >= 0 && a.peak[i] == b.peak[j] ? 1 : 0;
        if (!a.feature(i).empty() && !b.feature(j).empty() && a.peak[i] != b.peak[j]) {
            likeness += cosine(a.feature(i), b.feature(j));
            ++compared;
        }
    }
    if (same < shortest || same * 2 < last - first + 1)
        return;
    // The weaker one goes: the shorter, unless a person worked on it.
    const bool aGoes = anyUserEdited(*b.track) != anyUserEdited(*a.track)
                           ? anyUserEdited(*b.track)
                           : a.track->boxes.size() < b.track->boxes.size();
    const TrackEvidence& goes = aGoes ? a : b;
    const TrackEvidence& stays = aGoes ? b : a;
    if (anyUserEdited(*goes.track))
        return;
    const double share = same / static_cast<double>(goes.track->boxes.size());
    Event event;
    event.kind = EventKind::Duplicate;
    event.a = goes.track->id;
    event.b = stays.track->id;
    event.frame = first;
    event.frames = {first, last};
    // Two people who cover each other have a peak each, and these look different where the network can tell.
    judge(event, {overlapSum / same - kSameBoxIou, double(std::min(same, 40)), share,
                  compared > 0 ? likeness / compared - 0.8 : 0.0, double(onePeak) / same});
    event.errors = same;
    event.reason = hash(event.a) + " and " + hash(event.b) + " cover each other by " + twoDigits(overlapSum / same) +
                   " in " + std::to_string(same) + " frames" +
                   (compared > 0 ? ", similarity " + twoDigits(likeness / compared) : std::string());
    if (share > 0.7)
        event.fix = annotation::DeleteTracks{{event.a}};
    else
        event.fix = annotation::DeleteBoxes{event.a, event.frames};
    out.push_back(std::move(event));
}

void findMerges(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    // A strong peak that no track stands on, again and again inside or beside one track's box: a second person.
    const FrameIndex shortest = options.frames(0.3);
    std::map<FrameIndex, Peak> second;
    for (const TrackBox& box : track.track->boxes) {
        const auto peaks = evidence.peaks() ? evidence.peaks()(box.frame) : nullptr;
        if (!peaks)
            continue;
        for (const Peak& peak : peaks->peaks) {
            if (peak.score < 0.35F)
                break; // the best come first
            if (peak.left >= box.box.right() || peak.left + peak.width <= box.box.left)
                continue;
            const double overlap = math::iou(peak.box(), box.box);
            if (overlap < 0.2 || overlap > 0.7 || evidence.taken(box.frame, peak.box(), 0.45, TrackId::kInvalid))
                continue;
            second.insert_or_assign(box.frame, peak);
        }
    }
    if (static_cast<FrameIndex>(second.size()) < shortest)
        return;
    const FrameIndex first = second.begin()->first;
    const FrameIndex last = second.rbegin()->first;
    const double density = static_cast<double>(second.size()) / (last - first + 1);
    if (density < 0.5)
        return;
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
    event.a = track.track->id;
    event.frame = first;
    event.frames = {first, last};
    judge(event, {density, std::min<double>(static_cast<double>(second.size()), 40)});
    event.errors = static_cast<double>(second.size());
    event.reason = "beside " + hash(event.a) + " the network sees a second person in " + std::to_string(second.size()) +
                   " frames that has no track";
    event.fix = annotation::CreateTrack{std::move(person)};
    out.push_back(std::move(event));
}

} // namespace tw::review
