#pragma once
// Review findings as JSON, for scripts: what `trackwright-cli review --json` prints and a batch keeps beside gt.txt.
// Frames are numbered from 1.

#include "core/review/queue.h"

#include <string>

namespace tw::workspace {

// {"key", "frame", "kind", "tracks", "probability", "wrong_boxes", "reason", "fix", "edit"}; the last two where there
// is a fix.
std::string toJson(const review::Event& event);
// {"open", "expected_identity_errors", "expected_identity_errors_deviation", "events": [...]}
std::string reviewJson(const review::ReviewQueue& queue);

} // namespace tw::workspace
