#include "core/formats/mot_check.h"

#include "core/base/atomic_file.h"

#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;

struct StrictRow {
    std::int64_t line = 0;
    std::int64_t frame = 0;
    std::int64_t id = 0;
    std::array<double, 4> box{};
};

class StrictParser
{
public:
    StrictParser(const MotRules& rules, std::vector<Issue>& problems) : m_rules(rules), m_problems(problems) {}

    // False when the row could not be understood at all.
    bool parse(std::string_view line, StrictRow& row)
    {
        m_line = row.line;
        split(line);
        const std::size_t expected = m_rules.layout == MotLayout::Gt ? 9 : 10;
        if (m_columns.size() != expected) {
            problem(std::to_string(m_columns.size()) + " columns, " + std::to_string(expected) + " expected");
            return false;
        }
        const auto frame = integer(0);
        const auto id = integer(1);
        if (!frame || !id)
            return false;
        row.frame = *frame;
        row.id = *id;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto value = real(i + 2, m_rules.decimals);
            if (!value)
                return false;
            row.box[i] = *value;
        }
        checkNumbers(row);
        checkTail();
        return true;
    }

private:
    void problem(std::string text) { m_problems.push_back({m_line, std::move(text), Severity::Problem}); }

    void split(std::string_view line)
    {
        m_columns.clear();
        for (std::size_t begin = 0; begin <= line.size();) {
            const auto end = std::min(line.find(',', begin), line.size());
            m_columns.push_back(line.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    std::optional<std::int64_t> integer(std::size_t column)
    {
        const auto text = m_columns[column];
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && !text.empty())
            return value;
        problem("column " + std::to_string(column + 1) + " is not an integer: '" + std::string(text) + "'");
        return std::nullopt;
    }
    std::optional<double> real(std::size_t column, int decimals)
    {
        const auto text = m_columns[column];
        double value = 0;
        const auto [end, error] =
            std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
        if (error != std::errc() || end != text.data() + text.size() || text.empty() || !std::isfinite(value)) {
            problem("column " + std::to_string(column + 1) + " is not a plain number: '" + std::string(text) + "'");
            return std::nullopt;
        }
        const auto point = text.find('.');
        // A side that would round to nothing is written exactly
        const bool tiny = column >= 4 && std::abs(value) < std::pow(10.0, -std::max(decimals, 0));
        if (decimals >= 0 && !tiny && point != std::string_view::npos &&
            text.size() - point - 1 > static_cast<std::size_t>(decimals))
            problem("column " + std::to_string(column + 1) + " has more than " + std::to_string(decimals) +
                    " decimals");
        return value;
    }
    void checkNumbers(const StrictRow& row)
    {
        if (row.frame < 1 || (m_rules.length > 0 && row.frame > m_rules.length))
            problem("frame " + std::to_string(row.frame) + " is outside 1.." + std::to_string(m_rules.length));
        if (m_rules.layout == MotLayout::Det ? row.id != -1 : row.id < 1)
            problem("id " + std::to_string(row.id) + (m_rules.layout == MotLayout::Det ? " is not -1" : " is below 1"));
        if (!(row.box[2] > 0) || !(row.box[3] > 0))
            problem("width and height must be larger than 0");
    }
    void checkTail()
    {
        const bool truth = m_rules.layout == MotLayout::Gt || m_rules.layout == MotLayout::Gt15;
        if (truth && m_columns[6] != "0" && m_columns[6] != "1")
            problem("the flag is neither 0 nor 1: '" + std::string(m_columns[6]) + "'");
        if (!truth)
            static_cast<void>(real(6, -1));
        if (m_rules.layout == MotLayout::Gt) {
            const auto classId = integer(7);
            if (classId && (*classId < 1 || *classId > 13))
                problem("class " + std::to_string(*classId) + " is not one of 1..13");
            const auto visibility = real(8, m_rules.decimals);
            if (visibility && (*visibility < 0 || *visibility > 1))
                problem("the visibility is outside 0..1");
            return;
        }
        for (std::size_t column = 7; column < 10; ++column) {
            if (m_columns[column] != "-1")
                problem("column " + std::to_string(column + 1) + " is not -1");
        }
    }

    const MotRules& m_rules;
    std::vector<Issue>& m_problems;
    std::vector<std::string_view> m_columns;
    std::int64_t m_line = 0;
};

void checkOrder(const std::vector<StrictRow>& rows, const MotRules& rules, std::vector<Issue>& problems)
{
    std::set<std::pair<std::int64_t, std::int64_t>> seen;
    std::set<std::int64_t> finished;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const StrictRow& row = rows[i];
        if (rules.layout != MotLayout::Det && !seen.emplace(row.id, row.frame).second)
            problems.push_back(
                {row.line, "id " + std::to_string(row.id) + " stands twice in frame " + std::to_string(row.frame)});
        if (!rules.trackMajor || rules.layout == MotLayout::Det || i == 0)
            continue;
        const StrictRow& before = rows[i - 1];
        if (row.id == before.id && row.frame <= before.frame)
            problems.push_back({row.line, "frames of id " + std::to_string(row.id) + " do not ascend"});
        if (row.id != before.id) {
            finished.insert(before.id);
            if (finished.contains(row.id))
                problems.push_back({row.line, "rows of id " + std::to_string(row.id) + " do not stand together"});
        }
    }
}

std::vector<StrictRow> parseStrictly(std::string_view text, const MotRules& rules, std::vector<Issue>& problems)
{
    std::vector<StrictRow> rows;
    StrictParser parser(rules, problems);
    if (!text.empty() && text.back() != '\n')
        problems.push_back({0, "the last row has no line end"});
    std::int64_t number = 0;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        StrictRow row;
        row.line = ++number;
        if (parser.parse(line, row))
            rows.push_back(row);
    }
    checkOrder(rows, rules, problems);
    return rows;
}

