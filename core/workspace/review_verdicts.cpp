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
    std::vector<storage::EventState> states = workspace.reviewStates();
    std::stable_sort(states.begin(), states.end(), [](const auto& a, const auto& b) { return a.whenMs < b.whenMs; });
    for (const storage::EventState& stored : states) {
        auto verdict = review::verdictFromKey(stored.key);
        const auto state = review::verdictState(stored.state);
        if (!verdict || !state)
            continue;
        verdict->state = *state;
        verdict->logit = review::unpackedLogit(stored.evidence);
        queue.restore(*verdict);
    }
    return queue;
}

void keepVerdict(Workspace& workspace, const review::Verdict& verdict)
{
    storage::EventState state;
    state.key = review::keyOf(verdict);
    state.state = review::toString(verdict.state);
    state.evidence = review::packedLogit(verdict.logit);
    workspace.setReviewState(std::move(state));
}

} // namespace tw::workspace
