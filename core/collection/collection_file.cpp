#include "core/collection/collection_file.h"

#include "core/base/atomic_file.h"
#include "core/batch/plan.h"
#include "core/batch/status.h"
#include "core/collection/projects.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace tw::collection {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxBytes = std::uintmax_t{512} << 20;
constexpr auto kLockWithin = std::chrono::seconds(10);
constexpr auto kLockPause = std::chrono::milliseconds(5);
const char* const kBatchCollection = "collection.twc";

// The file itself is locked. Whoever waited for a file that was replaced meanwhile locks the new one. Threads of one
// program take turns by a mutex: on network file systems the lock belongs to the program.
class Lock
{
public:
    static Result<Lock> take(const fs::path& file)
    {
        static std::mutex inProgram;
        Lock lock;
        lock.m_turn = std::unique_lock(inProgram);
        const auto end = std::chrono::steady_clock::now() + kLockWithin;
        for (;;) {
            lock.m_descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
            if (lock.m_descriptor < 0)
                return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io,
                             errno == ENOENT ? "there is no such collection"
                                             : "cannot be written: " + std::generic_category().message(errno),
                             file.string()};
            if (::flock(lock.m_descriptor, LOCK_EX | LOCK_NB) == 0 && lock.isAt(file))
                return lock;
            lock.release();
            if (std::chrono::steady_clock::now() > end)
                return Error{ErrorCode::Conflict, "another program is writing the collection; try again",
                             file.string()};
            std::this_thread::sleep_for(kLockPause);
        }
    }
    Lock(Lock&& other) noexcept : m_turn(std::move(other.m_turn)), m_descriptor(std::exchange(other.m_descriptor, -1))
    {}
    Lock& operator=(Lock&&) = delete;
    ~Lock() { release(); }

private:
    Lock() = default;
    bool isAt(const fs::path& file) const
    {
        struct stat mine {
        }, there{};
        return ::fstat(m_descriptor, &mine) == 0 && ::stat(file.c_str(), &there) == 0 && mine.st_ino == there.st_ino &&
               mine.st_dev == there.st_dev;
    }
    void release()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        m_descriptor = -1;
    }

    std::unique_lock<std::mutex> m_turn;
    int m_descriptor = -1;
};

// A link stays one: what it leads to is replaced.
fs::path realFile(const fs::path& file)
{
    std::error_code error;
    const fs::path real = fs::canonical(file, error);
    return error ? fs::absolute(file, error).lexically_normal() : real;
}

Figures figuresOf(const batch::VideoResult& result, const fs::path& project)
{
    Figures out;
    out.frames = result.frames;
    out.tracks = result.tracks;
    out.boxes = result.boxes;
    out.open = result.suspicious;
    out.expectedSwitches = result.expectedSwitches;
    out.expectedDeviation = result.expectedDeviation;
    std::tie(out.projectBytes, out.projectModifiedNs) = batch::sizeAndTime(project);
    return out;
}

// What the batch has that the collection lacks: new videos, and results of those that were untracked.
Result<void> takeOver(const batch::Plan& plan, const batch::BatchStatus& status, Collection& collection)
{
    std::unordered_map<std::string, std::size_t> byProject;
    std::set<std::string> prints;
    for (std::size_t i = 0; i < collection.entries.size(); ++i) {
        byProject.emplace(collection.entries[i].project.string(), i);
        prints.insert(collection.entries[i].fingerprint);
    }
    for (const batch::EntryStatus& each : status.entries) {
        const fs::path project = plan.results(*each.entry) / (each.entry->name + ".twp");
        auto known = byProject.find(project.string());
        if (known == byProject.end()) {
            Entry entry;
            entry.name = each.entry->name;
            entry.video = each.entry->video;
            entry.project = project;
            const auto fingerprint = fingerprintOf(entry.video);
            entry.fingerprint = fingerprint ? *fingerprint : "batch:" + entry.name; // the video is away
            if (!prints.insert(entry.fingerprint).second)
                continue; // a copy of a video that is there
            TW_TRY(addVideo(collection, std::move(entry)));
            known = byProject.emplace(project.string(), collection.entries.size() - 1).first;
        }
        Entry& entry = collection.entries[known->second];
        if (entry.state == State::Untracked && each.result)
            tracked(entry, figuresOf(*each.result, project));
    }
    return {};
}

} // namespace

Result<Collection> readCollection(const fs::path& file)
{
    const fs::path real = realFile(file);
    TW_TRY_ASSIGN(const std::string text, readFile(real, kMaxBytes));
    auto collection = fromJson(text, real.parent_path());
    if (!collection)
        return Error{collection.error().code, collection.error().message(), file.string()};
    return collection;
}

Result<void> createCollection(const fs::path& file, const Collection& collection)
{
    const fs::path real = realFile(file);
    TW_TRY_ASSIGN(const std::string text, toJson(collection, real.parent_path()));
    // made under another name and linked to its own, which fails when that is taken
    fs::path made = real;
    made += ".new-" + std::to_string(::getpid());
    TW_TRY(writeFileAtomically(made, text));
    const int linked = ::link(made.c_str(), real.c_str());
    const int why = errno;
    ::unlink(made.c_str());
    if (linked != 0)
        return Error{why == EEXIST ? ErrorCode::Conflict : ErrorCode::Io,
                     why == EEXIST ? "there is a collection of this name"
                                   : "cannot be made: " + std::generic_category().message(why),
                     file.string()};
    return {};
}

Result<Collection> changeCollection(const fs::path& file, const Change& change)
{
    const fs::path real = realFile(file);
    TW_TRY_ASSIGN(const auto lock, Lock::take(real));
    TW_TRY_ASSIGN(Collection collection, readCollection(real));
    const Collection before = collection;
    TW_TRY(change(collection));
    if (collection == before)
        return collection;
    TW_TRY_ASSIGN(const std::string text, toJson(collection, real.parent_path()));
    TW_TRY(writeFileAtomically(real, text));
    return collection;
}

Result<fs::path> collectionFileOf(const fs::path& path)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return path;
    TW_TRY_ASSIGN(const batch::Plan plan, batch::readPlan(path));
    TW_TRY_ASSIGN(const batch::BatchStatus status, batch::statusOf(plan));
    const fs::path file = plan.folder / kBatchCollection;
    if (!fs::exists(file, error)) {
        const auto made = createCollection(file);
        if (!made && made.error().code != ErrorCode::Conflict)
            return made.error();
    }
    TW_TRY(changeCollection(file, [&](Collection& collection) { return takeOver(plan, status, collection); }));
    return file;
}

bool isCollection(const fs::path& path)
{
    std::error_code error;
    return path.extension() == ".twc" || fs::is_regular_file(path / "batch.json", error);
}

} // namespace tw::collection
