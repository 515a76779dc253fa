// The cache by bytes: what stays, what goes, from several threads.

#include <QtTest/QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 stumbles over the concepts of the standard library here
#include "core/video/frame_cache.h"

#include <random>
#include <thread>
#endif

using namespace tw;
using namespace tw::video;

namespace {

FramePtr frameOf(FrameIndex index, int rows = 10)
{
    auto frame = std::make_shared<Frame>();
    const auto pixels = std::make_shared<std::vector<std::uint8_t>>(static_cast<std::size_t>(100 * rows));
    frame->index = index;
    frame->image = {pixels->data(), 25, rows, 100, PixelFormat::Bgra8};
    frame->owner = pixels;
    return frame;
}

} // namespace

class TestFrameCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leastRecentlyUsedGoesFirst()
    {
        FrameCache cache(3000);
        for (const FrameIndex i : {1, 2, 3})
            cache.insert(frameOf(i));
        QCOMPARE(cache.bytes(), std::size_t{3000});
        QVERIFY(cache.find(1) != nullptr); // 2 is the oldest now
        QVERIFY(cache.contains(2));        // looking is no use
        cache.insert(frameOf(4));
        QVERIFY(cache.contains(1) && !cache.contains(2) && cache.contains(3) && cache.contains(4));
        QCOMPARE(cache.count(), std::size_t{3});
        QVERIFY(cache.find(2) == nullptr);
        QCOMPARE(cache.find(3)->index, 3);
    }

    void bytesDecideNotCounts()
    {
        FrameCache cache(3000);
        cache.insert(frameOf(1));
        cache.insert(frameOf(2));
        cache.insert(frameOf(3, 25)); // 2500 bytes: both others have to go
        QCOMPARE(cache.count(), std::size_t{1});
        QCOMPARE(cache.bytes(), std::size_t{2500});
        cache.insert(frameOf(4, 31)); // larger than everything: not kept, pushes nothing out
        QVERIFY(cache.contains(3) && !cache.contains(4));
        cache.insert(frameOf(3)); // replaced
        QCOMPARE(cache.bytes(), std::size_t{1000});
        cache.insert(frameOf(3, 40)); // replaced by one that does not fit: the old one is not the frame any more
        QCOMPARE(cache.bytes(), std::size_t{0});
    }

    void shrinksAndClears()
    {
        FrameCache cache(10000);
        for (FrameIndex i = 0; i < 10; ++i)
            cache.insert(frameOf(i));
        cache.setMaxBytes(4000);
        QCOMPARE(cache.maxBytes(), std::size_t{4000});
        QCOMPARE(cache.count(), std::size_t{4});
        QVERIFY(cache.contains(9) && !cache.contains(5));
        cache.clear();
        QCOMPARE(cache.bytes(), std::size_t{0});
        QVERIFY(!cache.contains(9));
    }

    void ranges()
    {
        FrameCache cache(100000);
        QVERIFY(cache.ranges().empty());
        for (const FrameIndex i : {7, 3, 4, 12, 5, 13})
            cache.insert(frameOf(i));
        const std::vector<FrameRange> expected = {{3, 5}, {7, 7}, {12, 13}};
        QVERIFY(cache.ranges() == expected);
    }

    void framesOutliveTheCache()
    {
        FramePtr kept;
        {
            FrameCache cache(5000);
            cache.insert(frameOf(1));
            kept = cache.find(1);
        }
        QCOMPARE(kept->index, 1);
        QCOMPARE(int(kept->image.row(9)[99]), 0);
    }

    void manyThreads()
    {
        FrameCache cache(20000);
        std::atomic<int> wrong{0};
        {
            std::vector<std::jthread> threads;
            for (unsigned seed = 0; seed < 4; ++seed) {
                threads.emplace_back([&cache, &wrong, seed] {
                    std::mt19937 random(seed);
                    for (int i = 0; i < 2000; ++i) {
                        const auto index = static_cast<FrameIndex>(random() % 60);
                        if (random() % 3 == 0)
                            cache.insert(frameOf(index, 1 + static_cast<int>(random() % 20)));
                        else if (const FramePtr frame = cache.find(index))
                            wrong += frame->index == index ? 0 : 1;
                        wrong += cache.bytes() <= 20000 ? 0 : 1;
                    }
                });
            }
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFrameCache)
#include "tst_frame_cache.moc"
