#include "core/base/error.h"

namespace tw {

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument: return "invalid argument";
    case ErrorCode::NotFound: return "not found";
    case ErrorCode::Unreadable: return "unreadable";
    case ErrorCode::Unsupported: return "unsupported";
    case ErrorCode::ShapeMismatch: return "shape mismatch";
    case ErrorCode::Refused: return "refused";
    case ErrorCode::Io: return "input/output";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::Unavailable: return "unavailable";
    case ErrorCode::OutOfMemory: return "out of memory";
    case ErrorCode::Cancelled: return "cancelled";
    case ErrorCode::Internal: return "internal";
    }
    return "unknown";
}

std::string Error::message() const
{
    return where.empty() ? detail : where + ": " + detail;
}

} // namespace tw
