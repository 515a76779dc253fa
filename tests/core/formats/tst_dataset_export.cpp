// The folder that trainers and evaluators take: its layout, its rules, exporting again.

#include "core/formats/dataset_export.h"
#include "core/formats/label_folders.h"
#include "core/formats/mot.h"
#include "core/formats/mot_check.h"
#include "format_test.h"
#include "random_document.h"

#include <cmath>

#include <map>
#include <set>

using namespace tw;
using namespace tw::formats;
namespace fs = std::filesystem;

namespace {

DatasetSequence sequence(const std::string& name, std::uint64_t seed, FrameIndex length = 30)
{
    DatasetSequence out;
    auto state = test::randomDocument(seed, {{ClassId{1}, ClassId{3}}, 6, length});
    out.document = std::make_shared<const annotation::DocumentState>(std::move(state));
    out.info.name = name;
    out.info.length = length;
    out.info.width = 640;
    out.info.height = 360;
    out.info.frameRate = {30000, 1001};
    out.image = [name](FrameIndex frame) -> Result<std::string> { return name + " frame " + std::to_string(frame); };
    return out;
}

std::map<std::string, std::string> contentOf(const fs::path& folder)
{
    std::map<std::string, std::string> content;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            content[fs::relative(entry.path(), folder).generic_string()] = *readFile(entry.path());
    }
    return content;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

} // namespace

class TestDatasetExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splitsInTime()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        DatasetOptions options;
        options.name = "mine";
        options.decimals = -1;
        const std::vector<DatasetSequence> sequences = {sequence("A", 1), sequence("B", 2)};
        TW_REQUIRE(const DatasetReport report, exportDataset(out, sequences, options, {}));
        QCOMPARE(report.sequences, std::size_t{4});
        QCOMPARE(report.images, std::size_t{60});

        // the pictures are the frames they are said to be
        const auto content = contentOf(out);
        QCOMPARE(content.at("images/mine-train/A/img1/000001.jpg"), std::string("A frame 0"));
        QCOMPARE(content.at("images/mine-train/A/img1/000024.jpg"), std::string("A frame 23"));
        QVERIFY(!content.contains("images/mine-train/A/img1/000025.jpg"));
        QCOMPARE(content.at("images/mine-val/A-val/img1/000001.jpg"), std::string("A frame 24"));
        QCOMPARE(content.at("images/mine-val/A-val/img1/000006.jpg"), std::string("A frame 29"));
        QCOMPARE(content.at("images/seqmaps/mine-train.txt"), std::string("name\nA\nB\n"));
        QCOMPARE(content.at("images/seqmaps/mine-val.txt"), std::string("name\nA-val\nB-val\n"));

        // every listed picture is there, and has its labels where FairMOT looks for them
        for (const char* list : {"mine.train", "mine.val"}) {
            for (const std::string& line : linesOf(content.at(list))) {
                QVERIFY2(content.contains(line), line.c_str());
                std::string label = line;
                label.replace(label.find("images"), 6, "labels_with_ids");
                label.replace(label.find(".jpg"), 4, ".txt");
                QVERIFY2(content.contains(label), label.c_str());
            }
        }
        QCOMPARE(linesOf(content.at("mine.train")).size(), std::size_t{48});

        // ground truth keeps its ids and its frames, moved to begin with 1
        TW_REQUIRE(const Imported val, readMot(out / "images" / "mine-val" / "A-val", {}));
        QCOMPARE(val.info.length, 6);
        QVERIFY(val.info.frameRate == (FrameRate{30000, 1001}));
        std::size_t boxes = 0;
        for (const auto& track : val.tracks) {
            for (const auto& box : track->boxes) {
                const auto* source = sequences[0].document->tracks.at(track->id)->at(box.frame + 24);
                QVERIFY(source != nullptr && source->box == box.box);
                ++boxes;
            }
        }
        QVERIFY(boxes > 0);
    }
    void everyPartPassesTheReaderRules()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        TW_REQUIRE(const DatasetReport report, exportDataset(out, {sequence("A", 3)}, {}, {}));
        QVERIFY(report.boxes > 0);
        for (const char* part : {"images/trackwright-train/A", "images/trackwright-val/A-val"}) {
            TW_REQUIRE(const Imported info, readMot(out / part, {}));
            TW_REQUIRE(const std::string text, readFile(out / part / "gt" / "gt.txt"));
            const auto problems = checkMotText(text, {MotLayout::Gt, info.info.length, 3, true});
            QVERIFY2(problems.empty(), test::listed(problems).c_str());
        }
    }
    // One number space for all labels of a set: trainers build their classifier from it.
    void labelsNumberIdentitiesThroughAllSequences()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        const std::vector<DatasetSequence> sequences = {sequence("A", 4), sequence("B", 5)};
        TW_REQUIRE(const DatasetReport report, exportDataset(out, sequences, {}, {}));
        std::set<std::int32_t> ids;
        std::size_t rows = 0;
        std::map<std::string, std::set<std::int32_t>> bySource;
        for (const char* part :
             {"trackwright-train/A", "trackwright-train/B", "trackwright-val/A-val", "trackwright-val/B-val"}) {
            TW_REQUIRE(const Imported labels, readLabelsWithIds(out / "labels_with_ids" / part / "img1", {}));
            rows += labels.rows;
            for (const auto& track : labels.tracks) {
                ids.insert(number(track->id));
                bySource[std::string(part).substr(std::string(part).find('/') + 1, 1)].insert(number(track->id));
            }
        }
        QCOMPARE(rows, report.labels);
        QCOMPARE(*ids.begin(), 1);
        QCOMPARE(static_cast<std::size_t>(*ids.rbegin()), ids.size()); // no gaps
        for (const std::int32_t id : bySource["A"])
            QVERIFY(!bySource["B"].contains(id));

        std::size_t expected = 0; // pedestrians that count
        for (const auto& each : sequences) {
            for (const auto& [id, track] : each.document->tracks) {
                for (const auto& box : track->boxes)
                    expected += track->classId == ClassId::kPedestrian && box.score > 0;
            }
        }
        QCOMPARE(rows, expected);
    }
    void splitsBySequence()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        DatasetOptions options;
        options.validationSequences = {"B"};
        TW_REQUIRE(const DatasetReport report, exportDataset(out, {sequence("A", 1), sequence("B", 2)}, options, {}));
        QCOMPARE(report.sequences, std::size_t{2});
        QVERIFY(fs::exists(out / "images" / "trackwright-train" / "A" / "img1" / "000030.jpg"));
        QVERIFY(fs::exists(out / "images" / "trackwright-val" / "B" / "img1" / "000030.jpg"));
    }
    void exportingAgainGivesTheSameBytes()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        const std::vector<DatasetSequence> sequences = {sequence("A", 1), sequence("B", 2)};
        QVERIFY(exportDataset(out, sequences, {}, {}).has_value());
        const auto before = contentOf(out);
        TW_REQUIRE(const DatasetReport again, exportDataset(out, sequences, {}, {}));
        QCOMPARE(again.removed, std::size_t{0});
        QVERIFY(before == contentOf(out));
    }
    void removesWhatIsNoLongerInIt()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        QVERIFY(exportDataset(out, {sequence("A", 1), sequence("B", 2)}, {}, {}).has_value());
        DatasetOptions options;
        options.validationShare = 0;
        TW_REQUIRE(const DatasetReport report, exportDataset(out, {sequence("A", 1, 20)}, options, {}));
        QVERIFY(report.removed > 0);
        QVERIFY(!fs::exists(out / "images" / "trackwright-train" / "B"));
        QVERIFY(!fs::exists(out / "labels_with_ids" / "trackwright-val"));

        QTemporaryDir fresh;
        const fs::path other = test::pathOf(fresh) / "set";
        QVERIFY(exportDataset(other, {sequence("A", 1, 20)}, options, {}).has_value());
        QVERIFY(contentOf(out) == contentOf(other));
    }
    void leavesForeignFoldersAlone()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary);
        QVERIFY(test::put(out / "thesis.txt", "precious"));
        QVERIFY(exportDataset(out, {sequence("A", 1)}, {}, {}).error().code == ErrorCode::Conflict);
        QVERIFY(test::put(out / "manifest.json", "{\"sequences\":[]}"));
        QVERIFY(exportDataset(out, {sequence("A", 1)}, {}, {}).error().code == ErrorCode::Conflict);
        QCOMPARE(contentOf(out).size(), std::size_t{2});
    }
    // A hostile manifest must not make the program remove files elsewhere.
    void aManifestCannotPointOutside()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        QVERIFY(fs::create_directories(test::pathOf(temporary) / "other" / "gt"));
        QVERIFY(test::put(test::pathOf(temporary) / "other" / "gt" / "gt.txt", "precious"));
        QVERIFY(exportDataset(out, {sequence("A", 1)}, {}, {}).has_value());
        QVERIFY(test::put(out / "manifest.json",
                          R"({"format":"trackwright-dataset","name":"x","imageExtension":".jpg",)"
                          R"("sequences":[{"set":"../..","name":"other","frames":3}]})"));
        QVERIFY(!exportDataset(out, {sequence("A", 1)}, {}, {}).has_value());
        QVERIFY(fs::exists(test::pathOf(temporary) / "other" / "gt" / "gt.txt"));
    }
    void cancelledExportsGoOn()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        std::stop_source stop;
        DatasetSequence first = sequence("A", 1);
        const FrameImage image = first.image;
        first.image = [&stop, image](FrameIndex frame) -> Result<std::string> {
            if (frame == 10)
                stop.request_stop();
            return image(frame);
        };
        QVERIFY(exportDataset(out, {first}, {}, JobContext{stop.get_token(), {}}).error().code == ErrorCode::Cancelled);
        QVERIFY(readFile(out / "manifest.json")->find("\"complete\": false") != std::string::npos);
        TW_REQUIRE(const DatasetReport report, exportDataset(out, {sequence("A", 1)}, {}, {}));
        QCOMPARE(report.images, std::size_t{30});
        QVERIFY(readFile(out / "manifest.json")->find("\"complete\": true") != std::string::npos);
    }
    void framesThatCannotBeReadAreLeftOut()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        DatasetSequence damaged = sequence("A", 1);
        const FrameImage whole = damaged.image;
        damaged.image = [whole](FrameIndex frame) -> Result<std::string> {
            if (frame == 2 || frame == 6)
                return Error{ErrorCode::Unreadable, "damaged", "000003.jpg"};
            return whole(frame);
        };
        DatasetOptions options;
        options.validationShare = 0;
        TW_REQUIRE(const DatasetReport report, exportDataset(out, {damaged}, options, {}));
        QCOMPARE(report.images, std::size_t{28});
        QVERIFY(test::mentions(report.issues, "A: frame 3 and its boxes are left out: 000003.jpg: damaged"));
        QVERIFY(test::mentions(report.issues, "A: frame 7 and its boxes are left out"));
        QVERIFY(hasProblems(report.issues));
        const auto content = contentOf(out);
        const std::string img1 = "images/trackwright-train/A/img1/";
        QCOMPARE(content.at(img1 + "000003.jpg"), std::string("A frame 3")); // the next ones move up
        QCOMPARE(content.at(img1 + "000028.jpg"), std::string("A frame 29"));
        QVERIFY(!content.contains(img1 + "000029.jpg"));
        QCOMPARE(linesOf(content.at("trackwright.train")).size(), std::size_t{28});

        // Every box stands beside the picture that it was made for
        TW_REQUIRE(const Imported back, readMot(out / "images" / "trackwright-train" / "A", {}));
        QCOMPARE(back.info.length, 28);
        std::size_t expected = 0;
        for (const auto& [id, track] : damaged.document->tracks) {
            for (const auto& box : track->boxes)
                expected += box.frame < 30 && box.frame != 2 && box.frame != 6;
        }
        QCOMPARE(back.rows, expected);
        for (const auto& track : back.tracks) {
            for (const auto& box : track->boxes) {
                const FrameIndex source = box.frame + (box.frame >= 5 ? 2 : box.frame >= 2 ? 1 : 0);
                const auto* original = damaged.document->tracks.at(track->id)->at(source);
                QVERIFY(original != nullptr && std::abs(original->box.left - box.box.left) < 1e-3);
            }
        }
    }
    void aSequenceWithoutAnyReadableFrameEndsIt()
    {
        QTemporaryDir temporary;
        DatasetSequence broken = sequence("A", 1);
        broken.image = [](FrameIndex frame) -> Result<std::string> {
            return Error{ErrorCode::Unreadable, "frame " + std::to_string(frame), {}};
        };
        QVERIFY(exportDataset(test::pathOf(temporary) / "set", {broken}, {}, {}).error().code == ErrorCode::Unreadable);
    }
    void refusesWhatCannotBe()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        const auto refused = [&](const std::vector<DatasetSequence>& sequences, const DatasetOptions& options) {
            const auto report = exportDataset(out, sequences, options, {});
            return !report && report.error().code == ErrorCode::InvalidArgument && !fs::exists(out);
        };
        QVERIFY(refused({}, {}));
        QVERIFY(refused({sequence("A", 1), sequence("A", 2)}, {}));
        QVERIFY(refused({sequence("../A", 1)}, {}));
        DatasetOptions options;
        options.name = "a/b";
        QVERIFY(refused({sequence("A", 1)}, options));
        options = {};
        options.validationShare = 1.5;
        QVERIFY(refused({sequence("A", 1)}, options));
        options = {};
        options.validationSequences = {"Z"};
        QVERIFY(refused({sequence("A", 1)}, options));
        DatasetSequence unknown = sequence("A", 1);
        unknown.info.width = 0;
        QVERIFY(refused({unknown}, {}));
    }
};

QTEST_GUILESS_MAIN(TestDatasetExport)
#include "tst_dataset_export.moc"
