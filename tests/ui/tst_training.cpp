// Training from the window on a tiny clip: from verified frames to a model the tracker uses; pause, stop, go on, also
// with the dialog closed and with another window; what goes wrong is told.
#include "window_driver.h"

#include "ui/bridge/qt_convert.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/menu/track_actions.h"
#include "ui/models/training_run.h"
#include "ui/widgets/curve_view.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace tw;
using namespace tw::ui;
using namespace tw::test;
using State = TrainingRun::State;

namespace {

constexpr int kPeople = 3;
constexpr FrameIndex kFrames = 40;
constexpr FrameRange kVerified{0, 23}; // the last four of them are held out
constexpr int kLongMs = 300000;        // sanitizers are slow; nothing waits for it when all is well

} // namespace

class TestTraining : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void columnsOfACurveAreMeans();
    void choiceSurvivesTheSettings();
    void fullRecipeIsThatOfTheNetwork();
    void nothingVerifiedIsSaid();
    void advancedChoices();
    void trainsOnVerifiedFramesAndHandsTheModelOver();
    void stopsAndGoesOn();
    void goesOnInAnotherWindow();
    void folderWithoutSequencesIsSaid();
    void runFolderThatCannotBeMadeIsSaid();

private:
    void openWithTracks(bool verified);
    QDialog* openDialog();
    void choose(QDialog* dialog, int epochs);
    TrainingRun& run() { return *m_driver->window().findChild<TrainingRun*>(); }
    bool waitFor(State state)
    {
        return QTest::qWaitFor([this, state] { return run().state() == state; }, kLongMs);
    }
    template <class T>
    T* in(QDialog* dialog, const char* name)
    {
        auto* found = dialog->findChild<T*>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void press(QDialog* dialog, const char* name) { QTest::mouseClick(in<QPushButton>(dialog, name), Qt::LeftButton); }

    QTemporaryDir m_shared;
    Clip m_clip;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
};

void TestTraining::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    m_clip = makeClip(pathFromQt(m_shared.path()), kPeople, kFrames, 320, 192);
}

void TestTraining::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(toQt(m_clip.video), m_folder->filePath(QStringLiteral("street.mp4"))));
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
}

void TestTraining::cleanup()
{
    m_driver.reset();
    m_folder.reset();
}

void TestTraining::openWithTracks(bool verified)
{
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    const QString tracks = m_folder->filePath(QStringLiteral("tracks.txt"));
    writeTracks(pathFromQt(tracks), m_clip.truth, m_clip);
    m_driver->prompter().nextPath = tracks;
    m_driver->key(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_driver->state().tracks.size(), std::size_t{kPeople});
    if (!verified)
        return;
    // as a person does: mark frames, none selected, the key
    m_driver->view().select(TrackId::kInvalid);
    m_driver->view().setRange(kVerified);
    m_driver->key(Qt::Key_V, Qt::ShiftModifier);
    m_driver->view().setRange({});
    QCOMPARE(m_driver->state().verifiedFrames.size(), std::size_t{1});
}

QDialog* TestTraining::openDialog()
{
    m_driver->window().actionRegistry().action("track.train")->trigger();
    auto* dialog = m_driver->window().findChild<QDialog*>(QStringLiteral("trainDialog"));
    if (!dialog)
        qFatal("no dialog");
    return dialog;
}

// Random weights and the smallest of everything: what is learnt does not matter here.
void TestTraining::choose(QDialog* dialog, int epochs)
{
    auto* begin = in<QComboBox>(dialog, "trainInit");
    begin->setCurrentIndex(begin->findData(QString()));
    in<QComboBox>(dialog, "trainUnit")->setCurrentIndex(1);
    in<QSpinBox>(dialog, "trainLength")->setValue(epochs);
    in<QSpinBox>(dialog, "trainBatch")->setValue(4);
    in<QComboBox>(dialog, "trainSize")->setCurrentIndex(1);
}

