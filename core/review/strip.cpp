#include "core/review/strip.h"

#include "core/review/kinds.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace tw::review {
namespace {

using annotation::TrackBox;

// The track's box at the frame, or the nearest one not further away than `slack`.
const TrackBox* boxNear(const TrackEvidence& track, FrameIndex frame, FrameIndex slack, FrameRange within)
{
    const auto& boxes = track.track->boxes;
    const TrackBox* best = nullptr;
    for (std::size_t i = track.lowerBound(frame - slack); i < boxes.size() && boxes[i].frame <= frame + slack; ++i) {
        if (!within.contains(boxes[i].frame))
            continue;
        if (best == nullptr || std::abs(boxes[i].frame - frame) < std::abs(best->frame - frame))
            best = &boxes[i];
    }
    return best;
}

double likenessOf(const TrackEvidence& track, const TrackBox& box, const Appearance& person)
{
    const auto feature = track.feature(track.lowerBound(box.frame));
    return feature.empty() || !person.known() ? kUnknownLikeness : cosine(feature, person.mean);
}

struct Sides {
    const TrackEvidence* before = nullptr;
    const TrackEvidence* after = nullptr;
    FrameIndex beforeFrame = 0; // the last one shown before the cut
    FrameIndex afterFrame = 0;  // the first one shown after it
};

StripRow rowOf(const Sides& sides, const Appearance& person, const Appearance& rival, FrameIndex step)
{
    StripRow row;
    row.before = sides.before->track->id;
    row.after = sides.after->track->id;
    const auto add = [&](const TrackEvidence& track, FrameIndex frame, bool after, FrameRange within) {
        StripCell cell;
        cell.frame = frame;
        cell.after = after;
        if (const TrackBox* box = boxNear(track, frame, step / 2, within)) {
            cell.frame = box->frame;
            cell.track = track.track->id;
            cell.box = box->box;
            cell.likeness = likenessOf(track, *box, person);
            cell.otherwise = likenessOf(track, *box, rival);
        }
        row.cells.push_back(cell);
    };
    for (int i = kStripSide - 1; i >= 0; --i)
        add(*sides.before, sides.beforeFrame - i * step, false, {0, sides.beforeFrame});
    for (int i = 0; i < kStripSide; ++i)
        add(*sides.after, sides.afterFrame + i * step, true, annotation::fromHere(sides.afterFrame));
    return row;
}

// The boxes a fix would bring, where it brings some.
const annotation::Track* broughtBy(const annotation::Edit& fix)
{
    if (const auto* create = std::get_if<annotation::CreateTrack>(&fix.value))
        return &create->track;
    if (const auto* compound = std::get_if<annotation::Compound>(&fix.value); compound && !compound->edits.empty())
        if (const auto* run = std::get_if<annotation::ImportRun>(&compound->edits.front().value))
            return run->tracks.empty() ? nullptr : run->tracks.front().get();
    return nullptr;
}

// Likeness of the network's peak that a proposed box is.
double likenessOfPeak(const Evidence& evidence, const TrackBox& box, const Appearance& person)
{
    const auto peaks = evidence.peaks() ? evidence.peaks()(box.frame) : nullptr;
    if (!peaks || !person.known())
        return kUnknownLikeness;
    for (std::size_t p = 0; p < peaks->peaks.size(); ++p) {
        if (!(peaks->peaks[p].box() == box.box))
            continue;
        const std::vector<float> feature = appearance::identityVector(*peaks, p);
        return feature.size() == person.mean.size() ? cosine(feature, person.mean) : kUnknownLikeness;
    }
    return kUnknownLikeness;
}

// Half a row of the boxes that would come, spread over all of them.
std::vector<StripCell> proposedCells(const Evidence& evidence, const annotation::Track& brought, TrackId id,
                                     const Appearance& person)
{
    std::vector<StripCell> out;
    const std::size_t n = brought.boxes.size();
    for (std::size_t i = 0; i < kStripSide; ++i) {
        const TrackBox& box = brought.boxes[n <= kStripSide ? std::min(i, n - 1) : i * (n - 1) / (kStripSide - 1)];
        StripCell cell;
        cell.frame = box.frame;
        cell.after = true;
        if (i < n) {
            cell.track = id;
            cell.box = box.box;
            cell.likeness = likenessOfPeak(evidence, box, person);
        }
        out.push_back(cell);
    }
    return out;
}

} // namespace

Strip stripOf(const Evidence& evidence, const Event& event, const ReviewOptions& options)
{
    Strip strip;
    strip.cut = event.frame;
    const TrackEvidence* a = evidence.find(event.a);
    const TrackEvidence* b = event.b == TrackId::kInvalid ? nullptr : evidence.find(event.b);
    if (a == nullptr || a->track->empty())
        return strip;
    // Spread over about a second on each side; a short event is shown as a whole.
    const StripLayout layout = infoOf(event.kind).strip;
    const bool stretch = layout == StripLayout::Stretch;
    FrameIndex step = options.frames(0.25);
    if (stretch)
        step = std::max<FrameIndex>(1, event.frames.length() / (2 * kStripSide));
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    const FrameIndex cut = stretch ? event.frame + kStripSide * step : event.frame;
    const Appearance personA = evidence.before(*a, cut - 1, reach, options.evidenceSamples);
    const Appearance personB = b ? evidence.before(*b, cut - 1, reach, options.evidenceSamples) : Appearance{};
    const annotation::Track* brought = event.fix ? broughtBy(*event.fix) : nullptr;
    if (brought != nullptr && !brought->boxes.empty()) {
        StripRow row = rowOf({a, a, event.frame - 1, event.frame}, personA, {}, step);
        const auto proposed = proposedCells(evidence, *brought, event.a, personA);
        std::copy(proposed.begin(), proposed.end(), row.cells.begin() + kStripSide);
        if (event.kind == EventKind::Merge)
            row.after = TrackId::kInvalid; // a new person
        strip.rows.push_back(std::move(row));
        return strip;
    }
    switch (layout) {
    case StripLayout::Crossing:
        if (b != nullptr) {
            strip.rows.push_back(rowOf({a, b, cut - 1, cut}, personA, personB, step));
            strip.rows.push_back(rowOf({b, a, cut - 1, cut}, personB, personA, step));
        }
        break;
    case StripLayout::Ends:
        if (b != nullptr)
            strip.rows.push_back(rowOf({a, b, event.frames.first, event.frames.last}, personA, {}, step));
        break;
    case StripLayout::Around:
    case StripLayout::Stretch:
        strip.rows.push_back(rowOf({a, a, cut - 1, cut}, personA, personB, step));
        if (b != nullptr)
            strip.rows.push_back(rowOf({b, b, cut - 1, cut}, personB, personA, step));
    }
    return strip;
}

} // namespace tw::review
