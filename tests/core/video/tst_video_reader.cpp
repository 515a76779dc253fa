// read(i) is frame i: clips whose frames show their number, in the containers and codecs people have, and the ways
// files are odd. Every combination of encoder and container of this FFmpeg is in tst_video_sweep.

#include "core/video/video_reader.h"
#include "core/video/video_writer.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <fstream>
#include <random>
#include <thread>

using namespace tw;
using namespace tw::video;
using tw::test::readNumber;

namespace fs = std::filesystem;

namespace {

constexpr int kFrames = 60;

VideoWriterOptions small()
{
    VideoWriterOptions options;
    options.width = 176;
    options.height = 144;
    options.keyFrameDistance = 12;
    options.threads = 2;
    options.encoder = "libx264";
    options.codecOptions = {{"preset", "veryfast"}};
    return options;
}

OpenOptions with(FrameContent content)
{
    OpenOptions options;
    options.content = content;
    return options;
}

const char* textOf(const Error& error)
{
    static std::string text;
    text = error.message();
    return text.c_str();
}

} // namespace

#define VERIFY_RESULT(result)                                                                                          \
    do {                                                                                                               \
        const auto& twResult = (result);                                                                               \
        QVERIFY2(twResult.has_value(), twResult ? "" : textOf(twResult.error()));                                      \
    } while (false)

class TestVideoReader : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    // All frames forwards, then at random, then backwards; `first` is the number the first frame shows.
    void checkEveryFrame(FrameSource& source, int frames, int first = 0)
    {
        QCOMPARE(source.frameCount(), frames);
        std::vector<FrameIndex> order(static_cast<std::size_t>(frames));
        for (int i = 0; i < frames; ++i)
            order[static_cast<std::size_t>(i)] = i;
        std::vector<FrameIndex> all = order;
        std::shuffle(order.begin(), order.end(), std::mt19937(7)); // same everywhere: the engine, not a distribution
        all.insert(all.end(), order.begin(), order.end());
        for (int i = frames - 1; i >= 0; i -= 3)
            all.push_back(i);
        for (const FrameIndex index : all) {
            const auto frame = source.read(index);
            VERIFY_RESULT(frame);
            QCOMPARE((*frame)->index, index);
            QCOMPARE(readNumber((*frame)->image), index + first);
        }
    }

