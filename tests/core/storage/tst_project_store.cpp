// Project files: what is stored comes back, whatever else is on the disk is refused with a reason, and a disk that
// refuses loses nothing.

#include "core/storage/project_store.h"
#include "tests/core/storage/scripted_run.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <random>
#include <thread>

using namespace tw;
using namespace tw::annotation;
using namespace tw::storage;

namespace {

namespace fs = std::filesystem;

// A document with its history that is kept by a store.
struct Session {
    Document document;
    History history{document};
    std::unique_ptr<ProjectStore> store;
    Subscription keeping;

    explicit Session(std::unique_ptr<ProjectStore> given, const ProjectContent& content = {})
        : document(content.document), store(std::move(given))
    {
        history.restore(content.steps, content.position);
        keeping = history.observe([this](const Change& change) { store->append(change); });
    }
    bool matches(const ProjectContent& content) const
    {
        return content.notes.empty() && *content.document == document.state() &&
               content.position == history.position() && test::sameSteps(content.steps, history.steps());
    }
    void play(int first, int last, std::uint64_t seed = 1)
    {
        test::ScriptedRun script(history, document, seed);
        for (int i = first; i < last; ++i)
            script.step(i);
    }
};

// SQL on a closed project, behind the store's back.
std::string sql(const fs::path& path, const std::string& text)
{
    sqlite3* database = nullptr;
    std::string out;
    if (sqlite3_open(path.c_str(), &database) == SQLITE_OK) {
        const auto row = [](void* to, int n, char** values, char**) {
            for (int i = 0; i < n; ++i)
                *static_cast<std::string*>(to) += values[i] != nullptr ? values[i] : "NULL";
            return 0;
        };
        char* error = nullptr;
        sqlite3_exec(database, text.c_str(), row, &out, &error);
        if (error != nullptr)
            out = error;
        sqlite3_free(error);
    }
    sqlite3_close(database);
    return out;
}

std::string bytesOf(const fs::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

ProjectMeta someMeta()
{
    ProjectMeta meta;
    meta.videoPath = "/videos/a \xC3\xA4/clip.mp4";
    meta.videoBytes = 1ULL << 40;
    meta.videoModifiedNs = 1'700'000'000'123'456'789;
    meta.fingerprint = "9f3c";
    meta.videoIndex = std::string("\0\1\2index", 8);
    meta.width = 1920;
    meta.height = 1080;
    meta.frameCount = 1050;
    meta.frameRate = {30000, 1001};
    return meta;
}

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

// Root may write everywhere: for a while this process is somebody else.
class Nobody
{
public:
    Nobody() : m_user(geteuid()) { m_changed = m_user != 0 || seteuid(65534) == 0; }
    Nobody(const Nobody&) = delete;
    Nobody& operator=(const Nobody&) = delete;
    ~Nobody()
    {
        if (m_user == 0 && m_changed && seteuid(0) != 0)
            std::abort();
    }
    bool works() const { return m_changed; }

private:
    uid_t m_user;
    bool m_changed = false;
};

} // namespace

class TestProjectStore : public QObject
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
    void expectError(const char* name, ErrorCode code, const char* words) const
    {
        const auto opened = ProjectStore::open(file(name));
        QVERIFY2(!opened, name);
        const std::string message = opened.error().message();
        QVERIFY2(opened.error().code == code && message.find(words) != std::string::npos, message.c_str());
        QVERIFY(!fs::exists(file(name).string() + ".lock"));
    }

    std::optional<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void everythingComesBack();
    void aSessionGoesOnWhereItStopped();
    void bigImportsComeBackWithTheirHistory();
    void writtenWhileItIsOpen();
    void onePlainFileAfterClosing();
    void peaksComeBack();
    void peaksOfOlderProgramsOpen();
    void peaksWhileTheyArrive();
    void whatIsNoProjectIsRefused();
    void damagedFilesAreRefusedOrRead();
    void damagedHistoryKeepsTheTracks();
    void olderFormatIsConverted();
    void oneProgramAtATime();
    void fullDisk();
    void readOnlyFolder();
    void saveAs();
    void saveAsOverItself();
    void foreignLogIsNotMistaken();
};

