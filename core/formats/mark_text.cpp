#include "core/formats/mark_text.h"

#include <array>
#include <utility>

namespace tw::formats {

using annotation::BoxOrigin;

namespace {

constexpr std::array<std::pair<BoxOrigin, std::string_view>, 4> kOrigins = {{{BoxOrigin::Interpolated, "interpolated"},
                                                                             {BoxOrigin::Tracker, "tracker"},
                                                                             {BoxOrigin::Imported, "imported"},
                                                                             {BoxOrigin::Manual, "manual"}}};
constexpr std::string_view kHexDigits = "0123456789abcdef";

} // namespace

std::string_view originText(BoxOrigin origin)
{
    for (const auto& [value, text] : kOrigins) {
        if (value == origin)
            return text;
    }
    return "imported";
}

std::optional<BoxOrigin> originOf(std::string_view text)
{
    for (const auto& [value, name] : kOrigins) {
        if (name == text)
            return value;
    }
    return std::nullopt;
}

std::string colorText(std::uint32_t color)
{
    std::string out = "#";
    for (int shift = 20; shift >= 0; shift -= 4)
        out += kHexDigits[(color >> static_cast<unsigned>(shift)) & 15U];
    return out;
}

std::optional<std::uint32_t> colorOf(std::string_view text)
{
    if (text.size() != 7 || text[0] != '#')
        return std::nullopt;
    std::uint32_t color = 0;
    for (const char c : text.substr(1)) {
        const auto digit = kHexDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        color = color << 4U | static_cast<std::uint32_t>(digit);
    }
    return color;
}

} // namespace tw::formats
