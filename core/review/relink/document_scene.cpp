#include "core/review/relink/document_scene.h"

#include "core/appearance/coverage.h"
#include "core/math/iou.h"
#include "core/tracker/offline/exchange.h"
#include "core/tracker/offline/split.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tw::review::relinking {

using annotation::BoxOrigin;
using annotation::TrackBox;
using tracker::Piece;

namespace {

constexpr double kSameBoxIou = 0.5; // a sighting names the box it overlaps this much
constexpr double kGapSeconds = 0.5; // another person may follow after it
// A larger step between neighbouring boxes is a leap to another person, in box heights: at once, and more for each
// second.
constexpr double kLeap = 0.6, kLeapPerSecond = 3;

bool touched(const TrackBox& box)
{
    return box.verified || box.keyframe || box.origin == BoxOrigin::Manual;
}

bool inAny(const std::vector<FrameRange>& ranges, FrameIndex frame)
{
    return std::any_of(ranges.begin(), ranges.end(), [frame](FrameRange range) { return range.contains(frame); });
}

// One peak of a frame, moved to the peaks that are kept.
int keepPeak(const FramePeaks& from, std::size_t peak, FramePeaks& kept)
{
    kept.peaks.push_back(from.peaks[peak]);
    if (from.embeddingSize > 0) {
        const auto embedding = from.embedding(peak);
        kept.embeddings.insert(kept.embeddings.end(), embedding.begin(), embedding.end());
    }
    if (!from.reid.empty()) {
        const auto vector = from.reidVector(peak);
        kept.reid.insert(kept.reid.end(), vector.begin(), vector.end());
    }
    if (!from.colours.empty()) {
        const auto colour = from.colour(peak);
        kept.colours.insert(kept.colours.end(), colour.begin(), colour.end());
    }
    return static_cast<int>(kept.peaks.size()) - 1;
}

// The track whose box a sighting names; none when the box is gone.
std::optional<TrackId> trackOf(const Evidence& evidence, const Sighting& sighting)
{
    std::optional<TrackId> out;
    double best = kSameBoxIou;
    for (const SeenBox& seen : evidence.at(sighting.frame)) {
        const double overlap = math::iou(seen.box, sighting.box);
        if (overlap >= best && (!out || overlap > best)) {
            best = overlap;
            out = seen.id;
        }
    }
    return out;
}

struct Named {
    TrackId a{}, b{};
    FrameIndex frameA = 0, frameB = 0; // frameA <= frameB
};

std::optional<Named> named(const Evidence& evidence, const SightingPair& pair)
{
    const bool inOrder = pair.a.frame <= pair.b.frame;
    const Sighting& first = inOrder ? pair.a : pair.b;
    const Sighting& second = inOrder ? pair.b : pair.a;
    const auto a = trackOf(evidence, first);
    const auto b = trackOf(evidence, second);
    if (!a || !b)
        return std::nullopt; // one of the boxes was deleted: there is nothing left to say about it
    return Named{*a, *b, first.frame, second.frame};
}

using Cuts = std::map<TrackId, std::set<FrameIndex>>; // first frame of the later piece

void cutAtStatements(const Evidence& evidence, const Constraints& constraints, Cuts& cuts)
{
    for (const SightingPair& pair : constraints.must)
        if (const auto pieces = named(evidence, pair); pieces && pieces->a != pieces->b) {
            cuts[pieces->a].insert(pieces->frameA + 1);
            cuts[pieces->b].insert(pieces->frameB);
        }
    for (const SightingPair& pair : constraints.cannot)
        if (const auto pieces = named(evidence, pair); pieces && pieces->a == pieces->b)
            cuts[pieces->b].insert(pieces->frameB);
    for (const FixedRange& range : constraints.fixed)
        for (const auto& [id, track] : evidence.tracks())
            if (range.track == TrackId::kInvalid || range.track == id) {
                cuts[id].insert(range.frames.first);
                if (range.frames.last != annotation::kLastFrame)
                    cuts[id].insert(range.frames.last + 1);
            }
}

void cutAtGapsAndLeaps(const Evidence& evidence, const ReviewOptions& options, Cuts& cuts)
{
    const FrameIndex longest = options.frames(kGapSeconds);
    for (const auto& [id, track] : evidence.tracks())
        for (std::size_t i = 1; i < track.track->boxes.size(); ++i) {
            const TrackBox& before = track.track->boxes[i - 1];
            const TrackBox& after = track.track->boxes[i];
            const FrameIndex passed = after.frame - before.frame;
            const double moved =
                std::hypot(after.box.centerX() - before.box.centerX(), after.box.centerY() - before.box.centerY());
            const double reach = kLeap + kLeapPerSecond * passed / options.frameRate;
            if (passed > longest || moved > reach * std::max(before.box.height, after.box.height))
                cuts[id].insert(after.frame);
        }
}

bool isPinned(const Tracklet& piece, const Evidence& evidence, const Constraints& constraints, FrameIndex from)
{
    if (piece.frames.first < from || piece.locked)
        return true;
    const TrackId id = piece.id();
    if (std::any_of(constraints.fixed.begin(), constraints.fixed.end(), [&](const FixedRange& range) {
            return (range.track == TrackId::kInvalid || range.track == id) && range.frames.first <= piece.frames.last &&
                   range.frames.last >= piece.frames.first;
        }))
        return true;
    const auto& verified = evidence.state().verifiedFrames;
    for (std::size_t i = piece.first; i <= piece.last; ++i)
        if (const TrackBox& box = piece.track->track->boxes[i]; touched(box) || inAny(verified, box.frame))
            return true;
    return false;
}

// Whole tracks cut at `cuts` from a frame on; locked ones stay whole.
std::vector<Piece> piecesOf(const DocumentScene& scene, const Cuts& cuts, FrameIndex from)
{
    std::vector<Piece> whole;
    std::vector<std::vector<std::size_t>> positions;
    for (const auto& [id, sightings] : scene.sightings) {
        whole.push_back({sightings, TrackId::kInvalid});
        auto& own = positions.emplace_back();
        const TrackEvidence& track = *scene.places[std::size_t(sightings.front())].track;
        if (const auto found = cuts.find(id); found != cuts.end() && !track.track->locked)
            for (const FrameIndex frame : found->second)
                if (frame >= from)
                    own.push_back(track.lowerBound(frame));
    }
    return tracker::cutPieces(scene.scene, std::move(whole), std::move(positions));
}

} // namespace

