#include "core/base/contract.h"

#include <cstdio>
#include <cstdlib>

namespace tw::detail {

void contractBroken(const char* kind, const char* condition, const char* file, int line)
{
    std::fprintf(stderr, "%s:%d: %s broken: %s\n", file, line, kind, condition);
    std::fflush(stderr);
    std::abort();
}

} // namespace tw::detail
