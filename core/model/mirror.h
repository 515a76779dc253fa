#pragma once
// (private to model) People in the mirror: the network sees an image and its mirror image, and what both found is
// averaged. A person whom only one of the two shows counts half. Torch-free, pure functions.

#include "core/base/detection.h"
#include "core/model/preprocess/preprocess.h"

#include <vector>

namespace tw::model {

// Left and right exchanged, of letterboxed pixels and of planes. Owns its pixels.
PreparedImage mirrored(const PreparedImage& image);

// What was found in an image of `imageWidth` source pixels and in its mirror image (boxes as found there), best first.
// Of two boxes of one person: mean score, box weighted by score, the embedding of the image itself. Others have half
// their score; below `minScore` they are left out.
std::vector<Detection> mergeMirrored(std::vector<Detection> straight, std::vector<Detection> mirrored,
                                     double imageWidth, float minScore);

} // namespace tw::model
