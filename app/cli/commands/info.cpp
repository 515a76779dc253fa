// trackwright-cli info FILE

#include "app/cli/commands/commands.h"
#include "core/base/number_text.h"
#include "core/formats/format.h"
#include "core/model/checkpoint/checkpoint.h"
#include "core/storage/project_store.h"
#include "core/video/frame_source.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// Facts in the order in which people read them; the same list makes the JSON.
class Facts
{
public:
    explicit Facts(const std::string& kind) { m_json["kind"] = kind; }
    template <class T>
    void add(const char* key, const T& value, std::string text)
    {
        m_json[key] = value;
        m_lines.emplace_back(key, std::move(text));
    }
    void add(const char* key, const std::string& value) { add(key, value, value); }
    void add(const char* key, std::int64_t value) { add(key, value, toText(value)); }
    void print(Console& console) const
    {
        if (console.json()) {
            console.printJson(m_json);
            return;
        }
        std::string out = "kind           " + m_json["kind"].get<std::string>() + "\n";
        for (const auto& [key, text] : m_lines) {
            std::string name(key);
            std::replace(name.begin(), name.end(), '_', ' ');
            name.resize(std::max<std::size_t>(name.size() + 1, 15), ' ');
            out += name + text + "\n";
        }
        console.print(out);
    }

private:
    Json m_json;
    std::vector<std::pair<const char*, std::string>> m_lines;
};

std::string rateText(FrameRate rate)
{
    if (!rate.positive())
        return "unknown";
    return toText(rate.value(), 3) + " frames/s" +
           (rate.den == 1 ? "" : " (" + toText(rate.num) + "/" + toText(rate.den) + ")");
}

void addRate(Facts& facts, FrameRate rate)
{
    facts.add("frame_rate", rate.value(), rateText(rate));
}

ExitCode showVideo(const video::VideoInfo& info, const fs::path& path, Console& console)
{
    Facts facts("video");
    facts.add("file", path.string());
    facts.add("container", info.container);
    facts.add("codec", info.codec);
    facts.add("width", std::int64_t{info.width});
    facts.add("height", std::int64_t{info.height});
    facts.add("frames", std::int64_t{info.frameCount});
    addRate(facts, info.frameRate);
    facts.add("duration", info.durationSeconds, toText(info.durationSeconds, 3) + " s");
    if (info.rotationDegrees != 0)
        facts.add("rotation", info.rotationDegrees, toText(std::int64_t{info.rotationDegrees}) + " degrees, applied");
    if (info.sampleAspect.positive() && !(info.sampleAspect == Rational{1, 1}))
        facts.add("sample_aspect", info.sampleAspect.value(),
                  toText(info.sampleAspect.num) + ":" + toText(info.sampleAspect.den));
    facts.print(console);
    // A video that warns is damaged; a folder of pictures only says what it had to assume
    const bool pictures = info.container.starts_with("image");
    for (const std::string& warning : info.warnings) {
        if (pictures)
            console.note(warning);
        else
            console.problem(warning);
    }
    return console.done();
}

ExitCode showProject(const fs::path& path, Console& console)
{
    const auto opened = storage::ProjectStore::open(path, {}, console.job());
    if (!opened)
        return console.fail(opened.error());
    const storage::ProjectContent& content = opened->content;
    std::int64_t boxes = 0;
    for (const auto& [id, track] : content.document->tracks)
        boxes += static_cast<std::int64_t>(track->boxes.size());
    Facts facts("project");
    facts.add("file", path.string());
    facts.add("video", content.meta.videoPath.string());
    facts.add("width", std::int64_t{content.meta.width});
    facts.add("height", std::int64_t{content.meta.height});
    facts.add("frames", std::int64_t{content.meta.frameCount});
    addRate(facts, content.meta.frameRate);
    facts.add("tracks", static_cast<std::int64_t>(content.document->tracks.size()));
    facts.add("boxes", boxes);
    facts.add("edits", static_cast<std::int64_t>(content.position));
    facts.add("edits_to_redo", static_cast<std::int64_t>(content.steps.size() - content.position));
    facts.add("runs", static_cast<std::int64_t>(content.runs.size()));
    if (!content.runs.empty()) {
        const storage::RunRecord& run = content.runs.back();
        const bool finished = run.state == storage::RunRecord::State::Finished;
        facts.add("last_run",
                  run.model + (finished ? "" : ", unfinished at frame " + toText(std::int64_t{run.nextFrame} + 1)));
    }
    facts.print(console);
    for (const std::string& damage : content.damage)
        console.problem("is damaged: " + damage);
    for (const std::string& note : content.notes)
        console.problem(note);
    std::error_code error;
    const auto relative = path.parent_path() / content.meta.relativeVideoPath;
    if (!fs::exists(content.meta.videoPath, error) && !fs::is_regular_file(relative, error))
        console.note("the video is not there any more: " + content.meta.videoPath.string());
    return console.done();
}

