#pragma once
// Ties the review to what else shows it: marks and changes on the timeline, corners on the video, the focus of the film
// strip. Free function: everything in it must live as long as the controllers. GUI thread.

namespace tw::ui {

class DocumentView;
class PlaybackController;
class RelinkController;
class ReviewController;
class ReviewPanel;
class TimelineView;
class VideoCanvas;
class ViewState;

struct ReviewViews {
    ReviewController& review;
    RelinkController& relink;
    ReviewPanel& panel;
    TimelineView& timeline;
    VideoCanvas& canvas;
    DocumentView& document;
    ViewState& view;
    PlaybackController& playback;
};
void connectReview(const ReviewViews& views);

} // namespace tw::ui
