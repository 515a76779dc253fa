#pragma once
// The border of conventions: 1-based frames, corner and normalised boxes, rounding and class tables stop here.
// A format turns a file into tracks and back; everything it could not take or cannot hold is listed, never dropped
// silently. Nothing is renumbered, clamped or rounded without being said in the format's header.
//
// Pixels are written as the document has them, continuous coordinates from the corner of the image: the evaluators and
// trainers that read these files do the same (README.md, decision 1).
//
// Thread: any, formats are stateless.

#include "core/annotation/document.h"
#include "core/base/frame_rate.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tw::formats {

// Names of classes that class_names.h does not know, by number.
using ClassNames = std::map<ClassId, std::string>;

// What a file says, or needs to know, about the video.
struct SequenceInfo {
    std::string name;      // folder name of the sequence
    FrameRate frameRate;   // {0,1}: unknown
    FrameIndex length = 0; // frames; 0: unknown
    int width = 0;         // pixels; 0: unknown
    int height = 0;
    std::string imageFolder = "img1";
    std::string imageExtension = ".jpg";
    ClassNames classNames;
};

// What a reader is told: what is known about the video, and how to read. `name` also chooses among several videos of
// one file.
struct ReadHint : SequenceInfo {
    ReadHint() = default;
    ReadHint(SequenceInfo info) : SequenceInfo(std::move(info)) {} // NOLINT(google-explicit-constructor)

    std::string encoding; // of text files; empty: UTF-8 or UTF-16, by the bytes
    bool newIds = false;  // ids above annotation::kLargestTrackId get free numbers; otherwise their boxes are refused
};

enum class Severity {
    Problem, // something of the content is missing or was changed: the command line ends with "done with issues"
    Note     // worth knowing; nothing that the format promises to carry was lost
};

// Something a reader could not take or a writer could not say.
struct Issue {
    std::int64_t line = 0; // 1-based; 0: the file as a whole
    std::string text;      // "7 columns, 9 expected"
    Severity severity = Severity::Problem;
};
bool hasProblems(const std::vector<Issue>& issues);
// "line 12: 7 columns, 9 expected"
std::string describe(const Issue& issue);

struct Imported {
    std::vector<annotation::TrackPtr> tracks; // by id
    std::vector<std::pair<FrameIndex, annotation::TrackBox>>
        detections;                                    // boxes without identity (id -1), in file order
    std::vector<FrameRange> verifiedFrames;            // from the sidecar of a MOT folder
    std::vector<annotation::AttributeKind> attributes; // that the file declares; others follow from the tracks
    std::vector<annotation::Note> notes;               // from the sidecar
    SequenceInfo info;                                 // what the file says; unknown fields stay unknown
    std::vector<std::string> videos; // names of all videos of the file when there are several; one was taken
    std::size_t takenVideo = 0;      // its place in `videos`
    bool videoNamed = false;         // the hint named it; false: it is the first
    std::vector<Issue> issues;       // by line
    std::size_t rows = 0;            // rows or boxes taken
    std::size_t refused = 0;         // rows or boxes not taken, each with an issue
};
// The imported tracks as a document.
annotation::DocumentState documentOf(const Imported& imported);

struct WriteOptions {
    SequenceInfo info;
    bool frameMajor = false; // MOT: rows by frame then id (default: track-major, which FairMOT's label script needs)
    int decimals = 3;        // digits after the point, at most; -1: as many as read back to the same number
    bool includeHidden = true;
};

struct Written {
    std::size_t rows = 0;
    std::vector<Issue> issues; // what this format cannot hold of what the document has
    std::vector<std::filesystem::path> files;
};

// Which parts of a document survive in a format. Writers report the others when the document has them.
struct Holds {
    bool score = false;
    bool flag = false; // score 0 ("not to be evaluated") is told from the rest
    bool visibility = false;
    bool occluded = false;
    bool keyframe = false;
    bool origin = false; // interpolated, tracker, imported, manual; and the verified mark of a box
    bool trackName = false;
    bool color = false;
    bool attributes = false;
    bool absences = false;
    bool notes = false;
    bool verifiedFrames = false;
    enum class Classes { One, Mot, Any } classes = Classes::Any;
    bool identity = true;
};

struct Format {
    std::string id;                    // "mot", "coco": the CLI's --format
    std::string name;                  // "MOTChallenge ground truth (gt.txt)"
    std::vector<std::string> suffixes; // ".txt"; "/" for a folder
    bool canRead = false;
    bool canWrite = false;
    Holds holds;
    // 0..1: how sure the first bytes (or the folder) look like this format.
    double (*recognise)(const std::filesystem::path& path, std::string_view head) = nullptr;
    // Errors: NotFound, Io; Unreadable when it is not this format at all; InvalidArgument when the hint lacks what the
    // format needs (the image size of normalised boxes).
    Result<Imported> (*read)(const std::filesystem::path& path, const ReadHint& hint) = nullptr;
    // Atomic: the old file or the whole new one. Errors: Io, InvalidArgument.
    Result<Written> (*write)(const std::filesystem::path& path, const annotation::DocumentState& state,
                             const WriteOptions& options) = nullptr;
};

// All formats, in the order dialogs show them.
const std::vector<Format>& formats();
const Format* findFormat(std::string_view id);
// By content; the suffix only breaks ties. Errors: NotFound, Io, Unsupported (lists what was tried).
Result<const Format*> detectFormat(const std::filesystem::path& path);

} // namespace tw::formats
