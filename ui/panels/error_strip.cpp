#include "ui/panels/error_strip.h"

#include "ui/models/error_list_model.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tw::ui {

using evaluation::ErrorKind;
using evaluation::FrameErrors;

namespace {

constexpr int kMark = 2 * kGrid; // height of the marks of switches and fragments

bool anyError(const FrameErrors& frame)
{
    return frame.falsePositives + frame.misses + frame.switches + frame.fragments > 0;
}

} // namespace

ErrorStrip::ErrorStrip(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Errors over the video"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void ErrorStrip::setFrames(std::vector<FrameErrors> frames)
{
    m_frames = std::move(frames);
    m_worst = 1;
    int bad = 0;
    for (const FrameErrors& frame : m_frames) {
        m_worst = std::max({m_worst, frame.falsePositives, frame.misses});
        bad += anyError(frame);
    }
    setAccessibleDescription(tr("%n frames have errors", nullptr, bad));
    update();
}

void ErrorStrip::setCurrent(FrameIndex frame)
{
    m_current = frame;
    update();
}

QSize ErrorStrip::sizeHint() const
{
    return {200, 14 * kGrid};
}

FrameIndex ErrorStrip::frameAt(double x) const
{
    const auto count = static_cast<FrameIndex>(m_frames.size());
    const auto frame = static_cast<FrameIndex>(std::floor(x / std::max(width(), 1) * count));
    return std::clamp(frame, 0, std::max(count - 1, 0));
}

FrameErrors ErrorStrip::column(int x) const
{
    FrameErrors out;
    const FrameIndex first = frameAt(x);
    const FrameIndex last = std::max(first, frameAt(x + 1.0) - 1);
    for (FrameIndex f = first; f <= last; ++f) {
        const FrameErrors& frame = m_frames[static_cast<std::size_t>(f)];
        out.falsePositives = std::max(out.falsePositives, frame.falsePositives);
        out.misses = std::max(out.misses, frame.misses);
        out.switches += frame.switches;
        out.fragments += frame.fragments;
    }
    return out;
}

void ErrorStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    const int middle = height() / 2;
    painter.fillRect(QRect(0, middle, width(), 1), palette().color(QPalette::Mid));
    if (m_frames.empty())
        return;
    const QColor falsePositive = errorColor(ErrorKind::FalsePositive, palette());
    const QColor miss = errorColor(ErrorKind::Miss, palette());
    const int room = middle - kMark - 2;
    const auto lengthOf = [&](int errors) {
        return errors == 0 ? 0 : std::max(2, static_cast<int>(std::lround(double(room) * errors / m_worst)));
    };
    // marks are two pixels wide: they come after the bars of their neighbours
    for (int x = 0; x < width(); ++x) {
        const FrameErrors errors = column(x);
        const int up = lengthOf(errors.falsePositives);
        const int down = lengthOf(errors.misses);
        painter.fillRect(QRect(x, middle - up, 1, up), falsePositive);
        painter.fillRect(QRect(x, middle + 1, 1, down), miss);
    }
    const int wide = std::max(2, static_cast<int>(std::ceil(double(width()) / double(m_frames.size()))));
    for (int x = 0; x < width(); ++x) {
        const FrameErrors errors = column(x);
        if (errors.switches > 0)
            painter.fillRect(QRect(x, 1, wide, kMark), errorColor(ErrorKind::Switch, palette()));
        if (errors.fragments > 0)
            painter.fillRect(QRect(x, height() - 1 - kMark, wide, kMark), errorColor(ErrorKind::Fragment, palette()));
        if (errors.switches > 0 || errors.fragments > 0)
            x += wide - 1;
    }
    const double x = (m_current + 0.5) * width() / static_cast<double>(m_frames.size());
    painter.fillRect(QRectF(x - 0.75, 0, 1.5, height()), palette().color(QPalette::Text));
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

QString ErrorStrip::textOf(FrameIndex frame) const
{
    const FrameErrors& errors = m_frames[static_cast<std::size_t>(frame)];
    return tr("Frame %1: %2 right, %3 false, %4 missed, %5 switches, %6 fragments")
        .arg(frame + 1)
        .arg(errors.matches)
        .arg(errors.falsePositives)
        .arg(errors.misses)
        .arg(errors.switches)
        .arg(errors.fragments);
}

bool ErrorStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !m_frames.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), textOf(frameAt(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

void ErrorStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && !m_frames.empty())
        Q_EMIT frameWanted(frameAt(event->position().x()));
}

void ErrorStrip::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) && !m_frames.empty())
        Q_EMIT frameWanted(frameAt(event->position().x()));
}

void ErrorStrip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up)
        goToError(-1);
    else if (event->key() == Qt::Key_Down)
        goToError(+1);
    else
        QWidget::keyPressEvent(event);
}

void ErrorStrip::goToError(int step)
{
    for (FrameIndex f = m_current + step; f >= 0 && f < static_cast<FrameIndex>(m_frames.size()); f += step) {
        if (anyError(m_frames[static_cast<std::size_t>(f)])) {
            Q_EMIT frameWanted(f);
            return;
        }
    }
}

} // namespace tw::ui
