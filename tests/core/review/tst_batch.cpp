// The order of a batch of findings and the choice of clear boxes, both on input with a known answer.
#include "core/review/batch.h"
#include "core/review/clear_boxes.h"
#include "core/review/filter.h"
#include "core/review/static_spot.h"

#include <QtTest/QTest>

#include <random>

using namespace tw;
using namespace tw::review;
namespace a = tw::annotation;

namespace {

std::vector<Event> events(const std::vector<std::string>& keys)
{
    std::vector<Event> all;
    for (const std::string& key : keys) {
        Event event;
        event.key = key;
        event.kind = key.front() == 'f' ? EventKind::FalseTrack : EventKind::Swap;
        all.push_back(event);
    }
    return all;
}

std::vector<std::string> keysOf(int count, const std::string& prefix = "s")
{
    std::vector<std::string> keys;
    for (int i = 0; i < count; ++i)
        keys.push_back(prefix + std::to_string(i));
    return keys;
}

a::Track trackOf(int id, FrameIndex first, FrameIndex last, double left, double height = 100)
{
    a::Track track;
    track.id = TrackId{id};
    for (FrameIndex frame = first; frame <= last; ++frame) {
        a::TrackBox box;
        box.frame = frame;
        box.box = {left, 50, 40, height};
        box.score = 0.9F;
        box.origin = a::BoxOrigin::Tracker;
        track.boxes.push_back(box);
    }
    return track;
}

BoxesAt boxesOf(const std::vector<const a::Track*>& tracks)
{
    return [tracks](FrameIndex frame) {
        std::vector<a::FrameBox> boxes;
        for (const a::Track* track : tracks)
            if (const a::TrackBox* box = track->at(frame))
                boxes.push_back({track->id, track, box});
        return boxes;
    };
}

} // namespace

class TestBatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Each condition alone on findings with known kinds, people, frames and makers; all of them together.
    void aFilterLetsPassWhatIsAskedFor()
    {
        a::DocumentState state;
        for (const int id : {1, 2, 3}) {
            a::Track track = trackOf(id, 0, 50, 10);
            if (id == 3)
                track.boxes[7].origin = a::BoxOrigin::Manual;
            state.tracks[track.id] = std::make_shared<const a::Track>(std::move(track));
        }
        const auto event = [](EventKind kind, int a, int b, FrameIndex frame) {
            Event out;
            out.kind = kind;
            out.a = TrackId{a};
            out.b = b > 0 ? TrackId{b} : TrackId::kInvalid;
            out.frame = frame;
            return out;
        };
        const std::vector<Event> all{event(EventKind::Swap, 1, 2, 10), event(EventKind::FalseTrack, 2, 0, 20),
                                     event(EventKind::Swap, 2, 3, 30), event(EventKind::Missed, 1, 0, 40)};
        const auto passing = [&](const EventFilter& filter) {
            std::vector<FrameIndex> frames;
            for (const Event& each : all)
                if (filter.accepts(each, state))
                    frames.push_back(each.frame);
            return frames;
        };
        using Frames = std::vector<FrameIndex>;
        QVERIFY(EventFilter{}.empty());
        QCOMPARE(passing({}), (Frames{10, 20, 30, 40}));
        EventFilter swaps, third, first, middle, person, tracker;
        swaps.kinds = {EventKind::Swap};
        third.track = TrackId{3};
        first.track = TrackId{1};
        middle.frames = {20, 30};
        person.madeBy = EventFilter::MadeBy::Person;
        tracker.madeBy = EventFilter::MadeBy::Tracker;
        QCOMPARE(passing(swaps), (Frames{10, 30}));
        QCOMPARE(passing(third), Frames{30});
        QCOMPARE(passing(first), (Frames{10, 40}));
        QCOMPARE(passing(middle), (Frames{20, 30}));
        QCOMPARE(passing(person), Frames{30});
        QCOMPARE(passing(tracker), (Frames{10, 20, 40}));
        swaps.track = TrackId{2};
        swaps.frames = {0, 15};
        QCOMPARE(passing(swaps), Frames{10});
    }
    void keepsItsOrderWhileFindingsAreRankedAgain();
    void takesTheBestTwentyAndThenTheNext();
    void bringsBackWhatUndoOpened();
    void goesOnInItsOrderUnderRandomAnswers();
    void onlyWhatTheFilterLetsPass();
    void clearBoxesAvoidOcclusionsAndTheBorder();
    void clearBoxesOfAShortTrackAreAllItHas();
    void whatStandsOnTheSameSpotGoesWithIt();
};

void TestBatch::keepsItsOrderWhileFindingsAreRankedAgain()
{
    ReviewBatch batch;
    batch.update(events({"s0", "s1", "s2", "s3"}));
    batch.remove("s0");
    batch.update(events({"s3", "new", "s2", "s1"})); // ranked again, and one more
    QCOMPARE(batch.waiting(), (std::vector<std::string>{"s1", "s2", "s3"}));
    QCOMPARE(batch.after("s0"), std::string("s1"));
    QCOMPARE(batch.before("s2"), std::string("s1"));
    QCOMPARE(batch.done(), std::size_t(1));
    QCOMPARE(batch.placeOf("s2"), std::size_t(3)); // answered ones before it count
    QCOMPARE(batch.placeOf("new"), std::size_t(0));
    batch.postpone("s1");
    QCOMPARE(batch.placeOf("s2"), std::size_t(2));
}