ExitCode showTracks(const formats::Format& format, const fs::path& path, Console& console)
{
    const auto imported = format.read(path, {});
    if (!imported)
        return console.fail(imported.error());
    FrameIndex last = -1;
    for (const auto& track : imported->tracks)
        last = std::max(last, track->lastFrame());
    for (const auto& [frame, box] : imported->detections)
        last = std::max(last, frame);
    Facts facts("tracks");
    facts.add("file", path.string());
    facts.add("format", format.id, format.id + ": " + format.name);
    facts.add("tracks", static_cast<std::int64_t>(imported->tracks.size()));
    facts.add("boxes", static_cast<std::int64_t>(imported->rows));
    facts.add("without_identity", static_cast<std::int64_t>(imported->detections.size()));
    facts.add("last_frame", std::int64_t{last} + 1);
    if (imported->info.width > 0) {
        facts.add("width", std::int64_t{imported->info.width});
        facts.add("height", std::int64_t{imported->info.height});
    }
    if (imported->info.length > 0)
        facts.add("frames", std::int64_t{imported->info.length});
    if (imported->info.frameRate.positive())
        addRate(facts, imported->info.frameRate);
    facts.print(console);
    console.list(imported->issues, path.string());
    return console.done();
}

ExitCode showWeights(const fs::path& path, Console& console)
{
    const auto checkpoint = model::readCheckpoint(path);
    if (!checkpoint)
        return console.fail(checkpoint.error());
    std::int64_t numbers = 0;
    for (const model::NamedTensor& tensor : checkpoint->tensors)
        numbers += tensor.value.elementCount();
    Facts facts("weights");
    facts.add("file", path.string());
    facts.add("tensors", static_cast<std::int64_t>(checkpoint->tensors.size()));
    facts.add("numbers", numbers);
    if (checkpoint->epoch)
        facts.add("epoch", *checkpoint->epoch);
    facts.print(console);
    return console.done();
}

bool isText(const fs::path& path)
{
    const auto suffix = path.extension();
    return suffix == ".txt" || suffix == ".csv" || suffix == ".json" || suffix == ".xml";
}

ExitCode runInfo(const fs::path& path, Console& console)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return console.fail({ErrorCode::NotFound, "there is no such file or folder", path.string()});
    if (path.extension() == ".twp")
        return showProject(path, console);
    if (path.extension() == ".pth" || path.extension() == ".pt")
        return showWeights(path, console);
    // Text may be a list of images, and a folder may hold labels: the more particular kind is tried first.
    const auto format = isText(path) || fs::is_directory(path, error) ? formats::detectFormat(path)
                                                                      : Result<const formats::Format*>(Error{});
    const bool sequence = fs::is_directory(path / "img1", error);
    if (format && !sequence)
        return showTracks(**format, path, console);
    const auto source = video::openSource(path, {}, console.job());
    if (!source)
        return console.fail(source.error());
    return showVideo((*source)->info(), path, console);
}

} // namespace

Run declareInfo(CLI::App& app)
{
    auto path = std::make_shared<std::string>();
    app.add_option("FILE", *path, "Video, image folder, project, track file or weights file")->required();
    return [path](Console& console) { return runInfo(*path, console); };
}

} // namespace tw::cli
