// Previews written in the background: filling, resuming, stopping, making room, sharing a folder, trouble.
// Sources say which frame they are by their pixels; nothing waits for a clock except as a last resort.

#include "core/video/preview_builder.h"
#include "core/video/preview_cache.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <condition_variable>
#include <csignal>
#include <fstream>
#include <mutex>
#include <sys/resource.h>
#include <thread>

using namespace tw;
using namespace tw::video;

namespace fs = std::filesystem;

namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr int kFrames = 40;

VideoIndex videoOf(std::uint64_t fingerprint, int frames = kFrames)
{
    VideoIndex video;
    video.file = {1000, 5, fingerprint};
    video.frames.resize(static_cast<std::size_t>(frames));
    return video;
}

FramePtr numbered(FrameIndex index)
{
    const auto picture = std::make_shared<test::Picture>(test::numberPicture(index, 96, 64));
    const auto bgra = std::make_shared<std::vector<std::uint8_t>>();
    for (std::size_t i = 0; i < picture->bgr.size(); i += 3)
        bgra->insert(bgra->end(), {picture->bgr[i], picture->bgr[i + 1], picture->bgr[i + 2], 255});
    auto frame = std::make_shared<Frame>();
    frame->index = index;
    frame->image = {bgra->data(), 96, 64, 96 * 4, PixelFormat::Bgra8};
    frame->owner = bgra;
    return frame;
}

// What the sources of a test do, and what was read from them.
struct Script {
    std::mutex mutex;
    std::condition_variable_any changed;
    FrameIndex heldAt = kNoFrame; // reading this frame waits until it is stopped or released
    FrameIndex reading = kNoFrame;
    FrameIndex broken = kNoFrame;
    std::vector<FrameIndex> reads;

    void hold(FrameIndex index)
    {
        const std::lock_guard lock(mutex);
        heldAt = index;
        changed.notify_all();
    }
    bool waitUntilReading(FrameIndex index)
    {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, kPatience, [&] { return reading == index; });
    }
    std::vector<FrameIndex> readSoFar()
    {
        const std::lock_guard lock(mutex);
        return reads;
    }
};

// Groups of ten frames.
class ScriptedSource final : public FrameSource
{
public:
    ScriptedSource(std::shared_ptr<Script> script, VideoIndex index)
        : m_script(std::move(script)), m_index(std::move(index))
    {
        m_info.width = 96;
        m_info.height = 64;
        m_info.frameCount = m_index.frameCount();
    }
    const VideoInfo& info() const override { return m_info; }
    Result<FramePtr> read(FrameIndex index, std::stop_token stop) override
    {
        std::unique_lock lock(m_script->mutex);
        m_script->reading = index;
        m_script->changed.notify_all();
        m_script->changed.wait(lock, stop, [&] { return m_script->heldAt != index; });
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", {}};
        m_script->reads.push_back(index);
        if (index == m_script->broken)
            return Error{ErrorCode::Unreadable, "broken", {}};
        return numbered(index);
    }
    double seconds(FrameIndex index) const override { return 0.04 * index; }
    FrameIndex groupStart(FrameIndex index) const override { return index / 10 * 10; }
    const VideoIndex* index() const override { return &m_index; }

private:
    std::shared_ptr<Script> m_script;
    VideoInfo m_info;
    VideoIndex m_index;
};

