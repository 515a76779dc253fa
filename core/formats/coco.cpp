#include "core/formats/coco.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/image_names.h"
#include "core/formats/json_events.h"
#include "core/formats/seqinfo.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <unordered_map>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::TrackBox;

struct Image {
    std::int64_t id = -1;
    std::int64_t video = 0;
    std::optional<std::int64_t> frame;
    std::string file;
    int width = 0;
    int height = 0;
};

struct Annotation {
    std::int64_t id = -1;
    std::int64_t image = -1;
    std::int64_t category = -1;
    std::int64_t track = -1;
    double box[4] = {0, 0, 0, 0};
    int numbers = 0; // of bbox that were there
    TrackBox marks;
};

struct Category {
    std::int64_t id = -1;
    std::string name;
};

struct Video {
    std::int64_t id = -1;
    std::string name;
    std::optional<double> fps;
    FrameRate exactRate{0, 1};
};

int smallInteger(const JsonScalar& scalar)
{
    const auto value = integerOf(scalar);
    return value && *value > 0 && *value <= 1'000'000 ? static_cast<int>(*value) : 0;
}

std::string textOf(const JsonScalar& scalar)
{
    const auto* text = std::get_if<std::string_view>(&scalar);
    return text != nullptr ? std::string(*text) : std::string();
}

// Collects the four arrays; what they mean together is settled when all of them are known.
class Collector : public JsonEvents
{
public:
    std::vector<Image> images;
    std::vector<Annotation> annotations;
    std::vector<Category> categories;
    std::vector<Video> videos;
    bool sawArray = false;

    void value(const JsonPlace& place, const JsonScalar& scalar) override
    {
        if (place.size() < 3 || place[1].index < 0)
            return;
        const std::string& section = place[0].key;
        const std::string& key = place[2].key;
        if (section == "annotations")
            annotationValue(place, key, scalar);
        else if (place.size() != 3)
            return;
        else if (section == "images")
            imageValue(key, scalar);
        else if (section == "categories")
            categoryValue(key, scalar);
        else if (section == "videos")
            videoValue(key, scalar);
    }
    void end(const JsonPlace& place) override
    {
        if (place.size() == 1)
            sawArray |= place[0].key == "images" || place[0].key == "annotations";
        if (place.size() != 2 || place[1].index < 0)
            return;
        const std::string& section = place[0].key;
        if (section == "annotations")
            annotations.push_back(std::exchange(m_annotation, {}));
        else if (section == "images")
            images.push_back(std::exchange(m_image, {}));
        else if (section == "categories")
            categories.push_back(std::exchange(m_category, {}));
        else if (section == "videos")
            videos.push_back(std::exchange(m_video, {}));
    }

private:
    void annotationValue(const JsonPlace& place, const std::string& key, const JsonScalar& scalar)
    {
        if (place.size() == 4 && key == "bbox") {
            const auto number = numberOf(scalar);
            const auto index = place[3].index;
            if (number && index >= 0 && index < 4) {
                m_annotation.box[index] = *number;
                ++m_annotation.numbers;
            }
            return;
        }
        if (place.size() == 4 && key == "attributes")
            attribute(place[3].key, scalar);
        if (place.size() != 3)
            return;
        if (key == "id")
            m_annotation.id = integerOf(scalar).value_or(-1);
        else if (key == "image_id")
            m_annotation.image = integerOf(scalar).value_or(-1);
        else if (key == "category_id")
            m_annotation.category = integerOf(scalar).value_or(-1);
        else
            attribute(key, scalar);
    }
    void attribute(const std::string& key, const JsonScalar& scalar)
    {
        if (key == "track_id" || key == "instance_id")
            m_annotation.track = integerOf(scalar).value_or(-1);
        else if (key == "score")
            m_annotation.marks.score = static_cast<float>(numberOf(scalar).value_or(1));
        else if (key == "visibility")
            m_annotation.marks.visibility = static_cast<float>(numberOf(scalar).value_or(1));
        else if (key == "occluded")
            m_annotation.marks.occluded = truthOf(scalar);
        else if (key == "keyframe")
            m_annotation.marks.keyframe = truthOf(scalar);
    }
    void imageValue(const std::string& key, const JsonScalar& scalar)
    {
        if (key == "id")
            m_image.id = integerOf(scalar).value_or(-1);
        else if (key == "file_name")
            m_image.file = textOf(scalar);
        else if (key == "video_id")
            m_image.video = integerOf(scalar).value_or(0);
        else if (key == "frame_id" || key == "frame_index")
            m_image.frame = integerOf(scalar);
        else if (key == "width")
            m_image.width = smallInteger(scalar);
        else if (key == "height")
            m_image.height = smallInteger(scalar);
    }
    void categoryValue(const std::string& key, const JsonScalar& scalar)
    {
        if (key == "id")
            m_category.id = integerOf(scalar).value_or(-1);
        else if (key == "name")
            m_category.name = textOf(scalar);
    }
    void videoValue(const std::string& key, const JsonScalar& scalar)
    {
        if (key == "id")
            m_video.id = integerOf(scalar).value_or(-1);
        else if (key == "name")
            m_video.name = textOf(scalar);
        else if (key == "fps")
            m_video.fps = numberOf(scalar);
        else if (key == "fps_num")
            m_video.exactRate.num = integerOf(scalar).value_or(0);
        else if (key == "fps_den")
            m_video.exactRate.den = integerOf(scalar).value_or(1);
    }

