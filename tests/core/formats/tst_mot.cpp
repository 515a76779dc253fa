// MOTChallenge files: the exact text, the odd files of the field, the folder of a sequence.

#include "core/formats/attributes.h"
#include "core/formats/mot.h"
#include "core/formats/mot_check.h"
#include "core/formats/seqinfo.h"
#include "core/formats/sidecar.h"
#include "format_test.h"
#include "random_document.h"

#include <clocale>

using namespace tw;
using namespace tw::formats;
using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

TrackBox boxAt(FrameIndex frame, Box box, float score = 1, float visibility = 1)
{
    TrackBox out;
    out.frame = frame;
    out.box = box;
    out.score = score;
    out.visibility = visibility;
    return out;
}

void addTrack(DocumentState& state, int id, int classId, std::vector<TrackBox> boxes)
{
    auto track = std::make_shared<Track>();
    track->id = TrackId{id};
    track->classId = ClassId{classId};
    track->boxes = std::move(boxes);
    state.tracks[track->id] = std::move(track);
}

DocumentState smallDocument()
{
    DocumentState state;
    addTrack(state, 2, 1, {boxAt(0, {10.12345, -20.5, 30, 40}, 0.87F, 0.5F), boxAt(2, {1e6, 20, 30.0006, 0.0001})});
    addTrack(state, 31, 7, {boxAt(1, {0, 0, 5, 5}, 0.0F)});
    return state;
}

std::string textOf(const DocumentState& state, MotLayout layout, const WriteOptions& options = {})
{
    Written written;
    return motText(state, options, layout, written);
}

Imported importFile(const char* name, const SequenceInfo& hint = {})
{
    auto imported = readMot(test::dataFile(name), hint);
    return imported ? *imported : Imported{};
}

} // namespace

