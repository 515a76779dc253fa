// What the window must not do by itself: move its borders, lose the focus to a button, act somewhere else than was
// pointed at, offer to undo another edit, forget where the person was.
#include "window_driver.h"

#include "ui/actions/focus_guard.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/models/track_list_model.h"
#include "ui/panels/context_bar.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/toast.h"
#include "ui/panels/tracks_panel.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/long_words.h"
#include "ui/widgets/start_page.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

#include <algorithm>
#include <cmath>
#include <map>

using namespace tw;
using namespace tw::ui;
using namespace tw::test;
namespace a = tw::annotation;

namespace {

constexpr int kPeople = 6;
constexpr FrameIndex kFrames = 60;

// Every text two fifths longer, as it is in the longest of languages; keys and placeholders stay.
class LongerLanguage final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* source, const char*, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return text.contains(QLatin1Char('*')) ? text // file patterns
                                               : text + QString(text.size() * 2 / 5, QLatin1Char('o'));
    }
};

// Texts that have less room than they need, of what is seen in a window.
QStringList cutTexts(const QWidget& window)
{
    QStringList cut;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        int needed = 0;
        if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            if (!label->wordWrap() && !qobject_cast<const ElidedLabel*>(label) && !label->text().isEmpty())
                needed = label->fontMetrics().horizontalAdvance(label->text());
            if (label->wordWrap() && !label->visibleRegion().isEmpty() && // not in a tab behind
                label->heightForWidth(label->width()) > label->height() + 1)
                cut += QStringLiteral("%1 \"%2\" is cut at its foot").arg(label->objectName(), label->text());
        } else if (qobject_cast<const QPushButton*>(widget) || qobject_cast<const QToolButton*>(widget)) {
            if (!widget->property("text").toString().isEmpty())
                needed = widget->sizeHint().width();
        }
        if (needed > widget->width() + 1)
            cut += QStringLiteral("%1 \"%2\" needs %3, has %4")
                       .arg(widget->objectName(), widget->property("text").toString())
                       .arg(needed)
                       .arg(widget->width());
    }
    return cut;
}

constexpr double kFocusContrast = 3;
constexpr int kFocusPixels = 12;

// WCAG's relative luminance and contrast.
double luminance(const QColor& color)
{
    const auto channel = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class TestWindowManners : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void escapeNeverLeavesTheFocusOnAButton();
    void aHiddenWidgetDoesNotHandItsFocusToAButton();
    void longNamesDoNotMoveTheBorders();
    void longNamesAreNotCutInMessages();
    void contentDoesNotSetTheLeastSizeOfTheWindow();
    void aNoticeGoesWithItsEdit();
    void aRightClickActsWhereItWasMade();
    void lanesStayThroughDeleteAndUndo();
    void reopeningRemembersTheFrame();
    void theInspectorTellsHowManyAreSelected();
    void iconsOfTheListFitTheirColumns();
    void theFilterActsOnVideoAndTimeline();
    void severalSelectedTracksAreOneStep();
    void everyControlShowsItsFocusAndHasAName();
    void longerLanguagesFit();
    void saveAsAsksAboutTheFileThatIsWritten();
    void aRemovedProjectIsNotClosedWithoutAWord();
    void theFrameFieldGivesTheFocusBack();

private:
    QStringList focusFaults(QWidget& window, QWidget& elsewhere);
    void openWithTracks(const QString& name = QStringLiteral("street.mp4"));
    TimelineView& timeline() { return *m_driver->window().findChild<TimelineView*>(QStringLiteral("timeline")); }
    VideoCanvas& canvas() { return *m_driver->window().findChild<VideoCanvas*>(QStringLiteral("videoCanvas")); }
    void contextMenuAt(TrackId id, FrameIndex frame);

    QTemporaryDir m_shared;
    Clip m_clip;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
    int m_walked = 0; // controls
};

void TestWindowManners::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    m_clip = makeClip(pathFromQt(m_shared.path()), kPeople, kFrames);
}

