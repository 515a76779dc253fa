#include "core/training/mot_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/training/file_source.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>

namespace tw::training {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr int kFolderDepth = 3;

bool isPicture(const fs::path& path)
{
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : static_cast<char>(c);
    });
    static constexpr std::array kSuffixes{".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff"};
    return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

// Calls `line(number, text)` for every line, without its end.
template <class Function>
void forEachLine(const std::string& text, Function&& line)
{
    int number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = text.find('\n', begin);
        end = end == std::string::npos ? text.size() : end;
        std::string_view view(text.data() + begin, end - begin);
        if (!view.empty() && view.back() == '\r')
            view.remove_suffix(1);
        line(++number, view);
        begin = end + 1;
    }
}

std::vector<std::string_view> split(std::string_view line, char separator)
{
    std::vector<std::string_view> fields;
    for (std::size_t begin = 0;;) {
        const std::size_t end = line.find(separator, begin);
        if (end == std::string_view::npos) {
            fields.push_back(line.substr(begin));
            return fields;
        }
        fields.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
}

struct GtRow {
    std::int64_t frame = 0; // 1-based
    Label label;
};

// MOTChallenge classes: 1 is a pedestrian; people on vehicles (2), static people (7), distractors (8) and reflections
// (12) are neither people nor background; the rest is background.
std::optional<GtRow> readGtRow(std::string_view line, double firstPixel, bool& background)
{
    const std::vector<std::string_view> fields = split(line, ',');
    if (fields.size() < 6)
        return std::nullopt;
    std::array<double, 9> v{0, 0, 0, 0, 0, 0, 1, 1, 1};
    for (std::size_t i = 0; i < std::min<std::size_t>(fields.size(), v.size()); ++i) {
        const std::optional<double> number = toDouble(fields[i]);
        if (!number)
            return std::nullopt;
        v[i] = *number;
    }
    GtRow row;
    row.frame = static_cast<std::int64_t>(v[0]);
    row.label.box = {v[2] - firstPixel, v[3] - firstPixel, v[4], v[5]};
    row.label.identity = static_cast<std::int64_t>(v[1]);
    row.label.visibility = fields.size() > 8 ? v[8] : 1;
    const int classId = static_cast<int>(v[7]);
    const bool person = classId == 1 || classId < 0;
    background = !person && classId != 2 && classId != 7 && classId != 8 && classId != 12;
    row.label.ignore = !person || v[6] == 0;
    if (row.frame < 1 || !row.label.box.valid())
        return std::nullopt;
    return row;
}

double readFrameRate(const fs::path& seqinfo)
{
    double rate = 30;
    if (const Result<std::string> text = readFile(seqinfo)) {
        forEachLine(*text, [&](int, std::string_view line) {
            constexpr std::string_view kKey = "frameRate=";
            if (line.starts_with(kKey))
                if (const std::optional<double> value = toDouble(line.substr(kKey.size())); value && *value > 0)
                    rate = *value;
        });
    }
    return rate;
}

// `firstPixel`: coordinate of the upper-left pixel in the file.
Result<std::vector<LabelledFile>> readSequence(const fs::path& folder, double firstPixel,
                                               std::vector<std::string>& issues)
{
    std::map<std::int64_t, LabelledFile> frames;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / "img1", error)) {
        const std::optional<std::int64_t> number = toInteger(entry.path().stem().string());
        if (number && isPicture(entry.path()))
            frames[*number].file = entry.path();
    }
    if (error)
        return Error{ErrorCode::Io, error.message(), (folder / "img1").string()};
    if (frames.empty())
        return Error{ErrorCode::NotFound, "no numbered pictures", (folder / "img1").string()};
    const fs::path gtPath = folder / "gt" / "gt.txt";
    TW_TRY_ASSIGN(const std::string text, readFile(gtPath));
    const auto issue = [&](int line, const char* what) {
        issues.push_back(gtPath.string() + ":" + toText(std::int64_t{line}) + ": " + what);
    };
    forEachLine(text, [&](int number, std::string_view line) {
        if (line.find_first_not_of(" \t") == std::string_view::npos)
            return;
        bool background = false;
        const std::optional<GtRow> row = readGtRow(line, firstPixel, background);
        if (!row)
            return issue(number, "not frame,id,left,top,width,height,...");
        const auto frame = frames.find(row->frame);
        if (frame == frames.end())
            return issue(number, "no picture of this frame");
        if (!background)
            frame->second.labels.push_back(row->label);
    });
    std::vector<LabelledFile> list;
    for (auto& [number, frame] : frames)
        list.push_back(std::move(frame));
    return list;
}

