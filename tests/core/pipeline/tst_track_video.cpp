// The main job on a drawn clip, with the model that ships: the network on every n-th frame only, input sizes, threads
// taken away while it runs.

#include "core/pipeline/measure_video.h"
#include "core/pipeline/track_video.h"
#include "core/video/scene_clip.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>

using namespace tw;
using namespace tw::pipeline;

namespace {

constexpr FrameIndex kFrames = 24;

struct Run {
    TrackReport report;
    std::vector<tracker::FrameTracks> tracks;
    std::vector<FramePeaks> peaks;
};

Result<Run> track(const TrackRequest& request, const std::function<void()>& eachBatch = {})
{
    Run run;
    TW_TRY_ASSIGN(run.report,
                  trackVideo(request,
                             [&](TrackBatch batch) {
                                 std::move(batch.tracks.begin(), batch.tracks.end(), std::back_inserter(run.tracks));
                                 std::move(batch.peaks.begin(), batch.peaks.end(), std::back_inserter(run.peaks));
                                 if (eachBatch)
                                     eachBatch();
                             },
                             {}));
    return run;
}

bool sameTracks(const Run& a, const Run& b)
{
    return std::equal(a.tracks.begin(), a.tracks.end(), b.tracks.begin(), b.tracks.end(),
                      [](const tracker::FrameTracks& x, const tracker::FrameTracks& y) {
                          return x.frame == y.frame &&
                                 std::equal(x.boxes.begin(), x.boxes.end(), y.boxes.begin(), y.boxes.end(),
                                            [](const tracker::TrackedBox& s, const tracker::TrackedBox& t) {
                                                return s.id == t.id && s.box == t.box && s.score == t.score;
                                            });
                      });
}

bool samePeaks(const Run& a, const Run& b)
{
    return std::equal(
        a.peaks.begin(), a.peaks.end(), b.peaks.begin(), b.peaks.end(), [](const FramePeaks& x, const FramePeaks& y) {
            return x.frame == y.frame && x.embeddings == y.embeddings &&
                   std::equal(x.peaks.begin(), x.peaks.end(), y.peaks.begin(), y.peaks.end(),
                              [](const Peak& s, const Peak& t) { return s.box() == t.box() && s.score == t.score; });
        });
}

} // namespace

