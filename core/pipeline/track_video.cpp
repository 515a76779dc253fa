#include "core/pipeline/track_video.h"

#include "core/base/queue.h"
#include "core/pipeline/frame_measurer.h"
#include "core/pipeline/frame_preparer.h"
#include "core/pipeline/peaks.h"
#include "core/pipeline/picture_keeper.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/track_filter.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <tuple>
#include <utility>

namespace tw::pipeline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFramesInFlight = 4; // decoded pictures that wait: bounds the memory of a run
constexpr auto kBatchPeriod = std::chrono::milliseconds(50);
constexpr std::size_t kIssuesListed = 100;
constexpr int kUnreadableInARow = 25; // then the video is taken to end here

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Decoded {
    FrameIndex frame = kNoFrame;
    std::optional<model::PreparedImage> input; // none: known or unreadable
    FramePixels pixels;                        // empty: nothing is to be measured
    std::shared_ptr<const FramePeaks> known;
    std::string problem;
    bool leadIn = false; // measured before the run was resumed
};

struct Seen {
    FrameIndex frame = kNoFrame;
    std::optional<FramePeaks> peaks; // none: unreadable
    FramePixels pixels;
    std::string problem;
    std::optional<Error> lost; // the network's device; nothing comes behind
    bool leadIn = false;
};

// The network looks at first, first + every, ... and at the last frame.
FrameIndex nextLooked(FrameIndex frame, FrameRange frames, int every)
{
    return frame == frames.last ? frame + 1 : std::min(frame + every, frames.last);
}

// A resumed run goes on with the steps of the one it continues.
FrameIndex firstLooked(const TrackRequest& request)
{
    const FrameIndex first = request.frames.first;
    if (request.replay.empty())
        return first;
    const FrameIndex off = (first - request.replay.front().frame) % request.every;
    return off == 0 ? first : std::min(first + request.every - off, request.frames.last);
}

// On one or two processors a decoder with threads of its own only takes turns with the network's, at any moment; one
// thread prefetches undisturbed (ThreadShare). 0: what the decoder thinks best.
int decodeThreads(const model::Device& device)
{
    return device.kind == model::Device::Kind::Cpu && model::usableProcessors() <= 2 ? 1 : 0;
}

// Frames that were measured before the run was resumed, for those that are compared with them.
void decodeLeadIn(video::FrameSource& source, const TrackRequest& request, BoundedQueue<Decoded>& out,
                  std::stop_token stop)
{
    PixelReader pixels(source);
    for (const FramePeaks& peaks : FrameMeasurer::leadInOf(firstLooked(request), request.replay)) {
        auto read = pixels.read(peaks.frame, stop);
        if (stop.stop_requested())
            return;
        const std::shared_ptr<const FramePeaks> known(std::shared_ptr<void>(), &peaks); // the request outlives them
        Decoded item{peaks.frame, std::nullopt, {}, known, {}, true};
        if (read)
            item.pixels = *std::move(read);
        else // the frame after it is measured as after a cut
            item.problem = read.error().message();
        if (!out.push(std::move(item), stop))
            return;
    }
}

void decodeFrames(video::FrameSource& source, const TrackRequest& request, const model::Detector& detector,
                  ThreadShare& threads, BoundedQueue<Decoded>& out, double& busySeconds, std::stop_token stop)
{
    FramePreparer preparer(detector);
    const FrameRange frames = request.frames;
    if (request.measure && !(request.known && request.known(firstLooked(request))))
        decodeLeadIn(source, request, out, stop);
    for (FrameIndex frame = firstLooked(request); frame <= frames.last;
         frame = nextLooked(frame, frames, request.every)) {
        if (auto known = request.known ? request.known(frame) : nullptr) {
            if (!out.push({frame, std::nullopt, {}, std::move(known), {}, false}, stop))
                break;
            continue;
        }
        const auto start = Clock::now();
        FramePixels pixels;
        auto input = [&]() -> Result<model::PreparedImage> {
            const ThreadShare::Loan processor(threads);
            TW_TRY_ASSIGN(const video::FramePtr picture, source.read(frame, stop));
            return preparer.prepare(picture, source.info(), request.measure ? &pixels : nullptr);
        }();
        busySeconds += secondsSince(start);
        if (stop.stop_requested())
            break;
        Decoded item{frame, std::nullopt, std::move(pixels), nullptr, {}, false};
        if (input)
            item.input = *std::move(input);
        else
            item.problem = input.error().message();
        if (!out.push(std::move(item), stop))
            break;
    }
    out.close();
}

