#include "ui/review/event_list_model.h"

#include "ui/bridge/qt_convert.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace tw::ui {

EventListModel::EventListModel(const ReviewController& review, QObject* parent)
    : QAbstractListModel(parent), m_review(review)
{}

void EventListModel::refresh()
{
    std::vector<review::Event> open = m_review.queue().open();
    if (m_folded)
        std::erase_if(open, [this](const review::Event& event) { return !m_review.isWorthChecking(event); });
    const bool same = open.size() == m_events.size() &&
                      std::equal(open.begin(), open.end(), m_events.begin(), [](const auto& a, const auto& b) {
                          return a.key == b.key && a.a == b.a && a.b == b.b && a.probability == b.probability;
                      });
    if (same)
        return;
    beginResetModel();
    m_events = std::move(open);
    endResetModel();
}

int EventListModel::rowOf(const std::string& key) const
{
    const auto it =
        std::find_if(m_events.begin(), m_events.end(), [&key](const review::Event& event) { return event.key == key; });
    return it == m_events.end() ? -1 : static_cast<int>(it - m_events.begin());
}

std::string EventListModel::keyAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_events[static_cast<std::size_t>(row)].key : std::string();
}

int EventListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_events.size());
}

QVariant EventListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const review::Event& event = m_events[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return kindText(event.kind);
    case kPlaceRole: return tr("%1, frame %2").arg(tracksText(event)).arg(event.frame + 1);
    case kProbabilityRole: return event.probability;
    case kColorRole: return m_review.document().colorOf(event.a);
    case Qt::ToolTipRole: return toQt(event.reason);
    case Qt::AccessibleTextRole:
        return tr("%1 %2, frame %3, %4 percent")
            .arg(kindText(event.kind), tracksText(event))
            .arg(event.frame + 1)
            .arg(qRound(event.probability * 100));
    default: return {};
    }
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, 10 * kGrid};
}

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QPalette& palette = option.palette;
    // the style sheet gives lists a quiet highlight of their own; the place that is looked at has the accent
    const QColor accent = QGuiApplication::palette().color(QPalette::Highlight);
    QRectF rect = option.rect;
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(rect, mixed(palette.color(QPalette::Base), accent, 0.22));
        painter->fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(rect, palette.color(QPalette::AlternateBase));
    }
    rect.adjust(3 * kGrid, kGrid, -3 * kGrid, -kGrid);
    const double probability = index.data(EventListModel::kProbabilityRole).toDouble();
    const double barWidth = 44;
    const QRectF figure(rect.right() - barWidth, rect.top(), barWidth, rect.height() / 2);
    painter->setPen(Qt::NoPen);
    painter->setBrush(index.data(EventListModel::kColorRole).value<QColor>());
    painter->drawEllipse(QRectF(rect.left(), rect.top() + rect.height() / 4 - 4, 8, 8));
    painter->setPen(palette.color(QPalette::Text));
    painter->setFont(option.font);
    const QRectF title(rect.left() + 14, rect.top(), rect.width() - barWidth - 18, rect.height() / 2);
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, int(title.width())));
    painter->setFont(smallFont(option.font));
    painter->setPen(palette.color(QPalette::PlaceholderText));
    painter->drawText(figure, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("%1 %").arg(qRound(probability * 100)));
    painter->drawText(QRectF(title.left(), rect.center().y(), title.width(), rect.height() / 2),
                      Qt::AlignLeft | Qt::AlignVCenter, index.data(EventListModel::kPlaceRole).toString());
    const QRectF groove(figure.left(), rect.bottom() - 8, barWidth, 4);
    painter->setPen(Qt::NoPen);
    painter->setBrush(palette.color(QPalette::Midlight));
    painter->drawRoundedRect(groove, 2, 2);
    painter->setBrush(QColor(kSuspicionColor));
    painter->drawRoundedRect(QRectF(groove.left(), groove.top(), groove.width() * probability, groove.height()), 2, 2);
    painter->restore();
}

} // namespace tw::ui
