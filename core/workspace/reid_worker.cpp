#include "core/workspace/reid_worker.h"

#include "core/model/detector.h"
#include "core/workspace/review_worker.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace tw::workspace {

using model::DenseFrame;
using review::PersonQuery;

namespace {

constexpr std::size_t kPeakBytes = std::size_t{256} << 20;
constexpr float kPersonScore = 0.05F; // a cell from here on may be a person: what the tracker keeps, too

struct Network {
    Workspace::FrameOpener opener;
    pipeline::TrackRequest request;
    std::unique_ptr<video::FrameSource> source;
    std::optional<model::Detector> detector;

    Result<std::shared_ptr<const DenseFrame>> at(FrameIndex frame, const JobContext& job)
    {
        if (!detector) {
            model::DetectorOptions options = request.detector;
            options.framesAtOnce = 1;
            TW_TRY_ASSIGN(detector, model::Detector::load(request.model, options));
            const auto threads = static_cast<int>(std::thread::hardware_concurrency());
            detector->useThreads(std::max(threads / 2, 1)); // the person goes on stepping
        }
        if (!source) {
            TW_TRY_ASSIGN(source, opener(job));
        }
        TW_TRY_ASSIGN(const video::FramePtr picture, source->read(frame, job.stop));
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "another frame is asked about", {}};
        TW_TRY_ASSIGN(DenseFrame dense, detector->look(picture->image));
        return std::make_shared<const DenseFrame>(std::move(dense));
    }
};

std::vector<float> embeddingAt(const DenseFrame& dense, model::EmbeddingMap::Cell cell)
{
    const auto values = dense.embeddings.at(cell);
    return {values.begin(), values.end()};
}

} // namespace

DenseSource denseFrames(Workspace::FrameOpener opener, const pipeline::TrackRequest& request)
{
    auto network = std::make_shared<Network>();
    network->opener = std::move(opener);
    network->request = request;
    return [network](FrameIndex frame, const JobContext& job) { return network->at(frame, job); };
}

struct ReidWorker::Shared {
    Workspace::PeakReader reader;
    DenseSource dense;
    std::function<void(Result<WhoAnswer>)> answered; // on the worker: hand over to the owner
    std::function<void(Result<SimilarityMap>)> mapped;

    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<WhoQuestion> question;
    std::optional<MapQuestion> map;
    std::stop_source current; // of what is being worked on: decoding stops when it is not waited for any more
    bool mapping = false;
    bool answering = false;
};

// What the thread keeps between questions.
class ReidWorker::Work
{
public:
    explicit Work(Shared& shared) : m_shared(shared), m_gallery(review::Gallery(storedPeaks(shared.reader, kPeakBytes)))
    {}

    Result<WhoAnswer> answer(const WhoQuestion& question, const JobContext& job)
    {
        const auto start = std::chrono::steady_clock::now();
        WhoAnswer out;
        out.question = question;
        TW_TRY_ASSIGN(out.query, find(question, job, out));
        TW_TRY(m_gallery.update(*question.snapshot, job));
        out.candidates = review::rankTracks(*question.snapshot, m_gallery, out.query);
        out.milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        return out;
    }

    Result<SimilarityMap> map(const MapQuestion& question, const JobContext& job)
    {
        const auto track = question.snapshot->tracks.find(question.track);
        if (track == question.snapshot->tracks.end())
            return Error{ErrorCode::NotFound, "the track is not there any more", {}};
        TW_TRY_ASSIGN(const auto dense, denseAt(question.frame, job));
        SimilarityMap out;
        out.frame = question.frame;
        out.track = question.track;
        TW_TRY(m_gallery.update(*question.snapshot, job));
        const review::Portrait* portrait = m_gallery.find(question.track);
        std::vector<float> look = portrait ? portrait->mean : std::vector<float>{};
        if (look.size() != static_cast<std::size_t>(dense->embeddings.channels)) {
            const annotation::TrackBox* box = track->second->at(question.frame);
            const auto cell = box ? dense->cellOf(box->box) : std::nullopt;
            if (!cell)
                return Error{ErrorCode::NotFound, "the network has not seen this person", {}};
            look = embeddingAt(*dense, *cell);
            out.ofTrack = false;
        }
        const model::EmbeddingMap& cells = dense->embeddings;
        out.width = cells.width;
        out.height = cells.height;
        const double left = cells.sourceFromGrid.x(0);
        const double top = cells.sourceFromGrid.y(0);
        out.area = {left, top, cells.sourceFromGrid.x(cells.width) - left, cells.sourceFromGrid.y(cells.height) - top};
        out.values = cells.similarityTo(look);
        return out;
    }

private:
    Result<std::shared_ptr<const DenseFrame>> denseAt(FrameIndex frame, const JobContext& job)
    {
        if (m_dense && m_denseFrame == frame)
            return m_dense;
        if (!m_shared.dense)
            return Error{ErrorCode::Unavailable, "there is no network to ask", {}};
        m_dense.reset();
        TW_TRY_ASSIGN(m_dense, m_shared.dense(frame, job));
        m_denseFrame = frame;
        return m_dense;
    }

