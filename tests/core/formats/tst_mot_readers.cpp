// Exported folders as other programs read them. Each reader here does what the program it stands for does with the
// text, including its mistakes, and must see what the document has. Written from their behaviour; see mot_check.h.

#include "core/formats/dataset_export.h"
#include "core/formats/mot.h"
#include "format_test.h"
#include "random_document.h"

#include <array>
#include <clocale>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

using namespace tw;
using namespace tw::formats;
using annotation::DocumentState;
namespace fs = std::filesystem;

namespace {

constexpr FrameIndex kLength = 40;
constexpr double kRounding = 0.00051; // of three decimals

std::vector<std::vector<std::string>> rowsOf(const std::string& text, char separator)
{
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> row;
        std::istringstream columns(line);
        for (std::string column; std::getline(columns, column, separator);)
            row.push_back(column);
        rows.push_back(row);
    }
    return rows;
}

// Like Python's float() and int(): the whole text, or it throws there and fails here.
double asFloat(const std::string& text, bool& good)
{
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    double value = 0;
    good = good && in >> value && in.eof() && std::isfinite(value);
    return value;
}
long asInt(const std::string& text, bool& good)
{
    good = good && !text.empty() && text.find_first_not_of("-0123456789") == std::string::npos;
    return good ? std::stol(text) : 0;
}

struct Seen {
    std::map<std::pair<long, long>, std::array<double, 4>> boxes; // by id and frame from 1
    std::set<long> identities;
    bool good = true;
};

// TrackEval: any order; frames outside of seqLength and an id twice in a frame are errors; flag 0 is not counted.
Seen asTrackEval(const std::string& gt, long seqLength)
{
    Seen seen;
    for (const auto& row : rowsOf(gt, ',')) {
        seen.good = seen.good && row.size() >= 9;
        if (!seen.good)
            return seen;
        const auto frame = static_cast<long>(asFloat(row[0], seen.good));
        const auto id = static_cast<long>(asFloat(row[1], seen.good));
        const auto flag = static_cast<long>(asFloat(row[6], seen.good)); // 0.87 becomes 0 here
        const auto classId = static_cast<long>(asFloat(row[7], seen.good));
        seen.good = seen.good && frame >= 1 && frame <= seqLength && classId >= 1 && classId <= 13;
        std::array<double, 4> box{};
        for (std::size_t k = 0; k < 4; ++k)
            box[k] = asFloat(row[k + 2], seen.good);
        if (flag == 0)
            continue;
        seen.good = seen.good && seen.boxes.emplace(std::pair(id, frame), box).second;
        seen.identities.insert(id);
    }
    return seen;
}

// FairMOT's label script: nine columns to unpack; a new identity whenever the id is not that of the row before.
std::pair<long, bool> identitiesOfFairmot(const std::string& gt)
{
    long count = 0, last = -1;
    bool good = true;
    for (const auto& row : rowsOf(gt, ',')) {
        good = good && row.size() == 9;
        if (!good)
            break;
        const auto id = static_cast<long>(asFloat(row[1], good));
        if (asFloat(row[6], good) == 0 || asFloat(row[7], good) != 1)
            continue;
        count += id != last;
        last = id;
    }
    return {count, good};
}

// datumaro: int() of frame, id and class; anything with a point in it ends the import.
bool datumaroTakes(const std::string& gt)
{
    bool good = true;
    for (const auto& row : rowsOf(gt, ',')) {
        good = good && row.size() == 9;
        if (!good)
            return false;
        for (const std::size_t column : {0, 1, 6, 7})
            asInt(row[column], good);
        for (const std::size_t column : {2, 3, 4, 5, 8})
            asFloat(row[column], good);
    }
    return good;
}

// configparser, as TrackEval and FairMOT use it.
std::map<std::string, std::string> asIni(const std::string& text)
{
    std::map<std::string, std::string> keys;
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    if (line != "[Sequence]")
        return keys;
    while (std::getline(lines, line)) {
        const auto at = line.find('=');
        keys[line.substr(0, at)] = at == std::string::npos ? "" : line.substr(at + 1);
    }
    return keys;
}

bool near(const Box& box, const std::array<double, 4>& seen)
{
    const std::array<double, 4> wanted{box.left, box.top, box.width, box.height};
    for (std::size_t k = 0; k < 4; ++k) {
        if (std::abs(wanted[k] - seen[k]) > kRounding)
            return false;
    }
    return true;
}

SequenceInfo clipInfo(const std::string& name)
{
    SequenceInfo info;
    info.name = name;
    info.frameRate = {30000, 1001};
    info.length = kLength;
    info.width = 640;
    info.height = 360;
    return info;
}

} // namespace

