#include "core/formats/cvat.h"

#include "core/base/number_text.h"
#include "core/formats/class_names.h"
#include "core/formats/cvat_tasks.h"
#include "core/formats/expansion.h"
#include "core/formats/source_text.h"
#include "core/formats/text_rows.h"
#include "core/formats/track_builder.h"
#include "core/formats/turned_box.h"
#include "core/formats/video_choice.h"

#include <pugixml.hpp>

#include <algorithm>
#include <cmath>

namespace tw::formats {
namespace {

using annotation::BoxOrigin;
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

// What is read in another way than the file says, or not kept: told once for the whole file.
struct CvatCounts {
    std::int64_t rotated = 0, firstRotatedLine = 0;
    std::int64_t grouped = 0;
    std::int64_t filledTracks = 0, firstFilledLine = 0, filledTo = 0;
    std::map<std::string, std::int64_t> attributes; // of boxes without identity
};

class CvatReader
{
public:
    CvatReader(Imported& out, const ReadHint& hint, std::string_view text)
        : m_out(out), m_hint(hint), m_builder(out, hint), m_lines(text), m_classes(out.info.classNames)
    {}

    void read(const pugi::xml_node& root)
    {
        chooseTask(root.child("meta"));
        settleFrames(root);
        for (const pugi::xml_node& track : root.children("track")) {
            if (isOfTask(track))
                readTrack(track);
        }
        std::int64_t position = 0;
        for (const pugi::xml_node& image : root.children("image")) {
            if (isOfTask(image))
                readImage(image, position++);
        }
        for (const pugi::xml_node& node : root.children()) {
            const std::string_view name = node.name();
            if (node.type() == pugi::node_element && name != "version" && name != "meta" && name != "track" &&
                name != "image")
                m_builder.refuse(m_lines.of(node), "<" + std::string(name) + "> is not taken");
        }
        tellCounts();
        m_builder.finish(FrameBase::Zero);
    }

private:
    void chooseTask(const pugi::xml_node& meta)
    {
        const std::vector<CvatTask> tasks = cvatTasks(meta);
        std::vector<VideoNames> names;
        for (const CvatTask& task : tasks)
            names.push_back({task.name, task.source});
        m_task = tasks[chooseVideo(names, m_hint.name, m_out, m_builder)];
        m_severalTasks = tasks.size() > 1;
        m_out.info.name = m_task.name;
        m_out.info.width = m_task.width;
        m_out.info.height = m_task.height;
        if (m_task.isWholeVideo())
            m_out.info.length = static_cast<FrameIndex>(m_task.size);
        else
            m_builder.note("the task begins at frame " + toText(m_task.first + 1) + " of the video and takes every " +
                           (m_task.step == 1 ? std::string("frame") : toText(m_task.step) + "th frame") +
                           "; frames are numbered as in the video");
    }

    bool isOfTask(const pugi::xml_node& node)
    {
        if (!m_severalTasks)
            return true;
        const std::string_view id = trimmed(node.attribute("task_id").value());
        if (id.empty())
            m_builder.refuse(m_lines.of(node), "<" + std::string(node.name()) +
                                                   "> has no task_id, so it is not known which video it belongs to");
        return id == m_task.id && !id.empty();
    }

    void settleFrames(const pugi::xml_node& root)
    {
        std::int64_t smallest = INT64_MAX, largest = -1;
        const auto see = [&](std::string_view text) {
            if (const auto frame = toInteger(text)) {
                smallest = std::min(smallest, *frame);
                largest = std::max(largest, *frame);
            }
        };
        const auto isOurs = [&](const pugi::xml_node& node) {
            return !m_severalTasks || trimmed(node.attribute("task_id").value()) == m_task.id;
        };
        for (const pugi::xml_node& track : root.children("track")) {
            if (!isOurs(track))
                continue;
            for (const pugi::xml_node& box : track.children("box"))
                see(box.attribute("frame").value());
        }
        for (const pugi::xml_node& image : root.children("image")) {
            if (isOurs(image))
                see(image.attribute("id").value());
        }
        if (largest >= 0)
            m_frames = CvatFrames(m_task, smallest, largest);
        if (m_frames.countsWithinTask())
            m_builder.note("frames are numbered within the task here; they are the video's now");
    }