// What the document says must be in the file.
std::map<std::pair<std::int64_t, std::int64_t>, Box> expectedBoxes(const annotation::DocumentState& state,
                                                                   const WriteOptions& options, MotLayout layout)
{
    std::map<std::pair<std::int64_t, std::int64_t>, Box> expected;
    for (const auto& [id, track] : state.tracks) {
        const int classNumber = number(track->classId);
        if ((track->hidden && !options.includeHidden) ||
            (layout == MotLayout::Gt && (classNumber < 1 || classNumber > 13)))
            continue;
        for (const auto& box : track->boxes) {
            if (options.info.length <= 0 || box.frame < options.info.length)
                expected[{number(id), std::int64_t{box.frame} + 1}] = box.box;
        }
    }
    return expected;
}

void compareWithDocument(const std::vector<StrictRow>& rows, const annotation::DocumentState& state,
                         const WriteOptions& options, MotLayout layout, MotCheck& check)
{
    auto expected = expectedBoxes(state, options, layout);
    const double allowed = options.decimals >= 0 ? 0.5 * std::pow(10.0, -options.decimals) : 0.0;
    for (const StrictRow& row : rows) {
        const auto found = expected.find({row.id, row.frame});
        if (found == expected.end()) {
            check.problems.push_back({row.line, "the document has no such box"});
            continue;
        }
        const Box& box = found->second;
        const std::array<double, 4> wanted = {box.left, box.top, box.width, box.height};
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const double deviation = std::abs(wanted[i] - row.box[i]);
            check.largestDeviationPx = std::max(check.largestDeviationPx, deviation);
            // the last digit of large coordinates is the double's own
            if (deviation > allowed + 1e-12 * std::abs(wanted[i]))
                check.problems.push_back({row.line, "the box is not the document's"});
        }
        expected.erase(found);
    }
    if (!expected.empty()) {
        const auto& [key, box] = *expected.begin();
        check.problems.push_back({0, std::to_string(expected.size()) +
                                         " boxes of the document are missing, the first of id " +
                                         std::to_string(key.first) + " in frame " + std::to_string(key.second)});
    }
}

} // namespace

std::vector<Issue> checkMotText(std::string_view text, const MotRules& rules)
{
    std::vector<Issue> problems;
    parseStrictly(text, rules, problems);
    return problems;
}

std::vector<Issue> checkSeqinfoText(std::string_view text, const SequenceInfo& info)
{
    std::vector<Issue> problems;
    const std::array<std::pair<std::string, std::string>, 7> keys = {{{"name", info.name},
                                                                      {"imDir", info.imageFolder},
                                                                      {"frameRate", {}},
                                                                      {"seqLength", std::to_string(info.length)},
                                                                      {"imWidth", std::to_string(info.width)},
                                                                      {"imHeight", std::to_string(info.height)},
                                                                      {"imExt", info.imageExtension}}};
    std::int64_t number = 0;
    const auto nextLine = [&]() -> std::optional<std::string_view> {
        const auto end = text.find('\n');
        if (end == std::string_view::npos)
            return std::nullopt;
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        ++number;
        return line;
    };
    if (nextLine() != std::string_view("[Sequence]"))
        problems.push_back({number, "[Sequence] expected"});
    for (const auto& [key, value] : keys) {
        const auto line = nextLine();
        if (!line || !line->starts_with(key + "=")) {
            problems.push_back({number, key + "= expected"});
            continue;
        }
        const auto found = line->substr(key.size() + 1);
        std::int64_t rate = 0;
        const auto parsed = std::from_chars(found.data(), found.data() + found.size(), rate);
        if (key == "frameRate" && (parsed.ptr != found.data() + found.size() || found.empty() || rate < 1))
            problems.push_back({number, "frameRate is not an integer"});
        if (key != "frameRate" && found != value)
            problems.push_back({number, key + " is not '" + value + "'"});
    }
    if (!text.empty())
        problems.push_back({number + 1, "nothing may follow imExt"});
    return problems;
}

Result<MotCheck> checkMotExport(const fs::path& path, const annotation::DocumentState& state,
                                const WriteOptions& options, MotLayout layout)
{
    std::error_code error;
    const bool folder = fs::is_directory(path, error);
    TW_TRY_ASSIGN(const std::string text, readFile(folder ? path / "gt" / "gt.txt" : path));
    MotCheck check;
    const MotRules rules{layout, options.info.length, options.decimals, !options.frameMajor};
    const std::vector<StrictRow> rows = parseStrictly(text, rules, check.problems);
    check.rows = rows.size();
    std::set<std::int64_t> ids;
    for (const StrictRow& row : rows) {
        if (row.id >= 0)
            ids.insert(row.id);
    }
    check.tracks = ids.size();
    if (layout != MotLayout::Det)
        compareWithDocument(rows, state, options, layout, check);
    if (folder) {
        TW_TRY_ASSIGN(const std::string ini, readFile(path / "seqinfo.ini"));
        SequenceInfo info = options.info;
        if (info.name.empty())
            info.name = (path.has_filename() ? path : path.parent_path()).filename().string();
        if (info.length <= 0) {
            for (const auto& [id, track] : state.tracks) {
                if (!track->hidden || options.includeHidden)
                    info.length = std::max(info.length, track->lastFrame() + 1);
            }
        }
        for (Issue& issue : checkSeqinfoText(ini, info)) {
            issue.text = "seqinfo.ini: " + issue.text;
            check.problems.push_back(std::move(issue));
        }
    }
    return check;
}

} // namespace tw::formats
