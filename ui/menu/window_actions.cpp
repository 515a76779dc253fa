#include "ui/menu/window_actions.h"

#include "ui/actions/copy_box.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/panels/tracks_panel.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr double kZoomStep = 1.25;
constexpr double kNudgePx = 1;

void bindUndo(ActionRegistry& actions, EditController& edits, Session& session)
{
    actions.on("edit.undo", &edits, [&edits] { edits.undo(); });
    actions.on("edit.redo", &edits, [&edits] { edits.redo(); });
    const auto refresh = [&actions, &session] {
        const annotation::History* history = session.isOpen() ? &session.workspace()->history() : nullptr;
        const bool undoes = history && history->canUndo();
        const bool redoes = history && history->canRedo();
        QAction* undo = actions.action("edit.undo");
        QAction* redo = actions.action("edit.redo");
        undo->setEnabled(undoes);
        redo->setEnabled(redoes);
        undo->setStatusTip(undoes ? toQt(history->steps()[history->position() - 1].label) : QString());
        redo->setStatusTip(redoes ? toQt(history->steps()[history->position()].label) : QString());
    };
    for (auto signal : {&Session::historyChanged, &Session::opened, &Session::closed})
        QObject::connect(&session, signal, &actions, refresh);
    refresh();
}

// What needs an open project is grey without one; what needs a selection says so when it is used.
void bindEnabled(ActionRegistry& actions, Session& session)
{
    const auto refresh = [&actions, &session] {
        static const QStringList kAlways{QStringLiteral("file.open"),        QStringLiteral("file.openFolder"),
                                         QStringLiteral("file.preferences"), QStringLiteral("file.quit"),
                                         QStringLiteral("view.palette"),     QStringLiteral("view.ids"),
                                         QStringLiteral("view.trails"),      QStringLiteral("view.ghosts"),
                                         QStringLiteral("view.patterns"),    QStringLiteral("view.follow"),
                                         QStringLiteral("view.packLanes"),   QStringLiteral("view.appearanceLanes"),
                                         QStringLiteral("help.keys"),        QStringLiteral("help.about"),
                                         QStringLiteral("edit.undo"),        QStringLiteral("edit.redo"),
                                         QStringLiteral("track.train"),      QStringLiteral("view.similarity"),
                                         QStringLiteral("edit.straightFill")};
        for (const QString& id : actions.ids()) {
            if (!kAlways.contains(id))
                actions.action(id)->setEnabled(session.isOpen());
        }
    };
    QObject::connect(&session, &Session::opened, &actions, refresh);
    QObject::connect(&session, &Session::closed, &actions, refresh);
    refresh();
}

} // namespace

