#include "core/base/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tw {
namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
    if (text.size() > 1 && text.front() == '+' && text[1] != '-' && text[1] != '+')
        text.remove_prefix(1);
    return text;
}

template <class T>
std::optional<T> parse(std::string_view text)
{
    text = trimmed(text);
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        return std::nullopt;
    return value;
}

} // namespace

void appendText(std::string& out, double value)
{
    std::array<char, 40> buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out.append(buffer.data(), result.ptr);
}

void appendText(std::string& out, double value, int decimals)
{
    if (!std::isfinite(value)) {
        appendText(out, value);
        return;
    }
    std::array<char, 400> buffer; // the largest double has 309 digits before the point
    const auto result =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    std::string_view text(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()));
    if (text.find('.') != std::string_view::npos) {
        text = text.substr(0, text.find_last_not_of('0') + 1);
        if (text.ends_with('.'))
            text.remove_suffix(1);
    }
    out += text == "-0" ? std::string_view("0") : text;
}

void appendText(std::string& out, std::int64_t value)
{
    std::array<char, 24> buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    out.append(buffer.data(), result.ptr);
}

std::string toText(double value)
{
    std::string out;
    appendText(out, value);
    return out;
}

std::string toText(std::int64_t value)
{
    std::string out;
    appendText(out, value);
    return out;
}

std::string toText(double value, int decimals)
{
    std::string out;
    appendText(out, value, decimals);
    return out;
}

std::optional<double> toDouble(std::string_view text)
{
    return parse<double>(text);
}

std::optional<std::int64_t> toInteger(std::string_view text)
{
    return parse<std::int64_t>(text);
}

} // namespace tw