void TestTraining::columnsOfACurveAreMeans()
{
    QVector<QPointF> points;
    for (int i = 0; i <= 1000; ++i)
        points << QPointF(i, i % 2 == 0 ? 1 : 3);
    const QVector<QPointF> means = columnMeans(points, 1000, 10);
    QCOMPARE(means.size(), 10);
    for (const QPointF& mean : means)
        QVERIFY(std::abs(mean.y() - 2) < 0.05);
    QVERIFY(means.first().x() < means.last().x());
    QCOMPARE(columnMeans({{5, 7}}, 10, 100), (QVector<QPointF>{{5, 7}}));
    QVERIFY(columnMeans({}, 10, 100).isEmpty());
}

void TestTraining::choiceSurvivesTheSettings()
{
    TrainChoice choice;
    choice.useProject = false;
    choice.everyBox = true;
    choice.folders = QStringList{QStringLiteral("/a b"), QStringLiteral("/ü")};
    choice.init = QString();
    choice.recipe = TrainChoice::Recipe::Full;
    choice.byTime = false;
    choice.minutes = 7;
    choice.epochs = 9;
    choice.width = 448;
    choice.height = 256;
    choice.batch = 3;
    choice.sampling = QStringLiteral("pos-anchor");
    choice.balance = QStringLiteral("mgda");
    choice.embedding = 32;
    QSettings settings(m_folder->filePath(QStringLiteral("x.ini")), QSettings::IniFormat);
    choice.save(settings);
    TrainChoice read;
    read.load(settings);
    QCOMPARE(read, choice);
    TrainChoice fresh;
    fresh.load(QSettings(m_folder->filePath(QStringLiteral("none.ini")), QSettings::IniFormat));
    QCOMPARE(fresh, TrainChoice());
    QCOMPARE(fresh.init, TrackOptions().model); // what is trained further is what tracks
}

void TestTraining::fullRecipeIsThatOfTheNetwork()
{
    TrainChoice choice;
    choice.out = m_folder->filePath(QStringLiteral("run"));
    choice.init = QStringLiteral("standard");
    choice.recipe = TrainChoice::Recipe::Full;
    const auto request = choice.request();
    QVERIFY(request);
    QCOMPARE(request->options.architecture, std::string("standard"));
    QCOMPARE(request->options.sizes, training::recipeOf("standard").sizes);
    choice.recipe = TrainChoice::Recipe::FineTune;
    QVERIFY(choice.request()->options.keepStatistics);
    choice.init.clear();
    QVERIFY(!choice.request()->options.keepStatistics);
}

void TestTraining::advancedChoices()
{
    openWithTracks(true);
    QDialog* dialog = openDialog();
    auto* balance = in<QComboBox>(dialog, "trainBalance");
    QVERIFY(!balance->isVisible());
    in<QCheckBox>(dialog, "trainAdvanced")->setChecked(true);
    QVERIFY(balance->isVisible());
    auto* train = qobject_cast<TrainDialog*>(dialog);
    QVERIFY(train);
    choose(dialog, 1);
    const auto usual = train->choice().request();
    QVERIFY(usual);
    QCOMPARE(usual->options.loss.balance, std::string("uncertainty-task")); // the paper's choice
    QCOMPARE(usual->options.identityAt, std::string("center"));
    QCOMPARE(usual->options.embedding, 0);
    // everything that is offered is an option that the training knows
    for (const char* name : {"trainBalance", "trainSampling", "trainEmbedding"}) {
        auto* box = in<QComboBox>(dialog, name);
        for (int i = 0; i < box->count(); ++i) {
            box->setCurrentIndex(i);
            QVERIFY(train->choice().request());
        }
    }
    balance->setCurrentIndex(balance->findData(QStringLiteral("gradnorm")));
    const auto chosen = train->choice().request();
    QVERIFY(chosen);
    QCOMPARE(chosen->options.loss.balance, std::string("gradnorm"));
    QCOMPARE(chosen->options.identityAt, std::string("pos-anchor"));
    QCOMPARE(chosen->options.embedding, 512);
}

