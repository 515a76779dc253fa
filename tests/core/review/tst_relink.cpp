// Known people under mixed up numbers: the numbers are put right, statements and verified boxes are obeyed in random
// scenes, and everything is one step of the history.

#include "core/annotation/history.h"
#include "core/annotation/query.h"
#include "core/math/assignment.h"
#include "core/review/relink.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/offline/offline.h"
#include "tests/support/review_scene.h"

#include <QtTest/QTest>

#include <algorithm>
#include <set>
#include <tuple>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;

namespace {

RelinkOptions options(FrameIndex frames)
{
    RelinkOptions out;
    out.review.frameRate = 25;
    out.review.frameCount = frames;
    return out;
}

// Numbers that a person in the truth has in the document, by frame.
std::set<TrackId> numbersOfPerson(const DocumentState& state, const test::KnownTracks& truth, TrackId person)
{
    std::set<TrackId> out;
    for (std::size_t frame = 0; frame < truth.size(); ++frame)
        for (const test::KnownBox& known : truth[frame])
            if (known.id == person)
                for (const FrameBox& there : boxesAt(state, FrameIndex(frame)))
                    if (there.box->box == known.box)
                        out.insert(there.id);
    return out;
}

bool allRight(const DocumentState& state, const test::KnownTracks& truth)
{
    std::set<TrackId> used;
    for (const test::KnownBox& known : truth.front()) {
        const auto numbers = numbersOfPerson(state, truth, known.id);
        if (numbers.size() != 1 || !used.insert(*numbers.begin()).second)
            return false;
    }
    return true;
}

using PlainBox = std::tuple<FrameIndex, double, double, double, double>;
PlainBox plain(const TrackBox& box)
{
    return {box.frame, box.box.left, box.box.top, box.box.width, box.box.height};
}
std::multiset<PlainBox> boxesOf(const DocumentState& state)
{
    std::multiset<PlainBox> out;
    for (const auto& [id, track] : state.tracks)
        for (const TrackBox& box : track->boxes)
            if (box.origin != BoxOrigin::Interpolated)
                out.insert(plain(box));
    return out;
}

std::map<PlainBox, TrackId> verifiedOf(const DocumentState& state)
{
    std::map<PlainBox, TrackId> out;
    for (const auto& [id, track] : state.tracks)
        for (const TrackBox& box : track->boxes)
            if (box.verified || box.keyframe || track->locked ||
                std::any_of(state.verifiedFrames.begin(), state.verifiedFrames.end(),
                            [&](FrameRange range) { return range.contains(box.frame); }))
                out[plain(box)] = id;
    return out;
}

// A person walking straight is matched exactly by a filled gap of another track: only seen boxes have a number here.
TrackId numberOf(const DocumentState& state, const Sighting& sighting)
{
    for (const FrameBox& there : boxesAt(state, sighting.frame))
        if (there.box->box == sighting.box && there.box->origin != BoxOrigin::Interpolated)
            return there.id;
    return TrackId::kInvalid;
}

Sighting randomSighting(const test::KnownTracks& truth, TrackId person, math::Rng& rng)
{
    for (;;) {
        const auto frame = FrameIndex(rng.below(truth.size()));
        for (const test::KnownBox& known : truth[std::size_t(frame)])
            if (known.id == person)
                return {frame, known.box};
    }
}

struct Mixed {
    test::KnownTracks truth;
    test::KnownTracks labelled;
    int swaps = 0;
    int fragments = 0;
};

// Exchanges at random encounters, and people who are lost for a while and found under another number.
Mixed mixedUp(int people, FrameIndex frames, std::uint64_t seed, double swapRate, int lost)
{
    Mixed out;
    math::Rng rng(seed);
    out.truth = test::randomWalkers(people, frames, seed, 900, 500);
    std::vector<std::pair<TrackId, FrameRange>> gaps;
    for (int i = 0; i < lost; ++i) {
        const auto first = FrameIndex(rng.integer(20, frames - 40));
        gaps.emplace_back(TrackId{i % people + 1}, FrameRange{first, first + FrameIndex(rng.integer(2, 15))});
    }
    for (const auto& [id, range] : gaps)
        out.truth = test::withGap(out.truth, id, range.first, range.last);
    out.labelled = out.truth;
    // Numbers at any time: person -> number.
    std::map<TrackId, TrackId> numberNow;
    int next = 100;
    const auto encounters = test::encountersOf(out.truth);
    for (std::size_t frame = 0; frame < out.truth.size(); ++frame) {
        for (const test::Encounter& meeting : encounters)
            if (meeting.frame == FrameIndex(frame) && frame > 10 && frame + 10 < out.truth.size() &&
                rng.chance(swapRate)) {
                numberNow.try_emplace(meeting.a, meeting.a);
                numberNow.try_emplace(meeting.b, meeting.b);
                std::swap(numberNow[meeting.a], numberNow[meeting.b]);
                ++out.swaps;
            }
        for (const auto& [id, range] : gaps)
            if (range.last + 1 == FrameIndex(frame)) {
                numberNow[id] = TrackId{next++};
                ++out.fragments;
            }
        for (test::KnownBox& box : out.labelled[frame])
            if (const auto it = numberNow.find(box.id); it != numberNow.end())
                box.id = it->second;
    }
    return out;
}

// IDF1: twice the boxes on the right person under the best pairing of tracks and people, by all boxes.
double idf1(const DocumentState& state, const test::KnownTracks& truth)
{
    std::map<std::pair<int, int>, int> shared;
    int boxes = 0;
    for (std::size_t frame = 0; frame < truth.size(); ++frame) {
        const auto there = boxesAt(state, FrameIndex(frame));
        boxes += int(truth[frame].size() + there.size());
        for (const test::KnownBox& known : truth[frame])
            for (const FrameBox& box : there)
                if (math::iou(known.box, box.box->box) >= 0.5)
                    ++shared[{int(number(known.id)), int(number(box.id))}];
    }
    std::vector<math::PairCost> pairs;
    int most = 1;
    for (const auto& [pair, count] : shared) {
        pairs.push_back({pair.first, pair.second, -double(count)});
        most = std::max({most, pair.first + 1, pair.second + 1});
    }
    math::LimitedAssignment assignment;
    const auto columns = assignment.solve(most, most, pairs, 0);
    int right = 0;
    for (int row = 0; row < most; ++row)
        if (columns[std::size_t(row)] >= 0)
            right += shared.at({row, columns[std::size_t(row)]});
    return 2.0 * right / boxes;
}

Document trackedBy(bool offline, const std::vector<FramePeaks>& frames)
{
    test::KnownTracks out(frames.size());
    if (offline) {
        tracker::OfflineOptions options;
        options.frameRate = 25;
        const auto result = tracker::trackOffline(frames, {900, 500}, {}, options);
        for (std::size_t i = 0; i < result->tracks.size(); ++i)
            for (const tracker::OfflineBox& box : result->tracks[i].boxes)
                out[std::size_t(box.frame)].push_back({TrackId{int(i) + 1}, box.box, 1});
        return test::documentOf(out);
    }
    tracker::FairmotOptions options;
    options.frameRate = 25;
    auto online = *tracker::FairmotTracker::create(options);
    for (const FramePeaks& frame : frames) {
        std::vector<Detection> detections;
        for (std::size_t i = 0; i < frame.peaks.size(); ++i) {
            Detection& detection = detections.emplace_back();
            detection.box = frame.peaks[i].box();
            detection.score = frame.peaks[i].score;
            for (const std::uint16_t half : frame.embedding(i))
                detection.embedding.push_back(floatFromHalf(half));
        }
        const auto tracks = online->update(frame.frame, detections);
        for (const auto& box : tracks->boxes)
            out[std::size_t(frame.frame)].push_back({box.id, box.box, 1});
    }
    return test::documentOf(out);
}

} // namespace

