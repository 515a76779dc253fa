// What each edit does to a document, and what it refuses.

#include "core/annotation/history.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/limits.h"

#include <QtTest/QtTest>

using namespace tw;
using namespace tw::annotation;

namespace {

constexpr TrackId kA{1};
constexpr TrackId kB{2};
constexpr TrackId kC{3};

TrackBox boxAt(FrameIndex frame, double left, BoxOrigin origin = BoxOrigin::Tracker)
{
    TrackBox box;
    box.frame = frame;
    box.box = {left, 10, 20, 40};
    box.origin = origin;
    return box;
}

Track track(TrackId id, FrameIndex first, FrameIndex last, BoxOrigin origin = BoxOrigin::Tracker)
{
    Track out;
    out.id = id;
    for (FrameIndex frame = first; frame <= last; ++frame)
        out.boxes.push_back(boxAt(frame, 100.0 * number(id) + frame, origin));
    return out;
}

} // namespace

class TestEdits : public QObject
{
    Q_OBJECT

private:
    void expect(const Edit& edit)
    {
        const auto result = m_history->run(edit);
        QVERIFY2(result, result ? "" : result.error().message().c_str());
    }
    void refuse(const Edit& edit, ErrorCode code)
    {
        const Snapshot before = m_document->snapshot();
        const auto result = m_history->run(edit);
        QVERIFY(!result);
        QCOMPARE(toString(result.error().code), toString(code));
        QVERIFY(m_document->snapshot() == before);
    }
    const Track& get(TrackId id) const
    {
        static const Track kNone;
        const TrackPtr found = m_document->find(id);
        return found ? *m_document->state().tracks.at(id) : kNone;
    }
    bool has(TrackId id, FrameIndex frame) const { return get(id).at(frame) != nullptr; }

    std::optional<Document> m_document;
    std::optional<History> m_history;

private Q_SLOTS:
    // 1: frames 0-9, 2: frames 5-14, 3: frames 20-24, all from a tracker
    void init()
    {
        m_document.emplace();
        m_history.emplace(*m_document);
        m_history->setMergeWindow(std::chrono::milliseconds(-1));
        expect(CreateTrack{track(kA, 0, 9)});
        expect(CreateTrack{track(kB, 5, 14)});
        expect(CreateTrack{track(kC, 20, 24)});
    }

    void setBox()
    {
        expect(SetBox{kA, 4, {1, 2, 3, 4}});
        const TrackBox& moved = *get(kA).at(4);
        QVERIFY(moved.box == (Box{1, 2, 3, 4}) && moved.keyframe && moved.origin == BoxOrigin::Manual);
        expect(SetBox{kA, 30, {1, 2, 3, 4}}); // far behind the end: the gap stays a gap
        QCOMPARE(get(kA).boxes.size(), 11U);
        QVERIFY(!has(kA, 20));
        refuse(SetBox{TrackId{9}, 4, {1, 2, 3, 4}}, ErrorCode::NotFound);
        refuse(SetBox{kA, -1, {1, 2, 3, 4}}, ErrorCode::InvalidArgument);
        refuse(SetBox{kA, 4, {1, 2, 0, 4}}, ErrorCode::InvalidArgument);
    }

    void setBoxMovesItsInterpolatedNeighbours()
    {
        expect(DeleteBoxes{kA, {1, 8}});
        expect(FillGaps{kA, kAllFrames});
        QCOMPARE(get(kA).at(5)->origin, BoxOrigin::Interpolated);
        expect(SetBox{kA, 5, {505, 10, 20, 40}});
        // Left of it the line from frame 0 (left = 100), right of it the line to frame 9 (left = 109).
        QCOMPARE(get(kA).at(1)->box.left, 100 + (505 - 100) / 5.0);
        QCOMPARE(get(kA).at(4)->box.left, 100 + (505 - 100) * 4 / 5.0);
        QCOMPARE(get(kA).at(7)->box.left, 505 + (109 - 505) / 2.0);
        QCOMPARE(get(kA).at(0)->box.left, 100.0);
        QCOMPARE(get(kA).at(9)->box.left, 109.0);
        // A second one binds only the stretch up to the first.
        expect(SetBox{kA, 3, {303, 10, 20, 40}});
        QCOMPARE(get(kA).at(4)->box.left, (303 + 505) / 2.0);
        QCOMPARE(get(kA).at(7)->box.left, 505 + (109 - 505) / 2.0);
        // Taking the keyframe of a filled box away lays it back on the line.
        expect(SetKeyframe{kA, 4, true});
        expect(SetBox{kA, 3, {103, 10, 20, 40}});
        QCOMPARE(get(kA).at(4)->box.left, (303 + 505) / 2.0);
        expect(SetKeyframe{kA, 4, false});
        QCOMPARE(get(kA).at(4)->box.left, (103 + 505) / 2.0);
    }

