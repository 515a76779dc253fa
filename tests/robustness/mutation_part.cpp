// Files of every format that can be imported, changed at random: they are read, or refused in a sentence.

#include "tests/robustness/parts.h"

#include <algorithm>

namespace tw::robustness {
namespace {

namespace fs = std::filesystem;

struct Seed {
    const char* format;
    const char* file;
};
// Written by the program itself from the project of the drawn clip.
constexpr Seed kSeeds[] = {{"mot", "seed.txt"},
                           {"coco", "seed.json"},
                           {"cvat", "seed.xml"},
                           {"csv", "seed.csv"},
                           {"dive", "seed.dive.json"},
                           {"viame", "seed.viame.csv"},
                           {"darklabel", "seed.dark.txt"},
                           {"kitti", "seed.kitti.txt"},
                           {"mot-result", "seed.result.txt"}};

std::string mutated(const std::string& whole, std::mt19937_64& random)
{
    static const std::string kPieces[] = {"-1",  "1e308", "nan",  "2147483647", "99999999999999999999", ",,,,", "\"",
                                          "{",   "]",     "<box", "\xFF\xFE",   std::string(1, '\0'),   "\n\n", "true",
                                          "null"};
    std::string bytes = whole;
    for (std::uint64_t n = 1 + random() % 4; n > 0 && !bytes.empty(); --n) {
        const std::size_t at = random() % bytes.size();
        const std::size_t length = std::min<std::size_t>(1 + random() % 12, bytes.size() - at);
        switch (random() % 4) {
        case 0: bytes.erase(at, length); break;
        case 1: bytes.insert(at, kPieces[random() % std::size(kPieces)]); break;
        case 2: bytes.replace(at, length, kPieces[random() % std::size(kPieces)]); break;
        default: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
        }
    }
    return bytes;
}

// Few bytes that once took gigabytes, or minutes.
void absurdInput(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("absurd");
    const Runner runner(world.program, copy);
    constexpr std::size_t kBytes = 20'000'000;
    const std::pair<const char*, std::string> files[] = {
        {"commas.txt", std::string(kBytes, ',')},
        {"number.json", "{\"annotations\":[" + std::string(kBytes, '1') + "]}"},
        {"number.txt", "1,1," + std::string(kBytes, '1') + ",1,1,1,1,1,1\n"},
        {"nested.json", std::string(100'000, '[')},
        {"quotes.csv", std::string(kBytes, '"')}};
    for (const auto& [name, bytes] : files) {
        putBytes(copy / name, bytes);
        Limits limits;
        limits.addressSpace = 3ULL << 30;
        tally.count("absurd input", runner.run({"convert", name, "out.csv"}, limits), name);
        fs::remove(copy / name);
    }
}

} // namespace

void mutationPart(World& world, Tally& tally)
{
    const fs::path copy = world.copyOfBase("mutation");
    const Runner runner(world.program, copy);
    for (const Seed& seed : kSeeds) {
        const std::string kind = std::string("mutation: ") + seed.format;
        if (!runner.run({"export", "demo.twp", "--format", seed.format, "--out", seed.file}).succeeded()) {
            tally.skip(kind, "the format is not written");
            continue;
        }
        const std::string whole = bytesOf(copy / seed.file);
        const fs::path changed = "changed" + fs::path(seed.file).extension().string();
        for (int i = 0; i < world.trials(12); ++i) {
            const std::string bytes = mutated(whole, world.random);
            putBytes(copy / changed, bytes);
            const Outcome outcome =
                runner.run({"convert", changed.string(), "out.csv", "--from", seed.format, "--to", "csv"});
            if (!tally.count(kind, outcome, "number " + std::to_string(i)))
                putBytes(world.folder / (std::string(seed.format) + "-" + std::to_string(i)), bytes); // to look at
        }
    }
    absurdInput(world, tally);
}

} // namespace tw::robustness
