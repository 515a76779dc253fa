// Hostile and damaged files: thousands of mutations of good ones. Nothing may crash, hang or take memory without
// bound; what is taken must be a document that keeps its rules. The same every time.

#include "core/formats/detections.h"
#include "core/formats/seqinfo.h"
#include "core/formats/sidecar.h"
#include "format_test.h"
#include "tests/support/plain_sentences.h"

#include <random>
#include <set>

using namespace tw;
using namespace tw::formats;

namespace {

std::string bytesOf(const std::string& name)
{
    auto bytes = readFile(test::dataFile(name));
    return bytes ? *bytes : std::string();
}

class Mutator
{
public:
    explicit Mutator(std::uint64_t seed) : m_random(seed) {}

    std::string mutate(std::string text, const std::string& other)
    {
        const int times = 1 + static_cast<int>(below(6));
        for (int i = 0; i < times; ++i)
            once(text, other);
        return text;
    }

private:
    std::size_t below(std::size_t n) { return n == 0 ? 0 : m_random() % n; }

    void once(std::string& text, const std::string& other)
    {
        static constexpr std::string_view kNasty[] = {"-1",         "0",          "99999999999999999999",
                                                      "2147483647", "1e308",      "nan",
                                                      "inf",        "-0",         "\"",
                                                      "{",          "}",          "[[[[[[[",
                                                      "<box>",      ",,,,",       "\n",
                                                      "\r",         "\xFF",       "&amp;",
                                                      "null",       "1e-320",     "true",
                                                      ";",          "4294967296", "(poly)",
                                                      "'"};
        const std::size_t at = below(text.size() + 1);
        switch (below(8)) {
        case 0: text.erase(at, 1 + below(20)); break;
        case 1: text.insert(at, kNasty[below(std::size(kNasty))]); break;
        case 2:
            if (at < text.size())
                text[at] = static_cast<char>(below(256));
            break;
        case 3: text.insert(at, text.substr(below(text.size() + 1), below(200))); break;
        case 4: text.resize(at); break;
        case 5: text.insert(at, other.substr(below(other.size() + 1), below(100))); break;
        case 6: { // a number becomes another one
            const auto digit = text.find_first_of("0123456789", at);
            if (digit != std::string::npos) {
                const auto end = text.find_first_not_of("0123456789.", digit);
                text.replace(digit, end == std::string::npos ? end : end - digit, kNasty[below(8)]);
            }
            break;
        }
        default:
            std::swap(text[below(text.size() + 1) % std::max<std::size_t>(text.size(), 1)],
                      text[at % std::max<std::size_t>(text.size(), 1)]);
        }
        if (text.empty())
            text = "x";
    }

    std::mt19937_64 m_random;
};

std::string brokenRule(const Imported& imported)
{
    std::set<TrackId> ids;
    std::size_t rows = imported.detections.size();
    for (const auto& track : imported.tracks) {
        if (number(track->id) < 1 || !ids.insert(track->id).second || number(track->classId) < 1 ||
            track->boxes.empty())
            return "a track that cannot be";
        rows += track->boxes.size();
        FrameIndex before = -1;
        for (const auto& box : track->boxes) {
            if (box.frame <= before || !box.box.valid())
                return "frames do not increase, or a box is not valid";
            if (!(box.score >= 0 && box.score <= 1 && box.visibility >= 0 && box.visibility <= 1))
                return "a share outside 0..1";
            before = box.frame;
        }
    }
    return rows == imported.rows ? std::string() : "rows are counted wrongly";
}

struct Seed {
    const char* format;
    const char* file;
};
constexpr Seed kSeeds[] = {
    {"mot", "mot_gt.txt"},          {"mot", "mot_bad_lines.txt"},    {"mot-result", "mot_result_10_columns.txt"},
    {"mot-det", "mot_det.txt"},     {"mot15", "mot15_gt_world.txt"}, {"cvat", "cvat_video.xml"},
    {"coco", "coco_tracks.json"},   {"dive", "dive_v2.json"},        {"viame", "viame.csv"},
    {"darklabel", "darklabel.txt"}, {"kitti", "kitti.txt"},          {"csv", "table.csv"}};

} // namespace

class TestFormatMutations : public QObject
{
    Q_OBJECT

private:
    static constexpr int kMutations = 300; // of each file

