#include "core/formats/track_builder.h"

#include "core/annotation/limits.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

namespace tw::formats {
namespace {

constexpr std::int64_t kLargestId = annotation::kLargestTrackId - 1; // one is left for ids from 0
constexpr std::int64_t kFirstTextId = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLargestFrame = std::numeric_limits<FrameIndex>::max() - 1;

// Boxes that are left out for the same reason.
struct LeftOut {
    std::int64_t line = 0; // of the first
    std::int64_t firstFrame = 0;
    std::int64_t count = 0;
};

// The new number of an id, itself where the table has none.
std::function<std::int64_t(std::int64_t)> byTable(const std::map<std::int64_t, std::int64_t>& numbers)
{
    return [&numbers](std::int64_t id) {
        const auto found = numbers.find(id);
        return found == numbers.end() ? id : found->second;
    };
}

std::string boxesText(std::int64_t count)
{
    return count == 1 ? std::string("1 box") : toText(count) + " boxes";
}

} // namespace

bool TrackBuilder::add(std::int64_t line, std::int64_t frame, std::int64_t id, ClassId classId,
                       const annotation::TrackBox& box, SharedAttributes attributes)
{
    if (frame < 0 || frame > kLargestFrame) {
        refuse(line, "frame " + toText(frame) + " is outside the frame numbers that can be read, 0 to " +
                         toText(kLargestFrame));
        return false;
    }
    if (id < -1 && !isTextId(id)) {
        refuse(line, "id " + toText(id) + " is negative; ids are numbers from 0 on, -1 is a box without identity");
        return false;
    }
    if (!box.box.valid()) {
        refuse(line, "the box is empty or not finite");
        return false;
    }
    if (!annotation::withinLimits(box.box)) {
        refuse(line, "the box reaches further than a billion pixels");
        return false;
    }
    if (number(classId) < 1) {
        refuse(line,
               "class " + toText(std::int64_t{number(classId)}) + " is not a class; classes are numbers from 1 on");
        return false;
    }
    Entry entry{line, frame, id, classId, box, std::move(attributes)};
    // A document holds shares of 1 only; what else detectors write (logits, percent) has no such meaning.
    const auto settle = [line](float& value, Outside& outside) {
        if (value >= 0 && value <= 1)
            return;
        value = 1;
        outside.firstLine = outside.count++ == 0 ? line : outside.firstLine;
    };
    settle(entry.box.score, m_outsideScores);
    settle(entry.box.visibility, m_outsideVisibilities);
    (id == -1 ? m_detections : m_entries).push_back(std::move(entry));
    return true;
}

std::int64_t TrackBuilder::idOf(std::string_view text)
{
    if (const auto number = toInteger(text))
        return *number;
    const auto next = kFirstTextId + static_cast<std::int64_t>(m_textIds.size());
    return m_textIds.try_emplace(std::string(text), next).first->second;
}

bool TrackBuilder::isTextId(std::int64_t id) const
{
    return id < kFirstTextId + static_cast<std::int64_t>(m_textIds.size());
}

std::string TrackBuilder::idText(std::int64_t id) const
{
    for (const auto& [text, standIn] : m_textIds) {
        if (standIn == id)
            return "'" + text + "'";
    }
    return toText(id);
}

void TrackBuilder::name(std::int64_t id, std::string name)
{
    if (!name.empty())
        m_names[id] = std::move(name);
}

void TrackBuilder::attribute(std::int64_t id, const std::string& name, const std::string& value)
{
    SpanBuilder one;
    one.add(0, {{name, value}});
    annotation::addWhereUnsaid(m_attributes[id], one.finish());
}

void TrackBuilder::color(std::int64_t id, std::uint32_t color)
{
    m_colors[id] = color;
}

void TrackBuilder::refuse(std::int64_t line, std::string text)
{
    ++m_out.refused;
    problem(line, std::move(text));
}

void TrackBuilder::problem(std::int64_t line, std::string text)
{
    m_out.issues.push_back({line, std::move(text), Severity::Problem});
}

void TrackBuilder::note(std::string text)
{
    m_out.issues.push_back({0, std::move(text), Severity::Note});
}

void TrackBuilder::settleFrames(FrameBase base)
{
    const auto isZero = [](const Entry& entry) { return entry.frame == 0; };
    if (base == FrameBase::Detect) {
        const bool zero = std::any_of(m_entries.begin(), m_entries.end(), isZero) ||
                          std::any_of(m_detections.begin(), m_detections.end(), isZero);
        if (zero)
            note("frames are numbered from 0 here; 0 is the first frame");
        base = zero ? FrameBase::Zero : FrameBase::One;
    }
    leaveOutFramesOutside(base == FrameBase::One ? 1 : 0);
}

void TrackBuilder::leaveOutFramesOutside(std::int64_t shift)
{
    std::map<std::pair<std::int64_t, bool>, LeftOut> outside; // by id; true: before the first frame
    const auto isOutside = [&](Entry& entry) {
        const std::int64_t named = entry.frame;
        entry.frame -= shift;
        entry.box.frame = static_cast<FrameIndex>(entry.frame);
        if (entry.frame >= 0 && (m_length <= 0 || entry.frame < m_length))
            return false;
        LeftOut& left = outside[{entry.id, entry.frame < 0}];
        if (left.count++ == 0)
            left = {entry.line, named, 1};
        return true;
    };
    std::erase_if(m_entries, isOutside);
    std::erase_if(m_detections, isOutside);
    for (const auto& [key, left] : outside) {
        m_out.refused += static_cast<std::size_t>(left.count);
        const std::string who = key.first == -1 ? std::string() : " of id " + idText(key.first);
        problem(left.line, boxesText(left.count) + who + " from frame " + toText(left.firstFrame) +
                               (key.second ? " on: before the first frame"
                                           : " on: after the last of " + toText(std::int64_t{m_length}) + " frames"));
    }
}

void TrackBuilder::renumber(const std::function<std::int64_t(std::int64_t)>& settle)
{
    for (Entry& entry : m_entries)
        entry.id = settle(entry.id);
    std::map<std::int64_t, std::string> names;
    for (auto& [id, name] : m_names)
        names.emplace(settle(id), std::move(name));
    m_names = std::move(names);
    std::map<std::int64_t, std::uint32_t> colors;
    for (const auto& [id, color] : m_colors)
        colors.emplace(settle(id), color);
    m_colors = std::move(colors);
    std::map<std::int64_t, annotation::AttributeList> attributes;
    for (auto& [id, list] : m_attributes)
        attributes.emplace(settle(id), std::move(list));
    m_attributes = std::move(attributes);
}

void TrackBuilder::settleIds()
{
    settleLargeIds();
    const bool zero = std::any_of(m_entries.begin(), m_entries.end(), [](const Entry& entry) { return entry.id == 0; });
    if (zero) {
        note("ids are numbered from 0 here; each is one larger now");
        renumber([](std::int64_t id) { return id >= 0 ? id + 1 : id; });
    }
    settleTextIds();
}

void TrackBuilder::settleLargeIds()
{
    std::map<std::int64_t, LeftOut> large;
    std::int64_t largest = 0;
    for (const Entry& entry : m_entries) {
        if (entry.id <= kLargestId) {
            largest = std::max(largest, entry.id);
            continue;
        }
        LeftOut& left = large[entry.id];
        if (left.count++ == 0)
            left = {entry.line, entry.frame, 1};
    }
    if (large.empty())
        return;
    std::map<std::int64_t, std::int64_t> numbers;
    for (const auto& [id, left] : large) {
        if (m_newIds) {
            numbers.emplace(id, ++largest);
            m_out.issues.push_back({left.line, "id " + toText(id) + " becomes " + toText(largest), Severity::Note});
            continue;
        }
        m_out.refused += static_cast<std::size_t>(left.count);
        problem(left.line, "id " + toText(id) + " is larger than " + toText(kLargestId) +
                               ", the largest that is kept; its " + boxesText(left.count) +
                               " can be imported with new ids");
    }
    renumber(byTable(numbers));
    std::erase_if(m_entries, [](const Entry& entry) { return entry.id > kLargestId; });
}

void TrackBuilder::settleTextIds()
{
    if (m_textIds.empty())
        return;
    std::int64_t largest = 0;
    std::set<std::int64_t> used;
    for (const Entry& entry : m_entries) {
        largest = std::max(largest, entry.id);
        used.insert(entry.id);
    }
    std::vector<std::pair<std::int64_t, std::string>> inOrder; // as they came
    for (const auto& [text, id] : m_textIds) {
        if (used.contains(id))
            inOrder.emplace_back(id, text);
    }
    std::sort(inOrder.begin(), inOrder.end());
    std::map<std::int64_t, std::int64_t> numbers;
    std::string named;
    for (const auto& [standIn, text] : inOrder) {
        constexpr std::size_t kNamed = 12;
        numbers.emplace(standIn, ++largest);
        m_names.try_emplace(standIn, text);
        if (numbers.size() <= kNamed)
            named += (named.empty() ? "'" : ", '") + text.substr(0, 40) + "' is " + toText(largest);
        else if (numbers.size() == kNamed + 1)
            named += ", ...";
    }
    if (!numbers.empty())
        note("track ids that are no numbers got one and stay as names: " + named);
    renumber(byTable(numbers));
}

void TrackBuilder::takeBox(const Entry& entry, annotation::Track& track, SpanBuilder& spans)
{
    static const Attributes kNone;
    track.boxes.push_back(entry.box);
    spans.add(entry.box.frame, entry.attributes ? *entry.attributes : kNone);
}

void TrackBuilder::buildTracks()
{
    // By line last: of two boxes in one frame the one that stands first in the file is taken.
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.id, a.box.frame, a.line) < std::tie(b.id, b.box.frame, b.line);
    });
    for (std::size_t begin = 0; begin < m_entries.size();) {
        auto track = std::make_shared<annotation::Track>();
        const std::int64_t id = m_entries[begin].id;
        track->id = TrackId{static_cast<std::int32_t>(id)};
        track->classId = m_entries[begin].classId;
        bool otherClass = false;
        SpanBuilder spans;
        std::size_t i = begin;
        for (; i < m_entries.size() && m_entries[i].id == id; ++i) {
            const Entry& entry = m_entries[i];
            if (entry.classId != track->classId && !otherClass) {
                otherClass = true;
                problem(entry.line, "id " + toText(id) + " changes its class; the class of its first box (" +
                                        toText(std::int64_t{number(track->classId)}) + ") is taken");
            }
            if (!track->boxes.empty() && track->boxes.back().frame == entry.box.frame)
                refuse(entry.line, "id " + toText(id) + " has a box in this frame already");
            else
                takeBox(entry, *track, spans);
        }
        if (const auto found = m_names.find(id); found != m_names.end())
            track->name = found->second;
        if (const auto found = m_colors.find(id); found != m_colors.end())
            track->color = found->second;
        track->attributes = spans.finish();
        if (const auto found = m_attributes.find(id); found != m_attributes.end())
            annotation::addWhereUnsaid(track->attributes, found->second);
        m_out.rows += track->boxes.size();
        m_out.tracks.push_back(std::move(track));
        begin = i;
    }
}

