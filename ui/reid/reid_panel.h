#pragma once
// The answer to "Who is this?" over the video: the person asked about with the likeness to itself, and who it may be as
// numbered chips with crop, identity, likeness and when that person was last seen. Lies at the edge of the canvas that
// is farther from the person. GUI thread.

#include <QWidget> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/reid/reid_controller.h"

#include <QAbstractButton>
#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace tw::ui {

class ActionRegistry;
class VideoCanvas;

// One candidate. Number 0: another person in this frame, grey, not to be chosen.
class ReidChip final : public QAbstractButton
{
    Q_OBJECT
public:
    ReidChip(const review::Candidate& candidate, int number, const QString& seen, const QColor& color, QWidget* parent);

    void setCrop(const QImage& crop);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    review::Candidate m_candidate;
    int m_number;
    QString m_seen;
    QColor m_color;
    QImage m_crop;
};

class ReidPanel final : public QFrame
{
    Q_OBJECT
public:
    // Both must outlive the panel; it is a child of the canvas.
    ReidPanel(ReidController& ask, VideoCanvas& canvas, ActionRegistry& actions,
              std::function<double(FrameIndex)> seconds);

    std::vector<ReidChip*> chips() const { return m_chips; } // as shown, from left to right

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void rebuild();
    void place();
    QString scopeLine() const;
    QString seenText(const review::Candidate& candidate) const;

    ReidController& m_reid;
    VideoCanvas& m_canvas;
    std::function<double(FrameIndex)> m_seconds;
    QLabel* m_title = nullptr;
    QLabel* m_scope = nullptr;
    QWidget* m_scopeKey = nullptr;
    QWidget* m_newKey = nullptr;
    QLabel* m_message = nullptr;
    QLabel* m_crop = nullptr;
    QWidget* m_row = nullptr;
    QHBoxLayout* m_chipRow = nullptr;
    std::vector<ReidChip*> m_chips;
    std::uint64_t m_shown = 0; // the answer that the chips were made for
};

} // namespace tw::ui
