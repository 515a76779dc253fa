#include "core/workspace/review_worker.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <map>
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
                piece.bytes += peaks.peaks.size() * sizeof(Peak) + peaks.embeddings.size() * sizeof(std::uint16_t) +
                               peaks.reid.size();
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

struct ReviewWorker::State {
    std::optional<review::ReviewInput> wanted;
    std::optional<review::Event> wantedStrip;
    std::deque<Question> urgent; // acceptances
    std::deque<Question> questions;
    std::stop_source running; // the question that is being answered
    bool looking = false;
};

ReviewWorker::ReviewWorker(Workspace::PeakReader reader, const review::ReviewOptions& options, PostToOwner post,
                           Callbacks callbacks)
    : m_thread(std::move(post), [reader = std::move(reader), options, callbacks = std::move(callbacks)](
                                    Mailbox<State>& mailbox, const std::stop_token& stop) {
          work(mailbox, stop, review::ReviewSession(storedPeaks(reader), options), callbacks);
      })
{}

ReviewWorker::~ReviewWorker() = default;

void ReviewWorker::look(review::ReviewInput input)
{
    m_thread.change([&](State& state) {
        state.wanted = std::move(input);
        state.running.request_stop();
    });
}

void ReviewWorker::makeStrip(review::Event event)
{
    m_thread.change([&](State& state) {
        state.wantedStrip = std::move(event);
        state.running.request_stop();
    });
}

void ReviewWorker::accept(review::Event event, const review::AcceptOptions& options, Accepted accepted)
{
    Question plan = [event = std::move(event), options,
                     accepted = std::move(accepted)](const review::ReviewSession& session, const JobContext&) {
        const review::Event* open = session.queue().find(event.key);
        const bool there = open != nullptr && open->a == event.a && open->b == event.b;
        auto result = std::make_shared<Result<review::Acceptance>>(
            there ? session.accept(event, options)
                  : Error{ErrorCode::NotFound, "this finding is gone from the queue", event.key});
        return [accepted, result, of = session.evidence().snapshot()] { accepted(of, std::move(*result)); };
    };
    m_thread.change([&](State& state) {
        state.urgent.push_back(std::move(plan));
        state.running.request_stop();
    });
}

void ReviewWorker::ask(Question question)
{
    m_thread.change([&](State& state) { state.questions.push_back(std::move(question)); });
}

bool ReviewWorker::isLooking() const
{
    return m_thread.locked([](const State& state) { return state.looking || state.wanted; });
}

void ReviewWorker::work(Mailbox<State>& mailbox, const std::stop_token& stop, review::ReviewSession session,
                        const Callbacks& callbacks)
{
    while (true) {
        std::optional<review::ReviewInput> input;
        std::optional<review::Event> strip;
        Question question;
        std::stop_source running(std::nostopstate);
        const auto isReady = [&](const State& state) {
            return state.wanted || state.wantedStrip ||
                   (session.hasLooked() && !(state.urgent.empty() && state.questions.empty()));
        };
        const auto take = [&](State& state) {
            input = std::exchange(state.wanted, std::nullopt);
            strip = std::exchange(state.wantedStrip, std::nullopt);
            // a scan that is asked for comes first: questions are about what it will see
            std::deque<Question>& line = state.urgent.empty() ? state.questions : state.urgent;
            if (!input && session.hasLooked() && !line.empty()) {
                question = std::move(line.front());
                line.pop_front();
                running = std::stop_source();
                state.running = &line == &state.questions ? running : std::stop_source(std::nostopstate);
            }
            state.looking = input.has_value();
        };
        if (!mailbox.wait(stop, isReady, take))
            return;
        if (strip && session.hasLooked()) // first: the person waits for it
            mailbox.post(
                [receive = callbacks.strip, key = strip->key, made = session.strip(*strip)] { receive(key, made); });
        if (question) {
            const std::stop_callback whenGone(stop, [running]() mutable { running.request_stop(); });
            auto answer = question(session, {running.get_token(), {}});
            const bool again = mailbox.locked([&](State& state) {
                state.running = std::stop_source(std::nostopstate);
                if (!running.stop_requested() || stop.stop_requested())
                    return false;
                state.questions.push_front(std::move(question));
                return true;
            });
            if (answer && !again)
                mailbox.post(std::move(answer));
        }
        if (!input)
            continue;
        const auto start = std::chrono::steady_clock::now();
        const auto looked = session.look(*input, JobContext{stop, {}});
        mailbox.locked([](State& state) { state.looking = false; }); // before the findings are handed over
        if (!looked) {
            mailbox.handOver(callbacks.found, looked.error());
            continue;
        }
        const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - start;
        mailbox.handOver(callbacks.found,
                         Findings{std::move(input->snapshot), session.queue(), passed.count(), session.looked()});
    }
}

} // namespace tw::workspace
