// Every other format: what foreign files mean, what is recognised by content, and that what is written comes back.

#include "core/formats/coco.h"
#include "core/formats/csv.h"
#include "core/formats/cvat.h"
#include "core/formats/darklabel.h"
#include "core/formats/detections.h"
#include "core/formats/dive.h"
#include "core/formats/kitti.h"
#include "core/formats/label_folders.h"
#include "core/formats/viame_csv.h"
#include "format_test.h"
#include "random_document.h"

#include <array>
#include <cmath>
#include <cstring>
#include <fstream>

using namespace tw;
using namespace tw::formats;
using annotation::BoxOrigin;
using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

Imported readOrFail(const Format& format, const std::filesystem::path& path, const SequenceInfo& hint)
{
    auto imported = format.read(path, hint);
    if (!imported)
        qWarning("%s", imported.error().message().c_str());
    return imported ? *imported : Imported{};
}

Imported importData(const char* formatId, const char* name, const SequenceInfo& hint = {})
{
    return readOrFail(*findFormat(formatId), test::dataFile(name), hint);
}

const Track* trackOf(const Imported& imported, int id)
{
    for (const auto& track : imported.tracks) {
        if (number(track->id) == id)
            return track.get();
    }
    return nullptr;
}

bool near(const Box& a, const Box& b, double tolerance)
{
    return std::abs(a.left - b.left) <= tolerance && std::abs(a.top - b.top) <= tolerance &&
           std::abs(a.width - b.width) <= tolerance && std::abs(a.height - b.height) <= tolerance;
}

std::vector<ClassId> classesFor(const std::string& formatId)
{
    if (formatId == "kitti")
        return {ClassId{1}, ClassId{2}, ClassId{3}, ClassId{7}};
    if (formatId == "ultralytics")
        return {ClassId{1}, ClassId{3}, ClassId{4}, ClassId{5}, ClassId{116}};
    return {ClassId{1}, ClassId{3}, ClassId{13}, ClassId{116}, ClassId{1003}};
}

// What of a box must come back from a format.
TrackBox surviving(TrackBox box, const Holds& holds)
{
    if (!holds.score)
        box.score = holds.flag && box.score == 0 ? 0.0F : 1.0F;
    if (!holds.visibility)
        box.visibility = 1;
    box.occluded = box.occluded && holds.occluded;
    box.keyframe = box.keyframe && holds.keyframe;
    if (!holds.origin) {
        box.origin = BoxOrigin::Imported;
        box.verified = false;
    }
    return box;
}

// Corners and shares lose the last digits of a double; nothing else may differ.
std::string said(const Track& track, const std::string& name, FrameIndex frame)
{
    const std::string* value = annotation::attributeAt(track.attributes, name, frame);
    return value == nullptr ? std::string() : *value;
}

std::string difference(const DocumentState& state, const Imported& back, const Format& format, double tolerance)
{
    for (const auto& [id, track] : state.tracks) {
        const bool writable = format.holds.classes != Holds::Classes::Mot || (number(track->classId) <= 13);
        const Track* found = trackOf(back, number(id));
        if (!writable) {
            if (found != nullptr)
                return "a track that cannot be written came back";
            continue;
        }
        const std::string name = "track " + std::to_string(number(id));
        if (found == nullptr || found->boxes.size() != track->boxes.size())
            return name + " has lost boxes";
        if (format.holds.classes != Holds::Classes::One && found->classId != track->classId)
            return name + " has changed its class";
        if (format.holds.trackName && found->name != track->name)
            return name + " has changed its name: " + found->name;
        if (format.holds.color && found->color != track->color)
            return name + " has changed its colour";
        for (std::size_t i = 0; i < track->boxes.size(); ++i) {
            TrackBox wanted = surviving(track->boxes[i], format.holds);
            TrackBox got = found->boxes[i];
            if (!near(wanted.box, got.box, tolerance))
                return name + " has a moved box";
            wanted.box = got.box;
            if (format.id == "cvat") { // its key frames mean something else, see the header
                wanted.origin = got.origin;
                wanted.keyframe = got.keyframe;
            }
            if (std::abs(wanted.visibility - got.visibility) <= tolerance)
                wanted.visibility = got.visibility;
            for (const annotation::AttributeKind& kind : state.vocabulary.attributes)
                if (format.holds.attributes && said(*track, kind.name, got.frame) != said(*found, kind.name, got.frame))
                    return name + " has lost an attribute in frame " + std::to_string(got.frame);
            if (!(wanted == got))
                return name + " has lost a mark in frame " + std::to_string(got.frame);
        }
    }
    return {};
}

} // namespace

class TestFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registryIsComplete()
    {
        for (const char* id : {"mot", "mot-result", "mot15", "mot-det", "cvat", "coco", "dive", "viame", "darklabel",
                               "labels_with_ids", "kitti", "ultralytics", "csv"}) {
            const Format* format = findFormat(id);
            QVERIFY2(format != nullptr, id);
            QVERIFY(format->canRead && format->canWrite && format->recognise != nullptr);
            QVERIFY(!format->name.empty() && !format->suffixes.empty());
        }
        QVERIFY(findFormat("zip") == nullptr);
    }
    void detectsByContent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        for (const auto& [file, format] : {std::pair("mot_gt.txt", "mot"),
                                           {"mot_spaces.txt", "mot-result"},
                                           {"mot_result_7_columns.txt", "mot-result"},
                                           {"mot_darklabel_zero_based.txt", "mot-result"},
                                           {"mot_crlf_bom.txt", "mot"},
                                           {"mot_bad_lines.txt", "csv"},
                                           {"mot15_gt_world.txt", "mot15"},
                                           {"mot_det.txt", "mot-det"},
                                           {"cvat_video.xml", "cvat"},
                                           {"coco_tracks.json", "coco"},
                                           {"dive_v2.json", "dive"},
                                           {"viame.csv", "viame"},
                                           {"darklabel.txt", "darklabel"},
                                           {"darklabel_sizes.txt", "darklabel"},
                                           {"kitti.txt", "kitti"},
                                           {"table.csv", "csv"},
                                           {"labels_with_ids", "labels_with_ids"},
                                           {"ultralytics", "ultralytics"}})
            QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(format);
    }
    void detectsByContent()
    {
        QFETCH(QString, file);
        QFETCH(QString, format);
        // the suffix must not matter
        QTemporaryDir folder;
        const auto source = test::dataFile(file.toStdString());
        const auto copy = test::pathOf(folder) / "data.bin";
        const auto path = std::filesystem::is_directory(source) ? source : copy;
        if (path == copy)
            std::filesystem::copy_file(source, copy);
        TW_REQUIRE(const Format* found, detectFormat(path));
        QCOMPARE(QString::fromStdString(found->id), format);
    }
    void saysWhatItTried()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "notes.txt";
        QVERIFY(test::put(path, "dear diary\ntoday nothing happened\n"));
        const auto found = detectFormat(path);
        QVERIFY(!found.has_value());
        QVERIFY(found.error().code == ErrorCode::Unsupported);
        QVERIFY(found.error().detail.find("cvat") != std::string::npos);
        QVERIFY(detectFormat("/nowhere/at/all").error().code == ErrorCode::NotFound);
        QVERIFY(test::put(path, ""));
        QVERIFY(!detectFormat(path).has_value());
    }

    void readsCvat()
    {
        const Imported imported = importData("cvat", "cvat_video.xml");
        QCOMPARE(imported.info.name, std::string("crossing"));
        QCOMPARE(imported.info.length, 20);
        QCOMPARE(imported.info.width, 640);
        // track 0 of the file is 1 here, 3 is 4
        const Track* person = trackOf(imported, 1);
        QVERIFY(person != nullptr && person->classId == ClassId::kPedestrian);
        QCOMPARE(person->boxes.size(), std::size_t{6}); // 2..6 and 12
        QCOMPARE(person->boxes[2].frame, 4);
        QVERIFY(near(person->boxes[2].box, {20, 20, 30, 60}, 1e-9));
        QVERIFY(person->boxes[2].origin == BoxOrigin::Interpolated && !person->boxes[2].keyframe);
        QVERIFY(person->boxes[0].keyframe && person->boxes[4].occluded && !person->boxes[0].occluded);
        QCOMPARE(person->boxes[5].frame, 12);
        const Track* forklift = trackOf(imported, 4);
        QVERIFY(forklift != nullptr);
        QCOMPARE(imported.info.classNames.at(forklift->classId), std::string("forklift"));
        QVERIFY(test::mentions(imported.issues, "<polygon> is not a box"));
        QVERIFY2(test::issueLines(imported.issues) == (std::vector<std::int64_t>{24, 25}),
                 test::listed(imported.issues).c_str());
    }
    void writesCvatEnds()
    {
        DocumentState state;
        auto track = std::make_shared<Track>();
        track->id = TrackId{5};
        for (const FrameIndex frame : {0, 1, 2, 4, 9}) {
            TrackBox box;
            box.frame = frame;
            box.box = {10.0 + frame, 20, 30, 40};
            box.origin = frame == 1 ? BoxOrigin::Interpolated : BoxOrigin::Tracker;
            track->boxes.push_back(box);
        }
        state.tracks[track->id] = track;
        WriteOptions options;
        options.info.length = 10;
        Written written;
        const std::string text = cvatText(state, options, written);
        const auto has = [&text](const char* part) { return text.find(part) != std::string::npos; };
        QVERIFY(has("<box frame=\"1\" keyframe=\"0\" outside=\"0\""));
        QVERIFY(has("<box frame=\"2\" keyframe=\"1\" outside=\"0\""));
        QVERIFY(has("<box frame=\"3\" keyframe=\"1\" outside=\"1\"")); // gap
        QVERIFY(has("<box frame=\"5\" keyframe=\"1\" outside=\"1\""));
        QVERIFY(!has("frame=\"10\"")); // the video ends first
        QVERIFY(has("<size>10</size>") && has("<stop_frame>9</stop_frame>"));
    }
    void readsCoco()
    {
        const Imported imported = importData("coco", "coco_tracks.json");
        const Track* five = trackOf(imported, 5);
        QVERIFY(five != nullptr);
        QCOMPARE(five->boxes.size(), std::size_t{2});
        QCOMPARE(five->boxes[0].frame, 0);
        QCOMPARE(five->boxes[1].frame, 2); // img_0003
        QVERIFY(five->boxes[0].occluded);
        QVERIFY(near(five->boxes[0].box, {10, 20, 30.5, 40}, 0));
        const Track* nine = trackOf(imported, 9);
        QVERIFY(nine != nullptr && number(nine->classId) == 116);
        QCOMPARE(nine->boxes[0].score, 0.5F);
        QCOMPARE(imported.detections.size(), std::size_t{1});
        QVERIFY(trackOf(imported, 11) == nullptr);
        for (const char* what : {"annotation 5: its image", "annotation 6: no bbox", "annotation 7: its category"})
            QVERIFY2(test::mentions(imported.issues, what), test::listed(imported.issues).c_str());
        QCOMPARE(imported.info.width, 640);
    }
    void readsOneVideoOfCoco()
    {
        const std::string text = R"({"videos":[{"id":1,"name":"a","fps":25},{"id":2,"name":"b"}],
            "categories":[{"id":1,"name":"person"}],
            "images":[{"id":1,"video_id":1,"frame_id":0,"file_name":"x.jpg"},{"id":2,"video_id":2,"frame_id":7,"file_name":"y.jpg"}],
            "annotations":[{"id":1,"image_id":1,"category_id":1,"instance_id":1,"bbox":[1,2,3,4]},
                           {"id":2,"image_id":2,"category_id":1,"instance_id":1,"bbox":[1,2,3,4]}]})";
        TW_REQUIRE(const Imported first, parseCoco(text, {}));
        QCOMPARE(first.info.name, std::string("a"));
        QVERIFY(first.info.frameRate == (FrameRate{25, 1}));
        QCOMPARE(first.rows, std::size_t{1});
        QVERIFY(test::mentions(first.issues, "1 annotations of other videos"));
        SequenceInfo hint;
        hint.name = "b";
        TW_REQUIRE(const Imported second, parseCoco(text, hint));
        QCOMPARE(second.tracks[0]->boxes[0].frame, 7);
    }
    void readsDive()
    {
        const Imported imported = importData("dive", "dive_v2.json");
        const Track* four = trackOf(imported, 4);
        QVERIFY(four != nullptr && four->classId == ClassId::kPedestrian);
        QCOMPARE(four->boxes.size(), std::size_t{5}); // 1..5, filled in
        QVERIFY(near(four->boxes[2].box, {14, 20, 30, 40}, 1e-9));
        QVERIFY(four->boxes[2].origin == BoxOrigin::Interpolated);
        QCOMPARE(four->boxes[0].score, 0.75F);
        QVERIFY(four->boxes[4].occluded);
        const Track* six = trackOf(imported, 6);
        QVERIFY(six != nullptr && number(six->classId) == 116);
        QVERIFY2(test::mentions(imported.issues, "feature 2 of track 4"), test::listed(imported.issues).c_str());
    }
    void readsViame()
    {
        const Imported imported = importData("viame", "viame.csv");
        QVERIFY(imported.info.frameRate == (FrameRate{30000, 1001}));
        const Track* ann = trackOf(imported, 12);
        QVERIFY(ann != nullptr);
        QCOMPARE(ann->name, std::string("Ann"));
        QCOMPARE(ann->boxes[0].score, 0.75F);
        QVERIFY(ann->boxes[0].occluded && !ann->boxes[1].occluded);
        QVERIFY(near(ann->boxes[0].box, {10, 20, 30, 40}, 0));
        QVERIFY(number(trackOf(imported, 13)->classId) == 116);
        QVERIFY2(test::issueLines(imported.issues) == (std::vector<std::int64_t>{5, 6}),
                 test::listed(imported.issues).c_str());
    }
    void readsDarkLabel()
    {
        const Imported imported = importData("darklabel", "darklabel.txt");
        QVERIFY(near(trackOf(imported, 1)->boxes[0].box, {10, 20, 30, 40}, 0));
        QCOMPARE(trackOf(imported, 1)->boxes[1].frame, 2);
        QVERIFY(number(trackOf(imported, 2)->classId) == 116);
        QCOMPARE(test::issueLines(imported.issues), std::vector<std::int64_t>{4});
        const Imported sizes = importData("darklabel", "darklabel_sizes.txt");
        QVERIFY(near(trackOf(sizes, 1)->boxes[0].box, {100, 20, 40, 60}, 0));
        QVERIFY(test::mentions(sizes.issues, "left, top, width, height"));
        const Imported detections = parseDarkLabel("0,2,10,20,40,60,person,100,20,140,60,person\n", {});
        QCOMPARE(detections.detections.size(), std::size_t{2});
    }
    void readsKitti()
    {
        const Imported imported = importData("kitti", "kitti.txt");
        QCOMPARE(imported.detections.size(), std::size_t{1}); // DontCare
        const Track* van = trackOf(imported, 1);              // 0 in the file
        QVERIFY(van != nullptr && number(van->classId) >= 1000);
        const Track* person = trackOf(imported, 3);
        QVERIFY(person != nullptr && person->classId == ClassId::kPedestrian);
        QVERIFY(person->boxes[0].occluded && !person->boxes[1].occluded);
        QVERIFY(near(person->boxes[0].box, {737.6, 161.5, 193.5, 212.5}, 1e-9));
        QCOMPARE(test::issueLines(imported.issues), std::vector<std::int64_t>{5});
    }
    void saysThatKittiHasNoSuchType()
    {
        Written written;
        const std::string text = kittiText(test::randomDocument(3, {{ClassId{116}}, 2, 20}), {}, written);
        QVERIFY(text.find(" Misc ") != std::string::npos);
        QVERIFY(hasProblems(written.issues) && test::mentions(written.issues, "dog"));
    }
    void readsLabelsWithIds()
    {
        QVERIFY(findFormat("labels_with_ids")->read(test::dataFile("labels_with_ids"), {}).error().code ==
                ErrorCode::InvalidArgument);
        SequenceInfo hint;
        hint.width = 640;
        hint.height = 480;
        const Imported imported = importData("labels_with_ids", "labels_with_ids", hint);
        QVERIFY(near(trackOf(imported, 5)->boxes[0].box, {240, 120, 160, 240}, 1e-9));
        QCOMPARE(trackOf(imported, 5)->boxes[1].frame, 2);
        QCOMPARE(imported.detections.size(), std::size_t{1});
        QVERIFY(test::mentions(imported.issues, "000003.txt"));
    }
    void readsUltralytics()
    {
        SequenceInfo hint;
        hint.width = 640;
        hint.height = 480;
        const Imported imported = importData("ultralytics", "ultralytics", hint);
        QCOMPARE(trackOf(imported, 1)->boxes.size(), std::size_t{2});
        QCOMPARE(trackOf(imported, 1)->boxes[0].score, 0.875F);
        QVERIFY(number(trackOf(imported, 2)->classId) == 116);
        QCOMPARE(imported.detections.size(), std::size_t{1});
    }
    void findsImageSizesBesideLabels()
    {
        QTemporaryDir folder;
        const auto root = test::pathOf(folder);
        const auto labels = root / "labels_with_ids" / "train" / "A" / "img1";
        std::filesystem::create_directories(labels);
        std::filesystem::create_directories(root / "images" / "train" / "A");
        QVERIFY(test::put(labels / "000001.txt", "0 1 0.5 0.5 0.5 0.5\n"));
        QVERIFY(test::put(
            root / "images" / "train" / "A" / "seqinfo.ini",
            "[Sequence]\nname=A\nimDir=img1\nframeRate=25\nseqLength=3\nimWidth=200\nimHeight=100\nimExt=.jpg\n"));
        TW_REQUIRE(const Imported imported, readLabelsWithIds(labels, {}));
        QVERIFY(near(imported.tracks[0]->boxes[0].box, {50, 25, 100, 50}, 1e-9));
        QCOMPARE(imported.info.name, std::string("A"));
    }
    void reportsLeftOverLabelFiles()
    {
        QTemporaryDir folder;
        const auto labels = test::pathOf(folder) / "img1";
        WriteOptions options;
        options.info.width = options.info.height = 100;
        options.info.length = 9;
        QVERIFY(writeLabelsWithIds(labels, test::randomDocument(4, {{ClassId{1}}, 3, 9}), options).has_value());
        options.info.length = 5;
        TW_REQUIRE(const Written shorter,
                   writeLabelsWithIds(labels, test::randomDocument(4, {{ClassId{1}}, 3, 5}), options));
        QCOMPARE(shorter.files.size(), std::size_t{5});
        QVERIFY(test::mentions(shorter.issues, "000009.txt is left"));
    }
    void readsTables()
    {
        const Imported imported = importData("csv", "table.csv");
        QVERIFY(near(trackOf(imported, 8)->boxes[0].box, {10, 20, 30, 40}, 0));
        QCOMPARE(trackOf(imported, 8)->boxes[1].score, 0.75F);
        QCOMPARE(test::issueLines(imported.issues), std::vector<std::int64_t>{4});
    }
    // RFC 4180: a name may have line breaks, which are part of it. A forgotten quote spoils its own line only.
    void tableNamesKeepTheirLineBreaks()
    {
        annotation::DocumentState state = test::randomDocument(3, {{ClassId{1}}, 3, 8});
        int n = 0;
        for (auto& [id, track] : state.tracks) {
            auto named = std::make_shared<annotation::Track>(*track);
            named->name =
                std::array{"one\ntwo", "a \"quoted\"\r\n\r\nb, c", "\"\n\""}[static_cast<std::size_t>(n++ % 3)];
            track = named;
        }
        WriteOptions options;
        Written written;
        const std::string text = csvText(state, options, written);
        const auto columns = csvColumnsFromHeader(std::string_view(text).substr(0, text.find('\n')));
        QVERIFY(columns);
        TW_REQUIRE(const Imported again, parseCsv(text, *columns, {}));
        QVERIFY(again.issues.empty());
        QCOMPARE(again.rows, written.rows);
        for (const auto& track : again.tracks)
            QCOMPARE(track->name, state.tracks.at(track->id)->name);

        TW_REQUIRE(const Imported spoilt, parseCsv("frame,id,left,top,width,height,name\n"
                                                   "1,1,10,10,20,20,\"open\n"
                                                   "2,1,10,10,20,20,\n"
                                                   "3,1,10,10,20,20,\"whole\"\n"
                                                   "4,1,10,10,20,20,\"open\n",
                                                   *csvColumnsFromHeader("frame,id,left,top,width,height,name"), {}));
        QCOMPARE(spoilt.rows, std::size_t{2});
        QCOMPARE(test::issueLines(spoilt.issues), (std::vector<std::int64_t>{2, 5}));
        QCOMPARE(spoilt.tracks.at(0)->name, std::string("whole"));
    }
    void readsTablesByMap()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "t.csv";
        QVERIFY(test::put(path, "7;10,5;20;30;40;0\n7;11,5;20;30;40;1\n"));
        TW_REQUIRE(const Imported imported,
                   readCsvMapped(path, "frame=5,id=0,left=1,top=2,width=3,height=4,header=no,first-frame=0", {}));
        QCOMPARE(imported.rows, std::size_t{2});
        QCOMPARE(trackOf(imported, 7)->boxes[0].box.left, 10.5);
        for (const char* wrong : {"frame=0", "left=1,top=2,width=3,height=4", "frame=x,left=1,top=2,width=3,height=4",
                                  "colour", "taste=1", "frame=0,first-frame=7"})
            QVERIFY2(readCsvMapped(path, wrong, {}).error().code == ErrorCode::InvalidArgument, wrong);
        QVERIFY(test::put(path, "when,who,cx,cy,w,h\n1,2,100,100,50,60\n"));
        TW_REQUIRE(const Imported named, readCsvMapped(path, "frame=when,id=who,cx=cx,cy=cy,w=w,h=h", {}));
        QVERIFY(near(named.tracks[0]->boxes[0].box, {75, 70, 50, 60}, 0));
    }

    void roundTrips_data()
    {
        QTest::addColumn<QString>("format");
        for (const Format& format : tw::formats::formats())
            QTest::newRow(format.id.c_str()) << QString::fromStdString(format.id);
    }
    // Every property that a format says it holds comes back, exactly when nothing is rounded and within half a unit of
    // the last digit when it is.
    void roundTrips()
    {
        QFETCH(QString, format);
        const Format& tested = *findFormat(format.toStdString());
        QTemporaryDir folder;
        const bool toFolder = tested.suffixes.front() == "/";
        for (std::uint64_t seed = 1; seed <= 16; ++seed) {
            const DocumentState state = test::randomDocument(seed, {classesFor(tested.id), 12, 40});
            WriteOptions options;
            options.info.name = "clip";
            options.info.length = 40;
            options.info.width = 1920;
            options.info.height = 1080;
            options.info.frameRate = {25, 1};
            options.info.classNames[ClassId{1003}] = "forklift";
            options.decimals = seed % 2 == 0 ? -1 : 3;
            const auto path =
                test::pathOf(folder) / (toFolder ? "out" + std::to_string(seed) : "out" + std::to_string(seed) + ".x");
            TW_REQUIRE(const Written written, tested.write(path, state, options));
            TW_REQUIRE(const Imported back, tested.read(path, options.info));
            QVERIFY2(!hasProblems(back.issues), test::listed(back.issues).c_str());
            QCOMPARE(back.rows, written.rows);
            if (!tested.holds.identity) {
                QVERIFY(back.tracks.empty() && back.detections.size() == written.rows);
                continue;
            }
            const double tolerance =
                options.decimals < 0 ? 1e-9 : 0.0015; // shares: 0.75e-6 of 1920 px; corners: twice 0.0005
            const std::string problem = difference(state, back, tested, tolerance);
            QVERIFY2(problem.empty(), (tested.id + ", seed " + std::to_string(seed) + ": " + problem).c_str());
            TW_REQUIRE(const Format* detected, detectFormat(path));
            // the first benchmark's ground truth without world coordinates is a result with confidence 1, to the letter
            QCOMPARE(detected->id, tested.id == "mot15" ? std::string("mot-result") : tested.id);
        }
    }
    void namesWhatIsLost_data() { roundTrips_data(); }
    void namesWhatIsLost()
    {
        QFETCH(QString, format);
        const Format& tested = *findFormat(format.toStdString());
        QTemporaryDir folder;
        WriteOptions options;
        options.info.width = options.info.height = 1000;
        options.info.length = 40;
        const DocumentState state = test::randomDocument(7, {classesFor(tested.id), 12, 40});
        TW_REQUIRE(const Written written, tested.write(test::pathOf(folder) / "out", state, options));
        QCOMPARE(test::mentions(written.issues, "hold confidences"), !tested.holds.score);
        QCOMPARE(test::mentions(written.issues, "hold visibilities"), !tested.holds.visibility);
        QCOMPARE(test::mentions(written.issues, "hold names"), !tested.holds.trackName);
        QCOMPARE(test::mentions(written.issues, "occluded"), !tested.holds.occluded);
        QCOMPARE(test::mentions(written.issues, "identities"), !tested.holds.identity);
        QCOMPARE(test::mentions(written.issues, "hold attributes"), !tested.holds.attributes);
    }
    void reExportIsByteIdentical_data() { roundTrips_data(); }
    void reExportIsByteIdentical()
    {
        QFETCH(QString, format);
        const Format& tested = *findFormat(format.toStdString());
        QTemporaryDir folder;
        const DocumentState state = test::randomDocument(11, {classesFor(tested.id), 6, 20});
        WriteOptions options;
        options.info.name = "clip";
        options.info.width = options.info.height = 1000;
        const auto path = test::pathOf(folder) / "out";
        const auto bytesOf = [](const Written& written) {
            std::string all;
            for (const auto& file : written.files)
                all += file.filename().string() + *readFile(file);
            return all;
        };
        TW_REQUIRE(const Written first, tested.write(path, state, options));
        const std::string before = bytesOf(first);
        TW_REQUIRE(const Written second, tested.write(path, state, options));
        QVERIFY(before == bytesOf(second) && !before.empty());
    }
    void readOnlyFoldersAreAnError()
    {
        for (const Format& format : tw::formats::formats()) {
            WriteOptions options;
            options.info.width = options.info.height = 100;
            QVERIFY2(!format.write("/proc/trackwright/out", test::randomDocument(1), options).has_value(),
                     format.id.c_str());
        }
    }

    void readsDetections()
    {
        TW_REQUIRE(const ImportedDetections plain, readDetections(test::dataFile("mot_det.txt")));
        QCOMPARE(plain.count, std::size_t{3});
        QCOMPARE(plain.embeddingSize, 0);
        QCOMPARE(plain.frames.at(0).size(), std::size_t{2});
        QCOMPARE(plain.frames.at(0)[0].score, 0.93F);
        const ImportedDetections with = parseDetectionText(
            "1,-1,10,20,30,40,0.5,-1,-1,-1,3,4\n1,-1,10,20,30,40,0.9,-1,-1,-1,0,2\n2,-1,1,2,3,4,0.5,-1,-1,-1,1\n"
            "3,-1,1,2,3,4,0.5,-1,-1,-1,0,0\nx\n",
            {});
        QCOMPARE(with.embeddingSize, 2);
        QCOMPARE(with.frames.at(0)[1].embedding, (std::vector<float>{0.6F, 0.8F}));
        QCOMPARE(test::issueLines(with.issues), (std::vector<std::int64_t>{3, 4, 5}));
        // the identities of a result are not looked at
        TW_REQUIRE(const ImportedDetections tracks, readDetections(test::dataFile("coco_tracks.json")));
        QCOMPARE(tracks.count, std::size_t{4});
    }
    void readsNumpyDetections()
    {
        for (const bool isDouble : {false, true}) {
            std::string bytes = std::string("\x93NUMPY\x01\x00", 8);
            std::string header = std::string("{'descr': '") + (isDouble ? "<f8" : "<f4") +
                                 "', 'fortran_order': False, 'shape': (2, 12), }";
            header.resize(118, ' ');
            header.back() = '\n';
            bytes += static_cast<char>(header.size());
            bytes += '\0';
            bytes += header;
            for (const double row : {1.0, 2.0}) {
                for (const double value : {row, -1.0, 10.0, 20.0, 30.0, 40.0, 0.5, -1.0, -1.0, -1.0, 3.0, 4.0}) {
                    char raw[8];
                    const auto single = static_cast<float>(value);
                    std::memcpy(raw, isDouble ? static_cast<const void*>(&value) : &single, isDouble ? 8 : 4);
                    bytes.append(raw, isDouble ? 8 : 4);
                }
            }
            TW_REQUIRE(const ImportedDetections detections, parseDetectionArray(bytes, {}));
            QCOMPARE(detections.count, std::size_t{2});
            QCOMPARE(detections.frames.at(1)[0].embedding, (std::vector<float>{0.6F, 0.8F}));
            QVERIFY(!parseDetectionArray(std::string_view(bytes).substr(0, bytes.size() - 1), {}).has_value());
            for (std::size_t cut = 0; cut < 130; ++cut)
                QVERIFY(!parseDetectionArray(std::string_view(bytes).substr(0, cut), {}).has_value());
        }
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