    void deleting()
    {
        expect(DeleteBoxes{kA, {9, 9}}); // on the last frame: this box only
        QCOMPARE(get(kA).lastFrame(), 8);
        QCOMPARE(get(kA).boxes.size(), 9U);
        expect(DeleteBoxes{kA, fromHere(5)});
        QCOMPARE(get(kA).lastFrame(), 4);
        refuse(DeleteBoxes{kA, {5, 9}}, ErrorCode::NotFound);
        refuse(DeleteBoxes{kA, {4, 3}}, ErrorCode::InvalidArgument);
        expect(DeleteBoxes{kA, kAllFrames});
        QVERIFY(!m_document->find(kA));
        expect(DeleteTracks{{kB, kC, kB}});
        QVERIFY(m_document->state().tracks.empty());
        refuse(DeleteTracks{{kB}}, ErrorCode::NotFound);
        refuse(DeleteTracks{}, ErrorCode::InvalidArgument);
    }

    void numbersAreNotReused()
    {
        expect(DeleteTracks{{kC}});
        expect(CreateTrack{track(TrackId::kInvalid, 0, 3)});
        QVERIFY(!m_document->find(kC));
        QVERIFY(m_document->find(TrackId{4}));
        expect(CreateTrack{track(TrackId{40}, 0, 3)});
        expect(SplitTrack{kA, 5, {}});
        QVERIFY(m_document->find(TrackId{41}));
        refuse(CreateTrack{track(kA, 0, 3)}, ErrorCode::Conflict);
        refuse(CreateTrack{Track{}}, ErrorCode::InvalidArgument);
        refuse(CreateTrack{track(TrackId{-4}, 0, 3)}, ErrorCode::InvalidArgument);
        refuse(CreateTrack{track(TrackId{std::numeric_limits<std::int32_t>::max()}, 0, 3)}, ErrorCode::InvalidArgument);
        refuse(CreateTrack{track(TrackId{kLargestTrackId + 1}, 0, 3)}, ErrorCode::InvalidArgument);
        // The largest number that a person may give leaves room for new tracks
        Track last;
        last.id = TrackId{kLargestTrackId};
        last.boxes = {boxAt(0, 5)};
        expect(CreateTrack{last});
        expect(CreateTrack{track(TrackId::kInvalid, 0, 3)});
        Track far = track({}, 0, 3);
        far.boxes[1].box.left = 1e308;
        refuse(CreateTrack{far}, ErrorCode::InvalidArgument);
        refuse(SetBox{kA, 2, {0, 0, 1e308, 5}}, ErrorCode::InvalidArgument);
        Track unsorted = track({}, 0, 3);
        std::swap(unsorted.boxes[0], unsorted.boxes[1]);
        refuse(CreateTrack{unsorted}, ErrorCode::InvalidArgument);
    }

    void split()
    {
        expect(Rename{kA, "Anna"});
        expect(SplitTrack{kA, 4, TrackId{77}});
        QCOMPARE(get(kA).lastFrame(), 3);
        QCOMPARE(get(TrackId{77}).firstFrame(), 4);
        QCOMPARE(get(TrackId{77}).lastFrame(), 9);
        QCOMPARE(get(kA).name, std::string("Anna"));
        QVERIFY(get(TrackId{77}).name.empty());
        refuse(SplitTrack{kA, 0, {}}, ErrorCode::InvalidArgument);
        refuse(SplitTrack{kA, 4, {}}, ErrorCode::InvalidArgument);
        refuse(SplitTrack{kA, 2, kB}, ErrorCode::Conflict);
    }

