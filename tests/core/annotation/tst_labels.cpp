// Own classes, attributes, absences and notes: what the lists hold, and what each edit of tracks does to them.

#include "core/annotation/edits.h"
#include "core/annotation/history.h"
#include "core/annotation/query.h"

#include <QtTest>

#include <array>
#include <random>

using namespace tw;
using namespace tw::annotation;

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void spansAgreeWithFrames();
    void valuesThatOccurBecomeKinds();
    void classesAndAttributesInUseStay();
    void valuesOutsideTheListAreRefused();
    void severalTracksAreOneStep();
    void splitTakesWhatIsSaidOfTheLaterFrames();
    void joinKeepsWhatBothSaid();
    void swapExchangesTheFramesSaid();
    void aNewNumberTakesEverythingAlong();
    void absenceIsAGap();
    void importsStayOutOfAbsences();
    void notesFollowTracks();

private:
    Result<ChangeSet> run(const Edit& edit) { return m_history->run(edit); }
    TrackId add(FrameRange frames, FrameRange gap = {});
    const Track& track(TrackId id) const { return *m_document->state().tracks.at(id); }
    std::string said(TrackId id, FrameIndex frame) const;

    std::unique_ptr<Document> m_document;
    std::unique_ptr<History> m_history;
};

void TestLabels::init()
{
    m_history.reset();
    m_document = std::make_unique<Document>();
    m_history = std::make_unique<History>(*m_document);
    QVERIFY(run(DefineAttribute{{"carrying", {"bag", "box"}}}));
    QVERIFY(run(DefineAttribute{{"sitting", {}}}));
}

TrackId TestLabels::add(FrameRange frames, FrameRange gap)
{
    CreateTrack edit;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame)
        if (!gap.contains(frame))
            edit.track.boxes.push_back({frame, {10.0 * frame, 5, 20, 50}});
    const TrackId id = m_document->state().nextId;
    return run(edit) ? id : TrackId::kInvalid;
}

std::string TestLabels::said(TrackId id, FrameIndex frame) const
{
    const std::string* value = attributeAt(track(id).attributes, "carrying", frame);
    return value == nullptr ? std::string() : *value;
}

// A list against one value for each frame, under random statements.
void TestLabels::spansAgreeWithFrames()
{
    constexpr FrameIndex kFrames = 30;
    std::mt19937 random(5);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const std::array<std::string, 3> values{"", "bag", "box"};
    AttributeList list;
    std::map<std::string, std::array<std::string, kFrames>> frames;
    for (int i = 0; i < 3000; ++i) {
        const std::string name = below(2) == 0 ? "carrying" : "holding";
        const FrameRange range{below(kFrames), 0};
        const FrameRange said{range.first, std::min(kFrames - 1, range.first + below(9))};
        if (below(5) == 0) {
            AttributeList cut = cutOut(list, said);
            QVERIFY(wellFormed(cut) && wellFormed(list));
            for (auto& [key, each] : frames)
                for (FrameIndex frame = said.first; frame <= said.last; ++frame) {
                    const std::string* value = attributeAt(cut, key, frame);
                    QCOMPARE(value == nullptr ? std::string() : *value, each[static_cast<std::size_t>(frame)]);
                    QVERIFY(attributeAt(list, key, frame) == nullptr);
                }
            addWhereUnsaid(list, cut);
        } else {
            const std::string& value = values[static_cast<std::size_t>(below(3))];
            setAttribute(list, name, value, said);
            for (FrameIndex frame = said.first; frame <= said.last; ++frame)
                frames[name][static_cast<std::size_t>(frame)] = value;
        }
        QVERIFY(wellFormed(list));
        for (const auto& [key, each] : frames)
            for (FrameIndex frame = 0; frame < kFrames; ++frame) {
                const std::string* value = attributeAt(list, key, frame);
                QCOMPARE(value == nullptr ? std::string() : *value, each[static_cast<std::size_t>(frame)]);
            }
    }
}

void TestLabels::valuesThatOccurBecomeKinds()
{
    std::vector<AttributeKind> kinds;
    addOccurring({{"pose", "sitting", {0, 3}}, {"pose", "lying", {5, 6}}, {"bag", kYes, kAllFrames}}, kinds);
    addOccurring({{"bag", kNo, {0, 3}}, {"pose", "sitting", {8, 9}}}, kinds);
    QVERIFY((kinds == std::vector<AttributeKind>{{"pose", {"sitting", "lying"}}, {"bag", {}}}));
    addOccurring({{"bag", "red", {0, 3}}}, kinds);
    QVERIFY((kinds[1] == AttributeKind{"bag", {kYes, kNo, "red"}}));
}

