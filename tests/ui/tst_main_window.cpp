// The whole window on a real workspace and a self-made clip: open, edit by keys and clicks, undo, redo, export, reopen.
#include "window_driver.h"

#include "core/pipeline/demo_clip.h"
#include "core/video/frame_source.h"
#include "core/video/preview_cache.h"
#include "core/video/video_writer.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/models/track_list_model.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/timeline/playback_controller.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"
#include "ui/work_modes.h"

#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace tw;
using namespace tw::ui;
using namespace tw::test;
namespace a = tw::annotation;

namespace {

constexpr int kPeople = 6;
constexpr FrameIndex kFrames = 90;

// Tracks as a tracker would leave them: 1 and 2 exchanged from frame 40 on, 3 in two pieces, the rest right.
std::vector<a::Track> faultyTracks(const Clip& clip)
{
    std::vector<a::Track> tracks = clip.truth;
    for (std::size_t frame = 40; frame < tracks[0].boxes.size(); ++frame)
        std::swap(tracks[0].boxes[frame], tracks[1].boxes[frame]);
    a::Track rest = tracks[2];
    rest.id = TrackId{kPeople + 1};
    rest.boxes.erase(rest.boxes.begin(), rest.boxes.begin() + 55);
    tracks[2].boxes.resize(50);
    tracks.push_back(rest);
    return tracks;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsWithADropZone();
    void saysWhyAFileCannotBeOpened();
    void opensAndSteps();
    void draggingShowsPreviews();
    void plays();
    void everyControlHasANameForScreenReaders();
    void importsTracks();
    void importsTracksOfAnotherVideo();
    void trackingAgainAsksOnce();
    void swapsByKeyAndClick();
    void swapsByNumberInsideARange();
    void joinsTheProposedContinuation();
    void splitsDeletesAndEnds();
    void movesABoxByHandAndByKeys();
    void addsAPersonByDrawing();
    void copiesABoxToTheNextFrames();
    void aListShowsThePeople();
    void theBigButtonLeadsOn();
    void theNextVideoIsTheOneAfterThisInTheFolder();
    void hintsOnTheStartPageAreWhole();
    void marksHidesLocksAndRenames();
    void typingIsNotACommand();
    void paletteRunsCommands();
    void paletteKnowsTheWordsOfOtherTools();
    void aMissingVideoIsLocated();
    void theShuttleOfTheEditorKeys();
    void undoAllRedoAllExportReopen();
    void exportsADataSet();
    void exportsAVideo();
    void dialogsOpenBesideTheWindow();
    void changedKeysActAtOnce();
    void remembersWhereThePanelsWere();
    void aNarrowWindowKeepsItsPanels();
    void looksRightInBothThemes();

private:
    void openWithTracks();
    a::DocumentState expected(const std::vector<a::Edit>& edits) const; // of the state at the last openWithTracks()

    QTemporaryDir m_shared; // the clip
    Clip m_clip;
    std::unique_ptr<QTemporaryDir> m_folder; // of one test: video, project, settings
    std::unique_ptr<WindowDriver> m_driver;
    a::Snapshot m_before;
};

void TestMainWindow::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    m_clip = makeClip(pathFromQt(m_shared.path()), kPeople, kFrames);
}

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(toQt(m_clip.video), m_folder->filePath(QStringLiteral("street.mp4"))));
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
}

void TestMainWindow::cleanup()
{
    m_driver.reset();
    m_folder.reset();
}

void TestMainWindow::openWithTracks()
{
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    const QString file = m_folder->filePath(QStringLiteral("tracks.txt"));
    writeTracks(pathFromQt(file), faultyTracks(m_clip), m_clip);
    m_driver->prompter().nextPath = file;
    m_driver->key(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_driver->state().tracks.size(), std::size_t{kPeople + 1});
    m_before = m_driver->session().workspace()->snapshot();
}

a::DocumentState TestMainWindow::expected(const std::vector<a::Edit>& edits) const
{
    a::Document document(m_before);
    a::History history(document);
    for (const a::Edit& edit : edits) {
        const auto done = history.run(edit);
        if (!done)
            QTest::qFail(done.error().message().c_str(), __FILE__, __LINE__);
    }
    return document.state();
}

void TestMainWindow::startsWithADropZone()
{
    QVERIFY(m_driver->window().findChild<QLabel*>(QStringLiteral("startTitle"))->isVisible());
    QVERIFY(!m_driver->window().actionRegistry().action("edit.swap")->isEnabled());
    QVERIFY(m_driver->window().actionRegistry().action("file.open")->isEnabled());
    m_driver->screenshot(QStringLiteral("01-start"));
}

void TestMainWindow::saysWhyAFileCannotBeOpened()
{
    const QString path = m_folder->filePath(QStringLiteral("broken.mp4"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no video");
    file.close();
    m_driver->window().open(path);
    auto* problem = m_driver->window().findChild<QLabel*>(QStringLiteral("startProblem"));
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("broken.mp4")));
    QVERIFY(!m_driver->session().isOpen());
    m_driver->screenshot(QStringLiteral("02-cannot-open"));
}

void TestMainWindow::opensAndSteps()
{
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    QCOMPARE(m_driver->view().frameCount(), kFrames);
    auto* canvas = m_driver->window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    QCOMPARE(canvas->shownFrame(), 0);
    m_driver->screenshot(QStringLiteral("03-opened"));
    const auto step = [&](Qt::Key key, Qt::KeyboardModifiers modifiers, FrameIndex wanted) {
        m_driver->key(key, modifiers);
        QCOMPARE(m_driver->view().frame(), wanted);
        QCOMPARE(canvas->shownFrame(), wanted);
    };
    step(Qt::Key_F, {}, 1);
    step(Qt::Key_Right, {}, 2);
    step(Qt::Key_D, {}, 1);
    step(Qt::Key_V, {}, 11);
    step(Qt::Key_C, {}, 1);
    step(Qt::Key_Right, Qt::ControlModifier, 26); // a second
    step(Qt::Key_Left, Qt::ControlModifier, 1);
    step(Qt::Key_End, Qt::ControlModifier, kFrames - 1);
    step(Qt::Key_F, {}, kFrames - 1);
    step(Qt::Key_Home, Qt::ControlModifier, 0);
    m_driver->seek(60);
    QCOMPARE(m_driver->view().frame(), 60);
    QCOMPARE(m_driver->window().findChild<QSpinBox*>(QStringLiteral("frameNumber"))->value(), 61);
}

