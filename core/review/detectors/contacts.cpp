#include "core/review/detectors.h"

#include "core/base/number_text.h"
#include "core/math/iou.h"
#include "core/review/ensemble.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tw::review {

using annotation::Track;
using annotation::TrackBox;

namespace {

// A track that ends or begins is looked for beside others for this long.
constexpr double kEndSeconds = 0.5;
constexpr double kTogetherSeconds = 0.5; // changes that repeated runs see within this are one

using PairKey = std::pair<TrackId, TrackId>;

PairKey pairOf(TrackId a, TrackId b)
{
    return a < b ? PairKey{a, b} : PairKey{b, a};
}

using Meetings = std::map<PairKey, std::vector<FrameIndex>>;

// Frames in which a box of the track touches another track's.
void collectOverlaps(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Meetings& out)
{
    const TrackId id = track.track->id;
    const auto& boxes = track.track->boxes;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (track.overlap[i] <= static_cast<float>(options.contactIou))
            continue;
        evidence.touching(boxes[i].frame, boxes[i].box, [&](const SeenBox& seen) {
            if (seen.id != id && math::iou(boxes[i].box, seen.box) > options.contactIou)
                out[pairOf(id, seen.id)].push_back(boxes[i].frame);
            return true;
        });
    }
}

struct TrackEnd {
    const TrackBox& box;
    FrameRange beside; // the frames in which it may have been handed over
};

TrackEnd endOf(const TrackEvidence& track, bool atEnd, const ReviewOptions& options)
{
    const FrameIndex reach = options.frames(kEndSeconds);
    const TrackBox& box = atEnd ? track.track->boxes.back() : track.track->boxes.front();
    return {box, {box.frame - (atEnd ? 0 : reach), box.frame + (atEnd ? reach : 0)}};
}

// An identity that vanishes (or comes up) beside another may have been handed over: the last (first) box against all
// others then.
void collectEnd(const Evidence& evidence, const TrackEvidence& track, bool atEnd, const ReviewOptions& options,
                Meetings& out)
{
    const TrackId id = track.track->id;
    const TrackEnd end = endOf(track, atEnd, options);
    for (FrameIndex frame = end.beside.first; frame <= end.beside.last; ++frame)
        evidence.touching(frame, end.box.box, [&](const SeenBox& seen) {
            if (seen.id != id && math::iou(end.box.box, seen.box) > options.contactIou)
                out[pairOf(id, seen.id)].push_back(end.box.frame);
            return true;
        });
}

// The same for one other track alone.
void collectEndAt(const TrackEvidence& track, bool atEnd, const TrackEvidence& other, const ReviewOptions& options,
                  Meetings& out)
{
    const TrackEnd end = endOf(track, atEnd, options);
    const auto& boxes = other.track->boxes;
    if (boxes.back().frame < end.beside.first || boxes.front().frame > end.beside.last)
        return;
    for (std::size_t i = other.lowerBound(end.beside.first); i < boxes.size() && boxes[i].frame <= end.beside.last; ++i)
        if (math::iou(end.box.box, boxes[i].box) > options.contactIou) {
            out[pairOf(track.track->id, other.track->id)].push_back(end.box.frame);
            return;
        }
}

// Also where repeated runs see people change between two tracks, however far apart these are.
void collectExchanges(const Evidence& evidence, std::span<const TrackId> tracks, const ReviewOptions& options,
                      Meetings& meetings)
{
    const FrameIndex together = options.frames(kTogetherSeconds);
    const FrameIndex gap = options.frames(options.gapSeconds);
    std::vector<ChangingTrack> all;
    std::vector<char> listed; // beside `all`
    for (const auto& [id, track] : evidence.tracks())
        if (!track.track->empty() && track.runs() > 0) {
            all.push_back({&track, identityChanges(track, together)});
            listed.push_back(std::binary_search(tracks.begin(), tracks.end(), id) ? 1 : 0);
        }
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; listed[i] && j < all.size(); ++j) {
            if (j == i || (listed[j] && j < i))
                continue; // a pair of listed tracks is looked at once
            const Track& a = *all[i].track->track;
            const Track& b = *all[j].track->track;
            if ((all[i].changes.empty() && all[j].changes.empty()) || a.lastFrame() + gap < b.firstFrame() ||
                b.lastFrame() + gap < a.firstFrame())
                continue;
            for (const FrameRange& range : exchangesSeen(all[i], all[j], together, gap))
                for (FrameIndex frame = range.first; frame <= range.last; ++frame)
                    meetings[pairOf(a.id, b.id)].push_back(frame);
        }
}

} // namespace