// Frames with the network's device and what is known of them, in their order: as many as the detector takes at a time.
class Detecting
{
public:
    explicit Detecting(model::Detector& detector) : m_detector(detector) {}
    ~Detecting()
    {
        while (m_detector.underWay() > 0) // stopped on the way
            std::ignore = m_detector.take();
    }
    Detecting(const Detecting&) = delete;
    Detecting& operator=(const Detecting&) = delete;

    bool full() const { return static_cast<int>(m_frames.size()) == m_detector.framesInFlight(); }
    bool empty() const { return m_frames.empty(); }

    // Not when full.
    void add(const Decoded& decoded)
    {
        if (decoded.input)
            m_detector.submit(*decoded.input);
        Waiting waiting{{decoded.frame, std::nullopt, decoded.pixels, decoded.problem, std::nullopt, decoded.leadIn},
                        decoded.input.has_value()};
        if (decoded.known)
            waiting.seen.peaks = *decoded.known;
        m_frames.push_back(std::move(waiting));
    }

    Seen takeOldest()
    {
        const bool sent = m_frames.front().sent;
        Seen oldest = std::move(m_frames.front().seen);
        m_frames.pop_front();
        if (!sent)
            return oldest;
        auto found = m_detector.take();
        if (found) {
            oldest.peaks = peaksFromDetections(oldest.frame, found->peaks);
        } else {
            oldest.problem = found.error().message();
            if (found.error().code == ErrorCode::Unavailable)
                oldest.lost = found.error();
        }
        return oldest;
    }

private:
    struct Waiting {
        Seen seen;
        bool sent = false; // to the detector; otherwise known or unreadable
    };
    model::Detector& m_detector;
    std::deque<Waiting> m_frames;
};

void detectFrames(model::Detector& detector, BoundedQueue<Decoded>& in, BoundedQueue<Seen>& out, TrackReport& report,
                  std::stop_token stop)
{
    Detecting detecting(detector);
    const auto finishOldest = [&] {
        const auto start = Clock::now();
        Seen seen = detecting.takeOldest();
        report.networkSeconds += secondsSince(start);
        const bool lost = seen.lost.has_value();
        return out.push(std::move(seen), stop) && !lost;
    };
    bool going = true;
    for (bool first = true; going; first = false) {
        const auto waiting = Clock::now();
        auto decoded = in.pop(stop);
        if (!decoded)
            break;
        if (!first && detecting.empty()) // before the first one nothing could be ready
            report.networkWaitSeconds += secondsSince(waiting);
        const auto start = Clock::now();
        detecting.add(*decoded);
        report.networkSeconds += secondsSince(start);
        decoded.reset(); // its memory goes back before this thread waits
        while (going && detecting.full())
            going = finishOldest();
    }
    while (going && !stop.stop_requested() && !detecting.empty())
        going = finishOldest();
    out.close();
}

Box between(const Box& a, const Box& b, double share)
{
    const auto mix = [share](double x, double y) { return x + (y - x) * share; };
    return {mix(a.left, b.left), mix(a.top, b.top), mix(a.width, b.width), mix(a.height, b.height)};
}

// The calling thread's part: association, frames the network skipped, batches.
class Associator
{
public:
    Associator(const TrackRequest& request, std::unique_ptr<tracker::Tracker> tracker, const BatchSink& sink)
        : m_request(request), m_tracker(std::move(tracker)), m_sink(sink)
    {}

    Result<void> replay(std::span<const FramePeaks> frames)
    {
        std::map<TrackId, std::pair<FrameIndex, tracker::TrackedBox>> last;
        for (const FramePeaks& peaks : frames) {
            TW_TRY_ASSIGN(const tracker::FrameTracks found, associate(peaks));
            for (const tracker::TrackedBox& box : found.boxes)
                last.insert_or_assign(box.id, std::pair(peaks.frame, box));
            m_previous = found;
        }
        TrackBatch batch;
        for (auto& [id, seen] : last)
            batch.lastSeen.push_back(seen);
        if (!batch.lastSeen.empty())
            m_sink(std::move(batch));
        return {};
    }

    Result<void> take(FramePeaks peaks)
    {
        TW_TRY_ASSIGN(tracker::FrameTracks found, associate(peaks));
        fillSkipped(found);
        append(found);
        m_batch.peaks.push_back(std::move(peaks));
        m_previous = std::move(found);
        return {};
    }

    // A frame that could not be read: no boxes, the tracker does not count it.
    void skip(FrameIndex frame)
    {
        const tracker::FrameTracks nothing{frame, {}};
        fillSkipped(nothing);
        append(nothing);
        m_previous = nothing;
    }