    void readTrack(const pugi::xml_node& node)
    {
        const std::int64_t line = m_lines.of(node);
        const std::string_view idText = trimmed(node.attribute("id").value());
        if (idText.empty()) {
            m_builder.refuse(line, "a track without an id");
            return;
        }
        const std::int64_t id = m_builder.idOf(idText);
        const ClassId classId = m_classes(node.attribute("label").value());
        m_counts.grouped += hasGroup(node);
        std::vector<KeyBox> keys;
        for (const pugi::xml_node& child : node.children()) {
            if (child.type() != pugi::node_element)
                continue;
            if (std::string_view(child.name()) == "box")
                readKey(child, id, keys);
            else
                m_builder.refuse(m_lines.of(child), "<" + std::string(child.name()) + "> is not a box and not taken");
        }
        addKeys(line, std::string(idText), id, classId, keys);
    }

    void readKey(const pugi::xml_node& node, std::int64_t id, std::vector<KeyBox>& keys)
    {
        KeyBox key;
        key.line = m_lines.of(node);
        const auto frame = toInteger(node.attribute("frame").value());
        if (!frame || *frame < 0 || *frame > 2'000'000'000 || m_frames(*frame) > 2'000'000'000) {
            m_builder.refuse(key.line, "a box without a frame");
            return;
        }
        if (!readBox(node, key.box.box)) {
            m_builder.refuse(key.line, "xtl, ytl, xbr, ybr are not four numbers");
            return;
        }
        key.box.frame = static_cast<FrameIndex>(m_frames(*frame));
        key.shown = !flagAttribute(node, "outside", false);
        key.box.keyframe = flagAttribute(node, "keyframe", true);
        key.box.origin = key.box.keyframe ? BoxOrigin::Imported : BoxOrigin::Interpolated;
        if (key.shown)
            key.attributes = readMarks(node, id, key.box);
        if (key.shown && !key.box.box.valid())
            m_builder.refuse(key.line, "the box is empty or not finite");
        else
            keys.push_back(key);
    }

    // What a box says beside its corners. Returns its attributes.
    SharedAttributes readMarks(const pugi::xml_node& node, std::int64_t id, TrackBox& box)
    {
        box.occluded = flagAttribute(node, "occluded", false);
        m_counts.grouped += hasGroup(node);
        const double rotation = realAttribute(node, "rotation").value_or(0);
        if (rotation != 0 && std::isfinite(rotation)) {
            box.box = turned(box.box, rotation);
            if (m_counts.rotated++ == 0)
                m_counts.firstRotatedLine = m_lines.of(node);
        }
        Attributes attributes;
        for (const pugi::xml_node& child : node.children("attribute")) {
            const std::string name = trimmedText(child.attribute("name").value());
            const std::string value = trimmedText(child.child_value());
            const auto share = toDouble(value);
            if (name == "name" && id != -1)
                m_builder.name(id, value);
            else if (name == "visibility" && share)
                box.visibility = static_cast<float>(*share);
            else if ((name == "score" || name == "confidence") && share)
                box.score = static_cast<float>(*share);
            else if (id == -1)
                ++m_counts.attributes[name];
            else if (!isTrackId(name))
                attributes.emplace_back(name, value);
        }
        return attributes.empty() ? nullptr : std::make_shared<const Attributes>(std::move(attributes));
    }

    static std::string trimmedText(const char* text) { return std::string(trimmed(text)); }
    static bool isTrackId(std::string_view name)
    {
        return name == "track_id" || name == "trackid" || name == "track id";
    }
    static bool hasGroup(const pugi::xml_node& node)
    {
        return toInteger(node.attribute("group_id").value()).value_or(0) > 0;
    }

    // CVAT shows the last box of a track until a box with outside="1", to the end of the task when there is none. A
    // track that lists every frame ends where its list ends.
    void fillToEnd(std::int64_t line, bool everyFrame, std::vector<KeyBox>& keys)
    {
        const std::int64_t end =
            m_hint.length > 0 ? std::min<std::int64_t>(m_task.last(), m_hint.length - 1) : m_task.last();
        if (keys.empty() || everyFrame || !keys.back().shown || keys.back().box.frame >= end)
            return;
        KeyBox last = keys.back();
        last.box.frame = static_cast<FrameIndex>(end);
        last.box.keyframe = false;
        last.box.origin = BoxOrigin::Interpolated;
        keys.push_back(last);
        m_counts.filledTo = end + 1;
        if (m_counts.filledTracks++ == 0)
            m_counts.firstFilledLine = line;
    }

