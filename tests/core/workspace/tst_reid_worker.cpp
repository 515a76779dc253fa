// Questions about a frame on their own thread: with stored peaks, with a made-up dense map, and while it is busy.
#include "core/workspace/reid_worker.h"

#include "owner_loop.h"
#include "tests/support/dense_scene.h"
#include "tests/support/review_scene.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <mutex>
#include <thread>

using namespace tw;
using namespace tw::test;
using namespace tw::workspace;
namespace a = tw::annotation;

namespace {

constexpr std::uint64_t kSeed = 3;
constexpr FrameIndex kFrames = 60;
constexpr int kLength = 32;
constexpr DenseScene kDense{640, 352, 8, kLength, kSeed};

KnownTracks people()
{
    return randomWalkers(4, kFrames, kSeed, 640, 352);
}

Workspace::PeakReader readerOf(const review::PeakSource& peaks)
{
    return [peaks](FrameRange frames) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> out;
        for (FrameIndex frame = std::max(frames.first, 0); frame <= std::min(frames.last, kFrames - 1); ++frame)
            out.push_back(*peaks(frame));
        return out;
    };
}

struct Answers {
    std::vector<Result<WhoAnswer>> who;
    std::vector<Result<SimilarityMap>> maps;
    ReidWorker::Callbacks callbacks()
    {
        return {[this](Result<WhoAnswer> answer) { who.push_back(std::move(answer)); },
                [this](Result<SimilarityMap> map) { maps.push_back(std::move(map)); }};
    }
};

// Holds the worker in its dense map until it is let go.
struct Gate {
    std::atomic<int> entered{0};
    std::atomic<bool> open{false};
    std::mutex mutex;
    std::vector<FrameIndex> asked;

    DenseSource source(const KnownTracks& truth)
    {
        return
            [this, truth](FrameIndex frame, const JobContext& job) -> Result<std::shared_ptr<const model::DenseFrame>> {
                {
                    const std::lock_guard lock(mutex);
                    asked.push_back(frame);
                }
                ++entered;
                while (!open) {
                    if (job.stopped())
                        return Error{ErrorCode::Cancelled, "stopped", {}};
                    std::this_thread::yield();
                }
                return denseOf(truth[static_cast<std::size_t>(frame)], kDense);
            };
    }
    void waitUntilEntered(int times) const
    {
        while (entered < times)
            std::this_thread::yield();
    }
};

WhoQuestion about(const a::Document& document, FrameIndex frame, TrackId track)
{
    WhoQuestion out;
    out.snapshot = document.snapshot();
    out.frame = frame;
    out.track = track;
    return out;
}

WhoQuestion aboutPlace(const a::Document& document, FrameIndex frame, double x, double y)
{
    WhoQuestion out = about(document, frame, TrackId::kInvalid);
    out.x = x;
    out.y = y;
    return out;
}

} // namespace

class TestReidWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void storedPeaksAnswerWithoutTheNetwork();
    void aPlaceWithoutAPeakAsksTheNetwork();
    void theDenseMapIsKeptForItsFrame();
    void theNewestQuestionWins();
    void aQuestionGoesBeforeAMap();
    void theMapShowsWhereThePersonIs();
    void aPersonWithoutPortraitIsLookedAtInTheFrame();
    void whatIsTakenBackIsNotAnswered();
    void problemsAreTold();
    void itStopsInTheMiddle();

private:
    KnownTracks m_truth = people();
    review::PeakSource m_peaks = peaksOf(people(), kSeed, 0.3, kLength);
};

void TestReidWorker::storedPeaksAnswerWithoutTheNetwork()
{
    const a::Document document =
        documentOf(withFragment(withGap(m_truth, TrackId{2}, 20, 24), TrackId{2}, 25, TrackId{8}));
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(m_peaks), {}, loop.post(), answers.callbacks());
    worker.ask(about(document, 30, TrackId{8}));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 1; }));
    QVERIFY(answers.who[0]);
    const WhoAnswer& answer = *answers.who[0];
    QVERIFY(!answer.usedNetwork && answer.onPeak);
    QCOMPARE(answer.candidates.front().id, TrackId{2});
    QVERIFY(answer.query.box == document.state().tracks.at(TrackId{8})->at(30)->box);
    // a place inside a stored peak gives its box
    const Box box = m_truth[30][0].box;
    worker.ask(aboutPlace(document, 30, box.centerX(), box.top + 3));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 2; }));
    QVERIFY(answers.who[1] && !answers.who[1]->usedNetwork);
    QVERIFY(math::iou(answers.who[1]->query.box, box) > 0.9);
    QVERIFY(answers.who[1]->query.track == TrackId::kInvalid);
}

