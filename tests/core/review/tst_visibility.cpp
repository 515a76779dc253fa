// Who stands in front, how much is left of the other, what the peaks add, and whose word stays.

#include "core/formats/mot.h"
#include "core/review/visibility.h"
#include "tests/support/review_scene.h"

#include <QtTest/QTest>

#include <cmath>
#include <filesystem>

using namespace tw;
using namespace tw::review;

namespace {

// Two people of equal size in every frame; the second is lower in the picture, hence nearer.
test::KnownTracks pair(Box far, Box near, std::size_t frames = 10)
{
    test::KnownTracks out(frames);
    for (auto& frame : out)
        frame = {{TrackId{1}, far, 1}, {TrackId{2}, near, 1}};
    return out;
}

} // namespace

class TestVisibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNearerOneHides()
    {
        // Half of the width and nine tenths of the height are covered.
        const auto document = test::documentOf(pair({100, 100, 40, 100}, {120, 110, 40, 100}));
        const auto out = estimateVisibility(test::evidenceOf(document), {});
        QVERIFY(std::abs(out.at(TrackId{1})[0].visibility - 0.55F) < 0.05F);
        QVERIFY(out.at(TrackId{1})[0].occluder == TrackId{2});
        QCOMPARE(out.at(TrackId{2})[0].visibility, 1.0F);
        QVERIFY(out.at(TrackId{2})[0].occluder == TrackId{});
    }

    void outsideTheImageIsNotSeen()
    {
        const auto document = test::documentOf(pair({-20, 100, 40, 100}, {300, 150, 40, 100}));
        ReviewOptions options;
        options.imageWidth = 640;
        options.imageHeight = 200;
        const auto out = estimateVisibility(test::evidenceOf(document), options);
        QVERIFY(std::abs(out.at(TrackId{1})[0].visibility - 0.5F) < 0.05F);
        QVERIFY(std::abs(out.at(TrackId{2})[0].visibility - 0.5F) < 0.05F);
    }

    void aLowPeakMeansSomethingElseIsInFront()
    {
        const auto truth = pair({100, 100, 40, 100}, {300, 150, 40, 100}, 20);
        const auto document = test::documentOf(truth);
        const auto full = test::peaksOf(truth, 1);
        const auto behindPost = [full](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
            auto peaks = full(frame);
            if (!peaks || frame < 15)
                return peaks;
            auto weak = std::make_shared<FramePeaks>(*peaks);
            weak->peaks[0].score *= 0.5F;
            return weak;
        };
        const auto out = estimateVisibility(test::evidenceOf(document, behindPost), {});
        QCOMPARE(out.at(TrackId{1})[0].visibility, 1.0F);
        QVERIFY(out.at(TrackId{1})[17].visibility < 0.6F);
        QVERIFY(out.at(TrackId{1})[17].visibility > 0.2F);
        QCOMPARE(out.at(TrackId{2})[17].visibility, 1.0F);
    }

    // The benchmark's own numbers: every labelled thing with its box, the estimate against the ninth column.
    void benchmarkTruth()
    {
        const QByteArray shared = qgetenv("TW_SHARED");
        const std::filesystem::path folder = std::filesystem::path(shared.toStdString()) / "data/media/mot17-04";
        if (shared.isEmpty() || !std::filesystem::exists(folder / "gt/gt.txt"))
            QSKIP("no reference data");
        const auto imported = formats::readMot(folder, {});
        QVERIFY2(imported, imported ? "" : imported.error().message().c_str());
        auto state = std::make_shared<annotation::DocumentState>(formats::documentOf(*imported));
        ReviewOptions options;
        options.imageWidth = imported->info.width;
        options.imageHeight = imported->info.height;
        const auto out = estimateVisibility(test::evidenceOf(annotation::Document(state)), options);
        double error = 0, errorOfOne = 0;
        int count = 0;
        for (const auto& [id, track] : state->tracks) {
            if (track->classId != ClassId::kPedestrian)
                continue;
            for (std::size_t i = 0; i < track->boxes.size(); ++i) {
                error += std::abs(double(out.at(id)[i].visibility) - double(track->boxes[i].visibility));
                errorOfOne += 1 - double(track->boxes[i].visibility);
                ++count;
            }
        }
        const QString text = QStringLiteral("%1 against %2").arg(error / count).arg(errorOfOne / count);
        QCOMPARE(count, 336);
        QVERIFY2(error / count < 0.05, qPrintable(text));
        QVERIFY2(error < 0.2 * errorOfOne, qPrintable(text));
    }

    void whatAPersonStatedStays()
    {
        auto document = test::documentOf(pair({100, 100, 40, 100}, {120, 110, 40, 100}));
        auto state = std::make_shared<annotation::DocumentState>(document.state());
        auto track = std::make_shared<annotation::Track>(*state->tracks.at(TrackId{1}));
        track->boxes[2].visibility = 0.9F;
        track->boxes[3].verified = true;
        track->boxes[4].keyframe = true;
        state->tracks[TrackId{1}] = track;
        const annotation::Snapshot snapshot = state;
        const auto estimates = estimateVisibility(test::evidenceOf(annotation::Document(snapshot)), {});
        const auto out = withVisibility(snapshot, estimates);
        const auto& boxes = out->tracks.at(TrackId{1})->boxes;
        QVERIFY(boxes[0].visibility < 0.6F);
        QCOMPARE(boxes[2].visibility, 0.9F);
        QCOMPARE(boxes[3].visibility, 1.0F);
        QCOMPARE(boxes[4].visibility, 1.0F);
        QCOMPARE(boxes[0].box.left, 100.0);
        QVERIFY(snapshot->tracks.at(TrackId{1})->boxes[0].visibility == 1.0F); // untouched
    }
};

QTEST_GUILESS_MAIN(TestVisibility)
#include "tst_visibility.moc"
