// The window's worker and the command line are two faces of one review: the same project has the same queue, numbers
// and certificate in both, whoever gave the verdicts.
#include "core/storage/project_store.h"
#include "core/workspace/certificate.h"
#include "core/workspace/open_project.h"
#include "core/workspace/review_worker.h"
#include "tests/support/review_scene.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <optional>

using namespace tw;
using namespace tw::annotation;
using namespace tw::workspace;

namespace {

constexpr FrameIndex kFrames = 120;
constexpr int kWidth = 900;
constexpr int kHeight = 500;

struct Seen {
    std::vector<QString> keys;
    std::vector<double> probabilities;
    double expected = 0;
    int dismissed = 0;
};

void compare(const Seen& worker, const Seen& command)
{
    QCOMPARE(worker.keys, command.keys);
    for (std::size_t i = 0; i < worker.keys.size(); ++i)
        QVERIFY(std::abs(worker.probabilities[i] - command.probabilities[i]) < 1e-9);
    QVERIFY(std::abs(worker.expected - command.expected) < 1e-9);
    QCOMPARE(worker.dismissed, command.dismissed);
}

} // namespace

class TestFacesAgree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, kWidth, kHeight);
        test::KnownTracks mixed = truth;
        for (const test::Encounter& meeting : test::encountersOf(truth))
            mixed = test::withSwap(mixed, meeting.a, meeting.b, meeting.frame);
        storage::ProjectContent content;
        content.meta.width = kWidth;
        content.meta.height = kHeight;
        content.meta.frameCount = kFrames;
        content.meta.frameRate = {25, 1};
        auto state = std::make_shared<DocumentState>(*test::documentOf(mixed).snapshot());
        for (auto& [id, track] : state->tracks) { // made by the run, so that its peaks count
            auto made = std::make_shared<Track>(*track);
            made->run = RunId{1};
            track = std::move(made);
        }
        content.document = std::move(state);
        storage::RunRecord run;
        run.id = RunId{1};
        run.model = "drawn";
        run.options = "{}";
        run.frames = {0, kFrames - 1};
        run.nextFrame = kFrames;
        run.state = storage::RunRecord::State::Finished;
        content.runs.push_back(run);
        m_folder.emplace();
        QVERIFY(m_folder->isValid());
        auto store = storage::ProjectStore::create(project(), content);
        QVERIFY2(store, store ? "" : store.error().message().c_str());
        std::vector<FramePeaks> peaks;
        const auto source = test::peaksOf(truth, 7, 0.4);
        for (FrameIndex frame = 0; frame < kFrames; ++frame) {
            peaks.push_back(*source(frame));
            peaks.back().frame = frame;
        }
        (*store)->putPeaks(run.id, std::move(peaks));
        QVERIFY((*store)->flush());
    }

    void theQueueIsTheSame() { compareFaces(); }

    void verdictsOfOneAreThoseOfTheOther()
    {
        const Seen before = byWorker();
        QVERIFY(before.keys.size() > 3);
        command({QStringLiteral("--dismiss"), before.keys[0]}); // on the command line
        command({QStringLiteral("--later"), before.keys[1]});
        compareFaces();
        withWorkspace([&](Workspace& workspace, const review::ReviewQueue& queue) { // in the window
            QVERIFY(workspace.run(review::editOf(review::verdictOn(queue.open()[1], review::VerdictState::Dismissed))));
            QVERIFY(workspace.run(review::editOf(review::verdictOn(queue.open()[2], review::VerdictState::Later))));
        });
        compareFaces();
        QCOMPARE(byWorker().dismissed, 2);
        withWorkspace([](Workspace& workspace, const review::ReviewQueue&) {
            QVERIFY(workspace.goTo(0)); // everything undone, that of the command line too
        });
        compareFaces();
        QCOMPARE(byWorker().keys, before.keys);
        withWorkspace([](Workspace& workspace, const review::ReviewQueue&) {
            for (int i = 0; i < 4; ++i)
                QVERIFY(workspace.redo());
        });
        compareFaces();
        QCOMPARE(byWorker().dismissed, 2);
    }

    void accepting()
    {
        std::optional<DocumentState> byWindow;
        withWorkspace([&](Workspace& workspace, const review::ReviewQueue& queue) {
            review::ReviewSession session(storedPeaks(workspace.peakReader()), reviewOptions(workspace.video()));
            QVERIFY(session.look(review::reviewInput(workspace.document(), workspace.history())));
            const auto plan = session.accept(queue.open().front());
            QVERIFY(plan);
            QVERIFY(workspace.run(plan->step, Origin::Fix));
            byWindow = *workspace.snapshot();
            QVERIFY(workspace.undo());
        });
        command({QStringLiteral("--apply"), QStringLiteral("1")});
        withWorkspace([&](Workspace& workspace, const review::ReviewQueue&) {
            QVERIFY(*workspace.snapshot() == *byWindow);
            QVERIFY(workspace.history().steps().back().origin == Origin::Fix);
        });
        compareFaces();
    }

    void theCertificateIsTheSame()
    {
        const Seen before = byWorker();
        command({QStringLiteral("--dismiss"), before.keys[0]});
        const QString out = m_folder->filePath(QStringLiteral("export"));
        run({QStringLiteral("export"), QString::fromStdString(project().string()), QStringLiteral("--out"), out,
             QStringLiteral("--certificate")});
        QFile file(out + QStringLiteral("/gt/certificate.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray written = file.readAll();
        withWorkspace([&](Workspace& workspace, const review::ReviewQueue& queue) {
            QCOMPARE(written, QByteArray::fromStdString(toJson(certificateOf(workspace, queue, true))));
        });
    }

private:
    std::filesystem::path project() const { return m_folder->filePath(QStringLiteral("a.twp")).toStdString(); }

    // The project open as in the window, with the queue of its worker.
    template <class Do>
    void withWorkspace(Do act)
    {
        auto open = openProject(project(), {});
        QVERIFY2(open, open ? "" : open.error().message().c_str());
        Workspace& workspace = *open->workspace;
        std::optional<ReviewWorker::Findings> findings;
        ReviewWorker worker(workspace.peakReader(), reviewOptions(workspace.video()), open->queue->poster(),
                            {[&](Result<ReviewWorker::Findings> found) {
                                 QVERIFY(found);
                                 findings = *std::move(found);
                             },
                             [](const std::string&, const review::Strip&) {}});
        worker.look(review::reviewInput(workspace.document(), workspace.history()));
        while (!findings)
            open->queue->runFor(std::chrono::milliseconds(100));
        act(workspace, findings->queue);
        QVERIFY(open->save());
    }

    Seen byWorker()
    {
        Seen out;
        withWorkspace([&](Workspace&, const review::ReviewQueue& queue) {
            for (const review::Event& event : queue.open()) {
                out.keys.push_back(QString::fromStdString(event.key));
                out.probabilities.push_back(event.probability);
            }
            out.expected = queue.expectedErrors();
            out.dismissed = queue.count(review::VerdictState::Dismissed);
        });
        return out;
    }

    static QByteArray run(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral(TW_CLI), arguments);
        if (!process.waitForFinished(120'000) || process.exitCode() != 0)
            qFatal("%s", process.readAllStandardError().constData());
        return process.readAllStandardOutput();
    }

    QJsonObject command(const QStringList& arguments)
    {
        const QStringList all = QStringList{QStringLiteral("review"), QString::fromStdString(project().string()),
                                            QStringLiteral("--json"), QStringLiteral("--all")} +
                                arguments;
        return QJsonDocument::fromJson(run(all)).object();
    }

    void compareFaces()
    {
        const QJsonObject json = command({});
        Seen out;
        for (const QJsonValue& event : json[QStringLiteral("events")].toArray()) {
            out.keys.push_back(event[QStringLiteral("key")].toString());
            out.probabilities.push_back(event[QStringLiteral("probability")].toDouble());
        }
        out.expected = json[QStringLiteral("expected_identity_errors")].toDouble();
        out.dismissed = json[QStringLiteral("dismissed")].toInt();
        compare(byWorker(), out);
    }

    std::optional<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestFacesAgree)
#include "tst_faces_agree.moc"
