// trackwright-cli benchmark association, benchmark corrections: see benchmark_association.h, benchmark_corrections.h
// trackwright-cli benchmark [--model M] [--size WxH] [--precision auto|fp32|bf16|half] [--device D]

#include "app/cli/arguments.h"
#include "app/cli/commands/benchmark_appearance.h"
#include "app/cli/commands/benchmark_association.h"
#include "app/cli/commands/benchmark_corrections.h"
#include "app/cli/commands/benchmark_scale.h"
#include "app/cli/commands/commands.h"
#include "core/base/number_text.h"
#include "core/laboratory/speed_benchmark.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::string model = "auto";
    std::string size;
    std::string detail = "auto";
    std::string precision = "auto";
    std::string device = "cpu";
    std::string executor = "auto";
    std::string video;
    std::string image = "1280x720";
    int frames = 120;
    int people = 12;
};

Result<laboratory::BenchmarkRequest> requestOf(const Arguments& arguments)
{
    laboratory::BenchmarkRequest request;
    request.model = modelOf(arguments.model);
    request.video = arguments.video;
    request.frames = arguments.frames;
    request.people = arguments.people;
    TW_TRY_ASSIGN(const auto image, drawnSizeOf(arguments.image));
    request.imageWidth = image.first;
    request.imageHeight = image.second;
    if (!arguments.size.empty()) {
        TW_TRY_ASSIGN(request.detector.size, networkSizeOf(arguments.size));
    }
    TW_TRY(takeDetail(arguments.detail, request.detector));
    TW_TRY_ASSIGN(request.detector.precision, precisionOf(arguments.precision));
    request.detector.executor = arguments.executor == "eager"      ? model::Executor::Eager
                                : arguments.executor == "fused"    ? model::Executor::Fused
                                : arguments.executor == "streamed" ? model::Executor::Streamed
                                                                   : model::Executor::Auto;
    TW_TRY(request.check());
    return request;
}

Json known(double value)
{
    return value > 0 ? Json(value) : Json(nullptr);
}

Json stageJson(const laboratory::StageTime& stage)
{
    const auto share = stage.share();
    return {{"median_ms", stage.medianMs},
            {"p90_ms", stage.worstTenthMs},
            {"samples", stage.samples},
            {"processor_ms", known(stage.processorMs)},
            {"gflop", known(stage.flop * 1e-9)},
            {"gflops", known(stage.gflops())},
            {"roofline_share", share ? Json(*share) : Json(nullptr)}};
}

Json machineJson(const laboratory::BenchmarkReport& report)
{
    Json json = {{"name", model::describe(report.detector.device)}};
    if (report.machine) {
        json["threads"] = report.machine->threads;
        json["kernels"] = report.machine->kernels;
        json["peak_gflops"] = report.machine->flopPerSecond * 1e-9;
        json["peak_gflops_fp32"] = report.floatFlopPerSecond * 1e-9;
        json["read_gb_per_s"] = report.machine->bytesPerSecond * 1e-9;
    }
    return json;
}

Json reportJson(const laboratory::BenchmarkReport& report)
{
    Json network = stageJson(report.network);
    network["processor_ms"] = report.detectProcessorMs;
    network["processor_share"] = known(report.detectProcessorShare);
    const auto& size = report.detector.size;
    return {{"model", report.model.name},
            {"architecture", report.model.architecture},
            {"executor", report.model.executor},
            {"weights", report.model.file.empty() ? Json("random") : Json(report.model.file.string())},
            {"precision", nameOf(report.detector.precision)},
            {"device", report.detector.device.name()},
            {"network_size", {size.width, size.height}},
            {"levels", report.detector.levels},
            {"mirror", report.detector.mirror == model::Mirror::On},
            {"image_size", {report.imageWidth, report.imageHeight}},
            {"frames", report.frames},
            {"people", report.meanPeople},
            {"machine", machineJson(report)},
            {"decode", stageJson(report.decode)},
            {"preprocess", stageJson(report.preprocess)},
            {"network", network},
            {"heads", stageJson(report.heads)},
            {"association", stageJson(report.association)},
            {"end_to_end",
             {{"frames_per_second", report.endToEndFramesPerSecond},
              {"median_ms", report.endToEndFramesPerSecond > 0 ? 1000 / report.endToEndFramesPerSecond : 0.0},
              {"seconds", report.endToEndSeconds},
              {"pairs", report.pairs},
              {"network_frames_per_second", report.networkFramesPerSecond},
              {"share_of_network_rate", report.endToEndShare},
              {"bound_frames_per_second", report.boundFramesPerSecond()},
              {"share_of_bound", report.shareOfBound()},
              {"network_wait_share", report.networkWaitShare}}},
            {"resident_mb", report.residentMegabytes}};
}

std::string right(std::string text, std::size_t width)
{
    text.insert(0, text.size() < width ? width - text.size() : 0, ' ');
    return text;
}

std::string stageText(const char* name, const laboratory::StageTime& stage)
{
    std::string line = name;
    line.resize(14, ' ');
    line += right(toText(stage.medianMs, 3), 9) + right(toText(stage.worstTenthMs, 3), 10);
    line += right(stage.flop > 0 ? toText(stage.gflops(), 1) : "-", 10);
    const auto share = stage.share();
    return line + right(share ? toText(100 * *share, 1) + " %" : "-", 11) + "\n";
}