void TestProjectStore::everythingComesBack()
{
    ProjectContent content;
    content.meta = someMeta();
    content.settings["zoom"] = "1.5";
    content.runs = {{RunId{3}, "lite 864x480, cpu", "{}", {0, 99}, 42, RunRecord::State::Failed}};
    auto state = std::make_shared<DocumentState>();
    state->verifiedFrames = {{0, 9}, {20, 2'000'000'000}};
    state->nextId = TrackId{8};
    state->verdicts = {{"swap:300:1,2,3,4", {"dismissed", 0xFFFFFFFFFFFFFFFFULL, 7}}};
    Track track;
    track.id = TrackId{7};
    track.classId = ClassId{3};
    track.name = "Zo\xC3\xAB 'x'";
    track.color = 0x00C8FFU;
    track.locked = track.hidden = true;
    track.run = RunId{3};
    track.boxes = {{5, {0.1, -2, 3, 1e300}, 0.5F, 0.25F, BoxOrigin::Imported, true, true, true}, {9999, {1, 2, 3, 4}}};
    state->tracks[track.id] = std::make_shared<const Track>(track);
    content.document = state;
    QVERIFY(created("a.twp", content));
    ProjectContent back = this->content("a.twp");
    QVERIFY(back.notes.empty());
    QVERIFY(*back.document == *state);
    QVERIFY(back.runs == content.runs && back.settings == content.settings);
    content.meta.relativeVideoPath = back.meta.relativeVideoPath;
    QVERIFY(back.meta == content.meta);
    QCOMPARE((file("").parent_path() / back.meta.relativeVideoPath).lexically_normal(), content.meta.videoPath);

    // The same things one by one.
    {
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY(opened);
        content.meta.width = 640;
        content.meta.videoIndex.clear();
        content.runs[0].nextFrame = 100;
        content.runs[0].state = RunRecord::State::Finished;
        content.runs.push_back({RunId{4}, "", "", {0, 9}, 0, RunRecord::State::Unfinished});
        QCOMPARE(opened->store->putMeta(content.meta), 1U);
        for (const RunRecord& run : content.runs)
            opened->store->putRun(run);
        opened->store->putSetting("zoom", "2");
        QCOMPARE(opened->store->lastSequence(), 4U);
        QVERIFY(opened->store->flush());
        QCOMPARE(opened->store->savedSequence(), 4U);
    }
    back = this->content("a.twp");
    QVERIFY(back.meta == content.meta && back.runs == content.runs);
    QCOMPARE(back.settings["zoom"], std::string("2"));
}

void TestProjectStore::aSessionGoesOnWhereItStopped()
{
    auto session = std::make_unique<Session>(created("a.twp"));
    QVERIFY(session->store);
    for (int part = 0; part < 6; ++part) {
        session->play(part * 150, part * 150 + 150);
        while (part == 3 && session->history.canUndo()) // once with everything undone
            QVERIFY(session->history.undo());
        session->store.reset();
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        QVERIFY(session->matches(opened->content));
        session = std::make_unique<Session>(std::move(opened->store), opened->content);
    }
    QVERIFY(session->history.steps().size() > 50);
    QVERIFY(sql(file("a.twp"), "SELECT count(*) FROM audit") > "100");
    while (session->history.canUndo())
        QVERIFY(session->history.undo());
    QVERIFY(session->document.state().tracks.empty());
    session->store.reset();
    QVERIFY(content("a.twp").document->tracks.empty());
    QCOMPARE(sql(file("a.twp"), "SELECT count(*) FROM boxes"), std::string("0"));
}

void TestProjectStore::bigImportsComeBackWithTheirHistory()
{
    Session session(created("a.twp"));
    ImportRun import{RunId{1}, kAllFrames, {}};
    for (int id = 1; id <= 20; ++id) {
        auto track = std::make_shared<Track>();
        track->id = TrackId{id};
        track->run = RunId{1};
        for (FrameIndex frame = id; frame < id + 2000; ++frame)
            track->boxes.push_back({frame, {frame / 3.0, id / 7.0, 10, 20}, 0.5F, 1, BoxOrigin::Tracker});
        import.tracks.push_back(track);
    }
    QVERIFY(session.history.run(import));
    QVERIFY(session.history.run(SwapTracks{TrackId{3}, TrackId{9}, fromHere(700)}));
    QVERIFY(session.history.run(DeleteTracks{{TrackId{4}, TrackId{3}}}));
    QVERIFY(session.history.run(DeleteBoxes{TrackId{5}, {100, 900}}));
    QVERIFY(session.store->flush());
    const std::size_t position = session.history.position();
    for (const std::size_t to : {position, std::size_t{0}, position}) { // done, undone, redone
        QVERIFY(session.history.goTo(to));
        session.store.reset();
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        QVERIFY(session.matches(opened->content));
        session.store = std::move(opened->store);
    }
}

void TestProjectStore::writtenWhileItIsOpen()
{
    std::mutex mutex;
    std::vector<std::uint64_t> told;
    ProjectStore::Callbacks callbacks;
    callbacks.saved = [&](std::uint64_t sequence) {
        const std::lock_guard lock(mutex);
        told.push_back(sequence);
    };
    auto store = ProjectStore::create(file("a.twp"), {}, callbacks);
    QVERIFY(store);
    Session session(*std::move(store));
    session.play(0, 100);
    QVERIFY(session.store->flush());
    // Another connection sees it, and so would the next program after a crash.
    QCOMPARE(sql(file("a.twp"), "SELECT count(*) FROM step"), std::to_string(session.history.steps().size()));
    QCOMPARE(sql(file("a.twp"), "SELECT value FROM info WHERE key='position'"),
             std::to_string(session.history.position()));
    QCOMPARE(sql(file("a.twp"), "PRAGMA journal_mode"), std::string("wal"));
    const std::lock_guard lock(mutex);
    QVERIFY(!told.empty() && std::is_sorted(told.begin(), told.end()));
    QCOMPARE(told.back(), session.store->lastSequence());
}

void TestProjectStore::onePlainFileAfterClosing()
{
    {
        Session session(created("a.twp"));
        session.play(0, 50);
        QVERIFY(session.store->flush());
        QVERIFY(fs::exists(file("a.twp-wal")));
    }
    int files = 0;
    for (const auto& entry : fs::directory_iterator(file("").parent_path()))
        files += entry.exists() ? 1 : 0;
    QCOMPARE(files, 1);
    QCOMPARE(sql(file("a.twp"), "PRAGMA journal_mode"), std::string("delete"));
    QCOMPARE(sql(file("a.twp"), "PRAGMA integrity_check"), std::string("ok"));
}

void TestProjectStore::peaksComeBack()
{
    auto store = created("a.twp");
    QVERIFY(store);
    // Frame by frame (parts of a chunk become one), in batches, and once more with other numbers.
    for (int frame = 0; frame < 150; ++frame) {
        store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(frame));
        if (frame % 2 == 0)
            QVERIFY(store->flush());
    }
    std::vector<FramePeaks> batch;
    for (int frame = 150; frame < 1000; frame += 3)
        batch.push_back(test::ScriptedRun::peaksOf(frame).front());
    store->putPeaks(RunId{1}, batch);
    store->putPeaks(RunId{2}, test::ScriptedRun::peaksOf(7));
    QVERIFY(store->flush());
    auto again = test::ScriptedRun::peaksOf(9);
    again[0].frame = 70;
    store->putPeaks(RunId{1}, again);

    const auto check = [&](const ProjectStore& from) {
        const auto all = from.peaks(RunId{1}, kAllFrames);
        QVERIFY(all);
        QCOMPARE(all->size(), 150U + batch.size());
        FrameIndex previous = -1;
        for (const FramePeaks& one : *all) {
            QVERIFY(one.frame > previous);
            previous = one.frame;
            QVERIFY(test::samePeaks(one, one.frame == 70 ? again[0] : test::ScriptedRun::peaksOf(one.frame)[0]));
        }
        QCOMPARE(from.peaks(RunId{1}, {63, 64})->size(), 2U);
        QCOMPARE(from.peaks(RunId{1}, {151, 152})->size(), 0U);
        QCOMPARE(from.peaks(RunId{1}, {9, 8})->size(), 0U);
        QCOMPARE(from.peaks(RunId{2}, kAllFrames)->size(), 1U);
        QCOMPARE(from.peaks(RunId{3}, kAllFrames)->size(), 0U);
    };
    check(*store);
    QVERIFY(store->flush());
    check(*store);
    store.reset();
    check(*ProjectStore::open(file("a.twp"))->store);
    QVERIFY(std::stoi(sql(file("a.twp"), "SELECT max(part) FROM peaks")) < 16);
    sql(file("a.twp"), "UPDATE peaks SET data = x'010203' WHERE run = 2");
    const auto opened = ProjectStore::open(file("a.twp"));
    QVERIFY(opened && opened->store->peaks(RunId{1}, kAllFrames));
    const auto damaged = opened->store->peaks(RunId{2}, kAllFrames);
    QVERIFY(!damaged && damaged.error().code == ErrorCode::Unreadable);
}

// A row as it was written before colours, moving shares and camera motion were stored.
void TestProjectStore::peaksOfOlderProgramsOpen()
{
    auto store = created("a.twp");
    QVERIFY(store);
    store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
    QVERIFY(store->flush());
    store.reset();
    // version 1; one frame: number 3, embeddings of 2, one peak
    FramePeaks old;
    old.frame = 3;
    old.embeddingSize = 2;
    old.peaks = {{1.5F, 2, 30, 60, .75F, ClassId{1}}};
    old.embeddings = {halfFromFloat(.6F), halfFromFloat(-.8F)};
    std::string bytes("\x01\x01", 2);
    const auto append = [&](const auto* data, std::size_t size) {
        bytes.append(reinterpret_cast<const char*>(data), size);
    };
    append(&old.frame, sizeof old.frame);
    bytes += "\x02\x01";
    append(old.peaks.data(), sizeof(Peak));
    append(old.embeddings.data(), 4);
    const QByteArray hex = QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex();
    sql(file("a.twp"), "UPDATE peaks SET data = x'" + hex.toStdString() + "'");
    const auto opened = ProjectStore::open(file("a.twp"));
    QVERIFY(opened);
    const auto peaks = opened->store->peaks(RunId{1}, kAllFrames);
    QVERIFY(peaks);
    QCOMPARE(peaks->size(), std::size_t{1});
    QVERIFY(test::samePeaks(peaks->front(), old));
}

// Readers on other threads see a frame from the moment it was handed over, also while the file is replaced under them.
void TestProjectStore::peaksWhileTheyArrive()
{
    auto store = created("a.twp");
    std::atomic<int> handed{0};
    std::atomic<bool> wrong{false};
    {
        std::vector<std::jthread> readers;
        for (int r = 0; r < 2; ++r)
            readers.emplace_back([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    const int n = handed;
                    const auto peaks = store->peaks(RunId{1}, {0, n - 1});
                    wrong = wrong || !peaks || static_cast<int>(peaks->size()) != n;
                }
            });
        for (int frame = 0; frame < 300; ++frame) {
            store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(frame));
            handed = frame + 1;
            if (frame % 100 == 50)
                QVERIFY(store->saveAs(file(frame < 100 ? "b.twp" : "a.twp")));
        }
    }
    QVERIFY(!wrong);
}