std::unique_ptr<DocumentScene> DocumentScene::of(const Evidence& evidence)
{
    auto out = std::make_unique<DocumentScene>();
    const FrameRange range = evidence.frames();
    std::map<TrackId, std::size_t> next; // box of each track
    for (const auto& [id, track] : evidence.tracks())
        next.emplace(id, 0);
    for (FrameIndex frame = range.first; frame <= range.last; ++frame) {
        const auto here = evidence.at(frame);
        const auto stored = evidence.peaks() ? evidence.peaks()(frame) : nullptr;
        if (here.empty() && stored == nullptr)
            continue;
        FramePeaks& kept = out->frames.emplace_back();
        kept.frame = frame;
        if (stored != nullptr) {
            kept.embeddingSize = stored->embeddingSize;
            kept.colourVersion = stored->colourVersion;
            kept.reidWeights = stored->reidWeights;
            kept.motionKnown = stored->motionKnown;
            kept.sourceFromPrevious = stored->sourceFromPrevious;
        }
        out->scene.first.push_back(out->scene.sightings.size());
        std::vector<Box> boxes;
        for (const SeenBox& seen : here) {
            const TrackEvidence& track = *evidence.find(seen.id);
            const std::size_t box = next.at(seen.id)++;
            const TrackBox& own = track.track->boxes[box];
            tracker::Sighting sighting;
            sighting.time = static_cast<int>(out->frames.size()) - 1;
            sighting.box = own.box;
            sighting.score = own.score;
            sighting.classId = track.track->classId;
            if (stored != nullptr && track.peak[box] >= 0 && own.origin != BoxOrigin::Interpolated)
                sighting.peak = keepPeak(*stored, std::size_t(track.peak[box]), kept);
            out->sightings[seen.id].push_back(static_cast<int>(out->places.size()));
            out->places.push_back({&track, box});
            out->scene.sightings.push_back(sighting);
            boxes.push_back(own.box);
        }
        const std::vector<float> covered = appearance::coveredShares(boxes);
        for (std::size_t i = 0; i < covered.size(); ++i)
            out->scene.sightings[out->scene.first.back() + i].covered = covered[i];
    }
    out->scene.first.push_back(out->scene.sightings.size());
    out->scene.frames = out->frames;
    out->scene.stableFromSource = tracker::stableFromSource(out->frames);
    for (tracker::Sighting& sighting : out->scene.sightings)
        sighting.box = tracker::carried(sighting.box, out->scene.stableFromSource[std::size_t(sighting.time)]);
    return out;
}

