#pragma once
// The review dock: the queue, the film strip of the place that is looked at, why it is suspicious, what Enter would do,
// how much is left. GUI thread.

#include "ui/review/event_list_model.h"
#include "ui/review/film_strip.h"
#include "ui/review/relink_view.h"

#include <QWidget>

class QLabel;
class QListView;
class QProgressBar;
class QStackedLayout;
class QToolButton;

namespace tw::ui {

class KeyButton;

class ReviewPanel final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the panel.
    ReviewPanel(const ActionRegistry& actions, ReviewController& review, RelinkController& relink,
                DocumentView& document, ViewState& view, QWidget* parent = nullptr);

    QString summary() const; // what the head says
    FilmStrip& strip() { return *m_strip; }

private:
    QWidget* makeDetails(const ActionRegistry& actions, ViewState& view);
    void refreshQueue();
    void refreshCurrent();
    QString hint() const;

    ReviewController& m_review;
    DocumentView& m_document;
    EventListModel m_model;
    QLabel* m_left;
    QLabel* m_expected;
    QProgressBar* m_progress;
    QStackedLayout* m_stack;
    QLabel* m_hint;
    QListView* m_list;
    QToolButton* m_unlikely; // unfolds the findings that are not worth checking
    QWidget* m_card;         // scrolls the details
    QWidget* m_details;
    KeyButton* m_accept;
    KeyButton* m_keep;
    FilmStrip* m_strip;
    RelinkView* m_relink;
    QLabel* m_question;
    QLabel* m_reason;
    bool m_previewing = false; // a difference has the place of the details
    bool m_following = false;
};

} // namespace tw::ui
