#include "ui/collection/collection_page.h"

#include "ui/bridge/qt_convert.h"
#include "ui/collection/collection_delegate.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QStyle>
#include <QTreeView>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace tw::ui {

using collection::State;

namespace {

constexpr int kDetailsWidth = 320;
constexpr int kPersonWidth = 130;

// From the one that is kept longest when the list is narrow.
constexpr std::array kColumnsByWorth{
    CollectionModel::kState,    CollectionModel::kAnnotator, CollectionModel::kComments, CollectionModel::kSwitches,
    CollectionModel::kFindings, CollectionModel::kProgress,  CollectionModel::kTracks,   CollectionModel::kFrames};

} // namespace

QStringList localFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

CollectionPage::CollectionPage(CollectionController& controller, ActionRegistry& actions, ViewState& view,
                               QWidget* parent)
    : QWidget(parent), m_controller(controller), m_actions(actions), m_model(controller)
{
    setObjectName(QStringLiteral("collectionPage"));
    setAcceptDrops(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // asks for nothing while the editor is shown
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 0, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(makeHeader());
    layout->addWidget(makeFilter());
    makeList();
    m_details = new VideoDetails(controller, actions, view, this);
    m_details->setFixedWidth(kDetailsWidth);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list, 1);
    m_hint = new QLabel(tr("Drop videos or folders here."), this);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setProperty("secondary", true);
    row->addWidget(m_hint, 1);
    row->addWidget(m_details);
    layout->addLayout(row, 1);
    m_notice = new ElidedLabel(this);
    m_notice->setObjectName(QStringLiteral("collectionNotice"));
    m_tracking = new ElidedLabel(this);
    m_tracking->setObjectName(QStringLiteral("collectionTracking"));
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setObjectName(QStringLiteral("collectionStop"));
    connect(m_stop, &QPushButton::clicked, &controller, &CollectionController::stopTracking);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(0, 0, 2 * kGrid, 0);
    foot->addWidget(m_notice, 2);
    foot->addWidget(m_tracking, 1);
    foot->addWidget(m_stop);
    layout->addLayout(foot);
    connect(&controller, &CollectionController::changed, this, &CollectionPage::refresh);
    connect(&controller, &CollectionController::trackingChanged, this, &CollectionPage::refresh);
    connect(&controller, &CollectionController::closed, this, [this] { setNotice({}); });
    refresh();
}

QWidget* CollectionPage::makeHeader()
{
    auto* header = new QWidget(this);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 2 * kGrid, 0);
    row->setSpacing(2 * kGrid);
    m_title = new ElidedLabel(header);
    m_title->setObjectName(QStringLiteral("collectionTitle"));
    m_title->setFont(largeFont(font()));
    row->addWidget(m_title, 1);
    auto* label = new QLabel(tr("You are"), header);
    label->setProperty("secondary", true);
    m_person = new QLineEdit(m_controller.person(), header);
    m_person->setObjectName(QStringLiteral("collectionPerson"));
    m_person->setAccessibleName(tr("Your name in the collection"));
    m_person->setToolTip(tr("Your name in the collection"));
    m_person->setFixedWidth(kPersonWidth);
    m_person->setMaxLength(static_cast<int>(collection::kMaxName / 4));
    connect(m_person, &QLineEdit::editingFinished, this, [this] { m_controller.setPerson(m_person->text()); });
    row->addWidget(label);
    row->addWidget(m_person);
    for (const char* id : {"collection.add", "collection.track", "collection.export"}) {
        QAction* action = m_actions.action(id);
        auto* button = new QPushButton(action->text(), header);
        button->setObjectName(QString::fromLatin1(id) + QStringLiteral("Button"));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
        row->addWidget(button);
    }
    auto* back = new QPushButton(tr("Back to the video"), header);
    back->setObjectName(QStringLiteral("collectionBack"));
    connect(back, &QPushButton::clicked, this, &CollectionPage::closeWanted);
    row->addWidget(back);
    return header;
}