    void addKeys(std::int64_t line, const std::string& name, std::int64_t id, ClassId classId,
                 std::vector<KeyBox>& keys)
    {
        std::stable_sort(keys.begin(), keys.end(),
                         [](const KeyBox& a, const KeyBox& b) { return a.box.frame < b.box.frame; });
        const bool everyFrame = keys.size() > 2 && (keys.back().box.frame - keys.front().box.frame) / m_task.step + 1 ==
                                                       static_cast<std::int64_t>(keys.size());
        const bool dense = everyFrame && std::all_of(keys.begin(), keys.end(),
                                                     [&](const KeyBox& key) { return key.box.keyframe || !key.shown; });
        fillToEnd(line, everyFrame, keys);
        const auto all = expanded(keys, m_budget);
        if (!all) {
            m_builder.refuse(line, "track " + name + " spans too many frames to be filled in");
            return;
        }
        for (const KeyBox& key : *all) {
            TrackBox box = key.box;
            if (dense)
                box.keyframe = false;
            m_builder.add(key.line, key.box.frame, id, classId, box, key.attributes);
        }
    }

    void readImage(const pugi::xml_node& node, std::int64_t position)
    {
        const auto numbered = toInteger(node.attribute("id").value());
        const std::int64_t frame =
            numbered && *numbered >= 0 && *numbered < 2'000'000'000 ? m_frames(*numbered) : position;
        for (const pugi::xml_node& child : node.children("box")) {
            std::int64_t id = -1;
            for (const pugi::xml_node& attribute : child.children("attribute")) {
                const std::string value = trimmedText(attribute.child_value());
                if (isTrackId(trimmed(attribute.attribute("name").value())) && !value.empty())
                    id = m_builder.idOf(value);
            }
            TrackBox box;
            box.origin = BoxOrigin::Imported;
            if (!readBox(child, box.box)) {
                m_builder.refuse(m_lines.of(child), "xtl, ytl, xbr, ybr are not four numbers");
                continue;
            }
            const SharedAttributes attributes = readMarks(child, id, box);
            m_builder.add(m_lines.of(child), frame, id, m_classes(child.attribute("label").value()), box, attributes);
        }
    }

    void tellCounts()
    {
        if (m_counts.rotated > 0)
            m_builder.problem(m_counts.firstRotatedLine,
                              toText(m_counts.rotated) + " turned boxes became the upright boxes around them");
        if (m_counts.filledTracks > 0)
            m_builder.note(toText(m_counts.filledTracks) + " tracks end with a visible box (the first in line " +
                           toText(m_counts.firstFilledLine) + "); CVAT shows it to the end of the task, so they are " +
                           "filled to frame " + toText(m_counts.filledTo));
        if (m_counts.grouped > 0)
            m_builder.note("groups are not kept (" + toText(m_counts.grouped) + " tracks and boxes belong to one)");
        noteAttributes(m_counts.attributes, m_builder);
    }

    Imported& m_out;
    const ReadHint& m_hint;
    TrackBuilder m_builder;
    LineNumbers m_lines;
    ClassLookup m_classes;
    CvatTask m_task;
    CvatFrames m_frames{{}, 0, 0};
    bool m_severalTasks = false;
    CvatCounts m_counts;
    std::int64_t m_budget = kMostExpandedBoxes;
};

} // namespace

Result<Imported> parseCvat(std::string_view text, const ReadHint& hint)
{
    pugi::xml_document document;
    const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
        const auto line =
            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n');
        const bool cutOff = trimmed(text.substr(std::min(offset, text.size()))).empty();
        return Error{ErrorCode::Unreadable,
                     cutOff ? "the XML ends too early; the file was probably cut off when it was copied"
                            : "the XML is damaged from here on",
                     "line " + toText(static_cast<std::int64_t>(line) + 1)};
    }
    const pugi::xml_node root = document.child("annotations");
    if (!root)
        return Error{ErrorCode::Unreadable, "this is XML, but not of CVAT: it has no <annotations>", {}};
    Imported out;
    out.info.classNames = hint.classNames;
    CvatReader(out, hint, text).read(root);
    return out;
}

Result<Imported> readCvat(const std::filesystem::path& path, const ReadHint& hint)
{
    return readTracksText(path, hint, [&](std::string_view text) { return parseCvat(text, hint); });
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
