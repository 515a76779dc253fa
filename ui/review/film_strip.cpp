#include "ui/review/film_strip.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr int kLabelHeight = 16; // "#12 → #31" above each row
constexpr int kCropHeight = 76;
constexpr int kFigureHeight = 16; // likeness below
constexpr int kRowHeight = kLabelHeight + kCropHeight + kFigureHeight + kGrid;
constexpr int kTop = 16; // frame numbers at the cut
constexpr int kCutGap = 12;
constexpr int kCellGap = 2;
constexpr int kSingleRowHeight = kRowHeight + 32;

} // namespace

FilmStrip::FilmStrip(ReviewController& review, ViewState& view, QWidget* parent)
    : QWidget(parent), m_review(review), m_view(view)
{
    setObjectName(QStringLiteral("filmStrip"));
    setAccessibleName(tr("Film strip"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&review, &ReviewController::stripChanged, this, [this] {
        const std::size_t rows = m_review.strip().rows.size();
        if (rows != 0 && rows != m_rows) {
            m_rows = rows;
            updateGeometry();
        }
        update();
    });
    connect(&review, &ReviewController::currentChanged, this, qOverload<>(&QWidget::update));
}

QSize FilmStrip::sizeHint() const
{
    // one row has larger crops
    return {320, m_rows == 1 ? kTop + kSingleRowHeight : kTop + static_cast<int>(m_rows) * kRowHeight};
}

bool FilmStrip::movesCut(const QKeyEvent& key) const
{
    return (key.key() == Qt::Key_Left || key.key() == Qt::Key_Right) && key.modifiers() == Qt::NoModifier &&
           m_review.current() && review::hasCut(*m_review.current());
}

bool FilmStrip::event(QEvent* event)
{
    // the arrows are the window's step keys; while the strip has the focus and there is a cut they are its own
    if (event->type() == QEvent::ShortcutOverride && movesCut(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void FilmStrip::keyPressEvent(QKeyEvent* event)
{
    if (movesCut(*event))
        m_review.moveCut(event->key() == Qt::Key_Left ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

void FilmStrip::mousePressEvent(QMouseEvent* event)
{
    const review::Strip& strip = m_review.strip();
    for (std::size_t row = 0; row < strip.rows.size(); ++row)
        for (std::size_t column = 0; column < strip.rows[row].cells.size(); ++column)
            if (cellRect(row, column).contains(event->position()))
                m_view.setFrame(strip.rows[row].cells[column].frame);
}

QRectF FilmStrip::cellRect(std::size_t row, std::size_t column) const
{
    constexpr int kColumns = 2 * review::kStripSide;
    const double cell = (width() - kCutGap - (kColumns - 2) * kCellGap) / double(kColumns);
    double left = static_cast<double>(column) * (cell + kCellGap);
    if (column >= review::kStripSide)
        left += kCutGap - kCellGap;
    const double rowHeight = double(height() - kTop) / static_cast<double>(std::max<std::size_t>(m_rows, 1));
    const double crop = rowHeight - (kRowHeight - kCropHeight);
    return {left, kTop + static_cast<double>(row) * rowHeight + kLabelHeight, cell, crop};
}

void FilmStrip::paintCell(QPainter& painter, const review::StripCell& cell, const QRectF& rect)
{
    painter.fillRect(rect, palette().color(QPalette::Dark));
    if (cell.track == TrackId::kInvalid)
        return;
    if (const QImage crop = m_review.crop(cell); !crop.isNull()) {
        // all people are shown equally tall, standing on one line
        QSizeF size = QSizeF(crop.size()).scaled(rect.size(), Qt::KeepAspectRatio);
        const QRectF target(rect.center().x() - size.width() / 2, rect.bottom() - size.height(), size.width(),
                            size.height());
        painter.drawImage(target, crop);
    }
    const bool unlike = !std::isnan(cell.likeness) && !std::isnan(cell.otherwise) && cell.otherwise > cell.likeness;
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 3, rect.width(), 3),
                     unlike ? QColor(kSuspicionColor) : m_review.document().colorOf(cell.track));
    if (cell.frame == m_view.frame()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const QRectF figure(rect.left() - kCellGap, rect.bottom(), rect.width() + 2 * kCellGap, kFigureHeight);
    painter.setPen(unlike ? QColor(kSuspicionColor).darker(isDark(palette()) ? 100 : 140)
                          : palette().color(QPalette::PlaceholderText));
    painter.drawText(figure, Qt::AlignCenter,
                     std::isnan(cell.likeness) ? QStringLiteral("–") : QLocale().toString(cell.likeness, 'f', 2));
}

void FilmStrip::paintLabel(QPainter& painter, const review::StripRow& row, std::size_t index)
{
    const auto dot = [&](const QRectF& at, TrackId id) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_review.document().colorOf(id));
        painter.drawEllipse(QRectF(at.left(), at.center().y() - 4, 8, 8));
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(at.adjusted(12, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("#%1").arg(number(id)));
    };
    const double top = cellRect(index, 0).top() - kLabelHeight;
    dot({cellRect(index, 0).left(), top, 80, kLabelHeight - 2.0}, row.before);
    const QRectF after(cellRect(index, review::kStripSide).left(), top, 80, kLabelHeight - 2.0);
    if (row.after != TrackId::kInvalid) {
        dot(after, row.after);
    } else {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(after, Qt::AlignLeft | Qt::AlignVCenter, tr("new person"));
    }
}

void FilmStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setFont(smallFont(font()));
    const review::Strip& strip = m_review.strip();
    if (strip.rows.empty())
        return;
    for (std::size_t row = 0; row < strip.rows.size(); ++row) {
        paintLabel(painter, strip.rows[row], row);
        for (std::size_t column = 0; column < strip.rows[row].cells.size(); ++column)
            paintCell(painter, strip.rows[row].cells[column], cellRect(row, column));
    }
    const double x = cellRect(0, review::kStripSide).left() - kCutGap / 2.0;
    const double bottom = cellRect(strip.rows.size() - 1, 0).bottom();
    painter.setPen(QPen(QColor(kSuspicionColor), 2));
    painter.drawLine(QPointF(x, kTop), QPointF(x, bottom));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRectF before(0, 0, x - kGrid, kTop);
    const QRectF after(x + kGrid, 0, width() - x - kGrid, kTop);
    const review::StripRow& first = strip.rows.front();
    painter.drawText(before, Qt::AlignRight | Qt::AlignVCenter,
                     tr("to frame %1").arg(first.cells[review::kStripSide - 1].frame + 1));
    painter.drawText(after, Qt::AlignLeft | Qt::AlignVCenter,
                     tr("from frame %1").arg(first.cells[review::kStripSide].frame + 1));
    if (hasFocus()) {
        // the handle says that the arrows move the line
        QPainterPath handle;
        handle.moveTo(x - 6, bottom + 10);
        handle.lineTo(x - 2, bottom + 6);
        handle.lineTo(x - 2, bottom + 14);
        handle.closeSubpath();
        handle.moveTo(x + 6, bottom + 10);
        handle.lineTo(x + 2, bottom + 6);
        handle.lineTo(x + 2, bottom + 14);
        handle.closeSubpath();
        if (m_review.current() && review::hasCut(*m_review.current()))
            painter.fillPath(handle, QColor(kSuspicionColor));
    }
}

} // namespace tw::ui