// One group of 60 frames whose brightness is their number.
void TestMainWindow::draggingShowsPreviews()
{
    const auto path = m_folder->filePath(QStringLiteral("long.mp4"));
    constexpr FrameIndex kLong = 60;
    constexpr int kStep = 4; // of brightness
    video::VideoWriterOptions options;
    options.width = 1280;
    options.height = 720;
    options.encoder = "mpeg4";
    options.keyFrameDistance = kLong;
    auto writer = video::VideoWriter::create(path.toStdString(), options);
    QVERIFY(writer.has_value());
    for (int i = 0; i < kLong; ++i) {
        QImage image(1280, 720, QImage::Format_RGB32);
        image.fill(QColor(kStep * i, kStep * i, kStep * i));
        QVERIFY(writer->write({image.constBits(), 1280, 720, image.bytesPerLine(), PixelFormat::Bgra8}).has_value());
    }
    QVERIFY(writer->finish().has_value());

    QVERIFY(m_driver->open(path));
    auto* canvas = m_driver->window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    const auto index = *(*video::openSource(path.toStdString()))->index();
    const auto written = video::PreviewCache(video::PreviewCache::defaultFolder()).open(index);
    QVERIFY(written && !(*written)->writable()); // the window writes them
    QTRY_VERIFY_WITH_TIMEOUT((*written)->has(kLong - 1), 200000);
    int previews = 0, wrong = 0;
    connect(canvas, &VideoCanvas::pictureShown, this, [&](FrameIndex frame) {
        const QImage picture = canvas->picture();
        previews += picture.width() == 640 ? 1 : 0;
        wrong += std::abs(qGray(picture.pixel(picture.rect().center())) - kStep * frame) > kStep / 2 ? 1 : 0;
    });
    for (const FrameIndex frame : {50, 20, 58, 9, 40, 31, 55, 26}) {
        m_driver->view().setFrame(frame); // what a drag along the timeline does
        QTRY_COMPARE(canvas->shownFrame(), frame);
    }
    QTRY_COMPARE(canvas->picture().width(), 1280); // the frame itself, once the hand rests
    QCOMPARE(canvas->shownFrame(), 26);
    QVERIFY(previews > 0);
    QCOMPARE(wrong, 0);
    // a preview fills the canvas as the frame does: the middle of the right edge has its brightness
    const QPoint right = canvas->viewport().widgetFromSource(QPointF(1270, 360)).toPoint();
    QVERIFY(std::abs(qGray(canvas->grab().toImage().pixel(right)) - kStep * 26) <= kStep / 2);
    canvas->disconnect(this);
}

void TestMainWindow::plays()
{
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    auto* canvas = m_driver->window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    const pipeline::ThreadShare& threads = m_driver->session().trackerThreads();
    QTRY_COMPARE(threads.limit(), 0); // opening went to the first frame
    m_driver->key(Qt::Key_Space);
    QTRY_VERIFY(canvas->shownFrame() > 5);
    QCOMPARE(threads.limit(), std::max(1, threads.all() - 1)); // a tracker makes room meanwhile
    m_driver->key(Qt::Key_Space);
    const FrameIndex frame = m_driver->view().frame();
    QTest::qWait(120);
    QCOMPARE(m_driver->view().frame(), frame);
    QTRY_COMPARE(threads.limit(), 0); // and takes it back
}

void TestMainWindow::everyControlHasANameForScreenReaders()
{
    openWithTracks();
    for (const QWidget* widget : m_driver->window().findChildren<QWidget*>()) {
        const bool interactive =
            qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
            qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
            qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QComboBox*>(widget);
        // parts that Qt makes for its own widgets
        const bool ofCombo = widget->parent()->inherits("QComboBoxPrivateContainer");
        const bool inner =
            ofCombo || widget->objectName().startsWith(QLatin1String("qt_")) || widget->focusPolicy() == Qt::NoFocus;
        if (!interactive || inner)
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName()));
    }
}

// Nothing starts before the person has chosen, and the question names what it is about.
void TestMainWindow::trackingAgainAsksOnce()
{
    openWithTracks();
    const auto before = m_driver->session().workspace()->snapshot();
    m_driver->prompter().nextChoice = -1;
    m_driver->window().actionRegistry().action("track.start")->trigger();
    const QString people = QString::number(before->tracks.size());
    QVERIFY(m_driver->prompter().lastText.contains(tr("There are %1 tracks").arg(people)));
    QVERIFY(m_driver->prompter().lastText.contains(tr("%1 edited tracks stay").arg(people))); // of a file: all of them
    QVERIFY(m_driver->prompter().lastOffers.size() >= 2);
    QVERIFY(m_driver->session().workspace()->runStatus().state == workspace::RunState::None);
    QCOMPARE(m_driver->session().workspace()->history().steps().size(), std::size_t(1));
}