    void join()
    {
        refuse(JoinTracks{kA, kB}, ErrorCode::Conflict); // both there in frames 5-9
        refuse(JoinTracks{kA, kA}, ErrorCode::InvalidArgument);
        expect(JoinTracks{kB, kC, Fill::Linear});
        QVERIFY(!m_document->find(kC));
        QCOMPARE(get(kB).boxes.size(), 20U); // 5-24 without a gap
        QCOMPARE(get(kB).at(17)->origin, BoxOrigin::Interpolated);
        QCOMPARE(get(kB).at(17)->box.left, 214 + (320 - 214) / 2.0);
        QVERIFY(m_history->undo());
        expect(JoinTracks{kC, kB, Fill::None}); // the earlier one into the later one
        QCOMPARE(get(kC).firstFrame(), 5);
        QVERIFY(!has(kC, 17));
    }

    void joinFillsOnlyTheSeams()
    {
        expect(DeleteBoxes{kB, {8, 10}}); // a gap of its own stays
        expect(JoinTracks{kB, kC, Fill::Linear});
        QVERIFY(!has(kB, 9));
        QVERIFY(has(kB, 17));
    }

    void swap()
    {
        expect(SwapTracks{kA, kB, {6, 7}});
        QCOMPARE(get(kA).at(6)->box.left, 206.0);
        QCOMPARE(get(kB).at(7)->box.left, 107.0);
        QCOMPARE(get(kA).at(8)->box.left, 108.0);
        QVERIFY(m_history->undo());
        expect(SwapTracks{kA, kB, fromHere(8)}); // 1 ends at 9, 2 at 14: they end the other way round now
        QCOMPARE(get(kA).lastFrame(), 14);
        QCOMPARE(get(kB).lastFrame(), 9);
        QCOMPARE(get(kA).at(14)->box.left, 214.0);
        expect(SwapTracks{kA, kC, fromHere(15)}); // one of them has ended before
        QCOMPARE(get(kA).lastFrame(), 24);
        QVERIFY(!m_document->find(kC)); // nothing is left of it
        QVERIFY(m_history->undo());
        expect(SwapTracks{kA, kC, kAllFrames});
        QCOMPARE(get(kC).lastFrame(), 14);
        QCOMPARE(get(kA).firstFrame(), 20);
        refuse(SwapTracks{kA, kC, {100, 200}}, ErrorCode::NotFound);
        refuse(SwapTracks{kA, kA, kAllFrames}, ErrorCode::InvalidArgument);
    }

    void changeId()
    {
        refuse(ChangeId{kA, kB, kAllFrames}, ErrorCode::Conflict);
        refuse(ChangeId{kA, kA, kAllFrames}, ErrorCode::InvalidArgument);
        refuse(ChangeId{kA, kB, {50, 60}}, ErrorCode::NotFound);
        expect(ChangeId{kA, kC, {0, 4}});
        QCOMPARE(get(kC).firstFrame(), 0);
        QCOMPARE(get(kA).firstFrame(), 5);
        expect(ChangeId{kA, {}, fromHere(7)});
        QCOMPARE(get(TrackId{4}).firstFrame(), 7);
        expect(Rename{kB, "Bo"});
        expect(SetColor{kB, 0xFF0000U});
        expect(ChangeId{kB, TrackId{500}, kAllFrames}); // the whole track: name and colour go along
        QVERIFY(!m_document->find(kB));
        QCOMPARE(get(TrackId{500}).name, std::string("Bo"));
        QVERIFY(get(TrackId{500}).color == 0xFF0000U);
        QCOMPARE(get(TrackId{500}).id, TrackId{500});
    }

    void fillAndClear()
    {
        expect(DeleteBoxes{kA, {2, 3}});
        expect(DeleteBoxes{kA, {6, 7}});
        expect(FillGaps{kA, {0, 4}});
        QVERIFY(has(kA, 2) && has(kA, 3) && !has(kA, 6));
        QCOMPARE(get(kA).at(3)->box.left, 103.0);
        expect(FillGaps{kA, {7, 7}}); // a part of a gap lies on the same line
        QVERIFY(!has(kA, 6));
        QCOMPARE(get(kA).at(7)->box.left, 107.0);
        expect(SetKeyframe{kA, 3, true});
        expect(ClearInterpolated{kA, kAllFrames});
        QVERIFY(!has(kA, 2) && has(kA, 3) && !has(kA, 7));
        const auto nothing = m_history->run(ClearInterpolated{kB, kAllFrames});
        QVERIFY(nothing && nothing->empty());
    }

