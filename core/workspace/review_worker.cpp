#include "core/workspace/review_worker.h"

#include "core/review/adaptation.h"
#include "core/review/guard.h"
#include "core/review/queue.h"
#include "core/review/relink.h"
#include "core/review/scanner.h"

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
    std::function<void(Result<Findings>)> found; // on the worker: hands over to the owner
    std::function<void(std::string, review::Strip)> strip;
    std::function<void(std::function<void()>)> answer;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    annotation::Snapshot wanted; // null: nothing
    std::optional<review::Event> wantedStrip;
    std::deque<Question> questions;
    std::optional<std::vector<review::Verdict>> said; // news
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

void ReviewWorker::look(annotation::Snapshot snapshot)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wanted = std::move(snapshot);
    m_shared->changed.notify_all();
}

void ReviewWorker::learnFrom(std::vector<review::Verdict> verdicts)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->said = std::move(verdicts);
}

void ReviewWorker::makeStrip(review::Event event)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->wantedStrip = std::move(event);
    m_shared->changed.notify_all();
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
    return m_shared->looking || m_shared->wanted != nullptr;
}

namespace {

// New looks at people only count when there are this many more of them: every change of the metric means that all
// tracks are looked at again.
constexpr std::size_t kNewPairs = 5;
constexpr std::size_t kMaxSeams = 400;
constexpr double kSameSeconds = 0.5;

// What the worker keeps from one look to the next.
class ScanState
{
public:
    ScanState(review::PeakSource peaks, const review::ReviewOptions& options)
        : m_options(options), m_peaks(std::move(peaks)), m_scanner(options)
    {}

    const std::optional<review::Evidence>& evidence() const { return m_evidence; }
    int looked() const { return m_scanner.looked(); }

    Result<std::vector<review::Event>> at(const annotation::Snapshot& snapshot, const JobContext& job)
    {
        if (m_evidence) {
            const auto seams = review::seamsBetween(m_evidence->state(), *snapshot);
            m_seams.insert(m_seams.end(), seams.begin(), seams.end());
            if (m_seams.size() > kMaxSeams)
                m_seams.erase(m_seams.begin(), m_seams.end() - static_cast<std::ptrdiff_t>(kMaxSeams));
            m_evidence->update(snapshot);
        } else {
            TW_TRY_ASSIGN(m_evidence, review::Evidence::build(snapshot, m_peaks, job));
        }
        if (m_news)
            learn();
        TW_TRY_ASSIGN(auto events, m_scanner.scan(*m_evidence, m_adaptation, job));
        addGuard(events);
        return events;
    }

    void learnFrom(std::vector<review::Verdict> verdicts)
    {
        m_verdicts = std::move(verdicts);
        m_news = true;
    }

private:
    // What a person did by hand and looks contradict, unless a detector says the same.
    void addGuard(std::vector<review::Event>& events) const
    {
        for (review::Event& event : review::guardSeams(*m_evidence, m_seams, m_options)) {
            const auto place = review::verdictOn(event, review::VerdictState::Open);
            const bool known = std::any_of(events.begin(), events.end(), [&](const review::Event& other) {
                return review::sameFinding(place, review::verdictOn(other, review::VerdictState::Open),
                                           m_options.frames(kSameSeconds));
            });
            if (!known)
                events.push_back(std::move(event));
        }
    }

    void learn()
    {
        m_news = false;
        m_adaptation = review::adaptationFrom(m_verdicts);
        const auto pairs = review::lookPairs(*m_evidence, review::constraintsFrom(m_verdicts, m_evidence->state()));
        if (pairs.size() < m_pairs + kNewPairs && m_pairs <= pairs.size())
            return;
        m_pairs = pairs.size();
        m_evidence->setMetric(review::metricFrom(pairs));
    }

    review::ReviewOptions m_options;
    review::PeakSource m_peaks;
    std::optional<review::Evidence> m_evidence;
    std::vector<review::Seam> m_seams; // of edits since the project was opened, the oldest first
    review::Scanner m_scanner;
    review::Adaptation m_adaptation;
    std::vector<review::Verdict> m_verdicts;
    bool m_news = false;
    std::size_t m_pairs = 0; // that the metric is made of
};

} // namespace

void ReviewWorker::work(Shared& shared, const std::stop_token& stop)
{
    ScanState scan(storedPeaks(shared.reader), shared.options);
    while (true) {
        annotation::Snapshot snapshot;
        std::optional<review::Event> strip;
        Question question;
        {
            std::unique_lock lock(shared.mutex);
            if (!shared.changed.wait(lock, stop, [&] {
                    return shared.wanted || shared.wantedStrip || (scan.evidence() && !shared.questions.empty());
                }))
                return;
            snapshot = std::exchange(shared.wanted, nullptr);
            strip = std::exchange(shared.wantedStrip, std::nullopt);
            // a scan that is asked for comes first: questions are about what it will see
            if (!snapshot && scan.evidence() && !shared.questions.empty()) {
                question = std::move(shared.questions.front());
                shared.questions.pop_front();
            }
            shared.looking = snapshot != nullptr;
            if (shared.said)
                scan.learnFrom(*std::exchange(shared.said, std::nullopt));
        }
        if (strip && scan.evidence()) // first: the person waits for it
            shared.strip(strip->key, review::stripOf(*scan.evidence(), *strip, shared.options));
        if (question)
            if (auto answer = question(*scan.evidence(), {stop, {}}))
                shared.answer(std::move(answer));
        if (!snapshot)
            continue;
        const auto start = std::chrono::steady_clock::now();
        auto events = scan.at(snapshot, JobContext{stop, {}});
        {
            const std::lock_guard lock(shared.mutex);
            shared.looking = false; // who hears of the findings finds nobody looking any more
        }
        if (!events) {
            shared.found(events.error());
            continue;
        }
        Findings findings;
        findings.snapshot = std::move(snapshot);
        findings.events = *std::move(events);
        findings.looked = scan.looked();
        findings.milliseconds =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        shared.found(std::move(findings));
    }
}

} // namespace tw::workspace
