#include "core/base/atomic_file.h"
#include "core/base/markup.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/cvat.h"
#include "core/formats/expansion.h"
#include "core/formats/text_rows.h"
#include "core/formats/written_tracks.h"

#include <algorithm>
#include <cmath>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

constexpr double kSamePx = 0.005;

bool same(const Box& a, const Box& b)
{
    return std::abs(a.left - b.left) <= kSamePx && std::abs(a.top - b.top) <= kSamePx &&
           std::abs(a.right() - b.right()) <= kSamePx && std::abs(a.bottom() - b.bottom()) <= kSamePx;
}

// Which boxes CVAT must keep: all but the interpolated ones that it would compute itself.
std::vector<bool> keyBoxes(const Track& track, const WrittenAttributes& attributes)
{
    const std::vector<TrackBox>& boxes = track.boxes;
    std::vector<bool> key(boxes.size(), true);
    for (std::size_t i = 0; i < boxes.size(); ++i)
        key[i] = boxes[i].origin != BoxOrigin::Interpolated || boxes[i].keyframe ||
                 (i > 0 && attributes.at(track, boxes[i].frame) != attributes.at(track, boxes[i - 1].frame));
    const auto joined = [&](std::size_t i) { return boxes[i].frame + 1 == boxes[i + 1].frame; };
    for (std::size_t begin = 0; begin < boxes.size();) {
        std::size_t end = begin; // last box of this stretch without a gap
        while (end + 1 < boxes.size() && joined(end))
            ++end;
        key[begin] = key[end] = true;
        std::size_t from = begin;
        for (std::size_t to = begin + 1; to <= end; ++to) {
            if (!key[to])
                continue;
            bool linear = true;
            for (std::size_t i = from + 1; i < to; ++i) {
                linear = linear && boxes[i].occluded == boxes[from].occluded &&
                         same(boxes[i].box, between(boxes[from], boxes[to], boxes[i].frame));
            }
            for (std::size_t i = from + 1; i < to && !linear; ++i)
                key[i] = true;
            from = to;
        }
        begin = end + 1;
    }
    return key;
}

void appendBox(std::string& out, const TrackBox& box, FrameIndex frame, bool outside, bool keyframe, int decimals,
               const std::vector<const annotation::AttributeSpan*>& said)
{
    const int xDigits = vanishes(box.box.left, box.box.right(), decimals) ? -1 : decimals;
    const int yDigits = vanishes(box.box.top, box.box.bottom(), decimals) ? -1 : decimals;
    const auto number = [&](const char* name, double value, int digits) {
        out += name;
        appendNumber(out, value, digits);
        out += '"';
    };
    out += "    <box frame=\"";
    appendText(out, std::int64_t{frame});
    out += keyframe ? "\" keyframe=\"1\"" : "\" keyframe=\"0\"";
    out += outside ? " outside=\"1\"" : " outside=\"0\"";
    out += box.occluded ? " occluded=\"1\"" : " occluded=\"0\"";
    number(" xtl=\"", box.box.left, xDigits);
    number(" ytl=\"", box.box.top, yDigits);
    number(" xbr=\"", box.box.right(), xDigits);
    number(" ybr=\"", box.box.bottom(), yDigits);
    out += " z_order=\"0\">";
    for (const annotation::AttributeSpan* span : said)
        out += "\n      <attribute name=\"" + markupText(span->name) + "\">" + markupText(span->value) + "</attribute>";
    out += said.empty() ? "</box>\n" : "\n    </box>\n";
}

std::size_t appendTrack(std::string& out, const Track& track, const WrittenTracks& tracks,
                        const WrittenAttributes& attributes, const WriteOptions& options)
{
    const auto inside = static_cast<std::size_t>(
        std::count_if(track.boxes.begin(), track.boxes.end(), [&](const TrackBox& box) { return tracks.inside(box); }));
    if (inside == 0)
        return 0;
    out += "  <track id=\"" + toText(std::int64_t{number(track.id)}) + "\" label=\"" +
           markupText(className(track.classId, options.info.classNames)) + "\" source=\"manual\">\n";
    const std::vector<bool> key = keyBoxes(track, attributes);
    for (std::size_t i = 0; i < inside; ++i) {
        const TrackBox& box = track.boxes[i];
        const auto said = attributes.all(track, box.frame);
        appendBox(out, box, box.frame, false, key[i], options.decimals, said);
        const bool ends = i + 1 == inside || track.boxes[i + 1].frame != box.frame + 1;
        const bool frameThere = options.info.length <= 0 || box.frame + 1 < options.info.length;
        if (ends && frameThere)
            appendBox(out, box, box.frame + 1, true, true, options.decimals, said);
    }
    out += "  </track>\n";
    return inside;
}

// What the labels declare: every attribute at every label, as CVAT wants to know them before the boxes.
std::string attributesText(const WrittenAttributes& attributes)
{
    std::string out;
    for (const annotation::AttributeKind& kind : attributes.kinds()) {
        out += "            <attribute>\n              <name>" + markupText(kind.name) +
               "</name>\n              <mutable>" + (attributes.isOfWholeTracks(kind.name) ? "False" : "True") +
               "</mutable>\n              <input_type>" + (kind.isYesNo() ? "checkbox" : "select") +
               "</input_type>\n              <default_value></default_value>\n" + "              <values>";
        std::string values = kind.isYesNo() ? "false\ntrue" : "";
        for (const std::string& value : kind.values)
            values += (values.empty() ? "" : "\n") + value;
        out += markupText(values) + "</values>\n            </attribute>\n";
    }
    return out;
}

std::string metaText(const WrittenTracks& tracks, const WrittenAttributes& attributes, const WriteOptions& options)
{
    const SequenceInfo& info = options.info;
    // One frame more than the last box when the length is unknown: the end of a track needs a frame to stand in.
    const std::int64_t size = std::int64_t{tracks.length()} + (info.length > 0 ? 0 : 1);
    std::map<ClassId, bool> used;
    for (const Track* track : tracks.tracks())
        used[track->classId] = true;
    std::string out =
        "  <meta>\n    <task>\n      <name>" + markupText(info.name) + "</name>\n      <size>" + toText(size) +
        "</size>\n      <mode>interpolation</mode>\n      <start_frame>0</start_frame>\n      <stop_frame>" +
        toText(size - 1) + "</stop_frame>\n      <labels>\n";
    for (const auto& [id, present] : used)
        out += "        <label>\n          <name>" + markupText(className(id, info.classNames)) +
               "</name>\n          <attributes>\n" + attributesText(attributes) +
               "          </attributes>\n        </label>\n";
    out += "      </labels>\n      <original_size>\n        <width>" + toText(std::int64_t{info.width}) +
           "</width>\n        <height>" + toText(std::int64_t{info.height}) +
           "</height>\n      </original_size>\n    </task>\n  </meta>\n";
    return out;
}

} // namespace

std::string cvatText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("cvat")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n  <version>1.1</version>\n";
    const WrittenAttributes attributes(state, written.issues);
    out += metaText(tracks, attributes, options);
    for (const Track* track : tracks.tracks())
        written.rows += appendTrack(out, *track, tracks, attributes, options);
    return out += "</annotations>\n";
}

Result<Written> writeCvat(const std::filesystem::path& path, const annotation::DocumentState& state,
                          const WriteOptions& options)
{
    Written written;
    TW_TRY(writeFileAtomically(path, cvatText(state, options, written)));
    written.files.push_back(path);
    return written;
}

} // namespace tw::formats
