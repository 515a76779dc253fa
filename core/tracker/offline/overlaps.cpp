#include "core/tracker/offline/overlaps.h"

#include "core/math/iou.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>

namespace tw::tracker {
namespace {

// Sightings of the old piece's end and of the new one's beginning that lie in the frames of both.
struct Shared {
    std::span<const int> old;
    std::span<const int> fresh;
};

Shared sharedOf(const Scene& scene, const Piece& old, const Piece& fresh)
{
    const int first = firstTime(scene, fresh);
    const int last = lastTime(scene, old);
    const auto oldFrom = std::ranges::find_if(old.sightings, [&](int i) { return scene[i].time >= first; });
    const auto freshTo = std::ranges::find_if(fresh.sightings, [&](int i) { return scene[i].time > last; });
    return {{oldFrom, old.sightings.end()}, {fresh.sightings.begin(), freshTo}};
}

// Mean overlap over the frames in which both have a box; 0 without such a frame.
double meanIou(const Scene& scene, const Shared& shared)
{
    double sum = 0;
    int frames = 0;
    auto fresh = shared.fresh.begin();
    for (const int index : shared.old) {
        while (fresh != shared.fresh.end() && scene[*fresh].time < scene[index].time)
            ++fresh;
        if (fresh == shared.fresh.end())
            break;
        if (scene[*fresh].time == scene[index].time) {
            sum += math::iou(scene[index].box, scene[*fresh].box);
            ++frames;
        }
    }
    return frames == 0 ? 0 : sum / frames;
}

double scoreSum(const Scene& scene, std::span<const int> sightings)
{
    double sum = 0;
    for (const int index : sightings)
        sum += scene[index].score;
    return sum;
}

bool isStated(const Scene& scene, std::span<const int> sightings)
{
    return std::ranges::any_of(sightings, [&](int index) { return scene[index].stated != TrackId::kInvalid; });
}

// Pieces by number before they are sorted again.
std::optional<Trim> trim(const Scene& scene, std::vector<Piece>& pieces, std::size_t old, std::size_t fresh,
                         double leastIou)
{
    const Shared shared = sharedOf(scene, pieces[old], pieces[fresh]);
    if (meanIou(scene, shared) < leastIou)
        return std::nullopt;
    const bool ofOld = scoreSum(scene, shared.old) < scoreSum(scene, shared.fresh);
    std::vector<int>& weaker = pieces[ofOld ? old : fresh].sightings;
    const std::span<const int> gone = ofOld ? shared.old : shared.fresh;
    if (gone.size() == weaker.size() || isStated(scene, gone))
        return std::nullopt;
    Trim out{static_cast<int>(old), static_cast<int>(fresh), ofOld, {gone.begin(), gone.end()}};
    const auto from = weaker.begin() + (gone.data() - weaker.data());
    weaker.erase(from, from + std::ptrdiff_t(gone.size()));
    return out;
}

// By first frame; numbers of the trims follow.
void sortPieces(Trimmed& trimmed)
{
    std::vector<std::size_t> order(trimmed.pieces.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return trimmed.pieces[i].sightings.front(); });
    std::vector<Piece> sorted;
    std::vector<int> newNumber(order.size());
    for (const std::size_t i : order) {
        newNumber[i] = static_cast<int>(sorted.size());
        sorted.push_back(std::move(trimmed.pieces[i]));
    }
    trimmed.pieces = std::move(sorted);
    for (Trim& trim : trimmed.trims) {
        trim.old = newNumber[std::size_t(trim.old)];
        trim.fresh = newNumber[std::size_t(trim.fresh)];
    }
}

} // namespace

Trimmed trimOverlaps(const Scene& scene, std::vector<Piece> pieces, const OfflineOptions& options)
{
    const int longest = options.frames(options.sharedSeconds);
    Trimmed out{std::move(pieces), {}};
    if (options.sharedSeconds <= 0)
        return out;
    std::vector<FrameIndex> begins; // before anything is set aside: in order
    for (const Piece& piece : out.pieces)
        begins.push_back(scene.frameOf(piece.sightings.front()));
    for (std::size_t a = 0; a < out.pieces.size(); ++a)
        for (std::size_t b = a + 1; b < out.pieces.size(); ++b) {
            const Piece& old = out.pieces[a];
            const Piece& fresh = out.pieces[b];
            const FrameIndex end = scene.frameOf(old.sightings.back());
            const FrameIndex begin = scene.frameOf(fresh.sightings.front());
            if (begins[b] > end)
                break;
            if (begin <= end && begin > scene.frameOf(old.sightings.front()) && end - begin < longest &&
                scene.frameOf(fresh.sightings.back()) > end &&
                scene[old.sightings.front()].classId == scene[fresh.sightings.front()].classId)
                if (auto made = trim(scene, out.pieces, a, b, options.sharedIou))
                    out.trims.push_back(*std::move(made));
        }
    sortPieces(out);
    return out;
}

void restoreUnlinked(const Scene& scene, Trimmed& trimmed, const Chains& chains)
{
    // what was taken last comes back first, so that stretches of one piece stay in order
    for (auto trim = trimmed.trims.rbegin(); trim != trimmed.trims.rend(); ++trim) {
        const auto piece = std::size_t(trim->ofOld ? trim->old : trim->fresh);
        const int neighbour = trim->ofOld ? chains.next[piece] : chains.previous[piece];
        if (neighbour == (trim->ofOld ? trim->fresh : trim->old))
            continue;
        if (neighbour != kNoPiece) {
            const Piece& other = trimmed.pieces[std::size_t(neighbour)];
            if (trim->ofOld ? scene[trim->sightings.back()].time >= firstTime(scene, other)
                            : scene[trim->sightings.front()].time <= lastTime(scene, other))
                continue;
        }
        std::vector<int>& back = trimmed.pieces[piece].sightings;
        back.insert(trim->ofOld ? back.end() : back.begin(), trim->sightings.begin(), trim->sightings.end());
    }
}

} // namespace tw::tracker
