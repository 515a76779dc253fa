// Boxes and history records as bytes: exact there and back, and damaged bytes are refused.

#include "core/annotation/history.h"
#include "core/storage/box_blob.h"
#include "core/storage/journal.h"
#include "tests/core/annotation/random_edits.h"
#include "tests/core/storage/scripted_run.h"

#include <QtTest/QtTest>

#include <cstring>

using namespace tw;
using namespace tw::annotation;
using namespace tw::storage;

namespace {

std::vector<TrackBox> randomBoxes(test::RandomEdits& random)
{
    std::vector<TrackBox> out;
    FrameIndex frame = random.below(1000);
    const bool floats = random.chance(30);
    const bool dense = random.chance(50);
    for (int n = 1 + random.below(900); n > 0; --n) {
        TrackBox box;
        box.frame = frame;
        frame += dense ? 1 : 1 + random.below(100);
        const auto number = [&] {
            const double value = random.below(1'000'000) / 997.0 - 200;
            return floats ? static_cast<double>(static_cast<float>(value)) : value;
        };
        box.box = {number(), random.chance(5) ? -0.0 : number(), 1 + random.below(1000) / 7.0, 1e-300};
        if (floats)
            box.box.width = box.box.height = 1 + random.below(100);
        box.score = floats ? 1.0F : static_cast<float>(random.below(1000)) / 999.0F;
        box.visibility = random.chance(90) ? 1.0F : 0.3F;
        box.origin = static_cast<BoxOrigin>(random.below(4));
        box.keyframe = random.chance(20);
        box.occluded = random.chance(20);
        box.verified = random.chance(20);
        out.push_back(box);
    }
    return out;
}

bool sameBits(const TrackBox& a, const TrackBox& b)
{
    return a == b && std::memcmp(&a.box, &b.box, sizeof a.box) == 0;
}

std::string damagedCopy(std::string bytes, test::RandomEdits& random)
{
    for (int n = 1 + random.below(3); n > 0 && !bytes.empty(); --n) {
        const auto at = static_cast<std::size_t>(random.below(static_cast<int>(bytes.size())));
        switch (random.below(3)) {
        case 0: bytes[at] = static_cast<char>(random.below(256)); break;
        case 1: bytes.resize(at); break;
        default: bytes.insert(at, 1 + static_cast<std::size_t>(random.below(9)), static_cast<char>(random.below(256)));
        }
    }
    return bytes;
}

} // namespace

