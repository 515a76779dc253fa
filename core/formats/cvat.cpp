#include "core/formats/cvat.h"

#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/expansion.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/written_tracks.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cmath>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
using annotation::Track;
using annotation::TrackBox;

// pugixml knows offsets, people know lines.
class LineNumbers
{
public:
    explicit LineNumbers(std::string_view text)
    {
        for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1))
            m_ends.push_back(i);
    }
    std::int64_t of(const pugi::xml_node& node) const
    {
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
        return std::lower_bound(m_ends.begin(), m_ends.end(), offset) - m_ends.begin() + 1;
    }

private:
    std::vector<std::size_t> m_ends;
};

std::optional<double> realAttribute(const pugi::xml_node& node, const char* name)
{
    return toDouble(node.attribute(name).value());
}

bool flagAttribute(const pugi::xml_node& node, const char* name, bool absent)
{
    const std::string_view text = trimmed(node.attribute(name).value());
    return text.empty() ? absent : text == "1" || text == "true" || text == "True";
}

bool readBox(const pugi::xml_node& node, Box& box)
{
    const auto left = realAttribute(node, "xtl"), top = realAttribute(node, "ytl");
    const auto right = realAttribute(node, "xbr"), bottom = realAttribute(node, "ybr");
    if (!left || !top || !right || !bottom)
        return false;
    box = {*left, *top, *right - *left, *bottom - *top};
    return true;
}

class Reader
{
public:
    Reader(Imported& out, const SequenceInfo& hint, std::string_view text)
        : m_out(out), m_builder(out, hint), m_lines(text), m_classes(out.info.classNames)
    {}

    void read(const pugi::xml_node& root)
    {
        readMeta(root.child("meta"));
        for (const pugi::xml_node& track : root.children("track"))
            readTrack(track);
        std::int64_t position = 0;
        for (const pugi::xml_node& image : root.children("image"))
            readImage(image, position++);
        for (const pugi::xml_node& node : root.children()) {
            const std::string_view name = node.name();
            if (node.type() == pugi::node_element && name != "version" && name != "meta" && name != "track" &&
                name != "image")
                m_builder.refuse(m_lines.of(node), "<" + std::string(name) + "> is not taken");
        }
        m_builder.finish(FrameBase::Zero);
    }

private:
    void readMeta(const pugi::xml_node& meta)
    {
        pugi::xml_node task = meta.child("task");
        if (!task)
            task = meta.child("job");
        m_out.info.name = task.child_value("name");
        const auto integer = [](const pugi::xml_node& node, const char* child) {
            const auto value = toInteger(node.child_value(child));
            return value && *value > 0 && *value < 2'000'000'000 ? static_cast<int>(*value) : 0;
        };
        m_out.info.length = integer(task, "size");
        pugi::xml_node size = task.child("original_size");
        if (!size)
            size = meta.child("original_size");
        m_out.info.width = integer(size, "width");
        m_out.info.height = integer(size, "height");
    }

    void readTrack(const pugi::xml_node& node)
    {
        const std::int64_t line = m_lines.of(node);
        const auto id = toInteger(node.attribute("id").value());
        if (!id) {
            m_builder.refuse(line, "a track without an id");
            return;
        }
        const ClassId classId = m_classes(node.attribute("label").value());
        std::vector<KeyBox> keys;
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() != pugi::node_element)
                continue;
            if (std::string_view(child.name()) == "box")
                readKey(child, keys);
            else
                m_builder.refuse(m_lines.of(child), "<" + std::string(child.name()) + "> is not a box and not taken");
        }
        addKeys(line, *id, classId, keys);
    }

    void readKey(const pugi::xml_node& node, std::vector<KeyBox>& keys)
    {
        KeyBox key;
        key.line = m_lines.of(node);
        const auto frame = toInteger(node.attribute("frame").value());
        if (!frame || *frame < 0 || *frame > 2'000'000'000) {
            m_builder.refuse(key.line, "a box without a frame");
            return;
        }
        if (!readBox(node, key.box.box)) {
            m_builder.refuse(key.line, "xtl, ytl, xbr, ybr are not four numbers");
            return;
        }
        key.box.frame = static_cast<FrameIndex>(*frame);
        key.shown = !flagAttribute(node, "outside", false);
        key.box.keyframe = flagAttribute(node, "keyframe", true);
        key.box.occluded = flagAttribute(node, "occluded", false);
        key.box.origin = key.box.keyframe ? BoxOrigin::Imported : BoxOrigin::Interpolated;
        if (key.shown && !key.box.box.valid())
            m_builder.refuse(key.line, "the box is empty or not finite");
        else
            keys.push_back(key);
    }

    void addKeys(std::int64_t line, std::int64_t id, ClassId classId, std::vector<KeyBox>& keys)
    {
        std::stable_sort(keys.begin(), keys.end(),
                         [](const KeyBox& a, const KeyBox& b) { return a.box.frame < b.box.frame; });
        const bool dense =
            keys.size() > 2 &&
            std::all_of(keys.begin(), keys.end(), [&](const KeyBox& key) { return key.box.keyframe || !key.shown; }) &&
            keys.back().box.frame - keys.front().box.frame + 1 == static_cast<std::int64_t>(keys.size());
        const auto all = expanded(keys, m_budget);
        if (!all) {
            m_builder.refuse(line, "track " + toText(id) + " spans too many frames to be filled in");
            return;
        }
        for (const KeyBox& key : *all) {
            TrackBox box = key.box;
            if (dense)
                box.keyframe = false;
            m_builder.add(key.line, key.box.frame, id, classId, box);
        }
    }

    void readImage(const pugi::xml_node& node, std::int64_t position)
    {
        const auto frame = toInteger(node.attribute("id").value()).value_or(position);
        for (const pugi::xml_node& child : node.children("box")) {
            TrackBox box;
            box.origin = BoxOrigin::Imported;
            box.occluded = flagAttribute(child, "occluded", false);
            if (readBox(child, box.box))
                m_builder.add(m_lines.of(child), frame, -1, m_classes(child.attribute("label").value()), box);
            else
                m_builder.refuse(m_lines.of(child), "xtl, ytl, xbr, ybr are not four numbers");
        }
    }

    Imported& m_out;
    TrackBuilder m_builder;
    LineNumbers m_lines;
    ClassLookup m_classes;
    std::int64_t m_budget = kMostExpandedBoxes;
};