    void attributes()
    {
        expect(SetClass{{kA, kB}, ClassId{7}});
        QCOMPARE(number(get(kB).classId), 7);
        refuse(SetClass{{kA}, ClassId{0}}, ErrorCode::InvalidArgument);
        expect(SetVisibility{kA, {2, 4}, 0.25F});
        QCOMPARE(get(kA).at(4)->visibility, 0.25F);
        QCOMPARE(get(kA).at(5)->visibility, 1.0F);
        refuse(SetVisibility{kA, {2, 4}, 1.5F}, ErrorCode::InvalidArgument);
        refuse(SetVisibility{kA, {2, 4}, std::numeric_limits<float>::quiet_NaN()}, ErrorCode::InvalidArgument);
        expect(SetOccluded{kA, {3, 3}, true});
        QVERIFY(get(kA).at(3)->occluded && !get(kA).at(4)->occluded);
        expect(SetHidden{{kA}, true});
        QVERIFY(get(kA).hidden);
        refuse(SetColor{kA, 0x1000000U}, ErrorCode::InvalidArgument);
        expect(EndTrack{kA, 6});
        QCOMPARE(get(kA).lastFrame(), 6);
        refuse(EndTrack{kC, 10}, ErrorCode::InvalidArgument); // it begins later: that would delete it
    }

    void verified()
    {
        expect(SetVerified{kA, {2, 4}, true});
        QVERIFY(get(kA).at(3)->verified && !get(kA).at(5)->verified);
        expect(SetVerified{{}, {10, 20}, true});
        expect(SetVerified{{}, {21, 22}, true});
        QCOMPARE(m_document->state().verifiedFrames.size(), 1U);
        expect(SetVerified{{}, {15, 15}, false});
        QCOMPARE(m_document->state().verifiedFrames.size(), 2U);
        expect(SetVerified{{}, kAllFrames, true});
        QVERIFY(m_document->state().verifiedFrames == std::vector<FrameRange>{kAllFrames});
        expect(SetVerified{{}, kAllFrames, false});
        QVERIFY(m_document->state().verifiedFrames.empty());
    }

    void lockedTracksRefuse()
    {
        expect(SetLocked{{kA}, true});
        const std::vector<Edit> edits{SetBox{kA, 1, {1, 1, 1, 1}},
                                      DeleteBoxes{kA, {1, 1}},
                                      DeleteTracks{{kC, kA}},
                                      SplitTrack{kA, 5, {}},
                                      JoinTracks{kA, kC},
                                      JoinTracks{kC, kA},
                                      SwapTracks{kB, kA, kAllFrames},
                                      ChangeId{kA, {}, kAllFrames},
                                      ChangeId{kC, kA, kAllFrames},
                                      FillGaps{kA, kAllFrames},
                                      ClearInterpolated{kA, kAllFrames},
                                      SetClass{{kA}, ClassId{2}},
                                      SetVisibility{kA, {1, 1}, 0.5F},
                                      SetOccluded{kA, {1, 1}, true},
                                      SetKeyframe{kA, 1, true},
                                      EndTrack{kA, 4},
                                      SetVerified{kA, {1, 1}, true},
                                      Rename{kA, "x"}};
        for (const Edit& edit : edits)
            refuse(edit, ErrorCode::Conflict);
        expect(SetHidden{{kA}, true});
        expect(SetColor{kA, 0x123456U});
        expect(SetLocked{{kA}, false});
        expect(Rename{kA, "x"});
    }

    void compound()
    {
        expect(Compound{"Tidy up", {DeleteTracks{{kC}}, Compound{"", {Rename{kA, "Anna"}, SplitTrack{kA, 5, {}}}}}});
        QCOMPARE(m_history->steps().back().label, std::string("Tidy up"));
        QCOMPARE(get(kA).lastFrame(), 4);
        QVERIFY(m_history->undo());
        QVERIFY(m_document->find(kC) && get(kA).name.empty());
        refuse(Compound{"", {DeleteTracks{{kC}}, DeleteTracks{{kC}}}}, ErrorCode::NotFound);
        // Later parts see what earlier ones did: a track without boxes is no track any more.
        refuse(Compound{"", {DeleteBoxes{kA, kAllFrames}, Rename{kA, "x"}}}, ErrorCode::NotFound);
        expect(Compound{"", {DeleteBoxes{kA, kAllFrames}, CreateTrack{track(kA, 50, 51)}}});
        QCOMPARE(get(kA).firstFrame(), 50);
        Edit deep = Rename{kB, "x"};
        for (int i = 0; i < 40; ++i)
            deep = Compound{"", {deep}};
        refuse(deep, ErrorCode::InvalidArgument);
    }