    // Of the frame that was taken last.
    const tracker::FrameTracks& newest() const { return m_previous; }
    void keep(std::vector<storage::KeptPicture> pictures)
    {
        std::move(pictures.begin(), pictures.end(), std::back_inserter(m_batch.pictures));
    }

    // What is finished goes out, at most every kBatchPeriod.
    void flushIfDue()
    {
        if (Clock::now() - m_lastBatch >= kBatchPeriod)
            flush();
    }

    void flush()
    {
        if (!m_batch.tracks.empty()) {
            m_batch.frames = {m_batch.tracks.front().frame, m_batch.tracks.back().frame};
            m_sink(std::exchange(m_batch, {}));
        }
        m_lastBatch = Clock::now();
    }

    FrameIndex finished() const { return m_finished; }
    double seconds() const { return m_seconds; }

private:
    Result<tracker::FrameTracks> associate(const FramePeaks& peaks)
    {
        const auto start = Clock::now();
        const auto detections = detectionsFromPeaks(peaks, m_request.detector.threshold);
        TW_TRY_ASSIGN(tracker::FrameTracks found, m_tracker->update(peaks.frame, detections));
        found = tracker::filtered(std::move(found), m_request.filter);
        m_seconds += secondsSince(start);
        return found;
    }

    // Straight lines for people who are there before and after the frames that the network did not see.
    void fillSkipped(const tracker::FrameTracks& now)
    {
        if (m_previous.frame == kNoFrame || m_request.every == 1)
            return;
        std::map<TrackId, const tracker::TrackedBox*> before;
        for (const tracker::TrackedBox& box : m_previous.boxes)
            before.emplace(box.id, &box);
        for (FrameIndex frame = std::max(m_previous.frame + 1, m_request.frames.first); frame < now.frame; ++frame) {
            tracker::FrameTracks filled{frame, {}};
            const double share = double(frame - m_previous.frame) / double(now.frame - m_previous.frame);
            for (const tracker::TrackedBox& box : now.boxes) {
                const auto it = before.find(box.id);
                if (it == before.end())
                    continue;
                tracker::TrackedBox mixed = box;
                mixed.box = between(it->second->box, box.box, share);
                mixed.detection = -1;
                filled.boxes.push_back(mixed);
            }
            append(filled);
        }
    }

    void append(tracker::FrameTracks tracks)
    {
        m_finished = tracks.frame;
        m_batch.tracks.push_back(std::move(tracks));
    }

    const TrackRequest& m_request;
    std::unique_ptr<tracker::Tracker> m_tracker;
    const BatchSink& m_sink;
    tracker::FrameTracks m_previous;
    TrackBatch m_batch;
    Clock::time_point m_lastBatch = Clock::now();
    FrameIndex m_finished = kNoFrame;
    double m_seconds = 0;
};

// Frames in, tracks out, until the video ends, the run is stopped or nothing more can be read.
Result<void> associateFrames(Associator& associator, PictureKeeper& keeper, FrameMeasurer& measurer,
                             BoundedQueue<Seen>& in, ThreadShare& threads, TrackReport& report, const JobContext& job)
{
    const auto noteProblem = [&report](const Seen& seen) {
        if (report.issues.size() < kIssuesListed)
            report.issues.push_back("frame " + std::to_string(seen.frame + 1) + ": " + seen.problem);
    };
    int unreadable = 0;
    while (auto seen = in.pop(job.stop)) {
        if (seen->lost)
            return Error{seen->lost->code, seen->lost->detail, "frame " + std::to_string(seen->frame + 1)};
        if (seen->leadIn) {
            if (!seen->problem.empty())
                noteProblem(*seen);
            measurer.leadIn(seen->pixels, *seen->peaks);
            continue;
        }
        if (seen->peaks) {
            unreadable = 0;
            if (!seen->pixels.empty()) {
                const auto start = Clock::now();
                const ThreadShare::Loan processor(threads);
                measurer.measure(seen->pixels, *seen->peaks);
                report.measureSeconds += secondsSince(start);
                report.camera = measurer.camera();
            }
            TW_TRY(associator.take(*std::move(seen->peaks)));
            const auto start = Clock::now();
            {
                const ThreadShare::Loan processor(threads);
                associator.keep(keeper.take(seen->pixels, associator.newest()));
            }
            report.pictureSeconds += secondsSince(start);
            seen->pixels = {}; // its memory goes back to the decoder
            associator.flushIfDue();
        } else {
            noteProblem(*seen);
            if (++unreadable == kUnreadableInARow) {
                report.issues.push_back(std::to_string(kUnreadableInARow) +
                                        " frames in a row could not be read; the rest of the video was left out");
                break;
            }
            associator.skip(seen->frame);
        }
        job.report("track", seen->frame - report.frames.first + 1, report.frames.length());
    }
    return {};
}

} // namespace

