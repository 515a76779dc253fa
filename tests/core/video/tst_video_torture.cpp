// The torture clips of the reference data, one row each. Skipped without them; tst_video_reader makes its own of every
// kind.

#include "core/video/frame_source.h"

#include <QtTest/QTest>

#include <cstdint>
#include <map>
#include <random>

using namespace tw;
using namespace tw::video;

namespace {

std::uint64_t hashOf(const ImageView& image)
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < 4 * image.width; ++x)
            hash = (hash ^ image.row(y)[x]) * 1099511628211ULL;
    }
    return hash;
}

} // namespace

class TestVideoTorture : public QObject
{
    Q_OBJECT

private:
    std::filesystem::path m_edge;

    // Every frame in order, then 80 at random: the same pixels.
    void checkAccess(FrameSource& source, FrameIndex frames)
    {
        QCOMPARE(source.frameCount(), frames);
        std::map<FrameIndex, std::uint64_t> hashes;
        double before = -1;
        for (FrameIndex i = 0; i < frames; ++i) {
            const auto frame = source.read(i);
            QVERIFY2(frame.has_value(), frame ? "" : frame.error().message().c_str());
            QCOMPARE((*frame)->image.width, source.info().width);
            QCOMPARE((*frame)->image.height, source.info().height);
            hashes[i] = hashOf((*frame)->image);
            QVERIFY(source.seconds(i) > before);
            before = source.seconds(i);
        }
        std::mt19937 random(11);
        for (int k = 0; k < 80; ++k) {
            const auto i = static_cast<FrameIndex>(random() % static_cast<unsigned>(frames));
            const auto frame = source.read(i);
            QVERIFY(frame.has_value());
            QCOMPARE(hashOf((*frame)->image), hashes[i]);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_edge = std::filesystem::path(qEnvironmentVariable("TW_SHARED").toStdString()) / "data" / "media" / "edge";
        if (!std::filesystem::is_directory(m_edge))
            QSKIP("no reference data (TW_SHARED)");
    }

    void readable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<double>("seconds"); // from the first frame to the last
        const auto row = [](const char* name, int frames, int width, int height, double seconds) {
            QTest::newRow(name) << QString::fromLatin1(name) << frames << width << height << seconds;
        };
        row("vfr_h264.mp4", 103, 480, 270, 11.9);
        row("bframes_gop250_h264.mp4", 206, 480, 270, 20.5);
        row("bframes_gop250_40s_768x432.mp4", 400, 768, 432, 39.9);
        row("late_first_pts.ts", 80, 480, 270, 7.9);
        row("pts_wraparound.ts", 80, 480, 270, 7.9);
        row("mpeg2_interlaced_25i.ts", 150, 480, 288, 5.96);
        row("rotated90_metadata.mp4", 60, 270, 480, 5.9);
        row("rotated180_metadata.mp4", 60, 480, 270, 5.9);
        row("odd_479x269_yuv444.mp4", 50, 479, 269, 4.9);
        row("odd_321x181_mjpeg.avi", 40, 321, 181, 3.9);
        row("anamorphic_sar4x3.mp4", 60, 360, 270, 5.9);
        row("hevc_main10.mp4", 60, 480, 270, 5.9);
        row("vp9.webm", 60, 480, 270, 5.9);
        row("audio_first_then_video.mp4", 60, 480, 270, 5.9);
        row("one_frame.mp4", 1, 480, 270, 0);
        row("image_folder", 30, 480, 270, 29 / 25.0);
    }
    void readable()
    {
        QFETCH(QString, name);
        QFETCH(int, frames);
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(double, seconds);
        const auto source = openSource(m_edge / name.toStdString());
        QVERIFY2(source.has_value(), source ? "" : source.error().message().c_str());
        QCOMPARE((*source)->info().width, width);
        QCOMPARE((*source)->info().height, height);
        checkAccess(**source, frames);
        QVERIFY2(std::abs((*source)->seconds(frames - 1) - seconds) < 0.15,
                 qPrintable(QString::number((*source)->seconds(frames - 1))));
    }

