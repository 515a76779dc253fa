#include "ui/widgets/elided_label.h"

#include "ui/widgets/theme.h"

#include <QEvent>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kLeastLabelWidth = 6 * kGrid;

} // namespace

ElidedLabel::ElidedLabel(QWidget* parent, Qt::TextElideMode mode) : QLabel(parent), m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ElidedLabel::setFullText(const QString& text, const QString& details)
{
    if (m_text == text && m_details == details)
        return;
    m_text = text;
    m_details = details;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2 * margin() + 2, QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), kLeastLabelWidth), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_text, m_mode, std::max(contentsRect().width(), 0));
    if (shown != text())
        setText(shown);
    QStringList tip{shown == m_text ? QString() : m_text, m_details};
    tip.removeAll(QString());
    setToolTip(tip.join(QLatin1Char('\n')));
}

} // namespace tw::ui
