#include "ui/review/stage/filter_menu.h"

#include "ui/models/event_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QMenu>

#include <array>
#include <utility>

namespace tw::ui {

using review::EventFilter;
using review::EventKind;

namespace {

constexpr int kWidth = 48 * kGrid;

} // namespace

FilterMenu::FilterMenu(ViewState& view, QWidget* parent) : QToolButton(parent), m_view(view), m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("reviewFilter"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(ui::icon(QStringLiteral("search"), QPalette::PlaceholderText));
    setIconSize({14, 14});
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setProperty("chip", true);
    setFixedWidth(kWidth);
    m_menu->setObjectName(QStringLiteral("reviewFilterMenu"));
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &FilterMenu::fill);
    present({}, false);
}

void FilterMenu::present(const EventFilter& filter, bool showsAll)
{
    m_filter = filter;
    m_showsAll = showsAll;
    QStringList parts;
    for (const EventKind kind : filter.kinds)
        parts << kindText(kind);
    if (filter.track != TrackId::kInvalid)
        parts << tr("person %1").arg(number(filter.track));
    if (!filter.frames.empty())
        parts << tr("frames %1 to %2").arg(filter.frames.first + 1).arg(filter.frames.last + 1);
    if (filter.madeBy != EventFilter::MadeBy::Anyone)
        parts << (filter.madeBy == EventFilter::MadeBy::Person ? tr("edited tracks") : tr("unedited tracks"));
    if (parts.isEmpty())
        parts << (showsAll ? tr("All findings") : tr("Worth checking"));
    const QString text = parts.join(QStringLiteral(", "));
    setText(QLatin1Char(' ') + fontMetrics().elidedText(text, Qt::ElideRight, kWidth - 48)); // room after the icon
    setAccessibleName(tr("Findings that are gone through: %1").arg(text));
    setToolTip(accessibleName());
}

QString FilterMenu::groupText(review::EventGroup group)
{
    using review::EventGroup;
    switch (group) {
    case EventGroup::ExchangedPeople: return tr("Exchanged people");
    case EventGroup::OnePersonTwoTracks: return tr("One person in two tracks");
    case EventGroup::NotAPerson: return tr("Not a person, or twice");
    case EventGroup::MissedStretch: return tr("Missed stretches and ends");
    case EventGroup::InaccurateBox: return tr("Boxes to correct");
    }
    return {};
}

void FilterMenu::addKinds(QMenu& menu)
{
    menu.addSection(tr("Kind"));
    const auto add = [this, &menu](const QString& text, const std::set<EventKind>& kinds) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter.kinds == kinds);
        connect(action, &QAction::triggered, this, [this, kinds] {
            EventFilter filter = m_filter;
            filter.kinds = kinds;
            Q_EMIT filterWanted(filter);
        });
    };
    add(tr("Every kind"), {});
    for (int i = 0; i < review::kEventGroups; ++i) {
        const auto group = static_cast<review::EventGroup>(i);
        const std::vector<EventKind> kinds = review::kindsOf(group);
        add(groupText(group), {kinds.begin(), kinds.end()});
    }
}

void FilterMenu::addMadeBy(QMenu& menu)
{
    using MadeBy = EventFilter::MadeBy;
    menu.addSection(tr("Tracks"));
    for (const auto& [text, madeBy] : {std::pair(tr("All tracks"), MadeBy::Anyone),
                                       {tr("Unedited tracks"), MadeBy::Tracker},
                                       {tr("Edited tracks"), MadeBy::Person}}) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_filter.madeBy == madeBy);
        connect(action, &QAction::triggered, this, [this, madeBy = madeBy] {
            EventFilter filter = m_filter;
            filter.madeBy = madeBy;
            Q_EMIT filterWanted(filter);
        });
    }
}

void FilterMenu::fill()
{
    m_menu->clear();
    QAction* all = m_menu->addAction(tr("Show all, the unlikely ones too"));
    all->setObjectName(QStringLiteral("reviewShowAll"));
    all->setCheckable(true);
    all->setChecked(m_showsAll);
    connect(all, &QAction::triggered, this, &FilterMenu::showAllWanted);
    addKinds(*m_menu);
    addMadeBy(*m_menu);
    m_menu->addSeparator();
    const TrackId person = m_filter.track != TrackId::kInvalid ? m_filter.track : m_view.primary();
    QAction* selected = m_menu->addAction(person == TrackId::kInvalid ? tr("Only the selected person")
                                                                      : tr("Only person %1").arg(number(person)));
    selected->setCheckable(true);
    selected->setChecked(m_filter.track != TrackId::kInvalid);
    selected->setEnabled(person != TrackId::kInvalid);
    connect(selected, &QAction::triggered, this, [this, person](bool on) {
        EventFilter filter = m_filter;
        filter.track = on ? person : TrackId::kInvalid;
        Q_EMIT filterWanted(filter);
    });
    const FrameRange range = m_filter.frames.empty() ? m_view.range() : m_filter.frames;
    QAction* marked =
        m_menu->addAction(range.empty() ? tr("Only the marked range")
                                        : tr("Only frames %1 to %2").arg(range.first + 1).arg(range.last + 1));
    marked->setCheckable(true);
    marked->setChecked(!m_filter.frames.empty());
    marked->setEnabled(!range.empty());
    connect(marked, &QAction::triggered, this, [this, range](bool on) {
        EventFilter filter = m_filter;
        filter.frames = on ? range : FrameRange{};
        Q_EMIT filterWanted(filter);
    });
    m_menu->addSeparator();
    QAction* reset = m_menu->addAction(tr("No filter"));
    reset->setEnabled(!m_filter.empty());
    connect(reset, &QAction::triggered, this, [this] { Q_EMIT filterWanted({}); });
}

} // namespace tw::ui
