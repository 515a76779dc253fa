#include "core/model/detector.h"

#include "core/base/contract.h"
#include "core/base/log.h"
#include "core/model/decode.h"
#include "core/model/executors/executor.h"
#include "core/model/executors/fused.h"
#include "core/model/executors/parallel_frames.h"
#include "core/model/executors/streamed.h"
#include "core/model/executors/thread_team.h"
#include "core/model/mirror.h"
#include "core/model/model_file.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/loaded_network.h"
#include "core/model/networks/network.h"
#include "core/model/preprocess/preprocess.h"
#include "core/model/torch_guard.h"
#include "core/model/two_levels.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <limits>
#include <mutex>
#include <optional>
#include <tuple>
#include <utility>

namespace tw::model {

namespace {

std::int64_t parameterCount(const Network& network)
{
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : network.parameters())
        count += parameter.numel();
    return count;
}

struct Loaded {
    std::shared_ptr<Network> network;
    ModelInfo info;
    std::string identityAt = nameOf(IdentityAt::Center);
};

ModelInfo infoOf(const Network& network, std::string name)
{
    ModelInfo info;
    info.architecture = network.architecture();
    info.name = std::move(name);
    info.trainedSize = usualInput(info.architecture);
    info.embeddingSize = static_cast<int>(network.heads().embedding);
    info.parameters = parameterCount(network);
    return info;
}

Result<Loaded> loadFrom(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(LoadedNetwork file, readNetwork(path));
    Loaded loaded;
    loaded.info = infoOf(*file.network, path.stem().string());
    loaded.info.file = path;
    loaded.info.trainedSize = file.trainedSize;
    loaded.info.report = std::move(file.report);
    loaded.identityAt = nameOf(file.identityAt);
    loaded.network = std::move(file.network);
    return loaded;
}

// The device must be there: falling back to another one silently would make a run a hundred times slower than asked
// for.
Result<void> checkDevice(const Device& device)
{
    TW_TRY_ASSIGN(const Device present, parseDevice(device.name()));
    std::ignore = present;
    return {};
}

void setThreadsOnce()
{
    static std::once_flag once;
    std::call_once(once, [] { setInferenceThreads(0); });
}

// Nothing where each image is fetched before the next one is sent. An architecture that cannot be streamed runs eagerly
// unless streaming was asked for.
Result<std::unique_ptr<FramesInFlight>> makeFlights(const std::shared_ptr<Network>& network,
                                                    const DetectorOptions& options, const NetworkSize& size)
{
    const bool asked = options.executor == Executor::Streamed;
    if (!asked && (options.executor != Executor::Auto || options.device.kind == Device::Kind::Cpu))
        return std::unique_ptr<FramesInFlight>();
    auto steps =
        makeStreamedSteps(network, {.size = size,
                                    .device = options.device,
                                    .precision = options.precision,
                                    .topK = options.topK,
                                    .frames = StreamedOptions().frames * (options.mirror == Mirror::On ? 2 : 1)});
    if (!steps && steps.error().code == ErrorCode::Unsupported && !asked)
        return std::unique_ptr<FramesInFlight>();
    if (!steps)
        return steps.error();
    return std::make_unique<FramesInFlight>(*std::move(steps));
}

class Stopwatch
{
public:
    double lapMs()
    {
        const auto now = std::chrono::steady_clock::now();
        return std::chrono::duration<double, std::milli>(now - std::exchange(m_last, now)).count();
    }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

} // namespace

struct Detector::Impl {
    DetectorOptions options;
    ModelInfo info;
    std::unique_ptr<NetworkExecutor> executor;
    std::unique_ptr<FramesInFlight> flights; // of the streamed executor, or of frames side by side
    Preprocessor preprocessor;
    std::unique_ptr<NetworkExecutor> coarse{}; // the second level; null: there is none
    std::unique_ptr<FramesInFlight> coarseFlights{};
    std::shared_ptr<FramePool> pool{}; // of frames side by side
    int threadsOfFrame = 1;            // of the pool
    std::vector<std::uint8_t> halfPixels{};
    HeadValues heads{};
    std::deque<PreparedImage> submitted{}; // without pixels where they are with the device

