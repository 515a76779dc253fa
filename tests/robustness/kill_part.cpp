// SIGKILL at random moments: what was saved is whole, and the command can be given again.

#include "tests/robustness/parts.h"

#include <algorithm>

namespace tw::robustness {
namespace {

namespace fs = std::filesystem;

Limits killedWithin(World& world, Milliseconds whole)
{
    Limits limits;
    limits.killAfter = Milliseconds(std::uniform_int_distribution<Milliseconds::rep>(1, whole.count())(world.random));
    return limits;
}

void killEdits(World& world, Tally& tally)
{
    const std::vector<std::string> command{"edit", "demo.twp", "--apply", "edits.jsonl"};
    const Milliseconds whole = Runner(world.program, world.copyOfBase("edit")).run(command).took;
    EditedExports exports(world);
    for (int i = 0; i < world.trials(20); ++i) {
        const fs::path copy = world.copyOfBase("edit");
        const Limits limits = killedWithin(world, whole);
        const std::string trial = "after " + std::to_string(limits.killAfter->count()) + " ms";
        if (!tally.count("kill -9: edit", Runner(world.program, copy).run(command, limits), trial))
            continue;
        if (!exports.has(copy))
            tally.silent("kill -9: edit", trial);
    }
}

void killImports(World& world, Tally& tally)
{
    const std::vector<std::string> command{"import", "demo.mp4", "gt/gt.txt"};
    const std::string whole = bytesOf(world.base() / "gt" / "gt.txt");
    const auto fresh = [&] {
        const fs::path copy = world.copyOfBase("import");
        fs::remove(copy / "demo.twp");
        return copy;
    };
    const Milliseconds took = Runner(world.program, fresh()).run(command).took;
    for (int i = 0; i < world.trials(6); ++i) {
        const fs::path copy = fresh();
        const Limits limits = killedWithin(world, took);
        const std::string trial = "after " + std::to_string(limits.killAfter->count()) + " ms";
        if (!tally.count("kill -9: import", Runner(world.program, copy).run(command, limits), trial))
            continue;
        if (!fs::exists(copy / "demo.twp") || stepsOf(world, copy) == 0)
            Runner(world.program, copy).run(command); // nothing came in yet
        if (world.exported(copy) != whole)
            tally.silent("kill -9: import", trial);
    }
}

// Names and bytes of every file.
std::map<std::string, std::string> treeOf(const fs::path& folder)
{
    std::map<std::string, std::string> out;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error))
        if (entry.is_regular_file())
            out[fs::relative(entry.path(), folder).string()] = bytesOf(entry.path());
    return out;
}

void killDatasets(World& world, Tally& tally)
{
    const std::vector<std::string> command{"dataset", "demo.twp", "--out", "set", "--name", "mine"};
    const fs::path sound = world.copyOfBase("dataset-sound");
    const Milliseconds whole = Runner(world.program, sound).run(command).took;
    const auto expected = treeOf(sound / "set");
    for (int i = 0; i < world.trials(3); ++i) {
        const fs::path copy = world.copyOfBase("dataset");
        const Limits limits = killedWithin(world, whole);
        const std::string trial = "after " + std::to_string(limits.killAfter->count()) + " ms";
        if (!tally.count("kill -9: dataset", Runner(world.program, copy).run(command, limits), trial))
            continue;
        const Outcome again = Runner(world.program, copy).run(command);
        if (!again.succeeded() || treeOf(copy / "set") != expected)
            tally.silent("kill -9: dataset", trial + ", given again: " + again.err.substr(0, 200));
    }
}

void killTracking(World& world, Tally& tally)
{
    std::vector<std::string> command{"track", "demo.mp4", "--out", "tracks.txt", "--size", "320x192"};
    const fs::path sound = world.copyOfBase("track-sound");
    const Outcome whole = Runner(world.program, sound).run(command);
    if (!whole.succeeded()) {
        tally.skip("kill -9: track", "this build cannot track: " + whole.err.substr(0, 100));
        return;
    }
    const std::string expected = bytesOf(sound / "tracks.txt");
    for (int i = 0; i < world.trials(6); ++i) {
        const fs::path copy = world.copyOfBase("track");
        const Limits limits = killedWithin(world, whole.took);
        const std::string trial = "after " + std::to_string(limits.killAfter->count()) + " ms";
        if (!tally.count("kill -9: track", Runner(world.program, copy).run(command, limits), trial))
            continue;
        if (!fs::exists(copy / "tracks.txt")) {
            auto again = command;
            if (fs::exists(copy / "tracks.txt.unfinished.twp"))
                again.push_back("--resume");
            Outcome resumed = Runner(world.program, copy).run(again);
            if (!resumed.succeeded() && again.size() > command.size()) // killed before the run began: says so
                resumed = Runner(world.program, copy).run(command);
        }
        if (bytesOf(copy / "tracks.txt") != expected)
            tally.silent("kill -9: track", trial);
    }
}

// A run that was killed goes on or says that there is nothing to go on with; no weights that it left are broken.
void killTraining(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("train");
    const Runner runner(world.program, copy);
    runner.run({"dataset", "demo.twp", "--out", "set", "--name", "mine"});
    const std::vector<std::string> command{"train", "--data", "set",    "--out",  "run", "--steps",  "4",  "--batch",
                                           "2",     "--size", "128x96", "--seed", "1",   "--device", "cpu"};
    const Outcome whole = runner.run(command);
    if (!whole.succeeded()) {
        tally.skip("kill -9: train", "this build cannot train: " + whole.err.substr(0, 100));
        return;
    }
    for (int i = 0; i < world.trials(2); ++i) {
        fs::remove_all(copy / "run");
        const Limits limits = killedWithin(world, whole.took);
        const std::string trial = "after " + std::to_string(limits.killAfter->count()) + " ms";
        if (!tally.count("kill -9: train", runner.run(command, limits), trial))
            continue;
        for (const auto& [name, bytes] : treeOf(copy / "run"))
            if (name.ends_with(".pth") && !runner.run({"checkpoint", "run/" + name}).succeeded())
                tally.silent("kill -9: train", trial + ", " + name + " is broken");
        auto again = command;
        again.push_back("--resume");
        const Outcome resumed = runner.run(again);
        tally.count("kill -9: train, resumed", resumed, trial);
    }
}

} // namespace

void killPart(World& world, Tally& tally)
{
    killEdits(world, tally);
    killImports(world, tally);
    killDatasets(world, tally);
    killTracking(world, tally);
    if (world.scale >= 3)
        killTraining(world, tally);
}

} // namespace tw::robustness
