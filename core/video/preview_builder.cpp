#include "core/video/preview_builder.h"

#include "core/base/log.h"
#include "core/base/thread_priority.h"

#include <atomic>
#include <ctime>
#include <semaphore.h>
#include <set>
#include <stop_token>
#include <thread>

namespace tw::video {
namespace {

using Clock = std::chrono::steady_clock;

// What the thread sleeps on. Waking takes no lock that the thread, of the lowest priority, could be holding.
class Bell
{
public:
    Bell() { sem_init(&m_semaphore, 0, 0); }
    ~Bell() { sem_destroy(&m_semaphore); }
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;

    void ring() { sem_post(&m_semaphore); }
    void wait() { sem_wait(&m_semaphore); } // may return early
    void waitUntil(Clock::time_point time)
    {
        const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
        const timespec until{static_cast<std::time_t>(ns / 1'000'000'000), static_cast<long>(ns % 1'000'000'000)};
        sem_clockwait(&m_semaphore, CLOCK_MONOTONIC, &until);
    }

private:
    sem_t m_semaphore;
};

} // namespace

class PreviewBuilder::Worker
{
public:
    Worker(std::shared_ptr<PreviewStore> store, Opener opener, MayGrow mayGrow, Options options)
        : m_store(std::move(store)), m_opener(std::move(opener)), m_mayGrow(std::move(mayGrow)),
          m_options(std::move(options))
    {
        m_thread = std::jthread([this](const std::stop_token& stop) {
            if (m_options.lowPriority)
                becomeIdle();
            finish(run(stop), stop);
        });
    }

    void pause(bool paused)
    {
        m_paused = paused;
        m_bell.ring();
    }
    Status status() const
    {
        const bool ended = m_ended; // m_problem is written before
        return {m_store->count(), m_store->frameCount(), ended, ended ? m_problem : std::string()};
    }
    void stop()
    {
        m_thread.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    Result<void> run(const std::stop_token& stop);
    void finish(const Result<void>& result, const std::stop_token& stop);
    bool waitForTurn(const std::stop_token& stop);
    Result<void> open(const std::stop_token& stop);
    Result<bool> decodeOne(const std::stop_token& stop);
    Result<void> write(const FramePtr& frame);
    void followFocus();
    FrameIndex nextMissing(FrameIndex from) const;

    std::shared_ptr<PreviewStore> m_store;
    Opener m_opener;
    MayGrow m_mayGrow;
    Options m_options;

    Bell m_bell;
    std::atomic<bool> m_paused{false};
    std::atomic<bool> m_ended{false};
    std::string m_problem; // constant once m_ended

    // builder's thread only
    std::unique_ptr<FrameSource> m_source;
    FrameIndex m_cursor = 0;
    std::set<FrameIndex> m_unreadable;
    std::uint64_t m_allowed = 0; // bytes up to which the file may grow

    std::jthread m_thread; // last: uses everything above
};

Result<void> PreviewBuilder::Worker::run(const std::stop_token& stop)
{
    m_allowed = m_store->bytes();
    while (m_store->count() < m_store->frameCount() && waitForTurn(stop)) {
        TW_TRY_ASSIGN(const bool more, decodeOne(stop));
        if (!more)
            break;
    }
    return {};
}

// False: it shall stop.
bool PreviewBuilder::Worker::waitForTurn(const std::stop_token& stop)
{
    const std::stop_callback wake(stop, [this] { m_bell.ring(); });
    while (!stop.stop_requested()) {
        const Clock::time_point last = m_store->lastAsked();
        if (m_paused)
            m_bell.wait();
        else if (last != Clock::time_point::min() && Clock::now() < last + m_options.rest)
            m_bell.waitUntil(last + m_options.rest);
        else
            return true;
    }
    return false;
}

Result<void> PreviewBuilder::Worker::open(const std::stop_token& stop)
{
    OpenOptions options;
    options.decodeThreads = 1; // this one, with its priority
    options.content = FrameContent::Planes;
    options.index = m_options.index;
    TW_TRY_ASSIGN(m_source, m_opener(options, JobContext{stop, {}}));
    if (m_source->index() == nullptr || !m_store->isOf(*m_source->index()))
        return Error{ErrorCode::Conflict, "the video was replaced while it was open", m_source->info().path.string()};
    return {};
}

// The frame that was asked for last is first, with what comes behind it.
void PreviewBuilder::Worker::followFocus()
{
    const FrameIndex focus = m_store->takeAsked();
    if (focus < 0 || focus >= m_source->frameCount() || m_store->has(focus))
        return;
    const FrameIndex start = m_source->groupStart(focus);
    if (m_cursor < start || m_cursor > focus) // else it is on its way there
        m_cursor = start;
}

FrameIndex PreviewBuilder::Worker::nextMissing(FrameIndex from) const
{
    const FrameIndex total = m_store->frameCount();
    for (FrameIndex i = 0; i < total; ++i) {
        const FrameIndex index = (from + i) % total;
        if (!m_store->has(index) && !m_unreadable.contains(index))
            return index;
    }
    return kNoFrame;
}

// False: there is nothing left to decode, or it shall stop.
Result<bool> PreviewBuilder::Worker::decodeOne(const std::stop_token& stop)
{
    if (!m_source)
        TW_TRY(open(stop));
    followFocus();
    const FrameIndex index = nextMissing(m_cursor);
    if (index == kNoFrame)
        return false;
    m_cursor = index;
    auto frame = m_source->read(index, stop);
    if (stop.stop_requested())
        return false;
    if (frame)
        TW_TRY(write(*frame));
    else
        m_unreadable.insert(index); // it has no picture to be shown early
    m_cursor = index + 1 < m_store->frameCount() ? index + 1 : 0;
    return true;
}

Result<void> PreviewBuilder::Worker::write(const FramePtr& frame)
{
    constexpr std::uint64_t kPicture = 1 << 18; // more than one takes
    if (m_store->bytes() + kPicture > m_allowed) {
        TW_TRY(m_mayGrow(m_options.growBytes));
        m_allowed = m_store->bytes() + m_options.growBytes;
    }
    return m_store->add(frame);
}

void PreviewBuilder::Worker::finish(const Result<void>& result, const std::stop_token& stop)
{
    m_source.reset();
    const bool failed = !result && !stop.stop_requested();
    if (failed) {
        m_problem = result.error().message();
        log::warn("previews", "no more previews of this video are written: " + m_problem);
    }
    m_ended = true;
    if (m_options.onEnd && !stop.stop_requested())
        m_options.onEnd();
}

PreviewBuilder::PreviewBuilder(std::shared_ptr<PreviewStore> store, Opener opener, MayGrow mayGrow, Options options)
{
    TW_EXPECTS(store && store->writable());
    m_worker = std::make_unique<Worker>(std::move(store), std::move(opener), std::move(mayGrow), std::move(options));
}

PreviewBuilder::~PreviewBuilder()
{
    stop();
}

void PreviewBuilder::pause(bool paused)
{
    m_worker->pause(paused);
}

PreviewBuilder::Status PreviewBuilder::status() const
{
    return m_worker->status();
}

void PreviewBuilder::stop()
{
    m_worker->stop();
}

} // namespace tw::video