void TestProjectStore::whatIsNoProjectIsRefused()
{
    expectError("missing.twp", ErrorCode::NotFound, "no such file");
    put(file("empty.twp"), "");
    expectError("empty.twp", ErrorCode::Unreadable, "not a Trackwright project");
    put(file("text.twp"), std::string(5000, 'x'));
    expectError("text.twp", ErrorCode::Unreadable, "not a Trackwright project");
    fs::create_directory(file("folder.twp"));
    expectError("folder.twp", ErrorCode::Unreadable, "not a Trackwright project");
    sql(file("other.twp"), "CREATE TABLE track (id)");
    expectError("other.twp", ErrorCode::Unreadable, "not a Trackwright project");

    created("newer.twp").reset();
    sql(file("newer.twp"), "PRAGMA user_version=9");
    expectError("newer.twp", ErrorCode::Unsupported, "written by a newer Trackwright (format 9");
    created("hollow.twp").reset();
    sql(file("hollow.twp"), "DROP TABLE boxes");
    expectError("hollow.twp", ErrorCode::Unreadable, "damaged");

    const auto exists = ProjectStore::create(file("text.twp"), {});
    QVERIFY(!exists && exists.error().code == ErrorCode::Conflict);
    QCOMPARE(bytesOf(file("text.twp")).size(), 5000U);
    const auto nowhere = ProjectStore::create(file("no/such/folder.twp"), {});
    QVERIFY(!nowhere && nowhere.error().code == ErrorCode::Io);
}