template <class Condition>
bool eventually(Condition condition)
{
    for (int i = 0; i < 12000 && !condition(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return condition();
}

// A cache in a folder, a scripted video, and builders for it.
struct Bench {
    PreviewCache cache;
    std::shared_ptr<Script> script = std::make_shared<Script>();
    VideoIndex video = videoOf(1);
    PreviewBuilder::Options options;

    explicit Bench(fs::path folder, std::uint64_t limit = 1 << 30) : cache(std::move(folder), {limit, 0})
    {
        options.rest = std::chrono::milliseconds(0);
        options.lowPriority = false;
    }
    std::shared_ptr<PreviewStore> store() const { return *cache.open(video); }
    std::unique_ptr<PreviewBuilder> build(std::shared_ptr<PreviewStore> store, std::optional<VideoIndex> found = {})
    {
        return std::make_unique<PreviewBuilder>(
            std::move(store),
            [script = script, index = found.value_or(video)](
                const OpenOptions&, const JobContext&) -> Result<std::unique_ptr<FrameSource>> {
                return std::unique_ptr<FrameSource>(std::make_unique<ScriptedSource>(script, index));
            },
            [this](std::uint64_t bytes) { return cache.makeRoom(bytes); }, options);
    }
};

bool ended(const PreviewBuilder& builder)
{
    return eventually([&] { return builder.status().ended; });
}

// While one stands, the disk takes no more than so many bytes of a file.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

class TestPreviewBuilder : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "previews"; }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void writesEveryFrame()
    {
        Bench bench(folder());
        bench.options.lowPriority = true;
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(ended(*builder));
        QCOMPARE(builder->status().done, kFrames);
        QCOMPARE(builder->status().problem, std::string());
        for (FrameIndex i = 0; i < kFrames; ++i)
            QCOMPARE(test::readNumber((*store->read(i))->image), i);
    }

    void goesOnWhereItStopped()
    {
        Bench bench(folder());
        bench.script->hold(12);
        {
            const auto builder = bench.build(bench.store());
            QVERIFY(bench.script->waitUntilReading(12));
            builder->stop(); // in the middle of a read
            QVERIFY(!builder->status().problem.size());
        }
        bench.script->hold(kNoFrame);
        const auto store = bench.store();
        QCOMPARE(store->count(), 12);
        const auto builder = bench.build(store);
        QVERIFY(ended(*builder));
        QCOMPARE(store->count(), kFrames);
        QCOMPARE(bench.script->readSoFar().size(), std::size_t{kFrames}); // none twice
    }

    void aFrameThatIsAskedForComesFirst()
    {
        Bench bench(folder());
        bench.script->hold(3);
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(bench.script->waitUntilReading(3));
        store->asked(27);
        bench.script->hold(kNoFrame);
        QVERIFY(ended(*builder));
        const auto reads = bench.script->readSoFar();
        QCOMPARE(reads.size(), std::size_t{kFrames});
        QCOMPARE((std::vector<FrameIndex>(reads.begin(), reads.begin() + 6)),
                 (std::vector<FrameIndex>{0, 1, 2, 3, 20, 21}));
        QCOMPARE(reads[4 + 20], 4); // to the end, then the rest
    }

    void restsWhileAPersonMoves()
    {
        Bench bench(folder());
        bench.options.rest = std::chrono::hours(1);
        bench.script->hold(3);
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(bench.script->waitUntilReading(3));
        store->asked(5);
        bench.script->hold(kNoFrame);
        QVERIFY(eventually([&] { return store->has(3); }));
        QCOMPARE(bench.script->readSoFar().size(), std::size_t{4});
        builder->stop(); // does not wait for the hour
        QVERIFY(builder->status().ended);
    }

    void pausedItDecodesNothing()
    {
        Bench bench(folder());
        bench.script->hold(0);
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(bench.script->waitUntilReading(0));
        builder->pause(true);
        bench.script->hold(kNoFrame);
        QVERIFY(eventually([&] { return store->has(0); }));
        QTest::qSleep(50); // enough for many frames of this source
        QCOMPARE(bench.script->readSoFar().size(), std::size_t{1});
        builder->pause(false);
        QVERIFY(ended(*builder));
        QCOMPARE(store->count(), kFrames);
    }

    void anUnreadableFrameIsLeftOut()
    {
        Bench bench(folder());
        bench.script->broken = 7;
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(ended(*builder));
        QCOMPARE(builder->status().problem, std::string());
        QCOMPARE(store->count(), kFrames - 1);
        QVERIFY(!store->has(7));
    }

    void anotherVideoAtThisPathEndsIt()
    {
        Bench bench(folder());
        const auto store = bench.store();
        const auto builder = bench.build(store, videoOf(2));
        QVERIFY(ended(*builder));
        QVERIFY(builder->status().problem.find("replaced") != std::string::npos);
        QCOMPARE(store->count(), 0);
    }

    void aReplacedVideoShowsNoOldPreviews()
    {
        const fs::path path = fs::path(m_folder->path().toStdString()) / "clip.mp4";
        VideoWriterOptions options;
        options.width = 192;
        options.height = 128;
        options.encoder = "mpeg4";
        const PreviewCache cache(folder(), {1 << 30, 0});
        const auto indexNow = [&] { return *(*openSource(path))->index(); };
        QVERIFY(test::writeNumberedVideo(path, options, 8).has_value());
        const VideoIndex before = indexNow();
        {
            const auto source = openSource(path);
            const auto store = cache.open(before);
            for (FrameIndex i = 0; i < 8; ++i)
                QVERIFY((*store)->add(*(*source)->read(i)).has_value());
        }
        QCOMPARE((*cache.open(indexNow()))->count(), 8);
        options.width = 208; // another video of the same name
        QVERIFY(test::writeNumberedVideo(path, options, 8).has_value());
        QCOMPARE((*cache.open(indexNow()))->count(), 0);
        // the same bytes, changed and changed back, have another time
        VideoIndex touched = before;
        touched.file.modifiedNs += 1;
        QCOMPARE((*cache.open(touched))->count(), 0);
        QCOMPARE((*cache.open(before))->count(), 8);
    }

    void whatWasNotUsedForLongestMakesRoom()
    {
        Bench bench(folder());
        for (const std::uint64_t fingerprint : {1, 2, 3}) {
            bench.video = videoOf(fingerprint);
            QVERIFY(ended(*bench.build(bench.store())));
        }
        const auto all = bench.cache.usage();
        QCOMPARE(all.files, 3);
        // 2 is used again: 1 is the oldest now, then 3
        for (const std::uint64_t fingerprint : {1, 3, 2}) {
            bench.video = videoOf(fingerprint);
            std::this_thread::sleep_for(std::chrono::milliseconds(20)); // file systems have coarse clocks
            QCOMPARE(bench.store()->count(), kFrames);
        }
        bench.cache.setLimit(all.bytes);
        QVERIFY(bench.cache.makeRoom(1).has_value());
        QCOMPARE(bench.cache.usage().files, 2);
        bench.video = videoOf(1);
        QCOMPARE(bench.store()->count(), 0);
        bench.video = videoOf(2);
        QCOMPARE(bench.store()->count(), kFrames);
    }

    void theOpenFileIsNeverDeleted()
    {
        Bench bench(folder());
        bench.video = videoOf(1);
        const auto open = bench.store();
        QVERIFY(ended(*bench.build(open)));
        bench.video = videoOf(2);
        QVERIFY(ended(*bench.build(bench.store())));
        bench.cache.setLimit(1);
        const auto room = bench.cache.makeRoom(1);
        QVERIFY(!room && room.error().code == ErrorCode::Unavailable);
        QCOMPARE(bench.cache.usage().files, 1);
        QCOMPARE(bench.cache.clear().files, 0);
        QCOMPARE(test::readNumber((*open->read(9))->image), 9);
        // foreign files in the folder are left alone
        std::ofstream(folder() / "notes.txt") << "mine";
        QCOMPARE(bench.cache.usage().files, 1);
    }

    void theLimitEndsTheWriting()
    {
        Bench bench(folder(), 20000);
        bench.options.growBytes = 4000;
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(ended(*builder));
        QVERIFY(builder->status().problem.find("limit") != std::string::npos);
        QVERIFY(bench.cache.usage().bytes <= 20000);
        for (FrameIndex i = 0; i < store->count(); ++i)
            QCOMPARE(test::readNumber((*store->read(i))->image), i);
    }

    void noLimitNoPreviews()
    {
        Bench bench(folder(), 0);
        const auto store = bench.cache.open(bench.video);
        QVERIFY(!store && store.error().code == ErrorCode::Unavailable);
        QVERIFY(!fs::exists(folder()));
    }

    void aFullDiskEndsTheWriting()
    {
        Bench bench(folder());
        bench.script->hold(5);
        const auto store = bench.store();
        const auto builder = bench.build(store);
        QVERIFY(bench.script->waitUntilReading(5));
        {
            const SmallDisk disk(store->bytes() + 100);
            bench.script->hold(kNoFrame);
            QVERIFY(ended(*builder));
        }
        QVERIFY(builder->status().problem.size() > 0);
        QCOMPARE(store->count(), 5);
        QCOMPARE(test::readNumber((*store->read(4))->image), 4);
        QVERIFY(!store->has(5));
    }

    void aNearlyFullDiskIsLeftAlone()
    {
        const PreviewCache cache(folder(), {1 << 30, std::uint64_t{1} << 62});
        QVERIFY(cache.open(videoOf(1)).has_value());
        const auto room = cache.makeRoom(1);
        QVERIFY(!room && room.error().code == ErrorCode::Io);
    }

    void foldersThatCannotBeWritten()
    {
        std::ofstream(folder()) << "a file in the way";
        QVERIFY(!PreviewCache(folder()).open(videoOf(1)).has_value());
        QVERIFY(!PreviewCache(fs::path()).open(videoOf(1)).has_value());
        if (::geteuid() == 0)
            QSKIP("root may write everywhere");
        const fs::path locked = fs::path(m_folder->path().toStdString()) / "locked";
        fs::create_directory(locked);
        fs::permissions(locked, fs::perms::owner_read | fs::perms::owner_exec);
        const auto store = PreviewCache(locked).open(videoOf(1));
        fs::permissions(locked, fs::perms::owner_all);
        QVERIFY(!store && store.error().code == ErrorCode::Io);
    }

    void manyThreadsAtOnce()
    {
        Bench bench(folder());
        const auto store = bench.store();
        const auto reading = *bench.cache.open(bench.video); // as another window
        QVERIFY(!reading->writable());
        const auto builder = bench.build(store);
        std::atomic<int> wrong{0};
        std::vector<std::jthread> threads;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 300; ++i) {
                    const FrameIndex index = (i * 7 + t * 13) % kFrames;
                    if (t == 0)
                        store->asked(index);
                    else if (t == 1)
                        builder->pause(i % 2 == 0 && i < 298);
                    const auto frame = (t == 0 ? reading : store)->read(index);
                    if (frame && test::readNumber((*frame)->image) != index)
                        ++wrong;
                }
            });
        threads.clear();
        QVERIFY(ended(*builder));
        QCOMPARE(store->count(), kFrames);
        QCOMPARE(wrong.load(), 0);
    }

    void onlyLongGroupsArePaidFor()
    {
        const auto pays = [this](int width, int height, int groups) {
            const fs::path path = fs::path(m_folder->path().toStdString()) / "group.mp4";
            VideoWriterOptions options;
            options.width = width;
            options.height = height;
            options.encoder = "mpeg4";
            options.keyFrameDistance = groups;
            if (!test::writeNumberedVideo(path, options, 60))
                return false;
            return previewsPay(**openSource(path));
        };
        QVERIFY(!pays(192, 128, 60));
        QVERIFY(!pays(1280, 720, 1));
        QVERIFY(!pays(1280, 720, 10));
        QVERIFY(pays(1280, 720, 60));
    }
};

QTEST_GUILESS_MAIN(TestPreviewBuilder)
#include "tst_preview_builder.moc"