std::string reportText(const laboratory::BenchmarkReport& report)
{
    const auto& size = report.detector.size;
    std::string text = report.model.name + " (" + report.model.architecture + "), " + report.model.executor + ", " +
                       toText(std::int64_t{size.width}) + "x" + toText(std::int64_t{size.height}) +
                       (report.detector.levels == 2 ? " and half of it" : "") +
                       (report.detector.mirror == model::Mirror::On ? ", also in the mirror, on " : " on ") +
                       model::describe(report.detector.device) + "\n" + toText(std::int64_t{report.frames}) +
                       " frames of " + toText(std::int64_t{report.imageWidth}) + "x" +
                       toText(std::int64_t{report.imageHeight}) + ", " + toText(report.meanPeople, 1) +
                       " people a frame\n";
    if (!report.model.report.empty())
        text += report.model.report + "\n";
    if (report.machine)
        text += "roof: " + toText(report.machine->flopPerSecond * 1e-9, 0) + " GFLOP/s (" + report.machine->kernels +
                ", " + toText(std::int64_t{report.machine->threads}) + " threads), " +
                toText(report.machine->bytesPerSecond * 1e-9, 1) + " GB/s\n";
    text += "\n              median ms    90 % ms   GFLOP/s   of the roof\n";
    text += stageText("decode", report.decode) + stageText("preprocess", report.preprocess) +
            stageText("network", report.network) + stageText("heads", report.heads) +
            stageText("association", report.association);
    if (report.detectProcessorShare > 0)
        text += "by processor time (other programs do not count): network and heads " +
                toText(report.detectProcessorMs, 1) + " ms of all threads together, " +
                toText(100 * report.detectProcessorShare, 0) + " % of the roof\n";
    text += "processor time of a frame: decode " + toText(report.decode.processorMs, 2) + " ms, preprocess " +
            toText(report.preprocess.processorMs, 2) + " ms, association " + toText(report.association.processorMs, 3) +
            " ms\n";
    text += "end to end    " + toText(report.endToEndFramesPerSecond, 2) + " frames/s, " +
            toText(100 * report.endToEndShare, 0) + " % of what the network alone does (" +
            toText(report.networkFramesPerSecond, 2) + ", in turn, " + toText(std::int64_t{report.pairs}) + " pairs)\n";
    text += "              " + toText(100 * report.shareOfBound(), 0) + " % of " +
            toText(report.boundFramesPerSecond(), 2) + " frames/s, what is possible where decoding needs the same " +
            "processors; the network waited " + toText(100 * report.networkWaitShare, 1) + " % of the time\n";
    return text + "at most " + toText(report.residentMegabytes, 0) + " MB\n";
}

ExitCode runBenchmarkCommand(const Arguments& arguments, Console& console)
{
    auto request = requestOf(arguments);
    if (!request)
        return console.usage(request.error().message());
    const auto device = model::parseDevice(arguments.device);
    if (!device)
        return console.fail(device.error());
    request->detector.device = *device;
    const auto report = laboratory::runBenchmark(*request, console.job());
    if (!report)
        return console.fail(report.error());
    if (console.json())
        console.printJson(reportJson(*report));
    else
        console.print(reportText(*report));
    return console.done();
}

} // namespace

Run declareBenchmark(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("--model", arguments->model, kModelHelp);
    app.add_option("--size", arguments->size, "Size of the network's input, WIDTHxHEIGHT, multiples of 32");
    app.add_option("--detail", arguments->detail, kDetailHelp);
    app.add_option("--precision", arguments->precision,
                   "auto (bf16 where this processor is faster in it), fp32, bf16 or half");
    app.add_option("--device", arguments->device, "cpu, cuda:N, or auto");
    app.add_option("--executor", arguments->executor, "auto, eager, fused or streamed")
        ->check(CLI::IsMember({"auto", "eager", "fused", "streamed"}));
    app.add_option("--video", arguments->video, "Measure on this video; otherwise on a drawn clip");
    app.add_option("--image", arguments->image, "Image size of the drawn clip, WIDTHxHEIGHT");
    app.add_option("--frames", arguments->frames, "Frames to measure, at most")->check(CLI::Range(4, 100'000));
    app.add_option("--people", arguments->people, "People of the drawn clip at the same time")
        ->check(CLI::Range(0, 200));
    std::vector<std::pair<CLI::App*, Run>> parts;
    const auto part = [&](const char* name, const char* what, Run (*declare)(CLI::App&)) {
        CLI::App* command = app.add_subcommand(name, what);
        parts.emplace_back(command, declare(*command));
    };
    part("corrections", "Count the actions until tracks are right, with the truth as annotator",
         declareBenchmarkCorrections);
    part("appearance", "How well stored colours and embeddings tell people apart", declareBenchmarkAppearance);
    part("association", "Score each step of the association on stored peaks", declareBenchmarkAssociation);
    part("scale", "Time and memory by the number of boxes, and how they grow", declareBenchmarkScale);
    return [arguments, parts](Console& console) {
        for (const auto& [command, run] : parts)
            if (command->parsed())
                return run(console);
        return runBenchmarkCommand(*arguments, console);
    };
}

} // namespace tw::cli