class TestBoxBlob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void boxesComeBackExactly()
    {
        test::RandomEdits random(1);
        for (int i = 0; i < 300; ++i) {
            const auto boxes = randomBoxes(random);
            std::string bytes;
            appendBoxes(bytes, boxes);
            std::vector<TrackBox> back;
            ByteReader reader(bytes);
            QVERIFY(readBoxes(reader, back));
            QVERIFY(reader.atEnd());
            QVERIFY(std::equal(boxes.begin(), boxes.end(), back.begin(), back.end(), sameBits));
        }
    }

    void chunksAreAligned()
    {
        std::vector<TrackBox> boxes(600);
        for (int i = 0; i < 600; ++i) {
            boxes[static_cast<std::size_t>(i)].frame = 100 + i;
            boxes[static_cast<std::size_t>(i)].box = {1, 2, 3, 4};
        }
        QCOMPARE(chunkBoxes(boxes, 0).size(), 156U);
        QCOMPARE(chunkBoxes(boxes, 1).size(), 256U);
        QCOMPARE(chunkBoxes(boxes, 2).front().frame, 512);
        QVERIFY(chunkBoxes(boxes, 3).empty());
        std::string bytes;
        appendChunk(bytes, chunkBoxes(boxes, 1));
        QVERIFY(bytes.size() < 256 * 18 + 16); // floats, one score, one visibility, no frame numbers
    }

    void damagedBoxesAreRefused()
    {
        test::RandomEdits random(2);
        int refused = 0;
        for (int i = 0; i < 3000; ++i) {
            std::vector<TrackBox> boxes = randomBoxes(random);
            boxes.resize(std::min<std::size_t>(boxes.size(), 20));
            std::string bytes;
            appendBoxes(bytes, boxes);
            const std::string broken = damagedCopy(bytes, random);
            ByteReader reader(broken);
            std::vector<TrackBox> back;
            if (!readBoxes(reader, back) || !reader.atEnd()) {
                ++refused;
                continue;
            }
            for (std::size_t k = 0; k < back.size(); ++k) // what is taken is at least a list of boxes
                QVERIFY(back[k].box.valid() && (k == 0 || back[k].frame > back[k - 1].frame));
        }
        QVERIFY(refused > 1000);
    }

    // Every step of a long session as records, put together again around the document, at several positions.
    void historyComesBack()
    {
        Document document;
        History history(document);
        test::ScriptedRun script(history, document, 8);
        for (int i = 0; i < 1000; ++i)
            script.step(i);
        while (history.canRedo())
            QVERIFY(history.redo());
        const std::size_t n = history.steps().size();
        QVERIFY(n > 150);
        for (const std::size_t position : {n, n - 1, n / 2, std::size_t{1}, std::size_t{0}}) {
            QVERIFY(history.goTo(position));
            auto stored = store(history);
            auto steps = toSteps(std::move(stored), position, document.state());
            QVERIFY2(steps, steps ? "" : steps.error().message().c_str());
            QVERIFY(test::sameSteps(*steps, history.steps()));
        }
    }

    void bigRunsCostTheHistoryLittle()
    {
        Document document;
        History history(document);
        test::RandomEdits random(3);
        auto track = std::make_shared<Track>();
        track->id = TrackId{1};
        track->run = RunId{1};
        for (int i = 0; i < 10'000; ++i) {
            track->boxes.push_back({i, {1.0 / 3, 2, 3, 4}});
            track->boxes.back().origin = BoxOrigin::Tracker;
        }
        QVERIFY(history.run(ImportRun{RunId{1}, kAllFrames, {track}}));
        QVERIFY(toRecord(history.steps()[0], true).size() < 200);
        QVERIFY(toRecord(history.steps()[0], false).size() > 100'000); // undone: the document has it no longer
        QVERIFY(history.run(SwapTracks{TrackId{1}, TrackId{1}, kAllFrames}).has_value() == false);
        const auto steps = toSteps(store(history), 1, document.state());
        QVERIFY(steps && steps->front().tracks.front().after == track); // shared, not copied
    }

    void damagedHistoryIsRefused()
    {
        Document document;
        History history(document);
        test::ScriptedRun script(history, document, 9);
        for (int i = 0; i < 60; ++i)
            script.step(i);
        test::RandomEdits random(4);
        int refused = 0;
        for (int i = 0; i < 2000; ++i) {
            std::vector<StoredStep> stored;
            const auto which = static_cast<std::size_t>(random.below(static_cast<int>(history.steps().size())));
            bool bad = false;
            for (std::size_t k = 0; k < history.steps().size() && !bad; ++k) {
                std::string bytes = toRecord(history.steps()[k], k < history.position());
                if (k == which)
                    bytes = damagedCopy(bytes, random);
                auto one = fromRecord(ChangeSet{}, bytes);
                bad = !one;
                if (one)
                    stored.push_back(*std::move(one));
            }
            if (bad || !toSteps(std::move(stored), history.position(), document.state()))
                ++refused;
        }
        QVERIFY(refused > 1000); // the others carry a wrong number somewhere, but hold together
    }

private:
    static std::vector<StoredStep> store(const History& history)
    {
        std::vector<StoredStep> out;
        for (std::size_t i = 0; i < history.steps().size(); ++i) {
            ChangeSet head = history.steps()[i];
            head.tracks.clear();
            head.verified.reset();
            out.push_back(*fromRecord(head, toRecord(history.steps()[i], i < history.position())));
        }
        return out;
    }
};

QTEST_GUILESS_MAIN(TestBoxBlob)
#include "tst_box_blob.moc"