private Q_SLOTS:
    void everyFrame_data()
    {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("suffix");
        const std::vector<std::pair<const char*, std::vector<const char*>>> pairs = {
            {"libx264", {"mp4", "mkv", "avi", "ts", "mov", "flv"}},
            {"libx265", {"mp4", "mkv", "ts"}},
            {"libaom-av1", {"mp4", "mkv", "webm"}},
            {"mpeg4", {"mp4", "mkv", "avi", "ts"}},
            {"mjpeg", {"mp4", "mkv", "avi"}},
            {"libvpx-vp9", {"webm", "mkv", "mp4"}},
            {"libvpx", {"webm", "avi"}},
            {"mpeg2video", {"ts", "mpg", "mkv"}},
            {"gif", {"gif"}},
            {"ffv1", {"mkv"}},
            {"libxvid", {"avi", "mp4"}},
        };
        for (const auto& [encoder, suffixes] : pairs) {
            for (const char* suffix : suffixes)
                QTest::addRow("%s in %s", encoder, suffix)
                    << QString::fromLatin1(encoder) << QString::fromLatin1(suffix);
        }
    }

    void everyFrame()
    {
        QFETCH(QString, encoder);
        QFETCH(QString, suffix);
        VideoWriterOptions options = small();
        options.encoder = encoder.toStdString();
        options.codecOptions.clear();
        if (!hasEncoder(options.encoder))
            QSKIP("this FFmpeg has no such encoder");
        if (encoder == QLatin1String("libaom-av1"))
            options.codecOptions = {{"cpu-used", "8"}, {"usage", "realtime"}};
        if (encoder.startsWith(QLatin1String("libvpx")))
            options.codecOptions = {
                {"deadline", "realtime"}, {"cpu-used", "8"}, {"auto-alt-ref", "1"}, {"lag-in-frames", "12"}};
        if (encoder == QLatin1String("libx265"))
            options.codecOptions = {{"preset", "veryfast"}, {"x265-params", "log-level=none:bframes=3"}};
        if (encoder == QLatin1String("mpeg4") || encoder == QLatin1String("mpeg2video") ||
            encoder == QLatin1String("libxvid"))
            options.bFrames = 2;
        const fs::path path = file(("every." + suffix.toStdString()).c_str());
        VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        const auto plain = test::decodePlainly(path);
        VERIFY_RESULT(plain);
        // Xvid's encoder loses its last frame; no other encoder loses more
        QVERIFY(plain->numbers.size() + 1 >= kFrames);
        checkEveryFrame(**source, static_cast<int>(plain->numbers.size()));
    }

    void longGroupsWithManyBFrames()
    {
        VideoWriterOptions options = small();
        options.keyFrameDistance = 250;
        options.bFrames = 8;
        options.codecOptions.push_back({"x264-params", "b-pyramid=normal:b-adapt=0:scenecut=0"});
        const fs::path path = file("long.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, options, 150));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, 150);
        QCOMPARE((*source)->groupStart(149), 0);
    }

    // The first pictures of an open group need the group before: the key frame in front of them is the wrong start.
    void openGroups_data()
    {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("H.264 mp4") << "libx264"
                                   << "mp4";
        QTest::newRow("H.264 ts") << "libx264"
                                  << "ts";
        QTest::newRow("H.264 mkv") << "libx264"
                                   << "mkv";
        QTest::newRow("HEVC mp4") << "libx265"
                                  << "mp4";
        QTest::newRow("HEVC mkv") << "libx265"
                                  << "mkv";
        QTest::newRow("MPEG-2 ts") << "mpeg2video"
                                   << "ts";
    }
    void openGroups()
    {
        QFETCH(QString, encoder);
        QFETCH(QString, suffix);
        VideoWriterOptions options = small();
        options.encoder = encoder.toStdString();
        if (!hasEncoder(options.encoder))
            QSKIP("this FFmpeg has no such encoder");
        options.openGroups = true;
        options.bFrames = encoder == QLatin1String("mpeg2video") ? 2 : 4;
        options.codecOptions.clear();
        if (encoder == QLatin1String("libx264"))
            options.codecOptions = {{"x264-params", "open-gop=1:b-adapt=0:scenecut=0"}};
        if (encoder == QLatin1String("libx265"))
            options.codecOptions = {
                {"x265-params", "log-level=none:open-gop=1:b-adapt=0:scenecut=0:keyint=12:min-keyint=12"}};
        const fs::path path = file(("open." + suffix.toStdString()).c_str());
        VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, kFrames);
        // the clip really has leading pictures: packets after a key packet that show before it
        const VideoIndex& index = *(*source)->index();
        int leading = 0;
        FrameIndex key = 0;
        for (const auto& packet : index.packets) {
            key = packet.key ? packet.frame : key;
            leading += packet.frame < key ? 1 : 0;
        }
        QVERIFY(leading > 0);
    }

    void variableRate()
    {
        VideoWriterOptions options = small();
        options.timeBase = {1, 1000};
        const auto timeOf = [](int i) -> std::int64_t {
            return i < 20 ? 100 * i : i < 40 ? 2000 + 17 * (i - 20) : 5000 + 250 * (i - 40);
        };
        for (const char* name : {"vfr.mp4", "vfr.mkv"}) {
            const fs::path path = file(name);
            VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames, timeOf));
            const auto source = openSource(path);
            VERIFY_RESULT(source);
            checkEveryFrame(**source, kFrames);
            for (int i = 0; i < kFrames; ++i)
                QVERIFY(std::abs((*source)->seconds(i) - 0.001 * static_cast<double>(timeOf(i))) < 0.0015);
        }
    }

    void lateFirstTime()
    {
        VideoWriterOptions options = small();
        options.timeBase = {1, 25};
        const fs::path path = file("late.ts");
        VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames, [](int i) { return 90000 + i; }));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, kFrames);
        QCOMPARE((*source)->seconds(0), 0.0);
        QVERIFY(std::abs((*source)->seconds(25) - 1.0) < 1e-6);
    }

    // 33 bits of a 90 kHz clock run over after 26.5 hours.
    void timesThatWrap()
    {
        VideoWriterOptions options = small();
        options.timeBase = {1, 25};
        const std::int64_t wrap = (std::int64_t{1} << 33) / 3600; // in frames at 25 a second
        const fs::path path = file("wrap.ts");
        options.containerOptions = {{"mpegts_copyts", "1"}};
        VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames, [wrap](int i) { return wrap - 20 + i; }));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, kFrames);
        for (int i = 1; i < kFrames; ++i)
            QVERIFY(std::abs((*source)->seconds(i) - (*source)->seconds(i - 1) - 0.04) < 1e-4);
    }

    // Times below zero become an edit list in mp4: the frames before zero exist and must not be shown.
    void editList()
    {
        VideoWriterOptions options = small();
        options.timeBase = {1, 25};
        options.containerOptions = {{"use_editlist", "1"}, {"avoid_negative_ts", "disabled"}};
        const fs::path path = file("edit.mp4");
        constexpr int kCut = 17; // in the middle of a group
        VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames, [](int i) { return i - kCut; }));
        const auto plain = test::decodePlainly(path);
        VERIFY_RESULT(plain);
        QCOMPARE(plain->numbers.front(), kCut);
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, kFrames - kCut, kCut);
    }

    void missingTimes()
    {
        // AVI keeps no presentation times and raw streams none at all
        for (const char* name : {"missing.avi", "missing.h264"}) {
            VideoWriterOptions options = small();
            options.bFrames = 3;
            const fs::path path = file(name);
            VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames));
            const auto source = openSource(path);
            VERIFY_RESULT(source);
            QVERIFY((*source)->index()->decodedToScan);
            checkEveryFrame(**source, kFrames);
            QVERIFY((*source)->seconds(kFrames - 1) > (*source)->seconds(kFrames - 2));
        }
    }

    void rotationAndMirror_data()
    {
        QTest::addColumn<int>("quarterTurns");
        QTest::addColumn<bool>("mirrored");
        for (int turns = 0; turns < 4; ++turns) {
            QTest::addRow("%d degrees", 90 * turns) << turns << false;
            QTest::addRow("%d degrees mirrored", 90 * turns) << turns << true;
        }
    }
    void rotationAndMirror()
    {
        QFETCH(int, quarterTurns);
        QFETCH(bool, mirrored);
        // one bright corner, upper left as stored
        test::Picture picture{192, 128, std::vector<std::uint8_t>(192 * 128 * 3, 30)};
        for (int y = 0; y < 40; ++y) {
            for (int x = 0; x < 60; ++x)
                std::fill_n(&picture.bgr[static_cast<std::size_t>(y * 192 + x) * 3], 3, std::uint8_t{220});
        }
        VideoWriterOptions options = small();
        options.width = 192;
        options.height = 128;
        options.orientation = {quarterTurns, mirrored};
        const fs::path path = file("turned.mp4");
        auto writer = VideoWriter::create(path, options);
        VERIFY_RESULT(writer);
        for (int i = 0; i < 3; ++i)
            VERIFY_RESULT(writer->write(picture.view()));
        VERIFY_RESULT(writer->finish());
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        const VideoInfo& info = (*source)->info();
        QCOMPARE(info.rotationDegrees, 90 * quarterTurns);
        QCOMPARE(info.mirrored, mirrored);
        const bool upended = quarterTurns % 2 == 1;
        QCOMPARE(info.width, upended ? 128 : 192);
        QCOMPARE(info.height, upended ? 192 : 128);
        const auto frame = (*source)->read(1);
        VERIFY_RESULT(frame);
        const ImageView& image = (*frame)->image;
        QCOMPARE(image.width, info.width);
        QCOMPARE(image.height, info.height);
        // where the corner goes: mirrored first (to the upper right), then turned clockwise
        const int corner =
            ((mirrored ? 1 : 0) + quarterTurns) % 4; // 0 upper left, 1 upper right, 2 lower right, 3 lower left
        for (int candidate = 0; candidate < 4; ++candidate) {
            const bool right = candidate == 1 || candidate == 2, low = candidate >= 2;
            const int x = right ? image.width - 10 : 10, y = low ? image.height - 10 : 10;
            QCOMPARE(image.row(y)[4 * x + 1] > 128, candidate == corner);
        }
    }

    void sampleAspect()
    {
        VideoWriterOptions options = small();
        options.sampleAspect = {4, 3};
        for (const char* name : {"aspect.mp4", "aspect.mkv"}) {
            const fs::path path = file(name);
            VERIFY_RESULT(test::writeNumberedVideo(path, options, 5));
            const auto source = openSource(path);
            VERIFY_RESULT(source);
            QCOMPARE((*source)->info().sampleAspect, (Rational{4, 3}));
            QCOMPARE((*source)->info().width, 176);
        }
        options.orientation.quarterTurns = 1;
        VERIFY_RESULT(test::writeNumberedVideo(file("aspect90.mp4"), options, 5));
        const auto turned = openSource(file("aspect90.mp4"));
        VERIFY_RESULT(turned);
        QCOMPARE((*turned)->info().sampleAspect, (Rational{3, 4}));
    }

    void oddSizesDepthsAndChroma_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("chroma");
        QTest::addColumn<QString>("encoder");
        const int k420 = static_cast<int>(Planes::Layout::Yuv420), k422 = static_cast<int>(Planes::Layout::Yuv422);
        const int k444 = static_cast<int>(Planes::Layout::Yuv444);
        QTest::newRow("odd 4:2:0") << 179 << 143 << 8 << k420 << "ffv1";
        QTest::newRow("odd 4:2:0 VP9") << 179 << 143 << 8 << k420 << "libvpx-vp9";
        QTest::newRow("odd width") << 181 << 144 << 8 << k420 << "mpeg4";
        QTest::newRow("odd height") << 176 << 145 << 8 << k420 << "mjpeg";
        QTest::newRow("odd 4:4:4") << 177 << 143 << 8 << k444 << "libx264";
        QTest::newRow("4:2:2") << 178 << 142 << 8 << k422 << "libx264";
        QTest::newRow("even, not a multiple of 8") << 170 << 142 << 8 << k420 << "libx264";
        QTest::newRow("10 bit") << 176 << 144 << 10 << k420 << "libx264";
        QTest::newRow("10 bit HEVC") << 176 << 144 << 10 << k420 << "libx265";
        QTest::newRow("10 bit 4:4:4 odd") << 177 << 141 << 10 << k444 << "libx264";
    }
    void oddSizesDepthsAndChroma()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, depth);
        QFETCH(int, chroma);
        QFETCH(QString, encoder);
        VideoWriterOptions options = small();
        options.encoder = encoder.toStdString();
        if (!hasEncoder(options.encoder))
            QSKIP("this FFmpeg has no such encoder");
        options.codecOptions.clear();
        if (encoder == QLatin1String("libx265"))
            options.codecOptions = {{"x265-params", "log-level=none"}};
        options.width = width;
        options.height = height;
        options.bitDepth = depth;
        options.chroma = static_cast<Planes::Layout>(chroma);
        const fs::path path = file("shape.mkv");
        auto writer = VideoWriter::create(path, options);
        VERIFY_RESULT(writer);
        // a bright right column and bottom row: what a lazy conversion loses
        for (int i = 0; i < 20; ++i) {
            test::Picture picture = test::numberPicture(i, width, height);
            for (int y = 0; y < height; ++y)
                std::fill_n(&picture.bgr[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                          static_cast<std::size_t>(width) - 4) *
                                         3],
                            12, std::uint8_t{230});
            std::fill(picture.bgr.end() - 4 * std::ptrdiff_t{3} * width, picture.bgr.end(), std::uint8_t{230});
            VERIFY_RESULT(writer->write(picture.view()));
        }
        VERIFY_RESULT(writer->finish());
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, 20);
        const auto frame = (*source)->read(13);
        VERIFY_RESULT(frame);
        const ImageView& image = (*frame)->image;
        QCOMPARE(image.width, width);
        QCOMPARE(image.height, height);
        QVERIFY(image.row(height / 2)[4 * (width - 1) + 1] > 190);
        QVERIFY(image.row(height - 1)[4 * (width / 2) + 1] > 190);
        QCOMPARE(int(image.row(height - 1)[4 * (width - 1) + 3]), 255);
    }

    void knownColours_data()
    {
        QTest::addColumn<int>("matrix"); // -1: the file says nothing
        QTest::addColumn<bool>("full");
        QTest::addColumn<int>("height");
        QTest::newRow("601 video range") << static_cast<int>(Planes::Matrix::Bt601) << false << 144;
        QTest::newRow("601 full range") << static_cast<int>(Planes::Matrix::Bt601) << true << 144;
        QTest::newRow("709 video range") << static_cast<int>(Planes::Matrix::Bt709) << false << 144;
        QTest::newRow("709 full range") << static_cast<int>(Planes::Matrix::Bt709) << true << 144;
        QTest::newRow("709 large") << static_cast<int>(Planes::Matrix::Bt709) << false << 720;
        QTest::newRow("601 large") << static_cast<int>(Planes::Matrix::Bt601) << false << 720;
        QTest::newRow("2020") << static_cast<int>(Planes::Matrix::Bt2020) << false << 144;
        QTest::newRow("nothing said, small: 601") << -1 << false << 144;
    }
    void knownColours()
    {
        QFETCH(int, matrix);
        QFETCH(bool, full);
        QFETCH(int, height);
        // red, green, blue, yellow, white, black, skin: as B, G, R
        constexpr std::uint8_t kColours[7][3] = {{20, 20, 230},   {20, 220, 20}, {220, 30, 20},  {20, 220, 220},
                                                 {255, 255, 255}, {0, 0, 0},     {140, 170, 220}};
        test::Picture picture{7 * 32, height, {}};
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < picture.width; ++x)
                picture.bgr.insert(picture.bgr.end(), kColours[x / 32], kColours[x / 32] + 3);
        }
        VideoWriterOptions options = small();
        options.width = picture.width;
        options.height = height;
        options.quality = 4;
        options.fullRange = full;
        if (matrix >= 0)
            options.matrix = static_cast<Planes::Matrix>(matrix);
        const fs::path path = file("colours.mp4");
        auto writer = VideoWriter::create(path, options);
        VERIFY_RESULT(writer);
        for (int i = 0; i < 3; ++i)
            VERIFY_RESULT(writer->write(picture.view()));
        VERIFY_RESULT(writer->finish());
        const auto source = openSource(path, with(FrameContent::Both));
        VERIFY_RESULT(source);
        const auto frame = (*source)->read(1);
        VERIFY_RESULT(frame);
        QCOMPARE((*frame)->planes.fullRange, full);
        if (matrix >= 0)
            QCOMPARE(static_cast<int>((*frame)->planes.matrix), matrix);
        for (int i = 0; i < 7; ++i) {
            const std::uint8_t* pixel = (*frame)->image.row(height / 2) + 4 * (32 * i + 16);
            for (int c = 0; c < 3; ++c)
                QVERIFY2(std::abs(int(pixel[c]) - int(kColours[i][c])) <= 6,
                         qPrintable(QStringLiteral("colour %1 channel %2: %3 for %4")
                                        .arg(i)
                                        .arg(c)
                                        .arg(pixel[c])
                                        .arg(kColours[i][c])));
        }
    }

    void planesAreTheDecodersSamples()
    {
        const fs::path path = file("planes.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), 10));
        const auto source = openSource(path, with(FrameContent::Planes));
        VERIFY_RESULT(source);
        const auto frame = (*source)->read(6);
        VERIFY_RESULT(frame);
        const Planes& planes = (*frame)->planes;
        QVERIFY((*frame)->image.empty());
        QCOMPARE(planes.layout, Planes::Layout::Yuv420);
        QCOMPARE(planes.width, 176);
        QCOMPARE(planes.height, 144);
        QVERIFY((*frame)->bytes() >= 176 * 144 * 3 / 2);
        // luma alone carries the number
        const ImageView luma{planes.data[0], planes.width, planes.height, planes.stride[0], PixelFormat::Gray8};
        QVERIFY(luma.stride >= 176);
        std::vector<std::uint8_t> gray;
        for (int y = 0; y < luma.height; ++y) {
            for (int x = 0; x < luma.width; ++x)
                gray.insert(gray.end(), 3, luma.row(y)[x]);
        }
        QCOMPARE(readNumber({gray.data(), 176, 144, 528, PixelFormat::Bgr8}), 6);
    }

    void sequentialReadingNeverJumps()
    {
        const fs::path path = file("sequential.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), kFrames));
        const auto reader = VideoReader::open(path, {}, {});
        VERIFY_RESULT(reader);
        VERIFY_RESULT((*reader)->read(0, {}));
        const auto before = (*reader)->counts();
        for (int i = 1; i < kFrames; ++i)
            VERIFY_RESULT((*reader)->read(i, {}));
        QCOMPARE((*reader)->counts().seeks, before.seeks);
        QCOMPARE((*reader)->counts().reopens, before.reopens);
        QCOMPARE((*reader)->counts().packets, std::int64_t{kFrames});
        // the same frame again costs nothing, a short way ahead no jump
        VERIFY_RESULT((*reader)->read(kFrames - 1, {}));
        QCOMPARE((*reader)->counts().packets, std::int64_t{kFrames});
    }

    void jumpsUseTheContainersIndex()
    {
        for (const char* name : {"jump.mp4", "jump.mkv", "jump.ts", "jump.avi"}) {
            const fs::path path = file(name);
            VERIFY_RESULT(test::writeNumberedVideo(path, small(), kFrames));
            const auto reader = VideoReader::open(path, {}, {});
            VERIFY_RESULT(reader);
            for (const FrameIndex index : {40, 3, 55, 20, 59, 0}) {
                const auto frame = (*reader)->read(index, {});
                VERIFY_RESULT(frame);
                QCOMPARE(readNumber((*frame)->image), index);
            }
            QCOMPARE((*reader)->counts().reopens, std::int64_t{0});
            // never much more than one group for each
            QVERIFY((*reader)->counts().packets < 6 * 20);
        }
    }

    void outOfRangeIsNotFound()
    {
        const fs::path path = file("range.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), 5));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        for (const FrameIndex index : {-1, 5, 1000000}) {
            const auto frame = (*source)->read(index);
            QVERIFY(!frame);
            QVERIFY(frame.error().code == ErrorCode::NotFound);
        }
        VERIFY_RESULT((*source)->read(4));
    }

    void storedIndexIsUsedAndChecked()
    {
        const fs::path path = file("stored.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), 30));
        const auto first = VideoReader::open(path, {}, {});
        VERIFY_RESULT(first);
        const auto stored = VideoIndex::fromBytes((*first)->index()->toBytes());
        VERIFY_RESULT(stored);
        OpenOptions options;
        options.index = std::make_shared<const VideoIndex>(*stored);

        const auto again = VideoReader::open(path, options, {});
        VERIFY_RESULT(again);
        QVERIFY((*again)->usedStoredIndex());
        checkEveryFrame(**again, 30);

        // moved: same content, other time and place
        const fs::path moved = file("moved.mp4");
        fs::copy_file(path, moved);
        fs::last_write_time(moved, fs::file_time_type::clock::now() - std::chrono::hours(5));
        const auto fromMoved = VideoReader::open(moved, options, {});
        VERIFY_RESULT(fromMoved);
        QVERIFY((*fromMoved)->usedStoredIndex());

        // replaced by another clip: scanned anew
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), 21));
        const auto replaced = VideoReader::open(path, options, {});
        VERIFY_RESULT(replaced);
        QVERIFY(!(*replaced)->usedStoredIndex());
        checkEveryFrame(**replaced, 21);
    }

    void firstFrameComesBeforeTheScan()
    {
        const fs::path path = file("first.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), 30));
        int calls = 0, number = -1, width = 0;
        OpenOptions options;
        options.firstFrame = [&](const VideoInfo& info, FramePtr frame) {
            ++calls;
            number = readNumber(frame->image);
            width = info.width;
        };
        const auto source = openSource(path, options);
        VERIFY_RESULT(source);
        QCOMPARE(calls, 1);
        QCOMPARE(number, 0);
        QCOMPARE(width, 176);
        checkEveryFrame(**source, 30);
    }

    void cancelledBetweenPackets()
    {
        VideoWriterOptions options = small();
        options.keyFrameDistance = 300;
        const fs::path path = file("cancel.mp4");
        VERIFY_RESULT(test::writeNumberedVideo(path, options, 200));
        std::stop_source stopped;
        stopped.request_stop();
        const auto refused = openSource(path, {}, JobContext{stopped.get_token(), {}});
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Cancelled);

        const auto source = openSource(path);
        VERIFY_RESULT(source);
        const auto none = (*source)->read(150, stopped.get_token());
        QVERIFY(!none);
        QVERIFY(none.error().code == ErrorCode::Cancelled);
        // stopped somewhere on the way: whatever it had reached, the next reads are right
        for (const int microseconds : {0, 200, 1000, 3000, 8000}) {
            std::stop_source stop;
            std::jthread later([&] {
                std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
                stop.request_stop();
            });
            const auto frame = (*source)->read(190, stop.get_token());
            later.join();
            QVERIFY(frame.has_value() || frame.error().code == ErrorCode::Cancelled);
            for (const FrameIndex index : {120, 60, 191}) {
                const auto next = (*source)->read(index);
                VERIFY_RESULT(next);
                QCOMPARE(readNumber((*next)->image), index);
            }
        }
    }

    void startsInTheMiddleOfAGroup()
    {
        const fs::path whole = file("whole.ts"), cut = file("cut.ts");
        VideoWriterOptions options = small();
        options.bFrames = 2;
        options.containerOptions = {{"mpegts_flags", "pat_pmt_at_frames"}};
        VERIFY_RESULT(test::writeNumberedVideo(whole, options, kFrames));
        const auto complete = openSource(whole);
        VERIFY_RESULT(complete);
        std::ifstream in(whole, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        // inside the second group, and in the middle of a 188-byte packet
        const auto from = static_cast<std::size_t>((*complete)->index()->packets[15].position + 77);
        QVERIFY(from < bytes.size());
        std::ofstream(cut, std::ios::binary) << bytes.substr(from);
        const auto source = openSource(cut);
        VERIFY_RESULT(source);
        const int count = (*source)->frameCount();
        QVERIFY(count > 20 && count < kFrames);
        QVERIFY(!(*source)->info().warnings.empty()); // the lost frames are named
        // everything from the first decodable frame to the end, none left out, none twice
        const auto first = (*source)->read(0);
        VERIFY_RESULT(first);
        QCOMPARE(readNumber((*first)->image), kFrames - count);
        checkEveryFrame(**source, count, kFrames - count);
    }

    void tornEndKeepsWhatIsThere()
    {
        const fs::path whole = file("end.mkv"), torn = file("torn.mkv");
        VERIFY_RESULT(test::writeNumberedVideo(whole, small(), kFrames));
        fs::copy_file(whole, torn);
        fs::resize_file(torn, fs::file_size(whole) * 6 / 10);
        const auto source = openSource(torn);
        VERIFY_RESULT(source);
        const int count = (*source)->frameCount();
        QVERIFY(count > 10 && count < kFrames);
        int readable = 0;
        for (int i = 0; i < count; ++i) {
            const auto frame = (*source)->read(i);
            if (frame && readNumber((*frame)->image) == i)
                ++readable;
        }
        QVERIFY2(readable >= count - 4, qPrintable(QString::number(readable))); // the last group's B-frames shift
    }

    void damagedFramesAreNamedAndTheRestStays()
    {
        VideoWriterOptions options = small();
        options.encoder = "ffv1"; // detects every flipped bit
        options.codecOptions = {{"slicecrc", "1"}, {"level", "3"}};
        options.keyFrameDistance = 1;
        const fs::path path = file("damaged.mkv");
        VERIFY_RESULT(test::writeNumberedVideo(path, options, 20));
        const auto index = openSource(path);
        VERIFY_RESULT(index);
        const auto& packet = (*index)->index()->packets[9];
        {
            std::fstream bytes(path, std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekp(packet.position + 8);
            bytes << std::string(static_cast<std::size_t>(packet.bytes - 20), '\x55');
        }
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        QCOMPARE((*source)->frameCount(), 20);
        for (int i = 0; i < 20; ++i) {
            const auto frame = (*source)->read(i);
            if (i == 9 && !frame) {
                QVERIFY(frame.error().code == ErrorCode::Unreadable);
                QVERIFY(frame.error().message().find("frame 10") != std::string::npos);
                continue;
            }
            VERIFY_RESULT(frame);
            if (i != 9)
                QCOMPARE(readNumber((*frame)->image), i);
        }
    }

    void vanishedWhileOpen()
    {
        const fs::path path = file("vanish.mp4");
        VideoWriterOptions options = small();
        options.quality = 1; // large enough not to fit into a read buffer
        VERIFY_RESULT(test::writeNumberedVideo(path, options, kFrames));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        VERIFY_RESULT((*source)->read(10));
        const auto& packets = (*source)->index()->packets;
        const std::int64_t half = packets[30].position;
        fs::resize_file(path, static_cast<std::uintmax_t>(half)); // the rest is gone now
        const auto lost = (*source)->read(55);
        QVERIFY(!lost);
        QVERIFY(lost.error().code == ErrorCode::Unreadable);
        const auto kept = (*source)->read(5);
        VERIFY_RESULT(kept);
        QCOMPARE(readNumber((*kept)->image), 5);
        fs::remove(path);
        const auto gone = openSource(path);
        QVERIFY(!gone);
        QVERIFY(gone.error().code == ErrorCode::NotFound);
    }

    void notVideos()
    {
        const auto write = [&](const char* name, const std::string& bytes) {
            std::ofstream(file(name), std::ios::binary) << bytes;
            return openSource(file(name));
        };
        const auto empty = write("empty.mp4", "");
        QVERIFY(!empty);
        QVERIFY(empty.error().code == ErrorCode::Unreadable);
        QVERIFY(empty.error().detail.find("empty") != std::string::npos);
        const auto text = write("text.mp4", "this is a text file with a video name\n");
        QVERIFY(!text);
        QVERIFY(text.error().code == ErrorCode::Unreadable);
        // a WAV file: audio only
        std::string wav("RIFF\x24\x20\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\0\x20\0\0",
                        44);
        wav.append(8192, '\0');
        const auto audio = write("audio.wav", wav);
        QVERIFY(!audio);
        QVERIFY(audio.error().code == ErrorCode::Unsupported);
        QVERIFY(audio.error().detail.find("no video") != std::string::npos);
        // cut before its index
        VERIFY_RESULT(test::writeNumberedVideo(file("moov.mp4"), small(), 20));
        fs::resize_file(file("moov.mp4"), fs::file_size(file("moov.mp4")) / 2);
        const auto noIndex = openSource(file("moov.mp4"));
        QVERIFY(!noIndex);
        QVERIFY(noIndex.error().code == ErrorCode::Unreadable);
        const auto nothing = openSource(file("nothing.mp4"));
        QVERIFY(!nothing);
        QVERIFY(nothing.error().code == ErrorCode::NotFound);
    }

    void audioFirst()
    {
        VERIFY_RESULT(test::writeNumberedVideo(file("plain.mkv"), small(), 40));
        VERIFY_RESULT(test::copyBehindAudio(file("plain.mkv"), file("audio.mkv")));
        const auto source = openSource(file("audio.mkv"));
        VERIFY_RESULT(source);
        QCOMPARE((*source)->index()->stream, 1);
        checkEveryFrame(**source, 40);
    }

    void oneFrame()
    {
        VERIFY_RESULT(test::writeNumberedVideo(file("one.mp4"), small(), 1));
        const auto source = openSource(file("one.mp4"));
        VERIFY_RESULT(source);
        checkEveryFrame(**source, 1);
        QVERIFY((*source)->info().durationSeconds > 0);
    }

    void namesAreNotUrls()
    {
        // a colon in a name must not be taken for a protocol
        fs::path path = file("concat:trick.mkv");
        VERIFY_RESULT(test::writeNumberedVideo(path, small(), 5));
        const auto source = openSource(path);
        VERIFY_RESULT(source);
        checkEveryFrame(**source, 5);
    }
};

QTEST_GUILESS_MAIN(TestVideoReader)
#include "tst_video_reader.moc"