    float minScore() const { return std::min(options.keepThreshold, options.threshold); }
    bool seesMirror() const { return options.mirror == Mirror::On; }
    // Images of a frame that are sent to the device.
    int views() const { return seesMirror() ? 2 : 1; }

    void submit(const PreparedImage& image)
    {
        if (!flights) {
            submitted.push_back(image);
            return;
        }
        send(image);
        if (seesMirror())
            send(mirrored(image));
        PreparedImage sent;
        sent.sourceWidth = image.sourceWidth;
        sent.sourceHeight = image.sourceHeight;
        submitted.push_back(sent);
    }

    void send(const PreparedImage& image)
    {
        flights->submit(image);
        if (coarseFlights)
            coarseFlights->submit(pool ? image : coarseInput(image));
    }

    // The device makes its own input of planes.
    PreparedImage coarseInput(const PreparedImage& image)
    {
        PreparedImage half = image;
        if (image.planes.empty() && !image.letterboxed.empty())
            half.letterboxed = halved(image.letterboxed, halfPixels);
        return half;
    }

    SourceFromGrid fineMap(const PreparedImage& image) const
    {
        return SourceFromGrid::of(image.sourceWidth, image.sourceHeight, options.size);
    }
    SourceFromGrid coarseMap(const PreparedImage& image) const
    {
        return SourceFromGrid::of(image.sourceWidth, image.sourceHeight, halfOf(options.size));
    }

    Result<FrameDetections> take(DetectTimes& times)
    {
        const PreparedImage image = std::move(submitted.front());
        submitted.pop_front();
        const bool hasSides = image.sourceWidth > 0 && image.sourceHeight > 0;
        if (!flights)
            return hasSides ? detectIn(image, times) : noImage();
        auto found = takeView(image, times);
        auto inMirror = seesMirror() ? takeView(image, times) : std::vector<Detection>();
        if (!found)
            return found.error();
        if (!inMirror)
            return inMirror.error();
        return separated(together(*std::move(found), *std::move(inMirror), image));
    }

    // The oldest image that was sent, of a frame of the sides of `image`. Adds to `times`.
    Result<std::vector<Detection>> takeView(const PreparedImage& image, DetectTimes& times)
    {
        Stopwatch watch;
        const Result<PeakValues> fineFound = flights->take(minScore());
        const Result<PeakValues> coarseFound = coarseFlights ? coarseFlights->take(minScore()) : PeakValues();
        times.networkMs += watch.lapMs();
        if (!fineFound)
            return fineFound.error();
        if (!coarseFound)
            return coarseFound.error();
        if (image.sourceWidth <= 0 || image.sourceHeight <= 0)
            return noImage();
        TW_TRY_ASSIGN(std::vector<Detection> found, decodePeaks(fineFound->peaks, fineFound->heads, fineMap(image)));
        if (coarseFlights) {
            TW_TRY_ASSIGN(std::vector<Detection> more,
                          decodePeaks(coarseFound->peaks, coarseFound->heads, coarseMap(image)));
            found = mergeLevels(std::move(found), std::move(more), scaleOf(image));
        }
        times.headsMs += watch.lapMs();
        return found;
    }

    // Of a frame and of its mirror image, if the network saw that.
    std::vector<Detection> together(std::vector<Detection> found, std::vector<Detection> inMirror,
                                    const PreparedImage& image) const
    {
        return seesMirror() ? mergeMirrored(std::move(found), std::move(inMirror), image.sourceWidth, minScore())
                            : std::move(found);
    }

    // One image at once.
    Result<FrameDetections> detectNow(const PreparedImage& image, DetectTimes& times)
    {
        if (pool) // one frame alone: with all threads
            return image.sourceWidth > 0 && image.sourceHeight > 0 ? detectIn(image, times) : noImage();
        Stopwatch watch;
        submit(image);
        const double submitMs = watch.lapMs();
        auto found = take(times);
        times.networkMs += submitMs;
        return found;
    }

    static Error noImage() { return {ErrorCode::InvalidArgument, "the image is empty", {}}; }

    // Pixels of the network's input for a source pixel.
    double scaleOf(const PreparedImage& image) const
    {
        return letterboxOf(image.sourceWidth, image.sourceHeight, options.size).scale;
    }

