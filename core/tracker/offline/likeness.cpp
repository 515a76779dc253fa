#include "core/tracker/offline/likeness.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace tw::tracker {
namespace {

// What the adaptation learns from. Source: core/review/track_looks, the same values.
constexpr double kLessonSeconds = 2.4;   // of a track, at most: a long one may hold two people
constexpr double kSightingSeconds = 0.4; // whose mean is one example

} // namespace

Feature featureOf(const Scene& scene, int index)
{
    const Sighting& sighting = scene[index];
    const FramePeaks& frame = scene.frames[std::size_t(sighting.time)];
    if (sighting.peak < 0 || frame.embeddingSize == 0)
        return {};
    const auto halves = frame.embedding(static_cast<std::size_t>(sighting.peak));
    std::vector<float> values(halves.size());
    std::transform(halves.begin(), halves.end(), values.begin(), floatFromHalf);
    return unitFeature(std::move(values));
}

SceneLikeness::SceneLikeness(const Scene& scene) : m_scene(scene)
{
    std::vector<int> all(scene.sightings.size());
    std::iota(all.begin(), all.end(), 0);
    m_means = sumOf(all).means();
}

void SceneLikeness::measureTrust(std::span<const std::vector<int>> tracks, const OfflineOptions& options)
{
    constexpr double kShortestSeconds = 1.2;
    constexpr double kPart = 0.4; // of either end
    constexpr int kPrior = 4;     // tracks that speak for trust before any is seen
    int alike = kPrior, all = kPrior;
    for (const std::vector<int>& track : tracks) {
        if (m_scene.frameOf(track.back()) - m_scene.frameOf(track.front()) < options.frames(kShortestSeconds))
            continue;
        const std::span<const int> whole(track);
        const auto part = static_cast<std::size_t>(kPart * static_cast<double>(track.size()));
        const auto first = of(whole.first(part));
        const auto last = of(whole.last(part));
        if (!first.known() || !last.known())
            continue;
        ++all;
        alike += fullyTrustedLogRatio(first, last) > 0;
    }
    m_trust = std::clamp(2.0 * alike / all - 1, 0.0, 1.0);
}

appearance::AppearanceSum SceneLikeness::sumOf(std::span<const int> sightings) const
{
    appearance::AppearanceSum sum;
    for (const int index : sightings)
        if (const Sighting& sighting = m_scene[index]; sighting.peak >= 0)
            sum.add(m_scene.frames[std::size_t(sighting.time)], static_cast<std::size_t>(sighting.peak),
                    sighting.covered);
    return sum;
}

Result<void> SceneLikeness::adapt(std::span<const std::vector<int>> tracks, const OfflineOptions& options,
                                  const JobContext& job)
{
    std::vector<appearance::Piece> lessons;
    for (const std::vector<int>& track : tracks)
        for (appearance::Piece& lesson : lessonsOf(track, options))
            if (lesson.sightings.size() > 1)
                lessons.push_back(std::move(lesson));
    appearance::AdaptationCheck check;
    TW_TRY_ASSIGN(m_adaptation, appearance::Adaptation::train(std::move(lessons), {}, check, job));
    return {};
}

std::vector<appearance::Piece> SceneLikeness::lessonsOf(const std::vector<int>& track,
                                                        const OfflineOptions& options) const
{
    const int lessonFrames = options.frames(kLessonSeconds);
    const int sightingFrames = options.frames(kSightingSeconds);
    std::vector<int> clear;
    std::ranges::copy_if(track, std::back_inserter(clear), [this](int index) {
        return m_scene[index].peak >= 0 && m_scene[index].covered < appearance::SampleWeights{}.coveredLimit;
    });
    std::vector<appearance::Piece> out;
    for (std::size_t first = 0; first < clear.size();) {
        const FrameIndex start = m_scene.frameOf(clear[first]);
        std::size_t end = first + 1;
        while (end < clear.size() && m_scene.frameOf(clear[end]) - start < sightingFrames)
            ++end;
        const FrameIndex last = m_scene.frameOf(clear[end - 1]);
        if (out.empty() || last - out.back().frames.first > lessonFrames)
            out.push_back({{start, start}, {}});
        appearance::Appearance mean = sumOf(std::span(clear).subspan(first, end - first)).appearance(m_means);
        if (mean.known()) {
            out.back().frames.last = last;
            out.back().sightings.push_back(std::move(mean));
        }
        first = end;
    }
    return out;
}

SceneAppearance SceneLikeness::of(std::span<const int> sightings) const
{
    SceneAppearance out{sumOf(sightings).appearance(m_means), {}};
    if (m_adaptation)
        out.adapted = m_adaptation->map(out.plain);
    return out;
}

double SceneLikeness::fullyTrustedLogRatio(const SceneAppearance& a, const SceneAppearance& b) const
{
    if (m_adaptation && !a.adapted.empty() && !b.adapted.empty())
        return m_adaptation->logLikelihoodRatio(a.adapted, b.adapted);
    return appearance::logLikelihoodRatio(appearance::likenessOf(a.plain, b.plain));
}

double SceneLikeness::logRatio(const SceneAppearance& a, const SceneAppearance& b) const
{
    return m_trust * fullyTrustedLogRatio(a, b);
}

} // namespace tw::tracker
