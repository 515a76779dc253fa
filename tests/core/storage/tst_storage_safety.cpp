// Nothing is lost and nothing is silently wrong: damaged files, full and read-only disks, other programs.

#include "tests/core/storage/store_session.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <random>

using namespace tw;
using namespace tw::annotation;
using namespace tw::storage;
using test::bytesOf;
using test::put;
using test::Session;
using test::sql;

namespace {

namespace fs = std::filesystem;

// The process may write files of so many bytes only, as if the disk were full.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

// Root may write everywhere: for a while this process is another user.
class OtherUser
{
public:
    OtherUser() : m_user(geteuid()) { m_changed = m_user != 0 || seteuid(65534) == 0; }
    OtherUser(const OtherUser&) = delete;
    OtherUser& operator=(const OtherUser&) = delete;
    ~OtherUser()
    {
        if (m_user == 0 && m_changed && seteuid(0) != 0)
            std::abort();
    }
    bool works() const { return m_changed; }

private:
    uid_t m_user;
    bool m_changed = false;
};

// The document as it was but for the chunks that the list names.
bool isPartOf(const DocumentState& part, const DocumentState& whole)
{
    for (const auto& [id, track] : part.tracks) {
        const auto found = whole.tracks.find(id);
        if (found == whole.tracks.end())
            return false;
        for (const TrackBox& box : track->boxes)
            if (found->second->at(box.frame) == nullptr || !(*found->second->at(box.frame) == box))
                return false;
    }
    return true;
}

} // namespace

class TestStorageSafety : public QObject
{
    Q_OBJECT

private:
    fs::path file(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    std::unique_ptr<ProjectStore> created(const char* name, const ProjectContent& content = {}) const
    {
        auto store = ProjectStore::create(file(name), content);
        return store ? *std::move(store) : nullptr;
    }
    // What a file holds, read and closed again.
    ProjectContent content(const char* name) const
    {
        const auto opened = ProjectStore::open(file(name));
        if (!opened) {
            ProjectContent none;
            none.notes.push_back(opened.error().message());
            return none;
        }
        return opened->content;
    }
    std::optional<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void damagedFilesAreRefusedOrRead();
    void noDamageIsSilent();
    void aDamagedChunkIsNamedAndMended();
    void lostRowsAreNoticed();
    void damagedHistoryKeepsTheTracks();
    void oneProgramAtATime();
    void createdOnce();
    void aFileThatIsTakenAway();
    void saveAsRefused();
    void fullDisk();
    void openedOnAFullDisk();
    void readOnlyFolder();
};

void TestStorageSafety::damagedFilesAreRefusedOrRead()
{
    {
        Session session(created("a.twp"));
        session.play(0, 120);
    }
    const std::string whole = bytesOf(file("a.twp"));
    std::mt19937_64 random(6);
    int refused = 0;
    for (int i = 0; i < 120; ++i) {
        std::string bytes = whole;
        if (i % 4 == 0)
            bytes.resize(random() % bytes.size());
        else
            for (std::uint64_t n = 1 + random() % 30; n > 0; --n)
                bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        put(file("b.twp"), bytes);
        auto opened = ProjectStore::open(file("b.twp"));
        if (!opened) {
            ++refused;
            QVERIFY(!opened.error().detail.empty());
            continue;
        }
        Session session(std::move(opened->store), opened->content);
        session.play(200, 210); // what was read can be worked with
        (void)session.store->flush();
        for (std::size_t n = 0; n < 20 && session.history.canUndo(); ++n)
            (void)session.history.undo();
    }
    QVERIFY(refused > 20);
}

// Whatever happens to the bytes: either the file opens as it was, or it says what is missing, and never other boxes.
void TestStorageSafety::noDamageIsSilent()
{
    Session session(created("a.twp"));
    session.play(0, 120);
    session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
    session.store.reset();
    const DocumentState truth = *session.document.snapshot();
    const auto peaks = ProjectStore::open(file("a.twp"))->store->peaks(RunId{1}, kAllFrames);
    const std::string whole = bytesOf(file("a.twp"));
    std::mt19937_64 random(7);
    int opened = 0, listed = 0;
    for (int i = 0; i < 600; ++i) {
        std::string bytes = whole;
        const std::size_t at = random() % bytes.size();
        if (i % 4 == 0)
            bytes.resize(at);
        else if (i % 4 == 1) // a block that was never written
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at / 512 * 512), 512, '\0');
        else // single bits
            for (std::uint64_t n = 1 + random() % 4; n > 0; --n) {
                char& byte = bytes[random() % bytes.size()];
                byte = static_cast<char>(byte ^ (1 << random() % 8));
            }
        put(file("b.twp"), bytes);
        auto project = ProjectStore::open(file("b.twp"));
        if (!project)
            continue;
        ++opened;
        const ProjectContent& content = project->content;
        QVERIFY2(isPartOf(*content.document, truth), std::to_string(i).c_str());
        if (content.damage.empty()) {
            QVERIFY2(*content.document == truth, std::to_string(i).c_str());
            QVERIFY(content.position == session.history.position() &&
                    test::sameSteps(content.steps, session.history.steps()));
            const auto read = project->store->peaks(RunId{1}, kAllFrames);
            QVERIFY(!read || (read->size() == 1 && test::samePeaks(read->front(), peaks->front())));
            continue;
        }
        ++listed;
        // Nothing is written until the person says so.
        project->store->putSetting("zoom", "2");
        QVERIFY(!project->store->flush());
        project->store.reset();
        QVERIFY(bytesOf(file("b.twp")) == bytes);
    }
    QVERIFY(opened > 100);
    QVERIFY(listed > 50);
}

