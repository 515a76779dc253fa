#include "core/laboratory/scale_benchmark.h"

#include "core/annotation/edits.h"
#include "core/annotation/history.h"
#include "core/base/contract.h"
#include "core/base/number_text.h"
#include "core/evaluation/summary.h"
#include "core/formats/mot.h"
#include "core/math/rng.h"
#include "core/review/evidence.h"
#include "core/review/scanner.h"
#include "core/storage/project_store.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <malloc.h>
#include <optional>
#include <unistd.h>
#include <utility>

namespace tw::laboratory {

namespace fs = std::filesystem;
using namespace annotation;

namespace {

constexpr int kSizes = 4; // each twice as large as the one before
constexpr int kEdits = 300;
constexpr double kLongShare = 0.1; // of all boxes, in one track

double processorMs()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

// Handed out by the allocator and not given back.
double allocatedBytes()
{
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * double(values.size())))];
}

TrackPtr walker(math::Rng& rng, TrackId id, FrameIndex first, std::int64_t boxes)
{
    auto track = std::make_shared<Track>();
    track->id = id;
    track->run = RunId{1};
    track->boxes.reserve(static_cast<std::size_t>(boxes));
    double left = rng.uniform(0, 1800);
    const double top = rng.uniform(0, 800);
    for (std::int64_t i = 0; i < boxes; ++i) {
        left = std::clamp(left + rng.uniform(-2, 2), 0.0, 1860.0);
        TrackBox box;
        box.frame = first + static_cast<FrameIndex>(i);
        box.box = {left, top + rng.uniform(0, 1), 60, 170};
        box.score = static_cast<float>(rng.uniform(0.5, 1));
        box.origin = BoxOrigin::Tracker;
        track->boxes.push_back(box);
    }
    return track;
}

struct Made {
    Snapshot state;
    std::int64_t boxes = 0;
    std::int64_t frames = 0;
};

// About twenty people in each frame, however long the video is, and one who stays for a tenth of all boxes.
Made makeDocument(std::int64_t boxes, std::int64_t perTrack)
{
    constexpr std::int64_t kPeople = 20;
    math::Rng rng(7);
    auto state = std::make_shared<DocumentState>();
    Made made;
    const auto longBoxes = std::max<std::int64_t>(1, static_cast<std::int64_t>(kLongShare * double(boxes)));
    const std::int64_t others = std::max<std::int64_t>(1, (boxes - longBoxes) / perTrack);
    state->tracks[TrackId{1}] = walker(rng, TrackId{1}, 0, longBoxes);
    made.boxes = longBoxes + others * perTrack;
    made.frames = longBoxes;
    for (std::int64_t i = 0; i < others; ++i) {
        const TrackId id{static_cast<int>(i) + 2};
        const auto first = static_cast<FrameIndex>(i * perTrack / kPeople);
        state->tracks[id] = walker(rng, id, first, perTrack);
        made.frames = std::max<std::int64_t>(made.frames, first + perTrack);
    }
    state->nextId = TrackId{static_cast<int>(others) + 2};
    made.state = std::move(state);
    return made;
}

// The folder of a run, removed with what is in it.
class Folder
{
public:
    explicit Folder(const fs::path& parent) : m_path(parent / ("trackwright-scale-" + toText(std::int64_t{::getpid()})))
    {}
    ~Folder()
    {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    Result<void> make() const
    {
        std::error_code error;
        fs::create_directories(m_path, error);
        if (error)
            return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), m_path.string()};
        return {};
    }
    fs::path file(const char* name) const { return m_path / name; }

private:
    fs::path m_path;
};

class Measurer
{
public:
    Measurer(const ScaleRequest& request, const JobContext& job)
        : m_request(request), m_job(job), m_folder(request.folder.empty() ? fs::temp_directory_path() : request.folder)
    {}