void TestTraining::nothingVerifiedIsSaid()
{
    openWithTracks(false);
    QDialog* dialog = openDialog();
    QVERIFY(!in<QPushButton>(dialog, "trainStart")->isEnabled());
    QVERIFY(in<QLabel>(dialog, "trainCounts")->text().contains(QStringLiteral("Nothing is verified yet")));
    in<QComboBox>(dialog, "trainFrames")->setCurrentIndex(1);
    QVERIFY(in<QPushButton>(dialog, "trainStart")->isEnabled());
    QVERIFY(in<QLabel>(dialog, "trainCounts")->text().startsWith(QStringLiteral("40 frames, 120 boxes, 3 people")));
    in<QCheckBox>(dialog, "trainProject")->setChecked(false);
    QVERIFY(!in<QPushButton>(dialog, "trainStart")->isEnabled());
    m_driver->screenshot(QStringLiteral("30-train-set-up"), dialog);
}

void TestTraining::trainsOnVerifiedFramesAndHandsTheModelOver()
{
    openWithTracks(true);
    QDialog* dialog = openDialog();
    choose(dialog, 2);
    QVERIFY(in<QLabel>(dialog, "trainCounts")->text().startsWith(QStringLiteral("24 frames, 72 boxes, 3 people")));
    press(dialog, "trainStart");
    QCOMPARE(run().state(), State::Running);
    // it goes on without its dialog, and the window stays usable
    dialog->close();
    QTRY_VERIFY(m_driver->window().findChild<QDialog*>(QStringLiteral("trainDialog")) == nullptr);
    m_driver->view().setFrame(5);
    QVERIFY(m_driver->session().isOpen());
    QVERIFY(waitFor(State::Finished));
    QVERIFY(!run().loss().isEmpty());
    QCOMPARE(run().precision().size(), 1); // at the end; random weights are not measured before
    QVERIFY(QFileInfo::exists(run().choice().out + QStringLiteral("/model_best.pth")));
    QVERIFY(run().choice().out.startsWith(m_folder->filePath(QStringLiteral("street.training"))));
    QVERIFY(!TrainingRun::unfinished(run().choice().out));

    dialog = openDialog();
    QVERIFY(in<QLabel>(dialog, "trainState")->text().startsWith(QStringLiteral("Done")));
    QVERIFY(!in<QPushButton>(dialog, "trainPause")->isVisible());
    m_driver->screenshot(QStringLiteral("31-train-done"), dialog);
    press(dialog, "trainUse");
    QCOMPARE(m_driver->window().findChild<TrackActions*>()->options().model, run().modelFile());
    // and on from what it made, which is measured first
    const QString made = run().modelFile();
    press(dialog, "trainNew");
    QVERIFY(in<QPushButton>(dialog, "trainStart")->isVisible());
    choose(dialog, 1);
    auto* begin = in<QComboBox>(dialog, "trainInit");
    begin->setCurrentIndex(begin->findData(made));
    QVERIFY(begin->currentIndex() >= 0);
    press(dialog, "trainStart");
    QVERIFY(waitFor(State::Finished));
    QCOMPARE(run().precision().size(), 2);
    QCOMPARE(run().precision().front().x(), 0.0);
    QCOMPARE(run().precisionBefore(), run().precision().front().y());
    QVERIFY(run().choice().out != QFileInfo(made).absolutePath());
}

