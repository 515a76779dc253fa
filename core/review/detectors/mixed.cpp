// One person or two in a track: where repeated runs of the association see another person from a frame on, or where the
// clean looks on both sides are best told apart, also without any contact (a track that is taken over while its
// person vanishes).

#include "core/review/detectors.h"
#include "core/review/ensemble.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace tw::review {
namespace {

constexpr double kTogetherSeconds = 0.5;
constexpr std::size_t kFewest = 5;     // clean samples on each side of a split
constexpr double kWorthJudging = 0.05; // gain of a split

// The box from which on the clean embeddings differ most from those before: gain in the length of the sums of both
// sides over that of all, for each sample.
struct Split {
    FrameIndex frame = kNoFrame;
    double gain = 0;
};

// Embedding and colours by what each is worth.
std::vector<float> lookOf(const Evidence& evidence, const TrackEvidence& track, std::size_t box)
{
    appearance::AppearanceSum sum;
    sum.add(track.feature(box), track.colour(box), 1, double(track.covered[box]));
    const appearance::Appearance look = evidence.relative(sum);
    std::vector<float> out = look.embedding;
    if (track.colours.empty())
        return out;
    const auto weights = appearance::LikenessWeights{}.bothOf(appearance::isReidVector(out.size()));
    const double colourShare = weights.colour / (weights.colour + weights.embedding);
    const double length = std::sqrt(cosine(look.colour, look.colour));
    for (float& value : out)
        value *= static_cast<float>(std::sqrt(1 - colourShare));
    for (const float value : look.colour)
        out.push_back(length > 0 ? static_cast<float>(std::sqrt(colourShare) / length) * value : 0);
    return out;
}

Split bestSplit(const Evidence& evidence, const TrackEvidence& track)
{
    std::vector<std::size_t> boxes;
    std::vector<std::vector<float>> clean;
    for (std::size_t i = 0; i < track.track->boxes.size(); ++i)
        if (track.sample[i] >= 0 && track.clean(i)) {
            auto look = lookOf(evidence, track, i);
            if (!clean.empty() && look.size() != clean.front().size())
                continue;
            boxes.push_back(i);
            clean.push_back(std::move(look));
        }
    Split out;
    if (clean.size() < 2 * kFewest)
        return out;
    std::vector<double> all(clean.front().size(), 0), head(clean.front().size(), 0);
    for (const auto& look : clean)
        std::transform(look.begin(), look.end(), all.begin(), all.begin(), std::plus<>());
    double whole = 0;
    for (const double value : all)
        whole += value * value;
    whole = std::sqrt(whole);
    for (std::size_t n = 1; n + kFewest <= clean.size(); ++n) {
        double one = 0, other = 0;
        for (std::size_t d = 0; d < all.size(); ++d) {
            head[d] += static_cast<double>(clean[n - 1][d]);
            one += head[d] * head[d];
            other += (all[d] - head[d]) * (all[d] - head[d]);
        }
        const double gain = (std::sqrt(one) + std::sqrt(other) - whole) / static_cast<double>(clean.size());
        if (n >= kFewest && gain > out.gain)
            out = {track.track->boxes[boxes[n]].frame, gain};
    }
    return out;
}

Event eventAt(const Evidence& evidence, const TrackEvidence& track, FrameIndex frame, double gain,
              const ReviewOptions& options)
{
    const FrameIndex reach = options.frames(options.evidenceSeconds);
    const Appearance before = evidence.before(track, frame - 1, reach, options.evidenceSamples);
    const Appearance after = evidence.after(track, frame, reach, options.evidenceSamples);
    const bool known = before.known() && after.known();
    const double similarity = known ? evidence.similarity(before, after) : 0;
    const double unlike = known ? -likenessFeature(evidence.likeness(before, after)) : 0;
    const Votes votes = votesFor(track, frame, track, frame, options.frames(1));
    const std::size_t cut = track.lowerBound(frame);
    const auto& boxes = track.track->boxes;
    const double gap = cut > 0 ? boxes[cut].frame - boxes[cut - 1].frame : 1;
    const double leap =
        cut > 0 ? boxDistance(extrapolated(*track.track, boxes[cut].frame, true, boxes[cut].frame - 1), boxes[cut].box)
                : 0;
    Event event;
    event.kind = EventKind::Mixed;
    event.a = track.track->id;
    event.frame = frame;
    event.frames = annotation::fromHere(frame);
    judge(event, {-votes.value(), unlike, std::min(gain * 4, 1.0), std::min(leap, 3.0),
                  std::min(gap / std::max(1.0, options.frameRate), 2.0), known ? 0.0 : 1.0});
    event.errors = static_cast<double>(std::min(cut, boxes.size() - cut));
    event.reason =
        hash(event.a) + " shows two people: " +
        (known ? "similarity " + twoDigits(similarity) + " across the cut" : std::string("not seen clearly")) + ", " +
        std::to_string(votes.different) + " of " + std::to_string(votes.same + votes.different) +
        " repeated runs change identity here";
    event.fix = annotation::SplitTrack{event.a, frame, {}};
    return event;
}

} // namespace

void findMixed(const Evidence& evidence, const TrackEvidence& track, const ReviewOptions& options, Events& out)
{
    if (track.track->boxes.size() < 2 * kFewest)
        return;
    const FrameIndex together = options.frames(kTogetherSeconds);
    const Split split = bestSplit(evidence, track);
    std::set<FrameIndex> cuts;
    for (const Disagreement& each : disagreements(track, together))
        cuts.insert(each.frame);
    const bool apart =
        std::none_of(cuts.begin(), cuts.end(), [&](FrameIndex cut) { return std::abs(cut - split.frame) <= together; });
    if (split.gain >= kWorthJudging && apart)
        cuts.insert(split.frame);
    for (const FrameIndex cut : cuts) {
        const std::size_t at = track.lowerBound(cut);
        if (at == 0 || at >= track.track->boxes.size() || isUserEdited(track.track->boxes[at]))
            continue;
        const bool near = std::abs(cut - split.frame) <= 2 * together;
        out.push_back(eventAt(evidence, track, cut, near ? split.gain : 0, options));
    }
}

} // namespace tw::review