Tracklets::Tracklets(const DocumentScene& scene, const tracker::SceneLikeness& likeness, const Evidence& evidence,
                     const Constraints& constraints, const RelinkOptions& options,
                     const tracker::OfflineOptions& offlineOptions)
{
    Cuts cuts;
    cutAtGapsAndLeaps(evidence, options.review, cuts);
    cutAtStatements(evidence, constraints, cuts);
    std::vector<Piece> pieces = piecesOf(scene, cuts, options.from);
    const auto isOpen = [&](const Piece& piece) {
        const auto& place = scene.places[std::size_t(piece.sightings.front())];
        return !place.track->track->locked && scene.scene.frameOf(piece.sightings.back()) >= options.from;
    };
    const auto closed = std::stable_partition(pieces.begin(), pieces.end(), isOpen);
    std::vector<Piece> fixed(std::make_move_iterator(closed), std::make_move_iterator(pieces.end()));
    pieces.erase(closed, pieces.end());
    // every exchange that fits better is weighed against the tracks as they are
    pieces = tracker::cutExchanges(scene.scene, likeness, std::move(pieces), 0, offlineOptions);
    pieces = tracker::splitPieces(scene.scene, likeness, std::move(pieces), offlineOptions);
    pieces.insert(pieces.end(), std::make_move_iterator(fixed.begin()), std::make_move_iterator(fixed.end()));
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Piece& a, const Piece& b) { return a.sightings.front() < b.sightings.front(); });
    for (Piece& piece : pieces) {
        const auto& first = scene.places[std::size_t(piece.sightings.front())];
        Tracklet out;
        out.track = first.track;
        out.first = first.box;
        out.last = scene.places[std::size_t(piece.sightings.back())].box;
        out.frames = {scene.scene.frameOf(piece.sightings.front()), scene.scene.frameOf(piece.sightings.back())};
        out.locked = first.track->track->locked;
        out.pinned = isPinned({out.track, out.first, out.last, out.frames, kNone, kNone, false, out.locked, {}},
                              evidence, constraints, options.from);
        out.piece = std::move(piece);
        auto& siblings = m_ofTrack[out.id()];
        if (!siblings.empty()) {
            out.previous = siblings.back();
            m_all[std::size_t(out.previous)].next = count();
        }
        siblings.push_back(count());
        m_all.push_back(std::move(out));
    }
}

int Tracklets::before(TrackId id, FrameIndex frame) const
{
    const auto own = m_ofTrack.find(id);
    int found = kNone;
    if (own != m_ofTrack.end())
        for (const int piece : own->second)
            if ((*this)[piece].frames.first < frame)
                found = piece;
    return found;
}

int Tracklets::from(TrackId id, FrameIndex frame) const
{
    const auto own = m_ofTrack.find(id);
    if (own != m_ofTrack.end())
        for (const int piece : own->second)
            if ((*this)[piece].frames.last >= frame)
                return piece;
    return kNone;
}

std::vector<NamedPair> namedPieces(const Evidence& evidence, const Tracklets& pieces,
                                   const std::vector<SightingPair>& pairs)
{
    std::vector<NamedPair> out;
    for (const SightingPair& pair : pairs)
        if (const auto found = named(evidence, pair))
            out.push_back({pieces.before(found->a, found->frameA + 1), pieces.from(found->b, found->frameB),
                           found->frameA, found->frameB});
    return out;
}

} // namespace tw::review::relinking
