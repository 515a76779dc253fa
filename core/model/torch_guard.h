#pragma once
// (private to model and training) Exceptions of LibTorch as values of ours. Nothing thrown leaves the module.

#include "core/base/result.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace tw::model {

// LibTorch's CPU allocator throws a plain c10::Error, the CUDA one has a type of its own since 1.13; the words are
// common to both.
inline bool speaksOfMemory(std::string_view message)
{
    for (const char* words : {"can't allocate memory", "out of memory", "not enough memory"}) {
        if (message.find(words) != std::string_view::npos)
            return true;
    }
    return false;
}

// A CUDA call that failed: the process cannot use that device any more, whatever it tries next.
inline bool speaksOfLostDevice(std::string_view message)
{
    for (const char* words : {"CUDA error", "CUDA driver error", "cuDNN error", "CUBLAS_STATUS", "CUDNN_STATUS"}) {
        if (message.find(words) != std::string_view::npos)
            return true;
    }
    return false;
}

// What people read of it: LibTorch's first line.
inline Error lostDevice(std::string_view message, const char* doing)
{
    const std::string first(message.substr(0, message.find('\n')));
    return {ErrorCode::Unavailable, "the GPU stopped working (" + first + "); what was finished before is kept", doing};
}

// Calls f, which returns a Result or void. Errors: those of f; OutOfMemory; Unavailable (the GPU failed);
// Internal with LibTorch's first lines.
template <class F>
auto guardTorch(const char* doing, F&& f)
{
    using Returned = std::invoke_result_t<F>;
    using Wrapped = std::conditional_t<std::is_void_v<Returned>, Result<void>, Returned>;
    try {
        if constexpr (std::is_void_v<Returned>) {
            std::forward<F>(f)();
            return Wrapped();
        } else {
            return Wrapped(std::forward<F>(f)());
        }
    } catch (const c10::Error& e) {
        const std::string message = e.what_without_backtrace();
        if (speaksOfMemory(message))
            return Wrapped(Error{ErrorCode::OutOfMemory, "not enough memory for the network", doing});
        if (speaksOfLostDevice(message))
            return Wrapped(lostDevice(message, doing));
        return Wrapped(Error{ErrorCode::Internal, message, doing});
    } catch (const std::bad_alloc&) {
        return Wrapped(Error{ErrorCode::OutOfMemory, "not enough memory for the network", doing});
    } catch (const std::exception& e) {
        return Wrapped(Error{ErrorCode::Internal, e.what(), doing});
    }
}

} // namespace tw::model
