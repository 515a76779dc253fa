// Project files: what is stored comes back, whatever else is on the disk is refused with a reason, and a disk that
// refuses loses nothing.

#include "core/storage/project_store.h"
#include "tests/core/storage/store_session.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
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
using test::bytesOf;
using test::makeOlder;
using test::put;
using test::Session;
using test::sql;

namespace {

namespace fs = std::filesystem;

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
    void picturesComeBack();
    void whatIsNoProjectIsRefused();
    void olderFormatIsConverted();
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
    makeOlder(file("a.twp"), 2);
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

void TestProjectStore::picturesComeBack()
{
    std::mt19937 random(5);
    // What the store should hold, frame by frame.
    std::map<FrameIndex, std::vector<KeptPicture>> expected;
    const auto batch = [&](FrameRange frames) {
        KeptPictures pictures{frames, {}};
        for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
            expected.erase(frame);
            for (unsigned n = random() % 3; n > 0; --n) {
                KeptPicture picture{frame, {double(10 * n), double(random() % 100), 30, 40}, {}};
                picture.jpeg.resize(1 + random() % 20000, static_cast<char>(random()));
                pictures.pictures.push_back(picture);
            }
        }
        for (const KeptPicture& picture : pictures.pictures)
            expected[picture.frame].insert(expected[picture.frame].begin(), picture); // read from left to right
        return pictures;
    };
    const auto holds = [&](const ProjectStore& store) {
        std::vector<PicturePlace> places;
        for (FrameIndex frame = 0; frame < 60; ++frame) {
            auto found = store.pictures(frame);
            if (!found)
                return false;
            std::sort(found->begin(), found->end(),
                      [](const KeptPicture& a, const KeptPicture& b) { return a.area.left < b.area.left; });
            const auto known = expected.find(frame);
            if (*found != (known == expected.end() ? std::vector<KeptPicture>{} : known->second))
                return false;
        }
        std::size_t count = 0;
        for (const auto& [frame, pictures] : expected)
            count += pictures.size();
        const auto all = store.picturePlaces();
        return all && all->size() == count && std::all_of(all->begin(), all->end(), [&](const PicturePlace& place) {
                   const auto& there = expected[place.frame];
                   return std::any_of(there.begin(), there.end(),
                                      [&](const KeptPicture& picture) { return picture.area == place.area; });
               });
    };
    auto store = created("a.twp");
    for (FrameIndex first = 0; first < 50; first += 5) {
        store->putPictures(batch({first, first + 4}));
        QVERIFY(holds(*store)); // written or on their way
    }
    store->putPictures(batch({12, 33})); // tracked again: these take the place of those
    QVERIFY(holds(*store));
    QVERIFY(store->flush());
    QVERIFY(holds(*store));
    QVERIFY(store->saveAs(file("b.twp")));
    QVERIFY(holds(*store));
    store.reset();
    QVERIFY(holds(*ProjectStore::open(file("b.twp"))->store));
    // a damaged one is missing, and nothing else
    const auto victim = std::find_if(expected.begin(), expected.end(), [](const auto& e) { return !e.second.empty(); });
    sql(file("b.twp"), "UPDATE picture SET data = x'00' WHERE frame = " + std::to_string(victim->first));
    const auto opened = ProjectStore::open(file("b.twp"));
    QVERIFY(opened->content.damage.empty());
    QVERIFY(opened->store->pictures(victim->first)->empty());
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

void TestProjectStore::olderFormatIsConverted()
{
    for (const int format : {1, 2, 3, 4, 5}) {
        fs::remove(file("a.twp"));
        fs::remove(file("a.backup.twp"));
        Session session(created("a.twp"));
        session.play(0, 60, 1, false);
        session.store->putPeaks(RunId{1}, test::ScriptedRun::peaksOf(3));
        session.store.reset();
        DocumentState expected = session.document.state();
        QVERIFY(!expected.verdicts.empty());
        if (format == 1)
            for (auto& [key, mark] : expected.verdicts)
                mark.evidence = 0; // had none
        QCOMPARE(makeOlder(file("a.twp"), format), std::string());
        const std::string before = bytesOf(file("a.twp"));
        {
            const auto opened = ProjectStore::open(file("a.twp"));
            QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
            QCOMPARE(opened->content.notes.size(), 1U);
            QVERIFY(opened->content.notes[0].find("older") != std::string::npos);
            QVERIFY(*opened->content.document == expected);
            QCOMPARE(opened->store->peaks(RunId{1}, kAllFrames)->size(), 1U);
        }
        QVERIFY(bytesOf(file("a.twp")) == before); // opening it writes nothing
        {
            auto opened = ProjectStore::open(file("a.twp"));
            Session again(std::move(opened->store), opened->content);
            again.play(60, 80);
            QVERIFY(again.store->flush());
            QCOMPARE(again.store->peaks(RunId{1}, kAllFrames)->size(), 1U);
        }
        QCOMPARE(sql(file("a.twp"), "PRAGMA user_version"), std::string("7"));
        QVERIFY(content("a.twp").notes.empty() && content("a.twp").damage.empty());
        if (format < 4)
            QVERIFY(bytesOf(file("a.backup.twp")) == before); // as the older program wrote it
        else
            QVERIFY(*content("a.backup.twp").document == expected);
    }
    // A conversion that fails leaves the old file as it was.
    makeOlder(file("a.twp"), 2);
    sql(file("a.twp"), "ALTER TABLE event DROP COLUMN evidence; PRAGMA user_version=1"); // audit is in the way
    {
        auto opened = ProjectStore::open(file("a.twp"));
        QVERIFY(opened);
        opened->store->putSetting("zoom", "2");
        const auto flushed = opened->store->flush();
        QVERIFY(!flushed && flushed.error().message().find("audit") != std::string::npos);
    }
    QCOMPARE(sql(file("a.twp"), "PRAGMA user_version"), std::string("1"));
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
    created("sub/b.twp").reset(); // an older project of that name
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