void TrackBuilder::finish(FrameBase base)
{
    for (const auto& [outside, what] :
         {std::pair(m_outsideScores, "confidences"), {m_outsideVisibilities, "visibilities"}}) {
        if (outside.count > 0)
            problem(outside.firstLine,
                    toText(outside.count) + " " + what + " from here on are not within 0..1; 1 is taken");
    }
    settleFrames(base);
    settleIds();
    buildTracks();
    m_out.detections.reserve(m_detections.size());
    for (const Entry& entry : m_detections)
        m_out.detections.emplace_back(entry.box.frame, entry.box);
    m_out.rows += m_detections.size();
    m_entries = {};
    m_detections = {};
    std::stable_sort(m_out.issues.begin(), m_out.issues.end(),
                     [](const Issue& a, const Issue& b) { return a.line < b.line; });
}

void noteAttributes(const std::map<std::string, std::int64_t>& counts, TrackBuilder& builder)
{
    if (counts.empty())
        return;
    constexpr std::size_t kNamed = 12;
    std::string text;
    std::size_t named = 0;
    for (const auto& [name, count] : counts) {
        if (named++ == kNamed) {
            text += ", ...";
            break;
        }
        text += (text.empty() ? "" : ", ") + name.substr(0, 40) + " (" + toText(count) + ")";
    }
    builder.note("attributes of boxes without identity are not kept: " + text);
}

} // namespace tw::formats
