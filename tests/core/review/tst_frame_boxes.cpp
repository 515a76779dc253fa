// Neighbours by place are those that comparing every pair finds: crowds, giants, far away, touching edges, after
// boxes came and went.

#include "core/review/frame_boxes.h"

#include <QtTest/QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace tw;
using namespace tw::review;

namespace {

std::vector<TrackId> found(const FrameBoxes& boxes, const Box& box)
{
    std::vector<TrackId> out;
    boxes.touching(box, [&out](const SeenBox& seen) {
        out.push_back(seen.id);
        return true;
    });
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<TrackId> comparedOneByOne(const FrameBoxes& boxes, const Box& box)
{
    std::vector<TrackId> out;
    for (const auto& [id, other] : boxes.all())
        if (std::min(box.right(), other.right()) > std::max(box.left, other.left) &&
            std::min(box.bottom(), other.bottom()) > std::max(box.top, other.top))
            out.push_back(id);
    return out; // all() goes by track
}

Box randomBox(std::mt19937_64& random)
{
    const auto between = [&random](int least, int most) {
        return double(std::uniform_int_distribution<int>(least, most)(random));
    };
    switch (random() % 12) {
    case 0: return {between(-4000, 4000), between(-500, 500), between(500, 9000), between(1, 3000)}; // a giant
    case 1: return {between(-10, 10) * 1e12, between(-10, 10) * 1e12, 1e11, 1e11};                   // far away
    case 2: return {between(0, 100) / 7, between(0, 100) / 7, 0.01, 0.01};
    default: return {between(-20, 600), between(-20, 300), between(5, 40), between(10, 80)}; // edges meet often
    }
}

} // namespace

class TestFrameBoxes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neighboursAreThoseOfEveryPair_data()
    {
        QTest::addColumn<int>("people");
        for (const int people : {0, 1, 20, 24, 25, 60, 500})
            QTest::addRow("%d", people) << people;
    }
    void neighboursAreThoseOfEveryPair()
    {
        QFETCH(int, people);
        std::mt19937_64 random(static_cast<std::uint64_t>(people) + 1);
        for (int round = 0; round < 20; ++round) {
            FrameBoxes boxes;
            for (int id = 1; id <= people; ++id)
                boxes.insert({TrackId{(id * 7919) % 1009 + 1}, randomBox(random)});
            for (int id = 1; id <= people / 3; ++id)
                boxes.erase(TrackId{(id * 7919) % 1009 + 1});
            boxes.arrange();
            for (const auto& seen : boxes.all())
                QCOMPARE(found(boxes, seen.box), comparedOneByOne(boxes, seen.box));
            for (int i = 0; i < 50; ++i) {
                const Box box = randomBox(random);
                QCOMPARE(found(boxes, box), comparedOneByOne(boxes, box));
            }
        }
    }

    void aVisitEndsWhenItIsTold()
    {
        FrameBoxes boxes;
        for (int id = 1; id <= 100; ++id)
            boxes.insert({TrackId{id}, {0, 0, 10, 20}});
        boxes.arrange();
        int visits = 0;
        boxes.touching({0, 0, 10, 20}, [&visits](const SeenBox&) { return ++visits < 3; });
        QCOMPARE(visits, 3);
    }
};

QTEST_APPLESS_MAIN(TestFrameBoxes)
#include "tst_frame_boxes.moc"
