#include "core/annotation/verdict_mark.h"

#include <algorithm>

namespace tw::annotation {

VerdictMap patched(VerdictMap from, const std::vector<VerdictDelta>& deltas)
{
    for (const VerdictDelta& delta : deltas) {
        const auto found = from.find(delta.key);
        const auto here = found == from.end() ? std::nullopt : std::optional(found->second);
        if (here != delta.before)
            continue;
        if (delta.after)
            from.insert_or_assign(delta.key, *delta.after);
        else if (found != from.end())
            from.erase(found);
    }
    return from;
}

std::vector<VerdictDelta> differences(const VerdictMap& before, const VerdictMap& after)
{
    std::vector<VerdictDelta> out;
    for (const auto& [key, mark] : before) {
        const auto there = after.find(key);
        if (there == after.end())
            out.push_back({key, mark, std::nullopt});
        else if (there->second != mark)
            out.push_back({key, mark, there->second});
    }
    for (const auto& [key, mark] : after)
        if (!before.contains(key))
            out.push_back({key, std::nullopt, mark});
    std::sort(out.begin(), out.end(), [](const VerdictDelta& a, const VerdictDelta& b) { return a.key < b.key; });
    return out;
}

std::vector<VerdictDelta> composed(const std::vector<VerdictDelta>& first, const std::vector<VerdictDelta>& second)
{
    std::vector<VerdictDelta> out = first;
    for (const VerdictDelta& delta : second) {
        const auto place = std::lower_bound(out.begin(), out.end(), delta.key,
                                            [](const VerdictDelta& a, const std::string& key) { return a.key < key; });
        if (place == out.end() || place->key != delta.key)
            out.insert(place, delta);
        else
            place->after = delta.after;
    }
    std::erase_if(out, [](const VerdictDelta& delta) { return delta.before == delta.after; });
    return out;
}

} // namespace tw::annotation
