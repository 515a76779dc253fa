#pragma once
// One identity through a video, as an immutable value: once inside a Document it is shared and never changed; edits
// make a new Track. Source pixels, 0-based frames.

#include "core/annotation/labels.h"
#include "core/base/box.h"
#include "core/base/ids.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tw::annotation {

// Where a box came from, weakest first.
enum class BoxOrigin : std::uint8_t {
    Interpolated, // filled between two boxes
    Tracker,      // a tracker run
    Imported,     // a file
    Manual        // drawn, moved or resized by a person
};

struct TrackBox {
    FrameIndex frame = kNoFrame;
    Box box;
    float score = 1;      // detector confidence 0..1; 1 for people's boxes
    float visibility = 1; // 0..1, ninth column of gt.txt
    BoxOrigin origin = BoxOrigin::Manual;
    bool keyframe = false; // a person touched it: never overwritten by trackers or interpolation
    bool occluded = false;
    bool verified = false; // a person looked at it and said it is right

    friend bool operator==(const TrackBox&, const TrackBox&) = default;
};

struct Track {
    TrackId id = TrackId::kInvalid;
    ClassId classId = ClassId::kPedestrian;
    std::string name;                   // free text of the person, may be empty
    std::optional<std::uint32_t> color; // 0xRRGGBB; none: the fixed function of the id
    bool locked = false;                // edits of it are refused (Conflict)
    bool hidden = false;
    RunId run = RunId::kInvalid; // the tracker run it entered with
    AttributeList attributes;    // labels.h
    // The person is out of the picture in these frames and comes back under this number: sorted, disjoint, not
    // adjacent. A box in such a frame is stronger than the statement.
    std::vector<FrameRange> absences;
    std::vector<TrackBox> boxes; // strictly increasing frames; a frame without a box is a gap

    bool empty() const { return boxes.empty(); }
    FrameIndex firstFrame() const { return boxes.empty() ? kNoFrame : boxes.front().frame; }
    FrameIndex lastFrame() const { return boxes.empty() ? kNoFrame : boxes.back().frame; }
    // O(log n); null in a gap.
    const TrackBox* at(FrameIndex frame) const;
    friend bool operator==(const Track&, const Track&) = default;
};

using TrackPtr = std::shared_ptr<const Track>;
using TrackMap = std::map<TrackId, TrackPtr>;

} // namespace tw::annotation
