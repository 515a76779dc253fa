#pragma once
// Edit <-> one JSON line: what `trackwright-cli edit --apply` reads, what the journal stores, what tests compare.
// {"edit":"swap","a":12,"b":31,"from":313}   frames are 1-based as in every file, "to" absent = to the end.

#include "core/annotation/edits.h"

#include <string>
#include <string_view>

namespace tw::annotation {

std::string toJsonLine(const Edit& edit);
// Errors: Unreadable (position and what was expected), InvalidArgument (unknown edit name lists the known ones).
Result<Edit> editFromJsonLine(std::string_view line);

} // namespace tw::annotation