void TestLabels::classesAndAttributesInUseStay()
{
    const TrackId id = add({0, 9});
    QVERIFY(run(DefineClass{{}, "cyclist"}));
    QCOMPARE(m_document->state().vocabulary.classes.at(ClassId{kFirstOwnClass}), std::string("cyclist"));
    QVERIFY(!run(DefineClass{ClassId{3}, "mine"})); // a number of MOTChallenge
    QVERIFY(run(SetClass{{id}, ClassId{kFirstOwnClass}}));
    QVERIFY(run(DefineClass{ClassId{kFirstOwnClass}, ""}).error().code == ErrorCode::Conflict);
    QVERIFY(run(SetAttribute{{id}, "carrying", "bag", {2, 4}}));
    QVERIFY(run(RemoveAttribute{"carrying"}).error().code == ErrorCode::Conflict);
    QVERIFY(run(DefineAttribute{{"carrying", {"box"}}}).error().code == ErrorCode::Conflict);
    QVERIFY(run(DefineAttribute{{"carrying", {"box", "bag", "child"}}}));
    QVERIFY(run(SetAttribute{{id}, "carrying", "", kAllFrames}));
    QVERIFY(run(RemoveAttribute{"carrying"}));
    QVERIFY(run(SetClass{{id}, ClassId::kPedestrian}));
    QVERIFY(run(DefineClass{ClassId{kFirstOwnClass}, ""}));
    QVERIFY(m_document->state().vocabulary.classes.empty());
    QVERIFY(m_history->goTo(0));
    QVERIFY(m_document->state() == DocumentState());
}

