#include "core/tracker/offline/split.h"

#include <algorithm>

namespace tw::tracker {
namespace {

// Positions in a piece before which it may be cut.
std::vector<std::size_t> suspectCuts(const Scene& scene, const Piece& piece, const OfflineOptions& options)
{
    std::vector<std::size_t> out;
    const int longest = options.frames(options.splitGapSeconds);
    std::size_t coveredFrom = 0;
    bool covered = false;
    for (std::size_t i = 0; i < piece.sightings.size(); ++i) {
        const bool now = scene[piece.sightings[i]].covered > options.splitCovered;
        if (now && !covered)
            coveredFrom = i;
        if (!now && covered && coveredFrom > 0)
            out.push_back((coveredFrom + i) / 2);
        covered = now;
        if (i > 0 && scene.frameOf(piece.sightings[i]) - scene.frameOf(piece.sightings[i - 1]) > longest)
            out.push_back(i);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

// A person said that before and after are one.
bool isStated(const Scene& scene, const Piece& piece, std::size_t cut)
{
    if (piece.stated == TrackId::kInvalid)
        return false;
    const auto stated = [&](int index) { return scene[index].stated != TrackId::kInvalid; };
    const auto middle = piece.sightings.begin() + std::ptrdiff_t(cut);
    return std::any_of(piece.sightings.begin(), middle, stated) && std::any_of(middle, piece.sightings.end(), stated);
}

bool disagrees(const Scene& scene, const SceneLikeness& likeness, const Piece& piece, std::size_t cut, std::size_t from,
               std::size_t to, const OfflineOptions& options)
{
    const int window = options.frames(options.splitWindowSeconds);
    const FrameIndex middle = scene.frameOf(piece.sightings[cut]);
    std::size_t first = cut, last = cut;
    while (first > from && middle - scene.frameOf(piece.sightings[first - 1]) <= window)
        --first;
    while (last < to && scene.frameOf(piece.sightings[last]) - middle <= window)
        ++last;
    const std::span<const int> all(piece.sightings);
    const SceneAppearance before = likeness.of(all.subspan(first, cut - first));
    const SceneAppearance after = likeness.of(all.subspan(cut, last - cut));
    return before.samples() >= options.splitSamples && after.samples() >= options.splitSamples &&
           likeness.logRatio(before, after) < options.splitRatio;
}

} // namespace

std::vector<Piece> splitPieces(const Scene& scene, const SceneLikeness& likeness, std::vector<Piece> pieces,
                               const OfflineOptions& options)
{
    std::vector<std::vector<std::size_t>> cuts(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::size_t from = 0;
        for (const std::size_t cut : suspectCuts(scene, pieces[i], options))
            if (!isStated(scene, pieces[i], cut) &&
                disagrees(scene, likeness, pieces[i], cut, from, pieces[i].sightings.size(), options)) {
                cuts[i].push_back(cut);
                from = cut;
            }
    }
    return cutPieces(scene, std::move(pieces), std::move(cuts));
}

std::vector<Piece> cutPieces(const Scene& scene, std::vector<Piece> pieces, std::vector<std::vector<std::size_t>> cuts)
{
    std::vector<Piece> out;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& all = pieces[i].sightings;
        std::sort(cuts[i].begin(), cuts[i].end());
        cuts[i].push_back(all.size());
        std::size_t from = 0;
        for (const std::size_t cut : cuts[i]) {
            if (cut <= from || (cut < all.size() && isStated(scene, pieces[i], cut)))
                continue;
            Piece part;
            part.sightings.assign(all.begin() + std::ptrdiff_t(from), all.begin() + std::ptrdiff_t(cut));
            for (const int index : part.sightings) // a stated identity stays with the part that holds it
                if (scene[index].stated != TrackId::kInvalid)
                    part.stated = scene[index].stated;
            out.push_back(std::move(part));
            from = cut;
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Piece& a, const Piece& b) { return a.sightings.front() < b.sightings.front(); });
    return out;
}

} // namespace tw::tracker