void TestReidWorker::aPlaceWithoutAPeakAsksTheNetwork()
{
    // person 4 has no track and no stored peak, the network finds them all the same
    KnownTracks known = m_truth;
    for (auto& frame : known)
        std::erase_if(frame, [](const KnownBox& box) { return box.id == TrackId{4}; });
    const KnownTracks labelled = withGap(known, TrackId{1}, 30, kFrames - 1);
    const a::Document document = documentOf(labelled);
    Gate gate;
    gate.open = true;
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(peaksOf(known, kSeed, 0.3, kLength)), gate.source(m_truth), loop.post(),
                      answers.callbacks());
    const Box unknown = m_truth[40][3].box;
    worker.ask(aboutPlace(document, 40, unknown.centerX() + 6, unknown.centerY() + 20));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 1; }));
    QVERIFY(answers.who[0]);
    const WhoAnswer& answer = *answers.who[0];
    QVERIFY(answer.usedNetwork && answer.onPeak);
    QVERIFY(answer.query.box == unknown);
    QVERIFY(answer.query.score > 0.5F);
    QVERIFY(!answer.candidates.front().elsewhere);
    QCOMPARE(answer.candidates.front().id, TrackId{1});  // the only one who is not elsewhere
    QVERIFY(answer.candidates.front().similarity < 0.7); // and not alike
    // where no person is, the nearest cell answers and says so
    Box empty{600, 320, 10, 10};
    for (const KnownBox& person : m_truth[40])
        if (math::iou(person.box, empty) > 0)
            empty = {5, 5, 10, 10};
    worker.ask(aboutPlace(document, 40, empty.centerX(), empty.centerY()));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 2; }));
    QVERIFY(answers.who[1] && answers.who[1]->usedNetwork && !answers.who[1]->onPeak);
    QVERIFY(answers.who[1]->query.box.valid());
    // outside the picture there is nothing to ask
    worker.ask(aboutPlace(document, 40, -500, 10));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 3; }));
    QVERIFY(answers.who[2].error().code == ErrorCode::NotFound);
}

void TestReidWorker::theDenseMapIsKeptForItsFrame()
{
    const a::Document document = documentOf(m_truth);
    Gate gate;
    gate.open = true;
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(m_peaks), gate.source(m_truth), loop.post(), answers.callbacks());
    for (const FrameIndex frame : {10, 10, 11, 10}) {
        const auto before = answers.maps.size();
        worker.map({document.snapshot(), frame, TrackId{1}});
        QVERIFY(loop.runUntil([&] { return answers.maps.size() == before + 1; }));
    }
    QVERIFY(gate.asked == (std::vector<FrameIndex>{10, 11, 10}));
}

void TestReidWorker::theNewestQuestionWins()
{
    const a::Document document = documentOf(m_truth);
    Gate gate;
    OwnerLoop loop;
    Answers answers;
    const Workspace::PeakReader none = [](FrameRange) -> Result<std::vector<FramePeaks>> {
        return std::vector<FramePeaks>{};
    };
    ReidWorker worker(none, gate.source(m_truth), loop.post(), answers.callbacks());
    worker.ask(about(document, 5, TrackId{1}));
    gate.waitUntilEntered(1);
    for (FrameIndex frame = 6; frame <= 20; ++frame)
        worker.ask(about(document, frame, TrackId{1}));
    gate.open = true;
    QVERIFY(loop.runUntil([&] { return !answers.who.empty(); }));
    QVERIFY(answers.who.back());
    // the first may have been finished before it was told; of the others only the newest is answered
    QVERIFY(loop.runUntil([&] { return answers.who.back() && answers.who.back()->question.frame == 20; }));
    QVERIFY(answers.who.size() <= 2);
    QVERIFY(gate.asked.size() <= 3);
}

void TestReidWorker::aQuestionGoesBeforeAMap()
{
    const a::Document document = documentOf(m_truth);
    Gate gate;
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(m_peaks), gate.source(m_truth), loop.post(), answers.callbacks());
    worker.map({document.snapshot(), 12, TrackId{3}});
    gate.waitUntilEntered(1);
    worker.ask(about(document, 12, TrackId{1})); // stored peaks: no network
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 1; }));
    QVERIFY(answers.maps.empty());
    gate.open = true; // the map was interrupted and comes all the same
    QVERIFY(loop.runUntil([&] { return answers.maps.size() == 1; }));
    QVERIFY(answers.maps[0] && answers.maps[0]->track == TrackId{3});
}