    // Peaks, best first, with the detections among them.
    FrameDetections separated(std::vector<Detection> peaks) const
    {
        FrameDetections found;
        const auto firstBelow = std::find_if(peaks.begin(), peaks.end(),
                                             [this](const Detection& d) { return !(d.score > options.threshold); });
        found.detections.assign(peaks.begin(), firstBelow);
        found.peaks = std::move(peaks);
        return found;
    }

    Result<void> forward(const ImageView& image)
    {
        TW_TRY_ASSIGN(const ImageView input, preprocessor.letterbox(image));
        return executor->run(input);
    }

    Result<FrameDetections> detect(const ImageView& image, DetectTimes& times)
    {
        Stopwatch watch;
        PreparedImage prepared;
        TW_TRY_ASSIGN(prepared.letterboxed, preprocessor.letterbox(image));
        prepared.sourceWidth = image.width;
        prepared.sourceHeight = image.height;
        const double preprocessMs = watch.lapMs();
        times.preprocessMs = preprocessMs;
        return detectNow(prepared, times);
    }

    Result<FrameDetections> detectIn(const PreparedImage& image, DetectTimes& times)
    {
        if (!image.planes.empty())
            return Error{ErrorCode::InvalidArgument, "planes for a network whose input is made on the processor", {}};
        TW_TRY_ASSIGN(std::vector<Detection> found, detectView(image, times));
        std::vector<Detection> inMirror;
        if (seesMirror()) {
            TW_TRY_ASSIGN(inMirror, detectView(mirrored(image), times));
        }
        return separated(together(std::move(found), std::move(inMirror), image));
    }

    // Adds to `times`.
    Result<std::vector<Detection>> detectView(const PreparedImage& image, DetectTimes& times)
    {
        TW_TRY_ASSIGN(std::vector<Detection> found, detectWith(*executor, image.letterboxed, fineMap(image), times));
        if (coarse) {
            TW_TRY_ASSIGN(std::vector<Detection> more,
                          detectWith(*coarse, halved(image.letterboxed, halfPixels), coarseMap(image), times));
            found = mergeLevels(std::move(found), std::move(more), scaleOf(image));
        }
        return found;
    }

    // Adds to `times`.
    Result<std::vector<Detection>> detectWith(NetworkExecutor& network, const ImageView& input,
                                              const SourceFromGrid& map, DetectTimes& times)
    {
        Stopwatch watch;
        TW_TRY(network.run(input));
        times.networkMs += watch.lapMs();
        times.flop += network.flop();
        TW_TRY_ASSIGN(const std::vector<Peak> peaks, findPeaks(network.heat(), options.topK, minScore()));
        std::vector<Cell> cells;
        cells.reserve(peaks.size());
        for (const Peak& peak : peaks)
            cells.push_back(peak.cell);
        TW_TRY(network.readHeads(cells, heads));
        times.headsFlop += network.headsFlop(cells.size());
        TW_TRY_ASSIGN(std::vector<Detection> found, decodePeaks(peaks, heads, map));
        times.headsMs += watch.lapMs();
        return found;
    }

    Result<DenseFrame> look(const ImageView& image)
    {
        TW_TRY(forward(image));
        DenseFrame frame;
        EmbeddingMap& map = frame.embeddings;
        map.width = options.size.width / 4;
        map.height = options.size.height / 4;
        map.channels = info.embeddingSize;
        map.sourceFromGrid = SourceFromGrid::of(image.width, image.height, options.size);
        std::vector<Cell> cells;
        cells.reserve(static_cast<std::size_t>(map.width) * map.height);
        for (int y = 0; y < map.height; ++y)
            for (int x = 0; x < map.width; ++x)
                cells.push_back({x, y});
        HeadValues all;
        TW_TRY(executor->readHeads(cells, all));
        map.values = std::move(all.identity);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!normalise(std::span(map.values).subspan(i * map.channels, static_cast<std::size_t>(map.channels))))
                return Error{ErrorCode::Unreadable, "the network's identity head holds values that are not finite", {}};
        }
        TW_TRY(decodeCells(executor->heat(), all, map.sourceFromGrid, frame.scores, frame.boxes));
        return frame;
    }
};

