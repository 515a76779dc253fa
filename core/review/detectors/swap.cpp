// Keep or swap: two tracks meet, and afterwards each looks (and moves) like the other did before; or they change places
// for a while and back.

#include "core/review/detectors.h"
#include "core/review/detectors/exchange.h"
#include "core/review/ensemble.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tw::review {
namespace {

struct Sides {
    Appearance a1, a2, b1, b2; // before and after
};

struct Verdict {
    double appearance = 0; // how much better the exchange explains the looks, in units of likenessFeature()
    int terms = 0;         // likenesses that took part
    double aa = 0, ab = 0; // for the reason
};

Verdict weigh(const Evidence& evidence, const Sides& sides)
{
    Verdict out;
    double keep = 0;
    double exchange = 0;
    int nKeep = 0;
    int nExchange = 0;
    const auto add = [&](const Appearance& x, const Appearance& y, double& sum, int& n) {
        if (!x.known() || !y.known())
            return 0.0;
        sum += likenessFeature(evidence.likeness(x, y));
        ++n;
        return evidence.similarity(x, y);
    };
    out.aa = add(sides.a1, sides.a2, keep, nKeep);
    add(sides.b1, sides.b2, keep, nKeep);
    out.ab = add(sides.a1, sides.b2, exchange, nExchange);
    const double ba = add(sides.b1, sides.a2, exchange, nExchange);
    if (!sides.a1.known() || !sides.b2.known())
        out.ab = ba;
    if (nKeep == 0 || nExchange == 0)
        return out;
    out.terms = nKeep + nExchange;
    out.appearance = exchange / nExchange - keep / nKeep;
    return out;
}

// Straight-line prediction over the contact: error of the exchange against error of staying.
double motionTerm(const TrackEvidence& a, const TrackEvidence& b, FrameIndex first, FrameIndex last)
{
    const auto near = [](const TrackEvidence& track, FrameIndex frame) -> const annotation::TrackBox* {
        const std::size_t i = track.lowerBound(frame);
        return i < track.track->boxes.size() && track.track->boxes[i].frame - frame < 15 ? &track.track->boxes[i]
                                                                                         : nullptr;
    };
    const auto* a2 = near(a, last + 1);
    const auto* b2 = near(b, last + 1);
    if (a.track->firstFrame() >= first || b.track->firstFrame() >= first || (a2 == nullptr && b2 == nullptr))
        return 0;
    double gain = 0;
    int n = 0;
    for (const auto* now : {a2, b2}) {
        if (now == nullptr)
            continue;
        const Box fromA = extrapolated(*a.track, now->frame, true, first - 1);
        const Box fromB = extrapolated(*b.track, now->frame, true, first - 1);
        const double own = boxDistance(now == a2 ? fromA : fromB, now->box);
        const double other = boxDistance(now == a2 ? fromB : fromA, now->box);
        gain += own - other;
        ++n;
    }
    return std::clamp(gain / n, -1.5, 1.5);
}

// Runs that see the people exchanged against runs that see them stay, -1 .. 1.
double runsFeature(const TrackEvidence& a, const TrackEvidence& b, FrameIndex before, FrameIndex from,
                   const ReviewOptions& options)
{
    const FrameIndex reach = options.frames(1);
    const double crossed = votesFor(a, before, b, from, reach).value() + votesFor(b, before, a, from, reach).value();
    const double kept = votesFor(a, before, a, from, reach).value() + votesFor(b, before, b, from, reach).value();
    return (crossed - kept) / 4;
}

// Log ratio of their heights where they meet, at most 1: people of unequal height are hardly mistaken for each other.
double unequalHeights(const TrackEvidence& a, const TrackEvidence& b, FrameIndex frame)
{
    const auto heightOf = [frame](const TrackEvidence& track) {
        const std::size_t i = std::min(track.lowerBound(frame), track.track->boxes.size() - 1);
        return std::max(1.0, track.track->boxes[i].box.height);
    };
    return std::min(std::abs(std::log(heightOf(a) / heightOf(b))), 1.0);
}

double pathFeature(double gain)
{
    return std::clamp(gain / 8, -1.5, 2.0);
}

std::string framesOf(const Contact& contact)
{
    return std::to_string(contact.frames.first + 1) + "-" + std::to_string(contact.frames.last + 1);
}

std::string times(std::size_t count)
{
    return count == 1 ? "once" : std::to_string(count) + " times";
}

// The exchanges as edits: from each odd cut to the even one after it, the last for good when it stays open.
annotation::Edit editFor(TrackId a, TrackId b, const std::vector<FrameIndex>& cuts)
{
    std::vector<annotation::Edit> edits;
    for (std::size_t i = 0; i < cuts.size(); i += 2)
        edits.emplace_back(annotation::SwapTracks{
            a, b, i + 1 < cuts.size() ? FrameRange{cuts[i], cuts[i + 1] - 1} : annotation::fromHere(cuts[i])});
    if (edits.size() == 1)
        return edits.front();
    return annotation::Compound{"Swap " + std::to_string(number(a)) + " and " + std::to_string(number(b)) + " " +
                                    times(edits.size()),
                                std::move(edits)};
}

double boxesIn(const TrackEvidence& track, const std::vector<FrameIndex>& cuts)
{
    std::size_t out = 0;
    for (std::size_t i = 0; i < cuts.size(); i += 2)
        out += (i + 1 < cuts.size() ? track.lowerBound(cuts[i + 1]) : track.track->boxes.size()) -
               track.lowerBound(cuts[i]);
    return static_cast<double>(out);
}

} // namespace

