// Scores that follow the document are those of a fresh evaluation, whatever was edited; only what was touched is done
// again.
#include "../annotation/random_edits.h"

#include "core/annotation/history.h"
#include "core/evaluation/metrics_table.h"
#include "core/pipeline/live_evaluation.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace tw;
using namespace tw::pipeline;
namespace a = tw::annotation;
namespace ev = tw::evaluation;

namespace {

constexpr FrameIndex kFrames = 60;

// People side by side, all of them in every frame.
a::DocumentState people(int count)
{
    a::DocumentState state;
    for (int id = 1; id <= count; ++id) {
        a::Track track;
        track.id = TrackId{id};
        for (FrameIndex frame = 0; frame < kFrames; ++frame) {
            a::TrackBox box;
            box.frame = frame;
            box.box = {60.0 * id + 0.5 * frame, 20, 24, 60};
            track.boxes.push_back(box);
        }
        state.tracks[track.id] = std::make_shared<const a::Track>(track);
    }
    state.nextId = TrackId{count + 1};
    return state;
}

std::string differenceOf(const ev::Scores& got, const ev::Scores& wanted)
{
    for (const ev::Metric& metric : ev::metrics()) {
        const double g = metric.get(got), w = metric.get(wanted);
        const double allowed = metric.kind == ev::MetricKind::Count ? 0 : 1e-12;
        if (!(std::abs(g - w) <= allowed))
            return std::string(metric.name) + ": " + std::to_string(g) + " instead of " + std::to_string(w);
    }
    return {};
}

} // namespace

class TestLiveEvaluation : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;

    // The people as a gt.txt.
    std::filesystem::path truthFile(int count) const
    {
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("truth.txt")).toStdString();
        std::ofstream out(path);
        for (const auto& [id, track] : people(count).tracks)
            for (const a::TrackBox& box : track->boxes)
                out << box.frame + 1 << ',' << number(id) << ',' << box.box.left << ',' << box.box.top << ','
                    << box.box.width << ',' << box.box.height << ",1,1,1\n";
        return path;
    }
    LiveEvaluationRequest request(bool documentIsTruth, int count = 5) const
    {
        LiveEvaluationRequest out;
        out.name = "clip";
        (documentIsTruth ? out.result : out.truth) = truthFile(count);
        out.frames = kFrames;
        return out;
    }

