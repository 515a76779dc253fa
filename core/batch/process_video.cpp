#include "core/batch/process_video.h"

#include "core/base/atomic_file.h"
#include "core/batch/results.h"
#include "core/pipeline/frame_measurer.h"
#include "core/storage/project_store.h"
#include "core/workspace/open_project.h"
#include "core/workspace/request_text.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <limits>
#include <tuple>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

fs::path projectIn(const fs::path& folder, const Entry& entry)
{
    return folder / (entry.name + ".twp");
}

fs::path partFile(const Plan& plan, const Entry& entry, const Part& part, const char* suffix)
{
    return plan.working(entry) / ("part-" + std::to_string(part.number) + suffix);
}

// The working folder, emptied when what is in it was begun for another video or with other options.
Result<void> prepareFolder(const Plan& plan, const Entry& entry, const std::string& fingerprint)
{
    const fs::path folder = plan.working(entry);
    const fs::path mark = folder / "begun";
    const std::string wanted =
        plan.optionsKey + " " + fingerprint + " " + std::to_string(plan.options.partFrames) + "\n";
    const auto found = readFile(mark);
    std::error_code error;
    if (found && *found == wanted)
        return {};
    fs::remove_all(folder, error);
    fs::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), folder.string()};
    return writeFileAtomically(mark, wanted);
}

pipeline::TrackRequest requestFor(const Plan& plan, const Entry& entry, const Machine& machine)
{
    pipeline::TrackRequest request = plan.options.request;
    request.video = entry.video;
    request.detector.device = machine.device;
    return request;
}

// Every frame is there, whether or not the run came to its end.
bool measured(const workspace::RunStatus& status)
{
    return status.state != workspace::RunState::None && status.nextFrame > status.frames.last;
}

// Peaks of all parts, each read from its project when its frames come.
class PartPeaks
{
public:
    PartPeaks(const Plan& plan, const Entry& entry, std::vector<Part> parts)
        : m_plan(plan), m_entry(entry), m_parts(std::move(parts))
    {}

    const std::vector<Part>& parts() const { return m_parts; }
    Result<void> open()
    {
        for (const Part& part : m_parts) {
            TW_TRY_ASSIGN(auto project, workspace::openProject(partFile(m_plan, m_entry, part, ".twp"), {}));
            m_projects.push_back(std::move(project));
        }
        return {};
    }
    std::shared_ptr<const FramePeaks> at(FrameIndex frame)
    {
        while (m_at < m_parts.size() && frame > m_parts[m_at].frames.last) {
            m_source = nullptr;
            ++m_at;
        }
        if (m_at == m_parts.size())
            return nullptr;
        if (!m_source)
            m_source = workspace::storedPeaks(m_projects[m_at].workspace->peakReader(), std::size_t{16} << 20);
        return m_source(frame);
    }

private:
    const Plan& m_plan;
    const Entry& m_entry;
    std::vector<Part> m_parts;
    std::vector<workspace::OpenProject> m_projects;
    std::size_t m_at = 0;
    review::PeakSource m_source; // of part m_at
};

double secondsOfParts(const Plan& plan, const Entry& entry, const std::vector<Part>& parts)
{
    double seconds = 0;
    for (const Part& part : parts)
        if (const auto text = readFile(partFile(plan, entry, part, ".json")))
            seconds += Json::parse(*text, nullptr, false).value("seconds", 0.0);
    return seconds;
}

Result<void> publish(const Plan& plan, const Entry& entry)
{
    const fs::path from = plan.working(entry);
    const fs::path to = plan.results(entry);
    std::error_code error;
    fs::remove(from / "parts.json", error); // first: a worker that misses a part must not take it for open
    fs::remove(from / "begun", error);
    std::vector<fs::path> parts;
    for (const fs::directory_entry& file : fs::directory_iterator(from, error))
        if (file.path().filename().string().starts_with("part-"))
            parts.push_back(file.path());
    for (const fs::path& part : parts)
        fs::remove(part, error);
    fs::create_directories(to.parent_path(), error);
    const fs::path old = from.string() + ".outdated";
    fs::remove_all(old, error);
    if (fs::exists(to, error)) {
        fs::rename(to, old, error);
        if (error)
            return Error{ErrorCode::Io, "the outdated results cannot be moved: " + error.message(), to.string()};
    }
    fs::rename(from, to, error);
    if (error)
        return Error{ErrorCode::Io, "the results cannot be moved to their place: " + error.message(), to.string()};
    fs::remove_all(old, error);
    return {};
}

