// Which kernels this processor can run: asked once, at run time, because Debian's packages are built for any x86-64.

#include "core/model/executors/kernels/tables.h"

#include <string_view>
#include <vector>

#if defined(__x86_64__)
#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif
#endif

namespace tw::model::kernels {
namespace {

#if defined(__x86_64__)
bool hasAvx512()
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

bool hasAvx512Bf16()
{
    return hasAvx512() && __builtin_cpu_supports("avx512bf16");
}

// The tile unit must be there, and the kernel must let this process use it: its registers are 8 kB that every thread
// saves, so Linux hands them out on request (5.16 and later).
// Source: Linux, Documentation/x86/xstate.rst.
bool hasAmxBf16()
{
#if defined(__linux__)
    static const bool granted = [] {
        unsigned a = 0, b = 0, c = 0, d = 0;
        constexpr unsigned kAmxBf16 = 1U << 22U;
        constexpr unsigned kAmxTile = 1U << 24U;
        if (!hasAvx512Bf16() || __get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (d & kAmxBf16) == 0 ||
            (d & kAmxTile) == 0) {
            return false;
        }
        constexpr long kRequestPermission = 0x1023;
        constexpr long kTileData = 18;
        return ::syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
    }();
    return granted;
#else
    return false;
#endif
}

bool hasAvx2()
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#endif

// Fastest first.
template <class T>
std::vector<const Table<T>*> runnable();

template <>
std::vector<const Table<float>*> runnable<float>()
{
    std::vector<const Table<float>*> tables;
#if defined(__x86_64__)
    if (hasAvx512()) {
        tables.push_back(&avx512Floats());
    }
    if (hasAvx2()) {
        tables.push_back(&avx2Floats());
    }
#endif
    tables.push_back(&portableFloats());
    return tables;
}

template <>
std::vector<const Table<Bf16>*> runnable<Bf16>()
{
    std::vector<const Table<Bf16>*> tables;
#if defined(__x86_64__)
    if (hasAmxBf16()) {
        tables.push_back(&amxBf16());
    }
    if (hasAvx512Bf16()) {
        tables.push_back(&avx512Bf16());
    }
#endif
    return tables;
}

} // namespace

template <class T>
const Table<T>* fastest()
{
    const auto tables = runnable<T>();
    return tables.empty() ? nullptr : tables.front();
}

template <class T>
const Table<T>* byName(const char* name)
{
    for (const Table<T>* table : runnable<T>()) {
        if (std::string_view(table->name) == name) {
            return table;
        }
    }
    if constexpr (sizeof(T) == sizeof(Bf16)) {
        if (std::string_view(portableTiles().name) == name) {
            return &portableTiles();
        }
    }
    return nullptr;
}

template const Table<float>* fastest<float>();
template const Table<Bf16>* fastest<Bf16>();
template const Table<float>* byName<float>(const char*);
template const Table<Bf16>* byName<Bf16>(const char*);

} // namespace tw::model::kernels
