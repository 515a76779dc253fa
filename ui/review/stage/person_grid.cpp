#include "ui/review/stage/person_grid.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kLeastColumns = 5, kMostRows = 3;
constexpr int kPersonGap = 8;

} // namespace

PersonGrid::PersonGrid(CropImages& crops, QWidget* parent) : QWidget(parent), m_crops(crops)
{
    setObjectName(QStringLiteral("personGrid"));
    setAccessibleName(tr("Tracks that may not be people"));
    setFocusPolicy(Qt::StrongFocus);
    connect(&crops, &CropImages::arrived, this, &PersonGrid::arrived);
}

void PersonGrid::setItems(std::vector<Item> items)
{
    m_items = std::move(items);
    m_current = 0;
    m_seen.invalidate();
    arrived();
}

void PersonGrid::arrived()
{
    if (!m_seen.isValid() && !m_items.empty() && isComplete()) {
        m_seen.start();
        Q_EMIT completed();
    }
    update();
}

qint64 PersonGrid::seenMs() const
{
    return m_seen.isValid() ? m_seen.elapsed() : -1;
}

int PersonGrid::crossedOut() const
{
    return static_cast<int>(
        std::count_if(m_items.begin(), m_items.end(), [](const Item& item) { return item.crossed; }));
}

// The division with the largest pictures; none is of a shape that the pictures do not fill.
PersonGrid::Division PersonGrid::division() const
{
    Division best;
    for (int rows = 1; rows <= kMostRows; ++rows) {
        const int columns = std::max((static_cast<int>(m_items.size()) + rows - 1) / rows, kLeastColumns);
        const double width = (this->width() - (columns - 1) * kPersonGap) / double(columns);
        const double height = (this->height() - (rows - 1) * kPersonGap) / double(rows) - kFoot;
        const QSizeF picture(std::min(width, height * kWidestPlace), std::min(height, width / kNarrowestPlace));
        if (picture.width() * picture.height() > best.picture.width() * best.picture.height())
            best = {columns, picture};
    }
    return best;
}

bool PersonGrid::isComplete() const
{
    return std::all_of(m_items.begin(), m_items.end(), [this](const Item& item) {
        return m_crops.isSettled(item.picture.frame, surroundings(item.picture));
    });
}

void PersonGrid::toggle(int index)
{
    if (index < 0 || index >= static_cast<int>(m_items.size()))
        return;
    Item& item = m_items[static_cast<std::size_t>(index)];
    item.crossed = !item.crossed;
    m_current = index;
    update();
    Q_EMIT changed();
}

QRectF PersonGrid::itemRect(int index) const
{
    const Division grid = division();
    const QSizeF cell(grid.picture.width(), grid.picture.height() + kFoot);
    return {QPointF(index % grid.columns * (cell.width() + kPersonGap),
                    index / grid.columns * (cell.height() + kPersonGap)),
            cell};
}

int PersonGrid::indexAt(QPointF position) const
{
    for (int i = 0; i < static_cast<int>(m_items.size()); ++i)
        if (itemRect(i).contains(position))
            return i;
    return -1;
}

void PersonGrid::paintItem(QPainter& painter, int index)
{
    const Item& item = m_items[static_cast<std::size_t>(index)];
    const QRectF rect = itemRect(index);
    const QRectF picture = rect.adjusted(0, 0, 0, -kFoot);
    painter.fillRect(picture, palette().color(QPalette::Dark));
    const Box area = surroundings(item.picture);
    const QImage image = m_crops.image(item.picture.frame, area);
    if (!image.isNull()) {
        painter.save();
        painter.setClipRect(picture);
        const PicturePlacement place(item.picture, picture);
        painter.setOpacity(item.crossed ? 0.45 : 1);
        painter.drawImage(place.of(CropImages::coverage(area)), image);
        painter.setOpacity(1);
        painter.setPen(QPen(item.color, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(place.of(item.picture.box));
        painter.restore();
    }
    if (item.crossed) {
        const QRectF cross = picture.adjusted(picture.width() * 0.3, picture.height() * 0.35, -picture.width() * 0.3,
                                              -picture.height() * 0.35);
        painter.setPen(QPen(palette().color(QPalette::BrightText), 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
    }
    if (index == m_current) {
        painter.setPen(QPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(picture.adjusted(1, 1, -1, -1));
    }
    painter.setPen(palette().color(item.crossed ? QPalette::BrightText : QPalette::PlaceholderText));
    const QRectF foot(rect.left(), picture.bottom(), rect.width(), kFoot);
    const QString text = QStringLiteral("%1  %2").arg(QString::number(number(item.track)),
                                                      item.crossed ? tr("not a person") : tr("person", "annotation"));
    painter.drawText(foot, Qt::AlignCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, int(foot.width())));
}

void PersonGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setFont(smallFont(font()));
    for (int i = 0; i < static_cast<int>(m_items.size()); ++i)
        paintItem(painter, i);
}

bool PersonGrid::isOurs(const QKeyEvent& key) const
{
    if (key.modifiers() & ~Qt::KeypadModifier)
        return false;
    switch (key.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Space: return true;
    default: return false;
    }
}

bool PersonGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOurs(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int index = indexAt(QPointF(help->pos()));
        QToolTip::showText(help->globalPos(), index < 0 ? QString() : m_items[static_cast<std::size_t>(index)].tip,
                           this);
        return true;
    }
    return QWidget::event(event);
}

void PersonGrid::keyPressEvent(QKeyEvent* event)
{
    if (!isOurs(*event) || m_items.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int last = static_cast<int>(m_items.size()) - 1;
    const int columns = division().columns;
    switch (event->key()) {
    case Qt::Key_Left: m_current = std::max(m_current - 1, 0); break;
    case Qt::Key_Right: m_current = std::min(m_current + 1, last); break;
    case Qt::Key_Up: m_current = m_current >= columns ? m_current - columns : m_current; break;
    case Qt::Key_Down: m_current = m_current + columns <= last ? m_current + columns : m_current; break;
    default: toggleCurrent(); return;
    }
    update();
}

void PersonGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        toggle(indexAt(event->position()));
}

} // namespace tw::ui
