#include "core/formats/json_events.h"

#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

#include <nlohmann/json.hpp>

namespace tw::formats {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 64;

class Walker : public nlohmann::json_sax<Json>
{
public:
    explicit Walker(JsonEvents& events) : m_events(events) {}
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
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override
    {
        m_error = Error{ErrorCode::Unreadable, error.what(), {}};
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
            m_error = Error{ErrorCode::Refused, "nested deeper than 64", {}};
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
    JsonPlace m_place;
    std::vector<bool> m_isArray;
    Error m_error;
};

} // namespace

Result<void> readJson(std::string_view text, JsonEvents& events)
{
    Walker walker(events);
    try {
        if (!Json::sax_parse(text.begin(), text.end(), &walker))
            return walker.error();
    } catch (const Json::exception& error) {
        return Error{ErrorCode::Unreadable, error.what(), {}};
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

std::string jsonString(std::string_view text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace tw::formats
