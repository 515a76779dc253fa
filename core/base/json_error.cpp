#include "core/base/json_error.h"

#include <algorithm>
#include <string>

namespace tw {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

// The word at which the parser stopped, short and printable.
std::string wordBefore(std::string_view text, std::size_t end)
{
    constexpr std::size_t kShown = 20;
    std::string word(text.substr(end < kShown ? 0 : end - kShown, std::min(end, kShown)));
    if (const auto line = word.find_last_of("\r\n"); line != std::string::npos)
        word.erase(0, line + 1);
    for (char& c : word) {
        if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E)
            c = '?';
    }
    return word;
}

} // namespace

Error jsonError(std::string_view text, std::size_t byte)
{
    if (isBlank(text))
        return {ErrorCode::Unreadable, "it is empty", {}};
    const bool atEnd = byte > text.size(); // the parser counts the end as one more
    byte = std::min(byte, text.size());
    const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto lineStart = before.find_last_of('\n');
    const std::size_t column = before.size() - (lineStart == std::string_view::npos ? 0 : lineStart + 1) + 1;
    const std::string where = "line " + std::to_string(line) + ", column " + std::to_string(column);
    if (atEnd)
        return {ErrorCode::Unreadable, "the JSON ends too early; the file was probably cut off when it was copied",
                where};
    const std::string word = wordBefore(text, byte);
    return {ErrorCode::Unreadable,
            "the JSON is damaged here" + (word.empty() ? std::string() : ", after '" + word + "'"), where};
}

} // namespace tw
