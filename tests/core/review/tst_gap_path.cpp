// Gaps filled along stored peaks: a person on a curved way, weak peaks, strangers near the straight line.
#include "core/review/gap_path.h"

#include "core/annotation/history.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"
#include "tests/support/review_scene.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace tw;
using namespace tw::test;
namespace a = tw::annotation;

namespace {

constexpr FrameIndex kFrames = 100;
constexpr FrameRange kGap{30, 69};
constexpr int kLength = 32;
constexpr std::uint64_t kSeed = 11;

// Walks to the right and swings out while not tracked.
Box wayAt(FrameIndex frame)
{
    double y = 300;
    if (kGap.contains(frame))
        y += 55 * std::sin(std::numbers::pi * (frame - kGap.first + 1) / (kGap.length() + 1));
    return {100.0 + 4 * frame, y, 40, 100};
}

struct World {
    std::map<FrameIndex, std::shared_ptr<FramePeaks>> frames;
    a::Document document{std::make_shared<const a::DocumentState>()};

    review::PeakSource peaks() const
    {
        return [this](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
            const auto it = frames.find(frame);
            return it == frames.end() ? nullptr : it->second;
        };
    }
    void see(FrameIndex frame, const Box& box, float score, TrackId person)
    {
        auto& peaks = frames[frame];
        if (!peaks) {
            peaks = std::make_shared<FramePeaks>();
            peaks->frame = frame;
            peaks->embeddingSize = kLength;
        }
        peaks->peaks.push_back({static_cast<float>(box.left), static_cast<float>(box.top),
                                static_cast<float>(box.width), static_cast<float>(box.height), score});
        for (const float value : tw::test::embeddingOf(person, kLength, kSeed))
            peaks->embeddings.push_back(halfFromFloat(value));
    }
};

a::Track trackOf(TrackId id, FrameRange frames)
{
    a::Track track;
    track.id = id;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        a::TrackBox box;
        box.frame = frame;
        box.box = wayAt(frame);
        box.origin = a::BoxOrigin::Tracker;
        box.score = 0.8F;
        track.boxes.push_back(box);
    }
    return track;
}

void enter(World& world, const a::Track& track)
{
    a::History history(world.document);
    if (!history.run(a::CreateTrack{track}))
        qFatal("the track cannot enter");
}

// Weak peaks along the way; `unseen` frames have none of this person.
World makeWorld(const std::vector<FrameIndex>& unseen, bool oneTrack)
{
    World world;
    for (FrameIndex frame = 0; frame < kFrames; ++frame)
        if (std::find(unseen.begin(), unseen.end(), frame) == unseen.end())
            world.see(frame, wayAt(frame), kGap.contains(frame) ? 0.12F : 0.8F, TrackId{1});
    if (oneTrack) {
        a::Track track = trackOf(TrackId{1}, {0, kFrames - 1});
        std::erase_if(track.boxes, [](const a::TrackBox& box) { return kGap.contains(box.frame); });
        enter(world, track);
    } else {
        enter(world, trackOf(TrackId{1}, {0, kGap.first - 1}));
        enter(world, trackOf(TrackId{2}, {kGap.last + 1, kFrames - 1}));
    }
    return world;
}

double meanOverlap(const a::Track& track)
{
    double sum = 0;
    for (FrameIndex frame = kGap.first; frame <= kGap.last; ++frame)
        sum += track.at(frame) ? math::iou(track.at(frame)->box, wayAt(frame)) : 0;
    return sum / kGap.length();
}

} // namespace

class TestGapPath : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsTheWayAStraightLineMisses();
    void saysWhichFramesAreStraight();
    void strangersAreNotFollowed();
    void peaksOfOtherTracksAreTheirs();
    void withoutPeaksItIsTheStraightLine();
    void longGapsAreStraight();
    void onlyTheAskedFrames();
    void joinFillsTheSeamAsOneEdit();
    void whatAPersonDidStays();
    void aLockedTrackIsRefused();
    void nothingToFillIsSaid();
};

void TestGapPath::followsTheWayAStraightLineMisses()
{
    World world = makeWorld({}, true);
    a::Document straight(world.document.snapshot());
    a::History line(straight);
    QVERIFY(line.run(a::FillGaps{TrackId{1}, a::kAllFrames}));
    const double lineOverlap = meanOverlap(*straight.state().tracks.at(TrackId{1}));
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames);
    QVERIFY(plan);
    QCOMPARE(plan->frames, 40);
    QCOMPARE(plan->onPeaks, 40);
    QVERIFY(plan->straight.empty());
    a::History history(world.document);
    QVERIFY(history.run(plan->edit));
    QCOMPARE(history.position(), std::size_t(1));
    const a::Track& track = *world.document.state().tracks.at(TrackId{1});
    QVERIFY(a::gapsOf(track).empty());
    QVERIFY2(meanOverlap(track) > 0.99, qPrintable(QString::number(meanOverlap(track))));
    QVERIFY2(lineOverlap < 0.6, qPrintable(QString::number(lineOverlap)));
    QVERIFY(track.at(50)->origin == a::BoxOrigin::Tracker && std::abs(track.at(50)->score - 0.12F) < 1e-3F);
    QVERIFY(history.undo());
    QVERIFY(world.document.state().tracks.at(TrackId{1})->at(50) == nullptr);
}

