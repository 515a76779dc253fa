#pragma once
// (private to review) Which of two people each of two tracks shows, frame by frame, while they are close: the likeliest
// sequence of "as it is" and "exchanged" by looks and by motion (a hidden Markov model with two states, Viterbi's path;
// G. D. Forney, The Viterbi algorithm, Proc. IEEE 61(3), 1973). What each person looks like is learnt from the path
// itself, twice, so that tracks that exchange people again and again can be told apart too.

#include "core/review/evidence.h"
#include "core/review/options.h"

#include <vector>

namespace tw::review {

struct ExchangePath {
    std::vector<FrameIndex> cuts; // first frames after each exchange; empty: no such path
    double gain = 0;              // log likelihood against "never exchanged"
    double appearance = 0;        // mean advantage of the exchange in likenessFeature(), over the exchanged boxes
    int compared = 0;             // boxes in that mean
};
struct Exchanges {
    ExchangePath lasting; // an odd number of cuts: afterwards each goes on as the other
    ExchangePath passing; // an even number
};

Exchanges exchangesBetween(const Evidence& evidence, const TrackEvidence& a, const TrackEvidence& b, FrameRange contact,
                           const ReviewOptions& options);

} // namespace tw::review
