// Questions to a snapshot.

#include "core/annotation/edits.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"

#include <QtTest/QtTest>

#include <random>
#include <set>

using namespace tw;
using namespace tw::annotation;

namespace {

TrackBox boxAt(FrameIndex frame, double left, double top = 0)
{
    TrackBox box;
    box.frame = frame;
    box.box = {left, top, 20, 40};
    box.origin = BoxOrigin::Tracker;
    return box;
}

DocumentState stateOf(std::vector<Track> tracks)
{
    DocumentState state;
    for (Track& track : tracks) {
        const TrackId id = track.id;
        state.tracks[id] = std::make_shared<const Track>(std::move(track));
    }
    return state;
}

// Walks to the right, `speed` pixels a frame.
Track walker(int id, FrameIndex first, FrameIndex last, double left, double speed, double top = 0)
{
    Track track;
    track.id = TrackId{id};
    for (FrameIndex frame = first; frame <= last; ++frame)
        track.boxes.push_back(boxAt(frame, left + speed * (frame - first), top));
    return track;
}

std::vector<FrameRange> ranges(std::initializer_list<FrameRange> list)
{
    return list;
}

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxesAndCounts()
    {
        const DocumentState state = stateOf({walker(3, 0, 9, 0, 1), walker(1, 5, 20, 0, 1), walker(2, 30, 31, 0, 1)});
        const auto boxes = boxesAt(state, 7);
        QCOMPARE(boxes.size(), 2U);
        QVERIFY(boxes[0].id == TrackId{1} && boxes[1].id == TrackId{3} && boxes[1].box->frame == 7);
        QVERIFY(boxesAt(state, 25).empty());
        QVERIFY(peopleCount(state, {4, 6}) == std::vector<int>({1, 2, 2}));
        QCOMPARE(peopleCount(state, kAllFrames).size(), 32U);
        QVERIFY(peopleCount(state, {6, 4}).empty());
        QVERIFY(peopleCount(stateOf({}), kAllFrames).empty());
    }

    void gapsAndSpans()
    {
        Track track;
        QVERIFY(gapsOf(track).empty() && spansOf(track).empty());
        track.boxes = {boxAt(2, 0), boxAt(3, 0), boxAt(7, 0), boxAt(9, 0)};
        QVERIFY(gapsOf(track) == ranges({{4, 6}, {8, 8}}));
        QVERIFY(spansOf(track) == ranges({{2, 3}, {7, 7}, {9, 9}}));
    }

    void keyframesOfDenseTracks()
    {
        // Straight on, a corner at frame 50, a gap at 80-89.
        Track track;
        for (FrameIndex frame = 0; frame <= 100; ++frame)
            if (frame < 80 || frame > 89)
                track.boxes.push_back(
                    boxAt(frame, frame <= 50 ? 4.0 * frame : 200, frame <= 50 ? 0 : 3.0 * (frame - 50)));
        QVERIFY(simplifiedKeyframes(track) == std::vector<FrameIndex>({0, 50, 79, 90, 100}));
        for (TrackBox& box : track.boxes) // a file that calls every frame a keyframe
            box.keyframe = true;
        QCOMPARE(simplifiedKeyframes(track).size(), 5U);
        for (TrackBox& box : track.boxes)
            box.keyframe = box.frame % 40 == 0;
        QVERIFY(simplifiedKeyframes(track) == std::vector<FrameIndex>({0, 40}));
    }

    void simplifiedPathStaysWithinTolerance()
    {
        std::mt19937_64 random(3);
        Track track;
        double left = 0;
        double top = 0;
        for (FrameIndex frame = 0; frame < 3000; ++frame) {
            left += static_cast<double>(random() % 700) / 100 - 3;
            top += static_cast<double>(random() % 300) / 100 - 1;
            track.boxes.push_back(boxAt(frame, left, top));
        }
        for (const double tolerance : {0.5, 2.0, 10.0}) {
            const auto frames = simplifiedKeyframes(track, tolerance);
            QVERIFY(frames.front() == 0 && frames.back() == 2999);
            for (std::size_t i = 1; i < frames.size(); ++i) {
                const TrackBox& a = *track.at(frames[i - 1]);
                const TrackBox& b = *track.at(frames[i]);
                for (FrameIndex frame = a.frame + 1; frame < b.frame; ++frame) {
                    const Box line = boxBetween(a, b, frame);
                    const Box real = track.at(frame)->box;
                    QVERIFY(std::abs(line.left - real.left) <= tolerance + 1e-9);
                    QVERIFY(std::abs(line.bottom() - real.bottom()) <= tolerance + 1e-9);
                }
            }
            if (tolerance == 10.0)
                QVERIFY(frames.size() < 1500);
        }
        QVERIFY(simplifiedKeyframes(Track{}).empty());
    }