void TestStorageSafety::aDamagedChunkIsNamedAndMended()
{
    Session session(created("a.twp"));
    Track track;
    track.id = TrackId{7};
    for (FrameIndex frame = 0; frame < 1000; ++frame)
        track.boxes.push_back({frame, {frame * 1.5, 2, 3, 4}});
    QVERIFY(session.history.run(CreateTrack{track}));
    session.store.reset();
    const std::string whole = bytesOf(file("a.twp"));
    const std::string damage =
        "UPDATE boxes SET data = replace(data, substr(data, 300, 4), x'01020304') WHERE key & 3 = 2";
    QCOMPARE(sql(file("a.twp"), damage), std::string());
    {
        const auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY(opened && !opened->content.damage.empty());
        QCOMPARE(opened->content.damage.front(), std::string("boxes of track 7, frames 513 to 768"));
        QCOMPARE(opened->content.document->tracks.at(TrackId{7})->boxes.size(), 1000U - 256U);
        // Written over when that is wanted, and sound from then on.
        QVERIFY(opened->store->saveAs(file("a.twp")));
        opened->store->putSetting("zoom", "2");
        QVERIFY(opened->store->flush());
    }
    QVERIFY(content("a.twp").damage.empty());

    // The same with a backup that has the row.
    put(file("a.twp"), whole);
    {
        auto opened = ProjectStore::open(file("a.twp"));
        opened->store->putSetting("zoom", "2");
        QVERIFY(opened->store->flush());
    }
    QVERIFY(fs::exists(file("a.backup.twp")));
    QVERIFY(content("a.backup.twp").damage.empty());
    QCOMPARE(sql(file("a.twp"), damage), std::string());
    const ProjectContent mended = content("a.twp");
    QCOMPARE(mended.damage, std::vector<std::string>{"1 damaged rows were mended from the backup"});
    QVERIFY(*mended.document == session.document.state());
    QCOMPARE(mended.steps.size(), session.history.steps().size());
}

