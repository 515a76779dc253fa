#include "core/laboratory/study/peak_cases.h"

#include "core/base/atomic_file.h"
#include "core/base/crc32c.h"
#include "core/base/number_text.h"
#include "core/model/model_file.h"
#include "core/pipeline/peaks.h"
#include "core/storage/project_store.h"
#include "core/video/drawn_scene.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace tw::laboratory {
namespace {

namespace fs = std::filesystem;

constexpr RunId kRun{1};
constexpr const char* kConditions = "study/conditions";

Result<tracker::PictureSize> pictureSizeOf(const training::DatasetSource& source)
{
    TW_TRY_ASSIGN(const training::PicturePtr picture, source.picture(0));
    return tracker::PictureSize{double(picture->width), double(picture->height)};
}

} // namespace

PeakCases::PeakCases(fs::path folder, std::string model, model::DetectorOptions options)
    : m_folder(std::move(folder)), m_model(std::move(model)), m_options(std::move(options)),
      m_conditions(networkText(m_model, m_options))
{}

PeakCases::~PeakCases() = default;

std::string weightsText(const std::string& model)
{
    std::string out = fs::path(model).filename().string();
    const auto file = model::modelFile(model);
    if (const auto bytes = readFile(file ? *file : fs::path(model))) {
        char text[16];
        std::snprintf(text, sizeof text, "%08x", crc32c(*bytes));
        out += std::string(" (weights ") + text + ")";
    }
    return out;
}

std::string networkText(const std::string& model, const model::DetectorOptions& options)
{
    const model::NetworkSize& size = options.size;
    return weightsText(model) +
           (size.width == 0 ? " at its own size"
                            : " " + toText(std::int64_t{size.width}) + "x" + toText(std::int64_t{size.height})) +
           (options.levels == 2 ? ", two levels" : "");
}

std::string PeakCases::conditionsOf(const training::DatasetSource& source) const
{
    return conditions() + ", " + toText(static_cast<std::int64_t>(source.size())) + " pictures";
}

Result<std::optional<std::vector<FramePeaks>>> PeakCases::stored(const fs::path& file,
                                                                 const training::DatasetSource& source) const
{
    std::error_code error;
    if (!fs::exists(file, error))
        return std::optional<std::vector<FramePeaks>>();
    auto opened = storage::ProjectStore::open(file);
    if (!opened) // damaged: made again
        return std::optional<std::vector<FramePeaks>>();
    const auto found = opened->content.settings.find(kConditions);
    if (found == opened->content.settings.end() || found->second != conditionsOf(source))
        return std::optional<std::vector<FramePeaks>>();
    TW_TRY_ASSIGN(std::vector<FramePeaks> peaks,
                  opened->store->peaks(kRun, {0, static_cast<FrameIndex>(source.size()) - 1}));
    return peaks.size() == source.size() ? std::optional(std::move(peaks)) : std::nullopt;
}

Result<std::vector<FramePeaks>> PeakCases::look(const training::DatasetSource& source, const JobContext& job)
{
    if (!m_detector) {
        TW_TRY_ASSIGN(model::Detector detector, model::Detector::load(m_model, m_options));
        m_detector.emplace(std::move(detector));
    }
    std::vector<FramePeaks> out;
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        TW_TRY_ASSIGN(const training::PicturePtr picture, source.picture(i));
        TW_TRY_ASSIGN(const model::FrameDetections seen, m_detector->detect(picture->view()));
        out.push_back(pipeline::peaksFromDetections(static_cast<FrameIndex>(i), seen.peaks));
        job.report("look at " + source.info().name, static_cast<std::int64_t>(i) + 1,
                   static_cast<std::int64_t>(source.size()));
    }
    return out;
}

Result<void> PeakCases::store(const fs::path& file, const training::DatasetSource& source,
                              const tracker::PictureSize& picture, std::vector<FramePeaks> peaks) const
{
    std::error_code error;
    fs::create_directories(m_folder, error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), m_folder.string()};
    storage::ProjectContent content;
    content.meta.videoPath = fs::absolute(source.pictureName(0));
    content.meta.width = static_cast<int>(picture.width);
    content.meta.height = static_cast<int>(picture.height);
    content.meta.frameCount = static_cast<FrameIndex>(source.size());
    storage::RunRecord run;
    run.id = kRun;
    run.model = conditions();
    run.frames = {0, content.meta.frameCount - 1};
    run.nextFrame = content.meta.frameCount;
    run.state = storage::RunRecord::State::Finished;
    content.runs.push_back(run);
    TW_TRY_ASSIGN(const auto project, storage::ProjectStore::create(file, content, {}, storage::Present::Replace));
    project->putPeaks(kRun, std::move(peaks));
    project->putSetting(kConditions, conditionsOf(source)); // last: a file without it is not finished
    return project->flush();
}

Result<PeakCase> PeakCases::load(const training::SourcePtr& source, const JobContext& job)
{
    PeakCase out;
    out.info = source->info();
    if (source->size() == 0)
        return Error{ErrorCode::InvalidArgument, "has no labelled picture", out.info.name};
    TW_TRY_ASSIGN(out.picture, pictureSizeOf(*source));
    for (std::size_t i = 0; i < source->size(); ++i)
        out.labels.push_back(source->labels(i));
    const fs::path file = m_folder / (out.info.name + ".twp");
    TW_TRY_ASSIGN(auto known, stored(file, *source));
    if (known) {
        out.peaks = std::move(*known);
        return out;
    }
    TW_TRY_ASSIGN(out.peaks, look(*source, job));
    TW_TRY(store(file, *source, out.picture, out.peaks));
    return out;
}

training::SourcePtr drawnClip(std::uint64_t seed, int people, FrameIndex frames)
{
    constexpr double kLeastVisible = 0.2;
    video::SceneOptions options;
    options.seed = seed;
    options.width = 640;
    options.height = 360;
    options.frameCount = frames;
    options.people = people;
    options.view = video::SceneOptions::View::Elevated;
    const auto scene = std::make_shared<const video::DrawnScene>(options);
    training::SourceInfo info;
    info.name = "drawn-" + toText(std::int64_t{people}) + "-" + toText(static_cast<std::int64_t>(seed));
    info.set = "drawn";
    info.frameRate = options.framesPerSecond;
    std::vector<training::MemoryFrame> pictures;
    for (FrameIndex frame = 0; frame < frames; ++frame) {
        training::MemoryFrame picture{info.name + " frame " + toText(std::int64_t{frame} + 1)};
        for (const video::DrawnPerson& person : scene->truth(frame)) {
            training::Label label;
            label.box = person.box;
            label.identity = number(person.id);
            label.visibility = person.visibility;
            label.ignore = person.visibility < kLeastVisible;
            picture.labels.push_back(label);
        }
        pictures.push_back(std::move(picture));
    }
    const auto draw = [scene](std::size_t index) -> Result<training::PicturePtr> {
        const auto pixels = scene->draw(static_cast<FrameIndex>(index), PixelFormat::Bgr8);
        const video::SceneOptions& o = scene->options();
        return training::makePicture(
            {pixels.data(), o.width, o.height, std::ptrdiff_t{3} * o.width, PixelFormat::Bgr8});
    };
    return training::makeMemorySource(info, std::move(pictures), draw);
}

} // namespace tw::laboratory
