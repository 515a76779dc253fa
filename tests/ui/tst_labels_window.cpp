// Classes, attributes, absences, notes and tuning in the whole window, by the keys and controls a person uses.
#include "window_driver.h"

#include "core/annotation/query.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/panels/notes_panel.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace tw;
using namespace tw::ui;
using namespace tw::test;
namespace a = tw::annotation;

namespace {

constexpr int kPeople = 4;
constexpr FrameIndex kFrames = 60;

} // namespace

class TestLabelsWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void attributesByNumber();
    void severalGetAClassInOneStep();
    void theInspectorSaysAndSets();
    void absentIsOneKey();
    void notesAreWrittenListedAndRemoved();
    void aNoteStaysWhereItWasBegun();
    void tuningSaysWhatIsMissing();

private:
    const a::Track& track(int id) { return *m_driver->state().tracks.at(TrackId{id}); }
    std::size_t position() { return m_driver->session().workspace()->history().position(); }
    QMenu* openMenu(Qt::Key key);

    QTemporaryDir m_shared;
    Clip m_clip;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowDriver> m_driver;
    std::size_t m_start = 0; // position in the history
};

void TestLabelsWindow::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    m_clip = makeClip(pathFromQt(m_shared.path()), kPeople, kFrames);
}

void TestLabelsWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QFile::copy(toQt(m_clip.video), m_folder->filePath(QStringLiteral("street.mp4"))));
    m_driver = std::make_unique<WindowDriver>(m_folder->path());
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    for (const a::Track& each : m_clip.truth)
        QVERIFY(m_driver->session().run(a::CreateTrack{each}));
    m_start = position();
}

void TestLabelsWindow::cleanup()
{
    m_driver.reset();
}

QMenu* TestLabelsWindow::openMenu(Qt::Key key)
{
    m_driver->window().activateWindow(); // without a desktop nothing makes it active again after a menu
    (void)QTest::qWaitForWindowActive(&m_driver->window());
    m_driver->key(key);
    QMenu* found = nullptr;
    for (QMenu* menu : m_driver->window().findChildren<QMenu*>(QStringLiteral("labelMenu")))
        if (menu->isVisible())
            found = menu;
    return found;
}

void TestLabelsWindow::attributesByNumber()
{
    m_driver->clickPerson(TrackId{1});
    m_driver->prompter().nextText = QStringLiteral("carrying: bag, box");
    m_driver->key(Qt::Key_U); // none yet: asks for one
    QCOMPARE(m_driver->state().vocabulary.attributes.size(), std::size_t{1});
    QMenu* menu = openMenu(Qt::Key_U);
    QVERIFY(menu != nullptr);
    QTest::keyClick(menu, Qt::Key_1);
    QVERIFY((track(1).attributes == a::AttributeList{{"carrying", "bag", a::kAllFrames}}));
    m_driver->view().setRange({10, 19});
    menu = openMenu(Qt::Key_U);
    QVERIFY(menu != nullptr && menu->accessibleName().contains(QStringLiteral("11")));
    m_driver->screenshot(QStringLiteral("attribute menu"), menu);
    QTest::keyClick(menu, Qt::Key_2);
    QCOMPARE(*a::attributeAt(track(1).attributes, "carrying", 15), std::string("box"));
    QCOMPARE(*a::attributeAt(track(1).attributes, "carrying", 25), std::string("bag"));
    m_driver->screenshot(QStringLiteral("attributes"));
    menu = openMenu(Qt::Key_U); // again: taken back
    QVERIFY(menu != nullptr);
    QTest::keyClick(menu, Qt::Key_2);
    QVERIFY(a::attributeAt(track(1).attributes, "carrying", 15) == nullptr);
    while (position() > m_start)
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_driver->state().vocabulary.empty() && track(1).attributes.empty());
}