    void importEntersWithoutCopying()
    {
        auto one = std::make_shared<Track>(track(TrackId{8}, 30, 39));
        one->run = RunId{3};
        expect(ImportRun{RunId{3}, {30, 39}, {one}});
        QVERIFY(m_document->find(TrackId{8}) == one); // the pointer itself
        expect(ImportRun{RunId{4}, {40, 49}, {std::make_shared<Track>(track(TrackId{8}, 40, 49))}});
        QCOMPARE(get(TrackId{8}).boxes.size(), 20U);
        QCOMPARE(get(TrackId{8}).run, RunId{3}); // the run it entered with
        refuse(ImportRun{RunId{4}, {40, 45}, {std::make_shared<Track>(track(TrackId{9}, 40, 49))}},
               ErrorCode::InvalidArgument);
        refuse(ImportRun{RunId{4}, kAllFrames, {one, one}}, ErrorCode::InvalidArgument);
        refuse(ImportRun{RunId{4}, kAllFrames, {nullptr}}, ErrorCode::InvalidArgument);
        refuse(ImportRun{RunId{4}, kAllFrames, {std::make_shared<Track>(track({}, 0, 1))}}, ErrorCode::InvalidArgument);
    }

    void importKeepsWhatAPersonDid()
    {
        expect(SetBox{kA, 2, {7, 7, 7, 7}});
        expect(SetKeyframe{kA, 4, true});
        expect(SetVerified{kA, {6, 6}, true});
        expect(SetVerified{{}, {8, 8}, true});
        Track again = track(kA, 0, 12);
        for (TrackBox& box : again.boxes)
            box.box.left = 900;
        expect(ImportRun{RunId{2}, {0, 12}, {std::make_shared<Track>(again)}});
        QCOMPARE(get(kA).at(2)->box.left, 7.0);
        QCOMPARE(get(kA).at(4)->box.left, 104.0);
        QCOMPARE(get(kA).at(6)->box.left, 106.0);
        QCOMPARE(get(kA).at(8)->box.left, 108.0);
        QCOMPARE(get(kA).at(3)->box.left, 900.0); // untouched
        QCOMPARE(get(kA).at(12)->box.left, 900.0);
        // A file's boxes are better than a tracker's, and the other way round they give way.
        expect(CreateTrack{track(TrackId{9}, 0, 5, BoxOrigin::Imported)});
        again.id = TrackId{9};
        expect(ImportRun{RunId{2}, {0, 12}, {std::make_shared<Track>(again)}});
        QCOMPARE(get(TrackId{9}).at(3)->box.left, 903.0);
        QCOMPARE(get(TrackId{9}).at(7)->box.left, 900.0);
        expect(SetLocked{{kB}, true});
        again.id = kB;
        expect(Compound{"", {ImportRun{RunId{2}, {0, 12}, {std::make_shared<Track>(again)}}, SetHidden{{kB}, true}}});
        QCOMPARE(get(kB).at(6)->box.left, 206.0);
    }

    void importReplacesUntouchedBoxes()
    {
        expect(SetBox{kA, 2, {7, 7, 7, 7}});
        expect(SetVerified{kB, {6, 6}, true});
        expect(CreateTrack{track(TrackId{9}, 0, 30, BoxOrigin::Imported)});
        expect(ImportRun{RunId{2}, {0, 12}, {std::make_shared<Track>(track(TrackId{50}, 0, 12))}, true});
        QCOMPARE(get(kA).boxes.size(), 1U); // frame 2
        QCOMPARE(get(kB).boxes.size(), 3U); // frame 6, and 13-14 outside the range
        QCOMPARE(get(kC).boxes.size(), 5U);
        QCOMPARE(get(TrackId{9}).boxes.size(), 31U); // from a file
        QVERIFY(m_document->find(TrackId{50}));
        // The same identity comes again: its name stays even when all of its boxes made room.
        expect(Rename{kC, "Cy"});
        expect(ImportRun{RunId{3}, {15, 30}, {std::make_shared<Track>(track(kC, 16, 18))}, true});
        QCOMPARE(get(kC).boxes.size(), 3U);
        QCOMPARE(get(kC).name, std::string("Cy"));
    }

