#pragma once
// A frame number as people count, from 1; values and signals are 0-based.

#include <QSpinBox> // first: moc 6.4 cannot read <compare>, which ids.h begins with

#include "core/base/ids.h"

namespace tw::ui {

class FrameSpinBox final : public QSpinBox
{
    Q_OBJECT
public:
    explicit FrameSpinBox(QWidget* parent = nullptr);

    void setFrameCount(FrameIndex count);
    FrameIndex frame() const { return value() - 1; }
    void setFrame(FrameIndex frame); // without signal

Q_SIGNALS:
    void frameChosen(tw::FrameIndex frame);
};

} // namespace tw::ui
