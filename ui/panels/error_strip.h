#pragma once
// The whole video as a strip: false positives up and misses down from the middle line, switches and fragments as marks
// above and below. A click or drag seeks; Up and Down go to the frames with errors. GUI thread.

#include <QWidget> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/evaluation/error_list.h"

#include <vector>

namespace tw::ui {

class ErrorStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit ErrorStrip(QWidget* parent = nullptr);

    void setFrames(std::vector<evaluation::FrameErrors> frames);
    void setCurrent(FrameIndex frame);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void frameWanted(tw::FrameIndex frame);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    FrameIndex frameAt(double x) const;
    // What one pixel column covers: the worst of its frames, and whether anybody changed.
    evaluation::FrameErrors column(int x) const;
    QString textOf(FrameIndex frame) const;
    void goToError(int step);

    std::vector<evaluation::FrameErrors> m_frames;
    FrameIndex m_current = 0;
    int m_worst = 1; // errors of one kind in one frame
};

} // namespace tw::ui
