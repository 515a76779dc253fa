#include "core/training/mot_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/labelled_frames.h"
#include "core/training/mot_labels.h"
#include "core/training/video_pictures.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace tw::training {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kFolderDepth = 3;
constexpr int kManifestDepth = 2; // levels above the folder where its manifest may lie

bool isPicture(const fs::path& path)
{
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
    });
    static constexpr std::array kSuffixes{".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"};
    return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

struct ManifestEntry {
    SourceInfo info;
    bool validation = false;
    double firstPixel = 1; // MOTChallenge counts from (1,1), packs with a manifest from (0,0)
};
using Manifest = std::map<std::string, ManifestEntry>;

IdentityKind identityKind(const std::string& text)
{
    return text == "per-box"  ? IdentityKind::PerBox
           : text == "linked" ? IdentityKind::Linked
           : text == "none"   ? IdentityKind::None
                              : IdentityKind::Real;
}

// "teacher": boxes of a network, with ignore regions where it was unsure; "automatic": boxes of any program, which are
// never complete.
ManifestEntry manifestEntry(const Json& sequence)
{
    ManifestEntry entry;
    entry.firstPixel = 0;
    entry.info.name = sequence.at("name").get<std::string>();
    entry.info.set = sequence.value("set", entry.info.name);
    entry.info.identities = identityKind(sequence.value("identities", "real"));
    entry.info.video = entry.info.identities == IdentityKind::Real || entry.info.identities == IdentityKind::Linked;
    const std::string labels = sequence.value("labels", "source");
    entry.info.automatic = labels == "automatic" || labels == "teacher";
    entry.info.exhaustive = sequence.value("exhaustive", "yes") == "yes" && labels != "automatic";
    entry.validation = sequence.value("split", "train") == "val";
    return entry;
}

Result<Manifest> readManifest(const fs::path& path)
{
    TW_TRY_ASSIGN(const std::string text, readFile(path));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("sequences") || !json["sequences"].is_array())
        return Error{ErrorCode::Unreadable, "not a manifest with a list of sequences", path.string()};
    Manifest manifest;
    try {
        for (const Json& sequence : json["sequences"]) {
            const ManifestEntry entry = manifestEntry(sequence);
            manifest[entry.info.set + "/" + entry.info.name] = entry;
        }
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "a sequence in it lacks its name or has values of another kind",
                     path.string()};
    }
    return manifest;
}

fs::path withoutTrailingSlash(const fs::path& path)
{
    const fs::path clean = path.lexically_normal();
    return clean.has_filename() ? clean : clean.parent_path();
}

// Of the folder, or of the pack that it is a part of.
Result<Manifest> findManifest(const fs::path& folder)
{
    std::error_code error;
    fs::path level = withoutTrailingSlash(fs::absolute(folder, error));
    for (int depth = 0; depth <= kManifestDepth; ++depth, level = level.parent_path())
        if (fs::exists(level / "manifest.json", error))
            return readManifest(level / "manifest.json");
    return Manifest{};
}

void findSequences(const fs::path& folder, int depth, std::vector<fs::path>& found)
{
    std::error_code error;
    if (fs::exists(folder / "gt" / "gt.txt", error) &&
        (fs::is_directory(folder / "img1", error) || !readSequenceFile(folder / "seqinfo.ini").video.empty())) {
        found.push_back(folder);
        return;
    }
    if (depth == 0)
        return;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (entry.is_directory(error))
            findSequences(entry.path(), depth - 1, found);
}

ManifestEntry describe(const fs::path& sequence, const Manifest& manifest)
{
    std::error_code error;
    const fs::path named = withoutTrailingSlash(fs::absolute(sequence, error));
    const std::string name = named.filename().string();
    const std::string set = named.parent_path().filename().string();
    ManifestEntry entry;
    if (const auto found = manifest.find(set + "/" + name); found != manifest.end()) {
        entry = found->second;
    } else {
        entry.info.name = name;
        entry.info.set = set.empty() ? name : set;
        entry.validation = name.ends_with("-val");
    }
    return entry;
}

Result<std::map<std::int64_t, fs::path>> pictureFiles(const fs::path& folder)
{
    std::map<std::int64_t, fs::path> files;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
        const std::optional<std::int64_t> number = toInteger(entry.path().stem().string());
        if (number && isPicture(entry.path()))
            files[*number] = entry.path();
    }
    if (error)
        return Error{ErrorCode::Io, error.message(), folder.string()};
    if (files.empty())
        return Error{ErrorCode::NotFound, "no numbered pictures", folder.string()};
    return files;
}

