#include "ui/board/board_view.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kHead = 24; // "Person 1: 4 fragments"
constexpr int kCrop = 104;
constexpr int kCellWidth = 76;
constexpr int kText = 16; // a line below a crop
constexpr int kCellHeight = kCrop + 2 * kText + kGrid;
constexpr int kGap = 2 * kGrid;
constexpr int kSide = 3 * kGrid;
constexpr int kRowGap = 3 * kGrid;
constexpr int kCheck = 16;

} // namespace

BoardView::BoardView(IdentityBoard& board, QWidget* parent) : QAbstractScrollArea(parent), m_board(board)
{
    setObjectName(QStringLiteral("boardView"));
    setAccessibleName(tr("Fragments that could be one person"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalScrollBar()->setSingleStep(kCellHeight / 4);
    connect(&board, &IdentityBoard::changed, this, &BoardView::boardChanged);
    connect(&board, &IdentityBoard::facesChanged, viewport(), qOverload<>(&QWidget::update));
    layOut();
}

int BoardView::columnsOf(int row) const
{
    return row >= 0 && row < rowCount()
               ? static_cast<int>(m_board.rows()[static_cast<std::size_t>(row)].fragments.size())
               : 0;
}

int BoardView::perLine() const
{
    return std::max((viewport()->width() - 2 * kSide + kGap) / (kCellWidth + kGap), 1);
}

void BoardView::layOut()
{
    m_tops.clear();
    int y = kGrid;
    for (int row = 0; row < rowCount(); ++row) {
        m_tops.push_back(y);
        const int lines = (columnsOf(row) + perLine() - 1) / perLine();
        y += kHead + lines * (kCellHeight + kGrid) + kRowGap;
    }
    m_tops.push_back(y);
    verticalScrollBar()->setRange(0, std::max(y - viewport()->height(), 0));
    verticalScrollBar()->setPageStep(viewport()->height());
}

void BoardView::boardChanged()
{
    layOut();
    m_row = std::clamp(m_row, 0, std::max(rowCount() - 1, 0));
    m_column = std::clamp(m_column, 0, std::max(columnsOf(m_row) - 1, 0));
    describe();
    wantFaces();
    viewport()->update();
}

void BoardView::wantFaces()
{
    const int top = verticalScrollBar()->value();
    const auto rowAt = [this](int y) {
        return static_cast<int>(std::upper_bound(m_tops.begin(), m_tops.end(), y) - m_tops.begin()) - 1;
    };
    m_board.wantFaces(rowAt(top), rowAt(top + viewport()->height()) + 1);
}

QRect BoardView::rowRect(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return {kGrid, m_tops[index] - verticalScrollBar()->value(), viewport()->width() - 2 * kGrid,
            m_tops[index + 1] - m_tops[index] - kGrid};
}

QRect BoardView::cellRect(int row, int column) const
{
    const QRect around = rowRect(row);
    return {kSide + column % perLine() * (kCellWidth + kGap),
            around.top() + kHead + column / perLine() * (kCellHeight + kGrid), kCellWidth, kCellHeight};
}

QRect BoardView::checkRect(int row, int column) const
{
    const QRect cell = cellRect(row, column);
    return {cell.right() - kCheck - 2, cell.top() + 3, kCheck, kCheck};
}

std::pair<int, int> BoardView::cellAt(QPoint position) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!rowRect(row).contains(position))
            continue;
        for (int column = 0; column < columnsOf(row); ++column)
            if (cellRect(row, column).contains(position))
                return {row, column};
        return {row, -1};
    }
    return {-1, -1};
}

void BoardView::setCurrent(int row, int column)
{
    if (rowCount() == 0)
        return;
    m_row = std::clamp(row, 0, rowCount() - 1);
    m_column = std::clamp(column, 0, columnsOf(m_row) - 1);
    const QRect seen = rowRect(m_row).united(cellRect(m_row, m_column));
    const QRect wanted = seen.height() <= viewport()->height() ? seen : cellRect(m_row, m_column);
    QScrollBar* bar = verticalScrollBar();
    if (wanted.top() < 0)
        bar->setValue(bar->value() + wanted.top());
    else if (wanted.bottom() > viewport()->height())
        bar->setValue(bar->value() + wanted.bottom() - viewport()->height());
    describe();
    viewport()->update();
}

// For those who hear the board.
void BoardView::describe()
{
    if (columnsOf(m_row) == 0) {
        setAccessibleDescription({});
        return;
    }
    const review::Fragment& fragment =
        m_board.rows()[static_cast<std::size_t>(m_row)].fragments[static_cast<std::size_t>(m_column)];
    setAccessibleDescription(tr("Person %1 of %2, track %3, frames %4 to %5, %6")
                                 .arg(m_row + 1)
                                 .arg(rowCount())
                                 .arg(number(fragment.track))
                                 .arg(fragment.frames.first + 1)
                                 .arg(fragment.frames.last + 1)
                                 .arg(m_board.isChecked(fragment) ? tr("checked") : tr("not checked")));
}

void BoardView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up: setCurrent(m_row - 1, m_column); break;
    case Qt::Key_Down: setCurrent(m_row + 1, m_column); break;
    case Qt::Key_Left: setCurrent(m_row, m_column - 1); break;
    case Qt::Key_Right: setCurrent(m_row, m_column + 1); break;
    case Qt::Key_Home: setCurrent(0, 0); break;
    case Qt::Key_End: setCurrent(rowCount() - 1, 0); break;
    case Qt::Key_Space: m_board.toggle(m_row, m_column); break;
    case Qt::Key_Return:
    case Qt::Key_Enter: m_board.join(m_row); break;
    case Qt::Key_V: m_board.lookAt(m_row, m_column); break;
    default: QAbstractScrollArea::keyPressEvent(event);
    }
}

