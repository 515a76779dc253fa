#pragma once
// (private to model and training) Exceptions of LibTorch as values of ours. Nothing thrown leaves the module.

#include "core/base/result.h"

#include <c10/util/Exception.h>

#include <algorithm>
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

// An exception of LibTorch as a sentence. Of its own text only the beginning of the first line, named as LibTorch's:
// it tells a developer what happened, and means nothing to a person who tracks a video.
inline Error torchError(std::string_view message, const char* doing)
{
    constexpr std::size_t kMostQuoted = 160;
    if (speaksOfMemory(message))
        return {ErrorCode::OutOfMemory, "not enough memory for the network", doing};
    if (speaksOfLostDevice(message))
        return lostDevice(message, doing);
    const std::string first(message.substr(0, std::min(message.find('\n'), kMostQuoted)));
    return {ErrorCode::Internal,
            "the network's library failed; please report this with the command and the version (LibTorch: " + first +
                ")",
            doing};
}

// For a catch block: what is in flight.
inline Error torchError(const std::exception& exception, const char* doing)
{
    if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr)
        return {ErrorCode::OutOfMemory, "not enough memory for the network", doing};
    const auto* torch = dynamic_cast<const c10::Error*>(&exception);
    return torchError(std::string_view(torch != nullptr ? torch->what_without_backtrace() : exception.what()), doing);
}

// Calls f, which returns a Result or void. Errors: those of f; OutOfMemory; Unavailable (the GPU failed); Internal.
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
    } catch (const std::exception& exception) {
        return Wrapped(torchError(exception, doing));
    }
}

} // namespace tw::model
