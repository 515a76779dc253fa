#pragma once
// Verdicts on review events between the queue and the project file. Owner thread.

#include "core/review/queue.h"
#include "core/workspace/workspace.h"

namespace tw::workspace {

// An empty queue with every verdict the project remembers. What cannot be read (written by another version) is skipped:
// its event is simply open again.
review::ReviewQueue restoredQueue(const Workspace& workspace);
void keepVerdict(Workspace& workspace, const review::Verdict& verdict);

} // namespace tw::workspace
