#pragma once
// Sentences for people hold no words of parsers, libraries and their exceptions.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace tw::test {

// The first word in `text` that only the author of a library understands; empty: none.
inline std::string jargonIn(std::string_view text)
{
    constexpr std::array<std::string_view, 27> kJargon = {
        "json.exception",  "parse_error",      "type_error",      "out_of_range",
        "pickle",          "opcode",           "zip64",           "std::",
        "bad_alloc",       "basic_string",     "what():",         "c10::",
        "generic error",   "external library", "averror",         "invalid data found",
        "invalid literal", "syntax error",     "nlohmann",        "pugi",
        "exception",       "precondition",     "nullptr",         "errno",
        "subcommand",      "sqlite_",          "terminate called"};
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const std::string_view word : kJargon) {
        if (lower.find(word) != std::string::npos)
            return std::string(word);
    }
    return {};
}

} // namespace tw::test