    // What a person is told, without what the mutation itself put there.
    static void checkSentence(const std::string& sentence, const std::string& input)
    {
        const std::string jargon = test::jargonIn(sentence);
        QVERIFY2(jargon.empty() || input.find(jargon) != std::string::npos, (jargon + " in: " + sentence).c_str());
        QVERIFY2(sentence.find("cannot be\n") == std::string::npos && !sentence.ends_with("cannot be"),
                 sentence.c_str());
    }

private Q_SLOTS:
    void jargonIsFound()
    {
        QCOMPARE(test::jargonIn("[json.exception.parse_error.101] at 1"), std::string("json.exception"));
        QCOMPARE(test::jargonIn("Generic error in an external library"), std::string("generic error"));
        QCOMPARE(test::jargonIn("pickle opcode 0x00"), std::string("pickle"));
        QCOMPARE(test::jargonIn("line 3: the frame is not an integer"), std::string());
    }
    void brokenJsonIsPlacedInTheFile()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "a.json";
        const auto problem = [&](const std::string& text) {
            return test::put(path, text) ? findFormat("coco")->read(path, {}).error() : Error{};
        };
        const Error damaged = problem("{\"images\":[\n{\"id\": 1 \"a\": 2}]}");
        QVERIFY2(damaged.where.ends_with("line 2, column 12"), damaged.message().c_str());
        QVERIFY(damaged.detail.starts_with("the JSON is damaged here"));
        QVERIFY(problem("{\"images\":[{\"id\": 1").detail.find("cut off") != std::string::npos);
    }
    void filesOfEveryFormat_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("file");
        for (const Seed& seed : kSeeds)
            QTest::addRow("%s %s", seed.format, seed.file)
                << QString::fromLatin1(seed.format) << QString::fromLatin1(seed.file);
    }
    void filesOfEveryFormat()
    {
        QFETCH(QString, format);
        QFETCH(QString, file);
        const Format& tested = *findFormat(format.toStdString());
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "mutated";
        const std::string good = bytesOf(file.toStdString());
        QVERIFY(!good.empty());
        Mutator mutator(static_cast<std::uint64_t>(qHash(file, 17)));
        std::size_t taken = 0, refused = 0, problems = 0;
        for (int i = 0; i < kMutations; ++i) {
            const std::string text =
                mutator.mutate(good, bytesOf(kSeeds[static_cast<std::size_t>(i) % std::size(kSeeds)].file));
            QVERIFY(test::put(path, text));
            const auto imported = tested.read(path, {});
            if (!imported) {
                ++refused;
                QVERIFY(!imported.error().detail.empty());
                checkSentence(imported.error().message(), text);
                continue;
            }
            for (const Issue& issue : imported->issues)
                checkSentence(describe(issue), text);
            ++taken;
            problems += hasProblems(imported->issues);
            const std::string broken = brokenRule(*imported);
            QVERIFY2(broken.empty(), (broken + "\n" + text).c_str());
            if (const auto detected = detectFormat(path); !detected)
                checkSentence(detected.error().message(), text);
        }
        QVERIFY(taken + refused == std::size_t{kMutations});
        QVERIFY2(problems + refused > 60, "the mutations hurt nothing");
    }
    void foldersOfLabels()
    {
        const std::string good = bytesOf("labels_with_ids/000001.txt") + bytesOf("ultralytics/clip_1.txt");
        SequenceInfo hint;
        hint.width = 640;
        hint.height = 480;
        Mutator mutator(5);
        for (int i = 0; i < 200; ++i) {
            QTemporaryDir folder;
            const auto root = test::pathOf(folder);
            QVERIFY(test::put(root / "000001.txt", mutator.mutate(good, good)));
            QVERIFY(test::put(root / "clip_1.txt", mutator.mutate(good, good)));
            for (const char* id : {"labels_with_ids", "ultralytics"}) {
                const auto imported = findFormat(id)->read(root, hint);
                if (imported)
                    QVERIFY(brokenRule(*imported).empty());
            }
        }
    }
    void smallTexts()
    {
        Mutator mutator(6);
        const std::string ini =
            "[Sequence]\nname=a\nimDir=img1\nframeRate=25\nseqLength=5\nimWidth=64\nimHeight=48\nimExt=.jpg\n";
        const std::string json =
            R"({"format":"trackwright-sequence","version":1,"name":"a","frameRate":{"num":30000,"den":1001},
            "classNames":{"1000":"x"},"verifiedFrames":[[1,5]],"tracks":[{"id":3,"name":"n","color":"#aabbcc","keyframes":[[1,2]]}]})";
        std::size_t fine = 0;
        for (int i = 0; i < 2000; ++i) {
            const auto info = parseSeqinfo(mutator.mutate(ini, json));
            if (info) {
                QVERIFY(info->length >= 0 && info->width >= 0 && info->height >= 0);
                ++fine;
            }
            const auto sidecar = parseSidecar(mutator.mutate(json, ini));
            fine += sidecar.has_value();
            static_cast<void>(parseDetectionText(mutator.mutate(bytesOf("mot_det.txt"), json), {}));
        }
        QVERIFY(fine > 100);
    }
    // Key frames two billion frames apart must not fill the memory.
    void hugeGapsAreRefused()
    {
        QTemporaryDir folder;
        const auto path = test::pathOf(folder) / "a.xml";
        QVERIFY(test::put(
            path, R"(<annotations><track id="1" label="person"><box frame="0" xtl="1" ytl="1" xbr="5" ybr="5"/>)"
                  R"(<box frame="1999999999" xtl="1" ytl="1" xbr="5" ybr="5"/></track></annotations>)"));
        TW_REQUIRE(const Imported imported, findFormat("cvat")->read(path, {}));
        QCOMPARE(imported.rows, std::size_t{0});
        QVERIFY(test::mentions(imported.issues, "too many frames"));
        std::string deep(100'000, '[');
        QVERIFY(test::put(path, "{\"images\":" + deep));
        QVERIFY(findFormat("coco")->read(path, {}).error().code == ErrorCode::Refused);
        std::string nested;
        for (int i = 0; i < 20'000; ++i)
            nested += "<a>";
        QVERIFY(test::put(path, "<annotations>" + nested));
        QVERIFY(!findFormat("cvat")->read(path, {}).has_value());
    }
};

QTEST_GUILESS_MAIN(TestFormatMutations)
#include "tst_format_mutations.moc"