void TestLabelsWindow::severalGetAClassInOneStep()
{
    m_driver->view().setSelection({TrackId{1}, TrackId{2}});
    m_driver->prompter().nextText = QStringLiteral("cyclist");
    m_driver->window().actionRegistry().action("edit.newClass")->trigger();
    QCOMPARE(position(), m_start + 1);
    QCOMPARE(number(track(1).classId), a::kFirstOwnClass);
    QCOMPARE(number(track(2).classId), a::kFirstOwnClass);
    m_driver->view().setSelection({TrackId{2}, TrackId{3}});
    QMenu* menu = openMenu(Qt::Key_Y);
    QVERIFY(menu != nullptr);
    QTest::keyClick(menu, Qt::Key_2); // 1 is pedestrian, 2 the project's own
    QCOMPARE(position(), m_start + 2);
    QCOMPARE(number(track(3).classId), a::kFirstOwnClass);
    auto* field = m_driver->window().findChild<QComboBox*>(QStringLiteral("inspectorClass"));
    QCOMPARE(field->currentText(), QStringLiteral("cyclist"));
    m_driver->reopenWindow();
    QVERIFY(m_driver->open(m_folder->filePath(QStringLiteral("street.mp4"))));
    QCOMPARE(m_driver->state().vocabulary.classes.at(ClassId{a::kFirstOwnClass}), std::string("cyclist"));
    QCOMPARE(number(track(3).classId), a::kFirstOwnClass);
}

void TestLabelsWindow::theInspectorSaysAndSets()
{
    QVERIFY(m_driver->session().run(a::DefineAttribute{{"sitting", {}}}));
    m_driver->view().select(TrackId{2});
    auto* field = m_driver->window().findChild<QComboBox*>(QStringLiteral("attribute.sitting"));
    QVERIFY(field != nullptr && field->currentIndex() == 0);
    m_driver->view().setRange({5, 9});
    field->setCurrentIndex(1);
    Q_EMIT field->activated(1);
    QVERIFY((track(2).attributes == a::AttributeList{{"sitting", a::kYes, {5, 9}}}));
    m_driver->view().setFrame(7);
    QCOMPARE(field->currentIndex(), 1);
    m_driver->view().setFrame(20);
    QCOMPARE(field->currentIndex(), 0);
    // Two that differ show neither value.
    m_driver->view().setFrame(7);
    m_driver->view().setSelection({TrackId{2}, TrackId{3}});
    QCOMPARE(field->currentIndex(), -1);
}

void TestLabelsWindow::absentIsOneKey()
{
    m_driver->view().select(TrackId{1});
    m_driver->view().setFrame(25);
    m_driver->key(Qt::Key_O, Qt::ShiftModifier);
    QVERIFY2(m_driver->toast().contains(QStringLiteral("26")), qPrintable(m_driver->toast())); // there is a box
    QVERIFY(track(1).absences.empty());
    QVERIFY(m_driver->session().run(a::DeleteBoxes{TrackId{1}, {20, 29}}));
    m_driver->key(Qt::Key_O, Qt::ShiftModifier);
    QVERIFY((track(1).absences == std::vector<FrameRange>{{20, 29}}));
    m_driver->screenshot(QStringLiteral("absent"));
    m_driver->key(Qt::Key_I, Qt::ShiftModifier); // filling stays out
    QCOMPARE(a::gapsOf(track(1)).size(), std::size_t{1});
    m_driver->key(Qt::Key_O, Qt::ShiftModifier);
    QVERIFY(track(1).absences.empty());
}

void TestLabelsWindow::notesAreWrittenListedAndRemoved()
{
    m_driver->view().select(TrackId{3});
    m_driver->view().setFrame(40);
    m_driver->key(Qt::Key_M, Qt::ShiftModifier);
    auto* line = m_driver->window().findChild<QLineEdit*>(QStringLiteral("noteLine"));
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("behind the tree"));
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_driver->state().notes.size(), std::size_t{1});
    QVERIFY((m_driver->state().notes.at(1) == a::Note{TrackId{3}, 40, "behind the tree"}));
    QVERIFY(!line->hasFocus()); // the next key is a command
    m_driver->view().setSelection({});
    m_driver->view().setFrame(10);
    m_driver->key(Qt::Key_B, Qt::ShiftModifier);
    QVERIFY(m_driver->state().notes.at(2).text.empty());
    auto* list = m_driver->window().findChild<QTreeWidget*>(QStringLiteral("noteList"));
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    QVERIFY(m_driver->session().run(a::SetNote{0, {TrackId::kInvalid, 1234566, "far"}}));
    QTRY_COMPARE(list->topLevelItemCount(), 3);
    QTRY_VERIFY(list->columnWidth(0) >= list->fontMetrics().horizontalAdvance(list->topLevelItem(2)->text(0)));
    QVERIFY(m_driver->session().run(a::RemoveNote{3}));
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    m_driver->screenshot(QStringLiteral("notes"));
    m_driver->key(Qt::Key_PageDown, Qt::AltModifier);
    QCOMPARE(m_driver->view().frame(), 40);
    QVERIFY(m_driver->view().primary() == TrackId{3});
    m_driver->key(Qt::Key_PageUp, Qt::AltModifier);
    QCOMPARE(m_driver->view().frame(), 10);
    list->topLevelItem(1)->setText(2, QStringLiteral("gone"));
    QCOMPARE(m_driver->state().notes.at(1).text, std::string("gone"));
    list->setCurrentItem(list->topLevelItem(1));
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(m_driver->state().notes.size(), std::size_t{1});
    QCOMPARE(m_driver->state().tracks.size(), std::size_t{kPeople}); // no track went
    while (position() > m_start)
        m_driver->key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_driver->state().notes.empty());
}

