#include "ui/review/stage/picture_board.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr int kRowTitle = 20; // px, above each row when there are several
constexpr int kHead = 22;     // number of the person above its pictures
constexpr int kFoot = 18;     // frame below each picture
constexpr int kCellGap = 4;
constexpr int kCutGap = 14;
constexpr int kGroupGap = 24;
constexpr int kRowGap = 10;
constexpr int kReadAround = 10; // frames on each side that hovering plays
constexpr int kPlayMs = 80;
constexpr double kLargestZoom = 4;
constexpr double kZoomStep = 1.2;
constexpr int kDim = 120; // of 255, over the surroundings

} // namespace

PictureBoard::PictureBoard(DocumentView& document, CropImages& crops, QWidget* parent)
    : QWidget(parent), m_document(document), m_crops(crops)
{
    setObjectName(QStringLiteral("pictureBoard"));
    setAccessibleName(tr("Pictures of the people in question"));
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&crops, &CropImages::arrived, this, &PictureBoard::arrived);
    m_player.setInterval(kPlayMs);
    connect(&m_player, &QTimer::timeout, this, &PictureBoard::nextPlayed);
}

void PictureBoard::setPlan(PicturePlan plan)
{
    startPlaying(std::nullopt);
    m_hovered.reset();
    m_plan = std::move(plan);
    m_zoom = 1;
    m_waitedMs = -1;
    m_since.start();
    m_seen.invalidate();
    arrived();
    update();
}

bool PictureBoard::isComplete() const
{
    for (const PictureRow& row : m_plan.rows)
        for (const PictureGroup& group : row.groups)
            for (const auto* cells : {&group.before, &group.after})
                for (const PictureCell& cell : *cells)
                    if (!m_crops.isSettled(cell.frame, surroundings(cell)))
                        return false;
    return true;
}

qint64 PictureBoard::seenMs() const
{
    return m_seen.isValid() ? m_seen.elapsed() : -1;
}

void PictureBoard::arrived()
{
    if (m_waitedMs < 0 && m_since.isValid() && isComplete()) {
        m_waitedMs = m_since.elapsed();
        m_seen.start();
        Q_EMIT completed();
    }
    update();
}

QRectF PictureBoard::rowRect(std::size_t row) const
{
    const auto rows = static_cast<double>(std::max<std::size_t>(m_plan.rows.size(), 1));
    const double height = (this->height() - (rows - 1) * kRowGap) / rows;
    return {0, static_cast<double>(row) * (height + kRowGap), double(width()), height};
}

// All cells of a row are equally wide, and as wide as those of the fullest row.
QRectF PictureBoard::cellRect(std::size_t row, std::size_t group, std::size_t cell) const
{
    const PictureRow& cells = m_plan.rows[row];
    double gaps = 0;
    int columns = 0;
    for (const PictureGroup& each : cells.groups) {
        const auto count = static_cast<int>(each.before.size() + each.after.size());
        columns += count;
        gaps += std::max(count - 1, 0) * kCellGap + (each.hasCut ? kCutGap - kCellGap : 0);
    }
    gaps += static_cast<double>(cells.groups.size() - 1) * kGroupGap;
    const QRectF area = rowRect(row);
    const double top = area.top() + (m_plan.rows.size() > 1 ? kRowTitle : 0) + kHead;
    const double height = area.bottom() - top - kFoot;
    const double width = std::min((area.width() - gaps) / std::max(columns, 1), height * kWidestPlace);
    double left = (area.width() - gaps - width * columns) / 2;
    for (std::size_t i = 0; i < group; ++i) {
        const PictureGroup& each = cells.groups[i];
        const auto count = static_cast<int>(each.before.size() + each.after.size());
        left += count * width + std::max(count - 1, 0) * kCellGap + (each.hasCut ? kCutGap - kCellGap : 0) + kGroupGap;
    }
    const PictureGroup& own = cells.groups[group];
    left += static_cast<double>(cell) * (width + kCellGap);
    if (own.hasCut && cell >= own.before.size())
        left += kCutGap - kCellGap;
    return {left, top, width, height};
}

const PictureCell& PictureBoard::at(const Place& place) const
{
    const PictureGroup& group = m_plan.rows[place.row].groups[place.group];
    return place.cell < group.before.size() ? group.before[place.cell] : group.after[place.cell - group.before.size()];
}

std::optional<PictureBoard::Place> PictureBoard::placeAt(QPointF position) const
{
    for (std::size_t row = 0; row < m_plan.rows.size(); ++row)
        for (std::size_t group = 0; group < m_plan.rows[row].groups.size(); ++group) {
            const PictureGroup& cells = m_plan.rows[row].groups[group];
            for (std::size_t cell = 0; cell < cells.before.size() + cells.after.size(); ++cell)
                if (cellRect(row, group, cell).contains(position))
                    return Place{row, group, cell};
        }
    return std::nullopt;
}

void PictureBoard::paintCell(QPainter& painter, const PictureCell& cell, const QRectF& rect, TrackId shownAs)
{
    painter.fillRect(rect, palette().color(QPalette::Dark));
    const Box area = surroundings(cell);
    const QImage image = m_crops.image(cell.frame, area);
    const PicturePlacement place(cell, rect, m_zoom);
    painter.save();
    painter.setClipRect(rect);
    if (!image.isNull())
        painter.drawImage(place.of(m_crops.coverage(area)), image);
    QPainterPath dim;
    dim.addRect(rect);
    const QRectF person = place.of(cell.box);
    QPainterPath own;
    own.addRect(person);
    painter.fillPath(dim.subtracted(own), QColor(0, 0, 0, kDim));
    const QColor color = shownAs == TrackId::kInvalid ? palette().color(QPalette::Text) : m_document.colorOf(shownAs);
    painter.setPen(QPen(color, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(person);
    if (image.isNull()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect, Qt::AlignCenter | Qt::TextWordWrap,
                         m_crops.isSettled(cell.frame, area) ? tr("cannot be read") : QStringLiteral("…"));
    }
    painter.restore();
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRectF(rect.left(), rect.bottom(), rect.width(), kFoot), Qt::AlignCenter,
                     QLocale().toString(cell.frame + 1));
}

