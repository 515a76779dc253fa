// Kills, damage, hostile input and poor machines against trackwright-cli, from outside.
//   robustness --cli PROGRAM --failing-io LIBRARY --work FOLDER [--scale N] [--seed N] [--part NAME]
// Prints a table; ends with 1 when anything crashed, hung or was silently different.

#include "tests/robustness/parts.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <stdexcept>

namespace {

using namespace tw::robustness;

struct Part {
    const char* name;
    void (*run)(World&, Tally&);
};
constexpr Part kParts[] = {{"kill", killPart},
                           {"damage", damagePart},
                           {"mutation", mutationPart},
                           {"limits", limitsPart},
                           {"disk", failingDiskPart}};

void printTable(const Tally& tally)
{
    std::printf("| trial | times | crash | hang | silent difference | unclear sentence |\n|---|--:|--:|--:|--:|--:|\n");
    for (const auto& [kind, line] : tally.lines())
        std::printf("| %s | %d | %d | %d | %d | %d |\n", kind.c_str(), line.trials, line.crashes, line.hangs,
                    line.silent, line.unclear);
    for (const std::string& note : tally.notes())
        std::fprintf(stderr, "%s\n", note.c_str());
}

} // namespace

int main(int argc, char** argv)
{
    World world;
    std::string only;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        const char* value = argv[i + 1];
        if (name == "--cli")
            world.program = value;
        else if (name == "--failing-io")
            world.failingIo = value;
        else if (name == "--work")
            world.folder = value;
        else if (name == "--scale")
            world.scale = std::atof(value);
        else if (name == "--seed")
            world.random.seed(std::strtoull(value, nullptr, 10));
        else if (name == "--part")
            only = value;
    }
    if (world.program.empty() || world.folder.empty()) {
        std::fprintf(stderr, "robustness --cli PROGRAM --failing-io LIBRARY --work FOLDER [--scale N] [--seed N] "
                             "[--part kill|damage|mutation|limits|disk]\n");
        return 2;
    }
    Tally tally;
    try {
        std::filesystem::remove_all(world.folder);
        makeBase(world);
        for (const Part& part : kParts) {
            if (!only.empty() && only != part.name)
                continue;
            const auto start = std::chrono::steady_clock::now();
            part.run(world, tally);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
            std::fprintf(stderr, "%s: %.0f s\n", part.name, took.count());
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "the driver itself failed: %s\n", error.what());
        return 2;
    }
    printTable(tally);
    return tally.passed() ? 0 : 1;
}
