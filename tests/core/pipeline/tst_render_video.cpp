// Exported videos, decoded again: every frame is there, tracks have their colours where their boxes are, the rest of
// the picture is the source's, and what goes wrong leaves nothing behind.

#include "core/annotation/track_colors.h"
#include "core/pipeline/render_video.h"
#include "core/video/frame_source.h"
#include "core/video/image_writer.h"
#include "core/video/video_writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <fstream>
#include <vector>

using namespace tw;
using namespace tw::pipeline;

namespace {

constexpr FrameIndex kFrames = 9;

// Grey frames whose brightness is 40 + 10 * frame.
std::filesystem::path greyVideo(const QTemporaryDir& folder, int width, int height)
{
    const std::filesystem::path path = folder.filePath(QStringLiteral("grey.mkv")).toStdString();
    video::VideoWriterOptions options;
    options.width = width;
    options.height = height;
    options.encoder = "ffv1"; // lossless, any size
    auto writer = video::VideoWriter::create(path, options);
    if (!writer)
        return {};
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    for (FrameIndex frame = 0; frame < kFrames; ++frame) {
        std::fill(pixels.begin(), pixels.end(), static_cast<std::uint8_t>(40 + 10 * frame));
        if (!writer->write({pixels.data(), width, height, std::ptrdiff_t{4} * width, PixelFormat::Bgra8}))
            return {};
    }
    return writer->finish() ? path : std::filesystem::path();
}

struct Person {
    int id;
    Box box;
    double stepX = 0;
    annotation::BoxOrigin origin = annotation::BoxOrigin::Manual;
    bool hidden = false;
};

annotation::Snapshot tracksOf(const std::vector<Person>& people)
{
    auto state = std::make_shared<annotation::DocumentState>();
    for (const Person& person : people) {
        auto track = std::make_shared<annotation::Track>();
        track->id = TrackId{person.id};
        track->hidden = person.hidden;
        for (FrameIndex frame = 0; frame < kFrames; ++frame) {
            annotation::TrackBox box;
            box.frame = frame;
            box.box = person.box;
            box.box.left += person.stepX * frame;
            box.origin = person.origin;
            track->boxes.push_back(box);
        }
        state->tracks[track->id] = track;
    }
    return state;
}

struct Pixel {
    int r = 0, g = 0, b = 0;
};
Pixel at(const ImageView& image, int x, int y)
{
    const std::uint8_t* p = image.row(y) + std::ptrdiff_t{4} * x;
    return {p[2], p[1], p[0]};
}
double distance(Pixel p, annotation::Rgb color)
{
    return std::hypot(p.r - int(color >> 16 & 255), p.g - int(color >> 8 & 255), p.b - int(color & 255));
}

// Limits the size of files this process writes, as a full disk would.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestRenderVideo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boxesHaveTheirColours();
    void trailsAndNumbers();
    void everyContainer_data();
    void everyContainer();
    void oddSizes();
    void boxesFarOutsideAndHiddenOnes();
    void inputsAreNotWrittenOver();
    void damagedFramesShowTheOneBefore();
    void failuresLeaveNothing();

private:
    // Rendered without loss, so that pixels can be compared.
    RenderRequest request(const std::filesystem::path& video, std::vector<Person> people)
    {
        RenderRequest out;
        out.video = video;
        out.tracks = tracksOf(people);
        out.out = m_folder.filePath(QStringLiteral("out.mkv")).toStdString();
        out.encoder = "ffv1";
        out.overlay.ids = false;
        out.overlay.trails = false;
        return out;
    }
    QTemporaryDir m_folder;
};

