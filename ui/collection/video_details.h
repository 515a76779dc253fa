#pragma once
// What is known about one video of the collection: its state and who may change it, the verdicts of reviewers, and the
// comments, each of which leads to its place. GUI thread.

#include <QWidget> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "ui/actions/action_registry.h"
#include "ui/collection/collection_controller.h"
#include "ui/models/view_state.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace tw::ui {

class ElidedLabel;

class VideoDetails final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive it.
    VideoDetails(CollectionController& controller, ActionRegistry& actions, ViewState& view, QWidget* parent = nullptr);

    void setVideo(const std::string& fingerprint); // empty: none
    void writeComment();                           // the focus goes there

private:
    void refresh();
    void refreshComments(const collection::Entry* entry); // null: none
    void refreshPlace();
    void refreshResolve();
    const collection::Comment* chosenComment() const;
    void addComment();
    void toggleResolved();
    void goToComment();
    QWidget* makeButtons();

    CollectionController& m_controller;
    ActionRegistry& m_actions;
    ViewState& m_view;
    std::string m_fingerprint;
    ElidedLabel* m_name;
    QLabel* m_state;
    QLabel* m_verdicts;
    QListWidget* m_comments;
    QLabel* m_noComments;   // instead of the empty list
    QCheckBox* m_withPlace; // the comment is about the frame and track that the window shows
    QCheckBox* m_withResolved;
    QPushButton* m_resolve;
    QLineEdit* m_text;
};

} // namespace tw::ui
