#include "core/annotation/edit_text.h"
#include "core/annotation/edit_text_names.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace tw::annotation {
namespace {

using Json = nlohmann::ordered_json;

// Frames are counted from 1 in every text.
Json toNumber(FrameIndex frame)
{
    return static_cast<std::int64_t>(frame) + 1;
}

// 40 and not 40.0.
Json toNumber(double value)
{
    constexpr double kExact = 1LL << 53;
    if (value == std::trunc(value) && std::abs(value) < kExact && !(value == 0 && std::signbit(value)))
        return static_cast<std::int64_t>(value);
    return value;
}

// The double with the shortest text that reads back to the same float: 0.9 and not 0.8999999761581421.
Json toNumber(float value)
{
    std::array<char, 64> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return toNumber(
        toDouble(std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data()))).value_or(value));
}

Json toJson(const Box& box)
{
    return {toNumber(box.left), toNumber(box.top), toNumber(box.width), toNumber(box.height)};
}

Json toJson(const std::vector<TrackId>& ids)
{
    Json out = Json::array();
    for (const TrackId id : ids)
        out.push_back(number(id));
    return out;
}

void putRange(Json& out, FrameRange frames)
{
    if (frames.first != kAllFrames.first)
        out["from"] = toNumber(frames.first);
    if (frames.last != kLastFrame)
        out["to"] = toNumber(frames.last);
}

std::string colorText(std::uint32_t color)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (; color != 0 || out.size() < 6; color /= 16)
        out.insert(out.begin(), kDigits[color % 16]);
    return '#' + out;
}

// What is as in a fresh TrackBox is left out.
Json toJson(const TrackBox& box)
{
    const TrackBox fresh;
    Json out;
    out["frame"] = toNumber(box.frame);
    out["box"] = toJson(box.box);
    if (box.score != fresh.score)
        out["score"] = toNumber(box.score);
    if (box.visibility != fresh.visibility)
        out["visibility"] = toNumber(box.visibility);
    out["origin"] = text::kOrigins[static_cast<std::size_t>(box.origin)];
    if (box.keyframe)
        out["keyframe"] = true;
    if (box.occluded)
        out["occluded"] = true;
    if (box.verified)
        out["verified"] = true;
    return out;
}

constexpr std::size_t kWhole = static_cast<std::size_t>(-1);
// A track drawn by hand fits into the journal whole; a tracked one does not need to, its boxes are in the project.
constexpr std::size_t kJournalBoxes = 16;

Json toJson(const Track& track, std::size_t maxBoxes)
{
    Json out;
    if (track.id != TrackId::kInvalid)
        out["id"] = number(track.id);
    out["class"] = number(track.classId);
    if (!track.name.empty())
        out["name"] = track.name;
    if (track.color)
        out["color"] = colorText(*track.color);
    if (track.locked)
        out["locked"] = true;
    if (track.hidden)
        out["hidden"] = true;
    if (track.run != RunId::kInvalid)
        out["run"] = number(track.run);
    for (const AttributeSpan& span : track.attributes) {
        Json json{{"name", span.name}, {"value", span.value}};
        putRange(json, span.frames);
        out["attributes"].push_back(std::move(json));
    }
    for (const FrameRange& range : track.absences) {
        Json json = Json::object();
        putRange(json, range);
        out["absences"].push_back(std::move(json));
    }
    if (track.boxes.size() > maxBoxes) {
        out["boxes"] = track.boxes.size();
        return out;
    }
    out["boxes"] = Json::array();
    for (const TrackBox& box : track.boxes)
        out["boxes"].push_back(toJson(box));
    return out;
}

struct Write {
    Json& out;
    std::size_t maxBoxes;

