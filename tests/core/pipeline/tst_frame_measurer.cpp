// Colours, moving shares and camera motion of stored peaks: while tracking and afterwards, from planes and from rows.

#include "core/appearance/colour_stripes.h"
#include "core/pipeline/frame_measurer.h"
#include "core/pipeline/frame_preparer.h"
#include "core/pipeline/measure_video.h"
#include "core/video/drawn_scene.h"
#include "core/video/frame_source.h"
#include "core/video/scene_clip.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>

using namespace tw;
using namespace tw::pipeline;

namespace {

constexpr FrameIndex kFrames = 12;
constexpr FrameRange kAll{0, kFrames - 1};

video::SceneOptions sceneOptions()
{
    video::SceneOptions options;
    options.seed = 5;
    options.width = 1280;
    options.height = 720;
    options.frameCount = kFrames;
    options.people = 6;
    return options;
}

// Peaks where the people are, and one on the ground that no person crosses.
std::vector<FramePeaks> truePeaks(const video::DrawnScene& scene)
{
    std::vector<FramePeaks> out;
    for (FrameIndex frame = 0; frame < kFrames; ++frame) {
        FramePeaks peaks;
        peaks.frame = frame;
        for (const video::DrawnPerson& person : scene.truth(frame))
            peaks.peaks.push_back({float(person.box.left), float(person.box.top), float(person.box.width),
                                   float(person.box.height), .8F});
        peaks.peaks.push_back({4, 4, 20, 40, .2F}); // sky or wall
        out.push_back(std::move(peaks));
    }
    return out;
}

} // namespace

class TestFrameMeasurer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_clip = std::filesystem::path(m_folder.path().toStdString()) / "clip.mp4";
        QVERIFY(video::writeScene(m_scene, m_clip));
    }

    void fillsInWhatIsMissing()
    {
        std::map<FrameIndex, FramePeaks> stored;
        for (FramePeaks& peaks : truePeaks(m_scene))
            stored[peaks.frame] = std::move(peaks);
        const StoredPeaks reader = [&](FrameRange range) -> Result<std::vector<FramePeaks>> {
            std::vector<FramePeaks> out;
            for (const auto& [frame, peaks] : stored)
                if (range.contains(frame))
                    out.push_back(peaks);
            return out;
        };
        const PeakSink sink = [&](std::vector<FramePeaks> frames) {
            for (FramePeaks& peaks : frames)
                stored[peaks.frame] = std::move(peaks);
        };
        const auto report = measureVideo({m_clip, kAll}, reader, sink, {});
        QVERIFY2(report, report ? "" : report.error().message().c_str());
        QCOMPARE(report->measured, kFrames);
        QVERIFY(report->camera.still());
        QCOMPARE(report->camera.known, kFrames - 1);
        QCOMPARE(report->camera.text(), std::string("the camera stands still"));
        double walking = 0;
        for (const auto& [frame, peaks] : stored) {
            QVERIFY(FrameMeasurer().isMeasured(peaks));
            QCOMPARE(peaks.colours.size(), peaks.peaks.size() * FramePeaks::kColourBytes);
            QCOMPARE(peaks.motionKnown, frame > 0);
            QCOMPARE(peaks.sourceFromPrevious, FramePeaks{}.sourceFromPrevious);
            QCOMPARE(peaks.moving.size(), frame >= 3 ? peaks.peaks.size() : std::size_t{0});
            if (frame < 3)
                continue;
            QVERIFY(peaks.moving.back() < 65535 / 50); // nothing moves there
            for (std::size_t i = 0; i + 1 < peaks.moving.size(); ++i)
                walking = std::max(walking, peaks.moving[i] / 65535.0);
        }
        QVERIFY(walking > .2);
        // the second time there is nothing to do, and the video is not even opened
        const auto again = measureVideo({"/nowhere.mp4", kAll}, reader, sink, {});
        QVERIFY(again);
        QCOMPARE(again->measured, 0);
        QCOMPARE(again->complete, kFrames);
        // of another definition: measured again, with the same result
        const auto before = stored;
        stored[4].colourVersion = 999;
        stored[4].colours.clear();
        QVERIFY(measureVideo({m_clip, kAll}, reader, sink, {}));
        QCOMPARE(stored[4].colours, before.at(4).colours);
        QCOMPARE(stored[4].moving, before.at(4).moving);
    }

    void aStopKeepsWhatIsThere()
    {
        std::stop_source stop;
        stop.request_stop();
        bool called = false;
        const auto report = measureVideo(
            {m_clip, kAll}, [&](FrameRange) -> Result<std::vector<FramePeaks>> { return truePeaks(m_scene); },
            [&](std::vector<FramePeaks>) { called = true; }, {stop.get_token(), {}});
        QVERIFY(!called);
        QVERIFY(report ? report->stopped : report.error().code == ErrorCode::Cancelled);
    }

    // Frames that are turned or have more than 8 bits come as rows: the colours are the same up to what a smaller
    // picture and the conversion change.
    void rowsGiveNearlyTheSame()
    {
        video::OpenOptions opening;
        opening.content = video::FrameContent::Planes;
        auto source = video::openSource(m_clip, opening);
        QVERIFY(source);
        const auto frame = (*source)->read(5);
        QVERIFY(frame);
        const video::VideoInfo& info = (*source)->info();
        const auto inPlace = pixelsInPlace(*frame, info);
        QVERIFY(inPlace);
        video::FrameRows rows;
        RowReducer reducer;
        reducer.begin(info.width, info.height);
        QVERIFY(rows.read(*frame, info.width, info.height, [&](const ImageView& band) -> Result<void> {
            reducer.addRows(band);
            return {};
        }));
        const FramePixels reduced = reducer.finish();
        QCOMPARE(reduced.picture.image.width, 640);
        for (const video::DrawnPerson& person : m_scene.truth(5)) {
            std::array<std::uint8_t, FramePeaks::kColourBytes> a{}, b{};
            appearance::measureColours(inPlace->picture, person.box, a);
            appearance::measureColours(reduced.picture, person.box, b);
            double dot = 0, aa = 0, bb = 0;
            for (std::size_t i = 0; i < a.size(); ++i) {
                dot += double(a[i]) * b[i];
                aa += double(a[i]) * a[i];
                bb += double(b[i]) * b[i];
            }
            if (person.box.height > 60 && aa > 0)
                QVERIFY2(dot / std::sqrt(aa * bb) > .93, qPrintable(QString::number(dot / std::sqrt(aa * bb))));
        }
    }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_clip;
    video::DrawnScene m_scene{sceneOptions()};
};

QTEST_GUILESS_MAIN(TestFrameMeasurer)
#include "tst_frame_measurer.moc"
