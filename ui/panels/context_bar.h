#pragma once
// The line under the video that says what can be done now: the selected person with the usual commands and their keys,
// or what the pending command waits for and how far it reaches. Where it is narrow the commands needed least are left
// out; their keys and menus stay. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/actions/edit_controller.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QLabel;
class QSlider;
class QStackedLayout;

namespace tw::ui {

class ElidedLabel;

class ContextBar final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the bar.
    ContextBar(const ActionRegistry& actions, const EditController& edits, DocumentView& document, ViewState& view,
               QWidget* parent = nullptr);

    QString prompt() const; // what is asked now; empty when nothing is pending
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeIdlePage(const ActionRegistry& actions);
    QWidget* makeSelectionPage(const ActionRegistry& actions);
    QWidget* makePendingPage(const ActionRegistry& actions);
    void makeGhostSlider(QHBoxLayout& layout);
    void refresh();
    void refreshSelection();
    QString promptText() const;
    void fit();

    const EditController& m_edits;
    DocumentView& m_document;
    ViewState& m_view;
    QStackedLayout* m_pages = nullptr;
    QLabel* m_swatch = nullptr;
    ElidedLabel* m_name = nullptr;
    ElidedLabel* m_details = nullptr;
    ElidedLabel* m_prompt = nullptr;
    QWidget* m_accept = nullptr;
    QWidget* m_acceptNoFill = nullptr;
    QWidget* m_next = nullptr;
    QWidget* m_scope = nullptr;
    QWidget* m_ghosts = nullptr;
    std::vector<QWidget*> m_spare; // least needed first
    struct Fit {
        int page = -1;
        int width = 0;
        bool ghosts = false;
        int nameWidth = 0;
        bool pending = false;
        bool operator==(const Fit&) const = default;
    };
    Fit m_fit; // that m_spare is shown for
};

} // namespace tw::ui