Result<void> TrackRequest::check() const
{
    if (every < 1)
        return Error{ErrorCode::InvalidArgument, "every must be 1 or more", {}};
    if (detector.keepThreshold > detector.threshold)
        return Error{ErrorCode::InvalidArgument, "keepThreshold must not be above threshold", {}};
    TW_TRY(detector.check());
    TW_TRY(filter.check());
    TW_TRY(offline.check());
    return tracker.check();
}

namespace {

// `given`: a network that is loaded already, or nothing.
Result<TrackReport> track(const TrackRequest& request, model::Detector* given, const BatchSink& sink,
                          const JobContext& job)
{
    TW_TRY(request.check());
    video::OpenOptions opening;
    opening.content = video::FrameContent::Planes;
    opening.decodeThreads = decodeThreads(request.detector.device);
    TW_TRY_ASSIGN(auto source, video::openSource(request.video, opening, job));
    TrackReport report;
    const video::VideoInfo& info = source->info();
    report.frames = request.frames.empty() ? FrameRange{0, info.frameCount - 1} : request.frames;
    report.frames.last = std::min(report.frames.last, info.frameCount - 1);
    report.issues = info.warnings;
    if (report.frames.empty() || report.frames.first < 0)
        return Error{ErrorCode::InvalidArgument,
                     "the video has " + std::to_string(info.frameCount) + " frames; none of those asked for exists",
                     request.video.string()};
    std::optional<model::Detector> loaded;
    if (given == nullptr) {
        TW_TRY_ASSIGN(loaded, model::Detector::load(request.model, request.detector));
        given = &*loaded;
    }
    model::Detector& detector = *given;
    report.model = detector.info();

    std::shared_ptr<model::ReidEncoder> reid;
    if (request.measure) {
        TW_TRY_ASSIGN(reid, loadReid(request.reid, request.detector.precision));
    }
    FrameMeasurer measurer(std::move(reid));
    if (info.frameRate.positive())
        measurer.useFrameRate(info.frameRate.value());
    auto trackerOptions = request.tracker;
    if (info.frameRate.positive())
        trackerOptions.frameRate = info.frameRate.value() / request.every;
    TW_TRY_ASSIGN(std::unique_ptr<tracker::Tracker> tracker, tracker::FairmotTracker::create(trackerOptions));
    TrackRequest effective = request;
    effective.frames = report.frames;
    effective.detector = detector.options();
    Associator associator(effective, std::move(tracker), sink);
    PictureKeeper keeper({.bytes = request.pictureBytes,
                          .frames = info.frameCount / request.every,
                          .frameRate = trackerOptions.frameRate,
                          .video = {double(info.width), double(info.height)}});
    TW_TRY(associator.replay(request.replay));

    const auto start = Clock::now();
    Result<void> outcome;
    {
        BoundedQueue<Decoded> decoded(kFramesInFlight);
        BoundedQueue<Seen> seen(kFramesInFlight);
        std::stop_source stopAll;
        const std::stop_callback forward(job.stop, [&stopAll] { stopAll.request_stop(); });
        const auto threads = request.threads ? request.threads : std::make_shared<ThreadShare>();
        threads->setUser([&detector](int n) { detector.useThreads(n); });
        const std::shared_ptr<void> endOfUse(nullptr, [&threads](void*) { threads->setUser({}); });
        std::jthread decoder([&] {
            decodeFrames(*source, effective, detector, *threads, decoded, report.decodeSeconds, stopAll.get_token());
        });
        std::jthread network([&] { detectFrames(detector, decoded, seen, report, stopAll.get_token()); });
        outcome = associateFrames(associator, keeper, measurer, seen, *threads, report, job);
        stopAll.request_stop(); // after an early end the two others still wait for room in their queues
        network.join();
        decoder.join();
    }
    associator.flush();
    TW_TRY(std::move(outcome));
    report.seconds = secondsSince(start);
    report.associationSeconds = associator.seconds();
    report.stopped = job.stopped() && associator.finished() < report.frames.last;
    report.frames.last = std::max(associator.finished(), report.frames.first - 1);
    if (report.seconds > 0)
        report.framesPerSecond = report.frames.length() / report.seconds;
    return report;
}

} // namespace

Result<TrackReport> trackVideo(const TrackRequest& request, const BatchSink& sink, const JobContext& job)
{
    return track(request, nullptr, sink, job);
}

Result<TrackReport> trackVideo(const TrackRequest& request, model::Detector& detector, const BatchSink& sink,
                               const JobContext& job)
{
    return track(request, &detector, sink, job);
}

} // namespace tw::pipeline
