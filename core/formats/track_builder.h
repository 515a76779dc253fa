#pragma once
// Rows of a file become tracks: what every reader does after it has understood its columns. Refused rows are listed:
// boxes that are empty or not finite, frames and ids that cannot be, two boxes of one identity in one frame.
// Confidences and visibilities outside 0..1 become 1, which is listed too.

#include "core/formats/format.h"

#include <string>
#include <vector>

namespace tw::formats {

// What the first frame is called in the file.
enum class FrameBase {
    Zero,
    One,
    Detect // One, unless a frame 0 occurs
};

class TrackBuilder
{
public:
    // `hint` bounds the frames when the length of the video is known.
    TrackBuilder(Imported& out, const SequenceInfo& hint) : m_out(out), m_length(hint.length) {}

    // One box. `frame` and `id` are the file's numbers; id -1: a detection without identity; `box.frame` is ignored.
    // False: refused and listed.
    bool add(std::int64_t line, std::int64_t frame, std::int64_t id, ClassId classId, const annotation::TrackBox& box);
    void name(std::int64_t id, std::string name);
    void color(std::int64_t id, std::uint32_t color);

    // A row that is not taken.
    void refuse(std::int64_t line, std::string text);
    // Something else that is not as it should be.
    void problem(std::int64_t line, std::string text);
    void note(std::string text);

    // Fills tracks, detections and rows; sorts the issues by line. When a file numbers its objects from 0, every id
    // becomes one larger, which is noted: identities are >= 1.
    void finish(FrameBase base);

private:
    struct Entry {
        std::int64_t line = 0;
        std::int64_t frame = 0;
        std::int32_t id = 0;
        ClassId classId{};
        annotation::TrackBox box;
    };
    struct Outside {
        std::int64_t count = 0;
        std::int64_t firstLine = 0;
    };
    void settleFrames(FrameBase base);
    void settleIds();
    void buildTracks();

    Imported& m_out;
    FrameIndex m_length = 0;
    std::vector<Entry> m_entries;
    std::vector<Entry> m_detections;
    Outside m_outsideScores, m_outsideVisibilities;
    std::map<std::int64_t, std::string> m_names;
    std::map<std::int64_t, std::uint32_t> m_colors;
};

} // namespace tw::formats
