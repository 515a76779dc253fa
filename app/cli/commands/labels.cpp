// trackwright-cli labels PROJECT: classes and attributes that a project knows, what is said of its tracks with them,
// absences, notes and bookmarks. `edit` changes them.

#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using annotation::DocumentState;

std::string text(FrameIndex frame)
{
    return toText(std::int64_t{frame} + 1);
}

std::string framesText(FrameRange frames)
{
    if (frames == annotation::kAllFrames)
        return "all frames";
    const std::string last = frames.last == annotation::kLastFrame ? "the end" : text(frames.last);
    return frames.first == frames.last ? "frame " + last : "frames " + text(frames.first) + " to " + last;
}

Json framesJson(FrameRange frames)
{
    if (frames == annotation::kAllFrames)
        return nullptr;
    Json out{{"from", std::int64_t{frames.first} + 1}};
    if (frames.last != annotation::kLastFrame)
        out["to"] = std::int64_t{frames.last} + 1;
    return out;
}

Json jsonOf(const DocumentState& state)
{
    Json out{
        {"classes", Json::array()}, {"attributes", Json::array()}, {"tracks", Json::array()}, {"notes", Json::array()}};
    for (const auto& [id, name] : state.vocabulary.classes)
        out["classes"].push_back({{"class", number(id)}, {"name", name}});
    for (const annotation::AttributeKind& kind : state.vocabulary.attributes)
        out["attributes"].push_back({{"name", kind.name}, {"values", kind.values}});
    for (const auto& [id, track] : state.tracks) {
        Json one{{"track", number(id)}, {"class", formats::className(track->classId, state.vocabulary.classes)}};
        for (const annotation::AttributeSpan& span : track->attributes)
            one["attributes"].push_back(
                {{"name", span.name}, {"value", span.value}, {"frames", framesJson(span.frames)}});
        for (const FrameRange& range : track->absences)
            one["absences"].push_back(framesJson(range));
        if (one.size() > 2 || track->classId != ClassId::kPedestrian)
            out["tracks"].push_back(std::move(one));
    }
    for (const auto& [id, note] : state.notes) {
        Json one{{"id", id}, {"frame", std::int64_t{note.frame} + 1}};
        if (note.track != TrackId::kInvalid)
            one["track"] = number(note.track);
        one["text"] = note.text;
        out["notes"].push_back(std::move(one));
    }
    return out;
}

std::string textOf(const DocumentState& state)
{
    std::string out;
    for (const auto& [id, name] : state.vocabulary.classes)
        out += "class " + toText(std::int64_t{number(id)}) + ": " + name + "\n";
    for (const annotation::AttributeKind& kind : state.vocabulary.attributes) {
        out += "attribute " + kind.name + ": ";
        for (std::size_t i = 0; i < kind.values.size(); ++i)
            out += (i == 0 ? "" : ", ") + kind.values[i];
        out += kind.isYesNo() ? "yes or no\n" : "\n";
    }
    for (const auto& [id, track] : state.tracks) {
        const std::string name = "track " + toText(std::int64_t{number(id)}) + ": ";
        if (track->classId != ClassId::kPedestrian)
            out += name + formats::className(track->classId, state.vocabulary.classes) + "\n";
        for (const annotation::AttributeSpan& span : track->attributes)
            out += name + span.name + " = " + span.value + ", " + framesText(span.frames) + "\n";
        for (const FrameRange& range : track->absences)
            out += name + "absent, " + framesText(range) + "\n";
    }
    for (const auto& [id, note] : state.notes)
        out += (note.text.empty() ? "bookmark " : "note ") + toText(id) + ", frame " + text(note.frame) +
               (note.track == TrackId::kInvalid ? "" : ", track " + toText(std::int64_t{number(note.track)})) +
               (note.text.empty() ? "" : ": " + note.text) + "\n";
    return out.empty() ? "The project has no classes of its own, attributes, absences or notes.\n" : out;
}

} // namespace

Run declareLabels(CLI::App& app)
{
    auto path = std::make_shared<std::string>();
    app.add_option("PROJECT", *path, "Project, or the video beside it")->required();
    return [path](Console& console) {
        const auto project = openProject(*path, console);
        if (!project)
            return console.fail(project.error());
        const annotation::Snapshot snapshot = project->workspace->snapshot();
        if (console.json())
            console.printJson(jsonOf(*snapshot));
        else
            console.print(textOf(*snapshot));
        return console.done();
    };
}

} // namespace tw::cli