void TestWindowManners::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
}

void TestWindowManners::cleanup()
{
    m_driver.reset();
    m_folder.reset();
}

void TestWindowManners::openWithTracks(const QString& name)
{
    QVERIFY(QFile::copy(toQt(m_clip.video), m_folder->filePath(name)));
    QVERIFY(m_driver->open(m_folder->filePath(name)));
    const QString file = m_folder->filePath(QStringLiteral("tracks.txt"));
    writeTracks(pathFromQt(file), m_clip.truth, m_clip);
    m_driver->prompter().nextPath = file;
    m_driver->key(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(m_driver->state().tracks.size(), std::size_t{kPeople});
}

// The dialog asks about "copy"; "copy.twp" is what is written, and may be there.
void TestWindowManners::saveAsAsksAboutTheFileThatIsWritten()
{
    openWithTracks();
    const QString there = m_folder->filePath(QStringLiteral("copy.twp"));
    QVERIFY(QFile::copy(m_folder->filePath(QStringLiteral("street.twp")), there));
    const auto bytesOf = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = bytesOf(there);
    QVERIFY(!before.isEmpty());
    m_driver->prompter().nextPath = m_folder->filePath(QStringLiteral("copy"));
    m_driver->prompter().nextConfirm = false;
    m_driver->prompter().lastText.clear();
    m_driver->window().actionRegistry().action("file.saveAs")->trigger();
    QVERIFY(m_driver->prompter().lastText.contains(QStringLiteral("copy.twp")));
    QCOMPARE(bytesOf(there), before);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("copy"))));
    m_driver->prompter().nextConfirm = true;
    m_driver->window().actionRegistry().action("file.saveAs")->trigger();
    QCOMPARE(toQt(m_driver->session().workspace()->saveStatus().path), there);
}

void TestWindowManners::aRemovedProjectIsNotClosedWithoutAWord()
{
    openWithTracks();
    m_driver->session().workspace()->flush();
    QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("street.twp"))));
    QVERIFY(m_driver->session().run(a::Rename{TrackId{1}, "lost"}).has_value());
    QTRY_VERIFY(!m_driver->session().workspace()->saveStatus().problem.empty());
    m_driver->prompter().nextConfirm = false;
    m_driver->prompter().lastText.clear();
    QVERIFY(!m_driver->window().close());
    QVERIFY2(m_driver->prompter().lastText.contains(QStringLiteral("not on disk")),
             qPrintable(m_driver->prompter().lastText));
}

void TestWindowManners::theFrameFieldGivesTheFocusBack()
{
    openWithTracks();
    m_driver->window().actionRegistry().action("go.toFrame")->trigger();
    QWidget* field = QApplication::focusWidget();
    QVERIFY(field != nullptr && field != &canvas());
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("25"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(m_driver->view().frame(), FrameIndex{24});
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&canvas()));
}

void TestWindowManners::escapeNeverLeavesTheFocusOnAButton()
{
    openWithTracks();
    int tried = 0;
    for (QWidget* widget : m_driver->window().findChildren<QWidget*>()) {
        const bool can = widget->isVisible() && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus;
        if (!can || widget == &canvas() ||
            !(qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget)))
            continue;
        widget->setFocus(Qt::TabFocusReason);
        if (QApplication::focusWidget() != widget)
            continue;
        ++tried;
        QTest::keyClick(widget, Qt::Key_Escape);
        QVERIFY2(QApplication::focusWidget() == &canvas(), qPrintable(widget->objectName()));
    }
    QVERIFY(tried > 5);
}

void TestWindowManners::aHiddenWidgetDoesNotHandItsFocusToAButton()
{
    openWithTracks();
    m_driver->view().select(TrackId{1});
    auto* bar = m_driver->window().findChild<ContextBar*>(QStringLiteral("contextBar"));
    auto* split = bar->findChild<QToolButton*>(QStringLiteral("button.edit.split"));
    QVERIFY(split && split->isVisible());
    split->setFocus(Qt::TabFocusReason);
    m_driver->view().select(TrackId::kInvalid); // the page with the button goes
    QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&canvas()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(m_driver->session().workspace()->runStatus().state, workspace::RunState::None);
}

