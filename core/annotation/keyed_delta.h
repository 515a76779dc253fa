#pragma once
// Differences of maps, entry by entry: verdicts and notes are recorded and undone by them. Pure functions, any thread.

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace tw::annotation {

template <class Key, class Value>
struct KeyedDelta {
    Key key{};
    std::optional<Value> before; // none: no such entry
    std::optional<Value> after;

    friend bool operator==(const KeyedDelta&, const KeyedDelta&) = default;
};

// `from` with the differences carried out; an entry that is not what `before` says stays.
template <class Key, class Value>
std::map<Key, Value> patched(std::map<Key, Value> from, const std::vector<KeyedDelta<Key, Value>>& deltas)
{
    for (const auto& delta : deltas) {
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

// By key.
template <class Key, class Value>
std::vector<KeyedDelta<Key, Value>> differences(const std::map<Key, Value>& before, const std::map<Key, Value>& after)
{
    std::vector<KeyedDelta<Key, Value>> out;
    for (const auto& [key, value] : before) {
        const auto there = after.find(key);
        if (there == after.end())
            out.push_back({key, value, std::nullopt});
        else if (!(there->second == value))
            out.push_back({key, value, there->second});
    }
    for (const auto& [key, value] : after)
        if (!before.contains(key))
            out.push_back({key, std::nullopt, value});
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return out;
}

// One difference that does what `first` and then `second` do.
template <class Key, class Value>
std::vector<KeyedDelta<Key, Value>> composed(const std::vector<KeyedDelta<Key, Value>>& first,
                                             const std::vector<KeyedDelta<Key, Value>>& second)
{
    auto out = first;
    for (const auto& delta : second) {
        const auto place = std::lower_bound(out.begin(), out.end(), delta.key,
                                            [](const auto& a, const Key& key) { return a.key < key; });
        if (place == out.end() || place->key != delta.key)
            out.insert(place, delta);
        else
            place->after = delta.after;
    }
    std::erase_if(out, [](const auto& delta) { return delta.before == delta.after; });
    return out;
}

} // namespace tw::annotation