void TestBatch::takesTheBestTwentyAndThenTheNext()
{
    ReviewBatch batch;
    auto keys = keysOf(33);
    batch.update(events(keys));
    QCOMPARE(batch.size(), ReviewBatch::kSize);
    QCOMPARE(batch.number(), 1);
    for (std::size_t i = 0; i < ReviewBatch::kSize; ++i) {
        QCOMPARE(batch.number(), 1);
        batch.remove(keys.front());
        keys.erase(keys.begin());
        if (i + 1 < ReviewBatch::kSize)
            batch.update(events(keys));
    }
    QVERIFY(batch.after("s19").empty());
    batch.update(events(keys));
    QCOMPARE(batch.number(), 2);
    QCOMPARE(batch.waiting(), keys);
}

void TestBatch::bringsBackWhatUndoOpened()
{
    ReviewBatch batch;
    batch.update(events(keysOf(4)));
    batch.remove("s1");
    batch.update(events({"s0", "s2", "s3"}));
    batch.update(events({"s0", "s1", "s2", "s3"}));
    QCOMPARE(batch.waiting(), keysOf(4));
}

void TestBatch::goesOnInItsOrderUnderRandomAnswers()
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        auto open = keysOf(40);
        ReviewBatch batch;
        batch.update(events(open));
        const std::vector<std::string> promised = batch.waiting();
        std::string now = promised.front();
        std::vector<std::string> seen;
        while (batch.number() == 1) {
            seen.push_back(now);
            std::erase(open, now);
            batch.remove(now);
            std::shuffle(open.begin(), open.end(), random);
            const std::string next = batch.after(now);
            if (next.empty())
                break;
            batch.update(events(open));
            now = next;
        }
        QCOMPARE(seen, promised);
    }
}

void TestBatch::onlyWhatTheFilterLetsPass()
{
    ReviewBatch batch;
    const auto falseTracks = [](const Event& event) { return event.kind == EventKind::FalseTrack; };
    batch.update(events({"s0", "f0", "s1", "f1"}), falseTracks);
    QCOMPARE(batch.waiting(), (std::vector<std::string>{"f0", "f1"}));
    batch.refill(events({"s0", "f0", "s1", "f1"}));
    QCOMPARE(batch.size(), std::size_t(4));
    batch.postpone("f0");
    QCOMPARE(batch.waiting(), (std::vector<std::string>{"s0", "s1", "f1", "f0"}));
}

void TestBatch::clearBoxesAvoidOcclusionsAndTheBorder()
{
    // 1 is covered by 2 in frames 10..29, half outside in 40..49
    a::Track one = trackOf(1, 0, 59, 200);
    const a::Track two = trackOf(2, 10, 29, 205);
    for (FrameIndex frame = 40; frame < 50; ++frame)
        one.boxes[static_cast<std::size_t>(frame)].box.left = -25;
    const auto boxesAt = boxesOf({&one, &two});
    ClearBoxOptions options;
    options.frames = {5, 59};
    options.near = 20;
    options.count = 4;
    options.width = 640;
    options.height = 360;
    const auto boxes = clearBoxes(one, boxesAt, options);
    QCOMPARE(boxes.size(), std::size_t(4));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        QVERIFY(!(boxes[i].frame >= 10 && boxes[i].frame < 30));
        QVERIFY(!(boxes[i].frame >= 40 && boxes[i].frame < 50));
        QVERIFY(options.frames.contains(boxes[i].frame));
        if (i > 0)
            QVERIFY(boxes[i].frame - boxes[i - 1].frame >= options.spacing);
    }
    QCOMPARE(boxes[0].frame >= 5 && boxes[0].frame < 10, true); // the nearest clear ones, on both sides
    QVERIFY(boxes[3].frame >= 30);
}

void TestBatch::clearBoxesOfAShortTrackAreAllItHas()
{
    const a::Track one = trackOf(1, 3, 4, 100);
    ClearBoxOptions options;
    options.frames = {0, 100};
    options.count = 4;
    QCOMPARE(clearBoxes(one, boxesOf({&one}), options).size(), std::size_t(2));
    options.frames = {50, 100};
    QVERIFY(clearBoxes(one, boxesOf({&one}), options).empty());
}

void TestBatch::whatStandsOnTheSameSpotGoesWithIt()
{
    a::DocumentState state;
    const auto put = [&state](a::Track track) { state.tracks[track.id] = std::make_shared<const a::Track>(track); };
    put(trackOf(1, 0, 20, 200));  // a sign
    put(trackOf(2, 40, 60, 203)); // the sign again
    put(trackOf(3, 0, 60, 400));  // another sign
    a::Track drawn = trackOf(4, 30, 35, 200);
    drawn.boxes[0].keyframe = true; // a person states that someone stood there
    put(drawn);
    a::Track walking = trackOf(5, 0, 60, 0); // passes in front of it
    for (a::TrackBox& box : walking.boxes)
        box.box.left = 8 * box.frame;
    put(walking);
    QCOMPARE(tracksOnSpotOf(state, TrackId{1}), std::vector<TrackId>{TrackId{2}});
    QVERIFY(tracksOnSpotOf(state, TrackId{5}).empty());
    QVERIFY(tracksOnSpotOf(state, TrackId{9}).empty());
    QVERIFY(wanderingOf(walking) > 1);
    QVERIFY(wanderingOf(drawn) < 0.01);
}

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
