#include "core/base/thread_priority.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace tw {

#ifdef __linux__
void giveWay()
{
    constexpr int kNiceness = 10;                  // about a tenth of the time where both are busy
    const auto self = static_cast<id_t>(gettid()); // on Linux a niceness belongs to a thread
    if (getpriority(PRIO_PROCESS, self) < kNiceness)
        setpriority(PRIO_PROCESS, self, kNiceness); // refused at worst: then it competes as before
}
#else
void giveWay() {}
#endif

} // namespace tw