void TestStorageSafety::lostRowsAreNoticed()
{
    {
        Session session(created("a.twp"));
        session.play(0, 120);
    }
    const std::string whole = bytesOf(file("a.twp"));
    for (const char* damage :
         {"UPDATE boxes SET data = x'0000'", "UPDATE boxes SET key = key + (1 << 40)",
          "DROP TRIGGER boxes_DELETE; DELETE FROM boxes WHERE key = (SELECT max(key) FROM boxes)",
          "DROP TRIGGER track_DELETE; DELETE FROM track WHERE id = (SELECT max(id) FROM track)",
          "DROP TRIGGER step_DELETE; DELETE FROM step WHERE number = (SELECT max(number) FROM step)",
          "UPDATE track SET class = 0", "UPDATE track SET name = 'x'", "UPDATE info SET value = -1 WHERE key = 'width'",
          "UPDATE info SET value = 1 WHERE key = 'next_track'", "UPDATE total SET rows = rows + 1",
          "DROP TRIGGER verified_INSERT; INSERT INTO verified VALUES (1, 5, 0), (3, 9, 0)"}) {
        put(file("c.twp"), whole);
        QCOMPARE(sql(file("c.twp"), damage), std::string());
        const auto opened = ProjectStore::open(file("c.twp"));
        QVERIFY2(!opened || !opened->content.damage.empty(), damage);
    }
}

void TestStorageSafety::damagedHistoryKeepsTheTracks()
{
    for (const char* damage :
         {"UPDATE step SET record = x'00' WHERE number = 3",
          "DROP TRIGGER step_DELETE; DELETE FROM step WHERE number = 3",
          "UPDATE info SET value = 100000 WHERE key = 'position'", "UPDATE step SET next_after = next_after + 5"}) {
        fs::remove(file("a.twp"));
        Session session(created("a.twp"));
        session.play(0, 40);
        session.store.reset();
        sql(file("a.twp"), damage);
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, damage);
        QVERIFY(isPartOf(*opened->content.document, session.document.state()));
        QCOMPARE(opened->content.document->tracks.size(), session.document.state().tracks.size());
        QVERIFY(opened->content.steps.empty() && opened->content.position == 0);
        QVERIFY(!opened->content.damage.empty());
        // A new history begins when that is wanted, and the next time all is well.
        QVERIFY(opened->store->saveAs(file("a.twp")));
        Session again(std::move(opened->store), opened->content);
        again.play(40, 60);
        again.store.reset();
        QVERIFY2(again.matches(content("a.twp")), damage);
    }
}

void TestStorageSafety::oneProgramAtATime()
{
    auto store = created("a.twp");
    const auto second = ProjectStore::open(file("a.twp"));
    QVERIFY(!second && second.error().code == ErrorCode::Conflict);
    // Whatever name leads to it.
    fs::create_symlink(file("a.twp"), file("soft.twp"));
    fs::create_hard_link(file("a.twp"), file("hard.twp"));
    for (const char* name : {"soft.twp", "hard.twp"}) {
        const auto linked = ProjectStore::open(file(name));
        QVERIFY2(!linked && linked.error().code == ErrorCode::Conflict, name);
    }
    auto other = created("b.twp");
    const std::string before = bytesOf(file("a.twp"));
    const auto over = other->saveAs(file("a.twp"));
    QVERIFY(!over && over.error().code == ErrorCode::Conflict);
    QVERIFY(bytesOf(file("a.twp")) == before);
    QCOMPARE(other->path(), file("b.twp"));
    store.reset();
    QVERIFY(ProjectStore::open(file("a.twp")));
    put(file("a.twp.lock"), ""); // left by an older program
    QVERIFY(ProjectStore::open(file("a.twp")));
}

// Of several that create the same file at once one does.
void TestStorageSafety::createdOnce()
{
    for (int round = 0; round < 10; ++round) {
        const fs::path path = file(("race" + std::to_string(round) + ".twp").c_str());
        std::atomic<int> made{0};
        std::atomic<bool> wrong{false};
        std::vector<pid_t> children;
        for (int child = 0; child < 4; ++child) {
            const pid_t pid = fork();
            if (pid == 0) {
                const auto store = ProjectStore::create(path, {});
                _exit(store ? 0 : store.error().code == ErrorCode::Conflict ? 1 : 2);
            }
            children.push_back(pid);
        }
        for (const pid_t pid : children) {
            int status = 0;
            waitpid(pid, &status, 0);
            made += WEXITSTATUS(status) == 0 ? 1 : 0;
            wrong = wrong || WEXITSTATUS(status) > 1;
        }
        QCOMPARE(made.load(), 1);
        QVERIFY(!wrong);
        QVERIFY(ProjectStore::open(path));
    }
}

