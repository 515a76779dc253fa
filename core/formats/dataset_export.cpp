#include "core/formats/dataset_export.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/image_names.h"
#include "core/formats/label_folders.h"
#include "core/formats/mot.h"
#include "core/formats/text_rows.h"
#include "core/formats/unsynced_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;
using annotation::DocumentState;
using annotation::Track;
using Json = nlohmann::ordered_json;

constexpr const char* kManifestName = "manifest.json";
constexpr const char* kFormatName = "trackwright-dataset";

// One folder SEQ of the result: a stretch of one sequence.
struct Part {
    std::size_t source = 0;
    std::string name;
    bool validation = false;
    FrameRange frames; // of the source
};

std::string splitName(const DatasetOptions& options, bool validation)
{
    return options.name + (validation ? "-val" : "-train");
}

fs::path partFolder(const DatasetOptions& options, const Part& part)
{
    return fs::path(splitName(options, part.validation)) / part.name;
}

bool usableName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".." && name.find_first_of("/\\\n\r\t") == std::string::npos;
}

Result<void> checkRequest(const std::vector<DatasetSequence>& sequences, const DatasetOptions& options)
{
    const auto invalid = [](std::string text) { return Error{ErrorCode::InvalidArgument, std::move(text), {}}; };
    if (sequences.empty())
        return invalid("no sequences");
    if (!usableName(options.name))
        return invalid("the name of the data set cannot be a folder: '" + options.name + "'");
    if (!(options.validationShare >= 0 && options.validationShare <= 1))
        return invalid("the share for validation must be within 0..1");
    std::set<std::string> names;
    for (const DatasetSequence& sequence : sequences) {
        const SequenceInfo& info = sequence.info;
        if (!usableName(info.name) || !names.insert(info.name).second)
            return invalid("sequences need different names that can be folders: '" + info.name + "'");
        if (info.length < 1 || info.width < 1 || info.height < 1)
            return invalid(info.name + ": length and image size must be known");
    }
    for (const std::string& name : options.validationSequences) {
        if (!names.contains(name))
            return invalid("no sequence '" + name + "' for validation");
    }
    return {};
}

std::vector<Part> partsOf(const std::vector<DatasetSequence>& sequences, const DatasetOptions& options)
{
    std::vector<Part> parts;
    for (std::size_t i = 0; i < sequences.size(); ++i) {
        const SequenceInfo& info = sequences[i].info;
        const FrameRange all{0, info.length - 1};
        if (!options.validationSequences.empty()) {
            const auto& chosen = options.validationSequences;
            parts.push_back({i, info.name, std::find(chosen.begin(), chosen.end(), info.name) != chosen.end(), all});
            continue;
        }
        const auto kept = static_cast<FrameIndex>(std::floor(info.length * (1 - options.validationShare)));
        if (kept > 0)
            parts.push_back({i, info.name, false, {0, kept - 1}});
        if (kept < info.length)
            parts.push_back({i, info.name + "-val", true, {kept, info.length - 1}});
    }
    return parts;
}

// Which frames of a part are written, and under which numbers: all that can be read, counted without holes.
class WrittenFrames
{
public:
    explicit WrittenFrames(FrameRange frames)
        : m_frames(frames), m_numbers(static_cast<std::size_t>(frames.length()), kNoFrame)
    {}
    // The number of a frame that can be read; in increasing order.
    FrameIndex take(FrameIndex frame)
    {
        m_numbers[static_cast<std::size_t>(frame - m_frames.first)] = m_count;
        return m_count++;
    }
    // kNoFrame: outside the part, or left out.
    FrameIndex numberOf(FrameIndex frame) const
    {
        return m_frames.contains(frame) ? m_numbers[static_cast<std::size_t>(frame - m_frames.first)] : kNoFrame;
    }
    FrameIndex count() const { return m_count; }

private:
    FrameRange m_frames;
    std::vector<FrameIndex> m_numbers;
    FrameIndex m_count = 0;
};

