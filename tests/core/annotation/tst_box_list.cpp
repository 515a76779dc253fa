// Where two lists of boxes differ, against comparing every box.

#include "core/annotation/box_list.h"
#include "core/annotation/limits.h"

#include <QtTest/QtTest>

#include <cstring>
#include <limits>
#include <memory>
#include <random>

using namespace tw;
using namespace tw::annotation;

namespace {

BoxList listOf(int count, std::mt19937& random)
{
    BoxList boxes;
    FrameIndex frame = 0;
    for (int i = 0; i < count; ++i) {
        TrackBox box;
        box.frame = frame += 1 + static_cast<FrameIndex>(random() % 3);
        box.box = {double(random() % 100), 2, 20, 40};
        box.origin = BoxOrigin::Tracker;
        boxes.push_back(box);
    }
    return boxes;
}

// Changes, removes or inserts some boxes; frames stay increasing.
void edit(BoxList& boxes, std::mt19937& random)
{
    for (auto edits = random() % 4; edits > 0 && !boxes.empty(); --edits) {
        const auto at = boxes.begin() + static_cast<std::ptrdiff_t>(random() % boxes.size());
        switch (random() % 4) {
        case 0: at->box.left += 1; break;
        case 1: at->verified = !at->verified; break;
        case 2: boxes.erase(at, at + std::min<std::ptrdiff_t>(1 + random() % 90, boxes.end() - at)); break;
        default: {
            TrackBox box = *at;
            box.frame -= 1;
            if (box.frame >= 0 && (at == boxes.begin() || (at - 1)->frame < box.frame))
                boxes.insert(at, box);
        }
        }
    }
}

Difference boxByBox(const BoxList& a, const BoxList& b)
{
    const auto shorter = std::min(std::ssize(a), std::ssize(b));
    std::ptrdiff_t front = 0;
    while (front < shorter && a[std::size_t(front)] == b[std::size_t(front)])
        ++front;
    std::ptrdiff_t back = 0;
    while (back < shorter - front && *(a.end() - 1 - back) == *(b.end() - 1 - back))
        ++back;
    return {front, std::ssize(a) - back, std::ssize(b) - back};
}

} // namespace

class TestBoxList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void differenceOfRandomLists();
    void bytesBetweenMembersDoNotCount();
    void wellFormedInChecksTheEdges();
};

void TestBoxList::differenceOfRandomLists()
{
    std::mt19937 random(7);
    int equal = 0;
    for (int i = 0; i < 3000; ++i) {
        const BoxList before = listOf(static_cast<int>(random() % 400), random);
        BoxList after = before;
        edit(after, random);
        const Difference found = difference(before, after);
        const Difference expected = boxByBox(before, after);
        QCOMPARE(found.begin, expected.begin);
        QCOMPARE(found.endOfFirst, expected.endOfFirst);
        QCOMPARE(found.endOfSecond, expected.endOfSecond);
        QCOMPARE(found.none(), before == after);
        equal += found.none() ? 1 : 0;
        QCOMPARE(wellFormedIn(after, found.begin, found.endOfSecond), wellFormed(after));
    }
    QVERIFY(equal > 100 && equal < 2500);
}

void TestBoxList::bytesBetweenMembersDoNotCount()
{
    // 200 equal boxes in memory that held other bytes before, one with a zero of the other sign
    constexpr std::size_t kCount = 200;
    std::mt19937 random(3);
    BoxList boxes = listOf(kCount, random);
    boxes[20].box.left = 0.0;
    std::allocator<TrackBox> allocator;
    TrackBox* memory = allocator.allocate(kCount);
    std::memset(static_cast<void*>(memory), 0xA5, kCount * sizeof(TrackBox));
    for (std::size_t i = 0; i < kCount; ++i) {
        memory[i].frame = boxes[i].frame; // member by member: what lies between them stays
        memory[i].box = boxes[i].box;
        memory[i].score = boxes[i].score;
        memory[i].visibility = boxes[i].visibility;
        memory[i].origin = boxes[i].origin;
        memory[i].keyframe = boxes[i].keyframe;
        memory[i].occluded = boxes[i].occluded;
        memory[i].verified = boxes[i].verified;
    }
    const std::span<TrackBox> others(memory, kCount);
    others[20].box.left = -0.0;
    QVERIFY(std::memcmp(boxes.data(), memory, kCount * sizeof(TrackBox)) != 0);
    QVERIFY(difference(boxes, others).none());
    others[70].box.left += 1;
    others[150].box.left += 1;
    const Difference found = difference(boxes, others);
    QCOMPARE(found.begin, std::ptrdiff_t{70});
    QCOMPARE(found.endOfFirst, std::ptrdiff_t{151});
    QCOMPARE(found.endOfSecond, std::ptrdiff_t{151});
    allocator.deallocate(memory, kCount);
}

void TestBoxList::wellFormedInChecksTheEdges()
{
    std::mt19937 random(5);
    const BoxList good = listOf(100, random);
    QVERIFY(wellFormedIn(good, 40, 41));
    QVERIFY(wellFormedIn(good, 40, 40));

    BoxList sameFrameAsBefore = good;
    sameFrameAsBefore[40].frame = good[39].frame;
    QVERIFY(!wellFormedIn(sameFrameAsBefore, 40, 41));
    BoxList sameFrameAsAfter = good;
    sameFrameAsAfter[40].frame = good[41].frame;
    QVERIFY(!wellFormedIn(sameFrameAsAfter, 40, 41));
    BoxList noArea = good;
    noArea[40].box.width = 0;
    QVERIFY(!wellFormedIn(noArea, 40, 41));
    BoxList noNumber = good;
    noNumber[99].score = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(!wellFormedIn(noNumber, 99, 100));
    QVERIFY(!wellFormed(noNumber));
}

QTEST_APPLESS_MAIN(TestBoxList)
#include "tst_box_list.moc"
