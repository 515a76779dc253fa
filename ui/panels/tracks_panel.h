#pragma once
// The list of tracks: filter, order, several at once; eye and lock by click, name by F2 or double click. GUI thread.

#include "ui/actions/edit_controller.h"
#include "ui/models/track_list_model.h"

#include <QWidget>

#include <set>

class QLabel;
class QLineEdit;
class QStackedLayout;
class QTreeView;

namespace tw::ui {

class TracksPanel final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the panel.
    TracksPanel(DocumentView& document, ViewState& view, EditController& edits, QWidget* parent = nullptr);

    void focusFilter();
    void selectAll(); // of the filtered rows
    void renameCurrent();
    TrackId neighbourOf(TrackId id, int step) const; // in the order shown
    // The selected tracks alone in video and timeline; off: what the filter leaves.
    void setSolo(bool solo);
    // What the empty list says.
    void setThumbnails(TrackThumbnails& thumbnails) { m_model.setThumbnails(thumbnails); }
    void setHint(const QString& hint);

Q_SIGNALS:
    void menuWanted(tw::TrackId id, const QPoint& globalPosition);

private:
    void makeView();
    void selectionChangedByPerson();
    void followSelection();
    void clicked(const QModelIndex& index);
    void refreshTitle();
    void refreshShown();
    TrackId idAt(const QModelIndex& proxyIndex) const;

    DocumentView& m_document;
    ViewState& m_view;
    EditController& m_edits;
    TrackListModel m_model;
    TrackFilter m_filter;
    QLineEdit* m_text = nullptr;
    QTreeView* m_list = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QStackedLayout* m_stack = nullptr;
    std::set<TrackId> m_solo;
    bool m_following = false;
};

} // namespace tw::ui