struct ManifestEntry {
    SourceInfo info;
    bool validation = false;
    double firstPixel = 1; // MOTChallenge counts from (1,1), packs with a manifest from (0,0)
};
using Manifest = std::map<std::string, ManifestEntry>;

Result<Manifest> readManifest(const fs::path& folder)
{
    const fs::path path = folder / "manifest.json";
    std::error_code error;
    if (!fs::exists(path, error))
        return Manifest{};
    TW_TRY_ASSIGN(const std::string text, readFile(path));
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("sequences") || !json["sequences"].is_array())
        return Error{ErrorCode::Unreadable, "not a manifest with a list of sequences", path.string()};
    Manifest manifest;
    try {
        for (const Json& sequence : json["sequences"]) {
            ManifestEntry entry;
            entry.firstPixel = 0;
            entry.info.name = sequence.at("name").get<std::string>();
            entry.info.set = sequence.value("set", entry.info.name);
            const std::string identities = sequence.value("identities", "real");
            entry.info.identities = identities == "per-box"  ? IdentityKind::PerBox
                                    : identities == "linked" ? IdentityKind::Linked
                                    : identities == "none"   ? IdentityKind::None
                                                             : IdentityKind::Real;
            entry.info.video = identities == "real" || identities == "linked";
            entry.info.automatic = sequence.value("labels", "source") == "automatic";
            // Automatic labels are never complete.
            entry.info.exhaustive = sequence.value("exhaustive", "yes") == "yes" && !entry.info.automatic;
            entry.validation = sequence.value("split", "train") == "val";
            manifest[entry.info.set + "/" + entry.info.name] = entry;
        }
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "a sequence in it lacks its name or has values of another kind",
                     path.string()};
    }
    return manifest;
}

void findSequences(const fs::path& folder, int depth, std::vector<fs::path>& found)
{
    std::error_code error;
    if (fs::is_directory(folder / "img1", error) && fs::exists(folder / "gt" / "gt.txt", error)) {
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
    const fs::path clean = sequence.lexically_normal();
    const fs::path named = clean.has_filename() ? clean : clean.parent_path();
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
    entry.info.frameRate = readFrameRate(sequence / "seqinfo.ini");
    return entry;
}

} // namespace

Result<OpenedDataset> openMotFolder(const fs::path& folder, Split split)
{
    TW_TRY_ASSIGN(const Manifest manifest, readManifest(folder));
    std::vector<fs::path> sequences;
    findSequences(folder, kFolderDepth, sequences);
    if (sequences.empty())
        return Error{ErrorCode::NotFound, "no sequence with img1/ and gt/gt.txt in it", folder.string()};
    std::sort(sequences.begin(), sequences.end());
    OpenedDataset opened;
    for (const fs::path& sequence : sequences) {
        ManifestEntry entry = describe(sequence, manifest);
        if (split != Split::All && entry.validation != (split == Split::Validation))
            continue;
        TW_TRY_ASSIGN(std::vector<LabelledFile> frames, readSequence(sequence, entry.firstPixel, opened.issues));
        opened.sources.push_back(std::make_shared<FileSource>(std::move(entry.info), std::move(frames)));
    }
    if (opened.sources.empty())
        return Error{ErrorCode::NotFound, "no sequence of the split that was asked for", folder.string()};
    return opened;
}

} // namespace tw::training