    Image m_image;
    Annotation m_annotation;
    Category m_category;
    Video m_video;
};

// Which images belong to the video that is read, and which frame each of them is.
class Frames
{
public:
    Frames(Collector& parts, const SequenceInfo& hint, TrackBuilder& builder, SequenceInfo& info)
    {
        const std::int64_t video = chooseVideo(parts, hint, builder, info);
        std::vector<const Image*> chosen;
        for (const Image& image : parts.images) {
            if (image.video == video || parts.videos.size() <= 1)
                chosen.push_back(&image);
            else
                m_elsewhere.emplace(image.id, true);
        }
        number(chosen);
        for (const Image* image : chosen) {
            info.width = std::max(info.width, image->width);
            info.height = std::max(info.height, image->height);
        }
        std::int64_t last = -1;
        for (const auto& [id, frame] : m_frames)
            last = std::max(last, frame);
        if (last >= 0 && last < 100'000'000)
            info.length = static_cast<FrameIndex>(last + 1);
        describeImages(chosen, info);
    }
    std::optional<std::int64_t> of(std::int64_t image) const
    {
        const auto found = m_frames.find(image);
        return found == m_frames.end() ? std::nullopt : std::optional(found->second);
    }
    bool elsewhere(std::int64_t image) const { return m_elsewhere.contains(image); }

private:
    static std::int64_t chooseVideo(const Collector& parts, const SequenceInfo& hint, TrackBuilder& builder,
                                    SequenceInfo& info)
    {
        if (parts.videos.empty())
            return 0;
        const Video* chosen = &parts.videos.front();
        for (const Video& video : parts.videos) {
            if (!hint.name.empty() && video.name == hint.name)
                chosen = &video;
        }
        info.name = chosen->name;
        if (chosen->exactRate.positive())
            info.frameRate = chosen->exactRate;
        else if (chosen->fps)
            info.frameRate = frameRateOf(toText(*chosen->fps));
        if (parts.videos.size() > 1)
            builder.problem(0, "the file holds " + toText(static_cast<std::int64_t>(parts.videos.size())) +
                                   " videos; only '" + chosen->name + "' is taken");
        return chosen->id;
    }
    void number(std::vector<const Image*>& images)
    {
        const auto all = [&](auto&& predicate) { return std::all_of(images.begin(), images.end(), predicate); };
        if (all([](const Image* image) { return image->frame.has_value(); })) {
            for (const Image* image : images)
                m_frames[image->id] = *image->frame;
            return;
        }
        if (all([](const Image* image) { return trailingNumber(image->file).has_value(); })) {
            std::int64_t smallest = INT64_MAX;
            for (const Image* image : images)
                smallest = std::min(smallest, *trailingNumber(image->file));
            const std::int64_t base = smallest == 0 ? 0 : 1;
            for (const Image* image : images)
                m_frames[image->id] = *trailingNumber(image->file) - base;
            return;
        }
        std::sort(images.begin(), images.end(), [](const Image* a, const Image* b) { return a->id < b->id; });
        for (std::size_t i = 0; i < images.size(); ++i)
            m_frames[images[i]->id] = static_cast<std::int64_t>(i);
    }
    static void describeImages(const std::vector<const Image*>& images, SequenceInfo& info)
    {
        if (images.empty())
            return;
        const std::filesystem::path file(images.front()->file);
        if (file.has_extension())
            info.imageExtension = file.extension().string();
        if (file.has_parent_path())
            info.imageFolder = file.parent_path().generic_string();
    }

