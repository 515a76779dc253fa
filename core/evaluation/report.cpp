#include "core/evaluation/report.h"

#include "core/base/number_text.h"
#include "core/evaluation/metrics_table.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::evaluation {
namespace {

constexpr int kTableDecimals = 2;

struct Line {
    std::string name;
    std::string className; // empty when there is only one
    const Scores* scores = nullptr;
    bool total = false;
};

std::string classText(ClassId classId, const ClassNames& names)
{
    if (names)
        return names(classId);
    return classId == ClassId::kInvalid ? "all classes" : "class " + toText(std::int64_t{number(classId)});
}

// Everything a flat report lists, in its order.
std::vector<Line> linesOf(const EvaluationReport& report, const ClassNames& names)
{
    std::vector<Line> lines;
    const bool several = report.classes.size() > 1;
    for (const ClassReport& one : report.classes) {
        const std::string className = several ? classText(one.classId, names) : std::string();
        for (const SequenceScores& sequence : one.sequences)
            lines.push_back({sequence.name, className, &sequence.scores, false});
        lines.push_back({"COMBINED", className, &one.combined, true});
    }
    if (report.detectionAveraged)
        lines.push_back({"COMBINED", "detection averaged", &*report.detectionAveraged, true});
    if (report.classAveraged)
        lines.push_back({"COMBINED", "class averaged", &*report.classAveraged, true});
    return lines;
}

double shown(const Metric& metric, const Scores& scores)
{
    return metric.get(scores) * (metric.kind == MetricKind::Percent ? 100 : 1);
}

// With a fixed number of decimals, so that columns line up: "55.50".
std::string fixedText(const Metric& metric, const Scores& scores)
{
    const double value = shown(metric, scores);
    if (metric.kind == MetricKind::Count || !std::isfinite(value))
        return toText(value, 0);
    std::string text = toText(value, kTableDecimals);
    const auto point = text.find('.');
    const std::size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1;
    if (decimals == 0)
        text += '.';
    return text.append(kTableDecimals - decimals, '0');
}

// Characters, not bytes: sequence names may hold any UTF-8.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t to, bool left)
{
    const std::string blanks(to > width(text) ? to - width(text) : 0, ' ');
    return left ? text + blanks : blanks + text;
}

std::string quotedCsv(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string quotedJson(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
            quoted += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            quoted += "\\u00";
            quoted += kHex[static_cast<unsigned char>(c) >> 4];
            quoted += kHex[static_cast<unsigned char>(c) & 15U];
        } else {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string jsonNumber(double value)
{
    return std::isfinite(value) ? toText(value) : "null";
}

std::string jsonList(const PerAlpha& values, double factor)
{
    std::string text = "[";
    for (std::size_t a = 0; a < values.size(); ++a)
        text += (a > 0 ? ", " : "") + jsonNumber(values[a] * factor);
    return text + "]";
}

std::string jsonScores(const Scores& scores, const std::string& indent)
{
    std::string text = "{\n";
    for (const Metric& metric : metrics())
        text += indent + "  " + quotedJson(metric.name) + ": " + jsonNumber(shown(metric, scores)) + ",\n";
    text += indent + "  \"curves\": {\n";
    bool first = true;
    for (const AlphaCurve& curve : alphaCurves()) {
        text += (first ? "" : ",\n") + indent + "    " + quotedJson(curve.name) + ": " +
                jsonList(scores.hota.*curve.values, 100);
        first = false;
    }
    return text + "\n" + indent + "  }\n" + indent + "}";
}

std::string jsonBlock(std::span<const SequenceScores> sequences, const Scores& combined, const std::string& indent)
{
    std::string text = indent + "\"sequences\": {";
    for (std::size_t k = 0; k < sequences.size(); ++k)
        text += (k > 0 ? ",\n" : "\n") + indent + "  " + quotedJson(sequences[k].name) + ": " +
                jsonScores(sequences[k].scores, indent + "  ");
    text += (sequences.empty() ? "" : "\n" + indent) + "},\n";
    return text + indent + "\"combined\": " + jsonScores(combined, indent);
}

// Each sequence with all its classes together.
std::vector<SequenceScores> allClasses(const EvaluationReport& report)
{
    std::vector<SequenceScores> result;
    for (std::size_t s = 0; s < report.classes.front().sequences.size(); ++s) {
        std::vector<SequenceScores> parts;
        for (const ClassReport& one : report.classes)
            parts.push_back(one.sequences[s]);
        result.push_back({parts.front().name, combineSequences(parts)});
    }
    return result;
}

std::string latexText(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '_':
        case '&':
        case '%':
        case '#':
        case '$':
        case '{':
        case '}': result += std::string("\\") + c; break;
        case '\\': result += "\\textbackslash{}"; break;
        case '~': result += "\\textasciitilde{}"; break;
        case '^': result += "\\textasciicircum{}"; break;
        default: result += c;
        }
    }
    return result;
}

std::vector<const Metric*> mainMetrics()
{
    std::vector<const Metric*> chosen;
    for (const Metric& metric : metrics())
        if (metric.main)
            chosen.push_back(&metric);
    return chosen;
}

std::string label(const Line& line)
{
    return line.className.empty() ? line.name : line.name + " (" + line.className + ")";
}

std::string latexTable(const std::vector<Line>& lines, const std::string& heading)
{
    const std::vector<const Metric*> columns = mainMetrics();
    std::vector<double> best(columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k) {
        bool first = true;
        for (const Line& line : lines) {
            const double value = shown(*columns[k], *line.scores);
            if (line.total || !(first || (columns[k]->lowerIsBetter ? value < best[k] : value > best[k])))
                continue;
            best[k] = value;
            first = false;
        }
    }
    // One alone is not the best of anything.
    const bool compared = std::count_if(lines.begin(), lines.end(), [](const Line& line) { return !line.total; }) > 1;
    std::string text = "\\begin{tabular}{l" + std::string(columns.size(), 'r') + "}\n\\toprule\n" + heading;
    for (const Metric* metric : columns)
        text += " & " + latexText(metric->name);
    text += " \\\\\n\\midrule\n";
    for (const Line& line : lines) {
        if (line.total)
            text += "\\midrule\n";
        text += latexText(label(line));
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const std::string cell = fixedText(*columns[k], *line.scores);
            const bool bold = compared && !line.total && shown(*columns[k], *line.scores) == best[k];
            text += bold ? " & \\textbf{" + cell + "}" : " & " + cell;
        }
        text += " \\\\\n";
    }
    return text + "\\bottomrule\n\\end{tabular}\n";
}

} // namespace

