#include "core/formats/format.h"

#include "core/base/number_text.h"
#include "core/formats/attributes.h"
#include "core/formats/coco.h"
#include "core/formats/csv.h"
#include "core/formats/cvat.h"
#include "core/formats/darklabel.h"
#include "core/formats/dive.h"
#include "core/formats/kitti.h"
#include "core/formats/label_folders.h"
#include "core/formats/mot.h"
#include "core/formats/source_text.h"
#include "core/formats/viame_csv.h"

#include <algorithm>
#include <fstream>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;
using Classes = Holds::Classes;

template <MotLayout layout>
Result<Written> writeAs(const fs::path& path, const annotation::DocumentState& state, const WriteOptions& options)
{
    return writeMot(path, state, options, layout);
}

template <MotLayout layout>
double recogniseAs(const fs::path& path, std::string_view head)
{
    return recogniseMot(path, head, layout);
}

Holds everything()
{
    Holds holds;
    holds.score = holds.flag = holds.visibility = holds.occluded = holds.keyframe = true;
    holds.origin = holds.trackName = holds.color = true;
    holds.attributes = true;
    return holds;
}

Format motFormat(std::string id, std::string name, std::vector<std::string> suffixes)
{
    Format format;
    format.id = std::move(id);
    format.name = std::move(name);
    format.suffixes = std::move(suffixes);
    format.canRead = format.canWrite = true;
    format.read = readMot;
    return format;
}

void addMot(std::vector<Format>& all)
{
    Format gt = motFormat("mot", "MOTChallenge ground truth (gt.txt)", {".txt", "/"});
    gt.holds.flag = gt.holds.visibility = true;
    gt.holds.classes = Classes::Mot;
    gt.recognise = recogniseAs<MotLayout::Gt>;
    gt.write = writeAs<MotLayout::Gt>;
    all.push_back(gt);

    Format result = motFormat("mot-result", "MOTChallenge result (TrackEval)", {".txt"});
    result.holds.score = result.holds.flag = true;
    result.holds.classes = Classes::One;
    result.recognise = recogniseAs<MotLayout::Result>;
    result.write = writeAs<MotLayout::Result>;
    all.push_back(result);

    Format gt15 = motFormat("mot15", "MOTChallenge 2015 ground truth", {".txt"});
    gt15.holds.flag = true;
    gt15.holds.classes = Classes::One;
    gt15.recognise = recogniseAs<MotLayout::Gt15>;
    gt15.write = writeAs<MotLayout::Gt15>;
    all.push_back(gt15);

    Format det = motFormat("mot-det", "MOTChallenge detections (det.txt)", {".txt"});
    det.holds.score = det.holds.flag = true;
    det.holds.classes = Classes::One;
    det.holds.identity = false;
    det.recognise = recogniseAs<MotLayout::Det>;
    det.write = writeAs<MotLayout::Det>;
    all.push_back(det);
}

Format make(std::string id, std::string name, std::vector<std::string> suffixes, Holds holds,
            decltype(Format::recognise) recognise, decltype(Format::read) read, decltype(Format::write) write)
{
    Format format;
    format.id = std::move(id);
    format.name = std::move(name);
    format.suffixes = std::move(suffixes);
    format.canRead = read != nullptr;
    format.canWrite = write != nullptr;
    format.holds = holds;
    format.recognise = recognise;
    format.read = read;
    format.write = write;
    return format;
}

std::vector<Format> allFormats()
{
    std::vector<Format> all;
    addMot(all);
    Holds cvat;
    cvat.occluded = cvat.attributes = true;
    all.push_back(make("cvat", "CVAT for video 1.1", {".xml"}, cvat, recogniseCvat, readCvat, writeCvat));
    Holds coco;
    coco.score = coco.flag = coco.visibility = coco.occluded = coco.keyframe = coco.attributes = true;
    all.push_back(make("coco", "COCO with track ids", {".json"}, coco, recogniseCoco, readCoco, writeCoco));
    all.push_back(make("dive", "DIVE JSON version 2", {".json"}, everything(), recogniseDive, readDive, writeDive));
    all.push_back(make("viame", "VIAME CSV", {".csv"}, everything(), recogniseViameCsv, readViameCsv, writeViameCsv));
    all.push_back(make("darklabel", "DarkLabel", {".txt"}, Holds{}, recogniseDarkLabel, readDarkLabel, writeDarkLabel));
    Holds labels;
    labels.classes = Classes::One;
    all.push_back(make("labels_with_ids", "labels_with_ids (JDE, FairMOT)", {"/"}, labels, recogniseLabelsWithIds,
                       readLabelsWithIds, writeLabelsWithIds));
    Holds kitti;
    kitti.score = kitti.flag = kitti.occluded = true;
    all.push_back(make("kitti", "KITTI tracking", {".txt"}, kitti, recogniseKitti, readKitti, writeKitti));
    Holds ultralytics;
    ultralytics.score = ultralytics.flag = true;
    all.push_back(make("ultralytics", "Ultralytics text results", {"/"}, ultralytics, recogniseUltralytics,
                       readUltralytics, writeUltralytics));
    Holds csv = everything();
    csv.attributes = false;
    all.push_back(make("csv", "CSV table", {".csv"}, csv, recogniseCsv, readCsv, writeCsv));
    return all;
}