void TestWindowManners::longNamesDoNotMoveTheBorders()
{
    const QString name = QString(160, QLatin1Char('w'));
    m_driver->window().resize(1280, 720);
    openWithTracks();
    const auto docks = m_driver->window().findChildren<QDockWidget*>();
    QVERIFY(docks.size() > 4);
    const QRect before(canvas().mapTo(&m_driver->window(), QPoint()), canvas().size());
    const QSize window = m_driver->window().size();
    // every place that a name reaches: a job, the name of a track, a notice, a ground truth, what is saved where
    const QString file = m_folder->filePath(name + QStringLiteral(".txt"));
    writeTracks(pathFromQt(file), m_clip.truth, m_clip);
    m_driver->prompter().nextPath = file;
    m_driver->key(Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    m_driver->window().edits().rename(TrackId{1}, name);
    m_driver->view().select(TrackId{1});
    auto* strip = m_driver->window().findChild<StatusStrip*>(QStringLiteral("statusStrip"));
    workspace::SaveStatus status;
    status.path = pathFromQt(file);
    status.problem = "No space left on device: " + fromQt(file);
    strip->setSaving(status);
    QVERIFY(strip->savingText().contains(name));
    for (QDockWidget* dock : docks) {
        dock->raise();
        QTest::qWait(20);
        QVERIFY2(QRect(canvas().mapTo(&m_driver->window(), QPoint()), canvas().size()) == before,
                 qPrintable(dock->objectName()));
    }
    QCOMPARE(m_driver->window().size(), window);
    m_driver->screenshot(QStringLiteral("manners-long-names"));
}

// A label breaks lines at spaces only: a file name of 120 letters would end at its edge.
void TestWindowManners::longNamesAreNotCutInMessages()
{
    const QString path = m_folder->filePath(QString(120, QLatin1Char('w')) + QStringLiteral(".twp"));
    m_driver->window().open(path);
    auto* problem = m_driver->window().findChild<QLabel*>(QStringLiteral("startProblem"));
    QTRY_VERIFY(problem->isVisible());
    QString text = problem->text();
    text.remove(QChar(0x200B));
    QVERIFY2(text.contains(QString(120, QLatin1Char('w'))), qPrintable(text));
    const QRect needed =
        problem->fontMetrics().boundingRect(QRect(0, 0, problem->width(), 4000), Qt::TextWordWrap, problem->text());
    QVERIFY2(needed.width() <= problem->width(), qPrintable(QString::number(needed.width())));
    QVERIFY2(needed.height() <= problem->height() + 2, qPrintable(QString::number(needed.height())));
    m_driver->screenshot(QStringLiteral("manners-long-problem"));
    QCOMPARE(withBreaks(QStringLiteral("short words stay as they are")),
             QStringLiteral("short words stay as they are"));
}

void TestWindowManners::contentDoesNotSetTheLeastSizeOfTheWindow()
{
    openWithTracks();
    QVERIFY2(m_driver->window().minimumSizeHint().width() <= 1024,
             qPrintable(QString::number(m_driver->window().minimumSizeHint().width())));
    QVERIFY2(m_driver->window().minimumSizeHint().height() <= 640,
             qPrintable(QString::number(m_driver->window().minimumSizeHint().height())));
    const QSize least = m_driver->window().minimumSizeHint();
    m_driver->view().setSelection({TrackId{1}, TrackId{2}, TrackId{3}});
    m_driver->window().edits().swap();
    QTest::qWait(20);
    QCOMPARE(m_driver->window().minimumSizeHint(), least);
    // nor does a page that is hidden: the start page with all its recent projects
    std::vector<RecentProject> recent;
    for (int i = 0; i < 6; ++i) {
        QFile file(m_folder->filePath(QStringLiteral("recent%1.twp").arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        recent.push_back({file.fileName(), {}, {}});
    }
    m_driver->window().findChild<StartPage*>()->setRecent(recent);
    QTest::qWait(20);
    QVERIFY2(m_driver->window().minimumSizeHint().height() <= 640,
             qPrintable(QString::number(m_driver->window().minimumSizeHint().height())));
    StartPage page; // where there is room it shows all of them, else it scrolls
    page.setRecent(recent);
    auto* list = page.findChild<QListWidget*>(QStringLiteral("recentProjects"));
    for (const int height : {1000, 500}) {
        page.resize(1000, height);
        page.show();
        QTest::qWait(20);
        QVERIFY(page.rect().contains(list->geometry()));
        QCOMPARE(list->verticalScrollBar()->maximum() == 0, height == 1000);
    }
}

void TestWindowManners::aNoticeGoesWithItsEdit()
{
    openWithTracks();
    m_driver->view().select(TrackId{1});
    m_driver->key(Qt::Key_Delete);
    m_driver->view().select(TrackId{2});
    m_driver->key(Qt::Key_Delete);
    QVERIFY(m_driver->toast().contains(QLatin1Char('2')));
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    auto* undo = m_driver->window().findChild<QToolButton*>(QStringLiteral("toastUndo"));
    QVERIFY(!undo->isVisible()); // it would take back the deletion of 1
    QCOMPARE(m_driver->state().tracks.size(), std::size_t{kPeople - 1});
}

void TestWindowManners::contextMenuAt(TrackId id, FrameIndex frame)
{
    const TimelineScene scene = timeline().scene();
    const QPoint at(static_cast<int>(scene.scale.xOf(frame + 0.5)), static_cast<int>(scene.barOf(id).center().y()));
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, timeline().viewport()->mapToGlobal(at));
    QApplication::sendEvent(timeline().viewport(), &event);
}

void TestWindowManners::aRightClickActsWhereItWasMade()
{
    openWithTracks();
    m_driver->view().setFrame(5);
    contextMenuAt(TrackId{3}, 40);
    QCOMPARE(m_driver->view().frame(), 40);
    QCOMPARE(m_driver->view().primary(), TrackId{3});
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu);
    menu->close();
    m_driver->window().actionRegistry().action("edit.split")->trigger();
    QCOMPARE(m_driver->state().tracks.at(TrackId{3})->lastFrame(), 39);
}

void TestWindowManners::lanesStayThroughDeleteAndUndo()
{
    openWithTracks();
    std::map<int, int> before;
    for (int id = 1; id <= kPeople; ++id)
        before[id] = timeline().scene().lanes.laneOf(TrackId{id});
    const auto same = [&] {
        for (int id = 1; id <= kPeople; ++id) {
            const int lane = timeline().scene().lanes.laneOf(TrackId{id});
            if (lane >= 0 && lane != before[id])
                return false;
        }
        return true;
    };
    for (const int id : {2, 4, 6}) {
        m_driver->view().select(TrackId{id});
        m_driver->key(Qt::Key_Delete);
        QVERIFY(same());
    }
    for (int i = 0; i < 3; ++i) {
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(same());
    }
    // exchanging parts of different length must not move either
    m_driver->view().setSelection({TrackId{1}, TrackId{5}});
    m_driver->view().setFrame(30);
    m_driver->key(Qt::Key_X);
    QVERIFY(same());
    for (int id = 1; id <= kPeople; ++id)
        QCOMPARE(timeline().scene().lanes.laneOf(TrackId{id}), before[id]);
}

void TestWindowManners::reopeningRemembersTheFrame()
{
    openWithTracks();
    m_driver->view().setFrame(33);
    m_driver->session().workspace()->flush();
    m_driver->reopenWindow();
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    QCOMPARE(m_driver->view().frame(), 33);
}

void TestWindowManners::theInspectorTellsHowManyAreSelected()
{
    openWithTracks();
    m_driver->window().actionRegistry().action("view.inspector")->trigger();
    m_driver->window().actionRegistry().action("view.inspector")->trigger();
    m_driver->view().setSelection({TrackId{1}, TrackId{2}, TrackId{3}});
    auto* count = m_driver->window().findChild<QLabel*>(QStringLiteral("inspectorCount"));
    QVERIFY(count && count->isVisible());
    QVERIFY(count->text().contains(QLatin1Char('3')));
    QVERIFY(!m_driver->window().findChild<QWidget*>(QStringLiteral("inspectorId"))->isVisible());
    m_driver->window().edits().setClass(m_driver->view().selection(), ClassId{7});
    for (const int id : {1, 2, 3})
        QCOMPARE(m_driver->state().tracks.at(TrackId{id})->classId, ClassId{7});
    m_driver->view().select(TrackId{1});
    QVERIFY(!count->isVisible());
}

// A cut icon reaches the edge of its cell.
void TestWindowManners::iconsOfTheListFitTheirColumns()
{
    openWithTracks();
    auto* list = m_driver->window().findChild<QTreeView*>(QStringLiteral("trackList"));
    list->clearSelection();
    for (const int column : {TrackListModel::kVisible, TrackListModel::kLocked}) {
        const QImage cell = list->viewport()->grab(list->visualRect(list->model()->index(1, column))).toImage();
        QVERIFY(!cell.isNull());
        const QRgb background = cell.pixel(0, 0);
        bool hasIcon = false;
        for (int y = 0; y < cell.height(); ++y) {
            QCOMPARE(cell.pixel(0, y), background);
            QCOMPARE(cell.pixel(cell.width() - 1, y), background);
            for (int x = 0; x < cell.width(); ++x)
                hasIcon = hasIcon || cell.pixel(x, y) != background;
        }
        QVERIFY(hasIcon);
    }
}

void TestWindowManners::theFilterActsOnVideoAndTimeline()
{
    openWithTracks();
    auto* filter = m_driver->window().findChild<QLineEdit*>(QStringLiteral("trackFilter"));
    filter->setText(QStringLiteral("3"));
    QVERIFY(timeline().scene().lanes.laneOf(TrackId{3}) >= 0);
    QCOMPARE(timeline().scene().lanes.laneOf(TrackId{1}), -1);
    QVERIFY(canvas().overlay().find(TrackId{3}));
    QVERIFY(!canvas().overlay().find(TrackId{1}));
    filter->clear();
    QVERIFY(timeline().scene().lanes.laneOf(TrackId{1}) >= 0);
    // one track alone, and back
    m_driver->view().select(TrackId{2});
    m_driver->key(Qt::Key_S, Qt::ShiftModifier);
    QCOMPARE(timeline().scene().lanes.laneOf(TrackId{1}), -1);
    QVERIFY(timeline().scene().lanes.laneOf(TrackId{2}) >= 0);
    m_driver->key(Qt::Key_S, Qt::ShiftModifier);
    QVERIFY(canvas().overlay().find(TrackId{1}));
}

void TestWindowManners::severalSelectedTracksAreOneStep()
{
    openWithTracks();
    const std::size_t position = m_driver->session().workspace()->history().position();
    m_driver->view().setFrame(20);
    m_driver->view().setSelection({TrackId{1}, TrackId{2}, TrackId{3}});
    m_driver->key(Qt::Key_Delete, Qt::ShiftModifier); // from here on
    for (const int id : {1, 2, 3})
        QCOMPARE(m_driver->state().tracks.at(TrackId{id})->lastFrame(), 19);
    QCOMPARE(m_driver->session().workspace()->history().position(), position + 1);
    m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    for (const int id : {1, 2, 3})
        QCOMPARE(m_driver->state().tracks.at(TrackId{id})->lastFrame(), kFrames - 1);
    // pieces of one person: joined at once
    m_driver->view().select(TrackId{4});
    m_driver->view().setFrame(30);
    m_driver->key(Qt::Key_B);
    m_driver->view().setFrame(45);
    m_driver->view().select(std::prev(m_driver->state().tracks.end())->first);
    m_driver->key(Qt::Key_B);
    const auto last = m_driver->state().tracks.rbegin();
    const TrackId third = last->first, second = std::next(last)->first;
    m_driver->view().setSelection({third, TrackId{4}, second});
    m_driver->key(Qt::Key_J);
    QCOMPARE(m_driver->state().tracks.size(), std::size_t{kPeople});
    QCOMPARE(m_driver->state().tracks.at(TrackId{4})->boxes.size(), std::size_t{kFrames});
}

// Walks all controls of a window that Tab reaches: each has a name for screen readers, and the focus changes pixels by
// a contrast of 3 (WCAG 2.2, Focus Appearance). What is wrong, one line a control.
QStringList TestWindowManners::focusFaults(QWidget& window, QWidget& elsewhere)
{
    QStringList faults;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) ||
            widget->width() < 4 || widget == &elsewhere || widget->window() != &window)
            continue;
        elsewhere.setFocus(Qt::OtherFocusReason);
        QCoreApplication::processEvents();
        const QImage without = widget->grab().toImage().convertToFormat(QImage::Format_RGB32);
        widget->setFocus(Qt::TabFocusReason);
        if (QApplication::focusWidget() != widget)
            continue; // it hands the focus on
        QCoreApplication::processEvents();
        const QImage with = widget->grab().toImage().convertToFormat(QImage::Format_RGB32);
        const QString who = widget->objectName() + QLatin1Char(' ') + QLatin1String(widget->metaObject()->className());
        int strong = 0;
        for (int y = 0; y < with.height() && with.size() == without.size(); ++y)
            for (int x = 0; x < with.width(); ++x)
                if (with.pixel(x, y) != without.pixel(x, y) &&
                    contrast(with.pixelColor(x, y), without.pixelColor(x, y)) >= kFocusContrast)
                    ++strong;
        if (strong < kFocusPixels)
            faults += who + QStringLiteral(" shows its focus in %1 pixels").arg(strong);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const auto* tabs = qobject_cast<const QTabBar*>(widget); // read by the names of its tabs
        if (widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty()) &&
            !(tabs && !tabs->tabText(tabs->currentIndex()).isEmpty()))
            faults += who + QStringLiteral(" has no name");
        ++m_walked;
    }
    return faults;
}