std::string toTable(const EvaluationReport& report, const ClassNames& classNames)
{
    const std::vector<Line> lines = linesOf(report, classNames);
    const std::vector<const Metric*> columns = mainMetrics();
    std::vector<std::vector<std::string>> cells{{"sequence"}};
    for (const Metric* metric : columns)
        cells.front().emplace_back(metric->name);
    for (const Line& line : lines) {
        cells.push_back({label(line)});
        for (const Metric* metric : columns)
            cells.back().push_back(fixedText(*metric, *line.scores));
    }
    std::vector<std::size_t> widths(columns.size() + 1, 0);
    for (const auto& row : cells)
        for (std::size_t k = 0; k < row.size(); ++k)
            widths[k] = std::max(widths[k], width(row[k]));
    std::string text;
    for (const auto& row : cells) {
        for (std::size_t k = 0; k < row.size(); ++k)
            text += (k > 0 ? "  " : "") + padded(row[k], widths[k], k == 0);
        text += '\n';
    }
    return text;
}

std::string toCsv(const EvaluationReport& report, const ClassNames& classNames)
{
    std::string text = "sequence,class";
    for (const Metric& metric : metrics())
        text += "," + std::string(metric.name);
    text += '\n';
    for (const Line& line : linesOf(report, classNames)) {
        const std::string className =
            line.className.empty() ? classText(report.classes.front().classId, classNames) : line.className;
        text += quotedCsv(line.name) + "," + quotedCsv(className);
        for (const Metric& metric : metrics())
            text += "," + toText(shown(metric, *line.scores));
        text += '\n';
    }
    return text;
}

std::string toJson(const EvaluationReport& report, const ClassNames& classNames)
{
    std::string text = "{\n  \"benchmark\": " + quotedJson(toString(report.benchmark)) + ",\n  \"alphas\": [";
    for (int a = 0; a < kAlphaCount; ++a)
        text += (a > 0 ? ", " : "") + toText(alphaAt(a), 2);
    text += "],\n";
    if (report.classes.size() == 1)
        return text + jsonBlock(report.classes.front().sequences, report.classes.front().combined, "  ") + "\n}\n";
    if (report.classes.empty() || !report.detectionAveraged || !report.classAveraged)
        return text + "  \"sequences\": {}\n}\n";
    text += jsonBlock(allClasses(report), *report.detectionAveraged, "  ");
    text += ",\n  \"class_averaged\": " + jsonScores(*report.classAveraged, "  ") + ",\n  \"classes\": {";
    for (std::size_t c = 0; c < report.classes.size(); ++c) {
        const ClassReport& one = report.classes[c];
        text += (c > 0 ? ",\n    " : "\n    ") + quotedJson(classText(one.classId, classNames)) + ": {\n" +
                jsonBlock(one.sequences, one.combined, "      ") + "\n    }";
    }
    return text + "\n  }\n}\n";
}

std::string toLatex(const EvaluationReport& report, const ClassNames& classNames)
{
    return latexTable(linesOf(report, classNames), "Sequence");
}

std::string runsToCsv(std::span<const SequenceScores> runs)
{
    std::string text = "run";
    for (const Metric& metric : metrics())
        text += "," + std::string(metric.name);
    text += '\n';
    for (const SequenceScores& run : runs) {
        text += quotedCsv(run.name);
        for (const Metric& metric : metrics())
            text += "," + toText(shown(metric, run.scores));
        text += '\n';
    }
    return text;
}

std::string runsToLatex(std::span<const SequenceScores> runs)
{
    std::vector<Line> lines;
    for (const SequenceScores& run : runs)
        lines.push_back({run.name, {}, &run.scores, false});
    return latexTable(lines, "Run");
}

} // namespace tw::evaluation