std::vector<Contact> contactsOf(const Evidence& evidence, std::span<const TrackId> tracks, const ReviewOptions& options)
{
    Meetings meetings;
    std::vector<const TrackEvidence*> unlisted;
    for (const auto& [id, track] : evidence.tracks())
        if (!track.track->empty() && !std::binary_search(tracks.begin(), tracks.end(), id))
            unlisted.push_back(&track);
    for (const TrackId id : tracks) {
        const TrackEvidence& track = *evidence.find(id);
        if (track.track->empty())
            continue;
        collectOverlaps(evidence, track, options, meetings);
        for (const bool atEnd : {false, true}) {
            collectEnd(evidence, track, atEnd, options, meetings);
            for (const TrackEvidence* other : unlisted)
                collectEndAt(*other, atEnd, track, options, meetings);
        }
    }
    collectExchanges(evidence, tracks, options, meetings);
    const FrameIndex pause = options.frames(options.contactPauseSeconds);
    std::vector<Contact> out;
    for (auto& [pair, list] : meetings) {
        std::sort(list.begin(), list.end());
        Contact current{pair.first, pair.second, {list.front(), list.front()}};
        for (const FrameIndex frame : list) {
            if (frame - current.frames.last > pause) {
                out.push_back(current);
                current.frames.first = frame;
            }
            current.frames.last = frame;
        }
        out.push_back(current);
    }
    return out;
}

std::vector<Contact> contacts(const Evidence& evidence, const ReviewOptions& options)
{
    std::vector<TrackId> all;
    for (const auto& [id, track] : evidence.tracks())
        all.push_back(id);
    return contactsOf(evidence, all, options);
}

Box extrapolated(const Track& track, FrameIndex frame, bool forwards, FrameIndex anchor, int boxes)
{
    // The `boxes` boxes up to (or from) the anchor; a straight line through their centres, the mean of their sizes.
    std::vector<const TrackBox*> used;
    const auto at = std::lower_bound(track.boxes.begin(), track.boxes.end(), forwards ? anchor + 1 : anchor,
                                     [](const TrackBox& box, FrameIndex wanted) { return box.frame < wanted; });
    if (forwards)
        for (auto it = at; it != track.boxes.begin() && static_cast<int>(used.size()) < boxes;)
            used.push_back(&*--it);
    else
        for (auto it = at; it != track.boxes.end() && static_cast<int>(used.size()) < boxes; ++it)
            used.push_back(&*it);
    if (used.empty())
        return {};
    double t = 0, x = 0, y = 0, w = 0, h = 0;
    for (const TrackBox* box : used) {
        t += box->frame;
        x += box->box.centerX();
        y += box->box.centerY();
        w += box->box.width;
        h += box->box.height;
    }
    const double n = static_cast<double>(used.size());
    t /= n, x /= n, y /= n, w /= n, h /= n;
    double tt = 0, tx = 0, ty = 0;
    for (const TrackBox* box : used) {
        tt += (box->frame - t) * (box->frame - t);
        tx += (box->frame - t) * (box->box.centerX() - x);
        ty += (box->frame - t) * (box->box.centerY() - y);
    }
    const double ahead = frame - t;
    const double cx = x + (tt > 0 ? tx / tt : 0) * ahead;
    const double cy = y + (tt > 0 ? ty / tt : 0) * ahead;
    return {cx - w / 2, cy - h / 2, w, h};
}

double boxDistance(const Box& a, const Box& b)
{
    const double height = std::max(1.0, (a.height + b.height) / 2);
    const double dx = (a.centerX() - b.centerX()) / height;
    const double dy = (a.centerY() - b.centerY()) / height;
    const double dh = std::log(std::max(1.0, a.height) / std::max(1.0, b.height));
    return std::sqrt(dx * dx + dy * dy + dh * dh);
}

bool isUserEdited(const TrackBox& box)
{
    return box.verified || box.keyframe || box.origin == annotation::BoxOrigin::Manual;
}

bool anyUserEdited(const Track& track)
{
    return std::any_of(track.boxes.begin(), track.boxes.end(), isUserEdited);
}

std::string hash(TrackId id)
{
    return "#" + std::to_string(number(id));
}

std::string oddsText(double logRatio)
{
    const double odds = std::exp(std::abs(logRatio));
    const std::string number = toText(odds, odds < 10 ? 1 : 0);
    return logRatio >= 0 ? number + " : 1 for one person" : number + " : 1 for two people";
}

std::string twoDigits(double value)
{
    std::string text = toText(value, 2);
    if (text.find('.') == std::string::npos)
        text += ".00";
    while (text.size() - text.find('.') < 3)
        text += '0';
    return text;
}

} // namespace tw::review
