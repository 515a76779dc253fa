#include "ui/panels/context_bar.h"

#include "ui/bridge/qt_convert.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSlider>
#include <QStackedLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tw::ui {

namespace {

constexpr int kHeight = 10 * kGrid;
constexpr int kLeastWidth = 90 * kGrid;
constexpr int kLeastText = 28 * kGrid; // of a sentence beside the buttons: "frames 120 to 360"
constexpr int kLongestName = 60 * kGrid;
constexpr int kPromptText = 70 * kGrid; // of a question

QHBoxLayout* rowOn(QWidget* page)
{
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(3 * kGrid, 0, 2 * kGrid, 0);
    row->setSpacing(kGrid);
    return row;
}

} // namespace

ContextBar::ContextBar(const ActionRegistry& actions, const EditController& edits, DocumentView& document,
                       ViewState& view, QWidget* parent)
    : QWidget(parent), m_edits(edits), m_document(document), m_view(view)
{
    setObjectName(QStringLiteral("contextBar"));
    setFixedHeight(kHeight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    auto* pages = new QWidget(this);
    m_pages = new QStackedLayout(pages);
    m_pages->setSizeConstraint(QLayout::SetNoConstraint);
    m_pages->addWidget(makeIdlePage(actions));
    m_pages->addWidget(makeSelectionPage(actions));
    m_pages->addWidget(makePendingPage(actions));
    pages->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(pages, 1);
    makeGhostSlider(*layout);
    connect(&edits, &EditController::pendingChanged, this, &ContextBar::refresh);
    connect(&view, &ViewState::selectionChanged, this, &ContextBar::refresh);
    connect(&view, &ViewState::rangeChanged, this, &ContextBar::refresh);
    connect(&view, &ViewState::frameChanged, this, &ContextBar::refresh);
    connect(&view, &ViewState::displayChanged, this, &ContextBar::refresh);
    connect(&document, &DocumentView::changed, this, &ContextBar::refresh);
    connect(&document, &DocumentView::wasReset, this, &ContextBar::refresh);
    refresh();
}

QWidget* ContextBar::makeIdlePage(const ActionRegistry& actions)
{
    auto* page = new QWidget(this);
    QHBoxLayout* row = rowOn(page);
    auto* hint = new ElidedLabel(page);
    hint->setFullText(tr("Click selects a person, drag moves, wheel zooms."));
    hint->setProperty("secondary", true);
    hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(hint, 1);
    for (const auto& [id, text] : {std::pair("edit.newBox", tr("New person")), {"view.palette", tr("Commands")}}) {
        auto* button = new KeyButton(*actions.action(id), text, page);
        row->addWidget(button);
        m_spare.push_back(button);
    }
    return page;
}

QWidget* ContextBar::makeSelectionPage(const ActionRegistry& actions)
{
    auto* page = new QWidget(this);
    QHBoxLayout* row = rowOn(page);
    m_swatch = new QLabel(page);
    m_name = new ElidedLabel(page);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_name->setMaximumWidth(kLongestName);
    m_name->setObjectName(QStringLiteral("selectedName"));
    m_name->setProperty("heading", true);
    m_details = new ElidedLabel(page);
    m_details->setObjectName(QStringLiteral("selectedDetails"));
    m_details->setProperty("secondary", true);
    m_details->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_swatch);
    row->addSpacing(kGrid);
    row->addWidget(m_name);
    row->addSpacing(2 * kGrid);
    row->addWidget(m_details, 1);
    const auto first = static_cast<std::ptrdiff_t>(m_spare.size());
    for (const auto& [id, text] : {std::pair("edit.ask", tr("Who?")),
                                   {"edit.swap", tr("Swap")},
                                   {"edit.join", tr("Join")},
                                   {"edit.split", tr("Split")},
                                   {"edit.endTrack", tr("End")},
                                   {"edit.deleteTrack", tr("Delete")}}) {
        auto* button = new KeyButton(*actions.action(id), text, page);
        row->addWidget(button);
        m_spare.push_back(button);
    }
    std::reverse(m_spare.begin() + first, m_spare.end());
    return page;
}