// The project with all tracks, from the video or from what the parts measured.
Result<double> trackAll(workspace::OpenProject& project, PartPeaks& peaks, const Plan& plan, const Entry& entry,
                        const Machine& machine, const JobContext& job)
{
    const auto start = Clock::now();
    pipeline::TrackRequest request = requestFor(plan, entry, machine);
    const std::vector<Part>& parts = peaks.parts();
    if (!parts.empty()) {
        TW_TRY(peaks.open());
        request.known = [&peaks](FrameIndex frame) { return peaks.at(frame); };
    }
    TW_TRY(runToEnd(project, std::move(request), job));
    return std::chrono::duration<double>(Clock::now() - start).count() + secondsOfParts(plan, entry, parts);
}

Result<workspace::OpenProject> openWorking(const Entry& entry, const fs::path& file, const Machine& machine,
                                           const JobContext& job)
{
    auto threads = std::make_shared<pipeline::ThreadShare>(machine.threads);
    auto project = workspace::openProjectFor(entry.video, file, job, threads);
    if (!project && project.error().code == ErrorCode::Unreadable) {
        std::ignore = storage::removeProject(
            file); // of a worker that was ended at a bad moment; the video itself may still be fine
        project = workspace::openProjectFor(entry.video, file, job, threads);
    }
    return project;
}

// A project that was stopped or killed after its last frame but before its tracks were final, as the one part of its
// video.
Part wholeVideo()
{
    Part part;
    part.frames = part.measured = {0, std::numeric_limits<FrameIndex>::max() - 1};
    return part;
}

// Whether there is such a project; moved to the place of that part.
bool setAside(const Plan& plan, const Entry& entry, const fs::path& file, const Machine& machine, const JobContext& job)
{
    const fs::path aside = partFile(plan, entry, wholeVideo(), ".twp");
    std::error_code error;
    if (fs::exists(aside, error))
        return true;
    if (!fs::exists(file, error))
        return false;
    auto project = openWorking(entry, file, machine, job);
    if (!project)
        return false; // whoever opens it next says why
    const workspace::RunStatus status = project->workspace->runStatus();
    project->workspace.reset();
    if (!measured(status) || status.state == workspace::RunState::Finished)
        return false;
    fs::rename(file, aside, error);
    return !error;
}

} // namespace

Result<void> runToEnd(workspace::OpenProject& project, pipeline::TrackRequest request, const JobContext& job)
{
    workspace::Workspace& workspace = *project.workspace;
    workspace::RunStatus status = workspace.runStatus();
    if (!request.wholeVideo && measured(status))
        return {};
    if (status.state != workspace::RunState::Finished) {
        if (status.state == workspace::RunState::None)
            TW_TRY(workspace.startTracking(std::move(request)));
        else
            TW_TRY(workspace.resumeTracking());
        status = project.waitForRun(job);
    }
    TW_TRY(project.save());
    if (status.state == workspace::RunState::Failed)
        return Error{ErrorCode::Internal, status.message, workspace.video().path.string()};
    if (status.state != workspace::RunState::Finished)
        return Error{ErrorCode::Cancelled, "stopped after frame " + std::to_string(status.nextFrame), {}};
    return {};
}

std::vector<Part> partsOf(FrameIndex frames, const BatchOptions& options)
{
    const FrameIndex every = options.request.every;
    const FrameIndex length = options.partFrames / every * every;
    std::vector<Part> parts;
    if (length == 0 || frames < 2 * length)
        return parts;
    const FrameIndex count = frames / length; // the last one takes the rest
    for (FrameIndex i = 0; i < count; ++i) {
        Part part;
        part.number = i;
        part.frames = {i * length, i + 1 == count ? frames - 1 : (i + 1) * length - 1};
        part.measured = {pipeline::FrameMeasurer::firstNeeded(part.frames.first) / every * every, part.frames.last};
        parts.push_back(part);
    }
    return parts;
}

bool isUpToDate(const Plan& plan, const Entry& entry, const VideoResult& result)
{
    std::error_code error;
    if (result.optionsKey != plan.optionsKey || !fs::exists(plan.results(entry) / "result.json", error))
        return false;
    const auto [bytes, modifiedNs] = sizeAndTime(entry.video);
    if (bytes > 0 && bytes == result.videoBytes && modifiedNs == result.videoModifiedNs)
        return true;
    const auto fingerprint = fingerprintOf(entry.video);
    return fingerprint && *fingerprint == result.fingerprint;
}