// Its name is gone, or leads to another file: what is written would be lost.
void TestStorageSafety::aFileThatIsTakenAway()
{
    for (const bool replaced : {false, true}) {
        std::atomic<int> failures{0};
        ProjectStore::Callbacks callbacks;
        callbacks.failed = [&](const Error&) { ++failures; };
        auto store = ProjectStore::create(file("a.twp"), {}, callbacks);
        QVERIFY(store);
        Session session(*std::move(store));
        session.play(0, 30);
        QVERIFY(session.store->flush());
        fs::remove(file("a.twp"));
        if (replaced)
            put(file("a.twp"), "another file");
        const auto idle = session.store->flush(); // also without a change
        QVERIFY(!idle && idle.error().code == ErrorCode::Conflict);
        session.play(30, 40);
        QVERIFY(!session.store->flush());
        QCOMPARE(failures.load(), 1);
        if (replaced)
            QCOMPARE(bytesOf(file("a.twp")), std::string("another file"));
        QVERIFY(session.store->saveAs(file("kept.twp"))); // nothing is lost
        session.store.reset();
        QVERIFY(session.matches(content("kept.twp")));
        fs::remove(file("a.twp"));
        fs::remove(file("kept.twp"));
    }
}

// The target of saveAs() stays as it is when it cannot be replaced.
void TestStorageSafety::saveAsRefused()
{
    Session session(created("a.twp"));
    session.play(0, 30);
    put(file("video.mp4"), "frames");
    const auto video = session.store->saveAs(file("video.mp4"));
    QVERIFY(!video && video.error().code == ErrorCode::Refused);
    QCOMPARE(bytesOf(file("video.mp4")), std::string("frames"));
    created("old.twp").reset();
    const std::string old = bytesOf(file("old.twp"));
    {
        const SmallDisk disk(8192);
        QVERIFY(!session.store->saveAs(file("old.twp")));
    }
    QVERIFY(bytesOf(file("old.twp")) == old);
    session.play(30, 60);
    QVERIFY(session.store->flush());
    session.store.reset();
    QVERIFY(session.matches(content("a.twp")));
    int files = 0;
    for (const auto& entry : fs::directory_iterator(file("").parent_path()))
        files += entry.exists() ? 1 : 0;
    QCOMPARE(files, 3);
}

