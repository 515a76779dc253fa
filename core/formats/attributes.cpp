#include "core/formats/attributes.h"

#include "core/formats/json_events.h"

#include <algorithm>
#include <array>
#include <set>

namespace tw::formats {

using annotation::AttributeKind;
using annotation::AttributeList;
using annotation::AttributeSpan;
using annotation::Track;

namespace {

// Fields of a box or a track in the files that hold attributes.
constexpr std::array kTaken{"name",           "color",    "score",   "confidence", "visibility",
                            "occluded",       "keyframe", "origin",  "verified",   "rotation",
                            "manualKeyframe", "track_id", "trackid", "track id",   "instance_id"};

bool isFieldName(const std::string& name)
{
    return std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end();
}

} // namespace

void SpanBuilder::add(FrameIndex frame, const Attributes& attributes)
{
    ++m_count;
    for (const auto& [name, value] : attributes) {
        if (name.empty() || value.empty() || name.size() > annotation::kMaxLabelBytes ||
            value.size() > annotation::kMaxLabelBytes)
            continue;
        const auto open = m_open.find(name);
        if (open != m_open.end() && open->second.lastBox == m_count)
            continue; // named twice
        if (open != m_open.end() && open->second.lastBox + 1 == m_count && m_spans[open->second.span].value == value) {
            m_spans[open->second.span].frames.last = frame;
            ++m_boxes[open->second.span];
            open->second.lastBox = m_count;
            continue;
        }
        m_spans.push_back({name, value, {frame, frame}});
        m_boxes.push_back(1);
        m_open.insert_or_assign(name, Open{m_count, m_spans.size() - 1});
    }
}

AttributeList SpanBuilder::finish()
{
    AttributeList out;
    for (std::size_t i = 0; i < m_spans.size(); ++i)
        annotation::setAttribute(out, m_spans[i].name, m_spans[i].value,
                                 m_boxes[i] == m_count ? annotation::kAllFrames : m_spans[i].frames);
    return out;
}

WrittenAttributes::WrittenAttributes(const annotation::DocumentState& state, std::vector<Issue>& issues, bool blanks)
    : m_kinds(state.vocabulary.attributes)
{
    for (const auto& [id, track] : state.tracks) {
        annotation::addOccurring(track->attributes, m_kinds);
        for (const AttributeSpan& span : track->attributes)
            if (!span.ofWholeTrack())
                m_ofFrames[span.name] = true;
    }
    const auto unwritable = [&](const AttributeKind& kind) {
        return isFieldName(kind.name) || (!blanks && kind.name.find(' ') != std::string::npos);
    };
    for (const AttributeKind& kind : m_kinds)
        if (unwritable(kind))
            issues.push_back({0,
                              "the attribute '" + kind.name + "' is not written: " +
                                  (isFieldName(kind.name) ? "this format uses the name for something else"
                                                          : "this format has no names with blanks"),
                              Severity::Problem});
    std::erase_if(m_kinds, unwritable);
}

bool WrittenAttributes::writes(const std::string& name) const
{
    return std::any_of(m_kinds.begin(), m_kinds.end(), [&](const AttributeKind& kind) { return kind.name == name; });
}

std::vector<const AttributeSpan*> WrittenAttributes::ofTrack(const Track& track) const
{
    std::vector<const AttributeSpan*> out;
    for (const AttributeSpan& span : track.attributes)
        if (span.ofWholeTrack() && writes(span.name))
            out.push_back(&span);
    return out;
}

std::vector<const AttributeSpan*> WrittenAttributes::at(const Track& track, FrameIndex frame) const
{
    std::vector<const AttributeSpan*> out;
    for (const AttributeSpan& span : track.attributes)
        if (!span.ofWholeTrack() && span.frames.contains(frame) && writes(span.name))
            out.push_back(&span);
    return out;
}

std::vector<const AttributeSpan*> WrittenAttributes::all(const Track& track, FrameIndex frame) const
{
    std::vector<const AttributeSpan*> out = ofTrack(track);
    const auto more = at(track, frame);
    out.insert(out.end(), more.begin(), more.end());
    return out;
}

std::string jsonValue(const std::string& value)
{
    return value == annotation::kYes || value == annotation::kNo ? value : jsonString(value);
}

annotation::Vocabulary vocabularyOf(const Imported& imported)
{
    annotation::Vocabulary out;
    std::set<ClassId> used;
    for (const auto& track : imported.tracks) {
        used.insert(track->classId);
        annotation::addOccurring(track->attributes, out.attributes);
    }
    for (const AttributeKind& kind : imported.attributes) {
        const auto there = std::find_if(out.attributes.begin(), out.attributes.end(),
                                        [&](const AttributeKind& known) { return known.name == kind.name; });
        if (there == out.attributes.end()) {
            out.attributes.push_back(kind);
            continue;
        }
        // In the order of the list, then what occurs beside it.
        AttributeKind whole = kind;
        for (const std::string& value : there->values)
            if (!whole.allows(value))
                whole.values.push_back(value);
        if (kind.isYesNo() && !there->isYesNo())
            whole = *there;
        *there = std::move(whole);
    }
    for (const auto& [id, name] : imported.info.classNames)
        if (number(id) >= annotation::kFirstOwnClass)
            out.classes[id] = name;
    return out;
}

std::vector<annotation::Edit> introductions(const annotation::DocumentState& present, const Imported& imported)
{
    std::vector<annotation::Edit> out;
    const annotation::Vocabulary wanted = vocabularyOf(imported);
    for (const auto& [id, name] : wanted.classes)
        if (!present.vocabulary.classes.contains(id))
            out.emplace_back(annotation::DefineClass{id, name});
    for (const AttributeKind& kind : wanted.attributes) {
        const AttributeKind* known = present.vocabulary.attribute(kind.name);
        if (known == nullptr) {
            out.emplace_back(annotation::DefineAttribute{kind});
            continue;
        }
        AttributeKind whole = *known;
        std::vector<std::string> values = kind.values;
        if (kind.isYesNo())
            values = {annotation::kYes, annotation::kNo};
        for (const std::string& value : values) {
            if (whole.allows(value))
                continue;
            if (whole.isYesNo())
                whole.values = {annotation::kYes, annotation::kNo};
            whole.values.push_back(value);
        }
        if (!(whole == *known))
            out.emplace_back(annotation::DefineAttribute{whole});
    }
    return out;
}

} // namespace tw::formats
