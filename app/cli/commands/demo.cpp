// trackwright-cli demo --out DIR: a drawn clip and its ground truth, as a MOTChallenge sequence with a video.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "core/base/number_text.h"
#include "core/base/output_guard.h"
#include "core/formats/mot.h"
#include "core/video/scene_clip.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string out;
    std::string size = "1280x720";
    int frames = 250;
    int people = 8;
    std::uint64_t seed = 1;
};

constexpr double kFramesPerSecond = 25;

annotation::DocumentState truthOf(const video::DrawnScene& scene)
{
    std::map<TrackId, std::shared_ptr<annotation::Track>> drafts;
    for (FrameIndex frame = 0; frame < scene.options().frameCount; ++frame) {
        for (const video::DrawnPerson& person : scene.truth(frame)) {
            auto& draft = drafts[person.id];
            if (draft == nullptr) {
                draft = std::make_shared<annotation::Track>();
                draft->id = person.id;
            }
            annotation::TrackBox box;
            box.frame = frame;
            box.box = person.box;
            box.visibility = static_cast<float>(person.visibility);
            draft->boxes.push_back(box);
        }
    }
    annotation::DocumentState state;
    for (auto& [id, draft] : drafts) {
        state.nextId = TrackId{number(id) + 1};
        state.tracks[id] = std::move(draft);
    }
    return state;
}

ExitCode runDemo(const Arguments& arguments, Console& console)
{
    const auto size = drawnSizeOf(arguments.size);
    if (!size)
        return console.usage(size.error().detail);
    std::error_code error;
    fs::create_directories(arguments.out, error);
    if (error)
        return console.fail({ErrorCode::Io, "the folder cannot be made: " + error.message(), arguments.out});

    video::SceneOptions options;
    options.seed = arguments.seed;
    options.width = size->first;
    options.height = size->second;
    options.frameCount = arguments.frames;
    options.framesPerSecond = kFramesPerSecond;
    options.people = arguments.people;
    const video::DrawnScene scene(options);
    const fs::path clip = fs::path(arguments.out) / "demo.mp4";
    if (const auto free = checkOutput(clip, OutputKind::Video, {}); !free)
        return console.fail(free.error());
    if (const auto written = video::writeScene(scene, clip, {}, console.job()); !written)
        return console.fail(written.error());

    const annotation::DocumentState truth = truthOf(scene);
    formats::WriteOptions writing;
    writing.info.name = "demo";
    writing.info.frameRate = {static_cast<std::int64_t>(kFramesPerSecond), 1};
    writing.info.length = options.frameCount;
    writing.info.width = options.width;
    writing.info.height = options.height;
    const auto written = formats::writeMotSequence(arguments.out, truth, writing);
    if (!written)
        return console.fail(written.error());
    const auto people = static_cast<std::int64_t>(truth.tracks.size());
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"video", clip.string()},
                                                 {"gt", (fs::path(arguments.out) / "gt" / "gt.txt").string()},
                                                 {"frames", options.frameCount},
                                                 {"people", people},
                                                 {"boxes", written->rows}});
    else
        console.print("drew " + clip.string() + ": " + toText(std::int64_t{options.frameCount}) + " frames, " +
                      toText(people) + " people; their truth is in gt/gt.txt\n");
    return console.done();
}

} // namespace

Run declareDemo(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("--out", arguments->out, "Folder for demo.mp4, gt/gt.txt and seqinfo.ini")->required();
    app.add_option("--size", arguments->size, "Image size, WIDTHxHEIGHT");
    app.add_option("--frames", arguments->frames, "Number of frames, 25 a second")->check(CLI::Range(1, 1'000'000));
    app.add_option("--people", arguments->people, "People at the same time, about")->check(CLI::Range(0, 200));
    app.add_option("--seed", arguments->seed, "Other numbers give other scenes");
    return [arguments](Console& console) { return runDemo(*arguments, console); };
}

} // namespace tw::cli
