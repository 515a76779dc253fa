// trackwright-cli benchmark scale [--boxes N]: time and memory of what is done with documents of four sizes, and how
// they grow.

#include "app/cli/commands/benchmark_scale.h"
#include "app/cli/console.h"
#include "core/base/number_text.h"
#include "core/laboratory/scale_benchmark.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using laboratory::ScaleReport;
using laboratory::ScaleStep;

Json reportJson(const ScaleReport& report)
{
    Json steps = Json::array();
    for (const ScaleStep& step : report.steps) {
        Json entry{{"step", step.name}, {"unit", step.isBytes ? "bytes a box" : "ms"}, {"values", step.values}};
        if (!step.isBytes)
            entry["exponent"] = step.exponent;
        steps.push_back(std::move(entry));
    }
    return {{"boxes", report.boxes}, {"tracks", report.tracks}, {"frames", report.frames}, {"steps", steps}};
}

std::string reportText(const ScaleReport& report)
{
    constexpr std::size_t kName = 36, kColumn = 12;
    const auto padded = [](const std::string& text) {
        return std::string(text.size() < kColumn ? kColumn - text.size() : 1, ' ') + text;
    };
    const auto line = [&](std::string name, const std::vector<std::int64_t>& values) {
        name.resize(kName, ' ');
        for (const std::int64_t value : values)
            name += padded(toText(value));
        return name + "\n";
    };
    std::string text = line("boxes", report.boxes) + line("tracks", report.tracks) + line("frames", report.frames);
    for (const ScaleStep& step : report.steps) {
        std::string name = step.name + (step.isBytes ? ", bytes a box" : ", ms");
        name.resize(kName, ' ');
        for (const double value : step.values)
            name += padded(toText(value, value < 10 ? 3 : 0));
        text += name + (step.isBytes ? "\n" : "  boxes^" + toText(step.exponent, 2) + "\n");
    }
    return text + "processor time\n";
}

} // namespace

Run declareBenchmarkScale(CLI::App& scale)
{
    auto request = std::make_shared<laboratory::ScaleRequest>();
    auto folder = std::make_shared<std::string>();
    scale.add_option("--boxes", request->boxes, "Boxes of the largest document; the others have 1/2, 1/4 and 1/8");
    scale.add_option("--per-track", request->perTrack, "Boxes of a track");
    scale.add_option("--folder", *folder, "Where the projects of the measurement are written");
    return [request, folder](Console& console) {
        request->folder = *folder;
        if (const auto good = request->check(); !good)
            return console.usage(good.error().detail);
        const auto report = laboratory::benchmarkScale(*request, console.job());
        if (!report)
            return console.fail(report.error());
        if (console.json())
            console.printJson(reportJson(*report));
        else
            console.print(reportText(*report));
        return console.done();
    };
}

} // namespace tw::cli
