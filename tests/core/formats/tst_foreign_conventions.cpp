// What other tools mean by their files: cut tasks, several videos, class maps, guessed frame numbers, encodings, turned
// boxes, crowds, confidences, identities that are texts or too large, and files made for another video.

#include "core/formats/class_labels.h"
#include "core/formats/coco.h"
#include "core/formats/cvat.h"
#include "core/formats/darklabel.h"
#include "core/formats/dive.h"
#include "core/formats/image_names.h"
#include "core/formats/mot.h"
#include "core/formats/read_tracks.h"
#include "core/formats/source_text.h"
#include "core/formats/viame_csv.h"
#include "format_test.h"

#include <cmath>

using namespace tw;
using namespace tw::formats;
using annotation::Track;
using annotation::TrackBox;

namespace {

const Track* trackOf(const Imported& imported, int id)
{
    for (const auto& track : imported.tracks) {
        if (number(track->id) == id)
            return track.get();
    }
    return nullptr;
}

std::vector<FrameIndex> framesOf(const Track& track)
{
    std::vector<FrameIndex> frames;
    for (const TrackBox& box : track.boxes)
        frames.push_back(box.frame);
    return frames;
}

std::string cvatBox(int frame, const std::string& more = {}, const std::string& inside = {})
{
    return "<box frame=\"" + std::to_string(frame) +
           "\" keyframe=\"1\" occluded=\"0\" xtl=\"10\" ytl=\"20\" xbr=\"30\" ybr=\"60\" " + more + ">" + inside +
           "</box>";
}

std::string cvat(const std::string& meta, const std::string& content)
{
    return "<?xml version=\"1.0\"?>\n<annotations><version>1.1</version><meta>" + meta + "</meta>" + content +
           "</annotations>";
}

std::string cvatTask(const std::string& content, const std::string& task = "<size>20</size>")
{
    return cvat("<task>" + task + "</task>", "<track id=\"3\" label=\"person\">" + content + "</track>");
}

std::string cocoImage(int id, const std::string& file)
{
    return R"({"id":)" + std::to_string(id) + R"(,"file_name":")" + file + R"(","width":640,"height":360})";
}

std::string coco(const std::string& images, const std::string& annotations)
{
    return R"({"images":[)" + images + R"(],"categories":[{"id":1,"name":"person"}],"annotations":[)" + annotations +
           "]}";
}

std::string cocoBox(int id, int image, const std::string& more)
{
    return R"({"id":)" + std::to_string(id) + R"(,"image_id":)" + std::to_string(image) +
           R"(,"category_id":1,"bbox":[1,2,3,4])" + (more.empty() ? "" : "," + more) + "}";
}

std::string utf16(const std::string& text, bool mark)
{
    std::string out = mark ? "\xFF\xFE" : "";
    for (const char c : text) {
        out += c;
        out += '\0';
    }
    return out;
}

} // namespace