void TestRenderVideo::boxesHaveTheirColours()
{
    const auto path = greyVideo(m_folder, 320, 240);
    QVERIFY(!path.empty());
    const auto wanted = request(path, {{3, {40, 50, 60, 120}, 8}, {4, {200, 30, 80, 150}}});
    const auto report = renderVideo(wanted);
    QVERIFY2(report, report ? "" : report.error().detail.c_str());
    QCOMPARE(report->frames, kFrames);
    QCOMPARE(report->encoder, std::string("ffv1"));
    const auto source = video::openSource(wanted.out);
    QVERIFY(source);
    QCOMPARE((*source)->frameCount(), kFrames);
    for (FrameIndex frame = 0; frame < kFrames; ++frame) {
        const auto read = (*source)->read(frame);
        QVERIFY(read);
        const ImageView& image = (*read)->image;
        const int left = 40 + 8 * frame;
        // chroma of 4:2:0 is halved, so colours of lines are near, not equal
        QVERIFY(distance(at(image, left, 110), annotation::rgbOf(TrackId{3})) < 60);
        QVERIFY(distance(at(image, left + 30, 50), annotation::rgbOf(TrackId{3})) < 60);
        QVERIFY(distance(at(image, 280, 100), annotation::rgbOf(TrackId{4})) < 60);
        const int grey = 40 + 10 * frame;
        for (const auto& [x, y] : {std::pair{left + 30, 110}, {240, 100}, {310, 230}})
            QVERIFY(std::abs(at(image, x, y).g - grey) <= 3);
    }
}

void TestRenderVideo::trailsAndNumbers()
{
    const auto path = greyVideo(m_folder, 320, 240);
    auto wanted = request(path, {{5, {20, 60, 40, 100}, 20}});
    wanted.overlay.trails = true;
    wanted.overlay.trailFrames = 3;
    wanted.overlay.ids = true;
    QVERIFY(renderVideo(wanted));
    const auto source = video::openSource(wanted.out);
    QVERIFY(source);
    const auto read = (*source)->read(6); // the box begins at 140, its feet stand at (160, 160)
    QVERIFY(read);
    const ImageView& image = (*read)->image;
    const int grey = 100;
    // feet of the three frames before at 100..160; before them nothing
    QVERIFY(distance(at(image, 120, 160), annotation::rgbOf(TrackId{5})) <
            0.75 * distance({grey, grey, grey}, annotation::rgbOf(TrackId{5})));
    QVERIFY(std::abs(at(image, 80, 160).g - grey) <= 3);
    // the label stands on the upper edge, in the colour of the track
    QVERIFY(distance(at(image, 141, 52), annotation::rgbOf(TrackId{5})) < 60);
}

void TestRenderVideo::everyContainer_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"a.mp4", "a.mkv", "a.webm", "a.avi", "a.mov"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestRenderVideo::everyContainer()
{
    QFETCH(QString, name);
    const auto path = greyVideo(m_folder, 160, 120);
    auto wanted = request(path, {{1, {40, 20, 60, 80}}});
    wanted.out = m_folder.filePath(name).toStdString();
    wanted.encoder.clear();
    const auto report = renderVideo(wanted);
    QVERIFY2(report, report ? "" : report.error().detail.c_str());
    QVERIFY(!report->encoder.empty());
    const auto source = video::openSource(wanted.out);
    QVERIFY(source);
    QCOMPARE((*source)->frameCount(), kFrames);
    QCOMPARE((*source)->info().width, 160);
    const auto read = (*source)->read(kFrames - 1);
    QVERIFY(read);
    QVERIFY(distance(at((*read)->image, 40, 60), annotation::rgbOf(TrackId{1})) < 110);
    QVERIFY(std::abs(at((*read)->image, 130, 60).g - 120) < 12);
}

void TestRenderVideo::oddSizes()
{
    const auto path = greyVideo(m_folder, 161, 119);
    auto wanted = request(path, {{1, {40, 20, 60, 80}}});
    wanted.out = m_folder.filePath(QStringLiteral("odd.mp4")).toStdString();
    wanted.encoder.clear();
    const auto report = renderVideo(wanted);
    QVERIFY2(report, report ? "" : report.error().detail.c_str());
    QCOMPARE(report->width, 162);
    QCOMPARE(report->height, 120);
    const auto source = video::openSource(wanted.out);
    QVERIFY(source);
    const auto read = (*source)->read(0);
    QVERIFY(read);
    QVERIFY(std::abs(at((*read)->image, 161, 119).g - 40) < 8); // a copy of the last column and row, not black
}