// Files that are no tracks, by their first bytes, and what to do with them.
struct Foreign {
    std::string_view bytes;
    std::size_t offset;
    const char* advice;
};
constexpr Foreign kForeign[] = {
    {{"PK\3\4", 4}, 0, "this is a zip archive; unpack it and read the file of tracks inside"},
    {{"\x1F\x8B", 2}, 0, "this is a gzip archive; unpack it and read the file of tracks inside"},
    {{"7z\xBC\xAF", 4}, 0, "this is a 7z archive; unpack it and read the file of tracks inside"},
    {{"Rar!", 4}, 0, "this is a rar archive; unpack it and read the file of tracks inside"},
    {{"SQLite format 3", 15},
     0,
     "this is a project or another database, not a file of tracks; export its tracks first"},
    {{"ftyp", 4}, 4, "this is a video, not a file of tracks"},
    {{"\x1A\x45\xDF\xA3", 4}, 0, "this is a video, not a file of tracks"},
    {{"RIFF", 4}, 0, "this is a video or a picture, not a file of tracks"},
    {{"\xFF\xD8\xFF", 3}, 0, "this is a picture, not a file of tracks"},
    {{"\x89PNG", 4}, 0, "this is a picture, not a file of tracks"},
    {{"%PDF", 4}, 0, "this is a PDF document, not a file of tracks"},
};

// The first bytes as text, cut after the last whole line so that half a row does not mislead. Errors: Io; Unreadable
// (empty, or no text, with what it is and what to do).
Result<std::string> headOf(const fs::path& path)
{
    std::vector<char> buffer(1 << 16);
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::Io, "the file cannot be opened; check its permissions", path.string()};
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const bool whole = static_cast<std::size_t>(file.gcount()) < buffer.size();
    std::string head(buffer.data(), static_cast<std::size_t>(file.gcount()));
    for (const Foreign& foreign : kForeign) {
        if (std::string_view(head).substr(std::min(foreign.offset, head.size())).starts_with(foreign.bytes))
            return Error{ErrorCode::Unreadable, foreign.advice, path.string()};
    }
    auto decoded = decodeText(std::move(head));
    if (!decoded)
        return Error{decoded.error().code, decoded.error().detail, path.string()};
    if (decoded->text.find_first_not_of(" \t\r\n\f\v") == std::string::npos)
        return Error{ErrorCode::Unreadable,
                     "the file is empty; if that is right, name its format, and it is read as a file without tracks",
                     path.string()};
    if (!whole) {
        const auto end = decoded->text.find_last_of('\n');
        if (end != std::string::npos)
            decoded->text.resize(end + 1);
    }
    return std::move(decoded->text);
}

bool suffixFits(const Format& format, const fs::path& path, bool folder)
{
    const std::string suffix = folder ? "/" : path.extension().string();
    return std::find(format.suffixes.begin(), format.suffixes.end(), suffix) != format.suffixes.end();
}

} // namespace

const std::vector<Format>& formats()
{
    static const std::vector<Format> all = allFormats();
    return all;
}

const Format* findFormat(std::string_view id)
{
    for (const Format& format : formats()) {
        if (format.id == id)
            return &format;
    }
    return nullptr;
}

Result<const Format*> detectFormat(const fs::path& path)
{
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        return Error{ErrorCode::NotFound, "there is no such file or folder", path.string()};
    const bool folder = fs::is_directory(status);
    std::string head;
    if (!folder) {
        TW_TRY_ASSIGN(head, headOf(path));
    }
    const Format* best = nullptr;
    double bestScore = 0;
    std::string tried;
    for (const Format& format : formats()) {
        constexpr double kTieBreak = 0.01;
        const double looks = format.recognise(path, head);
        const double score = looks > 0 ? looks + (suffixFits(format, path, folder) ? kTieBreak : 0) : 0;
        if (score > bestScore) {
            best = &format;
            bestScore = score;
        }
        tried += (tried.empty() ? "" : ", ") + format.id;
    }
    constexpr double kLeast = 0.1;
    if (best == nullptr || bestScore < kLeast)
        return Error{ErrorCode::Unsupported,
                     folder ? "the folder has no file of tracks that can be read: gt/gt.txt, det/det.txt, or one text "
                              "file for each frame"
                            : "the content is no format of tracks that can be read (" + tried +
                                  "); if it is one of them, name it",
                     path.string()};
    return best;
}

bool hasProblems(const std::vector<Issue>& issues)
{
    return std::any_of(issues.begin(), issues.end(),
                       [](const Issue& issue) { return issue.severity == Severity::Problem; });
}

std::string describe(const Issue& issue)
{
    return issue.line > 0 ? "line " + toText(issue.line) + ": " + issue.text : issue.text;
}

annotation::DocumentState documentOf(const Imported& imported)
{
    annotation::DocumentState state;
    std::int32_t last = 0;
    for (const auto& track : imported.tracks) {
        state.tracks[track->id] = track;
        last = std::max(last, number(track->id));
    }
    state.verifiedFrames = imported.verifiedFrames;
    state.vocabulary = vocabularyOf(imported);
    for (const annotation::Note& note : imported.notes)
        state.notes.emplace(static_cast<annotation::NoteId>(state.notes.size()) + 1, note);
    state.nextId = TrackId{last + 1};
    return state;
}

} // namespace tw::formats
