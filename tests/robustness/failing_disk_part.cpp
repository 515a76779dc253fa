// The disk is full from the n-th write on, for every n that a command comes to.

#include "tests/robustness/parts.h"

#include <cstdlib>
#include <set>
#include <sys/mount.h>

namespace tw::robustness {
namespace {

namespace fs = std::filesystem;

Limits fullFrom(const World& world, int write)
{
    Limits limits;
    limits.environment = {{"LD_PRELOAD", fs::absolute(world.failingIo).string()},
                          {"TW_FAIL_AT", std::to_string(write)}};
    return limits;
}

// Which writes are tried: all of the first ones, where files are made, then a sample.
std::vector<int> writesToTry(World& world, int trials)
{
    std::set<int> out;
    for (int i = 1; i <= trials / 2; ++i)
        out.insert(i);
    while (static_cast<int>(out.size()) < trials)
        out.insert(1 + static_cast<int>(world.random() % 400));
    return {out.begin(), out.end()};
}

void fullWhile(World& world, Tally& tally, const std::string& name, const std::vector<std::string>& command)
{
    EditedExports exports(world);
    const std::string kind = "full disk: " + name;
    for (const int write : writesToTry(world, world.trials(8))) {
        const fs::path copy = world.copyOfBase("full");
        const std::string trial = "from write " + std::to_string(write) + " on";
        const Outcome outcome = Runner(world.program, copy).run(command, fullFrom(world, write));
        if (tally.count(kind, outcome, trial) && !exports.has(copy))
            tally.silent(kind, trial);
    }
}

// A file system of its own of 2 MB; only where this user may mount one.
void smallFileSystem(World& world, Tally& tally)
{
    const fs::path small = world.folder / "small";
    fs::create_directories(small);
    if (mount("tmpfs", small.c_str(), "tmpfs", 0, "size=2m") != 0) {
        tally.skip("full disk: tmpfs", "this user cannot mount one");
        return;
    }
    const Runner runner(world.program, small);
    for (const char* name : {"demo.mp4", "demo.twp", "edits.jsonl"})
        fs::copy_file(world.base() / name, small / name);
    const std::string before = world.exported(world.copyOfBase("full"));
    std::error_code error;
    const auto left = fs::space(small, error).available;
    putBytes(small / "filler", std::string(left > 8192 ? left - 8192 : 0, 'x'));
    for (const std::vector<std::string>& command : {std::vector<std::string>{"info", "demo.twp"},
                                                    {"edit", "demo.twp", "--apply", "edits.jsonl"},
                                                    {"dataset", "demo.twp", "--out", "set"}})
        tally.count("full disk: tmpfs", runner.run(command), command.front());
    fs::remove(small / "filler", error);
    fs::remove_all(small / "set", error);
    if (world.exported(small) != before)
        tally.silent("full disk: tmpfs", "edit");
    umount(small.c_str());
}

} // namespace

void failingDiskPart(World& world, Tally& tally)
{
    if (world.failingIo.empty() || std::getenv("ASAN_OPTIONS") != nullptr) {
        tally.skip("full disk", "no library to preload, or a sanitizer that wants to be first");
        return;
    }
    fullWhile(world, tally, "edit", {"edit", "demo.twp", "--apply", "edits.jsonl"});
    fullWhile(world, tally, "export", {"export", "demo.twp", "--out", "elsewhere"});
    fullWhile(world, tally, "dataset", {"dataset", "demo.twp", "--out", "set"});
    smallFileSystem(world, tally);
}

} // namespace tw::robustness