private Q_SLOTS:
    void followsRandomEdits_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<bool>("documentIsTruth");
        QTest::addColumn<bool>("lengthKnown");
        for (int seed = 1; seed <= 4; ++seed) {
            QTest::addRow("result %d", seed) << seed << false << (seed != 4);
            QTest::addRow("truth %d", seed) << seed << true << (seed != 4);
        }
    }
    void followsRandomEdits()
    {
        QFETCH(int, seed);
        QFETCH(bool, documentIsTruth);
        QFETCH(bool, lengthKnown);
        a::Document document(std::make_shared<const a::DocumentState>(people(5)));
        a::History history(document);
        LiveEvaluationRequest wanted = request(documentIsTruth);
        wanted.frames = lengthKnown ? 2 * kFrames : 0;
        wanted.otherDocument = document.snapshot();
        auto live = LiveEvaluation::create(wanted, document.snapshot());
        QVERIFY2(live.has_value(), live ? "" : live.error().message().c_str());

        test::RandomEdits edits(static_cast<std::uint64_t>(seed), {kFrames, 14, false});
        int done = 0, changedScores = 0;
        double before = ev::mean(live->scores().hota.hota);
        for (int step = 0; step < 240; ++step) { // labels and notes change no score
            const bool changed = history.run(edits.next(document.state())).has_value();
            done += changed;
            if (step % 17 == 16)
                (void)history.undo().has_value();
            const auto updated = live->update(document.snapshot());
            const auto fresh = LiveEvaluation::create(wanted, document.snapshot());
            QCOMPARE(updated.has_value(), fresh.has_value());
            if (!fresh)
                continue; // a box after the last frame: both say so
            const auto report = live->report();
            QVERIFY2(report.has_value(), report ? "" : report.error().message().c_str());
            const auto reference = LiveEvaluation(*fresh).report();
            const std::string difference = differenceOf(report->scores, reference->scores);
            QVERIFY2(difference.empty(), difference.c_str());
            QVERIFY(report->errors.errors == reference->errors.errors);
            QVERIFY(report->errors.frames == reference->errors.frames);
            QVERIFY(report->difference.onlyFirst == reference->difference.onlyFirst);
            QVERIFY(report->difference.onlySecond == reference->difference.onlySecond);
            const double now = ev::mean(report->scores.hota.hota);
            changedScores += now != before;
            before = now;
        }
        QVERIFY(done > 60);
        QVERIFY(changedScores > 20);
    }
    void touchesOnlyWhatChanged()
    {
        a::Document document(std::make_shared<const a::DocumentState>(people(5)));
        a::History history(document);
        auto live = LiveEvaluation::create(request(false), document.snapshot());
        QVERIFY(live.has_value());
        QCOMPARE(ev::mean(live->scores().hota.hota), 1.0);

        QVERIFY(history.run(a::SetBox{TrackId{2}, 30, {500, 500, 24, 60}}));
        QVERIFY(live->update(document.snapshot()));
        QCOMPARE(live->framesUpdated(), std::size_t{1});
        QCOMPARE(live->scores().clear.fp, std::int64_t{1});
        QCOMPARE(live->scores().clear.fn, std::int64_t{1});
        QVERIFY(history.undo());
        QVERIFY(live->update(document.snapshot()));
        QCOMPARE(ev::mean(live->scores().hota.hota), 1.0);

        // nothing that scores look at
        QVERIFY(history.run(a::SetHidden{{TrackId{1}}, true}));
        QVERIFY(live->update(document.snapshot()));
        QCOMPARE(live->framesUpdated(), std::size_t{0});
    }
    void listsTheSwapAndWhatIsNewAgainstAnEarlierState()
    {
        a::Document document(std::make_shared<const a::DocumentState>(people(5)));
        a::History history(document);
        LiveEvaluationRequest wanted = request(false);
        wanted.otherDocument = document.snapshot();
        auto live = LiveEvaluation::create(wanted, document.snapshot());
        QVERIFY(live.has_value());
        QVERIFY(history.run(a::SwapTracks{TrackId{1}, TrackId{3}, a::fromHere(20)}));
        QVERIFY(live->update(document.snapshot()));
        QCOMPARE(live->framesUpdated(), std::size_t{kFrames - 20});
        const auto report = live->report();
        QVERIFY(report.has_value());
        QCOMPARE(report->scores.clear.switches, std::int64_t{2});
        QCOMPARE(report->errors.errors.size(), std::size_t{2});
        QCOMPARE(report->errors.errors[0].frame, 20);
        QVERIFY(report->errors.errors[0].kind == ev::ErrorKind::Switch);
        QVERIFY(report->errors.errors[0].previousResultId == TrackId{1});
        QVERIFY(report->errors.errors[0].resultId == TrackId{3});
        QVERIFY(report->difference.onlyFirst == report->errors.errors);
        QVERIFY(report->difference.onlySecond.empty());
        QCOMPARE(ev::mean(report->otherScores->hota.hota), 1.0);
    }
    void twoFilesNeedNoDocument()
    {
        LiveEvaluationRequest wanted;
        wanted.name = "clip";
        wanted.truth = wanted.result = truthFile(3);
        auto live = LiveEvaluation::create(wanted, nullptr);
        QVERIFY(live.has_value());
        QVERIFY(!live->isLive());
        QCOMPARE(ev::mean(live->scores().hota.hota), 1.0);
    }
    void refusesWhatCannotBeCompared()
    {
        LiveEvaluationRequest nothing;
        QVERIFY(LiveEvaluation::create(nothing, nullptr).error().code == ErrorCode::InvalidArgument);
        LiveEvaluationRequest missing = request(false);
        missing.truth = "/nowhere/gt.txt";
        QVERIFY(LiveEvaluation::create(missing, nullptr).error().code == ErrorCode::NotFound);
        LiveEvaluationRequest damaged = request(false);
        std::ofstream(damaged.truth, std::ios::app) << "7,1,nonsense\n";
        const auto failed = LiveEvaluation::create(damaged, nullptr);
        QVERIFY(!failed);
        QVERIFY2(failed.error().message().find("line 301") != std::string::npos, failed.error().message().c_str());
    }
    void recoversFromABoxAfterTheVideo()
    {
        a::Document document(std::make_shared<const a::DocumentState>(people(2)));
        a::History history(document);
        auto live = LiveEvaluation::create(request(false, 2), document.snapshot());
        QVERIFY(live.has_value());
        a::ImportRun run;
        auto late = std::make_shared<a::Track>(*people(1).tracks.begin()->second);
        late->id = TrackId{9};
        late->boxes.back().frame = kFrames + 5;
        run.tracks = {late};
        QVERIFY(history.run(run));
        const auto updated = live->update(document.snapshot());
        QVERIFY(!updated);
        QVERIFY2(updated.error().detail.find("frame 66") != std::string::npos, updated.error().detail.c_str());
        QVERIFY(history.undo());
        QVERIFY(live->update(document.snapshot()));
        QCOMPARE(ev::mean(live->scores().hota.hota), 1.0);
    }
    void findsGroundTruthBesideTheVideo()
    {
        QTemporaryDir temporary;
        const std::filesystem::path folder = temporary.path().toStdString();
        QVERIFY(groundTruthBeside(folder / "clip.mp4").empty());
        QVERIFY(std::filesystem::create_directories(folder / "gt"));
        QVERIFY(std::filesystem::create_directories(folder / "img1"));
        std::ofstream(folder / "gt" / "gt.txt") << "1,1,1,1,1,1,1,1,1\n";
        QCOMPARE(groundTruthBeside(folder / "clip.mp4"), folder / "gt" / "gt.txt");
        QCOMPARE(groundTruthBeside(folder / "img1"), folder / "gt" / "gt.txt");
        QCOMPARE(groundTruthBeside(folder), folder / "gt" / "gt.txt");
    }
};

QTEST_GUILESS_MAIN(TestLiveEvaluation)
#include "tst_live_evaluation.moc"