void TestMainWindow::importsTracks()
{
    openWithTracks();
    QVERIFY(m_driver->toast().contains(QStringLiteral("7")));
    m_driver->screenshot(QStringLiteral("04-imported"));
    // the same numbers again: nothing enters before the person has said what gives way
    const std::size_t people = m_driver->state().tracks.size();
    m_driver->prompter().nextChoice = -1;
    m_driver->window().actionRegistry().action("file.import")->trigger();
    QTRY_VERIFY(m_driver->prompter().lastText.contains(QStringLiteral("1, 2, 3")));
    QCOMPARE(m_driver->state().tracks.size(), people);
    QCOMPARE(m_driver->prompter().lastOffers.size(), 3);
    m_driver->prompter().nextChoice = 0; // new numbers
    m_driver->window().actionRegistry().action("file.import")->trigger();
    QTRY_COMPARE(m_driver->state().tracks.size(), 2 * people);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_driver->state().tracks.size(), people);
    // replace: the corrected one is as in the file again, and undo brings the correction back
    m_driver->view().select(TrackId{1});
    m_driver->key(Qt::Key_Delete, Qt::ControlModifier);
    const auto corrected = m_driver->session().workspace()->snapshot();
    m_driver->prompter().nextChoice = 1;
    m_driver->window().actionRegistry().action("file.import")->trigger();
    QTRY_VERIFY(*m_driver->session().workspace()->snapshot() != *corrected);
    QCOMPARE(m_driver->state().tracks.size(), people);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(*m_driver->session().workspace()->snapshot() == *corrected);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    // ground truth: nothing enters, the evaluation compares with it
    m_driver->prompter().nextChoice = 2;
    m_driver->window().actionRegistry().action("file.import")->trigger();
    auto* evaluation = m_driver->window().findChild<EvaluationPanel*>();
    QTRY_VERIFY(evaluation->isVisible() && !evaluation->groundTruth().isEmpty());
    QCOMPARE(m_driver->state().tracks.size(), people);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_driver->state().tracks.empty());
}

// Tracks that were made for a picture twice as large: nothing enters before the person has said what they mean.
void TestMainWindow::importsTracksOfAnotherVideo()
{
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    const formats::SequenceInfo video = m_driver->session().workspace()->sequenceInfo();
    const QString file = m_folder->filePath(QStringLiteral("large.xml"));
    const QByteArray size = "<original_size><width>" + QByteArray::number(2 * video.width) + "</width><height>" +
                            QByteArray::number(2 * video.height) + "</height></original_size>";
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("<annotations><meta><task>" + size +
              "</task></meta><track id=\"5\" label=\"person\"><box frame=\"0\" outside=\"0\" xtl=\"40\" ytl=\"60\" "
              "xbr=\"80\" ybr=\"140\"/><box frame=\"1\" outside=\"1\" xtl=\"40\" ytl=\"60\" xbr=\"80\" "
              "ybr=\"140\"/></track></annotations>");
    out.close();
    m_driver->prompter().nextPath = file;
    m_driver->prompter().nextChoice = -1;
    m_driver->window().actionRegistry().action("file.import")->trigger();
    QTRY_COMPARE(m_driver->prompter().lastOffers.size(), qsizetype{2});
    QVERIFY(m_driver->prompter().lastText.contains(QString::number(2 * video.width)));
    QVERIFY(m_driver->state().tracks.empty());
    m_driver->prompter().nextChoice = 0; // scale
    m_driver->window().actionRegistry().action("file.import")->trigger();
    QTRY_COMPARE(m_driver->state().tracks.size(), std::size_t{1});
    QCOMPARE(m_driver->state().tracks.at(TrackId{5})->boxes[0].box, (Box{20, 30, 20, 40}));
    // By its action: the list of notes has the keyboard now
    m_driver->window().actionRegistry().action("edit.undo")->trigger();
    QVERIFY(m_driver->state().tracks.empty());
    m_driver->prompter().nextChoice = 1; // take as they are
    m_driver->window().actionRegistry().action("file.import")->trigger();
    QTRY_COMPARE(m_driver->state().tracks.size(), std::size_t{1});
    QCOMPARE(m_driver->state().tracks.at(TrackId{5})->boxes[0].box, (Box{40, 60, 40, 80}));
}

void TestMainWindow::swapsByKeyAndClick()
{
    openWithTracks();
    m_driver->resetCount();
    m_driver->clickTimeline(TrackId{1}, 40); // selects and seeks
    QCOMPARE(m_driver->view().primary(), TrackId{1});
    QCOMPARE(m_driver->view().frame(), 40);
    m_driver->key(Qt::Key_X);
    QVERIFY(m_driver->prompt().contains(QStringLiteral("from frame 41 to the end")));
    m_driver->screenshot(QStringLiteral("05-swap-preview"));
    m_driver->clickPerson(TrackId{2});
    QCOMPARE(m_driver->actions(), 3);
    QVERIFY(m_driver->state() == expected({a::SwapTracks{TrackId{1}, TrackId{2}, a::fromHere(40)}}));
    QVERIFY(m_driver->prompt().isEmpty());
    m_driver->screenshot(QStringLiteral("06-swapped"));
    // the mistake of the tracker is gone
    for (std::size_t frame = 0; frame < kFrames; ++frame)
        QVERIFY(std::abs(m_driver->state().tracks.at(TrackId{1})->boxes[frame].box.left -
                         m_clip.truth[0].boxes[frame].box.left) < 0.01);
}

void TestMainWindow::swapsByNumberInsideARange()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{4}, 20);
    m_driver->view().setRange({20, 39});
    m_driver->key(Qt::Key_X);
    QVERIFY(m_driver->prompt().contains(QStringLiteral("in frames 21 to 40")));
    const std::vector<TrackId> near = a::neighboursOf(*m_before, TrackId{4}, 20);
    m_driver->key(Qt::Key_2);
    QVERIFY(m_driver->state() == expected({a::SwapTracks{TrackId{4}, near[1], {20, 39}}}));
    // a second one is called off
    m_driver->key(Qt::Key_X);
    m_driver->key(Qt::Key_Escape);
    QVERIFY(m_driver->prompt().isEmpty());
    m_driver->key(Qt::Key_2); // chooses now
    QCOMPARE(m_driver->session().workspace()->history().position(), std::size_t{2});
}

