#include "core/workspace/review_worker.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <utility>

namespace tw::workspace {
namespace {

constexpr FrameIndex kPieceFrames = 64; // as storage keeps them

// The pieces read last, up to a number of bytes.
class PeakCache
{
public:
    PeakCache(Workspace::PeakReader reader, std::size_t bytes) : m_reader(std::move(reader)), m_limit(bytes) {}

    std::shared_ptr<const FramePeaks> at(FrameIndex frame)
    {
        const Piece& piece = pieceOf(frame / kPieceFrames);
        const auto it = piece.frames.find(frame);
        return it == piece.frames.end() ? nullptr : it->second;
    }

private:
    struct Piece {
        std::map<FrameIndex, std::shared_ptr<const FramePeaks>> frames;
        std::size_t bytes = 0;
        std::list<FrameIndex>::iterator age;
    };

    const Piece& pieceOf(FrameIndex number)
    {
        if (const auto it = m_pieces.find(number); it != m_pieces.end()) {
            m_ages.splice(m_ages.begin(), m_ages, it->second.age);
            return it->second;
        }
        Piece piece;
        if (auto read = m_reader({number * kPieceFrames, (number + 1) * kPieceFrames - 1})) {
            for (FramePeaks& peaks : *read) {
                piece.bytes += peaks.peaks.size() * sizeof(Peak) + peaks.embeddings.size() * sizeof(std::uint16_t);
                const FrameIndex frame = peaks.frame;
                piece.frames.emplace(frame, std::make_shared<const FramePeaks>(std::move(peaks)));
            }
        }
        m_bytes += piece.bytes;
        while (m_bytes > m_limit && !m_ages.empty()) {
            m_bytes -= m_pieces.at(m_ages.back()).bytes;
            m_pieces.erase(m_ages.back());
            m_ages.pop_back();
        }
        m_ages.push_front(number);
        piece.age = m_ages.begin();
        return m_pieces.emplace(number, std::move(piece)).first->second;
    }

    Workspace::PeakReader m_reader;
    std::size_t m_limit;
    std::size_t m_bytes = 0;
    std::map<FrameIndex, Piece> m_pieces;
    std::list<FrameIndex> m_ages; // newest first
};

} // namespace

review::ReviewOptions reviewOptions(const video::VideoInfo& video)
{
    review::ReviewOptions out;
    if (video.frameRate.positive())
        out.frameRate = video.frameRate.value();
    out.imageWidth = video.width;
    out.imageHeight = video.height;
    out.frameCount = video.frameCount;
    return out;
}

review::PeakSource storedPeaks(Workspace::PeakReader reader, std::size_t bytes)
{
    auto cache = std::make_shared<PeakCache>(std::move(reader), bytes);
    return [cache](FrameIndex frame) { return cache->at(frame); };
}

struct ReviewWorker::Shared {
    Workspace::PeakReader reader;
    review::ReviewOptions options;
    // On the worker: hand over to the owner.
    std::function<void(Result<Findings>)> found;
    std::function<void(std::string, review::Strip)> strip;
    std::function<void(std::function<void()>)> answer;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<review::ReviewInput> wanted;
    std::optional<review::Event> wantedStrip;
    std::deque<Question> questions;
    bool looking = false;
};

ReviewWorker::ReviewWorker(Workspace::PeakReader reader, const review::ReviewOptions& options, Post post,
                           Callbacks callbacks)
    : m_shared(std::make_shared<Shared>()), m_self(std::make_shared<ReviewWorker*>(this)),
      m_callbacks(std::move(callbacks))
{
    m_shared->reader = std::move(reader);
    m_shared->options = options;
    const std::weak_ptr<ReviewWorker*> weak = m_self;
    m_shared->found = [post, weak](Result<Findings> findings) {
        auto kept = std::make_shared<Result<Findings>>(std::move(findings));
        post([weak, kept] {
            if (const auto self = weak.lock())
                (*self)->m_callbacks.found(std::move(*kept));
        });
    };
    m_shared->strip = [post, weak](std::string key, review::Strip strip) {
        post([weak, key = std::move(key), strip = std::move(strip)] {
            if (const auto self = weak.lock())
                (*self)->m_callbacks.strip(key, strip);
        });
    };
    m_shared->answer = [post, weak](std::function<void()> answer) {
        post([weak, answer = std::move(answer)] {
            if (weak.lock())
                answer();
        });
    };
    m_thread = std::jthread([shared = m_shared](const std::stop_token& stop) { work(*shared, stop); });
}

ReviewWorker::~ReviewWorker()
{
    m_self.reset();
}

void ReviewWorker::look(review::ReviewInput input)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wanted = std::move(input);
    m_shared->changed.notify_all();
}

void ReviewWorker::makeStrip(review::Event event)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wantedStrip = std::move(event);
    m_shared->changed.notify_all();
}

void ReviewWorker::accept(review::Event event, const review::AcceptOptions& options, Accepted accepted)
{
    ask([event = std::move(event), options, accepted = std::move(accepted)](const review::ReviewSession& session,
                                                                            const JobContext&) {
        const review::Event* open = session.queue().find(event.key);
        const bool there = open != nullptr && open->a == event.a && open->b == event.b;
        auto result = std::make_shared<Result<review::Acceptance>>(
            there ? session.accept(event, options)
                  : Error{ErrorCode::NotFound, "this finding is gone from the queue", event.key});
        return [accepted, result, of = session.evidence().snapshot()] { accepted(of, std::move(*result)); };
    });
}

void ReviewWorker::ask(Question question)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->questions.push_back(std::move(question));
    m_shared->changed.notify_all();
}

bool ReviewWorker::isLooking() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->looking || m_shared->wanted;
}

void ReviewWorker::work(Shared& shared, const std::stop_token& stop)
{
    review::ReviewSession session(storedPeaks(shared.reader), shared.options);
    while (true) {
        std::optional<review::ReviewInput> input;
        std::optional<review::Event> strip;
        Question question;
        {
            std::unique_lock lock(shared.mutex);
            if (!shared.changed.wait(lock, stop, [&] {
                    return shared.wanted || shared.wantedStrip || (session.hasLooked() && !shared.questions.empty());
                }))
                return;
            input = std::exchange(shared.wanted, std::nullopt);
            strip = std::exchange(shared.wantedStrip, std::nullopt);
            // a scan that is asked for comes first: questions are about what it will see
            if (!input && session.hasLooked() && !shared.questions.empty()) {
                question = std::move(shared.questions.front());
                shared.questions.pop_front();
            }
            shared.looking = input.has_value();
        }
        if (strip && session.hasLooked()) // first: the person waits for it
            shared.strip(strip->key, session.strip(*strip));
        if (question)
            if (auto answer = question(session, {stop, {}}))
                shared.answer(std::move(answer));
        if (!input)
            continue;
        const auto start = std::chrono::steady_clock::now();
        const auto looked = session.look(*input, JobContext{stop, {}});
        {
            const std::lock_guard lock(shared.mutex);
            shared.looking = false; // before the findings are handed over
        }
        if (!looked) {
            shared.found(looked.error());
            continue;
        }
        const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
        shared.found(Findings{std::move(input->snapshot), session.queue(), passed.count(), session.looked()});
    }
}

} // namespace tw::workspace