    std::unordered_map<std::int64_t, std::int64_t> m_frames;
    std::unordered_map<std::int64_t, bool> m_elsewhere;
};

void takeAnnotations(const Collector& parts, const Frames& frames, Imported& out, TrackBuilder& builder)
{
    ClassLookup classes(out.info.classNames);
    std::unordered_map<std::int64_t, ClassId> classOfCategory;
    for (const Category& category : parts.categories)
        classOfCategory[category.id] = classes(category.name);
    std::int64_t elsewhere = 0;
    for (const Annotation& annotation : parts.annotations) {
        const std::string name = "annotation " + toText(annotation.id) + ": ";
        if (frames.elsewhere(annotation.image)) {
            ++elsewhere;
            continue;
        }
        const auto frame = frames.of(annotation.image);
        const auto classId = classOfCategory.find(annotation.category);
        TrackBox box = annotation.marks;
        box.origin = BoxOrigin::Imported;
        box.box = {annotation.box[0], annotation.box[1], annotation.box[2], annotation.box[3]};
        if (!frame)
            builder.refuse(0, name + "its image " + toText(annotation.image) + " is not in the file");
        else if (annotation.numbers != 4)
            builder.refuse(0, name + "no bbox of four numbers");
        else if (!box.box.valid())
            builder.refuse(0, name + "the box is empty or not finite");
        else if (classId == classOfCategory.end() && !parts.categories.empty())
            builder.refuse(0, name + "its category " + toText(annotation.category) + " is not in the file");
        else
            builder.add(0, *frame, annotation.track,
                        classId == classOfCategory.end() ? ClassId::kPedestrian : classId->second, box);
    }
    if (elsewhere > 0)
        builder.problem(0, toText(elsewhere) + " annotations of other videos are not taken");
}

// --- writing
// ----------------------------------------------------------------------------------------------------------

void appendImages(std::string& out, const SequenceInfo& info, FrameIndex length)
{
    out += "\"images\":[";
    for (FrameIndex frame = 0; frame < length; ++frame) {
        out += frame == 0 ? "\n" : ",\n";
        out += "{\"id\":";
        appendText(out, std::int64_t{frame} + 1);
        out += ",\"video_id\":1,\"frame_id\":";
        appendText(out, std::int64_t{frame});
        out += ",\"file_name\":" + jsonString(info.imageFolder + "/" + imageName(frame, info.imageExtension));
        out += ",\"width\":";
        appendText(out, std::int64_t{info.width});
        out += ",\"height\":";
        appendText(out, std::int64_t{info.height});
        out += '}';
    }
    out += "],\n";
}

