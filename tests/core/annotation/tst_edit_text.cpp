// Edits as JSON lines: the exact text, what is refused and how it is said, and malformed lines.
// (Round trips of random edits of every kind: tst_history_property.)

#include "core/annotation/edit_text.h"

#include <QtTest/QtTest>

#include <clocale>
#include <random>
#include <set>

using namespace tw;
using namespace tw::annotation;

class TestEditText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindReadsBack();
    void journalLinesAreShort();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void brokenLinesAreRefused();
    void commaLocale();
};

namespace {

std::vector<std::string> examples()
{
    return {R"({"edit":"set_box","track":12,"frame":313,"box":[1.5,-2.25,30.1,40]})",
            R"({"edit":"delete_boxes","track":12,"from":5,"to":9})",
            R"({"edit":"delete_tracks","tracks":[1,2]})",
            R"({"edit":"create","track":{"id":7,"class":1,"name":"A","color":"#00c8ff","locked":true,"hidden":true,)"
            R"("run":3,"boxes":[{"frame":1,"box":[0,0,1,2],"score":0.9,"visibility":0.5,"origin":"tracker",)"
            R"("keyframe":true,"occluded":true,"verified":true},{"frame":2,"box":[0,0,1,2],"origin":"manual"}]}})",
            R"({"edit":"split","track":12,"at":100,"new_id":40})",
            R"({"edit":"join","into":12,"from":31,"fill":"linear"})",
            R"({"edit":"swap","a":12,"b":31,"from":313})",
            R"({"edit":"change_id","track":12,"from":2,"new_id":9})",
            R"({"edit":"fill","track":12})",
            R"({"edit":"clear_interpolated","track":12,"to":50})",
            R"({"edit":"class","tracks":[4],"class":7})",
            R"({"edit":"visibility","track":4,"from":2,"to":2,"visibility":0.3})",
            R"({"edit":"occluded","track":4,"occluded":true})",
            R"({"edit":"keyframe","track":4,"frame":8,"keyframe":false})",
            R"({"edit":"end","track":4,"at":8})",
            R"({"edit":"verified","from":1,"to":100,"verified":true})",
            R"({"edit":"rename","track":4,"name":"Zoë \"Z\""})",
            R"({"edit":"color","track":4,"color":"#000000"})",
            R"({"edit":"lock","tracks":[4],"locked":true})",
            R"({"edit":"hide","tracks":[4],"hidden":false})",
            R"({"edit":"verdict","finding":"swap:312:1,2,3,4","state":"dismissed","evidence":1000500})",
            R"({"edit":"define_class","class":1000,"name":"cyclist"})",
            R"({"edit":"define_attribute","name":"carrying","values":["bag","box"]})",
            R"({"edit":"remove_attribute","name":"carrying"})",
            R"({"edit":"attribute","tracks":[4,5],"name":"carrying","value":"bag","from":3,"to":9})",
            R"({"edit":"absent","track":4,"from":10,"to":20,"absent":true})",
            R"({"edit":"note","id":3,"track":4,"frame":12,"text":"Look \"here\""})",
            R"({"edit":"remove_note","id":3})",
            R"({"edit":"create","track":{"id":8,"class":1000,"attributes":[{"name":"carrying","value":"bag"},)"
            R"({"name":"pose","value":"sitting","from":3,"to":9}],"absences":[{"from":4,"to":6}],"boxes":[{"frame":2,)"
            R"("box":[0,0,1,2],"origin":"imported"}]}})",
            R"({"edit":"import","run":2,"from":1,"to":3,"replace":true,"keep_ids":false,"tracks":[{"id":1,"class":1,)"
            R"("boxes":[{"frame":2,"box":[0,0,1,2],"origin":"imported"}]}]})",
            R"({"edit":"compound","label":"two","edits":[{"edit":"fill","track":1},{"edit":"fill","track":2}]})"};
}

} // namespace

void TestEditText::everyKindReadsBack()
{
    std::set<std::size_t> kinds;
    for (const std::string& line : examples()) {
        const auto edit = editFromJsonLine(line + "\r\n");
        QVERIFY2(edit, edit ? "" : (line + ": " + edit.error().message()).c_str());
        kinds.insert(edit->value.index());
        const std::string again = toJsonLine(*edit);
        // "from":1 is what is meant when nothing is said.
        std::string expected = line;
        if (const auto at = expected.find(R"("from":1,)"); at != std::string::npos)
            expected.erase(at, 9);
        QCOMPARE(again, expected);
    }
    QCOMPARE(kinds.size(), std::variant_size_v<Edit::Variant>);
    const auto swap = editFromJsonLine(R"({"edit":"swap","a":12,"b":31,"from":313})");
    const auto& value = std::get<SwapTracks>(swap->value);
    QCOMPARE(value.frames.first, 312);
    QCOMPARE(value.frames.last, kLastFrame);
}

