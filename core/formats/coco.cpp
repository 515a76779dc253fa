#include "core/formats/coco.h"

#include "core/base/number_text.h"
#include "core/formats/class_labels.h"
#include "core/formats/image_names.h"
#include "core/formats/json_events.h"
#include "core/formats/seqinfo.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/turned_box.h"
#include "core/formats/video_choice.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
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
    std::string track; // empty: no identity
    double box[4] = {0, 0, 0, 0};
    int numbers = 0;     // of bbox that were there
    double rotation = 0; // degrees
    bool crowd = false;
    TrackBox marks;
    Attributes attributes;
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

// Collects the four arrays, or the one of a list of results; what they mean together is settled when all are known.
class Collector : public JsonEvents
{
public:
    std::vector<Image> images;
    std::vector<Annotation> annotations;
    std::vector<Category> categories;
    std::vector<Video> videos;
    bool sawArray = false;
    bool isResultList = false;

    void value(const JsonPlace& place, const JsonScalar& scalar) override
    {
        if (place.size() >= 2 && place[0].index >= 0) {
            annotationValue(place, 1, scalar);
            return;
        }
        if (place.size() < 3 || place[1].index < 0)
            return;
        const std::string& section = place[0].key;
        const std::string& key = place[2].key;
        if (section == "annotations")
            annotationValue(place, 2, scalar);
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
        if (place.size() == 1 && place[0].index >= 0) {
            isResultList = true;
            annotations.push_back(std::exchange(m_annotation, {}));
            return;
        }
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
    // `depth`: where in `place` the key of the annotation stands.
    void annotationValue(const JsonPlace& place, std::size_t depth, const JsonScalar& scalar)
    {
        const std::string& key = place[depth].key;
        if (place.size() == depth + 2 && key == "bbox") {
            const auto number = numberOf(scalar);
            const auto index = place[depth + 1].index;
            if (number && index >= 0 && index < 4) {
                m_annotation.box[index] = *number;
                ++m_annotation.numbers;
            }
            return;
        }
        if (place.size() == depth + 2 && key == "attributes" && !attribute(place[depth + 1].key, scalar))
            m_annotation.attributes.emplace_back(place[depth + 1].key, anyText(scalar));
        if (place.size() != depth + 1)
            return;
        if (key == "id")
            m_annotation.id = integerOf(scalar).value_or(-1);
        else if (key == "image_id")
            m_annotation.image = integerOf(scalar).value_or(-1);
        else if (key == "category_id")
            m_annotation.category = integerOf(scalar).value_or(-1);
        else if (key == "iscrowd")
            m_annotation.crowd = truthOf(scalar);
        else
            attribute(key, scalar);
    }
    // False: it is no mark of a box but an attribute of the user's own.
    bool attribute(const std::string& key, const JsonScalar& scalar)
    {
        if (key == "track_id" || key == "instance_id") {
            const auto number = integerOf(scalar);
            if (number)
                m_annotation.track = *number == -1 ? std::string() : toText(*number);
            else
                m_annotation.track = textOf(scalar);
        } else if (key == "score") {
            m_annotation.marks.score = static_cast<float>(numberOf(scalar).value_or(1));
        } else if (key == "visibility") {
            m_annotation.marks.visibility = static_cast<float>(numberOf(scalar).value_or(1));
        } else if (key == "occluded") {
            m_annotation.marks.occluded = truthOf(scalar);
        } else if (key == "keyframe") {
            m_annotation.marks.keyframe = truthOf(scalar);
        } else if (key == "rotation") {
            m_annotation.rotation = numberOf(scalar).value_or(0);
        } else {
            return false;
        }
        return true;
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

// Folder of the pictures of one video: "cam1" of "cam1/000001.jpg" and of "cam1/img1/000001.jpg".
std::string folderOf(const std::string& file)
{
    std::filesystem::path folder = std::filesystem::path(file).parent_path();
    if (folder.filename() == "img1")
        folder = folder.parent_path();
    return folder.generic_string();
}

// The videos of a file: those that it lists, else those that its images name, else one for each folder of images.
class Videos
{
public:
    Videos(const Collector& parts, const ReadHint& hint, Imported& out, TrackBuilder& builder) : m_parts(parts)
    {
        std::vector<VideoNames> names;
        for (const Video& video : parts.videos) {
            m_places.emplace(toText(video.id), names.size());
            names.push_back({video.name});
        }
        m_byFolder = names.empty() && std::all_of(parts.images.begin(), parts.images.end(),
                                                  [](const Image& image) { return image.video == 0; });
        for (const Image& image : parts.images) {
            if (parts.videos.empty() && m_places.emplace(keyOf(image), names.size()).second)
                names.push_back({m_byFolder ? keyOf(image) : "video " + keyOf(image)});
        }
        m_taken = chooseVideo(names, hint.name, out, builder);
        m_several = names.size() > 1;
        describe(out.info);
    }
    bool isTaken(const Image& image) const
    {
        if (!m_several)
            return true;
        const auto found = m_places.find(keyOf(image));
        return found != m_places.end() && found->second == m_taken;
    }

private:
    std::string keyOf(const Image& image) const { return m_byFolder ? folderOf(image.file) : toText(image.video); }
    void describe(SequenceInfo& info) const
    {
        if (m_parts.videos.empty())
            return;
        const Video& video = m_parts.videos[m_taken];
        info.name = video.name;
        if (video.exactRate.positive())
            info.frameRate = video.exactRate;
        else if (video.fps)
            info.frameRate = frameRateOf(toText(*video.fps));
    }

    const Collector& m_parts;
    std::map<std::string, std::size_t> m_places;
    bool m_byFolder = false;
    bool m_several = false;
    std::size_t m_taken = 0;
};

// Which images belong to the video that is read, and which frame each of them is.
class Frames
{
public:
    Frames(Collector& parts, const ReadHint& hint, TrackBuilder& builder, Imported& out) : m_length(hint.length)
    {
        SequenceInfo& info = out.info;
        const Videos videos(parts, hint, out, builder);
        std::vector<const Image*> chosen;
        for (const Image& image : parts.images) {
            if (videos.isTaken(image))
                chosen.push_back(&image);
            else
                m_elsewhere.emplace(image.id, true);
        }
        number(chosen, builder);
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
    void number(std::vector<const Image*>& images, TrackBuilder& builder)
    {
        if (images.empty())
            return;
        const auto all = [&](auto&& predicate) { return std::all_of(images.begin(), images.end(), predicate); };
        if (all([](const Image* image) { return image->frame.has_value(); })) {
            for (const Image* image : images)
                m_frames[image->id] = *image->frame;
            return;
        }
        if (numberByNames(images)) {
            const Image& first =
                **std::min_element(images.begin(), images.end(), [this](const Image* a, const Image* b) {
                    return m_frames[a->id] < m_frames[b->id];
                });
            builder.note("frame numbers are taken from the names of the pictures: " + first.file.substr(0, 80) +
                         " is frame " + toText(m_frames[first.id] + 1));
            return;
        }
        std::sort(images.begin(), images.end(), [](const Image* a, const Image* b) { return a->id < b->id; });
        for (std::size_t i = 0; i < images.size(); ++i)
            m_frames[images[i]->id] = static_cast<std::int64_t>(i);
        builder.note(
            "neither the images nor their names have frame numbers; they are counted in the order of their ids");
    }
    // False: some name has no number, or two have the same.
    bool numberByNames(const std::vector<const Image*>& images)
    {
        std::set<std::int64_t> numbers;
        bool allOfCvat = true;
        for (const Image* image : images) {
            const auto number = trailingNumber(image->file);
            if (!number || !numbers.insert(*number).second)
                return false;
            allOfCvat = allOfCvat && isCvatName(image->file);
        }
        // CVAT counts its "frame_000005" from 0, unless that does not reach the end of a video whose length is known
        const bool fitsFromOne = m_length > 0 && *numbers.begin() > 0 && *numbers.rbegin() == m_length;
        const std::int64_t base = *numbers.begin() == 0 || (allOfCvat && !fitsFromOne) ? 0 : 1;
        for (const Image* image : images)
            m_frames[image->id] = *trailingNumber(image->file) - base;
        return true;
    }
    static bool isCvatName(const std::string& file)
    {
        constexpr std::string_view kPrefix = "frame_";
        const std::string stem = std::filesystem::path(file).stem().string();
        return stem.starts_with(kPrefix) && stem.size() == kPrefix.size() + 6 &&
               stem.find_first_not_of("0123456789", kPrefix.size()) == std::string::npos;
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

    FrameIndex m_length = 0;
    std::unordered_map<std::int64_t, std::int64_t> m_frames;
    std::unordered_map<std::int64_t, bool> m_elsewhere;
};

// Annotations that are read in another way than they stand, told once for the whole file.
struct Changed {
    std::int64_t crowds = 0, rotated = 0;
    std::map<std::string, std::int64_t> attributes; // of boxes without identity
};

SharedAttributes attributesOf(const Annotation& annotation, Changed& changed)
{
    if (annotation.track.empty())
        for (const auto& [name, value] : annotation.attributes)
            ++changed.attributes[name];
    return annotation.track.empty() || annotation.attributes.empty()
               ? nullptr
               : std::make_shared<const Attributes>(annotation.attributes);
}

TrackBox boxOf(const Annotation& annotation, Changed& changed)
{
    TrackBox box = annotation.marks;
    box.origin = BoxOrigin::Imported;
    box.box = {annotation.box[0], annotation.box[1], annotation.box[2], annotation.box[3]};
    if (annotation.crowd) {
        box.score = 0;
        ++changed.crowds;
    }
    if (annotation.rotation != 0 && std::isfinite(annotation.rotation)) {
        box.box = turned(box.box, annotation.rotation);
        ++changed.rotated;
    }
    return box;
}

void tellChanged(const Changed& changed, TrackBuilder& builder)
{
    if (changed.crowds > 0)
        builder.note(toText(changed.crowds) + " crowd regions (iscrowd) are read as not to be evaluated: score 0");
    if (changed.rotated > 0)
        builder.problem(0, toText(changed.rotated) + " turned boxes became the upright boxes around them");
    noteAttributes(changed.attributes, builder);
}

void takeAnnotations(const Collector& parts, const Frames& frames, Imported& out, TrackBuilder& builder)
{
    ClassLookup classes(out.info.classNames);
    std::unordered_map<std::int64_t, ClassId> classOfCategory;
    for (const Category& category : parts.categories)
        classOfCategory[category.id] = classes(category.name);
    std::int64_t elsewhere = 0;
    Changed changed;
    for (const Annotation& annotation : parts.annotations) {
        const std::string name = "annotation " + toText(annotation.id) + ": ";
        if (frames.elsewhere(annotation.image)) {
            ++elsewhere;
            continue;
        }
        const auto frame = frames.of(annotation.image);
        const auto classId = classOfCategory.find(annotation.category);
        const TrackBox box = boxOf(annotation, changed);
        if (!frame)
            builder.refuse(0, name + "its image " + toText(annotation.image) + " is not in the file");
        else if (annotation.numbers != 4)
            builder.refuse(0, name + "no bbox of four numbers");
        else if (!box.box.valid())
            builder.refuse(0, name + "the box is empty or not finite");
        else if (classId == classOfCategory.end() && !parts.categories.empty())
            builder.refuse(0, name + "its category " + toText(annotation.category) + " is not in the file");
        else
            builder.add(0, *frame, annotation.track.empty() ? -1 : builder.idOf(annotation.track),
                        classId == classOfCategory.end() ? ClassId::kPedestrian : classId->second, box,
                        attributesOf(annotation, changed));
    }
    if (elsewhere > 0)
        builder.note(toText(elsewhere) + " annotations of other videos are not taken");
    tellChanged(changed, builder);
}

// A list of results names neither images nor categories: ids are frames, and COCO's numbers of its 80 classes.
void takeResults(const Collector& parts, Imported& out, TrackBuilder& builder)
{
    std::map<std::int64_t, ClassId> numbers;
    Changed changed;
    std::int64_t place = 0;
    for (const Annotation& annotation : parts.annotations) {
        const std::string name = "result " + toText(++place) + ": ";
        const ClassId classId =
            annotation.category == -1 ? ClassId::kPedestrian : classOfCocoCategory(annotation.category);
        const TrackBox box = boxOf(annotation, changed);
        if (annotation.image < 0)
            builder.refuse(0, name + "no image_id");
        else if (annotation.numbers != 4)
            builder.refuse(0, name + "no bbox of four numbers");
        else if (classId == ClassId::kInvalid)
            builder.refuse(0, name + "category " + toText(annotation.category) + " is not one of COCO's");
        else if (builder.add(0, annotation.image, annotation.track.empty() ? -1 : builder.idOf(annotation.track),
                             classId, box, attributesOf(annotation, changed)))
            numbers[annotation.category] = classId;
    }
    builder.note("a list of results: image ids are taken for frame numbers");
    if (!numbers.empty() && numbers.rbegin()->first > 1)
        builder.note("category numbers are read as COCO's: " + numbersAndNames(numbers, out.info.classNames));
    tellChanged(changed, builder);
}

} // namespace

Result<Imported> parseCoco(std::string_view text, const ReadHint& hint)
{
    Collector parts;
    TW_TRY(readJson(text, parts));
    if (!parts.sawArray && !parts.isResultList)
        return Error{ErrorCode::Unreadable, "this is JSON, but not COCO: it has neither images nor annotations", {}};
    Imported out;
    out.info.classNames = hint.classNames;
    TrackBuilder builder(out, hint);
    if (parts.isResultList) {
        takeResults(parts, out, builder);
        builder.finish(FrameBase::Detect);
        return out;
    }
    const Frames frames(parts, hint, builder, out);
    takeAnnotations(parts, frames, out, builder);
    builder.finish(FrameBase::Zero);
    return out;
}

Result<Imported> readCoco(const std::filesystem::path& path, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) { return parseCoco(text, hint); });
}

double recogniseCoco(const std::filesystem::path&, std::string_view head)
{
    const auto begin = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const auto has = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
    if (begin != std::string_view::npos && head[begin] == '[')
        return has("\"image_id\"") && has("\"bbox\"") ? 0.95 : 0;
    if (begin == std::string_view::npos || head[begin] != '{')
        return 0;
    if (has("\"image_id\"") || (has("\"images\"") && has("\"file_name\"")))
        return 0.95;
    return has("\"annotations\"") || has("\"images\"") ? 0.6 : 0;
}

} // namespace tw::formats
