// What must hold whatever people do: every edit undone and redone gives the same documents, a refused edit changes
// nothing, and a tracker run may grow underneath all of it.

#include "core/annotation/edit_text.h"
#include "core/annotation/history.h"
#include "core/annotation/transaction.h"
#include "tests/core/annotation/random_edits.h"

#include <QtTest/QtTest>

using namespace tw;
using namespace tw::annotation;

namespace {

// Ten thousand steps each way, as the specification asks for.
constexpr int kEdits = 10'000;

bool consistent(const DocumentState& state)
{
    for (const auto& [id, track] : state.tracks) {
        if (!track || track->id != id || track->empty() || number(id) >= number(state.nextId))
            return false;
        for (std::size_t i = 0; i < track->boxes.size(); ++i)
            if (!track->boxes[i].box.valid() || (i > 0 && track->boxes[i].frame <= track->boxes[i - 1].frame))
                return false;
    }
    for (std::size_t i = 0; i < state.verifiedFrames.size(); ++i)
        if (state.verifiedFrames[i].empty() ||
            (i > 0 && state.verifiedFrames[i].first - state.verifiedFrames[i - 1].last < 2))
            return false;
    return true;
}

} // namespace

class TestHistoryProperty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndRedoEverything();
    void refusedEditsChangeNothing();
    void runGrowsUnderEverything_data();
    void runGrowsUnderEverything();
    void everyEditSurvivesText();
};

void TestHistoryProperty::undoAndRedoEverything()
{
    Document document;
    History history(document);
    history.setMergeWindow(std::chrono::milliseconds(-1)); // every edit is a step
    test::RandomEdits edits(20);
    std::vector<Snapshot> at{document.snapshot()};
    int refused = 0;
    std::array<int, std::variant_size_v<Edit::Variant>> done{};
    while (at.size() <= kEdits) {
        const Edit edit = edits.next(document.state());
        const Snapshot before = document.snapshot();
        const auto result = history.run(edit);
        if (!result) {
            ++refused;
            QVERIFY(document.snapshot() == before);
            continue;
        }
        if (result->empty())
            continue;
        ++done[edit.value.index()];
        QVERIFY(consistent(document.state()));
        at.push_back(document.snapshot());
        QCOMPARE(history.position(), at.size() - 1);
    }
    QVERIFY(refused > kEdits / 50);
    for (const int& count : done)
        QVERIFY2(count > kEdits / 500, qPrintable(QString::number(&count - done.data()))); // every kind took part

    for (std::size_t i = at.size() - 1; i-- > 0;) {
        QVERIFY(history.undo());
        QVERIFY2(document.state() == *at[i], qPrintable(QString::number(i)));
    }
    QVERIFY(!history.undo());
    for (std::size_t i = 1; i < at.size(); ++i) {
        QVERIFY(history.redo());
        QVERIFY2(document.state() == *at[i], qPrintable(QString::number(i)));
    }
    QVERIFY(!history.redo());
    QVERIFY(history.goTo(kEdits / 2));
    QVERIFY(document.state() == *at[kEdits / 2]);
}

void TestHistoryProperty::refusedEditsChangeNothing()
{
    Document document;
    History history(document);
    test::RandomEdits edits(21);
    for (int i = 0; i < 200; ++i)
        (void)history.run(edits.next(document.state()));
    int refused = 0;
    for (int i = 0; i < 2000; ++i) {
        // Something that works, and then something that cannot.
        Compound compound;
        for (int n = 1 + edits.below(4); n > 0; --n)
            compound.edits.push_back(edits.next(document.state()));
        compound.edits.push_back(DeleteTracks{{TrackId{1'000'000}}});
        const Snapshot before = document.snapshot();
        const std::size_t position = history.position();
        QVERIFY(!history.run(compound));
        QVERIFY(document.snapshot() == before);
        QCOMPARE(history.position(), position);
        Transaction transaction(document);
        if (!perform(transaction, edits.next(document.state())))
            ++refused;
        QVERIFY(document.snapshot() == before); // not committed
    }
    QVERIFY(refused > 20);
}

void TestHistoryProperty::runGrowsUnderEverything_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 30; ++seed)
        QTest::addRow("%d", seed) << seed;
}

