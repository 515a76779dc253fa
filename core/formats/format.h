#pragma once
// The border of conventions: 1-based frames, 1-based pixels, normalised boxes, rounding and class tables stop here.
// A format turns a file into tracks and back; everything it could not take or cannot hold is listed, never dropped
// silently. Nothing is renumbered, clamped or rounded without being said in the format's header.
//
// Thread: any, formats are stateless.

#include "core/annotation/document.h"
#include "core/base/frame_rate.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tw::formats {

// What a file says, or needs to know, about the video.
struct SequenceInfo {
    std::string name;      // folder name of the sequence
    FrameRate frameRate;   // {0,1}: unknown
    FrameIndex length = 0; // frames; 0: unknown
    int width = 0;         // pixels; 0: unknown
    int height = 0;
    std::string imageFolder = "img1";
    std::string imageExtension = ".jpg";
};

// Something a reader could not take or a writer could not say.
struct Issue {
    std::int64_t line = 0; // 1-based; 0: the file as a whole
    std::string text;      // "7 columns, 9 expected"
};

struct Imported {
    std::vector<annotation::TrackPtr> tracks; // by id
    std::vector<std::pair<FrameIndex, annotation::TrackBox>>
        detections;    // boxes without identity (id -1), in file order
    SequenceInfo info; // what the file says; unknown fields stay unknown
    std::vector<Issue> issues;
    std::size_t rows = 0; // rows or boxes read
};

struct WriteOptions {
    SequenceInfo info;
    bool frameMajor = false; // MOT: rows by frame then id (default: track-major, which FairMOT's label script needs)
    int decimals = 3;
    bool includeHidden = true;
};

struct Written {
    std::size_t rows = 0;
    std::vector<Issue> issues; // what this format cannot hold of what the document has
    std::vector<std::filesystem::path> files;
};

struct Format {
    std::string id;                    // "mot", "coco": the CLI's --format
    std::string name;                  // "MOTChallenge ground truth (gt.txt)"
    std::vector<std::string> suffixes; // ".txt"; "/" for a folder
    bool canRead = false;
    bool canWrite = false;
    // 0..1: how sure the first bytes (or the folder) look like this format.
    double (*recognise)(const std::filesystem::path& path, std::string_view head) = nullptr;
    Result<Imported> (*read)(const std::filesystem::path& path, const SequenceInfo& hint) = nullptr;
    // Atomic: the old file or the whole new one.
    Result<Written> (*write)(const std::filesystem::path& path, const annotation::DocumentState& state,
                             const WriteOptions& options) = nullptr;
};

// All formats, in the order dialogs show them.
const std::vector<Format>& formats();
const Format* findFormat(std::string_view id);
// By content; the suffix only breaks ties. Errors: NotFound, Io, Unsupported (lists what was tried).
Result<const Format*> detectFormat(const std::filesystem::path& path);

} // namespace tw::formats
