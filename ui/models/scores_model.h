#pragma once
// The scores as a table: one row a figure, a column for the result, and two more when another run stands beside it:
// that run and the difference. GUI thread.

#include <QAbstractTableModel> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/evaluation/metrics_table.h"
#include "core/evaluation/scores.h"

#include <optional>
#include <vector>

namespace tw::ui {

class ScoresModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { kName, kThis, kOther, kDifference, kColumnCount };

    explicit ScoresModel(QObject* parent = nullptr);

    void setScores(std::optional<evaluation::Scores> scores, std::optional<evaluation::Scores> other);
    // "97.31", "12"
    static QString text(const evaluation::Metric& metric, const evaluation::Scores& scores);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString differenceText(const evaluation::Metric& metric) const;

    std::vector<const evaluation::Metric*> m_rows;
    std::optional<evaluation::Scores> m_scores, m_other;
};

} // namespace tw::ui
