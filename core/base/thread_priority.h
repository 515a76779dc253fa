#pragma once
// Long computations in the background share the processors with the thread that answers a person: they give way. Both
// functions lower the calling thread, and those it starts from now on, for good. On Linux; elsewhere nothing changes.

namespace tw {

// In a program that answers a person, about a tenth of the time where others want the processor, too (niceness 10). In
// others nothing: a command line shares with its neighbours as any program does.
void giveWay();
// Says that this program answers a person. Once, at its start.
void haveLongJobsGiveWay();
// Only what nothing else wants (SCHED_IDLE).
void becomeIdle();

} // namespace tw
