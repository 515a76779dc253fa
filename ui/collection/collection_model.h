#pragma once
// The videos of a collection as rows: thumbnail and name, state, annotator, figures, progress. And what is shown of
// them: by text, state and person. GUI thread.

#include <QAbstractTableModel> // first: moc 6.4 cannot read <compare>, which the core's headers begin with
#include <QSortFilterProxyModel>

#include "ui/collection/collection_controller.h"

#include <optional>
#include <string>

namespace tw::ui {

QString stateName(collection::State state);
QString stateIcon(collection::State state); // of resources/icons

class CollectionModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { kVideo, kState, kAnnotator, kFrames, kTracks, kFindings, kSwitches, kProgress, kComments, kColumns };
    enum Role { kSortRole = Qt::UserRole, kFingerprintRole, kProgressRole };

    explicit CollectionModel(CollectionController& controller, QObject* parent = nullptr);

    const collection::Entry& entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    int rowOf(const std::string& fingerprint) const; // -1: none

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();
    QString text(const collection::Entry& entry, int column) const;
    static QVariant sortKey(const collection::Entry& entry, int column);

    CollectionController& m_controller;
    std::vector<collection::Entry> m_entries; // as shown; rows stay while only their content changes
};

class CollectionFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString& text);
    void setState(std::optional<collection::State> state); // none: all
    void setAnnotator(const QString& name);                // empty: all

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    QString m_annotator;
    std::optional<collection::State> m_state;
};

} // namespace tw::ui
