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

struct ReidWorker::State {
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
    Work(const Workspace::PeakReader& reader, DenseSource dense)
        : m_source(std::move(dense)), m_gallery(storedPeaks(reader, kPeakBytes))
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
        if (!m_source)
            return Error{ErrorCode::Unavailable, "there is no network to ask", {}};
        m_dense.reset();
        TW_TRY_ASSIGN(m_dense, m_source(frame, job));
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

    DenseSource m_source;
    review::Gallery m_gallery;
    std::shared_ptr<const DenseFrame> m_dense;
    FrameIndex m_denseFrame = kNoFrame;
};

ReidWorker::ReidWorker(Workspace::PeakReader reader, DenseSource dense, PostToOwner post, Callbacks callbacks)
    : m_thread(std::move(post),
               [reader = std::move(reader), dense = std::move(dense),
                callbacks = std::move(callbacks)](Mailbox<State>& mailbox, const std::stop_token& stop) {
                   work(mailbox, stop, Work(reader, dense), callbacks);
               })
{}

ReidWorker::~ReidWorker()
{
    m_thread.stop(); // first: whatever begins after it ends by itself
    m_thread.change([](State& state) { state.current.request_stop(); });
}

void ReidWorker::ask(WhoQuestion question)
{
    m_thread.change([&](State& state) {
        state.question = std::move(question);
        state.current.request_stop(); // an older question, or a map that can wait
    });
}

void ReidWorker::map(MapQuestion question)
{
    m_thread.change([&](State& state) {
        state.map = std::move(question);
        if (state.mapping)
            state.current.request_stop();
    });
}

void ReidWorker::cancelAsk()
{
    m_thread.change([](State& state) {
        state.question.reset();
        if (state.answering)
            state.current.request_stop();
    });
}

void ReidWorker::cancelMap()
{
    m_thread.change([](State& state) {
        state.map.reset();
        if (state.mapping)
            state.current.request_stop();
    });
}

void ReidWorker::work(Mailbox<State>& mailbox, const std::stop_token& stop, Work desk, const Callbacks& callbacks)
{
    while (true) {
        std::optional<WhoQuestion> question;
        std::optional<MapQuestion> map;
        JobContext job;
        const auto isReady = [](State& state) {
            state.mapping = state.answering = false; // nothing is worked on while it waits
            return state.question || state.map;
        };
        const auto take = [&](State& state) {
            question = std::exchange(state.question, std::nullopt);
            if (!question)
                map = std::exchange(state.map, std::nullopt);
            state.answering = question.has_value();
            state.mapping = map.has_value();
            state.current = std::stop_source();
            job.stop = state.current.get_token();
        };
        if (!mailbox.wait(stop, isReady, take) || stop.stop_requested())
            return;
        if (question) {
            auto answer = desk.answer(*question, job);
            if (answer || answer.error().code != ErrorCode::Cancelled)
                mailbox.handOver(callbacks.answered, std::move(answer));
            continue;
        }
        auto mapped = desk.map(*map, job);
        if (mapped || mapped.error().code != ErrorCode::Cancelled) {
            mailbox.handOver(callbacks.mapped, std::move(mapped));
            continue;
        }
        // a question about a person came in between: the map is still wanted
        mailbox.locked([&](State& state) {
            if (!state.map && state.question)
                state.map = std::move(map);
        });
    }
}

} // namespace tw::workspace
