// A person is followed through stored peaks: through misses, past others who are taken, and not beyond.
#include "core/review/peak_follower.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::review;
namespace a = tw::annotation;

namespace {

constexpr FrameIndex kFrames = 120;

// Two people walk towards each other, meet at frame 60 and go on; embeddings tell them apart.
Box walker(int who, FrameIndex frame)
{
    return who == 0 ? Box{100.0 + 4 * frame, 100, 40, 100} : Box{580.0 - 4 * frame, 110, 40, 100};
}

FramePeaks peaksOf(FrameIndex frame, const std::vector<int>& people, float score = 0.3F)
{
    FramePeaks peaks;
    peaks.frame = frame;
    peaks.embeddingSize = 4;
    for (const int who : people) {
        const Box box = walker(who, frame);
        peaks.peaks.push_back({static_cast<float>(box.left), static_cast<float>(box.top), static_cast<float>(box.width),
                               static_cast<float>(box.height), score, ClassId::kPedestrian});
        for (int i = 0; i < 4; ++i)
            peaks.embeddings.push_back(halfFromFloat(i == who ? 1.0F : 0.0F));
    }
    return peaks;
}

template <class Peaks>
std::vector<a::TrackBox> follow(FrameIndex start, int who, int step, const a::DocumentState& state, Peaks peaksAt)
{
    PeakFollower follower(peaksAt(start), walker(who, start), step);
    while (follower.nextFrame() >= 0 && follower.nextFrame() < kFrames) {
        if (!follower.advance(peaksAt(follower.nextFrame()), state))
            break;
    }
    return follower.boxes();
}

} // namespace

class TestPeakFollower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsBothWays();
    void keepsThePersonWhereTwoCross();
    void bridgesMisses();
    void givesUp();
    void leavesTakenPeaksAlone();
    void stopsAtItsOwnTrack();
    void weakPeaksAreNoise();
};

void TestPeakFollower::followsBothWays()
{
    const a::DocumentState empty;
    const auto alone = [](FrameIndex frame) { return peaksOf(frame, {0}); };
    const auto after = follow(50, 0, 1, empty, alone), before = follow(50, 0, -1, empty, alone);
    QCOMPARE(after.size(), std::size_t{kFrames - 51});
    QCOMPARE(before.size(), std::size_t{50});
    QCOMPARE(before.front().frame, 0);
    for (const a::TrackBox& box : after)
        QVERIFY(std::abs(box.box.left - walker(0, box.frame).left) < 1e-3);
    QVERIFY(after.front().origin == a::BoxOrigin::Tracker);
}

void TestPeakFollower::keepsThePersonWhereTwoCross()
{
    const a::DocumentState empty;
    const auto both = [](FrameIndex frame) { return peaksOf(frame, {1, 0}); };
    for (const int who : {0, 1}) {
        const auto boxes = follow(20, who, 1, empty, both);
        QCOMPARE(boxes.size(), std::size_t{kFrames - 21});
        for (const a::TrackBox& box : boxes)
            QVERIFY(std::abs(box.box.left - walker(who, box.frame).left) < 1e-3);
    }
}

void TestPeakFollower::bridgesMisses()
{
    const a::DocumentState empty;
    const auto flickering = [](FrameIndex frame) {
        return frame >= 40 && frame < 50 ? FramePeaks{} : peaksOf(frame, {0});
    };
    const auto boxes = follow(20, 0, 1, empty, flickering);
    QCOMPARE(boxes.size(), std::size_t{kFrames - 21});
    for (const a::TrackBox& box : boxes) {
        QVERIFY(std::abs(box.box.left - walker(0, box.frame).left) < 1e-3);
        QVERIFY((box.origin == a::BoxOrigin::Interpolated) == (box.frame >= 40 && box.frame < 50));
    }
}

void TestPeakFollower::givesUp()
{
    const a::DocumentState empty;
    const auto leaves = [](FrameIndex frame) { return frame >= 40 ? FramePeaks{} : peaksOf(frame, {0}); };
    const auto boxes = follow(20, 0, 1, empty, leaves);
    QCOMPARE(boxes.back().frame, 39); // nothing is invented behind the last sight
}

void TestPeakFollower::leavesTakenPeaksAlone()
{
    a::DocumentState state;
    a::Track other;
    other.id = TrackId{5};
    for (FrameIndex frame = 30; frame < kFrames; ++frame) {
        a::TrackBox box;
        box.frame = frame;
        box.box = walker(0, frame);
        other.boxes.push_back(box);
    }
    state.tracks[TrackId{5}] = std::make_shared<const a::Track>(other);
    const auto alone = [](FrameIndex frame) { return peaksOf(frame, {0}); };
    const auto boxes = follow(20, 0, 1, state, alone);
    QCOMPARE(boxes.back().frame, 29);
}

void TestPeakFollower::stopsAtItsOwnTrack()
{
    a::DocumentState state;
    a::Track self;
    self.id = TrackId{5};
    a::TrackBox box;
    box.frame = 30;
    box.box = walker(0, 30);
    self.boxes.push_back(box);
    state.tracks[TrackId{5}] = std::make_shared<const a::Track>(self);
    PeakFollower follower(peaksOf(25, {0}), walker(0, 25), 1);
    while (follower.advance(peaksOf(follower.nextFrame(), {0}), state, TrackId{5})) {
    }
    QCOMPARE(follower.boxes().back().frame, 29);
}

void TestPeakFollower::weakPeaksAreNoise()
{
    const a::DocumentState empty;
    const auto weak = [](FrameIndex frame) { return peaksOf(frame, {0}, frame == 20 ? 0.3F : 0.02F); };
    QVERIFY(follow(20, 0, 1, empty, weak).empty());
}

QTEST_GUILESS_MAIN(TestPeakFollower)
#include "tst_peak_follower.moc"
