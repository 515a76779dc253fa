#pragma once
// What is wrong with a text that should be JSON, in a sentence for people: parsers report only what they expected.

#include "core/base/error.h"

#include <cstddef>
#include <string_view>

namespace tw {

// `byte`: how many bytes the parser had read when it failed. Unreadable; `where` is the line and column.
Error jsonError(std::string_view text, std::size_t byte);

} // namespace tw
