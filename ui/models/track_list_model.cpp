#include "ui/models/track_list_model.h"

#include "ui/bridge/qt_convert.h"
#include "ui/models/track_thumbnails.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/track_colors.h"

#include <QLocale>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr std::size_t kManyRows = 200; // more changes than this at once are a reset

std::function<bool(const TrackSummary&)> conditionOf(const QString& word)
{
    static const QRegularExpression kComparison(QStringLiteral("^(len|length|score|first)(<=|>=|<|>|=)([0-9.]+)$"));
    if (const auto match = kComparison.match(word); match.hasMatch()) {
        const QString field = match.captured(1), op = match.captured(2);
        const double limit = match.captured(3).toDouble();
        return [field, op, limit](const TrackSummary& track) {
            const double value = field == QLatin1String("score")   ? track.meanScore()
                                 : field == QLatin1String("first") ? track.track().firstFrame() + 1
                                                                   : static_cast<double>(track.boxCount());
            if (op == QLatin1String("<"))
                return value < limit;
            if (op == QLatin1String("<="))
                return value <= limit;
            if (op == QLatin1String(">"))
                return value > limit;
            return op == QLatin1String(">=") ? value >= limit : value == limit;
        };
    }
    if (word == QLatin1String("hidden"))
        return [](const TrackSummary& track) { return track.track().hidden; };
    if (word == QLatin1String("locked"))
        return [](const TrackSummary& track) { return track.track().locked; };
    if (word == QLatin1String("edited"))
        return [](const TrackSummary& track) { return track.hasHumanBoxes(); };
    return [word](const TrackSummary& track) {
        return QString::number(number(track.id())).startsWith(word) ||
               toQt(track.track().name).contains(word, Qt::CaseInsensitive);
    };
}

} // namespace

TrackListModel::TrackListModel(DocumentView& document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document)
{
    connect(&document, &DocumentView::wasReset, this, &TrackListModel::reset);
    connect(&document, &DocumentView::changed, this, &TrackListModel::apply);
    reset();
}

void TrackListModel::reset()
{
    beginResetModel();
    m_icons.clear();
    m_rows.clear();
    for (const auto& [id, track] : m_document.tracks())
        m_rows.push_back(track);
    endResetModel();
}

std::size_t TrackListModel::lowerBound(TrackId id) const
{
    const auto it = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                     [](const TrackSummaryPtr& track, TrackId value) { return track->id() < value; });
    return static_cast<std::size_t>(it - m_rows.begin());
}

int TrackListModel::rowOf(TrackId id) const
{
    const std::size_t row = lowerBound(id);
    return row < m_rows.size() && m_rows[row]->id() == id ? static_cast<int>(row) : -1;
}

void TrackListModel::apply(const DocumentDiff& diff)
{
    if (diff.added.size() + diff.removed.size() > kManyRows) {
        reset();
        return;
    }
    for (const TrackId id : diff.removed) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (const TrackId id : diff.added) {
        const auto row = static_cast<int>(lowerBound(id));
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, m_document.find(id));
        endInsertRows();
    }
    for (const TrackId id : diff.changed) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        m_rows[static_cast<std::size_t>(row)] = m_document.find(id);
        Q_EMIT dataChanged(index(row, 0), index(row, kColumnCount - 1));
    }
}

int TrackListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrackListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumnCount;
}

