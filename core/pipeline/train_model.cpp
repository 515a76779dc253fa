#include "core/pipeline/train_model.h"

#include "core/base/number_text.h"
#include "core/model/checkpoint/checkpoint_fit.h"
#include "core/storage/project_store.h"
#include "core/training/drawn_source.h"
#include "core/training/held_out.h"
#include "core/training/pseudo_label.h"
#include "core/training/validate.h"
#include "core/training/video_pictures.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace tw::pipeline {

namespace {

namespace fs = std::filesystem;
using training::Label;
using training::MemoryFrame;
using training::SourcePtr;

constexpr const char* kProjectSuffix = ".twp";
constexpr double kMostHeldOut = 0.9;
constexpr std::size_t kLeastHeldOut = 4; // frames; fewer say nothing

struct LabelledFrame {
    FrameIndex frame = 0;
    std::vector<Label> labels;
};

struct Selection {
    std::vector<LabelledFrame> complete; // every person has a box
    std::vector<LabelledFrame> partial;  // a person may carry none
};

bool covered(const std::vector<FrameRange>& ranges, FrameIndex frame)
{
    const auto range = std::lower_bound(ranges.begin(), ranges.end(), frame,
                                        [](const FrameRange& r, FrameIndex f) { return r.last < f; });
    return range != ranges.end() && range->first <= frame;
}

// Cars and the like are background; what only looks like a person to be tracked (MOT classes: person on a vehicle,
// static person, distractor, reflection) is neither that nor background.
bool teaches(ClassId id)
{
    const auto n = number(id);
    return id == ClassId::kPedestrian || n == 2 || n == 7 || n == 8 || n == 12;
}

Label labelOf(const annotation::Track& track, const annotation::TrackBox& box)
{
    Label label;
    label.box = box.box;
    label.identity = number(track.id);
    label.ignore = track.classId != ClassId::kPedestrian || box.score <= 0;
    label.visibility = box.visibility;
    return label;
}

Selection select(const ProjectFrames& project)
{
    const annotation::DocumentState& state = *project.document;
    std::map<FrameIndex, std::vector<Label>> complete, partial;
    // verified frames without a box teach that no person is there
    FrameIndex last = 0;
    for (const auto& [id, track] : state.tracks)
        last = std::max(last, track->lastFrame());
    for (const FrameRange& range : state.verifiedFrames)
        for (FrameIndex frame = std::max(range.first, 0); frame <= std::min(range.last, last); ++frame)
            complete[frame];
    for (const auto& [id, track] : state.tracks) {
        if (!teaches(track->classId))
            continue;
        for (const annotation::TrackBox& box : track->boxes) {
            if (covered(state.verifiedFrames, box.frame))
                complete[box.frame].push_back(labelOf(*track, box));
            else if (box.verified || project.frames == ProjectFrames::Frames::All)
                partial[box.frame].push_back(labelOf(*track, box));
        }
    }
    const auto listed = [](std::map<FrameIndex, std::vector<Label>>& frames) {
        std::vector<LabelledFrame> list;
        for (auto& [frame, labels] : frames)
            list.push_back({frame, std::move(labels)});
        return list;
    };
    return {listed(complete), listed(partial)};
}

SourcePtr sourceOf(const ProjectFrames& project, const char* part, bool exhaustive, std::vector<LabelledFrame> frames,
                   const std::shared_ptr<training::VideoPictures>& pictures)
{
    training::SourceInfo info;
    info.name = project.name + ", " + part;
    info.set = project.name;
    info.exhaustive = exhaustive;
    info.frameRate = project.frameRate;
    std::vector<MemoryFrame> memory;
    std::vector<FrameIndex> numbers;
    for (LabelledFrame& frame : frames) {
        memory.push_back({project.name + " frame " + std::to_string(frame.frame + 1), std::move(frame.labels)});
        numbers.push_back(frame.frame);
    }
    return training::makeMemorySource(
        std::move(info), std::move(memory),
        [pictures, numbers = std::move(numbers)](std::size_t index) { return pictures->read(numbers[index]); });
}

// Everything of `path` into the request. Errors: see trainModel().
Result<void> openData(const fs::path& path, TrainModelRequest& request, const std::stop_token& stop)
{
    if (path.extension() == kProjectSuffix) {
        TW_TRY_ASSIGN(const ProjectFrames project, readProjectFrames(path));
        TW_TRY_ASSIGN(ProjectSources sources, openProject(project, true, stop));
        if (sources.train.empty())
            return Error{ErrorCode::InvalidArgument, "no frame and no box of the project is verified", path.string()};
        std::move(sources.train.begin(), sources.train.end(), std::back_inserter(request.train.train));
        std::move(sources.validation.begin(), sources.validation.end(), std::back_inserter(request.train.validation));
        return {};
    }
    TW_TRY_ASSIGN(auto opened, training::openDataset(path, {.split = training::Split::Train, .stop = stop}));
    std::move(opened.sources.begin(), opened.sources.end(), std::back_inserter(request.train.train));
    for (const std::string& issue : opened.issues)
        if (request.issue)
            request.issue(issue);
    auto validation = training::openDataset(path, {.split = training::Split::Validation, .stop = stop});
    if (!validation && validation.error().code != ErrorCode::NotFound)
        return validation.error();
    if (validation)
        std::move(validation->sources.begin(), validation->sources.end(), std::back_inserter(request.train.validation));
    return {};
}

Result<void> checkLabels(TrainModelRequest& request, const JobContext& job)
{
    for (SourcePtr& source : request.train.train) {
        if (!source->info().automatic)
            continue;
        TW_TRY_ASSIGN(training::PseudoLabelled checked,
                      training::pseudoLabel(source, request.checkLabelsWith, {}, job));
        if (request.train.hooks.message)
            request.train.hooks.message(source->info().name + ": " + toText(static_cast<std::int64_t>(checked.kept)) +
                                        " automatic boxes kept, " + toText(static_cast<std::int64_t>(checked.doubted)) +
                                        " doubted, " + toText(static_cast<std::int64_t>(checked.added)) +
                                        " people added");
        source = std::move(checked.source);
    }
    return {};
}

Result<void> scoreInit(const training::TrainRequest& request, const JobContext& job)
{
    training::ValidateRequest validate;
    validate.model = request.init;
    validate.sources = request.validation;
    validate.device = request.device;
    validate.options.size = request.options.sizes.front(); // as the run itself will validate
    validate.options.maxPictures = request.options.validationPictures;
    validate.options.track = false;
    training::ValidationPoint point;
    TW_TRY_ASSIGN(point.scores, training::validate(validate, job));
    request.hooks.validation(point);
    return {};
}

} // namespace