    void variableRateHasItsGaps()
    {
        const auto source = openSource(m_edge / "vfr_h264.mp4");
        QVERIFY(source.has_value());
        int tenths = 0, fortieths = 0, fifths = 0;
        double longest = 0;
        for (FrameIndex i = 1; i < (*source)->frameCount(); ++i) {
            const double step = (*source)->seconds(i) - (*source)->seconds(i - 1);
            tenths += std::abs(step - 0.1) < 0.002 ? 1 : 0;
            fortieths += std::abs(step - 0.04) < 0.002 ? 1 : 0;
            fifths += std::abs(step - 0.2) < 0.002 ? 1 : 0;
            longest = std::max(longest, step);
        }
        QVERIFY(tenths >= 30 && fortieths >= 20 && fifths >= 10);
        QVERIFY(std::abs(longest - 1.9) < 0.11);
    }

    void oneKeyFrameOnly()
    {
        const auto source = openSource(m_edge / "bframes_gop250_h264.mp4");
        QVERIFY(source.has_value());
        QCOMPARE((*source)->groupStart(205), 0);
    }

    void rotationAndAspect()
    {
        const auto quarter = openSource(m_edge / "rotated90_metadata.mp4");
        QVERIFY(quarter.has_value());
        QVERIFY((*quarter)->info().rotationDegrees % 180 == 90);
        const auto half = openSource(m_edge / "rotated180_metadata.mp4");
        QVERIFY(half.has_value());
        QCOMPARE((*half)->info().rotationDegrees, 180);
        const auto wide = openSource(m_edge / "anamorphic_sar4x3.mp4");
        QVERIFY(wide.has_value());
        QCOMPARE((*wide)->info().sampleAspect, (Rational{4, 3}));
        const auto audio = openSource(m_edge / "audio_first_then_video.mp4");
        QVERIFY(audio.has_value());
        QCOMPARE((*audio)->index()->stream, 1);
    }

    void truncatedPlaysWhatIsThere()
    {
        const auto source = openSource(m_edge / "truncated_60percent.mp4");
        QVERIFY2(source.has_value(), source ? "" : source.error().message().c_str());
        QVERIFY((*source)->frameCount() >= 35 && (*source)->frameCount() < 80);
        QVERIFY(!(*source)->info().warnings.empty());
        checkAccess(**source, (*source)->frameCount());
        const auto beyond = (*source)->read(60);
        QVERIFY(!beyond && beyond.error().code == ErrorCode::NotFound);
    }

    void unreadable_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, ErrorCode code, const char* word) {
            QTest::newRow(name) << QString::fromLatin1(name) << static_cast<int>(code) << QString::fromLatin1(word);
        };
        row("no_moov.mp4", ErrorCode::Unreadable, "not a video that can be read");
        row("audio_only.m4a", ErrorCode::Unsupported, "no video");
        row("zero_bytes.mp4", ErrorCode::Unreadable, "empty");
        row("text_not_video.mp4", ErrorCode::Unreadable, "not a video that can be read");
        // no key frame in the whole file, the parameter sets were cut away: there is no first decodable frame
        row("broken_start.ts", ErrorCode::Unreadable, "no picture that can be decoded");
    }
    void unreadable()
    {
        QFETCH(QString, name);
        QFETCH(int, code);
        QFETCH(QString, word);
        const auto source = openSource(m_edge / name.toStdString());
        QVERIFY(!source.has_value());
        QCOMPARE(static_cast<int>(source.error().code), code);
        QVERIFY2(source.error().message().find(word.toStdString()) != std::string::npos,
                 source.error().message().c_str());
        QVERIFY(source.error().message().find(name.toStdString()) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestVideoTorture)
#include "tst_video_torture.moc"
