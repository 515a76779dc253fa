#include "ui/review/review_panel.h"

#include "ui/actions/action_registry.h"
#include "ui/bridge/qt_convert.h"
#include "ui/models/event_text.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/key_text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedLayout>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace tw::ui {

namespace {

QLabel* wrapped(QWidget* parent, bool secondary)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    if (secondary)
        label->setProperty("secondary", true);
    return label;
}

} // namespace

ReviewPanel::ReviewPanel(const ActionRegistry& actions, ReviewController& review, RelinkController& relink,
                         DocumentView& document, ViewState& view, QWidget* parent)
    : QWidget(parent), m_review(review), m_document(document), m_model(review)
{
    setObjectName(QStringLiteral("reviewPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2 * kGrid, 0, 2 * kGrid);
    layout->setSpacing(kGrid);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(3 * kGrid, 0, 3 * kGrid, 0);
    head->setSpacing(kGrid);
    m_left = wrapped(this, false);
    m_left->setObjectName(QStringLiteral("reviewLeft"));
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Share of findings with a verdict"));
    m_expected = wrapped(this, true);
    m_expected->setObjectName(QStringLiteral("reviewExpected"));
    head->addWidget(m_left);
    head->addWidget(m_progress);
    head->addWidget(m_expected);
    layout->addLayout(head);

    auto* area = new QWidget(this);
    m_stack = new QStackedLayout(area);
    m_hint = wrapped(area, true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setMargin(4 * kGrid);
    m_list = new QListView(area);
    m_list->setObjectName(QStringLiteral("reviewList"));
    m_list->setAccessibleName(tr("Findings, the most useful first"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new EventDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setMinimumHeight(20 * kGrid);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_list);
    layout->addWidget(area, 1);
    m_unlikely = new QToolButton(this);
    m_unlikely->setObjectName(QStringLiteral("reviewUnlikely"));
    m_unlikely->setCheckable(true);
    m_unlikely->setAccessibleName(tr("Show the unlikely findings"));
    m_unlikely->setProperty("chip", true);
    connect(m_unlikely, &QToolButton::toggled, this, [this] { refreshQueue(); });
    auto* fold = new QHBoxLayout;
    fold->setContentsMargins(3 * kGrid, 0, 3 * kGrid, 0);
    fold->addWidget(m_unlikely);
    fold->addStretch(1);
    layout->addLayout(fold);
    // in a low window the card scrolls; it never takes the room of the list
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_card = scroll;
    m_details = makeDetails(actions, view);
    scroll->setWidget(m_details);
    layout->addWidget(scroll, 4);
    m_relink = new RelinkView(actions, relink, view, this);
    layout->addWidget(m_relink);

    connect(m_relink, &RelinkView::previewShown, this, [this](bool shown) {
        m_previewing = shown;
        const bool focused = isAncestorOf(QApplication::focusWidget());
        m_card->setVisible(!shown && m_review.current());
        if (!shown && focused)
            (m_review.current() ? static_cast<QWidget*>(m_strip) : m_list)->setFocus(Qt::OtherFocusReason);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (!m_following && index.isValid())
            m_review.select(m_model.keyAt(index.row()));
    });
    connect(&review, &ReviewController::queueChanged, this, &ReviewPanel::refreshQueue);
    connect(&review, &ReviewController::currentChanged, this, &ReviewPanel::refreshCurrent);
    connect(&review, &ReviewController::workingOutChanged, this, &ReviewPanel::refreshCurrent);
    connect(&document, &DocumentView::wasReset, this, &ReviewPanel::refreshQueue);
    refreshQueue();
    refreshCurrent();
}

QWidget* ReviewPanel::makeDetails(const ActionRegistry& actions, ViewState& view)
{
    auto* details = new QWidget(this);
    auto* layout = new QVBoxLayout(details);
    layout->setContentsMargins(3 * kGrid, kGrid, 3 * kGrid, 0);
    layout->setSpacing(2 * kGrid);
    m_question = wrapped(details, false);
    m_question->setObjectName(QStringLiteral("reviewQuestion"));
    m_question->setProperty("heading", true);
    m_strip = new FilmStrip(m_review, view, details);
    m_reason = wrapped(details, true);
    m_reason->setObjectName(QStringLiteral("reviewReason"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGrid);
    m_accept = new KeyButton(*actions.action("edit.accept"), tr("Accept"), details);
    m_keep = new KeyButton(*actions.action("review.dismiss"), tr("Keep"), details);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_keep);
    buttons->addWidget(new KeyButton(*actions.action("review.later"), tr("Later"), details));
    buttons->addStretch(1);
    auto* others = wrapped(details, true);
    const auto followKeys = [others, &actions] {
        const auto key = [&actions](const char* id) { return keyText(actions.action(id)->shortcut()); };
        others->setText(
            tr("Another fix: swap %1, join %2, split %3, delete %4. The arrow keys move the cut. %5 shows what "
               "else the fix resolves. %6 opens the review mode with large pictures.")
                .arg(key("edit.swap"), key("edit.join"), key("edit.split"), key("edit.deleteTrack"),
                     key("edit.acceptNoFill"), key("review.stage")));
    };
    connect(&actions, &ActionRegistry::shortcutsChanged, others, followKeys);
    followKeys();
    others->setFont(smallFont(font()));
    layout->addWidget(m_question);
    layout->addWidget(m_strip);
    layout->addWidget(m_reason);
    layout->addLayout(buttons);
    layout->addWidget(others);
    return details;
}

QString ReviewPanel::summary() const
{
    return m_left->text();
}

QString ReviewPanel::hint() const
{
    if (m_document.tracks().empty())
        return tr("Likely errors appear here when there are tracks.");
    if (m_review.isWaitingForTracker())
        return tr("Likely errors are looked for when tracking ends.");
    if (m_review.isLooking())
        return tr("Looking for findings…");
    return m_review.verdicts() > 0 ? tr("Every finding is answered.") : tr("Nothing looks suspicious.");
}

void ReviewPanel::refreshQueue()
{
    const review::ReviewQueue& queue = m_review.queue();
    const auto open = static_cast<int>(queue.open().size());
    const int worth = m_review.worthChecking();
    const int done = m_review.verdicts();
    m_following = true;
    m_model.setFolded(worth > 0 && !m_unlikely->isChecked());
    m_model.refresh();
    m_following = false;
    m_unlikely->setVisible(worth > 0 && worth < open);
    const bool onlyUnlikely = queue.count(review::VerdictState::Later) == 0;
    m_unlikely->setText(m_unlikely->isChecked() ? tr("Hide the unlikely ones")
                        : onlyUnlikely          ? tr("Show %n unlikely", nullptr, open - worth)
                                                : tr("Show %n unlikely or put off", nullptr, open - worth));
    m_stack->setCurrentIndex(open > 0 ? 1 : 0);
    m_hint->setText(hint());
    const bool any = open + done > 0;
    m_left->setVisible(any);
    m_progress->setVisible(any);
    m_expected->setVisible(any);
    m_left->setText(tr("%1 worth checking, %2 done").arg(worth).arg(done));
    m_progress->setRange(0, std::max(worth + done, 1));
    m_progress->setValue(done);
    const QLocale figures;
    QStringList expected{tr("About %1 ± %2 identity errors are left among them.")
                             .arg(figures.toString(queue.expectedErrors(), 'f', 1),
                                  figures.toString(queue.expectedErrorsDeviation(), 'f', 1))};
    expected += m_review.stopText(); // below the line between likely and unlikely findings
    expected.removeAll(QString());
    m_expected->setText(expected.join(QLatin1Char(' ')));
    refreshCurrent();
}

void ReviewPanel::refreshCurrent()
{
    const review::Event* event = m_review.current();
    m_card->setVisible(event != nullptr && !m_previewing);
    m_following = true;
    const int row = event ? m_model.rowOf(event->key) : -1;
    const QModelIndex index = row >= 0 ? m_model.index(row) : QModelIndex();
    m_list->setCurrentIndex(index);
    if (index.isValid())
        m_list->scrollTo(index);
    m_following = false;
    if (!event)
        return;
    const bool working = m_review.isWorkingOut();
    m_question->setMinimumHeight(working ? m_question->height() : 0); // what is below stays where it is
    m_question->setText(working ? workingOutText() : questionText(*event, m_document));
    m_reason->setText(likelihoodText(event->probability) + QLatin1Char(' ') +
                      factsText(*event, m_document, m_review.frameRate()));
    m_reason->setToolTip(toQt(event->reason));
    m_accept->setLabel(acceptText(*event));
    m_keep->setLabel(keepText(*event));
}

} // namespace tw::ui
