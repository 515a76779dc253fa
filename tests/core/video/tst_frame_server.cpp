// The decode thread behind the canvas: newest wins, cancelling, groups on the way back, prefetch, closing.
// A source made for the test says when a read may finish; nothing here waits for a clock except as a last resort.

#include "core/video/frame_server.h"
#include "core/video/preview_store.h"
#include "tests/support/synthetic_video.h"

#include <QtTest/QTest>

#include <QtCore/QTemporaryDir>

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

using namespace tw;
using namespace tw::video;

namespace {

constexpr auto kPatience = std::chrono::seconds(60);

// Groups of ten frames. Reads are logged and can be held up.
class Script
{
public:
    void hold()
    {
        set([this] { m_held = true; });
    }
    void release()
    {
        set([this] { m_held = false; });
    }
    void holdOnly(FrameIndex index)
    {
        set([this, index] { m_heldIndex = index; });
    }
    void breakFrame(FrameIndex index)
    {
        set([this, index] { m_broken = index; });
    }
    std::vector<FrameIndex> reads() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reads;
    }
    int cancelled() const
    {
        const std::lock_guard lock(m_mutex);
        return m_cancelled;
    }
    bool waitUntilReading(FrameIndex index)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, kPatience, [&] { return m_reading == index; });
    }

    Result<FramePtr> read(FrameIndex index, const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        m_reading = index;
        m_changed.notify_all();
        m_changed.wait(lock, stop, [&] { return !m_held && m_heldIndex != index; });
        m_reading = kNoFrame;
        if (stop.stop_requested()) {
            ++m_cancelled;
            return Error{ErrorCode::Cancelled, "cancelled", {}};
        }
        m_reads.push_back(index);
        if (index == m_broken)
            return Error{ErrorCode::Unreadable, "broken", {}};
        auto frame = std::make_shared<Frame>();
        const auto pixels = std::make_shared<std::vector<std::uint8_t>>(1000);
        frame->index = index;
        frame->image = {pixels->data(), 25, 10, 100, PixelFormat::Bgra8};
        frame->owner = pixels;
        return FramePtr(frame);
    }

private:
    void set(const std::function<void()>& change)
    {
        const std::lock_guard lock(m_mutex);
        change();
        m_changed.notify_all();
    }

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_held = false;
    FrameIndex m_heldIndex = kNoFrame, m_broken = kNoFrame, m_reading = kNoFrame;
    std::vector<FrameIndex> m_reads;
    int m_cancelled = 0;
};

class ScriptedSource final : public FrameSource
{
public:
    explicit ScriptedSource(std::shared_ptr<Script> script) : m_script(std::move(script))
    {
        m_info.width = 25;
        m_info.height = 10;
        m_info.frameCount = 100;
    }
    const VideoInfo& info() const override { return m_info; }
    Result<FramePtr> read(FrameIndex index, std::stop_token stop) override
    {
        if (index < 0 || index >= 100)
            return Error{ErrorCode::NotFound, "no such frame", {}};
        return m_script->read(index, stop);
    }
    double seconds(FrameIndex index) const override { return 0.04 * index; }
    FrameIndex groupStart(FrameIndex index) const override { return index / 10 * 10; }

private:
    std::shared_ptr<Script> m_script;
    VideoInfo m_info;
};

// What came back, with waiting.
class Inbox
{
public:
    void add(FrameServer::Answer answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answers.push_back(std::move(answer));
        m_changed.notify_all();
    }
    void opened(Result<FrameServer::Opened> opened)
    {
        const std::lock_guard lock(m_mutex);
        m_opened.emplace_back(std::move(opened));
        m_changed.notify_all();
    }
    // The exact answer to this serial; a failed test when it does not come.
    std::optional<FrameServer::Answer> wait(std::uint64_t serial)
    {
        std::unique_lock lock(m_mutex);
        std::optional<FrameServer::Answer> found;
        m_changed.wait_for(lock, kPatience, [&] {
            for (const auto& answer : m_answers) {
                if (answer.serial == serial && !(answer.frame && (*answer.frame)->preview))
                    found = answer;
            }
            return found.has_value();
        });
        return found;
    }
    bool waitOpened()
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, kPatience, [&] { return !m_opened.empty(); });
    }
    Result<FrameServer::Opened> openedResult()
    {
        const std::lock_guard lock(m_mutex);
        return m_opened.front();
    }
    std::vector<std::uint64_t> serials() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::uint64_t> serials;
        for (const auto& answer : m_answers)
            serials.push_back(answer.serial);
        return serials;
    }
    std::vector<bool> previews(std::uint64_t serial) const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<bool> previews;
        for (const auto& answer : m_answers) {
            if (answer.serial == serial)
                previews.push_back(answer.frame && (*answer.frame)->preview);
        }
        return previews;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<FrameServer::Answer> m_answers;
    std::vector<Result<FrameServer::Opened>> m_opened;
};

