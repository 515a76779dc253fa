#pragma once
// Scores over the localisation threshold alpha, as lines with their names at the right. Under the pointer (or the
// focus: Up and Down) the values at one alpha, otherwise the means. GUI thread.

#include <QWidget> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/evaluation/scores.h"

#include <vector>

namespace tw::ui {

class AlphaPlot final : public QWidget
{
    Q_OBJECT
public:
    struct Curve {
        QString name;
        evaluation::PerAlpha values{}; // fractions
        bool main = false;             // thick, in the accent
        bool other = false;            // of the other run: dashed, without a name
    };

    explicit AlphaPlot(QWidget* parent = nullptr);

    void setCurves(std::vector<Curve> curves);
    int alpha() const { return m_alpha; } // number of the threshold that is read off; -1: none
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF area() const;
    double xOf(int alpha) const;
    double yOf(double value) const;
    QColor colorOf(const Curve& curve) const;
    void setAlpha(int alpha);
    void paintAxes(QPainter& painter) const;
    void paintNames(QPainter& painter) const;

    std::vector<Curve> m_curves;
    int m_alpha = -1;
};

} // namespace tw::ui