void TestStorageSafety::fullDisk()
{
    std::mutex mutex;
    std::vector<std::string> failures;
    ProjectStore::Callbacks callbacks;
    callbacks.failed = [&](const Error& error) {
        const std::lock_guard lock(mutex);
        failures.push_back(error.message());
    };
    auto store = ProjectStore::create(file("a.twp"), {}, callbacks);
    QVERIFY(store);
    Session session(*std::move(store));
    session.play(0, 30);
    QVERIFY(session.store->flush());
    const Snapshot before = session.document.snapshot();
    const auto logged = fs::file_size(file("a.twp-wal"));
    {
        const SmallDisk disk(logged);
        session.play(30, 60);
        session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
        const auto flushed = session.store->flush();
        QVERIFY(!flushed && flushed.error().code == ErrorCode::Io);
        session.play(60, 90); // work goes on
        QVERIFY(!session.store->flush());
        {
            const SmallDisk fuller(8192);                                   // how long the log is depends on the moment
            const auto elsewhere = session.store->saveAs(file("full.twp")); // the same disk: refused, nothing is left
            QVERIFY(!elsewhere && elsewhere.error().code == ErrorCode::Io);
        }
        QVERIFY(!fs::exists(file("full.twp")));
        QVERIFY(session.store->savedSequence() < session.store->lastSequence());
        {
            const std::lock_guard lock(mutex);
            QCOMPARE(failures.size(), 1U); // not once for every try
            QVERIFY(failures[0].find("a.twp") != std::string::npos);
        }
        QCOMPARE(session.store->peaks(RunId{1}, kAllFrames)->size(), 1U);
        // Copied by a process whose disk is not full, while ours is: as soon as there is room the store tries again.
        const std::string from = file("a.twp").string(), to = file("copy.twp").string();
        const std::string copying =
            "ulimit -S -f unlimited && cp '" + from + "' '" + to + "' && cp '" + from + "-wal' '" + to + "-wal'";
        QCOMPARE(std::system(copying.c_str()), 0);
    }
    // What was saved before is whole.
    QVERIFY(*content("copy.twp").document == *before);

    const Snapshot then = session.document.snapshot();
    QVERIFY(session.store->saveAs(file("b.twp"))); // there is room there
    session.play(90, 120);
    QVERIFY(session.store->flush());
    session.store.reset();
    QVERIFY(session.matches(content("b.twp")));
    // It stays as it was, unless it was tried again between the end of the shortage and the saving.
    const Snapshot left = content("a.twp").document;
    QVERIFY(*left == *before || *left == *then);
    QCOMPARE(ProjectStore::open(file("b.twp"))->store->peaks(RunId{1}, kAllFrames)->size(), 1U);

    // Or the disk has room again.
    auto opened = ProjectStore::open(file("b.twp"));
    Session again(std::move(opened->store), opened->content);
    {
        const SmallDisk disk(0);
        again.play(120, 150);
        QVERIFY(!again.store->flush());
    }
    QVERIFY(again.store->flush());
    again.store.reset();
    QVERIFY(again.matches(content("b.twp")));
}

// A sound project on a full disk opens and is written when there is room.
void TestStorageSafety::openedOnAFullDisk()
{
    Session session(created("a.twp"));
    session.play(0, 60);
    session.store.reset();
    std::optional<Session> again;
    {
        const SmallDisk disk(0);
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        QVERIFY(*opened->content.document == session.document.state());
        again.emplace(std::move(opened->store), opened->content);
        again->play(60, 90);
        QVERIFY(!again->store->flush());
    }
    QVERIFY(again->store->flush());
    again->store.reset();
    QVERIFY(again->matches(content("a.twp")));
}

void TestStorageSafety::readOnlyFolder()
{
    Session session(created("a.twp"));
    session.play(0, 40);
    session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
    session.store.reset();
    fs::permissions(m_folder->path().toStdString(), fs::perms(0755));
    fs::permissions(file("a.twp"), fs::perms(0444));
    fs::create_directory(file("room"));
    fs::permissions(file("room"), fs::perms(0777));
    {
        const OtherUser user;
        if (geteuid() == 0 || !user.works())
            QSKIP("this user cannot become another one");
        const auto refused = ProjectStore::create(file("new.twp"), {});
        QVERIFY(!refused && refused.error().code == ErrorCode::Io);
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        QCOMPARE(opened->content.notes.size(), 1U);
        opened->content.notes.clear();
        QVERIFY(session.matches(opened->content));
        Session again(std::move(opened->store), opened->content);
        QCOMPARE(again.store->peaks(RunId{1}, kAllFrames)->size(), 1U);
        again.play(40, 60);
        const auto flushed = again.store->flush();
        QVERIFY(!flushed && flushed.error().code == ErrorCode::Io);
        QVERIFY(again.store->saveAs(file("room/b.twp")));
        again.play(60, 80);
        QVERIFY(again.store->flush());
        again.store.reset();
        QVERIFY(again.matches(content("room/b.twp")));
    }
    QVERIFY(session.matches(content("a.twp")));
}

QTEST_APPLESS_MAIN(TestStorageSafety)
#include "tst_storage_safety.moc"