std::optional<FrameIndex> lastingExchange(const Event& event)
{
    if (event.kind != EventKind::Swap || !event.fix)
        return std::nullopt;
    const auto* last = std::get_if<annotation::SwapTracks>(&event.fix->value);
    if (const auto* compound = std::get_if<annotation::Compound>(&event.fix->value);
        compound && !compound->edits.empty())
        last = std::get_if<annotation::SwapTracks>(&compound->edits.back().value);
    if (last == nullptr || last->frames.last != annotation::kLastFrame)
        return std::nullopt;
    return last->frames.first;
}

void findSwaps(const Evidence& evidence, const Contact& contact, const ReviewOptions& options, Events& out)
{
    const TrackEvidence& a = *evidence.find(contact.a);
    const TrackEvidence& b = *evidence.find(contact.b);
    const Exchanges paths = exchangesBetween(evidence, a, b, contact.frames, options);
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    const int samples = options.evidenceSamples;
    const double unequal = unequalHeights(a, b, contact.frames.first);
    Event event;
    event.kind = EventKind::Swap;
    event.a = contact.a;
    event.b = contact.b;

    if (!paths.lasting.cuts.empty()) {
        const auto sidesAt = [&](FrameIndex first, FrameIndex last) {
            return Sides{evidence.before(a, first, reach, samples), evidence.after(a, last, reach, samples),
                         evidence.before(b, first, reach, samples), evidence.after(b, last, reach, samples)};
        };
        // Outside the contact no person stands in front of another; where nothing is left outside, beside the cuts.
        Verdict verdict = weigh(evidence, sidesAt(contact.frames.first - 1, contact.frames.last + 1));
        if (verdict.terms == 0)
            verdict = weigh(evidence, sidesAt(paths.lasting.cuts.front() - 1, paths.lasting.cuts.back()));
        const double motion = motionTerm(a, b, contact.frames.first, contact.frames.last);
        Event swap = event;
        judge(swap, {verdict.appearance, motion, verdict.terms >= 4 ? 0.0 : 1.0, pathFeature(paths.lasting.gain), 0.0,
                     verdict.terms == 0 ? 1.0 : 0.0,
                     runsFeature(a, b, contact.frames.first, contact.frames.last + 1, options), unequal});
        swap.frame = paths.lasting.cuts.front();
        swap.frames = annotation::fromHere(swap.frame);
        swap.reason = hash(event.a) + ": similarity " + twoDigits(verdict.aa) + " to itself, " + twoDigits(verdict.ab) +
                      " to " + hash(event.b) + "; met at frames " + framesOf(contact);
        swap.fix = editFor(event.a, event.b, paths.lasting.cuts);
        swap.errors = boxesIn(a, paths.lasting.cuts) + boxesIn(b, paths.lasting.cuts);
        out.push_back(std::move(swap));
    }
    if (!paths.passing.cuts.empty()) {
        Event swap = event;
        judge(swap, {paths.passing.appearance, 0.0, paths.passing.compared >= 4 ? 0.0 : 1.0,
                     pathFeature(paths.passing.gain), 1.0, paths.passing.compared == 0 ? 1.0 : 0.0,
                     runsFeature(a, b, paths.passing.cuts.front(), paths.passing.cuts.front(), options), unequal});
        swap.frame = paths.passing.cuts.front();
        swap.frames = {swap.frame, paths.passing.cuts.back() - 1};
        swap.reason = hash(event.a) + " and " + hash(event.b) + " change places and back " +
                      times(paths.passing.cuts.size() / 2) + "; met at frames " + framesOf(contact);
        swap.fix = editFor(event.a, event.b, paths.passing.cuts);
        swap.errors = boxesIn(a, paths.passing.cuts) + boxesIn(b, paths.passing.cuts);
        out.push_back(std::move(swap));
    }
}

} // namespace tw::review
