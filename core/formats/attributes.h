#pragma once
// Attributes of tracks as files have them: one value for each box, or one for the track. Format files share what they
// write and how values of boxes become the spans of a track.

#include "core/annotation/edits.h"
#include "core/formats/format.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tw::formats {

using Attributes = std::vector<std::pair<std::string, std::string>>; // names and values of one box
using SharedAttributes = std::shared_ptr<const Attributes>;          // null: none

// What is said of the boxes of a track, in their order, as spans; what is said of every box is said of the track.
class SpanBuilder
{
public:
    void add(FrameIndex frame, const Attributes& attributes);
    annotation::AttributeList finish();

private:
    struct Open {
        std::size_t lastBox = 0;
        std::size_t span = 0;
    };
    annotation::AttributeList m_spans;
    std::vector<std::size_t> m_boxes; // of each span
    std::map<std::string, Open, std::less<>> m_open;
    std::size_t m_count = 0;
};

// The attributes that a format can write. Names that these files use for something else, and names with blanks where
// a format cannot hold them, are listed as issues and left out.
class WrittenAttributes
{
public:
    WrittenAttributes(const annotation::DocumentState& state, std::vector<Issue>& issues, bool blanks = true);
    // Of the whole track, then those of one frame that are not of the whole track.
    std::vector<const annotation::AttributeSpan*> ofTrack(const annotation::Track& track) const;
    std::vector<const annotation::AttributeSpan*> at(const annotation::Track& track, FrameIndex frame) const;
    // Both.
    std::vector<const annotation::AttributeSpan*> all(const annotation::Track& track, FrameIndex frame) const;
    // Kinds by name, with every value that occurs.
    const std::vector<annotation::AttributeKind>& kinds() const { return m_kinds; }
    // No track says it of some of its frames only.
    bool isOfWholeTracks(const std::string& name) const { return !m_ofFrames.contains(name); }

private:
    bool writes(const std::string& name) const;
    std::vector<annotation::AttributeKind> m_kinds;
    std::map<std::string, bool, std::less<>> m_ofFrames;
};

// true, false or a string of JSON.
std::string jsonValue(const std::string& value);

// The edits with which a project learns the classes, attributes and notes that an import brings along, before the
// tracks enter.
std::vector<annotation::Edit> introductions(const annotation::DocumentState& present, const Imported& imported);
// Classes and attributes of an import.
annotation::Vocabulary vocabularyOf(const Imported& imported);

} // namespace tw::formats
