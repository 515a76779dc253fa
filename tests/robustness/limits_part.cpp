// Poor machines: the same results, or a sentence.

#include "tests/robustness/parts.h"

namespace tw::robustness {
namespace {

namespace fs = std::filesystem;

struct Machine {
    const char* name;
    Limits limits;
};

std::vector<Machine> machines()
{
    std::vector<Machine> out;
    const auto add = [&out](const char* name) -> Limits& { return out.emplace_back(Machine{name, {}}).limits; };
    add("64 open files").openFiles = 64;
    add("10 open files").openFiles = 10;
    add("2 GB address space").addressSpace = 2ULL << 30;
    add("700 MB address space").addressSpace = 700ULL << 20;
    add("files of at most 64 KB").fileBytes = 64 << 10;
    add("one processor").oneProcessor = true;
    add("locale de_DE").environment = {{"LC_ALL", "de_DE.UTF-8"}};
    add("locale tr_TR").environment = {{"LC_ALL", "tr_TR.UTF-8"}};
    add("locale C").environment = {{"LC_ALL", "C"}};
    return out;
}

// The terminal is closed while the project is open: a stop like Ctrl-C. Whole edits are in the project or not, and the
// same command can be given again.
void hangUps(World& world, Tally& tally)
{
    EditedExports exports(world);
    Limits closed;
    closed.hangUpOnce = "demo.backup.twp"; // made when the first change is about to be written;
    for (int i = 0; i < world.trials(1); ++i) {
        const fs::path copy = world.copyOfBase("limits");
        const Outcome outcome = Runner(world.program, copy).run({"edit", "demo.twp", "--apply", "edits.jsonl"}, closed);
        if (tally.count("limits: SIGHUP", outcome, "edit") && !exports.has(copy))
            tally.silent("limits: SIGHUP", "edit");
    }
}

} // namespace

void limitsPart(World& world, Tally& tally)
{
    const fs::path sound = world.copyOfBase("limits-sound");
    Runner(world.program, sound).run({"edit", "demo.twp", "--apply", "edits.jsonl"});
    const std::string before = world.exported(world.copyOfBase("limits"));
    const std::string after = world.exported(sound);
    for (const Machine& machine : machines()) {
        const std::string kind = std::string("limits: ") + machine.name;
        const fs::path copy = world.copyOfBase("limits");
        const Runner runner(world.program, copy);
        const Outcome edited = runner.run({"edit", "demo.twp", "--apply", "edits.jsonl"}, machine.limits);
        if (tally.count(kind, edited, "edit")) {
            const std::string now = world.exported(copy);
            if (edited.succeeded() ? now != after : now.empty())
                tally.silent(kind, "edit");
        }
        const Outcome exported = runner.run({"export", "demo.twp", "--out", "limited"}, machine.limits);
        if (tally.count(kind, exported, "export") && exported.succeeded() &&
            bytesOf(copy / "limited" / "gt" / "gt.txt") != world.exported(copy))
            tally.silent(kind, "export");
        tally.count(kind, runner.run({"dataset", "demo.twp", "--out", "set"}, machine.limits), "dataset");
        if (world.scale >= 3)
            tally.count(kind, runner.run({"track", "demo.mp4", "--out", "t.txt", "--size", "320x192"}, machine.limits),
                        "track");
    }
    hangUps(world, tally);
}

} // namespace tw::robustness
