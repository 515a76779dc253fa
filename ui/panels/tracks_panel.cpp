#include "ui/panels/tracks_panel.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {
namespace {

// Eye and lock: smaller than the pictures of people, which set the icon size of the list.
class SmallIconDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->decorationSize = {14, 14};
        option->decorationAlignment = Qt::AlignCenter;
    }
};

} // namespace

TracksPanel::TracksPanel(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_edits(edits), m_model(document)
{
    setObjectName(QStringLiteral("tracksPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(2 * kGrid);
    m_text = new QLineEdit(this);
    m_text->setObjectName(QStringLiteral("trackFilter"));
    m_text->setAccessibleName(tr("Filter tracks"));
    m_text->setPlaceholderText(tr("Filter: 12, name, len<20, score<0.4"));
    m_text->setToolTip(tr(
        "Words that must all hold: a number, a part of a name, len<20, score<0.4, first>100, edited, hidden, locked"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(icon(QStringLiteral("search"), QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("trackCount"));
    m_title->setProperty("secondary", true);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    top->setSpacing(kGrid);
    top->addWidget(m_text);
    top->addWidget(m_title);
    layout->addLayout(top);
    makeView();
    auto* area = new QWidget(this);
    m_stack = new QStackedLayout(area);
    m_hint = new QLabel(area);
    m_hint->setProperty("secondary", true);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(4 * kGrid);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_list);
    layout->addWidget(area, 1);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter.setText(text);
        refreshTitle();
        refreshShown();
    });
    connect(&m_model, &TrackListModel::renameWanted, &edits, &EditController::rename, Qt::QueuedConnection);
    connect(&m_model, &TrackListModel::picturesArrived, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(&document, &DocumentView::changed, this, [this] {
        refreshTitle();
        refreshShown();
        followSelection();
    });
    connect(&document, &DocumentView::wasReset, this, &TracksPanel::refreshTitle);
    connect(&view, &ViewState::selectionChanged, this, &TracksPanel::followSelection);
    refreshTitle();
}

void TracksPanel::makeView()
{
    m_filter.setSourceModel(&m_model);
    m_filter.setSortRole(TrackListModel::kSortRole);
    m_list = new QTreeView(this);
    m_list->setObjectName(QStringLiteral("trackList"));
    m_list->setAccessibleName(tr("Tracks"));
    m_list->setModel(&m_filter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(TrackListModel::kTrack, Qt::AscendingOrder);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setIconSize(TrackListModel::kIconSize);
    m_list->setIndentation(0);
    QHeaderView* header = m_list->header();
    header->setStretchLastSection(false);
    header->setMinimumSectionSize(20);
    header->setSectionResizeMode(TrackListModel::kTrack, QHeaderView::Stretch);
    for (const int column : {TrackListModel::kVisible, TrackListModel::kLocked}) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, 24);
        m_list->setItemDelegateForColumn(column, new SmallIconDelegate(m_list));
    }
    // wide enough for five figures and for the title beside the sort arrow
    constexpr int kArrow = 14;
    const int figures = fontMetrics().horizontalAdvance(QStringLiteral("00000")) + 2 * kGrid;
    for (const int column : {TrackListModel::kFirst, TrackListModel::kLength, TrackListModel::kScore}) {
        const QString title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, std::max(figures, fontMetrics().horizontalAdvance(title) + 2 * kGrid + kArrow));
    }
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TracksPanel::selectionChangedByPerson);
    connect(m_list, &QTreeView::clicked, this, &TracksPanel::clicked);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        Q_EMIT menuWanted(idAt(m_list->indexAt(position)), m_list->viewport()->mapToGlobal(position));
    });
}

TrackId TracksPanel::idAt(const QModelIndex& proxyIndex) const
{
    return proxyIndex.isValid() ? m_model.idAt(m_filter.mapToSource(proxyIndex).row()) : TrackId::kInvalid;
}

void TracksPanel::focusFilter()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void TracksPanel::selectAll()
{
    std::vector<TrackId> ids;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        ids.push_back(idAt(m_filter.index(row, 0)));
    m_view.setSelection(std::move(ids));
}