struct Bench {
    std::shared_ptr<Script> script = std::make_shared<Script>();
    Inbox inbox;
    std::unique_ptr<FrameServer> server;

    explicit Bench(FrameServer::Options options)
    {
        server = std::make_unique<FrameServer>(
            [script = script](const OpenOptions&, const JobContext&) -> Result<std::unique_ptr<FrameSource>> {
                return std::unique_ptr<FrameSource>(std::make_unique<ScriptedSource>(script));
            },
            options, callbacks(inbox));
    }
    static FrameServer::Callbacks callbacks(Inbox& inbox)
    {
        FrameServer::Callbacks callbacks;
        callbacks.onFrame = [&inbox](FrameServer::Answer answer) { inbox.add(std::move(answer)); };
        callbacks.onOpened = [&inbox](Result<FrameServer::Opened> opened) { inbox.opened(std::move(opened)); };
        return callbacks;
    }
};

FrameServer::Options without(int prefetch)
{
    FrameServer::Options options;
    options.prefetchFrames = prefetch;
    options.cacheBytes = 1000000;
    options.starving = std::chrono::hours(1); // requests always cancel, however slow the machine is
    return options;
}

// Of frames first..last of a scripted source.
std::shared_ptr<PreviewStore> previewsOf(const QTemporaryDir& folder, FrameIndex first, FrameIndex last)
{
    VideoIndex video;
    video.frames.resize(100);
    auto store = PreviewStore::open(folder.path().toStdString() + "/scripted.preview", video);
    Script script;
    for (FrameIndex i = first; store && i <= last; ++i)
        if (!(*store)->add(*script.read(i, {})))
            return nullptr;
    return store ? *store : nullptr;
}

bool waitUntilCached(const FrameServer& server, FrameIndex index)
{
    for (int i = 0; i < 12000 && !server.cached(index); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return server.cached(index);
}

} // namespace

class TestFrameServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAndRemembers()
    {
        Bench bench(without(0));
        QVERIFY(bench.inbox.waitOpened());
        QCOMPARE(bench.inbox.openedResult()->info.frameCount, 100);
        QCOMPARE(bench.inbox.openedResult()->seconds->at(50), 2.0);
        bench.server->request(42, 1);
        const auto answer = bench.inbox.wait(1);
        QVERIFY(answer && answer->frame);
        QCOMPARE(answer->index, 42);
        QCOMPARE((*answer->frame)->index, 42);
        QVERIFY(bench.server->cached(42) && !bench.server->cached(43));
        bench.server->request(42, 2);
        QVERIFY(bench.inbox.wait(2));
        QCOMPARE(bench.script->reads().size(), std::size_t{1});
        bench.server->request(100, 3);
        const auto beyond = bench.inbox.wait(3);
        QVERIFY(beyond && !beyond->frame && beyond->frame.error().code == ErrorCode::NotFound);
        bench.server->request(-1, 4);
        QVERIFY(bench.inbox.wait(4) && !bench.inbox.wait(4)->frame);
    }

    void newestWins()
    {
        FrameServer::Options options = without(0);
        options.starving = std::chrono::milliseconds(0); // nothing is cancelled here: only what waits is replaced
        Bench bench(options);
        QVERIFY(bench.inbox.waitOpened());
        bench.script->hold();
        bench.server->request(5, 1);
        QVERIFY(bench.script->waitUntilReading(5));
        for (std::uint64_t serial = 2; serial <= 40; ++serial)
            bench.server->request(static_cast<FrameIndex>(20 + serial), serial);
        bench.script->release();
        QVERIFY(bench.inbox.wait(40));
        QCOMPARE(bench.inbox.serials(), (std::vector<std::uint64_t>{1, 40}));
        QCOMPARE(bench.script->reads(), (std::vector<FrameIndex>{5, 60}));
    }

    void newRequestsCancelTheReadThatRuns()
    {
        Bench bench(without(0));
        bench.server->request(3, 1);
        QVERIFY(bench.inbox.wait(1));
        bench.script->holdOnly(77);
        bench.server->request(77, 2);
        QVERIFY(bench.script->waitUntilReading(77));
        bench.server->request(50, 3);
        QVERIFY(bench.inbox.wait(3));
        QCOMPARE(bench.script->cancelled(), 1);
        QCOMPARE(bench.inbox.serials(), (std::vector<std::uint64_t>{1, 3})); // 2 gets no answer
    }

    void stepsBackDecodeTheGroupOnce()
    {
        Bench bench(without(0));
        bench.server->request(27, 1);
        QVERIFY(bench.inbox.wait(1));
        bench.server->request(26, 2);
        QVERIFY(bench.inbox.wait(2));
        QCOMPARE(bench.script->reads(), (std::vector<FrameIndex>{27, 20, 21, 22, 23, 24, 25, 26}));
        std::uint64_t serial = 3;
        for (FrameIndex index = 25; index >= 20; --index, ++serial) {
            bench.server->request(index, serial);
            QVERIFY(bench.inbox.wait(serial));
        }
        QCOMPARE(bench.script->reads().size(), std::size_t{8}); // nothing more was decoded
        bench.server->request(19, serial);
        QVERIFY(bench.inbox.wait(serial));
        QCOMPARE(bench.script->reads().size(), std::size_t{18}); // the group 10..19, once
    }

    void requestsInsideTheGroupDoNotStartOver()
    {
        Bench bench(without(0));
        bench.server->request(39, 1);
        QVERIFY(bench.inbox.wait(1));
        bench.script->holdOnly(33);
        bench.server->request(38, 2);
        QVERIFY(bench.script->waitUntilReading(33));
        bench.server->request(36, 3); // ahead in the same group: replaces 38, the run goes on
        bench.script->holdOnly(kNoFrame);
        QVERIFY(bench.inbox.wait(3));
        QCOMPARE(bench.script->reads(), (std::vector<FrameIndex>{39, 30, 31, 32, 33, 34, 35, 36}));
        QCOMPARE(bench.script->cancelled(), 0);
        QCOMPARE(bench.inbox.serials(), (std::vector<std::uint64_t>{1, 3}));
        // decoded already while the run goes: answered from the cache
        bench.script->holdOnly(25);
        bench.server->request(29, 4);
        QVERIFY(bench.script->waitUntilReading(25));
        bench.server->request(22, 5);
        bench.script->holdOnly(kNoFrame);
        const auto early = bench.inbox.wait(5);
        QVERIFY(early && early->index == 22);
    }

    void smallCachesKeepTheEndOfTheGroup()
    {
        FrameServer::Options options = without(0);
        options.cacheBytes = 5000; // five frames
        Bench bench(options);
        bench.server->request(59, 1);
        QVERIFY(bench.inbox.wait(1));
        bench.server->request(58, 2);
        QVERIFY(bench.inbox.wait(2));
        QVERIFY(bench.server->cached(58) && bench.server->cached(57) && bench.server->cached(56));
        QVERIFY(!bench.server->cached(50));
    }

    void prefetchFollowsTheDirection()
    {
        Bench bench(without(6));
        bench.server->request(40, 1);
        QVERIFY(waitUntilCached(*bench.server, 46));
        QVERIFY(bench.inbox.wait(1));
        bench.server->request(41, 2);
        QVERIFY(waitUntilCached(*bench.server, 47));
        QVERIFY(!bench.server->cached(39));
        // backwards: the group before comes along
        bench.server->request(40, 3);
        QVERIFY(waitUntilCached(*bench.server, 34));
        for (const FrameRange& range : bench.server->cachedRanges())
            QVERIFY(range.first >= 30 && range.last <= 47);
    }

    void prefetchCanBeSwitchedOff()
    {
        Bench bench(without(6));
        bench.server->setPrefetch(false);
        std::uint64_t serial = 1;
        for (const FrameIndex index : {10, 50, 90}) {
            bench.server->request(index, serial);
            QVERIFY(bench.inbox.wait(serial++));
        }
        QCOMPARE(bench.script->reads(), (std::vector<FrameIndex>{10, 50, 90}));
    }

    void prefetchGivesWay()
    {
        Bench bench(without(6));
        bench.script->holdOnly(12);
        bench.server->request(10, 1);
        QVERIFY(bench.inbox.wait(1));
        QVERIFY(bench.script->waitUntilReading(12)); // as prefetch
        bench.server->request(70, 2);
        QVERIFY(bench.inbox.wait(2));
        QCOMPARE(bench.script->cancelled(), 1);
        bench.script->holdOnly(kNoFrame);
        QVERIFY(waitUntilCached(*bench.server, 76));
    }

    void unreadableFramesAreAnsweredAndNotTriedForEver()
    {
        Bench bench(without(4));
        bench.script->breakFrame(22);
        bench.server->request(20, 1);
        QVERIFY(bench.inbox.wait(1));
        QVERIFY(waitUntilCached(*bench.server, 21));
        bench.server->request(22, 2);
        const auto broken = bench.inbox.wait(2);
        QVERIFY(broken && !broken->frame && broken->frame.error().code == ErrorCode::Unreadable);
        bench.server->request(24, 3);
        QVERIFY(bench.inbox.wait(3)->frame.has_value());
        const auto reads = bench.script->reads();
        QVERIFY(std::count(reads.begin(), reads.end(), 22) <= 3);
    }

    void sourcesThatDoNotOpen()
    {
        Inbox inbox;
        FrameServer server(std::filesystem::path("/nowhere/clip.mp4"), {}, Bench::callbacks(inbox));
        QVERIFY(inbox.waitOpened());
        QVERIFY(!inbox.openedResult() && inbox.openedResult().error().code == ErrorCode::NotFound);
        server.request(3, 9);
        const auto answer = inbox.wait(9);
        QVERIFY(answer && !answer->frame && answer->frame.error().code == ErrorCode::NotFound);
    }

    void closingEndsEverything()
    {
        // in the middle of a read that would never end
        Bench reading(without(0));
        reading.script->hold();
        reading.server->request(5, 1);
        QVERIFY(reading.script->waitUntilReading(5));
        reading.server->close();
        reading.server->close();
        reading.server->request(6, 2); // too late, harmless
        QVERIFY(reading.inbox.serials().empty());
        // while opening
        std::atomic<bool> started{false};
        Inbox inbox;
        {
            FrameServer opening(
                [&](const OpenOptions&, const JobContext& job) -> Result<std::unique_ptr<FrameSource>> {
                    started = true;
                    while (!job.stopped())
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    return Error{ErrorCode::Cancelled, "cancelled", {}};
                },
                {}, Bench::callbacks(inbox));
            while (!started)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        QVERIFY(inbox.serials().empty());
        // idle
        Bench idle(without(3));
        QVERIFY(idle.inbox.waitOpened());
    }

    void manyRequestsOnARealClip()
    {
        const QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "clip.mp4";
        VideoWriterOptions writer;
        writer.width = 176;
        writer.height = 144;
        writer.encoder = "mpeg4";
        writer.keyFrameDistance = 30;
        writer.bFrames = 2;
        writer.orientation.quarterTurns = 2;
        QVERIFY(test::writeNumberedVideo(path, writer, 120).has_value());
        Inbox inbox;
        std::atomic<int> firstFrames{0};
        auto callbacks = Bench::callbacks(inbox);
        callbacks.onFirstFrame = [&](const VideoInfo&, const FramePtr&) { ++firstFrames; };
        FrameServer server(path, without(8), callbacks);
        std::mt19937 random(2);
        std::uint64_t serial = 0;
        FrameIndex index = 60;
        for (int i = 0; i < 150; ++i) { // steps, jumps and repeats as a person makes them
            const auto kind = random() % 10;
            index = kind < 4   ? std::max(0, index - 1)
                    : kind < 8 ? std::min(119, index + 1)
                               : static_cast<FrameIndex>(random() % 120);
            server.request(index, ++serial);
            if (random() % 4 == 0)
                continue; // replaced by the next one
            const auto answer = inbox.wait(serial);
            QVERIFY(answer && answer->frame);
            // the clip stands on its head in the file; turned back it is upside down for readNumber
            const ImageView& image = (*answer->frame)->image;
            std::vector<std::uint8_t> upright;
            for (int y = image.height - 1; y >= 0; --y) {
                for (int x = image.width - 1; x >= 0; --x)
                    upright.insert(upright.end(), image.row(y) + 4 * x, image.row(y) + 4 * x + 3);
            }
            QCOMPARE(test::readNumber({upright.data(), image.width, image.height, 3 * image.width, PixelFormat::Bgr8}),
                     index);
        }
        QCOMPARE(firstFrames.load(), 1);
        QVERIFY(inbox.openedResult()->index != nullptr);
    }

    void previewsComeFirst()
    {
        const QTemporaryDir folder;
        const auto base = std::filesystem::path(folder.path().toStdString());
        VideoWriterOptions writer;
        writer.width = 320;
        writer.height = 192;
        writer.encoder = "mpeg4";
        QVERIFY(test::writeNumberedVideo(base / "clip.mp4", writer, 20).has_value());
        const auto source = openSource(base / "clip.mp4");
        QVERIFY(source.has_value());
        auto store = PreviewStore::open(base / "clip.preview", *(*source)->index());
        QVERIFY(store.has_value());
        QVERIFY((*store)->add(*(*source)->read(7)).has_value());
        FrameServer::Options options = without(0);
        options.preview = *store;
        Inbox inbox;
        FrameServer server(base / "clip.mp4", options, Bench::callbacks(inbox));
        server.request(7, 1);
        const auto exact = inbox.wait(1);
        QVERIFY(exact && exact->frame);
        QCOMPARE(test::readNumber((*exact->frame)->image), 7);
        QCOMPARE(inbox.previews(1), (std::vector<bool>{true, false}));
        server.request(8, 2); // no preview of this one
        QVERIFY(inbox.wait(2));
        QCOMPARE(inbox.previews(2), (std::vector<bool>{false}));
    }

    void theNextFramesNeedNoPreview()
    {
        const QTemporaryDir folder;
        FrameServer::Options options = without(0);
        options.preview = previewsOf(folder, 0, 99);
        Bench bench(options);
        bench.server->request(40, 1);
        QVERIFY(bench.inbox.wait(1));
        bench.server->request(41, 2);
        QVERIFY(bench.inbox.wait(2));
        bench.server->request(60, 3);
        QVERIFY(bench.inbox.wait(3));
        QCOMPARE(bench.inbox.previews(1), (std::vector<bool>{true, false}));
        QCOMPARE(bench.inbox.previews(2), (std::vector<bool>{false}));
        QCOMPARE(bench.inbox.previews(3), (std::vector<bool>{true, false}));
    }

    // A drag through a part that has no previews yet still moves.
    void onlyAShownPreviewMayWait()
    {
        const QTemporaryDir folder;
        FrameServer::Options options = without(0);
        options.starving = std::chrono::milliseconds(0);
        options.preview = previewsOf(folder, 0, 49);
        Bench bench(options);
        bench.script->holdOnly(70);
        bench.server->request(70, 1);
        QVERIFY(bench.script->waitUntilReading(70));
        bench.server->request(75, 2);
        bench.script->holdOnly(30);
        QVERIFY(bench.inbox.wait(1) && bench.inbox.wait(2));
        QCOMPARE(bench.script->cancelled(), 0);
        bench.server->request(30, 3);
        QVERIFY(bench.script->waitUntilReading(30));
        bench.server->request(10, 4);
        QVERIFY(bench.inbox.wait(4));
        QCOMPARE(bench.script->cancelled(), 1);
        QCOMPARE(bench.inbox.previews(3), (std::vector<bool>{true})); // and never the frame itself
    }

    void draggingBackShowsPreviewsWhileTheGroupIsDecoded()
    {
        const QTemporaryDir folder;
        FrameServer::Options options = without(0);
        options.preview = previewsOf(folder, 0, 99);
        Bench bench(options);
        bench.server->request(29, 1);
        QVERIFY(bench.inbox.wait(1));
        bench.script->holdOnly(22); // the group from 20 on is being decoded
        bench.server->request(28, 2);
        QVERIFY(bench.script->waitUntilReading(22));
        bench.server->request(25, 3);
        bench.script->holdOnly(24);
        QVERIFY(bench.script->waitUntilReading(24));
        QCOMPARE(bench.inbox.previews(3), (std::vector<bool>{true}));
        bench.script->release();
        bench.script->holdOnly(kNoFrame);
        QVERIFY(bench.inbox.wait(3));
    }

    void theStoreKnowsWhatIsAskedFor()
    {
        const QTemporaryDir folder;
        FrameServer::Options options = without(0);
        options.preview = previewsOf(folder, 0, 0);
        Bench bench(options);
        QCOMPARE(options.preview->takeAsked(), kNoFrame);
        bench.server->request(7, 1);
        bench.server->request(3, 2);
        QCOMPARE(options.preview->takeAsked(), 3);
        QCOMPARE(options.preview->takeAsked(), kNoFrame);
        QVERIFY(options.preview->lastAsked() <= std::chrono::steady_clock::now());
    }
};

QTEST_GUILESS_MAIN(TestFrameServer)
#include "tst_frame_server.moc"
