#pragma once
// A failure of the world, as a value. `detail` is technical English; people read the sentence that the UI makes of
// `code`. A failure of ours is a broken contract (contract.h) instead.

#include <string>
#include <string_view>

namespace tw {

enum class ErrorCode {
    InvalidArgument, // a request that cannot be carried out as asked
    NotFound,        // a file, track, frame, model that is not there
    Unreadable,      // damaged or foreign data
    Unsupported,     // known, but not handled (codec missing, format variant)
    ShapeMismatch,   // tensors of other shapes than needed
    Refused,         // data that would be unsafe to read
    Io,              // read or write failed, disk full, no permission
    Conflict,        // the edit contradicts what is there (locked, overlapping, stale)
    Unavailable,     // a part of the program or machine is absent (device, LibTorch)
    OutOfMemory,
    Cancelled,
    Internal // a foreign library failed in an unforeseen way
};

std::string_view toString(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail; // what happened, one sentence without the place
    std::string where;  // file, line, frame, tensor: what it happened to; may be empty

    // "where: detail"
    std::string message() const;
};

} // namespace tw