class TestRelink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rightTracksStayAsTheyAre()
    {
        const auto truth = test::randomWalkers(8, 200, 3);
        const Document document = test::documentOf(truth);
        const auto result = relink(test::evidenceOf(document, test::peaksOf(truth, 3)), {}, options(200));
        QVERIFY(result);
        QVERIFY(result->moves.empty());
        QVERIFY(!result->edit);
    }

    void aSwapAndASwapBackAreMended()
    {
        const auto truth = test::crossingPeople(4, 120);
        const auto encounters = test::encountersOf(truth);
        QVERIFY(!encounters.empty());
        const test::Encounter& meeting = encounters.front();
        Document document = test::documentOf(test::withSwap(truth, meeting.a, meeting.b, meeting.frame));
        QVERIFY(!allRight(document.state(), truth));
        const Evidence evidence = test::evidenceOf(document, test::peaksOf(truth, 5));
        const auto events = scan(evidence, options(120).review);
        QVERIFY(events);
        const auto result = relink(evidence, {}, options(120), *events);
        QVERIFY(result);
        QCOMPARE(result->swaps, 1);
        QVERIFY(result->edit);
        const auto swap = std::find_if(events->begin(), events->end(),
                                       [](const Event& event) { return event.kind == EventKind::Swap; });
        QVERIFY(swap != events->end());
        QVERIFY(std::find(result->resolved.begin(), result->resolved.end(), swap->key) != result->resolved.end());
        History history(document);
        QVERIFY(history.run(*result->edit));
        QVERIFY(allRight(document.state(), truth));
        QCOMPARE(history.steps().size(), std::size_t(1));
        QVERIFY(QByteArray(history.steps().front().label.c_str()).contains("1 swap"));
        // Nothing is left to do.
        const auto again = relink(test::evidenceOf(document, test::peaksOf(truth, 5)), {}, options(120));
        QVERIFY(again);
        QVERIFY(!again->edit);
    }

    void piecesOfOnePersonAreJoinedAndTheGapIsFilled()
    {
        auto truth = test::withGap(test::crossingPeople(2, 120), TrackId{1}, 20, 27);
        Document document = test::documentOf(test::withFragment(truth, TrackId{1}, 28, TrackId{90}));
        const auto result = relink(test::evidenceOf(document, test::peaksOf(truth, 5)), {}, options(120));
        QVERIFY(result);
        QCOMPARE(result->joins, 1);
        History history(document);
        QVERIFY(history.run(*result->edit));
        QVERIFY(allRight(document.state(), truth));
        const auto numbers = numbersOfPerson(document.state(), truth, TrackId{1});
        QCOMPARE(document.find(*numbers.begin())->boxes.size(), std::size_t(120));
    }

    void manyMistakesAreMendedTogether()
    {
        const Mixed mixed = mixedUp(10, 400, 21, 0.3, 6);
        QVERIFY(mixed.swaps >= 5);
        Document document = test::documentOf(mixed.labelled);
        RelinkOptions bold = options(400);
        bold.confidence = 0.75;
        const auto result = relink(test::evidenceOf(document, test::peaksOf(mixed.truth, 21)), {}, bold);
        QVERIFY(result);
        History history(document);
        QVERIFY(history.run(*result->edit));
        int right = 0;
        for (int person = 1; person <= 10; ++person)
            right += numbersOfPerson(document.state(), mixed.truth, TrackId{person}).size() == 1 ? 1 : 0;
        QVERIFY2(right >= 9, qPrintable(QString::number(right)));
    }

    void aStatementDecidesWhatEvidenceCannot()
    {
        // No embeddings: motion alone, and two people who turn round when they meet cannot be told apart.
        test::KnownTracks truth = test::crossingPeople(2, 120);
        const auto meeting = test::encountersOf(truth).front();
        Document document = test::documentOf(truth);
        const Evidence evidence = test::evidenceOf(document, {});
        const auto boxOf = [&](TrackId id, FrameIndex frame) {
            return Sighting{frame, document.find(id)->at(frame)->box};
        };
        Constraints said;
        said.must.push_back({boxOf(meeting.a, meeting.frame - 15), boxOf(meeting.b, meeting.frame + 15)});
        const auto result = relink(evidence, said, options(120));
        QVERIFY2(result, result ? "" : result.error().message().c_str());
        QVERIFY(result->edit);
        History history(document);
        QVERIFY(history.run(*result->edit));
        QVERIFY(numberOf(document.state(), said.must[0].a) == numberOf(document.state(), said.must[0].b));
        said.cannot = said.must;
        QVERIFY(!relink(evidence, said, options(120))); // both at once
    }

    void cannotLinkCutsATrack()
    {
        const auto truth = test::crossingPeople(2, 100);
        Document document = test::documentOf(truth);
        Constraints said;
        said.cannot.push_back(
            {{10, document.find(TrackId{1})->at(10)->box}, {60, document.find(TrackId{1})->at(60)->box}});
        const auto result = relink(test::evidenceOf(document, test::peaksOf(truth, 5)), said, options(100));
        QVERIFY(result);
        QCOMPARE(result->splits, 1);
        History history(document);
        QVERIFY(history.run(*result->edit));
        QVERIFY(numberOf(document.state(), said.cannot[0].a) != numberOf(document.state(), said.cannot[0].b));
    }

    void nothingBeforeTheEditedFrameChanges()
    {
        const Mixed mixed = mixedUp(8, 300, 31, 0.5, 4);
        Document document = test::documentOf(mixed.labelled);
        RelinkOptions from = options(300);
        from.from = 150;
        const Snapshot before = document.snapshot();
        const auto result = relink(test::evidenceOf(document, test::peaksOf(mixed.truth, 31)), {}, from);
        QVERIFY(result);
        QVERIFY(result->edit);
        History history(document);
        QVERIFY(history.run(*result->edit));
        for (FrameIndex frame = 0; frame < 150; ++frame) {
            const auto was = boxesAt(*before, frame);
            for (const FrameBox& box : was)
                QVERIFY(numberOf(document.state(), {frame, box.box->box}) == box.id);
        }
    }

    void verdictsBecomeStatements()
    {
        const auto truth = test::crossingPeople(2, 120);
        const auto meeting = test::encountersOf(truth).front();
        const Document document = test::documentOf(test::withSwap(truth, meeting.a, meeting.b, meeting.frame));
        const Evidence evidence = test::evidenceOf(document, test::peaksOf(truth, 5));
        QVERIFY(relink(evidence, {}, options(120))->edit);
        // The person says that it is no swap: then it stays, whatever the evidence.
        const auto events = scan(evidence, options(120).review);
        Constraints said;
        for (const Event& event : *events)
            if (event.kind == EventKind::Swap)
                learn(said, event, VerdictState::Dismissed, document.state());
        QVERIFY(!said.must.empty());
        const auto result = relink(evidence, said, options(120));
        QVERIFY(result);
        QVERIFY(!result->edit);
    }

    void tracksGetNoWorse()
    {
        double before = 0, after = 0;
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const auto truth = test::randomWalkers(12, 250, seed, 900, 500);
            test::DetectorFaults faults;
            faults.missRate = 0.15;
            const auto frames = test::detectedPeaks(truth, faults, seed, 0.8F);
            const PeakSource peaks = [&frames](FrameIndex frame) {
                return std::make_shared<const FramePeaks>(frames[std::size_t(frame)]);
            };
            for (const bool offline : {false, true}) {
                Document document = trackedBy(offline, frames);
                const double was = idf1(document.state(), truth);
                RelinkOptions plain = options(250);
                plain.fill = false;
                const auto result = relink(test::evidenceOf(document, peaks), {}, plain);
                QVERIFY(result);
                if (result->edit)
                    QVERIFY(History(document).run(*result->edit));
                const double now = idf1(document.state(), truth);
                QVERIFY2(now >= was - 0.005, qPrintable(QStringLiteral("%1 %2: %3 -> %4")
                                                            .arg(seed)
                                                            .arg(offline)
                                                            .arg(was, 0, 'f', 3)
                                                            .arg(now, 0, 'f', 3)));
                before += was;
                after += now;
            }
        }
        QVERIFY2(after > before, qPrintable(QStringLiteral("%1 -> %2").arg(before / 12).arg(after / 12)));
    }

    void whatAPersonVerifiedStays_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }
    void whatAPersonVerifiedStays()
    {
        QFETCH(int, seed);
        math::Rng rng(std::uint64_t(seed) * 977);
        const Mixed mixed = mixedUp(7, 220, std::uint64_t(seed), 0.5, 5);
        Document document = test::documentOf(mixed.labelled);
        History history(document);
        std::vector<TrackId> ids;
        for (const auto& [id, track] : document.state().tracks)
            ids.push_back(id);
        for (int i = 0; i < 6; ++i) { // right or wrong: it is what the person said
            const TrackId id = ids[rng.below(ids.size())];
            const auto& boxes = document.find(id)->boxes;
            const FrameIndex first = boxes[rng.below(boxes.size())].frame;
            QVERIFY(history.run(SetVerified{id, {first, first + FrameIndex(rng.below(12))}, true}));
        }
        const auto whole = FrameIndex(rng.integer(0, 200));
        if (rng.chance(0.5))
            QVERIFY(history.run(SetVerified{{}, {whole, whole + 3}, true}));
        if (rng.chance(0.5))
            QVERIFY(history.run(SetLocked{{ids[rng.below(ids.size())]}, true}));
        Constraints said;
        if (rng.chance(0.5))
            said.fixed.push_back({ids[rng.below(ids.size())], {FrameIndex(rng.integer(0, 100)), 150}});
        const Snapshot before = document.snapshot();
        const auto verified = verifiedOf(*before);
        QVERIFY(!verified.empty());
        const auto result =
            relink(test::evidenceOf(document, test::peaksOf(mixed.truth, std::uint64_t(seed))), said, options(220));
        QVERIFY2(result, result ? "" : result.error().message().c_str());
        if (!result->edit)
            return;
        const std::size_t position = history.position();
        const auto done = history.run(*result->edit);
        QVERIFY2(done, done ? "" : done.error().message().c_str());
        QCOMPARE(history.position(), position + 1);
        QVERIFY(boxesOf(*before) == boxesOf(document.state())); // every box is there, once
        for (const auto& [box, id] : verified) {
            const auto track = document.find(id);
            QVERIFY(track != nullptr);
            const TrackBox* there = track->at(std::get<0>(box));
            QVERIFY(there != nullptr && plain(*there) == box);
        }
        for (const FixedRange& range : said.fixed)
            for (const TrackBox& box : before->tracks.at(range.track)->boxes)
                if (range.frames.contains(box.frame))
                    QVERIFY(numberOf(document.state(), {box.frame, box.box}) == range.track);
        // The moves that were shown are those that happened.
        std::size_t moved = 0;
        for (const auto& [id, track] : before->tracks)
            for (const TrackBox& box : track->boxes)
                moved += numberOf(document.state(), {box.frame, box.box}) != id ? 1 : 0;
        std::size_t shown = 0;
        for (const RelinkMove& move : result->moves)
            shown += std::size_t(move.boxes);
        QCOMPARE(moved, shown);
        QVERIFY(history.undo());
        QVERIFY(document.state() == *before);
    }

    void statementsHold_data() { whatAPersonVerifiedStays_data(); }
    void statementsHold()
    {
        QFETCH(int, seed);
        math::Rng rng(std::uint64_t(seed) * 313);
        const Mixed mixed = mixedUp(7, 220, std::uint64_t(seed) + 100, 0.5, 5);
        Document document = test::documentOf(mixed.labelled);
        Constraints said;
        for (int i = 0; i < 5; ++i) {
            const auto person = TrackId{rng.integer(1, 7)};
            const auto other = TrackId{number(person) % 7 + 1};
            said.must.push_back({randomSighting(mixed.truth, person, rng), randomSighting(mixed.truth, person, rng)});
            said.cannot.push_back({randomSighting(mixed.truth, person, rng), randomSighting(mixed.truth, other, rng)});
        }
        // Embeddings that say nothing: the statements stand alone.
        const auto result = relink(test::evidenceOf(document, test::peaksOf(mixed.truth, std::uint64_t(seed), 6.0)),
                                   said, options(220));
        if (!result) { // the only way out, and it says where
            QVERIFY(result.error().code == ErrorCode::Conflict);
            QVERIFY(!result.error().where.empty());
            ++m_contradictions;
            return;
        }
        if (result->edit) {
            History history(document);
            const Snapshot before = document.snapshot();
            QVERIFY(history.run(*result->edit));
            QVERIFY(boxesOf(*before) == boxesOf(document.state()));
        }
        for (const SightingPair& pair : said.must)
            QVERIFY(numberOf(document.state(), pair.a) == numberOf(document.state(), pair.b));
        for (const SightingPair& pair : said.cannot)
            QVERIFY(numberOf(document.state(), pair.a) != numberOf(document.state(), pair.b));
    }
    void trueStatementsRarelyContradict()
    {
        QVERIFY2(m_contradictions <= 4, qPrintable(QString::number(m_contradictions)));
    }

private:
    int m_contradictions = 0; // of statementsHold
};

QTEST_GUILESS_MAIN(TestRelink)
#include "tst_relink.moc"
