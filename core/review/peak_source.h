#pragma once

#include "core/base/peaks.h"

#include <functional>
#include <memory>

namespace tw::review {

// The peaks of a frame; null where the network did not look.
using PeakSource = std::function<std::shared_ptr<const FramePeaks>(FrameIndex)>;

} // namespace tw::review
