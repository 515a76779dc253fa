#include "tests/robustness/parts.h"

#include <cstdlib>
#include <sstream>
#include <stdexcept>

namespace tw::robustness {
namespace {

namespace fs = std::filesystem;

constexpr int kEdits = 40;

void need(const Outcome& outcome, const char* what)
{
    if (outcome.code != 0)
        throw std::runtime_error(std::string(what) + " ended with " + std::to_string(outcome.code) + ": " +
                                 outcome.err);
}

} // namespace

fs::path World::copyOfBase(const std::string& name) const
{
    const fs::path copy = folder / name;
    fs::remove_all(copy);
    fs::copy(base(), copy, fs::copy_options::recursive);
    return copy;
}

std::string World::exported(const fs::path& copy) const
{
    fs::remove_all(copy / "exported");
    const Outcome outcome = Runner(program, copy).run({"export", "demo.twp", "--out", "exported"});
    return outcome.succeeded() ? bytesOf(copy / "exported" / "gt" / "gt.txt") : std::string();
}

void makeBase(World& world)
{
    fs::create_directories(world.base());
    const Runner runner(world.program, world.base());
    need(runner.run({"demo", "--out", ".", "--size", "320x192", "--frames", "60", "--people", "6", "--seed", "3"}),
         "demo");
    need(runner.run({"import", "demo.mp4", "gt/gt.txt"}), "import");
    std::string edits;
    for (int i = 1; i <= kEdits; ++i) // each a step of its own, each to be seen in gt.txt
        edits += "{\"edit\":\"set_box\",\"track\":1,\"frame\":" + std::to_string(i) + ",\"box\":[" + std::to_string(i) +
                 ",10,20,40]}\n";
    putBytes(world.base() / "edits.jsonl", edits);
}

int stepsOf(const World& world, const fs::path& copy)
{
    const Outcome info = Runner(world.program, copy).run({"info", "demo.twp", "--json"});
    const auto at = info.out.find("\"edits\":");
    return info.succeeded() && at != std::string::npos ? std::atoi(info.out.c_str() + at + 8) : -1;
}

const std::string& EditedExports::after(int count)
{
    auto [found, isNew] = m_exports.try_emplace(count);
    if (isNew) {
        const fs::path copy = m_world.copyOfBase("edited");
        std::istringstream all(bytesOf(copy / "edits.jsonl"));
        std::string some;
        int taken = 0;
        for (std::string line; taken < count && std::getline(all, line); ++taken)
            some += line + "\n";
        putBytes(copy / "edits.jsonl", some);
        if (count > 0)
            need(Runner(m_world.program, copy).run({"edit", "demo.twp", "--apply", "edits.jsonl"}), "edit");
        found->second = m_world.exported(copy);
    }
    return found->second;
}

bool EditedExports::has(const fs::path& copy)
{
    const int steps = stepsOf(m_world, copy);
    return steps >= 1 && m_world.exported(copy) == after(steps - 1); // the import is the first step
}

} // namespace tw::robustness
