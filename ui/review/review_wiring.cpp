#include "ui/review/review_wiring.h"

#include "core/review/appearance_colour.h"
#include "ui/canvas/video_canvas.h"
#include "ui/review/event_overlay.h"
#include "ui/review/relink_controller.h"
#include "ui/review/review_panel.h"
#include "ui/timeline/playback_controller.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace tw::ui {

namespace {

constexpr double kRiskSeconds = 0.5;   // on each side of a finding
constexpr double kColourSeconds = 0.2; // of one look

FrameIndex framesOf(double seconds, const PlaybackController& playback)
{
    return std::max(static_cast<FrameIndex>(std::lround(seconds * playback.frameRate())), FrameIndex{1});
}

void connectTimeline(const ReviewViews& views)
{
    ReviewController& review = views.review;
    TimelineView& timeline = views.timeline;
    QObject::connect(&review, &ReviewController::queueChanged, &timeline,
                     [&review, &timeline, &playback = views.playback] {
                         timeline.setEvents(review.queue().open(), framesOf(kRiskSeconds, playback));
                     });
    QObject::connect(&review, &ReviewController::currentChanged, &timeline, [&review, &timeline] {
        timeline.setCurrentEvent(review.current() ? std::optional(*review.current()) : std::nullopt);
    });
    QObject::connect(&timeline, &TimelineView::eventClicked, &review, [&review](const std::string& key) {
        review.bringUp();
        review.select(key);
    });
    QObject::connect(&views.relink, &RelinkController::changed, &timeline,
                     [&relink = views.relink, &timeline, &playback = views.playback] {
                         std::vector<SpanChange> changes;
                         const auto* preview = relink.preview();
                         if (preview) {
                             playback.pause();
                             for (const review::RelinkMove& move : preview->followUps.plan.difference.moves)
                                 changes.push_back({move.from, move.to, move.frames});
                         }
                         timeline.setChanges(std::move(changes));
                     });
}

// Looks are made only while they are shown, and the directions they are measured in stay for the project.
void connectAppearanceColours(const ReviewViews& views)
{
    const auto basis = std::make_shared<review::ColourBasis>();
    const auto refresh = [basis, &review = views.review, &timeline = views.timeline, &view = views.view,
                          &playback = views.playback] {
        if (!view.display().appearanceLanes)
            return;
        review.ask([basis, &timeline, chunk = framesOf(kColourSeconds, playback)](
                       const review::ReviewSession& session, const JobContext& job) -> std::function<void()> {
            const review::Evidence& evidence = session.evidence();
            auto known = basis->known() ? *basis : review::colourBasisOf(evidence);
            auto colours = std::make_shared<review::TrackColours>();
            for (const auto& [id, track] : evidence.tracks()) {
                if (job.stopped())
                    return {};
                if (auto colour = review::coloursOf(track, known, chunk); !colour.empty())
                    colours->emplace(id, std::move(colour));
            }
            *basis = std::move(known); // the worker alone reads and writes it while it lives
            return [&timeline, colours] { timeline.setAppearanceColours(*colours); };
        });
    };
    QObject::connect(&views.review, &ReviewController::scored, &views.timeline, refresh);
    QObject::connect(&views.view, &ViewState::displayChanged, &views.timeline,
                     [refresh, &view = views.view, was = false]() mutable {
                         if (view.display().appearanceLanes && !was)
                             refresh();
                         was = view.display().appearanceLanes;
                     });
    QObject::connect(&views.review, &ReviewController::workerGone, &views.timeline,
                     [basis, &timeline = views.timeline] {
                         *basis = {};
                         timeline.setAppearanceColours({});
                     });
}

void connectCanvas(const ReviewViews& views)
{
    VideoCanvas& canvas = views.canvas;
    canvas.setForeground([&review = views.review, &document = views.document, &playback = views.playback](
                             QPainter& painter, const Viewport& viewport, FrameIndex frame, const QFont& font) {
        if (!review.isShown() || !review.current())
            return;
        const EventOverlay overlay = eventOverlayAt(document, *review.current(), frame, framesOf(1, playback));
        paintEventOverlay(painter, overlay, viewport, smallFont(font));
    });
    QObject::connect(&views.review, &ReviewController::currentChanged, &canvas, qOverload<>(&QWidget::update));
    QObject::connect(&views.review, &ReviewController::shownChanged, &canvas, qOverload<>(&QWidget::update));
    QObject::connect(&views.review, &ReviewController::currentChanged, &views.panel,
                     [&review = views.review, &panel = views.panel, &canvas] {
                         // the arrows are the strip's while a place is looked at
                         if (review.current() && !panel.strip().hasFocus() && panel.isVisible())
                             panel.strip().setFocus(Qt::OtherFocusReason);
                         else if (!review.current() && panel.strip().hasFocus())
                             canvas.setFocus();
                     });
}

} // namespace

void connectReview(const ReviewViews& views)
{
    connectTimeline(views);
    connectAppearanceColours(views);
    connectCanvas(views);
}

} // namespace tw::ui