void bindEditActions(ActionRegistry& actions, PromptKeys& prompts, EditController& edits, Session& session,
                     DocumentView& document, ViewState& view)
{
    bindUndo(actions, edits, session);
    bindEnabled(actions, session);
    const auto bind = [&](const char* id, void (EditController::*command)()) {
        actions.on(id, &edits, [&edits, command] { (edits.*command)(); });
    };
    bind("edit.swap", &EditController::swap);
    bind("edit.join", &EditController::join);
    bind("edit.merge", &EditController::merge);
    bind("edit.split", &EditController::split);
    bind("edit.deleteTrack", &EditController::deleteTracks);
    bind("edit.deleteFromHere", &EditController::deleteFromHere);
    bind("edit.deleteBox", &EditController::deleteBox);
    bind("edit.endTrack", &EditController::endTrack);
    bind("edit.newBox", &EditController::newBox);
    bind("edit.addBox", &EditController::addBox);
    actions.on("edit.copyBox", &edits, [&edits, &document, &view] { copyBox(edits, document, view); });
    bind("edit.keyframe", &EditController::toggleKeyframe);
    bind("edit.interpolate", &EditController::toggleInterpolation);
    bind("edit.occluded", &EditController::toggleOccluded);
    bind("edit.verify", &EditController::toggleVerified);
    bind("edit.absent", &EditController::toggleAbsent);
    bind("edit.hide", &EditController::toggleHidden);
    bind("edit.showAll", &EditController::showAll);
    bind("edit.lock", &EditController::toggleLocked);
    prompts.add(PromptLevel::Command, {[&edits] { return edits.pending().active(); }, [&edits] { edits.accept(true); },
                                       [&edits] { edits.accept(false); }, [&edits] { edits.cancel(); }});
    prompts.add(PromptLevel::Marks, {[] { return true; }, {}, {}, [&edits] { edits.clearMarks(); }});
    for (int number = 1; number <= 9; ++number)
        QObject::connect(actions.action(QStringLiteral("edit.choose%1").arg(number)), &QAction::triggered, &edits,
                         [&edits, number] { edits.choose(number); });
    actions.on("edit.nudgeLeft", &edits, [&edits] { edits.nudge({-kNudgePx, 0}); });
    actions.on("edit.nudgeRight", &edits, [&edits] { edits.nudge({kNudgePx, 0}); });
    actions.on("edit.nudgeUp", &edits, [&edits] { edits.nudge({0, -kNudgePx}); });
    actions.on("edit.nudgeDown", &edits, [&edits] { edits.nudge({0, kNudgePx}); });

    // texts that say what the key would do now
    const auto refresh = [&actions, &document, &view] {
        const TrackSummaryPtr track = document.find(view.primary());
        actions.action("edit.hide")
            ->setText(track && track->track().hidden ? EditController::tr("Show track")
                                                     : EditController::tr("Hide track"));
        actions.action("edit.lock")
            ->setText(track && track->track().locked ? EditController::tr("Unlock track")
                                                     : EditController::tr("Lock track"));
    };
    QObject::connect(&view, &ViewState::selectionChanged, &actions, refresh);
    QObject::connect(&document, &DocumentView::changed, &actions, refresh);
}

void bindNavigation(ActionRegistry& actions, Session& session, DocumentView& document, ViewState& view,
                    PlaybackController& playback, TracksPanel& tracks)
{
    const auto move = [&](const char* id, std::function<FrameIndex()> target) {
        actions.on(id, &view, [&view, &playback, target = std::move(target)] {
            playback.pause();
            view.setFrame(target());
        });
    };
    actions.on("go.play", &playback, [&playback] { playback.toggle(); });
    actions.on("go.slower", &playback, [&playback] { playback.slower(); });
    actions.on("go.shuttleBack", &playback, [&playback] { playback.shuttle(-1); });
    actions.on("go.shuttleStop", &playback, [&playback] { playback.shuttle(0); });
    actions.on("go.shuttleForward", &playback, [&playback] { playback.shuttle(1); });
    actions.on("go.faster", &playback, [&playback] { playback.faster(); });
    const auto second = [&playback] {
        return std::max(static_cast<FrameIndex>(std::lround(playback.frameRate())), FrameIndex{1});
    };
    move("go.stepBack", [&view] { return view.frame() - 1; });
    move("go.stepForward", [&view] { return view.frame() + 1; });
    move("go.back10", [&view] { return view.frame() - 10; });
    move("go.forward10", [&view] { return view.frame() + 10; });
    move("go.backSecond", [&view, second] { return view.frame() - second(); });
    move("go.forwardSecond", [&view, second] { return view.frame() + second(); });
    move("go.videoStart", [] { return FrameIndex{0}; });
    move("go.videoEnd", [&view] { return view.frameCount() - 1; });
    const auto primary = [&document, &view] { return document.find(view.primary()); };
    move("go.trackStart", [&view, primary] { return primary() ? primary()->track().firstFrame() : view.frame(); });
    move("go.trackEnd", [&view, primary] { return primary() ? primary()->track().lastFrame() : view.frame(); });
    move("go.previousKeyframe", [&view, primary] {
        const TrackSummaryPtr track = primary();
        if (!track)
            return view.frame();
        const auto& frames = track->keyframes();
        const auto it = std::lower_bound(frames.begin(), frames.end(), view.frame());
        return it == frames.begin() ? view.frame() : *std::prev(it);
    });
    move("go.nextKeyframe", [&view, primary] {
        const TrackSummaryPtr track = primary();
        if (!track)
            return view.frame();
        const auto& frames = track->keyframes();
        const auto it = std::upper_bound(frames.begin(), frames.end(), view.frame());
        return it == frames.end() ? view.frame() : *it;
    });
    const auto step = [&document, &view, &tracks](int by) {
        const TrackId next = tracks.neighbourOf(view.primary(), by);
        const TrackSummaryPtr track = document.find(next);
        if (!track)
            return;
        view.select(next);
        view.setFrame(std::clamp(view.frame(), track->track().firstFrame(), track->track().lastFrame()));
    };
    actions.on("go.previousTrack", &view, [step] { step(-1); });
    actions.on("go.nextTrack", &view, [step] { step(1); });
    actions.on("go.rangeStart", &view, [&view] {
        const FrameRange range = view.range();
        view.setRange({view.frame(), range.empty() ? view.frameCount() - 1 : std::max(range.last, view.frame())});
    });
    actions.on("go.rangeEnd", &view, [&view] {
        const FrameRange range = view.range();
        view.setRange({range.empty() ? 0 : std::min(range.first, view.frame()), view.frame()});
    });
    actions.on("go.clearRange", &view, [&view] { view.setRange({}); });
    QAction* loop = actions.action("go.loopRange");
    loop->setChecked(playback.loopsRange());
    QObject::connect(loop, &QAction::toggled, &playback, &PlaybackController::setLoopsRange);
    actions.on("edit.selectAll", &tracks, [&tracks] { tracks.selectAll(); });
    actions.on("edit.rename", &tracks, [&tracks, &session] {
        if (session.isOpen())
            tracks.renameCurrent();
    });
    actions.on("view.filter", &tracks, [&tracks] { tracks.focusFilter(); });
}