class TestMot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesGroundTruth()
    {
        QCOMPARE(textOf(smallDocument(), MotLayout::Gt), std::string("1,2,10.123,-20.5,30,40,1,1,0.5\n"
                                                                     "3,2,1000000,20,30.001,0.0001,1,1,1\n"
                                                                     "2,31,0,0,5,5,0,7,1\n"));
    }
    void writesResultAndDetections()
    {
        QCOMPARE(textOf(smallDocument(), MotLayout::Result), std::string("1,2,10.123,-20.5,30,40,0.87,-1,-1,-1\n"
                                                                         "3,2,1000000,20,30.001,0.0001,1,-1,-1,-1\n"
                                                                         "2,31,0,0,5,5,0,-1,-1,-1\n"));
        QCOMPARE(textOf(smallDocument(), MotLayout::Det), std::string("1,-1,10.123,-20.5,30,40,0.87,-1,-1,-1\n"
                                                                      "2,-1,0,0,5,5,0,-1,-1,-1\n"
                                                                      "3,-1,1000000,20,30.001,0.0001,1,-1,-1,-1\n"));
        QCOMPARE(textOf(smallDocument(), MotLayout::Gt15), std::string("1,2,10.123,-20.5,30,40,1,-1,-1,-1\n"
                                                                       "3,2,1000000,20,30.001,0.0001,1,-1,-1,-1\n"
                                                                       "2,31,0,0,5,5,0,-1,-1,-1\n"));
    }
    void writesFrameMajorWhenAsked()
    {
        WriteOptions options;
        options.frameMajor = true;
        QCOMPARE(textOf(smallDocument(), MotLayout::Gt, options), std::string("1,2,10.123,-20.5,30,40,1,1,0.5\n"
                                                                              "2,31,0,0,5,5,0,7,1\n"
                                                                              "3,2,1000000,20,30.001,0.0001,1,1,1\n"));
    }
    void writesExactNumbers()
    {
        WriteOptions options;
        options.decimals = -1;
        DocumentState state;
        addTrack(state, 1, 1, {boxAt(0, {0.1, 1.0 / 3, 1e-7, 123456789.123}, 1, 0.86014F)});
        QCOMPARE(textOf(state, MotLayout::Gt, options),
                 std::string("1,1,0.1,0.3333333333333333,0.0000001,123456789.123,1,1,0.86014\n"));
    }
    void saysWhatIsLeftOut()
    {
        DocumentState state = smallDocument();
        addTrack(state, 40, 116, {boxAt(0, {1, 1, 5, 5})}); // a dog
        addTrack(state, 41, 1, {boxAt(10, {1, 1, 5, 5})});  // after the end
        WriteOptions options;
        options.info.length = 5;
        Written written;
        const std::string text = motText(state, options, MotLayout::Gt, written);
        QCOMPARE(written.rows, std::size_t{3});
        QVERIFY(text.find("1,40,") == std::string::npos && text.find("11,41,") == std::string::npos);
        QVERIFY(test::mentions(written.issues, "dog"));
        QVERIFY(test::mentions(written.issues, "after the last of 5 frames"));
        QVERIFY(test::mentions(written.issues, "confidences"));
        QVERIFY(test::mentions(written.issues, "rounded to 3 decimals"));
        QVERIFY(hasProblems(written.issues));
    }
    void leavesHiddenTracksOutWhenAsked()
    {
        DocumentState state = smallDocument();
        auto hidden = std::make_shared<Track>(*state.tracks[TrackId{31}]);
        hidden->hidden = true;
        state.tracks[TrackId{31}] = hidden;
        QVERIFY(textOf(state, MotLayout::Gt).find("2,31,") != std::string::npos);
        WriteOptions options;
        options.includeHidden = false;
        QVERIFY(textOf(state, MotLayout::Gt, options).find("2,31,") == std::string::npos);
    }
    void numbersDoNotDependOnTheLocale()
    {
        const std::string before = std::setlocale(LC_ALL, nullptr);
        bool comma = false;
        for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8"})
            comma = comma ||
                    (std::setlocale(LC_ALL, name) != nullptr && std::string(std::localeconv()->decimal_point) == ",");
        const std::string text = textOf(smallDocument(), MotLayout::Gt);
        const Imported back = parseMot(text, {});
        std::setlocale(LC_ALL, before.c_str());
        QVERIFY(text.starts_with("1,2,10.123,-20.5,30,40,1,1,0.5\n"));
        QCOMPARE(back.rows, std::size_t{3});
        if (!comma)
            qInfo("no comma locale on this machine; the C locale was used");
    }

    void readsGroundTruth()
    {
        const Imported imported = importFile("mot_gt.txt");
        QVERIFY(!hasProblems(imported.issues));
        QVERIFY(test::mentions(imported.issues, "1 is pedestrian, 7 is static_person"));
        QCOMPARE(imported.rows, std::size_t{5});
        QCOMPARE(imported.tracks.size(), std::size_t{2});
        const Track& one = *imported.tracks[0];
        QCOMPARE(number(one.id), 1);
        QCOMPARE(one.boxes.size(), std::size_t{3});
        QCOMPARE(one.boxes[0].frame, 0);
        QCOMPARE(one.boxes[2].frame, 3);
        QVERIFY(one.boxes[1].box == (Box{11, 20, 30, 40}));
        QCOMPARE(one.boxes[1].visibility, 0.86014F);
        QCOMPARE(one.boxes[1].score, 1.0F);
        QVERIFY(one.boxes[1].origin == BoxOrigin::Imported);
        const Track& seven = *imported.tracks[1];
        QCOMPARE(number(seven.classId), 7);
        QCOMPARE(seven.boxes[0].score, 0.0F); // flag 0
    }
    void readsOddFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("tracks");
        for (const auto& [file, rows, tracks] : {std::tuple("mot_result_7_columns.txt", 2, 1),
                                                 {"mot_result_10_columns.txt", 2, 1},
                                                 {"mot_crlf_bom.txt", 2, 1},
                                                 {"mot_spaces.txt", 2, 1},
                                                 {"mot_tabs.txt", 2, 1},
                                                 {"mot_semicolons_comma_decimals.txt", 2, 1},
                                                 {"mot_unsorted_gaps.txt", 5, 2},
                                                 {"mot15_gt_world.txt", 2, 2},
                                                 {"mot_no_last_newline.txt", 2, 1},
                                                 {"mot_cr_only.txt", 2, 1},
                                                 {"mot_trailing_commas.txt", 2, 1},
                                                 {"mot_darklabel_zero_based.txt", 4, 2}})
            QTest::newRow(file) << QString::fromLatin1(file) << rows << tracks;
    }
    void readsOddFiles()
    {
        QFETCH(QString, file);
        QFETCH(int, rows);
        QFETCH(int, tracks);
        const Imported imported = importFile(file.toLatin1().constData());
        QCOMPARE(static_cast<int>(imported.rows), rows);
        QCOMPARE(static_cast<int>(imported.tracks.size()), tracks);
        QVERIFY2(!hasProblems(imported.issues), test::listed(imported.issues).c_str());
        QCOMPARE(imported.tracks[0]->boxes[0].frame, 0);
    }
    void readsFramesAndIdsFromZero()
    {
        const Imported imported = importFile("mot_darklabel_zero_based.txt");
        QCOMPARE(number(imported.tracks[0]->id), 1);
        QCOMPARE(number(imported.tracks[1]->id), 2);
        QCOMPARE(imported.tracks[1]->boxes[1].frame, 1);
        QVERIFY(test::mentions(imported.issues, "frames are numbered from 0"));
        QVERIFY(test::mentions(imported.issues, "ids are numbered from 0"));
    }
    void readsDecimalCommas()
    {
        const Imported imported = importFile("mot_semicolons_comma_decimals.txt");
        QCOMPARE(imported.tracks[0]->boxes[0].box.left, 10.5);
        QCOMPARE(imported.tracks[0]->boxes[0].visibility, 0.5F);
    }
    void readsWorldColumnsAsNeitherClassNorVisibility()
    {
        const Imported imported = importFile("mot15_gt_world.txt");
        QVERIFY(imported.tracks[0]->classId == ClassId::kPedestrian);
        QCOMPARE(imported.tracks[0]->boxes[0].visibility, 1.0F);
        QCOMPARE(imported.tracks[1]->boxes[0].score, 0.0F);
        QCOMPARE(imported.tracks[0]->boxes[0].box.width, 61.08);
        QVERIFY(test::mentions(imported.issues, "places on the ground"));
    }
    void readsDetectionsWithoutIdentity()
    {
        const Imported imported = importFile("mot_det.txt");
        QVERIFY(imported.tracks.empty());
        QCOMPARE(imported.detections.size(), std::size_t{3});
        QCOMPARE(imported.detections[2].first, 2);
        QCOMPARE(imported.detections[1].second.score, 0.41F);
    }
    void listsEveryLineItCannotTake()
    {
        const Imported imported = importFile("mot_bad_lines.txt");
        // the header, the double box, short, a word, no width, half a frame, id -5, visibility 2, nan, 8 columns, frame
        // -3, frame 99999999999; the row with a trailing comma is fine
        const std::vector<std::int64_t> expected = {1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14};
        QVERIFY2(test::issueLines(imported.issues) == expected, test::listed(imported.issues).c_str());
        QCOMPARE(imported.rows, std::size_t{3});
        QVERIFY(test::mentions(imported.issues, "8 columns, 9 expected"));
    }
    void refusesFramesAfterTheVideo()
    {
        SequenceInfo hint;
        hint.length = 3;
        const Imported imported = importFile("mot_gt.txt", hint);
        QCOMPARE(imported.rows, std::size_t{4});
        QCOMPARE(test::issueLines(imported.issues), std::vector<std::int64_t>{3});
    }
    void keepsExactValues()
    {
        const Imported imported =
            parseMot("1,1,116.23999786376953,153.72999572753906,84.8499984741211,179.5699920654297,0.99999,"
                     "-1,-1,-1\n",
                     {});
        WriteOptions options;
        options.decimals = -1;
        Written written;
        QCOMPARE(
            motText(documentOf(imported), options, MotLayout::Result, written),
            std::string(
                "1,1,116.23999786376953,153.72999572753906,84.8499984741211,179.5699920654297,0.99999,-1,-1,-1\n"));
    }
    void reportsUnreadableFiles()
    {
        QVERIFY(readMot("/nowhere/gt.txt", {}).error().code == ErrorCode::NotFound);
        QTemporaryDir folder;
        QVERIFY(readMot(test::pathOf(folder), {}).error().code == ErrorCode::NotFound);
        const auto file = test::pathOf(folder) / "binary.txt";
        QVERIFY(test::put(file, std::string_view("1,1,\0\0\1\2", 8)));
        QVERIFY(readMot(file, {}).error().code == ErrorCode::Unreadable);
    }

    void writesSeqinfoExactly()
    {
        SequenceInfo info;
        info.name = "Clip-01";
        info.frameRate = {30000, 1001};
        info.length = 314;
        info.width = 1280;
        info.height = 720;
        std::vector<Issue> issues;
        const std::string text = seqinfoText(info, issues);
        QCOMPARE(text, std::string("[Sequence]\nname=Clip-01\nimDir=img1\nframeRate=30\nseqLength=314\nimWidth=1280\n"
                                   "imHeight=720\nimExt=.jpg\n"));
        QVERIFY(issues.empty());
        QVERIFY(checkSeqinfoText(text, info).empty());
        TW_REQUIRE(const SequenceInfo back, parseSeqinfo(text));
        QCOMPARE(back.name, info.name);
        QVERIFY(back.frameRate == (FrameRate{30, 1}));
        QCOMPARE(back.length, 314);
    }
    void readsOddSeqinfo()
    {
        TW_REQUIRE(const SequenceInfo info, parseSeqinfo("; made by hand\r\n[sequence]\r\nimHeight = 480\r\nNAME= a b "
                                                         "\r\nSeqLength=71.0\r\nframerate=29.97\r\n"));
        QCOMPARE(info.name, std::string("a b"));
        QCOMPARE(info.length, 71);
        QCOMPARE(info.height, 480);
        QVERIFY(info.frameRate == (FrameRate{30000, 1001}));
        QVERIFY(!parseSeqinfo("[Sequence]\nname=x\n").has_value());
        QVERIFY(!parseSeqinfo("[Sequence]\nseqLength=many\n").has_value());
        QVERIFY(!parseSeqinfo("hello\n").has_value());
    }
    void understandsFrameRates()
    {
        QVERIFY(frameRateOf("25") == (FrameRate{25, 1}));
        QVERIFY(frameRateOf("23.976") == (FrameRate{24000, 1001}));
        QVERIFY(frameRateOf("59.94") == (FrameRate{60000, 1001}));
        QVERIFY(frameRateOf("12.5") == (FrameRate{25, 2}));
        QVERIFY(frameRateOf("60000/2002") == (FrameRate{30000, 1001}));
        for (const char* wrong : {"", "0", "-5", "nan", "inf", "fast", "1/0", "1e99"})
            QVERIFY2(!frameRateOf(wrong).positive(), wrong);
    }

    void writesAndReadsASequenceFolder()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "Clip-01";
        DocumentState state = test::randomDocument(5, {{ClassId{1}, ClassId{3}}, 10, 40});
        state.verifiedFrames = {{0, 9}, {20, 29}};
        auto absent = std::make_shared<Track>(*state.tracks.begin()->second);
        absent->absences = {{3, 3}, {7, 12}};
        state.tracks.begin()->second = absent;
        state.vocabulary.attributes.push_back({"height", {"tall", "small"}}); // of no track
        state.notes = {{1, {absent->id, 4, "odd \"here\""}}, {2, {TrackId::kInvalid, 30, ""}}};
        WriteOptions options;
        options.info.frameRate = {30000, 1001};
        options.info.length = 40;
        options.info.width = 1920;
        options.info.height = 1080;
        options.decimals = -1;
        TW_REQUIRE(const Written written, writeMotSequence(path, state, options));
        QCOMPARE(written.files.size(), std::size_t{3});
        TW_REQUIRE(const MotCheck check, checkMotExport(path, state, options, MotLayout::Gt));
        QVERIFY2(check.passed(), test::listed(check.problems).c_str());
        QCOMPARE(check.rows, written.rows);
        QCOMPARE(check.largestDeviationPx, 0.0);

        TW_REQUIRE(const Imported back, readMot(path, {}));
        QVERIFY(back.info.frameRate == (FrameRate{30000, 1001}));
        QCOMPARE(back.info.name, std::string("Clip-01"));
        QCOMPARE(back.info.length, 40);
        QVERIFY(back.verifiedFrames == state.verifiedFrames);
        QVERIFY(documentOf(back).notes == state.notes);
        for (const annotation::AttributeKind& kind : state.vocabulary.attributes) {
            const annotation::Vocabulary read = vocabularyOf(back);
            const auto* known = read.attribute(kind.name);
            QVERIFY(known != nullptr && *known == kind);
        }
        QCOMPARE(back.tracks.size(), state.tracks.size());
        for (const auto& track : back.tracks) {
            const Track& expected = *state.tracks.at(track->id);
            QCOMPARE(track->name, expected.name);
            QVERIFY(track->color == expected.color);
            QVERIFY(track->attributes == expected.attributes && track->absences == expected.absences);
            for (std::size_t i = 0; i < expected.boxes.size(); ++i) {
                TrackBox wanted = expected.boxes[i];
                wanted.score = wanted.score == 0 ? 0.0F : 1.0F; // gt.txt has a flag
                QVERIFY(track->boxes[i] == wanted);
            }
        }
        TW_REQUIRE(const std::string before, readFile(path / "trackwright.json"));
        QVERIFY(writeMotSequence(path, state, options).has_value());
        TW_REQUIRE(const std::string after, readFile(path / "trackwright.json"));
        QCOMPARE(before, after);
    }
    void refusesBrokenSidecars()
    {
        QVERIFY(!parseSidecar("{}").has_value());
        QVERIFY(!parseSidecar("[1,2").has_value());
        QVERIFY(!parseSidecar(R"({"format":"trackwright-sequence","version":1,"frameRate":{"num":"x","den":1}})")
                     .has_value());
        QVERIFY(parseSidecar(R"({"format":"trackwright-sequence","version":9})").error().code ==
                ErrorCode::Unsupported);
    }

    void checkFindsBrokenRules_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const char* text, const char* problem) {
            QTest::newRow(name) << QString::fromLatin1(text) << QString::fromLatin1(problem);
        };
        row("fine", "1,1,10,20,30,40,1,1,1\n2,1,10,20,30,40,0,13,0.25\n", "");
        row("confidence in the flag", "1,1,10,20,30,40,0.87,1,1\n", "flag");
        row("class 0", "1,1,10,20,30,40,1,0,1\n", "class 0");
        row("class -1", "1,1,10,20,30,40,1,-1,1\n", "class -1");
        row("frame 0", "0,1,10,20,30,40,1,1,1\n", "frame 0");
        row("frame after the end", "101,1,10,20,30,40,1,1,1\n", "outside 1..100");
        row("id 0", "1,0,10,20,30,40,1,1,1\n", "id 0");
        row("float id", "1,1.0,10,20,30,40,1,1,1\n", "not an integer");
        row("ten columns", "1,1,10,20,30,40,1,1,1,1\n", "10 columns");
        row("blanks", "1, 1,10,20,30,40,1,1,1\n", "not an integer");
        row("CRLF", "1,1,10,20,30,40,1,1,1\r\n", "plain number");
        row("blank line", "1,1,10,20,30,40,1,1,1\n\n", "1 columns");
        row("comma decimals", "1,1,10,5,20,30,40,1,1,1\n", "10 columns");
        row("exponent", "1,1,1e2,20,30,40,1,1,1\n", "plain number");
        row("four decimals", "1,1,10.1234,20,30,40,1,1,1\n", "more than 3 decimals");
        row("visibility 2", "1,1,10,20,30,40,1,1,2\n", "visibility");
        row("twice", "1,1,10,20,30,40,1,1,1\n1,1,10,20,30,40,1,1,1\n", "twice");
        row("frames descend", "2,1,10,20,30,40,1,1,1\n1,1,10,20,30,40,1,1,1\n", "do not ascend");
        row("frame-major", "1,1,10,20,30,40,1,1,1\n1,2,10,20,30,40,1,1,1\n2,1,10,20,30,40,1,1,1\n", "stand together");
        row("no width", "1,1,10,20,0,40,1,1,1\n", "larger than 0");
        row("no line end", "1,1,10,20,30,40,1,1,1", "line end");
    }
    void checkFindsBrokenRules()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        const auto problems = checkMotText(text.toStdString(), {MotLayout::Gt, 100, 3, true});
        if (problem.isEmpty())
            QVERIFY2(problems.empty(), test::listed(problems).c_str());
        else
            QVERIFY2(test::mentions(problems, problem.toStdString()), test::listed(problems).c_str());
    }
    void checkOfResults()
    {
        const MotRules rules{MotLayout::Result, 10, 3, true};
        QVERIFY(checkMotText("1,1,10,20,30,40,0.87654,-1,-1,-1\n", rules).empty());
        QVERIFY(!checkMotText("1,1,10,20,30,40,0.87,1,-1,-1\n", rules).empty());
        QVERIFY(!checkMotText("1,-1,10,20,30,40,0.87,-1,-1,-1\n", rules).empty());
        QVERIFY(checkMotText("1,-1,10,20,30,40,0.87,-1,-1,-1\n", {MotLayout::Det, 10, 3, true}).empty());
    }
    void checkFindsBrokenSeqinfo()
    {
        SequenceInfo info;
        info.name = "a";
        info.length = 5;
        info.width = 64;
        info.height = 48;
        const std::string good =
            "[Sequence]\nname=a\nimDir=img1\nframeRate=25\nseqLength=5\nimWidth=64\nimHeight=48\nimExt=.jpg\n";
        QVERIFY(checkSeqinfoText(good, info).empty());
        QVERIFY(!checkSeqinfoText(good + "source=x\n", info).empty());
        for (const auto& [from, to] : {std::pair("frameRate=25", "frameRate=29.97"),
                                       {"seqLength=5", "seqLength=6"},
                                       {"imDir=img1\nframeRate=25", "frameRate=25\nimDir=img1"},
                                       {"name=a", "name = a"}}) {
            std::string broken = good;
            broken.replace(broken.find(from), std::string(from).size(), to);
            QVERIFY2(!checkSeqinfoText(broken, info).empty(), to);
        }
    }
    void checkComparesWithTheDocument()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "gt.txt";
        const DocumentState state = smallDocument();
        TW_REQUIRE(const Written written, writeMot(path, state, {}, MotLayout::Gt));
        QCOMPARE(written.rows, std::size_t{3});
        TW_REQUIRE(const MotCheck same, checkMotExport(path, state, {}, MotLayout::Gt));
        QVERIFY2(same.passed(), test::listed(same.problems).c_str());
        QCOMPARE(same.tracks, std::size_t{2});
        QVERIFY(same.largestDeviationPx <= 0.0005 && same.largestDeviationPx > 0);

        DocumentState moved = smallDocument();
        addTrack(moved, 2, 1, {boxAt(0, {10.2, -20.5, 30, 40}), boxAt(2, {1e6, 20, 30.0006, 0.0001})});
        TW_REQUIRE(const MotCheck other, checkMotExport(path, moved, {}, MotLayout::Gt));
        QVERIFY(test::mentions(other.problems, "not the document's"));
        DocumentState more = smallDocument();
        addTrack(more, 99, 1, {boxAt(0, {10.2, -20.5, 30, 40})});
        TW_REQUIRE(const MotCheck missing, checkMotExport(path, more, {}, MotLayout::Gt));
        QVERIFY(test::mentions(missing.problems, "1 boxes of the document are missing"));
        DocumentState fewer = smallDocument();
        fewer.tracks.erase(TrackId{31});
        TW_REQUIRE(const MotCheck extra, checkMotExport(path, fewer, {}, MotLayout::Gt));
        QVERIFY(test::mentions(extra.problems, "no such box"));
    }
    // Every document, whatever is in it, is written so that all rules hold and every number is the document's.
    void everyExportPassesItsCheck()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "out.txt";
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            const DocumentState state =
                test::randomDocument(seed, {{ClassId{1}, ClassId{2}, ClassId{13}, ClassId{116}}, 14, 50});
            for (const MotLayout layout : {MotLayout::Gt, MotLayout::Gt15, MotLayout::Result, MotLayout::Det}) {
                WriteOptions options;
                options.info.length = 45;
                options.decimals = seed % 3 == 0 ? -1 : seed % 3 == 1 ? 2 : 3;
                options.frameMajor = seed % 5 == 0;
                TW_REQUIRE(const Written written, writeMot(path, state, options, layout));
                TW_REQUIRE(const MotCheck check, checkMotExport(path, state, options, layout));
                QVERIFY2(check.passed(), test::listed(check.problems).c_str());
                QCOMPARE(check.rows, written.rows);
            }
        }
    }
    void readsTheBenchmarksFiles()
    {
        const std::filesystem::path shared = qEnvironmentVariable("TW_SHARED").toStdString();
        const auto root = shared / "golden" / "evaluation";
        if (!std::filesystem::exists(root))
            QSKIP("no reference data on this machine");
        std::size_t files = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            if (entry.path().extension() != ".txt")
                continue;
            ++files;
            TW_REQUIRE(const Imported imported, readMot(entry.path(), {}));
            QVERIFY2(!hasProblems(imported.issues),
                     (entry.path().string() + "\n" + test::listed(imported.issues)).c_str());
            QVERIFY(imported.rows > 100);
            TW_REQUIRE(const Format* format, detectFormat(entry.path()));
            QVERIFY2(format->id.starts_with("mot"), format->id.c_str());
        }
        QVERIFY(files >= 10);
    }
};

QTEST_GUILESS_MAIN(TestMot)
#include "tst_mot.moc"
