#pragma once
// What a batch is about: its videos and how they are tracked. Two files in its folder, written by whoever starts or
// extends the batch and read by all workers:
//
//   DIR/batch.json      the options
//   DIR/videos.jsonl    one line for each video
//
// Values; any thread.

#include "core/base/result.h"
#include "core/pipeline/track_video.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tw::batch {

struct BatchOptions {
    pipeline::TrackRequest request; // without video and frames; its device is `device`'s, on the machine that works
    std::string device = "auto";
    // A video with at least twice as many frames is cut into parts of this many, which several workers measure; 0:
    // never. The result does not depend on it.
    FrameIndex partFrames = 15'000;
    int decimals = 3; // of gt.txt

    Result<void> check() const;
};

struct Entry {
    std::string name;            // of its results' folder; unique in the batch
    std::filesystem::path video; // absolute
    std::filesystem::path truth; // ground truth that lies beside it; empty: none
    friend bool operator==(const Entry&, const Entry&) = default;
};

struct Plan {
    std::filesystem::path folder; // absolute
    BatchOptions options;
    std::string optionsKey; // of everything that the result depends on but the video: options and weights
    bool fanOut = false;    // results in folders of two digits below `sequences`, for many videos
    std::vector<Entry> entries;

    std::filesystem::path results(const Entry& entry) const; // DIR/sequences/[3f/]NAME
    std::filesystem::path working(const Entry& entry) const; // as deep, so that relative paths in it stay right
    std::filesystem::path claims() const { return folder / "claims"; }
    std::filesystem::path logs() const { return folder / "log"; }
};

// Files, folders (every video below them, and folders of images), globs in quotes ("cams/*/day?.mp4") and list files
// (.txt, one of these a line, # begins a comment). In a stable order, without repetitions.
// Errors: NotFound (an input that matches nothing), Io.
Result<std::vector<std::filesystem::path>> findVideos(const std::vector<std::string>& inputs);

// Names and ground truths. Videos that `known` has keep their names.
std::vector<Entry> entriesFor(const std::vector<std::filesystem::path>& videos, const std::vector<Entry>& known);

// Digits that change with the options and with the content of the weights file. Errors: NotFound (weights).
Result<std::string> optionsKeyOf(const BatchOptions& options);

// Errors: NotFound (no batch there), Unreadable, Unsupported (a newer version), Io.
Result<Plan> readPlan(const std::filesystem::path& folder);
// Makes the folder. Errors: Io, InvalidArgument (a path that is not UTF-8).
Result<void> writePlan(const Plan& plan);
// More than this many videos in a new batch: Plan::fanOut.
inline constexpr std::size_t kFlatEntries = 2'000;

// Size in bytes and time of the last change (nanoseconds since 1970) of a file; zeros: not there, or a folder.
std::pair<std::uint64_t, std::int64_t> sizeAndTime(const std::filesystem::path& file);
// Content of a video file or image folder as digits: enough to notice a change. Reads 128 KiB of a file; of a folder
// the names and sizes of its files. Errors: NotFound, Io.
Result<std::string> fingerprintOf(const std::filesystem::path& video);

} // namespace tw::batch
