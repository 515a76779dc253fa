#include "ui/widgets/key_button.h"

#include "ui/widgets/key_text.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOptionToolButton>
#include <QStylePainter>

namespace tw::ui {

namespace {

constexpr int kKeyIcon = 16;
constexpr int kSpacing = 6;
constexpr int kPadding = 8;

} // namespace

KeyButton::KeyButton(QAction& action, const QString& label, QWidget* parent)
    : QToolButton(parent), m_action(action), m_label(label.isEmpty() ? action.text() : label)
{
    setObjectName(QStringLiteral("button.") + action.objectName());
    setAccessibleName(m_label);
    setFocusPolicy(Qt::TabFocus);
    setProperty("chip", true);
    connect(this, &QToolButton::clicked, &action, &QAction::trigger);
    const auto follow = [this] {
        setEnabled(m_action.isEnabled());
        setToolTip(m_action.toolTip());
        updateGeometry();
        update();
    };
    connect(&action, &QAction::changed, this, follow);
    follow();
}

void KeyButton::setLabel(const QString& label)
{
    if (m_label == label)
        return;
    m_label = label;
    setAccessibleName(label);
    updateGeometry();
    update();
}

QString KeyButton::keyText() const
{
    return ui::keyText(m_action.shortcut());
}

QSize KeyButton::sizeHint() const
{
    const QFontMetrics metrics(font());
    int width = 2 * kPadding + metrics.horizontalAdvance(m_label);
    if (!m_action.icon().isNull())
        width += kKeyIcon + kSpacing;
    if (!keyText().isEmpty())
        width += kSpacing + QFontMetrics(smallFont(font())).horizontalAdvance(keyText()) + 8;
    return {width, 7 * kGrid};
}

void KeyButton::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    painter.drawComplexControl(QStyle::CC_ToolButton, option);

    painter.setRenderHint(QPainter::Antialiasing);
    int x = kPadding;
    if (!m_action.icon().isNull()) {
        m_action.icon().paint(&painter, QRect(x, (height() - kKeyIcon) / 2, kKeyIcon, kKeyIcon), Qt::AlignCenter,
                              isEnabled() ? QIcon::Normal : QIcon::Disabled);
        x += kKeyIcon + kSpacing;
    }
    const QPalette::ColorGroup group = isEnabled() ? QPalette::Active : QPalette::Disabled;
    painter.setPen(palette().color(group, QPalette::WindowText));
    const QString key = keyText();
    const int keyRoom = key.isEmpty() ? 0 : kSpacing + QFontMetrics(smallFont(font())).horizontalAdvance(key) + 8;
    const int room = width() - x - kPadding - keyRoom;
    painter.drawText(QRect(x, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(m_label, Qt::ElideRight, room + 1));
    if (key.isEmpty())
        return;
    const QFont small = smallFont(font());
    const int keyWidth = QFontMetrics(small).horizontalAdvance(key) + 8;
    const QRectF cap(width() - kPadding - keyWidth + 2, (height() - 16) / 2.0, keyWidth, 16);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(small);
    painter.setPen(palette().color(group, QPalette::PlaceholderText));
    painter.drawText(cap, Qt::AlignCenter, key);
}

} // namespace tw::ui
