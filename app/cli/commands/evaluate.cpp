// trackwright-cli evaluate --gt FILE|DIR|PROJECT --result FILE|DIR|PROJECT --benchmark none|MOT15|MOT16|MOT17|MOT20

#include "core/pipeline/evaluate.h"
#include "app/cli/commands/commands.h"
#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/evaluation/report.h"
#include "core/formats/class_names.h"

namespace tw::cli {
namespace {

struct Arguments {
    std::string truth;
    std::string result;
    std::string benchmark = "none";
    std::string csv;
    std::string latex;
    int threads = 0;
};

std::string classText(ClassId id)
{
    return formats::className(id, {});
}

ExitCode runEvaluate(const Arguments& arguments, Console& console)
{
    const auto benchmark = evaluation::benchmarkFrom(arguments.benchmark);
    if (!benchmark)
        return console.usage("a benchmark is none, MOT15, MOT16, MOT17 or MOT20, not '" + arguments.benchmark + "'");
    pipeline::EvaluateRequest request;
    request.truth = arguments.truth;
    request.result = arguments.result;
    request.options.benchmark = *benchmark;
    request.options.threads = static_cast<unsigned>(arguments.threads);
    const auto outcome = pipeline::evaluateFiles(request, console.job());
    if (!outcome)
        return console.fail(outcome.error());
    for (const std::string& issue : outcome->issues)
        console.note(issue);
    for (const auto& [path, text] : {std::pair(arguments.csv, evaluation::toCsv(outcome->report, classText)),
                                     std::pair(arguments.latex, evaluation::toLatex(outcome->report, classText))}) {
        if (path.empty())
            continue;
        if (const auto written = writeFileAtomically(path, text); !written)
            return console.fail(written.error());
    }
    if (console.json())
        console.print(evaluation::toJson(outcome->report, classText) + "\n");
    else
        console.print(evaluation::toTable(outcome->report, classText) + "read in " + toText(outcome->readSeconds, 3) +
                      " s, scored in " + toText(outcome->scoreSeconds, 3) + " s\n");
    return console.done();
}

} // namespace

Run declareEvaluate(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("--gt", arguments->truth, "Ground truth: file, sequence folder, folder of sequences, project")
        ->required();
    app.add_option("--result", arguments->result, "Result: the same; SEQUENCE.txt or data/SEQUENCE.txt in a folder")
        ->required();
    app.add_option("--benchmark", arguments->benchmark, "Rules of none, MOT15, MOT16, MOT17 or MOT20");
    app.add_option("--csv", arguments->csv, "Write a table here too");
    app.add_option("--latex", arguments->latex, "Write a LaTeX table here too");
    app.add_option("--threads", arguments->threads, "0: as many as the machine has")->check(CLI::Range(0, 1024));
    return [arguments](Console& console) { return runEvaluate(*arguments, console); };
}

} // namespace tw::cli
