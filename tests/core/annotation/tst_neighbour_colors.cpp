// No two neighbours share a colour, whatever is edited in whatever order; the other tracks keep theirs.
#include "core/annotation/neighbour_colors.h"
#include "core/math/rng.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::annotation;

namespace {

constexpr double kHeight = 100;

// Walks to the right from (x, y), 4 px a frame.
TrackPtr walker(int id, FrameIndex first, FrameIndex length, double x, double y)
{
    auto track = std::make_shared<Track>();
    track->id = TrackId{id};
    for (FrameIndex i = 0; i < length; ++i) {
        TrackBox box;
        box.frame = first + i;
        box.box = {x + 4 * i, y, 40, kHeight};
        track->boxes.push_back(box);
    }
    return track;
}

TrackPtr randomWalker(int id, math::Rng& rng)
{
    return walker(id, static_cast<FrameIndex>(rng.below(600)), 20 + static_cast<FrameIndex>(rng.below(200)),
                  rng.uniform(0, 1800), rng.uniform(0, 900));
}

// By looking at every pair of boxes.
bool closeSomewhere(const Track& a, const Track& b)
{
    for (const TrackBox& x : a.boxes)
        for (const TrackBox& y : b.boxes)
            if (x.frame == y.frame && std::hypot(x.box.left - y.box.left, x.box.top - y.box.top) < 2 * kHeight)
                return true;
    return false;
}

int shared(const TrackMap& tracks, const NeighbourColors& colors)
{
    int out = 0;
    for (const auto& [a, first] : tracks)
        for (const auto& [b, second] : tracks)
            if (a < b && colors.rgbOf(a) == colors.rgbOf(b) && closeSomewhere(*first, *second))
                ++out;
    return out;
}

} // namespace

class TestNeighbourColors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoIsANeighbour();
    void aloneTheNumberDecides();
    void neighboursDiffer();
    void editsKeepTheOthers();
    void aChosenColourStays();
    void moreNeighboursThanColours();
};

void TestNeighbourColors::whoIsANeighbour()
{
    const TrackPtr a = walker(1, 100, 50, 500, 300);
    QVERIFY(areNeighbours(*a, *walker(2, 100, 50, 600, 300)));
    QVERIFY(areNeighbours(*walker(2, 100, 50, 600, 300), *a));
    QVERIFY(!areNeighbours(*a, *walker(2, 100, 50, 1100, 300))); // far away
    QVERIFY(areNeighbours(*a, *walker(2, 170, 50, 720, 300)));   // a moment later where it was last
    QVERIFY(areNeighbours(*walker(2, 170, 50, 720, 300), *a));
    QVERIFY(!areNeighbours(*a, *walker(2, 400, 50, 720, 300))); // much later
    QVERIFY(!areNeighbours(*a, Track{}));
}

void TestNeighbourColors::aloneTheNumberDecides()
{
    NeighbourColors colors;
    for (int id = 1; id <= 100; ++id)
        QVERIFY(colors.put(walker(id, 1000 * id, 20, 0, 0)).empty());
    for (int id = 1; id <= 100; ++id)
        QCOMPARE(colors.rgbOf(TrackId{id}), rgbOf(TrackId{id}));
    QCOMPARE(colors.rgbOf(TrackId{777}), rgbOf(TrackId{777})); // unknown
}

void TestNeighbourColors::neighboursDiffer()
{
    // the same colour by number, side by side
    NeighbourColors colors;
    const auto size = static_cast<int>(trackColorTable().size());
    colors.put(walker(3, 0, 100, 500, 300));
    QCOMPARE(colors.put(walker(3 + size, 0, 100, 560, 300)), (std::vector<TrackId>{TrackId{3 + size}}));
    QCOMPARE(colors.rgbOf(TrackId{3}), rgbOf(TrackId{3}));
    QVERIFY(colors.rgbOf(TrackId{3}) != colors.rgbOf(TrackId{3 + size}));
    // a crowd
    math::Rng rng(4);
    TrackMap tracks;
    for (int id = 1; id <= 300; ++id)
        tracks[TrackId{id}] = randomWalker(id, rng);
    NeighbourColors crowd;
    for (const auto& [id, track] : tracks)
        crowd.put(track);
    QCOMPARE(shared(tracks, crowd), 0);
    const auto all = neighbourColors(tracks);
    int moved = 0;
    for (const auto& [id, track] : tracks) {
        QCOMPARE(all.at(id), crowd.rgbOf(id));
        moved += all.at(id) != rgbOf(id) ? 1 : 0;
    }
    QVERIFY(moved > 0 && moved < 150); // most keep the colour of their number
}

void TestNeighbourColors::editsKeepTheOthers()
{
    math::Rng rng(9);
    TrackMap tracks;
    NeighbourColors colors;
    for (int step = 0; step < 1500; ++step) {
        const TrackId id{1 + static_cast<int>(rng.below(150))};
        std::map<TrackId, Rgb> before;
        for (const auto& [known, track] : tracks)
            before[known] = colors.rgbOf(known);
        std::vector<TrackId> moved;
        if (rng.chance(0.2)) {
            tracks.erase(id);
            colors.remove(id);
        } else {
            tracks[id] = randomWalker(number(id), rng);
            moved = colors.put(tracks[id]);
        }
        for (const auto& [known, rgb] : before)
            if (known != id && tracks.contains(known))
                QCOMPARE(colors.rgbOf(known) != rgb, std::find(moved.begin(), moved.end(), known) != moved.end());
        if (step % 50 == 0)
            QCOMPARE(shared(tracks, colors), 0);
    }
    colors.clear();
    QCOMPARE(colors.rgbOf(TrackId{1}), rgbOf(TrackId{1}));
}

void TestNeighbourColors::aChosenColourStays()
{
    NeighbourColors colors;
    const auto size = static_cast<int>(trackColorTable().size());
    auto chosen = std::make_shared<Track>(*walker(1 + size, 0, 50, 500, 300));
    chosen->color = 0xff123456;
    colors.put(chosen);
    QVERIFY(colors.put(walker(1, 0, 50, 520, 300)).empty());
    QCOMPARE(colors.rgbOf(TrackId{1 + size}), Rgb{0x123456});
    QCOMPARE(colors.rgbOf(TrackId{1}), rgbOf(TrackId{1}));
}

// All colours are taken: the one that the fewest have, and no endless search.
void TestNeighbourColors::moreNeighboursThanColours()
{
    NeighbourColors colors;
    std::map<Rgb, int> used;
    const auto size = static_cast<int>(trackColorTable().size());
    for (int id = 1; id <= 2 * size; ++id)
        colors.put(walker(id, 0, 30, 500 + id, 300));
    for (int id = 1; id <= 2 * size; ++id)
        ++used[colors.rgbOf(TrackId{id})];
    for (const auto& [rgb, count] : used)
        QVERIFY(count <= 3);
}

QTEST_GUILESS_MAIN(TestNeighbourColors)
#include "tst_neighbour_colors.moc"