// The written frames of a document as a document of their own.
DocumentState cut(const DocumentState& state, FrameRange frames, const WrittenFrames& written)
{
    DocumentState out;
    out.nextId = state.nextId;
    for (const auto& [id, track] : state.tracks) {
        auto copy = std::make_shared<Track>(*track);
        for (auto& box : copy->boxes)
            box.frame = written.numberOf(box.frame);
        std::erase_if(copy->boxes, [](const auto& box) { return box.frame == kNoFrame; });
        if (!copy->boxes.empty())
            out.tracks[id] = std::move(copy);
    }
    for (const FrameRange& range : state.verifiedFrames) {
        FrameRange inside{kNoFrame, kNoFrame};
        for (FrameIndex frame = std::max(range.first, frames.first); frame <= std::min(range.last, frames.last);
             ++frame) {
            const FrameIndex number = written.numberOf(frame);
            if (number != kNoFrame)
                inside = {inside.first == kNoFrame ? number : inside.first, number};
        }
        if (inside.first != kNoFrame)
            out.verifiedFrames.push_back(inside);
    }
    return out;
}

// Numbers of identities that go through all sequences.
class LabelIds
{
public:
    TrackId of(std::size_t source, TrackId id)
    {
        const auto [entry, fresh] = m_ids.try_emplace({source, number(id)}, TrackId{m_next});
        m_next += fresh ? 1 : 0;
        return entry->second;
    }

private:
    std::map<std::pair<std::size_t, std::int32_t>, TrackId> m_ids;
    std::int32_t m_next = 1;
};

// Pedestrians that count, with the numbers of the labels.
DocumentState labelled(const DocumentState& state, std::size_t source, LabelIds& ids)
{
    DocumentState out;
    for (const auto& [id, track] : state.tracks) {
        if (track->classId != ClassId::kPedestrian)
            continue;
        auto copy = std::make_shared<Track>(*track);
        std::erase_if(copy->boxes, [](const auto& box) { return box.score == 0; });
        if (copy->boxes.empty())
            continue;
        copy->id = ids.of(source, id);
        out.tracks[copy->id] = std::move(copy);
    }
    return out;
}

// --- what an earlier export left ------------------------------------------------------------------------------------

// Paths of a data set relative to its folder, from its manifest. Errors: Unreadable.
Result<std::set<fs::path>> filesOf(const Json& manifest)
{
    std::set<fs::path> files;
    try {
        const std::string name = manifest.at("name").get<std::string>();
        const std::string extension = manifest.at("imageExtension").get<std::string>();
        if (!usableName(name) || !usableName(extension))
            return Error{ErrorCode::Unreadable, "a name in the manifest cannot be part of a file name", {}};
        for (const char* split : {"train", "val"}) {
            files.insert(name + "." + split);
            files.insert(fs::path("images") / "seqmaps" / (name + "-" + split + ".txt"));
        }
        for (const Json& sequence : manifest.at("sequences")) {
            const fs::path part =
                fs::path(sequence.at("set").get<std::string>()) / sequence.at("name").get<std::string>();
            if (!usableName(part.filename().string()) || !usableName(part.parent_path().string()))
                return Error{ErrorCode::Unreadable, "a name in the manifest is not a folder name", {}};
            const auto length = sequence.at("frames").get<std::int64_t>();
            if (length < 0 || length > 20'000'000)
                return Error{ErrorCode::Unreadable, "a length in the manifest cannot be", {}};
            for (const char* file : {"gt/gt.txt", "seqinfo.ini", "trackwright.json"})
                files.insert(fs::path("images") / part / file);
            for (std::int64_t frame = 0; frame < length; ++frame) {
                const auto index = static_cast<FrameIndex>(frame);
                files.insert(fs::path("images") / part / "img1" / imageName(index, extension));
                files.insert(fs::path("labels_with_ids") / part / "img1" / imageName(index, ".txt"));
            }
        }
    } catch (const Json::exception& error) {
        return Error{ErrorCode::Unreadable, "the manifest has other values than expected", {}};
    }
    return files;
}