void TestLabels::valuesOutsideTheListAreRefused()
{
    const TrackId id = add({0, 9});
    QVERIFY(run(SetAttribute{{id}, "carrying", "piano", {2, 4}}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(run(SetAttribute{{id}, "height", "tall", {2, 4}}).error().code == ErrorCode::InvalidArgument);
    QVERIFY(run(SetAttribute{{id}, "sitting", kYes, {2, 4}}));
    QVERIFY(!run(SetAttribute{{id}, "sitting", "yes", {2, 4}}));
    QVERIFY(run(SetLocked{{id}, true}));
    QVERIFY(run(SetAttribute{{id}, "carrying", "bag", {2, 4}}).error().code == ErrorCode::Conflict);
}

void TestLabels::severalTracksAreOneStep()
{
    const TrackId a = add({0, 9});
    const TrackId b = add({5, 20});
    const std::size_t before = m_history->position();
    QVERIFY(run(SetAttribute{{a, b}, "carrying", "bag"}));
    QCOMPARE(m_history->position(), before + 1);
    QCOMPARE(said(a, 3), std::string("bag"));
    QCOMPARE(said(b, 3), std::string("bag"));
    QVERIFY(m_history->undo());
    QCOMPARE(said(b, 3), std::string());
}

void TestLabels::splitTakesWhatIsSaidOfTheLaterFrames()
{
    const TrackId a = add({0, 19});
    QVERIFY(run(SetAttribute{{a}, "carrying", "bag", {5, 14}}));
    QVERIFY(run(SetAttribute{{a}, "sitting", kNo}));
    const TrackId b = m_document->state().nextId;
    QVERIFY(run(SplitTrack{a, 10, {}}));
    QVERIFY((track(a).attributes == AttributeList{{"carrying", "bag", {5, 9}}, {"sitting", kNo, kAllFrames}}));
    QVERIFY((track(b).attributes == AttributeList{{"carrying", "bag", {10, 14}}, {"sitting", kNo, kAllFrames}}));
}

void TestLabels::joinKeepsWhatBothSaid()
{
    const TrackId a = add({0, 9});
    const TrackId b = add({15, 29});
    QVERIFY(run(SetAttribute{{a}, "carrying", "bag", {5, 9}}));
    QVERIFY(run(SetAttribute{{b}, "carrying", "box", {8, 20}})); // the first boxes of these frames are a's
    QVERIFY(run(SetAttribute{{b}, "sitting", kYes}));
    QVERIFY(run(SetAbsent{a, {11, 12}}));
    QVERIFY(run(JoinTracks{a, b, Fill::Linear}));
    QCOMPARE(said(a, 9), std::string("bag"));
    QCOMPARE(said(a, 15), std::string("box"));
    QVERIFY(attributeAt(track(a).attributes, "sitting", 3) != nullptr);
    QVERIFY(track(a).at(10) != nullptr && track(a).at(13) != nullptr);
    QVERIFY(track(a).at(11) == nullptr && track(a).at(12) == nullptr); // filling stays out
}

void TestLabels::swapExchangesTheFramesSaid()
{
    const TrackId a = add({0, 19});
    const TrackId b = add({0, 19});
    QVERIFY(run(SetAttribute{{a}, "carrying", "bag", {5, 14}}));
    QVERIFY(run(SetAttribute{{b}, "carrying", "box", {12, 19}}));
    QVERIFY(run(SwapTracks{a, b, fromHere(10)}));
    QVERIFY((track(a).attributes == AttributeList{{"carrying", "bag", {5, 9}}, {"carrying", "box", {12, 19}}}));
    QVERIFY((track(b).attributes == AttributeList{{"carrying", "bag", {10, 14}}}));
}

void TestLabels::aNewNumberTakesEverythingAlong()
{
    const TrackId a = add({0, 9});
    QVERIFY(run(SetAttribute{{a}, "carrying", "bag", {5, 30}}));
    QVERIFY(run(SetAttribute{{a}, "sitting", kYes}));
    QVERIFY(run(SetNote{0, {a, 4, "look"}}));
    const AttributeList before = track(a).attributes;
    QVERIFY(run(ChangeId{a, TrackId{77}, kAllFrames}));
    QVERIFY(track(TrackId{77}).attributes == before);
    QVERIFY(m_document->state().notes.at(1).track == TrackId{77});
}

void TestLabels::absenceIsAGap()
{
    const TrackId a = add({0, 29}, {10, 19});
    QVERIFY(run(SetAbsent{a, {5, 15}}).error().code == ErrorCode::Conflict);
    QVERIFY(run(FillGaps{a, kAllFrames}));
    QVERIFY(run(SetAbsent{a, {10, 19}})); // interpolated boxes go
    QCOMPARE(gapsOf(track(a)).size(), std::size_t{1});
    QVERIFY(run(FillGaps{a, kAllFrames})->empty());
    QVERIFY(run(SetBox{a, 15, {1, 2, 30, 40}})); // seen after all
    QVERIFY((track(a).absences == std::vector<FrameRange>{{10, 14}, {16, 19}}));
    QVERIFY(run(SetAbsent{a, {16, 19}, false}));
    QVERIFY(run(FillGaps{a, kAllFrames}));
    QVERIFY(track(a).at(17) != nullptr && track(a).at(12) == nullptr);
}

void TestLabels::importsStayOutOfAbsences()
{
    const TrackId a = add({0, 29}, {10, 19});
    QVERIFY(run(SetAbsent{a, {12, 14}}));
    auto found = std::make_shared<Track>();
    found->id = a;
    for (FrameIndex frame = 10; frame < 20; ++frame)
        found->boxes.push_back({frame, {1, 2, 3, 4}, 0.9F, 1, BoxOrigin::Tracker});
    QVERIFY(run(ImportRun{RunId{1}, {10, 19}, {found}}));
    QVERIFY((gapsOf(track(a)) == std::vector<FrameRange>{{12, 14}}));
}

void TestLabels::notesFollowTracks()
{
    const TrackId a = add({0, 29});
    const TrackId b = add({40, 49});
    QVERIFY(run(SetNote{0, {TrackId::kInvalid, 7, ""}})); // 1: a bookmark
    QVERIFY(run(SetNote{0, {a, 20, "odd"}}));             // 2
    QVERIFY(run(SetNote{0, {b, 44, "late"}}));            // 3
    QVERIFY(run(SetNote{0, {TrackId{99}, 3, "x"}}).error().code == ErrorCode::NotFound);
    QVERIFY(run(SetNote{9, {a, 3, "x"}}).error().code == ErrorCode::NotFound);
    QVERIFY(run(JoinTracks{a, b, Fill::None}));
    QVERIFY(m_document->state().notes.at(3).track == a);
    const TrackId c = m_document->state().nextId;
    QVERIFY(run(SplitTrack{a, 15, {}}));
    QVERIFY(m_document->state().notes.at(2).track == c);
    QVERIFY(m_document->state().notes.at(1).track == TrackId::kInvalid);
    QVERIFY(run(SetNote{2, {c, 20, "settled"}}));
    QVERIFY(run(DeleteTracks{{c}}));
    QVERIFY(run(SetNote{2, {c, 20, "still readable"}}));
    QVERIFY(run(RemoveNote{2}));
    QVERIFY(run(RemoveNote{2}).error().code == ErrorCode::NotFound);
    QVERIFY(m_history->goTo(0));
    QVERIFY(m_document->state().notes.empty());
}

QTEST_GUILESS_MAIN(TestLabels)
#include "tst_labels.moc"
