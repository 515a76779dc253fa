#pragma once
// How a person looks, as one value for all who ask: tracker, review, re-identification. The weighted mean of the
// embedding and of the colour stripes over a set of peaks, after the means of the whole video are subtracted (what
// everyone in a video has in common does not tell people apart).
//
//   AppearanceSum all;   for every peak of the video: all.add(...)      VideoMeans means = all.means();
//   AppearanceSum some;  for the peaks of one person: some.add(...)     Appearance person = some.appearance(means);
//   likenessOf(person, other), logLikelihoodRatio(...)                  (likeness.h)
//
// Sums need no means, so they can be kept and added. Works where embeddings, colours, or both are missing. Pure values,
// any thread.

#include "core/appearance/colour_stripes.h"
#include "core/base/peaks.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace tw::appearance {

// A covered sample shows another person as well.
struct SampleWeights {
    double coveredLimit = .15; // covered at least so much: weighs `covered`
    double covered = .1;       // instead of 1
    double highestScore = .7;  // times min(score, this)
};
double sampleWeight(double coveredShare, double score, const SampleWeights& weights = {});

// The numbers that tell whose a peak is: the vector of the re-identification network where the frame was measured, and
// nothing for a peak that it left out there; else the detector's embedding. Empty: none.
std::vector<float> identityVector(const FramePeaks& peaks, std::size_t peak);
// By its length, which our trainer refuses for embeddings of detectors.
constexpr bool isReidVector(std::size_t numbers)
{
    return numbers == FramePeaks::kReidNumbers;
}

struct VideoMeans {
    std::vector<float> embedding; // empty: none seen
    std::vector<float> colour;    // kColourBytes long or empty
};

struct Appearance {
    std::vector<float> embedding;         // means subtracted, unit length; empty: unknown
    std::vector<float> colour;            // means subtracted, kColourBytes long; empty: unknown
    std::array<bool, kStripes> stripes{}; // that were seen
    int samples = 0;
    double weight = 0;  // of all samples
    double covered = 0; // mean covered share of the samples

    bool known() const { return !embedding.empty() || !colour.empty(); }
};

class AppearanceSum
{
public:
    // One peak, by its identityVector() and its colours; `coveredShare` among the people of its frame (coverage.h).
    // Embeddings of another size than the first one are left out, but a re-identification vector replaces embeddings;
    // so are colours of another version.
    void add(const FramePeaks& peaks, std::size_t peak, double coveredShare, const SampleWeights& weights = {});
    // The same with parts: embedding of any length or empty, colours of kColourBytes bytes or empty.
    void add(std::span<const float> embedding, std::span<const std::uint8_t> colour, double weight,
             double coveredShare);
    void add(const AppearanceSum& other);

    int samples() const { return m_samples; }
    double weight() const { return m_weight; }
    VideoMeans means() const;
    Appearance appearance(const VideoMeans& means) const;

private:
    void addColour(std::span<const std::uint8_t> colour, double weight);
    void dropEmbeddingsFor(std::size_t numbers); // where these are a re-identification vector and the sum is not

    std::vector<float> m_embedding; // weighted sums
    std::vector<float> m_colour;
    double m_embeddingWeight = 0;
    std::array<double, kStripes> m_stripeWeight{};
    int m_samples = 0;
    double m_weight = 0;
    double m_covered = 0; // sum of covered shares
};

} // namespace tw::appearance
