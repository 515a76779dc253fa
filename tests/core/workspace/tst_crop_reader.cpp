// Pictures of people for the window: kept ones at once, whatever the distance of the key frames; the frame's own after
// them; without kept ones and with a damaged one as before.
#include "core/workspace/crop_reader.h"

#include "core/math/rng.h"
#include "core/pipeline/person_picture.h"
#include "core/storage/project_store.h"
#include "core/video/image_writer.h"
#include "core/video/video_writer.h"
#include "owner_loop.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <cmath>

using namespace tw;
using namespace tw::workspace;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kWidth = 1280, kHeight = 720;
constexpr FrameIndex kFrames = 200;
constexpr FrameIndex kAsked = 190; // far from the only key frame
constexpr pipeline::PictureFrame kVideo{kWidth, kHeight};

// Of frame `kAsked`: red grows to the right. What is kept of it is made of the same picture.
std::vector<std::uint8_t> picture(FrameIndex frame)
{
    math::Rng rng(static_cast<std::uint64_t>(frame));
    std::vector<std::uint8_t> bgr(std::size_t{3} * kWidth * kHeight);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            std::uint8_t* pixel = &bgr[static_cast<std::size_t>((y * kWidth + x) * 3)];
            pixel[0] = static_cast<std::uint8_t>(40 + frame % 50);
            pixel[1] = static_cast<std::uint8_t>((x / 40 + y / 40 + frame) % 2 * 60 + 60);
            pixel[2] = static_cast<std::uint8_t>(x * 255 / kWidth);
        }
    return bgr;
}

Box person(int i)
{
    return {100.0 + 150 * i, 200, 80, 200};
}

std::string jpegOf(const std::vector<std::uint8_t>& bgr, const Box& area)
{
    const ImageView part{bgr.data() + (static_cast<int>(area.top) * kWidth + static_cast<int>(area.left)) * 3,
                         static_cast<int>(area.width), static_cast<int>(area.height), std::ptrdiff_t{3} * kWidth,
                         PixelFormat::Bgr8};
    const auto jpeg = video::encodeImage(part);
    if (!jpeg)
        qFatal("%s", jpeg.error().message().c_str());
    return *jpeg;
}

} // namespace

class TestCropReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void keptPicturesComeFirstAndAtOnce();
    void whatIsThereIsNotSentAgain();
    void withoutKeptPicturesTheFrameIsRead();
    void aDamagedPictureIsReadFromTheVideo();

private:
    std::unique_ptr<Workspace> open()
    {
        Workspace::Options options;
        options.post = m_loop.post();
        auto opened = Workspace::open(m_project, options);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        return *std::move(opened);
    }

    QTemporaryDir m_folder;
    test::OwnerLoop m_loop;
    fs::path m_project;
};

void TestCropReader::initTestCase()
{
    const fs::path clip = fs::path(m_folder.path().toStdString()) / "clip.mp4";
    video::VideoWriterOptions options;
    options.width = kWidth;
    options.height = kHeight;
    options.keyFrameDistance = kFrames;
    auto writer = video::VideoWriter::create(clip, options);
    QVERIFY(writer.has_value());
    for (FrameIndex frame = 0; frame < kFrames; ++frame)
        QVERIFY(writer->write({picture(frame).data(), kWidth, kHeight, std::ptrdiff_t{3} * kWidth, PixelFormat::Bgr8}));
    QVERIFY(writer->finish().has_value());

    storage::ProjectContent content;
    content.meta.videoPath = clip;
    content.meta.width = kWidth;
    content.meta.height = kHeight;
    content.meta.frameCount = kFrames;
    content.meta.frameRate = {25, 1};
    m_project = fs::path(m_folder.path().toStdString()) / "clip.twp";
    const auto store = storage::ProjectStore::create(m_project, content);
    QVERIFY(store.has_value());
    storage::KeptPictures kept{{kAsked, kAsked}, {}};
    for (int i = 0; i < 4; ++i) {
        const Box area = pipeline::keptArea(person(i), kVideo);
        kept.pictures.push_back({kAsked, area, i == 3 ? "no JPEG" : jpegOf(picture(kAsked), area)});
    }
    (*store)->putPictures(std::move(kept));
    QVERIFY((*store)->flush());
}