QWidget* CollectionPage::makeFilter()
{
    auto* filter = new QWidget(this);
    auto* row = new QHBoxLayout(filter);
    row->setContentsMargins(0, 0, 2 * kGrid, 0);
    row->setSpacing(2 * kGrid);
    m_text = new QLineEdit(filter);
    m_text->setObjectName(QStringLiteral("collectionFilter"));
    m_text->setAccessibleName(tr("Filter videos"));
    m_text->setPlaceholderText(tr("Filter by name or comment"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(240);
    m_state = new QComboBox(filter);
    m_state->setObjectName(QStringLiteral("collectionState"));
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("Every state"), -1);
    for (int i = 0; i < collection::kStates; ++i)
        m_state->addItem(icon(stateIcon(static_cast<State>(i))), stateName(static_cast<State>(i)), i);
    m_annotator = new QComboBox(filter);
    m_annotator->setObjectName(QStringLiteral("collectionAnnotator"));
    m_annotator->setAccessibleName(tr("Annotator"));
    m_annotator->setMinimumContentsLength(10);
    m_summary = new ElidedLabel(filter);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_summary->setObjectName(QStringLiteral("collectionSummary"));
    m_summary->setProperty("secondary", true);
    row->addWidget(m_text, 1);
    row->addWidget(m_state);
    row->addWidget(m_annotator);
    row->addWidget(m_summary, 2);
    connect(m_text, &QLineEdit::textChanged, &m_filter, &CollectionFilter::setText);
    connect(m_state, &QComboBox::currentIndexChanged, this, [this] {
        const int state = m_state->currentData().toInt();
        m_filter.setState(state < 0 ? std::nullopt : std::optional(static_cast<State>(state)));
    });
    connect(m_annotator, &QComboBox::currentIndexChanged, this,
            [this] { m_filter.setAnnotator(m_annotator->currentData().toString()); });
    return filter;
}

void CollectionPage::makeList()
{
    m_filter.setSourceModel(&m_model);
    m_filter.setSortRole(CollectionModel::kSortRole);
    m_filter.setSortCaseSensitivity(Qt::CaseInsensitive);
    m_filter.setDynamicSortFilter(true);
    m_list = new QTreeView(this);
    m_list->setObjectName(QStringLiteral("collectionList"));
    m_list->setAccessibleName(tr("Videos of the collection"));
    m_list->setModel(&m_filter);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setSortingEnabled(true);
    m_list->setItemDelegate(new CollectionDelegate(m_list));
    m_list->viewport()->installEventFilter(this);
    m_list->sortByColumn(CollectionModel::kVideo, Qt::AscendingOrder);
    QHeaderView* header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(CollectionModel::kVideo, QHeaderView::Stretch);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_details->setVideo(chosen());
        Q_EMIT chosenChanged();
    });
    connect(m_list, &QTreeView::activated, this, [this] { m_controller.openVideo(chosen()); });
}

// Columns that find no room beside the names are hidden: a list that scrolls sideways shows either names or figures.
void CollectionPage::fitColumns()
{
    const QFontMetrics metrics(m_list->font());
    int room = m_list->viewport()->width() - CollectionDelegate::widthOf(CollectionModel::kVideo, metrics);
    for (const int column : kColumnsByWorth) {
        room -= std::max(CollectionDelegate::widthOf(column, metrics), m_list->header()->sectionSizeHint(column));
        m_list->setColumnHidden(column, room < 0);
    }
}

bool CollectionPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return QWidget::eventFilter(watched, event);
}

std::string CollectionPage::chosen() const
{
    return fromQt(m_list->currentIndex().siblingAtColumn(0).data(CollectionModel::kFingerprintRole).toString());
}

void CollectionPage::choose(const std::string& fingerprint)
{
    const int row = m_model.rowOf(fingerprint);
    if (row >= 0)
        m_list->setCurrentIndex(m_filter.mapFromSource(m_model.index(row, 0)));
}

std::vector<std::string> CollectionPage::shown() const
{
    std::vector<std::string> out;
    for (int row = 0; row < m_filter.rowCount(); ++row)
        out.push_back(fromQt(m_filter.index(row, 0).data(CollectionModel::kFingerprintRole).toString()));
    return out;
}