void TestMainWindow::joinsTheProposedContinuation()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{3}, 30);
    m_driver->key(Qt::Key_J);
    QVERIFY(m_driver->prompt().contains(QStringLiteral("Join 7 to 3")));
    m_driver->screenshot(QStringLiteral("07-join-proposal"));
    m_driver->key(Qt::Key_Return);
    QVERIFY(m_driver->state() == expected({a::JoinTracks{TrackId{3}, TrackId{7}, a::Fill::Linear}}));
    QCOMPARE(m_driver->state().tracks.at(TrackId{3})->boxes.size(), std::size_t{kFrames});
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    // without filling
    m_driver->view().select(TrackId{3});
    m_driver->key(Qt::Key_J);
    m_driver->key(Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(m_driver->state() == expected({a::JoinTracks{TrackId{3}, TrackId{7}, a::Fill::None}}));
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    // by hand on the timeline
    m_driver->dragEndOnto(TrackId{3}, TrackId{7}, 60);
    QVERIFY(m_driver->state() == expected({a::JoinTracks{TrackId{3}, TrackId{7}, a::Fill::Linear}}));
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    // several by clicking
    m_driver->view().select(TrackId{3});
    m_driver->key(Qt::Key_M);
    m_driver->clickTimeline(TrackId{7}, 60);
    QVERIFY(!m_driver->prompt().isEmpty());
    m_driver->key(Qt::Key_Escape);
    QVERIFY(m_driver->state() == expected({a::JoinTracks{TrackId{3}, TrackId{7}, a::Fill::Linear}}));
}

void TestMainWindow::splitsDeletesAndEnds()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{5}, 30);
    m_driver->key(Qt::Key_B);
    QVERIFY(m_driver->toast().contains(QStringLiteral("8")));
    std::vector<a::Edit> edits{a::SplitTrack{TrackId{5}, 30, TrackId{8}}};
    QVERIFY(m_driver->state() == expected(edits));
    m_driver->screenshot(QStringLiteral("08-split"));
    m_driver->clickTimeline(TrackId{8}, 50);
    m_driver->key(Qt::Key_Delete, Qt::ControlModifier);
    edits.push_back(a::DeleteBoxes{TrackId{8}, {50, 50}});
    QVERIFY(m_driver->state() == expected(edits));
    m_driver->clickTimeline(TrackId{8}, 80);
    m_driver->key(Qt::Key_Delete, Qt::ShiftModifier);
    edits.push_back(a::DeleteBoxes{TrackId{8}, a::fromHere(80)});
    QVERIFY(m_driver->state() == expected(edits));
    m_driver->clickTimeline(TrackId{8}, 70);
    m_driver->key(Qt::Key_O);
    edits.push_back(a::EndTrack{TrackId{8}, 70});
    QVERIFY(m_driver->state() == expected(edits));
    m_driver->clickTimeline(TrackId{6}, 40);
    m_driver->key(Qt::Key_Delete);
    edits.push_back(a::DeleteTracks{{TrackId{6}}});
    QVERIFY(m_driver->state() == expected(edits));
    QCOMPARE(m_driver->view().primary(), TrackId::kInvalid);
    m_driver->screenshot(QStringLiteral("09-deleted"));
    // the notice takes it back
    QTest::mouseClick(m_driver->window().findChild<QAbstractButton*>(QStringLiteral("toastUndo")), Qt::LeftButton);
    edits.pop_back();
    QVERIFY(m_driver->state() == expected(edits));
    // boxes of a gap: filled and emptied
    m_driver->clickTimeline(TrackId{8}, 50);
    m_driver->key(Qt::Key_I);
    edits.push_back(a::FillGaps{TrackId{8}, {50, 50}});
    QVERIFY(m_driver->state() == expected(edits));
    m_driver->key(Qt::Key_I);
    QVERIFY(m_driver->state().tracks.at(TrackId{8})->at(50) == nullptr);
}

void TestMainWindow::movesABoxByHandAndByKeys()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{4}, 20);
    const Box box = m_driver->state().tracks.at(TrackId{4})->at(20)->box;
    m_driver->dragCanvas({box.centerX(), box.centerY()}, {box.centerX() + 40, box.centerY() - 12});
    const a::TrackBox* moved = m_driver->state().tracks.at(TrackId{4})->at(20);
    QVERIFY(std::abs(moved->box.left - box.left - 40) < 1.5 && std::abs(moved->box.top - box.top + 12) < 1.5);
    QVERIFY(moved->keyframe && moved->origin == a::BoxOrigin::Manual);
    QCOMPARE(m_driver->session().workspace()->history().position(), std::size_t{2}); // one step for the drag
    const double left = moved->box.left;
    m_driver->key(Qt::Key_Right, Qt::AltModifier);
    m_driver->key(Qt::Key_Right, Qt::AltModifier);
    QVERIFY(std::abs(m_driver->state().tracks.at(TrackId{4})->at(20)->box.left - left - 2) < 1e-9);
    // exact numbers
    auto* top = m_driver->window().findChild<QDoubleSpinBox*>(QStringLiteral("inspectorTop"));
    top->setFocus();
    top->selectAll();
    QTest::keyClicks(top, QStringLiteral("77.5"));
    QTest::keyClick(top, Qt::Key_Return);
    QCOMPARE(m_driver->state().tracks.at(TrackId{4})->at(20)->box.top, 77.5);
    m_driver->screenshot(QStringLiteral("10-moved"));
}

void TestMainWindow::addsAPersonByDrawing()
{
    openWithTracks();
    m_driver->seek(10);
    m_driver->key(Qt::Key_N);
    QVERIFY(!m_driver->prompt().isEmpty());
    m_driver->dragCanvas({300, 100}, {330, 180});
    QCOMPARE(m_driver->state().tracks.size(), std::size_t{kPeople + 2});
    const TrackId id = m_driver->view().primary();
    QCOMPARE(id, TrackId{kPeople + 2});
    m_driver->seek(30);
    m_driver->key(Qt::Key_N, Qt::ShiftModifier);
    m_driver->dragCanvas({340, 110}, {370, 190});
    const a::Track& track = *m_driver->state().tracks.at(id);
    QCOMPARE(track.boxes.size(), std::size_t{21}); // the frames between are filled
    QVERIFY(track.at(20)->origin == a::BoxOrigin::Interpolated);
    QVERIFY(std::abs(track.at(20)->box.left - 320) < 2);
    // the other way: the end of the bar is drawn further
    m_driver->seek(20);
    m_driver->screenshot(QStringLiteral("11-added"));
}