// A random walk of edits, undo and redo while runs stream in, some of them into frames that were edited already, which
// is worse than what the workspace lets happen.
void TestHistoryProperty::runGrowsUnderEverything()
{
    QFETCH(const int, seed);
    test::RandomEdits random(static_cast<std::uint64_t>(seed) + 100);
    Document document;
    History history(document);
    history.setMergeWindow(std::chrono::hours(seed % 2)); // with and without merging
    StepStack replica;                                    // what storage does
    const Subscription follow = history.observe([&](const Change& change) {
        switch (change.kind) {
        case ChangeKind::Run:
            if (change.grown)
                replica.grow(*replica.find(change.set->step), *change.set);
            else
                replica.push(*change.set);
            break;
        case ChangeKind::Merged: (void)replica.merge(*change.set); break;
        case ChangeKind::Undone: replica.back(); break;
        case ChangeKind::Redone: replica.forward(); break;
        }
        QCOMPARE(replica.position(), change.position);
    });
    const Snapshot start = document.snapshot();
    StepId growing = StepId::kInvalid;
    int run = 0;
    int grown = 0;
    FrameIndex frame = 0;
    for (int i = 0; i < 600; ++i) {
        if (random.chance(25)) {
            const FrameRange frames{frame, frame + random.below(4)};
            frame = (frames.last + 1) % 60;
            if (growing == StepId::kInvalid) {
                ++run;
                const auto begun =
                    history.beginGrowing(random.batch(document.state(), RunId{run}, frames, run % 2 == 0));
                QVERIFY(begun);
                growing = *begun;
            } else {
                const Snapshot before = document.snapshot();
                const bool undone = !history.steps().empty() && [&] {
                    for (std::size_t s = 0; s < history.position(); ++s)
                        if (history.steps()[s].step == growing)
                            return false;
                    return true;
                }();
                const auto result =
                    history.grow(growing, random.batch(document.state(), RunId{run}, frames, run % 2 == 0));
                QCOMPARE(result.has_value(), !undone);
                if (!result)
                    QVERIFY(document.snapshot() == before);
                grown += result && !result->empty() ? 1 : 0;
                if (!result || random.chance(5)) {
                    history.endGrowing(growing);
                    QVERIFY(!history.grow(growing, ImportRun{}));
                    growing = StepId::kInvalid;
                }
            }
        } else if (random.chance(12)) {
            for (int n = random.below(8); n > 0 && history.canUndo(); --n)
                QVERIFY(history.undo());
        } else if (random.chance(12)) {
            for (int n = random.below(8); n > 0 && history.canRedo(); --n)
                QVERIFY(history.redo());
        } else {
            (void)history.run(random.next(document.state()));
        }
        QVERIFY(consistent(document.state()));
    }
    QVERIFY(grown > 3);

    const std::size_t position = history.position();
    const Snapshot now = document.snapshot();
    while (history.canRedo())
        QVERIFY(history.redo());
    const Snapshot end = document.snapshot();
    std::vector<Snapshot> at(history.steps().size() + 1);
    at.back() = end;
    while (history.canUndo()) {
        QVERIFY(history.undo());
        QVERIFY(consistent(document.state()));
        at[history.position()] = document.snapshot();
    }
    QVERIFY(document.state() == *start);
    QVERIFY(*at[position] == *now);
    while (history.canRedo()) {
        QVERIFY(history.redo());
        QVERIFY2(document.state() == *at[history.position()], qPrintable(QString::number(history.position())));
    }
    QVERIFY(document.state() == *end);
    QCOMPARE(replica.steps().size(), history.steps().size());
    for (std::size_t i = 0; i < replica.steps().size(); ++i) {
        QCOMPARE(replica.steps()[i].tracks.size(), history.steps()[i].tracks.size());
        for (std::size_t t = 0; t < replica.steps()[i].tracks.size(); ++t) {
            const TrackDelta& a = replica.steps()[i].tracks[t];
            const TrackDelta& b = history.steps()[i].tracks[t];
            QVERIFY(a.id == b.id && !a.before == !b.before && !a.after == !b.after);
            QVERIFY((!a.before || *a.before == *b.before) && (!a.after || *a.after == *b.after));
        }
    }
}

void TestHistoryProperty::everyEditSurvivesText()
{
    Document document;
    Document replayed;
    History history(document);
    History second(replayed);
    test::RandomEdits edits(22);
    std::array<int, std::variant_size_v<Edit::Variant>> seen{};
    for (int i = 0; i < 3000; ++i) {
        const Edit edit = edits.next(document.state());
        const std::string line = toJsonLine(edit);
        QVERIFY(line.find('\n') == std::string::npos);
        const auto back = editFromJsonLine(line);
        if (line.find("null") != std::string::npos) { // a box that is not a number
            QVERIFY(!back);
            continue;
        }
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QCOMPARE(toJsonLine(*back), line);
        QCOMPARE(back->value.index(), edit.value.index());
        ++seen[edit.value.index()];
        QCOMPARE(second.run(*back).has_value(), history.run(edit).has_value());
        QVERIFY(document.state() == replayed.state());
    }
    for (const int count : seen)
        QVERIFY(count > 20);
}

QTEST_GUILESS_MAIN(TestHistoryProperty)
#include "tst_history_property.moc"