void TestRenderVideo::boxesFarOutsideAndHiddenOnes()
{
    const auto path = greyVideo(m_folder, 160, 120);
    const auto wanted = request(path, {{1, {-1e9, -1e9, 2e9, 2e9}},
                                       {2, {1e7, 10, 50, 50}},
                                       {3, {40, 30, 60, 60}, 0, annotation::BoxOrigin::Manual, true},
                                       {4, {-30, 70, 60, 1e8}}});
    const auto report = renderVideo(wanted);
    QVERIFY2(report, report ? "" : report.error().detail.c_str());
    const auto source = video::openSource(wanted.out);
    const auto read = (*source)->read(0);
    QVERIFY(read);
    QVERIFY(std::abs(at((*read)->image, 40, 60).g - 40) <= 3); // track 3 is hidden
    QVERIFY(distance(at((*read)->image, 30, 100), annotation::rgbOf(TrackId{4})) < 60);
}

void TestRenderVideo::inputsAreNotWrittenOver()
{
    const auto path = greyVideo(m_folder, 160, 120);
    auto wanted = request(path, {});
    wanted.out = path;
    const auto same = renderVideo(wanted);
    QVERIFY(!same);
    QVERIFY(same.error().code == ErrorCode::Refused);
    const auto source = video::openSource(path);
    QVERIFY(source);
    QCOMPARE((*source)->frameCount(), kFrames);
    const auto link = std::filesystem::path(m_folder.filePath(QStringLiteral("link.mkv")).toStdString());
    std::filesystem::create_hard_link(path, link);
    wanted.out = link;
    QVERIFY(!renderVideo(wanted));
}

void TestRenderVideo::damagedFramesShowTheOneBefore()
{
    const QString folder = m_folder.filePath(QStringLiteral("pictures"));
    std::filesystem::create_directory(folder.toStdString());
    for (int i = 1; i <= 3; ++i) {
        const std::vector<std::uint8_t> pixels(160 * 120 * 4, static_cast<std::uint8_t>(50 * i));
        const auto name = folder.toStdString() + "/00000" + std::to_string(i) + ".png";
        QVERIFY(video::writeImage(name, {pixels.data(), 160, 120, 640, PixelFormat::Bgra8}));
    }
    const auto damaged = folder.toStdString() + "/000002.png";
    std::filesystem::resize_file(damaged, std::filesystem::file_size(damaged) / 2);
    const auto wanted = request(folder.toStdString(), {});
    const auto report = renderVideo(wanted);
    QVERIFY2(report, report ? "" : report.error().detail.c_str());
    QCOMPARE(report->frames, 3);
    QCOMPARE(report->unreadable, std::vector<FrameIndex>{1});
    const auto source = video::openSource(wanted.out);
    QVERIFY(source);
    QVERIFY(std::abs(at((*(*source)->read(1))->image, 80, 60).g - 50) <= 3);
    QVERIFY(std::abs(at((*(*source)->read(2))->image, 80, 60).g - 150) <= 3);
}

void TestRenderVideo::failuresLeaveNothing()
{
    const auto path = greyVideo(m_folder, 320, 240);
    auto wanted = request(path, {{1, {40, 20, 60, 80}}});
    wanted.out = m_folder.filePath(QStringLiteral("fresh.avi")).toStdString();
    wanted.encoder = "rawvideo";
    {
        const SmallDisk disk(200'000); // less than one frame of BGRA takes
        const auto full = renderVideo(wanted);
        QVERIFY(!full);
        QVERIFY(full.error().code == ErrorCode::Io);
        QVERIFY2(full.error().detail.find("cannot be") != std::string::npos, full.error().detail.c_str());
    }
    QVERIFY(!std::filesystem::exists(wanted.out));
    std::stop_source stop;
    int seen = 0;
    JobContext job{stop.get_token(), [&](const Progress& progress) {
                       if (progress.step == "render" && ++seen == 2)
                           stop.request_stop();
                   }};
    const auto stopped = renderVideo(wanted, job);
    QVERIFY(!stopped);
    QVERIFY(stopped.error().code == ErrorCode::Cancelled);
    QVERIFY(!std::filesystem::exists(wanted.out));
    wanted.frames = {kFrames, kFrames + 5};
    QVERIFY(renderVideo(wanted).error().code == ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestRenderVideo)
#include "tst_render_video.moc"