void bindViewActions(ActionRegistry& actions, ViewState& view, VideoCanvas& canvas, TimelineView& timeline)
{
    actions.on("view.fit", &canvas, [&canvas] { canvas.fit(); });
    actions.on("view.actualSize", &canvas, [&canvas] { canvas.setZoom(1 / canvas.devicePixelRatioF()); });
    actions.on("view.zoomIn", &canvas, [&canvas] { canvas.zoomBy(kZoomStep); });
    actions.on("view.zoomOut", &canvas, [&canvas] { canvas.zoomBy(1 / kZoomStep); });
    actions.on("view.timelineFit", &timeline, [&timeline] { timeline.fit(); });
    actions.on("view.timelineZoomIn", &timeline, [&timeline] { timeline.zoomBy(kZoomStep); });
    actions.on("view.timelineZoomOut", &timeline, [&timeline] { timeline.zoomBy(1 / kZoomStep); });

    struct Toggle {
        const char* id;
        bool DisplayOptions::*option;
    };
    static constexpr Toggle kToggles[] = {{"view.ids", &DisplayOptions::ids},
                                          {"view.trails", &DisplayOptions::trails},
                                          {"view.ghosts", &DisplayOptions::ghosts},
                                          {"view.patterns", &DisplayOptions::patterns},
                                          {"view.similarity", &DisplayOptions::similarity},
                                          {"view.follow", &DisplayOptions::follow},
                                          {"view.packLanes", &DisplayOptions::packLanes},
                                          {"view.appearanceLanes", &DisplayOptions::appearanceLanes}};
    for (const Toggle& toggle : kToggles) {
        QAction* action = actions.action(toggle.id);
        QObject::connect(action, &QAction::toggled, &view, [&view, option = toggle.option](bool on) {
            DisplayOptions display = view.display();
            display.*option = on;
            view.setDisplay(display);
        });
        const auto follow = [&view, action, option = toggle.option] { action->setChecked(view.display().*option); };
        QObject::connect(&view, &ViewState::displayChanged, action, follow);
        follow();
    }
}

} // namespace tw::ui