void TestProjectStore::damagedFilesAreRefusedOrRead()
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

    // Rows that are in order for SQLite and make no sense.
    for (const char* damage :
         {"UPDATE boxes SET data = x'0000'", "UPDATE boxes SET key = key + (1 << 40)",
          "DELETE FROM boxes WHERE key = (SELECT min(key) FROM boxes)", "UPDATE track SET class = 0",
          "UPDATE info SET value = -1 WHERE key = 'width'", "UPDATE info SET value = 1 WHERE key = 'next_track'",
          "INSERT INTO verified VALUES (1, 5), (3, 9)"}) {
        put(file("c.twp"), whole);
        QCOMPARE(sql(file("c.twp"), damage), std::string());
        const auto opened = ProjectStore::open(file("c.twp"));
        // One chunk less is a document, too, unless the track had no other; then its history does not fit any more.
        QVERIFY2(!opened || !opened->content.notes.empty(), damage);
    }
}

void TestProjectStore::damagedHistoryKeepsTheTracks()
{
    for (const char* damage :
         {"UPDATE step SET record = x'00' WHERE number = 3", "DELETE FROM step WHERE number = 3",
          "UPDATE info SET value = 100000 WHERE key = 'position'", "UPDATE step SET next_after = next_after + 5"}) {
        fs::remove(file("a.twp"));
        Session session(created("a.twp"));
        session.play(0, 40);
        session.store.reset();
        sql(file("a.twp"), damage);
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, damage);
        QVERIFY(*opened->content.document == session.document.state());
        QVERIFY(opened->content.steps.empty() && opened->content.position == 0);
        QCOMPARE(opened->content.notes.size(), 1U);
        // A new history begins, and the next time all is well.
        Session again(std::move(opened->store), opened->content);
        again.play(40, 60);
        again.store.reset();
        QVERIFY2(again.matches(content("a.twp")), damage);
    }
}

