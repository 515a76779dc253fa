// trackwright-cli checkpoint FILE: what it holds, what fits which network.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "core/base/number_text.h"
#include "core/base/output_guard.h"
#include "core/model/checkpoint/checkpoint_fit.h"
#include "core/model/model_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::string file;
    std::string model;
    bool tensors = false;
    std::string half;
    std::string input;
    bool force = false;
};

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t side : shape)
        text += (text.empty() ? "" : "x") + toText(side);
    return text.empty() ? "scalar" : text;
}

Json tensorsJson(const model::Checkpoint& checkpoint)
{
    Json out = Json::array();
    for (const model::NamedTensor& tensor : checkpoint.tensors)
        out.push_back(
            {{"name", tensor.name}, {"type", std::string(toString(tensor.value.type))}, {"shape", tensor.value.shape}});
    return out;
}

Json contentJson(const Arguments& arguments, const model::Checkpoint& checkpoint)
{
    std::int64_t numbers = 0;
    std::map<std::string, std::size_t> types;
    for (const model::NamedTensor& tensor : checkpoint.tensors) {
        numbers += tensor.value.elementCount();
        ++types[std::string(toString(tensor.value.type))];
    }
    Json out = {
        {"file", arguments.file}, {"tensors", checkpoint.tensors.size()}, {"numbers", numbers}, {"types", types}};
    if (checkpoint.epoch)
        out["epoch"] = *checkpoint.epoch;
    if (!checkpoint.metadata.empty())
        out["metadata"] = checkpoint.metadata;
    return out;
}

Json fitJson(const model::CheckpointFit& fit)
{
    return {{"architecture", fit.architecture}, {"classes", fit.classes},       {"size_channels", fit.sizeChannels},
            {"embedding", fit.embedding},       {"parameters", fit.parameters}, {"loaded", fit.loaded},
            {"complete", fit.complete()},       {"missing", fit.missing},       {"unknown", fit.unknown},
            {"misshaped", fit.misshaped}};
}

std::string contentText(const Json& content)
{
    std::string text = "file        " + content["file"].get<std::string>() + "\ntensors     " +
                       toText(content["tensors"].get<std::int64_t>()) + " (";
    bool first = true;
    for (const auto& [type, count] : content["types"].items()) {
        text += (first ? "" : ", ") + toText(count.get<std::int64_t>()) + " " + type;
        first = false;
    }
    text += "), " + toText(content["numbers"].get<std::int64_t>()) + " numbers\n";
    if (content.contains("epoch"))
        text += "epoch       " + toText(content["epoch"].get<std::int64_t>()) + "\n";
    if (content.contains("metadata")) {
        for (const auto& [key, value] : content["metadata"].items())
            text += "            " + key + " = " + value.get<std::string>().substr(0, 120) + "\n";
    }
    return text;
}

std::string listText(const char* title, const std::vector<std::string>& names)
{
    constexpr std::size_t kListed = 20;
    if (names.empty())
        return {};
    std::string text = std::string(title) + toText(static_cast<std::int64_t>(names.size())) + "\n";
    for (std::size_t i = 0; i < std::min(names.size(), kListed); ++i)
        text += "            " + names[i] + "\n";
    return text + (names.size() > kListed ? "            ...\n" : "");
}

std::string fitText(const model::CheckpointFit& fit)
{
    std::string text = "network     " + fit.architecture + ", ";
    if (fit.classes > 0)
        text += toText(fit.classes) + (fit.classes == 1 ? " class, boxes as " : " classes, boxes as ") +
                (fit.sizeChannels == 4 ? "left, top, right, bottom" : "width, height") + ", ";
    text += "embedding of " + toText(fit.embedding) + ", " + toText(fit.parameters) + " parameters\n";
    text += fit.complete() ? "fits        completely, " + toText(static_cast<std::int64_t>(fit.loaded)) + " tensors\n"
                           : "fits        partly, " + toText(static_cast<std::int64_t>(fit.loaded)) + " tensors\n";
    return text + listText("missing     ", fit.missing) + listText("misshaped   ", fit.misshaped) +
           listText("not needed  ", fit.unknown);
}

std::string tensorsText(const model::Checkpoint& checkpoint)
{
    std::string text;
    for (const model::NamedTensor& tensor : checkpoint.tensors)
        text +=
            std::string(toString(tensor.value.type)) + " " + shapeText(tensor.value.shape) + "  " + tensor.name + "\n";
    return text;
}

// What is shipped: half the size, the weights only.
ExitCode writeHalf(const Arguments& arguments, const std::filesystem::path& file, const model::Checkpoint& checkpoint,
                   Console& console)
{
    const std::filesystem::path input(file);
    if (!arguments.force)
        if (const auto free = checkOutput(arguments.half, OutputKind::Weights, {&input, 1}); !free)
            return console.fail(free.error());
    model::Checkpoint half = model::toHalf(checkpoint);
    if (!arguments.input.empty()) {
        const auto size = networkSizeOf(arguments.input);
        if (!size)
            return console.usage(size.error().message());
        half.metadata["input_width"] = toText(static_cast<std::int64_t>(size->width));
        half.metadata["input_height"] = toText(static_cast<std::int64_t>(size->height));
    }
    if (const auto written = model::writeCheckpoint(arguments.half, half); !written)
        return console.fail(written.error());
    console.print("wrote " + arguments.half + "\n");
    return console.done();
}

ExitCode runCheckpoint(const Arguments& arguments, Console& console)
{
    const auto found = model::modelFile(arguments.file);
    if (!found)
        return console.fail(found.error());
    const std::filesystem::path& file = *found;
    const auto checkpoint = model::readCheckpoint(file);
    if (!checkpoint)
        return console.fail(checkpoint.error());
    if (!arguments.half.empty())
        return writeHalf(arguments, file, *checkpoint, console);
    Json json = contentJson(arguments, *checkpoint);
    std::string text = contentText(json);
    const auto fit = arguments.model.empty() ? model::fitCheckpoint(*checkpoint)
                                             : model::fitCheckpoint(*checkpoint, arguments.model);
    if (fit) {
        json["fit"] = fitJson(*fit);
        text += fitText(*fit);
    } else if (fit.error().code == ErrorCode::Unsupported || fit.error().code == ErrorCode::Unavailable) {
        console.problem(fit.error().message()); // the file is readable all the same
    } else {
        return console.fail(fit.error());
    }
    if (arguments.tensors) {
        json["tensor_list"] = tensorsJson(*checkpoint);
        text += tensorsText(*checkpoint);
    }
    if (console.json())
        console.printJson(json);
    else
        console.print(text);
    if (fit && !fit->complete())
        console.problem("the file fits " + fit->architecture + " only partly");
    return console.done();
}

} // namespace

Run declareCheckpoint(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("FILE", arguments->file, "Weights file (.pth), or the name of an installed model")->required();
    app.add_option("--model", arguments->model, "Compare with this network instead of the one it looks like");
    auto* half = app.add_option("--half", arguments->half, "Write the weights to this file in half precision");
    app.add_option("--input", arguments->input, "Input size they are used at when none is given, WIDTHxHEIGHT")
        ->needs(half);
    app.add_flag("--force", arguments->force, "Write over an input or a file of another kind, too");
    app.add_flag("--tensors", arguments->tensors, "List every tensor");
    return [arguments](Console& console) { return runCheckpoint(*arguments, console); };
}

} // namespace tw::cli
