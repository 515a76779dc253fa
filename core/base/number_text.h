#pragma once
// Numbers to text and back, whatever the locale (QCoreApplication switches LC_NUMERIC; printf would write "1,5").

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tw {

// Shortest text that reads back to the same double; "nan", "inf", "-inf" for the rest.
std::string toText(double value);
std::string toText(std::int64_t value);
// `decimals` digits after the point at most, trailing zeros removed, never "-0".
std::string toText(double value, int decimals);
// Appends instead of allocating.
void appendText(std::string& out, double value);
void appendText(std::string& out, double value, int decimals);
void appendText(std::string& out, std::int64_t value);

// The whole text must be the number; leading and trailing blanks are allowed, a leading '+' too.
std::optional<double> toDouble(std::string_view text);
std::optional<std::int64_t> toInteger(std::string_view text);

} // namespace tw