// The manifest of an earlier export; null when the folder is new or empty. Errors: Conflict.
Result<Json> earlierManifest(const fs::path& folder)
{
    std::error_code error;
    if (!fs::exists(folder, error) || fs::is_empty(folder, error))
        return Json(nullptr);
    const Error foreign{ErrorCode::Conflict, "the folder holds something else than an exported data set",
                        folder.string()};
    if (!fs::is_regular_file(folder / kManifestName, error))
        return foreign;
    TW_TRY_ASSIGN(const std::string text, readTextFile(folder / kManifestName));
    Json manifest = Json::parse(text, nullptr, false);
    if (!manifest.is_object() || manifest.value("format", std::string()) != kFormatName)
        return foreign;
    return manifest;
}

std::size_t removeLeftOvers(const fs::path& folder, const std::set<fs::path>& before, const std::set<fs::path>& now)
{
    std::size_t removed = 0;
    std::set<fs::path> folders;
    for (const fs::path& file : before) {
        if (now.contains(file))
            continue;
        std::error_code error;
        removed += fs::remove(folder / file, error) ? 1 : 0;
        for (fs::path parent = file.parent_path(); !parent.empty(); parent = parent.parent_path())
            folders.insert(parent);
    }
    // Deeper folders sort after the ones they are in
    for (auto it = folders.rbegin(); it != folders.rend(); ++it) {
        std::error_code error;
        if (fs::is_empty(folder / *it, error) && !error)
            fs::remove(folder / *it, error);
    }
    return removed;
}

// --- writing --------------------------------------------------------------------------------------------------------

// `frames`: how many each part has; they are fewer than its range when some could not be read.
Json manifestOf(const std::vector<Part>& parts, const std::vector<FrameIndex>& frames,
                const std::vector<DatasetSequence>& sequences, const DatasetOptions& options, bool complete)
{
    Json out;
    out["format"] = kFormatName;
    out["version"] = 1;
    out["complete"] = complete;
    out["name"] = options.name;
    out["imageExtension"] = options.imageExtension;
    out["sequences"] = Json::array();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        const DatasetSequence& sequence = sequences[part.source];
        out["sequences"].push_back({{"name", part.name},
                                    {"set", splitName(options, part.validation)},
                                    {"split", part.validation ? "val" : "train"},
                                    {"identities", "real"},
                                    {"exhaustive", sequence.exhaustive ? "yes" : "no"},
                                    {"frames", frames[i]},
                                    {"source", sequence.info.name},
                                    {"sourceFrames", {part.frames.first + 1, part.frames.last + 1}}});
    }
    return out;
}

class Exporter
{
public:
    Exporter(const fs::path& folder, const std::vector<DatasetSequence>& sequences, const DatasetOptions& options,
             const JobContext& job, std::vector<Part> parts)
        : m_folder(folder), m_sequences(sequences), m_options(options), m_job(job), m_parts(std::move(parts))
    {
        for (const Part& part : m_parts) {
            m_total += part.frames.length();
            m_frames.push_back(part.frames.length());
        }
    }

    Result<DatasetReport> run()
    {
        TW_TRY_ASSIGN(const Json before, earlierManifest(m_folder));
        TW_TRY(makeFolder(m_folder));
        TW_TRY(writeManifest(false));
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            TW_TRY_ASSIGN(m_frames[i], writePart(m_parts[i]));
        }
        TW_TRY(writeLists());
        if (!before.is_null()) {
            TW_TRY_ASSIGN(const auto old, filesOf(before));
            TW_TRY_ASSIGN(const auto now, filesOf(manifestOf(m_parts, m_frames, m_sequences, m_options, true)));
            m_report.removed = removeLeftOvers(m_folder, old, now);
        }
        TW_TRY(writeManifest(true));
        m_report.sequences = m_parts.size();
        return std::move(m_report);
    }

