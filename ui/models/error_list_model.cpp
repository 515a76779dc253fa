#include "ui/models/error_list_model.h"

#include "ui/widgets/color_swatch.h"
#include "ui/widgets/theme.h"

#include <QGuiApplication>
#include <QPalette>

#include <map>
#include <utility>

namespace tw::ui {

using evaluation::ErrorKind;
using evaluation::TrackingError;

namespace {

std::size_t at(ErrorKind kind)
{
    return static_cast<std::size_t>(kind);
}

bool runsOn(ErrorKind kind)
{
    return kind == ErrorKind::FalsePositive || kind == ErrorKind::Miss;
}

QString numberOf(TrackId id)
{
    return QString::number(number(id));
}

} // namespace

QColor errorColor(ErrorKind kind, const QPalette& palette)
{
    const bool dark = isDark(palette);
    switch (kind) {
    case ErrorKind::FalsePositive: return QColor(dark ? 0xff6b5e : 0xc9342a);
    case ErrorKind::Miss: return QColor(dark ? 0x6ea8fe : 0x2563c4);
    case ErrorKind::Switch: return dark ? QColor::fromRgb(kSuspicionColor) : QColor(0xa86400);
    case ErrorKind::Fragment: return QColor(dark ? 0xb79cff : 0x7145c9);
    }
    return palette.color(QPalette::Text);
}

QString errorName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::FalsePositive: return ErrorListModel::tr("False box");
    case ErrorKind::Miss: return ErrorListModel::tr("Missed");
    case ErrorKind::Switch: return ErrorListModel::tr("Switch");
    case ErrorKind::Fragment: return ErrorListModel::tr("Fragment");
    }
    return {};
}

void ErrorListModel::setErrors(const std::vector<TrackingError>& errors)
{
    beginResetModel();
    m_rows.clear();
    m_counts = {};
    std::map<std::pair<ErrorKind, TrackId>, std::size_t> open; // the row that an error of the next frame continues
    for (const TrackingError& error : errors) {
        ++m_counts[at(error.kind)];
        if (!runsOn(error.kind)) {
            m_rows.push_back({error, error.frame});
            continue;
        }
        const TrackId id = error.kind == ErrorKind::Miss ? error.truthId : error.resultId;
        const auto [entry, fresh] = open.try_emplace({error.kind, id}, m_rows.size());
        if (!fresh && m_rows[entry->second].last + 1 == error.frame) {
            m_rows[entry->second].last = error.frame;
            continue;
        }
        entry->second = m_rows.size();
        m_rows.push_back({error, error.frame});
    }
    filter();
    endResetModel();
}

void ErrorListModel::setShown(ErrorKind kind, bool shown)
{
    if (m_shownKinds[at(kind)] == shown)
        return;
    beginResetModel();
    m_shownKinds[at(kind)] = shown;
    filter();
    endResetModel();
}

void ErrorListModel::filter()
{
    m_shown.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_shownKinds[at(m_rows[i].error.kind)])
            m_shown.push_back(i);
    }
}

int ErrorListModel::find(const TrackingError& error) const
{
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const ErrorRow& row = m_rows[m_shown[i]];
        if (row.error.kind == error.kind && row.error.truthId == error.truthId &&
            row.error.resultId == error.resultId && row.error.frame <= error.frame && error.frame <= row.last)
            return static_cast<int>(i);
    }
    return -1;
}

int ErrorListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ErrorListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QString ErrorListModel::whoText(const ErrorRow& row)
{
    const TrackingError& error = row.error;
    switch (error.kind) {
    case ErrorKind::FalsePositive: return tr("%1 on the background").arg(numberOf(error.resultId));
    case ErrorKind::Miss: return tr("person %1").arg(numberOf(error.truthId));
    case ErrorKind::Switch:
        return tr("person %1: %2 \u2192 %3")
            .arg(numberOf(error.truthId), numberOf(error.previousResultId), numberOf(error.resultId));
    case ErrorKind::Fragment:
        if (error.previousResultId != error.resultId)
            return tr("person %1: %2 \u2192 %3")
                .arg(numberOf(error.truthId), numberOf(error.previousResultId), numberOf(error.resultId));
        return tr("person %1: %2 again").arg(numberOf(error.truthId), numberOf(error.resultId));
    }
    return {};
}

QVariant ErrorListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ErrorRow& shown = row(index.row());
    const QString frames = shown.last == shown.error.frame
                               ? QString::number(shown.error.frame + 1)
                               : QStringLiteral("%1\u2013%2").arg(shown.error.frame + 1).arg(shown.last + 1);
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case kFrame: return frames;
        case kKind: return errorName(shown.error.kind);
        case kWho: return whoText(shown);
        default: return {};
        }
    case Qt::DecorationRole:
        return index.column() == kKind ? QVariant(swatchIcon(errorColor(shown.error.kind, QGuiApplication::palette())))
                                       : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == kFrame
                   ? tr("Frame %1: %2, %3").arg(frames, errorName(shown.error.kind), whoText(shown))
                   : QVariant();
    default: return {};
    }
}

QVariant ErrorListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == kWho)
        return tr("People are numbered as in the ground truth, tracks as in the result");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kFrame: return tr("Frame");
    case kKind: return tr("Error");
    case kWho: return tr("Who");
    default: return {};
    }
}

} // namespace tw::ui
