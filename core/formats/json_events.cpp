#include "core/formats/json_events.h"

#include "core/base/json_error.h"
#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::formats {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 64;

class Walker : public nlohmann::json_sax<Json>
{
public:
    Walker(JsonEvents& events, std::string_view text) : m_events(events), m_text(text) {}
    const Error& error() const { return m_error; }

    bool null() override { return scalar({}); }
    bool boolean(bool value) override { return scalar(value); }
    bool number_integer(number_integer_t value) override { return scalar(std::int64_t{value}); }
    bool number_unsigned(number_unsigned_t value) override
    {
        if (value > static_cast<number_unsigned_t>(INT64_MAX))
            return scalar(static_cast<double>(value));
        return scalar(static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t value, const string_t&) override { return scalar(double{value}); }
    bool string(string_t& value) override { return scalar(std::string_view(value)); }
    bool binary(binary_t&) override { return scalar({}); }
    bool start_object(std::size_t) override { return enter(false); }
    bool start_array(std::size_t) override { return enter(true); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }
    bool key(string_t& value) override
    {
        m_place.back().key.assign(value);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override
    {
        // A number that no double can hold is reported without a position
        const bool isSyntax = dynamic_cast<const nlohmann::detail::parse_error*>(&error) != nullptr;
        m_error = isSyntax ? jsonError(m_text, position)
                           : Error{ErrorCode::Unreadable, "the JSON has a number larger than any that can be read", {}};
        return false;
    }

private:
    void advance()
    {
        if (!m_place.empty() && m_isArray.back())
            ++m_place.back().index;
    }
    bool scalar(const JsonScalar& value)
    {
        advance();
        m_events.value(m_place, value);
        return true;
    }
    bool enter(bool array)
    {
        advance();
        if (m_place.size() >= kDeepest) {
            m_error = Error{ErrorCode::Refused, "its arrays and objects are nested deeper than 64 levels", {}};
            return false;
        }
        m_place.emplace_back();
        m_isArray.push_back(array);
        return true;
    }
    bool leave()
    {
        m_place.pop_back();
        m_isArray.pop_back();
        m_events.end(m_place);
        return true;
    }

    JsonEvents& m_events;
    std::string_view m_text;
    JsonPlace m_place;
    std::vector<bool> m_isArray;
    Error m_error;
};

constexpr std::size_t kMostDigits = 1000;

std::size_t longestNumber(std::string_view text)
{
    std::size_t longest = 0, now = 0;
    for (const char c : text) {
        now = c >= '0' && c <= '9' ? now + 1 : 0;
        longest = std::max(longest, now);
    }
    return longest;
}

} // namespace

namespace {

// NumPy and pandas write NaN and Infinity, which JSON has not. They become null, at the same places; what needs a
// number there is then listed by its reader.
std::optional<std::string> withoutNan(std::string_view text)
{
    if (text.find("NaN") == std::string_view::npos && text.find("Infinity") == std::string_view::npos)
        return std::nullopt;
    std::string out;
    out.reserve(text.size() + 64);
    bool quoted = false;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (quoted && c == '\\' && at + 1 < text.size()) {
            out += text.substr(at, 2);
            at += 2;
            continue;
        }
        quoted = quoted != (c == '"');
        std::size_t skipped = 0;
        for (const std::string_view word : {"NaN", "-NaN", "Infinity", "-Infinity"}) {
            if (!quoted && text.substr(at).starts_with(word))
                skipped = word.size();
        }
        if (skipped > 0)
            out += "null";
        else
            out += c;
        at += std::max<std::size_t>(skipped, 1);
    }
    return out;
}

} // namespace

Result<void> readJson(std::string_view text, JsonEvents& events)
{
    // The parser collects the digits of a number before it looks at them.
    if (const std::size_t digits = longestNumber(text); digits > kMostDigits)
        return Error{ErrorCode::Refused, "has a number of " + std::to_string(digits) + " digits", {}};
    const std::optional<std::string> cleaned = withoutNan(text);
    if (cleaned)
        text = *cleaned;
    Walker walker(events, text);
    try {
        if (!Json::sax_parse(text.begin(), text.end(), &walker))
            return walker.error();
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "the JSON is damaged", {}};
    }
    return {};
}

std::optional<double> numberOf(const JsonScalar& scalar)
{
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return static_cast<double>(*integer);
    if (const auto* real = std::get_if<double>(&scalar))
        return *real;
    return std::nullopt;
}

std::optional<std::int64_t> integerOf(const JsonScalar& scalar)
{
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return *integer;
    if (const auto* real = std::get_if<double>(&scalar))
        return integerOf(*real);
    if (const auto* text = std::get_if<std::string_view>(&scalar))
        return toInteger(*text);
    return std::nullopt;
}

bool truthOf(const JsonScalar& scalar)
{
    if (const auto* truth = std::get_if<bool>(&scalar))
        return *truth;
    if (const auto* text = std::get_if<std::string_view>(&scalar))
        return *text == "true" || *text == "1";
    return numberOf(scalar).value_or(0) != 0;
}

std::string anyText(const JsonScalar& scalar)
{
    if (const auto* text = std::get_if<std::string_view>(&scalar))
        return std::string(*text);
    if (const auto* truth = std::get_if<bool>(&scalar))
        return *truth ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&scalar))
        return toText(*whole);
    const auto* number = std::get_if<double>(&scalar);
    return number == nullptr ? std::string() : toText(*number);
}

std::string jsonString(std::string_view text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace tw::formats