Detector::Detector(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Detector::Detector(Detector&&) noexcept = default;
Detector& Detector::operator=(Detector&&) noexcept = default;
Detector::~Detector() = default;

struct Detector::Construction {
    // Only the eager executor reads embeddings of regions; the streamed one would read them at cells.
    static Result<void> chooseExecutor(const Loaded& loaded, DetectorOptions& options)
    {
        if (readAtCells(*identityAtOf(loaded.identityAt)))
            return {};
        if (options.executor == Executor::Streamed)
            return Error{ErrorCode::Unsupported,
                         "this model's embeddings are read at '" + loaded.identityAt +
                             "', which the streamed executor cannot do; use the eager one",
                         loaded.info.architecture};
        if (options.executor == Executor::Auto)
            options.executor = Executor::Eager;
        return {};
    }

    // Frames side by side, where they are wanted and there is a fused form.
    static Result<void> makeSideBySide(const Loaded& loaded, Impl& impl)
    {
        DetectorOptions& options = impl.options;
        const FrameShare share = frameShareOf(availableProcessors(), options.framesAtOnce, impl.executor->flop());
        options.framesAtOnce = 1;
        if (share.frames == 1 || impl.flights || options.device.kind != Device::Kind::Cpu ||
            options.executor == Executor::Eager || !hasFusedForm(impl.info.architecture))
            return {};
        const auto pool = std::make_shared<FramePool>(share.frames);
        const auto flightsOf = [&](const NetworkSize& size, bool half) -> Result<std::unique_ptr<FramesInFlight>> {
            const auto make = [&] {
                return makeExecutor(loaded.network, {.size = size,
                                                     .device = options.device,
                                                     .precision = options.precision,
                                                     .executor = options.executor,
                                                     .threads = share.threads,
                                                     .identityAt = loaded.identityAt});
            };
            TW_TRY_ASSIGN(
                auto steps,
                makeParallelFrames(
                    pool, make,
                    {.topK = options.topK, .minScore = impl.minScore(), .half = half, .views = impl.views()}));
            return std::make_unique<FramesInFlight>(std::move(steps));
        };
        TW_TRY_ASSIGN(impl.flights, flightsOf(options.size, false));
        if (options.levels == 2) {
            TW_TRY_ASSIGN(impl.coarseFlights, flightsOf(halfOf(options.size), true));
        }
        impl.pool = pool;
        impl.threadsOfFrame = share.threads;
        options.framesAtOnce = share.frames;
        impl.info.executor = impl.flights->description();
        return {};
    }

    static Result<Detector> from(Loaded loaded, DetectorOptions inForce)
    {
        const ModelInfo& info = loaded.info;
        TW_TRY(chooseExecutor(loaded, inForce));
        const bool open = inForce.levels == 0;
        if (open)
            inForce.levels = inForce.size.width == 0 && isForProcessors(info.architecture) ? 2 : 1;
        if (inForce.mirror == Mirror::Auto)
            inForce.mirror = open && inForce.levels == 2 ? Mirror::On : Mirror::Off;
        if (inForce.size.width == 0)
            inForce.size = inForce.levels == 2 ? sizeForTwoLevels(info.trainedSize) : info.trainedSize;
        inForce.precision = chosenPrecision(inForce.precision, info.architecture, inForce.device, inForce.executor);
        const auto make = [&](const NetworkSize& size) {
            return makeExecutor(loaded.network, {.size = size,
                                                 .device = inForce.device,
                                                 .precision = inForce.precision,
                                                 .executor = inForce.executor,
                                                 .identityAt = loaded.identityAt});
        };
        TW_TRY_ASSIGN(auto executor, make(inForce.size));
        loaded.info.executor = executor->description();
        TW_TRY_ASSIGN(auto flights, makeFlights(loaded.network, inForce, inForce.size));
        if (flights)
            loaded.info.executor = flights->description();
        auto impl = std::make_unique<Impl>(inForce, std::move(loaded.info), std::move(executor), std::move(flights),
                                           Preprocessor(inForce.size));
        if (inForce.levels == 2) {
            const NetworkSize half = halfOf(inForce.size);
            if (impl->flights) {
                TW_TRY_ASSIGN(impl->coarseFlights, makeFlights(loaded.network, inForce, half));
            } else {
                TW_TRY_ASSIGN(impl->coarse, make(half));
            }
        }
        TW_TRY(makeSideBySide(loaded, *impl));
        return Detector(std::move(impl));
    }
};

Result<Detector> Detector::load(const std::string& model, const DetectorOptions& options)
{
    TW_TRY(options.check());
    TW_TRY(checkDevice(options.device));
    setThreadsOnce();
    TW_TRY_ASSIGN(const std::filesystem::path file, modelFile(model));
    return guardTorch("loading the network", [&]() -> Result<Detector> {
        TW_TRY_ASSIGN(Loaded loaded, loadFrom(file));
        return Construction::from(std::move(loaded), options);
    });
}

Result<Detector> Detector::untrained(const std::string& architecture, const DetectorOptions& options)
{
    TW_TRY(options.check());
    TW_TRY(checkDevice(options.device));
    setThreadsOnce();
    return guardTorch("making the network", [&]() -> Result<Detector> {
        Loaded loaded;
        TW_TRY_ASSIGN(loaded.network, createNetwork(architecture));
        loaded.network->eval();
        loaded.info = infoOf(*loaded.network, architecture);
        loaded.info.report = "random weights: nothing was loaded";
        return Construction::from(std::move(loaded), options);
    });
}

Detector Detector::over(std::unique_ptr<FrameSteps> steps, const DetectorOptions& options, ModelInfo info)
{
    TW_EXPECTS(options.check() && options.size.width > 0);
    return Detector(std::make_unique<Impl>(options, std::move(info), nullptr,
                                           std::make_unique<FramesInFlight>(std::move(steps)),
                                           Preprocessor(options.size)));
}

Result<FrameDetections> Detector::detect(const ImageView& image)
{
    DetectTimes times;
    return detect(image, times);
}

Result<FrameDetections> Detector::detect(const ImageView& image, DetectTimes& times)
{
    TW_EXPECTS(m_impl != nullptr && underWay() == 0);
    return guardTorch("detecting", [&] { return m_impl->detect(image, times); });
}

Result<FrameDetections> Detector::detect(const PreparedImage& image)
{
    DetectTimes times;
    return detect(image, times);
}

Result<FrameDetections> Detector::detect(const PreparedImage& image, DetectTimes& times)
{
    TW_EXPECTS(m_impl != nullptr && underWay() == 0);
    times.preprocessMs = 0;
    return guardTorch("detecting", [&] { return m_impl->detectNow(image, times); });
}

int Detector::framesInFlight() const
{
    return m_impl->flights ? m_impl->flights->capacity() / m_impl->views() : 1;
}

int Detector::underWay() const
{
    return static_cast<int>(m_impl->submitted.size());
}

void Detector::submit(const PreparedImage& image)
{
    TW_EXPECTS(m_impl != nullptr && underWay() < framesInFlight());
    m_impl->submit(image);
}

Result<FrameDetections> Detector::take()
{
    TW_EXPECTS(m_impl != nullptr && underWay() > 0);
    DetectTimes times;
    return guardTorch("detecting", [&] { return m_impl->take(times); });
}

bool Detector::takesPlanes() const
{
    return m_impl->flights != nullptr && m_impl->flights->takesPlanes();
}

void Detector::useThreads(int n)
{
    TW_EXPECTS(m_impl != nullptr);
    if (m_impl->pool)
        m_impl->pool->use(n > 0 ? (n + m_impl->threadsOfFrame - 1) / m_impl->threadsOfFrame : m_impl->pool->workers());
    for (NetworkExecutor* executor : {m_impl->executor.get(), m_impl->coarse.get()}) {
        if (executor != nullptr)
            executor->useThreads(n > 0 ? n : std::numeric_limits<int>::max());
    }
}

Result<EmbeddingMap> Detector::embed(const ImageView& image)
{
    TW_TRY_ASSIGN(DenseFrame frame, look(image));
    return std::move(frame.embeddings);
}

Result<DenseFrame> Detector::look(const ImageView& image)
{
    TW_EXPECTS(m_impl != nullptr && m_impl->executor && underWay() == 0);
    return guardTorch("reading the dense heads", [&] { return m_impl->look(image); });
}

const ModelInfo& Detector::info() const
{
    return m_impl->info;
}

const DetectorOptions& Detector::options() const
{
    return m_impl->options;
}

} // namespace tw::model
