#pragma once
// (private to review) The tracks of a document as a scene of the offline association: its boxes are the sightings, and
// its tracks, cut where a person said something and where identities can have been mixed up, are the pieces.

#include "core/review/relink.h"
#include "core/tracker/offline/likeness.h"
#include "core/tracker/offline/pieces.h"

#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace tw::review::relinking {

inline constexpr int kNone = -1;

// Boxes of the document with the peaks under them, in the frames of the network.
struct DocumentScene {
    struct Place {
        const TrackEvidence* track = nullptr;
        std::size_t box = 0; // of the track
    };
    std::vector<FramePeaks> frames; // only what is under boxes of the document
    tracker::Scene scene;           // looks at `frames`
    std::vector<Place> places;      // of each sighting
    std::map<TrackId, std::vector<int>> sightings;

    static std::unique_ptr<DocumentScene> of(const Evidence& evidence);
};

// A stretch of one track that surely shows one person.
struct Tracklet {
    const TrackEvidence* track = nullptr;
    std::size_t first = 0; // boxes first..last of the track
    std::size_t last = 0;
    FrameRange frames;
    int previous = kNone; // on the same track
    int next = kNone;
    bool pinned = false; // keeps its number
    bool locked = false; // and is not linked with anything
    tracker::Piece piece;

    TrackId id() const { return track->track->id; }
    int boxes() const { return static_cast<int>(last - first) + 1; }
};

// By first frame.
class Tracklets
{
public:
    Tracklets(const DocumentScene& scene, const tracker::SceneLikeness& likeness, const Evidence& evidence,
              const Constraints& constraints, const RelinkOptions& options,
              const tracker::OfflineOptions& offlineOptions);

    const std::vector<Tracklet>& all() const { return m_all; }
    const Tracklet& operator[](int index) const { return m_all[static_cast<std::size_t>(index)]; }
    int count() const { return static_cast<int>(m_all.size()); }

    // Piece of a track that holds its last box before / its first box from `frame` on.
    int before(TrackId id, FrameIndex frame) const;
    int from(TrackId id, FrameIndex frame) const;

private:
    std::vector<Tracklet> m_all;
    std::map<TrackId, std::vector<int>> m_ofTrack;
};

// The pieces that a pair of statements is about, the earlier one first; none when one of the boxes is gone.
struct NamedPair {
    int a = kNone, b = kNone;
    FrameIndex frameA = 0, frameB = 0;
};
std::vector<NamedPair> namedPieces(const Evidence& evidence, const Tracklets& pieces,
                                   const std::vector<SightingPair>& pairs);

} // namespace tw::review::relinking
