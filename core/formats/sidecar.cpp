#include "core/formats/sidecar.h"

#include "core/annotation/query.h"
#include "core/base/json_error.h"
#include "core/base/number_text.h"
#include "core/formats/mark_text.h"
#include "core/formats/text_rows.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;
using Json = nlohmann::ordered_json;

constexpr const char* kSidecarFormat = "trackwright-sequence";
constexpr int kVersion = 1;

template <class Predicate>
std::vector<FrameRange> rangesWhere(const std::vector<TrackBox>& boxes, Predicate&& predicate)
{
    std::vector<FrameRange> ranges;
    for (const TrackBox& box : boxes) {
        if (!predicate(box))
            continue;
        if (!ranges.empty() && ranges.back().last + 1 == box.frame)
            ranges.back().last = box.frame;
        else
            ranges.push_back({box.frame, box.frame});
    }
    return ranges;
}

Json rangesJson(const std::vector<FrameRange>& ranges)
{
    Json out = Json::array();
    for (const FrameRange& range : ranges)
        out.push_back({std::int64_t{range.first} + 1, std::int64_t{range.last} + 1});
    return out;
}

// Frames of the whole video are left out.
Json attributesJson(const annotation::AttributeList& list)
{
    Json out = Json::array();
    for (const annotation::AttributeSpan& span : list) {
        Json one{{"name", span.name}, {"value", span.value}};
        if (!span.ofWholeTrack())
            one["frames"] = {std::int64_t{span.frames.first} + 1, std::int64_t{span.frames.last} + 1};
        out.push_back(std::move(one));
    }
    return out;
}

Json kindsJson(const std::vector<annotation::AttributeKind>& kinds)
{
    Json out = Json::array();
    for (const annotation::AttributeKind& kind : kinds) {
        Json one{{"name", kind.name}};
        if (!kind.isYesNo())
            one["values"] = kind.values;
        out.push_back(std::move(one));
    }
    return out;
}

Json notesJson(const annotation::NoteMap& notes)
{
    Json out = Json::array();
    for (const auto& [id, note] : notes) {
        Json one{{"frame", std::int64_t{note.frame} + 1}};
        if (note.track != TrackId::kInvalid)
            one["track"] = number(note.track);
        if (!note.text.empty())
            one["text"] = note.text;
        out.push_back(std::move(one));
    }
    return out;
}

Json trackJson(const Track& track)
{
    Json out;
    out["id"] = number(track.id);
    if (!track.name.empty())
        out["name"] = track.name;
    if (track.color)
        out["color"] = colorText(*track.color & 0xFFFFFFU);
    if (!track.attributes.empty())
        out["attributes"] = attributesJson(track.attributes);
    if (!track.absences.empty())
        out["absences"] = rangesJson(track.absences);
    const auto marks = [&](const char* key, auto&& predicate) {
        const auto ranges = rangesWhere(track.boxes, predicate);
        if (!ranges.empty())
            out[key] = rangesJson(ranges);
    };
    marks("keyframes", [](const TrackBox& box) { return box.keyframe; });
    marks("occluded", [](const TrackBox& box) { return box.occluded; });
    marks("verified", [](const TrackBox& box) { return box.verified; });
    marks("interpolated", [](const TrackBox& box) { return box.origin == BoxOrigin::Interpolated; });
    marks("tracker", [](const TrackBox& box) { return box.origin == BoxOrigin::Tracker; });
    marks("manual", [](const TrackBox& box) { return box.origin == BoxOrigin::Manual; });
    return out;
}