    void continuations()
    {
        // 1 walks right and is lost at frame 20; 2 goes on where 1 would be; 3 begins where 1 was lost, 4 far away,
        // 5 too late, 6 is seen together with 1.
        const DocumentState state =
            stateOf({walker(1, 0, 20, 0, 5), walker(2, 31, 40, 155, 5), walker(3, 31, 40, 100, 5),
                     walker(4, 31, 40, 900, 5), walker(5, 200, 240, 155, 5), walker(6, 15, 40, 100, 5)});
        const auto found = continuationsOf(state, TrackId{1}, kNoFrame, 60);
        QCOMPARE(found.size(), 3U);
        QVERIFY(found[0].id == TrackId{2} && found[1].id == TrackId{3} && found[2].id == TrackId{4});
        QCOMPARE(found[0].gap, 10);
        QVERIFY(found[0].score > 0.8 && found[0].score <= 1 && found[2].score < 0.05);
        QCOMPARE(continuationsOf(state, TrackId{1}, kNoFrame, 5).size(), 0U);
        QCOMPARE(continuationsOf(state, TrackId{1}, 5, 60).size(), 3U);
        QVERIFY(continuationsOf(state, TrackId{77}, kNoFrame, 60).empty());
        QVERIFY(continuationsOf(state, TrackId{2}, 3, 60).empty()); // before it begins
    }

    void neighbours()
    {
        const DocumentState state =
            stateOf({walker(1, 0, 9, 0, 0), walker(2, 0, 9, 300, 0), walker(3, 0, 9, 100, 0), walker(4, 5, 9, 10, 0)});
        QVERIFY(neighboursOf(state, TrackId{1}, 3) == std::vector<TrackId>({TrackId{3}, TrackId{2}}));
        QVERIFY(neighboursOf(state, TrackId{1}, 7) == std::vector<TrackId>({TrackId{4}, TrackId{3}, TrackId{2}}));
        QVERIFY(neighboursOf(state, TrackId{4}, 2).front() == TrackId{1}); // before it begins: from its first box
        QVERIFY(neighboursOf(state, TrackId{9}, 2).empty());
    }

    // Against a set of frames.
    void rangesAddAndSubtract()
    {
        std::mt19937_64 random(4);
        std::vector<FrameRange> sorted;
        std::set<FrameIndex> frames;
        for (int i = 0; i < 3000; ++i) {
            const auto first = static_cast<FrameIndex>(random() % 60);
            const FrameRange range{first, first + static_cast<FrameIndex>(random() % 9) - 1};
            const bool add = random() % 2 == 0;
            sorted = add ? united(sorted, range) : subtracted(sorted, range);
            for (FrameIndex frame = range.first; frame <= range.last; ++frame) {
                if (add)
                    frames.insert(frame);
                else
                    frames.erase(frame);
            }
            std::size_t covered = 0;
            for (std::size_t k = 0; k < sorted.size(); ++k) {
                QVERIFY(!sorted[k].empty() && (k == 0 || sorted[k].first > sorted[k - 1].last + 1));
                covered += static_cast<std::size_t>(sorted[k].length());
                for (FrameIndex frame = sorted[k].first; frame <= sorted[k].last; ++frame)
                    QVERIFY(frames.contains(frame));
            }
            QCOMPARE(covered, frames.size());
        }
        QVERIFY(united({{0, 5}}, kAllFrames) == ranges({kAllFrames}));
        QVERIFY(subtracted({kAllFrames}, {3, kLastFrame}) == ranges({{0, 2}}));
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