void TestMainWindow::copiesABoxToTheNextFrames()
{
    openWithTracks();
    const auto at = [this](FrameIndex frame) { return m_driver->window().document().boxAt(TrackId{3}, frame); };
    m_driver->view().select(TrackId{3}); // it ends at frame 49
    m_driver->view().setFrame(49);
    QVERIFY(at(49) && !at(50));
    const Box box = at(49)->box;
    m_driver->key(Qt::Key_C, Qt::ShiftModifier);
    QCOMPARE(m_driver->view().frame(), 50);
    QVERIFY(at(50) && at(50)->box == box);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!at(50));
    // in a marked stretch: one step, boxes that are there stay
    m_driver->view().setFrame(48);
    const Box there = at(49)->box;
    const Box copied = at(48)->box;
    m_driver->view().setRange({45, 54});
    m_driver->key(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(at(49)->box == there);
    for (FrameIndex frame = 50; frame <= 54; ++frame)
        QVERIFY(at(frame) && at(frame)->box == copied);
    QVERIFY(!at(55));
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!at(50) && !at(54));
    // nothing to do says so
    m_driver->view().setRange({});
    m_driver->view().setFrame(10);
    const std::size_t position = m_driver->session().workspace()->history().position();
    m_driver->key(Qt::Key_C, Qt::ShiftModifier);
    QCOMPARE(m_driver->session().workspace()->history().position(), position);
    QVERIFY(!m_driver->toast().isEmpty());
}

// The picture of a track is cut from where its box is: the clip draws each person in a colour of their own.
void TestMainWindow::aListShowsThePeople()
{
    openWithTracks();
    auto* list = m_driver->window().findChild<QTreeView*>(QStringLiteral("trackList"));
    const auto pictureOf = [list](int row) {
        const QModelIndex index = list->model()->index(row, TrackListModel::kTrack);
        return index.data(Qt::DecorationRole).value<QIcon>().pixmap(TrackListModel::kIconSize).toImage();
    };
    const auto bright = [](const QImage& image) { // a swatch alone leaves nearly all of it transparent
        int opaque = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                opaque += image.pixelColor(x, y).alpha() > 200 ? 1 : 0;
        return opaque;
    };
    QTRY_VERIFY_WITH_TIMEOUT(bright(pictureOf(0)) > 300 && bright(pictureOf(3)) > 300, 20000);
    QVERIFY(pictureOf(0) != pictureOf(3));
    const QString tip = list->model()->index(0, TrackListModel::kTrack).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("<img")), qPrintable(tip.left(200)));
    m_driver->screenshot(QStringLiteral("04-people-in-the-list"));
}

void TestMainWindow::theBigButtonLeadsOn()
{
    openWithTracks();
    auto* button = m_driver->window().findChild<QToolButton*>(QStringLiteral("trackButton"));
    QTRY_VERIFY(!m_driver->window().review().isLooking());
    const bool worth = m_driver->window().review().worthChecking() > 0;
    QCOMPARE(button->text(), worth ? QStringLiteral("Review") : QStringLiteral("Export"));
    // it never starts the tracker over tracks that are there
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(m_driver->session().workspace()->runStatus().state == workspace::RunState::None);
    if (worth)
        QVERIFY(m_driver->window().modes().isReviewing());
}

void TestMainWindow::theNextVideoIsTheOneAfterThisInTheFolder()
{
    QVERIFY(QFile::copy(toQt(m_clip.video), m_folder->filePath(QStringLiteral("tower.mp4"))));
    QVERIFY(QFile::copy(toQt(m_clip.video), m_folder->filePath(QStringLiteral("aisle.mp4"))));
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    QAction* next = m_driver->window().actionRegistry().action("file.next");
    next->trigger();
    QTRY_VERIFY(m_driver->session().isOpen() &&
                m_driver->session().workspace()->video().path.filename() == "tower.mp4");
    next->trigger(); // the last one stays
    QVERIFY(!m_driver->toast().isEmpty());
    QVERIFY(m_driver->session().workspace()->video().path.filename() == "tower.mp4");
}

void TestMainWindow::hintsOnTheStartPageAreWhole()
{
    auto* steps = m_driver->window().findChild<QWidget*>(QStringLiteral("startSteps"));
    QVERIFY(steps->isVisible());
    for (const QLabel* label : steps->findChildren<QLabel*>())
        QVERIFY2(label->height() >= label->heightForWidth(label->width()) &&
                     label->height() >= label->sizeHint().height() / 4,
                 qPrintable(label->text()));
}

void TestMainWindow::marksHidesLocksAndRenames()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{4}, 20);
    m_driver->key(Qt::Key_K);
    QVERIFY(m_driver->state().tracks.at(TrackId{4})->at(20)->keyframe);
    m_driver->key(Qt::Key_Q);
    QVERIFY(m_driver->state().tracks.at(TrackId{4})->at(20)->occluded);
    m_driver->seek(50);
    m_driver->key(Qt::Key_E);
    QCOMPARE(m_driver->view().frame(), 20);
    m_driver->key(Qt::Key_H);
    QVERIFY(m_driver->state().tracks.at(TrackId{4})->hidden);
    m_driver->key(Qt::Key_H, Qt::ShiftModifier);
    QVERIFY(!m_driver->state().tracks.at(TrackId{4})->hidden);
    m_driver->key(Qt::Key_L);
    QVERIFY(m_driver->state().tracks.at(TrackId{4})->locked);
    m_driver->key(Qt::Key_Delete); // refused, and said so
    QVERIFY(m_driver->state().tracks.count(TrackId{4}) == 1);
    QVERIFY(m_driver->toast().contains(QStringLiteral("locked")));
    m_driver->key(Qt::Key_L);
    m_driver->key(Qt::Key_F2);
    QWidget* editor = QApplication::focusWidget();
    QVERIFY(qobject_cast<QLineEdit*>(editor));
    QTest::keyClicks(editor, QStringLiteral("Xenia"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(m_driver->state().tracks.at(TrackId{4})->name, std::string("Xenia"));
    m_driver->prompter().nextColor = QColor(0x10, 0x20, 0x30);
    m_driver->window().actionRegistry().action("edit.color")->trigger();
    QCOMPARE(m_driver->state().tracks.at(TrackId{4})->color, std::optional<std::uint32_t>(0x102030));
    // many at once through the filter
    m_driver->key(Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("len<60"));
    QCOMPARE(m_driver->window().findChild<QLineEdit*>(QStringLiteral("trackFilter"))->text(), QStringLiteral("len<60"));
    QCOMPARE(m_driver->window().findChild<QTreeView*>(QStringLiteral("trackList"))->model()->rowCount(), 2);
    m_driver->window().actionRegistry().action("edit.selectAll")->trigger();
    QCOMPARE(m_driver->view().selection().size(), std::size_t{2}); // the two pieces of 3
    m_driver->screenshot(QStringLiteral("12-filtered"));
}

void TestMainWindow::typingIsNotACommand()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{1}, 10);
    auto* filter = m_driver->window().findChild<QLineEdit*>(QStringLiteral("trackFilter"));
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("xbnj 12"));
    QCOMPARE(filter->text(), QStringLiteral("xbnj 12"));
    QTest::keyClick(filter, Qt::Key_Backspace);
    QTest::keyClick(filter, Qt::Key_Left);
    QCOMPARE(filter->text(), QStringLiteral("xbnj 1"));
    QVERIFY(m_driver->prompt().isEmpty());
    QCOMPARE(m_driver->view().frame(), 10);
    QVERIFY(m_driver->state() == *m_before);
}