class TestMotReaders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyReaderSeesTheDocument_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<bool>("commaLocale");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("%d", seed) << seed << (seed % 2 == 0);
    }
    void everyReaderSeesTheDocument()
    {
        QFETCH(int, seed);
        QFETCH(bool, commaLocale);
        const DocumentState state =
            test::randomDocument(static_cast<std::uint64_t>(seed), {{ClassId{1}, ClassId{7}}, 10, kLength});
        QTemporaryDir temporary;
        const fs::path folder = test::pathOf(temporary) / "Clip-01";
        WriteOptions options;
        options.info = clipInfo("Clip-01");
        if (commaLocale)
            std::setlocale(LC_ALL, "de_DE.UTF-8"); // where it is not installed the test is the same as without
        const auto written = writeMotSequence(folder, state, options);
        std::setlocale(LC_ALL, "C");
        QVERIFY(written.has_value());
        TW_REQUIRE(const std::string gt, readFile(folder / "gt" / "gt.txt"));
        TW_REQUIRE(const std::string seqinfo, readFile(folder / "seqinfo.ini"));

        const auto keys = asIni(seqinfo);
        QCOMPARE(keys.size(), std::size_t{7});
        QCOMPARE(keys.at("name"), std::string("Clip-01"));
        QCOMPARE(keys.at("frameRate"), std::string("30"));
        const long length = std::stol(keys.at("seqLength"));
        QCOMPARE(length, long{kLength});

        const Seen seen = asTrackEval(gt, length);
        QVERIFY(seen.good);
        std::set<long> expected, pedestrians;
        std::size_t boxes = 0;
        for (const auto& [id, track] : state.tracks) {
            for (const auto& box : track->boxes) {
                if (box.score == 0)
                    continue;
                ++boxes;
                expected.insert(number(id));
                if (track->classId == ClassId::kPedestrian)
                    pedestrians.insert(number(id));
                const auto found = seen.boxes.find({number(id), long{box.frame} + 1});
                QVERIFY(found != seen.boxes.end());
                QVERIFY(near(box.box, found->second)); // also those outside of the picture
            }
        }
        QCOMPARE(seen.boxes.size(), boxes);
        QVERIFY(seen.identities == expected); // never renumbered
        const auto [identities, good] = identitiesOfFairmot(gt);
        QVERIFY(good);
        QCOMPARE(identities, static_cast<long>(pedestrians.size()));
        QVERIFY(datumaroTakes(gt));
    }
    // The readers above must be able to fail.
    void theReadersSeeTheKnownMistakes()
    {
        QVERIFY(asTrackEval("1,1,10,20,30,40,0.87,1,1\n", 5).boxes.empty()); // a confidence where the flag belongs
        QVERIFY(!asTrackEval("6,1,10,20,30,40,1,1,1\n", 5).good);
        QVERIFY(!asTrackEval("1,1,10,20,30,40,1,-1,1\n", 5).good);
        QVERIFY(!asTrackEval("1,1,10,20,30,40,1,1,1\n1,1,10,20,30,40,1,1,1\n", 5).good);
        const std::string frameMajor = "1,1,1,1,9,9,1,1,1\n1,2,1,1,9,9,1,1,1\n2,1,1,1,9,9,1,1,1\n2,2,1,1,9,9,1,1,1\n";
        QCOMPARE(identitiesOfFairmot(frameMajor).first, 4L); // two people
        QVERIFY(!identitiesOfFairmot("1,1,1,1,9,9,1,1,1,1\n").second);
        QVERIFY(!datumaroTakes("1,1.0,1,1,9,9,1,1,1\n"));
        QVERIFY(!datumaroTakes("1,1,1,1,9,9,0.87,1,1\n"));
        QVERIFY(!datumaroTakes("1,1,1;5,1,9,9,1,1,1\n"));
    }
    // Pictures 000001.jpg to seqLength without a gap, labels beside them where FairMOT replaces "images".
    void dataSetsHoldWhatTrainersLookFor()
    {
        QTemporaryDir temporary;
        const fs::path out = test::pathOf(temporary) / "set";
        DatasetSequence sequence;
        sequence.document = std::make_shared<const DocumentState>(test::randomDocument(3, {{ClassId{1}}, 8, kLength}));
        sequence.info = clipInfo("A");
        sequence.image = [](FrameIndex frame) -> Result<std::string> { return "frame " + std::to_string(frame); };
        DatasetOptions options;
        options.name = "mine";
        options.validationShare = 0.25;
        TW_REQUIRE(const DatasetReport report, exportDataset(out, {sequence}, options, {}));
        std::size_t rows = 0;
        for (const auto& [part, frames] : {std::pair("mine-train/A", 30), std::pair("mine-val/A-val", 10)}) {
            const fs::path folder = out / "images" / part;
            TW_REQUIRE(const std::string seqinfo, readFile(folder / "seqinfo.ini"));
            TW_REQUIRE(const std::string gt, readFile(folder / "gt" / "gt.txt"));
            const auto keys = asIni(seqinfo);
            QCOMPARE(keys.at("seqLength"), std::to_string(frames));
            QCOMPARE(keys.at("name"), folder.filename().string());
            const Seen seen = asTrackEval(gt, frames);
            QVERIFY(seen.good);
            QVERIFY(datumaroTakes(gt));
            QCOMPARE(std::distance(fs::directory_iterator(folder / keys.at("imDir")), {}), std::ptrdiff_t{frames});
            std::map<long, std::size_t> boxesOfFrame;
            for (const auto& [key, box] : seen.boxes)
                ++boxesOfFrame[key.second];
            for (int frame = 1; frame <= frames; ++frame) {
                std::string name = std::to_string(frame);
                name.insert(0, 6 - name.size(), '0');
                QVERIFY(fs::exists(folder / keys.at("imDir") / (name + keys.at("imExt"))));
                const fs::path labels = out / "labels_with_ids" / part / "img1" / (name + ".txt");
                TW_REQUIRE(const std::string text, readFile(labels));
                const auto lines = rowsOf(text, ' ');
                QCOMPARE(lines.size(), boxesOfFrame[frame]);
                for (const auto& line : lines) {
                    bool good = line.size() == 6;
                    QVERIFY(good);
                    QCOMPARE(asInt(line[0], good), 0L);
                    QVERIFY(asInt(line[1], good) >= 1);
                    for (std::size_t k = 2; k < 6; ++k)
                        asFloat(line[k], good);
                    QVERIFY(good);
                    ++rows;
                }
            }
        }
        QCOMPARE(rows, report.labels);
        TW_REQUIRE(const std::string map, readFile(out / "images" / "seqmaps" / "mine-train.txt"));
        QCOMPARE(map, std::string("name\nA\n"));
    }
};

QTEST_GUILESS_MAIN(TestMotReaders)
#include "tst_mot_readers.moc"
