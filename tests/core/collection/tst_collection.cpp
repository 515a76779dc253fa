// Rules of a collection and its file: random collections come back, damaged files are refused, changes of many writers
// are all kept.

#include "core/base/atomic_file.h"
#include "core/collection/collection_file.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace tw;
using namespace tw::collection;
namespace fs = std::filesystem;

namespace {

std::string someText(std::mt19937& random, std::size_t most)
{
    static const std::vector<std::string> kPieces = {"a", "Z",  " ",     "\"", "\\", "\n",
                                                     "é", "人", "@anna", "😀",  "/",  "0"};
    std::string out = "t";
    while (out.size() + 4 < most && random() % 12 != 0)
        out += kPieces[random() % kPieces.size()];
    return out;
}

Entry someEntry(std::mt19937& random, const fs::path& folder, Collection& collection)
{
    const auto some = [&random](unsigned below) { return static_cast<std::int64_t>(random() % below); };
    Entry out;
    const std::string number = std::to_string(collection.entries.size());
    out.fingerprint = "file:" + std::to_string(random()) + ":" + number;
    out.name = "clip" + number + someText(random, 20);
    out.video = random() % 2 == 0 ? fs::path("/videos/x" + number + ".mp4") : folder / "sub" / ("v" + number + ".mp4");
    out.project = folder / ("p" + number + ".twp");
    out.state = static_cast<State>(random() % kStates);
    if (random() % 3 != 0)
        out.annotator = someText(random, 30);
    if (random() % 4 == 0) {
        out.second = folder / "second" / ("s" + number + ".twp");
        out.secondAnnotator = "second";
    }
    if (random() % 3 != 0)
        out.figures = Figures{some(100000),
                              some(500),
                              some(1000000),
                              some(99),
                              some(99),
                              static_cast<double>(some(99)) / 7,
                              static_cast<double>(some(99)) / 3e6,
                              random(),
                              some(1000000) * 1000003};
    for (unsigned i = random() % 4; i > 0; --i) {
        Comment comment;
        comment.id = collection.nextComment++;
        comment.author = someText(random, 20);
        comment.text = someText(random, 300);
        comment.when = some(2'000'000'000);
        comment.frame = random() % 2 == 0 ? kNoFrame : static_cast<FrameIndex>(random() % 10000);
        comment.track = random() % 2 == 0 ? TrackId::kInvalid : TrackId{static_cast<int>(1 + random() % 1000)};
        comment.resolved = random() % 2 == 0;
        comment.resolvedBy = comment.resolved ? "anna" : "";
        out.comments.push_back(std::move(comment));
    }
    for (unsigned i = random() % 3; i > 0; --i)
        out.verdicts.push_back({someText(random, 20), random() % 2 == 0, someText(random, 100), some(2'000'000'000)});
    return out;
}

Collection someCollection(std::mt19937& random, const fs::path& folder)
{
    Collection out;
    for (unsigned i = random() % 8; i > 0; --i)
        out.entries.push_back(someEntry(random, folder, out));
    return out;
}

Entry plainEntry(const std::string& name)
{
    Entry entry;
    entry.fingerprint = "file:1:" + name;
    entry.name = name;
    entry.video = "/v/" + name + ".mp4";
    entry.project = "/v/" + name + ".twp";
    return entry;
}

} // namespace

class TestCollection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::canonical(m_folder->path().toStdString());
    }

    void randomCollectionsComeBack()
    {
        std::mt19937 random(1);
        for (int round = 0; round < 300; ++round) {
            const Collection collection = someCollection(random, m_path);
            const auto text = toJson(collection, m_path);
            QVERIFY(text);
            const auto back = fromJson(*text, m_path);
            QVERIFY2(back, back ? "" : back.error().message().c_str());
            QVERIFY(*back == collection);
        }
    }

    // What lies beside the file moves with it.
    void pathsAreRelative()
    {
        Collection collection;
        collection.entries.push_back(plainEntry("a"));
        collection.entries[0].project = m_path / "sub" / "a.twp";
        const auto text = toJson(collection, m_path);
        QVERIFY(text);
        const auto moved = fromJson(*text, "/elsewhere");
        QVERIFY(moved);
        QCOMPARE(moved->entries[0].project, fs::path("/elsewhere/sub/a.twp"));
    }

    // Whatever is done to the bytes: a collection or a sentence.
    void damagedFilesAreRefused()
    {
        std::mt19937 random(2);
        int refused = 0;
        for (int round = 0; round < 3000; ++round) {
            auto text = toJson(someCollection(random, m_path), m_path);
            QVERIFY(text);
            for (unsigned i = 1 + random() % 3; i > 0; --i) {
                const std::size_t at = random() % text->size();
                switch (random() % 3) {
                case 0: (*text)[at] = static_cast<char>(random() % 256); break;
                case 1: text->erase(at, 1 + random() % 20); break;
                default: text->insert(at, std::to_string(static_cast<std::int64_t>(random()) * -random()));
                }
                if (text->empty())
                    break;
            }
            const auto back = fromJson(*text, m_path);
            if (!back) {
                ++refused;
                QVERIFY(!back.error().detail.empty());
            } else {
                QVERIFY(toJson(*back, m_path)); // what was taken can be written
            }
        }
        QVERIFY(refused > 1000);
        for (const char* text :
             {"", "[]", "{}", "null", R"({"trackwright_collection":1})",
              R"({"trackwright_collection":1,"videos":[{}]})", R"({"trackwright_collection":1,"videos":{"a":1}})"})
            QVERIFY(fromJson(text, m_path).error().code == ErrorCode::Unreadable);
        QVERIFY(fromJson(R"({"trackwright_collection":2,"videos":[]})", m_path).error().code == ErrorCode::Unsupported);
    }

    // Random calls of all rules: states follow the table, nothing changes on an error, work is never judged by its
    // annotator.
    void rulesHold()
    {
        std::mt19937 random(3);
        const std::vector<std::string> people = {"anna", "ben", "", "two\nlines"};
        for (int round = 0; round < 200; ++round) {
            Entry entry = plainEntry("a");
            for (int step = 0; step < 60; ++step) {
                const Entry before = entry;
                const std::string& person = people[random() % people.size()];
                const unsigned what = random() % 6;
                const Result<void> done = what == 0   ? assign(entry, person)
                                          : what == 1 ? begin(entry, person)
                                          : what == 2 ? submit(entry, person)
                                          : what == 3 ? accept(entry, person, 1)
                                          : what == 4 ? sendBack(entry, person, random() % 3 ? "track 3" : " ", 1)
                                                      : (tracked(entry, {}), Result<void>());
                if (!done) {
                    QVERIFY(entry == before);
                    continue;
                }
                QVERIFY(allowed(before.state, entry.state));
                if (entry.verdicts.size() > before.verdicts.size()) {
                    QVERIFY(entry.verdicts.back().reviewer != before.annotator);
                    QVERIFY(entry.state == (entry.verdicts.back().accepted ? State::Accepted : State::NeedsWork));
                }
                if (entry.state == State::Reviewed || entry.state == State::Accepted)
                    QVERIFY(!entry.annotator.empty());
            }
        }
    }

    void oneVideoIsOneEntry()
    {
        Collection collection;
        QCOMPARE(*addVideo(collection, plainEntry("a")), true);
        Entry moved = plainEntry("a");
        moved.video = "/new/a.mp4";
        QCOMPARE(*addVideo(collection, moved), false);
        QCOMPARE(collection.entries.size(), std::size_t{1});
        QCOMPARE(collection.entries[0].video, fs::path("/new/a.mp4"));
        Entry other = plainEntry("a");
        other.fingerprint = "file:2:b";
        QCOMPARE(*addVideo(collection, other), true);
        QCOMPARE(collection.entries[1].name, std::string("a-2"));
        QVERIFY(!addVideo(collection, Entry()));
        QVERIFY(removeVideo(collection, "a"));
        QCOMPARE(collection.entries.size(), std::size_t{1});
        QVERIFY(removeVideo(collection, "a").error().code == ErrorCode::NotFound);
    }

    void commentsAndMentions()
    {
        Collection collection;
        QVERIFY(addVideo(collection, plainEntry("a")));
        Entry& entry = collection.entries[0];
        Comment comment;
        comment.author = "anna";
        comment.text = "@ben look at @li.wei. Mail a@b.org, @ben again, @ alone, @Jörg!";
        comment.frame = 12;
        QCOMPARE(*addComment(collection, entry, comment), 1);
        QCOMPARE(*addComment(collection, entry, comment), 2);
        const std::vector<std::string> named{"ben", "li.wei", "Jörg"};
        QVERIFY(mentionsIn(comment.text) == named);
        QCOMPARE(entry.unresolved(), 2);
        QVERIFY(resolveComment(entry, 1, "ben", true));
        QCOMPARE(entry.unresolved(), 1);
        QCOMPARE(entry.comments[0].resolvedBy, std::string("ben"));
        QVERIFY(resolveComment(entry, 9, "ben", true).error().code == ErrorCode::NotFound);
        comment.text = std::string(kMaxText + 1, 'x');
        QVERIFY(addComment(collection, entry, comment).error().code == ErrorCode::InvalidArgument);
        comment.text = "\n ";
        QVERIFY(!addComment(collection, entry, comment));
        QCOMPARE(entry.comments.size(), std::size_t{2});
    }

    void totals()
    {
        Collection collection;
        QCOMPARE(totalsOf(collection).progress(), 1.0);
        for (int i = 0; i < 4; ++i) {
            Entry entry = plainEntry("v" + std::to_string(i));
            if (i > 0)
                tracked(entry, {100, 5, 300, 3, 1, 0.5, 0.1, 1, 1});
            QVERIFY(addVideo(collection, entry));
        }
        const Totals totals = totalsOf(collection);
        QCOMPARE(totals.videos, 4);
        QCOMPARE(totals.ofState[0], 1);
        QCOMPARE(totals.ofState[1], 3);
        QCOMPARE(totals.tracks, 15);
        QCOMPARE(totals.progress(), 0.25);
        QCOMPARE(totals.expectedSwitches, 1.5);
    }

    // Four processes with two threads each add comments at the same time: none is lost, no number is given twice.
    void concurrentChangesAreKept()
    {
        const fs::path file = m_path / "shared.twc";
        Collection first;
        QVERIFY(addVideo(first, plainEntry("a")));
        QVERIFY(createCollection(file, first));
        QVERIFY(createCollection(file).error().code == ErrorCode::Conflict);
        constexpr int kEach = 12;
        const auto write = [&file] {
            for (int i = 0; i < kEach; ++i) {
                const auto changed = changeCollection(file, [](Collection& collection) -> Result<void> {
                    Comment comment;
                    comment.author = std::to_string(::getpid());
                    comment.text = "x";
                    TW_TRY(addComment(collection, collection.entries[0], comment));
                    return {};
                });
                if (!changed)
                    return false;
            }
            return true;
        };
        std::vector<pid_t> children;
        for (int i = 0; i < 4; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                bool other = false;
                std::thread thread([&] { other = write(); });
                const bool mine = write();
                thread.join();
                ::_exit(mine && other ? 0 : 1);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = -1;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QCOMPARE(status, 0);
        }
        const auto last = readCollection(file);
        QVERIFY(last);
        const auto& comments = last->entries[0].comments;
        QCOMPARE(comments.size(), std::size_t{4 * 2 * kEach});
        for (std::size_t i = 0; i < comments.size(); ++i)
            QCOMPARE(comments[i].id, static_cast<std::int64_t>(i + 1));
        QCOMPARE(std::distance(fs::directory_iterator(m_path), fs::directory_iterator()), 1); // nothing is left beside
    }

    void failedChangesWriteNothing()
    {
        const fs::path file = m_path / "a.twc";
        QVERIFY(readCollection(file).error().code == ErrorCode::NotFound);
        QVERIFY(changeCollection(file, [](Collection&) { return Result<void>(); }).error().code == ErrorCode::NotFound);
        QVERIFY(createCollection(file));
        const auto before = fs::last_write_time(file);
        const auto changed = changeCollection(file, [](Collection& collection) -> Result<void> {
            TW_TRY(addVideo(collection, plainEntry("a")));
            return Error{ErrorCode::Conflict, "no", {}};
        });
        QVERIFY(!changed);
        QVERIFY(changeCollection(file, [](Collection&) { return Result<void>(); }));
        QCOMPARE(fs::last_write_time(file), before);
        QVERIFY(readCollection(file)->entries.empty());
        // a text that cannot be written leaves the file as it was
        Entry bad = plainEntry("a");
        bad.annotator = "\xff";
        QVERIFY(changeCollection(file,
                                 [&](Collection& c) -> Result<void> {
                                     TW_TRY(addVideo(c, bad));
                                     return {};
                                 })
                    .error()
                    .code == ErrorCode::InvalidArgument);
        QVERIFY(readCollection(file)->entries.empty());
        QVERIFY(writeFileAtomically(file, "{ \"trackwright_collection\": 1,\n oops }"));
        const auto damaged = readCollection(file);
        QVERIFY(damaged.error().code == ErrorCode::Unreadable);
        QVERIFY(QString::fromStdString(damaged.error().message()).contains(QStringLiteral("2")));
    }

private:
    static bool allowed(State from, State to)
    {
        if (from == to)
            return true;
        switch (to) {
        case State::Untracked: return false;
        case State::Tracked: return from == State::Untracked;
        case State::InReview: return from == State::Tracked || from == State::NeedsWork;
        case State::Reviewed: return from == State::Tracked || from == State::InReview || from == State::NeedsWork;
        case State::Accepted: return from == State::Reviewed;
        case State::NeedsWork: return from == State::Reviewed || from == State::Accepted;
        }
        return false;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestCollection)
#include "tst_collection.moc"
