// Frames side by side on a processor: the numbers and the order of one after the other, at one and two levels.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/detector.h"
#include "core/model/executors/parallel_frames.h"
#include "core/model/networks/weights.h"

#include "tests/core/model/hashed_picture.h"
#include "tests/core/model/hashed_weights.h"

#include <QTemporaryDir>
#include <QTest>

#include <deque>

using namespace tw;
using namespace tw::model;

namespace {

bool same(const std::vector<Detection>& a, const std::vector<Detection>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Detection& x, const Detection& y) {
        return x.box == y.box && x.score == y.score && x.embedding == y.embedding;
    });
}

DetectorOptions options(int levels, int framesAtOnce, bool mirror = false)
{
    DetectorOptions o;
    o.size = {128, 64};
    o.levels = levels;
    o.mirror = mirror ? Mirror::On : Mirror::Off;
    o.framesAtOnce = framesAtOnce;
    o.precision = Precision::Float32;
    o.threshold = 0.2F;
    return o;
}

} // namespace

class TestParallelFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto network = test::hashedNetwork("lite");
        QVERIFY(network);
        {
            const torch::NoGradGuard noGrad;
            network->named_parameters()["wh.2.bias"].fill_(3); // so that boxes have an area
        }
        QVERIFY(writeCheckpoint(file(), saveWeights(*network)));
    }

    void processorsAreDivided()
    {
        const auto share = [](int processors, int frames, double flop = 5e9) {
            const FrameShare s = frameShareOf(processors, frames, flop);
            return std::pair(s.frames, s.threads);
        };
        QCOMPARE(share(1, 0), std::pair(1, 1));
        QCOMPARE(share(2, 0), std::pair(2, 1));
        QCOMPARE(share(12, 0), std::pair(8, 1));
        QCOMPARE(share(64, 0), std::pair(8, 8));
        QCOMPARE(share(8, 1), std::pair(1, 8));
        QCOMPARE(share(2, 5), std::pair(5, 1));
        QCOMPARE(share(16, 0, 180e9), std::pair(1, 16)); // a large network fills all threads
        QCOMPARE(share(16, 4, 180e9), std::pair(4, 4));
    }

    void sameNumbersInOrder_data()
    {
        QTest::addColumn<int>("levels");
        QTest::addColumn<bool>("mirror");
        QTest::newRow("one level") << 1 << false;
        QTest::newRow("two levels") << 2 << false;
        QTest::newRow("two levels, also in the mirror") << 2 << true;
    }

    void sameNumbersInOrder()
    {
        QFETCH(int, levels);
        QFETCH(bool, mirror);
        auto detector = Detector::load(file(), options(levels, 3, mirror));
        QVERIFY2(detector, detector ? "" : detector.error().message().c_str());
        QCOMPARE(detector->framesInFlight(), 4);
        QVERIFY(!detector->takesPlanes());
        QVERIFY(detector->info().executor.ends_with(", 3 frames at a time"));

        const std::vector<PreparedImage> images = prepared(24);
        std::vector<FrameDetections> expected;
        for (const PreparedImage& image : images)
            expected.push_back(*detector->detect(image)); // all threads, one image
        std::size_t peaks = 0;
        std::size_t taken = 0;
        const auto takeOne = [&] {
            const auto found = detector->take();
            QVERIFY2(found, found ? "" : found.error().message().c_str());
            QVERIFY(same(found->peaks, expected[taken].peaks));
            QVERIFY(same(found->detections, expected[taken].detections));
            peaks += found->peaks.size();
            ++taken;
        };
        for (std::size_t i = 0; i < images.size(); ++i) {
            if (i == 8)
                detector->useThreads(1);
            if (i == 16)
                detector->useThreads(0);
            if (detector->underWay() == detector->framesInFlight())
                takeOne();
            detector->submit(images[i]);
        }
        while (detector->underWay() > 0)
            takeOne();
        QCOMPARE(taken, images.size());
        QVERIFY(peaks > 100);
    }

    void framesUnderWayMayBeLeft()
    {
        auto detector = Detector::load(file(), options(2, 2));
        QVERIFY(detector);
        for (const PreparedImage& image : prepared(3))
            detector->submit(image);
    }

    void wrongImagesAreReported()
    {
        auto detector = Detector::load(file(), options(1, 2));
        QVERIFY(detector);
        PreparedImage small = prepared(1).front();
        small.letterboxed.width -= 32;
        const PreparedImage good = prepared(1).front();
        detector->submit(small);
        detector->submit(good);
        const auto bad = detector->take();
        QVERIFY(!bad);
        QVERIFY(bad.error().code == ErrorCode::InvalidArgument);
        QVERIFY(detector->take().has_value()); // trouble of one frame is not that of the next
    }

    void oneAfterTheOther()
    {
        auto detector = Detector::load(file(), options(1, 1));
        QVERIFY(detector);
        QCOMPARE(detector->framesInFlight(), 1);
        DetectorOptions eager = options(1, 3);
        eager.executor = Executor::Eager;
        auto slow = Detector::load(file(), eager);
        QVERIFY(slow);
        QCOMPARE(slow->framesInFlight(), 1);
        QCOMPARE(slow->options().framesAtOnce, 1);
    }

private:
    std::string file() const { return m_folder.filePath(QStringLiteral("small.pth")).toStdString(); }

    static std::vector<PreparedImage> prepared(std::uint32_t count)
    {
        std::vector<PreparedImage> out;
        for (std::uint32_t i = 0; i < count; ++i) {
            const test::HashedPicture picture = test::hashedPicture(500 + i);
            const ImageView view = picture.view();
            Preprocessor preprocessor({128, 64});
            if (!preprocessor.begin(view.width, view.height, view.format) || !preprocessor.addRows(view))
                return {};
            out.push_back(*preprocessor.finish());
        }
        return out;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestParallelFrames)
#include "tst_parallel_frames.moc"
