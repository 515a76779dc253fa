#pragma once
// How alike two appearances are, and what that says about whether they are one person: a log likelihood ratio (same
// person : two people), natural logarithm, to be added to other evidence. Linear in the two cosines, tempered because
// the samples of a person are not independent, and clipped because looks alone prove nothing.
//
// Pure functions, any thread.

#include "core/appearance/appearance.h"

#include <span>

namespace tw::appearance {

// Cosines of the centred vectors, -1..1. Colours are compared over the stripes that both have.
struct Likeness {
    double embedding = 0;
    double colour = 0;
    bool hasEmbedding = false;
    bool hasColour = false;
    bool reid = false; // the embedding is that of the re-identification network
};
Likeness likenessOf(const Appearance& a, const Appearance& b);

// One row of weights for each case of what is known: the detector's embedding or a re-identification vector, colours.
struct LikenessWeights {
    struct Both {
        double embedding = 1.5, colour = 10, offset = -4;
    } both;
    Both bothReid{8, 6, -5};
    struct Alone {
        double cosine = 0, offset = 0;
    };
    Alone embeddingAlone{6, -2.5};
    Alone reidAlone{8, -3};
    Alone colourAlone{10.5, -4};
    const Both& bothOf(bool reid) const { return reid ? bothReid : both; }
    double temper = .7;
    double lowest = -5, highest = 4;
};

// Nothing known of one of them: 0.
double logLikelihoodRatio(const Likeness& likeness, const LikenessWeights& weights = {});

// Two stretches of the video that are known to show one person or two people.
struct LikenessExample {
    Likeness likeness;
    bool same = false;
};

struct FitOptions {
    // Where the weights are drawn to: with few or impure examples an unbounded fit degenerates.
    LikenessWeights prior{{3, 9, -4}};
    double ridge = 3;
    std::size_t fewest = 8; // examples of each kind; with fewer the fixed weights stay
};
// Logistic regression on the examples of the video at hand; each kind has half of the total weight, so that the result
// is a likelihood ratio and not a posterior. A cosine never counts against its own direction. Cases with too few
// examples keep the weights of LikenessWeights{}.
LikenessWeights fitLikeness(std::span<const LikenessExample> examples, const FitOptions& options = {});

} // namespace tw::appearance
