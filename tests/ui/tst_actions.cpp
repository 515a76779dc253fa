// Every action has a line in shortcuts.json and a place in a menu; keys are free of conflicts in every preset.
#include "ui/actions/action_registry.h"
#include "ui/bridge/job_runner.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/jobs_panel.h"
#include "ui/widgets/key_text.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <set>

using namespace tw;
using namespace tw::ui;

class TestActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyActionIsInTheTable();
    void everyActionIsInOneMenu();
    void everyIconExists();
    void keysOfThePresetsAreFreeOfConflicts_data();
    void keysOfThePresetsAreFreeOfConflicts();
    void defaultKeysAsPromised_data();
    void defaultKeysAsPromised();
    void enterHasOneName();
    void changedKeysSurvive();
    void brokenTableIsRefused();
    void paletteFindsByLetters();
    void jobsNameTheirStepsInWords();
};

void TestActions::initTestCase()
{
    applyTheme(*qApp, ThemeChoice::Dark);
}

void TestActions::everyActionIsInTheTable()
{
    const QStringList table = ShortcutTable::builtIn().actions();
    std::set<QString> listed(table.begin(), table.end()), known;
    for (const ActionSpec& spec : actionSpecs()) {
        known.insert(QString::fromLatin1(spec.id));
        QVERIFY2(listed.count(QString::fromLatin1(spec.id)) == 1, spec.id);
    }
    QCOMPARE(known.size(), actionSpecs().size());
    QCOMPARE(known, listed);
}

void TestActions::everyActionIsInOneMenu()
{
    std::multiset<QString> entries;
    for (const MenuSpec& menu : menuSpecs()) {
        for (const char* entry : menu.entries)
            entries.insert(QString::fromLatin1(entry));
    }
    for (const ActionSpec& spec : actionSpecs())
        QVERIFY2(entries.count(QString::fromLatin1(spec.id)) == 1, spec.id);

    QWidget window;
    ActionRegistry actions(window);
    QMenuBar bar;
    QMenu recent;
    actions.fill(bar, [&recent](const QString&) { return &recent; });
    QCOMPARE(actions.menuOf(QStringLiteral("edit.swap")), QStringLiteral("Edit"));
    QCOMPARE(static_cast<std::size_t>(bar.actions().size()), menuSpecs().size());
}

void TestActions::everyIconExists()
{
    for (const ActionSpec& spec : actionSpecs()) {
        if (*spec.icon != '\0')
            QVERIFY2(QFile::exists(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(spec.icon))), spec.icon);
    }
}

void TestActions::keysOfThePresetsAreFreeOfConflicts_data()
{
    QTest::addColumn<QString>("preset");
    const ShortcutTable table = ShortcutTable::builtIn();
    for (const ShortcutPreset& preset : table.presets())
        QTest::newRow(qPrintable(preset.id)) << preset.id;
}

void TestActions::keysOfThePresetsAreFreeOfConflicts()
{
    QFETCH(QString, preset);
    ShortcutTable table = ShortcutTable::builtIn();
    table.setPreset(preset);
    QCOMPARE(table.preset(), preset);
    for (const QString& action : table.actions()) {
        for (const QKeySequence& key : table.keys(action)) {
            const QStringList users = table.usersOf(key, action);
            QVERIFY2(
                users.isEmpty(),
                qPrintable(QStringLiteral("%1: %2 and %3").arg(key.toString(), action, users.join(QLatin1Char(' ')))));
        }
    }
}