void TestTraining::stopsAndGoesOn()
{
    openWithTracks(true);
    QDialog* dialog = openDialog();
    choose(dialog, 500);
    press(dialog, "trainStart");
    QVERIFY(QTest::qWaitFor([this] { return !run().loss().isEmpty(); }, kLongMs));
    m_driver->screenshot(QStringLiteral("32-training"), dialog);
    press(dialog, "trainPause");
    QCOMPARE(run().state(), State::Paused);
    QCOMPARE(in<QPushButton>(dialog, "trainPause")->text(), QStringLiteral("Resume"));
    press(dialog, "trainPause");
    QCOMPARE(run().state(), State::Running);
    press(dialog, "trainPause");
    press(dialog, "trainStop"); // also while it waits
    QVERIFY(waitFor(State::Stopped));
    const auto steps = run().metrics().step;
    QVERIFY(steps > 0);
    QVERIFY(!run().modelFile().isEmpty());
    press(dialog, "trainPause"); // which says Resume now
    QCOMPARE(run().state(), State::Running);
    QVERIFY(!run().loss().isEmpty()); // the curve of before is there
    QVERIFY(QTest::qWaitFor([this, steps] { return run().metrics().step > steps; }, kLongMs));
    press(dialog, "trainStop");
    QVERIFY(waitFor(State::Stopped));
}

void TestTraining::goesOnInAnotherWindow()
{
    openWithTracks(true);
    QDialog* dialog = openDialog();
    choose(dialog, 500);
    press(dialog, "trainStart");
    QVERIFY(QTest::qWaitFor([this] { return !run().loss().isEmpty(); }, kLongMs));
    const QString out = run().choice().out;
    m_driver->reopenWindow(); // closing the window stops it and saves
    QVERIFY(TrainingRun::unfinished(out).has_value());
    // the project is not open now: its verified frames are read from its file
    dialog = openDialog();
    QVERIFY(in<QPushButton>(dialog, "trainResumeLast")->isVisible());
    press(dialog, "trainResumeLast");
    QCOMPARE(run().state(), State::Running);
    const qsizetype before = run().loss().size();
    QVERIFY(before > 0);
    QVERIFY2(QTest::qWaitFor([this, before] { return run().loss().size() > before || !run().isActive(); }, kLongMs),
             qPrintable(run().problem()));
    QVERIFY2(run().isActive(), qPrintable(run().problem()));
    press(dialog, "trainStop");
    QVERIFY(waitFor(State::Stopped));
}

void TestTraining::folderWithoutSequencesIsSaid()
{
    QDialog* dialog = openDialog();
    QVERIFY(!in<QPushButton>(dialog, "trainStart")->isEnabled());
    QVERIFY(in<QLabel>(dialog, "trainCounts")->text().contains(QStringLiteral("No project is open")));
    m_driver->prompter().nextPath = m_folder->path();
    press(dialog, "trainAddFolder");
    press(dialog, "trainAddFolder"); // the same one only once
    QCOMPARE(in<QListWidget>(dialog, "trainFolders")->count(), 1);
    press(dialog, "trainChooseOut");
    choose(dialog, 1);
    press(dialog, "trainStart");
    QVERIFY(waitFor(State::Failed));
    QVERIFY(in<QLabel>(dialog, "trainProblem")->isVisible());
    QVERIFY(in<QLabel>(dialog, "trainProblem")->text().startsWith(QStringLiteral("It was not found.")));
    QVERIFY(!in<QPushButton>(dialog, "trainUse")->isEnabled());
    m_driver->screenshot(QStringLiteral("33-train-failed"), dialog);
    press(dialog, "trainNew");
    QVERIFY(in<QPushButton>(dialog, "trainStart")->isEnabled());
}

void TestTraining::runFolderThatCannotBeMadeIsSaid()
{
    openWithTracks(true);
    QDialog* dialog = openDialog();
    choose(dialog, 1);
    in<QLineEdit>(dialog, "trainOut")->setText(m_folder->filePath(QStringLiteral("street.mp4/run")));
    press(dialog, "trainStart");
    QCOMPARE(run().state(), State::None);
    QVERIFY(in<QLabel>(dialog, "trainSetUpProblem")->text().contains(QStringLiteral("run folder")));
}

QTEST_MAIN(TestTraining)
#include "tst_training.moc"