void BoardView::mousePressEvent(QMouseEvent* event)
{
    const auto [row, column] = cellAt(event->position().toPoint());
    if (row < 0 || event->button() != Qt::LeftButton)
        return;
    setCurrent(row, std::max(column, 0));
    if (column >= 0)
        m_board.toggle(row, column);
}

void BoardView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto [row, column] = cellAt(event->position().toPoint());
    if (column < 0)
        return;
    m_board.toggle(row, column); // the first click of the two had changed it
    m_board.lookAt(row, column);
}

void BoardView::focusInEvent(QFocusEvent*)
{
    viewport()->update();
}

void BoardView::focusOutEvent(QFocusEvent*)
{
    viewport()->update();
}

void BoardView::resizeEvent(QResizeEvent*)
{
    layOut();
    wantFaces();
}

void BoardView::scrollContentsBy(int, int)
{
    wantFaces();
    viewport()->update();
}

bool BoardView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    const auto [row, column] = cellAt(help->pos());
    if (column < 0) {
        QToolTip::hideText();
        return true;
    }
    const review::Fragment& fragment =
        m_board.rows()[static_cast<std::size_t>(row)].fragments[static_cast<std::size_t>(column)];
    QToolTip::showText(help->globalPos(),
                       tr("Frames %1 to %2\nMean similarity to the others %3, %4 % of this person")
                           .arg(fragment.frames.first + 1)
                           .arg(fragment.frames.last + 1)
                           .arg(QLocale().toString(fragment.likeness, 'f', 2))
                           .arg(qRound(fragment.probability * 100)),
                       viewport());
    return true;
}

void BoardView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(event->rect(), palette().color(QPalette::Base));
    for (int row = 0; row < rowCount(); ++row)
        if (rowRect(row).intersects(event->rect()))
            paintRow(painter, row);
}

void BoardView::paintRow(QPainter& painter, int row)
{
    const review::PersonGroup& group = m_board.rows()[static_cast<std::size_t>(row)];
    const QRect rect = rowRect(row);
    const bool current = row == m_row;
    if (current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mixed(palette().color(QPalette::Base), palette().color(QPalette::Highlight), 0.10));
        painter.drawRoundedRect(rect, 4, 4);
        painter.fillRect(QRect(rect.left(), rect.top() + 4, 2, rect.height() - 8),
                         palette().color(QPalette::Highlight));
    }
    const QRect head(kSide, rect.top(), rect.width() - 2 * kSide + kGrid, kHead);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Text));
    const int joined = m_board.checkedIn(row);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                     tr("One person, %1 %?").arg(qRound(group.probability * 100)));
    painter.setFont(smallFont(font()));
    painter.setPen(palette().color(current ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter,
                     joined < 2 ? tr("nothing to join")
                     : current  ? tr("Enter joins %1 of %2").arg(joined).arg(group.fragments.size())
                                : tr("%1 of %2").arg(joined).arg(group.fragments.size()));
    for (int column = 0; column < columnsOf(row); ++column)
        paintCell(painter, row, column);
}

void BoardView::paintCell(QPainter& painter, int row, int column)
{
    const review::Fragment& fragment =
        m_board.rows()[static_cast<std::size_t>(row)].fragments[static_cast<std::size_t>(column)];
    const QRect cell = cellRect(row, column);
    const QRectF crop(cell.left(), cell.top(), cell.width(), kCrop);
    const bool checked = m_board.isChecked(fragment);
    painter.fillRect(crop, palette().color(QPalette::Dark));
    painter.save();
    painter.setOpacity(checked ? 1 : 0.3);
    if (const QImage face = m_board.face(fragment); !face.isNull()) {
        const QSizeF size = QSizeF(face.size()).scaled(crop.size(), Qt::KeepAspectRatio);
        painter.drawImage(
            QRectF(crop.center().x() - size.width() / 2, crop.bottom() - size.height(), size.width(), size.height()),
            face);
    }
    painter.fillRect(QRectF(crop.left(), crop.bottom() - 3, crop.width(), 3), m_board.colorOf(fragment));
    painter.restore();
    if (row == m_row && column == m_column) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), hasFocus() ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(crop.adjusted(-2, -2, 2, 2), 3, 3);
    }
    const QRectF box = checkRect(row, column);
    painter.setPen(QPen(checked ? palette().color(QPalette::Highlight) : QColor(255, 255, 255, 190), 1.2));
    painter.setBrush(checked ? palette().color(QPalette::Highlight) : QColor(0, 0, 0, 120));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (checked) {
        painter.setPen(QPen(palette().color(QPalette::HighlightedText), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF(
            {box.topLeft() + QPointF(4, 8.5), box.topLeft() + QPointF(7, 11.5), box.topLeft() + QPointF(12, 5)}));
    }
    painter.setFont(smallFont(font()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_board.colorOf(fragment));
    painter.drawEllipse(QRectF(cell.left(), crop.bottom() + kGrid + kText / 2.0 - 4, 8, 8));
    painter.setPen(palette().color(checked ? QPalette::Text : QPalette::PlaceholderText));
    const QRectF first(cell.left() + 12, crop.bottom() + kGrid, cell.width() - 12, kText);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("#%1").arg(number(fragment.track)));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(fragment.likeness, 'f', 2));
    painter.drawText(QRectF(cell.left(), first.bottom(), cell.width() + kGap, kText), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("%1–%2").arg(fragment.frames.first + 1).arg(fragment.frames.last + 1));
}

} // namespace tw::ui
