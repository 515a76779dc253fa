// What the widgets keep of a document, updated change by change, equals what a fresh look at the document gives.
#include "core/annotation/history.h"
#include "ui/models/document_view.h"
#include "ui/models/track_list_model.h"
#include "ui/timeline/lane_layout.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace tw;
using namespace tw::ui;
namespace a = tw::annotation;

namespace {

constexpr FrameIndex kFrames = 600;

a::Track trackOf(int id, FrameRange frames, a::BoxOrigin origin = a::BoxOrigin::Tracker)
{
    a::Track track;
    track.id = TrackId{id};
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        a::TrackBox box;
        box.frame = frame;
        box.box = {10.0 * id, 20.0 + frame, 30, 80};
        box.score = 0.5F;
        box.origin = origin;
        track.boxes.push_back(box);
    }
    return track;
}

void compareViews(const DocumentView& kept, const DocumentView& fresh)
{
    QCOMPARE(kept.tracks().size(), fresh.tracks().size());
    for (const auto& [id, summary] : fresh.tracks()) {
        const TrackSummaryPtr other = kept.find(id);
        QVERIFY(other != nullptr);
        QCOMPARE(other->runs(), summary->runs());
        QVERIFY(other->track() == summary->track());
    }
    for (FrameIndex frame = 0; frame < kFrames; ++frame) {
        const auto at = static_cast<std::size_t>(frame);
        QCOMPARE(kept.peopleCount()[at], fresh.peopleCount()[at]);
        const auto boxes = kept.boxesAt(frame), wanted = a::boxesAt(fresh.state(), frame);
        QCOMPARE(boxes.size(), wanted.size());
        for (std::size_t i = 0; i < boxes.size(); ++i)
            QVERIFY(boxes[i].id == wanted[i].id && *boxes[i].box == *wanted[i].box);
    }
}

void checkLanes(const LaneLayout& lanes, const DocumentView& document)
{
    std::size_t entries = 0;
    for (const Lane& lane : lanes.lanes()) {
        for (std::size_t i = 0; i < lane.size(); ++i) {
            QCOMPARE(lanes.laneOf(lane[i].track->id()), static_cast<int>(&lane - lanes.lanes().data()));
            QCOMPARE(lane[i].track, document.find(lane[i].track->id()));
            if (i > 0)
                QVERIFY(lane[i].first > lane[i - 1].last);
        }
        entries += lane.size();
    }
    QCOMPARE(entries, document.tracks().size());
    QVERIFY(lanes.lanes().empty() || !lanes.lanes().back().empty());
}

a::Edit randomEdit(std::mt19937& random, const a::DocumentState& state)
{
    const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
    const auto track = [&] {
        if (state.tracks.empty())
            return TrackId{1};
        auto it = state.tracks.begin();
        std::advance(it, pick(0, static_cast<int>(state.tracks.size()) - 1));
        return it->first;
    };
    const FrameIndex frame = pick(0, kFrames - 1);
    switch (pick(0, 9)) {
    case 0: return a::CreateTrack{trackOf(0, {frame, std::min(frame + pick(1, 150), kFrames - 1)})};
    case 1: return a::SetBox{track(), frame, {1.0 * pick(0, 500), 5, 20, 40}};
    case 2: return a::DeleteBoxes{track(), {frame, frame + pick(0, 80)}};
    case 3: return a::SplitTrack{track(), frame, TrackId::kInvalid};
    case 4: return a::JoinTracks{track(), track(), a::Fill::Linear};
    case 5: return a::SwapTracks{track(), track(), a::fromHere(frame)};
    case 6: return a::SetHidden{{track()}, pick(0, 1) == 1};
    case 7: return a::SetKeyframe{track(), frame, true};
    case 8: return a::SetVerified{track(), {frame, frame + 50}, true};
    default: return a::EndTrack{track(), frame};
    }
}

} // namespace

class TestDocumentView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsShowHowSureBoxesAre();
    void followsRandomEditsAndUndo();
    void listFollows();
    void lanesPackAndKeepTheirPlace();
};

void TestDocumentView::runsShowHowSureBoxesAre()
{
    a::Track track = trackOf(3, {10, 19});
    track.boxes[4].keyframe = true;
    track.boxes[7].origin = a::BoxOrigin::Interpolated;
    track.boxes[9].verified = true;
    track.boxes.erase(track.boxes.begin() + 1);
    const TrackSummary summary(std::make_shared<const a::Track>(track));
    const std::vector<TrackRun> wanted{{10, 10, RunStyle::Predicted},    {12, 13, RunStyle::Predicted},
                                       {14, 14, RunStyle::Human},        {15, 16, RunStyle::Predicted},
                                       {17, 17, RunStyle::Interpolated}, {18, 18, RunStyle::Predicted},
                                       {19, 19, RunStyle::Human}};
    QCOMPARE(summary.runs(), wanted);
    QCOMPARE(summary.boxCount(), std::size_t{9});
    QVERIFY(summary.hasHumanBoxes());
    QCOMPARE(firstRunEndingAt(summary.runs(), 11), std::size_t{1});
    QCOMPARE(firstRunEndingAt(summary.runs(), 20), summary.runs().size());
}