// --- writing
// ----------------------------------------------------------------------------------------------------------

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

constexpr double kSamePx = 0.005;

bool same(const Box& a, const Box& b)
{
    return std::abs(a.left - b.left) <= kSamePx && std::abs(a.top - b.top) <= kSamePx &&
           std::abs(a.right() - b.right()) <= kSamePx && std::abs(a.bottom() - b.bottom()) <= kSamePx;
}

// Which boxes CVAT must keep: all but the interpolated ones that it would compute itself.
std::vector<bool> keyBoxes(const std::vector<TrackBox>& boxes)
{
    std::vector<bool> key(boxes.size(), true);
    for (std::size_t i = 0; i < boxes.size(); ++i)
        key[i] = boxes[i].origin != BoxOrigin::Interpolated || boxes[i].keyframe;
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

void appendBox(std::string& out, const TrackBox& box, FrameIndex frame, bool outside, bool keyframe, int decimals)
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
    out += " z_order=\"0\"></box>\n";
}

std::size_t appendTrack(std::string& out, const Track& track, const WrittenTracks& tracks, const WriteOptions& options)
{
    const auto inside = static_cast<std::size_t>(
        std::count_if(track.boxes.begin(), track.boxes.end(), [&](const TrackBox& box) { return tracks.inside(box); }));
    if (inside == 0)
        return 0;
    out += "  <track id=\"" + toText(std::int64_t{number(track.id)}) + "\" label=\"" +
           escaped(className(track.classId, options.info.classNames)) + "\" source=\"manual\">\n";
    const std::vector<bool> key = keyBoxes(track.boxes);
    for (std::size_t i = 0; i < inside; ++i) {
        const TrackBox& box = track.boxes[i];
        appendBox(out, box, box.frame, false, key[i], options.decimals);
        const bool ends = i + 1 == inside || track.boxes[i + 1].frame != box.frame + 1;
        const bool frameThere = options.info.length <= 0 || box.frame + 1 < options.info.length;
        if (ends && frameThere)
            appendBox(out, box, box.frame + 1, true, true, options.decimals);
    }
    out += "  </track>\n";
    return inside;
}

std::string metaText(const WrittenTracks& tracks, const WriteOptions& options)
{
    const SequenceInfo& info = options.info;
    // One frame more than the last box when the length is unknown: the end of a track needs a frame to stand in.
    const std::int64_t size = std::int64_t{tracks.length()} + (info.length > 0 ? 0 : 1);
    std::map<ClassId, bool> used;
    for (const Track* track : tracks.tracks())
        used[track->classId] = true;
    std::string out =
        "  <meta>\n    <task>\n      <name>" + escaped(info.name) + "</name>\n      <size>" + toText(size) +
        "</size>\n      <mode>interpolation</mode>\n      <start_frame>0</start_frame>\n      <stop_frame>" +
        toText(size - 1) + "</stop_frame>\n      <labels>\n";
    for (const auto& [id, present] : used)
        out += "        <label>\n          <name>" + escaped(className(id, info.classNames)) +
               "</name>\n          <attributes>\n          </attributes>\n        </label>\n";
    out += "      </labels>\n      <original_size>\n        <width>" + toText(std::int64_t{info.width}) +
           "</width>\n        <height>" + toText(std::int64_t{info.height}) +
           "</height>\n      </original_size>\n    </task>\n  </meta>\n";
    return out;
}

} // namespace

Result<Imported> parseCvat(std::string_view text, const SequenceInfo& hint)
{
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
        const auto line =
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n');
        return Error{ErrorCode::Unreadable, parsed.description(),
                     "line " + toText(static_cast<std::int64_t>(line) + 1)};
    }
    const pugi::xml_node root = document.child("annotations");
    if (!root)
        return Error{ErrorCode::Unreadable, "no <annotations>: not CVAT", {}};
    Imported out;
    out.info.classNames = hint.classNames;
    Reader(out, hint, text).read(root);
    return out;
}

Result<Imported> readCvat(const std::filesystem::path& path, const SequenceInfo& hint)
{
    TW_TRY_ASSIGN(const std::string text, readTextFile(path));
    return inFile(path, parseCvat(text, hint));
}

std::string cvatText(const annotation::DocumentState& state, const WriteOptions& options, Written& written)
{
    noteLosses(state, findFormat("cvat")->holds, options, written.issues);
    const WrittenTracks tracks(state, options, written.issues);
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n  <version>1.1</version>\n";
    out += metaText(tracks, options);
    for (const Track* track : tracks.tracks())
        written.rows += appendTrack(out, *track, tracks, options);
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

double recogniseCvat(const std::filesystem::path&, std::string_view head)
{
    if (head.find("<annotations") == std::string_view::npos)
        return 0;
    const bool cvat = head.find("<track") != std::string_view::npos || head.find("<meta>") != std::string_view::npos ||
                      head.find("<image") != std::string_view::npos;
    return cvat ? 0.95 : 0.6;
}

} // namespace tw::formats