std::string CollectionPage::neighbourOf(const std::string& fingerprint, int step) const
{
    const int source = m_model.rowOf(fingerprint);
    const QModelIndex here = source < 0 ? QModelIndex() : m_filter.mapFromSource(m_model.index(source, 0));
    const int row = here.isValid() ? here.row() + step : step > 0 ? 0 : m_filter.rowCount() - 1;
    return fromQt(m_filter.index(row, 0).data(CollectionModel::kFingerprintRole).toString());
}

void CollectionPage::focusList()
{
    m_list->setFocus();
    if (!m_list->currentIndex().isValid() && m_filter.rowCount() > 0)
        m_list->setCurrentIndex(m_filter.index(0, 0));
}

void CollectionPage::setNotice(const Notice& notice)
{
    m_notice->setProperty("danger", notice.kind == Notice::Kind::Problem);
    m_notice->style()->unpolish(m_notice);
    m_notice->style()->polish(m_notice);
    m_notice->setFullText(notice.text);
}

void CollectionPage::refresh()
{
    const collection::Totals totals = collection::totalsOf(m_controller.content());
    m_title->setFullText(m_controller.name(), m_controller.folder());
    const auto count = [&totals](State state) { return totals.ofState[static_cast<std::size_t>(state)]; };
    QStringList parts{tr("%n videos", nullptr, totals.videos)};
    for (const State state : {State::Untracked, State::InReview, State::Reviewed, State::NeedsWork, State::Accepted})
        if (count(state) > 0)
            parts << QStringLiteral("%1 %2").arg(count(state)).arg(stateName(state).toLower());
    parts << tr("%1 switches expected").arg(QLocale().toString(totals.expectedSwitches, 'f', 1));
    m_summary->setFullText(parts.join(QStringLiteral(" · ")));
    m_hint->setVisible(totals.videos == 0);
    m_list->setVisible(totals.videos > 0);
    m_tracking->setFullText(m_controller.trackingText());
    m_tracking->setVisible(m_controller.isTracking());
    m_stop->setVisible(m_controller.isTracking());
    if (m_person->text() != m_controller.person() && !m_person->hasFocus())
        m_person->setText(m_controller.person());
    refreshPeople();
    m_details->setVideo(chosen());
    Q_EMIT chosenChanged();
}

void CollectionPage::refreshPeople()
{
    QStringList people;
    for (const collection::Entry& entry : m_controller.content().entries)
        for (const std::string& name : {entry.annotator, entry.secondAnnotator})
            if (!name.empty() && !people.contains(toQt(name)))
                people << toQt(name);
    people.sort(Qt::CaseInsensitive);
    QStringList there;
    for (int i = 1; i < m_annotator->count(); ++i)
        there << m_annotator->itemText(i);
    if (people == there && m_annotator->count() > 0)
        return;
    const QString kept = m_annotator->currentData().toString();
    const QSignalBlocker quiet(m_annotator);
    m_annotator->clear();
    m_annotator->addItem(tr("Every annotator"), QString());
    for (const QString& name : people)
        m_annotator->addItem(name, name);
    m_annotator->setCurrentIndex(std::max(0, m_annotator->findData(kept)));
    m_filter.setAnnotator(m_annotator->currentData().toString());
}

bool CollectionPage::editsVideo(const QKeySequence& keys) const
{
    static const QStringList kOfVideo{QStringLiteral("edit."), QStringLiteral("go."), QStringLiteral("review."),
                                      QStringLiteral("track.")};
    for (const QString& id : m_actions.ids())
        for (const QString& group : kOfVideo)
            if (id.startsWith(group) && m_actions.action(id)->shortcuts().contains(keys))
                return true;
    return false;
}

bool CollectionPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (editsVideo(QKeySequence(key->keyCombination()))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void CollectionPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void CollectionPage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    m_controller.addVideos(localFiles(*event->mimeData()));
}

} // namespace tw::ui
