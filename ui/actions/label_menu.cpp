#include "ui/actions/label_menu.h"

#include "ui/actions/action_registry.h"
#include "ui/bridge/qt_convert.h"
#include "ui/models/class_titles.h"

#include <QCursor>
#include <QMenu>
#include <QWidget>

#include <algorithm>

namespace tw::ui {

namespace a = annotation;

namespace {

// "&3  Car": the number is the key.
QString numberedText(const QString& text, int number)
{
    QString plain = text;
    plain.replace(QLatin1Char('&'), QStringLiteral("&&"));
    return number <= 9 ? QStringLiteral("&%1  %2").arg(number).arg(plain) : QStringLiteral("     %1").arg(plain);
}

} // namespace

LabelMenu::LabelMenu(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    links.actions.on("edit.class", this, [this] { openClasses(); });
    links.actions.on("edit.attribute", this, [this] { openAttributes(); });
    links.actions.on("edit.newClass", this, [this] { askForClass(); });
    links.actions.on("edit.newAttribute", this, [this] { askForAttribute(); });
}

void LabelMenu::askForClass()
{
    m_links.prompter.enterText(tr("New class"), tr("Name"), {},
                               [this](const QString& name) { m_links.edits.newClass(m_links.view.selection(), name); });
}

void LabelMenu::askForAttribute()
{
    const QString hint =
        tr("A name, or a name with its values: carrying: bag, umbrella.\nWithout values it is yes or no.");
    m_links.prompter.enterText(tr("New attribute"), hint, {}, [this](const QString& text) {
        a::AttributeKind kind;
        kind.name = fromQt(text.section(QLatin1Char(':'), 0, 0).trimmed());
        for (const QString& value : text.section(QLatin1Char(':'), 1).split(QLatin1Char(','), Qt::SkipEmptyParts))
            if (!value.trimmed().isEmpty())
                kind.values.push_back(fromQt(value.trimmed()));
        if (!kind.name.empty())
            m_links.edits.defineAttribute(kind);
    });
}

QMenu* LabelMenu::makeMenu(const QString& title)
{
    auto* menu = new QMenu(&m_links.place);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("labelMenu"));
    menu->setAccessibleName(title);
    QAction* heading = menu->addAction(title);
    heading->setEnabled(false);
    menu->addSeparator();
    return menu;
}

void LabelMenu::popUp(QMenu* menu)
{
    const QRect room(m_links.place.mapToGlobal(QPoint(0, 0)), m_links.place.size());
    menu->popup(room.contains(QCursor::pos()) ? QCursor::pos() : room.center());
}

void LabelMenu::openClasses()
{
    const std::vector<TrackId> ids = m_links.view.selection();
    if (ids.empty()) {
        Q_EMIT m_links.edits.notice({EditController::tr("Choose a person first: click one, or press 1 to 9 for the "
                                                        "nearest."),
                                     Notice::Kind::Info, false});
        return;
    }
    QMenu* menu = makeMenu(tr("Class of %n tracks", nullptr, static_cast<int>(ids.size())));
    const a::DocumentState& state = m_links.document.state();
    std::vector<ClassId> choices = classChoices(state);
    // The project's own first: they are what this project is about.
    std::stable_partition(choices.begin(), choices.end(), [&](ClassId id) {
        return id == ClassId::kPedestrian || state.vocabulary.classes.contains(id);
    });
    int numbered = 0;
    for (const ClassId id : choices) {
        QAction* action = menu->addAction(numberedText(classTitle(id, state.vocabulary), ++numbered));
        action->setCheckable(true);
        action->setChecked(std::all_of(ids.begin(), ids.end(), [&](TrackId track) {
            const TrackSummaryPtr summary = m_links.document.find(track);
            return summary && summary->track().classId == id;
        }));
        connect(action, &QAction::triggered, this, [this, ids, id] { m_links.edits.setClass(ids, id); });
    }
    menu->addSeparator();
    menu->addAction(m_links.actions.action("edit.newClass"));
    QMenu* removal = menu->addMenu(tr("Remove from the list"));
    for (const auto& [id, name] : state.vocabulary.classes)
        connect(removal->addAction(toQt(name)), &QAction::triggered, this,
                [this, id = id] { m_links.edits.renameClass(id, {}); });
    removal->setEnabled(!removal->isEmpty());
    popUp(menu);
}

void LabelMenu::addValues(QMenu& menu, const a::AttributeKind& kind, int& numbered)
{
    const std::vector<TrackId> ids = m_links.view.selection();
    const FrameRange frames = m_links.edits.labelScope();
    for (const std::string& value : valuesOf(kind)) {
        if (kind.isYesNo() && value == a::kNo)
            continue; // nothing said is enough; the inspector has it
        QAction* action = menu.addAction(numberedText(statementTitle({kind.name, value, frames}), ++numbered));
        action->setCheckable(true);
        const bool said = std::all_of(ids.begin(), ids.end(), [&](TrackId id) {
            const TrackSummaryPtr summary = m_links.document.find(id);
            return summary && says(summary->track(), kind.name, value, frames);
        });
        action->setChecked(said);
        connect(action, &QAction::triggered, this, [this, ids, name = toQt(kind.name), value, said] {
            m_links.edits.setAttribute(ids, name, said ? QString() : toQt(value));
        });
    }
}

void LabelMenu::openAttributes()
{
    const std::vector<TrackId> ids = m_links.view.selection();
    const a::Vocabulary& vocabulary = m_links.document.state().vocabulary;
    if (vocabulary.attributes.empty()) {
        askForAttribute();
        return;
    }
    const FrameRange frames = m_links.edits.labelScope();
    const QString tracks = tr("%n tracks", nullptr, static_cast<int>(ids.size()));
    QMenu* menu = makeMenu(frames == a::kAllFrames ? tr("Attributes of %1").arg(tracks)
                                                   : tr("Attributes of %1 %2").arg(tracks, scopeText(frames)));
    int numbered = 0;
    for (const a::AttributeKind& kind : vocabulary.attributes)
        addValues(*menu, kind, numbered);
    if (ids.empty())
        for (QAction* action : menu->actions())
            action->setEnabled(false);
    menu->addSeparator();
    menu->addAction(m_links.actions.action("edit.newAttribute"));
    addRemovals(*menu);
    popUp(menu);
}

void LabelMenu::addRemovals(QMenu& menu)
{
    QMenu* removal = menu.addMenu(tr("Remove from the list"));
    for (const a::AttributeKind& kind : m_links.document.state().vocabulary.attributes)
        connect(removal->addAction(toQt(kind.name)), &QAction::triggered, this,
                [this, name = toQt(kind.name)] { m_links.edits.removeAttribute(name); });
}

} // namespace tw::ui