ProjectFrameCounts countFrames(const ProjectFrames& project)
{
    const Selection selection = select(project);
    ProjectFrameCounts counts;
    std::set<std::int64_t> people;
    for (const auto* frames : {&selection.complete, &selection.partial}) {
        counts.frames += static_cast<int>(frames->size());
        for (const LabelledFrame& frame : *frames) {
            for (const Label& label : frame.labels) {
                if (label.ignore)
                    continue;
                ++counts.boxes;
                people.insert(label.identity);
            }
        }
    }
    counts.people = static_cast<int>(people.size());
    return counts;
}

Result<ProjectSources> openProject(const ProjectFrames& project, bool holdOut, const std::stop_token& stop)
{
    if (project.heldOut < 0 || project.heldOut > kMostHeldOut)
        return Error{ErrorCode::InvalidArgument, "the share kept for the validation is not in 0..0.9", project.name};
    Selection selection = select(project);
    std::set<FrameIndex> wanted;
    for (const auto* frames : {&selection.complete, &selection.partial})
        for (const LabelledFrame& frame : *frames)
            wanted.insert(frame.frame);
    auto pictures = std::make_shared<training::VideoPictures>(project.video, std::move(wanted), stop);
    ProjectSources sources;
    // The end of the video, not frames from all over it: neighbours look alike and would flatter the score.
    const auto kept =
        static_cast<std::size_t>(static_cast<double>(selection.complete.size()) * (holdOut ? project.heldOut : 0));
    if (kept >= kLeastHeldOut) {
        const auto middle = selection.complete.end() - static_cast<std::ptrdiff_t>(kept);
        std::vector<LabelledFrame> rest(std::make_move_iterator(middle),
                                        std::make_move_iterator(selection.complete.end()));
        selection.complete.erase(middle, selection.complete.end());
        sources.validation.push_back(sourceOf(project, "held out", true, std::move(rest), pictures));
    }
    if (!selection.complete.empty())
        sources.train.push_back(sourceOf(project, "verified frames", true, std::move(selection.complete), pictures));
    if (!selection.partial.empty())
        sources.train.push_back(sourceOf(project, "other boxes", false, std::move(selection.partial), pictures));
    return sources;
}

Result<ProjectFrames> readProjectFrames(const fs::path& path)
{
    TW_TRY_ASSIGN(auto opened, storage::ProjectStore::open(path));
    const storage::ProjectMeta& meta = opened.content.meta;
    ProjectFrames project;
    project.document = opened.content.document;
    project.name = path.stem().string();
    if (meta.frameRate.positive())
        project.frameRate = meta.frameRate.value();
    // beside the project first: both may have been moved together
    std::error_code error;
    const fs::path beside = path.parent_path() / meta.relativeVideoPath;
    project.video = !meta.relativeVideoPath.empty() && fs::exists(beside, error) ? beside : meta.videoPath;
    if (!fs::exists(project.video, error))
        return Error{ErrorCode::NotFound, "the video of the project is missing", project.video.string()};
    return project;
}

Result<std::string> architectureOf(const fs::path& weights)
{
    TW_TRY_ASSIGN(const model::Checkpoint checkpoint, model::readCheckpoint(weights));
    TW_TRY_ASSIGN(const model::CheckpointFit fit, model::fitCheckpoint(checkpoint));
    return fit.architecture;
}

Result<training::TrainReport> trainModel(TrainModelRequest request, const JobContext& job)
{
    for (const fs::path& path : request.data)
        TW_TRY(openData(path, request, job.stop));
    TW_TRY(training::holdOut(request.train.options, request.train.train, request.train.validation));
    if (!request.checkLabelsWith.empty())
        TW_TRY(checkLabels(request, job));
    if (request.project) {
        TW_TRY_ASSIGN(ProjectSources sources,
                      openProject(*request.project, request.train.validation.empty(), job.stop));
        std::move(sources.train.begin(), sources.train.end(), std::back_inserter(request.train.train));
        std::move(sources.validation.begin(), sources.validation.end(), std::back_inserter(request.train.validation));
    }
    if (request.drawnScenes > 0) {
        training::DrawnOptions drawn;
        drawn.scenes = request.drawnScenes;
        request.train.train.push_back(training::makeDrawnSource(drawn));
    }
    const training::TrainRequest& train = request.train;
    if (request.baseline && !train.resume && !train.init.empty() && !train.validation.empty() && train.hooks.validation)
        TW_TRY(scoreInit(train, job));
    return training::train(train, job);
}

} // namespace tw::pipeline