// The video goes on while a note is written.
void TestLabelsWindow::aNoteStaysWhereItWasBegun()
{
    auto* line = m_driver->window().findChild<QLineEdit*>(QStringLiteral("noteLine"));
    auto* subject = m_driver->window().findChild<ElidedLabel*>(QStringLiteral("noteSubject"));
    const auto noteAt = [this](a::NoteId id) { return m_driver->state().notes.at(id); };
    const auto goTo = [this](TrackId track, FrameIndex frame) {
        m_driver->view().select(track);
        m_driver->view().setFrame(frame);
    };
    goTo(TrackId{3}, 40);
    m_driver->key(Qt::Key_M, Qt::ShiftModifier);
    QTRY_VERIFY(line->hasFocus());
    goTo(TrackId{2}, 44);
    QTest::keyClicks(line, QStringLiteral("begun by key"));
    goTo(TrackId{1}, 50);
    QVERIFY2(subject && subject->fullText().contains(QStringLiteral("41")), "where it goes is not said");
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY((noteAt(1) == a::Note{TrackId{3}, 40, "begun by key"}));
    QVERIFY(subject->fullText().contains(QStringLiteral("51"))); // the next one

    // by the mouse: the first letter counts
    line->setFocus(Qt::MouseFocusReason);
    goTo(TrackId{2}, 52);
    QTest::keyClicks(line, QStringLiteral("first"));
    goTo(TrackId{1}, 55);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete); // another one is begun
    QTest::keyClicks(line, QStringLiteral("second"));
    goTo(TrackId{2}, 58);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY((noteAt(2) == a::Note{TrackId{1}, 55, "second"}));

    // left without a letter: nothing is begun; left with one: it goes on; of a person who is gone: on the frame
    goTo(TrackId{3}, 10);
    m_driver->key(Qt::Key_M, Qt::ShiftModifier);
    m_driver->window().findChild<VideoCanvas*>()->setFocus();
    goTo(TrackId{2}, 20);
    QVERIFY(subject->fullText().contains(QStringLiteral("21")));
    m_driver->key(Qt::Key_M, Qt::ShiftModifier);
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral("half"));
    m_driver->window().findChild<VideoCanvas*>()->setFocus();
    QVERIFY(m_driver->session().run(a::DeleteTracks{{TrackId{2}}}));
    goTo(TrackId{3}, 30);
    m_driver->key(Qt::Key_M, Qt::ShiftModifier);
    QTRY_VERIFY(line->hasFocus());
    QTest::keyClicks(line, QStringLiteral(" and half"));
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY((noteAt(3) == a::Note{TrackId::kInvalid, 20, "half and half"}));
}

void TestLabelsWindow::tuningSaysWhatIsMissing()
{
    m_driver->prompter().nextChoice = 0;
    m_driver->window().actionRegistry().action("track.tune")->trigger();
    QVERIFY(m_driver->prompter().lastText.contains(QStringLiteral("verified")));
    QTRY_VERIFY_WITH_TIMEOUT(m_driver->toast().contains(QStringLiteral("verified frames"), Qt::CaseInsensitive) &&
                                 !m_driver->toast().startsWith(QStringLiteral("Tuning")),
                             20'000);
}

QTEST_MAIN(TestLabelsWindow)
#include "tst_labels_window.moc"