class TestTrackVideo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        video::SceneOptions options;
        options.seed = 5;
        options.width = 640;
        options.height = 360;
        options.frameCount = kFrames;
        options.people = 6;
        m_clip = std::filesystem::path(m_folder.path().toStdString()) / "clip.mp4";
        QVERIFY(video::writeScene(video::DrawnScene(options), m_clip));
        m_request.video = m_clip;
        m_request.detector.threshold = 0.3F;
    }

    // What a run measures is what measuring afterwards gives, to the byte.
    void peaksAreMeasured()
    {
        const auto run = track(m_request);
        QVERIFY2(run, run ? "" : run.error().message().c_str());
        QVERIFY(run->report.camera.still());
        std::vector<FramePeaks> bare = run->peaks;
        for (FramePeaks& peaks : bare) {
            QVERIFY(FrameMeasurer().isMeasured(peaks));
            QCOMPARE(peaks.motionKnown, peaks.frame > 0);
            peaks.colourVersion = 0;
            peaks.colours.clear();
            peaks.moving.clear();
            peaks.motionKnown = false;
        }
        std::vector<FramePeaks> again;
        const auto report = measureVideo(
            {m_clip, {0, kFrames - 1}}, [&](FrameRange) -> Result<std::vector<FramePeaks>> { return bare; },
            [&](std::vector<FramePeaks> frames) { again = std::move(frames); }, {});
        QVERIFY(report);
        QCOMPARE(again.size(), run->peaks.size());
        for (std::size_t i = 0; i < again.size(); ++i) {
            QVERIFY(again[i].colours == run->peaks[i].colours);
            QVERIFY(again[i].moving == run->peaks[i].moving);
            QVERIFY(again[i].sourceFromPrevious == run->peaks[i].sourceFromPrevious);
        }
        TrackRequest without = m_request;
        without.measure = false;
        const auto plain = track(without);
        QVERIFY(plain);
        QVERIFY(!FrameMeasurer().isMeasured(plain->peaks.front()));
        QVERIFY(sameTracks(*run, *plain));
    }

    void everyThirdFrame()
    {
        TrackRequest request = m_request;
        request.every = 3;
        const auto run = track(request);
        QVERIFY2(run, run ? "" : run.error().message().c_str());
        std::vector<FrameIndex> looked;
        for (const FramePeaks& peaks : run->peaks)
            looked.push_back(peaks.frame);
        QCOMPARE(looked, (std::vector<FrameIndex>{0, 3, 6, 9, 12, 15, 18, 21, 23})); // the last one too
        QCOMPARE(run->tracks.size(), std::size_t{kFrames});
        std::size_t between = 0;
        for (FrameIndex frame = 0; frame < kFrames; ++frame) {
            const tracker::FrameTracks& here = run->tracks[static_cast<std::size_t>(frame)];
            QCOMPARE(here.frame, frame);
            const FrameIndex before = frame / 3 * 3;
            const FrameIndex after = std::min(before + 3, kFrames - 1);
            if (frame == before || frame == after) {
                for (const tracker::TrackedBox& box : here.boxes)
                    QVERIFY(box.detection >= 0);
                continue;
            }
            std::map<TrackId, Box> left, right;
            for (const tracker::TrackedBox& box : run->tracks[static_cast<std::size_t>(before)].boxes)
                left.emplace(box.id, box.box);
            for (const tracker::TrackedBox& box : run->tracks[static_cast<std::size_t>(after)].boxes)
                right.emplace(box.id, box.box);
            std::size_t expected = 0;
            for (const auto& [id, box] : left)
                expected += right.contains(id) ? 1 : 0;
            QCOMPARE(here.boxes.size(), expected); // who is there on both sides
            const double share = double(frame - before) / (after - before);
            for (const tracker::TrackedBox& box : here.boxes) {
                QCOMPARE(box.detection, -1);
                QVERIFY(left.contains(box.id) && right.contains(box.id));
                const Box& a = left.at(box.id);
                const Box& b = right.at(box.id);
                QVERIFY(std::abs(box.box.left - (a.left + (b.left - a.left) * share)) < 1e-9);
                QVERIFY(std::abs(box.box.top - (a.top + (b.top - a.top) * share)) < 1e-9);
                QVERIFY(std::abs(box.box.width - (a.width + (b.width - a.width) * share)) < 1e-9);
                QVERIFY(std::abs(box.box.height - (a.height + (b.height - a.height) * share)) < 1e-9);
                ++between;
            }
        }
        QVERIFY2(between > 20, "people are there to be interpolated");
    }

    void inputSizes_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1088, 608), QSize(864, 480), QSize(576, 320), QSize(416, 256), QSize(96, 64)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }

    void inputSizes()
    {
        QFETCH(const QSize, size);
        TrackRequest request = m_request;
        request.detector.size = {size.width(), size.height()};
        request.frames = {0, 1};
        const auto run = track(request);
        QVERIFY2(run, run ? "" : run.error().message().c_str());
        QCOMPARE(run->peaks.size(), std::size_t{2});
        QVERIFY2(size.height() < 256 || !run->peaks[0].peaks.empty(), "no person is seen");
        QVERIFY(run->report.issues.empty());
    }

    void oddSizesAreRefused()
    {
        TrackRequest request = m_request;
        request.detector.size = {100, 100};
        const auto run = track(request);
        QVERIFY(!run);
        QVERIFY(run.error().code == ErrorCode::InvalidArgument);
        request = m_request;
        request.every = 0;
        QVERIFY(!track(request));
    }

    // Whatever is taken away from the network while it runs, the same numbers come out.
    void threadsDoNotChangeResults()
    {
        const auto all = track(m_request);
        QVERIFY(all);
        QVERIFY(all->peaks.size() == std::size_t{kFrames} && !all->peaks[5].peaks.empty());
        TrackRequest request = m_request;
        request.threads = std::make_shared<ThreadShare>();
        request.threads->limit(1);
        const auto one = track(request);
        QVERIFY(one);
        QVERIFY(samePeaks(*all, *one));
        QVERIFY(sameTracks(*all, *one));
        int batches = 0;
        const auto changing = track(request, [&] { request.threads->limit(++batches % 2); });
        QVERIFY(changing && batches > 0);
        QVERIFY(samePeaks(*all, *changing));
        QVERIFY(sameTracks(*all, *changing));
        // nothing uses it any more: a change reaches no network that is gone
        request.threads->limit(1);
        QCOMPARE(request.threads->inUse(), 1);
    }

    // Stopped after any frame and resumed from its stored peaks: every measurement to the byte, and the same tracks.
    void aResumedRunMeasuresTheSame()
    {
        video::SceneOptions options;
        options.seed = 8;
        options.width = 320;
        options.height = 192;
        options.frameCount = 80;
        options.people = 4;
        TrackRequest request = m_request;
        request.video = std::filesystem::path(m_folder.path().toStdString()) / "resumed.mp4";
        QVERIFY(video::writeScene(video::DrawnScene(options), request.video));
        request.detector.size = {320, 192};
        request.detector.precision = model::Precision::Float32;
        for (const int every : {1, 3}) {
            request.every = every;
            const auto whole = track(request);
            QVERIFY2(whole, whole ? "" : whole.error().message().c_str());
            const auto hasVectors = [](const FramePeaks& peaks) { return !peaks.reid.empty(); };
            QVERIFY(std::ranges::any_of(whole->peaks, hasVectors));
            for (const FrameIndex first : {1, 4, 41, 64, 71}) {
                TrackRequest rest = request;
                rest.frames = {first, 79};
                Run expected;
                for (const FramePeaks& peaks : whole->peaks)
                    (peaks.frame < first ? rest.replay : expected.peaks).push_back(peaks);
                const auto resumed = track(rest);
                QVERIFY2(resumed, resumed ? "" : resumed.error().message().c_str());
                QCOMPARE(resumed->peaks.size(), expected.peaks.size());
                for (std::size_t i = 0; i < expected.peaks.size(); ++i) {
                    const FramePeaks& is = resumed->peaks[i];
                    const FramePeaks& should = expected.peaks[i];
                    const std::string where = "every " + std::to_string(every) + ", resumed at " +
                                              std::to_string(first) + ", frame " + std::to_string(should.frame);
                    QVERIFY2(is.frame == should.frame && is.colours == should.colours, where.c_str());
                    QVERIFY2(is.moving == should.moving, where.c_str());
                    QVERIFY2(is.motionKnown == should.motionKnown, where.c_str());
                    QVERIFY2(is.sourceFromPrevious == should.sourceFromPrevious, where.c_str());
                    QVERIFY2(is.reid == should.reid && is.reidWeights == should.reidWeights, where.c_str());
                }
                for (const tracker::FrameTracks& tracks : whole->tracks)
                    if (tracks.frame >= first)
                        expected.tracks.push_back(tracks);
                QVERIFY(sameTracks(expected, *resumed));
            }
        }
    }

    void theReportAddsUp()
    {
        const auto run = track(m_request);
        QVERIFY(run);
        const TrackReport& report = run->report;
        QCOMPARE(report.frames.length(), kFrames);
        QVERIFY(!report.stopped);
        QVERIFY(report.decodeSeconds > 0 && report.networkSeconds > 0 && report.networkWaitSeconds >= 0);
        QVERIFY(report.networkSeconds + report.networkWaitSeconds <= report.seconds);
    }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_clip;
    TrackRequest m_request;
};

QTEST_GUILESS_MAIN(TestTrackVideo)
#include "tst_track_video.moc"
