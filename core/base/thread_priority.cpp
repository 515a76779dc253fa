#include "core/base/thread_priority.h"

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <atomic>

namespace tw {
namespace {

std::atomic<bool> answersAPerson{false};

} // namespace

void haveLongJobsGiveWay()
{
    answersAPerson = true;
}

#ifdef __linux__
void giveWay()
{
    if (!answersAPerson)
        return;
    constexpr int kNiceness = 10;                  // about a tenth of the time where both are busy
    const auto self = static_cast<id_t>(gettid()); // on Linux a niceness belongs to a thread
    if (getpriority(PRIO_PROCESS, self) < kNiceness)
        setpriority(PRIO_PROCESS, self, kNiceness); // refused at worst: then it competes as before
}

void becomeIdle()
{
    const sched_param nothing{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &nothing);
}
#else
void giveWay() {}
void becomeIdle() {}
#endif

} // namespace tw