    Result<ScaleReport> run()
    {
        TW_TRY(m_folder.make());
        for (int i = kSizes - 1; i >= 0; --i) {
            m_job.report("sizes", kSizes - 1 - i, kSizes);
            TW_TRY(measure(m_request.boxes >> i));
        }
        for (ScaleStep& step : m_report.steps)
            if (!step.isBytes)
                step.exponent = growthExponent(m_report.boxes, step.values);
        return std::move(m_report);
    }

private:
    Result<void> measure(std::int64_t boxes)
    {
        const double before = allocatedBytes();
        const Made made = makeDocument(boxes, m_request.perTrack);
        m_report.boxes.push_back(made.boxes);
        m_report.tracks.push_back(static_cast<std::int64_t>(made.state->tracks.size()));
        m_report.frames.push_back(made.frames);
        note("memory of the document", (allocatedBytes() - before) / double(made.boxes), true);
        TW_TRY(measureEdits(made, "edit", false));
        TW_TRY(measureEdits(made, "edit of the long track", true));
        TW_TRY(measureProject(made));
        TW_TRY(measureExport(made));
        TW_TRY(measureEvaluation(made));
        return measureReview(made);
    }

    void note(const std::string& name, double value, bool isBytes = false)
    {
        const auto found = std::ranges::find(m_report.steps, name, &ScaleStep::name);
        if (found != m_report.steps.end())
            found->values.push_back(value);
        else
            m_report.steps.push_back({name, {value}, isBytes, 0});
    }

    Result<void> goesOn() const
    {
        if (m_job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        return {};
    }

    template <class Work>
    Result<void> timed(const std::string& name, Work&& work)
    {
        TW_TRY(goesOn());
        const double start = processorMs();
        TW_TRY(work());
        note(name, processorMs() - start);
        return {};
    }

    Result<void> measureEdits(const Made& made, const std::string& name, bool ofLongTrack)
    {
        TW_TRY(goesOn());
        Document document(made.state);
        History history(document);
        history.setMergeWindow(std::chrono::milliseconds(-1));
        math::Rng rng(3);
        std::vector<double> edits, undos;
        for (int i = 0; i < kEdits; ++i) {
            const TrackId id{ofLongTrack ? 1
                                         : 2 + static_cast<int>(rng.uniform(0, double(made.state->tracks.size() - 1)))};
            const auto& track = *document.find(id);
            const auto at = static_cast<std::size_t>(rng.uniform(0, double(track.boxes.size())));
            const SetBox edit{id, track.boxes[at].frame, {1.0 + i, 2, 30, 40}};
            double start = processorMs();
            TW_TRY(history.run(edit));
            edits.push_back(processorMs() - start);
            if (i % 3 == 0) {
                start = processorMs();
                TW_TRY(history.undo());
                undos.push_back(processorMs() - start);
            }
        }
        note(name + ", median", quantile(edits, 0.5));
        note(name + ", p99", quantile(edits, 0.99));
        note(name + ", undo, median", quantile(undos, 0.5));
        return {};
    }

    Result<void> measureProject(const Made& made)
    {
        const fs::path file = m_folder.file("scale.twp");
        const auto save = [&]() -> Result<void> {
            storage::ProjectContent content;
            content.document = made.state;
            TW_TRY_ASSIGN(const auto store, storage::ProjectStore::create(file, content));
            return store->flush();
        };
        TW_TRY(timed("save the project", save));
        const auto open = [&]() -> Result<void> {
            TW_TRY_ASSIGN(const auto opened, storage::ProjectStore::open(file, {}, m_job));
            TW_ENSURES(opened.content.document->tracks.size() == made.state->tracks.size());
            return {};
        };
        TW_TRY(timed("open the project", open));
        return storage::removeProject(file);
    }

    Result<void> measureExport(const Made& made)
    {
        const fs::path file = m_folder.file("gt.txt");
        formats::WriteOptions options;
        options.info.width = 1920;
        options.info.height = 1080;
        options.info.length = static_cast<FrameIndex>(made.frames);
        const auto write = [&]() -> Result<void> {
            TW_TRY(formats::writeMot(file, *made.state, options, formats::MotLayout::Gt));
            return {};
        };
        TW_TRY(timed("write gt.txt", write));
        const auto read = [&]() -> Result<void> {
            TW_TRY(formats::readMot(file, {}));
            return {};
        };
        return timed("read gt.txt", read);
    }

    Result<void> measureEvaluation(const Made& made)
    {
        const auto evaluate = [&]() -> Result<void> {
            evaluation::SequenceInput input;
            input.name = "scale";
            const auto frames = static_cast<FrameIndex>(made.frames);
            std::vector<std::pair<FrameIndex, evaluation::TruthBox>> truth;
            std::vector<std::pair<FrameIndex, evaluation::ResultBox>> result;
            for (const auto& [id, track] : made.state->tracks)
                for (const TrackBox& box : track->boxes) {
                    truth.push_back({box.frame, {id, box.box}});
                    if (box.frame % 10 != 0) // a tenth is missed
                        result.push_back({box.frame, {id, box.box}});
                }
            TW_TRY_ASSIGN(input.truth, evaluation::FrameTable<evaluation::TruthBox>::build(frames, truth));
            TW_TRY_ASSIGN(input.result, evaluation::FrameTable<evaluation::ResultBox>::build(frames, result));
            TW_TRY(evaluation::evaluate(std::span(&input, 1), {}, m_job));
            return {};
        };
        return timed("evaluate", evaluate);
    }

    Result<void> measureReview(const Made& made)
    {
        review::ReviewOptions options;
        options.imageWidth = 1920;
        options.imageHeight = 1080;
        options.frameCount = static_cast<FrameIndex>(made.frames);
        std::optional<review::Evidence> evidence;
        review::Scanner scanner(options);
        const auto look = [&]() -> Result<void> {
            TW_TRY_ASSIGN(evidence, review::Evidence::build(
                                        made.state, [](FrameIndex) { return nullptr; }, m_job));
            TW_TRY(scanner.scan(*evidence, {}, m_job));
            return {};
        };
        TW_TRY(timed("review: first look", look));
        Document document(made.state);
        History history(document);
        const TrackId middle{static_cast<int>(made.state->tracks.size() / 2) + 1};
        TW_TRY(history.run(SetBox{middle, document.find(middle)->boxes[5].frame, {5, 5, 30, 40}}));
        const auto lookAgain = [&]() -> Result<void> {
            evidence->update(document.snapshot());
            TW_TRY(scanner.scan(*evidence, {}, m_job));
            return {};
        };
        return timed("review: after an edit", lookAgain);
    }

    const ScaleRequest& m_request;
    const JobContext& m_job;
    Folder m_folder;
    ScaleReport m_report;
};

} // namespace

