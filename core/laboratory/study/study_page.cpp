#include "core/laboratory/study/study_page.h"

#include "core/base/atomic_file.h"
#include "core/base/markup.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/chart.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tw::laboratory {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Fixed digits, so that columns read as columns.
std::string figure(double value, int decimals)
{
    std::string text = toText(value, decimals);
    if (decimals == 0)
        return text;
    const std::size_t point = text.find('.');
    const std::size_t digits = point == std::string::npos ? 0 : text.size() - point - 1;
    return text + (digits == 0 ? "." : "") + std::string(static_cast<std::size_t>(decimals) - digits, '0');
}

std::string spreadText(const Spread& spread, int decimals)
{
    if (spread.count == 0)
        return "-";
    const std::string mean = figure(spread.mean, decimals);
    return spread.count < 2 ? mean : mean + " +- " + figure(spread.deviation, decimals);
}

// The row with the best mean.
std::optional<std::size_t> bestRow(const Study& study, const StudyReport& report, const StudyMeasure& measure)
{
    std::optional<std::size_t> best;
    if (measure.better == StudyMeasure::Better::Neither)
        return best;
    const double sign = measure.better == StudyMeasure::Better::Higher ? 1 : -1;
    for (std::size_t row = 0; row < study.variants.size(); ++row) {
        const Spread now = spreadOf(report, row, measure.id);
        if (now.count > 0 && (!best || sign * now.mean > sign * spreadOf(report, *best, measure.id).mean))
            best = row;
    }
    return best;
}

Rows rowsOf(const Study& study, const StudyReport& report)
{
    Rows rows{{""}};
    for (const StudyMeasure& measure : study.measures)
        rows.front().push_back(measure.title);
    for (std::size_t row = 0; row < study.variants.size(); ++row) {
        rows.push_back({study.variants[row].title});
        for (const StudyMeasure& measure : study.measures)
            rows.back().push_back(spreadText(spreadOf(report, row, measure.id), measure.decimals));
    }
    return rows;
}

std::string repeatsText(const Study& study)
{
    const std::string count = toText(static_cast<std::int64_t>(study.repeats.size()));
    return study.repeats.size() == 1 ? "one " + study.repeated + ", so no spread is known"
                                     : "mean +- sample deviation over " + count + " " + study.repeated + "s";
}

// The mean of a curve over a variant's cells, at the points that all of them have in common places.
Curve meanCurve(const StudyReport& report, std::size_t variant, const std::string& name)
{
    std::vector<const Curve*> curves;
    for (const CellResult& cell : report.cells[variant])
        if (const auto found = cell.curves.find(name); found != cell.curves.end() && !found->second.empty())
            curves.push_back(&found->second);
    Curve out;
    if (curves.empty())
        return out;
    std::size_t length = curves.front()->size();
    for (const Curve* curve : curves)
        length = std::min(length, curve->size());
    for (std::size_t i = 0; i < length; ++i) {
        std::pair<double, double> mean{0, 0};
        for (const Curve* curve : curves) {
            mean.first += (*curve)[i].first / static_cast<double>(curves.size());
            mean.second += (*curve)[i].second / static_cast<double>(curves.size());
        }
        out.push_back(mean);
    }
    return out;
}

struct DrawnChart {
    std::vector<ChartLine> lines;
    ChartOptions options;
};

DrawnChart chartOf(const Study& study, const StudyReport& report, const StudyChart& chart)
{
    std::vector<ChartLine> lines;
    if (chart.measures.empty())
        for (std::size_t row = 0; row < study.variants.size(); ++row)
            lines.push_back({study.variants[row].title, meanCurve(report, row, chart.curve)});
    std::string xTitle = chart.x;
    for (const std::string& id : chart.measures) {
        ChartLine line;
        for (const StudyMeasure& measure : study.measures) {
            if (measure.id == id)
                line.title = measure.title;
            if (measure.id == chart.x)
                xTitle = measure.title;
        }
        for (std::size_t row = 0; row < study.variants.size(); ++row) {
            const Spread x = spreadOf(report, row, chart.x), y = spreadOf(report, row, id);
            if (x.count > 0 && y.count > 0)
                line.points.emplace_back(x.mean, y.mean);
        }
        lines.push_back(std::move(line));
    }
    return {std::move(lines), {chart.title, xTitle, chart.y}};
}

std::string svgOf(const DrawnChart& chart)
{
    return chartSvg(chart.lines, chart.options);
}