void TestActions::defaultKeysAsPromised_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("key");
    const std::pair<const char*, const char*> kPromised[] = {{"go.play", "Space"},
                                                             {"go.stepBack", "Left"},
                                                             {"go.stepBack", "D"},
                                                             {"go.stepForward", "Right"},
                                                             {"go.stepForward", "F"},
                                                             {"go.back10", "C"},
                                                             {"go.forward10", "V"},
                                                             {"go.backSecond", "Ctrl+Left"},
                                                             {"go.forwardSecond", "Ctrl+Right"},
                                                             {"go.videoStart", "Ctrl+Home"},
                                                             {"go.videoEnd", "Ctrl+End"},
                                                             {"go.trackStart", "Home"},
                                                             {"go.trackEnd", "End"},
                                                             {"go.previousKeyframe", "E"},
                                                             {"go.nextKeyframe", "R"},
                                                             {"edit.keyframe", "K"},
                                                             {"edit.endTrack", "O"},
                                                             {"edit.occluded", "Q"},
                                                             {"edit.newBox", "N"},
                                                             {"edit.join", "J"},
                                                             {"edit.merge", "M"},
                                                             {"edit.split", "B"},
                                                             {"edit.split", "Alt+M"},
                                                             {"edit.swap", "X"},
                                                             {"edit.swap", "Ctrl+T"},
                                                             {"edit.deleteTrack", "Del"},
                                                             {"edit.deleteFromHere", "Shift+Del"},
                                                             {"edit.deleteBox", "Ctrl+Del"},
                                                             {"edit.interpolate", "I"},
                                                             {"edit.lock", "L"},
                                                             {"edit.hide", "H"},
                                                             {"edit.choose1", "1"},
                                                             {"edit.choose9", "9"},
                                                             {"edit.undo", "Ctrl+Z"},
                                                             {"edit.redo", "Ctrl+Shift+Z"},
                                                             {"edit.redo", "Ctrl+Y"},
                                                             {"help.keys", "F1"},
                                                             {"help.keys", "?"},
                                                             {"view.palette", "Ctrl+P"},
                                                             {"edit.accept", "Return"},
                                                             {"view.canvasOnly", "F11"},
                                                             {"track.start", "T"}};
    for (const auto& [action, key] : kPromised)
        QTest::addRow("%s %s", action, key) << QString::fromLatin1(action) << QString::fromLatin1(key);
}

void TestActions::defaultKeysAsPromised()
{
    QFETCH(QString, action);
    QFETCH(QString, key);
    QVERIFY(ShortcutTable::builtIn().keys(action).contains(QKeySequence(key)));
}

void TestActions::enterHasOneName()
{
    QCOMPARE(keyText(QKeySequence(Qt::CTRL | Qt::Key_Return)), QStringLiteral("Ctrl+Enter"));
    QCOMPARE(keysText({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter), QKeySequence(Qt::Key_F3)}),
             QStringLiteral("Enter, F3"));
}

void TestActions::changedKeysSurvive()
{
    const QString swap = QStringLiteral("edit.swap");
    ShortcutTable table = ShortcutTable::builtIn();
    table.setKeys(swap, {QKeySequence(QStringLiteral("Ctrl+Alt+X")), QKeySequence(QStringLiteral("="))});
    QVERIFY(table.isOverridden(swap));
    ShortcutTable other = ShortcutTable::builtIn();
    other.setOverrides(table.overrides());
    QCOMPARE(other.keys(swap), table.keys(swap));
    other.resetKeys(swap);
    QCOMPARE(other.keys(swap), ShortcutTable::builtIn().keys(swap));
    // setting the default again is no change
    table.setKeys(swap, ShortcutTable::builtIn().keys(swap));
    QVERIFY(!table.isOverridden(swap));

    QWidget window;
    ActionRegistry actions(window);
    actions.setShortcuts(other);
    QCOMPARE(actions.action("edit.swap")->shortcuts(), other.keys(swap));
    QVERIFY(actions.action("edit.swap")->toolTip().contains(QStringLiteral("X")));
}

void TestActions::brokenTableIsRefused()
{
    QVERIFY(!ShortcutTable::parse("{ \"presets\": ["));
    QVERIFY(!ShortcutTable::parse("{}"));
}

void TestActions::paletteFindsByLetters()
{
    QVERIFY(matchScore(QStringLiteral("swap"), QStringLiteral("Swap identities")) >
            matchScore(QStringLiteral("swap"), QStringLiteral("An unswapped")));
    QVERIFY(matchScore(QStringLiteral("dft"), QStringLiteral("Delete from track")) >= 0);
    QVERIFY(matchScore(QStringLiteral("xyz"), QStringLiteral("Delete from track")) < 0);
}

void TestActions::jobsNameTheirStepsInWords()
{
    QWidget window;
    ActionRegistry actions(window);
    JobRunner jobs;
    JobsPanel panel(actions, jobs);
    const auto shows = [&](const QString& text) {
        const auto labels = panel.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == text; });
    };
    const int id = jobs.start<int>(
        QStringLiteral("Job"),
        [](const JobContext& job) -> Result<int> {
            while (!job.stopped()) {
                job.report("train", 1, 10);
                QThread::msleep(5);
            }
            return 0;
        },
        &panel, [](const Result<int>&) {});
    QVERIFY(QTest::qWaitFor([&] { return shows(QStringLiteral("Training")); }, 10000));
    QVERIFY(!shows(QStringLiteral("train")));
    jobs.cancel(id);
}

QTEST_MAIN(TestActions)
#include "tst_actions.moc"
