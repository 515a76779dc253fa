#pragma once
// The review queue of an open project. Owner thread.

#include "core/review/queue.h"
#include "core/workspace/workspace.h"

namespace tw::workspace {

// An empty queue with every verdict the project remembers. What cannot be read (written by another version) is skipped:
// its event is simply open again.
review::ReviewQueue restoredQueue(const Workspace& workspace);

} // namespace tw::workspace
