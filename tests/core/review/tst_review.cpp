// Known tracks with a known mistake each: the right event is found first, its fix mends the tracks, and clean tracks
// raise no alarm worth looking at.

#include "core/annotation/history.h"
#include "core/math/rng.h"
#include "core/review/detectors.h"
#include "core/review/queue.h"
#include "core/review/strip.h"
#include "tests/support/synthetic_scene.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;

namespace {

constexpr std::uint64_t kSeed = 11;

struct Case {
    test::KnownTracks truth;    // identities
    test::KnownTracks labelled; // what the tracker made of it
};

Document documentOf(const test::KnownTracks& tracks)
{
    std::map<TrackId, Track> out;
    for (std::size_t frame = 0; frame < tracks.size(); ++frame)
        for (const test::KnownBox& known : tracks[frame]) {
            Track& track = out[known.id];
            track.id = known.id;
            TrackBox box;
            box.frame = static_cast<FrameIndex>(frame);
            box.box = known.box;
            box.score = 0.8F;
            box.origin = BoxOrigin::Tracker;
            track.boxes.push_back(box);
        }
    DocumentState state;
    for (auto& [id, track] : out) {
        state.nextId = TrackId{number(id) + 1};
        state.tracks.emplace(id, std::make_shared<const Track>(std::move(track)));
    }
    return Document(std::make_shared<const DocumentState>(std::move(state)));
}

// One peak a person at the true box, with an embedding that is the person's own plus noise.
PeakSource peaksOf(const test::KnownTracks& truth)
{
    test::DetectorFaults faults;
    faults.missRate = 0;
    faults.falseAlarms = 0;
    faults.hiddenBelow = 0;
    faults.positionNoise = 0;
    faults.sizeNoise = 0;
    faults.embeddingLength = 32;
    const auto frames = test::simulateDetections(truth, faults, kSeed);
    auto stored = std::make_shared<std::vector<std::shared_ptr<const FramePeaks>>>();
    for (std::size_t i = 0; i < frames.size(); ++i) {
        auto peaks = std::make_shared<FramePeaks>();
        peaks->frame = static_cast<FrameIndex>(i);
        peaks->embeddingSize = 32;
        for (const Detection& detection : frames[i].detections) {
            peaks->peaks.push_back({float(detection.box.left), float(detection.box.top), float(detection.box.width),
                                    float(detection.box.height), detection.score, detection.classId});
            for (const float value : detection.embedding)
                peaks->embeddings.push_back(halfFromFloat(value));
        }
        stored->push_back(std::move(peaks));
    }
    return [stored](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
        return frame >= 0 && static_cast<std::size_t>(frame) < stored->size() ? (*stored)[std::size_t(frame)] : nullptr;
    };
}

ReviewOptions options(FrameIndex frames)
{
    ReviewOptions out;
    out.frameRate = 25;
    out.frameCount = frames;
    return out;
}

std::vector<Event> eventsOf(const Case& c)
{
    auto evidence = Evidence::build(documentOf(c.labelled).snapshot(), peaksOf(c.truth));
    if (!evidence)
        qFatal("%s", evidence.error().message().c_str());
    auto found = scan(*evidence, options(static_cast<FrameIndex>(c.truth.size())));
    if (!found)
        qFatal("%s", found.error().message().c_str());
    return *std::move(found);
}

const Event* firstOf(const std::vector<Event>& events, EventKind kind)
{
    const auto it =
        std::find_if(events.begin(), events.end(), [kind](const Event& event) { return event.kind == kind; });
    return it == events.end() ? nullptr : &*it;
}

// Share of boxes that carry their person's id.
double rightShare(const Document& document, const test::KnownTracks& truth)
{
    int right = 0;
    int all = 0;
    for (std::size_t frame = 0; frame < truth.size(); ++frame)
        for (const test::KnownBox& known : truth[frame]) {
            const auto track = document.find(known.id);
            const TrackBox* box = track ? track->at(static_cast<FrameIndex>(frame)) : nullptr;
            right += box != nullptr && box->box == known.box ? 1 : 0;
            ++all;
        }
    return double(right) / all;
}

} // namespace

