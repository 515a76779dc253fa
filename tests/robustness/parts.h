#pragma once
// The parts of the driver. Each makes its own folders under `world.folder`.

#include "tests/robustness/tally.h"

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace tw::robustness {

// A drawn clip, its project, edits, and what sound runs make of them.
struct World {
    std::filesystem::path program;
    std::filesystem::path failingIo; // library for LD_PRELOAD
    std::filesystem::path folder;
    double scale = 1; // 1: as continuous integration runs it
    std::mt19937_64 random;

    std::filesystem::path base() const { return folder / "base"; } // demo.mp4, demo.twp, edits.jsonl, gt
    int trials(int atScaleOne) const { return std::max(1, static_cast<int>(atScaleOne * scale)); }
    // A folder of its own with copies of clip, project and edits.
    std::filesystem::path copyOfBase(const std::string& name) const;
    // gt.txt of the project in a folder of copyOfBase(); empty when it cannot be exported.
    std::string exported(const std::filesystem::path& copy) const;
};

void makeBase(World& world);

// Number of the history's steps; -1: the project cannot be read.
int stepsOf(const World& world, const std::filesystem::path& copy);

// gt.txt after the first edits of edits.jsonl, from runs that nothing disturbed.
class EditedExports
{
public:
    explicit EditedExports(const World& world) : m_world(world) {}
    const std::string& after(int count);
    // True when a project is one that the first n edits make, for the n that its history says.
    bool has(const std::filesystem::path& copy);

private:
    const World& m_world;
    std::map<int, std::string> m_exports;
};

void killPart(World& world, Tally& tally);
void damagePart(World& world, Tally& tally);
void mutationPart(World& world, Tally& tally);
void limitsPart(World& world, Tally& tally);
void failingDiskPart(World& world, Tally& tally);

} // namespace tw::robustness
