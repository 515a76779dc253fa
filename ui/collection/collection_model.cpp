#include "ui/collection/collection_model.h"

#include "ui/bridge/qt_convert.h"
#include "ui/widgets/icons.h"

#include <QFont>
#include <QLocale>
#include <QPixmap>

#include <algorithm>

namespace tw::ui {

using collection::Entry;
using collection::State;

namespace {
constexpr int kNoThumbnail = 24; // the icon instead of a thumbnail
} // namespace

QString stateName(State state)
{
    switch (state) {
    case State::Untracked: return CollectionModel::tr("Untracked");
    case State::Tracked: return CollectionModel::tr("Tracked");
    case State::InReview: return CollectionModel::tr("In review");
    case State::Reviewed: return CollectionModel::tr("Reviewed");
    case State::Accepted: return CollectionModel::tr("Accepted");
    case State::NeedsWork: return CollectionModel::tr("Needs work");
    }
    return {};
}

QString stateIcon(State state)
{
    switch (state) {
    case State::Untracked: return QStringLiteral("film");
    case State::Tracked: return QStringLiteral("people");
    case State::InReview: return QStringLiteral("eye");
    case State::Reviewed: return QStringLiteral("list");
    case State::Accepted: return QStringLiteral("check");
    case State::NeedsWork: return QStringLiteral("warning");
    }
    return {};
}

CollectionModel::CollectionModel(CollectionController& controller, QObject* parent)
    : QAbstractTableModel(parent), m_controller(controller)
{
    connect(&controller, &CollectionController::changed, this, &CollectionModel::refresh);
    connect(&controller, &CollectionController::thumbnailArrived, this, [this](const QString& fingerprint) {
        if (const int row = rowOf(fromQt(fingerprint)); row >= 0)
            Q_EMIT dataChanged(index(row, kVideo), index(row, kVideo), {Qt::DecorationRole});
    });
}

int CollectionModel::rowOf(const std::string& fingerprint) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const Entry& entry) { return entry.fingerprint == fingerprint; });
    return it == m_entries.end() ? -1 : static_cast<int>(it - m_entries.begin());
}

void CollectionModel::refresh()
{
    const std::vector<Entry>& now = m_controller.content().entries;
    const bool same = std::equal(now.begin(), now.end(), m_entries.begin(), m_entries.end(),
                                 [](const Entry& a, const Entry& b) { return a.fingerprint == b.fingerprint; });
    if (same) {
        m_entries = now;
        if (!now.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
        return;
    }
    beginResetModel();
    m_entries = now;
    endResetModel();
}

int CollectionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int CollectionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QString CollectionModel::text(const Entry& entry, int column) const
{
    const QLocale locale;
    switch (column) {
    case kVideo: return toQt(entry.name);
    case kState: return stateName(entry.state);
    case kAnnotator:
        return entry.secondAnnotator.empty()
                   ? toQt(entry.annotator)
                   : QStringLiteral("%1, %2").arg(toQt(entry.annotator), toQt(entry.secondAnnotator));
    case kComments: return entry.unresolved() > 0 ? locale.toString(entry.unresolved()) : QString();
    default: break;
    }
    if (!entry.figures)
        return {};
    switch (column) {
    case kFrames: return locale.toString(static_cast<qlonglong>(entry.figures->frames));
    case kTracks: return locale.toString(static_cast<qlonglong>(entry.figures->tracks));
    case kFindings: return locale.toString(static_cast<qlonglong>(entry.figures->open));
    case kSwitches: return locale.toString(entry.figures->expectedSwitches, 'f', 1);
    case kProgress: return tr("%1 %").arg(qRound(100 * entry.figures->progress()));
    default: return {};
    }
}

QVariant CollectionModel::sortKey(const Entry& entry, int column)
{
    const collection::Figures figures = entry.figures.value_or(collection::Figures{});
    switch (column) {
    case kVideo: return toQt(entry.name);
    case kState: return static_cast<int>(entry.state);
    case kAnnotator: return toQt(entry.annotator);
    case kFrames: return static_cast<qlonglong>(figures.frames);
    case kTracks: return static_cast<qlonglong>(figures.tracks);
    case kFindings: return static_cast<qlonglong>(figures.open);
    case kSwitches: return figures.expectedSwitches;
    case kProgress: return entry.figures ? figures.progress() : -1.0;
    case kComments: return entry.unresolved();
    default: return {};
    }
}

QVariant CollectionModel::data(const QModelIndex& index, int role) const
{
    const Entry& each = entry(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(each, column);
    case Qt::DecorationRole:
        if (column == kVideo) {
            const QIcon image = m_controller.thumbnail(each.fingerprint);
            return image.isNull() ? QIcon(icon(QStringLiteral("film"), QPalette::PlaceholderText).pixmap(kNoThumbnail))
                                  : image;
        }
        return column == kState ? QVariant(icon(stateIcon(each.state))) : QVariant();
    case Qt::TextAlignmentRole:
        return column >= kFrames ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
                                 : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole: return column == kVideo ? toQt(each.video) : text(each, column);
    case Qt::FontRole:
        if (const Entry* open = m_controller.current(); open != nullptr && open->fingerprint == each.fingerprint) {
            QFont font;
            font.setWeight(QFont::DemiBold); // the one that is open
            return font;
        }
        return {};
    case kSortRole: return sortKey(each, column);
    case kFingerprintRole: return toQt(each.fingerprint);
    case kProgressRole: return column == kProgress && each.figures ? QVariant(each.figures->progress()) : QVariant();
    default: return {};
    }
}

QVariant CollectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section >= kFrames ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter)
                                  : static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == kSwitches)
        return tr("Identity switches expected in the open findings");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kVideo: return tr("Video");
    case kState: return tr("State");
    case kAnnotator: return tr("Annotator");
    case kFrames: return tr("Frames");
    case kTracks: return tr("Tracks");
    case kFindings: return tr("Findings");
    case kSwitches: return tr("Switches");
    case kProgress: return tr("Progress");
    case kComments: return tr("Comments");
    default: return {};
    }
}

// --- what is shown -------------------------------------------------------------------------------------------------

void CollectionFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void CollectionFilter::setState(std::optional<State> state)
{
    m_state = state;
    invalidateFilter();
}

void CollectionFilter::setAnnotator(const QString& name)
{
    m_annotator = name;
    invalidateFilter();
}

bool CollectionFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const Entry& entry = static_cast<const CollectionModel*>(sourceModel())->entry(row);
    if (m_state && entry.state != *m_state)
        return false;
    if (!m_annotator.isEmpty() && toQt(entry.annotator) != m_annotator && toQt(entry.secondAnnotator) != m_annotator)
        return false;
    if (m_text.isEmpty())
        return true;
    if (toQt(entry.name).contains(m_text, Qt::CaseInsensitive))
        return true;
    return std::any_of(entry.comments.begin(), entry.comments.end(), [this](const collection::Comment& comment) {
        return toQt(comment.text).contains(m_text, Qt::CaseInsensitive);
    });
}

} // namespace tw::ui