void TestDocumentView::followsRandomEditsAndUndo()
{
    a::Document document;
    a::History history(document);
    history.setMergeWindow(std::chrono::milliseconds(0));
    DocumentView kept;
    kept.reset(document.snapshot(), kFrames);
    LaneLayout packed;
    packed.rebuild(kept.tracks(), true, 6);
    connect(&kept, &DocumentView::changed, this, [&](const DocumentDiff& diff) { packed.apply(kept, diff); });
    const Subscription observer =
        history.observe([&](const a::Change& change) { kept.apply(*change.set, document.snapshot()); });
    std::mt19937 random(20240607);
    int done = 0;
    for (int i = 0; i < 600; ++i) {
        const int what = std::uniform_int_distribution<int>(0, 9)(random);
        if (what == 0 && history.canUndo())
            QVERIFY(history.undo().has_value());
        else if (what == 1 && history.canRedo())
            QVERIFY(history.redo().has_value());
        else if (history.run(randomEdit(random, document.state())))
            ++done;
        if (i % 100 == 99) {
            DocumentView fresh;
            fresh.reset(document.snapshot(), kFrames);
            compareViews(kept, fresh);
            checkLanes(packed, kept);
        }
    }
    QVERIFY(done > 200);
    QVERIFY(history.goTo(0).has_value());
    QVERIFY(kept.tracks().empty());
    QVERIFY(packed.lanes().empty());
    QCOMPARE(kept.maximumPeople(), 0);
}

void TestDocumentView::listFollows()
{
    a::Document document;
    a::History history(document);
    DocumentView view;
    view.reset(document.snapshot(), kFrames);
    TrackListModel model(view);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    TrackFilter filter;
    filter.setSourceModel(&model);
    filter.setSortRole(TrackListModel::kSortRole);
    filter.sort(TrackListModel::kLength, Qt::DescendingOrder);
    const Subscription observer =
        history.observe([&](const a::Change& change) { view.apply(*change.set, document.snapshot()); });
    QVERIFY(history.run(a::CreateTrack{trackOf(12, {0, 9})}).has_value());
    QVERIFY(history.run(a::CreateTrack{trackOf(3, {50, 149})}).has_value());
    QVERIFY(history.run(a::CreateTrack{trackOf(123, {5, 44})}).has_value());
    QVERIFY(history.run(a::Rename{TrackId{3}, "Anna"}).has_value());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.idAt(0), TrackId{3});
    QCOMPARE(model.rowOf(TrackId{123}), 2);
    QCOMPARE(filter.index(0, TrackListModel::kTrack).data().toString(), QStringLiteral("3  Anna"));
    QCOMPARE(filter.index(2, TrackListModel::kLength).data().toInt(), 10);
    QCOMPARE(filter.index(2, TrackListModel::kFirst).data().toInt(), 1); // as people count

    const auto shown = [&](const char* text) {
        filter.setText(QString::fromLatin1(text));
        return filter.rowCount();
    };
    QCOMPARE(shown("12"), 2);
    QCOMPARE(shown("ann"), 1);
    QCOMPARE(shown("len<20"), 1);
    QCOMPARE(shown("len>=40 score>0.4"), 2);
    QCOMPARE(shown("first>100"), 0);
    QCOMPARE(shown("hidden"), 0);
    QVERIFY(history.run(a::SetHidden{{TrackId{12}}, true}).has_value());
    QCOMPARE(shown("hidden"), 1);
    QVERIFY(history.run(a::DeleteTracks{{TrackId{12}}}).has_value());
    QCOMPARE(shown(""), 2);
    QSignalSpy renamed(&model, &TrackListModel::renameWanted);
    QVERIFY(model.setData(model.index(0, TrackListModel::kTrack), QStringLiteral(" Bert "), Qt::EditRole));
    QCOMPARE(renamed.front().at(1).toString(), QStringLiteral("Bert"));
}

void TestDocumentView::lanesPackAndKeepTheirPlace()
{
    a::Document document;
    a::History history(document);
    DocumentView view;
    view.reset(document.snapshot(), kFrames);
    LaneLayout packed, single;
    packed.rebuild(view.tracks(), true, 10);
    single.rebuild(view.tracks(), false, 10);
    connect(&view, &DocumentView::changed, this, [&](const DocumentDiff& diff) {
        packed.apply(view, diff);
        single.apply(view, diff);
    });
    const Subscription observer =
        history.observe([&](const a::Change& change) { view.apply(*change.set, document.snapshot()); });
    QVERIFY(history.run(a::CreateTrack{trackOf(1, {0, 99})}).has_value());
    QVERIFY(history.run(a::CreateTrack{trackOf(2, {50, 149})}).has_value());
    QVERIFY(history.run(a::CreateTrack{trackOf(3, {105, 199})}).has_value()); // too close behind 1
    QVERIFY(history.run(a::CreateTrack{trackOf(4, {300, 399})}).has_value());
    QCOMPARE(packed.laneOf(TrackId{1}), 0);
    QCOMPARE(packed.laneOf(TrackId{2}), 1);
    QCOMPARE(packed.laneOf(TrackId{3}), 2);
    QCOMPARE(packed.laneOf(TrackId{4}), 0);
    QCOMPARE(packed.lanes().size(), std::size_t{3});
    QCOMPARE(single.lanes().size(), std::size_t{4});
    QCOMPARE(single.laneOf(TrackId{4}), 3);
    // an edit that still fits leaves the lane alone, whatever a new packing would do
    QVERIFY(history.run(a::DeleteBoxes{TrackId{3}, {105, 150}}).has_value());
    QCOMPARE(packed.laneOf(TrackId{3}), 2);
    QVERIFY(history.run(a::DeleteTracks{{TrackId{3}}}).has_value());
    QCOMPARE(packed.lanes().size(), std::size_t{2});
    QCOMPARE(packed.laneOf(TrackId{3}), -1);
}

QTEST_MAIN(TestDocumentView)
#include "tst_document_view.moc"
