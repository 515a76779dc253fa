#include "core/laboratory/speed_benchmark.h"

#include "core/base/number_text.h"
#include "core/math/stats.h"
#include "core/pipeline/frame_preparer.h"
#include "core/pipeline/peaks.h"
#include "core/pipeline/track_video.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/video/scene_clip.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <unistd.h>

namespace tw::laboratory {
namespace {

using namespace pipeline;

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr FrameIndex kWarmUp = 3;
constexpr std::uint64_t kSceneSeed = 7;
constexpr int kFramesPerSecond = 25;
// Bursts between frames, as long as what they are compared with, so that both meet the same neighbours.
constexpr double kShortBurst = 0.001; // preprocess and heads
constexpr double kLongestBurst = 0.1; // network
constexpr FrameIndex kMemoryEvery = 8;
// Of end to end and network alone: as many pairs as fit into the time, one at least.
constexpr int kPairs = 7;
constexpr double kPairsSeconds = 60;
constexpr std::size_t kInputsKept = 8; // for the network alone

double msSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// A folder that goes with the object.
class TemporaryFolder
{
public:
    static Result<TemporaryFolder> make()
    {
        std::error_code error;
        const fs::path base = fs::temp_directory_path(error);
        if (error)
            return Error{ErrorCode::Io, "there is no folder for temporary files: " + error.message(), base.string()};
        std::string name = base / "trackwright-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr)
            return Error{ErrorCode::Io, "no temporary folder can be made", name};
        return TemporaryFolder(name);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder()
    {
        std::error_code error;
        if (!m_path.empty())
            fs::remove_all(m_path, error);
    }
    const fs::path& path() const { return m_path; }

private:
    explicit TemporaryFolder(fs::path path) : m_path(std::move(path)) {}
    fs::path m_path;
};

Result<void> drawClip(const BenchmarkRequest& request, const fs::path& path, const JobContext& job)
{
    video::SceneOptions options;
    options.seed = kSceneSeed;
    options.width = request.imageWidth;
    options.height = request.imageHeight;
    options.frameCount = request.frames;
    options.framesPerSecond = kFramesPerSecond;
    options.people = request.people;
    return video::writeScene(video::DrawnScene(options), path, {}, job);
}

// VmHWM of this process; 0 where the system does not say.
double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        constexpr std::string_view kKey = "VmHWM:";
        if (!line.starts_with(kKey))
            continue;
        const auto kilobytes = toInteger(line.substr(kKey.size(), line.find(" kB") - kKey.size()));
        return kilobytes ? static_cast<double>(*kilobytes) / 1024 : 0;
    }
    return 0;
}

class Benchmark
{
public:
    Benchmark(const BenchmarkRequest& request, const JobContext& job) : m_request(request), m_job(job) {}