void appendAnnotation(std::string& out, const WrittenTracks::Item& item, std::size_t number, int decimals)
{
    const TrackBox& box = *item.box;
    const auto field = [&](const char* key, std::int64_t value) {
        out += key;
        appendText(out, value);
    };
    field("{\"id\":", static_cast<std::int64_t>(number));
    field(",\"image_id\":", std::int64_t{box.frame} + 1);
    field(",\"video_id\":", 1);
    field(",\"category_id\":", tw::number(item.track->classId));
    field(",\"track_id\":", tw::number(item.track->id));
    field(",\"instance_id\":", tw::number(item.track->id));
    out += ",\"bbox\":[";
    appendPixel(out, box.box.left, decimals);
    out += ',';
    appendPixel(out, box.box.top, decimals);
    out += ',';
    appendSide(out, box.box.width, decimals);
    out += ',';
    appendSide(out, box.box.height, decimals);
    out += "],\"area\":";
    appendNumber(out, box.box.area(), decimals);
    out += ",\"iscrowd\":0,\"attributes\":{\"score\":";
    appendNumber(out, box.score, -1);
    out += ",\"visibility\":";
    appendNumber(out, box.visibility, decimals);
    out += box.occluded ? ",\"occluded\":true" : ",\"occluded\":false";
    out += box.keyframe ? ",\"keyframe\":true}}" : ",\"keyframe\":false}}";
}

std::string videoJson(const SequenceInfo& info)
{
    std::string out = "\"videos\":[{\"id\":1,\"name\":" + jsonString(info.name);
    if (info.frameRate.positive())
        out += ",\"fps\":" + toText(info.frameRate.value(), 6) + ",\"fps_num\":" + toText(info.frameRate.num) +
               ",\"fps_den\":" + toText(info.frameRate.den);
    return out + ",\"width\":" + toText(std::int64_t{info.width}) + ",\"height\":" + toText(std::int64_t{info.height}) +
           "}],\n";
}

std::string categoriesJson(const WrittenTracks& tracks, const ClassNames& names)
{
    std::map<ClassId, bool> used;
    for (const annotation::Track* track : tracks.tracks())
        used[track->classId] = true;
    std::string out = "\"categories\":[";
    bool first = true;
    for (const auto& [id, present] : used) {
        out += first ? "\n" : ",\n";
        out += "{\"id\":" + toText(std::int64_t{number(id)}) + ",\"name\":" + jsonString(className(id, names)) + "}";
        first = false;
    }
    return out + "]\n";
}

} // namespace

Result<Imported> parseCoco(std::string_view text, const SequenceInfo& hint)
{
    Collector parts;
    TW_TRY(readJson(text, parts));
    if (!parts.sawArray)
        return Error{ErrorCode::Unreadable, "neither images nor annotations: not COCO", {}};
    Imported out;
    out.info.classNames = hint.classNames;
    TrackBuilder builder(out, hint);
    const Frames frames(parts, hint, builder, out.info);
    takeAnnotations(parts, frames, out, builder);
    builder.finish(FrameBase::Zero);
    return out;
}

Result<Imported> readCoco(const std::filesystem::path& path, const SequenceInfo& hint)
{
    TW_TRY_ASSIGN(const std::string text, readTextFile(path));
    return inFile(path, parseCoco(text, hint));
}

Result<std::string> cocoText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("coco")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    TW_TRY_ASSIGN(const FrameIndex length, framesToWrite(tracks));
    std::string out = "{\"info\":{\"description\":" + jsonString(options.info.name) + "},\n";
    out += videoJson(options.info);
    appendImages(out, options.info, length);
    out += "\"annotations\":[";
    for (const auto& item : tracks.boxes(options.frameMajor)) {
        out += written.rows == 0 ? "\n" : ",\n";
        appendAnnotation(out, item, ++written.rows, options.decimals);
    }
    out += "],\n" + categoriesJson(tracks, options.info.classNames) + "}\n";
    return out;
}

Result<Written> writeCoco(const std::filesystem::path& path, const annotation::DocumentState& state,
                          const WriteOptions& options)
{
    Written written;
    TW_TRY_ASSIGN(const std::string text, cocoText(state, options, written));
    TW_TRY(writeFileAtomically(path, text));
    written.files.push_back(path);
    return written;
}

double recogniseCoco(const std::filesystem::path&, std::string_view head)
{
    const auto begin = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begin == std::string_view::npos || head[begin] != '{')
        return 0;
    const auto has = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
    if (has("\"image_id\"") || (has("\"images\"") && has("\"file_name\"")))
        return 0.95;
    return has("\"annotations\"") || has("\"images\"") ? 0.6 : 0;
}

} // namespace tw::formats
