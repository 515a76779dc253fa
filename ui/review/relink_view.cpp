#include "ui/review/relink_view.h"

#include "ui/actions/action_registry.h"
#include "ui/widgets/color_swatch.h"
#include "ui/widgets/key_button.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace tw::ui {

namespace {

constexpr int kShownMoves = 500; // more would not be read
constexpr int kFrameRole = Qt::UserRole;
constexpr int kTrackRole = Qt::UserRole + 1;

QLabel* wrapped(QWidget* parent, const char* property)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setProperty(property, true);
    return label;
}

} // namespace

RelinkView::RelinkView(const ActionRegistry& actions, RelinkController& relink, ViewState& view, QWidget* parent)
    : QWidget(parent), m_relink(relink), m_view(view)
{
    setObjectName(QStringLiteral("relinkView"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, kGrid, 3 * kGrid, 0);
    layout->setSpacing(2 * kGrid);
    m_heading = wrapped(this, "heading");
    m_heading->setObjectName(QStringLiteral("relinkHeading"));
    m_summary = wrapped(this, "secondary");
    m_summary->setObjectName(QStringLiteral("relinkSummary"));
    m_moves = new QListWidget(this);
    m_moves->setObjectName(QStringLiteral("relinkMoves"));
    m_moves->setAccessibleName(tr("Boxes that would get another number"));
    m_moves->setUniformItemSizes(true);
    m_moves->setIconSize({28, 12});
    m_buttons = new QWidget(this);
    auto* buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(kGrid);
    buttons->addWidget(new KeyButton(*actions.action("edit.accept"), tr("Apply"), m_buttons));
    buttons->addWidget(new KeyButton(*actions.action("edit.cancel"), tr("Leave as it is"), m_buttons));
    buttons->addStretch(1);
    m_offer = new QWidget(this);
    auto* offer = new QHBoxLayout(m_offer);
    offer->setContentsMargins(0, 0, 0, 0);
    offer->setSpacing(2 * kGrid);
    m_offerText = wrapped(m_offer, "secondary");
    m_offerText->setObjectName(QStringLiteral("relinkOffer"));
    offer->addWidget(m_offerText, 1);
    offer->addWidget(new KeyButton(*actions.action("edit.acceptNoFill"), tr("Show"), m_offer));
    for (QWidget* part : {static_cast<QWidget*>(m_heading), static_cast<QWidget*>(m_summary),
                          static_cast<QWidget*>(m_moves), m_buttons, m_offer})
        layout->addWidget(part);
    connect(m_moves, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (!item || m_filling)
            return;
        m_view.setFrame(item->data(kFrameRole).toInt());
        m_view.select(TrackId{item->data(kTrackRole).toInt()});
    });
    connect(&relink, &RelinkController::changed, this, &RelinkView::refresh);
    refresh();
}

QString RelinkView::heading() const
{
    return m_heading->text();
}

void RelinkView::refresh()
{
    const RelinkController::Preview* preview = m_relink.preview();
    const bool working = m_relink.isWorking();
    setVisible(preview || working || m_relink.offered() > 0);
    m_heading->setVisible(preview || working);
    for (QWidget* part : {static_cast<QWidget*>(m_summary), static_cast<QWidget*>(m_moves), m_buttons})
        part->setVisible(preview);
    m_offer->setVisible(!preview && m_relink.offered() > 0);
    m_offerText->setText(tr("The last fix resolves %n more findings.", nullptr, m_relink.offered()));
    if (working)
        m_heading->setText(tr("Applying verdicts…"));
    if (preview) {
        const auto settled = static_cast<int>(preview->followUps.plan.difference.resolved.size());
        m_heading->setText(preview->accepted ? tr("The fix, and %n more findings resolved", nullptr, settled)
                           : settled > 0     ? tr("Resolves %n findings", nullptr, settled)
                                             : tr("Applies verdicts"));
        fill(preview->followUps.plan.difference);
    }
    if (m_previewing != (preview != nullptr)) {
        m_previewing = preview != nullptr;
        if (m_previewing)
            m_moves->setFocus(Qt::OtherFocusReason); // not a button, whose Enter would be its own
        Q_EMIT previewShown(m_previewing);
    }
}

void RelinkView::fill(const review::Relinking& difference)
{
    std::set<TrackId> tracks;
    int boxes = 0;
    m_filling = true;
    m_moves->clear();
    for (const review::RelinkMove& move : difference.moves) {
        tracks.insert(move.from);
        boxes += move.boxes;
        if (m_moves->count() >= kShownMoves)
            continue;
        auto* item = new QListWidgetItem(tr("%1 → %2   frames %3 to %4, %5")
                                             .arg(number(move.from))
                                             .arg(number(move.to))
                                             .arg(move.frames.first + 1)
                                             .arg(move.frames.last + 1)
                                             .arg(tr("%n boxes", nullptr, move.boxes)));
        QPixmap swatches(QSize(28, 12) * devicePixelRatioF());
        swatches.setDevicePixelRatio(devicePixelRatioF());
        swatches.fill(Qt::transparent);
        QPainter painter(&swatches);
        painter.drawPixmap(0, 0, swatchPixmap(m_relink.document().colorOf(move.from), 12, devicePixelRatioF()));
        painter.drawPixmap(16, 0, swatchPixmap(m_relink.document().colorOf(move.to), 12, devicePixelRatioF()));
        painter.end();
        item->setIcon(QIcon(swatches));
        item->setData(kFrameRole, move.frames.first);
        item->setData(kTrackRole, number(move.from));
        m_moves->addItem(item);
    }
    m_filling = false;
    const int rows = std::clamp(m_moves->count(), 1, 8);
    m_moves->setFixedHeight(rows * std::max(m_moves->sizeHintForRow(0), 20) + 4);
    QStringList parts;
    if (difference.swaps > 0)
        parts << tr("%n swaps", nullptr, difference.swaps);
    if (difference.joins > 0)
        parts << tr("%n joins", nullptr, difference.joins);
    if (difference.splits > 0)
        parts << tr("%n splits", nullptr, difference.splits);
    const QString changes = tr("%1 change, %2.")
                                .arg(tr("%n tracks", nullptr, static_cast<int>(tracks.size())),
                                     tr("%n boxes get another number", nullptr, boxes));
    m_summary->setText(parts.isEmpty() ? changes : parts.join(QStringLiteral(", ")) + QStringLiteral(". ") + changes);
}

} // namespace tw::ui