    void operator()(const SetBox& e) const
    {
        out["track"] = number(e.track);
        out["frame"] = toNumber(e.frame);
        out["box"] = toJson(e.box);
    }
    void operator()(const DeleteBoxes& e) const { trackAndRange(e); }
    void operator()(const DeleteTracks& e) const { out["tracks"] = toJson(e.tracks); }
    void operator()(const CreateTrack& e) const { out["track"] = toJson(e.track, maxBoxes); }
    void operator()(const SplitTrack& e) const
    {
        out["track"] = number(e.track);
        out["at"] = toNumber(e.at);
        newId(e.newId);
    }
    void operator()(const JoinTracks& e) const
    {
        out["into"] = number(e.into);
        out["from"] = number(e.from);
        out["fill"] = e.fill == Fill::Linear ? "linear" : "none";
    }
    void operator()(const SwapTracks& e) const
    {
        out["a"] = number(e.a);
        out["b"] = number(e.b);
        putRange(out, e.frames);
    }
    void operator()(const ChangeId& e) const
    {
        trackAndRange(e);
        newId(e.newId);
    }
    void operator()(const FillGaps& e) const { trackAndRange(e); }
    void operator()(const ClearInterpolated& e) const { trackAndRange(e); }
    void operator()(const SetClass& e) const
    {
        out["tracks"] = toJson(e.tracks);
        out["class"] = number(e.classId);
    }
    void operator()(const SetVisibility& e) const
    {
        trackAndRange(e);
        out["visibility"] = toNumber(e.visibility);
    }
    void operator()(const SetOccluded& e) const
    {
        trackAndRange(e);
        out["occluded"] = e.occluded;
    }
    void operator()(const SetKeyframe& e) const
    {
        out["track"] = number(e.track);
        out["frame"] = toNumber(e.frame);
        out["keyframe"] = e.keyframe;
    }
    void operator()(const EndTrack& e) const
    {
        out["track"] = number(e.track);
        out["at"] = toNumber(e.lastFrame);
    }
    void operator()(const SetVerified& e) const
    {
        if (e.track != TrackId::kInvalid)
            out["track"] = number(e.track);
        putRange(out, e.frames);
        out["verified"] = e.verified;
    }
    void operator()(const Rename& e) const
    {
        out["track"] = number(e.track);
        out["name"] = e.name;
    }
    void operator()(const SetColor& e) const
    {
        out["track"] = number(e.track);
        if (e.color)
            out["color"] = colorText(*e.color);
    }
    void operator()(const SetLocked& e) const
    {
        out["tracks"] = toJson(e.tracks);
        out["locked"] = e.locked;
    }
    void operator()(const SetHidden& e) const
    {
        out["tracks"] = toJson(e.tracks);
        out["hidden"] = e.hidden;
    }
    void operator()(const ImportRun& e) const
    {
        if (e.run != RunId::kInvalid)
            out["run"] = number(e.run);
        putRange(out, e.frames);
        if (e.replace)
            out["replace"] = true;
        if (!e.untouched.empty() && maxBoxes == kWhole)
            out["untouched"] = toJson(e.untouched);
        if (!e.keepIds)
            out["keep_ids"] = false;
        if (maxBoxes != kWhole) {
            out["tracks"] = e.tracks.size();
            return;
        }
        out["tracks"] = Json::array();
        for (const TrackPtr& track : e.tracks)
            out["tracks"].push_back(track ? toJson(*track, maxBoxes) : Json());
    }
    void operator()(const SetVerdict& e) const
    {
        out["finding"] = e.key;
        out["state"] = e.state;
        if (e.evidence != 0)
            out["evidence"] = static_cast<std::int64_t>(e.evidence); // JSON readers know signed numbers
    }
    void operator()(const DefineClass& e) const
    {
        if (e.classId != ClassId::kInvalid)
            out["class"] = number(e.classId);
        if (!e.name.empty())
            out["name"] = e.name;
    }
    void operator()(const DefineAttribute& e) const
    {
        out["name"] = e.kind.name;
        if (!e.kind.values.empty())
            out["values"] = e.kind.values;
    }
    void operator()(const RemoveAttribute& e) const { out["name"] = e.name; }
    void operator()(const SetAttribute& e) const
    {
        out["tracks"] = toJson(e.tracks);
        out["name"] = e.name;
        if (!e.value.empty())
            out["value"] = e.value;
        putRange(out, e.frames);
    }
    void operator()(const SetAbsent& e) const
    {
        trackAndRange(e);
        out["absent"] = e.absent;
    }
    void operator()(const SetNote& e) const
    {
        if (e.id != 0)
            out["id"] = e.id;
        if (e.note.track != TrackId::kInvalid)
            out["track"] = number(e.note.track);
        out["frame"] = toNumber(e.note.frame);
        if (!e.note.text.empty())
            out["text"] = e.note.text;
    }
    void operator()(const RemoveNote& e) const { out["id"] = e.id; }
    void operator()(const Compound& e) const;

private:
    template <class E>
    void trackAndRange(const E& e) const
    {
        out["track"] = number(e.track);
        putRange(out, e.frames);
    }
    void newId(TrackId id) const
    {
        if (id != TrackId::kInvalid)
            out["new_id"] = number(id);
    }
};

Json toJson(const Edit& edit, std::size_t maxBoxes)
{
    Json out;
    out["edit"] = text::kEdits[edit.value.index()];
    std::visit(Write{out, maxBoxes}, edit.value);
    return out;
}

void Write::operator()(const Compound& e) const
{
    if (!e.label.empty())
        out["label"] = e.label;
    out["edits"] = Json::array();
    for (const Edit& part : e.edits)
        out["edits"].push_back(toJson(part, maxBoxes));
}

std::string toLine(const Edit& edit, std::size_t maxBoxes)
{
    return toJson(edit, maxBoxes).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

std::string toJsonLine(const Edit& edit)
{
    return toLine(edit, kWhole);
}

std::string toJournalLine(const Edit& edit)
{
    return toLine(edit, kJournalBoxes);
}

} // namespace tw::annotation