Result<void> ScaleRequest::check() const
{
    constexpr std::int64_t kFewest = 10'000, kMost = 100'000'000;
    if (boxes < kFewest || boxes > kMost)
        return Error{ErrorCode::InvalidArgument, "between 10,000 and 100,000,000 boxes can be measured", {}};
    if (perTrack < 10 || perTrack > boxes / 100)
        return Error{ErrorCode::InvalidArgument, "a track has at least 10 boxes and at most a hundredth of all", {}};
    return {};
}

Result<ScaleReport> benchmarkScale(const ScaleRequest& request, const JobContext& job)
{
    TW_TRY(request.check());
    return Measurer(request, job).run();
}

double growthExponent(const std::vector<std::int64_t>& sizes, const std::vector<double>& values)
{
    TW_EXPECTS(sizes.size() == values.size() && sizes.size() >= 2);
    double meanX = 0, meanY = 0;
    const auto count = static_cast<double>(sizes.size());
    const auto log = [](double x) { return std::log(std::max(x, 1e-6)); };
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        meanX += log(double(sizes[i])) / count;
        meanY += log(values[i]) / count;
    }
    double square = 0, product = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const double x = log(double(sizes[i])) - meanX;
        square += x * x;
        product += x * (log(values[i]) - meanY);
    }
    return product / square;
}

} // namespace tw::laboratory
