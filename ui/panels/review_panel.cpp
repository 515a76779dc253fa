#include "ui/panels/review_panel.h"

#include "ui/actions/action_registry.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QProgressBar>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <cmath>

namespace tw::ui {

namespace {

constexpr double kWorthLooking = 0.1; // the stop rule: no open place is an error with this probability

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
    m_progress->setAccessibleName(tr("Share of suspicious places with a verdict"));
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
    m_list->setAccessibleName(tr("Suspicious places, the most worthwhile first"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new EventDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setMinimumHeight(20 * kGrid);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_list);
    layout->addWidget(area, 1);
    m_details = makeDetails(actions, view);
    layout->addWidget(m_details);
    m_relink = new RelinkView(actions, relink, view, this);
    layout->addWidget(m_relink);

    connect(m_relink, &RelinkView::previewShown, this, [this](bool shown) {
        m_previewing = shown;
        const bool focused = isAncestorOf(QApplication::focusWidget());
        m_details->setVisible(!shown && m_review.current());
        if (!shown && focused)
            (m_review.current() ? static_cast<QWidget*>(m_strip) : m_list)->setFocus(Qt::OtherFocusReason);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (!m_following && index.isValid())
            m_review.select(m_model.keyAt(index.row()));
    });
    connect(&review, &ReviewController::queueChanged, this, &ReviewPanel::refreshQueue);
    connect(&review, &ReviewController::currentChanged, this, &ReviewPanel::refreshCurrent);
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
    buttons->addWidget(new KeyButton(*actions.action("edit.accept"), tr("Accept"), details));
    buttons->addWidget(new KeyButton(*actions.action("review.dismiss"), tr("It is fine"), details));
    buttons->addWidget(new KeyButton(*actions.action("review.later"), tr("Later"), details));
    buttons->addStretch(1);
    auto* others = wrapped(details, true);
    const auto followKeys = [others, &actions] {
        const auto key = [&actions](const char* id) {
            return actions.action(id)->shortcut().toString(QKeySequence::NativeText);
        };
        others->setText(
            tr("Another fix: swap %1, join %2, split %3, delete %4. The arrow keys move the cut. %5 shows what "
               "else the fix settles.")
                .arg(key("edit.swap"), key("edit.join"), key("edit.split"), key("edit.deleteTrack"),
                     key("edit.acceptNoFill")));
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
        return tr("When there are tracks, the places where they are probably wrong appear here.");
    if (m_review.isWaitingForTracker())
        return tr("Suspicious places are looked for when the tracker is through.");
    if (m_review.isLooking())
        return tr("Looking for suspicious places …");
    return m_review.verdicts() > 0 ? tr("Every suspicious place has its verdict.") : tr("Nothing looks suspicious.");
}

void ReviewPanel::refreshQueue()
{
    m_following = true;
    m_model.refresh();
    m_following = false;
    const review::ReviewQueue& queue = m_review.queue();
    const auto open = static_cast<int>(queue.open().size());
    const int done = m_review.verdicts();
    m_stack->setCurrentIndex(open > 0 ? 1 : 0);
    m_hint->setText(hint());
    const bool any = open + done > 0;
    m_left->setVisible(any);
    m_progress->setVisible(any);
    m_expected->setVisible(any);
    m_left->setText(tr("%1 left, %2 done").arg(open).arg(done));
    m_progress->setRange(0, std::max(open + done, 1));
    m_progress->setValue(done);
    const QLocale figures = QLocale::c();
    const QString expected = tr("About %1 ± %2 identity errors are left among them.")
                                 .arg(figures.toString(queue.expectedErrors(), 'f', 1),
                                      figures.toString(queue.expectedErrorsDeviation(), 'f', 1));
    // the rule by which a person may stop, in words
    m_expected->setText(open > 0 && !queue.worthGoingOn(kWorthLooking)
                            ? tr("You can stop here: none of them is an error with more than %1 % probability. %2")
                                  .arg(qRound(kWorthLooking * 100))
                                  .arg(expected)
                            : expected);
    refreshCurrent();
}

void ReviewPanel::refreshCurrent()
{
    const review::Event* event = m_review.current();
    m_details->setVisible(event != nullptr && !m_previewing);
    m_following = true;
    const int row = event ? m_model.rowOf(event->key) : -1;
    const QModelIndex index = row >= 0 ? m_model.index(row) : QModelIndex();
    m_list->setCurrentIndex(index);
    if (index.isValid())
        m_list->scrollTo(index);
    m_following = false;
    if (!event)
        return;
    QString question = event->fix ? toQt(annotation::describe(*event->fix)) + QLatin1Char('?')
                                  : tr("%1: %2").arg(kindText(event->kind), tracksText(*event));
    if (!event->fix && event->kind == review::EventKind::Border) {
        const TrackSummaryPtr track = m_document.find(event->a);
        const bool begins = track && track->track().firstFrame() == event->frame;
        question = begins ? tr("Follow #%1 further back from frame %2? Where nobody is seen it is fine.")
                          : tr("Follow #%1 on from frame %2? Where nobody is seen it is fine.");
        question = question.arg(number(event->a)).arg(event->frame + 1);
    }
    m_question->setText(question);
    m_reason->setText(
        tr("%1. Probably an error: %2 %.").arg(toQt(event->reason)).arg(qRound(event->probability * 100)));
}

} // namespace tw::ui