QWidget* ContextBar::makePendingPage(const ActionRegistry& actions)
{
    auto* page = new QWidget(this);
    QHBoxLayout* row = rowOn(page);
    m_prompt = new ElidedLabel(page);
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setProperty("heading", true);
    m_prompt->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_prompt, 1);
    m_next = new KeyButton(*actions.action("edit.join"), tr("Next proposal"), page);
    m_accept = new KeyButton(*actions.action("edit.accept"), tr("Accept"), page);
    m_acceptNoFill = new KeyButton(*actions.action("edit.acceptNoFill"), tr("Without filling"), page);
    m_scope = new KeyButton(*actions.action("edit.ask"), tr("Scope"), page);
    row->addWidget(m_scope);
    row->addWidget(m_next);
    row->addWidget(m_accept);
    row->addWidget(m_acceptNoFill);
    row->addWidget(new KeyButton(*actions.action("edit.cancel"), tr("Cancel"), page));
    return page;
}

void ContextBar::makeGhostSlider(QHBoxLayout& layout)
{
    m_ghosts = new QWidget(this);
    QHBoxLayout* row = rowOn(m_ghosts);
    auto* label = new QLabel(tr("Ghosts above"), m_ghosts);
    label->setProperty("secondary", true);
    auto* slider = new QSlider(Qt::Horizontal, m_ghosts);
    slider->setObjectName(QStringLiteral("ghostThreshold"));
    slider->setAccessibleName(tr("Minimum score of the ghosts"));
    slider->setRange(5, 60);
    slider->setFixedWidth(96);
    auto* value = new QLabel(m_ghosts);
    value->setFixedWidth(value->fontMetrics().horizontalAdvance(QStringLiteral("0.00")) + 4);
    row->addWidget(label);
    row->addWidget(slider);
    row->addWidget(value);
    m_spare.insert(m_spare.begin(), {value, label});
    connect(slider, &QSlider::valueChanged, this, [this](int percent) {
        DisplayOptions display = m_view.display();
        display.ghostThreshold = percent / 100.0;
        m_view.setDisplay(display);
    });
    const auto follow = [this, slider, value] {
        slider->setValue(qRound(m_view.display().ghostThreshold * 100));
        value->setText(QLocale().toString(m_view.display().ghostThreshold, 'f', 2));
        fit();
    };
    connect(&m_view, &ViewState::displayChanged, this, follow);
    follow();
    layout.addWidget(m_ghosts);
}

QString ContextBar::prompt() const
{
    return m_edits.pending().active() ? m_prompt->fullText() : QString();
}

QSize ContextBar::minimumSizeHint() const
{
    return {kLeastWidth, kHeight};
}

void ContextBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void ContextBar::fit()
{
    QWidget* page = m_pages->currentWidget();
    // what the answer depends on: nothing moves while a video plays
    const Fit now{m_pages->currentIndex(), width(), m_view.display().ghosts, m_name->sizeHint().width(),
                  m_edits.pending().active()};
    if (now == m_fit && !now.pending)
        return;
    m_fit = now;
    m_ghosts->setVisible(now.ghosts);
    for (QWidget* each : m_spare)
        each->show();
    const auto needed = [&] {
        int width = now.pending ? std::min(m_prompt->sizeHint().width(), kPromptText) : kLeastText;
        for (const QWidget* part : {page, m_ghosts->isHidden() ? nullptr : m_ghosts})
            if (part) {
                part->layout()->invalidate();
                width += part->layout()->minimumSize().width();
            }
        return width;
    };
    for (QWidget* each : m_spare) {
        if (needed() <= width())
            break;
        if (each->parentWidget() == page || each->parentWidget() == m_ghosts)
            each->hide();
    }
    if (now.pending && needed() > width())
        m_ghosts->hide(); // what is asked comes first
    m_ghosts->updateGeometry();
    layout()->activate();
}

