#include "ui/timeline/minimap_bar.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>

#include <utility>

namespace tw::ui {

namespace {

constexpr int kHeight = 18; // px

} // namespace

MinimapBar::MinimapBar(Overview overview, QWidget* parent)
    : QScrollBar(Qt::Horizontal, parent), m_overview(std::move(overview))
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("The whole video"));
}

QSize MinimapBar::sizeHint() const
{
    return {QScrollBar::sizeHint().width(), kHeight};
}

QRect MinimapBar::seenRect() const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    QRect slider = style()->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, this);
    slider.setTop(0);
    slider.setHeight(height());
    return slider;
}

void MinimapBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    // Not its own palette: the style sheet makes the colours of scroll bars transparent black.
    const QPalette colours = parentWidget() != nullptr ? parentWidget()->palette() : palette();
    painter.fillRect(rect(), colours.color(QPalette::Base));
    m_overview(painter, QRectF(rect()));
    QColor hidden = colours.color(QPalette::Window);
    hidden.setAlpha(150);
    const QRect seen = seenRect();
    painter.fillRect(QRect(QPoint(0, 0), QPoint(seen.left() - 1, height())), hidden);
    painter.fillRect(QRect(QPoint(seen.right() + 1, 0), QPoint(width(), height())), hidden);
    painter.setPen(colours.color(isSliderDown() ? QPalette::Highlight : QPalette::PlaceholderText));
    painter.drawRect(QRectF(seen).adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace tw::ui
