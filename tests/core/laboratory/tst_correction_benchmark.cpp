// The oracle on tracks with known mistakes: it finds them in the queue, mends them, counts what it did, and ends with
// the truth. On a drawn clip of random people, and on simulated scenes.

#include "core/laboratory/correction_benchmark.h"

#include "core/annotation/history.h"
#include "core/base/atomic_file.h"
#include "core/laboratory/labelled_frames.h"
#include "tests/support/review_scene.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <fstream>

using namespace tw;
using namespace tw::laboratory;

namespace {

CorrectionInput inputOf(const test::KnownTracks& truth, const test::KnownTracks& labelled)
{
    CorrectionInput out;
    out.name = "known";
    out.truth = test::documentOf(truth).snapshot();
    out.tracked = test::documentOf(labelled).snapshot();
    out.peaks = test::peaksOf(truth, 5, 0.4);
    out.review.frameRate = 25;
    out.review.imageWidth = 1280;
    out.review.imageHeight = 720;
    out.review.frameCount = static_cast<FrameIndex>(truth.size());
    return out;
}

} // namespace

class TestCorrectionBenchmark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rightTracksCostNothing()
    {
        const auto truth = test::randomWalkers(4, 100, 2);
        const auto report = runCorrectionBenchmark(inputOf(truth, truth), {});
        QVERIFY(report);
        QCOMPARE(report->identityErrors(), 0);
        QCOMPARE(report->idf1Start, 1.0);
        QCOMPARE(report->idf1End, 1.0);
        QCOMPARE(report->handActions, 0);
        QCOMPARE(report->real, 0);
        QCOMPARE(*report->goals.back().actions, 0);
        QVERIFY(!report->actionsPerSwitch());
        QVERIFY(!report->queueRecall());
    }

    void aSwapIsOneError()
    {
        const auto truth = test::crossingPeople(4, 120);
        const auto meeting = test::encountersOf(truth).front();
        const auto report = runCorrectionBenchmark(
            inputOf(truth, test::withSwap(truth, meeting.a, meeting.b, meeting.frame)), CorrectionOptions{});
        QVERIFY(report);
        QCOMPARE(report->identityErrors(), 1);
        QCOMPARE(report->switches, std::int64_t(2)); // CLEAR counts both people
        QVERIFY(report->idf1Start < 0.95);
        QCOMPARE(report->idf1End, 1.0);
        QCOMPARE(report->identityErrorsAfterQueue, 0);
        QVERIFY(std::abs(report->errors.front().frame - meeting.frame) <= 15);
        QVERIFY(report->errors.front().mended);
        QCOMPARE(*report->queueRecall(), 1.0);
        QCOMPARE(report->corrections[std::size_t(Correction::Swap)], 1);
        QCOMPARE(report->tools.front().actions, 16);
        QCOMPARE(report->handActions, 0);
        QCOMPARE(report->boxesTouched, std::int64_t(0));
        QVERIFY(*report->precisionFirstHalf() >= 0.5);
        QCOMPARE(*report->goals.front().actions, report->steps.front().actions);
        QCOMPARE(report->steps.front().what, std::string("swap"));
    }

    void whatTheQueueMissesIsDoneByHand()
    {
        // No peaks: nothing is known of anybody's looks. A person who is missing, a false track and a wrong number.
        auto truth = test::crossingPeople(4, 120);
        auto labelled = test::withGap(truth, TrackId{3}, 40, 119);
        labelled = test::withFragment(labelled, TrackId{2}, 50, TrackId{60});
        for (std::size_t frame = 0; frame < 100; ++frame)
            labelled[frame].push_back({TrackId{70}, {1000, 20, 40, 100}, 1});
        CorrectionInput input = inputOf(truth, labelled);
        input.peaks = {};
        CorrectionOptions options;
        options.stopProbability = 1.1; // no queue at all
        const auto report = runCorrectionBenchmark(input, options);
        QVERIFY(report);
        QCOMPARE(report->shown, 0);
        QCOMPARE(report->identityErrors(), 1);
        QCOMPARE(*report->queueRecall(), 0.0);
        QVERIFY(!report->precisionFirstHalf());
        QCOMPARE(report->idf1End, 1.0);
        QVERIFY(report->goals.back().actions.has_value());
        QCOMPARE(report->corrections[std::size_t(Correction::Join)], 1);
        QCOMPARE(report->corrections[std::size_t(Correction::Delete)], 1);
        QCOMPARE(report->corrections[std::size_t(Correction::Add)], 1);
        QCOMPARE(*report->actionsPerSwitch(), 2.0); // J and Enter
        QVERIFY(report->boxesTouched >= 2);
        QVERIFY(report->boxesTouchedShare() < 0.05);
        QVERIFY(report->boxesChanged >= 70 + 100);
        QCOMPARE(report->queueActions, 0);
        int actions = 0;
        double last = report->idf1Start;
        for (const CorrectionStep& step : report->steps) {
            actions += step.actions;
            QVERIFY(step.idf1 >= last - 1e-9);
            last = step.idf1;
        }
        QCOMPARE(actions, report->actions());
    }

    void relinkingSavesActions()
    {
        const auto truth = test::randomWalkers(8, 400, 14, 900, 500);
        auto labelled = truth;
        int swaps = 0;
        for (const test::Encounter& meeting : test::encountersOf(truth))
            if (meeting.frame > 20 && meeting.frame < 380 && ++swaps % 2 == 0)
                labelled = test::withSwap(std::move(labelled), meeting.a, meeting.b, meeting.frame);
        const CorrectionInput input = inputOf(truth, labelled);
        const auto plain = runCorrectionBenchmark(input, {});
        CorrectionOptions options;
        options.relink = true;
        const auto relinked = runCorrectionBenchmark(input, options);
        QVERIFY(plain && relinked);
        QVERIFY(plain->identityErrors() >= 4);
        QCOMPARE(relinked->identityErrors(), plain->identityErrors());
        QCOMPARE(relinked->idf1End, 1.0);
        QVERIFY(relinked->relinkActions >= 1);
        QVERIFY2(relinked->actions() < plain->actions(),
                 qPrintable(QStringLiteral("%1 against %2").arg(relinked->actions()).arg(plain->actions())));
    }

    void theTruthTellsFindingsFromFalseAlarms()
    {
        const auto people = test::crossingPeople(4, 100);
        const TrackId a = people[0][0].id;
        const TrackId b = people[0][1].id;
        const auto isReal = [&](const review::Event& event, const test::KnownTracks& labelled) {
            const auto real = judgeEvents(inputOf(people, labelled), std::span(&event, 1));
            return real && real->at(0) == true;
        };
        review::Event swap;
        swap.kind = review::EventKind::Swap;
        swap.a = a;
        swap.b = b;
        swap.frame = 50;
        swap.fix = annotation::SwapTracks{a, b, annotation::fromHere(50)};
        QVERIFY(isReal(swap, test::withSwap(people, a, b, 50)));
        QVERIFY(!isReal(swap, people));
        // exchanged for a while: the interval is right, an exchange for good is not
        const auto passing = test::withSwap(test::withSwap(people, a, b, 40), a, b, 50);
        review::Event back = swap;
        back.fix = annotation::SwapTracks{a, b, {40, 49}};
        QVERIFY(isReal(back, passing));
        back.fix = annotation::SwapTracks{a, b, {60, 69}};
        QVERIFY(!isReal(back, passing));
        review::Event fragment;
        fragment.kind = review::EventKind::Fragment;
        fragment.a = a;
        fragment.b = TrackId{90};
        fragment.frames = {49, 50};
        QVERIFY(isReal(fragment, test::withFragment(people, a, 50, TrackId{90})));
        QVERIFY(!isReal(fragment, test::withFragment(people, b, 50, TrackId{90})));
        QVERIFY(!isReal(fragment, people)); // there is no track 90
        review::Event noPerson;
        noPerson.kind = review::EventKind::FalseTrack;
        noPerson.a = a;
        noPerson.fix = annotation::DeleteTracks{{a}};
        QVERIFY(!isReal(noPerson, people));
        review::Event gap;
        gap.kind = review::EventKind::Missed;
        gap.a = a;
        gap.frame = 20;
        gap.fix = annotation::FillGaps{a, {20, 25}};
        QVERIFY(isReal(gap, test::withGap(people, a, 20, 25)));
        QVERIFY(!isReal(gap, people)); // there is nothing to fill
    }

    // The identity of one person breaks in the truth: a track that goes on is no error, and whether it should be joined
    // with another is only known where the two people are seen together.
    void brokenIdentitiesDecideNothing()
    {
        const auto people = test::crossingPeople(4, 100);
        const TrackId a = people[0][0].id;
        const TrackId b = people[0][1].id;
        auto broken = people; // #a becomes #200 from frame 50 on
        for (std::size_t frame = 50; frame < 100; ++frame)
            for (auto& person : broken[frame])
                if (person.id == a)
                    person.id = TrackId{200};
        CorrectionInput input = inputOf(broken, people);
        QCOMPARE(runCorrectionBenchmark(input, {})->identityErrors(), 1);
        input.identitiesMayBreak = true;
        QCOMPARE(runCorrectionBenchmark(input, {})->identityErrors(), 0);

        input.tracked = test::documentOf(broken).snapshot();
        review::Event join;
        join.kind = review::EventKind::Fragment;
        join.a = a;
        join.b = TrackId{200};
        join.frames = {49, 50};
        review::Event wrong = join; // b is seen together with #200
        wrong.a = b;
        const std::vector<review::Event> events{join, wrong};
        const auto judged = judgeEvents(input, events);
        QVERIFY(judged);
        QVERIFY(!judged->at(0).has_value());
        QVERIFY(judged->at(1) == false);
        input.identitiesMayBreak = false;
        QVERIFY(judgeEvents(input, events)->at(0) == false);
    }

    void labelledFramesLieBesideTheTruth()
    {
        QTemporaryDir folder;
        const std::filesystem::path sequence = folder.path().toStdString();
        std::filesystem::create_directories(sequence / "gt");
        const auto truth = sequence / "gt" / "gt.txt";
        QVERIFY(labelledFrames(truth)->empty()); // all are labelled
        QVERIFY(writeFileAtomically(sequence / "labelled_frames.txt", "1\n26\n"));
        QCOMPARE(*labelledFrames(truth), (std::set<FrameIndex>{0, 25}));
        QVERIFY(labelledFrames(sequence / "tracks.txt")->empty()); // not the truth of a sequence
        QVERIFY(writeFileAtomically(sequence / "labelled_frames.txt", "1\n0\n"));
        QVERIFY(labelledFrames(truth).error().code == ErrorCode::Unreadable);
    }

    void truthBetweenLabelledFrames()
    {
        annotation::Document document;
        annotation::History history(document);
        annotation::Track person;
        person.id = TrackId{1};
        for (const FrameIndex frame : {0, 4, 12}) { // frame 8 is labelled without the person
            annotation::TrackBox box;
            box.frame = frame;
            box.box = {10.0 * frame, 0, 20, 50};
            person.boxes.push_back(box);
        }
        QVERIFY(history.run(annotation::CreateTrack{person}));
        const auto filled = filledBetween(document.state(), {0, 4, 8, 12});
        const auto& boxes = filled->tracks.at(TrackId{1})->boxes;
        std::vector<FrameIndex> counted, excused;
        for (const annotation::TrackBox& box : boxes)
            (box.score > 0 ? counted : excused).push_back(box.frame);
        QCOMPARE(counted, (std::vector<FrameIndex>{0, 1, 2, 3, 4, 12}));
        QCOMPARE(excused, (std::vector<FrameIndex>{5, 6, 7, 9, 10, 11}));
        QCOMPARE(boxes[2].box.left, 20.0);
        QCOMPARE(boxes[6].box.left, 40.0);  // held after frame 4
        QCOMPARE(boxes[9].box.left, 120.0); // and before frame 12
    }

    void storedPeaksAreAssociatedAgain()
    {
        QTemporaryDir folder;
        const auto people = test::randomWalkers(4, 60, 3);
        const auto peaks = test::peaksOf(people, 5, 0.1);
        std::ofstream truth(folder.filePath(QStringLiteral("gt.txt")).toStdString());
        for (std::size_t frame = 0; frame < people.size(); ++frame)
            for (const auto& person : people[frame])
                truth << frame + 1 << ',' << number(person.id) << ',' << person.box.left << ',' << person.box.top << ','
                      << person.box.width << ',' << person.box.height << ",1,1,1\n";
        truth.close();
        AssociationCase source;
        source.name = "walkers";
        source.read = [&](FrameRange range) -> Result<std::vector<FramePeaks>> {
            std::vector<FramePeaks> out;
            for (FrameIndex frame = range.first; frame <= range.last; ++frame)
                out.push_back(*peaks(frame));
            return out;
        };
        source.frames = {0, 59};
        source.frameRate = 25;
        source.picture = {1280, 720};
        source.truth = folder.filePath(QStringLiteral("gt.txt")).toStdString();
        for (const TrackedBy tracker : {TrackedBy::WholeVideo, TrackedBy::Online}) {
            const auto input = correctionInputFromPeaks(source, tracker, 0.4, {});
            QVERIFY2(input, input ? "" : input.error().message().c_str());
            QCOMPARE(input->review.frameCount, FrameIndex(60));
            const auto report = runCorrectionBenchmark(*input, {});
            QVERIFY(report);
            QVERIFY2(report->idf1Start > 0.8, qPrintable(QString::number(report->idf1Start)));
        }
    }

    void simulatedScenes()
    {
        for (const int difficulty : {1, 3}) {
            const auto input = correctionInputFromScene(difficulty, 4, 120, {});
            QVERIFY(input);
            const auto again = correctionInputFromScene(difficulty, 4, 120, {});
            QVERIFY(*input->tracked == *again->tracked); // the same every time
            const auto report = runCorrectionBenchmark(*input, {});
            QVERIFY2(report, report ? "" : report.error().message().c_str());
            QVERIFY(report->truthBoxes > 200);
            QVERIFY(report->idf1End > report->idf1Start);
            QVERIFY2(report->idf1End > 0.97, qPrintable(QString::number(report->idf1End)));
        }
        QVERIFY(!correctionInputFromScene(9, 1, 10, {}));
    }
};

QTEST_GUILESS_MAIN(TestCorrectionBenchmark)
#include "tst_correction_benchmark.moc"
