#pragma once
// Tracks as rows, and the filter and order of the list. Adapters only: what is shown comes from DocumentView.

#include "ui/models/document_view.h"

#include <QAbstractTableModel>
#include <QIcon>
#include <QSize>
#include <QSortFilterProxyModel>

#include <functional>
#include <map>
#include <vector>

namespace tw::ui {

class TrackThumbnails;

class TrackListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { kVisible, kLocked, kTrack, kFirst, kLength, kScore, kColumnCount };
    static constexpr int kSortRole = Qt::UserRole + 1;

    // `document` must outlive the model.
    explicit TrackListModel(DocumentView& document, QObject* parent = nullptr);

    // Pictures beside the numbers, and tooltips; they must outlive the model.
    void setThumbnails(TrackThumbnails& thumbnails);
    static constexpr QSize kIconSize{28, 28};

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override; // a name
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

    TrackSummaryPtr trackAt(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    TrackId idAt(int row) const { return trackAt(row)->id(); }
    int rowOf(TrackId id) const; // -1 when absent

Q_SIGNALS:
    void picturesArrived(); // icons look different when they are painted next
    void renameWanted(tw::TrackId id, const QString& name);

private:
    void reset();
    void apply(const DocumentDiff& diff);
    std::size_t lowerBound(TrackId id) const;
    QIcon iconOf(const annotation::Track& track) const;
    QVariant sortValue(const TrackSummary& track, int column) const;

    DocumentView& m_document;
    TrackThumbnails* m_thumbnails = nullptr;
    // Made again only when what it shows is another: the pixmap cache keeps a copy of every icon that was painted.
    struct TrackIcon {
        QIcon icon;
        QColor color;
        qint64 picture = 0; // cache key
    };
    mutable std::map<TrackId, TrackIcon> m_icons;
    std::vector<TrackSummaryPtr> m_rows; // by id
};

// Words that must all hold: a number, a part of a name, "len<20", "score<0.4", "hidden", "locked", "edited".
class TrackFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    std::vector<std::function<bool(const TrackSummary&)>> m_conditions;
};

} // namespace tw::ui
