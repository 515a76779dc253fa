// Logs of many workers to one state; reports; a batch of 100,000 videos in bounded memory.

#include "core/batch/report.h"
#include "core/batch/status.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <ctime>
#include <fstream>
#include <random>

#include <sys/resource.h>

using namespace tw;
using namespace tw::batch;
namespace fs = std::filesystem;

namespace {

VideoResult someResult(std::mt19937& random, const std::string& key)
{
    VideoResult out;
    out.optionsKey = key;
    out.fingerprint = "0123456789abcdef-" + std::to_string(random());
    out.videoBytes = random();
    out.videoModifiedNs = 1'700'000'000'000'000'000 + random();
    out.frames = static_cast<std::int64_t>(random() % 10000);
    out.videoSeconds = static_cast<double>(out.frames) / 25;
    out.seconds = 0.1 + static_cast<double>(random() % 1000) / 7;
    out.tracks = static_cast<std::int64_t>(random() % 100);
    out.boxes = static_cast<std::int64_t>(random() % 100000);
    out.suspicious = static_cast<std::int64_t>(random() % 50);
    out.expectedSwitches = static_cast<double>(random() % 1000) / 37;
    out.expectedDeviation = static_cast<double>(random() % 100) / 37;
    if (random() % 2 == 0)
        out.scores = VideoResult::Scores{0.61, 0.5, 0.75, static_cast<std::int64_t>(random() % 9)};
    if (random() % 5 == 0)
        out.issues = {"frame 3: \"damaged\", <skipped> & more"};
    out.steps = 1;
    return out;
}

Event eventOf(Event::Kind kind, std::int64_t when, std::string text = {},
              std::shared_ptr<const VideoResult> result = nullptr)
{
    return {kind, when, std::move(text), std::move(result)};
}

Plan planOf(const fs::path& folder, int count)
{
    Plan plan;
    plan.folder = folder;
    plan.optionsKey = "key";
    for (int i = 0; i < count; ++i)
        plan.entries.push_back({"v" + std::to_string(i), "/videos/v" + std::to_string(i) + ".mp4", {}});
    return plan;
}

// Peak resident memory of this process so far.
double peakMegabytes()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

} // namespace