QVariant TrackListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TrackSummary& summary = *m_rows[static_cast<std::size_t>(index.row())];
    const annotation::Track& track = summary.track();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case kTrack:
            return track.name.empty() ? QString::number(number(track.id))
                                      : QStringLiteral("%1  %2").arg(number(track.id)).arg(toQt(track.name));
        case kFirst: return track.firstFrame() + 1;
        case kLength: return static_cast<int>(summary.boxCount());
        case kScore: return QLocale().toString(summary.meanScore(), 'f', 2);
        default: return {};
        }
    case Qt::EditRole: return column == kTrack ? toQt(track.name) : QVariant();
    case kSortRole: return sortValue(summary, column);
    case Qt::DecorationRole:
        // in the colour of secondary text while nothing is special
        if (column == kVisible)
            return track.hidden ? icon(QStringLiteral("eye-off"))
                                : icon(QStringLiteral("eye"), QPalette::PlaceholderText);
        if (column == kLocked)
            return track.locked ? icon(QStringLiteral("lock"))
                                : icon(QStringLiteral("unlock"), QPalette::PlaceholderText);
        return column == kTrack ? QVariant(iconOf(track)) : QVariant();
    case Qt::ToolTipRole: return m_thumbnails && column >= kTrack ? m_thumbnails->tip(track.id) : QVariant();
    case Qt::TextAlignmentRole: return column >= kFirst ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole:
        if (column == kVisible)
            return track.hidden ? tr("hidden") : tr("shown");
        return column == kLocked ? QVariant(track.locked ? tr("locked") : tr("not locked")) : QVariant();
    default: return {};
    }
}

// The colour of the track beside a picture of the person.
QIcon TrackListModel::iconOf(const annotation::Track& track) const
{
    const QImage picture = m_thumbnails ? m_thumbnails->of(track.id) : QImage();
    const QColor color = m_document.colorOf(track.id);
    TrackIcon& made = m_icons[track.id];
    if (!made.icon.isNull() && made.color == color && made.picture == picture.cacheKey())
        return made.icon;
    constexpr double kBar = 4;
    constexpr double kRatio = 2; // sharp on dense screens, too
    QPixmap pixmap(kIconSize * kRatio);
    pixmap.setDevicePixelRatio(kRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    if (picture.isNull()) {
        painter.drawRoundedRect(QRectF(kIconSize.width() - 12.0, kIconSize.height() / 2.0 - 6, 12, 12), 3, 3);
    } else {
        const double width = kIconSize.height() * double(picture.width()) / picture.height();
        const QRectF place(kIconSize.width() - width, 0, width, kIconSize.height());
        painter.drawRect(QRectF(place.left() - kBar - 1, 0, kBar, kIconSize.height()));
        painter.drawImage(place, picture);
    }
    painter.end();
    made = {QIcon(pixmap), color, picture.cacheKey()};
    return made.icon;
}

void TrackListModel::setThumbnails(TrackThumbnails& thumbnails)
{
    m_thumbnails = &thumbnails;
    // Not dataChanged(): a view would fill an open editor anew and drop what was typed.
    connect(&thumbnails, &TrackThumbnails::arrived, this, &TrackListModel::picturesArrived);
}

QVariant TrackListModel::sortValue(const TrackSummary& track, int column) const
{
    switch (column) {
    case kVisible: return track.track().hidden;
    case kLocked: return track.track().locked;
    case kFirst: return track.track().firstFrame();
    case kLength: return static_cast<qulonglong>(track.boxCount());
    case kScore: return track.meanScore();
    default: return number(track.id());
    }
}

bool TrackListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || index.column() != kTrack)
        return false;
    Q_EMIT renameWanted(idAt(index.row()), value.toString().trimmed());
    return true;
}

QVariant TrackListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((section >= kFirst ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == kVisible)
        return tr("Shown or hidden");
    if (role == Qt::ToolTipRole && section == kLocked)
        return tr("Locked against edits");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kTrack: return tr("Number");
    case kFirst: return tr("From");
    case kLength: return tr("Boxes");
    case kScore: return tr("Score");
    default: return {};
    }
}

Qt::ItemFlags TrackListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == kTrack ? flags | Qt::ItemIsEditable : flags;
}

void TrackFilter::setText(const QString& text)
{
    m_conditions.clear();
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        m_conditions.push_back(conditionOf(word));
    invalidateFilter();
}

bool TrackFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const auto* model = static_cast<const TrackListModel*>(sourceModel());
    const TrackSummaryPtr track = model->trackAt(row);
    return std::all_of(m_conditions.begin(), m_conditions.end(),
                       [&](const auto& condition) { return condition(*track); });
}

} // namespace tw::ui