private:
    Result<void> writeManifest(bool complete)
    {
        const std::string text = manifestOf(m_parts, m_frames, m_sequences, m_options, complete).dump(1) + "\n";
        return writeFileAtomically(m_folder / kManifestName, text);
    }

    // The number of its frames.
    Result<FrameIndex> writePart(const Part& part)
    {
        const DatasetSequence& sequence = m_sequences[part.source];
        const fs::path images = m_folder / "images" / partFolder(m_options, part);
        TW_TRY_ASSIGN(const WrittenFrames frames, writeImages(part, images / "img1"));
        const DocumentState state = cut(*sequence.document, part.frames, frames);
        WriteOptions writing;
        writing.info = sequence.info;
        writing.info.name = part.name;
        writing.info.length = frames.count();
        writing.info.imageFolder = "img1";
        writing.info.imageExtension = m_options.imageExtension;
        writing.decimals = m_options.decimals;
        TW_TRY_ASSIGN(Written truth, writeMotSequence(images, state, writing));
        m_report.boxes += truth.rows;
        takeIssues(part.name, truth.issues);

        const fs::path labels = m_folder / "labels_with_ids" / partFolder(m_options, part) / "img1";
        TW_TRY_ASSIGN(const Written written, writeLabelsWithIds(labels, labelled(state, part.source, m_ids), writing));
        m_report.labels += written.rows;
        return frames.count();
    }

    // Frames that cannot be read are left out and listed; the ones after them move up, so that no number is missing.
    Result<WrittenFrames> writeImages(const Part& part, const fs::path& folder)
    {
        WrittenFrames written(part.frames);
        const FrameImage& image = m_sequences[part.source].image;
        if (image)
            TW_TRY(makeFolder(folder));
        for (FrameIndex frame = part.frames.first; frame <= part.frames.last; ++frame) {
            if (!image) {
                written.take(frame);
                continue;
            }
            if (m_job.stopped())
                return Error{ErrorCode::Cancelled, "stopped; exporting again goes on", m_folder.string()};
            const auto bytes = image(frame);
            if (!bytes && bytes.error().code != ErrorCode::Unreadable)
                return bytes.error();
            if (!bytes) {
                m_report.issues.push_back({0, part.name + ": frame " + toText(std::int64_t{frame} + 1) +
                                                  " and its boxes are left out: " + bytes.error().message()});
                continue;
            }
            const FrameIndex number = written.take(frame);
            TW_TRY(replaceFileUnsynced(folder / imageName(number, m_options.imageExtension), *bytes));
            ++m_report.images;
            m_job.report("images", static_cast<std::int64_t>(m_report.images), m_total);
        }
        if (written.count() == 0)
            return Error{ErrorCode::Unreadable, "no frame of it can be read", part.name};
        return written;
    }

    Result<void> writeLists()
    {
        TW_TRY(makeFolder(m_folder / "images" / "seqmaps"));
        for (const bool validation : {false, true}) {
            std::string map = "name\n";
            std::string list;
            for (std::size_t i = 0; i < m_parts.size(); ++i) {
                const Part& part = m_parts[i];
                if (part.validation != validation)
                    continue;
                map += part.name + "\n";
                const std::string folder = (fs::path("images") / partFolder(m_options, part) / "img1").generic_string();
                for (FrameIndex frame = 0; frame < m_frames[i]; ++frame)
                    list += folder + "/" + imageName(frame, m_options.imageExtension) + "\n";
            }
            const std::string split = splitName(m_options, validation);
            TW_TRY(replaceFileUnsynced(m_folder / "images" / "seqmaps" / (split + ".txt"), map));
            TW_TRY(replaceFileUnsynced(m_folder / (m_options.name + (validation ? ".val" : ".train")), list));
        }
        return {};
    }

    void takeIssues(const std::string& name, const std::vector<Issue>& issues)
    {
        for (const Issue& issue : issues)
            m_report.issues.push_back({issue.line, name + ": " + issue.text, issue.severity});
    }

    const fs::path& m_folder;
    const std::vector<DatasetSequence>& m_sequences;
    const DatasetOptions& m_options;
    const JobContext& m_job;
    std::vector<Part> m_parts;
    std::vector<FrameIndex> m_frames; // of each part
    std::int64_t m_total = 0;
    LabelIds m_ids;
    DatasetReport m_report;
};

} // namespace

Result<DatasetReport> exportDataset(const fs::path& folder, const std::vector<DatasetSequence>& sequences,
                                    const DatasetOptions& options, const JobContext& job)
{
    TW_TRY(checkRequest(sequences, options));
    return Exporter(folder, sequences, options, job, partsOf(sequences, options)).run();
}

} // namespace tw::formats
