#pragma once
// trackwright.json beside seqinfo.ini: the exact frame rate and what gt.txt has no column for - names, colours,
// attributes and absences of tracks, class names, attributes, notes, verified frames, and which boxes are occluded,
// interpolated, verified or keyframes (frame ranges, 1-based). Deterministic: the same document gives the same bytes.

#include "core/formats/format.h"

namespace tw::formats {

inline constexpr const char* kSidecarName = "trackwright.json";

struct TrackExtras {
    std::string name;
    std::optional<std::uint32_t> color;
    annotation::AttributeList attributes;
    std::vector<FrameRange> absences;
    std::vector<FrameRange> occluded, interpolated, manual, tracker, verified, keyframes; // 0-based
};

struct Sidecar {
    SequenceInfo info;
    std::vector<FrameRange> verifiedFrames; // 0-based
    std::vector<annotation::AttributeKind> attributes;
    std::vector<annotation::Note> notes;
    std::map<TrackId, TrackExtras> tracks;
};

std::string sidecarText(const annotation::DocumentState& state, const WriteOptions& options);
// Errors: NotFound, Io, Unreadable.
Result<Sidecar> readSidecar(const std::filesystem::path& path);
Result<Sidecar> parseSidecar(std::string_view text);
// Fills the rate, the names and the marks of boxes that are there.
void applySidecar(const Sidecar& sidecar, Imported& imported);

} // namespace tw::formats
