#pragma once
// One curve over time: title, newest value, and the line. A column of pixels shows the mean of its values, so the cost
// of painting follows the width. GUI thread.

#include <QPointF>
#include <QVector>
#include <QWidget>

#include <limits>
#include <optional>

namespace tw::ui {

class CurveView final : public QWidget
{
    Q_OBJECT
public:
    explicit CurveView(const QString& title, QWidget* parent = nullptr);

    // x in seconds, ascending.
    void setPoints(const QVector<QPointF>& points);
    // A line across the whole width: what has to be beaten.
    void setReference(std::optional<double> value);
    // Values that cannot be left, and the least span shown.
    void setLimits(double low, double high, double span);
    void setDecimals(int decimals) { m_decimals = decimals; }
    void setUnit(const QString& unit) { m_unit = unit; }
    // Shown while there is no point.
    void setHint(const QString& hint);
    QSize sizeHint() const override { return {300, 160}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Scale {
        double low, high, end; // values, seconds
    };
    Scale scale() const;
    QString valueText(double value) const;
    void describe();

    QString m_title;
    QString m_hint;
    QString m_unit;
    QVector<QPointF> m_points;
    std::optional<double> m_reference;
    double m_low = -std::numeric_limits<double>::infinity();
    double m_high = std::numeric_limits<double>::infinity();
    double m_span = 0;
    int m_decimals = 2;
};

// The mean of the points of each column, `columns` over 0..end; columns without a point are left out.
QVector<QPointF> columnMeans(const QVector<QPointF>& points, double end, int columns);

} // namespace tw::ui