void ContextBar::refresh()
{
    using Kind = PendingCommand::Kind;
    const PendingCommand& pending = m_edits.pending();
    if (pending.active()) {
        m_prompt->setFullText(promptText());
        m_next->setVisible(pending.kind == Kind::Join && pending.candidates.size() > 1);
        const bool asking = pending.kind == Kind::Ask;
        const bool proposes =
            (pending.kind == Kind::Swap || pending.kind == Kind::Join || asking) && !pending.candidates.empty();
        m_scope->setVisible(asking && proposes && pending.track != TrackId::kInvalid);
        m_accept->setVisible(proposes || pending.kind == Kind::Adopt);
        m_acceptNoFill->setVisible(pending.kind == Kind::Join && proposes);
        m_pages->setCurrentIndex(2);
    } else if (m_view.primary() != TrackId::kInvalid) {
        refreshSelection();
        m_pages->setCurrentIndex(1);
    } else {
        m_pages->setCurrentIndex(0);
    }
    fit();
}

void ContextBar::refreshSelection()
{
    const std::size_t count = m_view.selection().size();
    const TrackSummaryPtr summary = m_document.find(m_view.primary());
    if (!summary)
        return;
    const annotation::Track& track = summary->track();
    m_swatch->setPixmap(swatchPixmap(m_document.colorOf(track.id), 12, devicePixelRatioF()));
    if (count > 1) {
        m_name->setFullText(tr("%n tracks", nullptr, static_cast<int>(count)));
        m_details->setFullText({});
        return;
    }
    m_name->setFullText(track.name.empty() ? QStringLiteral("#%1").arg(number(track.id))
                                           : QStringLiteral("#%1  %2").arg(number(track.id)).arg(toQt(track.name)));
    QString details = tr("frames %1 to %2").arg(track.firstFrame() + 1).arg(track.lastFrame() + 1);
    if (!m_view.range().empty())
        details = tr("edits act %1").arg(scopeText(m_view.range()));
    else if (!track.at(m_view.frame()))
        details += tr(", not in this frame");
    if (track.locked)
        details += tr(", locked");
    m_details->setFullText(details);
}

QString ContextBar::promptText() const
{
    using Kind = PendingCommand::Kind;
    const PendingCommand& pending = m_edits.pending();
    const int id = number(pending.track);
    switch (pending.kind) {
    case Kind::Swap:
        return tr("Swap %1 %2: click the other person or press its number.").arg(id).arg(scopeText(pending.scope));
    case Kind::Join: {
        if (pending.candidates.empty())
            return tr("Click the track to join to %1.").arg(id);
        const TrackSummaryPtr next = m_document.find(pending.partner());
        const TrackSummaryPtr track = m_document.find(pending.track);
        const FrameIndex gap = next && track ? next->track().firstFrame() - track->track().lastFrame() - 1 : 0;
        const QString text = tr("Join %1 to %2? It begins at frame %3, %4.")
                                 .arg(number(pending.partner()))
                                 .arg(id)
                                 .arg(next ? next->track().firstFrame() + 1 : 0)
                                 .arg(tr("%n frames are filled", nullptr, gap));
        return pending.candidates.size() > 1
                   ? text + QLatin1Char(' ') + tr("(%1 of %2)").arg(pending.proposed + 1).arg(pending.candidates.size())
                   : text;
    }
    case Kind::Merge: return tr("Click every track that is also %1.").arg(id);
    case Kind::Draw: return tr("Drag a box around the new person.");
    case Kind::AddBox: return tr("Drag a box around %1 in this frame.").arg(id);
    case Kind::Adopt:
        return pending.track == TrackId::kInvalid
                   ? tr("A new person? Accept follows them through the frames before and after.")
                   : tr("Accept follows %1 through the frames before and after.").arg(id);
    case Kind::Ask:
        if (pending.candidates.empty())
            return pending.track == TrackId::kInvalid && !pending.box
                       ? tr("Who is this? Click a person or any place in the image.")
                       : tr("Who is this?");
        return pending.track == TrackId::kInvalid
                   ? tr("Whose box is this? Press a number, or N for a new person.")
                   : tr("Who is %1, %2? Press the number.").arg(id).arg(scopeText(pending.scope));
    case Kind::None: break;
    }
    return {};
}

void ContextBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool pending = m_edits.pending().active();
    painter.fillRect(rect(), pending
                                 ? mixed(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.16)
                                 : palette().color(QPalette::Window));
    if (pending)
        painter.fillRect(0, 0, 3, height(), palette().color(QPalette::Highlight));
}

} // namespace tw::ui