    void importReplacesWhatHangsOnReplacedBoxes()
    {
        expect(SetBox{kA, 0, {0, 0, 9, 9}});
        expect(SetBox{kA, 4, {0, 0, 9, 9}});
        expect(DeleteBoxes{kA, {1, 3}});
        expect(DeleteBoxes{kA, {5, 8}});
        expect(FillGaps{kA, kAllFrames});
        expect(ImportRun{RunId{2}, {0, 12}, {}, true});
        QVERIFY(has(kA, 2));  // between two boxes of a person
        QVERIFY(!has(kA, 6)); // led to a tracker box that is gone
        QVERIFY(!has(kA, 9));
    }

    void importWithNewNumbers()
    {
        ImportRun edit{{}, kAllFrames, {}, false, false};
        edit.tracks = {std::make_shared<Track>(track(kA, 0, 2, BoxOrigin::Imported)),
                       std::make_shared<Track>(track(TrackId{12}, 0, 2, BoxOrigin::Imported)),
                       std::make_shared<Track>(track({}, 0, 2, BoxOrigin::Imported))};
        expect(edit);
        QCOMPARE(get(kA).boxes.size(), 10U);
        QCOMPARE(get(TrackId{12}).boxes.size(), 3U);
        QCOMPARE(get(TrackId{13}).boxes.front().box.left, 100.0); // 1 was taken, and 12 belonged to the import
        QCOMPARE(get(TrackId{14}).boxes.size(), 3U);
    }

    void framesNoVideoHas()
    {
        refuse(SetBox{kA, kLastFrame, {1, 2, 3, 4}}, ErrorCode::InvalidArgument);
        expect(SetBox{kA, kLastFrame - 1, {1, 2, 3, 4}});
        refuse(FillGaps{kA, kAllFrames}, ErrorCode::InvalidArgument); // would be two billion boxes
        expect(FillGaps{kA, {0, 100}});
        expect(SplitTrack{kA, 1000, TrackId{90}});
        refuse(JoinTracks{TrackId{90}, kB, Fill::Linear}, ErrorCode::InvalidArgument);
        expect(JoinTracks{TrackId{90}, kB, Fill::None});
    }

    void extremeNumbersStayFinite()
    {
        Track wide;
        wide.id = TrackId{70};
        wide.boxes = {boxAt(0, -9e8), boxAt(10, 9e8)};
        expect(CreateTrack{wide});
        expect(FillGaps{wide.id, kAllFrames});
        for (const TrackBox& box : get(wide.id).boxes)
            QVERIFY(box.box.valid());
    }

    void descriptions_data()
    {
        QTest::addColumn<QString>("is");
        QTest::addColumn<QString>("should");
        const auto row = [](const Edit& edit, const char* should) {
            QTest::addRow("%s", should) << QString::fromStdString(describe(edit)) << QString::fromUtf8(should);
        };
        row(SwapTracks{TrackId{12}, TrackId{31}, fromHere(312)}, "Swap 12 and 31 from frame 313");
        row(SwapTracks{TrackId{12}, TrackId{31}, kAllFrames}, "Swap 12 and 31");
        row(SwapTracks{TrackId{12}, TrackId{31}, {9, 19}}, "Swap 12 and 31 in frames 10-20");
        row(DeleteTracks{{kA, kB, kC}}, "Delete 1, 2 and 3");
        row(DeleteTracks{{kA, kB, kC, kA, kB}}, "Delete 1, 2, 3, 1 and 1 more");
        row(DeleteBoxes{kA, {0, 9}}, "Delete boxes of 1 up to frame 10");
        row(SetBox{kA, 0, {}}, "Set box of 1 in frame 1");
        row(SplitTrack{kA, 9, {}}, "Split 1 from frame 10 as a new track");
        row(JoinTracks{kA, kB, Fill::Linear}, "Join 2 to 1 and fill the gap");
        row(SetVerified{{}, {0, 4}, true}, "Verify everything up to frame 5");
        row(Rename{kA, "Anna"}, "Rename 1 to \"Anna\"");
        row(Compound{"", {Rename{kA, ""}}}, "Clear name of 1");
        row(ImportRun{RunId{2}, {0, 99}, {}}, "Tracker run 2 up to frame 100");
        row(EndTrack{kA, kLastFrame}, "End 1 at frame 2147483648");
    }

    void descriptions()
    {
        QFETCH(const QString, is);
        QFETCH(const QString, should);
        QCOMPARE(is, should);
    }
};

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