    Result<PersonQuery> find(const WhoQuestion& question, const JobContext& job, WhoAnswer& answer)
    {
        PersonQuery out;
        out.frame = question.frame;
        out.track = question.track;
        if (question.track != TrackId::kInvalid) {
            const auto track = question.snapshot->tracks.find(question.track);
            const annotation::TrackBox* box =
                track == question.snapshot->tracks.end() ? nullptr : track->second->at(question.frame);
            if (!box)
                return Error{ErrorCode::NotFound, "the track has no box in this frame", {}};
            out.box = box->box;
        }
        const bool named = question.track != TrackId::kInvalid;
        if (const auto stored = m_gallery.peaks()(question.frame)) {
            const int peak =
                named ? review::peakUnder(*stored, out.box) : review::peakUnder(*stored, question.x, question.y);
            out.embedding = review::embeddingOf(*stored, peak);
            if (!out.embedding.empty()) {
                out.colour = review::colourOf(*stored, peak);
                const Peak& found = stored->peaks[static_cast<std::size_t>(peak)];
                if (!named)
                    out.box = found.box();
                out.score = found.score;
                answer.onPeak = true;
                return out;
            }
        }
        answer.usedNetwork = true;
        TW_TRY_ASSIGN(const auto dense, denseAt(question.frame, job));
        auto cell = named ? dense->cellOf(out.box) : dense->peakAt(question.x, question.y, kPersonScore);
        answer.onPeak = cell && dense->score(*cell) >= kPersonScore && dense->isPeak(*cell);
        if (!cell && !named)
            cell = dense->embeddings.cellAt(question.x, question.y);
        if (!cell)
            return Error{ErrorCode::NotFound, "the network does not see this place", {}};
        out.embedding = embeddingAt(*dense, *cell);
        out.score = dense->score(*cell);
        if (!named)
            out.box = dense->box(*cell);
        return out;
    }

    Shared& m_shared;
    review::Gallery m_gallery;
    std::shared_ptr<const DenseFrame> m_dense;
    FrameIndex m_denseFrame = kNoFrame;
};

ReidWorker::ReidWorker(Workspace::PeakReader reader, DenseSource dense, Post post, Callbacks callbacks)
    : m_shared(std::make_shared<Shared>()), m_self(std::make_shared<ReidWorker*>(this)),
      m_callbacks(std::move(callbacks))
{
    m_shared->reader = std::move(reader);
    m_shared->dense = std::move(dense);
    const std::weak_ptr<ReidWorker*> weak = m_self;
    m_shared->answered = [post, weak](Result<WhoAnswer> answer) {
        auto kept = std::make_shared<Result<WhoAnswer>>(std::move(answer));
        post([weak, kept] {
            if (const auto self = weak.lock())
                (*self)->m_callbacks.answered(std::move(*kept));
        });
    };
    m_shared->mapped = [post, weak](Result<SimilarityMap> map) {
        auto kept = std::make_shared<Result<SimilarityMap>>(std::move(map));
        post([weak, kept] {
            if (const auto self = weak.lock())
                (*self)->m_callbacks.mapped(std::move(*kept));
        });
    };
    m_thread = std::jthread([shared = m_shared](const std::stop_token& stop) { work(*shared, stop); });
}

ReidWorker::~ReidWorker()
{
    m_self.reset();
    m_thread.request_stop(); // first: whatever begins after it ends by itself
    const std::lock_guard lock(m_shared->mutex);
    m_shared->current.request_stop();
}

void ReidWorker::ask(WhoQuestion question)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->question = std::move(question);
    m_shared->current.request_stop(); // an older question, or a map that can wait
    m_shared->changed.notify_all();
}

void ReidWorker::map(MapQuestion question)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->map = std::move(question);
    if (m_shared->mapping)
        m_shared->current.request_stop();
    m_shared->changed.notify_all();
}

void ReidWorker::cancelAsk()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->question.reset();
    if (m_shared->answering)
        m_shared->current.request_stop();
}

void ReidWorker::cancelMap()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->map.reset();
    if (m_shared->mapping)
        m_shared->current.request_stop();
}

void ReidWorker::work(Shared& shared, const std::stop_token& stop)
{
    Work desk(shared);
    while (true) {
        std::optional<WhoQuestion> question;
        std::optional<MapQuestion> map;
        JobContext job;
        {
            std::unique_lock lock(shared.mutex);
            shared.mapping = shared.answering = false;
            if (!shared.changed.wait(lock, stop, [&] { return shared.question || shared.map; }))
                return;
            question = std::exchange(shared.question, std::nullopt);
            if (!question)
                map = std::exchange(shared.map, std::nullopt);
            shared.answering = question.has_value();
            shared.mapping = map.has_value();
            shared.current = std::stop_source();
            job.stop = shared.current.get_token();
        }
        if (stop.stop_requested())
            return;
        if (question) {
            auto answer = desk.answer(*question, job);
            if (answer || answer.error().code != ErrorCode::Cancelled)
                shared.answered(std::move(answer));
            continue;
        }
        auto mapped = desk.map(*map, job);
        if (mapped || mapped.error().code != ErrorCode::Cancelled) {
            shared.mapped(std::move(mapped));
            continue;
        }
        // a question about a person came in between: the map is still wanted
        const std::lock_guard lock(shared.mutex);
        if (!shared.map && shared.question)
            shared.map = std::move(map);
    }
}

} // namespace tw::workspace
