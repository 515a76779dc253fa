// Small pictures of every frame in one file.

#include "core/video/frame_source.h"
#include "core/video/preview_store.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <atomic>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

using namespace tw;
using namespace tw::video;

namespace fs = std::filesystem;

class TestPreviewStore : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    const VideoIndex m_video = videoOf({1000, 5, 0x1234}, 60);

    static VideoIndex videoOf(FileStamp stamp, int frames)
    {
        VideoIndex video;
        video.file = stamp;
        video.frames.resize(static_cast<std::size_t>(frames));
        return video;
    }

    std::unique_ptr<FrameSource> clip(int frames, int width, int height, FrameContent content, Orientation turn = {})
    {
        VideoWriterOptions options;
        options.width = width;
        options.height = height;
        options.encoder = "mpeg4";
        options.orientation = turn;
        if (!test::writeNumberedVideo(file("clip.mp4"), options, frames))
            return nullptr;
        OpenOptions open;
        open.content = content;
        auto source = openSource(file("clip.mp4"), open);
        return source ? std::move(*source) : nullptr;
    }

private Q_SLOTS:
    void keepsEveryFrameSmall()
    {
        for (const FrameContent content : {FrameContent::Planes, FrameContent::Image}) {
            const auto source = clip(12, 1280, 722, content);
            QVERIFY(source != nullptr);
            fs::remove(file("a.preview"));
            const auto store = PreviewStore::open(file("a.preview"), m_video);
            QVERIFY(store.has_value());
            for (FrameIndex i = 0; i < 12; ++i)
                QVERIFY((*store)->add(*source->read(i)).has_value());
            QCOMPARE((*store)->count(), 12);
            for (const FrameIndex i : {11, 0, 5}) {
                const auto frame = (*store)->read(i);
                QVERIFY(frame.has_value());
                QVERIFY((*frame)->preview);
                QCOMPARE((*frame)->index, i);
                QCOMPARE((*frame)->image.width, 640);
                QCOMPARE((*frame)->image.height, 361);
                QCOMPARE(test::readNumber((*frame)->image), i);
            }
            QVERIFY(fs::file_size(file("a.preview")) < 12 * 60000);
        }
    }

    void turnedVideosStandUpright()
    {
        const auto source = clip(2, 320, 192, FrameContent::Planes, {1, false});
        QVERIFY(source != nullptr);
        const auto store = PreviewStore::open(file("turned.preview"), m_video);
        QVERIFY((*store)->add(*source->read(1)).has_value());
        const auto frame = (*store)->read(1);
        QVERIFY(frame.has_value());
        QCOMPARE((*frame)->image.width, 192);
        QCOMPARE((*frame)->image.height, 320);
    }

    void survivesReopeningAndTornEnds()
    {
        const auto source = clip(6, 320, 192, FrameContent::Planes);
        QVERIFY(source != nullptr);
        {
            const auto store = PreviewStore::open(file("b.preview"), m_video);
            for (FrameIndex i = 0; i < 5; ++i)
                QVERIFY((*store)->add(*source->read(i)).has_value());
        }
        {
            const auto store = PreviewStore::open(file("b.preview"), m_video);
            QCOMPARE((*store)->count(), 5);
            QVERIFY((*store)->has(4) && !(*store)->has(5));
        }
        fs::resize_file(file("b.preview"), fs::file_size(file("b.preview")) - 10);
        {
            const auto store = PreviewStore::open(file("b.preview"), m_video);
            QCOMPARE((*store)->count(), 4);
            QVERIFY((*store)->add(*source->read(5)).has_value());
            QCOMPARE(test::readNumber((*(*store)->read(5))->image), 5);
        }
        {
            const auto store = PreviewStore::open(file("b.preview"), m_video);
            QCOMPARE((*store)->count(), 5);
            QCOMPARE(test::readNumber((*(*store)->read(3))->image), 3);
            const auto missing = (*store)->read(4);
            QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
        }
        // another video: started anew
        const auto other = PreviewStore::open(file("b.preview"), videoOf({1000, 5, 0x9999}, 60));
        QVERIFY(other.has_value());
        QCOMPARE((*other)->count(), 0);
        QVERIFY(!PreviewStore::open(file("no/folder/c.preview"), m_video).has_value());
    }

    void everyOtherVideoIsAnother()
    {
        const auto source = clip(3, 192, 128, FrameContent::Planes);
        QVERIFY(source != nullptr);
        const VideoIndex others[] = {videoOf({1001, 5, 0x1234}, 60), videoOf({1000, 6, 0x1234}, 60),
                                     videoOf({1000, 5, 0x1235}, 60), videoOf({1000, 5, 0x1234}, 61)};
        for (const VideoIndex& other : others) {
            {
                const auto store = PreviewStore::open(file("e.preview"), m_video);
                QVERIFY((*store)->add(*source->read(1)).has_value());
                QVERIFY((*store)->isOf(m_video) && !(*store)->isOf(other));
            }
            const auto store = PreviewStore::open(file("e.preview"), other);
            QVERIFY(store.has_value());
            QCOMPARE((*store)->count(), 0);
            QVERIFY(!(*store)->read(1).has_value());
        }
    }

    void theSecondOnlyReads()
    {
        const auto source = clip(4, 192, 128, FrameContent::Planes);
        QVERIFY(source != nullptr);
        auto first = *PreviewStore::open(file("f.preview"), m_video);
        QVERIFY(first->writable() && first->add(*source->read(0)).has_value());
        const auto second = PreviewStore::open(file("f.preview"), m_video);
        QVERIFY(second.has_value() && !(*second)->writable());
        QCOMPARE(test::readNumber((*(*second)->read(0))->image), 0);
        // what is written meanwhile is found
        QVERIFY(!(*second)->has(3));
        QVERIFY(first->add(*source->read(3)).has_value());
        QVERIFY((*second)->has(3));
        QCOMPARE(test::readNumber((*(*second)->read(3))->image), 3);
        // while the file of another video is written, there is none for this one
        const auto foreign = PreviewStore::open(file("f.preview"), videoOf({7, 7, 7}, 60));
        QVERIFY(!foreign && foreign.error().code == ErrorCode::Conflict);
        first.reset();
        QVERIFY((*PreviewStore::open(file("f.preview"), m_video))->writable());
    }

    void damageIsMissingNeverWrong()
    {
        const auto source = clip(4, 192, 128, FrameContent::Planes);
        QVERIFY(source != nullptr);
        std::string whole;
        {
            const auto store = PreviewStore::open(file("g.preview"), m_video);
            for (FrameIndex i = 0; i < 4; ++i)
                QVERIFY((*store)->add(*source->read(i)).has_value());
            std::ifstream in(file("g.preview"), std::ios::binary);
            whole.assign(std::istreambuf_iterator<char>(in), {});
        }
        std::mt19937 random(5);
        int missing = 0;
        for (int round = 0; round < 100; ++round) {
            std::string bytes = whole;
            // half of the damage in header and table, half in the pictures; sometimes the end is gone
            const std::size_t table = 48 + 16 * 60;
            const std::size_t place = round % 2 == 0 ? random() % table : table + random() % (bytes.size() - table);
            for (std::size_t i = place; i < std::min(bytes.size(), place + 1 + random() % 8); ++i)
                bytes[i] = static_cast<char>(random());
            if (round % 5 == 0)
                bytes.resize(random() % bytes.size());
            std::ofstream(file("g.preview"), std::ios::binary) << bytes;
            const auto store = PreviewStore::open(file("g.preview"), m_video);
            QVERIFY(store.has_value());
            for (FrameIndex i = 0; i < 60; ++i) {
                const auto frame = (*store)->read(i);
                if (frame)
                    QCOMPARE(test::readNumber((*frame)->image), i);
                else
                    QVERIFY(!(*store)->has(i)); // to be written again
                missing += i < 4 && !frame ? 1 : 0;
            }
            for (FrameIndex i = 0; i < 4; ++i) {
                QVERIFY((*store)->add(*source->read(i)).has_value());
                QCOMPARE(test::readNumber((*(*store)->read(i))->image), i);
            }
        }
        QVERIFY(missing > 30);
    }

    void readWhileItGrows()
    {
        const auto source = clip(60, 192, 128, FrameContent::Planes);
        QVERIFY(source != nullptr);
        const auto store = PreviewStore::open(file("d.preview"), m_video);
        QVERIFY(store.has_value());
        std::atomic<bool> done{false};
        std::atomic<int> wrong{0}, good{0};
        std::jthread reader([&] {
            bool last = false;
            while (!last) {
                last = done;
                for (FrameIndex i = 0; i < 60; ++i) {
                    const auto frame = (*store)->read(i);
                    if (frame)
                        (test::readNumber((*frame)->image) == i ? good : wrong) += 1;
                    else if (frame.error().code != ErrorCode::NotFound)
                        ++wrong;
                }
            }
        });
        for (FrameIndex i = 0; i < 60; ++i)
            QVERIFY((*store)->add(*source->read(i)).has_value());
        done = true;
        reader.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(good.load() >= 60);
    }
};

QTEST_GUILESS_MAIN(TestPreviewStore)
#include "tst_preview_store.moc"
