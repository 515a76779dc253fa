#include "core/pipeline/evaluate.h"

#include "core/formats/format.h"
#include "core/formats/mot.h"
#include "core/formats/seqinfo.h"
#include "core/formats/text_rows.h"
#include "core/storage/project_store.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>

namespace tw::pipeline {

// Rows of MOTChallenge text in their order, or a document.
struct SideContent {
    std::vector<formats::MotBox> rows;
    annotation::Snapshot document;
    FrameIndex length = 0; // what seqinfo.ini or the project says; 0: nothing
    std::filesystem::path path;
};

namespace {

namespace fs = std::filesystem;
using evaluation::FrameTable;
using evaluation::ResultBox;
using evaluation::TruthBox;

constexpr const char* kProjectSuffix = ".twp";

bool isFile(const fs::path& path)
{
    std::error_code error;
    return fs::is_regular_file(path, error);
}

bool isFolder(const fs::path& path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

// --- where the sequences are ----------------------------------------------------------------------------------------

struct Side {
    std::map<std::string, fs::path> sequences;
    bool single = false; // one sequence was named, not a folder of them
};

std::string nameOfFolder(const fs::path& folder)
{
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(folder, error);
    return (error ? folder : whole).filename().string();
}

// SEQ/gt/gt.txt is SEQ; other files are called as they are.
std::string nameOfFile(const fs::path& file)
{
    const fs::path folder = file.parent_path();
    if (file.stem() == "gt" && folder.filename() == "gt")
        return nameOfFolder(folder.parent_path());
    return file.stem().string();
}

bool isTrackFile(const fs::path& path)
{
    const auto suffix = path.extension();
    return isFile(path) && (suffix == ".txt" || suffix == ".csv" || suffix == ".json" || suffix == ".xml");
}

std::vector<fs::path> entriesOf(const fs::path& folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        entries.push_back(it->path());
    std::sort(entries.begin(), entries.end());
    return entries;
}

void collect(const fs::path& folder, int depth, std::map<std::string, fs::path>& out)
{
    for (const fs::path& entry : entriesOf(folder)) {
        if (isFile(entry / "gt" / "gt.txt"))
            out.emplace(entry.filename().string(), entry / "gt" / "gt.txt");
        else if (isTrackFile(entry))
            out.emplace(entry.stem().string(), entry);
    }
    if (!out.empty() || depth == 0)
        return;
    for (const fs::path& entry : entriesOf(folder)) {
        if (isFolder(entry) && entry.filename() != "seqmaps")
            collect(entry, depth - 1, out);
    }
}

Result<Side> findSequences(const fs::path& path)
{
    Side side;
    if (isFile(path)) {
        side.single = true;
        side.sequences[nameOfFile(path)] = path;
        return side;
    }
    if (!isFolder(path))
        return Error{ErrorCode::NotFound, "there is no such file or folder", path.string()};
    if (isFile(path / "gt" / "gt.txt")) {
        side.single = true;
        side.sequences[nameOfFolder(path)] = path / "gt" / "gt.txt";
        return side;
    }
    // A folder that is one sequence itself: label files, one for each frame
    const auto format = formats::detectFormat(path);
    if (format && !(*format)->id.starts_with("mot")) {
        side.single = true;
        side.sequences[nameOfFolder(path)] = path;
        return side;
    }
    collect(path, 1, side.sequences);
    if (side.sequences.empty())
        return Error{ErrorCode::NotFound, "no SEQUENCE/gt/gt.txt and no SEQUENCE.txt in this folder", path.string()};
    return side;
}

struct Pair {
    std::string name;
    fs::path truth;
    fs::path result;
};

std::string listed(const std::vector<std::string>& names)
{
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : ", ") + name;
    return out;
}

Result<std::vector<Pair>> pairUp(const Side& truth, const Side& result, std::vector<std::string>& issues)
{
    std::vector<Pair> pairs;
    if (truth.single && result.single) {
        const auto& [name, path] = *truth.sequences.begin();
        return std::vector<Pair>{{name, path, result.sequences.begin()->second}};
    }
    std::vector<std::string> missing;
    for (const auto& [name, path] : truth.sequences) {
        const auto found = result.sequences.find(name);
        if (found != result.sequences.end())
            pairs.push_back({name, path, found->second});
        else if (!result.single)
            missing.push_back(name);
    }
    if (!missing.empty())
        return Error{ErrorCode::InvalidArgument, "no result for " + listed(missing), {}};
    if (pairs.empty())
        return Error{ErrorCode::InvalidArgument, "no ground truth has the name of a result", {}};
    std::vector<std::string> extra;
    for (const auto& [name, path] : result.sequences) {
        if (!truth.sequences.contains(name))
            extra.push_back(name);
    }
    if (!extra.empty() && !truth.single)
        issues.push_back("no ground truth for " + listed(extra));
    return pairs;
}

// --- reading --------------------------------------------------------------------------------------------------------

Result<void> loadProject(const fs::path& path, SideContent& out)
{
    TW_TRY_ASSIGN(auto opened, storage::ProjectStore::open(path));
    out.document = opened.content.document;
    out.length = opened.content.meta.frameCount;
    return {};
}

Error inFile(const Error& error, const fs::path& path)
{
    return Error{error.code, error.detail, path.string() + (error.where.empty() ? "" : ", " + error.where)};
}

Result<void> loadMot(const fs::path& path, SideContent& out)
{
    TW_TRY_ASSIGN(const std::string text, formats::readTextFile(path));
    auto rows = formats::parseMotRows(text);
    if (!rows)
        return inFile(rows.error(), path);
    out.rows = *std::move(rows);
    const fs::path ini = path.parent_path().parent_path() / "seqinfo.ini";
    if (path.parent_path().filename() == "gt" && isFile(ini)) {
        TW_TRY_ASSIGN(const formats::SequenceInfo info, formats::readSeqinfo(ini));
        out.length = info.length;
    }
    return {};
}

Result<SideContent> load(const fs::path& path, std::vector<std::string>& issues)
{
    SideContent out;
    out.path = path;
    if (path.extension() == kProjectSuffix) {
        TW_TRY(loadProject(path, out));
        return out;
    }
    // An empty result is a result: a tracker that found no person
    std::error_code error;
    if (isFile(path) && fs::file_size(path, error) == 0)
        return out;
    TW_TRY_ASSIGN(const formats::Format* format, formats::detectFormat(path));
    if (format->id.starts_with("mot")) {
        TW_TRY(loadMot(path, out));
        return out;
    }
    TW_TRY_ASSIGN(const formats::Imported imported, format->read(path, {}));
    if (imported.refused > 0) {
        const auto problem = std::find_if(imported.issues.begin(), imported.issues.end(), [](const auto& issue) {
            return issue.severity == formats::Severity::Problem;
        });
        return Error{ErrorCode::Unreadable,
                     problem == imported.issues.end() ? "a box cannot be taken" : formats::describe(*problem),
                     path.string()};
    }
    for (const formats::Issue& issue : imported.issues)
        issues.push_back(path.filename().string() + ": " + formats::describe(issue));
    out.document = std::make_shared<const annotation::DocumentState>(formats::documentOf(imported));
    out.length = imported.info.length;
    return out;
}

FrameIndex framesOf(const SideContent& side)
{
    FrameIndex last = -1;
    for (const formats::MotBox& row : side.rows)
        last = std::max(last, row.frame);
    if (side.document != nullptr) {
        for (const auto& [id, track] : side.document->tracks)
            last = std::max(last, track->lastFrame());
    }
    return last + 1;
}

TruthBox truthOf(const formats::MotBox& row)
{
    return {TrackId{row.id}, row.box, ClassId{row.classId}, row.confidence != 0};
}

ResultBox resultOf(const formats::MotBox& row)
{
    return {TrackId{row.id}, row.box, ClassId{row.classId}, static_cast<float>(row.confidence)};
}

TruthBox truthOf(const annotation::Track& track, const annotation::TrackBox& box)
{
    return {track.id, box.box, track.classId, box.score != 0};
}

ResultBox resultOf(const annotation::Track& track, const annotation::TrackBox& box)
{
    return {track.id, box.box, track.classId, box.score};
}

// Identities that stand twice in a frame, with their line, before the evaluation finds them without it.
Result<void> checkRows(const SideContent& side, FrameIndex length)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> seen; // frame and id, line
    seen.reserve(side.rows.size());
    for (const formats::MotBox& row : side.rows) {
        if (row.frame >= length)
            return Error{ErrorCode::InvalidArgument,
                         "frame " + std::to_string(row.frame + 1) + " is after the last of " + std::to_string(length) +
                             " frames",
                         side.path.string() + ", line " + std::to_string(row.line)};
        seen.emplace_back((std::int64_t{row.frame} << 32) + row.id, row.line);
    }
    std::sort(seen.begin(), seen.end());
    for (std::size_t i = 1; i < seen.size(); ++i) {
        if (seen[i].first == seen[i - 1].first)
            return Error{ErrorCode::InvalidArgument,
                         "an id stands twice in one frame, first in line " + std::to_string(seen[i - 1].second),
                         side.path.string() + ", line " + std::to_string(seen[i].second)};
    }
    return {};
}

template <class T, class Make>
Result<FrameTable<T>> tableOf(const SideContent& side, FrameIndex length, Make&& make)
{
    std::vector<std::pair<FrameIndex, T>> items;
    for (const formats::MotBox& row : side.rows)
        items.emplace_back(row.frame, make(row));
    if (side.document != nullptr) {
        for (const auto& [id, track] : side.document->tracks) {
            for (const annotation::TrackBox& box : track->boxes)
                items.emplace_back(box.frame, make(*track, box));
        }
    }
    return FrameTable<T>::build(length, items);
}

struct MakeTruth {
    TruthBox operator()(const formats::MotBox& row) const { return truthOf(row); }
    TruthBox operator()(const annotation::Track& t, const annotation::TrackBox& b) const { return truthOf(t, b); }
};
struct MakeResult {
    ResultBox operator()(const formats::MotBox& row) const { return resultOf(row); }
    ResultBox operator()(const annotation::Track& t, const annotation::TrackBox& b) const { return resultOf(t, b); }
};

Result<evaluation::SequenceInput> inputOf(const std::string& name, const SideContent& truth, const SideContent& result,
                                          FrameIndex frames = 0)
{
    FrameIndex length = truth.length > 0 ? truth.length : result.length;
    if (length <= 0)
        length = std::max({framesOf(truth), framesOf(result), frames});
    TW_TRY(checkRows(truth, length));
    TW_TRY(checkRows(result, length));
    evaluation::SequenceInput input;
    input.name = name;
    auto truthTable = tableOf<TruthBox>(truth, length, MakeTruth{});
    if (!truthTable)
        return inFile(truthTable.error(), truth.path);
    auto resultTable = tableOf<ResultBox>(result, length, MakeResult{});
    if (!resultTable)
        return inFile(resultTable.error(), result.path);
    input.truth = *std::move(truthTable);
    input.result = *std::move(resultTable);
    return input;
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

Result<EvaluationSide> EvaluationSide::read(const fs::path& path, std::vector<std::string>& issues)
{
    TW_TRY_ASSIGN(const Side side, findSequences(path));
    if (side.sequences.size() != 1)
        return Error{ErrorCode::InvalidArgument,
                     std::to_string(side.sequences.size()) + " sequences are in this folder; choose one of them",
                     path.string()};
    TW_TRY_ASSIGN(SideContent content, load(side.sequences.begin()->second, issues));
    return EvaluationSide(std::make_shared<const SideContent>(std::move(content)));
}

EvaluationSide EvaluationSide::of(annotation::Snapshot document, FrameIndex length)
{
    auto content = std::make_shared<SideContent>();
    content->document = std::move(document);
    content->length = length;
    return EvaluationSide(std::move(content));
}

Result<evaluation::SequenceInput> sequenceInput(const std::string& name, const EvaluationSide& truth,
                                                const EvaluationSide& result, FrameIndex frames)
{
    return inputOf(name, truth.content(), result.content(), frames);
}

fs::path groundTruthBeside(const fs::path& video)
{
    const fs::path folder = video.filename() == "img1" ? video.parent_path() : video;
    for (const fs::path& place : {folder, video.parent_path()}) {
        if (isFile(place / "gt" / "gt.txt"))
            return place / "gt" / "gt.txt";
    }
    return {};
}

Result<EvaluateOutcome> evaluateFiles(const EvaluateRequest& request, const JobContext& job)
{
    EvaluateOutcome outcome;
    const auto started = std::chrono::steady_clock::now();
    TW_TRY_ASSIGN(const Side truth, findSequences(request.truth));
    TW_TRY_ASSIGN(const Side result, findSequences(request.result));
    TW_TRY_ASSIGN(const auto pairs, pairUp(truth, result, outcome.issues));
    std::vector<evaluation::SequenceInput> inputs;
    for (const Pair& pair : pairs) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while reading", {}};
        TW_TRY_ASSIGN(const SideContent truthSide, load(pair.truth, outcome.issues));
        TW_TRY_ASSIGN(const SideContent resultSide, load(pair.result, outcome.issues));
        TW_TRY_ASSIGN(auto input, inputOf(pair.name, truthSide, resultSide));
        inputs.push_back(std::move(input));
        job.report("read", static_cast<std::int64_t>(inputs.size()), static_cast<std::int64_t>(pairs.size()));
    }
    outcome.readSeconds = secondsSince(started);
    const auto scoring = std::chrono::steady_clock::now();
    TW_TRY_ASSIGN(outcome.report, evaluation::evaluate(inputs, request.options, job));
    outcome.scoreSeconds = secondsSince(scoring);
    return outcome;
}

} // namespace tw::pipeline