std::optional<VideoResult> upToDateResult(const Plan& plan, const Entry& entry)
{
    const auto text = readFile(plan.results(entry) / "result.json", 1U << 20);
    if (!text)
        return {};
    auto result = VideoResult::fromJson(*text);
    if (!result || !isUpToDate(plan, entry, *result))
        return {};
    return *std::move(result);
}

Result<bool> correctedByHand(const Plan& plan, const Entry& entry)
{
    const fs::path folder = plan.results(entry);
    std::error_code error;
    if (!fs::exists(projectIn(folder, entry), error))
        return false;
    const auto text = readFile(folder / "result.json", 1U << 20);
    const auto result = text ? VideoResult::fromJson(*text) : Result<VideoResult>(text.error());
    TW_TRY_ASSIGN(const auto project, workspace::openProject(projectIn(folder, entry), {}));
    return !result || project.workspace->history().steps().size() != result->steps; // verdicts are steps, too
}

std::optional<std::vector<Part>> knownParts(const Plan& plan, const Entry& entry)
{
    const auto text = readFile(plan.working(entry) / "parts.json");
    if (!text)
        return {};
    const Json json = Json::parse(*text, nullptr, false);
    if (!json.is_object() || json.value("options_key", std::string()) != plan.optionsKey ||
        json.value("part_frames", 0) != plan.options.partFrames)
        return {};
    const auto fingerprint = fingerprintOf(entry.video);
    if (!fingerprint || *fingerprint != json.value("fingerprint", std::string()))
        return {};
    return partsOf(json.value("frames", 0), plan.options);
}

bool partDone(const Plan& plan, const Entry& entry, const Part& part)
{
    std::error_code error;
    return fs::exists(partFile(plan, entry, part, ".json"), error);
}

Result<Step> processVideo(const Plan& plan, const Entry& entry, const Machine& machine, const JobContext& job)
{
    Step step;
    TW_TRY_ASSIGN(const std::string fingerprint, fingerprintOf(entry.video));
    TW_TRY(prepareFolder(plan, entry, fingerprint));
    const fs::path file = projectIn(plan.working(entry), entry);
    auto parts = knownParts(plan, entry);
    if (!parts && setAside(plan, entry, file, machine, job))
        parts = std::vector{wholeVideo()};
    if (parts)
        TW_TRY(storage::removeProject(file)); // joining is quick: it begins anew
    auto peaks = std::make_unique<PartPeaks>(plan, entry, parts.value_or(std::vector<Part>())); // outlives the run
    TW_TRY_ASSIGN(auto project, openWorking(entry, file, machine, job));
    const FrameIndex frames = project.workspace->video().frameCount;
    if (auto cut = partsOf(frames, plan.options); !parts && !cut.empty()) {
        const Json json = {{"options_key", plan.optionsKey},
                           {"part_frames", plan.options.partFrames},
                           {"fingerprint", fingerprint},
                           {"frames", frames}};
        TW_TRY(writeFileAtomically(plan.working(entry) / "parts.json", json.dump() + "\n"));
        step.kind = Step::Kind::Cut;
        step.parts = std::move(cut);
        return step;
    }
    TW_TRY_ASSIGN(step.result.seconds, trackAll(project, *peaks, plan, entry, machine, job));
    step.result.optionsKey = plan.optionsKey;
    step.result.fingerprint = fingerprint;
    std::tie(step.result.videoBytes, step.result.videoModifiedNs) = sizeAndTime(entry.video);
    TW_TRY(writeResults(project, plan, entry, step.result, job));
    project.workspace.reset(); // one plain file before it is moved
    peaks.reset();
    TW_TRY(publish(plan, entry));
    return step;
}

Result<void> measurePart(const Plan& plan, const Entry& entry, const Part& part, const Machine& machine,
                         const JobContext& job)
{
    const auto start = Clock::now();
    TW_TRY_ASSIGN(auto project, openWorking(entry, partFile(plan, entry, part, ".twp"), machine, job));
    pipeline::TrackRequest request = requestFor(plan, entry, machine);
    request.frames = part.measured;
    request.wholeVideo = false; // that is for the join
    TW_TRY(runToEnd(project, std::move(request), job));
    project.workspace.reset();
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    const Json json = {{"first", part.frames.first}, {"last", part.frames.last}, {"seconds", seconds}};
    return writeFileAtomically(partFile(plan, entry, part, ".json"), json.dump() + "\n");
}

} // namespace tw::batch