void TestMainWindow::paletteRunsCommands()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{1}, 10);
    m_driver->key(Qt::Key_P, Qt::ControlModifier);
    auto* palette = m_driver->window().findChild<CommandPalette*>(QStringLiteral("commandPalette"));
    QTRY_VERIFY(palette->isVisible());
    m_driver->screenshot(QStringLiteral("13-palette"), palette);
    auto* text = palette->findChild<QLineEdit*>(QStringLiteral("commandText"));
    QTest::keyClicks(text, QStringLiteral("split"));
    QTest::keyClick(text, Qt::Key_Return);
    QTRY_COMPARE(m_driver->state().tracks.size(), std::size_t{kPeople + 2});
    QVERIFY(!palette->isVisible());
}

void TestMainWindow::paletteKnowsTheWordsOfOtherTools()
{
    openWithTracks();
    m_driver->key(Qt::Key_P, Qt::ControlModifier);
    auto* palette = m_driver->window().findChild<CommandPalette*>(QStringLiteral("commandPalette"));
    auto* text = palette->findChild<QLineEdit*>(QStringLiteral("commandText"));
    auto* list = palette->findChild<QListWidget*>(QStringLiteral("commandList"));
    const auto offers = [&](const char* id) {
        const QString name = m_driver->window().actionRegistry().action(id)->text();
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->text() == name)
                return true;
        return false;
    };
    for (const auto& [word, id] : {std::pair("merge", "edit.join"),
                                   {"link", "edit.join"},
                                   {"cut", "edit.split"},
                                   {"exchange", "edit.swap"},
                                   {"goto", "go.toFrame"},
                                   {"isolate", "view.solo"},
                                   {"language", "file.preferences"}}) {
        text->setText(QString::fromLatin1(word));
        QVERIFY2(offers(id), word);
    }
    text->setText(QStringLiteral("qqqqxx"));
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), CommandPalette::tr("Nothing found"));
    QVERIFY(!list->item(0)->flags().testFlag(Qt::ItemIsEnabled));
    const a::Snapshot before = m_driver->session().workspace()->snapshot();
    QTest::keyClick(text, Qt::Key_Return); // runs nothing
    QCOMPARE(m_driver->session().workspace()->snapshot(), before);
    palette->hide();
}

void TestMainWindow::aMissingVideoIsLocated()
{
    openWithTracks();
    const a::Snapshot before = m_driver->session().workspace()->snapshot();
    m_driver->key(Qt::Key_W, Qt::ControlModifier);
    const QString project = m_folder->filePath(QStringLiteral("street.twp"));
    QTRY_VERIFY(QFile::exists(project));
    const QString moved = m_folder->filePath(QStringLiteral("elsewhere.mp4"));
    QVERIFY(QFile::rename(m_folder->filePath(QStringLiteral("street.mp4")), moved));
    QVERIFY(m_driver->open(project));
    auto* locate = m_driver->window().findChild<QPushButton*>(QStringLiteral("locateVideo"));
    QVERIFY(locate->isVisible());
    QVERIFY(m_driver->state() == *before); // seen and edited without it
    m_driver->screenshot(QStringLiteral("16-missing"));
    const QString other = m_folder->filePath(QStringLiteral("other.mp4"));
    QVERIFY(pipeline::writeDemoClip(pathFromQt(other)));
    m_driver->prompter().nextPath = other;
    QTest::mouseClick(locate, Qt::LeftButton);
    QTRY_VERIFY2(m_driver->toast().contains(QStringLiteral("not the video")), qPrintable(m_driver->toast()));
    QVERIFY(locate->isVisible());
    m_driver->prompter().nextPath = moved;
    QTest::mouseClick(locate, Qt::LeftButton);
    auto* canvas = m_driver->window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas"));
    QTRY_VERIFY(canvas->hasPicture());
    QVERIFY(!locate->isVisible());
    QVERIFY(m_driver->state() == *before);
    m_driver->key(Qt::Key_W, Qt::ControlModifier); // it is found at once the next time
    QVERIFY(m_driver->open(project));
    QTRY_VERIFY(canvas->hasPicture());
    QVERIFY(!locate->isVisible());
}

void TestMainWindow::theShuttleOfTheEditorKeys()
{
    openWithTracks();
    ShortcutTable keys = m_driver->window().actionRegistry().shortcuts();
    keys.setPreset(QStringLiteral("editor"));
    m_driver->window().actionRegistry().setShortcuts(keys);
    m_driver->seek(30);
    auto* playback = m_driver->window().findChild<PlaybackController*>();
    m_driver->key(Qt::Key_L);
    QTRY_VERIFY(m_driver->view().frame() > 30);
    const double speed = playback->speed();
    m_driver->key(Qt::Key_L);
    QVERIFY(playback->speed() > speed);
    m_driver->key(Qt::Key_K);
    QVERIFY(!playback->isPlaying());
    m_driver->seek(30);
    m_driver->key(Qt::Key_J);
    QTRY_VERIFY(m_driver->view().frame() < 30);
    m_driver->key(Qt::Key_K);
    QVERIFY(!playback->isPlaying());
}

