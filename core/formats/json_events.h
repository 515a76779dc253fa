#pragma once
// JSON read as a stream of values with their places: files of a million boxes need no tree in memory (a tree of 122 MB
// of COCO takes about 1 GB).

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tw::formats {

// One step of the way to a value: a key, or a place in an array.
struct JsonStep {
    std::string key;         // of an object
    std::int64_t index = -1; // of an array; -1 in an object
};
using JsonPlace = std::vector<JsonStep>;

using JsonScalar = std::variant<std::monostate, bool, std::int64_t, double, std::string_view>;

class JsonEvents
{
public:
    virtual ~JsonEvents() = default;
    virtual void value(const JsonPlace& place, const JsonScalar& scalar) = 0;
    // An object or array ends; `place` is its own.
    virtual void end(const JsonPlace& place) = 0;
};

// NaN and Infinity are read as null. Errors: Unreadable (with line and column); Refused when it is nested deeper
// than 64.
Result<void> readJson(std::string_view text, JsonEvents& events);

// As a number; nothing for text, null and booleans.
std::optional<double> numberOf(const JsonScalar& scalar);
// As an integer, also 3.0; also from text "3" as ids are written by some.
std::optional<std::int64_t> integerOf(const JsonScalar& scalar);
bool truthOf(const JsonScalar& scalar);
// As a text: "true", "1.5", the text itself; empty for null.
std::string anyText(const JsonScalar& scalar);

// A text as a JSON string with its quotes; broken UTF-8 is replaced.
std::string jsonString(std::string_view text);

} // namespace tw::formats
