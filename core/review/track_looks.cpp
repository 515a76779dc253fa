#include "core/review/track_looks.h"

#include "core/appearance/likeness.h"
#include "core/math/stats.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tw::review {
namespace {

constexpr std::size_t kEnoughPeople = 4; // at the same time
constexpr std::size_t kEnoughToTrim = 4;
constexpr double kPieceSeconds = 2.4;    // of a track, to teach the adaptation: long ones may hold two people
constexpr double kSightingSeconds = 0.4; // that are one sighting

std::size_t mostAtOnce(const Evidence& evidence)
{
    std::size_t most = 0;
    const FrameRange frames = evidence.frames();
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame)
        most = std::max(most, evidence.at(frame).size());
    return most;
}

bool isWhole(const Look& look)
{
    return !look.whole.embedding.empty() && !look.whole.colour.empty();
}

} // namespace

std::vector<std::size_t> cleanBoxes(const TrackEvidence& track)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < track.track->boxes.size(); ++i)
        if (track.clean(i))
            out.push_back(i);
    return out;
}

std::vector<std::size_t> spread(std::span<const std::size_t> all, int most)
{
    const auto count = std::min(all.size(), static_cast<std::size_t>(std::max(most, 1)));
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(all[i * all.size() / count]);
    return out;
}

std::vector<std::size_t> typicalBoxes(const TrackEvidence& track, int maxSamples)
{
    std::vector<std::size_t> chosen = spread(cleanBoxes(track), maxSamples);
    const Appearance rough = meanOf(track, chosen);
    if (!rough.known() || chosen.size() < kEnoughToTrim)
        return chosen;
    std::vector<double> cosines;
    for (const std::size_t box : chosen)
        cosines.push_back(cosine(rough.mean, track.feature(box)));
    const double centre = math::median(cosines);
    std::vector<double> deviations;
    for (const double value : cosines)
        deviations.push_back(std::abs(value - centre));
    const double limit = centre - std::max(3 * math::median(deviations), 0.05);
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < chosen.size(); ++i)
        if (cosines[i] >= limit)
            kept.push_back(chosen[i]);
    return kept;
}

Result<void> TrackLooks::learn(std::span<const TrackEvidence* const> tracks, int maxSamples, double frameRate,
                               const JobContext& job)
{
    if (!m_evidence.peaks() || mostAtOnce(m_evidence) < kEnoughPeople)
        return {};
    appearance::AppearanceSum everyone;
    std::vector<appearance::AppearanceSum> sums;
    for (const TrackEvidence* track : tracks) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while looking at the tracks", {}};
        sums.push_back(sumOf(*track, typicalBoxes(*track, maxSamples)));
        everyone.add(sums.back());
    }
    m_means = everyone.means();
    m_coloured = std::ranges::all_of(sums, [this](const appearance::AppearanceSum& sum) {
        return isWhole({{}, sum.appearance(m_means), {}});
    });
    if (!m_coloured)
        return {};
    std::vector<appearance::Piece> pieces;
    for (const TrackEvidence* track : tracks)
        for (appearance::Piece& piece : piecesOf(*track, frameRate))
            pieces.push_back(std::move(piece));
    appearance::AdaptationCheck check;
    TW_TRY_ASSIGN(m_adaptation, appearance::Adaptation::train(std::move(pieces), {}, check, job));
    return {};
}

Look TrackLooks::of(const TrackEvidence& track, const std::vector<std::size_t>& boxes) const
{
    Look out;
    out.embedding = meanOf(track, boxes);
    if (!m_coloured)
        return out;
    out.whole = sumOf(track, boxes).appearance(m_means);
    if (m_adaptation)
        out.adapted = m_adaptation->map(out.whole);
    return out;
}

double TrackLooks::alike(const Look& a, const Look& b) const
{
    if (!a.adapted.empty() && !b.adapted.empty())
        return std::inner_product(a.adapted.begin(), a.adapted.end(), b.adapted.begin(), 0.0);
    if (!m_coloured || !isWhole(a) || !isWhole(b))
        return m_evidence.similarity(a.embedding, b.embedding);
    const appearance::Likeness likeness = appearance::likenessOf(a.whole, b.whole);
    const auto weights = appearance::LikenessWeights{}.bothOf(likeness.reid);
    return (weights.embedding * likeness.embedding + weights.colour * likeness.colour) /
           (weights.embedding + weights.colour);
}

appearance::AppearanceSum TrackLooks::sumOf(const TrackEvidence& track, std::span<const std::size_t> boxes) const
{
    appearance::AppearanceSum sum;
    for (const std::size_t box : boxes)
        sum.add(track.feature(box), track.colour(box), 1, double(track.covered[box]));
    return sum;
}

std::vector<appearance::Piece> TrackLooks::piecesOf(const TrackEvidence& track, double frameRate) const
{
    const auto pieceFrames = static_cast<FrameIndex>(kPieceSeconds * frameRate);
    const auto sightingFrames = static_cast<FrameIndex>(kSightingSeconds * frameRate);
    const std::vector<std::size_t> clean = cleanBoxes(track);
    const auto frameOf = [&](std::size_t i) { return track.track->boxes[clean[i]].frame; };
    std::vector<appearance::Piece> out;
    for (std::size_t first = 0; first < clean.size();) {
        std::size_t end = first;
        while (end < clean.size() && frameOf(end) - frameOf(first) <= sightingFrames)
            ++end;
        if (out.empty() || frameOf(end - 1) - out.back().frames.first > pieceFrames)
            out.push_back({{frameOf(first), frameOf(first)}, {}});
        out.back().frames.last = frameOf(end - 1);
        out.back().sightings.push_back(sumOf(track, std::span(clean).subspan(first, end - first)).appearance(m_means));
        first = end;
    }
    return out;
}

} // namespace tw::review