class TestBatchStatus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::path(m_folder->path().toStdString());
    }

    // First, while the process is still small.
    void hundredThousandVideos()
    {
        constexpr int kVideos = 100'000;
        constexpr int kWorkers = 200;
        Plan plan = planOf(m_path, kVideos);
        plan.fanOut = true;
        {
            std::mt19937 random(1);
            std::vector<std::unique_ptr<EventLog>> logs;
            for (int i = 0; i < kWorkers; ++i)
                logs.push_back(std::make_unique<EventLog>(plan.logs(), "worker" + std::to_string(i)));
            for (int i = 0; i < kVideos; ++i) {
                EventLog& log = *logs[static_cast<std::size_t>(i % kWorkers)];
                const std::string& name = plan.entries[static_cast<std::size_t>(i)].name;
                QVERIFY(log.append(name, eventOf(Event::Kind::Started, 2 * i + 1)));
                if (i % 100 == 7)
                    QVERIFY(log.append(name, eventOf(Event::Kind::Failed, 2 * i + 2, "cannot be decoded")));
                else if (i % 10 != 3)
                    QVERIFY(log.append(name, eventOf(Event::Kind::Done, 2 * i + 2, {},
                                                     std::make_shared<const VideoResult>(someResult(random, "key")))));
            }
            QVERIFY(writePlan(plan));
        }
        const double before = peakMegabytes();
        std::clock_t start = std::clock(); // of this process: other programs do not count
        const auto milliseconds = [&start] { return 1000 * static_cast<long>(std::clock() - start) / CLOCKS_PER_SEC; };
        const auto read = readPlan(m_path);
        QVERIFY(read);
        const auto status = statusOf(*read);
        QVERIFY(status);
        const long statusMs = milliseconds();
        start = std::clock();
        const std::string html = reportHtml(*read, *status);
        const std::string csv = reportCsv(*status);
        const long reportMs = milliseconds();
        const double used = peakMegabytes() - before;
        qInfo("100,000 videos: status %ld ms, report %ld ms of processor time, %.0f MB", statusMs, reportMs, used);
        QCOMPARE(status->failed, 1000);
        QCOMPARE(status->waiting, 10000);
        QCOMPARE(status->done, 89000);
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), kVideos + 1);
        QVERIFY2(used < 300, "memory of status and report");
    }

    void eventsComeBack()
    {
        std::mt19937 random(2);
        for (int round = 0; round < 200; ++round) {
            const VideoResult result = someResult(random, "k\"ey");
            const auto back = VideoResult::fromJson(result.toJson());
            QVERIFY(back);
            QCOMPARE(back->toJson(), result.toJson());
            QCOMPARE(back->expectedSwitches, result.expectedSwitches);
            QCOMPARE(back->scores.has_value(), result.scores.has_value());
        }
        QVERIFY(!VideoResult::fromJson("{}"));
    }

    // Whatever worker wrote it, and in whatever order the files are read: the newest word counts.
    void newestWordCounts()
    {
        std::mt19937 random(3);
        const auto result = std::make_shared<const VideoResult>(someResult(random, "key"));
        constexpr int kVideos = 30;
        std::vector<Event::Kind> last(kVideos);
        {
            EventLog a(m_path / "log", "a");
            EventLog b(m_path / "log", "b");
            std::vector<std::int64_t> when(kVideos, 1);
            for (int step = 0; step < 500; ++step) {
                const auto video = random() % kVideos;
                const auto kind = static_cast<Event::Kind>(random() % 5);
                EventLog& log = random() % 2 == 0 ? a : b;
                QVERIFY(log.append("v" + std::to_string(video),
                                   eventOf(kind, ++when[video], kind == Event::Kind::Failed ? "why" : "",
                                           kind == Event::Kind::Done ? result : nullptr)));
                last[video] = kind;
            }
        }
        const auto records = readLogs(m_path / "log");
        QVERIFY(records);
        for (int i = 0; i < kVideos; ++i)
            QVERIFY(records->at("v" + std::to_string(i)).last.kind == last[static_cast<std::size_t>(i)]);
    }

    void tornAndForeignLinesAreLeftOut()
    {
        {
            EventLog log(m_path / "log", "a");
            QVERIFY(log.append("v0", eventOf(Event::Kind::Started, 1)));
            QVERIFY(log.append("v0", eventOf(Event::Kind::Failed, 2, "why")));
        }
        std::ofstream(m_path / "log" / "b.jsonl") << "not JSON\n{\"video\":\"v1\"}\n"
                                                  << R"({"video":"v1","event":"started","t":1})"; // no newline
        std::size_t unreadable = 0;
        const auto records = readLogs(m_path / "log", &unreadable);
        QVERIFY(records);
        QCOMPARE(records->size(), std::size_t{1});
        QCOMPARE(unreadable, std::size_t{2});
        QVERIFY(readLogs(m_path / "none")->empty());
    }

    void deathsAreCounted()
    {
        EventLog log(m_path / "log", "a");
        for (int i = 0; i < 3; ++i)
            QVERIFY(log.append("v0", eventOf(Event::Kind::Started, i + 1)));
        QCOMPARE(readLogs(m_path / "log")->at("v0").unfinished, 3);
        QVERIFY(log.append("v0", eventOf(Event::Kind::Stopped, 9))); // that one was asked to
        QCOMPARE(readLogs(m_path / "log")->at("v0").unfinished, 0);
    }

    void everyStateIsShown()
    {
        std::mt19937 random(4);
        const Plan plan = planOf(m_path, 7);
        EventLog log(plan.logs(), "a");
        const auto done = [&](const std::string& key) {
            return std::make_shared<const VideoResult>(someResult(random, key));
        };
        QVERIFY(log.append("v0", eventOf(Event::Kind::Done, 1, {}, done("key"))));
        QVERIFY(log.append("v1", eventOf(Event::Kind::Done, 1, {}, done("other options"))));
        QVERIFY(log.append("v2", eventOf(Event::Kind::Failed, 1, "no such codec")));
        QVERIFY(log.append("v3", eventOf(Event::Kind::Started, 1)));
        const ClaimFolder claims(plan.claims(), "node7:1", std::chrono::minutes(2));
        auto running = claims.acquire("v4");
        QVERIFY((*running)->renew(R"({"done":50,"total":100})"));
        auto part = claims.acquire("v5#1");
        const auto status = statusOf(plan);
        QVERIFY(status);
        const auto stateOf = [&](int i) { return status->entries[static_cast<std::size_t>(i)].state; };
        QVERIFY(stateOf(0) == EntryState::Done);
        QVERIFY(stateOf(1) == EntryState::Outdated);
        QVERIFY(stateOf(2) == EntryState::Failed);
        QVERIFY(stateOf(3) == EntryState::Waiting);
        QVERIFY(stateOf(4) == EntryState::Running);
        QVERIFY(stateOf(5) == EntryState::Running);
        QVERIFY(stateOf(6) == EntryState::Waiting);
        QVERIFY(status->entries[4].text.find("node7:1 at frame 50 of 100") != std::string::npos);
        QVERIFY(status->entries[5].text.starts_with("part 2: node7:1"));
        QCOMPARE(status->workers, 1);
        // one and a half waiting, half of one and one running, on one worker
        const double each = status->entries[0].result->seconds;
        QVERIFY(std::abs(status->secondsLeft - each * (3 + 0.5 + 1)) < 1e-6);
        const std::string text = statusText(*status, false);
        QVERIFY(text.find("failed    v2: no such codec\n") != std::string::npos);
        QVERIFY(text.find("v6") == std::string::npos);
        QVERIFY(statusText(*status, true).find("v6") != std::string::npos);
    }

    void reportsAreWellFormed()
    {
        std::mt19937 random(5);
        Plan plan = planOf(m_path, 20);
        plan.entries[3].name = "a,b\"c";
        EventLog log(plan.logs(), "a");
        for (int i = 0; i < 20; ++i)
            QVERIFY(log.append(
                plan.entries[static_cast<std::size_t>(i)].name,
                eventOf(Event::Kind::Done, 1, {}, std::make_shared<const VideoResult>(someResult(random, "key")))));
        QVERIFY(log.append("v2", eventOf(Event::Kind::Failed, 5, "<b>&\"")));
        const auto status = statusOf(plan);
        QVERIFY(status);
        const std::string csv = reportCsv(*status);
        QVERIFY(csv.find("\"a,b\"\"c\",done") != std::string::npos);
        std::string html = reportHtml(plan, *status);
        QCOMPARE(html.find("<b>"), std::string::npos);
        html.erase(0, html.find('\n') + 1); // the rest is XML but for what HTML leaves open
        for (const char* open : {"<meta charset=\"utf-8\">"})
            html.replace(html.find(open), std::string_view(open).size(), "");
        QString xml = QString::fromStdString(html);
        xml.replace(QRegularExpression(QStringLiteral("<img ([^>]*)>")), QStringLiteral("<img \\1/>"));
        QXmlStreamReader reader(xml);
        int rows = 0;
        int pictures = 0;
        while (!reader.atEnd()) {
            reader.readNext();
            rows += reader.isStartElement() && reader.name() == QStringLiteral("tr") ? 1 : 0;
            pictures += reader.isStartElement() && reader.name() == QStringLiteral("img") ? 1 : 0;
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(rows, 22);
        QCOMPARE(pictures, 20);
        const auto json = QString::fromStdString(statusJson(*status));
        QVERIFY(json.contains(QStringLiteral("\"state\":\"failed\",\"text\":\"<b>&\\\"\"")));
        QVERIFY(reportText(*status).find("20 videos: 19 done, 0 running, 0 waiting, 1 failed") != std::string::npos);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestBatchStatus)
#include "tst_batch_status.moc"