std::vector<FrameRange> rangesOf(const Json& json, const char* key)
{
    std::vector<FrameRange> ranges;
    const auto found = json.find(key);
    if (found == json.end())
        return ranges;
    for (const Json& item : *found) {
        const auto first = item.at(0).get<std::int64_t>();
        const auto last = item.at(1).get<std::int64_t>();
        if (first >= 1 && first <= last && last <= 2'000'000'000)
            ranges.push_back({static_cast<FrameIndex>(first - 1), static_cast<FrameIndex>(last - 1)});
    }
    std::sort(ranges.begin(), ranges.end(), [](const FrameRange& a, const FrameRange& b) { return a.first < b.first; });
    return ranges;
}

FrameIndex frameOf(const Json& json)
{
    const auto frame = json.get<std::int64_t>();
    return frame >= 1 && frame <= std::int64_t{annotation::kLastFrame} + 1 ? static_cast<FrameIndex>(frame - 1)
                                                                           : kNoFrame;
}

annotation::AttributeList attributesOf(const Json& json)
{
    annotation::AttributeList out;
    for (const Json& one : json.value("attributes", Json::array())) {
        FrameRange frames = annotation::kAllFrames;
        if (const auto range = one.find("frames"); range != one.end())
            frames = {frameOf(range->at(0)), frameOf(range->at(1))};
        const auto name = one.at("name").get<std::string>();
        if (!frames.empty() && frames.first >= 0 && !name.empty())
            annotation::setAttribute(out, name, one.at("value").get<std::string>(), frames);
    }
    return out;
}

std::vector<annotation::AttributeKind> kindsOf(const Json& json)
{
    std::vector<annotation::AttributeKind> out;
    for (const Json& one : json.value("attributes", Json::array()))
        out.push_back({one.at("name").get<std::string>(), one.value("values", std::vector<std::string>())});
    std::erase_if(out, [](const annotation::AttributeKind& kind) { return kind.name.empty(); });
    return out;
}

std::vector<annotation::Note> notesOf(const Json& json)
{
    std::vector<annotation::Note> out;
    for (const Json& one : json.value("notes", Json::array()))
        out.push_back({TrackId{one.value("track", 0)}, frameOf(one.at("frame")), one.value("text", std::string())});
    std::erase_if(out, [](const annotation::Note& note) { return note.frame == kNoFrame; });
    return out;
}

TrackExtras extrasOf(const Json& json)
{
    TrackExtras extras;
    extras.name = json.value("name", std::string());
    extras.color = colorOf(json.value("color", std::string()));
    extras.attributes = attributesOf(json);
    for (const FrameRange& range : rangesOf(json, "absences"))
        extras.absences = annotation::united(std::move(extras.absences), range);
    extras.keyframes = rangesOf(json, "keyframes");
    extras.occluded = rangesOf(json, "occluded");
    extras.verified = rangesOf(json, "verified");
    extras.interpolated = rangesOf(json, "interpolated");
    extras.tracker = rangesOf(json, "tracker");
    extras.manual = rangesOf(json, "manual");
    return extras;
}

Sidecar sidecarOf(const Json& json)
{
    Sidecar sidecar;
    sidecar.info.name = json.value("name", std::string());
    if (const auto rate = json.find("frameRate"); rate != json.end() && rate->is_object())
        sidecar.info.frameRate = {rate->at("num").get<std::int64_t>(), rate->at("den").get<std::int64_t>()};
    if (const auto names = json.find("classNames"); names != json.end()) {
        for (const auto& [id, name] : names->items()) {
            const auto value = toInteger(id);
            if (value && *value > 0 && *value < 1'000'000)
                sidecar.info.classNames[ClassId{static_cast<std::int32_t>(*value)}] = name.get<std::string>();
        }
    }
    sidecar.verifiedFrames = rangesOf(json, "verifiedFrames");
    sidecar.attributes = kindsOf(json);
    sidecar.notes = notesOf(json);
    if (const auto tracks = json.find("tracks"); tracks != json.end()) {
        for (const Json& track : *tracks)
            sidecar.tracks[TrackId{track.at("id").get<std::int32_t>()}] = extrasOf(track);
    }
    return sidecar;
}

bool inRanges(const std::vector<FrameRange>& ranges, FrameIndex frame)
{
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), frame,
                                        [](FrameIndex value, const FrameRange& range) { return value < range.first; });
    return after != ranges.begin() && std::prev(after)->contains(frame);
}

