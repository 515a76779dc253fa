// Bytes that changed on the disk: a file is read as it was, or refused, or what is missing is listed.

#include "tests/robustness/parts.h"

#include <algorithm>

namespace tw::robustness {
namespace {

namespace fs = std::filesystem;

// Truncated, a block of zeros, or single bits. The text says what was done.
std::string damaged(const std::string& whole, std::mt19937_64& random, std::string& what)
{
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    switch (random() % 3) {
    case 0:
        what = "cut at " + std::to_string(at);
        bytes.resize(at);
        break;
    case 1: {
        const std::size_t from = at / 512 * 512;
        what = "zeros at " + std::to_string(from);
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), std::min<std::size_t>(512, bytes.size() - from),
                    '\0');
        break;
    }
    default: what = "bit at " + std::to_string(at); bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
    }
    return bytes;
}

void damageProjects(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("damage");
    const Runner runner(world.program, copy);
    runner.run({"edit", "demo.twp", "--apply", "edits.jsonl"});
    const std::string whole = bytesOf(copy / "demo.twp");
    const std::string expected = world.exported(copy);
    fs::remove(copy / "demo.backup.twp"); // nothing is mended here
    for (int i = 0; i < world.trials(100); ++i) {
        std::string what;
        putBytes(copy / "demo.twp", damaged(whole, world.random, what));
        fs::remove_all(copy / "exported");
        const Outcome outcome = runner.run({"export", "demo.twp", "--out", "exported"});
        if (!tally.count("damage: project", outcome, what))
            continue;
        const bool listed = outcome.code == 4 && outcome.err.find("is damaged") != std::string::npos;
        if (outcome.succeeded() && !listed && bytesOf(copy / "exported" / "gt" / "gt.txt") != expected)
            tally.silent("damage: project", what);
    }
}

void damageTracks(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("damage-text");
    const Runner runner(world.program, copy);
    const std::string whole = bytesOf(copy / "gt" / "gt.txt");
    for (int i = 0; i < world.trials(12); ++i) { // text has no checksum: only crashes, hangs and sentences count
        std::string what;
        putBytes(copy / "damaged.txt", damaged(whole, world.random, what));
        tally.count("damage: track file", runner.run({"convert", "damaged.txt", "out.csv"}), what);
    }
}

void damageWeights(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("damage-weights");
    const Runner runner(world.program, copy);
    if (!runner.run({"checkpoint", "lite", "--half", "whole.pth"}).succeeded()) {
        tally.skip("damage: weights", "there is no installed model");
        return;
    }
    const std::string whole = bytesOf(copy / "whole.pth");
    runner.run({"checkpoint", "whole.pth", "--half", "expected.pth"});
    const std::string expected = bytesOf(copy / "expected.pth");
    for (int i = 0; i < world.trials(20); ++i) {
        std::string what;
        putBytes(copy / "damaged.pth", damaged(whole, world.random, what));
        fs::remove(copy / "out.pth");
        const Outcome outcome = runner.run({"checkpoint", "damaged.pth", "--half", "out.pth"});
        if (tally.count("damage: weights", outcome, what) && outcome.code == 0 && bytesOf(copy / "out.pth") != expected)
            tally.silent("damage: weights", what);
    }
}

// The numbers of a pickle and of the archive around it, replaced by the ones that break readers.
void hostileWeights(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("hostile");
    const Runner runner(world.program, copy);
    if (!runner.run({"checkpoint", "lite", "--half", "whole.pth"}).succeeded())
        return; // said above
    const std::string whole = bytesOf(copy / "whole.pth");
    const std::string numbers[] = {std::string(4, '\xFF'), std::string("\xFF\xFF\xFF\x7F", 4), std::string(4, '\0'),
                                   std::string("\0\0\0\x80", 4)};
    for (int i = 0; i < world.trials(10); ++i) {
        std::string bytes = whole;
        // The archive's directory lies at the end, the pickle at the beginning.
        const std::size_t reach = std::min<std::size_t>(bytes.size() - 4, 4096);
        const std::size_t offset = world.random() % reach;
        const std::size_t at = i % 2 == 0 ? offset : bytes.size() - 4 - offset;
        bytes.replace(at, 4, numbers[world.random() % 4]);
        putBytes(copy / "hostile.pth", bytes);
        Limits limits;
        limits.addressSpace = 8ULL << 30; // a length that is believed would not fit
        tally.count("hostile weights", runner.run({"checkpoint", "hostile.pth"}, limits), "at " + std::to_string(at));
    }
}

} // namespace

void damagePart(World& world, Tally& tally)
{
    damageProjects(world, tally);
    damageTracks(world, tally);
    damageWeights(world, tally);
    hostileWeights(world, tally);
}

} // namespace tw::robustness