Result<SourcePtr> openPictures(const fs::path& sequence, ManifestEntry entry, bool completed,
                               std::vector<std::string>& issues)
{
    TW_TRY_ASSIGN(const auto files, pictureFiles(sequence / "img1"));
    std::set<std::int64_t> numbers;
    for (const auto& [number, file] : files)
        numbers.insert(number);
    TW_TRY_ASSIGN(SequenceLabels labels, readSequenceLabels(sequence, numbers, entry.firstPixel, completed, issues));
    std::vector<MemoryFrame> frames;
    std::vector<fs::path> paths;
    for (const auto& [number, file] : files) {
        frames.push_back({file.string(), std::move(labels.frames[number])});
        paths.push_back(file);
    }
    return makeMemorySource(
        std::move(entry.info), std::move(frames),
        [paths = std::move(paths)](std::size_t index) { return readPicture(paths[index]); }, std::move(labels.vectors));
}

// Those of labelled_frames.txt; without that file every frame is labelled.
Result<std::set<FrameIndex>> labelledFramesOf(const fs::path& sequence, const SequenceFile& file)
{
    const fs::path list = sequence / formats::kLabelledFramesFile;
    std::error_code error;
    if (fs::exists(list, error) || file.length == 0)
        return formats::readLabelledFrames(list);
    std::set<FrameIndex> frames;
    for (std::int64_t frame = 0; frame < file.length; ++frame)
        frames.insert(frames.end(), static_cast<FrameIndex>(frame));
    return frames;
}

// Only labelled frames are pictures of the source.
Result<SourcePtr> openVideo(const fs::path& sequence, const SequenceFile& file, ManifestEntry entry,
                            const DatasetOptions& options, std::vector<std::string>& issues)
{
    const fs::path path = sequence / file.video;
    std::error_code error;
    if (!fs::exists(path, error))
        return Error{ErrorCode::NotFound, "the video named in seqinfo.ini is not there", path.string()};
    TW_TRY_ASSIGN(const auto labelled, labelledFramesOf(sequence, file));
    std::set<std::int64_t> inFiles; // counted from 1
    for (const FrameIndex frame : labelled)
        inFiles.insert(std::int64_t{frame} + 1);
    if (labelled.empty())
        return Error{ErrorCode::NotFound, std::string(formats::kLabelledFramesFile) + " names no frame of the video",
                     sequence.string()};
    TW_TRY_ASSIGN(SequenceLabels labels,
                  readSequenceLabels(sequence, inFiles, entry.firstPixel, options.completedLabels, issues));
    SourceInfo& info = entry.info;
    std::vector<MemoryFrame> frames;
    std::vector<FrameIndex> numbers;
    for (const FrameIndex index : labelled) {
        const std::int64_t number = std::int64_t{index} + 1;
        frames.push_back({path.string() + " frame " + toText(number), std::move(labels.frames[number]),
                          static_cast<double>(index) / info.frameRate});
        numbers.push_back(index);
    }
    if (numbers.size() > 1) // the rate of the pictures, not of the video
        info.frameRate *= static_cast<double>(numbers.size() - 1) / (numbers.back() - numbers.front());
    auto pictures = std::make_shared<VideoPictures>(path, labelled, options.stop);
    return makeMemorySource(
        std::move(info), std::move(frames),
        [pictures, numbers = std::move(numbers)](std::size_t index) { return pictures->read(numbers[index]); },
        std::move(labels.vectors));
}

} // namespace

Result<OpenedDataset> openMotFolder(const fs::path& folder, const DatasetOptions& options)
{
    TW_TRY_ASSIGN(const Manifest manifest, findManifest(folder));
    std::vector<fs::path> sequences;
    findSequences(folder, kFolderDepth, sequences);
    if (sequences.empty())
        return Error{ErrorCode::NotFound, "no sequence with gt/gt.txt and img1/ or a video in it", folder.string()};
    std::sort(sequences.begin(), sequences.end());
    OpenedDataset opened;
    for (const fs::path& sequence : sequences) {
        ManifestEntry entry = describe(sequence, manifest);
        if (options.split != Split::All && entry.validation != (options.split == Split::Validation))
            continue;
        const SequenceFile file = readSequenceFile(sequence / "seqinfo.ini");
        entry.info.frameRate = file.frameRate;
        const bool completed = options.completedLabels;
        TW_TRY_ASSIGN(SourcePtr source, file.video.empty()
                                            ? openPictures(sequence, std::move(entry), completed, opened.issues)
                                            : openVideo(sequence, file, std::move(entry), options, opened.issues));
        opened.sources.push_back(std::move(source));
    }
    if (opened.sources.empty())
        return Error{ErrorCode::NotFound, "no sequence of the split that was asked for", folder.string()};
    return opened;
}

} // namespace tw::training