void TracksPanel::renameCurrent()
{
    const int row = m_model.rowOf(m_view.primary());
    const QModelIndex index =
        row < 0 ? QModelIndex() : m_filter.mapFromSource(m_model.index(row, TrackListModel::kTrack));
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_list->edit(index);
}

TrackId TracksPanel::neighbourOf(TrackId id, int step) const
{
    const int rows = m_filter.rowCount();
    if (rows == 0)
        return TrackId::kInvalid;
    const int row = m_model.rowOf(id);
    const QModelIndex now = row < 0 ? QModelIndex() : m_filter.mapFromSource(m_model.index(row, 0));
    if (!now.isValid())
        return idAt(m_filter.index(step > 0 ? 0 : rows - 1, 0));
    return idAt(m_filter.index(std::clamp(now.row() + step, 0, rows - 1), 0));
}

void TracksPanel::setSolo(bool solo)
{
    m_solo.clear();
    if (solo)
        m_solo.insert(m_view.selection().begin(), m_view.selection().end());
    refreshShown();
}

// Video and timeline show what the list shows.
void TracksPanel::refreshShown()
{
    std::erase_if(m_solo, [this](TrackId id) { return !m_document.find(id); });
    if (!m_solo.empty()) {
        m_view.setShownOnly(m_solo);
        return;
    }
    if (m_text->text().trimmed().isEmpty()) {
        m_view.setShownOnly(std::nullopt);
        return;
    }
    std::set<TrackId> shown;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        shown.insert(idAt(m_filter.index(row, 0)));
    m_view.setShownOnly(std::move(shown));
}

void TracksPanel::setHint(const QString& hint)
{
    m_hint->setText(hint);
}

void TracksPanel::refreshTitle()
{
    const int all = m_model.rowCount();
    const int shown = m_filter.rowCount();
    m_stack->setCurrentIndex(all == 0 ? 0 : 1);
    m_title->setText(all == 0       ? QString()
                     : shown == all ? tr("%n tracks", nullptr, all)
                                    : tr("%1 of %n tracks", nullptr, all).arg(shown));
    m_title->setVisible(all > 0);
    m_text->setVisible(all > 0);
}

void TracksPanel::selectionChangedByPerson()
{
    if (m_following)
        return;
    std::vector<TrackId> ids;
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    const TrackId current = idAt(m_list->currentIndex());
    for (const QModelIndex& index : rows) {
        if (idAt(index) != current)
            ids.push_back(idAt(index));
    }
    if (m_list->selectionModel()->isRowSelected(m_list->currentIndex().row()))
        ids.push_back(current); // the one chosen last is what edits of one track act on
    if (ids.size() == 1 && m_edits.pending().asksForTrack()) {
        m_edits.trackClicked(ids.front(), Qt::NoModifier);
        followSelection();
        return;
    }
    m_following = true;
    m_view.setSelection(std::move(ids));
    m_following = false;
}

void TracksPanel::followSelection()
{
    if (m_following)
        return;
    m_following = true;
    QItemSelection selection;
    QModelIndex last;
    for (const TrackId id : m_view.selection()) {
        const int row = m_model.rowOf(id);
        const QModelIndex index = row < 0 ? QModelIndex() : m_filter.mapFromSource(m_model.index(row, 0));
        if (index.isValid()) {
            selection.select(index, index);
            last = index;
        }
    }
    m_list->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (last.isValid() && m_list->currentIndex().row() != last.row()) {
        m_list->selectionModel()->setCurrentIndex(last, QItemSelectionModel::NoUpdate);
        m_list->scrollTo(last);
    }
    m_following = false;
}

void TracksPanel::clicked(const QModelIndex& index)
{
    const TrackSummaryPtr summary = m_document.find(idAt(index));
    if (!summary)
        return;
    const annotation::Track& track = summary->track();
    if (index.column() == TrackListModel::kVisible)
        m_edits.setHidden({track.id}, !track.hidden);
    else if (index.column() == TrackListModel::kLocked)
        m_edits.setLocked({track.id}, !track.locked);
    else if (!track.at(m_view.frame()) && !m_edits.pending().active())
        m_view.setFrame(std::clamp(m_view.frame(), track.firstFrame(), track.lastFrame()));
}

} // namespace tw::ui