void TestMainWindow::undoAllRedoAllExportReopen()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{1}, 40);
    m_driver->key(Qt::Key_X);
    m_driver->clickPerson(TrackId{2});
    m_driver->clickTimeline(TrackId{3}, 30);
    m_driver->key(Qt::Key_J);
    m_driver->key(Qt::Key_Return);
    m_driver->clickTimeline(TrackId{6}, 30);
    m_driver->key(Qt::Key_Delete);
    const a::Snapshot edited = m_driver->session().workspace()->snapshot();
    const std::size_t steps = m_driver->session().workspace()->history().position();
    QCOMPARE(steps, std::size_t{4});
    for (std::size_t i = 0; i < steps; ++i)
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_driver->state().tracks.empty());
    QVERIFY(!m_driver->window().actionRegistry().action("edit.undo")->isEnabled());
    for (std::size_t i = 0; i < steps; ++i)
        m_driver->key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_driver->state() == *edited);

    m_driver->key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = m_driver->window().findChild<QDialog*>(QStringLiteral("exportDialog"));
    QVERIFY(dialog != nullptr);
    const QString folder = m_folder->filePath(QStringLiteral("export"));
    auto* path = dialog->findChild<QLineEdit*>(QStringLiteral("exportPath"));
    path->setText(folder);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportNow")), Qt::LeftButton);
    auto* verdict = dialog->findChild<QLabel*>(QStringLiteral("exportVerdict"));
    QTRY_VERIFY(verdict->isVisible());
    QVERIFY2(verdict->text().contains(QStringLiteral("all as in the project")), qPrintable(verdict->text()));
    m_driver->screenshot(QStringLiteral("14-export"), dialog);
    dialog->close();
    QVERIFY(QFile::exists(folder + QStringLiteral("/gt/gt.txt")));
    QVERIFY(QFile::exists(folder + QStringLiteral("/seqinfo.ini")));

    // everything is on disk: another window finds it, history included
    m_driver->reopenWindow();
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    QVERIFY(m_driver->state() == *edited);
    QCOMPARE(m_driver->session().workspace()->history().position(), steps);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_driver->state().tracks.size(), edited->tracks.size() + 1);
    QVERIFY(m_driver->window().windowTitle().contains(QStringLiteral("street.twp")));
    m_driver->screenshot(QStringLiteral("15-reopened"));
}

void TestMainWindow::exportsADataSet()
{
    openWithTracks();
    const QString out = m_folder->filePath(QStringLiteral("set"));
    m_driver->window().actionRegistry().action("file.exportDataset")->trigger();
    auto* dialog = m_driver->window().findChild<QDialog*>(QStringLiteral("datasetDialog"));
    QVERIFY(dialog && dialog->isVisible());
    auto* now = dialog->findChild<QPushButton*>(QStringLiteral("datasetNow"));
    auto* verdict = dialog->findChild<QLabel*>(QStringLiteral("datasetVerdict"));
    dialog->findChild<QLineEdit*>(QStringLiteral("datasetPath"))->setText(out);
    dialog->findChild<QLineEdit*>(QStringLiteral("datasetName"))->setText(QStringLiteral("mine"));
    now->click();
    QTRY_VERIFY(verdict->text().contains(QStringLiteral("2 sequences, 90 images")));
    m_driver->screenshot(QStringLiteral("32-dataset"), dialog);
    for (const char* file : {"images/mine-train/street/seqinfo.ini", "images/mine-train/street/gt/gt.txt",
                             "images/mine-train/street/img1/000072.jpg", "images/mine-val/street-val/img1/000018.jpg",
                             "images/seqmaps/mine-val.txt", "labels_with_ids/mine-train/street/img1/000001.txt"})
        QVERIFY2(QFile::exists(out + QLatin1Char('/') + QLatin1String(file)), file);

    // with a second project as validation, without loss; what the first export made goes
    auto* split = dialog->findChild<QComboBox*>(QStringLiteral("datasetSplit"));
    split->setCurrentIndex(1);
    QVERIFY(!now->isEnabled()); // there is only one
    const QString other = m_folder->filePath(QStringLiteral("second.mp4"));
    QVERIFY(QFile::copy(toQt(m_clip.video), other));
    m_driver->prompter().nextPath = other;
    dialog->findChild<QPushButton*>(QStringLiteral("datasetAdd"))->click();
    auto* images = dialog->findChild<QComboBox*>(QStringLiteral("datasetImages"));
    images->setCurrentIndex(1);
    QVERIFY(now->isEnabled());
    now->click();
    QTRY_VERIFY(verdict->text().contains(QStringLiteral("2 sequences, 180 images")));
    QVERIFY(QFile::exists(out + QStringLiteral("/images/mine-train/street/img1/000090.png")));
    QVERIFY(QFile::exists(out + QStringLiteral("/images/mine-val/second/img1/000090.png")));
    QVERIFY(!QFile::exists(out + QStringLiteral("/images/mine-val/street-val")));

    // a folder with other things in it is refused with a sentence
    dialog->findChild<QLineEdit*>(QStringLiteral("datasetPath"))->setText(m_folder->path());
    now->click();
    QTRY_VERIFY(!verdict->text().contains(QStringLiteral("sequences")));
    QVERIFY(!verdict->text().isEmpty());
    dialog->close();
}

void TestMainWindow::exportsAVideo()
{
    openWithTracks();
    const QString out = m_folder->filePath(QStringLiteral("shown.mkv"));
    m_driver->prompter().nextPath = out;
    m_driver->window().actionRegistry().action("file.exportVideo")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(out), 30000);
    const auto written = video::openSource(pathFromQt(out));
    QVERIFY(written);
    QCOMPARE((*written)->frameCount(), m_driver->session().workspace()->video().frameCount);

    // the video itself stays what it is
    const qint64 before = QFileInfo(toQt(m_clip.video)).size();
    const auto open = m_driver->session().workspace()->video().path;
    m_driver->prompter().nextPath = toQt(open);
    m_driver->window().actionRegistry().action("file.exportVideo")->trigger();
    QTRY_VERIFY(m_driver->toast().contains(QStringLiteral("not written over")));
    QCOMPARE(QFileInfo(toQt(m_clip.video)).size(), before);
}

