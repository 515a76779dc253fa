#pragma once
// Edit <-> one JSON line: what `trackwright-cli edit --apply` reads, what the journal stores, what tests compare.
// {"edit":"swap","a":12,"b":31,"from":313}   frames are 1-based as in every file; "from" absent = from the first frame,
// "to" absent = to the end. The README of this folder lists every edit with its fields.

#include "core/annotation/edits.h"

#include <string>
#include <string_view>

namespace tw::annotation {

// Reads back to an equal edit, whatever is in it (text that is not UTF-8 excepted: bad bytes become U+FFFD).
std::string toJsonLine(const Edit& edit);
// The same for people and the journal: tracks of an import and large new tracks appear as counts. Does not read back
// when something was left out.
std::string toJournalLine(const Edit& edit);
// Errors: Unreadable (not JSON, with line and column), InvalidArgument (an unknown edit: lists the known
// ones; a field that is missing, unknown or of the wrong kind: names it). The edit may still be one that perform()
// refuses.
Result<Edit> editFromJsonLine(std::string_view line);

} // namespace tw::annotation