void TestEditText::journalLinesAreShort()
{
    auto track = std::make_shared<Track>();
    track->id = TrackId{5};
    for (int i = 0; i < 1000; ++i)
        track->boxes.push_back({i, {1, 2, 3, 4}});
    QVERIFY(toJournalLine(ImportRun{RunId{3}, {0, 999}, {track}}) ==
            R"({"edit":"import","run":3,"to":1000,"tracks":1})");
    QVERIFY(toJournalLine(CreateTrack{*track}) == R"({"edit":"create","track":{"id":5,"class":1,"boxes":1000}})");
    track->boxes.resize(2);
    QVERIFY(toJournalLine(CreateTrack{*track}) == toJsonLine(CreateTrack{*track}));
}

void TestEditText::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* line, const char* word) {
        QTest::addRow("%s", line) << QString::fromUtf8(line) << QString::fromUtf8(word);
    };
    row(R"({"edit":"swap","a":1,"b":2,"form":313})", "'form'");
    row(R"({"edit":"swap","a":1})", "'b' is missing");
    row(R"({"edit":"swap","a":1.5,"b":2})", "'a' must be a whole number");
    row(R"({"edit":"swap","a":99999999999,"b":2})", "'a' must be a whole number");
    row(R"({"edit":"swap","a":18446744073709551615,"b":2})", "'a' must be a whole number");
    row(R"({"edit":"swap","a":"1","b":2})", "'a' must be a whole number");
    row(R"({"edit":"swap","a":1,"b":2,"from":99999999999})", "'from' is not a frame number");
    row(R"({"edit":"swop"})", "swap, change_id");
    row(R"({"edit":7})", "an edit looks like");
    row("[1]", "an edit looks like");
    row(R"({"edit":"set_box","track":1,"frame":1,"box":[1,2,3]})", "[left, top, width, height]");
    row(R"({"edit":"set_box","track":1,"frame":1,"box":[1,2,3,"4"]})", "'box' must be a number");
    row(R"({"edit":"rename","track":1,"name":5})", "'name' must be text");
    row(R"({"edit":"color","track":1,"color":"red"})", "'color' must be a colour");
    row(R"({"edit":"lock","tracks":1})", "'tracks' must be a list");
    row(R"({"edit":"lock","tracks":[1],"locked":1})", "'locked' must be true or false");
    row(R"({"edit":"join","into":1,"from":2,"fill":"curved"})", "'fill' has no value 'curved'");
    row(R"({"edit":"create","track":[]})", "track must be an object");
    row(R"({"edit":"create","track":{"boxes":[{"frame":1,"box":[1,2,3,4],"colour":1}]}})", "'colour'");
    row(R"({"edit":"compound","edits":[{"edit":"swap","a":1}]})", "'b' is missing");
    row(R"({"edit":"swap",})", "column 16");
    row("", "it is empty");
    row(R"({"edit":"rename","track":1,"name":"x"} x)", "column 40");
    row(R"({"edit":"set_box","track":1,"frame":1,"box":[1e999,2,3,4]})", "JSON");
}

void TestEditText::mistakesAreNamed()
{
    QFETCH(const QString, line);
    QFETCH(const QString, word);
    const auto edit = editFromJsonLine(line.toStdString());
    QVERIFY(!edit);
    const QString said = QString::fromStdString(edit.error().message());
    QVERIFY2(said.contains(word), qPrintable(said));
}

// Bytes changed, cut, doubled: an error or an edit, never more than that.
void TestEditText::brokenLinesAreRefused()
{
    std::mt19937_64 random(5);
    const std::vector<std::string> lines = examples();
    int refused = 0;
    constexpr int kLines = 20'000;
    for (int i = 0; i < kLines; ++i) {
        std::string line = lines[random() % lines.size()];
        for (std::uint64_t n = 1 + random() % 4; n > 0; --n) {
            const std::size_t at = random() % line.size();
            switch (random() % 4) {
            case 0: line[at] = static_cast<char>(random() % 256); break;
            case 1: line.erase(at, 1 + random() % 8); break;
            case 2: line.insert(at, line.substr(random() % line.size(), random() % 16)); break;
            default: line.insert(at, 1, R"({}[]",:0-9.eE)"[random() % 13]); break;
            }
            if (line.empty())
                line = " ";
        }
        const auto edit = editFromJsonLine(line);
        if (!edit) {
            ++refused;
            QVERIFY(!edit.error().detail.empty());
            continue;
        }
        const auto again = editFromJsonLine(toJsonLine(*edit));
        QVERIFY(again);
        QCOMPARE(toJsonLine(*again), toJsonLine(*edit));
    }
    QVERIFY(refused > kLines / 2);
    QVERIFY(!editFromJsonLine(std::string(100'000, '[')));
    std::string deep;
    for (int i = 0; i < 10'000; ++i)
        deep += R"({"edit":"compound","edits":[)";
    for (int i = 0; i < 10'000; ++i)
        deep += "]}";
    QVERIFY(!editFromJsonLine(deep));
}

void TestEditText::commaLocale()
{
    // Not every machine has it; where it is absent the C locale is tried again, which costs nothing.
    const bool comma = std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
    const std::string line = examples().front();
    const auto edit = editFromJsonLine(line);
    const std::string text = edit ? toJsonLine(*edit) : std::string();
    std::setlocale(LC_ALL, "C");
    QVERIFY2(edit && text == line, comma ? "de_DE" : "C");
}

QTEST_GUILESS_MAIN(TestEditText)
#include "tst_edit_text.moc"