    Result<BenchmarkReport> run(const fs::path& video)
    {
        m_video = video;
        TW_TRY(stages());
        TW_TRY(association());
        TW_TRY(endToEnd());
        m_report.residentMegabytes = residentMegabytes();
        return std::move(m_report);
    }

private:
    // Decode, preprocess, network and heads of every frame, one after the other.
    Result<void> stages()
    {
        video::OpenOptions opening;
        opening.content = video::FrameContent::Planes;
        opening.decodeThreads = 1; // decoding ahead would take processor time from the other stages
        TW_TRY_ASSIGN(const auto source, video::openSource(m_video, opening, m_job));
        TW_TRY_ASSIGN(auto detector, loadOrMake());
        m_report.model = detector.info();
        m_report.detector = detector.options();
        if (m_report.detector.device.kind == model::Device::Kind::Cpu) {
            TW_TRY_ASSIGN(m_meter, model::RooflineMeter::make(m_report.detector.precision));
            TW_TRY_ASSIGN(m_floatMeter, model::RooflineMeter::make(model::Precision::Float32));
        }
        m_report.imageWidth = source->info().width;
        m_report.imageHeight = source->info().height;
        m_report.frames = std::min(m_request.frames, source->frameCount());
        if (m_report.frames <= kWarmUp)
            return Error{ErrorCode::InvalidArgument, "the video is too short to measure anything", m_video.string()};
        FramePreparer preparer(detector);
        std::vector<double> decode, preprocess, network, heads, headsFlop, processor;
        double decodeWork = 0, preprocessWork = 0;
        std::size_t people = 0;
        for (FrameIndex frame = 0; frame < m_report.frames; ++frame) {
            if (m_job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            auto start = Clock::now();
            const double decodeBefore = model::processorSeconds();
            TW_TRY_ASSIGN(const video::FramePtr picture, source->read(frame, m_job.stop));
            const double decodeMs = msSince(start);
            start = Clock::now();
            const double preprocessBefore = model::processorSeconds();
            TW_TRY_ASSIGN(model::PreparedImage input, preparer.prepare(picture, source->info()));
            const double preprocessMs = msSince(start);
            model::DetectTimes times;
            const double processorBefore = model::processorSeconds();
            TW_TRY_ASSIGN(model::FrameDetections found, detector.detect(input, times));
            const double processorMs = 1000 * (model::processorSeconds() - processorBefore);
            m_job.report("measure", frame + 1, m_report.frames);
            people += found.detections.size();
            m_peaks.push_back(peaksFromDetections(frame, found.peaks));
            if (m_inputs.size() < kInputsKept)
                m_inputs.push_back(std::move(input));
            TW_TRY(measureMachine(frame, times.networkMs / 1000));
            if (frame < kWarmUp)
                continue;
            decodeWork += preprocessBefore - decodeBefore;
            preprocessWork += processorBefore - preprocessBefore;
            decode.push_back(decodeMs);
            preprocess.push_back(preprocessMs);
            network.push_back(times.networkMs);
            heads.push_back(times.headsMs);
            headsFlop.push_back(times.headsFlop);
            processor.push_back(processorMs);
            m_report.network.flop = times.flop;
        }
        m_report.meanPeople = static_cast<double>(people) / m_report.frames;
        m_report.decode.processorMs = 1000 * decodeWork / static_cast<double>(decode.size());
        m_report.preprocess.processorMs = 1000 * preprocessWork / static_cast<double>(decode.size());
        setTimes(m_report.decode, std::move(decode));
        setTimes(m_report.preprocess, std::move(preprocess));
        setTimes(m_report.network, std::move(network));
        setTimes(m_report.heads, std::move(heads));
        m_report.heads.flop = math::median(std::move(headsFlop));
        m_report.detectProcessorMs = math::median(std::move(processor));
        setRoofs();
        m_detector.emplace(std::move(detector));
        return {};
    }

    // The weights of that name, or an architecture without weights: its time does not depend on them.
    Result<model::Detector> loadOrMake() const
    {
        auto loaded = model::Detector::load(m_request.model, m_request.detector);
        if (loaded || loaded.error().code != ErrorCode::NotFound)
            return loaded;
        auto untrained = model::Detector::untrained(m_request.model, m_request.detector);
        return untrained || untrained.error().code != ErrorCode::NotFound ? std::move(untrained) : std::move(loaded);
    }

    Result<void> measureMachine(FrameIndex frame, double networkSeconds)
    {
        if (!m_meter)
            return {};
        const auto rate = m_meter->measureArithmetic(std::clamp(networkSeconds, kShortBurst, kLongestBurst));
        const auto floats = m_floatMeter->measureArithmetic(kShortBurst);
        if (frame < kWarmUp) // the first bursts look for their length
            return {};
        m_flops.push_back(rate.byClock);
        m_processorFlops.push_back(rate.byProcessor);
        m_floats.push_back(floats.byClock);
        if (frame % kMemoryEvery == kWarmUp) {
            TW_TRY_ASSIGN(const double bytes, m_meter->measureMemory());
            m_bytes.push_back(bytes);
        }
        return {};
    }

    // Network and heads keep all threads busy; preprocessing has the one of the decoder.
    void setRoofs()
    {
        const auto& size = m_report.detector.size;
        const auto box = model::letterboxOf(m_report.imageWidth, m_report.imageHeight, size);
        const double pixels = static_cast<double>(m_report.imageWidth) * m_report.imageHeight;
        // each value once across and once down, four channels
        m_report.preprocess.flop = 2.0 * 4 * (pixels + static_cast<double>(m_report.imageHeight) * box.width);
        if (!m_meter)
            return;
        model::Roofline roof{math::median(m_flops), math::median(m_bytes), m_meter->threads(), m_meter->kernels()};
        m_report.floatFlopPerSecond = math::median(m_floats);
        m_report.network.roofMs = 1000 * m_report.network.flop / roof.flopPerSecond;
        m_report.heads.roofMs = 1000 * m_report.heads.flop / m_report.floatFlopPerSecond;
        const double bytes = 1.5 * pixels + 4.0 * size.width * size.height; // planes in, the network's input out
        m_report.preprocess.roofMs =
            1000 * std::max(m_report.preprocess.flop * roof.threads / m_report.floatFlopPerSecond,
                            bytes / roof.bytesPerSecond);
        const double processorSeconds = m_report.detectProcessorMs / 1000;
        if (m_report.network.flop > 0 && processorSeconds > 0)
            m_report.detectProcessorShare =
                (m_report.network.flop + m_report.heads.flop) / processorSeconds / math::median(m_processorFlops);
        m_report.machine = std::move(roof);
    }

    // The tracker on the same detections.
    Result<void> association()
    {
        TW_TRY_ASSIGN(auto tracker, tracker::FairmotTracker::create({}));
        std::vector<double> times;
        const double before = model::processorSeconds();
        for (const FramePeaks& peaks : m_peaks) {
            const auto detections = detectionsFromPeaks(peaks, m_report.detector.threshold);
            const auto start = Clock::now();
            TW_TRY(tracker->update(peaks.frame, detections));
            if (peaks.frame >= kWarmUp)
                times.push_back(msSince(start));
        }
        m_report.association.processorMs =
            1000 * (model::processorSeconds() - before) / static_cast<double>(m_peaks.size());
        setTimes(m_report.association, std::move(times));
        return {};
    }

    // The whole line, then the network alone on as many frames; again and again.
    Result<void> endToEnd()
    {
        TrackRequest tracking;
        tracking.video = m_video;
        tracking.model = m_request.model;
        tracking.detector = m_request.detector;
        tracking.frames = {0, m_report.frames - 1};
        std::vector<double> rates, alone, shares, waits;
        const auto start = Clock::now();
        double pairSeconds = 0;
        do {
            const auto pairStart = Clock::now();
            TW_TRY_ASSIGN(const TrackReport tracked, trackVideo(
                                                         tracking, *m_detector, [](TrackBatch) {}, m_job));
            if (tracked.stopped)
                return Error{ErrorCode::Cancelled, "stopped", {}};
            TW_TRY_ASSIGN(const double networkRate, networkAlone());
            m_report.endToEndSeconds += tracked.seconds;
            rates.push_back(tracked.framesPerSecond);
            alone.push_back(networkRate);
            shares.push_back(tracked.framesPerSecond / networkRate);
            waits.push_back(tracked.networkWaitSeconds / tracked.seconds);
            pairSeconds = msSince(pairStart) / 1000;
            m_job.report("pairs", static_cast<std::int64_t>(rates.size()), kPairs);
        } while (rates.size() < kPairs && msSince(start) / 1000 + pairSeconds < kPairsSeconds);
        m_report.pairs = static_cast<int>(rates.size());
        m_report.endToEndFramesPerSecond = math::median(std::move(rates));
        m_report.networkFramesPerSecond = math::median(std::move(alone));
        m_report.endToEndShare = math::median(std::move(shares));
        m_report.networkWaitShare = math::median(std::move(waits));
        return {};
    }

    // Frames a second of the network and its heads when every picture is ready, as many at a time as in tracking.
    Result<double> networkAlone()
    {
        const auto start = Clock::now();
        for (FrameIndex frame = 0; frame < m_report.frames; ++frame) {
            if (m_job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            if (m_detector->underWay() == m_detector->framesInFlight()) {
                TW_TRY(m_detector->take());
            }
            m_detector->submit(m_inputs[static_cast<std::size_t>(frame) % m_inputs.size()]);
        }
        while (m_detector->underWay() > 0) {
            TW_TRY(m_detector->take());
        }
        return 1000 * m_report.frames / msSince(start);
    }

    static void setTimes(StageTime& stage, std::vector<double> milliseconds)
    {
        const StageTime times = stageTime(std::move(milliseconds));
        stage.medianMs = times.medianMs;
        stage.worstTenthMs = times.worstTenthMs;
        stage.samples = times.samples;
    }

    const BenchmarkRequest& m_request;
    const JobContext& m_job;
    fs::path m_video;
    std::optional<model::RooflineMeter> m_meter; // of this precision
    std::optional<model::RooflineMeter> m_floatMeter;
    std::vector<double> m_flops, m_processorFlops, m_floats, m_bytes;
    std::vector<FramePeaks> m_peaks;
    std::optional<model::Detector> m_detector;
    std::vector<model::PreparedImage> m_inputs;
    BenchmarkReport m_report;
};

} // namespace

Result<void> BenchmarkRequest::check() const
{
    if (frames <= kWarmUp || imageWidth < 64 || imageHeight < 64 || people < 0)
        return Error{ErrorCode::InvalidArgument, "at least 4 frames of 64x64 pixels are needed", {}};
    return detector.check();
}

StageTime stageTime(std::vector<double> milliseconds)
{
    if (milliseconds.empty())
        return {};
    std::sort(milliseconds.begin(), milliseconds.end());
    StageTime stage;
    stage.medianMs = milliseconds[milliseconds.size() / 2];
    stage.worstTenthMs = milliseconds[milliseconds.size() * 9 / 10];
    stage.samples = milliseconds.size();
    return stage;
}

std::optional<double> StageTime::share() const
{
    if (roofMs <= 0 || medianMs <= 0)
        return std::nullopt;
    return roofMs / medianMs;
}

double BenchmarkReport::boundFramesPerSecond() const
{
    if (networkFramesPerSecond <= 0)
        return 0;
    const double networkMs = 1000 / networkFramesPerSecond;
    const double decodeMs = decode.processorMs + preprocess.processorMs; // one thread does both
    if (!machine)                                                        // a GPU
        return 1000 / std::max(networkMs, decodeMs);
    return 1000 / std::max(networkMs + (decodeMs + association.processorMs) / machine->threads, decodeMs);
}

double BenchmarkReport::shareOfBound() const
{
    const double bound = boundFramesPerSecond();
    return bound > 0 ? endToEndFramesPerSecond / bound : 0;
}

Result<BenchmarkReport> runBenchmark(const BenchmarkRequest& request, const JobContext& job)
{
    TW_TRY(request.check());
    if (!request.video.empty())
        return Benchmark(request, job).run(request.video);
    TW_TRY_ASSIGN(const TemporaryFolder folder, TemporaryFolder::make());
    const fs::path clip = folder.path() / "clip.mp4";
    TW_TRY(drawClip(request, clip, job));
    return Benchmark(request, job).run(clip);
}

} // namespace tw::laboratory
