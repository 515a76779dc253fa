// Rows of a frame are the pixels of its image, whatever the codec gave.

#include "core/video/frame_rows.h"
#include "core/video/frame_source.h"
#include "tests/support/synthetic_video.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace tw;
using namespace tw::video;

namespace {

struct Rows {
    std::vector<std::uint8_t> pixels; // without padding
    int height = 0;
    int pieces = 0;
};

Result<Rows> rowsOf(FrameRows& reader, const FramePtr& frame, const VideoInfo& info)
{
    Rows out;
    TW_TRY(reader.read(frame, info.width, info.height, [&](const ImageView& rows) -> Result<void> {
        if (rows.width != info.width || rows.format != PixelFormat::Bgra8)
            return Error{ErrorCode::Internal, "rows of another form", {}};
        for (int y = 0; y < rows.height; ++y)
            out.pixels.insert(out.pixels.end(), rows.row(y), rows.row(y) + std::ptrdiff_t{4} * rows.width);
        out.height += rows.height;
        ++out.pieces;
        return {};
    }));
    return out;
}

} // namespace

class TestFrameRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equalTheImage_data();
    void equalTheImage();
    void errorsComeBack();
};

void TestFrameRows::equalTheImage_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("chroma");
    QTest::addColumn<int>("turns");
    QTest::addColumn<bool>("inPieces");
    using Layout = Planes::Layout;
    const auto row = [](const char* name, int width, int height, Layout chroma, int turns, bool inPieces) {
        QTest::newRow(name) << width << height << static_cast<int>(chroma) << turns << inPieces;
    };
    row("4:2:0", 320, 180, Layout::Yuv420, 0, true);
    row("4:2:0, last band of two rows", 322, 178, Layout::Yuv420, 0, true);
    row("4:2:0, lower than a band", 320, 48, Layout::Yuv420, 0, true);
    row("4:2:2", 320, 180, Layout::Yuv422, 0, true);
    row("4:4:4", 320, 180, Layout::Yuv444, 0, false);
    row("upright picture", 320, 180, Layout::Yuv420, 1, false);
}

void TestFrameRows::equalTheImage()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, chroma);
    QFETCH(int, turns);
    QFETCH(bool, inPieces);
    if (!hasEncoder("libx264"))
        QSKIP("this FFmpeg has no H.264 encoder");
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "clip.mkv";
    VideoWriterOptions options;
    options.width = width;
    options.height = height;
    options.encoder = "libx264";
    options.chroma = static_cast<Planes::Layout>(chroma);
    options.orientation.quarterTurns = turns;
    if (turns != 0)
        options.container = "mp4";
    constexpr int kFrames = 6;
    const auto written = test::writeNumberedVideo(path, options, kFrames);
    QVERIFY2(written, written ? "" : written.error().message().c_str());
    const auto images = openSource(path);
    OpenOptions opening;
    opening.content = FrameContent::Planes;
    const auto planes = openSource(path, opening);
    QVERIFY(images && planes);
    const VideoInfo& info = (*planes)->info();
    QCOMPARE(info.width, turns == 0 ? width : height);
    FrameRows reader;
    for (FrameIndex i = 0; i < kFrames; ++i) {
        const auto image = (*images)->read(i);
        const auto frame = (*planes)->read(i);
        QVERIFY(image && frame);
        QVERIFY((*frame)->image.empty());
        const auto rows = rowsOf(reader, *frame, info);
        QVERIFY2(rows, rows ? "" : rows.error().message().c_str());
        QCOMPARE(rows->height, info.height);
        QCOMPARE(rows->pieces > 1, inPieces);
        const ImageView& whole = (*image)->image;
        for (int y = 0; y < info.height; ++y)
            QVERIFY2(std::memcmp(whole.row(y), rows->pixels.data() + std::size_t{4} * info.width * y,
                                 std::size_t{4} * info.width) == 0,
                     qPrintable(QStringLiteral("frame %1, row %2").arg(i).arg(y)));
        // a frame that has its image gives it as it is
        const auto same = rowsOf(reader, *image, info);
        QVERIFY(same);
        QCOMPARE(same->pieces, 1);
        QVERIFY(same->pixels == rows->pixels);
    }
}

void TestFrameRows::errorsComeBack()
{
    Frame frame;
    const std::vector<std::uint8_t> pixels(4 * 4 * 4);
    frame.image = {pixels.data(), 4, 4, 16, PixelFormat::Bgra8};
    FrameRows reader;
    const auto result = reader.read(std::make_shared<const Frame>(frame), 4, 4, [](const ImageView&) -> Result<void> {
        return Error{ErrorCode::OutOfMemory, "full", {}};
    });
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::OutOfMemory);
}

QTEST_GUILESS_MAIN(TestFrameRows)
#include "tst_frame_rows.moc"