void TestMainWindow::dialogsOpenBesideTheWindow()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{4}, 30);
    const std::pair<const char*, const char*> kDialogs[] = {{"track.options", "trackOptions"},
                                                            {"help.keys", "keysDialog"},
                                                            {"file.preferences", "preferencesDialog"},
                                                            {"help.about", "aboutDialog"}};
    for (const auto& [action, name] : kDialogs) {
        m_driver->window().actionRegistry().action(action)->trigger();
        auto* dialog = m_driver->window().findChild<QDialog*>(QString::fromLatin1(name));
        QVERIFY2(dialog && dialog->isVisible(), name);
        QTest::qWait(20);
        m_driver->screenshot(QStringLiteral("30-%1").arg(QLatin1String(name)), dialog);
        dialog->close();
    }
    m_driver->window().actionRegistry().action("view.history")->trigger();
    m_driver->window().actionRegistry().action("view.history")->trigger();
    m_driver->screenshot(QStringLiteral("31-history"));
}

void TestMainWindow::changedKeysActAtOnce()
{
    openWithTracks();
    m_driver->window().actionRegistry().action("file.preferences")->trigger();
    auto* dialog = m_driver->window().findChild<QDialog*>(QStringLiteral("preferencesDialog"));
    auto* preset = dialog->findChild<QComboBox*>(QStringLiteral("keyPreset"));
    preset->setCurrentIndex(preset->findData(QStringLiteral("sleap")));
    Q_EMIT preset->activated(preset->currentIndex());
    QCOMPARE(m_driver->window().actionRegistry().action("edit.newBox")->shortcut(),
             QKeySequence(QStringLiteral("Ctrl+I")));
    dialog->close();
    m_driver->key(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!m_driver->prompt().isEmpty());
    m_driver->key(Qt::Key_Escape);
    m_driver->reopenWindow(); // and stay
    QCOMPARE(m_driver->window().actionRegistry().action("edit.newBox")->shortcut(),
             QKeySequence(QStringLiteral("Ctrl+I")));
}

void TestMainWindow::aNarrowWindowKeepsItsPanels()
{
    openWithTracks();
    auto* bar = m_driver->window().findChild<QWidget*>(QStringLiteral("contextBar"));
    auto* tracks = m_driver->window().findChild<QDockWidget*>(QStringLiteral("tracksDock"));
    const auto buttons = [&] {
        const auto all = bar->findChildren<KeyButton*>();
        return std::count_if(all.begin(), all.end(), [](const KeyButton* button) { return button->isVisible(); });
    };
    m_driver->window().resize(1700, 900);
    m_driver->clickPerson(TrackId{1});
    const int usual = tracks->width();
    const auto wide = buttons();
    QVERIFY(wide >= 6);
    m_driver->key(Qt::Key_G); // the slider of the ghosts needs room too
    m_driver->window().resize(1000, 700);
    QTest::qWait(0);
    QCOMPARE(m_driver->window().width(), 1000);
    QVERIFY2(tracks->width() > usual / 2, qPrintable(QString::number(tracks->width())));
    QVERIFY(buttons() < wide);
    for (const KeyButton* button : bar->findChildren<KeyButton*>())
        if (button->isVisible()) // whole, not cut
            QVERIFY(button->width() >= button->sizeHint().width() &&
                    bar->rect().contains(QRect(button->mapTo(bar, QPoint()), button->size())));
    m_driver->key(Qt::Key_X); // what is asked has its place
    QVERIFY(!m_driver->prompt().isEmpty());
    auto* prompt = bar->findChild<QLabel*>(QStringLiteral("prompt"));
    QVERIFY(prompt->width() > 100);
    m_driver->screenshot(QStringLiteral("17-narrow"));
    m_driver->key(Qt::Key_Escape);
    m_driver->window().resize(1700, 900);
    QTest::qWait(0);
    QCOMPARE(buttons(), wide);
}

void TestMainWindow::remembersWhereThePanelsWere()
{
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    auto* tracks = m_driver->window().findChild<QDockWidget*>(QStringLiteral("tracksDock"));
    QVERIFY(tracks->isVisible());
    m_driver->key(Qt::Key_1, Qt::ControlModifier | Qt::AltModifier);
    QVERIFY(!tracks->isVisible());
    m_driver->key(Qt::Key_F11);
    QVERIFY(!m_driver->window().findChild<QDockWidget*>(QStringLiteral("timelineDock"))->isVisible());
    m_driver->screenshot(QStringLiteral("16-video-only"));
    m_driver->key(Qt::Key_F11);
    QVERIFY(m_driver->window().findChild<QDockWidget*>(QStringLiteral("timelineDock"))->isVisible());
    QVERIFY(!tracks->isVisible());
    m_driver->reopenWindow();
    QVERIFY(
        !m_driver->window().findChild<QDockWidget*>(QStringLiteral("timelineDock"))->isVisible()); // nothing is open
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    QVERIFY(m_driver->window().findChild<QDockWidget*>(QStringLiteral("timelineDock"))->isVisible());
    QVERIFY(!m_driver->window().findChild<QDockWidget*>(QStringLiteral("tracksDock"))->isVisible());
    m_driver->window().actionRegistry().action("view.resetLayout")->trigger();
    QVERIFY(m_driver->window().findChild<QDockWidget*>(QStringLiteral("tracksDock"))->isVisible());
}

void TestMainWindow::looksRightInBothThemes()
{
    openWithTracks();
    m_driver->clickTimeline(TrackId{4}, 30);
    m_driver->window().setTheme(ThemeChoice::Light);
    QVERIFY(!isDark(m_driver->window().palette()));
    m_driver->screenshot(QStringLiteral("17-light"));
    m_driver->window().setTheme(ThemeChoice::Dark);
    QVERIFY(isDark(m_driver->window().palette()));
    m_driver->screenshot(QStringLiteral("18-dark"));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
