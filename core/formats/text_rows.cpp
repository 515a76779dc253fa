#include "core/formats/text_rows.h"

#include "core/base/number_text.h"
#include "core/formats/source_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tw::formats {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\f\v";
// No table has more; a file of separators alone would become a list many times its size.
constexpr std::size_t kMostColumns = 4096;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void splitAt(std::string_view line, char separator, std::vector<std::string_view>& columns)
{
    for (std::size_t begin = 0; columns.size() < kMostColumns;) {
        const auto end = line.find(separator, begin);
        columns.push_back(trimmed(line.substr(begin, end == std::string_view::npos ? end : end - begin)));
        if (end == std::string_view::npos)
            break;
        begin = end + 1;
    }
    if (columns.size() > 1 && columns.back().empty())
        columns.pop_back();
}

void splitAtBlanks(std::string_view line, std::vector<std::string_view>& columns)
{
    for (std::size_t begin = line.find_first_not_of(kBlanks);
         begin != std::string_view::npos && columns.size() < kMostColumns;) {
        const auto end = line.find_first_of(kBlanks, begin);
        columns.push_back(line.substr(begin, end == std::string_view::npos ? end : end - begin));
        begin = end == std::string_view::npos ? end : line.find_first_not_of(kBlanks, end);
    }
}

} // namespace

LineReader::LineReader(std::string_view text) : m_rest(text)
{
    if (m_rest.starts_with(kByteOrderMark))
        m_rest.remove_prefix(kByteOrderMark.size());
}

bool LineReader::next(TextLine& line)
{
    while (!m_rest.empty()) {
        const auto end = m_rest.find_first_of("\r\n");
        const auto text = m_rest.substr(0, end);
        if (end == std::string_view::npos)
            m_rest = {};
        else
            m_rest.remove_prefix(end + (m_rest.substr(end, 2) == "\r\n" ? 2 : 1));
        ++m_number;
        if (text.find_first_not_of(kBlanks) != std::string_view::npos) {
            line = {m_number, text};
            return true;
        }
    }
    return false;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

void splitRow(std::string_view line, Row& row)
{
    row.columns.clear();
    row.decimalComma = line.find(';') != std::string_view::npos;
    if (row.decimalComma)
        splitAt(line, ';', row.columns);
    else if (line.find(',') != std::string_view::npos)
        splitAt(line, ',', row.columns);
    else
        splitAtBlanks(line, row.columns);
}

std::optional<double> numberAt(const Row& row, std::size_t column)
{
    if (column >= row.columns.size())
        return std::nullopt;
    const auto text = row.columns[column];
    if (row.decimalComma) {
        if (const auto comma = text.find(','); comma != std::string_view::npos) {
            std::string point(text);
            point[comma] = '.';
            return toDouble(point);
        }
    }
    return toDouble(text);
}

std::optional<std::int64_t> integerOf(double value)
{
    constexpr double kLargest = 9007199254740992.0; // 2^53: beyond it a double no longer names one integer
    if (!(std::abs(value) <= kLargest) || value != std::trunc(value))
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> integerAt(const Row& row, std::size_t column)
{
    if (column >= row.columns.size())
        return std::nullopt;
    if (const auto integer = toInteger(row.columns[column]))
        return integer;
    const auto number = numberAt(row, column);
    return number ? integerOf(*number) : std::nullopt;
}

Result<std::vector<std::string>> splitQuoted(std::string_view line, char separator)
{
    std::vector<std::string> columns(1);
    bool inside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (inside) {
            if (c != '"')
                columns.back() += c;
            else if (i + 1 < line.size() && line[i + 1] == '"')
                columns.back() += line[++i];
            else
                inside = false;
        } else if (c == '"' && trimmed(columns.back()).empty()) {
            columns.back().clear();
            inside = true;
        } else if (c == separator) {
            if (columns.size() == kMostColumns)
                return Error{ErrorCode::Unreadable, "has more than " + std::to_string(kMostColumns) + " columns", {}};
            columns.emplace_back();
        } else {
            columns.back() += c;
        }
    }
    if (inside)
        return Error{ErrorCode::Unreadable, "a quote is not closed", {}};
    return columns;
}

std::string quotedColumn(std::string_view text, char separator, LineBreaks breaks)
{
    const bool needed = text.find_first_of("\"\r\n") != std::string_view::npos ||
                        text.find(separator) != std::string_view::npos || trimmed(text) != text;
    if (!needed)
        return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        const bool isBreak = c == '\n' || c == '\r';
        out += isBreak && breaks == LineBreaks::Blank ? ' ' : c;
    }
    return out += '"';
}

namespace {

// Without an exponent: some readers split numbers with their own hands.
template <class T>
void appendShortest(std::string& out, T value)
{
    if (!std::isfinite(value)) {
        appendText(out, static_cast<double>(value));
        return;
    }
    std::array<char, 1200> buffer; // the smallest double has 324 zeros after the point, and up to 17 digits
    const T positiveZero = value == 0 ? T{0} : value;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), positiveZero, std::chars_format::fixed).ptr;
    out.append(buffer.data(), end);
}

} // namespace

void appendNumber(std::string& out, double value, int decimals)
{
    if (decimals >= 0)
        appendText(out, value, decimals);
    else
        appendShortest(out, value);
}

void appendNumber(std::string& out, float value, int decimals)
{
    if (decimals >= 0)
        appendText(out, static_cast<double>(value), decimals);
    else
        appendShortest(out, value);
}

Result<std::string> readTextFile(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(SourceText source, readSourceText(path));
    return std::move(source.text);
}

} // namespace tw::formats
