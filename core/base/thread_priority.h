#pragma once
// Long computations in the background share the processors with the thread that answers a person: they give way.

namespace tw {

// The calling thread, and those it starts from now on, run when nothing else wants the processor. For good; on Linux
// (a niceness of threads), elsewhere nothing changes.
void giveWay();

} // namespace tw
