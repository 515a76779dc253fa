#include "ui/widgets/frame_spin_box.h"

#include <QSignalBlocker>

namespace tw::ui {

FrameSpinBox::FrameSpinBox(QWidget* parent) : QSpinBox(parent)
{
    setKeyboardTracking(false);
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setRange(1, 1);
    connect(this, &QSpinBox::valueChanged, this, [this](int number) { Q_EMIT frameChosen(number - 1); });
}

void FrameSpinBox::setFrameCount(FrameIndex count)
{
    const QSignalBlocker blocker(this);
    setRange(1, qMax(count, 1));
}

void FrameSpinBox::setFrame(FrameIndex frame)
{
    const QSignalBlocker blocker(this);
    setValue(frame + 1);
}

} // namespace tw::ui
