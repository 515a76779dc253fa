#include "core/tracker/offline/offline.h"

#include "core/base/number_text.h"
#include "core/math/box_ops.h"
#include "core/math/iou.h"
#include "core/tracker/offline/doubles.h"
#include "core/tracker/offline/link.h"
#include "core/tracker/offline/overlaps.h"
#include "core/tracker/offline/split.h"

#include <algorithm>

namespace tw::tracker {
namespace {

constexpr double kSamePlace = 0.4; // IoU of a place that a person named and the box that is meant

double areaOf(PictureSize picture, const Scene& scene)
{
    if (picture.width > 0 && picture.height > 0)
        return picture.width * picture.height;
    if (scene.sightings.empty())
        return 1;
    Box around = scene.sightings.front().box;
    for (const Sighting& sighting : scene.sightings)
        around = math::hull(around, sighting.box);
    return around.area();
}

// The piece that holds the box at a place, kNoPiece when none does.
int pieceAt(const Scene& scene, const std::vector<int>& pieceOf, const StatedPlace& place)
{
    const auto frame =
        std::lower_bound(scene.frames.begin(), scene.frames.end(), place.frame,
                         [](const FramePeaks& peaks, FrameIndex wanted) { return peaks.frame < wanted; });
    if (frame == scene.frames.end() || frame->frame != place.frame)
        return kNoPiece;
    const auto time = static_cast<std::size_t>(frame - scene.frames.begin());
    const Box box = carried(place.box, scene.stableFromSource[time]);
    int best = kNoPiece;
    double overlap = kSamePlace;
    for (std::size_t i = scene.first[time]; i < scene.first[time + 1]; ++i)
        if (const double here = math::iou(scene.sightings[i].box, box); pieceOf[i] != kNoPiece && here > overlap) {
            overlap = here;
            best = pieceOf[i];
        }
    return best;
}

ChainRules rulesOf(const Scene& scene, const std::vector<Piece>& pieces, const Statements& statements)
{
    ChainRules rules;
    for (const Piece& piece : pieces)
        rules.stated.push_back(piece.stated);
    if (statements.must.empty() && statements.cannot.empty())
        return rules;
    for (const Piece& piece : pieces)
        rules.frames.push_back({scene.frameOf(piece.sightings.front()), scene.frameOf(piece.sightings.back())});
    std::vector<int> pieceOf(scene.sightings.size(), kNoPiece);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        for (const int index : pieces[i].sightings)
            pieceOf[static_cast<std::size_t>(index)] = static_cast<int>(i);
    for (const auto& [a, b] : statements.must) {
        const int first = pieceAt(scene, pieceOf, a.frame <= b.frame ? a : b);
        const int second = pieceAt(scene, pieceOf, a.frame <= b.frame ? b : a);
        if (first != kNoPiece && second != kNoPiece && first != second)
            rules.must.emplace_back(first, second);
    }
    for (const auto& [a, b] : statements.cannot) {
        const int first = pieceAt(scene, pieceOf, a);
        const int second = pieceAt(scene, pieceOf, b);
        if (first != kNoPiece && second != kNoPiece && first != second)
            rules.cannot.emplace_back(first, second);
    }
    return rules;
}

std::vector<std::vector<int>> sightingsOf(const std::vector<Piece>& pieces)
{
    std::vector<std::vector<int>> out;
    for (const Piece& piece : pieces)
        out.push_back(piece.sightings);
    return out;
}

Result<void> checkInput(std::span<const FramePeaks> frames)
{
    for (std::size_t t = 1; t < frames.size(); ++t)
        if (frames[t].frame <= frames[t - 1].frame)
            return Error{ErrorCode::InvalidArgument, "frames must come in increasing order",
                         "frame " + toText(std::int64_t{frames[t].frame})};
    return {};
}

Error cancelled()
{
    return Error{ErrorCode::Cancelled, "stopped while tracking", {}};
}

} // namespace

Result<OfflineResult> trackOffline(std::span<const FramePeaks> frames, PictureSize picture,
                                   const Statements& statements, const OfflineOptions& options, const JobContext& job)
{
    TW_TRY(options.check());
    TW_TRY(checkInput(frames));
    Clutter clutter = findClutter(frames, options);
    if (job.stopped())
        return cancelled();
    const Scene scene = prepareScene(frames, clutter.dropped, statements, options);
    std::vector<Piece> pieces = makePieces(scene, options);
    if (job.stopped())
        return cancelled();
    SceneLikeness likeness(scene);
    const std::vector<std::vector<int>> sightings = sightingsOf(pieces);
    if (options.adaptAppearance)
        TW_TRY(likeness.adapt(sightings, options, job));
    likeness.measureTrust(sightings, options);
    if (options.split)
        pieces = splitPieces(scene, likeness, std::move(pieces), options);
    Trimmed trimmed{std::move(pieces), {}};
    std::vector<Link> links;
    if (options.link) {
        trimmed = trimOverlaps(scene, std::move(trimmed.pieces), options);
        links = possibleLinks(scene, likeness, trimmed.pieces, areaOf(picture, scene), options);
    }
    if (job.stopped())
        return cancelled();
    TW_TRY_ASSIGN(const Chains chains,
                  bestChains(static_cast<int>(trimmed.pieces.size()), links, leastLinkRatio(scene, options),
                             rulesOf(scene, trimmed.pieces, statements)));
    restoreUnlinked(scene, trimmed, chains);
    Finished finished = finishTracks(scene, trimmed.pieces, chains, statements.verified, options);
    if (options.dropDoubles)
        finished.dropped += removeDoubles(finished.tracks, options);
    OfflineResult out;
    out.tracks = std::move(finished.tracks);
    // a stretch that came back begins earlier than its piece did
    std::ranges::stable_sort(out.tracks, {}, [](const OfflineTrack& track) { return track.boxes.front().frame; });
    out.clutter = std::move(clutter.sites);
    out.dropped = finished.dropped;
    out.pieces = static_cast<int>(trimmed.pieces.size());
    out.cameraMoves = scene.moving;
    return out;
}

} // namespace tw::tracker
