#pragma once
// The filter button of the review: kinds of findings, the selected person, the marked range, edited or unedited tracks,
// and whether unlikely findings are shown. Its text is the filter in force. GUI thread.

#include "ui/models/view_state.h"

#include "core/review/event_group.h"
#include "core/review/filter.h"

#include <QToolButton>

class QActionGroup;
class QMenu;

namespace tw::ui {

class FilterMenu final : public QToolButton
{
    Q_OBJECT
public:
    FilterMenu(ViewState& view, QWidget* parent = nullptr);

    void present(const review::EventFilter& filter, bool showsAll);

Q_SIGNALS:
    void filterWanted(const tw::review::EventFilter& filter);
    void showAllWanted(bool all);

private:
    void fill();
    static QString groupText(review::EventGroup group);
    void addKinds(QMenu& menu);
    void addMadeBy(QMenu& menu);

    ViewState& m_view;
    QMenu* m_menu;
    review::EventFilter m_filter;
    bool m_showsAll = false;
};

} // namespace tw::ui
