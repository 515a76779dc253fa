#pragma once
// Rows of a file become tracks: what every reader does after it has understood its columns. Refused rows are listed:
// boxes that are empty, not finite or larger than a document takes, frames outside the video, ids that are too large,
// two boxes of one identity in one frame. What concerns all boxes of an identity is listed once for each identity.
// Confidences and visibilities outside 0..1 become 1, which is listed too.

#include "core/formats/attributes.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
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
    TrackBuilder(Imported& out, const ReadHint& hint) : m_out(out), m_length(hint.length), m_newIds(hint.newIds) {}

    // One box. `frame` and `id` are the file's numbers; id -1: a detection without identity; `box.frame` is ignored.
    // False: refused and listed.
    bool add(std::int64_t line, std::int64_t frame, std::int64_t id, ClassId classId, const annotation::TrackBox& box,
             SharedAttributes attributes = nullptr);
    // The id of a track that the file names by a text: its number, or a stand-in for add(), name() and color(). In the
    // end stand-ins get free numbers, which is noted, and the text becomes the track's name unless it has another.
    std::int64_t idOf(std::string_view text);
    void name(std::int64_t id, std::string name);
    void color(std::int64_t id, std::uint32_t color);
    // Said of the whole track.
    void attribute(std::int64_t id, const std::string& name, const std::string& value);

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
        std::int64_t id = 0;
        ClassId classId{};
        annotation::TrackBox box;
        SharedAttributes attributes;
    };
    struct Outside {
        std::int64_t count = 0;
        std::int64_t firstLine = 0;
    };
    bool isTextId(std::int64_t id) const;
    std::string idText(std::int64_t id) const; // as the file names it
    void settleFrames(FrameBase base);
    void leaveOutFramesOutside(std::int64_t shift);
    void settleIds();
    void settleLargeIds();
    void settleTextIds();
    void renumber(const std::function<std::int64_t(std::int64_t)>& settle);
    static void takeBox(const Entry& entry, annotation::Track& track, SpanBuilder& spans);
    void buildTracks();

    Imported& m_out;
    FrameIndex m_length = 0;
    bool m_newIds = false;
    std::map<std::string, std::int64_t, std::less<>> m_textIds; // stand-ins
    std::vector<Entry> m_entries;
    std::vector<Entry> m_detections;
    Outside m_outsideScores, m_outsideVisibilities;
    std::map<std::int64_t, std::string> m_names;
    std::map<std::int64_t, std::uint32_t> m_colors;
    std::map<std::int64_t, annotation::AttributeList> m_attributes;
};

// One note for attributes that are not taken, by name: "attributes of boxes without identity are not kept: pose (12)".
void noteAttributes(const std::map<std::string, std::int64_t>& counts, TrackBuilder& builder);

} // namespace tw::formats
