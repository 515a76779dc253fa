// Finding the files of a collection again after they were moved.

#include "core/collection/projects.h"
#include "core/storage/project_store.h"
#include "core/video/video_index.h"

#include <cstdlib>
#include <map>
#include <set>

namespace tw::collection {
namespace {

namespace fs = std::filesystem;

struct Found {
    std::vector<fs::path> projects;
    std::multimap<std::uint64_t, fs::path> files; // others, by size
    std::vector<fs::path> folders;
};

Found filesBelow(const std::vector<fs::path>& folders, const JobContext& job)
{
    Found out;
    for (const fs::path& folder : folders) {
        std::error_code error;
        const auto skip = fs::directory_options::skip_permission_denied;
        for (fs::recursive_directory_iterator it(folder, skip, error), end; !error && it != end && !job.stopped();
             it.increment(error)) {
            std::error_code unread;
            const fs::path path = fs::absolute(it->path(), unread).lexically_normal();
            if (it->is_directory(unread))
                out.folders.push_back(path);
            else if (path.extension() == ".twp" && !path.stem().string().ends_with(".backup"))
                out.projects.push_back(path);
            else if (it->is_regular_file(unread))
                out.files.emplace(it->file_size(unread), path);
        }
    }
    return out;
}

// "file:BYTES:HASH" -> BYTES; 0: another kind
std::uint64_t bytesOf(const std::string& fingerprint)
{
    return fingerprint.starts_with("file:") ? std::strtoull(fingerprint.c_str() + 5, nullptr, 10) : 0;
}

fs::path findVideo(const Entry& entry, const Found& found)
{
    const auto is = [&entry](const fs::path& path) {
        const auto print = fingerprintOf(path);
        return print && *print == entry.fingerprint;
    };
    if (const std::uint64_t bytes = bytesOf(entry.fingerprint); bytes > 0) {
        const auto [first, last] = found.files.equal_range(bytes);
        for (auto it = first; it != last; ++it)
            if (is(it->second))
                return it->second;
        return {};
    }
    for (const fs::path& folder : found.folders)
        if (folder.filename() == entry.video.filename() && is(folder))
            return folder;
    return {};
}

// What projects say of their videos; each is opened once, and only when an entry asks.
class Projects
{
public:
    explicit Projects(const std::vector<fs::path>& paths) : m_paths(paths) {}

    // Of the entry's video: the one with the old name, or the only one. Nothing: none, or several.
    fs::path of(const Entry& entry, const fs::path& old, const std::set<fs::path>& taken, std::string& problem)
    {
        std::vector<fs::path> fitting;
        for (const fs::path& path : m_paths) {
            if (taken.contains(path) || !fits(entry, path, old))
                continue;
            if (path.filename() == old.filename())
                return path;
            fitting.push_back(path);
        }
        if (fitting.size() == 1)
            return fitting.front();
        problem = fitting.empty()
                      ? "no project of this video was found"
                      : "several projects of this video were found and none is called " + old.filename().string();
        return {};
    }

private:
    bool fits(const Entry& entry, const fs::path& path, const fs::path& old)
    {
        auto known = m_prints.find(path);
        if (known == m_prints.end()) {
            const auto opened = storage::ProjectStore::open(path);
            known = m_prints.emplace(path, opened ? opened->content.meta.fingerprint : std::string()).first;
        }
        if (bytesOf(entry.fingerprint) > 0)
            return known->second == entry.fingerprint;
        // projects know a folder of images only by number and size of its images
        return known->second.starts_with("pictures:") && path.filename() == old.filename();
    }

    const std::vector<fs::path>& m_paths;
    std::map<fs::path, std::string> m_prints;
};

} // namespace

Result<Relinked> relink(Collection& collection, const std::vector<fs::path>& folders, const JobContext& job)
{
    const Found found = filesBelow(folders, job);
    Projects projects(found.projects);
    std::error_code error;
    std::set<fs::path> taken; // projects of entries that have theirs
    for (const Entry& entry : collection.entries) {
        for (const fs::path& file : {entry.project, entry.second})
            if (fs::exists(file, error))
                taken.insert(file);
    }
    Relinked out;
    const auto link = [&](Entry& entry, fs::path& file, const char* what) {
        std::string problem;
        const fs::path project = projects.of(entry, file, taken, problem);
        if (project.empty()) {
            out.problems.push_back(entry.name + ": " + what + problem);
            return;
        }
        taken.insert(project);
        file = project;
        ++out.found;
    };
    for (Entry& entry : collection.entries) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        if (!fs::exists(entry.video, error)) {
            const fs::path video = findVideo(entry, found);
            if (video.empty())
                out.problems.push_back(entry.name + ": the video was not found");
            else {
                // the project of a video that is still untracked is made where the video is now
                if (entry.state == State::Untracked)
                    entry.project = fs::path(video).replace_extension(".twp");
                entry.video = video;
                ++out.found;
            }
        }
        if (entry.state != State::Untracked && !fs::exists(entry.project, error))
            link(entry, entry.project, "");
        if (entry.second.extension() == ".twp" && !fs::exists(entry.second, error))
            link(entry, entry.second, "second annotator: ");
    }
    return out;
}

} // namespace tw::collection
