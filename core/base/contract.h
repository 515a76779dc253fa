#pragma once
// Contracts between our own functions: broken ones abort with file and line in every build type. Never used on data
// from outside the program.

namespace tw::detail {
[[noreturn]] void contractBroken(const char* kind, const char* condition, const char* file, int line);
}

#define TW_EXPECTS(condition)                                                                                          \
    ((condition) ? static_cast<void>(0) : ::tw::detail::contractBroken("precondition", #condition, __FILE__, __LINE__))
#define TW_ENSURES(condition)                                                                                          \
    ((condition) ? static_cast<void>(0) : ::tw::detail::contractBroken("postcondition", #condition, __FILE__, __LINE__))
#define TW_UNREACHABLE() ::tw::detail::contractBroken("unreachable", "reached", __FILE__, __LINE__)
