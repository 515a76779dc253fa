#include "core/workspace/review_verdicts.h"

#include "core/workspace/review_worker.h"

#include <algorithm>

namespace tw::workspace {
namespace {

constexpr double kSameFindingSeconds = 0.5; // a contact may begin earlier or later after tracking again

} // namespace

review::ReviewQueue restoredQueue(const Workspace& workspace)
{
    review::ReviewQueue queue(reviewOptions(workspace.video()).frames(kSameFindingSeconds));
    queue.setVerdicts(review::verdictsOf(workspace.document().state()));
    return queue;
}

} // namespace tw::workspace
