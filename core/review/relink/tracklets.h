#pragma once
// (private to review) Tracks cut into pieces that surely show one person each, and the statements about them.

#include "core/review/relink.h"

#include <map>
#include <utility>
#include <vector>

namespace tw::review::relinking {

inline constexpr int kNone = -1;

struct Tracklet {
    const TrackEvidence* track = nullptr;
    std::size_t first = 0; // boxes first..last of the track
    std::size_t last = 0;
    FrameRange frames;
    int previous = kNone; // on the same track
    int next = kNone;
    bool pinned = false; // keeps its number
    bool locked = false; // and is not linked with anything

    TrackId id() const { return track->track->id; }
    const Box& firstBox() const { return track->track->boxes[first].box; }
    const Box& lastBox() const { return track->track->boxes[last].box; }
    int boxes() const { return static_cast<int>(last - first) + 1; }
};

// Two tracks that may have changed places: pieces before and after, kNone where a track is not there.
struct Meeting {
    int a1 = kNone, a2 = kNone, b1 = kNone, b2 = kNone;
    double logit = 0; // calibrated, for the exchange
    FrameIndex frame = kNoFrame;
};

// Two pieces that belong to one person, or to two; the earlier one first.
struct Statement {
    int a = kNone;
    int b = kNone;
};

class Tracklets
{
public:
    static Result<Tracklets> cut(const Evidence& evidence, const Constraints& constraints,
                                 const RelinkOptions& options);

    const std::vector<Tracklet>& all() const { return m_all; }
    const Tracklet& operator[](int index) const { return m_all[static_cast<std::size_t>(index)]; }
    int count() const { return static_cast<int>(m_all.size()); }
    const std::vector<Meeting>& meetings() const { return m_meetings; }
    const std::vector<Statement>& must() const { return m_must; }
    const std::vector<Statement>& cannot() const { return m_cannot; }

    // Piece of a track that holds its last box before / its first box from `frame` on.
    int before(TrackId id, FrameIndex frame) const;
    int from(TrackId id, FrameIndex frame) const;

private:
    Result<void> state(const Evidence& evidence, const Constraints& constraints);

    std::vector<Tracklet> m_all;
    std::map<TrackId, std::pair<int, int>> m_ofTrack; // first piece and number of pieces
    std::vector<Meeting> m_meetings;
    std::vector<Statement> m_must, m_cannot;
};

} // namespace tw::review::relinking
