#include "ui/actions/track_menu.h"

#include <QMenu>

#include <vector>

namespace tw::ui {

void showTrackMenu(const ActionRegistry& actions, ViewState& view, TrackId id, const QPoint& globalPosition,
                   QWidget* parent)
{
    if (id != TrackId::kInvalid && !view.isSelected(id))
        view.select(id);
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::vector<const char*> entries =
        id == TrackId::kInvalid
            ? std::vector<const char*>{"edit.ask", "edit.newBox", "-",           "view.fit",    "view.actualSize",
                                       "-",        "view.ids",    "view.trails", "view.ghosts", "view.similarity",
                                       "-",        "edit.showAll"}
            : std::vector<const char*>{"edit.ask",
                                       "-",
                                       "edit.swap",
                                       "edit.join",
                                       "edit.merge",
                                       "edit.split",
                                       "edit.endTrack",
                                       "-",
                                       "edit.keyframe",
                                       "edit.interpolate",
                                       "edit.fillGaps",
                                       "edit.occluded",
                                       "edit.absent",
                                       "edit.verify",
                                       "-",
                                       "edit.class",
                                       "edit.attribute",
                                       "edit.note",
                                       "edit.bookmark",
                                       "-",
                                       "edit.rename",
                                       "edit.color",
                                       "edit.hide",
                                       "edit.lock",
                                       "-",
                                       "edit.deleteBox",
                                       "edit.deleteFromHere",
                                       "edit.deleteTrack"};
    for (const char* entry : entries) {
        if (*entry == '-')
            menu->addSeparator();
        else
            menu->addAction(actions.action(entry));
    }
    menu->popup(globalPosition);
}

} // namespace tw::ui