void TestReidWorker::theMapShowsWhereThePersonIs()
{
    const a::Document document = documentOf(m_truth);
    Gate gate;
    gate.open = true;
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(m_peaks), gate.source(m_truth), loop.post(), answers.callbacks());
    worker.map({document.snapshot(), 30, TrackId{2}});
    QVERIFY(loop.runUntil([&] { return answers.maps.size() == 1; }));
    QVERIFY(answers.maps[0]);
    const SimilarityMap& map = *answers.maps[0];
    QCOMPARE(map.values.size(), static_cast<std::size_t>(map.width * map.height));
    QVERIFY(map.ofTrack);
    QVERIFY(map.area == (Box{0, 0, 640, 352}));
    const auto best = static_cast<int>(std::max_element(map.values.begin(), map.values.end()) - map.values.begin());
    const double x = (best % map.width + 0.5) * kDense.cell;
    const double y = (best / map.width + 0.5) * kDense.cell;
    const Box box = m_truth[30][1].box;
    QVERIFY(x >= box.left && x <= box.right() && y >= box.top && y <= box.bottom());
    QVERIFY(map.values[static_cast<std::size_t>(best)] > 0.8F);
}

void TestReidWorker::aPersonWithoutPortraitIsLookedAtInTheFrame()
{
    const a::Document document = documentOf(m_truth);
    Gate gate;
    gate.open = true;
    OwnerLoop loop;
    Answers answers;
    const Workspace::PeakReader none = [](FrameRange) -> Result<std::vector<FramePeaks>> {
        return std::vector<FramePeaks>{};
    };
    ReidWorker worker(none, gate.source(m_truth), loop.post(), answers.callbacks());
    worker.map({document.snapshot(), 30, TrackId{2}});
    QVERIFY(loop.runUntil([&] { return answers.maps.size() == 1; }));
    QVERIFY(answers.maps[0] && !answers.maps[0]->ofTrack);
    QVERIFY(std::abs(*std::max_element(answers.maps[0]->values.begin(), answers.maps[0]->values.end()) - 1) < 1e-4F);
    // asked who it is: no one is known
    worker.ask(about(document, 30, TrackId{2}));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 1; }));
    QVERIFY(answers.who[0] && answers.who[0]->usedNetwork && answers.who[0]->candidates.empty());
}

void TestReidWorker::whatIsTakenBackIsNotAnswered()
{
    const a::Document document = documentOf(m_truth);
    Gate gate;
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(m_peaks), gate.source(m_truth), loop.post(), answers.callbacks());
    worker.map({document.snapshot(), 7, TrackId{1}});
    gate.waitUntilEntered(1);
    worker.cancelMap();
    worker.ask(about(document, 8, TrackId{1}));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 1; }));
    gate.open = true;
    worker.map({document.snapshot(), 9, TrackId{1}});
    QVERIFY(loop.runUntil([&] { return !answers.maps.empty() && answers.maps.back()->frame == 9; }));
    QVERIFY(answers.maps.size() == 1);
}

void TestReidWorker::problemsAreTold()
{
    const a::Document document = documentOf(m_truth);
    OwnerLoop loop;
    Answers answers;
    ReidWorker worker(readerOf(m_peaks), {}, loop.post(), answers.callbacks());
    worker.map({document.snapshot(), 7, TrackId{1}});
    QVERIFY(loop.runUntil([&] { return answers.maps.size() == 1; }));
    QVERIFY(answers.maps[0].error().code == ErrorCode::Unavailable);
    worker.map({document.snapshot(), 7, TrackId{77}});
    QVERIFY(loop.runUntil([&] { return answers.maps.size() == 2; }));
    QVERIFY(answers.maps[1].error().code == ErrorCode::NotFound);
    worker.ask(about(document, 7, TrackId{77}));
    QVERIFY(loop.runUntil([&] { return answers.who.size() == 1; }));
    QVERIFY(answers.who[0].error().code == ErrorCode::NotFound);
}

void TestReidWorker::itStopsInTheMiddle()
{
    const a::Document document = documentOf(m_truth);
    Gate gate; // stays closed: only a stop ends it
    OwnerLoop loop;
    Answers answers;
    {
        ReidWorker worker(readerOf(m_peaks), gate.source(m_truth), loop.post(), answers.callbacks());
        worker.map({document.snapshot(), 7, TrackId{1}});
        gate.waitUntilEntered(1);
    }
    bool end = false;
    loop.post()([&end] { end = true; });
    QVERIFY(loop.runUntil([&end] { return end; }));
    QVERIFY(answers.who.empty() && answers.maps.empty());
}

QTEST_GUILESS_MAIN(TestReidWorker)
#include "tst_reid_worker.moc"