void TestGapPath::saysWhichFramesAreStraight()
{
    const World world = makeWorld({40, 41, 42, 55, 69}, true);
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames);
    QVERIFY(plan);
    QCOMPARE(plan->onPeaks, 35);
    QCOMPARE(plan->frames, 40);
    const std::vector<FrameRange> expected{{40, 42}, {55, 55}, {69, 69}};
    QVERIFY(plan->straight == expected);
    a::Document document(world.document.snapshot());
    a::History history(document);
    QVERIFY(history.run(plan->edit));
    const a::Track& track = *document.state().tracks.at(TrackId{1});
    QVERIFY(track.at(41)->origin == a::BoxOrigin::Interpolated);
    const Box middle = a::boxBetween(*track.at(39), *track.at(43), 41);
    QVERIFY(track.at(41)->box == middle);
}

void TestGapPath::strangersAreNotFollowed()
{
    // another person walks exactly on the straight line, seen more clearly
    World world = makeWorld({48, 49, 50, 51, 52}, true);
    for (FrameIndex frame = kGap.first; frame <= kGap.last; ++frame)
        world.see(frame, {100.0 + 4 * frame, 300, 40, 100}, 0.35F, TrackId{7});
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames);
    QVERIFY(plan);
    QCOMPARE(plan->onPeaks, 35);
    a::Document document(world.document.snapshot());
    a::History history(document);
    QVERIFY(history.run(plan->edit));
    QVERIFY(meanOverlap(*document.state().tracks.at(TrackId{1})) > 0.97);
}

void TestGapPath::peaksOfOtherTracksAreTheirs()
{
    World world = makeWorld({}, true);
    a::Track other = trackOf(TrackId{5}, kGap); // has exactly these peaks
    enter(world, other);
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames);
    QVERIFY(plan);
    QCOMPARE(plan->onPeaks, 0);
    QVERIFY(plan->straight == std::vector<FrameRange>{kGap});
}

void TestGapPath::withoutPeaksItIsTheStraightLine()
{
    const World world = makeWorld({}, true);
    a::Document straight(world.document.snapshot());
    a::History line(straight);
    QVERIFY(line.run(a::FillGaps{TrackId{1}, a::kAllFrames}));
    for (const review::PeakSource& none :
         {review::PeakSource{}, review::PeakSource{[](FrameIndex) { return nullptr; }}}) {
        const auto plan = review::planFill(world.document.state(), none, TrackId{1}, a::kAllFrames);
        QVERIFY(plan && plan->onPeaks == 0);
        a::Document document(world.document.snapshot());
        a::History history(document);
        QVERIFY(history.run(plan->edit));
        QVERIFY(document.state() == straight.state());
    }
}

void TestGapPath::longGapsAreStraight()
{
    const World world = makeWorld({}, true);
    review::GapPathOptions options;
    options.longest = kGap.length() - 1;
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames, options);
    QVERIFY(plan && plan->onPeaks == 0 && plan->straight == std::vector<FrameRange>{kGap});
    options.longest = kGap.length();
    QCOMPARE(review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames, options)->onPeaks, 40);
}

void TestGapPath::onlyTheAskedFrames()
{
    const World world = makeWorld({}, true);
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, {0, 49});
    QVERIFY(plan);
    QCOMPARE(plan->frames, 20);
    a::Document document(world.document.snapshot());
    a::History history(document);
    QVERIFY(history.run(plan->edit));
    QVERIFY(document.state().tracks.at(TrackId{1})->at(49));
    QVERIFY(!document.state().tracks.at(TrackId{1})->at(50));
}

void TestGapPath::joinFillsTheSeamAsOneEdit()
{
    for (const bool turned : {false, true}) {
        World world = makeWorld({}, false);
        const TrackId into{turned ? 2 : 1};
        const TrackId from{turned ? 1 : 2};
        const auto plan = review::planJoin(world.document.state(), world.peaks(), into, from);
        QVERIFY(plan);
        QCOMPARE(plan->onPeaks, 40);
        a::History history(world.document);
        QVERIFY(history.run(plan->edit));
        QCOMPARE(history.position(), std::size_t(1));
        QVERIFY(!world.document.state().tracks.contains(from));
        const a::Track& track = *world.document.state().tracks.at(into);
        QCOMPARE(track.boxes.size(), std::size_t(kFrames));
        QVERIFY(meanOverlap(track) > 0.99);
        QVERIFY(history.undo());
        QCOMPARE(world.document.state().tracks.size(), std::size_t(2));
    }
}

void TestGapPath::whatAPersonDidStays()
{
    World world = makeWorld({}, true);
    a::History history(world.document);
    QVERIFY(history.run(a::SetVerified{TrackId::kInvalid, {45, 47}, true})); // verified: no one is there
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames);
    QVERIFY(plan && history.run(plan->edit));
    QCOMPARE(plan->frames, 37);
    QCOMPARE(plan->onPeaks, 37);
    const a::Track& track = *world.document.state().tracks.at(TrackId{1});
    QVERIFY(!track.at(46));
    QVERIFY(track.at(44) && track.at(48));
}

void TestGapPath::aLockedTrackIsRefused()
{
    World world = makeWorld({}, true);
    a::History history(world.document);
    QVERIFY(history.run(a::SetLocked{{TrackId{1}}, true}));
    const auto plan = review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames);
    QVERIFY(plan);
    QVERIFY(history.run(plan->edit).error().code == ErrorCode::Conflict);
}

void TestGapPath::nothingToFillIsSaid()
{
    const World world = makeWorld({}, false);
    QVERIFY(review::planFill(world.document.state(), world.peaks(), TrackId{1}, a::kAllFrames).error().code ==
            ErrorCode::NotFound);
    QVERIFY(review::planFill(world.document.state(), world.peaks(), TrackId{8}, a::kAllFrames).error().code ==
            ErrorCode::NotFound);
    QVERIFY(review::planJoin(world.document.state(), world.peaks(), TrackId{1}, TrackId{8}).error().code ==
            ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestGapPath)
#include "tst_gap_path.moc"