void TestWindowManners::everyControlShowsItsFocusAndHasAName()
{
    openWithTracks();
    m_driver->view().select(TrackId{1});
    MainWindow& window = m_driver->window();
    QStringList faults;
    const auto add = [&faults](const QString& where, const QStringList& found) {
        for (const QString& fault : found)
            faults += where + QStringLiteral(": ") + fault;
    };
    m_walked = 0;
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::Light}) {
        window.setTheme(theme);
        const QString name = theme == ThemeChoice::Dark ? QStringLiteral("dark ") : QStringLiteral("light ");
        for (const char* action : {"view.evaluation", "view.jobs", "view.history", "view.review", "view.inspector"}) {
            auto* toggle = window.actionRegistry().action(action);
            if (toggle->isChecked())
                toggle->trigger();
            toggle->trigger();
            QTest::qWait(30);
            add(name + QLatin1String(action), focusFaults(window, canvas()));
        }
        window.activateWindow(); // a dialog of the theme before had the focus
        timeline().setFocus(Qt::OtherFocusReason);
        QTRY_VERIFY(timeline().hasFocus());
        const QImage without = canvas().grab().toImage();
        canvas().setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(canvas().hasFocus());
        if (canvas().grab().toImage() == without)
            faults += QStringLiteral("the video does not show its focus");
        for (const char* action : {"file.export", "file.exportDataset", "file.preferences", "track.options",
                                   "track.train", "help.keys", "help.about", "review.board"}) {
            window.actionRegistry().action(action)->trigger();
            QTest::qWait(30);
            QPointer<QDialog> dialog;
            for (QDialog* each : window.findChildren<QDialog*>())
                if (each->isVisible())
                    dialog = each;
            QVERIFY2(dialog, action);
            auto* anchor = new QWidget(dialog); // takes the focus from the control that is looked at
            anchor->setFocusPolicy(Qt::StrongFocus);
            anchor->show();
            dialog->activateWindow();
            add(name + QLatin1String(action), focusFaults(*dialog, *anchor));
            delete anchor;
            dialog->close();
            QTRY_VERIFY(!dialog || !dialog->isVisible());
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
    window.setTheme(ThemeChoice::Dark);
    faults.removeDuplicates();
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    QVERIFY2(m_walked > 100, qPrintable(QString::number(m_walked)));
}

void TestWindowManners::longerLanguagesFit()
{
    LongerLanguage language;
    m_driver.reset();
    QCoreApplication::installTranslator(&language);
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
    m_driver->window().resize(1280, 720);
    const auto check = [this](const QString& state, const QWidget& window) {
        QTest::qWait(30);
        QStringList cut;
        // a text that changed just now is laid out a moment later
        const bool fits = QTest::qWaitFor([&] { return (cut = cutTexts(window)).isEmpty(); }, 1000);
        m_driver->screenshot(QStringLiteral("longer-") + state, const_cast<QWidget*>(&window));
        if (!fits)
            QTest::qFail(qPrintable(state + QStringLiteral(": ") + cut.join(QStringLiteral("; "))), __FILE__, __LINE__);
    };
    check(QStringLiteral("start"), m_driver->window());
    openWithTracks();
    check(QStringLiteral("open"), m_driver->window());
    m_driver->view().select(TrackId{1});
    m_driver->view().setFrame(10);
    check(QStringLiteral("selected"), m_driver->window());
    m_driver->key(Qt::Key_X);
    check(QStringLiteral("swap"), m_driver->window());
    m_driver->key(Qt::Key_Escape);
    QCOMPARE(m_driver->window().size(), QSize(1280, 720));
    for (const char* action : {"view.evaluation", "view.jobs", "view.history", "view.review", "view.inspector"}) {
        auto* toggle = m_driver->window().actionRegistry().action(action);
        if (toggle->isChecked())
            toggle->trigger();
        toggle->trigger();
        check(QLatin1String(action), m_driver->window());
    }
    // Docks that share a place: every tab is in sight and says in full what it is when asked.
    int tabs = 0;
    for (const QTabBar* bar : m_driver->window().findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        for (int i = 0; bar->isVisible() && i < bar->count(); ++i, ++tabs) {
            QVERIFY2(bar->rect().contains(bar->tabRect(i)), qPrintable(bar->tabText(i)));
            QCOMPARE(bar->tabToolTip(i), bar->tabText(i));
        }
    QVERIFY2(tabs >= 5, qPrintable(QString::number(tabs)));
    for (const char* action : {"file.export", "file.exportDataset", "file.preferences", "track.options", "help.keys"}) {
        m_driver->window().actionRegistry().action(action)->trigger();
        QTest::qWait(30);
        for (QDialog* dialog : m_driver->window().findChildren<QDialog*>()) {
            if (!dialog->isVisible())
                continue;
            if (auto* pages = dialog->findChild<QTabWidget*>()) // all of them
                for (int page = pages->count() - 1; page > 0; --page) {
                    pages->setCurrentIndex(page);
                    check(QStringLiteral("%1-%2").arg(QLatin1String(action)).arg(page), *dialog);
                    pages->setCurrentIndex(0);
                }
            check(QLatin1String(action), *dialog);
            dialog->close();
        }
    }
    m_driver.reset();
    QCoreApplication::removeTranslator(&language);
}

QTEST_MAIN(TestWindowManners)
#include "tst_window_manners.moc"