void PictureBoard::paintGroup(QPainter& painter, std::size_t row, std::size_t group)
{
    const PictureGroup& cells = m_plan.rows[row].groups[group];
    const std::size_t count = cells.before.size() + cells.after.size();
    if (count == 0)
        return;
    const QRectF first = cellRect(row, group, 0);
    const QRectF last = cellRect(row, group, count - 1);
    const QRectF head(first.left(), first.top() - kHead, last.right() - first.left(), kHead);
    painter.setPen(Qt::NoPen);
    double left = head.left();
    if (cells.shownAs != TrackId::kInvalid) {
        painter.setBrush(m_document.colorOf(cells.shownAs));
        painter.drawRoundedRect(QRectF(left, head.center().y() - 5, 10, 10), 2, 2);
        left += 16;
        painter.setFont(font());
        painter.setPen(palette().color(QPalette::Text));
        const QString number = QString::number(tw::number(cells.shownAs));
        painter.drawText(QRectF(left, head.top(), 80, head.height()), Qt::AlignVCenter, number);
        left += painter.fontMetrics().horizontalAdvance(number) + 8;
    }
    painter.setFont(smallFont(font()));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QRectF(left, head.top(), head.right() - left, head.height()), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(cells.title, Qt::ElideRight, int(head.right() - left)));
    for (std::size_t cell = 0; cell < count; ++cell) {
        const Place place{row, group, cell};
        const bool playing = m_hovered == place && m_player.isActive() && m_playing < m_played.size();
        paintCell(painter, playing ? m_played[m_playing] : at(place), cellRect(row, group, cell), cells.shownAs);
    }
    if (cells.hasCut && !cells.before.empty() && !cells.after.empty()) {
        const double x = cellRect(row, group, cells.before.size()).left() - kCutGap / 2.0;
        painter.setPen(QPen(QColor(kSuspicionColor), 2));
        painter.drawLine(QPointF(x, first.top()), QPointF(x, first.bottom()));
    }
}

void PictureBoard::paintRow(QPainter& painter, std::size_t row)
{
    const PictureRow& cells = m_plan.rows[row];
    const QRectF area = rowRect(row);
    const bool pointed = m_plan.rows.size() > 1 && m_hovered && m_hovered->row == row;
    if (pointed) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.setBrush(palette().color(QPalette::AlternateBase));
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    if (m_plan.rows.size() > 1) {
        painter.setFont(font());
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(area.adjusted(2 * kGrid, 0, -2 * kGrid, 0), Qt::AlignTop | Qt::AlignLeft, cells.title);
    }
    for (std::size_t group = 0; group < cells.groups.size(); ++group)
        paintGroup(painter, row, group);
}

void PictureBoard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    for (std::size_t row = 0; row < m_plan.rows.size(); ++row)
        paintRow(painter, row);
}

void PictureBoard::mouseMoveEvent(QMouseEvent* event)
{
    const auto place = placeAt(event->position());
    if (place == m_hovered)
        return;
    m_hovered = place;
    setCursor(place ? Qt::PointingHandCursor : Qt::ArrowCursor);
    startPlaying(place);
    update();
}

void PictureBoard::mousePressEvent(QMouseEvent* event)
{
    const auto place = placeAt(event->position());
    if (!place || event->button() != Qt::LeftButton)
        return;
    if (m_plan.rows.size() > 1)
        Q_EMIT rowClicked(m_plan.rows[place->row].isFix);
    else
        Q_EMIT cellClicked(at(*place).frame);
}

void PictureBoard::leaveEvent(QEvent* event)
{
    m_hovered.reset();
    startPlaying(std::nullopt);
    update();
    QWidget::leaveEvent(event);
}

void PictureBoard::wheelEvent(QWheelEvent* event)
{
    m_zoom = std::clamp(m_zoom * std::pow(kZoomStep, event->angleDelta().y() / 120.0), 1.0, kLargestZoom);
    update();
    event->accept();
}

// The frames around the picture that is pointed at, played to and fro; the pictures that are there already.
void PictureBoard::startPlaying(std::optional<Place> place)
{
    m_player.stop();
    m_played.clear();
    if (!place)
        return;
    const PictureCell& cell = at(*place);
    std::vector<workspace::CropWish> wishes;
    for (FrameIndex frame = cell.frame - kReadAround; frame <= cell.frame + kReadAround; ++frame) {
        if (const annotation::TrackBox* box = m_document.boxAt(cell.track, frame)) {
            m_played.push_back({frame, cell.track, box->box, cell.video});
            wishes.push_back({frame, surroundings(m_played.back())});
        }
    }
    if (m_played.size() < 2)
        return;
    m_crops.alsoRead(std::move(wishes));
    m_playing = 0;
    m_player.start();
}

void PictureBoard::nextPlayed()
{
    for (std::size_t tried = 0; tried < m_played.size(); ++tried) {
        m_playing = (m_playing + 1) % m_played.size();
        if (!m_crops.image(m_played[m_playing].frame, surroundings(m_played[m_playing])).isNull())
            break;
    }
    update();
}

} // namespace tw::ui