void TestCropReader::keptPicturesComeFirstAndAtOnce()
{
    const auto workspace = open();
    std::vector<CropPtr> came;
    std::vector<double> milliseconds;
    const auto start = Clock::now();
    CropReader reader(*workspace, m_loop.post(), [&](const CropPtr& crop) {
        came.push_back(crop);
        milliseconds.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    });
    std::vector<CropWish> wishes;
    for (int i = 0; i < 3; ++i) {
        QVERIFY(workspace->hasPicture(kAsked, pipeline::pictureArea(person(i), kVideo)));
        QVERIFY(!workspace->hasPicture(kAsked - 1, pipeline::pictureArea(person(i), kVideo)));
        wishes.push_back({kAsked, pipeline::pictureArea(person(i), kVideo)});
    }
    reader.read(wishes);
    QVERIFY(m_loop.runUntil([&] { return came.size() == 6; }));
    qInfo("the last kept picture after %.1f ms, the frame's own after %.1f ms", milliseconds[2], milliseconds[5]);
    for (std::size_t i = 0; i < 6; ++i)
        QCOMPARE(came[i]->kept, i < 3);
    QVERIFY2(milliseconds[2] < 50, qPrintable(QString::number(milliseconds[2])));
    // both show the same: the same place of the picture at the same place of the crop
    for (std::size_t i = 0; i < 3; ++i) {
        const Crop& kept = *came[i];
        const auto exact =
            std::find_if(came.begin() + 3, came.end(), [&](const CropPtr& c) { return c->box == kept.box; });
        QVERIFY(exact != came.end());
        int difference = 0; // of red, which a lossy video changes at the edges of the pattern only
        for (int row = 1; row < 9; ++row)
            for (int column = 1; column < 9; ++column) {
                const auto at = [&](const Crop& crop) {
                    const int x = crop.width * column / 10, y = crop.height * row / 10;
                    return &crop.pixels[static_cast<std::size_t>((y * crop.width + x) * 4)];
                };
                QCOMPARE(int(at(kept)[3]), 255);
                difference += std::abs(at(kept)[2] - at(**exact)[2]);
            }
        QVERIFY2(difference < 8 * 64, qPrintable(QString::number(difference)));
    }
}

void TestCropReader::whatIsThereIsNotSentAgain()
{
    const auto workspace = open();
    std::vector<CropPtr> came;
    CropReader reader(*workspace, m_loop.post(), [&](const CropPtr& crop) { came.push_back(crop); });
    reader.read({{kAsked, pipeline::pictureArea(person(0), kVideo), true}});
    QVERIFY(m_loop.runUntil([&] { return came.size() == 1; }));
    QVERIFY(!came.front()->kept);
}

void TestCropReader::withoutKeptPicturesTheFrameIsRead()
{
    const auto workspace = open();
    std::vector<CropPtr> came;
    CropReader reader(*workspace, m_loop.post(), [&](const CropPtr& crop) { came.push_back(crop); });
    reader.read({{5, pipeline::pictureArea(person(0), kVideo)}});
    QVERIFY(m_loop.runUntil([&] { return came.size() == 1; }));
    QVERIFY(!came.front()->kept && !came.front()->pixels.empty());
}

void TestCropReader::aDamagedPictureIsReadFromTheVideo()
{
    const auto workspace = open();
    std::vector<CropPtr> came;
    CropReader reader(*workspace, m_loop.post(), [&](const CropPtr& crop) { came.push_back(crop); });
    reader.read({{kAsked, pipeline::pictureArea(person(3), kVideo)}});
    QVERIFY(m_loop.runUntil([&] { return came.size() == 1; }));
    QVERIFY(!came.front()->kept && !came.front()->pixels.empty());
}

QTEST_GUILESS_MAIN(TestCropReader)
#include "tst_crop_reader.moc"