void TestProjectStore::olderFormatIsConverted()
{
    Session session(created("a.twp"));
    session.play(0, 60);
    session.store.reset();
    // Format 1 had no audit, no origin of steps, and verdicts that were no part of the document and had no evidence.
    sql(file("a.twp"),
        "CREATE TABLE event (key TEXT PRIMARY KEY, state TEXT NOT NULL, time_ms INTEGER NOT NULL) WITHOUT ROWID;"
        "INSERT INTO event SELECT finding, state, number FROM verdict; DROP TABLE verdict;"
        "ALTER TABLE step DROP COLUMN origin; DROP TABLE audit; PRAGMA user_version=1");
    DocumentState expected = session.document.state();
    QVERIFY(!expected.verdicts.empty());
    for (auto& [key, mark] : expected.verdicts)
        mark.evidence = 0;
    QCOMPARE(sql(file("a.twp"), "PRAGMA user_version"), std::string("1"));
    {
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        QCOMPARE(opened->content.notes.size(), 1U);
        QVERIFY(opened->content.notes[0].find("older") != std::string::npos);
        QVERIFY(*opened->content.document == expected);
        Session again(std::move(opened->store), opened->content);
        again.play(60, 80);
    }
    QCOMPARE(sql(file("a.twp"), "PRAGMA user_version"), std::string("3"));
    QVERIFY(content("a.twp").notes.empty());
    // A conversion that fails leaves the old file as it was.
    sql(file("a.twp"), "PRAGMA user_version=1"); // audit is in the way
    expectError("a.twp", ErrorCode::Unreadable, "audit");
    QCOMPARE(sql(file("a.twp"), "PRAGMA user_version"), std::string("1"));
}

