#pragma once
// The page of a collection in the window: its videos as a list that can be filtered and sorted, the sum of them, and
// the details of the chosen one. Videos can be dropped on it. GUI thread.

#include <QWidget> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/collection/collection_model.h"
#include "ui/collection/video_details.h"

class QComboBox;
class QKeySequence;
class QLabel;
class QLineEdit;
class QMimeData;
class QPushButton;
class QTreeView;

namespace tw::ui {

class ElidedLabel;

// Files and folders of this machine among what is dropped.
QStringList localFiles(const QMimeData& data);

class CollectionPage final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive it.
    CollectionPage(CollectionController& controller, ActionRegistry& actions, ViewState& view,
                   QWidget* parent = nullptr);

    std::string chosen() const; // fingerprint; empty: none
    void choose(const std::string& fingerprint);
    std::vector<std::string> shown() const; // in the order of the list
    // The one `step` rows after another one, in the order of the list; empty: none there.
    std::string neighbourOf(const std::string& fingerprint, int step) const;
    void focusList();
    VideoDetails& details() { return *m_details; }
    void setNotice(const Notice& notice);

Q_SIGNALS:
    void chosenChanged();
    void closeWanted(); // back to the video

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // the width of the list
    bool event(QEvent* event) override;                         // keys that would edit the video behind the page do not
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    bool editsVideo(const QKeySequence& keys) const;
    QWidget* makeHeader();
    QWidget* makeFilter();
    void makeList();
    void fitColumns();
    void refresh();
    void refreshPeople();

    CollectionController& m_controller;
    ActionRegistry& m_actions;
    CollectionModel m_model;
    CollectionFilter m_filter;
    ElidedLabel* m_title = nullptr;
    ElidedLabel* m_summary = nullptr;
    QLabel* m_hint = nullptr;
    ElidedLabel* m_notice = nullptr;
    ElidedLabel* m_tracking = nullptr;
    QPushButton* m_stop = nullptr;
    QLineEdit* m_person = nullptr;
    QLineEdit* m_text = nullptr;
    QComboBox* m_state = nullptr;
    QComboBox* m_annotator = nullptr;
    QTreeView* m_list = nullptr;
    VideoDetails* m_details = nullptr;
};

} // namespace tw::ui
