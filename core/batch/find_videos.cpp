// Inputs of a batch to videos, names and ground truths.

#include "core/base/atomic_file.h"
#include "core/batch/hash.h"
#include "core/batch/plan.h"
#include "core/pipeline/evaluate.h"

#include <glob.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;

constexpr std::array kSuffixes = {".mp4",  ".mkv", ".mov", ".avi",   ".webm", ".mpg",  ".mpeg", ".m4v", ".ts", ".mts",
                                  ".m2ts", ".wmv", ".flv", ".mjpeg", ".h264", ".hevc", ".264",  ".265", ".gif"};
constexpr int kListDepth = 4; // list files that name list files

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

constexpr std::array kPictures = {".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"};

template <class Suffixes>
bool hasSuffix(const fs::path& path, const Suffixes& suffixes)
{
    return std::find(suffixes.begin(), suffixes.end(), lowered(path.extension().string())) != suffixes.end();
}

// One video as pictures: a MOTChallenge sequence, or a folder with pictures and without videos.
bool isPictureFolder(const fs::path& folder, const std::vector<fs::path>& entries)
{
    std::error_code error;
    if (fs::is_directory(folder / "img1", error))
        return true;
    const auto has = [&](const auto& suffixes) {
        return std::any_of(entries.begin(), entries.end(), [&](const fs::path& e) { return hasSuffix(e, suffixes); });
    };
    return has(kPictures) && !has(kSuffixes);
}

class Finder
{
public:
    Result<void> add(const std::string& input, const fs::path& from, int depth = 0)
    {
        const fs::path path = from / input; // an absolute input stays as it is
        std::error_code error;
        if (fs::is_directory(path, error))
            return addFolder(path, input);
        if (fs::exists(path, error)) {
            if (path.extension() != ".txt")
                return take(path);
            return addList(path, depth);
        }
        return addPattern(path.string(), input, depth);
    }
    std::vector<fs::path> takeAll() { return std::move(m_videos); }

private:
    Result<void> take(const fs::path& path)
    {
        std::error_code error;
        const fs::path whole = fs::absolute(path, error).lexically_normal();
        if (m_seen.insert(whole.string()).second)
            m_videos.push_back(whole);
        return {};
    }

    Result<void> addFolder(const fs::path& folder, const std::string& input)
    {
        const std::size_t before = m_videos.size() + m_repeated;
        TW_TRY(walk(folder));
        if (m_videos.size() + m_repeated == before)
            return Error{ErrorCode::NotFound, "there is no video in this folder", input};
        return {};
    }

    Result<void> walk(const fs::path& folder)
    {
        std::vector<fs::path> entries;
        std::error_code error;
        for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
            entries.push_back(it->path());
        if (error)
            return Error{ErrorCode::Io, "the folder cannot be read: " + error.message(), folder.string()};
        std::sort(entries.begin(), entries.end());
        if (isPictureFolder(folder, entries))
            return counted(folder);
        for (const fs::path& entry : entries) {
            if (entry.filename().string().starts_with('.'))
                continue;
            if (fs::is_directory(entry, error)) {
                if (!fs::exists(entry / "batch.json", error)) // results of a batch are not videos to track
                    TW_TRY(walk(entry));
            } else if (hasSuffix(entry, kSuffixes)) {
                TW_TRY(counted(entry));
            }
        }
        return {};
    }

    Result<void> counted(const fs::path& path)
    {
        const std::size_t before = m_videos.size();
        TW_TRY(take(path));
        m_repeated += m_videos.size() == before ? 1 : 0;
        return {};
    }

    Result<void> addPattern(const std::string& pattern, const std::string& input, int depth)
    {
        glob_t found{};
        const int failed = ::glob(pattern.c_str(), GLOB_NOSORT | GLOB_BRACE, nullptr, &found);
        std::vector<std::string> paths(found.gl_pathv, found.gl_pathv + (failed == 0 ? found.gl_pathc : 0));
        ::globfree(&found);
        if (paths.empty())
            return Error{ErrorCode::NotFound, "no such file or folder", input};
        std::sort(paths.begin(), paths.end());
        for (const std::string& path : paths)
            TW_TRY(add(path, {}, depth));
        return {};
    }

    Result<void> addList(const fs::path& file, int depth)
    {
        if (depth == kListDepth)
            return Error{ErrorCode::InvalidArgument, "list files name each other in a circle", file.string()};
        TW_TRY_ASSIGN(const std::string text, readFile(file, 1ULL << 28));
        std::size_t at = 0;
        while (at < text.size()) {
            const auto end = std::min(text.find('\n', at), text.size());
            std::string line = text.substr(at, end - at);
            at = end + 1;
            while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
                line.pop_back();
            if (!line.empty() && line.front() != '#')
                TW_TRY(add(line, file.parent_path(), depth + 1));
        }
        return {};
    }

    std::vector<fs::path> m_videos;
    std::unordered_set<std::string> m_seen;
    std::size_t m_repeated = 0; // named more than once
};

// Letters that every file system and shell takes.
std::string plainName(const fs::path& video)
{
    fs::path named = video;
    std::error_code error;
    if (fs::is_directory(video, error) && video.filename() == "img1")
        named = video.parent_path();
    std::string name = fs::is_directory(named, error) ? named.filename().string() : named.stem().string();
    for (char& c : name)
        if (static_cast<unsigned char>(c) < 0x80 && !std::isalnum(static_cast<unsigned char>(c)) && c != '-' &&
            c != '_' && c != '.')
            c = '_';
    while (!name.empty() && name.front() == '.')
        name.erase(name.begin());
    return name.empty() ? "video" : name;
}

} // namespace

Result<std::vector<fs::path>> findVideos(const std::vector<std::string>& inputs)
{
    Finder finder;
    for (const std::string& input : inputs)
        TW_TRY(finder.add(input, {}));
    return finder.takeAll();
}

std::vector<Entry> entriesFor(const std::vector<fs::path>& videos, const std::vector<Entry>& known)
{
    std::unordered_map<std::string, const Entry*> byVideo;
    std::unordered_set<std::string> taken;
    for (const Entry& entry : known) {
        byVideo.emplace(entry.video.string(), &entry);
        taken.insert(lowered(entry.name));
    }
    // gt/gt.txt belongs to the only video of its folder; with several it is not known whose it is
    std::map<fs::path, int> neighbours;
    for (const fs::path& video : videos)
        ++neighbours[video.parent_path()];
    std::vector<Entry> entries;
    for (const fs::path& video : videos) {
        if (byVideo.contains(video.string()))
            continue;
        Entry entry;
        entry.video = video;
        entry.name = plainName(video);
        if (!taken.insert(lowered(entry.name)).second) {
            entry.name += "-" + hexOf(hashOf(video.string())).substr(0, 8);
            taken.insert(lowered(entry.name));
        }
        std::error_code error;
        fs::path own = video.parent_path() / (video.stem().string() + ".gt.txt");
        if (fs::is_regular_file(own, error))
            entry.truth = std::move(own);
        else if (neighbours[video.parent_path()] == 1 || video.filename() == "img1")
            entry.truth = pipeline::groundTruthBeside(video);
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace tw::batch