std::string cellTable(const Study& study, const StudyReport& report)
{
    std::string out = "<table><tr><th>" + markupText(study.repeated) + "</th><th></th>";
    for (const StudyMeasure& measure : study.measures)
        out += "<th>" + markupText(measure.title) + "</th>";
    out += "<th>s</th></tr>\n";
    for (std::size_t repeat = 0; repeat < study.repeats.size(); ++repeat)
        for (std::size_t row = 0; row < study.variants.size(); ++row) {
            const CellResult& cell = report.cells[row][repeat];
            out += "<tr><td>" + markupText(study.repeats[repeat]) + "</td><td>" +
                   markupText(study.variants[row].title) + "</td>";
            for (const StudyMeasure& measure : study.measures) {
                const auto found = cell.values.find(measure.id);
                out += "<td class=n>" + (found == cell.values.end() ? "-" : figure(found->second, measure.decimals)) +
                       "</td>";
            }
            out += "<td class=n>" + toText(cell.seconds, 1) + "</td></tr>\n";
        }
    return out + "</table>\n";
}

} // namespace

std::string studyTable(const Study& study, const StudyReport& report)
{
    const Rows rows = rowsOf(study, report);
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    std::string out = study.title + " (" + study.source + ")\n" + study.conditions + "; " + repeatsText(study) + "\n\n";
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string room(widths[i] - row[i].size(), ' ');
            out += i == 0 ? row[i] + room : "  " + room + row[i];
        }
        out += "\n";
    }
    return out;
}

std::string studyCsv(const Study& study, const StudyReport& report)
{
    std::string out = "variant," + study.repeated + ",seconds";
    for (const StudyMeasure& measure : study.measures)
        out += "," + measure.id;
    out += "\n";
    for (std::size_t row = 0; row < study.variants.size(); ++row)
        for (std::size_t repeat = 0; repeat < study.repeats.size(); ++repeat) {
            const CellResult& cell = report.cells[row][repeat];
            out += study.variants[row].id + "," + study.repeats[repeat] + "," + toText(cell.seconds, 3);
            for (const StudyMeasure& measure : study.measures) {
                const auto found = cell.values.find(measure.id);
                out += "," + (found == cell.values.end() ? "" : toText(found->second));
            }
            out += "\n";
        }
    return out;
}

std::string studyHtml(const Study& study, const StudyReport& report)
{
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + markupText(study.title) +
        "</title>\n<style>body{font:15px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
        "table{border-collapse:collapse;margin:1em 0}td,th{padding:.2em .8em;border-bottom:1px solid #ddd}"
        "th{text-align:left}.n{text-align:right;font-variant-numeric:tabular-nums}.best{font-weight:bold}"
        "svg{max-width:45em;display:block;margin:1em 0}</style></head><body>\n<h1>" +
        markupText(study.title) + "</h1>\n<p>" + markupText(study.source) + ". " + markupText(study.conditions) + "; " +
        markupText(repeatsText(study)) + ".</p>\n<table>\n";
    std::vector<std::optional<std::size_t>> best;
    for (const StudyMeasure& measure : study.measures)
        best.push_back(bestRow(study, report, measure));
    const Rows rows = rowsOf(study, report);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        out += "<tr>";
        for (std::size_t i = 0; i < rows[row].size(); ++i) {
            const bool isBest = row > 0 && i > 0 && best[i - 1] == row - 1;
            const std::string open = row == 0 ? "<th>"
                                     : i == 0 ? "<td>"
                                     : isBest ? "<td class=\"n best\">"
                                              : "<td class=n>";
            out += open + markupText(rows[row][i]) + (row == 0 ? "</th>" : "</td>");
        }
        out += "</tr>\n";
    }
    out += "</table>\n";
    for (const StudyChart& chart : study.charts)
        out += svgOf(chartOf(study, report, chart));
    return out + "<h2>Every cell</h2>\n" + cellTable(study, report) + "</body></html>\n";
}

Result<void> writeStudyPage(const Study& study, const StudyReport& report, const std::filesystem::path& out)
{
    TW_TRY(writeFileAtomically(out / (study.name + ".txt"), studyTable(study, report)));
    TW_TRY(writeFileAtomically(out / (study.name + ".csv"), studyCsv(study, report)));
    for (const StudyChart& chart : study.charts) {
        const DrawnChart drawn = chartOf(study, report, chart);
        TW_TRY(writeFileAtomically(out / (chart.file + ".svg"), svgOf(drawn)));
        TW_TRY_ASSIGN(const std::string pixels, chartPng(drawn.lines, drawn.options));
        TW_TRY(writeFileAtomically(out / (chart.file + ".png"), pixels));
    }
    return writeFileAtomically(out / (study.name + ".html"), studyHtml(study, report));
}

} // namespace tw::laboratory
