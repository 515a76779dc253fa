// Reports as text: columns line up, numbers are right, odd names survive.

#include "evaluation_input.h"

#include "core/evaluation/metrics_table.h"
#include "core/evaluation/report.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <cmath>
#include <set>

using namespace tw;
using namespace tw::testing;
using nlohmann::json;

namespace {

EvaluationReport twoSequences()
{
    auto a = makeScene(1, {});
    auto b = makeScene(2, {});
    a.name = "plain";
    b.name = "odd_\"name\", 100 % & ä";
    return *evaluate(std::vector{a, b}, {});
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::size_t from = 0;
    for (std::size_t to; (to = text.find('\n', from)) != std::string::npos; from = to + 1)
        lines.push_back(text.substr(from, to - from));
    return lines;
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metricsHaveDistinctNames()
    {
        std::set<std::string_view> names;
        for (const Metric& metric : metrics()) {
            QVERIFY(names.insert(metric.name).second);
            QVERIFY(metric.get != nullptr && !metric.help.empty());
            QVERIFY(findMetric(metric.name) == &metric);
        }
        QCOMPARE(findMetric("nothing"), nullptr);
        // what scripts rely on
        for (const char* name : {"HOTA", "DetA", "AssA", "LocA", "MOTA", "MOTP", "IDF1", "IDP", "IDR", "IDSW", "MT",
                                 "PT", "ML", "Frag", "FP", "FN"})
            QVERIFY2(findMetric(name) != nullptr, name);
    }

    void tableLinesUp()
    {
        const auto lines = linesOf(toTable(twoSequences()));
        QCOMPARE(lines.size(), std::size_t{4});
        const auto characters = [](const std::string& line) { return QString::fromStdString(line).size(); };
        for (const std::string& line : lines)
            QCOMPARE(characters(line), characters(lines.front()));
        QVERIFY(lines.front().starts_with("sequence"));
        QVERIFY(lines.back().starts_with("COMBINED"));
    }

    void jsonHoldsEveryFigureInPercent()
    {
        const EvaluationReport report = twoSequences();
        const json parsed = json::parse(toJson(report));
        QCOMPARE(parsed.at("benchmark").get<std::string>(), std::string("none"));
        QCOMPARE(parsed.at("alphas").size(), std::size_t{19});
        QCOMPARE(parsed.at("sequences").size(), std::size_t{2});
        const auto check = [&](const json& entry, const Scores& scores) {
            for (const Metric& metric : metrics()) {
                const double factor = metric.kind == MetricKind::Percent ? 100 : 1;
                if (entry.at(std::string(metric.name)).get<double>() != metric.get(scores) * factor)
                    return false;
            }
            return entry.at("curves").at("HOTA").at(4).get<double>() == scores.hota.hota[4] * 100;
        };
        QVERIFY(check(parsed.at("combined"), report.classes[0].combined));
        for (const SequenceScores& sequence : report.classes[0].sequences)
            QVERIFY(check(parsed.at("sequences").at(sequence.name), sequence.scores));
        QVERIFY(parsed.at("combined").at("HOTA").get<double>() > 1); // percent
    }

    void csvIsRectangularAndQuoted()
    {
        const auto lines = linesOf(toCsv(twoSequences()));
        QCOMPARE(lines.size(), std::size_t{4});
        QVERIFY(lines[2].starts_with("\"odd_\"\"name\"\", 100 % & ä\",class 1,"));
        const auto commas = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
        QCOMPARE(commas(lines[1]), commas(lines[0]));
        QCOMPARE(commas(lines[3]), commas(lines[0]));
        QCOMPARE(commas(lines[2]), commas(lines[0]) + 1); // one inside the quotes
    }

    void runsStandSideBySide()
    {
        const EvaluationReport report = twoSequences();
        const std::vector<SequenceScores>& runs = report.classes.front().sequences;
        const std::string csv = runsToCsv(runs);
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), std::ptrdiff_t(3));
        QVERIFY(csv.starts_with("run,HOTA,DetA,AssA,"));
        const std::string latex = runsToLatex(runs);
        QVERIFY(latex.find("Run & HOTA & DetA") != std::string::npos);
        QVERIFY(latex.find("COMBINED") == std::string::npos);
        QVERIFY(latex.find("\\textbf{") != std::string::npos);
        QVERIFY(runsToLatex(std::span(runs).first(1)).find("\\textbf{") == std::string::npos);
    }
    void latexIsEscapedAndMarksTheBest()
    {
        const std::string text = toLatex(twoSequences());
        QVERIFY(text.find("odd\\_\"name\", 100 \\% \\& ä") != std::string::npos);
        QVERIFY(text.find("\\textbf{") != std::string::npos);
        QVERIFY(text.find("\\begin{tabular}") == 0);
    }

    void severalClasses()
    {
        const std::vector<std::pair<FrameIndex, TruthBox>> truth{{0, {TrackId{1}, {0, 0, 10, 10}, ClassId{1}}},
                                                                 {0, {TrackId{2}, {50, 0, 10, 10}, ClassId{3}}}};
        const std::vector<std::pair<FrameIndex, ResultBox>> result{{0, {TrackId{1}, {0, 0, 10, 10}, ClassId{1}}}};
        const SequenceInput input{"s", *FrameTable<TruthBox>::build(1, truth),
                                  *FrameTable<ResultBox>::build(1, result)};
        const auto report = *evaluate(std::vector{input}, {});
        const ClassNames names = [](ClassId id) { return std::string(number(id) == 1 ? "person" : "car"); };
        const json parsed = json::parse(toJson(report, names));
        QCOMPARE(parsed.at("sequences").at("s").at("MOTA").get<double>(), 50.0);
        QCOMPARE(parsed.at("combined").at("FN").get<double>(), 1.0);
        QCOMPARE(parsed.at("classes").at("person").at("sequences").at("s").at("MOTA").get<double>(), 100.0);
        QCOMPARE(parsed.at("classes").at("car").at("combined").at("MOTA").get<double>(), 0.0);
        QCOMPARE(parsed.at("class_averaged").at("MOTA").get<double>(), 50.0);
        const auto lines = linesOf(toTable(report, names));
        QCOMPARE(lines.size(), std::size_t{1 + 2 + 2 + 2});
        QVERIFY(lines[4].starts_with("COMBINED (car)"));
        QCOMPARE(linesOf(toCsv(report)).size(), std::size_t{7});
    }

    void nothingToReport()
    {
        const auto report = *evaluate({}, {});
        const json parsed = json::parse(toJson(report));
        QVERIFY(parsed.at("sequences").empty());
        QCOMPARE(parsed.at("combined").at("MOTA").get<double>(), 0.0);
        QCOMPARE(linesOf(toTable(report)).size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
