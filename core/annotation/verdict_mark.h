#pragma once
// What a person decided about a review finding, as part of the document: given, undone and redone like every edit.
// Values; the meaning of key, state and evidence belongs to core/review/verdict.h.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tw::annotation {

struct VerdictMark {
    std::string state;          // "accepted", "dismissed", "later"
    std::uint64_t evidence = 0; // of the finding at that time
    std::int64_t order = 0;     // larger: given later

    friend bool operator==(const VerdictMark&, const VerdictMark&) = default;
};
using VerdictMap = std::map<std::string, VerdictMark>; // by the key of the finding

struct VerdictDelta {
    std::string key;
    std::optional<VerdictMark> before; // none: no verdict
    std::optional<VerdictMark> after;

    friend bool operator==(const VerdictDelta&, const VerdictDelta&) = default;
};

// By key. `from` with the differences carried out; a verdict that is not what `before` says stays.
VerdictMap patched(VerdictMap from, const std::vector<VerdictDelta>& deltas);
std::vector<VerdictDelta> differences(const VerdictMap& before, const VerdictMap& after);
// One difference that does what `first` and then `second` do.
std::vector<VerdictDelta> composed(const std::vector<VerdictDelta>& first, const std::vector<VerdictDelta>& second);

} // namespace tw::annotation