class TestReview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void swapIsFoundAndMended()
    {
        Case c;
        c.truth = test::crossingPeople(4, 120);
        // Where 1 and 2 are closest, their labels change places.
        FrameIndex meet = 0;
        double nearest = 1e9;
        for (std::size_t frame = 0; frame < c.truth.size(); ++frame) {
            const double distance = boxDistance(c.truth[frame][0].box, c.truth[frame][1].box);
            if (distance < nearest) {
                nearest = distance;
                meet = static_cast<FrameIndex>(frame);
            }
        }
        const TrackId a = c.truth[0][0].id;
        const TrackId b = c.truth[0][1].id;
        c.labelled = test::withSwap(c.truth, a, b, meet);
        Document document = documentOf(c.labelled);
        QVERIFY(rightShare(document, c.truth) < 0.9);
        const auto events = eventsOf(c);
        QVERIFY(!events.empty());
        QVERIFY(events.front().kind == EventKind::Swap); // the most probable of all
        QVERIFY2(events.front().probability > 0.6, qPrintable(QString::number(events.front().probability)));
        QVERIFY(!events.front().reason.empty());
        History history(document);
        QVERIFY(history.run(*events.front().fix));
        QVERIFY2(rightShare(document, c.truth) > 0.99, qPrintable(QString::number(rightShare(document, c.truth))));
    }

    void rightTracksRaiseNoAlarm()
    {
        Case c;
        c.truth = test::crossingPeople(6, 150);
        c.labelled = c.truth;
        for (const Event& event : eventsOf(c))
            QVERIFY2(event.probability < 0.5, event.reason.c_str());
    }

    void fragmentIsJoined()
    {
        Case c;
        c.truth = test::crossingPeople(2, 120);
        const TrackId person = c.truth[0][0].id;
        c.labelled = test::withFragment(test::withGap(c.truth, person, 20, 27), person, 28, TrackId{90});
        const auto events = eventsOf(c);
        const Event* event = firstOf(events, EventKind::Fragment);
        QVERIFY(event != nullptr);
        QVERIFY(event->a == person);
        QVERIFY(event->b == TrackId{90});
        QVERIFY2(event->probability > 0.6, qPrintable(QString::number(event->probability)));
        Document document = documentOf(c.labelled);
        History history(document);
        QVERIFY(history.run(*event->fix));
        QCOMPARE(document.find(person)->boxes.size(), std::size_t(120)); // the gap is filled
    }

    void duplicateAndFalseTrackAreFound()
    {
        Case c;
        c.truth = test::crossingPeople(2, 80);
        c.labelled = c.truth;
        for (std::size_t frame = 10; frame < 40; ++frame) {
            test::KnownBox twin = c.truth[frame][0];
            twin.id = TrackId{70};
            twin.box.left += 2;
            c.labelled[frame].push_back(twin);
        }
        const auto events = eventsOf(c);
        const Event* event = firstOf(events, EventKind::Duplicate);
        QVERIFY(event != nullptr);
        QVERIFY(event->a == TrackId{70});
        QVERIFY(std::holds_alternative<DeleteTracks>(event->fix->value));
    }

    void missedStretchIsFilledAlongThePeaks()
    {
        Case c;
        c.truth = test::crossingPeople(2, 80);
        const TrackId person = c.truth[0][0].id;
        c.labelled = test::withGap(c.truth, person, 10, 19);
        const auto events = eventsOf(c);
        const Event* event = firstOf(events, EventKind::Missed);
        QVERIFY(event != nullptr);
        Document document = documentOf(c.labelled);
        History history(document);
        QVERIFY(history.run(*event->fix));
        QCOMPARE(document.find(person)->boxes.size(), std::size_t(80));
        for (FrameIndex frame = 10; frame < 20; ++frame)
            QVERIFY(boxDistance(document.find(person)->at(frame)->box, c.truth[std::size_t(frame)][0].box) < 0.05);
    }

    void verdictsHoldWhileTheEvidenceDoes()
    {
        Event event;
        event.kind = EventKind::Swap;
        event.frame = 30;
        event.placeA = {100, 100, 40, 100};
        event.placeB = {120, 100, 40, 100};
        event.logit = 0.8;
        event.probability = 0.7;
        event.errors = 100;
        event.seconds = 2;
        const auto keyed = [](Event e) {
            e.key = keyOf(verdictOn(e, VerdictState::Open));
            return e;
        };
        event = keyed(event);
        ReviewQueue queue;
        queue.setEvents({event});
        QCOMPARE(queue.open().size(), std::size_t(1));
        QVERIFY(queue.expectedErrors() > 0.6);
        queue.setVerdict(event, VerdictState::Dismissed);
        QVERIFY(queue.open().empty());
        // tracked again: other numbers, a moved contact, exchanged roles
        Event again = event;
        again.a = TrackId{71};
        again.b = TrackId{72};
        again.frame = 34;
        std::swap(again.placeA, again.placeB);
        again.placeA.left += 3;
        queue.setEvents({keyed(again)});
        QVERIFY(queue.open().empty());
        Event elsewhere = again;
        elsewhere.placeA.left += 300;
        queue.setEvents({keyed(elsewhere)});
        QCOMPARE(queue.open().size(), std::size_t(1));
        Event stronger = again;
        stronger.logit = 2.5;
        queue.setEvents({keyed(stronger)});
        QCOMPARE(queue.open().size(), std::size_t(1));
        // what was accepted and undone is open again
        queue.setVerdict(stronger, VerdictState::Accepted);
        QCOMPARE(queue.open().size(), std::size_t(1));
        QCOMPARE(queue.verdicts().size(), std::size_t(1));
        Event better = event;
        better.frame = 300;
        better.errors = 500;
        better = keyed(better);
        queue.setEvents({event, better});
        QCOMPARE(queue.open().front().key, better.key);
        queue.setVerdict(better, VerdictState::Later);
        QCOMPARE(queue.open().back().key, better.key); // later: at the end
    }

    // By key, as by looking through the list: any order of findings and verdicts.
    void findingsAreKnownByTheirKeys()
    {
        math::Rng rng(kSeed);
        ReviewQueue queue;
        std::vector<Event> events;
        for (int i = 0; i < 300; ++i) {
            Event event;
            event.kind = EventKind::Swap;
            event.frame = 100 * i;
            event.placeA = {100, 100, 40, 100};
            event.probability = rng.uniform(0, 1);
            event.errors = rng.uniform(1, 100);
            event.seconds = 2;
            event.key = keyOf(verdictOn(event, VerdictState::Open));
            events.push_back(event);
        }
        queue.setEvents(events);
        for (int step = 0; step < 60; ++step) {
            const Event& event = events[rng.next() % events.size()];
            switch (rng.next() % 4) {
            case 0: queue.setVerdict(event, VerdictState::Dismissed); break;
            case 1: queue.setVerdict(event, VerdictState::Later); break;
            case 2: queue.setVerdict(event, VerdictState::Open); break;
            default: queue.remove(event.key);
            }
            const std::vector<Event>& open = queue.open();
            std::size_t worthwhile = 0;
            for (const Event& each : events) {
                const auto place =
                    std::find_if(open.begin(), open.end(), [&](const Event& other) { return other.key == each.key; });
                const Event* found = queue.find(each.key);
                QVERIFY(found == (place == open.end() ? nullptr : &*place));
                const bool worth = place - open.begin() < static_cast<std::ptrdiff_t>(queue.worthwhile());
                QCOMPARE(queue.isWorthwhile(each.key), worth && place != open.end());
                worthwhile += queue.isWorthwhile(each.key) ? 1 : 0;
            }
            QCOMPARE(worthwhile, queue.worthwhile());
            QVERIFY(worthwhile > 0 && worthwhile < open.size());
        }
        const ReviewQueue copy = queue; // a copy answers for itself
        queue.setEvents({});
        QVERIFY(copy.find(copy.open().back().key) == &copy.open().back());
    }

    void verdictKeysReadBack()
    {
        Verdict verdict;
        verdict.kind = EventKind::Fragment;
        verdict.frame = 311;
        verdict.placeA = {-12, 40, 30, 80};
        verdict.placeB = {5, 6, 7, 8};
        const auto back = verdictFromKey(keyOf(verdict));
        QVERIFY(back);
        QVERIFY(back->kind == EventKind::Fragment);
        QCOMPARE(back->frame, verdict.frame);
        QVERIFY(back->placeA == verdict.placeA);
        QVERIFY(back->placeB == verdict.placeB);
        for (const char* wrong : {"", "swap", "swap:x:1,2,3,4", "dance:1:1,2,3,4", "swap:1:1,2,3", "swap:-1:1,2,3,4"})
            QVERIFY2(!verdictFromKey(wrong), wrong);
        QVERIFY(std::abs(unpackedLogit(packedLogit(-3.217)) + 3.217) < 1e-3);
    }

    void stripShowsOnePersonARowAfterTheRightFix()
    {
        Case c;
        c.truth = test::crossingPeople(2, 120);
        const TrackId a = c.truth[0][0].id;
        const TrackId b = c.truth[0][1].id;
        c.labelled = test::withSwap(c.truth, a, b, 60);
        auto evidence = Evidence::build(documentOf(c.labelled).snapshot(), peaksOf(c.truth));
        QVERIFY(evidence);
        Event event;
        event.kind = EventKind::Swap;
        event.a = a;
        event.b = b;
        event.fix = SwapTracks{a, b, fromHere(60)};
        event.frame = 60;
        const Strip strip = stripOf(*evidence, event, options(120));
        QCOMPARE(strip.rows.size(), std::size_t(2));
        for (const StripRow& row : strip.rows) {
            QCOMPARE(row.cells.size(), std::size_t(2 * kStripSide));
            for (const StripCell& cell : row.cells) {
                QVERIFY(cell.after == (cell.frame >= 60));
                if (!std::isnan(cell.likeness) && !std::isnan(cell.otherwise))
                    QVERIFY(cell.likeness > cell.otherwise);
            }
        }
        const Event moved = withCut(event, 90);
        QCOMPARE(std::get<SwapTracks>(moved.fix->value).frames.first, FrameIndex(90));
        int wrong = 0; // a cut that is too late leaves the other person before the line
        const Strip movedStrip = stripOf(*evidence, moved, options(120));
        for (const StripCell& cell : movedStrip.rows[0].cells)
            wrong += cell.likeness < cell.otherwise ? 1 : 0;
        QVERIFY(wrong > 0);
    }

    void updateEqualsBuildingAnew()
    {
        const auto truth = test::crossingPeople(4, 100);
        const auto peaks = peaksOf(truth);
        Document document = documentOf(truth);
        auto evidence = Evidence::build(document.snapshot(), peaks);
        QVERIFY(evidence);
        History history(document);
        QVERIFY(history.run(SwapTracks{truth[0][0].id, truth[0][1].id, fromHere(50)}));
        QVERIFY(history.run(DeleteTracks{{truth[0][2].id}}));
        evidence->update(document.snapshot());
        const auto anew = Evidence::build(document.snapshot(), peaks);
        QVERIFY(anew);
        QCOMPARE(evidence->tracks().size(), anew->tracks().size());
        for (const auto& [id, track] : anew->tracks()) {
            const TrackEvidence* other = evidence->find(id);
            QVERIFY(other != nullptr);
            QVERIFY(other->overlap == track.overlap);
            QVERIFY(other->peak == track.peak);
            QVERIFY(other->features == track.features);
        }
    }

    void names()
    {
        for (int kind = 0; kind < kEventKinds; ++kind)
            QCOMPARE(int(*eventKind(toString(static_cast<EventKind>(kind)))), kind);
        QVERIFY(!eventKind("nonsense"));
    }
};

QTEST_GUILESS_MAIN(TestReview)
#include "tst_review.moc"
