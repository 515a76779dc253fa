#pragma once
// The difference a relink would make, at the foot of the review dock: what it settles, which boxes get another number,
// and the keys that carry it out or drop it. Between times a line that says what the last fix would settle besides.
// GUI thread.

#include "ui/models/view_state.h"
#include "ui/review/relink_controller.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace tw::ui {

class RelinkView final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the view.
    RelinkView(const ActionRegistry& actions, RelinkController& relink, ViewState& view, QWidget* parent = nullptr);

    QString heading() const;

Q_SIGNALS:
    void previewShown(bool shown);

private:
    void refresh();
    void fill(const review::Relinking& difference);

    RelinkController& m_relink;
    ViewState& m_view;
    QLabel* m_heading;
    QLabel* m_summary;
    QListWidget* m_moves;
    QWidget* m_buttons;
    QWidget* m_offer;
    QLabel* m_offerText;
    bool m_previewing = false;
    bool m_filling = false;
};

} // namespace tw::ui