void applyExtras(const TrackExtras& extras, Track& track)
{
    track.name = extras.name;
    track.color = extras.color;
    track.attributes = extras.attributes;
    track.absences = extras.absences;
    for (TrackBox& box : track.boxes) {
        box.keyframe = inRanges(extras.keyframes, box.frame);
        box.occluded = inRanges(extras.occluded, box.frame);
        box.verified = inRanges(extras.verified, box.frame);
        if (inRanges(extras.interpolated, box.frame))
            box.origin = BoxOrigin::Interpolated;
        else if (inRanges(extras.tracker, box.frame))
            box.origin = BoxOrigin::Tracker;
        else if (inRanges(extras.manual, box.frame))
            box.origin = BoxOrigin::Manual;
    }
}

} // namespace

std::string sidecarText(const annotation::DocumentState& state, const WriteOptions& options)
{
    const SequenceInfo& info = options.info;
    Json out;
    out["format"] = kSidecarFormat;
    out["version"] = kVersion;
    out["name"] = info.name;
    if (info.frameRate.positive())
        out["frameRate"] = {{"num", info.frameRate.num}, {"den", info.frameRate.den}};
    out["frames"] = info.length;
    out["width"] = info.width;
    out["height"] = info.height;
    for (const auto& [id, name] : info.classNames)
        out["classNames"][tw::toText(std::int64_t{number(id)})] = name;
    if (!state.verifiedFrames.empty())
        out["verifiedFrames"] = rangesJson(state.verifiedFrames);
    if (!state.vocabulary.attributes.empty())
        out["attributes"] = kindsJson(state.vocabulary.attributes);
    if (!state.notes.empty())
        out["notes"] = notesJson(state.notes);
    Json tracks = Json::array();
    for (const auto& [id, track] : state.tracks) {
        if (track->hidden && !options.includeHidden)
            continue;
        Json json = trackJson(*track);
        if (json.size() > 1)
            tracks.push_back(std::move(json));
    }
    if (!tracks.empty())
        out["tracks"] = std::move(tracks);
    return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Sidecar> parseSidecar(std::string_view text)
{
    try {
        const Json json = Json::parse(text);
        if (!json.is_object() || json.value("format", std::string()) != kSidecarFormat)
            return Error{ErrorCode::Unreadable, "not a sequence description of Trackwright", {}};
        if (json.value("version", 0) > kVersion)
            return Error{ErrorCode::Unsupported, "written by a newer version of Trackwright", {}};
        return sidecarOf(json);
    } catch (const Json::parse_error& error) {
        return jsonError(text, error.byte);
    } catch (const Json::exception&) {
        return Error{ErrorCode::Unreadable, "it lacks a value, or has one of another kind than Trackwright writes", {}};
    }
}

Result<Sidecar> readSidecar(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(const std::string text, readTextFile(path));
    auto sidecar = parseSidecar(text);
    if (!sidecar)
        return Error{sidecar.error().code, sidecar.error().detail,
                     path.string() + (sidecar.error().where.empty() ? "" : ", " + sidecar.error().where)};
    return sidecar;
}

void applySidecar(const Sidecar& sidecar, Imported& imported)
{
    if (sidecar.info.frameRate.positive())
        imported.info.frameRate = sidecar.info.frameRate;
    imported.info.classNames.insert(sidecar.info.classNames.begin(), sidecar.info.classNames.end());
    imported.verifiedFrames = sidecar.verifiedFrames;
    imported.attributes = sidecar.attributes;
    imported.notes = sidecar.notes;
    for (auto& track : imported.tracks) {
        const auto found = sidecar.tracks.find(track->id);
        if (found == sidecar.tracks.end())
            continue;
        auto copy = std::make_shared<Track>(*track);
        applyExtras(found->second, *copy);
        track = std::move(copy);
    }
}

} // namespace tw::formats
