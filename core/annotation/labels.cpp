#include "core/annotation/labels.h"

#include "core/annotation/query.h"

#include <algorithm>
#include <tuple>

namespace tw::annotation {
namespace {

bool before(const AttributeSpan& a, const AttributeSpan& b)
{
    return std::tie(a.name, a.frames.first) < std::tie(b.name, b.frames.first);
}

bool touches(const AttributeSpan& a, const AttributeSpan& b)
{
    return a.name == b.name && a.frames.last >= b.frames.first - 1;
}

// Sorts, and makes one of neighbours that say the same.
void settle(AttributeList& list)
{
    std::sort(list.begin(), list.end(), before);
    AttributeList out;
    for (AttributeSpan& span : list) {
        if (!out.empty() && touches(out.back(), span) && out.back().value == span.value)
            out.back().frames.last = span.frames.last;
        else
            out.push_back(std::move(span));
    }
    list = std::move(out);
}

} // namespace

bool AttributeKind::allows(std::string_view value) const
{
    return isYesNo() ? value == kYes || value == kNo : std::find(values.begin(), values.end(), value) != values.end();
}

const AttributeKind* Vocabulary::attribute(std::string_view name) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [name](const AttributeKind& kind) { return kind.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

bool wellFormed(const AttributeList& list)
{
    for (std::size_t i = 0; i < list.size(); ++i) {
        const AttributeSpan& span = list[i];
        if (span.name.empty() || span.value.empty() || span.frames.empty() || span.frames.first < 0)
            return false;
        if (i == 0 || list[i - 1].name < span.name)
            continue;
        const AttributeSpan& left = list[i - 1];
        if (left.name != span.name || left.frames.last >= span.frames.first)
            return false;
        if (left.value == span.value && left.frames.last + 1 == span.frames.first)
            return false;
    }
    return true;
}

void setAttribute(AttributeList& list, const std::string& name, const std::string& value, FrameRange frames)
{
    AttributeList out;
    for (AttributeSpan& span : list) {
        if (span.name != name) {
            out.push_back(std::move(span));
            continue;
        }
        for (const FrameRange left : subtracted({span.frames}, frames))
            out.push_back({name, span.value, left});
    }
    if (!value.empty())
        out.push_back({name, value, frames});
    list = std::move(out);
    settle(list);
}

const std::string* attributeAt(const AttributeList& list, std::string_view name, FrameIndex frame)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const AttributeSpan& span) {
        return span.name == name && span.frames.contains(frame);
    });
    return found == list.end() ? nullptr : &found->value;
}

AttributeList cutOut(AttributeList& list, FrameRange frames)
{
    AttributeList stays;
    AttributeList out;
    for (const AttributeSpan& span : list) {
        const FrameRange common{std::max(span.frames.first, frames.first), std::min(span.frames.last, frames.last)};
        if (span.ofWholeTrack() || common.empty()) {
            stays.push_back(span);
            continue;
        }
        for (const FrameRange left : subtracted({span.frames}, frames))
            stays.push_back({span.name, span.value, left});
        out.push_back({span.name, span.value, common});
    }
    list = std::move(stays);
    settle(list);
    return out;
}

void addWhereUnsaid(AttributeList& list, const AttributeList& other)
{
    AttributeList out = list;
    for (const AttributeSpan& span : other) {
        std::vector<FrameRange> free{span.frames};
        for (const AttributeSpan& said : list)
            if (said.name == span.name)
                free = subtracted(free, said.frames);
        for (const FrameRange range : free)
            out.push_back({span.name, span.value, range});
    }
    list = std::move(out);
    settle(list);
}

void addOccurring(const AttributeList& list, std::vector<AttributeKind>& kinds)
{
    for (const AttributeSpan& span : list) {
        auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const AttributeKind& known) { return known.name == span.name; });
        const bool yesNo = span.value == kYes || span.value == kNo;
        if (kind == kinds.end()) {
            kinds.push_back({span.name, {}});
            if (!yesNo)
                kinds.back().values.push_back(span.value);
        } else if (!kind->allows(span.value)) {
            if (kind->isYesNo())
                kind->values = {kYes, kNo};
            kind->values.push_back(span.value);
        }
    }
}

} // namespace tw::annotation
