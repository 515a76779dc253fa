#pragma once
// (private) FNV-1a of text, as hexadecimal digits: names of folders, keys of options. Not for secrets.

#include <cstdint>
#include <string>
#include <string_view>

namespace tw::batch {

constexpr std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

inline std::string hexOf(std::uint64_t value)
{
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; value >>= 4U)
        text[i] = "0123456789abcdef"[value & 15U];
    return text;
}

} // namespace tw::batch
