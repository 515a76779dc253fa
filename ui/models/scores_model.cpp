#include "ui/models/scores_model.h"

#include "ui/bridge/qt_convert.h"

#include <array>
#include <cmath>

namespace tw::ui {

namespace {

constexpr std::array kShown{"HOTA", "DetA", "AssA", "MOTA", "MOTP", "IDF1", "IDP", "IDR",
                            "IDSW", "MT",   "PT",   "ML",   "Frag", "FP",   "FN"};

double shownValue(const evaluation::Metric& metric, const evaluation::Scores& scores)
{
    return metric.get(scores) * (metric.kind == evaluation::MetricKind::Percent ? 100 : 1);
}

int decimalsOf(const evaluation::Metric& metric)
{
    return metric.kind == evaluation::MetricKind::Count ? 0 : 2;
}

} // namespace

ScoresModel::ScoresModel(QObject* parent) : QAbstractTableModel(parent)
{
    for (const char* name : kShown)
        m_rows.push_back(evaluation::findMetric(name));
}

void ScoresModel::setScores(std::optional<evaluation::Scores> scores, std::optional<evaluation::Scores> other)
{
    const bool sameShape = m_other.has_value() == other.has_value();
    if (!sameShape)
        beginResetModel();
    m_scores = scores;
    m_other = other;
    if (!sameShape)
        endResetModel();
    else
        Q_EMIT dataChanged(index(0, kThis), index(rowCount() - 1, columnCount() - 1));
}

QString ScoresModel::text(const evaluation::Metric& metric, const evaluation::Scores& scores)
{
    return QString::number(shownValue(metric, scores), 'f', decimalsOf(metric));
}

// The sign says more or less, the word in the tooltip better or worse.
QString ScoresModel::differenceText(const evaluation::Metric& metric) const
{
    const double difference = shownValue(metric, *m_scores) - shownValue(metric, *m_other);
    const QString digits = QString::number(std::abs(difference), 'f', decimalsOf(metric));
    if (difference == 0)
        return QStringLiteral("=");
    return (difference > 0 ? QStringLiteral("+") : QStringLiteral("\u2212")) + digits;
}

int ScoresModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScoresModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : (m_other ? kColumnCount : kThis + 1);
}

QVariant ScoresModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const evaluation::Metric& metric = *m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == kName)
            return toQt(metric.name);
        if (!m_scores)
            return QStringLiteral("\u2013");
        if (column == kDifference)
            return differenceText(metric);
        return text(metric, column == kThis ? *m_scores : *m_other);
    case Qt::ToolTipRole:
        if (column == kDifference && m_scores && m_other) {
            const double change = metric.get(*m_scores) - metric.get(*m_other);
            if (change != 0)
                return (change > 0) != metric.lowerIsBetter ? tr("better than the other") : tr("worse than the other");
        }
        return metric.lowerIsBetter ? tr("%1 (less is better)").arg(toQt(metric.help)) : toQt(metric.help);
    case Qt::TextAlignmentRole: return column == kName ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return column == kName ? QVariant()
                               : tr("%1: %2").arg(toQt(metric.name), data(index, Qt::DisplayRole).toString());
    default: return {};
    }
}

QVariant ScoresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section == kName ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kName: return tr("Figure");
    case kThis: return tr("Result");
    case kOther: return tr("Other");
    case kDifference: return tr("Change");
    default: return {};
    }
}

} // namespace tw::ui
