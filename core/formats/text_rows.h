#pragma once
// Lines and columns of text files as the field writes them: LF, CRLF or CR, a byte order mark, commas, semicolons,
// tabs or blanks, blank lines, empty last columns. Views point into the caller's text.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tw::formats {

struct TextLine {
    std::int64_t number = 0; // 1-based
    std::string_view text;   // without the line end
};

class LineReader
{
public:
    explicit LineReader(std::string_view text);
    // Blank lines are counted and passed over.
    bool next(TextLine& line);

private:
    std::string_view m_rest;
    std::int64_t m_number = 0;
};

std::string_view trimmed(std::string_view text);

// Columns of one row, trimmed. The separator is the first of these that the line has: semicolon, comma, tab, blank;
// runs of blanks are one separator. One empty column at the end (a trailing separator) is not a column.
// `decimalComma` tells that semicolons separate and commas may stand in numbers.
struct Row {
    std::vector<std::string_view> columns;
    bool decimalComma = false;
};
void splitRow(std::string_view line, Row& row);

// The number in a column; a decimal comma where the row has one.
std::optional<double> numberAt(const Row& row, std::size_t column);
// An integer, also written as "12.0" or "1.2e1". Nothing when it has a fraction or does not fit.
std::optional<std::int64_t> integerAt(const Row& row, std::size_t column);
std::optional<std::int64_t> integerOf(double value);

// Columns of a quoted CSV row (RFC 4180; line breaks inside quotes belong to the column).
// Errors: Unreadable (a quote that is not closed).
Result<std::vector<std::string>> splitQuoted(std::string_view line, char separator);
enum class LineBreaks {
    Keep, // RFC 4180
    Blank // for formats whose readers take every line for a row
};
// `text` as one CSV column, quoted when it must be.
std::string quotedColumn(std::string_view text, char separator, LineBreaks breaks = LineBreaks::Blank);

// Appends a number with at most `decimals` digits after the point; -1: the shortest text that reads back to the same
// double or float.
void appendNumber(std::string& out, double value, int decimals);
void appendNumber(std::string& out, float value, int decimals);

// As UTF-8 (source_text.h). Errors: those of readFile; Unreadable for files that are no text.
Result<std::string> readTextFile(const std::filesystem::path& path);

} // namespace tw::formats
