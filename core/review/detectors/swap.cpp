// Keep or swap: two tracks meet, and afterwards each looks (and moves) like the other did before.

#include "core/review/calibration.h"
#include "core/review/detectors.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tw::review {
namespace {

struct Sides {
    Appearance a1, a2, b1, b2; // before and after the contact
};

struct Verdict {
    double appearance = 0; // (how much better the exchange explains the embeddings), in cosine
    double motion = 0;     // the same for motion, in box heights, cut at +-1.5
    int terms = 0;         // similarities that took part
    double aa = 0, ab = 0; // for the reason
};

std::optional<Verdict> weigh(const Evidence& evidence, const Sides& sides)
{
    Verdict out;
    double keep = 0;
    double exchange = 0;
    int nKeep = 0;
    int nExchange = 0;
    const auto add = [&](const Appearance& x, const Appearance& y, double& sum, int& n) {
        if (!x.known() || !y.known())
            return 0.0;
        const double s = evidence.similarity(x, y);
        sum += s;
        ++n;
        return s;
    };
    out.aa = add(sides.a1, sides.a2, keep, nKeep);
    add(sides.b1, sides.b2, keep, nKeep);
    out.ab = add(sides.a1, sides.b2, exchange, nExchange);
    const double ba = add(sides.b1, sides.a2, exchange, nExchange);
    if (nKeep == 0 || nExchange == 0)
        return std::nullopt;
    if (!sides.a1.known() || !sides.b2.known())
        out.ab = ba;
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

// The frame from which on the exchange explains the embeddings inside the contact best.
FrameIndex bestCut(const TrackEvidence& a, const TrackEvidence& b, const Sides& sides, FrameRange frames)
{
    struct Vote {
        FrameIndex frame;
        double forExchange;
    };
    std::vector<Vote> votes;
    const auto collect = [&](const TrackEvidence& track, const Appearance& own, const Appearance& other) {
        if (!own.known() || !other.known())
            return;
        for (std::size_t i = track.lowerBound(frames.first); i < track.track->boxes.size(); ++i) {
            const FrameIndex frame = track.track->boxes[i].frame;
            if (frame > frames.last)
                break;
            if (!track.feature(i).empty())
                votes.push_back({frame, cosine(track.feature(i), other.mean) - cosine(track.feature(i), own.mean)});
        }
    };
    collect(a, sides.a1, sides.b1.known() ? sides.b1 : sides.a2);
    collect(b, sides.b1, sides.a1.known() ? sides.a1 : sides.b2);
    std::sort(votes.begin(), votes.end(), [](const Vote& x, const Vote& y) { return x.frame < y.frame; });
    double sum = 0;
    for (const Vote& vote : votes)
        sum += vote.forExchange;
    FrameIndex cut = (frames.first + frames.last + 1) / 2;
    double best = -1e9;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        if ((i == 0 || votes[i].frame != votes[i - 1].frame) && sum > best) {
            best = sum;
            cut = votes[i].frame;
        }
        sum -= 2 * votes[i].forExchange; // this box stays on the kept side from now on
    }
    return cut;
}

std::string reasonFor(const Verdict& verdict, TrackId a, TrackId b, const Contact& contact)
{
    return "#" + std::to_string(number(a)) + ": similarity " + twoDigits(verdict.aa) + " to itself, " +
           twoDigits(verdict.ab) + " to #" + std::to_string(number(b)) + "; met at frames " +
           std::to_string(contact.frames.first + 1) + "-" + std::to_string(contact.frames.last + 1);
}

} // namespace

void findSwaps(const Evidence& evidence, const ReviewOptions& options, Events& out)
{
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    for (const Contact& contact : contacts(evidence, options)) {
        const TrackEvidence& a = *evidence.find(contact.a);
        const TrackEvidence& b = *evidence.find(contact.b);
        const Sides sides{evidence.before(a, contact.frames.first - 1, reach, options.evidenceSamples),
                          evidence.after(a, contact.frames.last + 1, reach, options.evidenceSamples),
                          evidence.before(b, contact.frames.first - 1, reach, options.evidenceSamples),
                          evidence.after(b, contact.frames.last + 1, reach, options.evidenceSamples)};
        const auto verdict = weigh(evidence, sides);
        if (!verdict)
            continue;
        const double motion = motionTerm(a, b, contact.frames.first, contact.frames.last);
        Event event;
        event.kind = EventKind::Swap;
        event.a = contact.a;
        event.b = contact.b;
        judge(event, {verdict->appearance, motion, verdict->terms >= 4 ? 0.0 : 1.0});
        if (event.probability < options.minProbability)
            continue;
        const FrameIndex slack = std::max<FrameIndex>(1, options.frames(0.1));
        event.frame = bestCut(a, b, sides, {contact.frames.first - slack, contact.frames.last + slack});
        event.frames = annotation::fromHere(event.frame);
        event.reason = reasonFor(*verdict, event.a, event.b, contact);
        event.fix = annotation::SwapTracks{event.a, event.b, event.frames};
        const auto left = [&](const TrackEvidence& track) {
            return track.track->boxes.size() - track.lowerBound(event.frame);
        };
        event.errors = static_cast<double>(left(a) + left(b));
        out.push_back(std::move(event));
    }
}

} // namespace tw::review
