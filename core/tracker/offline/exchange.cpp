#include "core/tracker/offline/exchange.h"

#include "core/math/box_ops.h"
#include "core/tracker/offline/split.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace tw::tracker {
namespace {

constexpr int kNone = -1;
constexpr double kPauseSeconds = 0.4; // a meeting goes on when the two touch again within it
constexpr double kTouch = 0.05;       // share of the smaller box that the two have in common in a meeting

// Two pieces that cover one another, from one frame to another.
struct Meeting {
    int a = kNone, b = kNone; // pieces
    FrameRange frames;
};

double sharedPart(const Box& a, const Box& b)
{
    return math::intersectionArea(a, b) / std::min(a.area(), b.area());
}

std::vector<Meeting> meetingsOf(const Scene& scene, const std::vector<Piece>& pieces, const OfflineOptions& options)
{
    std::vector<int> pieceOf(scene.sightings.size(), kNone);
    for (std::size_t i = 0; i < pieces.size(); ++i)
        for (const int index : pieces[i].sightings)
            pieceOf[std::size_t(index)] = static_cast<int>(i);
    const int pause = options.frames(kPauseSeconds);
    std::map<std::pair<int, int>, FrameRange> running;
    std::vector<Meeting> out;
    const auto meet = [&](int a, int b, FrameIndex frame) {
        const auto [it, fresh] = running.emplace(std::minmax(a, b), FrameRange{frame, frame});
        if (!fresh && frame - it->second.last > pause) {
            out.push_back({it->first.first, it->first.second, it->second});
            it->second.first = frame;
        }
        it->second.last = frame;
    };
    for (int time = 0; time < scene.count(); ++time)
        for (std::size_t i = scene.first[std::size_t(time)]; i < scene.first[std::size_t(time) + 1]; ++i)
            for (std::size_t j = i + 1; j < scene.first[std::size_t(time) + 1]; ++j)
                if (pieceOf[i] != kNone && pieceOf[j] != kNone && pieceOf[i] != pieceOf[j] &&
                    sharedPart(scene.sightings[i].box, scene.sightings[j].box) > kTouch)
                    meet(pieceOf[i], pieceOf[j], scene.frames[std::size_t(time)].frame);
    for (const auto& [pair, frames] : running)
        out.push_back({pair.first, pair.second, frames});
    return out;
}

// Position of the first sighting of a piece from a frame on.
std::size_t positionFrom(const Scene& scene, const Piece& piece, FrameIndex frame)
{
    return static_cast<std::size_t>(
        std::lower_bound(piece.sightings.begin(), piece.sightings.end(), frame,
                         [&](int index, FrameIndex wanted) { return scene.frameOf(index) < wanted; }) -
        piece.sightings.begin());
}

struct Looks {
    SceneAppearance before, after;
};
Looks looksAround(const Scene& scene, const SceneLikeness& likeness, const Piece& piece, FrameRange frames,
                  const OfflineOptions& options)
{
    const int window = options.frames(options.splitWindowSeconds);
    const std::span<const int> all(piece.sightings);
    const auto stretch = [&](FrameIndex first, FrameIndex end) {
        const std::size_t from = positionFrom(scene, piece, first);
        return likeness.of(all.subspan(from, positionFrom(scene, piece, end) - from));
    };
    return {stretch(frames.first - window, frames.first), stretch(frames.last + 1, frames.last + 1 + window)};
}

bool isExchange(const Scene& scene, const SceneLikeness& likeness, const std::vector<Piece>& pieces,
                const Meeting& meeting, double ratio, const OfflineOptions& options)
{
    const Looks a = looksAround(scene, likeness, pieces[std::size_t(meeting.a)], meeting.frames, options);
    const Looks b = looksAround(scene, likeness, pieces[std::size_t(meeting.b)], meeting.frames, options);
    for (const auto* looks : {&a.before, &a.after, &b.before, &b.after})
        if (looks->samples() < options.splitSamples)
            return false;
    const double crosswise = likeness.logRatio(a.before, b.after) + likeness.logRatio(b.before, a.after);
    const double straight = likeness.logRatio(a.before, a.after) + likeness.logRatio(b.before, b.after);
    return crosswise - straight > ratio;
}

// How far a box is from where the sightings before position `end` of a piece lead, in box heights.
double leapTo(const Scene& scene, const Piece& piece, std::size_t end, int next)
{
    constexpr std::size_t kBefore = 3; // sightings that tell the velocity
    const int last = piece.sightings[end - 1];
    const int first = piece.sightings[end - 1 - std::min(kBefore, end - 1)];
    const Box& from = scene[last].box;
    const Box& to = scene[next].box;
    const double passed = std::max(1, scene.frameOf(last) - scene.frameOf(first));
    const double ahead = (scene.frameOf(next) - scene.frameOf(last)) / passed;
    const double x = from.centerX() + ahead * (from.centerX() - scene[first].box.centerX());
    const double y = from.centerY() + ahead * (from.centerY() - scene[first].box.centerY());
    return (std::hypot(to.centerX() - x, to.centerY() - y) + std::abs(to.height - from.height)) /
           std::max(from.height, to.height);
}

// The leaps of two that exchange before a frame.
double leapOf(const Scene& scene, const Piece& a, const Piece& b, FrameIndex frame)
{
    const std::size_t i = positionFrom(scene, a, frame), j = positionFrom(scene, b, frame);
    if (i == 0 || j == 0 || i == a.sightings.size() || j == b.sightings.size())
        return std::numeric_limits<double>::infinity();
    return leapTo(scene, a, i, b.sightings[j]) + leapTo(scene, b, j, a.sightings[i]);
}

// The frame from which on the two are exchanged: where that takes the smallest leap, in the middle where all are alike.
FrameIndex cutOf(const Scene& scene, const Piece& a, const Piece& b, FrameRange frames)
{
    const FrameIndex middle = (frames.first + frames.last + 1) / 2;
    FrameIndex best = middle;
    double least = leapOf(scene, a, b, middle);
    for (FrameIndex frame = frames.first; frame <= frames.last + 1; ++frame)
        if (const double leap = leapOf(scene, a, b, frame); leap < least) {
            least = leap;
            best = frame;
        }
    return best;
}

} // namespace

std::vector<Piece> cutExchanges(const Scene& scene, const SceneLikeness& likeness, std::vector<Piece> pieces,
                                double ratio, const OfflineOptions& options)
{
    std::vector<std::vector<std::size_t>> cuts(pieces.size());
    for (const Meeting& meeting : meetingsOf(scene, pieces, options)) {
        if (!isExchange(scene, likeness, pieces, meeting, ratio, options))
            continue;
        const Piece& a = pieces[std::size_t(meeting.a)];
        const Piece& b = pieces[std::size_t(meeting.b)];
        const FrameIndex cut = cutOf(scene, a, b, meeting.frames);
        cuts[std::size_t(meeting.a)].push_back(positionFrom(scene, a, cut));
        cuts[std::size_t(meeting.b)].push_back(positionFrom(scene, b, cut));
    }
    return cutPieces(scene, std::move(pieces), std::move(cuts));
}

} // namespace tw::tracker
