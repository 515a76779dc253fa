#pragma once
// Text as it may stand in XML and HTML, between tags and in attributes. Pure; any thread.

#include <string>
#include <string_view>

namespace tw {

inline std::string markupText(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c; // control characters are not XML
        }
    }
    return out;
}

} // namespace tw