class TestForeignConventions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- CVAT
    void cvatTaskThatStepsThroughTheVideo()
    {
        TW_REQUIRE(const Imported read,
                   parseCvat(cvatTask(cvatBox(10) + cvatBox(15) + cvatBox(20, "outside=\"1\""),
                                      "<size>10</size><start_frame>10</start_frame><stop_frame>55</stop_frame>"
                                      "<frame_filter>step=5</frame_filter>"),
                             {}));
        QCOMPARE(read.tracks.size(), std::size_t{1});
        QCOMPARE(framesOf(*read.tracks[0]), (std::vector<FrameIndex>{10, 11, 12, 13, 14, 15, 16, 17, 18, 19}));
        QCOMPARE(read.info.length, 0); // <size> counts the task's frames, not the video's
        QVERIFY2(!hasProblems(read.issues), test::listed(read.issues).c_str());
    }
    void cvatTaskThatCountsWithinItself()
    {
        TW_REQUIRE(const Imported read,
                   parseCvat(cvatTask(cvatBox(0) + cvatBox(1, "outside=\"1\""),
                                      "<size>10</size><start_frame>100</start_frame><stop_frame>109</stop_frame>"),
                             {}));
        QCOMPARE(framesOf(*read.tracks.at(0)), (std::vector<FrameIndex>{100}));
        QVERIFY(test::mentions(read.issues, "within the task"));
    }
    void cvatProjectWithSeveralVideos()
    {
        const auto task = [](const char* id, const char* name) {
            return "<task><id>" + std::string(id) + "</id><name>" + name + "</name><size>10</size><source>" + name +
                   ".mp4</source></task>";
        };
        const std::string text = cvat(
            "<project><tasks>" + task("1", "a") + task("2", "b") + "</tasks></project>",
            "<track id=\"0\" label=\"person\" task_id=\"1\">" + cvatBox(0) + cvatBox(1, "outside=\"1\"") +
                "</track><track id=\"1\" label=\"person\" task_id=\"2\">" + cvatBox(12) + cvatBox(13, "outside=\"1\"") +
                "</track><track id=\"2\" label=\"person\">" + cvatBox(3) + "</track>");
        TW_REQUIRE(const Imported first, parseCvat(text, {}));
        QCOMPARE(first.tracks.size(), std::size_t{1});
        QCOMPARE(first.videos, (std::vector<std::string>{"a", "b"}));
        QVERIFY(test::mentions(first.issues, "not 'b'"));
        QVERIFY(test::mentions(first.issues, "no task_id"));
        QVERIFY(hasProblems(first.issues));
        ReadHint hint;
        hint.name = "b";
        TW_REQUIRE(const Imported second, parseCvat(text, hint));
        QVERIFY(second.videoNamed && !first.videoNamed);
        QCOMPARE(second.takenVideo, std::size_t{1});
        QCOMPARE(framesOf(*second.tracks.at(0)), (std::vector<FrameIndex>{2})); // counted through the project: 12 - 10
    }
    void cvatLastBoxIsShownToTheEndOfTheTask()
    {
        TW_REQUIRE(const Imported read, parseCvat(cvatTask(cvatBox(2) + cvatBox(5)), {}));
        QCOMPARE(read.tracks.at(0)->boxes.size(), std::size_t{18});
        QCOMPARE(read.tracks[0]->boxes.back().frame, 19);
        QVERIFY(read.tracks[0]->boxes.back().origin == annotation::BoxOrigin::Interpolated);
        QVERIFY(test::mentions(read.issues, "to frame 20"));
        QVERIFY(!hasProblems(read.issues));
    }
    void cvatTurnedBoxesAttributesAndGroups()
    {
        const std::string attributes =
            "<attribute name=\"name\">Ann</attribute><attribute name=\"pose\">sitting</attribute>";
        TW_REQUIRE(const Imported read, parseCvat(cvatTask(cvatBox(0, "rotation=\"90.0\" group_id=\"4\"", attributes) +
                                                           cvatBox(1, "outside=\"1\" rotation=\"90.0\"", attributes)),
                                                  {}));
        const Box& box = read.tracks.at(0)->boxes.at(0).box; // 20 x 40 around (20, 40), turned by a quarter
        QVERIFY(std::abs(box.left) < 1e-9 && std::abs(box.top - 30) < 1e-9);
        QVERIFY(std::abs(box.width - 40) < 1e-9 && std::abs(box.height - 20) < 1e-9);
        QCOMPARE(read.tracks[0]->name, std::string("Ann"));
        QVERIFY(test::mentions(read.issues, "1 turned boxes"));
        const std::string* pose = annotation::attributeAt(read.tracks[0]->attributes, "pose", 0);
        QVERIFY(pose != nullptr && *pose == "sitting");
        QVERIFY(test::mentions(read.issues, "groups are not kept"));
        QVERIFY(hasProblems(read.issues));
    }
    void cvatImagesWithTrackIds()
    {
        const auto image = [](int id) {
            return "<image id=\"" + std::to_string(id) +
                   "\" name=\"f.jpg\"><box label=\"person\" occluded=\"0\" xtl=\"10\" "
                   "ytl=\"20\" xbr=\"30\" ybr=\"60\"><attribute name=\"track_id\">7</attribute></box></image>";
        };
        TW_REQUIRE(const Imported read, parseCvat(cvat("<task><size>2</size></task>", image(0) + image(1)), {}));
        QVERIFY(read.detections.empty());
        QVERIFY(trackOf(read, 7) != nullptr);
        QCOMPARE(framesOf(*trackOf(read, 7)), (std::vector<FrameIndex>{0, 1}));
    }

    // --- COCO
    void cocoFoldersAreVideos()
    {
        const std::string text = coco(cocoImage(1, "cam1/000001.jpg") + "," + cocoImage(2, "cam2/img1/000001.jpg"),
                                      cocoBox(1, 1, R"("track_id":1)") + "," + cocoBox(2, 2, R"("track_id":2)"));
        TW_REQUIRE(const Imported first, parseCoco(text, {}));
        QCOMPARE(first.videos, (std::vector<std::string>{"cam1", "cam2"}));
        QVERIFY(trackOf(first, 1) != nullptr && trackOf(first, 2) == nullptr && hasProblems(first.issues));
        ReadHint hint;
        hint.name = "cam2";
        TW_REQUIRE(const Imported second, parseCoco(text, hint));
        QVERIFY(trackOf(second, 2) != nullptr && trackOf(second, 1) == nullptr && !hasProblems(second.issues));
    }
    void cocoFrameNumbersOfNames()
    {
        const auto frames = [](const std::string& a, const std::string& b, FrameIndex length = 0) {
            ReadHint hint;
            hint.length = length;
            const auto read = parseCoco(coco(cocoImage(1, a) + "," + cocoImage(2, b),
                                             cocoBox(1, 1, R"("track_id":1)") + "," + cocoBox(2, 2, R"("track_id":1)")),
                                        hint);
            return read && read->tracks.size() == 1 && !read->issues.empty() ? framesOf(*read->tracks[0])
                                                                             : std::vector<FrameIndex>{};
        };
        using F = std::vector<FrameIndex>;
        QCOMPARE(frames("frame_000005.PNG", "frame_000010.PNG"), (F{5, 10}));    // CVAT counts from 0
        QCOMPARE(frames("frame_000005.PNG", "frame_000010.PNG", 10), (F{4, 9})); // unless the video ends there
        QCOMPARE(frames("a/000005.jpg", "a/000010.jpg"), (F{4, 9}));
        QCOMPARE(frames("clip-0001_jpg.rf.0a1b2c3d4e5.jpg", "clip-0002_jpg.rf.99b2c3d4e7.jpg"), (F{0, 1}));
        QCOMPARE(frames("x3f2b17.jpg", "x7c1a99.jpg"), (F{0, 1})); // ends of hashes
        QCOMPARE(frames("left_7.jpg", "right_7.jpg"), (F{0, 1}));  // the same number twice
        QCOMPARE(trailingNumber("img1/clip_000017.png"), std::optional<std::int64_t>(17));
        QCOMPARE(trailingNumber("3f2b17.png"), std::nullopt);
    }
    void cocoCrowdsTextIdsAndNan()
    {
        const std::string text =
            coco(cocoImage(1, "000001.jpg"),
                 cocoBox(1, 1, R"("track_id":5)") + "," + cocoBox(2, 1, R"("track_id":"P7","iscrowd":1)") + "," +
                     R"({"id":3,"image_id":1,"category_id":1,"bbox":[NaN,2,3,4],"track_id":6})");
        TW_REQUIRE(const Imported read, parseCoco(text, {}));
        QCOMPARE(read.tracks.size(), std::size_t{2});
        const Track* named = trackOf(read, 6);
        QVERIFY(named != nullptr && named->name == "P7" && named->boxes[0].score == 0.0F);
        QVERIFY(test::mentions(read.issues, "'P7' is 6"));
        QVERIFY(test::mentions(read.issues, "annotation 3: no bbox of four numbers"));
        QVERIFY(test::mentions(read.issues, "crowd"));
        QCOMPARE(read.refused, std::size_t{1});
    }
    void cocoListOfResults()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "results.json";
        QVERIFY(test::put(path, R"([{"image_id":1,"category_id":1,"bbox":[1,2,3,4],"score":0.9,"track_id":3},
                                    {"image_id":2,"category_id":18,"bbox":[1,2,3,4],"score":0.9,"track_id":4}])"));
        TW_REQUIRE(const ReadTracks read, readTracks(path, {}));
        QCOMPARE(read.format->id, std::string("coco"));
        QCOMPARE(framesOf(*trackOf(read.imported, 3)), (std::vector<FrameIndex>{0}));
        QCOMPARE(trackOf(read.imported, 4)->classId, ClassId{116}); // dog
        QVERIFY(test::mentions(read.imported.issues, "18 is dog"));
    }

    // --- confidences, classes, ids
    void theHighestConfidenceNamesTheClass()
    {
        TW_REQUIRE(
            const Imported dive,
            parseDive(R"({"7":{"trackId":7,"confidencePairs":[["fish",0.2],["person",0.8]],"attributes":{"sex":"f"},
                                 "features":[{"frame":0,"bounds":[1,2,3,4],"keyframe":true}]}})",
                      {}));
        QCOMPARE(trackOf(dive, 7)->classId, ClassId::kPedestrian);
        QCOMPARE(trackOf(dive, 7)->boxes[0].score, 0.8F);
        QVERIFY((trackOf(dive, 7)->attributes == annotation::AttributeList{{"sex", "f", annotation::kAllFrames}}));
        const Imported viame = parseViameCsv("5,a.png,0,1,2,30,40,0.9,-1,fish,0.1,person,0.9,(atr) pose sitting\n", {});
        QCOMPARE(trackOf(viame, 5)->classId, ClassId::kPedestrian);
        QVERIFY(
            (trackOf(viame, 5)->attributes == annotation::AttributeList{{"pose", "sitting", annotation::kAllFrames}}));
    }
    void classMapBesideTheFile()
    {
        QTemporaryDir folder;
        const auto root = test::pathOf(folder);
        std::filesystem::create_directories(root / "gt");
        QVERIFY(test::put(root / "gt" / "gt.txt", "1,1,10,20,30,40,1,2,1\n1,2,10,20,30,40,1,1,1\n1,3,1,2,3,4,1,9,1\n"));
        QVERIFY(test::put(root / "gt" / "labels.txt", "forklift\nperson\n"));
        TW_REQUIRE(const ReadTracks named, readTracks(root, {}));
        QCOMPARE(trackOf(named.imported, 1)->classId, ClassId::kPedestrian);
        QCOMPARE(className(trackOf(named.imported, 2)->classId, named.imported.info.classNames),
                 std::string("forklift"));
        QVERIFY(test::mentions(named.imported.issues, "class 9 has no name in labels.txt"));
        std::filesystem::remove(root / "gt" / "labels.txt");
        TW_REQUIRE(const ReadTracks unnamed, readTracks(root, {}));
        QVERIFY(test::mentions(unnamed.imported.issues, "MOTChallenge's: 1 is pedestrian, 2 is person_on_vehicle"));

        std::filesystem::create_directories(root / "yolo" / "data");
        QVERIFY(test::put(root / "yolo" / "data" / "clip_1.txt", "1 0.5 0.5 0.1 0.1 4\n"));
        QVERIFY(test::put(root / "yolo" / "data" / "._clip_2.txt", "1 0.5 0.5 0.1 0.1 4\n"));
        QVERIFY(test::put(root / "yolo" / "obj.names", "forklift\nperson\n"));
        ReadRequest request;
        request.video.width = request.video.height = 100;
        TW_REQUIRE(const ReadTracks yolo, readTracks(root / "yolo" / "data", request));
        QCOMPARE(trackOf(yolo.imported, 4)->classId, ClassId::kPedestrian);
        QCOMPARE(trackOf(yolo.imported, 4)->boxes.size(), std::size_t{1}); // what macOS left is no frame
    }
    void idsThatAreTooLarge()
    {
        const std::string text = "1,3000000000,10,20,30,40,1,1,1\n2,3000000000,10,20,30,40,1,1,1\n"
                                 "1,9223372036854775807,50,20,30,40,1,1,1\n1,7,50,20,30,40,1,1,1\n";
        const Imported refused = parseMot(text, {});
        QCOMPARE(refused.tracks.size(), std::size_t{1});
        QCOMPARE(refused.refused, std::size_t{3});
        QCOMPARE(test::issueLines(refused.issues), (std::vector<std::int64_t>{1, 3})); // one line for each identity
        QVERIFY(test::mentions(refused.issues, "id 9223372036854775807 is larger"));
        ReadHint hint;
        hint.newIds = true;
        const Imported renumbered = parseMot(text, hint);
        QCOMPARE(renumbered.tracks.size(), std::size_t{3});
        QVERIFY(!hasProblems(renumbered.issues));
        QVERIFY(test::mentions(renumbered.issues, "id 3000000000 becomes 8"));
        QVERIFY(test::mentions(renumbered.issues, "id 9223372036854775807 becomes 9"));
    }
    void coordinatesThatAreTooLarge()
    {
        const Imported read = parseMot("1,1,1e308,20,1e308,40,1,1,1\n2,1,1,2,3,4,1,1,1\n", {});
        QCOMPARE(read.rows, std::size_t{1});
        QVERIFY(test::mentions(read.issues, "a billion pixels"));
    }
    void framesAfterTheEndAreListedOnceForEachTrack()
    {
        ReadHint hint;
        hint.length = 2;
        const Imported read =
            parseMot("1,1,1,2,3,4,1,1,1\n3,1,1,2,3,4,1,1,1\n4,1,1,2,3,4,1,1,1\n5,2,1,2,3,4,1,1,1\n", hint);
        QCOMPARE(read.refused, std::size_t{3});
        QCOMPARE(test::issueLines(read.issues), (std::vector<std::int64_t>{2, 4}));
        QVERIFY(test::mentions(read.issues, "2 boxes of id 1 from frame 3 on"));
    }

    // --- what a file is
    void darkLabelWithoutWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("format");
        QTest::newRow("one object") << QByteArray("0,1,1,10,20,40,60\n1,1,1,12,20,42,60\n") << "darklabel";
        QTest::newRow("empty label") << QByteArray("0,1,1,10,20,40,60,\n1,1,1,10,20,40,60,\n") << "darklabel";
        QTest::newRow("two objects") << QByteArray("0,2,1,10,20,40,60,2,1,2,3,4\n1,1,1,12,20,42,60\n") << "darklabel";
        QTest::newRow("id 1, flag 1") << QByteArray("1,1,10,20,40,60,1\n2,1,12,20,42,60,1\n") << "mot-result";
        QTest::newRow("id 2, result") << QByteArray("1,2,10,20,40,60,0.9,-1,-1,-1\n2,2,12,20,42,60,0.9,-1,-1,-1\n")
                                      << "mot-result";
        QTest::newRow("six columns") << QByteArray("1,1,10,20,40,60\n2,1,12,20,42,60\n") << "mot";
    }
    void darkLabelWithoutWords()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, format);
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "a.txt";
        QVERIFY(test::put(path, text.toStdString()));
        TW_REQUIRE(const Format* found, detectFormat(path));
        QCOMPARE(QString::fromStdString(found->id), format);
        if (found->id == "darklabel") {
            TW_REQUIRE(const Imported read, found->read(path, {}));
            QCOMPARE(trackOf(read, 1)->boxes[0].box, (Box{10, 20, 30, 40}));
        }
    }
    void encodings()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "a.txt";
        for (const bool mark : {true, false}) {
            QVERIFY(test::put(path, utf16("1,1,10,20,30,40,1,1,1\r\n2,1,11,20,30,40,1,1,1\r\n", mark)));
            TW_REQUIRE(const ReadTracks read, readTracks(path, {}));
            QCOMPARE(read.imported.rows, std::size_t{2});
            QVERIFY(test::mentions(read.imported.issues, "UTF-16"));
        }
        QVERIFY(test::put(path, "0,1,1,10,20,40,60,\xBB\xE7\xB6\xF7\n")); // "person" in Korean, EUC-KR
        TW_REQUIRE(const ReadTracks damaged, readTracks(path, {}));
        QVERIFY(hasProblems(damaged.imported.issues));
        QVERIFY(test::mentions(damaged.imported.issues, "EUC-KR"));
        ReadRequest request;
        request.video.encoding = "EUC-KR";
        TW_REQUIRE(const ReadTracks right, readTracks(path, request));
        QVERIFY(!hasProblems(right.imported.issues));
        QCOMPARE(className(trackOf(right.imported, 1)->classId, right.imported.info.classNames),
                 std::string("\xEC\x82\xAC\xEB\x9E\x8C"));
        request.video.encoding = "no-such-thing";
        QVERIFY(!readTracks(path, request));
    }
    void filesThatAreNoTracks_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\x00\x00\x00", 8) << "unpack it";
        QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\x00", 4) << "unpack it";
        QTest::newRow("video") << QByteArray("\x00\x00\x00\x18"
                                             "ftypisom",
                                             12)
                               << "this is a video";
        QTest::newRow("picture") << QByteArray("\xFF\xD8\xFF\xE0", 4) << "this is a picture";
        QTest::newRow("project") << QByteArray("SQLite format 3\0", 16) << "export its tracks";
        QTest::newRow("empty") << QByteArray() << "the file is empty";
        QTest::newRow("blank") << QByteArray("\n \r\n") << "the file is empty";
        QTest::newRow("binary") << QByteArray("\x01\x00\x00\x07\x00", 5) << "not a text file";
        QTest::newRow("prose") << QByteArray("Dear reader\n") << "no format of tracks";
    }
    void filesThatAreNoTracks()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "a.txt";
        QVERIFY(test::put(path, bytes.toStdString()));
        const auto found = detectFormat(path);
        QVERIFY(!found);
        QVERIFY2(QString::fromStdString(found.error().detail).contains(words), found.error().detail.c_str());
    }

    // What is no track is said, and never passed over.
    void entriesThatAreNoTracks()
    {
        TW_REQUIRE(const Imported list, parseDive("{\"tracks\":[1,2]}", {}));
        QCOMPARE(list.issues.size(), std::size_t{2});
        QVERIFY(test::mentions(list.issues, "entry 1 of \"tracks\" is not a track"));
        TW_REQUIRE(const Imported map, parseDive("{\"version\":2,\"tracks\":{\"7\":null}}", {}));
        QVERIFY(test::mentions(map.issues, "entry 7 of \"tracks\" is not a track"));
    }

    // --- files for another video
    void differencesAndScaling()
    {
        QTemporaryDir folder;
        const auto root = test::pathOf(folder);
        std::filesystem::create_directories(root / "gt");
        QVERIFY(test::put(root / "gt" / "gt.txt", "1,1,900,300,150,300,1,1,1\n"));
        QVERIFY(test::put(root / "seqinfo.ini", "[Sequence]\nname=a\nimDir=img1\nframeRate=10\nseqLength=600\n"
                                                "imWidth=1920\nimHeight=1080\nimExt=.jpg\n"));
        ReadRequest request;
        request.video.width = 640;
        request.video.height = 360;
        request.video.frameRate = {25, 1};
        request.video.length = 60;
        TW_REQUIRE(const ReadTracks reported, readTracks(root, request));
        QVERIFY(reported.difference.size && reported.difference.rate && reported.difference.length);
        for (const char* words : {"pictures of 1920x1080, the video has 640x360", "at 10 a second, the video has 25",
                                  "made for 600 frames, the video has 60"})
            QVERIFY2(test::mentions(reported.imported.issues, words), words);
        QVERIFY(hasProblems(reported.imported.issues));

        request.fit = {Fit::AsTheyAre, Fit::AsTheyAre, {}, {}};
        TW_REQUIRE(const ReadTracks asTheyAre, readTracks(root, request));
        QVERIFY2(!hasProblems(asTheyAre.imported.issues), test::listed(asTheyAre.imported.issues).c_str());
        QCOMPARE(asTheyAre.imported.tracks[0]->boxes[0].box, (Box{900, 300, 150, 300}));

        request.fit = {Fit::Convert, Fit::Convert, {}, {}};
        TW_REQUIRE(const ReadTracks converted, readTracks(root, request));
        QVERIFY2(!hasProblems(converted.imported.issues), test::listed(converted.imported.issues).c_str());
        QCOMPARE(converted.imported.tracks[0]->boxes[0].box, (Box{300, 100, 50, 100}));

        QVERIFY(test::put(root / "alone.txt", "1,1,10,20,30,40,1,1,1\n"));
        std::filesystem::remove(root / "seqinfo.ini");
        QVERIFY(!readTracks(root / "alone.txt", request)); // convert from what?
        request.fit.scaleFrom = std::pair(1280, 720);
        request.fit.timesFrom = FrameRate{50, 1};
        TW_REQUIRE(const ReadTracks told, readTracks(root / "alone.txt", request));
        QCOMPARE(told.imported.tracks[0]->boxes[0].box, (Box{5, 10, 15, 20}));
    }
    // The reference inputs, where they are: what each must give, as "id: first frame-last frame" of all tracks.
    void referenceCases_data()
    {
        QTest::addColumn<QString>("tracks");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* file, const char* tracks, const char* words) {
            QTest::newRow(file) << QString::fromLatin1(tracks) << QString::fromLatin1(words);
        };
        row("02_cvat_stepped_task.xml", "1:10-19", "frame 11 of the video");
        row("03_cvat_project_two_videos.xml", "1:0-9", "not 'b'");
        row("06_mot_1920x1080_onto_640x360", "1:0-1", "1920x1080, the video has 640x360");
        row("06b_cvat_1920x1080.xml", "3:2-19", "1920x1080, the video has 640x360");
        row("06c_coco_1920x1080.json", "1:5-10", "1920x1080, the video has 640x360");
        row("10_darklabel_no_label.txt", "1:0-2", "two corners");
        row("10b_darklabel_empty_label.txt", "1:0-1", "two corners");
        row("11_coco_cvat_frame_names.json", "1:5-10", "frame_000005.PNG is frame 6");
        row("11b_same_with_frame0.json", "1:5-10", "is frame 1");
        row("12_coco_roboflow_hash.json", "1:0-1", "names of the pictures");
        row("13_coco_two_cameras.json", "1:0-0", "not 'cam2'");
        row("14_cvat_rotated_box.xml", "2:0-0 5:0-2", "turned boxes");
        row("15_darklabel_euckr.txt", "1:0-0", "not UTF-8");
        row("16_mot_utf16.txt", "1:0-1", "UTF-16LE");
        row("17_cvat_attributes.xml", "1:0-0", "");
        row("17b_dive_groups_attributes.json", "1:0-9 4:2-6", "groups are not kept");
        row("18_dive_pairs_unsorted.json", "7:0-1", "");
        row("18b_viame_pairs_unsorted.csv", "1:0-0", "");
        row("19_mot_big_ids.txt", "", "id 9007199254740993 is larger");
        row("20_coco_crowd.json", "1:0-0 4:1-1", "crowd");
        row("21_cvat_last_box_visible.xml", "3:2-19", "to frame 20");
        row("22_coco_nan.json", "3:0-0", "annotation 2");
        row("23_coco_string_track_id.json", "5:0-1 6:1-1", "'P7' is 6");
        row("24_cvat_images_track_id.xml", "7:0-1", "");
        row("25_cvat_download.zip", "error", "unpack it");
        row("26_empty_gt.txt", "error", "the file is empty");
        row("27_coco_results_list.json", "3:0-1", "image ids");
    }
    void referenceCases()
    {
        QFETCH(QString, tracks);
        QFETCH(QString, words);
        const auto path =
            std::filesystem::path(qEnvironmentVariable("TW_SHARED").toStdString()) / "cases" / QTest::currentDataTag();
        if (!std::filesystem::exists(path))
            QSKIP("the reference data is not here (TW_SHARED)");
        ReadRequest request;
        request.video.width = 640;
        request.video.height = 360;
        request.video.frameRate = {25, 1};
        request.video.length = 60;
        const auto read = readTracks(path, request);
        QString said, found;
        if (read) {
            said = QString::fromStdString(test::listed(read->imported.issues));
            for (const auto& track : read->imported.tracks)
                found += QStringLiteral("%1%2:%3-%4")
                             .arg(found.isEmpty() ? QString() : QStringLiteral(" "))
                             .arg(number(track->id))
                             .arg(track->firstFrame())
                             .arg(track->lastFrame());
        } else {
            found = QStringLiteral("error");
            said = QString::fromStdString(read.error().message());
        }
        QCOMPARE(found, tracks);
        QVERIFY2(said.contains(words), qPrintable(said));
    }
    void timesBetweenRates()
    {
        Imported read;
        auto track = std::make_shared<Track>();
        track->id = TrackId{1};
        for (const int frame : {2, 3, 4, 10}) {
            TrackBox box;
            box.frame = frame;
            box.box = {10.0 * frame, 0, 5, 5};
            track->boxes.push_back(box);
        }
        read.tracks.push_back(track);
        Imported faster = read;
        convertTimes(faster, {10, 1}, {25, 1}); // 2..4 become 5..10, 10 becomes 25
        QCOMPARE(framesOf(*faster.tracks[0]), (std::vector<FrameIndex>{5, 6, 7, 8, 9, 10, 25}));
        for (const TrackBox& box : faster.tracks[0]->boxes)
            QVERIFY(std::abs(box.box.left - 10.0 * box.frame / 2.5) < 1e-9);
        QCOMPARE(faster.rows, std::size_t{7});
        QVERIFY(faster.tracks[0]->boxes[0].origin != annotation::BoxOrigin::Interpolated);
        QVERIFY(faster.tracks[0]->boxes[1].origin == annotation::BoxOrigin::Interpolated);
        Imported slower = faster;
        convertTimes(slower, {25, 1}, {10, 1});
        QCOMPARE(framesOf(*slower.tracks[0]), (std::vector<FrameIndex>{2, 3, 4, 10}));
        QVERIFY(std::abs(slower.tracks[0]->boxes[1].box.left - 30) < 1e-9);
    }
};

QTEST_GUILESS_MAIN(TestForeignConventions)
#include "tst_foreign_conventions.moc"