void TestProjectStore::oneProgramAtATime()
{
    auto store = created("a.twp");
    const auto second = ProjectStore::open(file("a.twp"));
    QVERIFY(!second && second.error().code == ErrorCode::Conflict);
    auto other = created("b.twp");
    const auto over = other->saveAs(file("a.twp"));
    QVERIFY(!over && over.error().code == ErrorCode::Conflict);
    QCOMPARE(other->path(), file("b.twp"));
    store.reset();
    put(file("b.twp.lock.old"), "");
    QVERIFY(ProjectStore::open(file("a.twp")));
    put(file("a.twp.lock"), ""); // left by a program that was killed
    QVERIFY(ProjectStore::open(file("a.twp")));
}

void TestProjectStore::fullDisk()
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
        // Copied by somebody whose disk is not full, while ours is: as soon as there is room the store tries again.
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

void TestProjectStore::readOnlyFolder()
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
        const Nobody nobody;
        if (geteuid() == 0 || !nobody.works())
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

void TestProjectStore::saveAs()
{
    ProjectContent content;
    content.meta = someMeta();
    content.meta.videoPath = file("clip.mp4");
    Session session(created("a.twp", content));
    session.play(0, 100);
    session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
    QVERIFY(session.store->flush());
    session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(4)); // not written yet
    const Snapshot then = session.document.snapshot();
    fs::create_directory(file("sub"));
    put(file("sub/b.twp"), "an older file of that name");
    put(file("sub/b.twp-wal"), "and what a crash left of it");
    QVERIFY(session.store->saveAs(file("sub/b.twp")));
    QCOMPARE(session.store->path(), file("sub/b.twp"));
    session.play(100, 150);
    session.store.reset();
    QVERIFY(*this->content("a.twp").document == *then);
    QVERIFY(session.matches(this->content("sub/b.twp")));
    QCOMPARE(this->content("a.twp").meta.relativeVideoPath, fs::path("clip.mp4"));
    QCOMPARE(this->content("sub/b.twp").meta.relativeVideoPath, fs::path("../clip.mp4"));
    QCOMPARE(ProjectStore::open(file("sub/b.twp"))->store->peaks(RunId{1}, kAllFrames)->size(), 2U);
    QCOMPARE(sql(file("sub/b.twp"), "SELECT min(time_ms) > 0 FROM audit"), std::string("1"));
    QVERIFY(sql(file("sub/b.twp"), "SELECT count(*) FROM audit") > sql(file("a.twp"), "SELECT count(*) FROM audit"));
}

void TestProjectStore::saveAsOverItself()
{
    Session session(created("a.twp"));
    session.play(0, 60);
    session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
    QVERIFY(session.store->saveAs(file("a.twp")));
    session.play(60, 90);
    QVERIFY(session.store->flush());
    QVERIFY(session.store->saveAs(file("./a.twp")));
    session.play(90, 120);
    QCOMPARE(session.store->peaks(RunId{1}, kAllFrames)->size(), 1U);
    const auto second = ProjectStore::open(file("a.twp"));
    QVERIFY(!second && second.error().code == ErrorCode::Conflict); // still ours
    session.store.reset();
    QVERIFY(session.matches(content("a.twp")));
    QCOMPARE(sql(file("a.twp"), "PRAGMA integrity_check"), std::string("ok"));
}

void TestProjectStore::foreignLogIsNotMistaken()
{
    // A project is deleted by hand, its log stays; a new one of the same name must not be mixed with it.
    {
        Session session(created("a.twp"));
        session.play(0, 60);
        QVERIFY(session.store->flush());
        fs::copy_file(file("a.twp-wal"), file("saved-wal"));
    }
    fs::remove(file("a.twp"));
    fs::copy_file(file("saved-wal"), file("a.twp-wal"));
    Session session(created("a.twp"));
    QVERIFY(session.store);
    session.play(0, 10, 77);
    session.store.reset();
    QVERIFY(session.matches(content("a.twp")));
}

QTEST_GUILESS_MAIN(TestProjectStore)
#include "tst_project_store.moc"
