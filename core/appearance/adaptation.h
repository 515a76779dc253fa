#pragma once
// A linear map of appearances that tells the people of this video apart better than the plain cosines: trained on the
// stored embeddings and colours, without labels. Two sightings of one piece of a track are one person; pieces that
// exist at the same time are two people. Directions in which sightings of one person differ count little afterwards,
// those in which people differ count much (linear discriminant analysis on differences of pairs, shrunk towards the
// plain features). Kept only when it separates people better who were not trained on.
//
// Source: R. Fisher, Annals of Eugenics 7, 1936; for pairs: M. Koestinger et al., CVPR 2012. The step as such:
// idtracker.ai (F. Romero-Ferrero et al., Nature Methods 16, 2019).
// Values; any thread. A few tenths of a second for a thousand pieces.

#include "core/appearance/likeness.h"
#include "core/base/job.h"
#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tw::appearance {

// Part of a track that holds one person, as far as known.
struct Piece {
    FrameRange frames;
    std::vector<Appearance> sightings; // in order of time, a few frames each; two at least to teach anything
};

struct AdaptationOptions {
    int dimensions = 32;
    double shrinkage = .3;        // share of the plain metric in the scatter of one person
    std::size_t pieces = 1500;    // at most, the longest
    std::size_t pairs = 8000;     // of each kind, at most
    std::size_t fewestPieces = 8; // with two sightings and another piece at the same time
    double least = .1;            // share of the area over the ROC curve of people held back that must go, of two folds
    std::uint64_t seed = 1;
};

// What the map was worth on people it was not trained on.
struct AdaptationCheck {
    double aucBefore = 0; // of the likelihood ratio with fixed weights
    double aucAfter = 0;
    bool kept = false;
};

class Adaptation
{
public:
    // Empty: too little to learn from, or no gain; `check` says which. Errors: Cancelled.
    static Result<std::optional<Adaptation>> train(std::vector<Piece> pieces, const AdaptationOptions& options,
                                                   AdaptationCheck& check, const JobContext& job = {});

    // Unit length; empty when nothing is known of the appearance.
    std::vector<float> map(const Appearance& appearance) const;
    // Cosine of two mapped appearances to log likelihood ratio, clipped like the plain one. Empty ones: 0.
    double logLikelihoodRatio(std::span<const float> a, std::span<const float> b) const;

private:
    std::size_t m_embedding = 0; // length of embeddings
    std::size_t m_size = 0;      // of the mapped vectors
    std::vector<float> m_matrix; // m_size rows of m_embedding + kColourBytes
    LikenessWeights::Alone m_weights;
};

} // namespace tw::appearance
