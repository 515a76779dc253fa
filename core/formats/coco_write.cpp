#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/attributes.h"
#include "core/formats/class_names.h"
#include "core/formats/coco.h"
#include "core/formats/image_names.h"
#include "core/formats/json_events.h"
#include "core/formats/text_rows.h"
#include "core/formats/written_tracks.h"

namespace tw::formats {
namespace {

using annotation::TrackBox;

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

void appendAnnotation(std::string& out, const WrittenTracks::Item& item, const WrittenAttributes& attributes,
                      std::size_t number, int decimals)
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
    out += box.keyframe ? ",\"keyframe\":true" : ",\"keyframe\":false";
    for (const annotation::AttributeSpan* span : attributes.all(*item.track, box.frame))
        out += "," + jsonString(span->name) + ":" + jsonValue(span->value);
    out += "}}";
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

Result<std::string> cocoText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("coco")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    TW_TRY_ASSIGN(const FrameIndex length, framesToWrite(tracks));
    const WrittenAttributes attributes(state, written.issues);
    std::string out = "{\"info\":{\"description\":" + jsonString(options.info.name) + "},\n";
    out += videoJson(options.info);
    appendImages(out, options.info, length);
    out += "\"annotations\":[";
    for (const auto& item : tracks.boxes(options.frameMajor)) {
        out += written.rows == 0 ? "\n" : ",\n";
        appendAnnotation(out, item, attributes, ++written.rows, options.decimals);
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

} // namespace tw::formats
