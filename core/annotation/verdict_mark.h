#pragma once
// What a person decided about a review finding, as part of the document: given, undone and redone like every edit.
// Values; the meaning of key, state and evidence belongs to core/review/verdict.h.

#include "core/annotation/keyed_delta.h"

#include <cstdint>
#include <map>
#include <string>

namespace tw::annotation {

struct VerdictMark {
    std::string state;          // "accepted", "dismissed", "later"
    std::uint64_t evidence = 0; // of the finding at that time
    std::int64_t order = 0;     // larger: given later

    friend bool operator==(const VerdictMark&, const VerdictMark&) = default;
};
using VerdictMap = std::map<std::string, VerdictMark>; // by the key of the finding
using VerdictDelta = KeyedDelta<std::string, VerdictMark>;

} // namespace tw::annotation
