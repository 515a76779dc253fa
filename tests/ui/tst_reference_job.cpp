// The reference job: 10 swaps, 10 joins with filled gaps, 5 splits, 5 false tracks, 2 missed people, done with keys and
// clicks in the window, without the review queue. Prints how many actions it took: a key, a click, a drag is one each.
// The exported file must equal, byte for byte, what the same corrections give when they are made one by one by an
// oracle on the document itself, where each of the ten swaps is an edit of its own from its frame on.
#include "window_driver.h"

#include "ui/bridge/qt_convert.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/theme.h"

#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tw;
using namespace tw::ui;
using namespace tw::test;
namespace a = tw::annotation;

namespace {

constexpr FrameIndex kFrames = 240;
constexpr int kSwapPairs = 5;    // two swaps each
constexpr int kBrokenPeople = 5; // three pieces each: two joins
constexpr int kMixedTracks = 5;  // two people under one number: one split each
constexpr int kFalseTracks = 5;
constexpr int kMissedPeople = 2;
constexpr int kPeople = 2 * kSwapPairs + kBrokenPeople + 2 * kMixedTracks + kMissedPeople;
constexpr FrameIndex kFirstSwap = 80, kSecondSwap = 160;
constexpr FrameIndex kSplitAt = 120;
constexpr int kMostActions = 44;

struct Job {
    std::vector<a::Track> tracks; // as a tracker left them
    struct Swap {
        TrackId a, b;
        FrameIndex from;
    };
    struct Join {
        TrackId into, from;
        FrameIndex at;
    };
    struct Split {
        TrackId track;
        FrameIndex at;
    };
    struct Missed {
        FrameIndex first, last;
        Box begin, end;
    };
    std::vector<Swap> swaps;
    std::vector<Join> joins;
    std::vector<Split> splits;
    std::vector<TrackId> falseTracks;
    std::vector<Missed> missed;
};

a::Track part(const a::Track& track, TrackId id, FrameRange frames)
{
    a::Track result = track;
    result.id = id;
    result.boxes.assign(track.boxes.begin() + frames.first, track.boxes.begin() + frames.last + 1);
    return result;
}

Job makeJob(const Clip& clip)
{
    Job job;
    std::size_t person = 0;
    int nextId = 1;
    for (int pair = 0; pair < kSwapPairs; ++pair, person += 2) {
        a::Track x = part(clip.truth[person], TrackId{nextId++}, {0, kFrames - 1});
        a::Track y = part(clip.truth[person + 1], TrackId{nextId++}, {0, kFrames - 1});
        for (std::size_t frame = kFirstSwap; frame < kSecondSwap; ++frame)
            std::swap(x.boxes[frame], y.boxes[frame]);
        job.swaps.push_back({x.id, y.id, kFirstSwap});
        job.swaps.push_back({x.id, y.id, kSecondSwap});
        job.tracks.push_back(std::move(x));
        job.tracks.push_back(std::move(y));
    }
    for (int broken = 0; broken < kBrokenPeople; ++broken, ++person) {
        const TrackId first{nextId}, second{nextId + 1}, third{nextId + 2};
        nextId += 3;
        job.tracks.push_back(part(clip.truth[person], first, {0, 69}));
        job.tracks.push_back(part(clip.truth[person], second, {78, 149}));
        job.tracks.push_back(part(clip.truth[person], third, {160, kFrames - 1}));
        job.joins.push_back({first, second, 100});
        job.joins.push_back({first, third, 200});
    }
    for (int mixed = 0; mixed < kMixedTracks; ++mixed, person += 2) {
        a::Track track = part(clip.truth[person], TrackId{nextId++}, {0, kSplitAt - 1});
        const a::Track rest = part(clip.truth[person + 1], track.id, {kSplitAt, kFrames - 1});
        track.boxes.insert(track.boxes.end(), rest.boxes.begin(), rest.boxes.end());
        job.splits.push_back({track.id, kSplitAt});
        job.tracks.push_back(std::move(track));
    }
    for (int i = 0; i < kFalseTracks; ++i) {
        a::Track track = part(clip.truth[0], TrackId{nextId++}, {20 + 30 * i, 70 + 30 * i});
        for (a::TrackBox& box : track.boxes)
            box.box = {clip.width - 60.0 - 20 * i, clip.height - 40.0, 16, 34};
        job.falseTracks.push_back(track.id);
        job.tracks.push_back(std::move(track));
    }
    for (int i = 0; i < kMissedPeople; ++i, ++person) {
        const a::Track& truth = clip.truth[person];
        job.missed.push_back({60, 159, truth.at(60)->box, truth.at(159)->box});
    }
    return job;
}

} // namespace

class TestReferenceJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void doneByHandEqualsTheOracle();

private:
    void addPerson(WindowDriver& driver, const Job::Missed& missed);
    QByteArray exported(WindowDriver& driver, const QString& folder);
};

// A person drawn at both ends of their way; the boxes between follow.
void TestReferenceJob::addPerson(WindowDriver& driver, const Job::Missed& missed)
{
    const auto draw = [&driver](const Box& box) {
        driver.dragCanvas({box.left, box.top}, {box.right(), box.bottom()}, Qt::ShiftModifier);
    };
    driver.seek(missed.first);
    draw(missed.begin);
    driver.seek(missed.last);
    draw(missed.end);
}

QByteArray TestReferenceJob::exported(WindowDriver& driver, const QString& folder)
{
    driver.key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = driver.window().findChild<QDialog*>(QStringLiteral("exportDialog"));
    dialog->findChild<QLineEdit*>(QStringLiteral("exportPath"))->setText(folder);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportNow")), Qt::LeftButton);
    auto* verdict = dialog->findChild<QLabel*>(QStringLiteral("exportVerdict"));
    if (!QTest::qWaitFor([verdict] { return verdict->isVisible(); }, 20000))
        return {};
    if (!verdict->text().contains(QStringLiteral("all as in the project")))
        QTest::qFail(qPrintable(verdict->text()), __FILE__, __LINE__);
    dialog->close();
    QFile file(folder + QStringLiteral("/gt/gt.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestReferenceJob::doneByHandEqualsTheOracle()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QTemporaryDir folder;
    const Clip clip = makeClip(pathFromQt(folder.path()), kPeople, kFrames, 960, 720);
    const Job job = makeJob(clip);
    WindowDriver driver(folder.path());
    driver.window().resize(1600, 1400);
    QVERIFY(driver.open(toQt(clip.video)));
    // the docks have their sizes only since something is open
    driver.window().resizeDocks({driver.window().findChild<QDockWidget*>(QStringLiteral("timelineDock"))}, {680},
                                Qt::Vertical);
    const QString tracks = folder.filePath(QStringLiteral("tracker.txt"));
    writeTracks(pathFromQt(tracks), job.tracks, clip);
    driver.prompter().nextPath = tracks;
    driver.key(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(driver.state().tracks.size(), job.tracks.size());
    const a::Snapshot before = driver.session().workspace()->snapshot();
    QTest::qWait(50);
    driver.screenshot(QStringLiteral("20-reference-job-before"));

    driver.resetCount();
    auto took = [&driver, last = 0](const char* what) mutable {
        qInfo("%-24s %3d actions", what, driver.actions() - last);
        last = driver.actions();
    };
    // two people who changed places and changed back: the frames between are marked from one bar to the other, X
    for (std::size_t i = 0; i + 1 < job.swaps.size(); i += 2) {
        const Job::Swap &there = job.swaps[i], &back = job.swaps[i + 1];
        driver.markTimeline(there.a, there.from, there.b, back.from - 1);
        driver.key(Qt::Key_X);
    }
    took("10 swaps");
    for (const Job::Join& join : job.joins)
        driver.dragEndOnto(join.into, join.from, join.at);
    took("10 joins, gaps filled");
    for (const Job::Split& split : job.splits) {
        driver.clickTimeline(split.track, split.at);
        driver.key(Qt::Key_B);
    }
    took("5 splits");
    for (const TrackId id : job.falseTracks) // the first click lets go of what was selected before
        driver.clickTimeline(id, driver.state().tracks.at(id)->firstFrame() + 20,
                             id == job.falseTracks.front() ? Qt::NoModifier : Qt::ControlModifier);
    driver.key(Qt::Key_Delete);
    took("5 false tracks");
    for (const Job::Missed& missed : job.missed)
        addPerson(driver, missed);
    took("2 missed people");
    qInfo("reference job: %d actions by keys and clicks, without the review queue", driver.actions());
    QVERIFY2(driver.actions() <= kMostActions, "the reference job has become longer");
    driver.screenshot(QStringLiteral("21-reference-job-after"));
    const QByteArray byHand = exported(driver, folder.filePath(QStringLiteral("by-hand")));
    QVERIFY(!byHand.isEmpty());

    // The oracle: the same corrections as edits. Boxes drawn with the mouse are whole widget pixels, so those two
    // people are taken as drawn after comparing them with the truth.
    a::Document document(before);
    a::History oracle(document);
    const auto perform = [&oracle](const a::Edit& edit) { QVERIFY(oracle.run(edit).has_value()); };
    for (const Job::Swap& swap : job.swaps)
        perform(a::SwapTracks{swap.a, swap.b, a::fromHere(swap.from)});
    for (const Job::Join& join : job.joins)
        perform(a::JoinTracks{join.into, join.from, a::Fill::Linear});
    for (const Job::Split& split : job.splits)
        perform(a::SplitTrack{split.track, split.at, TrackId::kInvalid});
    perform(a::DeleteTracks{job.falseTracks});
    const int firstNew = number(document.state().nextId);
    for (int i = 0; i < kMissedPeople; ++i) {
        const a::Track& drawn = *driver.state().tracks.at(TrackId{firstNew + i});
        const a::Track& truth = clip.truth[static_cast<std::size_t>(kPeople - kMissedPeople + i)];
        QCOMPARE(drawn.boxes.size(), std::size_t{100});
        for (const a::TrackBox& box : drawn.boxes)
            QVERIFY(std::abs(box.box.left - truth.at(box.frame)->box.left) < 2 &&
                    std::abs(box.box.bottom() - truth.at(box.frame)->box.bottom()) < 2);
        perform(a::CreateTrack{drawn});
    }
    QVERIFY(driver.state() == document.state());
    writeTracks(
        pathFromQt(folder.filePath(QStringLiteral("oracle.txt"))),
        [&] {
            std::vector<a::Track> all;
            for (const auto& [id, track] : document.state().tracks)
                all.push_back(*track);
            return all;
        }(),
        clip);
    QFile oracleFile(folder.filePath(QStringLiteral("oracle.txt")));
    QVERIFY(oracleFile.open(QIODevice::ReadOnly));
    QCOMPARE(byHand, oracleFile.readAll());

    // and every person has one number from start to end
    for (std::size_t i = 0; i < 2 * kSwapPairs + kBrokenPeople; ++i) {
        const a::Track& truth = clip.truth[i];
        int same = 0;
        for (const auto& [id, track] : driver.state().tracks) {
            const bool all = std::all_of(truth.boxes.begin(), truth.boxes.end(), [&](const a::TrackBox& box) {
                const a::TrackBox* other = track->at(box.frame);
                return other && std::abs(other->box.left - box.box.left) < 0.01 &&
                       std::abs(other->box.top - box.box.top) < 0.01;
            });
            same += all ? 1 : 0;
        }
        QCOMPARE(same, 1);
    }
}

QTEST_MAIN(TestReferenceJob)
#include "tst_reference_job.moc"
